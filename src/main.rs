//! Arguments, dispatch, exit code.

use std::{
    io::{self, Write},
    panic::{self, PanicHookInfo},
    process::ExitCode,
};

use color_eyre::config::HookBuilder;
use twinge::cli;

fn main() -> ExitCode {
    cli::survive_full_files();
    let args = match cli::args() {
        Ok(args) => args,
        Err(code) => return code,
    };
    panic::set_hook(Box::new(report));
    cli::run(&args)
}

/// Reports a panic. What writes the report is made only then: nobody has to wait for it at the start.
fn report(panic: &PanicHookInfo<'_>) {
    let mut error = io::stderr();
    // Whoever reads it may be gone; a panic about that would end the program on the spot.
    let _ = match HookBuilder::default().try_into_hooks() {
        Ok((report, _)) => writeln!(error, "{}", report.panic_report(panic)),
        Err(_) => writeln!(error, "{panic}"),
    };
}

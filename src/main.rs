//! Arguments, dispatch, exit code.

use std::process::ExitCode;

use twinge::cli;

fn main() -> ExitCode {
    cli::survive_full_files();
    let args = match cli::args() {
        Ok(args) => args,
        Err(code) => return code,
    };
    // Without its report a panic is still shown by the hook of the standard library.
    let _ = color_eyre::install();
    cli::run(&args)
}

//! Arguments, dispatch, exit code.

use std::process::ExitCode;

use clap::Parser;
use twinge::cli;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    // Without its report a panic is still shown by the hook of the standard library.
    let _ = color_eyre::install();
    cli::run(&args)
}

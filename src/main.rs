//! The `hum` command: maps the outcome of a run to an exit code, and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    humdrum::cli::main()
}

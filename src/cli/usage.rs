//! What a person sees who typed too little, and `--help`.

use std::process::ExitCode;

use clap::error::ErrorKind;

/// A command and how one types it.
const EXAMPLES: &[(&str, &str)] = &[
    ("mv", "hum mv RISK-12 RISK-14"),
    (
        "new",
        "hum new risk \"Quota approval comes late\" owner=@maria",
    ),
    ("set", "hum set RISK-12 owner=@maria"),
    ("show", "hum show RISK-12"),
];

/// Prints help, or what is wrong with the arguments and how one types the command.
#[expect(clippy::print_stderr, reason = "this is where errors are printed")]
pub(super) fn answer(error: &clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::InvalidUtf8 {
        eprintln!("error: an argument is not UTF-8");
        eprintln!("  hint: type it again, or set the terminal to UTF-8");
        return ExitCode::from(2);
    }
    // Where nobody reads it there is nobody to tell.
    let _ = error.print();
    let mut arguments = std::env::args_os().skip(1);
    let example = arguments.find_map(|word| EXAMPLES.iter().find(|(name, _)| word == *name));
    if let (ErrorKind::MissingRequiredArgument, Some((_, example))) = (error.kind(), example) {
        eprintln!("  hint: write for example: {example}");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

//! `hum completions`

use super::{CliError, Context, Outcome, complete};

/// Print the script that makes a shell complete commands, ids, fields and their values
///
/// bash: `source <(hum completions bash)` in ~/.bashrc. zsh: `source <(hum completions zsh)` in ~/.zshrc, after compinit.
/// fish: `hum completions fish | source` in ~/.config/fish/config.fish. elvish: `eval (hum completions elvish | slurp)` in
/// rc.elv. PowerShell: `hum completions powershell | Out-String | Invoke-Expression` in the profile.
///
/// The script asks `hum` for the candidates, so they are those of the program in the current folder.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl CompletionsArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let name = match self.shell {
            Shell::Bash => "bash",
            Shell::Elvish => "elvish",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Zsh => "zsh",
        };
        let script = complete::script(name).unwrap_or_default();
        context.print(&script)?;
        Ok(Outcome::Clean)
    }
}

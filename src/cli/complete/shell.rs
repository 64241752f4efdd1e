//! What a shell runs when the completion key is pressed, where the library's own script falls short: bash splits words
//! at `=`, `:` and `@`, and zsh sets a blank behind `field=`.

use std::{
    ffi::OsString,
    io::{Error, Write},
    path::Path,
};

use clap::Command;
use clap_complete::{
    engine::{self, CompletionCandidate},
    env::{Elvish, EnvCompleter, Fish, Powershell, Shells},
};

use super::line::Line;

/// Every shell.
pub(super) const SHELLS: Shells<'static> = Shells(&[&Bash, &Elvish, &Fish, &Powershell, &Zsh]);

const BASH: &str = r#"_hum_complete() {
    local IFS=$'\n'
    COMPREPLY=( $(VAR=bash _HUM_LINE="$COMP_LINE" _HUM_POINT="$COMP_POINT" \
        _HUM_BREAKS="$COMP_WORDBREAKS" COMPLETER -- "${COMP_WORDS[@]}" 2>/dev/null) )
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != *[=/] ]]; then
        COMPREPLY[0]+=' '
    fi
}
complete -o nospace -o bashdefault -o nosort -F _hum_complete BIN 2>/dev/null ||
    complete -o nospace -o bashdefault -F _hum_complete BIN"#;

const ZSH: &str = r#"#compdef BIN
_hum_complete() {
    local -a all=("${(@f)$(VAR=zsh COMPLETER -- "${(@)words[1,CURRENT]}" 2>/dev/null)}")
    local -a open=("${(@M)all:#*[=/](|:*)}") closed=("${(@)all:#*[=/](|:*)}")
    [[ -n $open ]] && _describe -V 'value' open -S ''
    [[ -n $closed ]] && _describe -V 'value' closed
}
compdef _hum_complete BIN"#;

/// bash: the words are read from the line, and what readline has already taken for a word of its own is left out of
/// the answers.
#[derive(Debug)]
struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        command: &str,
        completer: &str,
        output: &mut dyn Write,
    ) -> Result<(), Error> {
        writeln!(output, "{}", filled(BASH, variable, command, completer))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        _words: Vec<OsString>,
        folder: Option<&Path>,
        output: &mut dyn Write,
    ) -> Result<(), Error> {
        let line = Line::read();
        let typed = line.words.last().cloned().unwrap_or_default();
        // Readline replaces what follows the last of these characters, and nothing before it.
        let kept = typed.rfind(|one| line.breaks.contains(one));
        // It splits before an @, and behind every other one.
        let kept = kept.map_or(0, |at| at + usize::from(!typed[at..].starts_with('@')));
        for candidate in candidates(command, &line, folder)? {
            let value = candidate.get_value().to_string_lossy();
            if let Some(rest) = value.get(kept..) {
                writeln!(output, "{}", escaped(rest))?;
            }
        }
        Ok(())
    }
}

/// zsh: nothing is set behind a value that is only begun.
#[derive(Debug)]
struct Zsh;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        "zsh"
    }

    fn is(&self, name: &str) -> bool {
        name == "zsh"
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        command: &str,
        completer: &str,
        output: &mut dyn Write,
    ) -> Result<(), Error> {
        writeln!(output, "{}", filled(ZSH, variable, command, completer))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        _words: Vec<OsString>,
        folder: Option<&Path>,
        output: &mut dyn Write,
    ) -> Result<(), Error> {
        for candidate in candidates(command, &Line::read(), folder)? {
            let value = candidate.get_value().to_string_lossy();
            write!(
                output,
                "{}",
                value.replace('\\', "\\\\").replace(':', "\\:")
            )?;
            if let Some(help) = candidate.get_help() {
                let help = help.to_string();
                let first = help.lines().next().unwrap_or_default();
                write!(output, ":{}", first.replace('\\', "\\\\"))?;
            }
            writeln!(output)?;
        }
        Ok(())
    }
}

/// Returns what a shell must read so that it completes `hum`; `None` for a shell that is not known.
pub(in crate::cli) fn script(shell: &str) -> Option<String> {
    let mut script = Vec::new();
    let shell = SHELLS.completer(shell)?;
    // Writing into memory cannot fail.
    let _ = shell.write_registration(super::VARIABLE, "hum", "hum", "hum", &mut script);
    Some(String::from_utf8_lossy(&script).into_owned())
}

fn candidates(
    command: &mut Command,
    line: &Line,
    folder: Option<&Path>,
) -> Result<Vec<CompletionCandidate>, Error> {
    let words: Vec<OsString> = line.words.iter().map(OsString::from).collect();
    let last = words.len() - 1;
    engine::complete(command, words, last, folder)
}

fn filled(script: &str, variable: &str, command: &str, completer: &str) -> String {
    let quoted = if completer
        .chars()
        .all(|one| one.is_ascii_alphanumeric() || "/._-".contains(one))
    {
        completer.to_owned()
    } else {
        format!("'{}'", completer.replace('\'', r"'\''"))
    };
    script
        .replace("VAR", variable)
        .replace("BIN", command)
        .replace("COMPLETER", &quoted)
}

/// Returns a value as it is typed in bash.
fn escaped(value: &str) -> String {
    let mut typed = String::new();
    for one in value.chars() {
        if one.is_whitespace() || "\\'\"`$&|;<>()*?[]{}#!~".contains(one) {
            typed.push('\\');
        }
        typed.push(one);
    }
    typed
}

//! The command line that is being completed: its words, and what they say of the program.

use std::path::PathBuf;

use crate::store::Store;

/// Holds the line as bash has it; bash also splits words at `=`, `:` and `@`, and the line tells where it did so.
const LINE: &str = "_HUM_LINE";
/// Holds the place of the cursor in [`LINE`], in bytes.
const POINT: &str = "_HUM_POINT";
/// Holds the characters at which bash splits words.
const BREAKS: &str = "_HUM_BREAKS";

/// The words before the cursor, the last of which is being completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// All words, the name of the command first. Never empty.
    pub(super) words: Vec<String>,
    /// The characters at which bash splits words; none for other shells.
    pub(super) breaks: String,
}

impl Line {
    /// Reads the line that this process was started to complete.
    #[expect(
        clippy::disallowed_methods,
        reason = "shells hand the line over in the environment"
    )]
    pub(super) fn read() -> Self {
        if let Ok(line) = std::env::var(LINE) {
            let point = std::env::var(POINT).ok();
            let point = point.and_then(|text| text.parse().ok());
            let before = line.get(..point.unwrap_or(line.len())).unwrap_or(&line);
            return Self {
                words: split(before),
                breaks: std::env::var(BREAKS).unwrap_or_default(),
            };
        }
        let words = std::env::args_os().skip_while(|word| word != "--").skip(1);
        let mut words: Vec<String> = words
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        if words.is_empty() {
            words.push(String::new());
        }
        Self {
            words,
            breaks: String::new(),
        }
    }

    /// Returns the words before the one that is being completed.
    pub(super) fn before(&self) -> &[String] {
        self.words.split_last().map_or(&[], |(_, before)| before)
    }

    /// Opens the program that the line is about: that of `-C` and `--program`, else of the current folder.
    pub(super) fn store(&self) -> Option<Store> {
        let folder = self.option("-C", "-C").map_or(".".into(), PathBuf::from);
        let program = self.option("--program", "--program=").map(PathBuf::from);
        Store::open(&folder, program.as_deref()).ok()
    }

    /// Returns the last value of an option, as a word of its own or behind its name in the same word.
    fn option(&self, name: &str, joined: &str) -> Option<&str> {
        let before = self.before();
        let apart = before.iter().zip(before.iter().skip(1));
        let apart = apart.rev().find(|(word, _)| *word == name);
        let together = || {
            let mut values = before.iter().rev().map(|word| word.strip_prefix(joined));
            values.find_map(|value| value.filter(|value| !value.is_empty()))
        };
        apart.map(|(_, value)| value.as_str()).or_else(together)
    }
}

/// Splits a line into words as a shell does: quotes and backslashes join, and vanish. The last word is the one that
/// the line ends in, which is empty behind a blank.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let last = words.len() - 1;
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None | Some('"'), '\\') => words[last].extend(characters.next()),
            (None, ' ' | '\t') => {
                while characters.next_if(|next| " \t".contains(*next)).is_some() {}
                words.push(String::new());
            }
            _ => words[last].push(character),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_shell() {
        assert_eq!(split("hum show RI"), ["hum", "show", "RI"]);
        assert_eq!(split("hum  show "), ["hum", "show", ""]);
        assert_eq!(
            split(r#"hum set "a b" 'c"d' e\ f owner=@m"#),
            ["hum", "set", "a b", "c\"d", "e f", "owner=@m"]
        );
        assert_eq!(split("hum set 'open quo"), ["hum", "set", "open quo"]);
        assert_eq!(split(""), [""]);
    }

    #[test]
    fn options_are_found_in_both_forms() {
        let line = |text: &str| Line {
            words: split(text),
            breaks: String::new(),
        };
        let folder = |text: &str| line(text).option("-C", "-C").map(str::to_owned);
        assert_eq!(folder("hum -C a show "), Some("a".into()));
        assert_eq!(folder("hum -Ca show "), Some("a".into()));
        assert_eq!(folder("hum -C"), None);
        let program = line("hum --program=x/program.yaml show R");
        assert_eq!(
            program.option("--program", "--program="),
            Some("x/program.yaml")
        );
    }
}

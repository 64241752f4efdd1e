//! The block between two `---` lines at the top of a Markdown file.

use super::Span;

/// What stands at the top of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatter {
    /// No `---` line opens the file.
    Absent,
    /// It is opened and never closed.
    Unclosed {
        /// The opening line.
        fence: Span,
    },
    /// It is there.
    Present {
        /// The opening line.
        fence: Span,
        /// The YAML between the fences.
        yaml: Span,
        /// Everything after the closing line.
        body: Span,
    },
}

/// Finds the front matter of a file. A byte order mark, CRLF and blank lines above the fence are passed over.
pub fn split(text: &str) -> FrontMatter {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    at += leading_blank_lines(&text[at..]);
    let Some((fence, after)) = fence_at(text, at, &["---"]) else {
        return FrontMatter::Absent;
    };
    let mut line = after;
    while line < text.len() {
        if let Some((closing, body)) = fence_at(text, line, &["---", "..."]) {
            let yaml = Span::new(after, closing.start as usize);
            return FrontMatter::Present {
                fence,
                yaml,
                body: Span::new(body, text.len()),
            };
        }
        line = next_line(text, line);
    }
    FrontMatter::Unclosed { fence }
}

fn leading_blank_lines(text: &str) -> usize {
    let content = text.trim_start();
    let blank = text.len() - content.len();
    text[..blank].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns the fence at the start of a line and the offset of the line after it.
fn fence_at(text: &str, line: usize, fences: &[&str]) -> Option<(Span, usize)> {
    let end = text[line..]
        .find('\n')
        .map_or(text.len(), |newline| line + newline);
    let content = text[line..end].trim_end();
    fences
        .contains(&content)
        .then(|| (Span::new(line, line + content.len()), next_line(text, line)))
}

fn next_line(text: &str, line: usize) -> usize {
    text[line..]
        .find('\n')
        .map_or(text.len(), |newline| line + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        match split(text) {
            FrontMatter::Present { yaml, body, .. } => Some((yaml.slice(text), body.slice(text))),
            _ => None,
        }
    }

    #[test]
    fn front_matter_is_split_from_the_body() {
        assert_eq!(parts("---\na: 1\n---\nbody\n"), Some(("a: 1\n", "body\n")));
        assert_eq!(parts("---\n---\n"), Some(("", "")));
        assert_eq!(parts("---\na: 1\n..."), Some(("a: 1\n", "")));
    }

    #[test]
    fn marks_line_ends_and_blank_lines_above_do_not_matter() {
        assert_eq!(
            parts("\u{feff}---\r\na: 1\r\n---  \r\nb"),
            Some(("a: 1\r\n", "b"))
        );
        assert_eq!(parts("\n\n---\na: 1\n---\n"), Some(("a: 1\n", "")));
    }

    #[test]
    fn a_missing_or_open_fence_is_told_apart() {
        assert_eq!(split("# Title\n---\na\n---\n"), FrontMatter::Absent);
        assert_eq!(split(""), FrontMatter::Absent);
        assert_eq!(
            split("---\na: 1\n"),
            FrontMatter::Unclosed {
                fence: Span::new(0, 3)
            }
        );
        assert_eq!(split("----\na: 1\n---\n"), FrontMatter::Absent);
    }
}

//! Words of a command line that people copy into a shell. What comes from a file must stay one word there, and do nothing.

use std::borrow::Cow;

/// Returns a text as one word: as it is where no shell reads anything into it, else in quotes.
pub fn word(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| sign.is_alphanumeric() || "@._-/^:+=,%\u{2026}".contains(sign);
    if !text.is_empty() && text.chars().all(is_plain) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(single(text))
    }
}

/// Returns a text in quotes, for people to write in: double ones where no shell reads anything into them.
pub fn quoted(text: &str) -> String {
    if text.contains(['$', '`', '"', '\\', '!']) {
        single(text)
    } else {
        format!("\"{text}\"")
    }
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        for plain in [
            "RISK-12^a3",
            "@maria",
            "keps/629-alb/kep.yaml",
            "due=2026-06-05",
            "größe",
        ] {
            assert_eq!(word(plain), plain);
        }
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("$(rm -rf ~)"), "'$(rm -rf ~)'");
        assert_eq!(word("it's;x"), r"'it'\''s;x'");
        assert_eq!(word(""), "''");
        assert_eq!(quoted("Why=\u{2026}"), "\"Why=\u{2026}\"");
        assert_eq!(quoted("`x`=\u{2026}"), "'`x`=\u{2026}'");
    }
}

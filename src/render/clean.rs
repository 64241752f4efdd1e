//! Characters that no output may carry raw.

use std::borrow::Cow;

/// Stands where an unsafe character stood.
pub(super) const REPLACEMENT: char = '\u{fffd}';

/// Returns whether a character can steer a terminal or turn the reading direction of what follows, so that text shows
/// as something other than what it says.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns text as one line: every run of white space is one space, every unsafe character is U+FFFD.
///
/// White space at the ends becomes one space too, because a piece of text may stand between two others.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let is_clean = !text.contains("  ") && !text.chars().any(|one| is_break(one) || is_unsafe(one));
    if is_clean {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if character == ' ' || is_break(character) {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else if is_unsafe(character) {
            line.push(REPLACEMENT);
        } else {
            line.push(character);
        }
    }
    Cow::Owned(line)
}

/// Returns a line with every unsafe character replaced and every space kept: what stands below it stays below it.
pub(crate) fn clean(line: &str) -> String {
    let visible = |one| if is_unsafe(one) { REPLACEMENT } else { one };
    line.chars().map(visible).collect()
}

/// Returns whether a character ends a line or jumps within it.
fn is_break(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_surprises_is_not_copied() {
        assert!(matches!(one_line("Quota: 40 % at ☎ é"), Cow::Borrowed(_)));
    }

    #[test]
    fn line_ends_tabs_and_runs_of_spaces_are_one_space() {
        assert_eq!(one_line(" a\r\n\tb  c\u{2028}d\n"), " a b c d ");
    }

    #[test]
    fn controls_and_direction_overrides_are_replaced() {
        assert_eq!(
            one_line("\u{1b}[31m\0\u{7f}\u{9b}\u{202e}\u{2066}x"),
            "\u{fffd}[31m\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}x"
        );
    }
}

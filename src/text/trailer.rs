//! Trailers: the lines `Key: value` in the last paragraph of a commit message.

/// Returns the trailers of a commit message, in order: key and value. There are none where the last paragraph holds a
/// line that is neither a trailer nor, being indented, goes on with one, or where the message has no other paragraph.
///
/// ```
/// # use humdrum::text::trailer::trailers;
/// let message = "Choose EU only\n\nThe audit ends there.\n\nAcked-by: Dana <dana@atlas.example>\nRefs: DEC-12\n";
/// assert_eq!(
///     trailers(message),
///     [("Acked-by", "Dana <dana@atlas.example>"), ("Refs", "DEC-12")]
/// );
/// ```
pub fn trailers(message: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = message.trim_end().lines().collect();
    let Some(blank) = lines.iter().rposition(|line| line.trim().is_empty()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for line in &lines[blank + 1..] {
        match trailer(line) {
            Some(pair) => found.push(pair),
            // The rest of a long value: who signs never needs it.
            None if line.starts_with([' ', '\t']) && !found.is_empty() => {}
            None => return Vec::new(),
        }
    }
    found
}

fn trailer(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = |one: char| one.is_ascii_alphanumeric() || one == '-';
    let is_trailer = !key.is_empty() && key.chars().all(is_key);
    is_trailer.then_some((key, value.trim()))
}

/// Returns the name and the mail address of `Name <mail>`; either may be empty.
pub fn identity(value: &str) -> (&str, &str) {
    match value.split_once('<') {
        Some((name, rest)) => (name.trim(), rest.split('>').next().unwrap_or(rest).trim()),
        None if value.contains('@') && !value.starts_with('@') => ("", value.trim()),
        None => (value.trim(), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_with_a_colon_is_no_trailer() {
        assert_eq!(trailers("Acked-by: Dana"), []);
        assert_eq!(trailers(""), []);
    }

    #[test]
    fn a_paragraph_that_says_something_else_has_none() {
        assert_eq!(trailers("Move\n\nNote: the vendor\nis late\n"), []);
        assert_eq!(trailers("Move\n\nsee http://a.example: there\n"), []);
    }

    #[test]
    fn a_value_may_go_on_in_indented_lines() {
        let message = "Move\r\n\r\nReason: the vendor\r\n  is late\r\nAcked-by: dana\r\n";
        assert_eq!(
            trailers(message),
            [("Reason", "the vendor"), ("Acked-by", "dana")]
        );
    }

    #[test]
    fn only_the_last_paragraph_counts() {
        let message = "Move\n\nAcked-by: Dana\n\nAcked-by: Lee\n";
        assert_eq!(trailers(message), [("Acked-by", "Lee")]);
    }

    #[test]
    fn people_are_names_addresses_or_both() {
        assert_eq!(
            identity("Dana Roy <dana@a.example>"),
            ("Dana Roy", "dana@a.example")
        );
        assert_eq!(identity("dana@a.example"), ("", "dana@a.example"));
        assert_eq!(identity("@dana"), ("@dana", ""));
        assert_eq!(identity("Dana <dana"), ("Dana", "dana"));
    }
}

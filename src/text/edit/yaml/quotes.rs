//! How one scalar is written on one line: plain where every reader takes it for the same, in quotes elsewhere.

use std::fmt::Write;

use serde_json::Value as Json;

use super::super::Scalar;
use crate::text::scalar;

/// The quotes around a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// What stands around a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// Lines.
    Block,
    /// Brackets: commas and brackets end a value.
    Flow,
    /// It is a key.
    Key,
}

/// Returns a scalar as it is written, in these quotes if it can be. `None` for a literal that needs quotes.
pub(super) fn written(scalar: &Scalar, quotes: Quotes, around: Around) -> Option<String> {
    let text = scalar.text();
    if let Scalar::Literal(_) = scalar {
        let is_whole = !text.is_empty() && is_plain(text, around);
        return is_whole.then(|| text.to_owned());
    }
    let is_printable = !text.contains(must_be_escaped);
    let prefers_single = text.contains(['"', '\\']) && !text.contains('\'');
    Some(match quotes {
        Quotes::None if is_plain(text, around) && is_always_text(text) => text.to_owned(),
        Quotes::Single if is_printable => single(text),
        Quotes::None if is_printable && prefers_single => single(text),
        _ => double(text),
    })
}

/// Returns a key as it is written.
pub(super) fn key(text: &str) -> String {
    let scalar = Scalar::Text(text.to_owned());
    written(&scalar, Quotes::None, Around::Key).unwrap_or_else(|| double(text))
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut quoted = String::from("\"");
    for one in text.chars() {
        let escape = match one {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ if must_be_escaped(one) => {
                let code = u32::from(one);
                // Writing to a string cannot fail.
                let _ = match code {
                    0..=0xff => write!(quoted, "\\x{code:02x}"),
                    0x100..=0xffff => write!(quoted, "\\u{code:04x}"),
                    _ => write!(quoted, "\\U{code:08x}"),
                };
                continue;
            }
            _ => {
                quoted.push(one);
                continue;
            }
        };
        quoted.push_str(escape);
    }
    quoted.push('"');
    quoted
}

/// Returns whether a character may only stand escaped: breaks, controls, and what readers of YAML 1.1 break lines at.
pub(super) fn must_be_escaped(one: char) -> bool {
    one.is_control()
        || matches!(
            one,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Returns whether a text without quotes reads back as itself: no sign at its start, no `: ` and no ` #` in it.
fn is_plain(text: &str, around: Around) -> bool {
    let opens_badly = text.starts_with([
        ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
    ]);
    let opens_as_mark = ["-", "?", ":"].into_iter().any(|mark| {
        text.strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || around != Around::Block)
    }) && !is_number_start(text);
    let is_document_mark = text.starts_with("---") || text.starts_with("...");
    let ends_early = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let ends_in_brackets = around == Around::Flow
        && (text.contains([',', '[', ']', '{', '}'])
            || text.contains(":\"")
            || text.contains(":'"));
    let is_key_mark = around == Around::Key && (text.contains(':') || text.chars().count() > 120);
    !(text.is_empty()
        || opens_badly
        || opens_as_mark
        || is_document_mark
        || ends_early
        || ends_in_brackets
        || is_key_mark
        || text.trim() != text
        || text.contains(must_be_escaped))
}

/// `-3`, which is no list item.
fn is_number_start(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()))
}

/// Returns whether readers of YAML 1.2 and of YAML 1.1 take a plain scalar for text. A day counts as text.
fn is_always_text(text: &str) -> bool {
    matches!(scalar::resolve(text), Json::String(_)) && (is_day(text) || !is_special_in_1_1(text))
}

fn is_day(text: &str) -> bool {
    let shape = text
        .bytes()
        .map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00")
}

/// Returns whether a reader of YAML 1.1 may take a plain scalar for a boolean, a number, a moment or a mark.
fn is_special_in_1_1(text: &str) -> bool {
    let words = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".nan", ".inf", "+.inf",
        "-.inf", "<<", "=",
    ];
    let lower = text.to_ascii_lowercase();
    words.contains(&lower.as_str()) || is_number_in_1_1(&lower) || is_moment(text)
}

/// `0777`, `0b1`, `0x1f`, `1_000`, `1e3`, `12:30`, `1:30.5`.
fn is_number_in_1_1(lower: &str) -> bool {
    let digits = lower
        .strip_prefix(['+', '-'])
        .unwrap_or(lower)
        .replace('_', "");
    let Some(rest) = digits.strip_prefix(|one: char| one.is_ascii_digit() || one == '.') else {
        return false;
    };
    let marked = ["0b", "0o", "0x"]
        .into_iter()
        .find_map(|mark| digits.strip_prefix(mark));
    if let Some(digits) = marked {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let is_numeric =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b'e' | b'+' | b'-');
    // Ranges and versions look like numbers and are none.
    let signs = rest
        .match_indices(['+', '-'])
        .filter(|(at, _)| !rest[..*at].ends_with('e'));
    rest.bytes().all(is_numeric) && signs.count() == 0 && digits.matches('.').count() < 2
}

/// `2026-05-01T10:00:00Z`, `2026-5-1`.
fn is_moment(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next().unwrap_or_default();
    let (year, month, day) = (next(), next(), next());
    let digits = |part: &str| {
        let count = part.bytes().take_while(u8::is_ascii_digit).count();
        (count, count == part.len())
    };
    let (count, _) = digits(day);
    let has_day = (1..=2).contains(&count)
        && (count == day.len() || day[count..].starts_with(['T', 't', ' ', '\t']));
    digits(year) == (4, true) && matches!(digits(month), (1 | 2, true)) && has_day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, around: Around) -> String {
        written(&Scalar::Text(text.into()), Quotes::None, around).expect("text can be quoted")
    }

    #[rustfmt::skip]
    const PLAIN: &[&str] = &[
        "k", "two words", "2026-05-01", "v1.31", "1.2.3", "a#b", "a:b", "it's", "-x", "3-5", "TBD(@sam, 2026-06-30)",
        "95 % of calls", "http://a.example/b?c=1", "DEC-12", "é", "nope", "a, b", "10d", "?x", "x=1",
    ];

    #[test]
    fn text_that_no_reader_takes_for_something_else_stays_plain() {
        for text in PLAIN {
            assert_eq!(plain(text, Around::Block), *text);
        }
    }

    #[rustfmt::skip]
    const QUOTED: &[&str] = &[
        "", "~", "null", "Null", "true", "FALSE", "no", "Yes", "on", "OFF", "y", "N", "3", "-3", "+3", "0.5", ".5",
        "5.", "1e3", "1E-3", "12e45678", "0777", "0o17", "0x1F", "0b10", "1_000", "12:30", "1:30:00.5", ".inf",
        "-.Inf", ".NaN", "2026-05-01T10:00:00Z", "2026-5-1", "2026-05-01 10:00:00", "=", "<<", "@a", "`a", "%a", "&a",
        "*a", "!a", "|", ">", "- a", "-", "? a", "?", ":", ": a", "a: b", "a #b", "a:", "#a", "[a", "]", "{a", "}",
        ",a", "'a", " a", "a ", "---", "...", "--- a",
    ];

    #[test]
    fn text_that_some_reader_takes_for_something_else_gets_quotes() {
        for text in QUOTED {
            assert_eq!(plain(text, Around::Block), format!("\"{text}\""));
        }
    }

    #[test]
    fn quotes_are_chosen_for_what_is_in_them() {
        for (text, expected) in [
            ("\"a\"", "'\"a\"'"),
            ("\"it's\"", "\"\\\"it's\\\"\""),
            ("\\d: \\w", "'\\d: \\w'"),
            ("a\tb", "\"a\\tb\""),
            ("a\nb", "\"a\\nb\""),
            ("\u{7}\u{85}\u{2028}", "\"\\x07\\x85\\u2028\""),
        ] {
            assert_eq!(plain(text, Around::Block), expected);
        }
        assert_eq!(plain("a, b", Around::Flow), "\"a, b\"");
        assert_eq!(plain("a]", Around::Flow), "\"a]\"");
        assert_eq!(key("a: b"), "\"a: b\"");
        assert_eq!(key("x-note"), "x-note");
        assert_eq!(key("no"), "\"no\"");
    }

    #[test]
    fn quotes_that_are_there_stay_if_they_can() {
        let of = |text: &str, quotes| written(&Scalar::Text(text.into()), quotes, Around::Block);
        assert_eq!(of("it's", Quotes::Single).as_deref(), Some("'it''s'"));
        assert_eq!(of("a\nb", Quotes::Single).as_deref(), Some("\"a\\nb\""));
        assert_eq!(of("k", Quotes::Double).as_deref(), Some("\"k\""));
        let literal =
            |text: &str| written(&Scalar::Literal(text.into()), Quotes::Double, Around::Block);
        assert_eq!(literal("2.5").as_deref(), Some("2.5"));
        assert_eq!(literal(""), None);
        assert_eq!(literal("a: b"), None);
    }
}

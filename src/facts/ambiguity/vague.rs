//! Words that leave open by when, who or whether: every list of them that the tool knows, all in English.
//!
//! Lists are short on purpose. They are only held against what carries a commitment; in prose, words like these say what
//! they should (in a trial on goals of an open-source project, such lists hit 177 of 184 texts).

use std::ops::Range;

use crate::model::date;

/// What words leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Vague {
    /// By when.
    When,
    /// Who.
    Who,
    /// Whether it is meant.
    Whether,
}

/// Words that name no day, or another one each time they are read.
const WHEN: &[&str] = &[
    "as soon as possible",
    "asap",
    "end of month",
    "end of next month",
    "end of next week",
    "end of quarter",
    "end of the month",
    "end of the quarter",
    "end of the week",
    "end of the year",
    "end of week",
    "end of year",
    "eod",
    "eom",
    "eoq",
    "eow",
    "eoy",
    "eventually",
    "in a few days",
    "in a few months",
    "in a few weeks",
    "in a timely manner",
    "in due course",
    "later this month",
    "later this quarter",
    "later this week",
    "later this year",
    "next month",
    "next quarter",
    "next sprint",
    "next week",
    "next year",
    "shortly",
    "soon",
    "tba",
    "tbc",
    "this month",
    "this quarter",
    "this sprint",
    "this week",
    "tomorrow",
    "when possible",
];

/// Words that stand where a person should and name nobody.
const WHO: &[&str] = &[
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "somebody",
    "someone",
    "the team",
    "the teams",
];

/// What else stands in a field for a person and names nobody. In a text these may be part of a sentence.
const NOBODY: &[&str] = &[
    "all",
    "nobody",
    "none",
    "tba",
    "tbc",
    "team",
    "the-team",
    "unassigned",
    "us",
    "various",
    "we",
];

/// Words that take back what the sentence says.
const WHETHER: &[&str] = &[
    "as appropriate",
    "best effort",
    "hopefully",
    "ideally",
    "if possible",
    "if practical",
    "if time permits",
    "maybe",
    "might",
    "more or less",
    "perhaps",
    "probably",
    "roughly",
    "should be able to",
    "where possible",
];

/// Words of an action that is over as soon as somebody has begun. A text that is no action may speak of attempts.
const ATTEMPT: &[&str] = &["aim to", "look into", "try to"];

/// Months, for dates such as "end of June".
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that were found, and what they leave open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What they leave open.
    pub vague: Vague,
    /// Where they stand in the text, in bytes.
    pub at: Range<usize>,
}

/// Returns the first words of a criterion, or of what somebody is to provide, that leave open when or whether.
pub fn in_text(text: &str) -> Option<Found> {
    first(text, &[(WHEN, Vague::When), (WHETHER, Vague::Whether)]).or_else(|| about(text))
}

/// Returns the first words of an action that leave one thing open. Only one without a day is asked for words about when,
/// and one without an owner for words about who.
pub fn in_action(text: &str, vague: Vague) -> Option<Found> {
    match vague {
        Vague::When => first(text, &[(WHEN, vague)]).or_else(|| about(text)),
        Vague::Who => first(text, &[(WHO, vague)]),
        Vague::Whether => first(text, &[(WHETHER, vague), (ATTEMPT, vague)]),
    }
}

/// Returns whether a value that should be a day is words for one: "soon", "Q3", "2026-06", "end of June". A day in another
/// spelling is none of these, nor is the name of a release.
pub fn is_time(text: &str) -> bool {
    let text = text.trim();
    let words = words(text);
    let numbers = words.iter().filter(is_number).count();
    let has_month = words.iter().any(|word| month(word).is_some());
    let is_long = |(first, last)| first != last;
    first(text, &[(WHEN, Vague::When)]).is_some()
        || about(text).is_some()
        || date::parse_period(text).is_some_and(is_long)
        || words.iter().any(|word| quarter(word).is_some())
        || (has_month && numbers < 2)
        || !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Returns whether a value that should name a person names nobody: "someone", "the team", "tbc".
pub fn is_nobody(text: &str) -> bool {
    let name = text.trim().trim_start_matches('@');
    let is_one = |list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(name));
    is_one(WHO) || is_one(NOBODY)
}

/// Returns the quarter of a year that a word names: `Q3`.
pub(super) fn quarter(word: &str) -> Option<i8> {
    match word.as_bytes() {
        [b'q' | b'Q', digit @ b'1'..=b'4'] => i8::try_from(digit - b'0').ok(),
        _ => None,
    }
}

/// Returns the month that a word names, in full or by its first three letters.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let is_it = |name: &&str| word == **name || (word.len() == 3 && name.starts_with(&word));
    let at = MONTHS.iter().position(is_it)?;
    i8::try_from(at + 1).ok()
}

/// Returns the words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|sign: char| !sign.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).collect()
}

fn is_number(word: &&&str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the first word that ends with "-ish": `Q3-ish`.
fn about(text: &str) -> Option<Found> {
    const END: &str = "-ish";
    let lower = text.to_ascii_lowercase();
    let mut ends = lower.match_indices(END);
    let (at, _) = ends.find(|(at, _)| is_whole(&lower, *at + 1..at + END.len()))?;
    let start = lower[..at].rfind(char::is_whitespace);
    Some(Found {
        vague: Vague::When,
        at: start.map_or(0, |space| space + 1)..at + END.len(),
    })
}

/// Returns the words of lists that stand first in a text; of two that begin at the same place, the longer ones.
fn first(text: &str, lists: &[(&[&str], Vague)]) -> Option<Found> {
    // ASCII letters alone, so that places stay what they are.
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<Found> = Vec::new();
    for (list, vague) in lists {
        for phrase in *list {
            let mut places = lower.match_indices(phrase);
            let place = places.find(|(at, _)| is_whole(&lower, *at..at + phrase.len()));
            found.extend(place.map(|(at, _)| Found {
                vague: *vague,
                at: at..at + phrase.len(),
            }));
        }
    }
    let order = |one: &Found| (one.at.start, usize::MAX - one.at.end);
    found.into_iter().min_by_key(order)
}

/// Returns whether a range of a text is no part of longer words.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, found: Option<Found>) -> Option<(&str, Vague)> {
        found.map(|found| (&text[found.at], found.vague))
    }

    #[test]
    fn criteria_leave_open_when_and_whether() {
        for (text, expected) in [
            (
                "Users should be able to sign in",
                Some(("should be able to", Vague::Whether)),
            ),
            (
                "Signed as soon as possible.",
                Some(("as soon as possible", Vague::When)),
            ),
            ("The Q3-ish close is signed", Some(("Q3-ish", Vague::When))),
            // Sentences in which the same words say what they mean.
            ("Someone who did not write it restores the backup", None),
            ("p95 is below 250 ms at today's traffic", None),
            ("An entry arrives no later than 06:00", None),
            ("It sooner or later mightily Q3 finishes", None),
            ("Attackers who try to sign in are refused", None),
        ] {
            assert_eq!(shown(text, in_text(text)), expected, "{text}");
        }
    }

    #[test]
    fn an_action_is_looked_at_for_one_thing_at_a_time() {
        let text = "try to ask someone at the bank next week";
        let found = |vague| shown(text, in_action(text, vague)).map(|(words, _)| words);
        assert_eq!(found(Vague::When), Some("next week"));
        assert_eq!(found(Vague::Who), Some("someone"));
        assert_eq!(found(Vague::Whether), Some("try to"));
        assert_eq!(in_action("ask the bank", Vague::Whether), None);
    }

    #[test]
    fn words_for_a_time_are_told_from_days_and_releases() {
        for text in [
            "soon",
            "Q3",
            "Q3-ish",
            "2026-06",
            "2026-Q3",
            "2026",
            "end of June",
            "mid-June 2026",
            "when it is ready",
            "early Q1 2027",
            "tbc",
        ] {
            assert!(is_time(text), "{text}");
        }
        for text in [
            "1 May 2026",
            "2026/05/01",
            "01.05.2026",
            "v1.30-rc1",
            "KubeCon 26",
        ] {
            assert!(!is_time(text), "{text}");
        }
    }

    #[test]
    fn nobody_has_many_names() {
        for text in ["someone", "@Someone", "the team", "TBC", " all "] {
            assert!(is_nobody(text), "{text}");
        }
        for text in ["maria", "@platform", "allen", "team-a"] {
            assert!(!is_nobody(text), "{text}");
        }
    }
}

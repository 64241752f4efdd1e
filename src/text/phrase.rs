//! Words in a sentence: numbers with their nouns, titles in the middle, articles, alternatives.

use std::fmt::Display;

/// Returns a number with its noun: "1 workday", "8 workdays".
pub fn counted(count: impl Display, noun: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" || count == "-1" {
        ""
    } else {
        "s"
    };
    format!("{count} {noun}{plural}")
}

/// Returns a title as it stands in the middle of a sentence: `Risk` is "risk", `ADR` stays.
pub fn in_sentence(title: &str) -> String {
    let words = title.split(' ').map(|word| {
        let is_short_form = word.chars().filter(|one| one.is_uppercase()).count() > 1;
        if is_short_form {
            word.to_owned()
        } else {
            word.to_lowercase()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns words with the article that they are spoken with: "a risk", "an issue", "an RFC", "a user story".
pub fn with_article(words: &str) -> String {
    let first = words.split([' ', '-']).next().unwrap_or_default();
    let is_spelt =
        first.chars().count() > 1 && !first.chars().any(|one| one.is_lowercase() || one == '_');
    let has_vowel = if is_spelt {
        // Read letter by letter: "an R-F-C".
        first.starts_with([
            'A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X', '8',
        ])
    } else {
        let first = first.to_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| first.starts_with(start));
        begins(&["hour", "honest", "heir"])
            || (begins(&["a", "e", "i", "o", "u"])
                && !begins(&["eu", "once", "uni", "us", "ut"])
                && first != "one")
    };
    let article = if has_vowel { "an" } else { "a" };
    format!("{article} {words}")
}

/// Returns alternatives as a sentence gives them: "a, b or c".
pub fn any_of<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// Returns words with a capital letter first.
pub fn with_capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_takes_no_plural() {
        let all = [0, 1, 2, -1].map(|count| counted(count, "workday"));
        assert_eq!(all, ["0 workdays", "1 workday", "2 workdays", "-1 workday"]);
    }

    #[test]
    fn titles_lose_their_capitals_and_short_forms_keep_them() {
        let all = ["Enhancement proposal", "ADR", "API change"].map(in_sentence);
        assert_eq!(all, ["enhancement proposal", "ADR", "API change"]);
    }

    #[test]
    fn articles_follow_the_sound() {
        for words in [
            "a risk",
            "a KEP",
            "a user story",
            "a one-pager",
            "a unit",
            "a European",
        ] {
            assert_eq!(with_article(&words[2..]), words);
        }
        for words in [
            "an issue",
            "an ADR",
            "an RFC",
            "an hour",
            "an upgrade",
            "an only child",
        ] {
            assert_eq!(with_article(&words[3..]), words);
        }
    }

    #[test]
    fn alternatives_are_joined() {
        assert_eq!(any_of(&["a"]), "a");
        assert_eq!(any_of(&["a", "b", "c"]), "a, b or c");
        assert_eq!(any_of::<&str>(&[]), "");
    }
}

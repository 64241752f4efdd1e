//! "Did you mean": the nearest of the words that would have been right.

/// Returns the candidate nearest to `word`, if one is near enough to be a slip of the pen: at most a third of the
/// letters differ (Damerau–Levenshtein, without case), or one starts with the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= limit
                || (word.len() >= 4
                    && candidate.len() >= 4
                    && begins(&word, &candidate.to_lowercase()))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn begins(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_mended_and_other_words_are_not() {
        let states = ["implemented", "implementable", "provisional"];
        assert_eq!(nearest("imlpemented", states), Some("implemented"));
        assert_eq!(nearest("Implemented (alpha)", states), Some("implemented"));
        assert_eq!(nearest("superseded", states), None);
        assert_eq!(nearest("ownr", ["owner", "title"]), Some("owner"));
        assert_eq!(nearest("", states), None);
    }
}

//! "Did you mean": the nearest of the words that would have been right.

/// Returns the candidate nearest to `word`, if one is near enough to be a slip of the pen: at most a third of the
/// letters differ (Damerau–Levenshtein, without case), or one starts with the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    let near = |candidate: &'a str| {
        let lower = candidate.to_lowercase();
        if begins(&word, &lower) {
            return Some((strsim::damerau_levenshtein(&word, &lower), candidate));
        }
        // Words that differ in length by more than the limit differ by more than the limit.
        if lower.chars().count().abs_diff(length) > limit {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&word, &lower);
        (distance <= limit).then_some((distance, candidate))
    };
    let found = candidates.into_iter().filter_map(near).min();
    found.map(|(_, candidate)| candidate)
}

fn begins(a: &str, b: &str) -> bool {
    a.len() >= 4 && b.len() >= 4 && (a.starts_with(b) || b.starts_with(a))
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

//! Byte ranges and what goes in their place.

use super::EditError;
use crate::text::Span;

/// A byte range of a text, and what goes in its place. An empty range inserts.
pub type Patch = (Span, String);

/// Replaces byte ranges, last first. Patches at the same empty place are put in their given order.
///
/// # Errors
///
/// When two ranges overlap, or one does not fit the text.
pub fn splice(text: &str, mut patches: Vec<Patch>) -> Result<String, EditError> {
    patches.sort_by_key(|(span, _)| (span.start, span.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in patches {
        let kept = text.get(at..span.start as usize);
        let fits = span.start <= span.end && text.get(span.range()).is_some();
        let (Some(kept), true) = (kept, fits) else {
            return Err(EditError::Overlap { span });
        };
        result.push_str(kept);
        result.push_str(&new);
        at = span.end as usize;
    }
    result.push_str(&text[at..]);
    Ok(result)
}

/// What differs between two texts: the bytes after the common start and before the common end, in each.
pub(super) fn window(old: &str, new: &str) -> (Span, Span) {
    let common = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        let same = one.zip(other).take_while(|(one, other)| one == other);
        same.map(|(one, _)| one.len_utf8()).sum::<usize>()
    };
    let start = common(&mut old.chars(), &mut new.chars());
    let tail = common(
        &mut old[start..].chars().rev(),
        &mut new[start..].chars().rev(),
    );
    (
        Span::new(start, old.len() - tail),
        Span::new(start, new.len() - tail),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_replaced_whatever_their_order() {
        let patches = vec![
            (Span::new(4, 5), "E".to_owned()),
            (Span::at(0), ">".to_owned()),
            (Span::new(1, 3), String::new()),
        ];
        assert_eq!(splice("abcdef", patches).as_deref(), Ok(">adEf"));
    }

    #[test]
    fn ranges_that_overlap_or_do_not_fit_are_refused() {
        let two = |a, b| splice("aébc", vec![(a, String::new()), (b, String::new())]);
        let refused = |span| Err(EditError::Overlap { span });
        assert_eq!(
            two(Span::new(0, 3), Span::new(1, 4)),
            refused(Span::new(1, 4))
        );
        assert_eq!(two(Span::at(0), Span::new(2, 3)), refused(Span::new(2, 3)));
        assert_eq!(two(Span::at(0), Span::new(4, 9)), refused(Span::new(4, 9)));
    }

    #[test]
    fn the_window_is_what_differs() {
        assert_eq!(window("abcd", "abxd"), (Span::new(2, 3), Span::new(2, 3)));
        assert_eq!(window("aa", "aaa"), (Span::at(2), Span::new(2, 3)));
        assert_eq!(window("é", "è"), (Span::new(0, 2), Span::new(0, 2)));
    }
}

//! `TBD`: what is to be determined, by whom, and until when.

use jiff::civil::Date;

use super::{date, record::Person};

/// A value that is to be determined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tbd {
    /// `TBD`: nobody is named.
    Bare,
    /// `TBD(@maria, 2026-05-01)`: who finds out, and by when.
    Owned {
        /// Who.
        owner: Person,
        /// By when.
        by: Date,
    },
}

impl Tbd {
    /// Reads `TBD` in any case, alone or with a person and a day in brackets; `None` for everything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (word, rest) = text.split_at_checked(3)?;
        if !word.eq_ignore_ascii_case("tbd") {
            return None;
        }
        if rest.is_empty() {
            return Some(Self::Bare);
        }
        let inside = rest.strip_prefix('(')?.strip_suffix(')')?;
        let (owner, by) = inside.split_once(',')?;
        let (owner, by) = (owner.trim(), date::parse_day(by.trim())?);
        (!owner.is_empty()).then(|| Self::Owned {
            owner: Person::new(owner),
            by,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owned_ones_are_told_from_bare_ones_and_from_words() {
        assert_eq!(Tbd::parse("TBD"), Some(Tbd::Bare));
        assert_eq!(Tbd::parse(" tbd "), Some(Tbd::Bare));
        let owned = Tbd::Owned {
            owner: Person::new("maria"),
            by: jiff::civil::date(2026, 5, 1),
        };
        assert_eq!(Tbd::parse("TBD(@maria, 2026-05-01)"), Some(owned));
        for text in [
            "",
            "TBDs",
            "TBD soon",
            "TBD(@maria)",
            "TBD(, 2026-05-01)",
            "to be determined",
        ] {
            assert_eq!(Tbd::parse(text), None, "{text}");
        }
    }
}

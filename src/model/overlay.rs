//! Private overlays: folders beside the shared program, with what must not stand in it.
//!
//! An overlay has the layout of the program. A file there with the id of a shared record says more about that record; any
//! other is a record of its own. Whatever comes out of one is private.

use std::{collections::BTreeMap, sync::Arc};

use super::{kind::Class, record::Record};

/// Where a file is from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The program's own folder.
    #[default]
    Shared,
    /// An overlay, by its path from the program's folder.
    Overlay(Arc<str>),
}

impl Origin {
    /// Returns the path from the program's folder of a file that is at a path of this origin.
    pub fn shown(&self, path: &Arc<str>) -> Arc<str> {
        match self {
            Self::Shared => path.clone(),
            Self::Overlay(folder) => format!("{folder}/{path}").into(),
        }
    }

    /// Returns the path within this origin of a file that is at a path from the program's folder.
    pub fn within<'a>(&self, path: &'a str) -> &'a str {
        match self {
            Self::Shared => path,
            Self::Overlay(folder) => {
                let inside = path.strip_prefix(&**folder);
                let inside = inside.and_then(|path| path.strip_prefix('/'));
                inside.unwrap_or(path)
            }
        }
    }
}

/// Who may be told of a record. Ordered: a later one is told to fewer people.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Anybody.
    Public,
    /// The people of the program.
    #[default]
    Team,
    /// Nobody but who keeps it.
    Private,
}

impl Visibility {
    /// Every one, the widest first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Team, Self::Private];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Team => "team",
            Self::Private => "private",
        }
    }

    /// Returns the words for people, after "which is".
    pub fn words(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Team => "for the team",
            Self::Private => "private",
        }
    }

    /// Reads the word used in files.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|one| one.word().eq_ignore_ascii_case(text))
    }
}

/// What becomes of overlay records that say more about a shared one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Laying {
    /// Their fields are laid over the shared record, for reading.
    Over,
    /// They are kept apart, each with the places in its own file, for checking.
    Apart,
}

/// Records of a program with overlays.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// Records, each once.
    pub(super) records: Vec<Record>,
    /// What says more about one of them, where that is kept apart.
    pub(super) parts: Vec<Record>,
}

/// Joins shared records and those of overlays, in the order of the overlays: of two values of one field the later counts.
pub(super) fn lay(shared: Vec<Record>, overlay: Vec<Record>, laying: Laying) -> Laid {
    let mut laid = Laid {
        records: shared,
        parts: Vec::new(),
    };
    let mut places: BTreeMap<(String, Arc<str>), usize> = BTreeMap::new();
    for (at, record) in laid.records.iter().enumerate() {
        places.entry(key(record)).or_insert(at);
    }
    for record in overlay {
        // An overlay has no settings of its own.
        if record.kind.class == Class::Program {
            continue;
        }
        let known = places.get(&key(&record)).copied();
        let of_another = known.filter(|at| laid.records[*at].file.origin != record.file.origin);
        match (of_another, laying) {
            (Some(at), Laying::Over) => laid.records[at].laid.push(Arc::new(record)),
            (Some(_), Laying::Apart) => laid.parts.push(record),
            (None, _) => {
                places.entry(key(&record)).or_insert(laid.records.len());
                laid.records.push(record);
            }
        }
    }
    laid
}

fn key(record: &Record) -> (String, Arc<str>) {
    (record.kind.name.clone(), record.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_an_overlay_start_at_the_program_and_lead_back() {
        let origin = Origin::Overlay("../private".into());
        let shown = origin.shown(&"people/maria.md".into());
        assert_eq!(&*shown, "../private/people/maria.md");
        assert_eq!(origin.within(&shown), "people/maria.md");
        assert_eq!(Origin::Shared.within("people/maria.md"), "people/maria.md");
    }

    #[test]
    fn narrower_is_greater() {
        assert!(Visibility::Public < Visibility::Team && Visibility::Team < Visibility::Private);
        assert_eq!(Visibility::parse(" Private"), Some(Visibility::Private));
        assert_eq!(Visibility::parse("secret"), None);
    }
}

//! Kinds as people name them on a command line: `risk`, `Risks`, `deliv`, `DEL`.

use std::sync::Arc;

use super::{Class, IdFrom, Kind, Kinds};

impl Class {
    /// Every class, in the order in which kinds are declared.
    pub const ALL: [Self; 10] = [
        Self::Program,
        Self::Work,
        Self::Risk,
        Self::Decision,
        Self::Dependency,
        Self::Issue,
        Self::Person,
        Self::Meeting,
        Self::Update,
        Self::Other,
    ];

    /// Returns the word that stands for it in `class:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Work => "work",
            Self::Risk => "risk",
            Self::Decision => "decision",
            Self::Dependency => "dependency",
            Self::Issue => "issue",
            Self::Person => "person",
            Self::Meeting => "meeting",
            Self::Update => "update",
            Self::Other => "other",
        }
    }
}

impl Kind {
    /// Returns what people call the kind, in lower case: its name, one of it, several of it, and the letters that its
    /// ids begin with.
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.name.clone(), self.title.clone(), self.plural.clone()];
        names.extend(self.id_letters());
        let mut names: Vec<String> = names.iter().map(|name| folded(name)).collect();
        names.dedup();
        names
    }

    /// Returns the letters that every id of the kind begins with: `RISK`.
    fn id_letters(&self) -> Option<String> {
        let template = self.new.as_ref().map(|new| new.template());
        let name = template.and_then(|template| template.rsplit('/').next());
        if let Some((letters, _)) = name.and_then(|name| name.split_once("-{")) {
            return Some(letters.to_owned());
        }
        let pattern = match &self.id.from {
            IdFrom::FileName(pattern) | IdFrom::Folder(pattern) | IdFrom::Path(pattern) => {
                pattern.as_str()
            }
            _ => return None,
        };
        let letters: String = pattern
            .trim_start_matches(['^', '(', '?', ':'])
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect();
        (letters.len() > 1).then_some(letters)
    }
}

impl Kinds {
    /// Returns the kind that a word means, without case: one of its names, or the start of them where no other kind's
    /// name starts so.
    pub fn named(&self, word: &str) -> Option<&Arc<Kind>> {
        let word = folded(word);
        let is_name = |kind: &&Arc<Kind>| kind.names().contains(&word);
        if let Some(kind) = self.iter().find(is_name) {
            return Some(kind);
        }
        let mut starting = self.iter().filter(|kind| {
            let names = kind.names();
            !word.is_empty() && names.iter().any(|name| name.starts_with(&word))
        });
        starting.next().filter(|_| starting.next().is_none())
    }
}

/// Returns a name in lower case, with one sign between its words.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_what_people_call_them() {
        let kinds = Kinds::of_builtin(None).expect("they are right");
        let found = |word: &str| kinds.named(word).map(|kind| kind.name.clone());
        for (word, kind) in [
            ("risk", "risk"),
            ("Risks", "risk"),
            ("ris", "risk"),
            ("DEL", "deliverable"),
            ("deliv", "deliverable"),
            ("ws", "workstream"),
            ("WS", "workstream"),
        ] {
            assert_eq!(found(word).as_deref(), Some(kind), "{word}");
        }
        for word in ["", "d", "rsk", "risks and decisions"] {
            assert_eq!(found(word), None, "{word}");
        }
    }
}

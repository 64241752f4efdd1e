//! States of a lifecycle and the words of health.

use std::collections::BTreeMap;

use super::role::Role;

/// What a state means, whatever it is called.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Not begun.
    Open,
    /// Under way.
    Active,
    /// Finished as meant.
    Done,
    /// Given up.
    Dropped,
}

impl Category {
    /// Returns whether something is still to be done.
    pub fn is_unfinished(self) -> bool {
        matches!(self, Self::Open | Self::Active)
    }
}

/// The states of one kind, in the order in which records pass through them.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    /// State and category.
    pub states: Vec<(String, Category)>,
    /// The states that may follow each; a state that is not named may be followed by any.
    pub transitions: BTreeMap<String, Vec<String>>,
    /// What must be filled in a state.
    pub requires: BTreeMap<String, Required>,
    /// What must be filled in every state, and in a record of a kind without states.
    pub always: Required,
}

/// What a record must say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Required {
    /// Roles that have a value; `TBD` is one, since it may name who finds out and by when.
    pub roles: Vec<Role>,
    /// Headings below which something else than `TBD` stands.
    pub sections: Vec<String>,
}

impl Lifecycle {
    /// Returns a state's category; `None` for a word that is no state.
    pub fn category(&self, state: &str) -> Option<Category> {
        self.states
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(state))
            .map(|(_, category)| *category)
    }

    /// Returns what must be filled in a state, then what must be filled in every state.
    pub fn required<'a>(
        &'a self,
        state: Option<&str>,
    ) -> impl Iterator<Item = &'a Required> + use<'a> {
        let of_state = state.and_then(|state| {
            let mut all = self.requires.iter();
            all.find(|(name, _)| name.eq_ignore_ascii_case(state))
        });
        let of_state = of_state.map(|(_, required)| required);
        of_state.into_iter().chain([&self.always])
    }

    /// Returns the states that may follow one; none where nothing does, or any may.
    pub fn next(&self, from: &str) -> &[String] {
        let mut steps = self.transitions.iter();
        let found = steps.find(|(state, _)| state.eq_ignore_ascii_case(from));
        found.map_or(&[], |(_, next)| next)
    }

    /// Returns whether a record may go from one state to another in one step. A word that is no state is not judged.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
        let mut steps = self.transitions.iter();
        self.category(to).is_none()
            || same(from, to)
            || steps
                .find(|(state, _)| same(state, from))
                .is_none_or(|(_, next)| next.iter().any(|state| same(state, to)))
    }
}

/// How a piece of work stands, in the words of Kindel's path to green.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Risks are understood and mitigated.
    OnTrack,
    /// There is a clear path to green that keeps the current date.
    AtRisk,
    /// The date will be missed, or no path is agreed.
    OffTrack,
}

impl Health {
    /// Reads the canonical words; synonyms are mapped by the kind before this.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "on_track" => Some(Self::OnTrack),
            "at_risk" => Some(Self::AtRisk),
            "off_track" => Some(Self::OffTrack),
            _ => None,
        }
    }

    /// Returns the words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
        }
    }
}

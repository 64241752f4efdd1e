//! What open risks are about, so that nobody is told what somebody has thought of.

use std::collections::BTreeSet;

use crate::{
    facts::risk::is_open,
    model::{
        kind::Class,
        program::Program,
        record::{Person, Record},
        reference,
        role::Role,
    },
};

/// What open risks are about.
pub(super) struct Known<'a> {
    /// Ids of records that refer to an open risk, or to which one refers.
    tied: BTreeSet<&'a str>,
    /// The ids of open risks and what they say, in lower case.
    said: Vec<(String, String)>,
}

impl<'a> Known<'a> {
    pub(super) fn read(program: &'a Program) -> Self {
        let mut tied = BTreeSet::new();
        for edge in reference::edges(program) {
            if is_open(edge.from) {
                tied.insert(&*edge.to.id);
            }
            if is_open(edge.to) {
                tied.insert(&*edge.from.id);
            }
        }
        let open = program.of_class(Class::Risk).filter(|risk| is_open(risk));
        let said = open.map(|risk| (risk.id.to_lowercase(), said(risk)));
        Self {
            said: said.collect(),
            tied,
        }
    }

    /// Returns whether an open risk is about a record: one refers to the other, or names it in the words of a field.
    pub(super) fn covers(&self, record: &Record) -> bool {
        let (id, own) = (record.id.to_lowercase(), said(record));
        let mut others = self.said.iter().filter(|(risk, _)| *risk != id);
        self.tied.contains(&*record.id)
            || others.any(|(risk, text)| has_word(&own, risk) || has_word(text, &id))
    }

    /// Returns whether an open risk names a person in its words.
    pub(super) fn names(&self, program: &Program, person: &str) -> bool {
        let key = Person::new(person).key();
        let record = program.person(&key);
        let name = record.map(|record| record.title().to_lowercase());
        self.said.iter().any(|(_, text)| {
            has_word(text, &key)
                || name
                    .as_ref()
                    .is_some_and(|name| text.contains(name.as_str()))
        })
    }
}

/// Returns what a record says in its fields for people, in lower case.
fn said(record: &Record) -> String {
    const WORDS: [Role; 7] = [
        Role::Title,
        Role::What,
        Role::Cause,
        Role::Event,
        Role::Effect,
        Role::ImpactIfLate,
        Role::Fallback,
    ];
    let texts = WORDS.iter().filter_map(|role| record.text(*role));
    texts.collect::<Vec<_>>().join("\n").to_lowercase()
}

fn has_word(text: &str, word: &str) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '-');
    words.any(|own| own == word)
}

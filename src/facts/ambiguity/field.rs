//! What is wrong with what fields and links say.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    slot::{Defect, Slot, What},
    vague::{self, Vague},
};
use crate::{
    model::{
        date,
        kind::Field,
        program::Program,
        record::{FieldValue, Record, is_tbd},
        reference::{self, Form, Reference, Target},
        role::Role,
        tbd::Tbd,
    },
    text::{Span, tree::Cursor},
};

/// Days that somebody is held to. Of other days, such as when a decision was made, the file says what it knows.
const DAYS: [Role; 12] = [
    Role::Due,
    Role::Forecast,
    Role::Start,
    Role::DecideBy,
    Role::NeedBy,
    Role::Promised,
    Role::AnswerBy,
    Role::NeededBy,
    Role::EscalateOn,
    Role::ValidateBy,
    Role::WindowFrom,
    Role::WindowUntil,
];

/// People who are held to something. Others may be told, or take part, as a crowd.
const PEOPLE: [Role; 7] = [
    Role::Owner,
    Role::Driver,
    Role::Approver,
    Role::Sponsor,
    Role::Provider,
    Role::EscalateTo,
    Role::Facilitator,
];

/// Texts that say when something is done, is there, or has begun to go wrong. Whatever else is text is prose.
const CRITERIA: [Role; 3] = [Role::DoneWhen, Role::What, Role::Trigger];

/// What is looked at: one record.
pub(super) struct Look<'a> {
    pub(super) program: &'a Program,
    pub(super) record: &'a Record,
    pub(super) today: Date,
    /// Its references that lead nowhere.
    dangling: Vec<Reference>,
}

impl<'a> Look<'a> {
    pub(super) fn new(program: &'a Program, record: &'a Record, today: Date) -> Self {
        let mut dangling = reference::references(program, record).into_owned();
        dangling.retain(|one| matches!(reference::resolve(program, record, one), Target::Dangling));
        Self {
            dangling,
            ..Self::at_words(program, record, today)
        }
    }

    /// Looks at what is said alone, wherever references lead.
    pub(super) fn at_words(program: &'a Program, record: &'a Record, today: Date) -> Self {
        Self {
            program,
            record,
            today,
            dangling: Vec::new(),
        }
    }

    /// Returns the slot of a field of which some value is defective: the worst, of equals the first.
    pub(super) fn worst(&self, field: &'a Field) -> Option<Slot<'a>> {
        let weight = |slot: &Slot<'_>| slot.defect.as_ref().map_or(0.0, Defect::weight);
        let all = self.defective(field).into_iter();
        all.reduce(|worst, slot| {
            if weight(&slot) > weight(&worst) {
                slot
            } else {
                worst
            }
        })
    }

    /// Returns a slot for each value of a field that is defective.
    pub(super) fn defective(&self, field: &'a Field) -> Vec<Slot<'a>> {
        let values = self.record.values_of(field).into_iter();
        let slot = |value: FieldValue<'a>| {
            let (defect, span) = self.value(field, &value)?;
            Some(Slot {
                what: What::Field(Cow::Borrowed(value.path), field.role),
                defect: Some(defect),
                span,
            })
        };
        values.filter_map(slot).collect()
    }

    fn value(&self, field: &Field, value: &FieldValue<'_>) -> Option<(Defect, Span)> {
        let (text, whole) = (value.text.trim(), value.span);
        if let Some(defect) = tbd(text, self.today) {
            return Some((defect, whole));
        }
        let is_it = |one: &&Reference| {
            one.field.as_deref() == Some(value.path) && one.span == whole && one.text == value.text
        };
        if let Some(found) = self.dangling.iter().find(is_it) {
            return Some((Defect::Dangling(found.text.clone()), whole));
        }
        let is_of = |roles: &[Role]| field.role.is_some_and(|role| roles.contains(&role));
        if is_of(&CRITERIA) {
            return self.criterion(text, whole);
        }
        let is_day = || value.when(&self.program.config.releases).is_some();
        let vague = if is_of(&DAYS) {
            (!is_day() && vague::is_time(text)).then_some(Vague::When)
        } else {
            (is_of(&PEOPLE) && self.is_nobody(text)).then_some(Vague::Who)
        };
        Some((all_of(text, vague?), whole))
    }

    /// Returns the vague words of a text that says when something is done.
    fn criterion(&self, text: &str, whole: Span) -> Option<(Defect, Span)> {
        let found = vague::in_text(text)?;
        let words = text[found.at].to_owned();
        let span = place(&self.record.file.text, whole, &words);
        let defect = Defect::Vague {
            words,
            vague: found.vague,
            is_all: false,
        };
        Some((defect, span))
    }

    fn is_nobody(&self, text: &str) -> bool {
        vague::is_nobody(text) && self.program.person(text).is_none()
    }

    /// Returns the slots of what a record needs that are defective: what, from whom, by when.
    pub(super) fn needs(&self) -> Vec<Slot<'a>> {
        let mut slots = Vec::new();
        for field in self.record.kind.fields_of(Role::Needs) {
            for path in &field.paths {
                let needs = self.record.at_path(path);
                for need in needs.iter().flat_map(|needs| needs.items()) {
                    for entry in need.entries() {
                        slots.extend(self.need(path, &entry.key, need.follow(entry)));
                    }
                }
            }
        }
        slots
    }

    fn need(&self, path: &str, key: &str, value: Cursor<'a>) -> Option<Slot<'a>> {
        let text = value.text().filter(|_| !value.is_null())?.trim();
        let is_day = || date::parse_day(text).is_some();
        let (defect, span) = match (tbd(text, self.today), key) {
            (Some(defect), _) => (defect, value.span()),
            (None, "what") => self.criterion(text, value.span())?,
            (None, "by") if !is_day() && vague::is_time(text) => {
                (all_of(text, Vague::When), value.span())
            }
            (None, "from") if self.is_nobody(text) => (all_of(text, Vague::Who), value.span()),
            _ => return None,
        };
        Some(Slot {
            what: What::Field(Cow::Owned(format!("{path}.{key}")), Some(Role::Needs)),
            defect: Some(defect),
            span,
        })
    }

    /// Returns the slot of the links of the text, where some lead nowhere: one for all of them, since a text with many links
    /// is no squishier than one with few.
    pub(super) fn links(&self) -> Option<Slot<'a>> {
        let mut links = self
            .dangling
            .iter()
            .filter(|one| matches!(one.form, Form::Link | Form::Wiki));
        let first = links.next()?;
        Some(Slot {
            what: What::Links(1 + links.count()),
            defect: Some(Defect::Dangling(first.text.clone())),
            span: first.span,
        })
    }
}

/// Returns the defect of a value that is nothing but vague words.
fn all_of(text: &str, vague: Vague) -> Defect {
    Defect::Vague {
        words: text.to_owned(),
        vague,
        is_all: true,
    }
}

/// Returns where words stand within a place of a file, or the place where they are written in another way.
pub(super) fn place(text: &str, within: Span, words: &str) -> Span {
    let found = within.slice(text).find(words);
    found.map_or(within, |at| {
        let start = within.start as usize + at;
        Span::new(start, start + words.len())
    })
}

/// Returns the defect of a value that is to be determined.
pub(super) fn tbd(text: &str, today: Date) -> Option<Defect> {
    match Tbd::parse(text) {
        Some(Tbd::Owned { owner, by }) => Some(Defect::OwnedTbd {
            owner,
            by,
            is_overdue: by < today,
        }),
        Some(Tbd::Bare) => Some(Defect::BareTbd),
        None => is_tbd(text).then_some(Defect::BareTbd),
    }
}

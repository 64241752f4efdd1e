//! The slots of a record: the facts that its stage asks for, and what is wrong with each.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{action, field::Look, vague::Vague};
use crate::{
    facts::option,
    model::{
        kind::{Class, Field},
        program::Program,
        record::{Person, Record},
        role::Role,
        status::Health,
    },
    text::{Span, markdown::Task},
};

/// One fact that a stage asks for.
#[derive(Debug, Clone)]
pub struct Slot<'a> {
    /// Which.
    pub what: What<'a>,
    /// What is wrong with it; the worst where there is more.
    pub defect: Option<Defect>,
    /// Where it stands; where it does not, the place that shows why it is asked for.
    pub span: Span,
}

/// Which fact a slot is for.
#[derive(Debug, Clone)]
pub enum What<'a> {
    /// A field, by its path in the file, and its role.
    Field(Cow<'a, str>, Option<Role>),
    /// A section, by its heading.
    Section(&'a str),
    /// The options of a decision, by the heading above them.
    Options(&'a str),
    /// An open action.
    Action(&'a Task),
    /// The links of the text, of which this many lead nowhere.
    Links(usize),
}

/// What is wrong with a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Defect {
    /// Nothing is there.
    Missing,
    /// It says `TBD`, and nobody is named to find out.
    BareTbd,
    /// It says who finds out by when.
    OwnedTbd {
        /// Who.
        owner: Person,
        /// By when.
        by: Date,
        /// Whether that day is past.
        is_overdue: bool,
    },
    /// It has words that leave something open.
    Vague {
        /// The words, as written.
        words: String,
        /// What they leave open.
        vague: Vague,
        /// Whether the value says nothing else; a text has other words around them.
        is_all: bool,
    },
    /// It refers to something that is not there.
    Dangling(String),
}

impl Defect {
    /// Returns what it weighs. Nobody found out what an overdue `TBD` was to tell: it weighs as much as a bare one.
    pub fn weight(&self) -> f64 {
        match self {
            Self::OwnedTbd {
                is_overdue: false, ..
            } => 0.25,
            Self::Vague { .. } => 0.5,
            Self::Missing | Self::BareTbd | Self::OwnedTbd { .. } | Self::Dangling(_) => 1.0,
        }
    }

    /// Returns whether it is an open end that somebody wrote down.
    pub fn is_tbd(&self) -> bool {
        matches!(self, Self::BareTbd | Self::OwnedTbd { .. })
    }
}

/// A slot that somebody asks for: by its path, and its field where the kind knows one.
type Asked<'a> = (Cow<'a, str>, Option<&'a Field>);

/// The heading of the way back for work that is not on track.
const PATH_TO_GREEN: &str = "Path to green";

/// Returns the slots of a record: asked fields, sections, options and actions; then what else is defective.
pub(super) fn slots<'a>(program: &'a Program, record: &'a Record, today: Date) -> Vec<Slot<'a>> {
    let look = Look::new(program, record, today);
    let asked = asked(record);
    let mut slots: Vec<Slot<'a>> = asked.iter().map(|one| asked_slot(&look, one)).collect();
    slots.extend(sections(record));
    slots.extend(options(record));
    slots.extend(action::slots(program, record, today));
    for field in &record.kind.fields {
        let is_asked = asked
            .iter()
            .any(|(_, own)| own.is_some_and(|own| std::ptr::eq(own, field)));
        if !is_asked && field.role != Some(Role::Status) {
            slots.extend(look.worst(field));
        }
    }
    slots.extend(look.needs());
    slots.extend(look.links());
    slots
}

/// Returns the slots in which a record says something vague, one for each value, and those of its other open ends and open
/// actions.
pub fn commitments<'a>(program: &'a Program, record: &'a Record, today: Date) -> Vec<Slot<'a>> {
    let look = Look::at_words(program, record, today);
    let fields = record.kind.fields.iter();
    let mut slots: Vec<Slot<'a>> = fields.flat_map(|field| look.defective(field)).collect();
    slots.extend(look.needs());
    slots.extend(action::slots(program, record, today));
    slots
}

/// Returns the fields that the schema or the state requires, each once. A title and a state every record has.
fn asked(record: &Record) -> Vec<Asked<'_>> {
    let kind = &record.kind;
    let schema = kind.schema.as_ref();
    let named = schema.map_or_else(Vec::new, |schema| schema.required());
    let mut all: Vec<Asked<'_>> = named
        .into_iter()
        .map(|name| {
            let field = kind.field_at(&name);
            (Cow::Owned(name), field)
        })
        .collect();
    for role in record.required_roles() {
        let field = kind.fields_of(role).next();
        all.extend(field.map(|field| (Cow::Borrowed(field.paths[0].as_str()), Some(field))));
    }
    let mut kept: Vec<Asked<'_>> = Vec::new();
    for (path, field) in all {
        let role = field.and_then(|field| field.role);
        let is_known = kept.iter().any(|(own, _)| *own == path);
        if !is_known && !matches!(role, Some(Role::Title | Role::Status)) {
            kept.push((path, field));
        }
    }
    kept
}

fn asked_slot<'a>(look: &Look<'a>, (path, field): &Asked<'a>) -> Slot<'a> {
    let record = look.record;
    if let Some(field) = field
        && let Some(slot) = look.worst(field)
    {
        return slot;
    }
    let is_filled = match field.map(|field| (field, field.role)) {
        Some((_, Some(role))) => record.is_filled(role),
        Some((field, None)) => !record.values_of(field).is_empty(),
        None => record.at_path(path).is_some_and(|value| !value.is_null()),
    };
    let found = record.at_path(path);
    // `N/A` can be an answer to a field that must be there.
    let is_answered = found.is_some_and(|value| !value.is_null())
        && record
            .kind
            .schema
            .as_ref()
            .is_some_and(|schema| schema.takes_null(path));
    let found = found.map(|value| value.span());
    Slot {
        what: What::Field(path.clone(), field.and_then(|field| field.role)),
        defect: (!is_filled && !is_answered).then_some(Defect::Missing),
        span: found.unwrap_or_else(|| reason(record)),
    }
}

/// Returns the place that shows why something is asked for: the state, else the title.
pub(super) fn reason(record: &Record) -> Span {
    let mut roles = [Role::Status, Role::Title].into_iter();
    roles
        .find_map(|role| record.value(role))
        .map_or_else(Span::default, |value| value.span)
}

fn sections(record: &Record) -> Vec<Slot<'_>> {
    let mut titles = record.required_sections();
    let is_off = record
        .health()
        .is_some_and(|health| health > Health::OnTrack);
    if is_off && record.kind.class == Class::Work && record.owns_file() {
        titles.push(PATH_TO_GREEN);
    }
    let slot = |title| {
        let section = record.body().and_then(|body| body.section(title));
        let defect = match (record.says(title), record.leaves_open(title)) {
            (true, _) => None,
            (false, true) => Some(Defect::BareTbd),
            (false, false) => Some(Defect::Missing),
        };
        Slot {
            what: What::Section(title),
            defect,
            span: section.map_or_else(|| reason(record), |section| section.heading),
        }
    };
    titles.into_iter().map(slot).collect()
}

/// Returns the slot for the options of a decision that is open and past its first state; a deferred one waits for nobody.
fn options(record: &Record) -> Option<Slot<'_>> {
    let status = record.status()?;
    let mut states = record.kind.lifecycle.states.iter();
    let is_first = states
        .next()
        .is_some_and(|(first, _)| first.eq_ignore_ascii_case(&status));
    let is_asked = record.kind.class == Class::Decision
        && record.is_unfinished()
        && !is_first
        && !status.eq_ignore_ascii_case("deferred");
    let title = option::section(record).filter(|_| is_asked)?;
    let section = record.body().and_then(|body| body.section(title));
    let is_choice = option::options(record).len() >= 2;
    Some(Slot {
        what: What::Options(title),
        defect: (!is_choice).then_some(Defect::Missing),
        span: section.map_or_else(|| reason(record), |section| section.heading),
    })
}

//! What the program asks of people, and by when.

use jiff::civil::Date;

use super::ownership::named_in;
use crate::model::{
    date,
    kind::Class,
    program::Program,
    record::{Person, Record},
    role::Role,
    status::Category,
};

/// How far ahead an ask counts as upcoming, in calendar days.
pub const DAYS: i64 = 30;

/// In which way somebody is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Asking {
    /// To decide, as the approver.
    Decide,
    /// To provide a dependency.
    Provide,
    /// To give what a record needs.
    Give,
    /// To settle what was escalated.
    Settle,
}

/// One thing that somebody is asked for.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// Who.
    pub person: Person,
    /// For what.
    pub asking: Asking,
    /// The record that asks.
    pub record: &'a Record,
    /// What, in the words of the file.
    pub what: String,
    /// By when.
    pub by: Option<Date>,
}

impl Ask<'_> {
    /// Returns whether it is due within [`DAYS`] calendar days, or overdue.
    pub fn is_near(&self, today: Date) -> bool {
        self.by
            .is_some_and(|by| date::days_between(today, by) <= DAYS)
    }
}

/// Returns everything that the program asks of people and has not got, in the order of its records: open decisions of their
/// approvers, dependencies that are neither delivered nor dropped of their providers, needs that are asked or missing of
/// whom they are from, escalated issues of whom they are escalated to.
pub fn asks(program: &Program) -> Vec<Ask<'_>> {
    let mut asks = Vec::new();
    for record in program
        .records
        .iter()
        .filter(|record| record.is_unfinished())
    {
        let (asking, role, days): (_, _, &[Role]) = match record.kind.class {
            Class::Decision => (Asking::Decide, Role::Approver, &[Role::DecideBy]),
            Class::Dependency if !is_delivered(record) => {
                let days: &[Role] = if record.category() == Some(Category::Open) {
                    &[Role::AnswerBy, Role::NeedBy]
                } else {
                    &[Role::Promised, Role::NeedBy]
                };
                (Asking::Provide, Role::Provider, days)
            }
            Class::Issue if is_escalated(record) => (
                Asking::Settle,
                Role::EscalateTo,
                &[Role::DecideBy, Role::NeededBy],
            ),
            _ => {
                asks.extend(needs(record));
                continue;
            }
        };
        let releases = &program.config.releases;
        let by = days.iter().find_map(|role| record.day(*role, releases));
        let what = record
            .text(Role::What)
            .unwrap_or_else(|| record.title())
            .into_owned();
        asks.extend(named_in(record, &[role]).into_iter().map(|person| Ask {
            person,
            asking,
            record,
            what: what.clone(),
            by,
        }));
        asks.extend(needs(record));
    }
    asks
}

/// Returns whether a dependency was delivered, and is only to be accepted.
pub fn is_delivered(record: &Record) -> bool {
    record
        .status()
        .is_some_and(|status| status.eq_ignore_ascii_case("delivered"))
}

/// Returns whether an issue stands with whom it was escalated to. The name alone says to whom it would be.
fn is_escalated(record: &Record) -> bool {
    record
        .status()
        .is_some_and(|status| status.eq_ignore_ascii_case("escalated"))
}

/// One thing that a record needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub what: String,
    /// From whom.
    pub from: Option<Person>,
    /// By when.
    pub by: Option<Date>,
    /// Whether it was asked for.
    pub is_asked: bool,
    /// Where it stands in the file.
    pub span: crate::text::Span,
}

/// Returns what a record needs and does not have.
pub fn open_needs(record: &Record) -> Vec<Need> {
    let fields = record.kind.fields_of(Role::Needs);
    let lists = fields
        .flat_map(|field| &field.paths)
        .filter_map(|path| record.at_path(path));
    let items = lists.flat_map(|list| list.items());
    let need = items.filter_map(|item| {
        let text = |key: &str| item.get(key)?.text().map(|text| text.trim().to_owned());
        let state = text("state").unwrap_or_default();
        (!state.eq_ignore_ascii_case("have")).then(|| Need {
            what: text("what").unwrap_or_default(),
            from: text("from").map(|name| Person::new(&name)),
            by: text("by").as_deref().and_then(date::parse_day),
            is_asked: state.eq_ignore_ascii_case("asked"),
            span: item.span(),
        })
    });
    need.collect()
}

fn needs(record: &Record) -> impl Iterator<Item = Ask<'_>> {
    open_needs(record).into_iter().filter_map(move |need| {
        Some(Ask {
            person: need.from?,
            asking: Asking::Give,
            record,
            what: need.what,
            by: need.by,
        })
    })
}

//! What one could give somebody, from what the records say: thanks, and news before they hear it elsewhere.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    facts::{
        ambiguity::Surroundings,
        ask,
        ownership::{key, named_in, owners},
        plan,
    },
    model::{
        date,
        kind::Class,
        program::Program,
        record::{Person, Record},
        role::Role,
        status::Category,
    },
    report::{Inline, Item},
    text::phrase::counted,
};

/// Thanks come this many calendar days after at the latest; news of a decision is news as long.
const FRESH_DAYS: i64 = 14;

/// What can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Gift {
    /// Thanks for what was delivered.
    Thanks,
    /// A word before others say it.
    HeadsUp,
}

/// Something that one could give somebody.
#[derive(Debug)]
pub(super) struct Idea<'a> {
    pub(super) person: Person,
    pub(super) gift: Gift,
    pub(super) record: &'a Record,
    /// The fact behind it.
    pub(super) why: String,
}

impl Idea<'_> {
    pub(super) fn item(&self) -> Item {
        let verb = match self.gift {
            Gift::Thanks => "Thank",
            Gift::HeadsUp => "Tell",
        };
        let record = self.record;
        Item::new(vec![
            Inline::text(format!("{verb} {}: ", self.person)),
            Inline::link(&*record.id, &*record.file.path),
            Inline::text(format!(" {}, {}", record.title(), self.why)),
        ])
    }
}

/// Returns what one could give: thanks to providers of what is delivered and to owners of what was finished, and a word to
/// those whom a decision affects and no update has told. Who runs the program thanks, and is not thanked.
pub(super) fn ideas<'a>(around: &Surroundings<'a>) -> Vec<Idea<'a>> {
    let program = around.program;
    let run_by = program
        .itself()
        .map(|itself| itself.people(Role::Owner))
        .unwrap_or_default();
    let run_by: Vec<String> = run_by.iter().map(|person| key(program, person)).collect();
    let mut ideas = Vec::new();
    for record in &program.records {
        ideas.extend(thanks(program, record, around.today));
    }
    for record in program.of_class(Class::Decision) {
        if is_fresh(program, record, around.today) {
            ideas.extend(heads_up(around, record));
        }
    }
    ideas.retain(|idea| !run_by.contains(&key(program, &idea.person)));
    ideas
}

fn thanks<'a>(program: &Program, record: &'a Record, today: Date) -> Vec<Idea<'a>> {
    let releases = &program.config.releases;
    let is_done = record.category() == Some(Category::Done);
    let is_recent = |day: Option<Date>| {
        day.filter(|day| (0..=FRESH_DAYS).contains(&date::days_between(*day, today)))
    };
    let (people, why) = match record.kind.class {
        Class::Dependency if ask::is_delivered(record) => (
            named_in(record, &[Role::Provider]),
            "delivered, to be accepted".to_owned(),
        ),
        Class::Dependency if is_done => {
            // The day on which it came is not kept; it is near the one that was promised.
            let Some(day) = is_recent(record.day(Role::Promised, releases)) else {
                return Vec::new();
            };
            (
                named_in(record, &[Role::Provider]),
                format!("promised for {day} and accepted"),
            )
        }
        Class::Work if is_done => {
            let Some(day) = is_recent(record.day(Role::Actual, releases)) else {
                return Vec::new();
            };
            (
                owners(record),
                format!("done on {day}{}", early(program, record)),
            )
        }
        _ => return Vec::new(),
    };
    let idea = |person| Idea {
        person,
        gift: Gift::Thanks,
        record,
        why: why.clone(),
    };
    people.into_iter().map(idea).collect()
}

/// Returns by how much something was done before its day, as words to add.
fn early(program: &Program, record: &Record) -> String {
    match plan::lateness(record, &program.config) {
        Some(days @ ..0) => format!(", {} early", counted(-days, "workday")),
        Some(0) => ", on its day".to_owned(),
        _ => String::new(),
    }
}

/// Returns whether a decision is news: open, or made a few days ago.
fn is_fresh(program: &Program, record: &Record, today: Date) -> bool {
    let decided = record.day(Role::Decided, &program.config.releases);
    let is_recent = |day: Date| (0..=FRESH_DAYS).contains(&date::days_between(day, today));
    record.is_unfinished()
        || (record.category() == Some(Category::Done) && decided.is_some_and(is_recent))
}

fn heads_up<'a>(around: &Surroundings<'a>, record: &'a Record) -> Vec<Idea<'a>> {
    let program = around.program;
    let open = if record.is_unfinished() {
        "to be decided"
    } else {
        "decided"
    };
    let role = if record.is_unfinished() {
        Role::DecideBy
    } else {
        Role::Decided
    };
    let by = if record.is_unfinished() { "by" } else { "on" };
    let day = record.day(role, &program.config.releases);
    let when = day.map_or_else(|| open.to_owned(), |day| format!("{open} {by} {day}"));
    let untold = around.untold(record).into_iter();
    let idea = |person: Person| {
        let own = key(program, &person);
        let theirs = around
            .dependents
            .direct(&record.id)
            .iter()
            .filter(|dependent| {
                dependent.is_unfinished()
                    && owners(dependent).iter().any(|one| key(program, one) == own)
            });
        let theirs: Vec<&str> = theirs.map(|dependent| &*dependent.id).collect();
        let why = match theirs.as_slice() {
            [] => format!("{when}; they are to be informed"),
            ids => format!("{when}, affects their {}", ids.join(", ")),
        };
        Idea {
            person,
            gift: Gift::HeadsUp,
            record,
            why,
        }
    };
    untold.map(idea).collect()
}

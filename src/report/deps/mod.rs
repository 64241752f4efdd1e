//! What one side promised the other, how far that carries, and what to ask next: the report behind `deps`.

mod asks;
mod data;
mod table;

pub(super) use asks::words as ask_words;

use jiff::civil::Date;

use super::{Document, Inline, Item, Report};
use crate::{
    facts::dependency::{self, Ask, CONFIRMED_DAYS, Coverage, Reliability, Slack, Suspect},
    model::{
        date::When,
        program::{Program, natural},
        promise::Promises,
        record::{Person, Record},
        role::Role,
    },
    text::phrase::counted,
};

/// What is asked for.
#[derive(Debug, Default)]
pub struct Question<'a> {
    /// The condition for dependencies, as it was written.
    pub filter: Option<&'a str>,
    /// Dependencies that this team or person gives.
    pub gives: Option<Person>,
    /// Dependencies that this team or person gets.
    pub gets: Option<Person>,
    /// Whether the promises are all that is told: one table, for a spreadsheet.
    pub is_table: bool,
}

/// The promises of a program at some moment.
#[derive(Debug)]
pub struct Deps<'a> {
    program: &'a Program,
    promises: &'a Promises,
    today: Date,
    question: Question<'a>,
    /// Open ones, by the day on which they are needed.
    open: Vec<Given<'a>>,
    coverage: Coverage,
    reliability: Vec<Reliability>,
    /// What to ask, the most pressing first.
    asks: Vec<Ask<'a>>,
}

/// A promise that somebody waits for.
#[derive(Debug)]
struct Given<'a> {
    record: &'a Record,
    need_by: Option<Date>,
    slack: Slack,
    confirmed_days: Option<i64>,
    suspect: Vec<Suspect>,
    /// Whether the provider stands behind it; `None` where history does not say.
    has_evidence: Option<bool>,
    /// The day that was promised at first, where it was another one.
    first: Option<When>,
    later_moves: usize,
}

impl<'a> Deps<'a> {
    /// Looks at some dependencies of a program.
    pub fn new(
        program: &'a Program,
        promises: &'a Promises,
        records: &[&'a Record],
        question: Question<'a>,
        today: Date,
    ) -> Self {
        let is_asked = |record: &&&Record| question.wants(program, record);
        let each = || records.iter().filter(is_asked).copied();
        let waiting = each().filter(|record| dependency::is_open(record));
        let mut open: Vec<Given<'_>> = waiting
            .map(|record| Given::new(program, record, promises, today))
            .collect();
        open.sort_by(|a, b| {
            let day = |given: &Given<'_>| given.need_by.unwrap_or(Date::MAX);
            day(a)
                .cmp(&day(b))
                .then_with(|| natural(&a.record.id, &b.record.id))
        });
        let asks = open.iter();
        let mut asks: Vec<Ask<'_>> = asks
            .filter_map(|given| dependency::ask(program, given.record, promises, today))
            .collect();
        // Those that are needed first stay before the others: the sort is stable.
        asks.sort_by_key(|ask| ask.request.rank());
        Self {
            coverage: dependency::coverage(program, each(), promises, today),
            reliability: dependency::reliability(program, each(), promises, today),
            program,
            promises,
            today,
            question,
            open,
            asks,
        }
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        let document = || match self.question.is_table {
            true => self.sheet(),
            false => self.document(),
        };
        Report::new("deps", document, || data::data(self))
    }

    fn sheet(&self) -> Document {
        let mut document = Document::new("Dependencies");
        document.blocks.push(table::sheet(self));
        document
    }

    fn document(&self) -> Document {
        let name = match self.program.config.name.as_str() {
            "" => "Program",
            name => name,
        };
        let title = format!("{name}: promises on {}", self.today);
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(self.headline());
        if self.promises.past.is_shallow {
            document.paragraph(super::ends::shallow(None));
        }
        if !self.open.is_empty() {
            document.blocks.push(table::table(self));
        }
        document.heading(2, "Ask next");
        document.list_or_none(self.asks.iter().map(|ask| asks::line(self, ask)).collect());
        document.heading(2, "Promises kept");
        match self.reliability.is_empty() {
            true => document.paragraph(vec![Inline::text("No promise was due yet.")]),
            false => document.list_or_none(self.reliability.iter().map(reliability).collect()),
        }
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let Coverage { open, covered } = self.coverage;
        let mut words = vec![Inline::strong(counted(open, "open promise"))];
        let sides = [(&self.question.gives, "by"), (&self.question.gets, "to")];
        for (side, word) in sides {
            if let Some(team) = side {
                words.push(Inline::text(format!(" {word} {team}")));
            }
        }
        if let Some(filter) = self.question.filter {
            words.extend([Inline::text(" with "), Inline::code(filter)]);
        }
        if open > 0 {
            words.push(Inline::text(format!(
                "; handshakes: {covered} of {open} (committed, signed by the provider, confirmed in the last \
                 {CONFIRMED_DAYS} days)"
            )));
        }
        words.push(Inline::text("."));
        words
    }
}

/// Returns how well a team keeps its promises, and which it did not keep.
fn reliability(team: &Reliability) -> Item {
    let name = team.team.as_deref();
    let name = name.unwrap_or("providers without a team or organization");
    let mut line = vec![
        Inline::strong(name),
        Inline::text(format!(
            ": {} of {} accepted by the day first promised",
            team.kept(),
            team.due.len()
        )),
    ];
    let broken = team.due.iter().filter(|one| !one.is_kept());
    let broken: Vec<String> = broken
        .map(|one| {
            let end = match one.accepted {
                Some(day) if one.is_only_accepted_late() => {
                    let delivered = one.delivered.unwrap_or(day);
                    format!("delivered {delivered}, accepted {day}")
                }
                Some(day) => format!("accepted {day}"),
                None => "not accepted".to_owned(),
            };
            format!("{}: promised {}, {end}", one.id, one.promised)
        })
        .collect();
    if !broken.is_empty() {
        line.push(Inline::text(format!(" ({})", broken.join("; "))));
    }
    Item::new(line)
}

impl Question<'_> {
    fn wants(&self, program: &Program, record: &Record) -> bool {
        let (gives, gets) = (self.gives.as_ref(), self.gets.as_ref());
        gives.is_none_or(|team| dependency::gives(program, record, team))
            && gets.is_none_or(|team| dependency::gets(program, record, team))
    }
}

impl<'a> Given<'a> {
    fn new(program: &Program, record: &'a Record, promises: &Promises, today: Date) -> Self {
        let config = &program.config;
        let promise = promises.made.get(&record.id);
        let is_promised = dependency::is_promised(record);
        Self {
            record,
            need_by: record.day(Role::NeedBy, &config.releases),
            slack: dependency::slack(record, config, today),
            confirmed_days: dependency::confirmed_days(record, config, today),
            suspect: dependency::suspect(program, record, promises, today),
            has_evidence: promise
                .filter(|_| is_promised)
                .map(|promise| dependency::has_evidence(program, record, promise)),
            first: promise
                .and_then(|promise| promise.first().cloned())
                .filter(|first| {
                    is_promised
                        && record.when(Role::Promised, &config.releases).as_ref() != Some(first)
                }),
            later_moves: promise.map_or(0, |promise| promise.later_moves()),
        }
    }
}

//! What history says of a shown record, in lines: only what says something is told.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    facts::{
        baseline::{self, Slip},
        decision,
        flips::{self, Flips},
        staleness::{self, Staleness},
        velocity,
    },
    model::{
        commit::Commit,
        config::Config,
        past::{Baseline, Mark, Past, RecordPast},
        record::Record,
        role::Role,
        status::Health,
    },
    report::{Inline, Item, Tone, changes, distance, words},
    text::phrase::counted,
};

/// From here on a date slides day for day.
const DAY_FOR_DAY: f64 = 1.0;

/// What history says of one record.
pub(super) struct Told<'a> {
    record: &'a Record,
    past: &'a RecordPast,
    touched: Option<&'a Mark>,
    commits: &'a BTreeMap<Arc<str>, Commit>,
    baseline: Option<&'a Baseline>,
    first: Option<&'a Baseline>,
    /// The field that says when it was finished, or is expected to be.
    expected: Option<&'a str>,
    slip: Option<Slip>,
    velocity: Option<f64>,
    /// Since when the health is what it is, and what it was before.
    health: Option<(Date, Option<Health>)>,
    flips: Flips,
    staleness: Option<Staleness>,
    latency: Option<i64>,
    debt: Option<i64>,
}

impl<'a> Told<'a> {
    /// Returns what history says; `None` of a record that is in no commit.
    pub(super) fn new(
        record: &'a Record,
        config: &Config,
        past: &'a Past,
        commits: &'a BTreeMap<Arc<str>, Commit>,
        today: Date,
    ) -> Option<Self> {
        let touched = past.touched(&record.file.path);
        let past = past.of(&record.id)?;
        let baseline = baseline::baseline(record, past, config);
        let first = baseline.and_then(|now| past.first_baseline(&now.field));
        Some(Self {
            record,
            past,
            touched,
            commits,
            baseline,
            first: first.filter(|first| Some(*first) != baseline),
            expected: baseline::expected(record, config).map(|(field, _)| field),
            slip: baseline::slip(record, past, config),
            velocity: velocity::velocity(record, past, config, today),
            health: record.health().and_then(|_| past.health_since()),
            flips: flips::flips(past, today),
            staleness: staleness::staleness(record, past, config, today),
            latency: decision::latency(record, past),
            debt: decision::debt(record, config, today),
        })
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> Vec<Item> {
        let lines = [
            self.baseline_line(),
            self.moves_line(),
            self.velocity_line(),
            self.state_line(),
            self.health_line(),
            self.changed_line(),
            self.staleness_line(),
            self.decision_line(),
        ];
        lines.into_iter().flatten().map(Item::new).collect()
    }

    fn baseline_line(&self) -> Option<Vec<Inline>> {
        let baseline = self.baseline?;
        let by = match &*baseline.by {
            "" => String::new(),
            by => format!(" by {by}"),
        };
        let name = match self.record.kind.fields_of(Role::Due).next() {
            Some(field) if field.paths.len() > 1 => format!(" of {}", baseline.field),
            _ => String::new(),
        };
        let mut text = format!(
            "Baseline{name} {}{by}, since {}",
            baseline.when, baseline.since
        );
        if let Some(first) = self.first {
            text += &format!("; at first {}", first.when);
        }
        let (distance, days) = match self.slip? {
            Slip {
                releases: Some(releases),
                ..
            } => (distance::releases(releases), releases),
            Slip { workdays, .. } => (distance::workdays(workdays?), workdays?),
        };
        let path = self.expected?;
        let label = words::field_words(&self.record.kind, path);
        let tone = if days > 0 { Tone::Caution } else { Tone::Good };
        Some(vec![
            Inline::text(format!("{text}; {label} ")),
            status(distance, tone),
        ])
    }

    fn moves_line(&self) -> Option<Vec<Inline>> {
        let (moves, silent) = (self.past.later_moves, self.past.silent_moves);
        let times = counted(moves, "time");
        let without = match silent {
            0 => String::new(),
            1 if moves == 1 => ", without a word".to_owned(),
            all if all == moves => ", always without a word".to_owned(),
            _ => format!(", {silent} of them without a word"),
        };
        let text = format!("Due date or forecast moved later {times}{without}");
        (moves > 0).then(|| vec![Inline::text(text)])
    }

    fn velocity_line(&self) -> Option<Vec<Inline>> {
        let velocity = self.velocity?;
        let days = counted(velocity.abs(), "day");
        let text = format!("{days} a day over the last eight weeks");
        match velocity {
            v if v >= DAY_FOR_DAY => Some(vec![
                status("slides day for day".into(), Tone::Bad),
                Inline::text(format!(": {text}")),
            ]),
            v if v > 0.0 => Some(vec![Inline::text(format!("Slides {text}"))]),
            v if v < 0.0 => Some(vec![Inline::text(format!("Comes nearer by {text}"))]),
            _ => None,
        }
    }

    fn state_line(&self) -> Option<Vec<Inline>> {
        let state = self.record.status()?;
        let since = self.past.state_since()?;
        Some(vec![Inline::text(format!("Status {state} since {since}"))])
    }

    fn health_line(&self) -> Option<Vec<Inline>> {
        let (since, before) = self.health?;
        let health = self.record.health()?.words();
        let mut text = format!("Health {health} since {since}");
        if let Some(before) = before {
            text += &format!(", {} before", before.words());
        }
        let Flips { flips, skips } = self.flips;
        if flips > 0 {
            let times = counted(flips, "change");
            text += &format!("; {times} in {} days", flips::DAYS);
        }
        if skips > 0 {
            text += &format!(", {skips} from on track to off track at once");
        }
        Some(vec![Inline::text(text)])
    }

    fn changed_line(&self) -> Option<Vec<Inline>> {
        let told = |verb: &str, mark: &Mark| {
            let mut line = vec![Inline::text(format!("{verb} {}", mark.day))];
            let commit = self.commits.get(&mark.commit);
            line.extend(
                commit
                    .into_iter()
                    .flat_map(|commit| changes::origin(commit, true)),
            );
            line
        };
        let mut line = match (&self.past.changed, &self.past.added) {
            (Some(changed), _) => told("Last changed", changed),
            (None, Some(added)) => told("No change of its own since it was added", added),
            (None, None) => return None,
        };
        let last = self.past.changed.as_ref().or(self.past.added.as_ref());
        if let Some(touched) = self.touched.filter(|touched| Some(*touched) != last) {
            line.push(Inline::text("; "));
            line.extend(told("its file last", touched));
        }
        Some(line)
    }

    fn staleness_line(&self) -> Option<Vec<Inline>> {
        let Staleness { days, limit, .. } = self.staleness.filter(|found| found.is_over())?;
        let days = counted(days, "day");
        Some(vec![
            status("stale".into(), Tone::Caution),
            Inline::text(format!(
                ": neither changed nor reviewed for {days}; the limit is {limit}"
            )),
        ])
    }

    fn decision_line(&self) -> Option<Vec<Inline>> {
        if let Some(debt) = self.debt {
            return Some(vec![
                status("late".into(), Tone::Bad),
                Inline::text(format!(
                    ": the decision was needed {} ago",
                    counted(debt, "day")
                )),
            ]);
        }
        let latency = counted(self.latency?, "day");
        Some(vec![Inline::text(format!("Decided within {latency}"))])
    }

    /// Returns the data: see `schema/output/show.schema.json`.
    pub(super) fn data(&self) -> Value {
        let mark = |mark: Option<&Mark>| {
            mark.map(|mark| {
                let commit = self.commits.get(&mark.commit);
                let author = commit.map(|commit| &commit.author);
                json!({"date": mark.day, "commit": &*mark.commit, "author": author})
            })
        };
        json!({
            "added": mark(self.past.added.as_ref()),
            "changed": mark(self.past.changed.as_ref()),
            "touched": mark(self.touched),
            "state_since": self.record.status().and_then(|_| self.past.state_since()),
            "baseline": self.baseline.map(baseline_json),
            "first_baseline": self.first.or(self.baseline).map(baseline_json),
            "slip": self.slip,
            "moves": self.past.later_moves,
            "silent_moves": self.past.silent_moves,
            "velocity": self.velocity,
            "health": self.health.map(|(since, before)| json!({"since": since, "before": before})),
            "flips": self.flips.flips,
            "skips": self.flips.skips,
            "staleness": self.staleness.map(|found| json!({
                "since": found.since,
                "days": found.days,
                "limit": found.limit,
                "stale": found.is_over(),
            })),
            "decision_latency": self.latency,
            "decision_debt": self.debt,
        })
    }
}

fn status(word: String, tone: Tone) -> Inline {
    Inline::Status { word, tone }
}

fn baseline_json(baseline: &Baseline) -> Value {
    json!({
        "field": &*baseline.field,
        "due": baseline.when.to_string(),
        "since": baseline.since,
        "by": Some(&*baseline.by).filter(|by| !by.is_empty()),
    })
}

//! A fact at the end of every week or month: the report behind `trend`.

mod fact;
mod spark;

use serde_json::{Value as Json, json};

use super::{Block, Document, Inline, Report, cells, distance, words};
use crate::{
    facts::slip,
    model::{
        config::Config,
        trend::{Every, Point, Value},
    },
};

pub use fact::{FACTS, Fact, Measure, Subject, date};

/// A fact over time.
#[derive(Debug)]
pub struct Trend<'a> {
    /// The settings.
    pub config: &'a Config,
    /// What was asked for.
    pub name: &'a str,
    /// What it is, in a few words.
    pub about: &'a str,
    /// How long a period is.
    pub every: Every,
    /// The points, oldest first.
    pub points: Vec<Point>,
    /// Whether older history is missing from this clone.
    pub is_shallow: bool,
    /// Rows that are shown, the newest ones; `None` for all. The data always has all.
    pub limit: Option<usize>,
}

impl Trend<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("trend", || self.document(), || self.data())
    }

    fn document(&self) -> Document {
        let name = match self.config.name.as_str() {
            "" => "Program",
            name => name,
        };
        let title = format!("{name}: {} by {}", self.name, self.every.word());
        let mut document = Document::new(&title);
        document.heading(1, title);
        document.paragraph(self.headline());
        if self.is_shallow {
            document.paragraph(super::ends::shallow(None));
        }
        let line = spark::line(&self.points);
        document.paragraph(vec![Inline::text(line)]);
        let shown = self.limit.unwrap_or(usize::MAX).min(self.points.len());
        let hidden = self.points.len() - shown;
        document.blocks.push(self.table(hidden));
        if hidden > 0 {
            let note = format!(
                "{} before these. For all: ",
                words::count(hidden, self.every.word())
            );
            document.paragraph(vec![Inline::text(note), Inline::code("--limit 0")]);
        }
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let known = |point: &&Point| point.value.is_some();
        let (Some(first), Some(last)) = (
            self.points.iter().find(known),
            self.points.iter().rev().find(known),
        ) else {
            return vec![Inline::text(format!(
                "No value in this time. {}.",
                self.about
            ))];
        };
        let mut words = vec![Inline::strong(format!("{} on {}", said(last), last.day))];
        if first.day != last.day {
            words.push(Inline::text(format!("; {} on {}", said(first), first.day)));
        }
        if let Some(moved) = self.moved(first, last).filter(|moved| !moved.is_empty()) {
            words.push(Inline::text(format!(" ({moved})")));
        }
        words.push(Inline::text(format!(". {}.", self.about)));
        words
    }

    fn table(&self, hidden: usize) -> Block {
        let column = match self.every {
            Every::Week => "Week to",
            Every::Month => "Month to",
        };
        let columns = [column, self.name, "Change", "Commit"];
        let rows = (hidden..self.points.len()).map(|at| {
            let point = &self.points[at];
            let before = at.checked_sub(1).map(|at| &self.points[at]);
            let moved = before.and_then(|before| self.moved(before, point));
            let commit = point.commit.as_deref().and_then(|id| id.get(..10));
            vec![
                vec![Inline::text(point.day.to_string())],
                vec![Inline::text(said(point))],
                vec![Inline::text(moved.unwrap_or_default())],
                vec![Inline::code(commit.unwrap_or_default())],
            ]
        });
        Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    }

    /// Returns by how much a fact moved between two points, in words; nothing where it did not.
    fn moved(&self, before: &Point, after: &Point) -> Option<String> {
        if before.value == after.value {
            return None;
        }
        match (before.value.as_ref()?, after.value.as_ref()?) {
            (Value::Number(before), Value::Number(after)) => {
                let sign = if after < before { "−" } else { "+" };
                Some(format!("{sign}{}", cells::tenths((after - before).abs())))
            }
            (Value::Moment(_, before), Value::Moment(_, after)) => {
                if let Some(count) = slip::releases(before, after, &self.config.releases) {
                    return Some(distance::releases(count));
                }
                let (before, after) = (before.day()?, after.day()?);
                let days = self.config.calendar.workdays(before, after);
                Some(distance::workdays(days))
            }
            _ => None,
        }
    }

    fn data(&self) -> Json {
        let points = self.points.iter().map(|point| {
            json!({
                "date": point.day.to_string(),
                "value": value_json(point.value.as_ref()),
                "commit": point.commit,
            })
        });
        json!({
            "fact": self.name,
            "about": self.about,
            "every": self.every,
            "shallow": self.is_shallow,
            "points": points.collect::<Vec<_>>(),
        })
    }
}

fn value_json(value: Option<&Value>) -> Json {
    match value {
        Some(Value::Number(number)) => number_json(cells::tenths(*number)),
        Some(Value::Moment(text, _)) => json!(text),
        None => Json::Null,
    }
}

/// Returns a number as people write it: a count has no fraction.
fn number_json(number: f64) -> Json {
    let text = number.to_string();
    let whole = text.parse::<i64>().map(Json::from);
    whole.unwrap_or_else(|_| json!(number))
}

fn said(point: &Point) -> String {
    match &point.value {
        Some(Value::Number(number)) => cells::tenths(*number).to_string(),
        Some(Value::Moment(text, _)) => text.clone(),
        None => String::new(),
    }
}

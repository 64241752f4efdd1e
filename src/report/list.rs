//! Which records there are: the report behind `list`.

use std::{cmp::Ordering, collections::BTreeSet, sync::Arc};

use serde_json::{Map, json};

use super::{Block, Document, Inline, Report, cells};
use crate::{
    facts::field::{self, Facts},
    model::{
        config::Config,
        kind::Kind,
        program::Program,
        query::{Derived, Query, QueryError, RecordFields, Scope, Value, Vocabulary},
        record::Record,
    },
    text::phrase,
};

/// The columns after the id where records of several kinds are listed.
const MIXED: [&str; 4] = ["title", "status", "owner", "date"];

/// What is asked for.
#[derive(Debug, Default, Clone, Copy)]
pub struct Question<'a> {
    /// Records of this kind; of every kind where there is none.
    pub kind: Option<&'a Arc<Kind>>,
    /// Records for which this holds.
    pub filter: Option<&'a Query>,
    /// Fields to sort by, the first the most important; `-` before one turns it round.
    pub sort: Option<&'a str>,
    /// Fields to show.
    pub columns: Option<&'a str>,
}

impl<'a> Question<'a> {
    /// Returns the fields that are asked for and worked out where a file does not say them.
    ///
    /// # Errors
    /// A name to sort by or to show is no field.
    pub fn derived(&self, config: &Config) -> Result<BTreeSet<String>, QueryError> {
        let vocabulary = self.vocabulary(config);
        let mut names = BTreeSet::new();
        for list in [self.columns, self.sort].into_iter().flatten() {
            names.extend(vocabulary.names(list)?);
        }
        names.retain(|name| vocabulary.is_derived(name));
        names.extend(
            self.filter
                .iter()
                .flat_map(|filter| filter.derived().clone()),
        );
        Ok(names)
    }

    /// Returns the fields that may be asked for.
    fn vocabulary(&self, config: &Config) -> Vocabulary {
        let kinds: Vec<&Arc<Kind>> = match self.kind {
            Some(kind) => vec![kind],
            None => config.kinds.iter().collect(),
        };
        Vocabulary::of_kinds(config, &kinds, &field::fields())
    }
}

/// Records in their order, and what is shown of them.
#[derive(Debug)]
pub struct Listing<'a> {
    program: &'a Program,
    facts: &'a Facts<'a>,
    question: Question<'a>,
    columns: Vec<String>,
    sort: Vec<SortKey>,
    total: usize,
    records: Vec<&'a Record>,
}

#[derive(Debug)]
struct SortKey {
    field: String,
    is_descending: bool,
}

impl<'a> Listing<'a> {
    /// Picks the records of a program, sorted.
    ///
    /// # Errors
    /// A name to sort by or to show is no field.
    pub fn new(
        program: &'a Program,
        question: Question<'a>,
        facts: &'a Facts<'a>,
    ) -> Result<Self, QueryError> {
        let (config, today) = (&program.config, facts.today);
        let vocabulary = question.vocabulary(config);
        let columns = match (question.columns, question.kind) {
            (Some(list), _) => vocabulary.names(list)?,
            (None, Some(kind)) => with_id(kind.columns.iter().map(String::as_str)),
            (None, None) => with_id(MIXED),
        };
        let sort = sort_keys(question.sort, &vocabulary)?;
        let of_kind = |record: &&Record| {
            question
                .kind
                .is_none_or(|kind| kind.name == record.kind.name)
        };
        let all: Vec<&Record> = program.records.iter().filter(of_kind).collect();
        let total = all.len();
        let matches = |record: &&Record| {
            question
                .filter
                .is_none_or(|filter| filter.matches_with(&fields(program, facts, record), today))
        };
        let mut records: Vec<&Record> = all.into_iter().filter(matches).collect();
        let scope = Scope { config, today };
        let value = |record, field: &str| {
            let values = fields(program, facts, record).of(field);
            values.into_iter().find(|value| !value.is_tbd())
        };
        records.sort_by(|a, b| order(&sort, &|field| (value(a, field), value(b, field)), &scope));
        Ok(Self {
            program,
            facts,
            question,
            columns,
            sort,
            total,
            records,
        })
    }

    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("list", || self.document(), || self.data())
    }

    /// Returns what is listed: "risks", or "records".
    fn noun(&self) -> String {
        let plural = self
            .question
            .kind
            .map(|kind| phrase::in_sentence(&kind.plural));
        plural.unwrap_or_else(|| "records".into())
    }

    fn document(&self) -> Document {
        let noun = self.noun();
        let mut document = Document::new(cells::heading(&noun));
        document.blocks.push(Block::Table {
            columns: self.columns.iter().map(|name| self.heading(name)).collect(),
            rows: self.records.iter().map(|record| self.row(record)).collect(),
        });
        document.paragraph(self.count());
        document
    }

    fn count(&self) -> Vec<Inline> {
        let (found, total, noun) = (self.records.len(), self.total, self.noun());
        match self.question.filter {
            Some(filter) if found == 0 && total > 0 => vec![
                Inline::text(format!("No {noun} match ")),
                Inline::code(filter.text()),
                Inline::text(format!("; there are {total}.")),
            ],
            Some(_) if total > 0 => vec![Inline::text(format!("{found} of {total} {noun}."))],
            _ if total == 0 => none(&noun, self.question.kind),
            _ => {
                let one = self
                    .question
                    .kind
                    .map_or_else(|| "record".into(), |kind| kind.word());
                let noun = if total == 1 { one } else { noun };
                vec![Inline::text(format!("{total} {noun}."))]
            }
        }
    }

    fn heading(&self, name: &str) -> String {
        let fields = self
            .question
            .kind
            .map(|kind| kind.fields.as_slice())
            .unwrap_or_default();
        let label = fields
            .iter()
            .find(|field| field.name == name)
            .and_then(|field| field.label.as_deref());
        cells::heading(label.unwrap_or(name))
    }

    fn row(&self, record: &'a Record) -> Vec<Vec<Inline>> {
        let fields = self.fields(record);
        let cell = |name: &String| match name.as_str() {
            "id" => vec![Inline::link(&*record.id, &*record.file.path)],
            name => cells::cell(&fields.of(name)),
        };
        self.columns.iter().map(cell).collect()
    }

    fn fields(&self, record: &'a Record) -> RecordFields<'a> {
        fields(self.program, self.facts, record)
    }

    fn data(&self) -> serde_json::Value {
        let records = self.records.iter().map(|record| {
            let fields = self.fields(record);
            let columns = self.columns.iter();
            let values = columns.map(|name| (name.clone(), json!(cells::texts(&fields.of(name)))));
            json!({
                "id": &*record.id,
                "kind": record.kind.name,
                "title": record.title(),
                "path": &*record.file.path,
                "fields": values.collect::<Map<_, _>>(),
            })
        });
        let sort = self.sort.iter().map(|key| {
            let sign = if key.is_descending { "-" } else { "" };
            format!("{sign}{}", key.field)
        });
        json!({
            "kind": self.question.kind.map(|kind| &kind.name),
            "where": self.question.filter.map(Query::text),
            "sort": sort.collect::<Vec<_>>(),
            "columns": self.columns,
            "total": self.total,
            "records": records.collect::<Vec<_>>(),
        })
    }
}

/// Says that there are no records of a kind, and how to make one.
fn none(noun: &str, kind: Option<&Arc<Kind>>) -> Vec<Inline> {
    let mut words = vec![Inline::text(format!("There are no {noun}."))];
    if let Some(kind) = kind.filter(|kind| kind.new.is_some()) {
        words.extend([
            Inline::text(" To make one: "),
            Inline::code(format!("hum new {} \"Title\"", kind.name)),
        ]);
    }
    words
}

fn with_id<'a>(columns: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let columns = columns.into_iter().filter(|name| *name != "id");
    std::iter::once("id")
        .chain(columns)
        .map(str::to_owned)
        .collect()
}

fn sort_keys(list: Option<&str>, vocabulary: &Vocabulary) -> Result<Vec<SortKey>, QueryError> {
    let Some(list) = list else {
        return Ok(Vec::new());
    };
    let names = vocabulary.names(list)?.into_iter();
    let keys = names.zip(list.split(',')).map(|(field, written)| SortKey {
        field,
        is_descending: written.trim().starts_with('-'),
    });
    Ok(keys.collect())
}

fn fields<'a>(
    program: &'a Program,
    facts: &'a dyn Derived,
    record: &'a Record,
) -> RecordFields<'a> {
    RecordFields {
        program,
        record,
        derived: Some(facts),
    }
}

/// Returns the values of a field of two records.
type Pair<'a> = dyn Fn(&str) -> (Option<Value<'a>>, Option<Value<'a>>) + 'a;

/// Compares two records by the first key in which they differ. Records without a value come last, either way round.
fn order(keys: &[SortKey], values: &Pair<'_>, scope: &Scope<'_>) -> Ordering {
    let orders = keys.iter().map(|key| match values(&key.field) {
        (Some(a), Some(b)) if key.is_descending => b.order(&a, scope),
        (Some(a), Some(b)) => a.order(&b, scope),
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (None, None) => Ordering::Equal,
    });
    let mut orders = orders;
    orders
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

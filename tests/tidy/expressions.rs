//! Runs the page of the language of `--where`: each condition finds exactly the records that stand beside it.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use humdrum::{
    facts::field::{self, Facts},
    history,
    model::{
        date,
        kind::{Kind, Kinds},
        past::Past,
        program::Program,
        query::{Query, QueryError, RecordFields},
        record::Record,
        role::Role,
    },
    store::{Store, replay::History},
};

use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::json;

use crate::{assert_nothing, cases, files, page};

const PAGE: &str = "schema/where.md";

/// The day on which the page is true.
const TODAY: &str = "2026-05-29";

/// The day on which the files of the page were committed.
const COMMITTED: &str = "2026-05-25";

/// Between a condition and what it finds.
const ARROW: &str = " → ";

/// The program of the page, and what its history says.
struct Example {
    program: Program,
    past: Past,
}

impl Example {
    /// Reads the program at the end of the page, commit by commit.
    fn read(page: &str) -> Self {
        let sections = page::sections(page);
        let last = sections.last().expect("the page has sections");
        let dated = last.dated(page).into_iter();
        let newest = last.files(page).into_iter().map(|file| (COMMITTED, file));
        let commits = dated.chain(newest).map(|(day, (path, text))| {
            json!({
                "date": format!("{day}T12:00:00Z"),
                "author": {"name": "Maria", "email": "maria@atlas.example"},
                "message": format!("Write {path}"),
                "write": {path: text},
            })
        });
        let written = json!({"commits": commits.collect::<Vec<_>>()});
        let history = History::parse(&written.to_string()).expect("JSON is YAML");
        let folder = tempfile::tempdir().expect("there is room");
        history.replay(folder.path()).expect("there is room");
        let store = Store::open(folder.path(), None).expect("it was written");
        let head = store.repository().expect("it was written").head();
        let head = head.expect("there are commits");
        let config = store.config(head).expect("the settings are right");
        Self {
            program: store.program(&config, head).expect("it can be read"),
            past: history::past(&store, &config, head).expect("it can be read"),
        }
    }

    fn query(&self, text: &str) -> Result<Query, QueryError> {
        let config = &self.program.config;
        let kinds: Vec<&Arc<Kind>> = config.kinds.iter().collect();
        Query::for_kinds(text, config, &kinds, &field::fields())
    }

    fn holds(&self, query: &Query, record: &Record, today: Date) -> bool {
        let facts = Facts {
            config: &self.program.config,
            past: Some(&self.past),
            today,
        };
        let fields = RecordFields {
            program: &self.program,
            record,
            derived: Some(&facts),
        };
        query.matches_with(&fields, today)
    }
}

/// Returns a block with what each of its conditions gives.
fn run(
    block: &str,
    example: &Example,
    give: &dyn Fn(&str, Result<Query, QueryError>) -> String,
) -> String {
    let conditions = block
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with([' ', '^']))
        .map(|line| line.split(ARROW).next().unwrap_or_default().trim_end());
    conditions
        .map(|text| give(text, example.query(text)))
        .collect()
}

fn found(example: &Example, text: &str, query: Result<Query, QueryError>) -> String {
    let query = query.unwrap_or_else(|error| panic!("{text}: {error}"));
    let today = date::parse_day(TODAY).expect("it is a day");
    let records = example.program.records.iter();
    let matching: Vec<&str> = records
        .filter(|record| example.holds(&query, record, today))
        .map(|record| &*record.id)
        .collect();
    let ids = if matching.is_empty() {
        "nothing".to_owned()
    } else {
        matching.join(", ")
    };
    format!("{text:<55}{ARROW}{ids}\n")
}

fn refused(text: &str, query: Result<Query, QueryError>) -> String {
    let error = query
        .err()
        .unwrap_or_else(|| panic!("{text} is no mistake"));
    let drawn = error.drawn();
    let carets = drawn.lines().nth(1).unwrap_or_default();
    let help = error.problem.help.as_deref().unwrap_or_default();
    let message = &error.problem.message;
    format!(
        "{text}\n  {carets}\n  column {}: {message}\n  {help}\n",
        error.column()
    )
}

#[test]
fn every_condition_of_the_page_finds_what_stands_beside_it() {
    let page = files("schema").remove(PAGE).expect("the page is there");
    let example = Example::read(&page);
    assert_eq!(example.program.unreadable.len(), 0);
    let (mut updated, mut copied, mut blocks) = (String::new(), 0, 0);
    for block in page::sections(&page)
        .iter()
        .flat_map(|section| &section.blocks)
    {
        let text = &page[block.content.clone()];
        let given = match block.language.as_str() {
            "where" => run(text, &example, &|text, query| found(&example, text, query)),
            "mistakes" => run(text, &example, &refused),
            _ => continue,
        };
        blocks += 1;
        updated.push_str(&page[copied..block.content.start]);
        updated.push_str(&given);
        copied = block.content.end;
    }
    updated.push_str(&page[copied..]);
    assert_eq!(blocks, 8);
    if std::env::var_os("UPDATE").is_some() {
        cases::write(PAGE, &updated);
    } else {
        let differing = page
            .lines()
            .zip(updated.lines())
            .filter(|(own, given)| own != given);
        let differing: Vec<String> = differing
            .map(|(own, given)| format!("- {own}\n+ {given}"))
            .collect();
        assert_nothing(
            "the page and the language differ; UPDATE=1 rewrites the page",
            &differing,
        );
        assert_eq!(page.len(), updated.len());
    }
}

proptest! {
    #[test]
    fn any_condition_that_can_be_read_has_an_answer(
        field in "(due|forecast|owner|status|health|probability|affects|needs|title|kind|date|text|refers_to|window_from|baseline|slip|velocity|stale|touched)",
        sign in "(=|!=|<|<=|>|>=|~|!~)",
        value in "([a-z@]{1,4}|-?[0-9]{1,4}|[0-9]{4}-[01][0-9](-[0-3][0-9])?|[0-9]{4}-Q[1-5]|v[0-9]\\.[0-9]|today|due|TBD|active|\"\"|9999-12-31)",
        shift in "( [+-] [0-9]{1,5}(d|w|m|wd))?",
    ) {
        static EXAMPLE: LazyLock<Example> = LazyLock::new(|| {
            Example::read(&files("schema")[PAGE])
        });
        let text = format!("{field} {sign} {value}{shift}");
        match EXAMPLE.query(&text) {
            Ok(query) => {
                // What holds and what does not share out the records: an answer is never both, nor none.
                let opposite = EXAMPLE.query(&format!("not ({text})"));
                let opposite = opposite.expect("what can be read can be turned round");
                for today in [date::parse_day(TODAY).expect("it is a day"), Date::MIN, Date::MAX] {
                    for record in &EXAMPLE.program.records {
                        let answers = [&query, &opposite].map(|query| EXAMPLE.holds(query, record, today));
                        prop_assert_ne!(answers[0], answers[1], "{} {}", text, record.id);
                    }
                }
            }
            Err(error) => {
                prop_assert!(error.problem.help.is_some(), "{error}");
                prop_assert!(text.get(error.problem.span.range()).is_some(), "{error}");
            }
        }
    }
}

#[test]
fn the_page_lists_every_fact() {
    let page = files("schema").remove(PAGE).expect("the page is there");
    let (_, below) = page.split_once("## Facts").expect("it has facts");
    let listed = below.lines().filter(|line| line.starts_with("| `"));
    let listed: Vec<&str> = listed.collect();
    let known: Vec<String> = field::FIELDS
        .iter()
        .map(|fact| format!("| `{}` | {} |", fact.field.name, fact.field.about))
        .collect();
    assert_eq!(listed, known);
}

#[test]
fn facts_are_sorted_and_no_field_has_the_name_of_one() {
    let names: Vec<&str> = field::FIELDS.iter().map(|fact| fact.field.name).collect();
    assert!(names.is_sorted_by(|one, next| one < next), "{names:?}");
    let kinds = Kinds::of_builtin(None).expect("the built-in kinds are right");
    let mut taken: BTreeSet<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    taken.extend(
        kinds
            .iter()
            .flat_map(|kind| &kind.fields)
            .map(|field| field.name.as_str()),
    );
    taken.extend([
        "category",
        "class",
        "date",
        "id",
        "kind",
        "path",
        "refers_to",
        "text",
        "title",
    ]);
    let clashes: Vec<&&str> = names.iter().filter(|name| taken.contains(**name)).collect();
    assert_eq!(clashes, Vec::<&&str>::new());
    let described = kinds
        .iter()
        .filter(|kind| names.iter().any(|name| kind.declares(name)));
    let described: Vec<&str> = described.map(|kind| kind.name.as_str()).collect();
    assert_eq!(described, Vec::<&str>::new());
}

//! Runs the page of the language of `--where`: each condition finds exactly the records that stand beside it.

use std::sync::{Arc, LazyLock};

use humdrum::{
    model::{
        config::Config,
        date,
        program::Program,
        query::{Query, QueryError},
    },
    store::{self, Memory},
};

use jiff::civil::Date;
use proptest::prelude::*;

use crate::{assert_nothing, cases, files, page};

const PAGE: &str = "schema/where.md";

/// The day on which the page is true.
const TODAY: &str = "2026-05-29";

/// Between a condition and what it finds.
const ARROW: &str = " → ";

/// Returns the program at the end of the page.
fn program(page: &str) -> Program {
    let sections = page::sections(page);
    let last = sections.last().expect("the page has sections");
    let files = last.files(page);
    let settings = files.iter().find(|(path, _)| *path == "program.yaml");
    let (path, settings) = settings.expect("it has settings");
    let path: Arc<str> = (*path).into();
    let config = Config::parse(&path, settings, &|_| None).expect("they are right");
    store::load(&Arc::new(config), &Memory::new(files)).expect("memory can be read")
}

/// Returns a block with what each of its conditions gives.
fn run(
    block: &str,
    program: &Program,
    give: &dyn Fn(&str, Result<Query, QueryError>) -> String,
) -> String {
    let conditions = block
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with([' ', '^']))
        .map(|line| line.split(ARROW).next().unwrap_or_default().trim_end());
    conditions
        .map(|text| give(text, Query::parse(text, &program.config)))
        .collect()
}

fn found(program: &Program, text: &str, query: Result<Query, QueryError>) -> String {
    let query = query.unwrap_or_else(|error| panic!("{text}: {error}"));
    let today = date::parse_day(TODAY).expect("it is a day");
    let matching: Vec<&str> = program
        .records
        .iter()
        .filter(|record| query.matches(program, record, today))
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
    let program = program(&page);
    assert_eq!(program.unreadable.len(), 0);
    let (mut updated, mut copied, mut blocks) = (String::new(), 0, 0);
    for block in page::sections(&page)
        .iter()
        .flat_map(|section| &section.blocks)
    {
        let text = &page[block.content.clone()];
        let given = match block.language.as_str() {
            "where" => run(text, &program, &|text, query| found(&program, text, query)),
            "mistakes" => run(text, &program, &refused),
            _ => continue,
        };
        blocks += 1;
        updated.push_str(&page[copied..block.content.start]);
        updated.push_str(&given);
        copied = block.content.end;
    }
    updated.push_str(&page[copied..]);
    assert_eq!(blocks, 7);
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
        field in "(due|forecast|owner|status|health|probability|affects|needs|title|kind|date|text|refers_to|window_from)",
        sign in "(=|!=|<|<=|>|>=|~|!~)",
        value in "([a-z@]{1,4}|-?[0-9]{1,4}|[0-9]{4}-[01][0-9](-[0-3][0-9])?|[0-9]{4}-Q[1-5]|v[0-9]\\.[0-9]|today|due|TBD|active|\"\"|9999-12-31)",
        shift in "( [+-] [0-9]{1,5}(d|w|m|wd))?",
    ) {
        static PROGRAM: LazyLock<Program> = LazyLock::new(|| {
            program(&files("schema")[PAGE])
        });
        let text = format!("{field} {sign} {value}{shift}");
        match Query::parse(&text, &PROGRAM.config) {
            Ok(query) => {
                // What holds and what does not share out the records: an answer is never both, nor none.
                let opposite = Query::parse(&format!("not ({text})"), &PROGRAM.config);
                let opposite = opposite.expect("what can be read can be turned round");
                for today in [date::parse_day(TODAY).expect("it is a day"), Date::MIN, Date::MAX] {
                    for record in &PROGRAM.records {
                        let answers = [&query, &opposite].map(|query| query.matches(&PROGRAM, record, today));
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

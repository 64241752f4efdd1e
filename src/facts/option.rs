//! The options of a decision, as its text gives them.

use crate::{
    model::record::Record,
    text::{Span, markdown::Body},
};

/// The headings below which a form of decisions has its options.
const TITLES: [&str; 2] = ["Options", "Considered Options"];

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called: its heading, or the first line of its item.
    pub title: String,
    /// What is said about it, the title left out.
    pub text: String,
    /// Its heading, item or row.
    pub span: Span,
}

impl Choice {
    /// Returns whether something is said about what it costs or which dates it moves: a number, or the word cost or free.
    ///
    /// Source: ours. A trade-off cannot be made between options whose price nobody names.
    pub fn has_price(&self) -> bool {
        let lower = self.text.to_lowercase();
        let mut words = lower.split(|sign: char| !sign.is_alphanumeric());
        words.any(|word| {
            word.starts_with(|first: char| first.is_ascii_digit())
                || matches!(word, "cost" | "costs" | "free")
        })
    }

    /// Returns whether it leaves everything as it is.
    pub fn is_nothing(&self) -> bool {
        let title = self.title.to_lowercase();
        ["nothing", "status quo", "as is", "no change", "wait"]
            .iter()
            .any(|words| title.contains(words))
    }

    /// Returns whether its title says that it is the one to take: "(recommended)".
    pub fn is_recommended(&self) -> bool {
        self.title.to_lowercase().contains("recommended")
    }
}

/// Returns the heading below which a record has its options; `None` where its kind has none, or it was written in another
/// form.
pub fn section(record: &Record) -> Option<&str> {
    let title = TITLES.iter().find_map(|title| record.kind.section(title))?;
    (!is_of_another_form(record)).then_some(title.title.as_str())
}

/// Returns whether a text has sections and none of those that its kind has: it was written in another form, in which
/// other headings say the same.
pub fn is_of_another_form(record: &Record) -> bool {
    let Some(body) = record.body() else {
        return false;
    };
    let mut sections = body.sections.iter().filter(|section| section.level > 1);
    let has_sections = sections.clone().next().is_some();
    has_sections && !sections.any(|section| record.kind.section(&section.title).is_some())
}

/// Returns the options: the headings below the section, its items or the rows of its table, whichever are more.
pub fn options(record: &Record) -> Vec<Choice> {
    let found = record.body().and_then(|body| {
        let title = section(record)?;
        Some((body, body.section_index(title)?))
    });
    let Some((body, index)) = found else {
        return Vec::new();
    };
    let headings = headings(record, body, index);
    let items = lines(record, body, index, is_item);
    // Two lines of a table are its head.
    let rows = lines(record, body, index, |line| line.starts_with('|'));
    let rows: Vec<Choice> = rows.into_iter().skip(2).collect();
    let mut all = [headings, items, rows];
    all.sort_by_key(|choices| std::cmp::Reverse(choices.len()));
    let [first, ..] = all;
    first
}

fn headings(record: &Record, body: &Body, index: usize) -> Vec<Choice> {
    let level = body.sections[index].level + 1;
    let mut choices: Vec<Choice> = Vec::new();
    for below in body.subsections(index) {
        let text = below.content.slice(&record.file.text);
        match choices.last_mut() {
            Some(last) if below.level > level => last.text.push_str(text),
            _ if below.level == level => choices.push(Choice {
                title: below.title.clone(),
                text: text.to_owned(),
                span: below.heading,
            }),
            _ => {}
        }
    }
    choices
}

/// Returns the options that begin with a line of a form; the lines after each belong to it. What a heading elsewhere says
/// of an option of the same name belongs to it too.
fn lines(record: &Record, body: &Body, index: usize, begins: fn(&str) -> bool) -> Vec<Choice> {
    let section = &body.sections[index];
    let mut choices: Vec<Choice> = Vec::new();
    let mut at = section.content.start as usize;
    for line in section
        .content
        .slice(&record.file.text)
        .split_inclusive('\n')
    {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if begins(line) {
            let words = line
                .trim_start_matches(|mark: char| !mark.is_alphabetic())
                .trim();
            let elsewhere = body
                .section(words)
                .filter(|other| other.heading != section.heading);
            let more = elsewhere.map(|other| other.content.slice(&record.file.text));
            choices.push(Choice {
                title: words.to_owned(),
                text: format!("{words} {}", more.unwrap_or_default()),
                span,
            });
        } else if let Some(last) = choices.last_mut() {
            last.text.push_str(line);
        }
    }
    choices
}

fn is_item(line: &str) -> bool {
    let numbered = line.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(' ')
    });
    numbered || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}

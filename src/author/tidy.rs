//! The one way to write what may be written in several: the words of enumerated fields, `TBD`, task lines, line ends.

use std::{collections::BTreeMap, sync::Arc};

use super::{Result, record::Changed, record::form_of};
use crate::{
    model::{program::Program, record::Record, rewrite::Rewrite, tbd::Tbd},
    text::{
        Span,
        edit::{self, Scalar, TaskEdit},
        extract::Extractor,
        tree::Cursor,
    },
};

/// What was tidied in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tidied {
    /// The file.
    pub rewrite: Rewrite,
    /// What differs, in words.
    pub reasons: Vec<String>,
}

/// Returns the files of a program that can be written in a plainer way, by path. What a record says stays the same.
///
/// - A word that stands for a word of the schema becomes that word: `health: green` is `on_track`.
/// - `tbd` becomes `TBD`.
/// - An open action gets an address, `^a1`, so that it can be named. Records that are done or dropped keep their text.
/// - Blanks at the ends of lines of metadata go, and the file ends with a line end.
///
/// # Errors
/// A file cannot be edited.
pub fn tidy(program: &Program, is_asked_for: impl Fn(&str) -> bool) -> Result<Vec<Tidied>> {
    let mut files: BTreeMap<Arc<str>, Vec<&Record>> = BTreeMap::new();
    for record in &program.records {
        if is_asked_for(&record.file.path) {
            let path = record.file.path.clone();
            files.entry(path).or_default().push(record);
        }
    }
    let mut tidied = Vec::new();
    for records in files.values() {
        let mut changed = Changed::default();
        let mut reasons = Vec::new();
        for record in records {
            addresses(record, &mut changed, &mut reasons)?;
            words(record, &mut changed, &mut reasons)?;
        }
        blanks(records[0], &mut changed, &mut reasons)?;
        let rewrites = changed.rewrites().into_iter();
        tidied.extend(rewrites.map(|rewrite| Tidied {
            rewrite,
            reasons: reasons.clone(),
        }));
    }
    Ok(tidied)
}

/// Gives an address to every open action that has none, from the last on: what stands before it keeps its place.
fn addresses(record: &Record, changed: &mut Changed, reasons: &mut Vec<String>) -> Result<()> {
    let Some(body) = record.body().filter(|_| record.is_unfinished()) else {
        return Ok(());
    };
    let form = form_of(record)?;
    let mut named = body.clone();
    let mut labels = Vec::new();
    for (at, task) in body.tasks.iter().enumerate() {
        if task.label.is_none() && !task.done {
            let label = named.next_label();
            named.tasks[at].label = Some(label.clone());
            labels.push((task, label));
        }
    }
    for (task, label) in labels.iter().rev() {
        let edit = TaskEdit {
            label: Some(Some(label.clone())),
            ..TaskEdit::default()
        };
        changed.change(record, |text| edit::task(form, text, task, &edit))?;
    }
    let told = labels.iter();
    reasons.extend(told.map(|(task, label)| format!("{}^{label}: {}", record.id, task.text)));
    Ok(())
}

/// Writes words as the schema has them, from the last on.
fn words(record: &Record, changed: &mut Changed, reasons: &mut Vec<String>) -> Result<()> {
    let form = form_of(record)?;
    for (span, old, new) in plainer(record).into_iter().rev() {
        let scalar = Scalar::Text(new.clone());
        changed.change(record, |text| edit::scalar_at(form, text, span, &scalar))?;
        reasons.push(format!("{}: {old} \u{2192} {new}", record.id));
    }
    Ok(())
}

/// Returns the values of a record that have a plainer word: where, the word there and the plainer one, in the file's order.
fn plainer(record: &Record) -> Vec<(Span, String, String)> {
    let mut found = Vec::new();
    let schema = record.kind.schema.as_ref();
    for field in record
        .kind
        .fields
        .iter()
        .filter(|field| field.split.is_none())
    {
        for value in record.values_of(field) {
            let written = value.span.slice(&record.file.text);
            let written = written.trim_matches(['"', '\'']);
            let options = schema.map_or_else(Vec::new, |schema| schema.options(value.path));
            let is_known = |word: &str| options.iter().any(|option| option == word);
            let synonym = field.synonyms.get(&written.to_lowercase());
            let new = match synonym.filter(|word| is_known(word) && !is_known(written)) {
                Some(word) => word.clone(),
                None if Tbd::parse(written) == Some(Tbd::Bare) => "TBD".to_owned(),
                None => continue,
            };
            // A value that the record inherits belongs to what is around it.
            let own = record.fields().span();
            let is_own = own.start <= value.span.start && value.span.end <= own.end;
            if new != written && is_own {
                found.push((value.span, written.to_owned(), new));
            }
        }
    }
    found.sort_by_key(|(span, ..)| span.start);
    found.dedup();
    found
}

/// Takes blanks from the ends of lines of metadata, and ends the file with a line end.
fn blanks(record: &Record, changed: &mut Changed, reasons: &mut Vec<String>) -> Result<()> {
    let form = form_of(record)?;
    changed.change(record, |text| {
        let stripped = without_blanks(form, text);
        if stripped != text {
            reasons.push("blanks at the ends of lines".into());
        }
        if stripped.is_empty() || stripped.ends_with(['\n', '\r']) {
            return Ok(stripped);
        }
        reasons.push("no line end at the end of the file".into());
        let line_end = if stripped.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        Ok(stripped + line_end)
    })
}

/// Returns a text without the blanks at the ends of lines of its metadata; as it is, where they are part of a value.
fn without_blanks(form: &Extractor, text: &str) -> String {
    let Some((before, old)) = form
        .read(text)
        .and_then(|read| Some((read.body, read.tree?)))
    else {
        return text.to_owned();
    };
    // Where the body is the whole file, its lines are Markdown, in which two blanks mean a break.
    let is_markdown = before.end > before.start && before.start == 0;
    if is_markdown {
        return text.to_owned();
    }
    let end = if before.end > before.start {
        before.start as usize
    } else {
        text.len()
    };
    let mut texts = Vec::new();
    long_texts(old.root(), text, &mut texts);
    let mut stripped = String::with_capacity(text.len());
    let mut at = 0;
    for line in text[..end].split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let kept = content.trim_end_matches([' ', '\t']).len();
        let end = at + content.len();
        let is_text = texts
            .iter()
            .any(|span| (span.start as usize) < end && end < span.end as usize);
        stripped.push_str(if is_text { content } else { &line[..kept] });
        stripped.push_str(&line[content.len()..]);
        at += line.len();
    }
    stripped.push_str(&text[end..]);
    let new = form.read(&stripped).and_then(|read| read.tree);
    let is_same = new.is_some_and(|new| new.root().same(old.root()));
    if is_same { stripped } else { text.to_owned() }
}

/// Adds the places of texts of several lines, in which blanks count.
fn long_texts(at: Cursor<'_>, text: &str, found: &mut Vec<Span>) {
    if at.text().is_some() && at.span().slice(text).contains('\n') {
        found.push(at.span());
    }
    for item in at.items() {
        long_texts(item, text, found);
    }
    for entry in at.entries() {
        long_texts(at.follow(entry), text, found);
    }
}

//! Where records are changed: the program as it is, what a command wants to write, and whether that is an improvement.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{CliError, Context};
use crate::{
    check::{self, Overrides},
    diff,
    model::{
        change::{Change, RecordChange},
        config::Config,
        finding::{Finding, Level},
        kind::Kind,
        program::Program,
        record::Record,
        rewrite::Rewrite,
    },
    render::finding::{self as formats, FindingReport},
    report::written::{self, Written},
    store::{Moment, Patched, Store, load},
};

/// What `check` says besides is told up to here; a change of a calendar touches every record.
const MOST_REMARKS: usize = 5;

/// The program as it stands on disk.
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) config: Arc<Config>,
    pub(super) program: Program,
    pub(super) today: Date,
}

/// What a command wants to write, proved to be no step back.
pub(super) struct Plan {
    rewrites: Vec<Rewrite>,
    changes: Vec<RecordChange>,
    /// What `check` says about the records concerned, below the level of an error.
    remarks: Vec<Finding>,
    /// Old id → new id.
    renamed: BTreeMap<String, String>,
}

impl Desk {
    /// Reads the worktree.
    ///
    /// # Errors
    /// There is no program, or no worktree.
    pub(super) fn open(context: &Context) -> Result<Self, CliError> {
        let store = context.store()?;
        if store.now()? != Moment::Worktree {
            let message = "this repository is bare: it has no files to change";
            return Err(CliError::usage(message, "run this in a clone"));
        }
        let config = store.config(Moment::Worktree)?;
        let program = store.program(&config, Moment::Worktree)?;
        Ok(Self {
            today: context.clock(),
            store,
            config,
            program,
        })
    }

    /// Returns the record that a person names by id or by path.
    ///
    /// # Errors
    /// There is none, or several files carry the id.
    pub(super) fn record(&self, name: &str) -> Result<&Record, CliError> {
        if let Some(found) = self.program.at_path(name.trim_start_matches("./")) {
            return Ok(found);
        }
        let records = || self.program.records.iter();
        let is_exact = records().any(|record| record.id.eq_ignore_ascii_case(name));
        let same = |record: &&Record| match is_exact {
            true => record.id.eq_ignore_ascii_case(name),
            false => same_number(&record.id, name),
        };
        let mut found = records().filter(same);
        match (found.next(), found.next()) {
            (Some(record), None) => Ok(record),
            (Some(first), Some(second)) => {
                let (first, second) = (&first.file.path, &second.file.path);
                let message = format!("{name} is the id of {first} and of {second}");
                let hint = format!("give the path; `hum mv {second}` gives the second another id");
                Err(CliError::usage(message, hint))
            }
            _ => {
                let person = self.program.person(name).filter(|_| name.starts_with('@'));
                match (person, self.private(name)?) {
                    (Some(person), _) => Ok(person),
                    (None, Some(private)) => Err(private),
                    (None, None) => Err(super::find::unknown(&self.program, name)),
                }
            }
        }
    }

    /// Returns the kind that a person names: by its name, its title, in the singular or plural, or by the letters of its
    /// ids.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn kind(&self, name: &str) -> Result<&Arc<Kind>, CliError> {
        let kinds = &self.config.kinds;
        if let Some(kind) = kinds.named(name) {
            return Ok(kind);
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        Err(super::context::unknown("kind", name, names.into_iter()))
    }

    /// Works out what files do to the program.
    ///
    /// # Errors
    /// It would have more errors than now. They are told.
    pub(super) fn plan(
        &self,
        context: &Context,
        rewrites: Vec<Rewrite>,
        renamed: &BTreeMap<String, String>,
    ) -> Result<Plan, CliError> {
        let base = self.store.snapshot(Moment::Worktree)?;
        let patched = Patched::new(&*base, &rewrites);
        let config = self.store.config_in(&patched)?;
        let after = load(&config, &patched)?;
        let overrides = Overrides::new();
        let old = check::check(&self.program, self.today, &overrides);
        let new = check::check(&after, self.today, &overrides);
        let new_name = |id: &str| renamed.get(id).map_or(id, String::as_str).to_owned();
        let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for finding in old.iter().filter(|finding| finding.level == Level::Error) {
            *known
                .entry((finding.rule, subject(finding, &new_name)))
                .or_default() += 1;
        }
        let (mut worse, mut remarks) = (Vec::new(), Vec::new());
        for finding in new {
            if finding.level == Level::Error {
                let key = (finding.rule, subject(&finding, &str::to_owned));
                match known.get_mut(&key).filter(|count| **count > 0) {
                    Some(count) => *count -= 1,
                    None => worse.push(finding),
                }
            } else if !old.iter().any(|old| is_same(old, &finding, renamed)) {
                remarks.push(finding);
            }
        }
        if !worse.is_empty() {
            return Err(refusal(context, &after, &worse));
        }
        let changes = diff::programs(&self.program, &after);
        let is_lost =
            |one: &&RecordChange| one.change == Change::Removed && !renamed.contains_key(&*one.id);
        if let Some(lost) = changes.iter().find(is_lost) {
            let message = format!(
                "nothing was written: {} would be no record any more",
                lost.id
            );
            let hint = format!("change {} in an editor, then run `hum check`", lost.path);
            return Err(CliError::usage(message, hint));
        }
        Ok(Plan {
            changes,
            rewrites,
            remarks,
            renamed: renamed.clone(),
        })
    }
}

/// Returns whether two findings say the same, wherever the lines have moved and whatever the record is called.
fn is_same(old: &Finding, new: &Finding, renamed: &BTreeMap<String, String>) -> bool {
    let (mut record, mut message) = (old.record.clone(), old.message.clone());
    for (from, to) in renamed {
        if record.as_ref() == Some(from) {
            record = Some(to.clone());
        }
        message = message.replace(from, to);
    }
    (old.rule, &record, &message) == (new.rule, &new.record, &new.message)
}

/// Returns whether two ids differ in nothing but case and the zeros before their number: `adr-7` and `ADR-0007`.
fn same_number(id: &str, typed: &str) -> bool {
    let split = |id: &str| {
        let letters = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = &id[letters.len()..];
        let number = digits.trim_start_matches('0').to_owned();
        (letters.to_lowercase(), !digits.is_empty(), number)
    };
    split(id) == split(typed)
}

/// Returns what a finding is about: the record, else the file.
fn subject(finding: &Finding, name: &dyn Fn(&str) -> String) -> String {
    let record = finding.record.as_deref().map(name);
    record.unwrap_or_else(|| finding.place.path.to_string())
}

/// Tells what would be wrong, and returns that nothing was written.
fn refusal(context: &Context, after: &Program, worse: &[Finding]) -> CliError {
    let sources = after.sources();
    let report = FindingReport {
        findings: worse,
        sources: &sources,
        records: after.records.len(),
        files: sources.len(),
        since: None,
    };
    let mut text = String::new();
    if let Some(format) = formats::find("text") {
        // Writing into a string cannot fail.
        let _ = (format.render)(&report, &context.style, &mut text);
    }
    context.say(&text);
    let message = "nothing was written: `hum check` would find what is shown above";
    let typed: Option<BTreeSet<String>> = worse.iter().map(to_type).collect();
    match typed {
        Some(words) => {
            let words: Vec<String> = words.into_iter().collect();
            CliError::usage(message, format!("add to the command: {}", words.join(" ")))
        }
        None => CliError::usage(message, "change the command as `help` says, then try again"),
    }
}

/// Returns what the same command may say besides so that a finding does not come up; `None` where more than a missing
/// field or section is wrong.
fn to_type(finding: &Finding) -> Option<String> {
    let named = |text: &str, start: &str, end: char| {
        let (name, _) = text.strip_prefix(start)?.split_once(end)?;
        Some(name.to_owned())
    };
    let (message, help) = (finding.message.as_str(), finding.help.as_deref()?);
    let section = named(message, "the section `## ", '`').or_else(|| named(help, "fill `## ", '`'));
    if let Some(title) = section {
        let word = title.to_lowercase().replace(' ', "_");
        return Some(format!("{word}=\"\u{2026}\""));
    }
    if help.starts_with("add `- [ ] ") {
        return Some("action+=\"@name what (due YYYY-MM-DD)\"".into());
    }
    let is_missing = message.starts_with("the field `") && message.contains("` is missing");
    let field = if is_missing {
        named(message, "the field `", '`')
    } else {
        named(help, "add `", ':')
    };
    field.map(|name| format!("{name}=\u{2026}"))
}

impl Plan {
    /// Returns the records that the plan changes.
    pub(super) fn changes(&self) -> &[RecordChange] {
        &self.changes
    }

    /// Tells a record under its new id, also where another one keeps the old id.
    pub(super) fn called(mut self, old: &str, new: &str) -> Self {
        self.renamed.insert(old.to_owned(), new.to_owned());
        self
    }

    /// Leaves out what a rule remarks, where the command says it in its own words.
    pub(super) fn without(mut self, rule: &str) -> Self {
        self.remarks.retain(|remark| remark.rule != rule);
        self
    }

    /// Writes the files.
    ///
    /// # Errors
    /// A file changed underneath, or the disk refuses. Nothing is written then.
    pub(super) fn write(&self, desk: &Desk) -> Result<(), CliError> {
        Ok(desk.store.write(&self.rewrites)?)
    }

    /// Writes the files, unless this is only to be shown, and tells what changed.
    ///
    /// # Errors
    /// A file changed underneath, or the disk refuses. Nothing is written then.
    pub(super) fn finish(
        &self,
        context: &Context,
        desk: &Desk,
        command: &'static str,
        is_done: bool,
        notes: Vec<String>,
    ) -> Result<(), CliError> {
        if is_done {
            self.write(desk)?;
        }
        let shown = self.remarks.iter().take(MOST_REMARKS).map(remark);
        let others = self.remarks.len().saturating_sub(MOST_REMARKS);
        let others = (others > 0).then(|| format!("{others} more: hum check"));
        let notes = notes.into_iter().chain(shown).chain(others);
        let written = Written {
            command,
            changes: &self.changes,
            renamed: &self.renamed,
            files: self
                .rewrites
                .iter()
                .map(|rewrite| &*rewrite.after.path)
                .collect(),
            moved: self.rewrites.iter().filter_map(moved).collect(),
            is_done,
            notes: notes.collect(),
        };
        context.print_report(&written::report(&written), "text")
    }
}

/// Returns where a file was and where it is then.
fn moved(rewrite: &Rewrite) -> Option<(&str, &str)> {
    let before = rewrite.before.as_ref().filter(|_| rewrite.is_move())?;
    Some((&*before.path, &*rewrite.after.path))
}

/// Returns in one line what `check` says now and did not say before.
fn remark(finding: &Finding) -> String {
    let place = &finding.place;
    let (path, line) = (&place.path, place.start.line);
    format!(
        "{}: {path}:{line}: {}",
        finding.level.word(),
        finding.message
    )
}

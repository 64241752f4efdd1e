//! Differences of bodies: sections by their headings, tasks by their labels or words.

use std::collections::{HashMap, VecDeque};

use crate::{
    model::{
        change::{Delta, Edit, TaskEdit},
        record::Record,
    },
    text::markdown::{Body, Task},
};

/// Adds what differs between the bodies of two versions of one record.
pub(super) fn diff(before: &Record, after: &Record, deltas: &mut Vec<Delta>) {
    let (old_text, new_text) = (
        before.file.body.slice(&before.file.text),
        after.file.body.slice(&after.file.text),
    );
    if !before.owns_file() || !after.owns_file() || old_text == new_text {
        return;
    }
    let (old, new) = (before.file.body(), after.file.body());
    sections(&outline(before, old), &outline(after, new), deltas);
    tasks(&old.tasks, &new.tasks, deltas);
}

/// Returns the sections of a body that say something, by the names that [`diff`] gives them, with their words.
pub(super) fn all(record: &Record) -> Vec<(String, String)> {
    let mut outline = match record.body() {
        Some(body) => outline(record, body),
        None => Vec::new(),
    };
    outline.retain(|(_, words)| !words.is_empty());
    outline
}

/// A section's name, made unique by its place, and its text without task lines.
type Outline = Vec<(String, String)>;

fn outline(record: &Record, body: &Body) -> Outline {
    let text = &record.file.text;
    let lead_end = body
        .sections
        .first()
        .map_or(record.file.body.end, |section| section.heading.start);
    let lead = text
        .get(record.file.body.start as usize..lead_end as usize)
        .unwrap_or_default();
    let mut outline: Outline = vec![(String::new(), prose(lead))];
    let mut parents: Vec<(u8, &str)> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for section in &body.sections {
        parents.retain(|(level, _)| *level < section.level);
        parents.push((section.level, &section.title));
        // The heading that merely repeats the record's title adds nothing to the names of sections below it.
        let names: Vec<&str> = parents
            .iter()
            .filter(|(level, _)| *level > 1)
            .map(|(_, title)| *title)
            .collect();
        let mut name = if names.is_empty() {
            section.title.clone()
        } else {
            names.join(" / ")
        };
        let times = seen.entry(name.clone()).or_insert(0_usize);
        *times += 1;
        if *times > 1 {
            name = format!("{name} ({times})");
        }
        outline.push((name, prose(section.content.slice(text))));
    }
    outline
}

/// Returns a section's words: task lines are compared on their own, and how lines are broken does not matter.
fn prose(text: &str) -> String {
    let lines = text.lines().filter(|line| {
        let item = line
            .trim_start()
            .trim_start_matches(['-', '*', '+'])
            .trim_start();
        !(item.starts_with("[ ]") || item.starts_with("[x]") || item.starts_with("[X]"))
    });
    lines
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

fn sections(before: &Outline, after: &Outline, deltas: &mut Vec<Delta>) {
    let (old, new) = (by_name(before), by_name(after));
    for (name, text) in before {
        let edit = match new.get(name.as_str()) {
            Some(new) if new == text => continue,
            Some(_) => Edit::Edited,
            None => Edit::Removed,
        };
        deltas.push(Delta::Section {
            title: name.clone(),
            edit,
        });
    }
    for (name, _) in after {
        if !old.contains_key(name.as_str()) {
            deltas.push(Delta::Section {
                title: name.clone(),
                edit: Edit::Added,
            });
        }
    }
}

/// Returns the texts of sections by name; of two with one name the first.
fn by_name(outline: &Outline) -> HashMap<&str, &str> {
    let pairs = outline
        .iter()
        .rev()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    pairs.collect()
}

/// The places of tasks, in order.
type Places<'a> = HashMap<&'a str, VecDeque<usize>>;

/// Earlier tasks that no later one was found for yet.
struct Left<'a> {
    tasks: &'a [Task],
    is_found: Vec<bool>,
    by_label: Places<'a>,
    by_text: Places<'a>,
    /// Those without a label, by their words.
    unlabelled: Places<'a>,
}

impl<'a> Left<'a> {
    fn new(tasks: &'a [Task]) -> Self {
        let mut left = Self {
            tasks,
            is_found: vec![false; tasks.len()],
            by_label: HashMap::new(),
            by_text: HashMap::new(),
            unlabelled: HashMap::new(),
        };
        for (at, task) in tasks.iter().enumerate() {
            let add = |places: &mut Places<'a>, key| {
                places.entry(key).or_default().push_back(at);
            };
            add(&mut left.by_text, task.text.as_str());
            match &task.label {
                Some(label) => add(&mut left.by_label, label.as_str()),
                None => add(&mut left.unlabelled, task.text.as_str()),
            }
        }
        left
    }

    /// Takes the first task that is the same one: by label where both have one, else by words.
    fn take(&mut self, new: &Task) -> Option<&'a Task> {
        let is_found = &self.is_found;
        let first = |places: &mut Places<'a>, key: &str| {
            let places = places.get_mut(key)?;
            while places.front().is_some_and(|at| is_found[*at]) {
                places.pop_front();
            }
            places.front().copied()
        };
        let at = match &new.label {
            Some(label) => {
                let named = first(&mut self.by_label, label);
                let worded = first(&mut self.unlabelled, &new.text);
                named.into_iter().chain(worded).min()
            }
            None => first(&mut self.by_text, &new.text),
        }?;
        self.is_found[at] = true;
        Some(&self.tasks[at])
    }
}

fn tasks(before: &[Task], after: &[Task], deltas: &mut Vec<Delta>) {
    let mut left = Left::new(before);
    for new in after {
        match left.take(new) {
            Some(old) => task(old, new, deltas),
            None => push(new, TaskEdit::Added, deltas),
        }
    }
    for (old, is_found) in before.iter().zip(left.is_found) {
        if !is_found {
            push(old, TaskEdit::Removed, deltas);
        }
    }
}

fn task(old: &Task, new: &Task, deltas: &mut Vec<Delta>) {
    if old.done != new.done {
        push(
            new,
            if new.done {
                TaskEdit::Done
            } else {
                TaskEdit::Reopened
            },
            deltas,
        );
    }
    if old.due != new.due {
        push(new, TaskEdit::Moved(old.due.clone()), deltas);
    }
    if old.owner != new.owner {
        push(new, TaskEdit::Handed(old.owner.clone()), deltas);
    }
    if old.text != new.text {
        push(new, TaskEdit::Edited, deltas);
    }
}

fn push(task: &Task, edit: TaskEdit, deltas: &mut Vec<Delta>) {
    deltas.push(Delta::Task {
        text: task.text.clone(),
        owner: task.owner.clone(),
        due: task.due.clone(),
        edit,
    });
}

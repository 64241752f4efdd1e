//! Differences of bodies: sections by their headings, tasks by their labels or words.

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
        let again = outline.iter().filter(|(known, _)| *known == name).count();
        if again > 0 {
            name = format!("{name} ({})", again + 1);
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
    let find = |outline: &Outline, name: &str| {
        outline
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.clone())
    };
    for (name, text) in before {
        let edit = match find(after, name) {
            Some(new) if new == *text => continue,
            Some(_) => Edit::Edited,
            None => Edit::Removed,
        };
        deltas.push(Delta::Section {
            title: name.clone(),
            edit,
        });
    }
    for (name, _) in after
        .iter()
        .filter(|(name, _)| find(before, name).is_none())
    {
        deltas.push(Delta::Section {
            title: name.clone(),
            edit: Edit::Added,
        });
    }
}

fn tasks(before: &[Task], after: &[Task], deltas: &mut Vec<Delta>) {
    let mut left: Vec<&Task> = before.iter().collect();
    for new in after {
        let same = |old: &&Task| match (&old.label, &new.label) {
            (Some(a), Some(b)) => a == b,
            _ => old.text == new.text,
        };
        match left.iter().position(same) {
            Some(at) => task(left.remove(at), new, deltas),
            None => push(new, TaskEdit::Added, deltas),
        }
    }
    left.into_iter()
        .for_each(|old| push(old, TaskEdit::Removed, deltas));
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

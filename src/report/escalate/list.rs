//! Open issues, and contradictions that nobody has raised.

use super::Escalations;
use crate::{
    facts::{
        conflict::{self, Conflict, What},
        escalation::Next,
    },
    model::{
        record::{Person, Record},
        role::Role,
    },
    report::{Block, Document, Inline, Item, Tone},
    text::phrase::counted,
};

pub(super) fn document(all: &Escalations<'_>) -> Document {
    let name = match all.program.config.name.as_str() {
        "" => "Program",
        name => name,
    };
    let title = format!("{name}: issues on {}", all.today);
    let mut document = Document::new(&title);
    document.heading(1, title);
    let open = counted(all.issues.len(), "open issue");
    let mut words = vec![Inline::strong(open)];
    if let Some(filter) = all.filter {
        words.extend([Inline::text(" with "), Inline::code(filter)]);
    }
    let late = all.issues.iter().filter(|(_, next)| next.is_late()).count();
    words.push(Inline::text(format!("; {late} past a day.")));
    document.paragraph(words);
    if let Some((issue, _)) = all.issues.first() {
        let columns = ["Issue", "Type", "State", "Owner", "To", "Next"];
        document.blocks.push(Block::Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows: all
                .issues
                .iter()
                .map(|(issue, next)| row(issue, *next))
                .collect(),
        });
        document.paragraph(vec![
            Inline::text("The note for whoever decides: "),
            Inline::code(format!("hum escalate {}", issue.id)),
        ]);
    }
    // A condition is about issues, and these are none yet.
    if all.filter.is_none() {
        document.heading(2, "Contradictions in the records");
        let shown = all.limit.unwrap_or(usize::MAX).min(all.conflicts.len());
        let items = all.conflicts[..shown].iter();
        document.list_or_none(items.map(|one| conflict(all, one)).collect());
        if shown < all.conflicts.len() {
            let note = format!("{} more. For all: ", all.conflicts.len() - shown);
            document.paragraph(vec![Inline::text(note), Inline::code("--limit 0")]);
        }
    }
    document
}

fn row(issue: &Record, next: Next) -> Vec<Vec<Inline>> {
    let text = |role| {
        vec![Inline::text(
            issue.text(role).unwrap_or_default().into_owned(),
        )]
    };
    let next = match next.is_late() {
        true => Inline::Status {
            word: next.to_string(),
            tone: Tone::Bad,
        },
        false => Inline::text(next.to_string()),
    };
    vec![
        vec![
            Inline::link(&*issue.id, &*issue.file.path),
            Inline::text(format!(" {}", issue.title())),
        ],
        text(Role::Type),
        text(Role::Status),
        vec![Inline::text(people(issue, Role::Owner))],
        vec![Inline::text(people(issue, Role::EscalateTo))],
        vec![next],
    ]
}

fn people(record: &Record, role: Role) -> String {
    let people = record.people(role);
    let names: Vec<String> = people.iter().map(Person::to_string).collect();
    names.join(", ")
}

/// Returns the line of a contradiction: the records, the fact, and what to type.
fn conflict(all: &Escalations<'_>, conflict: &Conflict<'_>) -> Item {
    let mut line = Vec::new();
    for record in &conflict.records {
        if !line.is_empty() {
            line.push(Inline::text(", "));
        }
        line.push(Inline::link(&*record.id, &*record.file.path));
    }
    let [record, ..] = &conflict.records[..] else {
        return Item::new(line);
    };
    if conflict.records.len() == 1 {
        line.push(Inline::text(format!(" {}", record.title())));
    }
    line.push(Inline::text(format!(": {}. ", conflict.what)));
    match conflict::raised(all.program, conflict) {
        Some(issue) => {
            line.push(Inline::link(&*issue.id, &*issue.file.path));
            line.push(Inline::text(" is about it."));
        }
        None => line.push(Inline::code(command(conflict))),
    }
    Item::new(line)
}

/// Returns what to type to bring a contradiction into the light.
pub(super) fn command(conflict: &Conflict<'_>) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for record in &conflict.records {
        let waiting = record.values(Role::Consumer).into_iter();
        let waiting: Vec<String> = waiting.map(|value| value.text.into_owned()).collect();
        let is_work = waiting.is_empty();
        blocks.extend(waiting);
        blocks.extend(is_work.then(|| record.id.to_string()));
    }
    blocks.dedup();
    let title = match &conflict.what {
        What::TooLate { .. } => "Promised after it is needed",
        What::SeveralDays { .. } => "One promise with several days",
        What::SeveralPeople { .. } => "One thing with several people",
        What::Overloaded { .. } => "More than one owner can carry",
        What::Tied { .. } => "Two things that come first",
    };
    format!(
        "hum new issue \"{title}\" type=conflict cause={} blocks={}",
        conflict.what.cause(),
        blocks.join(",")
    )
}

/// Returns issues and contradictions as one table.
pub(super) fn sheet(all: &Escalations<'_>) -> Document {
    let columns = [
        "What", "Records", "Title", "Status", "Owner", "To", "Next", "Day",
    ];
    let issues = all.issues.iter().map(|(issue, next)| {
        [
            issue.text(Role::Type).unwrap_or_default().into_owned(),
            issue.id.to_string(),
            issue.title().into_owned(),
            issue.status().unwrap_or_default().into_owned(),
            people(issue, Role::Owner),
            people(issue, Role::EscalateTo),
            next.to_string(),
            next.day().map_or_else(String::new, |day| day.to_string()),
        ]
    });
    let conflicts = all.conflicts.iter().map(|conflict| {
        let ids: Vec<&str> = conflict.records.iter().map(|record| &*record.id).collect();
        let mut cells: [String; 8] = Default::default();
        conflict.what.name().clone_into(&mut cells[0]);
        cells[1] = ids.join(", ");
        cells[2] = conflict.what.to_string();
        cells
    });
    let row = |cells: [String; 8]| cells.map(|text| vec![Inline::text(text)]).to_vec();
    let mut document = Document::new("Issues");
    document.blocks.push(Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: issues.chain(conflicts).map(row).collect(),
    });
    document
}

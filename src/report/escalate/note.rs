//! The note about one issue: what must be decided, and all that whoever decides must know.

use super::{
    Note,
    part::{ATTEMPTS, OPTIONS, PARTS, Part, RECOMMENDATION, SITUATION, TRADE_OFF},
};
use crate::{
    facts::{decision, escalation::Brief},
    model::{
        date,
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
    report::{Block, Document, Inline, Item, Tone, body, distance, facts::first_sentences},
    text::phrase::counted,
};

pub(super) fn document(note: &Note<'_>) -> Document {
    let escalation = &note.escalation;
    let issue = escalation.issue;
    let title = format!("{}: {}", issue.id, issue.title());
    let mut document = Document::new(&title);
    document.heading(1, title);
    document.paragraph(address(note));
    missing(note, &mut document);
    document.heading(2, "Decision needed");
    decision_needed(note, &mut document);
    part(note, &SITUATION, &mut document);
    part(note, &OPTIONS, &mut document);
    part(note, &TRADE_OFF, &mut document);
    recommendation(note, &mut document);
    document.heading(2, "Deadline");
    document.list_or_none(deadlines(note));
    document.heading(2, "What it affects");
    affected(note, &mut document);
    attempts(note, &mut document);
    document.heading(2, "Talk to first");
    let brief = escalation.brief.iter();
    document.list_or_none(brief.map(|one| talk_to(note, one)).collect());
    document
}

/// Returns the note as one table: a part a row, empty where the records do not say.
pub(super) fn sheet(note: &Note<'_>) -> Document {
    let escalation = &note.escalation;
    let names = |people: &[Person]| {
        let names = people.iter().map(Person::to_string);
        names.collect::<Vec<_>>().join(", ")
    };
    let affected = escalation.affected.iter();
    let affected: Vec<&str> = affected.map(|record| &*record.id).collect();
    let brief: Vec<Person> = escalation
        .brief
        .iter()
        .map(|one| one.person.clone())
        .collect();
    let decision = escalation.decision;
    let decision = decision.map(|record| format!("{} {}", record.id, record.title()));
    let by = escalation.decide_by;
    let mut rows = vec![
        (
            "Issue",
            format!("{} {}", escalation.issue.id, escalation.issue.title()),
        ),
        ("To", names(&escalation.to)),
        (
            "Decide by",
            by.map_or_else(String::new, |day| day.to_string()),
        ),
        ("Decision needed", decision.unwrap_or_default()),
    ];
    let done = escalation.attempts.iter();
    let done: Vec<&str> = done.map(|action| action.task.text.as_str()).collect();
    let said = |part: &Part| {
        let text = note.text(part);
        text.unwrap_or_else(|| match part.name == ATTEMPTS.name {
            true => done.join("; "),
            false => String::new(),
        })
    };
    rows.extend(PARTS.map(|part| (part.name, said(part))));
    rows.push(("What it affects", affected.join(", ")));
    rows.push(("Talk to first", names(&brief)));
    let row =
        |(name, text): (&str, String)| vec![vec![Inline::text(name)], vec![Inline::text(text)]];
    let mut document = Document::new("Escalation");
    document.blocks.push(Block::Table {
        columns: ["Part", "Says"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().map(row).collect(),
    });
    document
}

/// Returns to whom the note goes, until when they answer, and from whom it is.
fn address(note: &Note<'_>) -> Vec<Inline> {
    let escalation = &note.escalation;
    let issue = escalation.issue;
    let names = |people: &[Person]| -> String {
        let names: Vec<String> = people.iter().map(Person::to_string).collect();
        names.join(", ")
    };
    let to = match escalation.to.is_empty() {
        true => "nobody yet".to_owned(),
        false => names(&escalation.to),
    };
    let by = escalation.decide_by;
    let by = by.map_or_else(String::new, |day| format!(", by {day}"));
    let mut line = vec![Inline::strong(format!("To {to}{by}."))];
    let owners = issue.people(Role::Owner);
    if !owners.is_empty() {
        line.push(Inline::text(format!(" From {}.", names(&owners))));
    }
    let state = issue.status().unwrap_or_default();
    let since = note
        .since
        .map_or_else(String::new, |day| format!(" since {day}"));
    line.push(Inline::text(" "));
    line.push(Inline::link(&*issue.id, &*issue.file.path));
    line.push(Inline::text(format!(" is {state}{since}.")));
    for person in &escalation.to {
        let known = note.program.person(person.handle());
        let reads = known.and_then(|known| known.at_path("format")?.text().map(str::to_owned));
        line.extend(reads.map(|reads| Inline::text(format!(" {person} asks for: {reads}"))));
    }
    line
}

/// Tells what the records do not say, so that nobody has to invent it.
fn missing(note: &Note<'_>, document: &mut Document) {
    let missing = note.missing();
    if missing.is_empty() {
        return;
    }
    document.heading(2, "Missing in the records");
    let line = |(name, command): &(&'static str, String)| {
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let name: String = first.chain(letters).collect();
        Item::new(vec![
            Inline::text(format!("{name}: ")),
            Inline::code(command.as_str()),
        ])
    };
    document.list_or_none(missing.iter().map(line).collect());
}

fn decision_needed(note: &Note<'_>, document: &mut Document) {
    let Some(decision) = note.escalation.decision else {
        return document.paragraph(not_said());
    };
    let state = decision.status().unwrap_or_default();
    let mut line = vec![
        Inline::link(&*decision.id, &*decision.file.path),
        Inline::text(format!(" {} ({state}).", decision.title())),
    ];
    let problem = decision.body().and_then(|body| body.section("Problem"));
    let problem = problem.map(|section| section.content.slice(&decision.file.text));
    if let Some(problem) = problem.and_then(|text| first_sentences(text, 2)) {
        line.push(Inline::text(format!(" {problem}")));
    }
    document.paragraph(line);
}

fn not_said() -> Vec<Inline> {
    vec![Inline::text("The records do not say.")]
}

/// Adds a part as the record says it.
fn part(note: &Note<'_>, part: &Part, document: &mut Document) {
    document.heading(2, part.name);
    match note.find(part) {
        Some((record, title)) => {
            if record.id != note.escalation.issue.id {
                document.paragraph(vec![
                    Inline::text("From "),
                    Inline::link(&*record.id, &*record.file.path),
                    Inline::text(":"),
                ]);
            }
            let blocks = body::section(note.program, record, title);
            document.blocks.extend(blocks);
        }
        None => document.paragraph(not_said()),
    }
}

fn recommendation(note: &Note<'_>, document: &mut Document) {
    if note.find(&RECOMMENDATION).is_some() {
        return part(note, &RECOMMENDATION, document);
    }
    document.heading(2, RECOMMENDATION.name);
    let recommended = note.recommended();
    document.paragraph(recommended.map_or_else(not_said, |text| vec![Inline::text(text)]));
}

/// Returns the days that count, with how far each is away.
fn deadlines(note: &Note<'_>) -> Vec<Item> {
    let releases = &note.program.config.releases;
    let issue = note.escalation.issue;
    let days = [
        ("Decide by", note.escalation.decide_by),
        ("Solved by", issue.day(Role::NeededBy, releases)),
    ];
    let told = days.into_iter().filter_map(|(what, day)| {
        let day = day?;
        let left = date::days_between(note.today, day);
        let mut line = vec![Inline::text(format!("{what} {day}, "))];
        line.push(match left {
            ..0 => Inline::Status {
                word: format!("{} ago", counted(-left, "day")),
                tone: Tone::Bad,
            },
            0 => Inline::text("today"),
            _ => Inline::text(format!("in {}", counted(left, "day"))),
        });
        Some(Item::new(line))
    });
    told.collect()
}

fn affected(note: &Note<'_>, document: &mut Document) {
    let affected = &note.escalation.affected;
    if affected.is_empty() {
        return document.list_or_none(Vec::new());
    }
    let columns = ["Record", "Owner", "Due", "Forecast", "Slack"];
    document.blocks.push(Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: affected
            .iter()
            .map(|record| affected_row(note, record))
            .collect(),
    });
}

fn affected_row(note: &Note<'_>, record: &Record) -> Vec<Vec<Inline>> {
    let text = |role| {
        vec![Inline::text(
            record.text(role).unwrap_or_default().into_owned(),
        )]
    };
    let owners = record.people(Role::Owner);
    let owners: Vec<String> = owners.iter().map(Person::to_string).collect();
    let is_work = record.kind.class == Class::Work;
    let slack = decision::slack(record, &note.program.config, &note.floats).filter(|_| is_work);
    vec![
        vec![
            Inline::link(&*record.id, &*record.file.path),
            Inline::text(format!(" {}", record.title())),
        ],
        vec![Inline::text(owners.join(", "))],
        text(Role::Due),
        text(Role::Forecast),
        slack.map_or_else(Vec::new, |days| vec![slack_words(days)]),
    ]
}

fn slack_words(days: i64) -> Inline {
    let tone = match days {
        ..0 => Tone::Bad,
        0 => Tone::Caution,
        _ => Tone::Good,
    };
    let word = match days {
        0 => "none".to_owned(),
        days => distance::workdays(days),
    };
    Inline::Status { word, tone }
}

fn attempts(note: &Note<'_>, document: &mut Document) {
    let done = &note.escalation.attempts;
    if note.find(&ATTEMPTS).is_some() || done.is_empty() {
        part(note, &ATTEMPTS, document);
    } else {
        document.heading(2, ATTEMPTS.name);
    }
    if done.is_empty() {
        return;
    }
    let items = done.iter().map(|action| {
        let record = action.record;
        let owner = action
            .owner()
            .map_or_else(String::new, |owner| format!("{owner} "));
        let due = action.task.due.as_deref();
        let due = due.map_or_else(String::new, |due| format!(" ({due})"));
        Item::new(vec![
            Inline::text(format!("{owner}{}{due}, ", action.task.text)),
            Inline::link(action.address.as_str(), &*record.file.path),
        ])
    });
    document.list_or_none(items.collect());
}

/// Returns whom to talk to, why, and how they are reached.
fn talk_to(note: &Note<'_>, brief: &Brief) -> Item {
    let known = note.program.person(brief.person.handle());
    let name = known.map_or_else(String::new, |known| format!(" {}", known.title()));
    let mut line = vec![Inline::text(format!(
        "{}{name}: {}",
        brief.person,
        brief.why.join(", ")
    ))];
    if let Some(channel) = known.and_then(|known| known.text(Role::Channel)) {
        line.push(Inline::text(format!("; by {channel}")));
    }
    Item::new(line)
}

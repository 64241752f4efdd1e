//! The update for sponsors: should I worry, must I decide. At most 200 words, adverse first, an ask or "None".

mod lines;

use super::{
    Asked, Facts, LINE_WORDS, NOTHING,
    changed::Changed,
    facts::{self, Blocker, Path, Silent},
    section,
};
pub(super) use lines::{late, status};

use crate::{
    model::status::Health,
    report::{Document, Inline},
};

/// More words than this are not read: 200, of which the human line has its share, whether it is written yet or not.
const WORDS: usize = 200 - LINE_WORDS;

/// How much of each section is told. Each step tells less, until the update is short enough.
const STEPS: &[Limits] = &[
    FULL,
    Limits { risks: 2, ..FULL },
    Limits {
        actions: 1,
        ..MEDIUM
    },
    Limits {
        latest: false,
        ..MEDIUM
    },
    MEDIUM_WORST,
    Limits {
        changed: 2,
        blockers: 1,
        ..MEDIUM_WORST
    },
    Limits {
        changed: 2,
        blockers: 1,
        risks: 1,
        ..MEDIUM_WORST
    },
    Limits {
        decisions: 1,
        changed: 2,
        blockers: 1,
        risks: 1,
        next: 2,
        ..MEDIUM_WORST
    },
    Limits {
        decisions: 1,
        changed: 1,
        blockers: 1,
        risks: 1,
        next: 1,
        criterion: None,
        ..MEDIUM_WORST
    },
];

const FULL: Limits = Limits {
    decisions: 2,
    changed: 3,
    risks: 3,
    actions: 3,
    blockers: 3,
    next: 3,
    criterion: Some(Health::AtRisk),
    latest: true,
};

const MEDIUM: Limits = Limits {
    risks: 2,
    actions: 1,
    blockers: 2,
    ..FULL
};

const MEDIUM_WORST: Limits = Limits {
    criterion: Some(Health::OffTrack),
    latest: false,
    ..MEDIUM
};

#[derive(Debug, Clone, Copy)]
struct Limits {
    decisions: usize,
    changed: usize,
    risks: usize,
    actions: usize,
    blockers: usize,
    next: usize,
    /// The health from which it is told when work is green again.
    criterion: Option<Health>,
    /// Whether the owner of the work that stands worst has a word.
    latest: bool,
}

pub(super) fn document(asked: &Asked<'_>, facts: &Facts) -> Document {
    let mut documents = STEPS.iter().map(|limits| told(asked, facts, *limits));
    let mut shortest = None;
    let fits = documents.find(|document| {
        let fits = document.words() <= WORDS;
        if !fits {
            shortest = Some(document.clone());
        }
        fits
    });
    let mut document = fits.or(shortest).unwrap_or_default();
    document.blocks.push(asked.so_what());
    document
}

fn told(asked: &Asked<'_>, facts: &Facts, limits: Limits) -> Document {
    let name = &asked.telling.config().name;
    let mut document = Document::new(asked.title("update"));
    document.paragraph(lines::headline(
        name,
        &facts.headline,
        &asked.telling.changes.from.name,
    ));
    section(
        &mut document,
        "Decision needed",
        &facts.decisions,
        limits.decisions,
        lines::decision,
    );
    let since = asked.since("Changed");
    if facts.changed.is_empty() {
        document.heading(2, since);
        document.paragraph(vec![Inline::text(NOTHING)]);
    } else {
        section(
            &mut document,
            &since,
            &facts.changed,
            limits.changed,
            Changed::line,
        );
    }
    section(
        &mut document,
        "Top risks",
        &facts.risks,
        limits.risks,
        lines::risk,
    );
    let path = |path: &Path| lines::path_to_green(path, limits);
    section(
        &mut document,
        "Path to green",
        &facts.paths_to_green,
        usize::MAX,
        path,
    );
    lists(&mut document, facts, limits);
    document
}

/// Adds what is told on a line of its own, and the last word of whoever owns the work that stands worst.
fn lists(document: &mut Document, facts: &Facts, limits: Limits) {
    let mut line = |name: &str, listed: Vec<Inline>| {
        let mut line = vec![Inline::strong(format!("{name}: "))];
        line.extend(listed);
        document.paragraph(line);
    };
    let blockers = facts.blockers.iter().take(limits.blockers);
    line("Blocked", facts::listed(blockers.map(Blocker::line)));
    let next = facts.next.iter().take(limits.next);
    line("Next", facts::listed(next.map(lines::next)));
    line(
        "Silent",
        facts::listed(facts.silent.iter().map(Silent::line)),
    );
    document.blocks.extend(
        limits
            .latest
            .then(|| lines::latest(&facts.paths_to_green))
            .flatten(),
    );
}

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

/// The least that is told.
const LEAST: Limits = Limits {
    decisions: 1,
    changed: 1,
    risks: 1,
    actions: 1,
    blockers: 1,
    next: 1,
    criterion: None,
    latest: false,
};

/// What is told besides as long as there is room for it, the most wanted first: what has to be decided, what changed, when it
/// is green again; what others say in their own words comes last.
const MORE: &[fn(&mut Limits)] = &[
    |limits| limits.decisions = 2,
    |limits| limits.criterion = Some(Health::OffTrack),
    |limits| limits.changed = 2,
    |limits| limits.changed = 3,
    |limits| limits.risks = 2,
    |limits| limits.next = 2,
    |limits| limits.blockers = 2,
    |limits| limits.criterion = Some(Health::AtRisk),
    |limits| limits.next = 3,
    |limits| limits.risks = 3,
    |limits| limits.blockers = 3,
    |limits| limits.actions = 3,
    |limits| limits.latest = true,
];

/// How much of each section is told.
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
    let mut limits = LEAST;
    let mut document = told(asked, facts, limits);
    for more in MORE {
        let mut wider = limits;
        more(&mut wider);
        let longer = told(asked, facts, wider);
        if longer.words() <= WORDS {
            (limits, document) = (wider, longer);
        }
    }
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

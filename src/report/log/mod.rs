//! What happened, commit by commit: the report behind `log`.

mod data;

use super::{Block, Document, Inline, Item, Report, changes, ends, words};
use crate::model::{
    change::RecordChange,
    config::Config,
    timeline::{Occasion, Outage, Timeline},
};

/// Seconds of an hour, and of two days.
const HOUR: i64 = 3600;
const TWO_DAYS: i64 = 48 * HOUR;

/// Returns the report.
pub fn report<'a>(config: &'a Config, timeline: &'a Timeline) -> Report<'a> {
    Report::new(
        "log",
        || document(config, timeline),
        || data::data(timeline),
    )
}

fn document(config: &Config, timeline: &Timeline) -> Document {
    let of = match &timeline.id {
        Some(id) => format!("{id} {}", timeline.title),
        None if config.name.is_empty() => "Program".into(),
        None => config.name.clone(),
    };
    let range = ends::range(&timeline.from, &timeline.to);
    let title = format!("{}: log {range}", of.trim());
    let mut document = Document::new(&title);
    document.heading(1, title);
    if timeline.is_shallow && !timeline.has_older {
        document.paragraph(ends::shallow(Some(&timeline.from)));
    }
    if timeline.moments.is_empty() {
        document.paragraph(vec![Inline::text("Nothing happened.")]);
        return document;
    }
    let moments = timeline.moments.iter();
    let items = moments.map(|moment| occasion(config, moment, timeline.id.is_some()));
    document.blocks.push(Block::List(items.collect()));
    if timeline.has_older {
        let note = "There are older commits; raise --limit to see them.";
        document.paragraph(vec![Inline::text(note)]);
    }
    document
}

fn occasion(config: &Config, moment: &Occasion, is_one: bool) -> Item {
    let commit = &moment.commit;
    let request = commit
        .pull_request
        .map_or_else(String::new, |number| format!(" #{number}"));
    let mut item = Item::new(vec![
        Inline::text(format!("{} {}: ", commit.date(), commit.author)),
        Inline::text(format!("\u{201c}{}\u{201d}{request} ", commit.subject)),
        Inline::code(commit.short_id()),
    ]);
    let is_bulk = moment.changes.len() >= config.history.bulk_records.max(2);
    if is_bulk {
        item.children.push(bulk(&moment.changes));
    } else {
        let lines = moment.changes.iter().flat_map(|change| {
            let parts = changes::what(change);
            match is_one {
                true => parts.into_iter().map(Item::new).collect(),
                false => vec![line(change, parts)],
            }
        });
        item.children.extend(lines);
    }
    let threshold = config.history.bulk_records.max(2);
    outages(&moment.gaps, threshold, &gap, "unreadable", &mut item);
    outages(
        &moment.mended,
        threshold,
        &mended,
        "readable again",
        &mut item,
    );
    item
}

fn line(change: &RecordChange, parts: Vec<Vec<Inline>>) -> Item {
    let mut text = vec![
        Inline::link(&*change.id, &*change.path),
        Inline::text(format!(" {}: ", change.title)),
    ];
    text.extend(words::joined(parts));
    Item::new(text)
}

fn bulk(all: &[RecordChange]) -> Item {
    let deltas: Vec<Vec<usize>> = all
        .iter()
        .map(|change| (0..change.deltas.len()).collect())
        .collect();
    let parts = all.iter().zip(deltas.iter().map(Vec::as_slice));
    Item::new(vec![
        Inline::strong(words::count(all.len(), "record")),
        Inline::text(format!(": {}", changes::done(parts))),
    ])
}

/// Adds one line for each file, or one for all where there are many.
fn outages(
    all: &[Outage],
    threshold: usize,
    line: &dyn Fn(&Outage) -> String,
    word: &str,
    item: &mut Item,
) {
    if all.len() < threshold {
        item.children.extend(all.iter().map(|outage| {
            Item::new(vec![
                Inline::link(&*outage.path, &*outage.path),
                Inline::text(format!(" {}", line(outage))),
            ])
        }));
        return;
    }
    let longest = all.iter().filter_map(|outage| outage.seconds).max();
    let lasted = longest.map_or_else(String::new, |seconds| {
        format!(", for {} at most", duration(seconds))
    });
    item.children.push(Item::new(vec![
        Inline::strong(words::count(all.len(), "file")),
        Inline::text(format!(" {word}{lasted}")),
    ]));
}

fn gap(outage: &Outage) -> String {
    let until = match (&outage.other, outage.seconds) {
        (Some(other), Some(seconds)) => {
            format!("until {}, for {}", other.date(), duration(seconds))
        }
        _ => "to the end".into(),
    };
    format!("unreadable {until}: {}", outage.message)
}

fn mended(outage: &Outage) -> String {
    match outage.seconds {
        Some(seconds) => format!("readable again after {}", duration(seconds)),
        None => "readable again".into(),
    }
}

/// Returns a duration in the unit that tells it best: minutes below an hour, hours below two days, else days; rounded
/// down.
fn duration(seconds: i64) -> String {
    let count = |number: i64, one: &str| words::count(usize::try_from(number).unwrap_or(0), one);
    if seconds < HOUR {
        count(seconds / 60, "minute")
    } else if seconds < TWO_DAYS {
        count(seconds / HOUR, "hour")
    } else {
        count(seconds / (24 * HOUR), "day")
    }
}

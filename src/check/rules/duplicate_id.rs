//! Ids that more than one record carries.

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::{Level, Place},
        kind::IdFrom,
        record::Record,
    },
    text::Span,
};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    why: "People who say this id mean two different things.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds ids that more than one record carries.

## Why it matters
History, references and updates follow ids. Until this is mended the alphabetically first path counts as the record.
Parallel branches that took the same number are the usual cause.

## Example
`risks/RISK-1-quota.md`
```markdown
---
title: Quota
status: identified
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
affects: [PROGRAM]
---
```
`risks/RISK-1-vendor.md`
```markdown
---
title: Vendor
status: identified
type: threat
cause: One supplier
event: The supplier stops
effect: The launch moves
affects: [PROGRAM]
---
```

## How to fix
Give the younger record the next free number, and change the references that mean it.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, records) in context.program.collisions() {
        let first = records[0];
        for record in &records[1..] {
            let place = Place::new(first.file.path.clone(), &first.file.text, id_span(first));
            let message = if record.file.path == first.file.path {
                format!("{id} is given twice in this file")
            } else {
                format!("{id} is also {}", first.file.path)
            };
            let help = if record.owns_file() {
                format!(
                    "type `hum mv {}` to give it the next free id, or move the other",
                    record.file.path
                )
            } else {
                let free = context.program.free_id(id);
                let free = free.map(|free| format!(", for example {free}"));
                let free = free.unwrap_or_default();
                format!("give one of the two another id{free}")
            };
            findings
                .at(record, id_span(record), message)
                .with_help(help)
                .with_related(place, "the other record; this one counts");
        }
    }
}

/// Returns where the id stands in the file; the first character where it is in the path.
fn id_span(record: &Record) -> Span {
    match &record.kind.id.from {
        IdFrom::Field { paths, .. } => paths
            .iter()
            .find_map(|path| record.at_path(path))
            .map_or_else(Span::default, |value| value.span()),
        _ if record.owns_file() => Span::default(),
        _ => Span {
            end: record.fields().span().start,
            ..record.fields().span()
        },
    }
}

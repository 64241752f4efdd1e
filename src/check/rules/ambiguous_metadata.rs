//! Metadata that other tools read differently.

use std::collections::BTreeSet;

use crate::{
    check::{Context, Findings, Rule},
    model::finding::{Level, Place},
};

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-metadata",
    level: Level::Error,
    why: "Two readers of this file would see two different records.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds metadata that is read, and that another tool would read differently: a field given twice, a second YAML document,
a YAML merge key or tag, blank lines above the front matter, an item of a register that is no record.

## Why it matters
Most YAML readers keep the last of two equal fields without a word; this one keeps the first. A due date that depends on
the reader is no promise.

## Example
`program.yaml`
```yaml
name: Atlas
objective: One platform
sponsor: \"@dana\"
tpm: \"@maria\"
target: 2026-06-30
target: 2026-07-10
```

## How to fix
Keep one of the two, and put the metadata at the very top of the file.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for record in context.program.written() {
        let file = &record.file;
        if !seen.insert(&file.path) {
            continue;
        }
        for problem in &file.problems {
            let finding = findings.at(record, problem.span, &problem.message);
            finding.help.clone_from(&problem.help);
            if let Some((span, label)) = &problem.related {
                finding.with_related(Place::new(file.path.clone(), &file.text, *span), label);
            }
        }
    }
}

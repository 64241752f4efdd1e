//! Links that the other side does not return.

use std::collections::BTreeSet;

use crate::{
    check::{Context, Findings, Rule},
    model::{finding::Level, kind::Field, reference::Edge},
};

pub(super) static RULE: Rule = Rule {
    name: "one-sided-link",
    level: Level::Warning,
    why: "Whoever reads the other record does not learn of this one.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds references in a field whose kind declares `reciprocal: true`, where the target does not refer back in the same
field.

## Why it matters
A relation that only one side knows is lost when that side is edited.

## Example
`program.yaml`
```yaml
name: Register
objective: Know the risks
sponsor: \"@dana\"
tpm: \"@maria\"
target: 2026-06-30
kinds:
  topic:
    sources: [{include: [\"topics/*.md\"], extract: front-matter}]
    id: {file-name: '^(T-\\d+)'}
    fields:
      title: title
      related: {from: related, to: [topic], reciprocal: true}
```
`topics/T-1.md`
```markdown
---
title: One
related: [T-2]
---
```
`topics/T-2.md`
```markdown
---
title: Two
---
```

## How to fix
Add the link on the other side, or remove it on this one.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let edges = &context.edges;
    let returned: BTreeSet<(&str, &str, &str)> = edges
        .iter()
        .filter_map(|edge| Some((&*edge.from.id, &*edge.to.id, field_of(edge)?.name.as_str())))
        .collect();
    for edge in edges {
        let (Some(field), Some(path)) = (field_of(edge), &edge.reference.field) else {
            continue;
        };
        let back = (&*edge.to.id, &*edge.from.id, field.name.as_str());
        if field.reciprocal && !returned.contains(&back) {
            let message = format!(
                "`{path}`: {} refers to {}, which does not refer back",
                edge.from.id, edge.to.id
            );
            let mut theirs = edge.to.kind.fields.iter();
            let theirs = theirs
                .find(|other| other.name == field.name)
                .map_or(path, |other| &other.paths[0]);
            let help = format!(
                "add {} to `{theirs}` in {}",
                edge.from.id, edge.to.file.path
            );
            findings
                .at(edge.from, edge.reference.span, message)
                .with_help(help);
        }
    }
}

/// Returns the field in which a reference stands.
fn field_of<'a>(edge: &Edge<'a>) -> Option<&'a Field> {
    edge.from.kind.field_at(edge.reference.field.as_deref()?)
}

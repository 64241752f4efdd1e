//! References that lead nowhere.

use crate::{
    check::{Context, Findings, Rule},
    model::{
        finding::Level,
        reference::{self, Target},
    },
    text::suggest,
};

pub(super) static RULE: Rule = Rule {
    name: "dangling-ref",
    level: Level::Error,
    why: "A dependency that leads nowhere is followed by nobody.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds references that lead to no record: ids in reference fields, `[[ID]]` and relative links in the text. It also finds
references to a record of a kind that the field does not take.

## Why it matters
The blast radius of a change is computed from references. One that leads nowhere hides who is affected.

## Example
`deliverables/DEL-1-api.md`
```markdown
---
title: API
status: proposed
workstream: WS-9
---
```

## How to fix
Write the id of a record that exists, or create the record that is meant.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let program = context.program;
    for record in &program.records {
        for reference in reference::references(record) {
            let field = reference
                .field
                .as_deref()
                .and_then(|path| record.kind.field_at(path));
            match reference::resolve(program, record, &reference) {
                Target::Dangling => {
                    let prefix = reference
                        .field
                        .as_ref()
                        .map_or_else(String::new, |field| format!("`{field}`: "));
                    let finding = findings.at(
                        record,
                        reference.span,
                        format!("{prefix}there is no record `{}`", reference.text),
                    );
                    match suggest::nearest(
                        &reference.text,
                        program.ids().filter(|id| *id != &*record.id),
                    ) {
                        Some(near) => finding.with_help(format!("did you mean `{near}`?")),
                        None => {
                            finding.with_help("write the id of a record, or a path that exists")
                        }
                    };
                }
                Target::Record(target) => {
                    let Some(field) = field.filter(|field| !field.to.is_empty()) else {
                        continue;
                    };
                    if !field.to.contains(&target.kind.name) {
                        let message = format!(
                            "`{}`: {} is {}; this field takes a {}",
                            reference.field.as_deref().unwrap_or_default(),
                            target.id,
                            target.kind.one(),
                            field.to.join(" or ")
                        );
                        findings
                            .at(record, reference.span, message)
                            .with_help("refer to a record of that kind");
                    }
                }
                Target::Outside | Target::File => {}
            }
        }
    }
}

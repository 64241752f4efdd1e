//! Promises that only one side knows of.

use crate::{
    check::{Context, Findings, Rule},
    facts::dependency::{self, Slack},
    model::{
        finding::Level,
        kind::Class,
        record::{Person, Record},
        role::Role,
    },
    text::{Span, phrase::counted},
};

pub(super) static RULE: Rule = Rule {
    name: "one-sided-dependency",
    level: Level::Warning,
    why: "What only one side counts on does not come.",
    docs: DOCS,
    check,
};

const DOCS: &str = "\
## What it does
Finds open dependencies that are needed within `thresholds.promise_lead_days` (15) workdays, or were needed already, and to
which the provider has not committed; those that are promised for a day after the one on which they are needed; and those
whose owner is the provider.

## Why it matters
A request is not a promise, and a promise to oneself is none either. Two weeks before something is needed there is still time
to ask, to go without it, or to move. It is a warning and no error, so that nobody is kept from writing down a dependency that
is found late.

## Example
`workstreams/WS-1-platform.md`
```markdown
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
---
```
`dependencies/DEP-1-auth.md`
```markdown
---
title: Auth API
status: requested
owner: \"@sam\"
consumer: WS-1
provider: \"@identity\"
what: Version 2 in staging
need_by: 2026-06-12
impact_if_late: Load tests wait
---
```

## How to fix
Ask the provider for a day and write it into `promised`, with `status: committed`. Where the promise is too late, agree on an
earlier day or move `need_by`, and what waits for it, with the decision behind it. The owner of a dependency is on the side
that gets it.
";

fn check(context: &Context<'_>, findings: &mut Findings) {
    for record in context.program.of_class(Class::Dependency) {
        if dependency::is_open(record) {
            slack(context, record, findings);
            same_person(context, record, findings);
        }
    }
}

fn slack(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let (config, today) = (context.config(), context.today);
    let day = |role| record.day(role, &config.releases);
    let Some(need_by) = day(Role::NeedBy) else {
        return;
    };
    let id = &record.id;
    match dependency::slack(record, config, today) {
        // A promise without a day is for `missing-field` to tell.
        Slack::Nothing if !dependency::is_promised(record) => {
            let left = config.calendar.workdays(today, need_by);
            let when = match left {
                ..0 => format!("{} ago", counted(-left, "workday")),
                0 => "today".to_owned(),
                _ => format!("{} from now", counted(left, "workday")),
            };
            let who = names(&dependency::providers(record));
            let promise = match &who {
                Some(who) => format!("{who} has not promised it"),
                None => "nobody has promised it".to_owned(),
            };
            let message = format!("{id} is needed by {need_by}, {when}, and {promise}");
            let ask = who.map_or_else(
                || "find out who can give it, and ask for a day".to_owned(),
                |who| format!("ask {who} for a day"),
            );
            let help = format!("{ask}; then `hum set {id} status=committed promised=…`");
            findings
                .at(record, span(record, Role::NeedBy), message)
                .with_help(help);
        }
        Slack::Days(days @ ..0) if !dependency::is_delivered(record) => {
            let promised = record.text(Role::Promised).unwrap_or_default();
            let message = format!(
                "{id} is promised for {promised}, {} after {need_by}, when it is needed",
                counted(-days, "workday")
            );
            findings
                .at(record, span(record, Role::Promised), message)
                .with_help("agree on an earlier day, or move what waits for it and say why");
        }
        _ => {}
    }
}

/// Nobody holds oneself to a promise: the one who asks is not the one who gives.
fn same_person(context: &Context<'_>, record: &Record, findings: &mut Findings) {
    let program = context.program;
    let key = |person: &Person| {
        let known = program.person(person.handle());
        known.map_or_else(|| person.key(), |known| known.id.to_lowercase())
    };
    let providers = dependency::providers(record);
    for owner in record
        .values(Role::Owner)
        .iter()
        .filter(|owner| !owner.is_tbd())
    {
        let person = Person::new(&owner.text);
        if providers
            .iter()
            .any(|provider| key(provider) == key(&person))
        {
            let message = format!("{person} owns {} and provides it", record.id);
            findings
                .at(record, owner.span, message)
                .with_help("name somebody who waits for it as its owner");
        }
    }
}

fn names(people: &[Person]) -> Option<String> {
    let names: Vec<String> = people.iter().map(Person::to_string).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn span(record: &Record, role: Role) -> Span {
    record
        .value(role)
        .map_or_else(Span::default, |value| value.span)
}

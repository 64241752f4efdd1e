//! Work that is not on track, and its way back.

use jiff::civil::Date;
use serde::Serialize;

use super::{Action, Named, Telling, actions_of, first_sentences};
use crate::model::{kind::Class, record::Person, role::Role, status::Health};

/// Work that is not on track, and its way back.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct Path {
    #[serde(flatten)]
    pub(in crate::report) record: Named,
    pub(in crate::report) health: Health,
    pub(in crate::report) since: Option<Date>,
    pub(in crate::report) actions: Vec<Action>,
    /// When it is green again, in its owner's words.
    pub(in crate::report) criterion: Option<String>,
    /// What its owner says, in their words.
    pub(in crate::report) latest: Option<String>,
    pub(in crate::report) owner: Option<String>,
}

/// Returns unfinished work that is not on track, the worst first.
pub(in crate::report) fn paths(telling: &Telling<'_>) -> Vec<Path> {
    let work = telling
        .of_class(Class::Work)
        .filter(|record| record.is_unfinished());
    let mut paths: Vec<Path> = work
        .filter_map(|record| {
            let health = record.health().filter(|health| *health > Health::OnTrack)?;
            let body = record.body();
            let section = body.and_then(|body| body.section("Path to green"));
            let content = section
                .map(|section| section.content.slice(&record.file.text))
                .unwrap_or_default();
            let latest = body.and_then(|body| body.section("Latest"));
            Some(Path {
                record: Named::new(record),
                health,
                since: telling
                    .past
                    .of(&record.id)
                    .and_then(|past| past.health_since())
                    .map(|(day, _)| day),
                actions: actions_of(record),
                criterion: criterion(content),
                latest: latest.and_then(|section| {
                    first_sentences(section.content.slice(&record.file.text), 3)
                }),
                owner: record.people(Role::Owner).first().map(Person::to_string),
            })
        })
        .collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.health));
    paths
}

fn criterion(content: &str) -> Option<String> {
    let line = content
        .lines()
        .find(|line| line.trim_start().to_lowercase().starts_with("green "))?;
    let start = content.find(line)?;
    let paragraph = content[start..].split("\n\n").next()?;
    let lines = paragraph
        .lines()
        .take_while(|next| *next == line || !next.to_lowercase().starts_with("off track"));
    Some(lines.collect::<Vec<_>>().join(" ").trim().to_owned())
}

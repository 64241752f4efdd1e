//! What a kind wants its records to say: by state, and below which headings.

use std::collections::BTreeMap;

use super::{
    Field, SectionRule,
    table::{KindProblem, Result, problem},
};
use crate::{
    model::{role::Role, status::Required},
    text::suggest,
};

/// The key of `requires:` under which stands what every state requires.
const ALWAYS: &str = "always";

/// What stands before a heading in `requires:`, where anything else is a role.
const HEADING: &str = "## ";

/// Returns what each state requires, and what every state does.
pub(super) fn build_requires(
    name: &str,
    raw: BTreeMap<String, Vec<String>>,
    fields: &[Field],
) -> Result<(BTreeMap<String, Required>, Required)> {
    let mut requires = BTreeMap::new();
    for (state, names) in raw {
        let mut required = Required::default();
        for (at, text) in names.iter().enumerate() {
            if let Some(title) = text.strip_prefix(HEADING) {
                required.sections.push(title.trim().to_owned());
                continue;
            }
            let path = format!("/requires/{state}/{at}");
            required.roles.push(find_role(name, &path, text, fields)?);
        }
        requires.insert(state, required);
    }
    let always = requires.remove(ALWAYS).unwrap_or_default();
    Ok((requires, always))
}

fn find_role(name: &str, path: &str, text: &str, fields: &[Field]) -> Result<Role> {
    let role = Role::find(text).ok_or_else(|| unknown_role(name, path, text))?;
    if !fields.iter().any(|field| field.role == Some(role)) {
        let message = format!("no field of this kind is its `{text}`");
        let help = format!("add `{text}: …` to `fields:`, or require something else");
        return Err(problem(name, path, &message, &help));
    }
    Ok(role)
}

fn unknown_role(name: &str, path: &str, role: &str) -> KindProblem {
    let near = suggest::nearest(role, Role::ALL.iter().map(|role| role.name()));
    let help = near.map_or_else(
        || "use a role from schema/kinds.schema.json, or a heading such as `## Why`".into(),
        |near| format!("write `{near}`"),
    );
    problem(name, path, &format!("there is no role `{role}`"), &help)
}

/// Returns the sections of a body, in order.
pub(super) fn build_sections(raw: serde_json::Map<String, serde_json::Value>) -> Vec<SectionRule> {
    let sections = raw.into_iter().map(|(title, guidance)| SectionRule {
        title,
        guidance: guidance.as_str().unwrap_or_default().to_owned(),
    });
    sections.collect()
}

//! The columns of a kind's table.

use super::{
    Field,
    table::{Result, problem},
};
use crate::text::suggest;

/// What records have besides the fields of their kind.
const EVERYWHERE: [&str; 7] = ["id", "kind", "class", "path", "title", "category", "date"];

/// The columns of a kind that names none, as far as it has them.
const USUAL: [&str; 6] = ["title", "status", "stage", "health", "owner", "due"];

/// Builds the columns that a kind names, or the usual ones.
pub(super) fn build(
    kind: &str,
    given: Option<Vec<String>>,
    fields: &[Field],
) -> Result<Vec<String>> {
    let has = |name: &str| fields.iter().any(|field| field.name == name);
    let Some(given) = given else {
        let usual = USUAL
            .into_iter()
            .filter(|name| *name == "title" || has(name));
        return Ok(usual.map(str::to_owned).collect());
    };
    for (at, column) in given.iter().enumerate() {
        if has(column) || EVERYWHERE.contains(&column.as_str()) {
            continue;
        }
        let known = fields
            .iter()
            .map(|field| field.name.as_str())
            .chain(EVERYWHERE);
        let help = suggest::nearest(column, known).map_or_else(
            || "name a field of this kind".to_owned(),
            |near| format!("write `{near}`"),
        );
        let message = format!("no field of this kind is called `{column}`");
        return Err(problem(kind, &format!("/columns/{at}"), &message, &help));
    }
    Ok(given)
}

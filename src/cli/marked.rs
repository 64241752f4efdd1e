//! Reports that are written into a file, between two marks.

use std::{path::Path, sync::Arc};

use super::{CliError, Context};
use crate::{
    model::rewrite::Rewrite,
    render,
    report::{Document, Report, embedded},
    store::Store,
};

/// Writes a report into a Markdown file of the program, between `<!-- NAME -->` and `<!-- /NAME -->`, and says so.
///
/// # Errors
/// The file is not in the program, has no such marks, or cannot be written.
pub(super) fn write(
    context: &Context,
    store: &Store,
    file: &Path,
    name: &str,
    report: &Report<'_>,
) -> Result<(), CliError> {
    let shown = file.display();
    let absolute = context.directory().join(file);
    let inside = absolute
        .canonicalize()
        .ok()
        .and_then(|path| Some(path.strip_prefix(store.root()).ok()?.to_owned()));
    let Some(inside) = inside else {
        let message = format!("there is no file {shown} in the program");
        return Err(CliError::usage(
            message,
            "give a Markdown file of the program's folder",
        ));
    };
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    let path: Arc<str> = parts.join("/").into();
    let Some(before) = store.worktree_text(&path)? else {
        let message = format!("there is no file {shown}");
        return Err(CliError::usage(
            message,
            "give a Markdown file of the program's folder",
        ));
    };
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let Some((start, end)) = between(&before, &open, &close) else {
        let message = format!("{shown} does not say where: the two marks are not in it");
        let hint = format!("add the lines `{open}` and `{close}` where it belongs");
        return Err(CliError::usage(message, hint));
    };
    let text = markdown(context, &embedded(&report.document, parts.len() - 1))?;
    let text = if before.contains("\r\n") {
        text.replace('\n', "\r\n")
    } else {
        text
    };
    let after = format!("{}{text}{}", &before[..start], &before[end..]);
    if after == before {
        context.say(&format!("{shown} says so already\n"));
        return Ok(());
    }
    store.write(&[Rewrite::replace(&path, &before.into(), after)])?;
    context.say(&format!("wrote {shown}\n"));
    Ok(())
}

/// Returns where what stands between two lines begins and ends.
fn between(text: &str, open: &str, close: &str) -> Option<(usize, usize)> {
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim();
        match start {
            None if plain == open && line.ends_with('\n') => start = Some(at + line.len()),
            Some(start) if plain == close => return Some((start, at)),
            _ => {}
        }
        at += line.len();
    }
    None
}

fn markdown(context: &Context, document: &Document) -> Result<String, CliError> {
    let document = document.clone();
    let report = Report::new("status", || document, || serde_json::Value::Null);
    let mut text = String::new();
    if let Some(format) = render::find("markdown") {
        // Writing into a string cannot fail.
        let _ = (format.render)(&report, &context.style, &mut text);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn the_first_pair_of_marks_counts() {
        let find = |text| between(text, "<!-- a -->", "<!-- /a -->");
        assert_eq!(find("x\n<!-- a -->\nold\n<!-- /a -->\n"), Some((13, 17)));
        assert_eq!(find("<!-- a -->\n<!-- /a -->"), Some((11, 11)));
        assert_eq!(
            find("<!-- a -->\n<!-- a -->\n<!-- /a -->\n"),
            Some((11, 22))
        );
        assert_eq!(find("<!-- /a -->\n<!-- a -->\n"), None);
        assert_eq!(find("`<!-- a -->`\n<!-- /a -->\n"), None);
    }
}

//! What to type when a text is not YAML: the parser's complaint, in words for people who do not know the grammar.

use super::{Problem, Span};

/// Returns the problem for a parser's error at `offset` of `source`.
pub(super) fn explain(source: &str, offset: usize, complaint: &str, base: usize) -> Problem {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    let (start, line) = line_at(source, offset);
    if complaint.contains("recursion limit") {
        let help = "write what is inside as fields or records of their own";
        let message = "lists and maps are nested too deep; the file is not read";
        return Problem::new(Span::at(offset).shifted(base), message).with_help(help);
    }
    for guess in [
        conflict_mark,
        control_character,
        tab_indent,
        reserved_start,
        markdown_link,
        tight_colon,
        colon_in_value,
        unclosed_quote,
    ] {
        if let Some((span, message, help)) = guess(line, offset - start) {
            let span = Span::new(start + span.0, start + span.1).shifted(base);
            return Problem::new(span, message).with_help(help);
        }
    }
    // Parsers often notice a broken line only at the next one.
    if let Some((start, line)) = previous_line(source, start) {
        for guess in [reserved_start, colon_in_value, unclosed_quote] {
            if let Some((span, message, help)) = guess(line, 0) {
                let span = Span::new(start + span.0, start + span.1).shifted(base);
                return Problem::new(span, message).with_help(help);
            }
        }
    }
    Problem::new(
        Span::at(offset).shifted(base),
        format!("this is not YAML: {complaint}"),
    )
    .with_help("check the indentation and quotes of this line and the one before it")
}

type Guess = ((usize, usize), String, String);

fn line_at(source: &str, offset: usize) -> (usize, &str) {
    let start = source[..offset]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = source[offset..]
        .find('\n')
        .map_or(source.len(), |newline| offset + newline);
    (start, source[start..end].trim_end_matches('\r'))
}

fn previous_line(source: &str, start: usize) -> Option<(usize, &str)> {
    let mut end = start;
    while end > 0 {
        let (start, line) = line_at(source, end - 1);
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            return Some((start, line));
        }
        end = start;
    }
    None
}

/// Returns where the value of a `key: value` or `- value` line starts.
fn value_start(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let mut at = indent;
    while line[at..].starts_with("- ") {
        at += 2;
        at += line[at..].len() - line[at..].trim_start().len();
    }
    let key_end = line[at..]
        .find(": ")
        .filter(|end| !line[at..at + end].contains(['"', '\'', '#', '[', '{']));
    if let Some(end) = key_end {
        at += end + 2;
        at += line[at..].len() - line[at..].trim_start().len();
    } else if at == indent {
        return None;
    }
    (at < line.len()).then_some(at)
}

fn conflict_mark(line: &str, _: usize) -> Option<Guess> {
    let mark = ["<<<<<<<", "=======", ">>>>>>>"]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    let help = "keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
    Some((
        (0, mark.len()),
        "a merge conflict is not resolved here".into(),
        help.into(),
    ))
}

fn control_character(line: &str, at: usize) -> Option<Guess> {
    let found = line.get(at..)?.chars().next()?;
    let is_allowed = !found.is_control() || matches!(found, '\t' | '\r' | '\n' | '\u{85}');
    if is_allowed {
        return None;
    }
    let message = format!(
        "the character U+{:04X} is not allowed in YAML",
        u32::from(found)
    );
    Some((
        (at, at + found.len_utf8()),
        message,
        "remove it; editors may not show it".into(),
    ))
}

fn tab_indent(line: &str, _: usize) -> Option<Guess> {
    let tab = line
        .find('\t')
        .filter(|tab| line[..*tab].trim().is_empty())?;
    let help = "use spaces: YAML does not allow tabs in indentation".into();
    Some(((tab, tab + 1), "a tab indents this line".into(), help))
}

fn reserved_start(line: &str, at: usize) -> Option<Guess> {
    let start = value_start(line)
        .filter(|start| line[*start..].starts_with(['@', '`', '%', '&', '*', '!', '|', '>']))
        .or_else(|| {
            (at < line.len()
                && line.is_char_boundary(at)
                && line[at..].starts_with(['@', '`', '%']))
            .then_some(at)
        })?;
    let value = bare_value(&line[start..]);
    let sign = value.chars().next()?;
    if matches!(sign, '|' | '>') && value.len() <= 3 {
        return None;
    }
    let message = format!("a value that starts with `{sign}` needs quotes");
    Some((
        (start, start + value.len()),
        message,
        format!("write \"{}\"", value.replace('"', "\\\"")),
    ))
}

fn markdown_link(line: &str, _: usize) -> Option<Guess> {
    let start = value_start(line)?;
    let value = bare_value(&line[start..]);
    if !(value.starts_with('[') && value.contains("](")) {
        return None;
    }
    Some((
        (start, start + value.len()),
        "a value that is a Markdown link needs quotes".into(),
        format!("write \"{}\"", value.replace('"', "\\\"")),
    ))
}

fn tight_colon(line: &str, _: usize) -> Option<Guess> {
    let colon = line.find(':')?;
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let is_word = |letter: char| letter.is_alphanumeric() || "-_ ".contains(letter);
    if key.trim().is_empty()
        || !key.chars().all(is_word)
        || value.is_empty()
        || value.starts_with([' ', '\t', '/', ':'])
    {
        return None;
    }
    Some((
        (colon, colon + 1),
        "a colon after a field name needs a space".into(),
        format!("write `{}: {}`", key.trim(), value.trim()),
    ))
}

fn colon_in_value(line: &str, _: usize) -> Option<Guess> {
    let start = value_start(line)?;
    let value = bare_value(&line[start..]);
    if value.starts_with(['"', '\'', '[', '{', '|', '>'])
        || !(value.contains(": ") || value.ends_with(':'))
    {
        return None;
    }
    let help = format!("write \"{}\"", value.replace('"', "\\\""));
    Some((
        (start, start + value.len()),
        "a value that contains `: ` needs quotes".into(),
        help,
    ))
}

fn unclosed_quote(line: &str, _: usize) -> Option<Guess> {
    let start = value_start(line)?;
    let value = &line[start..];
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let closing = value[1..].find(quote).map(|at| at + 1);
    let span = (start, line.len());
    match closing {
        None => Some((
            span,
            format!("the quote {quote} is not closed on this line"),
            format!("end the value with {quote}"),
        )),
        Some(at) => {
            let rest = value[at + 1..].trim_start();
            if rest.is_empty()
                || rest.starts_with(['#', ':', ',', ']', '}'])
                || rest.starts_with(quote)
            {
                return None;
            }
            let help = format!(
                "put quotes around the whole value, and write {quote} inside it as \\{quote}"
            );
            Some((span, "text follows the closing quote".into(), help))
        }
    }
}

/// Returns a plain value without its comment and trailing space.
fn bare_value(text: &str) -> &str {
    text.split(" #").next().unwrap_or(text).trim_end()
}

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
    let above = previous_line(source, start);
    let found = [
        conflict,
        control_character,
        tab_indent,
        reserved_start,
        markdown_link,
        tight_colon,
        colon_in_value,
        unclosed_quote,
    ]
    .iter()
    .find_map(|guess| guess(line, offset - start))
    .map(|found| (start, found))
    .or_else(|| Some((start, further_indented(line, above?.1)?)))
    // Parsers often notice a broken line only at the next one.
    .or_else(|| {
        let (start, line) = above?;
        let guesses = [
            conflict,
            reserved_start,
            colon_in_value,
            unclosed_quote,
            unclosed_list,
        ];
        let found = guesses.iter().find_map(|guess| guess(line, 0))?;
        Some((start, found))
    });
    if let Some((start, (span, message, help))) = found {
        let span = Span::new(start + span.0, start + span.1).shifted(base);
        return Problem::new(span, message).with_help(help);
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

/// What git writes where a merge stopped.
fn conflict(line: &str, _: usize) -> Option<Guess> {
    let marks = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    let is_mark = line == "=======" || marks.iter().any(|mark| line.starts_with(mark));
    let help = "keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
    is_mark.then(|| {
        let message = "a merge conflict is not resolved here";
        ((0, line.len()), message.to_owned(), help.to_owned())
    })
}

/// A field below one that has its value on the same line cannot stand inside it.
fn further_indented(line: &str, above: &str) -> Option<Guess> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (own, theirs) = (indent(line), indent(above));
    let is_field = |line: &str| value_start(line).is_some() && line.contains(": ");
    if own <= theirs || !is_field(line) || !is_field(above) {
        return None;
    }
    let name = above.trim_start().split(": ").next()?;
    let message = "this field is indented further than the one above it".to_owned();
    let help = format!("start it below the first letter of `{name}`");
    Some(((0, own), message, help))
}

fn unclosed_list(line: &str, _: usize) -> Option<Guess> {
    let start = value_start(line)?;
    let value = bare_value(&line[start..]);
    let (open, close) = match value.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    let message = format!("the `{open}` is not closed");
    let help = format!("end the value with `{close}`");
    (value.matches(open).count() > value.matches(close).count()).then_some((
        (start, start + value.len()),
        message,
        help,
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
    let sign = match sign {
        '`' => "a backtick".to_owned(),
        sign => format!("`{sign}`"),
    };
    let message = format!("a value that starts with {sign} needs quotes");
    let help = format!("write {}", quoted(value));
    Some(((start, start + value.len()), message, help))
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
    Some((
        (start, start + value.len()),
        "a value that contains `: ` needs quotes".into(),
        format!("write {}", quoted(value)),
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
            // A name in quotes may stand after a dash, and its value after it.
            let may_be_name = !line[..start].trim_end().ends_with(':');
            let goes_on = rest.is_empty()
                || rest.starts_with(['#', ',', ']', '}', quote])
                || (may_be_name && rest.starts_with(':'));
            if goes_on {
                return None;
            }
            let value = bare_value(value);
            // With a third quote between them the outer two are meant as a pair: 'the vendor's delay'.
            let is_pair = value.ends_with(quote) && value.matches(quote).count() == 3;
            let meant = if is_pair {
                value.trim_matches(quote)
            } else {
                value
            };
            let help = format!("write {}", quoted(meant));
            let span = (start, start + value.len());
            Some((span, "text follows the closing quote".into(), help))
        }
    }
}

/// Returns a text in the quotes that need the least inside it.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns a plain value without its comment and trailing space.
fn bare_value(text: &str) -> &str {
    text.split(" #").next().unwrap_or(text).trim_end()
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

//! Lines of a text, whichever way they end: LF, CRLF or a lone CR.

/// Returns where the line around an offset starts; a byte order mark belongs to no line.
pub(in crate::text) fn start(text: &str, at: usize) -> usize {
    match text[..at].rfind(['\n', '\r']) {
        Some(end) => end + 1,
        None => text.len() - text.trim_start_matches('\u{feff}').len(),
    }
}

/// Returns where the line around an offset ends, without its break.
pub(in crate::text) fn end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end)
}

/// Returns where the line below an offset starts; the end of the text where there is none.
pub(in crate::text) fn next(text: &str, at: usize) -> usize {
    let end = end(text, at);
    end + line_break(&text[end..]).len()
}

fn line_break(rest: &str) -> &str {
    let breaks = ["\r\n", "\n", "\r"];
    breaks
        .into_iter()
        .find(|one| rest.starts_with(one))
        .unwrap_or_default()
}

/// Returns the line break that a new line at an offset takes: that of the line above, else the first of the text.
pub(in crate::text) fn break_at(text: &str, at: usize) -> &str {
    let above = &text[..at];
    let own = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|one| above.ends_with(one));
    let first = || {
        let found = line_break(&text[end(text, 0)..]);
        if found.is_empty() { "\n" } else { found }
    };
    own.unwrap_or_else(first)
}

/// Returns whether there is only blank space before an offset on its line.
pub(in crate::text) fn is_first(text: &str, at: usize) -> bool {
    text[start(text, at)..at].trim().is_empty()
}

/// Returns lines to be put at the start of a line, or at the end of a text whose last line has no break.
pub(in crate::text) fn inserted<T: AsRef<str>>(text: &str, at: usize, lines: &[T]) -> String {
    let line_break = break_at(text, at);
    let is_open = at == text.len() && at > start(text, at);
    lines
        .iter()
        .map(|line| match is_open {
            true => format!("{line_break}{}", line.as_ref()),
            false => format!("{}{line_break}", line.as_ref()),
        })
        .collect()
}

/// Returns the range of whole lines to be removed: without its break the last line takes the one above it along.
pub(in crate::text) fn removed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let is_open = to == text.len() && !text.ends_with(['\n', '\r']);
    if !is_open {
        return (from, to);
    }
    (without_break(&text[..from]).len(), to)
}

/// Returns a text without the break of its last line.
pub(in crate::text) fn without_break(text: &str) -> &str {
    let breaks = ["\r\n", "\n", "\r"];
    let open = breaks.into_iter().find_map(|one| text.strip_suffix(one));
    open.unwrap_or(text)
}

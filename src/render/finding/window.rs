//! The few lines of a file that a message shows.

use std::ops::Range;

use crate::{
    render::clean::{REPLACEMENT, is_unsafe},
    text::{Position, Span},
};

/// A place that covers more lines is shown by its first one.
const MOST_LINES: usize = 12;

/// Whole lines of a file.
pub(super) struct Window<'a> {
    source: &'a str,
    range: Range<usize>,
}

impl<'a> Window<'a> {
    /// Returns the lines from the first place to the last. The places may lie anywhere, even past the end.
    pub(super) fn around(source: &'a str, spans: &[Span]) -> Self {
        let ranges: Vec<Range<usize>> = spans.iter().map(|span| fit(source, *span)).collect();
        let start = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let end = ranges.iter().map(|range| range.end).max().unwrap_or(start);
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let after = &source[end..];
        let line_end = end + after.find('\n').unwrap_or(after.len());
        let line_start = line_start.max(text_start(source));
        let lines = source[line_start..line_end].trim_end_matches('\r');
        Self {
            source,
            range: line_start..line_start + lines.len(),
        }
    }

    /// Returns the number of its first line, from 1.
    pub(super) fn line(&self) -> usize {
        let start = Span::new(self.range.start, self.range.start).start;
        Position::of(self.source, start).line as usize
    }

    /// Returns its text without characters that steer a terminal.
    pub(super) fn text(&self) -> String {
        shown(&self.source[self.range.clone()])
    }

    /// Returns whether a place is within the text and the window shows all of it, but for line ends at its end.
    pub(super) fn holds(&self, span: Span) -> bool {
        let place = self.source.get(span.range());
        place.is_some_and(|text| {
            fit(self.source, span).len() == text.trim_end_matches(['\n', '\r']).len()
        })
    }

    /// Returns where a place is in [`Window::text`], in bytes.
    pub(super) fn locate(&self, span: Span) -> Range<usize> {
        let range = fit(self.source, span);
        let offset = |at: usize| -> usize {
            let before = shown_characters(&self.source[self.range.clone()])
                .take_while(|(index, _)| self.range.start + index < at);
            before.map(|(_, shown)| shown.len_utf8()).sum()
        };
        offset(range.start)..offset(range.end)
    }
}

/// Returns text as it is shown, line by line: every character that steers a terminal is U+FFFD.
pub(super) fn shown(text: &str) -> String {
    shown_characters(text).map(|(_, shown)| shown).collect()
}

/// Returns the characters as they are shown, each with the byte it stands at in the text.
fn shown_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_half_line_end = |at: usize| text[at..].starts_with("\r\n");
    text.char_indices()
        .filter(move |(at, _)| !is_half_line_end(*at))
        .map(|(at, one)| {
            let is_kept = matches!(one, '\n' | '\t') || !is_unsafe(one);
            (at, if is_kept { one } else { REPLACEMENT })
        })
}

/// Returns the byte after a byte order mark, which belongs to no line.
fn text_start(source: &str) -> usize {
    source.len() - source.trim_start_matches('\u{feff}').len()
}

/// Returns a place as a range that fits the text: within it, between characters, without a line end at its end, and
/// not too tall.
fn fit(source: &str, span: Span) -> Range<usize> {
    let least = text_start(source);
    let start = source.floor_char_boundary(span.start as usize).max(least);
    let end = source.ceil_char_boundary(span.end as usize).max(start);
    let text = source[start..end].trim_end_matches(['\n', '\r']);
    let text = match text.lines().nth(MOST_LINES) {
        Some(_) => text.lines().next().unwrap_or_default(),
        None => text,
    };
    start..start + text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("the text has the part");
        Span::new(start, start + part.len())
    }

    #[test]
    fn a_window_is_whole_lines_without_their_last_end() {
        let text = "one\r\ntwo\r\nthree\r\n";
        let window = Window::around(text, &[place(text, "wo")]);
        assert_eq!((window.line(), window.text().as_str()), (2, "two"));
        assert_eq!(window.locate(place(text, "wo")), 1..3);
        let spans = [place(text, "three"), place(text, "ne")];
        let window = Window::around(text, &spans);
        assert_eq!(
            (window.line(), window.text().as_str()),
            (1, "one\ntwo\nthree")
        );
        assert_eq!(window.locate(spans[0]), 8..13);
    }

    #[test]
    fn a_byte_order_mark_takes_no_room() {
        let text = "\u{feff}title: x";
        let window = Window::around(text, &[Span::default()]);
        assert_eq!((window.line(), window.text().as_str()), (1, "title: x"));
        assert_eq!(window.locate(Span::default()), 0..0);
        assert_eq!(window.locate(place(text, "x")), 7..8);
    }

    #[test]
    fn places_that_do_not_fit_the_text_are_moved() {
        for (text, span, line, shown, range) in [
            ("", Span::new(7, 9), 1, "", 0..0),
            ("ab\n", Span::new(90, 99), 2, "", 0..0),
            ("aéb", Span::new(2, 2), 1, "aéb", 1..3),
            ("ab\r\ncd", Span::new(3, 4), 1, "ab", 2..2),
            ("ab\ncd", Span::new(4, 1), 2, "cd", 1..1),
        ] {
            let window = Window::around(text, &[span]);
            assert_eq!(
                (window.line(), window.text().as_str()),
                (line, shown),
                "{text:?}"
            );
            assert_eq!(window.locate(span), range, "{text:?}");
        }
    }

    #[test]
    fn replaced_characters_shift_what_follows() {
        let text = "a\u{1b}[31mb\rc\td";
        let window = Window::around(text, &[place(text, "c")]);
        assert_eq!(window.text(), "a\u{fffd}[31mb\u{fffd}c\td");
        assert_eq!(window.locate(place(text, "c")), 12..13);
    }

    #[test]
    fn a_tall_place_is_shown_by_its_first_line() {
        let text = "line\n".repeat(MOST_LINES);
        assert_eq!(fit(&text, Span::new(0, text.len())), 0..text.len() - 1);
        let text = "line\n".repeat(MOST_LINES + 1);
        assert_eq!(fit(&text, Span::new(2, text.len())), 2..4);
    }
}

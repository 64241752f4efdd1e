//! Words, the lines they wrap into, and their colours.

use std::{fmt, mem};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A stretch of clean text and how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Piece {
    text: String,
    style: Style,
    is_whole: bool,
}

impl Piece {
    /// Returns text whose lines may end at any space.
    pub(in crate::render) fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            is_whole: false,
        }
    }

    /// Returns text that stays on one line, spaces and all.
    pub(in crate::render) fn whole(text: impl Into<String>, style: Style) -> Self {
        Self {
            is_whole: true,
            ..Self::new(text, style)
        }
    }

    /// Returns the same text in bold letters.
    pub(in crate::render) fn bold(mut self) -> Self {
        self.style = self.style.bold();
        self
    }

    /// Returns the text.
    pub(in crate::render) fn text(&self) -> &str {
        &self.text
    }

    /// Returns its parts between the spaces at which a line may end.
    fn parts(&self) -> Vec<&str> {
        if self.is_whole {
            vec![&self.text]
        } else {
            self.text.split(' ').collect()
        }
    }
}

/// What stands between two places where a line may end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Word {
    runs: Vec<(String, Style)>,
    width: usize,
}

impl Word {
    /// Returns the columns it takes.
    pub(in crate::render) fn width(&self) -> usize {
        self.width
    }

    /// Returns whether it is an address, which a reader must be able to copy in one go.
    pub(in crate::render) fn is_address(&self) -> bool {
        self.runs.iter().any(|(text, _)| text.contains("://"))
    }

    /// Returns the word in parts of at most `width` columns; one wide character may take more. A whole that does not
    /// fit is cut at its spaces first.
    pub(in crate::render) fn split(self, width: usize) -> Vec<Self> {
        if self.width <= width {
            return vec![self];
        }
        let mut parts = Vec::new();
        let mut part = Self::default();
        for (text, style) in &self.runs {
            for cluster in clusters(text) {
                if cluster == " " {
                    parts.push(mem::take(&mut part));
                    continue;
                }
                if part.width > 0 && part.width + cluster.width() > width {
                    parts.push(mem::take(&mut part));
                }
                part.push(cluster, *style);
            }
        }
        parts.push(part);
        parts.retain(|part| !part.runs.is_empty());
        parts
    }

    /// Appends text; text of the same look joins the run before it.
    fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.width += text.width();
        match self.runs.last_mut() {
            Some((last, last_style)) if *last_style == style => last.push_str(text),
            _ => self.runs.push((text.to_owned(), style)),
        }
    }
}

/// Returns the characters of a text, each with the marks that belong to it: cutting between them spoils nothing.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    const JOINER: char = '\u{200d}';
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        let (_, mut last) = characters.next()?;
        let end = characters
            .find(|(_, next)| {
                let belongs = next.width() == Some(0) || last == JOINER;
                last = *next;
                !belongs
            })
            .map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

/// Returns the words of some pieces. Pieces without a space between them share a word.
pub(in crate::render) fn words(pieces: &[Piece]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for piece in pieces {
        for (index, part) in piece.parts().into_iter().enumerate() {
            if index > 0 {
                words.push(mem::take(&mut word));
            }
            word.push(part, piece.style);
        }
    }
    words.push(word);
    words.retain(|word| !word.runs.is_empty());
    words
}

/// Returns the columns that words take on one line.
pub(in crate::render) fn line_width(line: &[Word]) -> usize {
    line.iter().map(Word::width).sum::<usize>() + line.len().saturating_sub(1)
}

/// Returns the words in lines of at most `width` columns. A wider word has a line of its own.
pub(in crate::render) fn wrap(
    words: impl IntoIterator<Item = Word>,
    width: usize,
) -> Vec<Vec<Word>> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut taken = 0;
    for word in words {
        match lines.last_mut() {
            Some(line) if taken + 1 + word.width <= width => {
                taken += 1 + word.width;
                line.push(word);
            }
            _ => {
                taken = word.width;
                lines.push(vec![word]);
            }
        }
    }
    lines
}

/// Writes one line of words, without its end. A space between two words of one look has that look too.
pub(in crate::render) fn paint(
    line: &[Word],
    color: bool,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let mut brush = Brush {
        color,
        style: Style::new(),
        out,
    };
    for (index, word) in line.iter().enumerate() {
        if index > 0 {
            let next = word.runs.first().map(|(_, style)| *style);
            if next != Some(brush.style) {
                brush.dip(Style::new())?;
            }
            brush.out.write_char(' ')?;
        }
        for (text, style) in &word.runs {
            brush.dip(*style)?;
            brush.out.write_str(text)?;
        }
    }
    brush.dip(Style::new())
}

/// Writes the change from one look to the next, and only changes.
struct Brush<'a> {
    color: bool,
    style: Style,
    out: &'a mut dyn fmt::Write,
}

impl Brush<'_> {
    fn dip(&mut self, style: Style) -> fmt::Result {
        if self.color && style != self.style {
            write!(self.out, "{}{}", self.style.render_reset(), style.render())?;
        }
        self.style = style;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Piece> {
        vec![Piece::new(text, Style::new())]
    }

    fn painted(line: &[Word], color: bool) -> String {
        let mut out = String::new();
        paint(line, color, &mut out).expect("a string takes everything");
        out
    }

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let words = words(&plain(text))
            .into_iter()
            .flat_map(|word| word.split(width));
        wrap(words, width)
            .iter()
            .map(|line| painted(line, false))
            .collect()
    }

    #[test]
    fn lines_end_between_words_and_never_within_a_whole() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("", 7), [""; 0]);
        let status = [
            Piece::new("one ", Style::new()),
            Piece::whole("▲ at risk", Style::new()),
        ];
        assert_eq!(wrap(words(&status), 9).len(), 2);
    }

    #[test]
    fn a_long_word_is_cut_between_whole_characters() {
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("日本語", 3), ["日", "本", "語"]);
        assert_eq!(wrapped("日本", 1), ["日", "本"]);
        assert_eq!(wrapped("e\u{301}e\u{301}e", 2), ["e\u{301}e\u{301}", "e"]);
        let family = "👩\u{200d}👧x";
        assert_eq!(wrapped(family, 2), ["👩\u{200d}👧", "x"]);
    }

    #[test]
    fn pieces_without_a_space_between_them_stay_together() {
        let pieces = [
            Piece::new("of ", Style::new()),
            Piece::new("two days", Style::new().bold()),
            Piece::new(".", Style::new()),
        ];
        let words = words(&pieces);
        assert_eq!(words.len(), 3);
        assert_eq!(painted(&words, true), "of \u{1b}[1mtwo days\u{1b}[0m.");
        assert_eq!(painted(&words, false), "of two days.");
    }
}

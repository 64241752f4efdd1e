//! Plain text for a terminal.
//!
//! Wrapped, aligned and readable without colour: what colour says, a symbol, a mark or a word says too.

use std::fmt;

use anstyle::{AnsiColor, Style as Look};

use super::{
    Style,
    address::Link,
    clean::one_line,
    layout::{Piece, Table, Word, line_width, paint, words, wrap},
};
use rayon::prelude::*;

use crate::report::{Block, Inline, Item, Report, Tone};

/// Before each item of a list.
const BULLET: &str = "- ";
/// Lists up to this long are laid out in one go.
const ITEMS: usize = 128;

/// Writes the words of a report, blocks apart by an empty line.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut page = Page { style: *style, out };
    let blocks = report.document.blocks.iter();
    for (index, block) in blocks.filter(|block| !is_empty(block)).enumerate() {
        if index > 0 {
            page.out.write_char('\n')?;
        }
        page.block(block)?;
    }
    Ok(())
}

/// Returns whether a block would print nothing.
fn is_empty(block: &Block) -> bool {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => words(&pieces(text)).is_empty(),
        Block::List(items) => items.is_empty(),
        Block::Table { columns, .. } => columns.is_empty(),
    }
}

/// Where the text goes and how it looks there.
struct Page<'a> {
    style: Style,
    out: &'a mut dyn fmt::Write,
}

impl Page<'_> {
    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => self.lines(words(&pieces(text)), "", 0),
            Block::List(items) => self.items(items, 0),
            Block::Table { columns, rows } => {
                let table = Table {
                    columns: columns
                        .iter()
                        .map(|column| vec![Piece::new(one_line(column), Look::new().bold())])
                        .collect(),
                    rows: rows
                        .iter()
                        .map(|row| row.iter().map(|cell| pieces(cell)).collect())
                        .collect(),
                };
                table.paint(self.style.columns(), self.style.color, self.out)
            }
        }
    }

    /// Writes a heading; the first two levels are underlined as wide as they are.
    fn heading(&mut self, level: u8, text: &[Inline]) -> fmt::Result {
        let pieces: Vec<Piece> = pieces(text).into_iter().map(Piece::bold).collect();
        let width = self.style.columns();
        let parts = words(&pieces)
            .into_iter()
            .flat_map(|word| word.split(width));
        let lines = wrap(parts, width);
        for line in &lines {
            paint(line, self.style.color, self.out)?;
            self.out.write_char('\n')?;
        }
        let rule = match level {
            0 | 1 => "═",
            2 => "─",
            _ => return Ok(()),
        };
        let widest = lines.iter().map(|line| line_width(line)).max();
        writeln!(self.out, "{}", rule.repeat(widest.unwrap_or(0)))
    }

    /// Writes the items of a list. A changelog of years has thousands: they are laid out on all cores.
    fn items(&mut self, items: &[Item], indent: usize) -> fmt::Result {
        if items.len() <= ITEMS {
            return items.iter().try_for_each(|item| self.item(item, indent));
        }
        let style = self.style;
        let lay_out = |items: &[Item]| -> Result<String, fmt::Error> {
            let mut text = String::new();
            let mut page = Page {
                style,
                out: &mut text,
            };
            items.iter().try_for_each(|item| page.item(item, indent))?;
            Ok(text)
        };
        let parts: Vec<String> = items
            .par_chunks(ITEMS)
            .map(lay_out)
            .collect::<Result<_, _>>()?;
        parts.iter().try_for_each(|part| self.out.write_str(part))
    }

    fn item(&mut self, item: &Item, indent: usize) -> fmt::Result {
        self.lines(words(&pieces(&item.text)), BULLET, indent)?;
        self.items(&item.children, indent + BULLET.len())
    }

    /// Writes wrapped words after an indent and a mark; later lines hang below the first word.
    fn lines(&mut self, words: Vec<Word>, mark: &str, indent: usize) -> fmt::Result {
        // Deep lists keep at least half of the line for words.
        let indent = indent.min(self.style.columns() / 2);
        let width = self.style.columns() - indent - mark.len();
        let parts = words.into_iter().flat_map(|word| {
            if word.is_address() {
                vec![word]
            } else {
                word.split(width)
            }
        });
        let mut lines = wrap(parts, width);
        if lines.is_empty() {
            lines.push(Vec::new());
        }
        for (index, line) in lines.iter().enumerate() {
            let mark = if index > 0 {
                " ".repeat(mark.len())
            } else {
                mark.to_owned()
            };
            let start = format!("{}{mark}", " ".repeat(indent));
            self.out.write_str(if line.is_empty() {
                start.trim_end()
            } else {
                &start
            })?;
            paint(line, self.style.color, self.out)?;
            self.out.write_char('\n')?;
        }
        Ok(())
    }
}

/// Returns inlines as clean pieces of text.
fn pieces(inlines: &[Inline]) -> Vec<Piece> {
    inlines.iter().map(piece).collect()
}

fn piece(inline: &Inline) -> Piece {
    let text = one_line(inline.plain());
    match inline {
        Inline::Text(_) => Piece::new(text, Look::new()),
        Inline::Strong(_) => Piece::new(text, Look::new().bold()),
        Inline::Emphasis(_) => Piece::new(enclosed("“", text.trim(), "”"), Look::new().italic()),
        Inline::Code(_) => {
            let cyan = AnsiColor::Cyan.on_default();
            Piece::new(enclosed("`", text.trim(), "`"), cyan)
        }
        Inline::Status { tone, .. } => {
            let status = format!("{} {}", tone.symbol(), text.trim());
            Piece::whole(status.trim_end(), look(*tone))
        }
        Inline::Link { text, target } => {
            let link = Link::of(text, target);
            let address = link.absolute().filter(|address| *address != link.text);
            let shown = match address {
                Some(address) => format!("{} <{address}>", link.text),
                None => link.text,
            };
            Piece::new(shown, Look::new())
        }
    }
}

/// Returns text between two marks, or nothing where there is no text.
fn enclosed(before: &str, text: &str, after: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{before}{text}{after}")
    }
}

/// Returns the colour of a tone.
fn look(tone: Tone) -> Look {
    match tone {
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Neutral => Look::new(),
        Tone::Caution => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default().bold(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::sample, report::Document};

    fn rendered(report: &Report, width: usize, color: bool) -> String {
        let mut out = String::new();
        render(report, &Style { width, color }, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn a_usual_report() {
        insta::assert_snapshot!(rendered(&sample::usual(), 72, false), @"
        Atlas: update for 2026-05-28
        ════════════════════════════

        The program is ▲ AT RISK: DEL-7 moved by 12 workdays since 2026-05-14.
        Maria: “The quota is the only thing in the way.”

        Needs you
        ─────────

        - DEC-14 Choose the second region by 2026-06-05. It blocks DEL-7 and
          DEL-9.
          - Option A: eu-2, 40 % dearer, no delay.
          - Option B: wait for eu-3, 15 workdays later.
        - Read the quota request <https://example.org/tickets/4711>, then type
          `hum set ISS-4 status=done`.

        Deliverables
        ────────────

        Id      Deliverable                                   Health       Slip
        ──────  ────────────────────────────────────────────  ───────────  ────
        DEL-7   Auth API for partners, with keys that rotate  ■ OFF TRACK    12
        DEL-9   Load test                                     ▲ at risk       3
        DEL-11  Region eu-2                                   ● on track      0
        DEL-12  Handbook                                      ○ proposed

        Risks

        None.
        ");
    }

    #[test]
    fn a_narrow_report() {
        insta::assert_snapshot!(rendered(&sample::usual(), 40, false), @"
        Atlas: update for 2026-05-28
        ════════════════════════════

        The program is ▲ AT RISK: DEL-7 moved by
        12 workdays since 2026-05-14. Maria:
        “The quota is the only thing in the
        way.”

        Needs you
        ─────────

        - DEC-14 Choose the second region by
          2026-06-05. It blocks DEL-7 and DEL-9.
          - Option A: eu-2, 40 % dearer, no
            delay.
          - Option B: wait for eu-3, 15 workdays
            later.
        - Read the quota request
          <https://example.org/tickets/4711>,
          then type `hum set ISS-4 status=done`.

        Deliverables
        ────────────

        Id      Deliverable    Health       Slip
        ──────  ─────────────  ───────────  ────
        DEL-7   Auth API for   ■ OFF TRACK    12
                partners,
                with keys
                that rotate
        DEL-9   Load test      ▲ at risk       3
        DEL-11  Region eu-2    ● on track      0
        DEL-12  Handbook       ○ proposed

        Risks

        None.
        ");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(rendered(&sample::nothing(), 72, false), "");
    }

    #[test]
    fn colour_repeats_what_marks_say() {
        let mut document = Document::new("");
        document.heading(3, "Health");
        document.paragraph(vec![
            Inline::Status {
                word: "OFF TRACK".to_owned(),
                tone: Tone::Bad,
            },
            Inline::text(" by "),
            Inline::strong("12 workdays"),
            Inline::text(". See "),
            Inline::code("hum path"),
        ]);
        let report = Report::new("update", || document, || serde_json::Value::Null);
        assert_eq!(
            rendered(&report, 72, true),
            "\u{1b}[1mHealth\u{1b}[0m\n\n\
             \u{1b}[1m\u{1b}[31m■ OFF TRACK\u{1b}[0m by \u{1b}[1m12 workdays\u{1b}[0m. See \u{1b}[36m`hum path`\u{1b}[0m\n"
        );
        assert_eq!(
            anstream::adapter::strip_str(&rendered(&report, 72, true)).to_string(),
            rendered(&report, 72, false)
        );
    }

    #[test]
    fn no_line_is_wider_than_asked_but_for_an_address() {
        use unicode_width::UnicodeWidthStr as _;
        let mut seen = 0;
        for width in [20, 33, 80] {
            for report in [sample::usual(), sample::hostile()] {
                for line in rendered(&report, width, false).lines() {
                    assert!(line.width() <= width || line.contains("://"), "{line}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 1000, "{seen} lines");
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut document = Document::new("");
        for text in sample::HOSTILE {
            document.paragraph(vec![Inline::text(text)]);
        }
        let report = Report::new("update", || document, || serde_json::Value::Null);
        insta::assert_snapshot!(rendered(&report, 72, false), @r#"
        </style></title><script>alert(1)</script>

        ](javascript:alert(1)) [x](javascript:alert(1))

        a | b || c \| d \

        `one` ``two`` ```three

        �[31mred�[0m �]8;;https://evil.example�x

        �����31m

        <!channel> <@U123> &lt; &amp;

        abc�fdp.exe�

        one two three four five

        # heading - item 1. one --- ===

        *bold* _em_ ~gone~ __init__ **

        👩‍👩‍👧 ❤️ 日本語 é

        "quoted" 'and' onclick="x"

        ::error file=x::y%0A%25

        ]]> --> ]]&gt;

        =cmd|' /C calc'!A0
        "#);
    }
}

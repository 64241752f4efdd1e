//! Slack's own markup (<https://api.slack.com/reference/surfaces/formatting>).
//!
//! Slack escapes three characters and no mark: text that holds a mark itself is written without one around it.

use std::fmt;

use super::{
    Style,
    address::Link,
    clean::one_line,
    layout::{Piece, Table},
};
use crate::report::{Block, Inline, Item, Report};

/// Columns of a table that Slack's window shows without wrapping.
const TABLE_WIDTH: usize = 76;

/// Writes the words of a report, blocks apart by an empty line.
pub(super) fn render(report: &Report, _style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut is_first = true;
    for block in &report.document.blocks {
        let text = block_text(block)?;
        if text.is_empty() {
            continue;
        }
        if !is_first {
            out.write_char('\n')?;
        }
        is_first = false;
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// Returns a block without its last line end.
fn block_text(block: &Block) -> Result<String, fmt::Error> {
    Ok(match block {
        Block::Heading { text, .. } => marked('*', &bare(text)),
        Block::Paragraph(text) => line(text),
        Block::List(items) => {
            let mut lines = Vec::new();
            push_items(items, 0, &mut lines);
            lines.join("\n")
        }
        Block::Table { columns, rows } => table(columns, rows)?,
    })
}

fn push_items(items: &[Item], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        let text = format!("{}• {}", "    ".repeat(depth), line(&item.text));
        lines.push(text.trim_end().to_owned());
        push_items(&item.children, depth + 1, lines);
    }
}

/// Returns a table as a block of letters of one width.
fn table(columns: &[String], rows: &[Vec<Vec<Inline>>]) -> Result<String, fmt::Error> {
    if columns.is_empty() {
        return Ok(String::new());
    }
    let piece = |text: String| Piece::new(text, anstyle::Style::new());
    let table = Table {
        columns: columns
            .iter()
            .map(|column| vec![piece(one_line(column).into_owned())])
            .collect(),
        rows: rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| cell.iter().map(|one| piece(letters(one))).collect())
                    .collect()
            })
            .collect(),
    };
    let mut text = String::new();
    table.paint(TABLE_WIDTH, false, &mut text)?;
    Ok(format!("```\n{}```", unfenced(&escape(&text))))
}

/// Returns what an inline says in letters alone.
fn letters(inline: &Inline) -> String {
    let text = one_line(inline.plain());
    match inline {
        Inline::Status { tone, .. } => format!("{} {}", tone.symbol(), text.trim()),
        Inline::Link { text, target } => Link::of(text, target).text,
        _ => text.into_owned(),
    }
}

/// Returns inlines without marks, but with their links: a bold line takes no other mark.
fn bare(inlines: &[Inline]) -> String {
    let parts = inlines.iter().map(|one| match one {
        Inline::Link { .. } => inline(one),
        _ => escape(&letters(one)),
    });
    unfenced(parts.collect::<String>().trim())
}

fn line(inlines: &[Inline]) -> String {
    let parts = inlines.iter().map(inline);
    unfenced(parts.collect::<String>().trim())
}

fn inline(inline: &Inline) -> String {
    let text = escape(&letters(inline));
    match inline {
        Inline::Text(_) => text,
        Inline::Strong(_) => marked('*', &text),
        Inline::Emphasis(_) => marked('_', &text),
        Inline::Code(_) => marked('`', &text),
        Inline::Status { tone, word } => {
            let word = marked('*', &escape(one_line(word).trim()));
            format!("{} {word}", tone.symbol())
        }
        Inline::Link {
            text: shown,
            target,
        } => match Link::of(shown, target).absolute() {
            Some(address) => format!("<{}|{text}>", escape(address)),
            None => text,
        },
    }
}

/// Returns text between two marks, which must touch it; space at its ends goes outside. Text that holds the mark
/// itself stays without.
fn marked(mark: char, text: &str) -> String {
    let words = text.trim_matches(' ');
    if words.is_empty() || words.contains(mark) {
        return text.to_owned();
    }
    let before = &text[..text.len() - text.trim_start_matches(' ').len()];
    let after = &text[text.trim_end_matches(' ').len()..];
    format!("{before}{mark}{words}{mark}{after}")
}

/// Returns text without the three characters of Slack's links and mentions.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Returns text without the fence that would swallow the rest of the message.
fn unfenced(text: &str) -> String {
    text.replace("```", "'''")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::sample, report::Document};

    fn rendered(report: &Report) -> String {
        let mut out = String::new();
        let style = Style {
            width: 72,
            color: false,
        };
        render(report, &style, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn a_usual_report() {
        insta::assert_snapshot!(rendered(&sample::usual()), @"
        *Atlas: update for 2026-05-28*

        The program is ▲ *AT RISK*: DEL-7 moved by *12 workdays* since 2026-05-14. Maria: _The quota is the only thing in the way._

        *Needs you*

        • DEC-14 Choose the second region by 2026-06-05. It blocks DEL-7 and DEL-9.
            • Option A: eu-2, 40 % dearer, no delay.
            • Option B: wait for eu-3, 15 workdays later.
        • Read <https://example.org/tickets/4711|the quota request>, then type `hum set ISS-4 status=done`.

        *Deliverables*

        ```
        Id      Deliverable                                   Health       Slip
        ──────  ────────────────────────────────────────────  ───────────  ────
        DEL-7   Auth API for partners, with keys that rotate  ■ OFF TRACK    12
        DEL-9   Load test                                     ▲ at risk       3
        DEL-11  Region eu-2                                   ● on track      0
        DEL-12  Handbook                                      ○ proposed
        ```

        *Risks*

        None.
        ");
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(rendered(&sample::nothing()), "");
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut document = Document::new("");
        for text in sample::HOSTILE {
            document.paragraph(vec![Inline::text(text)]);
        }
        let report = Report::new("update", || document, || serde_json::Value::Null);
        insta::assert_snapshot!(rendered(&report), @r#"
        &lt;/style&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;

        ](javascript:alert(1)) [x](javascript:alert(1))

        a | b || c \| d \

        `one` ``two`` '''three

        �[31mred�[0m �]8;;https://evil.example�x

        �����31m

        &lt;!channel&gt; &lt;@U123&gt; &amp;lt; &amp;amp;

        abc�fdp.exe�

        one two three four five

        # heading - item 1. one --- ===

        *bold* _em_ ~gone~ __init__ **

        👩‍👩‍👧 ❤️ 日本語 é

        "quoted" 'and' onclick="x"

        ::error file=x::y%0A%25

        ]]&gt; --&gt; ]]&amp;gt;

        =cmd|' /C calc'!A0
        "#);
    }

    #[test]
    fn only_our_own_links_and_fences_reach_slack() {
        let out = rendered(&sample::hostile());
        let links: Vec<&str> = out.split('<').skip(1).collect();
        assert!(links.len() > 10, "{} links", links.len());
        for link in links {
            assert!(link.starts_with("https://example.org/"), "{link}");
        }
        let is_table =
            |block: &&Block| matches!(block, Block::Table { columns, .. } if !columns.is_empty());
        let tables = sample::hostile()
            .document
            .blocks
            .iter()
            .filter(is_table)
            .count();
        assert_eq!(out.matches("```").count(), 2 * tables);
    }

    #[test]
    fn text_that_holds_a_mark_is_not_marked() {
        assert_eq!(inline(&Inline::code("a`b")), "a`b");
        assert_eq!(inline(&Inline::strong(" 2 * 3 ")), " 2 * 3 ");
        assert_eq!(inline(&Inline::strong(" 6 ")), " *6* ");
    }
}

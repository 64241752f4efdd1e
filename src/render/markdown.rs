//! GitHub-flavoured Markdown (<https://github.github.com/gfm/>).
//!
//! Text is escaped so that it reads as it was written, and no more than that: people read the source too. Names after
//! `@` and numbers after `#` stay as they are, for the code host to link.

use std::fmt;

use super::{Style, address::Link, clean::one_line, layout::numeric_columns};
use crate::report::{Block, Inline, Item, Report};

/// Writes the words of a report, blocks apart by an empty line.
pub(super) fn render(report: &Report, _style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut is_first = true;
    for block in &report.document.blocks {
        let text = block_text(block);
        if text.is_empty() {
            continue;
        }
        if !is_first {
            out.write_char('\n')?;
        }
        is_first = false;
        out.write_str(&text)?;
    }
    Ok(())
}

/// Returns a block with its line end, or nothing where it has nothing to say.
fn block_text(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => heading(*level, &line(text)),
        Block::Paragraph(text) => match line(text) {
            text if text.is_empty() => text,
            text => format!("{text}\n"),
        },
        Block::List(items) => {
            let mut list = String::new();
            push_items(items, 0, &mut list);
            list
        }
        Block::Table { columns, rows } => table(columns, rows),
    }
}

fn heading(level: u8, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    // A run of `#` at the end, after a space, would be taken for the closing mark of the heading.
    let words = text.trim_end_matches('#');
    let closing = &text[words.len()..];
    let is_closing = !closing.is_empty() && words.ends_with(' ');
    let escape = if is_closing { "\\" } else { "" };
    let marks = "#".repeat(usize::from(level.clamp(1, 6)));
    format!("{marks} {words}{escape}{closing}\n")
}

fn push_items(items: &[Item], depth: usize, list: &mut String) {
    for item in items {
        let text = line(&item.text);
        let space = if text.is_empty() { "" } else { " " };
        list.push_str(&format!("{}-{space}{text}\n", "  ".repeat(depth)));
        push_items(&item.children, depth + 1, list);
    }
}

fn table(columns: &[String], rows: &[Vec<Vec<Inline>>]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let right = numeric_columns(columns.len(), rows, |cell| {
        cell.iter().map(Inline::plain).collect()
    });
    let heads = columns.iter().map(|column| escape(&one_line(column)));
    let rules = right
        .iter()
        .map(|right| if *right { "---:" } else { "---" }.to_owned());
    let mut table = format!("{}{}", table_row(heads), table_row(rules));
    for row in rows {
        let cells = (0..columns.len())
            .map(|index| row.get(index).map_or_else(String::new, |text| cell(text)));
        table.push_str(&table_row(cells));
    }
    table
}

/// Returns a cell's inlines. Readers of Markdown disagree on a code span with an escaped `|` in it: it loses its marks.
fn cell(text: &[Inline]) -> String {
    let plain = |one: &Inline| match one {
        Inline::Code(code) if code.contains("\\|") => Inline::text(code),
        _ => one.clone(),
    };
    inlines(&text.iter().map(plain).collect::<Vec<_>>())
}

/// Returns one row. A `|` is escaped last of all: the row is cut into cells before anything else is read.
fn table_row(cells: impl Iterator<Item = String>) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        row.push_str(&format!(" {} |", cell.trim().replace('|', "\\|")));
    }
    row.push('\n');
    row
}

/// Returns inlines as a line that starts no other block than the one it stands in.
fn line(text: &[Inline]) -> String {
    let line = inlines(text);
    let line = line.trim();
    let after_digits = line.trim_start_matches(|one: char| one.is_ascii_digit());
    let digits = line.len() - after_digits.len();
    // A heading, a bullet, a rule; but `#12` and `-3` are none.
    let starts_block = line.starts_with(['#', '-', '+'])
        && !line[1..].starts_with(|next: char| next.is_alphanumeric());
    let starts_number = digits > 0
        && after_digits.starts_with(['.', ')'])
        && !after_digits[1..].starts_with(|next: char| next.is_alphanumeric());
    if starts_block || starts_number {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else {
        line.to_owned()
    }
}

/// Returns inlines one after the other. Marks of two neighbours would run together: a space keeps them apart.
fn inlines(inlines: &[Inline]) -> String {
    const MARKS: [char; 3] = ['`', '*', '_'];
    let mut line = String::new();
    let mut follows_mark = false;
    for one in inlines {
        let text = inline(one);
        let is_marked = !matches!(one, Inline::Text(_) | Inline::Link { .. });
        if follows_mark && is_marked && text.starts_with(MARKS) {
            line.push(' ');
        }
        if !text.is_empty() {
            follows_mark = is_marked && text.ends_with(MARKS);
        }
        line.push_str(&text);
    }
    line
}

fn inline(inline: &Inline) -> String {
    let text = one_line(inline.plain());
    match inline {
        Inline::Text(_) => escape(&text),
        Inline::Strong(_) => enclosed("**", &text),
        Inline::Emphasis(_) => enclosed("_", &text),
        Inline::Code(_) => code(&text),
        Inline::Status { tone, .. } => {
            format!("{} {}", tone.symbol(), enclosed("**", text.trim()))
        }
        Inline::Link { text, target } => {
            let link = Link::of(text, target);
            match &link.address {
                Some(address) => format!("[{}]({})", escape(link.text.trim()), address.as_str()),
                None => escape(&link.text),
            }
        }
    }
}

/// Returns text between two marks, which must touch it; space at its ends goes outside.
fn enclosed(mark: &str, text: &str) -> String {
    let words = text.trim_matches(' ');
    if words.is_empty() {
        return text.to_owned();
    }
    let before = &text[..text.len() - text.trim_start_matches(' ').len()];
    let after = &text[text.trim_end_matches(' ').len()..];
    format!("{before}{mark}{}{mark}{after}", escape(words))
}

/// Returns a code span whose fence is longer than any run of backticks in it.
fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let runs = text.split(|one| one != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let text = text.trim();
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Returns text with every character escaped that means something to Markdown where it stands.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next().unwrap_or(' ');
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Within a word it is no mark: `late_disclosure`.
            '_' if before.is_alphanumeric() && next.is_alphanumeric() => escaped.push('_'),
            // Only a name or a number and a semicolon make an entity; addresses are full of the rest.
            '&' if !starts_entity(rest.as_str()) => escaped.push('&'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '&' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
        before = character;
    }
    escaped
}

/// Returns whether the text after a `&` reads as an entity: `amp;`, `#124;`.
fn starts_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|one: char| one.is_ascii_alphanumeric() || one == '#');
    name.len() < after.len() && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

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
        # Atlas: update for 2026-05-28

        The program is ▲ **AT RISK**: [DEL-7](deliverables/DEL-7-auth-api.md) moved by **12 workdays** since 2026-05-14. Maria: _The quota is the only thing in the way._

        ## Needs you

        - [DEC-14](decisions/DEC-14-region-eu2.md) Choose the second region by 2026-06-05. It blocks DEL-7 and DEL-9.
          - Option A: eu-2, 40 % dearer, no delay.
          - Option B: wait for eu-3, 15 workdays later.
        - Read [the quota request](https://example.org/tickets/4711), then type `hum set ISS-4 status=done`.

        ## Deliverables

        | Id | Deliverable | Health | Slip |
        | --- | --- | --- | ---: |
        | [DEL-7](deliverables/DEL-7.md) | Auth API for partners, with keys that rotate | ■ **OFF TRACK** | 12 |
        | [DEL-9](deliverables/DEL-9.md) | Load test | ▲ **at risk** | 3 |
        | [DEL-11](deliverables/DEL-11.md) | Region eu-2 | ● **on track** | 0 |
        | [DEL-12](deliverables/DEL-12.md) | Handbook | ○ **proposed** |  |

        ### Risks

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

        \](javascript:alert(1)) \[x\](javascript:alert(1))

        a | b || c \\| d \\

        \`one\` \`\`two\`\` \`\`\`three

        �\[31mred�\[0m �\]8;;https://evil.example�x

        �����31m

        &lt;!channel&gt; &lt;@U123&gt; \&lt; \&amp;

        abc�fdp.exe�

        one two three four five

        \# heading - item 1. one --- ===

        \*bold\* \_em\_ \~gone\~ \_\_init\_\_ \*\*

        👩‍👩‍👧 ❤️ 日本語 é

        "quoted" 'and' onclick="x"

        ::error file=x::y%0A%25

        \]\]&gt; --&gt; \]\]\&gt;

        =cmd|' /C calc'!A0
        "#);
    }

    #[test]
    fn no_hostile_target_or_html_is_read_back() {
        let out = rendered(&sample::hostile());
        let mut targets = 0;
        for event in Parser::new_ext(&out, Options::all()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(!dest_url.starts_with("javascript"), "{dest_url}");
                    targets += 1;
                }
                _ => {}
            }
        }
        assert!(targets > 20, "{targets} targets");
    }

    static TAG: LazyLock<regex::Regex> =
        LazyLock::new(|| regex::Regex::new("<(/?)([a-z0-9]*)[^>]*>\n?").expect("a good pattern"));

    /// Returns the text that a reader of GitHub sees, and the elements it stands in.
    fn read(markdown: &str) -> (String, Vec<String>) {
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.strikethrough = true;
        options.extension.tasklist = true;
        options.extension.autolink = true;
        let html = comrak::markdown_to_html(markdown, &options);
        let opened = TAG.captures_iter(&html).map(|found| found.extract::<2>().1);
        let elements = opened
            .filter(|[end, _]| end.is_empty())
            .map(|[_, name]| name.to_owned());
        let text = TAG
            .replace_all(&html, "")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        let text = text.replace("&quot;", "\"").replace("&amp;", "&");
        (text.trim_end_matches('\n').to_owned(), elements.collect())
    }

    proptest! {
        #[test]
        fn any_text_in_any_inline_is_read_back(
            text in "[-+#=.)0-9a_*`~\\\\|&;<>\\[\\]() \n]{1,12}"
                .prop_filter("it shows something", |text| !one_line(text).trim().is_empty()),
            kind in 0..5_usize,
        ) {
            let (inline, element) = [
                (Inline::text(&text), None),
                (Inline::Emphasis(text.clone()), Some("em")),
                (Inline::strong(&text), Some("strong")),
                (Inline::code(&text), Some("code")),
                (Inline::link(&text, "x"), Some("a")),
            ][kind].clone();
            let shown = one_line(&text).trim().to_owned();
            let paragraph = block_text(&Block::Paragraph(vec![inline.clone()]));
            let elements = ["p"].into_iter().chain(element).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(read(&paragraph), (shown.clone(), elements));
            let list = block_text(&Block::List(vec![Item::new(vec![inline.clone()])]));
            let elements = ["ul", "li"].into_iter().chain(element).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(read(&list), (shown.clone(), elements));
            let heading = block_text(&Block::Heading { level: 2, text: vec![inline.clone()] });
            let elements = ["h2"].into_iter().chain(element).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(read(&heading), (shown.clone(), elements));
            let cell = table(&["h".to_owned()], &[vec![vec![inline]]]);
            prop_assert_eq!(read(&cell).0, format!("h{shown}"));
        }
    }
}

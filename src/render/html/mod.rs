//! One self-contained HTML page that is also the body of a mail.
//!
//! Nothing is fetched: no script, no font, no image. Mail programs drop style sheets, so the elements that carry the
//! reading carry their looks too; the style sheet adds what they cannot: the dark scheme, narrow screens, paper.

use std::fmt;

use super::{Style, address::Link, clean::one_line, layout::numeric_columns};
use crate::report::{Block, Inline, Item, Report, Tone};

mod look;

/// Writes the words of a report as a page.
pub(super) fn render(report: &Report, _style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let document = &report.document;
    writeln!(out, "<!doctype html>")?;
    writeln!(out, "<html lang=\"en\">")?;
    writeln!(out, "<head>")?;
    writeln!(out, "<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    )?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
    writeln!(
        out,
        "<meta name=\"supported-color-schemes\" content=\"light dark\">"
    )?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(out, "<title>{}</title>", escape(&one_line(&document.title)))?;
    writeln!(out, "<style>\n{}</style>", look::SHEET)?;
    writeln!(out, "</head>")?;
    writeln!(out, "<body style=\"{}\">", look::BODY)?;
    let [before, after] = look::OUTLOOK;
    writeln!(out, "{before}")?;
    writeln!(
        out,
        "<div class=\"page\" role=\"main\" style=\"{}\">",
        look::PAGE
    )?;
    for block in &document.blocks {
        write_block(block, out)?;
    }
    writeln!(out, "</div>")?;
    writeln!(out, "{after}")?;
    writeln!(out, "</body>")?;
    writeln!(out, "</html>")
}

fn write_block(block: &Block, out: &mut dyn fmt::Write) -> fmt::Result {
    match block {
        Block::Heading { level, text } => {
            let level = (*level).clamp(1, 6);
            let style = look::heading(level);
            writeln!(
                out,
                "<h{level} style=\"{style}\">{}</h{level}>",
                inlines(text)
            )
        }
        Block::Paragraph(text) => writeln!(
            out,
            "<p style=\"{}\">{}</p>",
            look::PARAGRAPH,
            inlines(text)
        ),
        Block::List(items) => write_items(items, look::LIST, out),
        Block::Table { columns, rows } => write_table(columns, rows, out),
    }
}

fn write_items(items: &[Item], style: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul style=\"{style}\">")?;
    for item in items {
        write!(out, "<li style=\"{}\">{}", look::ITEM, inlines(&item.text))?;
        if !item.children.is_empty() {
            out.write_char('\n')?;
            write_items(&item.children, look::INNER_LIST, out)?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_table(
    columns: &[String],
    rows: &[Vec<Vec<Inline>>],
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let right = numeric_columns(columns.len(), rows, |cell| {
        cell.iter().map(Inline::plain).collect()
    });
    let place = |index: usize| {
        let align = if right[index] {
            look::RIGHT
        } else {
            look::LEFT
        };
        let edge = if index + 1 == right.len() {
            look::LAST
        } else {
            ""
        };
        format!("{align}{edge}")
    };
    writeln!(out, "<div style=\"{}\">", look::TABLE_FRAME)?;
    writeln!(out, "<table style=\"{}\">", look::TABLE)?;
    writeln!(out, "<thead>\n<tr>")?;
    for (index, column) in columns.iter().enumerate() {
        let text = escape(&one_line(column));
        writeln!(
            out,
            "<th scope=\"col\" style=\"{}{}\">{text}</th>",
            look::HEAD,
            place(index)
        )?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for row in rows {
        writeln!(out, "<tr>")?;
        for (index, cell) in row.iter().enumerate().take(columns.len()) {
            let text = inlines(cell);
            writeln!(
                out,
                "<td style=\"{}{}\">{text}</td>",
                look::CELL,
                place(index)
            )?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let line = one_line(inline.plain());
    match inline {
        Inline::Text(_) => words(&line),
        Inline::Strong(_) => format!("<strong>{}</strong>", words(&line)),
        Inline::Emphasis(_) => format!("<em>{}</em>", words(&line)),
        Inline::Code(_) => format!("<code style=\"{}\">{}</code>", look::CODE, escape(&line)),
        Inline::Status { tone, .. } => {
            let class = match tone {
                Tone::Good => "good",
                Tone::Neutral => "neutral",
                Tone::Caution => "caution",
                Tone::Bad => "bad",
            };
            let text = escape(line.trim());
            let style = format!("{}{}", look::status(*tone), look::whole(&text));
            // The word says it all: a voice that reads the page skips the symbol.
            let symbol = format!("<span aria-hidden=\"true\">{}</span>", tone.symbol());
            format!("<span class=\"{class}\" style=\"{style}\">{symbol}\u{a0}{text}</span>")
        }
        Inline::Link { text, target } => {
            let link = Link::of(text, target);
            let text = escape(&link.text);
            match &link.address {
                Some(address) => {
                    let target = escape(address.as_str());
                    let words = link.text.split(' ').count();
                    let whole = if words == 1 {
                        look::whole(&link.text)
                    } else {
                        ""
                    };
                    let style = look::LINK;
                    format!("<a href=\"{target}\" style=\"{style}{whole}\">{text}</a>")
                }
                None => text,
            }
        }
    }
}

/// Returns escaped text in which a day or an id stays on one line: browsers break both after a hyphen.
fn words(line: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(is_part) {
        let (before, tail) = rest.split_at(start);
        let end = tail.find(|next| !is_part(next)).unwrap_or(tail.len());
        let (word, after) = tail.split_at(end);
        written.push_str(&escape(before));
        if look::is_whole(word) {
            let style = look::WHOLE;
            written.push_str(&format!("<span style=\"{style}\">{word}</span>"));
        } else {
            written.push_str(word);
        }
        rest = after;
    }
    written.push_str(&escape(rest));
    written
}

/// Returns text that means nothing to HTML, in an element or in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn rendered(report: &Report) -> String {
        let mut out = String::new();
        let style = Style {
            width: 72,
            color: false,
        };
        render(report, &style, &mut out).expect("a string takes everything");
        out
    }

    /// Returns the body without styles, which `look` holds.
    fn body(page: &str) -> String {
        let body = page
            .split_once("role=\"main\"")
            .expect("a page has a main part")
            .1;
        let style = regex::Regex::new(" style=\"[^\"]*\"").expect("a good pattern");
        let body = style.replace_all(body, "");
        let body = body.trim_start_matches(['>', '\n']);
        body.replace(&format!("{}\n", look::OUTLOOK[1]), "")
    }

    #[test]
    fn a_usual_report() {
        insta::assert_snapshot!(body(&rendered(&sample::usual())), @r#"
        <h1>Atlas: update for <span>2026-05-28</span></h1>
        <p>The program is <span class="caution"><span aria-hidden="true">▲</span> AT RISK</span>: <a href="deliverables/DEL-7-auth-api.md">DEL-7</a> moved by <strong>12 workdays</strong> since <span>2026-05-14</span>. Maria: <em>The quota is the only thing in the way.</em></p>
        <h2>Needs you</h2>
        <ul>
        <li><a href="decisions/DEC-14-region-eu2.md">DEC-14</a> Choose the second region by <span>2026-06-05</span>. It blocks <span>DEL-7</span> and <span>DEL-9</span>.
        <ul>
        <li>Option A: <span>eu-2</span>, 40 % dearer, no delay.</li>
        <li>Option B: wait for <span>eu-3</span>, 15 workdays later.</li>
        </ul>
        </li>
        <li>Read <a href="https://example.org/tickets/4711">the quota request</a>, then type <code>hum set ISS-4 status=done</code>.</li>
        </ul>
        <h2>Deliverables</h2>
        <div>
        <table>
        <thead>
        <tr>
        <th scope="col">Id</th>
        <th scope="col">Deliverable</th>
        <th scope="col">Health</th>
        <th scope="col">Slip</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td><a href="deliverables/DEL-7.md">DEL-7</a></td>
        <td>Auth API for partners, with keys that rotate</td>
        <td><span class="bad"><span aria-hidden="true">■</span> OFF TRACK</span></td>
        <td>12</td>
        </tr>
        <tr>
        <td><a href="deliverables/DEL-9.md">DEL-9</a></td>
        <td>Load test</td>
        <td><span class="caution"><span aria-hidden="true">▲</span> at risk</span></td>
        <td>3</td>
        </tr>
        <tr>
        <td><a href="deliverables/DEL-11.md">DEL-11</a></td>
        <td>Region <span>eu-2</span></td>
        <td><span class="good"><span aria-hidden="true">●</span> on track</span></td>
        <td>0</td>
        </tr>
        <tr>
        <td><a href="deliverables/DEL-12.md">DEL-12</a></td>
        <td>Handbook</td>
        <td><span class="neutral"><span aria-hidden="true">○</span> proposed</span></td>
        <td></td>
        </tr>
        </tbody>
        </table>
        </div>
        <h3>Risks</h3>
        <p>None.</p>
        </div>
        </body>
        </html>
        "#);
    }

    #[test]
    fn nothing_is_an_empty_page() {
        let page = rendered(&sample::nothing());
        assert!(page.starts_with(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        ));
        assert!(page.contains("\n<title></title>\n"));
        assert_eq!(body(&page), "</div>\n</body>\n</html>\n");
    }

    #[test]
    fn hostile_text_opens_no_element_and_no_target() {
        let page = rendered(&sample::hostile());
        let page = look::OUTLOOK
            .iter()
            .fold(page, |page, mark| page.replace(mark, ""));
        let tag = regex::Regex::new("<(/?[a-zA-Z!][a-zA-Z0-9]*)").expect("a good pattern");
        let tags: std::collections::BTreeSet<&str> = tag
            .captures_iter(&page)
            .map(|found| found.extract::<1>().1[0])
            .collect();
        insta::assert_snapshot!(tags.into_iter().collect::<Vec<_>>().join(" "), @"!doctype /a /body /code /div /em /h1 /h6 /head /html /li /p /span /strong /style /table /tbody /td /th /thead /title /tr /ul a body code div em h1 h6 head html li meta p span strong style table tbody td th thead title tr ul");
        assert_eq!(
            page.matches("<style>").count() + page.matches("</style>").count(),
            2
        );
        let target = regex::Regex::new("href=\"([^\"]*)\"").expect("a good pattern");
        let targets: Vec<&str> = target
            .captures_iter(&page)
            .map(|found| found.extract::<1>().1[0])
            .collect();
        assert!(targets.len() > 20, "{} targets", targets.len());
        for target in targets {
            assert!(!target.starts_with("javascript"), "{target}");
        }
    }

    #[test]
    fn a_day_and_an_id_stay_on_one_line() {
        let whole = |word: &str| format!("<span style=\"white-space:nowrap\">{word}</span>");
        let day = whole("2026-08-14");
        assert_eq!(words("by 2026-08-14."), format!("by {day}."));
        assert_eq!(words("(<2026-08-14)"), format!("(&lt;{day})"));
        let (first, last) = (whole("WS-3"), whole("RISK-12"));
        assert_eq!(words("WS-3, RISK-12"), format!("{first}, {last}"));
        for text in [
            "on-call",
            "-",
            "5 - 3",
            "é-a",
            "a-much-longer-name-of-a-branch-7",
        ] {
            assert_eq!(words(text), text);
        }
    }

    #[test]
    fn a_quote_cannot_leave_an_attribute() {
        let link = Inline::link("x", "a\" onclick=\"alert(1)");
        assert!(inline(&link).starts_with("<a href=\"a%22%20onclick=%22alert%281%29\" style=\""));
    }
}

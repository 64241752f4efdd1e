//! Comma-separated values, for spreadsheets: RFC 4180, one table, a heading row, lines that end in CR LF.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, even one that was quoted: `=HYPERLINK(…)` in a title
//! would send whatever stands beside it to a stranger. Such cells get a `'` before them, which spreadsheets take as the
//! sign for text. Handles get it too: `@maria` is an unknown function to them, and would be shown as an error. Numbers
//! keep their sign and stay numbers. A program that needs the exact text reads JSON.

use std::fmt;

use csv::{Terminator, WriterBuilder};

use super::{Style, clean::one_line, layout::is_number};
use crate::report::{Inline, Report};

/// Signs with which a spreadsheet begins a formula, in the wide form too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes the one table of a report; fails when there is none, or more than one.
pub(super) fn render(report: &Report, _style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut tables = report.document.tables();
    let (Some((columns, rows)), None) = (tables.next(), tables.next()) else {
        return Err(fmt::Error);
    };
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    let heading: Vec<String> = columns.iter().map(|column| cell(column)).collect();
    writer.write_record(&heading).map_err(|_| fmt::Error)?;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|inlines| cell(&plain(inlines))).collect();
        writer.write_record(&cells).map_err(|_| fmt::Error)?;
    }
    let bytes = writer.into_inner().map_err(|_| fmt::Error)?;
    out.write_str(&String::from_utf8(bytes).map_err(|_| fmt::Error)?)
}

/// Returns the words of a cell, without marks.
fn plain(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::plain).collect()
}

/// Returns a cell on one line that no spreadsheet runs.
fn cell(text: &str) -> String {
    let line = one_line(text);
    let text = line.trim();
    if text.starts_with(FORMULA) && !is_number(text) {
        return format!("'{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Block, Document};

    fn written(report: &Report) -> Result<String, fmt::Error> {
        let mut out = String::new();
        let style = Style {
            width: 72,
            color: false,
        };
        render(report, &style, &mut out).map(|()| out)
    }

    fn table(cells: &[&str]) -> Report<'static> {
        let mut document = Document::new("");
        document.blocks.push(Block::Table {
            columns: vec!["Id".into(), "=Cell".into()],
            rows: cells
                .iter()
                .map(|text| vec![vec![Inline::text("R-1")], vec![Inline::text(*text)]])
                .collect(),
        });
        Report::new("list", || document, || serde_json::Value::Null)
    }

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_text() {
        let cells = [
            "=1+2", "+cmd", "-x", "@maria", "\t=1", "\r@x", "＝1", "-5", "+3.5", "-40 %", "-1+2",
            "a, \"b\"", "",
        ];
        let out = written(&table(&cells)).expect("it is one table");
        let second: Vec<&str> = out.lines().map(|line| &line[4..]).collect();
        assert_eq!(
            second,
            [
                "=Cell",
                "'=1+2",
                "'+cmd",
                "'-x",
                "'@maria",
                "'=1",
                "'@x",
                "'＝1",
                "-5",
                "+3.5",
                "-40 %",
                "'-1+2",
                "\"a, \"\"b\"\"\"",
                ""
            ]
        );
        assert_eq!(out.matches("\r\n").count(), cells.len() + 1);
        assert_eq!(out.matches('\n').count(), cells.len() + 1);
    }

    #[test]
    fn only_one_table_can_be_written() {
        let usual = written(&super::super::sample::usual()).expect("it has one table");
        assert_eq!(
            usual,
            "Id,Deliverable,Health,Slip\r\n\
             DEL-7,\"Auth API for partners, with keys that rotate\",OFF TRACK,12\r\n\
             DEL-9,Load test,at risk,3\r\n\
             DEL-11,Region eu-2,on track,0\r\n\
             DEL-12,Handbook,proposed,\r\n"
        );
        assert_eq!(written(&super::super::sample::nothing()), Err(fmt::Error));
        assert_eq!(written(&super::super::sample::hostile()), Err(fmt::Error));
    }
}

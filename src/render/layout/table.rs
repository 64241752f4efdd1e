//! Tables whose columns shrink until they fit, and lists of fields where even that is not enough.

use std::fmt;

use super::word::{Piece, Word, line_width, paint, words, wrap};

/// Between two columns.
const GAP: usize = 2;

/// A word this long is kept whole when columns shrink: ids, dates and most words of a language.
const KEPT_WHOLE: usize = 12;

/// A cell: clean text with its looks.
type Cell = Vec<Piece>;

/// A table to lay out; every row has as many cells as there are columns.
pub(in crate::render) struct Table {
    /// Headings.
    pub(in crate::render) columns: Vec<Cell>,
    /// Cells, row by row.
    pub(in crate::render) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Writes the table, each line with its end, none wider than `width` columns.
    pub(in crate::render) fn paint(
        &self,
        width: usize,
        color: bool,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let heads: Vec<Vec<Word>> = self.columns.iter().map(|cell| words(cell)).collect();
        let rows: Vec<Vec<Vec<Word>>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| words(cell)).collect())
            .collect();
        let Some(widths) = fit(&heads, &rows, width) else {
            return self.paint_fields(width, color, out);
        };
        let right = numeric_columns(heads.len(), &self.rows, |cell| {
            cell.iter().map(Piece::text).collect()
        });
        let frame = Frame {
            widths,
            right,
            color,
        };
        frame.paint_row(heads, out)?;
        frame.paint_rule(out)?;
        for row in rows {
            frame.paint_row(row, out)?;
        }
        Ok(())
    }

    /// Writes each row as lines of `heading: cell`.
    fn paint_fields(&self, width: usize, color: bool, out: &mut dyn fmt::Write) -> fmt::Result {
        const INDENT: &str = "  ";
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0 {
                out.write_char('\n')?;
            }
            for (column, head) in self.columns.iter().enumerate() {
                let mut pieces = head.clone();
                pieces.push(Piece::new(": ", anstyle::Style::new()));
                pieces.extend(row.get(column).into_iter().flatten().cloned());
                let narrow = width.saturating_sub(INDENT.len()).max(1);
                let parts = words(&pieces)
                    .into_iter()
                    .flat_map(|word| word.split(narrow));
                for (index, line) in wrap(parts, narrow).iter().enumerate() {
                    out.write_str(if index > 0 { INDENT } else { "" })?;
                    paint(line, color, out)?;
                    out.write_char('\n')?;
                }
            }
        }
        Ok(())
    }
}

/// Returns the width of each column so that the table fits, or nothing when it cannot.
///
/// Narrow columns keep their width; the wide ones share what is left, down to their longest whole word.
fn fit(heads: &[Vec<Word>], rows: &[Vec<Vec<Word>>], available: usize) -> Option<Vec<usize>> {
    let column = |index: usize| {
        let cells = rows.iter().filter_map(move |row| row.get(index));
        std::iter::once(&heads[index]).chain(cells)
    };
    let full: Vec<usize> = (0..heads.len())
        .map(|index| {
            column(index)
                .map(|cell| line_width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let least: Vec<usize> = (0..heads.len())
        .map(|index| {
            let words = column(index)
                .flatten()
                .map(|word| word.width().min(KEPT_WHOLE));
            words.max().unwrap_or(0)
        })
        .collect();
    let available = available.saturating_sub(GAP * heads.len().saturating_sub(1));
    let capped = |cap: usize| {
        let pairs = full.iter().zip(&least);
        pairs
            .map(|(full, least)| (*full).min(cap).max(*least))
            .collect::<Vec<_>>()
    };
    let total = |widths: &[usize]| widths.iter().sum::<usize>();
    if total(&full) <= available {
        return Some(full);
    }
    let cap = (1..=available)
        .rev()
        .find(|cap| total(&capped(*cap)) <= available)?;
    let mut widths = capped(cap);
    let mut left = available - total(&widths);
    for (width, full) in widths.iter_mut().zip(&full) {
        if left > 0 && *width < *full {
            *width += 1;
            left -= 1;
        }
    }
    Some(widths)
}

/// Columns whose widths are settled.
struct Frame {
    widths: Vec<usize>,
    right: Vec<bool>,
    color: bool,
}

impl Frame {
    /// Writes one row, in as many lines as its tallest cell has: a row of empty cells has none.
    fn paint_row(&self, row: Vec<Vec<Word>>, out: &mut dyn fmt::Write) -> fmt::Result {
        let cells: Vec<Vec<Vec<Word>>> = row
            .into_iter()
            .zip(&self.widths)
            .map(|(cell, width)| {
                let parts = cell
                    .into_iter()
                    .flat_map(|word| word.split((*width).max(1)));
                wrap(parts, *width)
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut column = 0;
            let mut at = 0;
            for (index, cell) in cells.iter().enumerate() {
                if let Some(words) = cell.get(line) {
                    let free = self.widths[index].saturating_sub(line_width(words));
                    let start = column + if self.right[index] { free } else { 0 };
                    out.write_str(&" ".repeat(start.saturating_sub(at)))?;
                    paint(words, self.color, out)?;
                    at = start + line_width(words);
                }
                column += self.widths[index] + GAP;
            }
            out.write_char('\n')?;
        }
        Ok(())
    }

    /// Writes the line between headings and rows.
    fn paint_rule(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let rules: Vec<String> = self.widths.iter().map(|width| "─".repeat(*width)).collect();
        writeln!(out, "{}", rules.join(&" ".repeat(GAP)))
    }
}

/// Returns for each column whether its cells are numbers or empty, with a number among them: such columns are
/// easier to compare when they end at the same edge.
pub(in crate::render) fn numeric_columns<Cell>(
    columns: usize,
    rows: &[Vec<Cell>],
    plain: impl Fn(&Cell) -> String,
) -> Vec<bool> {
    (0..columns)
        .map(|index| {
            let cells = rows.iter().filter_map(|row| row.get(index)).map(&plain);
            let mut filled = cells.filter(|cell| !cell.trim().is_empty()).peekable();
            filled.peek().is_some() && filled.all(|cell| is_number(cell.trim()))
        })
        .collect()
}

/// Returns whether text is a number as people write one: a sign, digits, separators, a percent sign.
pub(in crate::render) fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-', '−', '±']).unwrap_or(text);
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || one == '.' || one == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        vec![Piece::new(text, anstyle::Style::new())]
    }

    fn painted(rows: &[&[&str]], width: usize) -> String {
        let mut rows = rows
            .iter()
            .map(|row| row.iter().map(|text| cell(text)).collect());
        let table = Table {
            columns: rows.next().expect("the first row holds the headings"),
            rows: rows.collect(),
        };
        let mut out = String::new();
        table
            .paint(width, false, &mut out)
            .expect("a string takes everything");
        out
    }

    const RISKS: &[&[&str]] = &[
        &["Id", "Risk", "Days"],
        &["RISK-9", "Quota approval is late", "12"],
        &["RISK-12", "", "-3"],
    ];

    #[test]
    fn numbers_stand_at_the_right_edge_of_a_table_that_fits() {
        insta::assert_snapshot!(painted(RISKS, 80), @"
        Id       Risk                    Days
        ───────  ──────────────────────  ────
        RISK-9   Quota approval is late    12
        RISK-12                            -3
        ");
    }

    #[test]
    fn the_widest_column_shrinks_first() {
        insta::assert_snapshot!(painted(RISKS, 28), @"
        Id       Risk           Days
        ───────  ─────────────  ────
        RISK-9   Quota            12
                 approval is
                 late
        RISK-12                   -3
        ");
    }

    #[test]
    fn a_table_that_cannot_fit_is_a_list_of_fields() {
        insta::assert_snapshot!(painted(RISKS, 20), @"
        Id: RISK-9
        Risk: Quota
          approval is late
        Days: 12

        Id: RISK-12
        Risk:
        Days: -3
        ");
    }

    #[test]
    fn a_table_without_rows_is_its_headings() {
        insta::assert_snapshot!(painted(&[&["Id", "Risk"]], 80), @"
        Id  Risk
        ──  ────
        ");
    }

    #[test]
    fn numbers_are_told_from_dates_and_ids() {
        for number in ["0", "+1,200.5", "−3", "40 %", "40%"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", "2026-05-01", "v1.2", "12 days", "RISK-9"] {
            assert!(!is_number(other), "{other}");
        }
    }
}

//! Where a record's metadata stands in its file: one file a form, each giving the same spanned tree.

mod bullets;
mod fenced;
mod front;
mod heading;
mod nygard;
mod preamble;
mod section;
mod table;
mod whole;

use super::{
    Problem, Span,
    edit::{Change, EditError, Patch, Source},
    tree::Tree,
};

/// What was read from one file in one form.
#[derive(Debug)]
pub struct Extracted {
    /// The metadata; `None` when it is there and cannot be read.
    pub tree: Option<Tree>,
    /// The Markdown that belongs to the record; the empty span at 0 where the form has no place for any.
    pub body: Span,
    /// What is wrong with the metadata.
    pub problems: Vec<Problem>,
}

/// Reads a file in one form. `None` when the file has nothing of that form: another source of the kind may fit.
type Read = fn(&str) -> Option<Extracted>;

/// Returns the patches that make a change in a file of one form. What comes out is proved by reading it again.
type Write = fn(&Source<'_>, &Change<'_>) -> Result<Vec<Patch>, EditError>;

/// What a file that is new starts with.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The number of the record.
    pub number: u64,
    /// Names and texts of fields, in order.
    pub fields: &'a [(String, String)],
}

impl<'a> Start<'a> {
    /// Returns the text of a field, whatever the case of its name; an empty one where nothing is said.
    fn text(&self, name: &str) -> &'a str {
        let mut fields = self.fields.iter();
        let found = fields.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map_or("", |(_, text)| text)
    }
}

/// Returns the text of a new file up to its body. Fields that it leaves out are set afterwards.
type Template = fn(&Start<'_>) -> String;

/// A form in which metadata may stand.
#[derive(Debug, Clone, Copy)]
pub struct Extractor {
    /// Its name in `extract:`.
    pub name: &'static str,
    /// What a file in this form has, for the message when it is missing.
    pub expects: &'static str,
    /// Whether the tree holds many records, not one.
    pub many: bool,
    /// Whether each field is one line of text: without quotes, lists and maps.
    pub is_flat: bool,
    read: Read,
    write: Write,
    template: Option<Template>,
}

/// Every form, by name.
pub const EXTRACTORS: &[Extractor] = &[
    Extractor {
        name: "bullets",
        expects: "a list of `- Name: value` lines",
        many: false,
        is_flat: true,
        read: bullets::read,
        write: bullets::write,
        template: Some(bullets::template),
    },
    Extractor {
        name: "fenced-yaml",
        expects: "a ```yaml block",
        many: false,
        is_flat: false,
        read: fenced::read,
        write: fenced::write,
        template: None,
    },
    Extractor {
        name: "front-matter",
        expects: "front matter between two `---` lines at the top",
        many: false,
        is_flat: false,
        read: front::read,
        write: front::write,
        template: Some(front::template),
    },
    Extractor {
        name: "heading",
        expects: "a heading with one `#`",
        many: false,
        is_flat: true,
        read: heading::read,
        write: heading::write,
        template: Some(heading::template),
    },
    Extractor {
        name: "key-value-table",
        expects: "a two-column Markdown table",
        many: false,
        is_flat: true,
        read: table::read_pairs,
        write: table::write_pairs,
        template: None,
    },
    Extractor {
        name: "nygard",
        expects: "a line below `## Status`",
        many: false,
        is_flat: true,
        read: nygard::read,
        write: nygard::write,
        template: Some(nygard::template),
    },
    Extractor {
        name: "rfc822",
        expects: "`Name: value` lines at the top",
        many: false,
        is_flat: true,
        read: preamble::read,
        write: preamble::write,
        template: None,
    },
    Extractor {
        name: "row-table",
        expects: "a Markdown table with a header row",
        many: true,
        is_flat: true,
        read: table::read_rows,
        write: table::write_rows,
        template: None,
    },
    Extractor {
        name: "section",
        expects: "headings with a line of text below",
        many: false,
        is_flat: true,
        read: section::read,
        write: section::write,
        template: None,
    },
    Extractor {
        name: "yaml-file",
        expects: "a YAML map",
        many: false,
        is_flat: false,
        read: whole::read,
        write: whole::write,
        template: Some(whole::template),
    },
    Extractor {
        name: "yaml-list",
        expects: "a YAML list",
        many: true,
        is_flat: false,
        read: whole::read,
        write: whole::write,
        template: None,
    },
];

impl Extractor {
    /// Returns the form with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        EXTRACTORS.iter().find(|extractor| extractor.name == name)
    }

    /// Reads a file in this form.
    pub fn read(&self, text: &str) -> Option<Extracted> {
        (self.read)(text)
    }

    /// Returns the text of a new file up to its body; `None` for a form that no new file is made in.
    pub fn template(&self, start: &Start<'_>) -> Option<String> {
        self.template.map(|template| template(start))
    }

    /// Returns the patches that make a change in a file of this form.
    pub(in crate::text) fn patches(
        &self,
        source: &Source<'_>,
        change: &Change<'_>,
    ) -> Result<Vec<Patch>, EditError> {
        (self.write)(source, change)
    }
}

impl PartialEq for Extractor {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Splits `Name: value` and returns name, value and the value's offset in the line.
pub(super) fn name_and_value(line: &str) -> Option<(&str, &str, usize)> {
    let colon = line.find(':')?;
    let name = line[..colon].trim();
    let rest = &line[colon + 1..];
    let value = rest.trim();
    let offset = colon + 1 + (rest.len() - rest.trim_start().len());
    (!name.is_empty() && name.len() <= 60).then_some((name, value, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(name: &str, text: &str) -> serde_json::Value {
        let extractor = Extractor::find(name).expect("the name is in the table");
        let extracted = extractor.read(text).expect("the form is there");
        assert_eq!(extracted.problems, []);
        extracted.tree.expect("it parses").root().to_json()
    }

    #[test]
    fn names_are_sorted_and_unique() {
        assert!(
            EXTRACTORS
                .windows(2)
                .all(|pair| pair[0].name < pair[1].name)
        );
    }

    #[test]
    fn every_form_gives_the_same_tree() {
        let expected = serde_json::json!({"Status": "Accepted", "Date": "2026-03-01"});
        for (name, text) in [
            (
                "bullets",
                "# Title\n\n* Status: Accepted\n* Date: 2026-03-01\n\nText\n",
            ),
            (
                "fenced-yaml",
                "# Title\n\n```yaml\nStatus: Accepted\nDate: 2026-03-01\n```\n",
            ),
            (
                "front-matter",
                "---\nStatus: Accepted\nDate: 2026-03-01\n---\n# Title\n",
            ),
            (
                "key-value-table",
                "# T\n\n| | |\n|--|--|\n| Status | Accepted |\n| Date: | 2026-03-01 |\n",
            ),
            ("rfc822", "Status: Accepted\nDate: 2026-03-01\n\n# Title\n"),
            (
                "section",
                "## Status\n\nAccepted\n\nMore.\n\n## Date\n2026-03-01\n",
            ),
            ("yaml-file", "Status: Accepted\nDate: 2026-03-01\n"),
        ] {
            assert_eq!(json(name, text), expected, "{name}");
        }
    }

    #[test]
    fn tables_of_rows_give_a_list() {
        let text = "| id | status |\n|---|---|\n| R-1 | open |\n| R-2 | `closed` |\n";
        assert_eq!(
            json("row-table", text),
            serde_json::json!([{"id": "R-1", "status": "open"}, {"id": "R-2", "status": "`closed`"}])
        );
    }

    #[test]
    fn values_keep_their_place_in_the_file() {
        let text = "# T\n\n| | |\n|--|--|\n| Status | Accepted |\n";
        let extracted = Extractor::find("key-value-table")
            .and_then(|form| form.read(text))
            .expect("a table");
        let tree = extracted.tree.expect("it parses");
        let status = tree.root().get("Status").expect("a row");
        assert_eq!(status.span().slice(text), "Accepted");
        let text = "PEP: 8\nTitle: Style\n  guide\nStatus: Active\n\nBody";
        let extracted = Extractor::find("rfc822")
            .and_then(|form| form.read(text))
            .expect("a preamble");
        let tree = extracted.tree.expect("it parses");
        assert_eq!(
            tree.root().get("Title").and_then(|title| title.text()),
            Some("Style guide")
        );
        assert_eq!(
            tree.root()
                .get("Status")
                .expect("a line")
                .span()
                .slice(text),
            "Active"
        );
        assert_eq!(extracted.body.slice(text), "Body");
    }

    #[test]
    fn a_file_without_the_form_gives_nothing() {
        for (name, text) in [
            ("bullets", "text\n"),
            ("fenced-yaml", "```rust\n```\n"),
            ("front-matter", "# Title\n"),
            ("heading", "## Section\n"),
            ("key-value-table", "| a | b | c |\n|-|-|-|\n"),
            ("nygard", "# 1. Title\n\n## Context\n\nDate: none\n"),
            ("rfc822", "# Title\n"),
            ("row-table", "none"),
            ("section", "none"),
        ] {
            let extractor = Extractor::find(name).expect("the name is in the table");
            assert!(extractor.read(text).is_none(), "{name}");
        }
    }
}

//! Every kind of value by every kind of edit, in every line ending and place: the change stays within the field's own
//! lines, and the number of refusals is known.

use std::collections::BTreeMap;

use humdrum::text::edit::{EditError, fields};

use super::{document, edit_of, form};

/// Values below a key that take lines of their own; `~` is the break and the indentation.
const BELOW: &[&str] = &[
    "~- x",
    "~- x # c~- y",
    "~# c~- x",
    "~- {ref: x}~- y",
    "~- p: 1~  q: 2~- p: 2",
    "~- - x~  - y",
    "~p: 1",
    "~p: 1 # c~q:~  r: 2",
    "~-   x~-   y",
    "~- |~  x~- y",
    "~-~- x",
    "~# c~p: 1",
    " &x~- x",
    " !!seq~- x",
    " &x 1",
    " !!str 1",
    "~  x",
    " # c~- x",
];

/// What stands around the field: above and below it.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("a: 1\n", "z: 2\n"),
    ("a: 1 # c\n\n", "\n# c\nz: 2\n"),
    ("---\n", "...\n"),
    ("a:\n  - 1\n", ""),
];

/// Each kind of edit by its name.
const EDITS: &[(&str, &str)] = &[
    ("set", "k=new"),
    ("set quoted", "k=@new: #1"),
    ("set literal", "k:=7"),
    ("set lines", "k=one\ntwo\n"),
    ("set list", "k=[x|new, one]"),
    ("set empty list", "k=[]"),
    ("add", "k+=@new"),
    ("drop", "k-=x"),
    ("unset", "!k"),
    ("set below", "k.new=x"),
    ("set beside", "new.sub=x"),
];

/// Returns every way to write a field.
fn values() -> Vec<String> {
    let inline = document::SCALARS.iter().chain(document::FLOWS);
    let inline = inline.map(|value| format!(" {value}"));
    let tall = document::TALL.iter().map(|value| format!(" {value}"));
    let below = BELOW.iter().map(|value| (*value).to_owned());
    let all = inline.chain(tall).chain(below);
    all.map(|value| format!("k:{}\n", value.replace('~', "\n  ").trim_end_matches(' ')))
        .collect()
}

fn kind(result: &Result<String, EditError>, source: &str) -> &'static str {
    match result {
        Ok(result) if result == source => "same",
        Ok(_) => "edited",
        Err(EditError::Layout { .. }) => "unusual",
        Err(EditError::Unproven { .. }) => "unproven",
        Err(EditError::Map { .. } | EditError::NotAMap { .. } | EditError::NotAList { .. }) => {
            "not so"
        }
        Err(EditError::NoSuchItem { .. }) => "no item",
        Err(EditError::Unreadable(_)) => "unreadable",
        Err(_) => "other",
    }
}

/// One file of the matrix and where its field is.
struct Input {
    above: String,
    field: String,
    below: String,
    line_break: &'static str,
    is_open: bool,
}

impl Input {
    fn source(&self) -> String {
        format!("{}{}{}", self.above, self.field, self.below)
    }

    /// Asserts that a result differs in the field's own lines only.
    fn assert_kept(&self, name: &str, result: &str) {
        let source = self.source();
        let above = match (name, self.is_open) {
            // A new field comes after the last one.
            ("set beside", _) => source.trim_end().trim_end_matches("...").trim_end(),
            // The last line of a file without a final break takes the one above it along.
            ("unset", true) => self.above.trim_end(),
            _ => &self.above,
        };
        let has_below = result.ends_with(&self.below) || name == "set beside";
        let has_own_breaks = !result.replace(self.line_break, "").contains(['\n', '\r']);
        assert!(
            result.starts_with(above) && has_below && has_own_breaks,
            "{name} {source:?} became {result:?}"
        );
    }
}

fn inputs() -> Vec<Input> {
    let ends = [("\n", false), ("\n", true), ("\r\n", false), ("\r", false)];
    let mut inputs = Vec::new();
    for field in values() {
        for (above, below) in AROUND {
            for (line_break, is_open) in ends {
                let own = |text: &str| text.replace('\n', line_break);
                let is_open = is_open && below.is_empty();
                let field = if is_open { field.trim_end() } else { &field };
                inputs.push(Input {
                    above: own(above),
                    field: own(field),
                    below: own(below),
                    line_break,
                    is_open,
                });
            }
        }
    }
    inputs
}

/// How often each edit ends in each way. What is not edited has a list with an anchor or a tag before it, or is a map or
/// no list where the edit needs the other.
const OUTCOMES: &[&str] = &[
    r#"add: {"edited": 1160, "not so": 180, "unusual": 20}"#,
    r#"drop: {"edited": 140, "no item": 300, "not so": 880, "unusual": 40}"#,
    r#"set: {"edited": 1140, "not so": 180, "unusual": 40}"#,
    r#"set below: {"edited": 260, "not so": 1100}"#,
    r#"set beside: {"edited": 1360}"#,
    r#"set empty list: {"edited": 1080, "not so": 180, "same": 40, "unusual": 60}"#,
    r#"set lines: {"edited": 1120, "not so": 180, "same": 20, "unusual": 40}"#,
    r#"set list: {"edited": 1160, "not so": 180, "unusual": 20}"#,
    r#"set literal: {"edited": 1120, "not so": 180, "unusual": 60}"#,
    r#"set quoted: {"edited": 1140, "not so": 180, "unusual": 40}"#,
    r#"unset: {"edited": 1360}"#,
];

#[test]
fn every_edit_stays_within_its_field() {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for input in inputs() {
        let source = input.source();
        for (name, edit) in EDITS {
            let edit = edit_of(edit);
            let result = fields(form("yaml-file"), &source, "", &[edit]);
            let counts = counts.entry(*name).or_default();
            *counts.entry(kind(&result, &source)).or_default() += 1;
            if let Ok(result) = result {
                input.assert_kept(name, &result);
            }
        }
    }
    let told: Vec<String> = counts
        .iter()
        .map(|(name, counts)| format!("{name}: {counts:?}"))
        .collect();
    assert_eq!(told, OUTCOMES);
}

#[test]
fn yaml_in_markdown_is_edited_as_in_a_file() {
    let mut seen = 0;
    for input in inputs() {
        let source = input.source();
        if input.line_break == "\r" || input.is_open || source.starts_with("---") {
            continue;
        }
        for (name, edit) in EDITS {
            let edit = edit_of(edit);
            let alone = fields(form("yaml-file"), &source, "", std::slice::from_ref(&edit));
            for (form_name, open, close) in [
                ("front-matter", "\u{feff}---\n", "---\n# T\n\n- [ ] [[k]]"),
                (
                    "fenced-yaml",
                    "# T\n\n```yaml\n",
                    "```\n- [ ] [[k]]\n\n# U\n",
                ),
            ] {
                let own = |text: &str| text.replace('\n', input.line_break);
                let (open, close) = (own(open), own(close));
                let wrapped = format!("{open}{source}{close}");
                let found = fields(form(form_name), &wrapped, "", std::slice::from_ref(&edit));
                let expected = alone.as_ref().map(|text| format!("{open}{text}{close}"));
                assert_eq!(
                    found.as_ref().ok(),
                    expected.as_ref().ok(),
                    "{name} {wrapped:?}"
                );
                assert_eq!(kind(&found, &wrapped), kind(&alone, &source), "{name}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 14_960);
}

//! Every form by kinds of edit, with the exact text that comes out.

use super::{edit_of, edited, form, text};
use humdrum::text::{
    edit::{NewRecord, NewValue, append},
    extract::{EXTRACTORS, Extractor},
};

/// One file of each form that holds one record with a status and a date, and what edits make of it.
const RECORDS: &[(&str, &str, [&str; 4])] = &[
    (
        "bullets",
        "# T\n\n* Status: draft\n* **Date:** 2026-03-01\n\nText\n",
        [
            "# T\n\n* Status: done\n* **Date:** 2026-03-01\n\nText\n",
            "# T\n\n* Status: draft\n* **Date:** 2026-05-01\n\nText\n",
            "# T\n\n* Status: draft\n* **Date:** 2026-03-01\n* **Owner:** @kim\n\nText\n",
            "# T\n\n* Status: draft\n\nText\n",
        ],
    ),
    (
        "fenced-yaml",
        "# T\n\n```yaml\nStatus: draft\nDate: 2026-03-01\n```\n- [ ] x\n",
        [
            "# T\n\n```yaml\nStatus: done\nDate: 2026-03-01\n```\n- [ ] x\n",
            "# T\n\n```yaml\nStatus: draft\nDate: 2026-05-01\n```\n- [ ] x\n",
            "# T\n\n```yaml\nStatus: draft\nDate: 2026-03-01\nOwner: \"@kim\"\n```\n- [ ] x\n",
            "# T\n\n```yaml\nStatus: draft\n```\n- [ ] x\n",
        ],
    ),
    (
        "front-matter",
        "---\nStatus: draft\nDate: 2026-03-01 # c\n---\n# T\n",
        [
            "---\nStatus: done\nDate: 2026-03-01 # c\n---\n# T\n",
            "---\nStatus: draft\nDate: 2026-05-01 # c\n---\n# T\n",
            "---\nStatus: draft\nDate: 2026-03-01 # c\nOwner: \"@kim\"\n---\n# T\n",
            "---\nStatus: draft\n---\n# T\n",
        ],
    ),
    (
        "key-value-table",
        "# T\n\n| | |\n|--|--|\n| Status | draft |\n| **Date**: | 2026-03-01 |\n\nText\n",
        [
            "# T\n\n| | |\n|--|--|\n| Status | done |\n| **Date**: | 2026-03-01 |\n\nText\n",
            "# T\n\n| | |\n|--|--|\n| Status | draft |\n| **Date**: | 2026-05-01 |\n\nText\n",
            "# T\n\n| | |\n|--|--|\n| Status | draft |\n| **Date**: | 2026-03-01 |\n| **Owner**: | @kim       |\n\nText\n",
            "# T\n\n| | |\n|--|--|\n| Status | draft |\n\nText\n",
        ],
    ),
    (
        "nygard",
        "# 1. T\n\nDate: 2026-03-01\n\n## Status\n\ndraft\n\n## Context\n\nText\n",
        [
            "# 1. T\n\nDate: 2026-03-01\n\n## Status\n\ndone\n\n## Context\n\nText\n",
            "# 1. T\n\nDate: 2026-05-01\n\n## Status\n\ndraft\n\n## Context\n\nText\n",
            "# 1. T\n\nDate: 2026-03-01\nOwner: @kim\n\n## Status\n\ndraft\n\n## Context\n\nText\n",
            "# 1. T\n\n## Status\n\ndraft\n\n## Context\n\nText\n",
        ],
    ),
    (
        "rfc822",
        "Status: draft\nDate: 2026-03-01\n\n# T\n",
        [
            "Status: done\nDate: 2026-03-01\n\n# T\n",
            "Status: draft\nDate: 2026-05-01\n\n# T\n",
            "Status: draft\nDate: 2026-03-01\nOwner: @kim\n\n# T\n",
            "Status: draft\n\n# T\n",
        ],
    ),
    (
        "section",
        "## Status\n\ndraft\n\nMore.\n\n## Date\n2026-03-01\n",
        [
            "## Status\n\ndone\n\nMore.\n\n## Date\n2026-03-01\n",
            "## Status\n\ndraft\n\nMore.\n\n## Date\n2026-05-01\n",
            "## Status\n\ndraft\n\nMore.\n\n## Date\n2026-03-01\n\n## Owner\n\n@kim\n",
            "## Status\n\ndraft\n\nMore.\n",
        ],
    ),
    (
        "yaml-file",
        "Status: draft\nDate: 2026-03-01",
        [
            "Status: done\nDate: 2026-03-01",
            "Status: draft\nDate: 2026-05-01",
            "Status: draft\nDate: 2026-03-01\nOwner: \"@kim\"",
            "Status: draft",
        ],
    ),
];

#[test]
fn every_form_is_edited_in_its_own_way() {
    for (name, source, expected) in RECORDS {
        let edits = ["Status=done", "Date=2026-05-01", "Owner=@kim", "!Date"];
        for (edit, expected) in edits.iter().zip(expected) {
            assert_eq!(
                edited(name, source, edit_of(edit)),
                *expected,
                "{name} {edit}"
            );
            // The same with the other line ends.
            let windows = |text: &str| text.replace('\n', "\r\n");
            let found = edited(name, &windows(source), edit_of(edit));
            assert_eq!(found, windows(expected), "{name} CRLF {edit}");
        }
    }
    // Registers hold many records, and a heading holds a title and nothing else.
    let others = |form: &&Extractor| form.many || form.name == "heading";
    let others = EXTRACTORS.iter().filter(others).count();
    assert_eq!(RECORDS.len() + others, EXTRACTORS.len());
}

#[test]
fn a_new_field_that_goes_again_leaves_no_trace() {
    for (name, source, _) in RECORDS {
        for source in [
            source.to_string(),
            source.replace('\n', "\r\n"),
            source.trim_end().to_owned(),
            format!("{source}\n\n"),
        ] {
            let set = edited(name, &source, edit_of("Owner=@kim"));
            assert_ne!(set, source, "{name}");
            assert_eq!(edited(name, &set, edit_of("!Owner")), source, "{name}");
        }
    }
}

#[test]
fn forms_of_one_line_a_field_refuse_what_they_cannot_hold() {
    let lists = "a list cannot be written in this form (nowhere): set the field to one text, with commas between the parts";
    let breaks = "a text of several lines cannot be written in this form (nowhere): write it in one line, or in the text below";
    let spaces =
        "blank space at the start or end of a text is lost in this form (nowhere): leave it out";
    for (name, source, _) in RECORDS.iter().filter(|(name, ..)| form(name).is_flat) {
        let refused = |edit| edited(name, source, edit_of(edit));
        assert_eq!(refused("Status=[a|b]"), lists, "{name}");
        assert_eq!(refused("Status+=b"), lists, "{name}");
        assert_eq!(refused("Status=a\nb"), breaks, "{name}");
        assert_eq!(refused("Owner= a"), spaces, "{name}");
        assert!(
            refused("Status-=draft").starts_with("`Status` is no list here (at \"draft\")"),
            "{name}"
        );
        assert!(
            refused("!Statsu").ends_with(": did you mean `Status`?"),
            "{name}"
        );
    }
    assert_eq!(
        edited("rfc822", "Status: draft\n\n", edit_of("A: b=c")),
        "`A: b` is no name of a field (nowhere): give a name of at most 60 letters without `:`"
    );
    assert_eq!(
        edited(
            "section",
            "## Status\n\ndraft\n\nMore.\n",
            edit_of("!Status")
        ),
        "the section holds more than this value (at \"\\ndraft\\n\\nMore.\\n\"): set it to another value, or change the file by hand"
    );
    assert_eq!(
        edited("bullets", "- Status: draft\n", edit_of("!Status")),
        "this is the last field (at \"Status\"): set it to another value, or change the file by hand"
    );
    assert_eq!(
        edited("section", "## Status\n\ndraft\n", edit_of("Status=# Title")),
        "this edit would change something else in the file, so nothing was written (at \"draft\"): change the file by hand"
    );
}

#[test]
fn cells_keep_their_table_together() {
    let table = "| id  | status | note |\n|-----|--------|------|\n| R-1 | open   |      |\n| R-2 | closed | a\\|b |";
    let row = |edit, at: &str| {
        humdrum::text::edit::fields(form("row-table"), table, at, &[edit_of(edit)])
            .unwrap_or_else(|error| super::refusal(table, &error))
    };
    assert_eq!(row("status=done", "/0"), table.replace("open ", "done "));
    assert_eq!(
        row("note=x|y", "/0"),
        table.replace("|      |\n", "| x\\|y     |\n")
    );
    assert_eq!(row("note=a|b", "/1"), table);
    assert_eq!(row("!note", "/1"), table.replace("a\\|b", ""));
    assert_eq!(
        row("owner=kim", "/1"),
        "there is no field `owner` here (at \"id  | status | note\"): the fields are `id`, `status`, `note`"
    );
    assert_eq!(
        row("status=x", "/7"),
        "there is no value at /7 in this file (nowhere): read the file again: it changed"
    );
}

fn appended(name: &str, source: &str, list: &[&str], key: Option<&str>) -> String {
    let list: Vec<String> = list.iter().map(|key| (*key).to_owned()).collect();
    let one = |value: &str| NewValue::One(text(value));
    let fields = [
        ("id".to_owned(), one("R-3")),
        ("status".to_owned(), one("open")),
    ];
    let record = NewRecord {
        list: &list,
        key,
        fields: &fields,
    };
    append(form(name), source, &record).unwrap_or_else(|error| super::refusal(source, &error))
}

/// A register, the keys to its list, the record's key, and the register with another record.
type Register = (
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
    &'static str,
);

#[rustfmt::skip]
const REGISTERS: &[Register] = &[
    ("- id: R-1\n  status: x\n", &[], None, "- id: R-1\n  status: x\n- id: R-3\n  status: open\n"),
    ("-   id: R-1", &[], None, "-   id: R-1\n-   id: R-3\n    status: open"),
    ("[]\n", &[], None, "- id: R-3\n  status: open\n"),
    ("", &[], None, "- id: R-3\n  status: open\n"),
    ("# none\r\n", &[], None, "# none\r\n- id: R-3\r\n  status: open\r\n"),
    ("[{id: R-1}]\n", &[], None, "[{id: R-1}, {id: R-3, status: open}]\n"),
    ("risks:\n- id: R-1\n\n- id: R-2 # c\n\nx: 1\n", &["risks"], None, "risks:\n- id: R-1\n\n- id: R-2 # c\n\n- id: R-3\n  status: open\n\nx: 1\n"),
    ("risks: [] # c\n", &["risks"], None, "risks: # c\n  - id: R-3\n    status: open\n"),
    ("risks:\n", &["risks"], None, "risks:\n  - id: R-3\n    status: open\n"),
    ("a: 1\n", &["b", "risks"], None, "a: 1\nb:\n  risks:\n    - id: R-3\n      status: open\n"),
    ("R-1:\n  id: x\n", &[], Some("R-3"), "R-1:\n  id: x\nR-3:\n  id: R-3\n  status: open\n"),
    ("", &["risks"], Some("R-3"), "risks:\n  R-3:\n    id: R-3\n    status: open\n"),
    ("a: 1\n", &[], None, "the file is no list of records (at \"a: 1\"): start each record with `- `"),
    ("risks: x\n", &["risks"], None, "`risks` is no list of records (at \"x\"): start each record with `- `"),
    ("R-3: {}\n", &[], Some("R-3"), "the field `R-3` is given twice (at \"R-3\"): keep one of them, then try again"),
];

#[test]
fn a_record_is_added_at_the_end_of_a_register() {
    for (source, list, key, expected) in REGISTERS {
        let found = appended("yaml-list", source, list, *key);
        assert_eq!(found, *expected, "{source:?}");
    }
    let table = "| id | note | status |\n|---|---|---|\n";
    assert_eq!(
        appended("row-table", table, &[], None),
        format!("{table}| R-3 |     | open   |\n").replace("| R-3 |     |", "| R-3 |      |")
    );
    assert_eq!(
        appended("row-table", "| id |\n|---|\n| R-1 |\n\nText\n", &[], None),
        "there is no field `status` here (at \"id\"): the fields are `id`"
    );
}

/// A YAML file, an edit, and why it is refused.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str)] = &[
    ("a: &x 1\nb: *x\n", "a=k", "`a` is written once with `&` and repeated elsewhere with `*` (at \"1\"): write the value out in each place, without `&` and `*`, then try again"),
    ("a: &x 1\nb: *x\n", "!b", "`b` is written once with `&` and repeated elsewhere with `*` (at \"1\"): write the value out in each place, without `&` and `*`, then try again"),
    ("a: 1\na: 2\n", "a=k", "the field `a` is given twice (at \"a\"): keep one of them, then try again"),
    ("a: {b: 1}\n", "a=k", "`a` is a map here (at \"{b: 1}\"): name a field below it, such as `a.b`"),
    ("a: x\n", "a.b=k", "`a` is one value here, so it has no field `b` (at \"x\"): remove `a` first, or choose another name"),
    ("a: [x]\n", "a.b.c=k", "`a` is a list here, so it has no field `b.c` (at \"[x]\"): remove `a` first, or choose another name"),
    ("a: [x, yz]\n", "a-=long", "`long` is not in the list `a` (at \"[x, yz]\"): its items are `x`, `yz`"),
    ("a: 1\n", "=k", "`` is no name of a field (nowhere): give keys joined by dots, such as `owner` or `residual.impact`"),
    ("a: 1\n", "b..c=k", "`b..c` is no name of a field (nowhere): give keys joined by dots, such as `owner` or `residual.impact`"),
    ("? a\n: b\n", "!a", "this file is laid out in a way that hum does not edit (at \"? a\\n: b\"): write it as `name: value` lines and `- ` items, or change it by hand"),
    ("a: 1\n", "a:=x: y", "`x: y` needs quotes here (nowhere): give it as text"),
    ("a: [\n", "a=k", "this is not YAML: unclosed bracket '[' (at \"\"): check the indentation and quotes of this line and the one before it"),
];

#[test]
fn yaml_that_is_not_lines_or_brackets_is_refused() {
    for (source, edit, expected) in REFUSED {
        let found = edited("yaml-file", source, edit_of(edit));
        assert_eq!(found, *expected, "{source:?} {edit}");
    }
    assert_eq!(
        edited("front-matter", "# T\n", edit_of("!a")),
        "the file has no metadata in the form `front-matter` (nowhere): add front matter between two `---` lines at the top"
    );
}

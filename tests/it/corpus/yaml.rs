//! Hostile and odd YAML files: each ends soon, and is read or refused with a place.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use self::Outcome::{Is, Read, Refused, Told};
use super::{text, unpacked};
use crate::world::{PROGRAM, World};

/// No file may take longer, on a busy machine and without optimisation. Most take milliseconds.
const LIMIT: Duration = Duration::from_secs(20);

/// What becomes of a file.
enum Outcome {
    /// It is read, and this is what it says.
    Is(Value),
    /// It is read; what it says is too long to write here.
    Read,
    /// It is read, with one finding at this line and column.
    Told(u64, u64, &'static str),
    /// It is not read, and this is why.
    Refused(u64, u64, &'static str),
}

const DEEP: &str = "lists and maps are nested too deep; the file is not read";
const MANY: &str = "more than 200000 values, counting what aliases repeat; the file is not read";

/// Returns the outcomes of files that are read.
fn read() -> Vec<(&'static str, Outcome)> {
    let days = json!({
        "due": "2026-03-01", "ts": "2026-03-01T10:00:00Z", "t": "12:30", "ver": 1.1, "zip": "007",
        "oct": 15, "hex": 31, "und": "1_000", "exp": 1000.0, "sha": "12e45678"
    });
    let numbers = json!({
        "a": "9".repeat(400), "b": "1e400", "c": "18446744073709551615", "d": "-9223372036854775809"
    });
    let blocks = json!({
        "a": "line1\n  line2\n", "b": "folded text", "c": "esc é \n", "d": "it's"
    });
    let words = json!({"country": "no", "b": "on", "c": "yes", "d": "y", "e": "off"});
    vec![
        // Only true and false are booleans, and days are text.
        ("02_norway", Is(words)),
        ("03_date", Is(days)),
        (
            "09_crlf",
            Is(json!({"a": 1, "b": ["x", "y"], "c": "l1\nl2\n"})),
        ),
        ("10_bom", Is(json!({"a": 1, "b": 2}))),
        ("13_block", Is(blocks)),
        ("19_quotes", Is(json!({"a": "A".repeat(100_000)}))),
        ("20_manyanchors", Read),
        ("23_emptyval", Is(json!({"a": null, "b": null, "c": ""}))),
        // What a number cannot hold stays text.
        ("26_bignum", Is(numbers)),
        ("28_comments", Read),
        ("29_manykeys", Read),
        ("32_longplain", Read),
        ("33_spaces", Read),
        ("34_aliasmap", Read),
    ]
}

/// Returns the outcomes of files that get a finding.
#[rustfmt::skip]
fn told() -> Vec<(&'static str, Outcome)> {
    vec![
        ("01_dup", Told(3, 1, "the field `a` is given twice")),
        ("04_merge", Told(3, 3, "YAML merge keys (`<<`) are not supported")),
        ("05_laughs", Refused(6, 34, MANY)),
        ("06_deepflow", Refused(1, 68, DEEP)),
        ("06b_deepflow_closed", Refused(1, 68, DEEP)),
        ("07_deepblock", Refused(1, 1, "the file is larger than 8 MiB and not read")),
        ("07b_deepseq", Refused(1, 129, DEEP)),
        ("08_tab", Refused(2, 1, "a tab indents this line")),
        ("11_multi", Told(2, 1, "a second YAML document starts here; it is not read")),
        ("12_nonutf8", Refused(1, 1, "the file is not UTF-8: byte 0xff on line 1")),
        ("14_badindent", Refused(2, 1, "this field is indented further than the one above it")),
        ("15_colon", Refused(1, 8, "a value that contains `: ` needs quotes")),
        ("16_unquoted_at", Refused(1, 8, "a value that starts with `@` needs quotes")),
        // A key of one line has at most 1,024 characters.
        ("17_hugekey", Refused(1, 200_003, "this is not YAML: mapping values are not allowed in this context")),
        ("18_wide", Refused(1, 400_001, MANY)),
        ("21_manydocs", Refused(1, 4, "the metadata is not a map of fields")),
        ("22_tag", Told(1, 30, "the YAML tag `!!python/object:os.system` is not supported")),
        ("24_selfref", Refused(1, 8, "the alias refers to a value that contains it")),
        ("25_nul", Refused(1, 5, "the character U+0000 is not allowed in YAML")),
        ("27_question", Refused(1, 3, "a field name must be plain text")),
        ("30_nestedquadratic", Refused(1, 65, DEEP)),
        ("31_flowkey", Refused(1, 65, DEEP)),
    ]
}

const KINDS: &str = "\
builtin: []
kinds:
  file:
    class: other
    sources: [{include: [\"files/*.yaml\"], extract: yaml-file}]
    id: {file-name: '^(.*)$'}
";

#[test]
fn every_file_ends_with_its_outcome() {
    let Some(folder) = unpacked("hostile-yaml") else {
        return;
    };
    let outcomes: Vec<_> = read().into_iter().chain(told()).collect();
    let there = std::fs::read_dir(&folder).expect("the archive holds a folder");
    assert_eq!(there.count(), outcomes.len());
    for (name, outcome) in outcomes {
        let bytes = std::fs::read(folder.join(format!("{name}.yaml"))).expect("a file");
        let world = World::empty();
        world.write("program.yaml", format!("{PROGRAM}{KINDS}"));
        world.write(format!("files/{name}.yaml"), &bytes);
        let start = Instant::now();
        let data = world.hum(["check", "--format", "json"]).sound().data();
        assert!(start.elapsed() < LIMIT, "{name}: {:?}", start.elapsed());
        let findings = data["findings"].as_array().expect("a list");
        let (records, rule, place) = match outcome {
            Read => (1, "", None),
            Is(expected) => {
                assert_eq!(parsed(&bytes), expected, "{name}");
                (1, "", None)
            }
            Told(line, column, message) => (1, "ambiguous-metadata", Some((line, column, message))),
            Refused(line, column, message) => (0, "unreadable-file", Some((line, column, message))),
        };
        assert_eq!(data["summary"]["records"], records, "{name}");
        assert_eq!(data["summary"]["files"], 1, "{name}");
        assert_eq!(findings.is_empty(), place.is_none(), "{name}: {findings:?}");
        if let (Some(finding), Some((line, column, message))) = (findings.first(), place) {
            assert_eq!(finding["rule"], rule, "{name}");
            assert_eq!(text(&finding["message"]), message, "{name}");
            let found = (&finding["line"], &finding["column"]);
            assert_eq!(found, (&json!(line), &json!(column)), "{name}");
        }
    }
}

/// Returns what hum reads in a file.
fn parsed(bytes: &[u8]) -> Value {
    let source = std::str::from_utf8(bytes).expect("a file that is read is text");
    let parsed = humdrum::text::yaml::parse(source, 0);
    assert_eq!(parsed.problems, []);
    parsed.tree.expect("it can be read").root().to_json()
}

//! Real files whose metadata does not parse, or is read differently by different tools.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{counted, text, unpacked};
use crate::world::{PROGRAM, World};

const KINDS: &str = "\
builtin: []
kinds:
  enhancement:
    class: other
    sources: [{include: [\"openshift/**/*.md\"], extract: front-matter}]
    id: {file-name: '^(.*)$'}
    fields: {title: title}
  proposal:
    class: other
    sources: [{include: [\"keps/**/*.yaml\"], extract: yaml-file}]
    id: {path: '^(.*)$'}
    fields: {title: title}
";

/// What hum is to say about a file for a reason of the manifest.
struct Case {
    /// How the reason starts.
    reason: &'static str,
    /// The rule; none for files that are read without a word.
    rule: &'static str,
    /// How the message starts.
    message: &'static str,
    place: Line,
}

/// Where the finding stands.
enum Line {
    /// On the line that the manifest names. It counts from the first line of the metadata, files count from the
    /// fence above it.
    Named,
    /// One line above: the parser behind the manifest notices a line without a colon only when it reads the next.
    Above,
    /// The manifest names no line; this is the one.
    Is(u64),
    /// There is no finding.
    Nowhere,
}

const UNREADABLE: &str = "unreadable-file";
const AMBIGUOUS: &str = "ambiguous-metadata";

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { reason: "invalid-yaml: found character that cannot start any token", rule: UNREADABLE, message: "a value that starts with `@` needs quotes", place: Line::Named },
    Case { reason: "invalid-yaml: did not find expected alphabetic or numeric", rule: UNREADABLE, message: "a value that starts with `*` needs quotes", place: Line::Named },
    Case { reason: "invalid-yaml: mapping values are not allowed in this context", rule: UNREADABLE, message: "a value that contains `: ` needs quotes", place: Line::Named },
    Case { reason: "invalid-yaml: could not find expected ':'", rule: UNREADABLE, message: "a colon after a field name needs a space", place: Line::Above },
    Case { reason: "invalid-yaml: did not find expected '-' indicator", rule: UNREADABLE, message: "a value that is a Markdown link needs quotes", place: Line::Named },
    Case { reason: "invalid-yaml: did not find expected key", rule: UNREADABLE, message: "a value that is a Markdown link needs quotes", place: Line::Named },
    Case { reason: "invalid-yaml: did not find expected key @line 1", rule: UNREADABLE, message: "text follows the closing quote", place: Line::Named },
    Case { reason: "invalid-yaml: did not find expected key @line 4", rule: UNREADABLE, message: "this is not YAML: while parsing a block mapping", place: Line::Named },
    Case { reason: "no-front-matter", rule: UNREADABLE, message: "the file has no metadata of an enhancement", place: Line::Is(1) },
    Case { reason: "front-matter-not-at-byte-0-or-unclosed", rule: AMBIGUOUS, message: "blank lines stand above the front matter", place: Line::Is(2) },
    Case { reason: "dup-key see-also", rule: AMBIGUOUS, message: "the field `see-also` is given twice", place: Line::Is(19) },
    Case { reason: "two YAML documents", rule: AMBIGUOUS, message: "a second YAML document starts here", place: Line::Is(25) },
    // These are read: what is odd about them is for a schema or a person to see.
    Case { reason: "crlf", rule: "", message: "", place: Line::Nowhere },
    Case { reason: "CRLF", rule: "", message: "", place: Line::Nowhere },
    Case { reason: "yes instead of true", rule: "", message: "", place: Line::Nowhere },
    Case { reason: "kep-number 3299 copied from another record", rule: "", message: "", place: Line::Nowhere },
    Case { reason: "unfilled template values", rule: "", message: "", place: Line::Nowhere },
];

/// Returns path and reason of every file, and a world that holds them all.
fn open() -> Option<(World, Vec<(String, String)>)> {
    let folder = unpacked("bad-frontmatter")?;
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.tsv")).expect("a manifest");
    let world = World::empty();
    world.write("program.yaml", format!("{PROGRAM}{KINDS}"));
    let files: Vec<(String, String)> = manifest
        .lines()
        .map(|line| {
            let (path, reason) = line.split_once('\t').expect("a path and a reason");
            // Some paths end in the commit that the file is from.
            let path = path.split('@').next().unwrap_or_default();
            (path.to_owned(), reason.to_owned())
        })
        .collect();
    for (path, _) in &files {
        let bytes = std::fs::read(folder.join(path)).expect("the manifest names files");
        world.write(path, bytes);
    }
    Some((world, files))
}

fn case(reason: &str) -> &'static Case {
    let whole = CASES.iter().find(|case| reason == case.reason);
    let start = || CASES.iter().find(|case| reason.starts_with(case.reason));
    let case = whole.or_else(start);
    case.unwrap_or_else(|| panic!("no case for {reason}"))
}

#[test]
fn every_file_is_told_at_its_line_or_read() {
    let Some((world, files)) = open() else { return };
    assert_eq!(files.len(), 45);
    let data = world.hum(["check", "--format", "json"]).sound().data();
    let mut by_path: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let mut undetermined = 0;
    for finding in data["findings"].as_array().expect("a list") {
        // Values that say TBD, which the manifest does not name.
        if finding["rule"] == "bare-tbd" {
            undetermined += 1;
            continue;
        }
        let of_path = by_path.entry(text(&finding["path"])).or_default();
        of_path.push(finding);
    }
    assert_eq!(undetermined, 0);
    for (path, reason) in &files {
        let case = case(reason);
        let found = by_path.remove(path.as_str()).unwrap_or_default();
        let named = reason.split_once("@line ").map(|(_, line)| line);
        let named: Option<u64> = named.map(|line| line.parse().expect("a number"));
        let line = match case.place {
            Line::Named => named.expect("the manifest names a line") + 1,
            Line::Above => named.expect("the manifest names a line"),
            Line::Is(line) => line,
            Line::Nowhere => {
                assert_eq!(found, Vec::<&Value>::new(), "{path}");
                continue;
            }
        };
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert_eq!(found[0]["rule"], case.rule, "{path}");
        assert_eq!(found[0]["line"], line, "{path}: {reason}: {}", found[0]);
        let message = text(&found[0]["message"]);
        assert!(message.starts_with(case.message), "{path}: {message}");
        assert!(found[0]["help"].is_string(), "{path}");
    }
    assert_eq!(by_path, BTreeMap::new());
}

#[test]
fn what_goes_wrong_is_counted() {
    let Some((_, files)) = open() else { return };
    let reasons = files.iter().map(|(_, reason)| case(reason).message);
    let counts = counted(reasons.map(str::to_owned));
    assert_eq!(counts["a value that starts with `@` needs quotes"], 18);
    assert_eq!(counts[""], 5);
}

#[test]
fn what_is_odd_in_files_that_are_read_is_for_their_schema() {
    let Some((world, _)) = open() else { return };
    let mapping = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/kubernetes-enhancements/program.yaml");
    let mapping = mapping.to_string_lossy().into_owned();
    let arguments = [
        "-C",
        "keps",
        "--program",
        &mapping,
        "check",
        "--format",
        "json",
    ];
    let data = world.hum(arguments).sound().data();
    let found = data["findings"].as_array().expect("a list");
    let wrong: Vec<String> = found
        .iter()
        .filter(|finding| finding["rule"] == "invalid-value")
        .map(|finding| {
            let path = text(&finding["path"]);
            let name = path.rsplit('/').nth(1).unwrap_or_default();
            format!("{name}:{}: {}", finding["line"], text(&finding["message"]))
        })
        .collect();
    insta::assert_snapshot!(wrong.join("\n"), @"
    5000-api-linting-crd-schema-tooling:8: `status` is `provisional|implementable|implemented|deferred|rejected|with…`
    5000-api-linting-crd-schema-tooling:19: `stage` is `alpha|beta|stable`
    ");
}

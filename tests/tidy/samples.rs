//! The samples in `tests/records/`: what each schema accepts, and what it rejects and where.
//!
//! A rejected sample names the one finding it gives: `# expect: RULE /pointer/to/the/field`.

use std::path::Path;

use humdrum::{
    check::{self, Overrides},
    model::{
        config::{Config, nearest_span},
        finding::{Finding, Place},
        record::Record,
    },
    store::Memory,
    text::Span,
};

use crate::{assert_nothing, example, files};

/// The rules that read one record and nothing around it.
const RULES: [&str; 5] = [
    "ambiguous-metadata",
    "invalid-value",
    "missing-field",
    "unknown-field",
    "unreadable-file",
];

/// A sample at the place in a program where records of its kind are.
struct Sample {
    /// Where it is in the package.
    path: String,
    text: String,
    /// The records that stand in it.
    records: Vec<Record>,
    findings: Vec<Finding>,
}

/// Returns the samples of a folder.
fn samples(folder: &str) -> Vec<Sample> {
    let builtin = example::program(&[]);
    let kinds = &builtin.config.kinds;
    let read = |(path, text): (String, String)| {
        let parts: Vec<&str> = path.rsplit('/').collect();
        let kind = kinds
            .find(parts[1])
            .expect("the folder is named after a kind");
        let root = &kind.sources[0].roots[0];
        let place = match Path::new(root).extension() {
            Some(_) => root.clone(),
            None => format!("{root}/{}", parts[0]),
        };
        let mut memory = Memory::new([("program.yaml", example::PROGRAM)]);
        memory.insert(&place, text.as_bytes().to_vec());
        let program = example::load(example::PROGRAM, &memory);
        let mut findings = check::check(&program, example::TODAY, &Overrides::new());
        findings.retain(|finding| RULES.contains(&finding.rule));
        let mut records = program.records;
        records.retain(|record| *record.file.path == *place);
        Sample {
            path,
            text,
            records,
            findings,
        }
    };
    files(folder).into_iter().map(read).collect()
}

#[test]
fn every_valid_sample_is_one_record_without_findings() {
    let mut bad = Vec::new();
    for sample in samples("tests/records/valid") {
        let records = sample.records.len();
        if records != 1 || !sample.findings.is_empty() {
            let shown = example::shown(&sample.findings);
            bad.push(format!("{}: {records} records\n{shown}", sample.path));
        }
    }
    assert_nothing("valid samples should give no finding", &bad);
}

#[test]
fn every_valid_program_sample_can_be_used() {
    for (path, text) in files("tests/records/valid/program") {
        let used = Config::parse(&path.as_str().into(), &text, &|_| Some("{}".to_owned()));
        assert_eq!(used.map(|_| ()), Ok(()), "{path}");
    }
}

#[test]
fn every_invalid_sample_gives_exactly_the_finding_it_expects() {
    let mut bad = Vec::new();
    for sample in samples("tests/records/invalid") {
        let expected = expected(&sample);
        let found: Vec<(&str, &Place)> = sample
            .findings
            .iter()
            .map(|finding| (finding.rule, &finding.place))
            .collect();
        let as_expected = match found[..] {
            [(rule, place)] => (rule, place.span) == expected,
            _ => false,
        };
        if !as_expected {
            let (rule, span) = expected;
            let line = Place::new(sample.path.as_str().into(), &sample.text, span)
                .start
                .line;
            let shown = example::shown(&sample.findings);
            bad.push(format!(
                "{}:{line}: {rule} is expected\n{shown}",
                sample.path
            ));
        }
    }
    assert_nothing("invalid samples should give the finding they expect", &bad);
}

/// Returns the rule and the place that a sample's `# expect:` line names.
fn expected(sample: &Sample) -> (&str, Span) {
    let line = sample
        .text
        .lines()
        .find_map(|line| line.strip_prefix("# expect: "));
    let (rule, pointer) = line
        .and_then(|line| line.split_once(' '))
        .unwrap_or_else(|| panic!("{} needs a line `# expect: RULE /pointer`", sample.path));
    let record = sample
        .records
        .first()
        .unwrap_or_else(|| panic!("{} is no record", sample.path));
    let tree = &record.file.tree;
    let (parent, _) = pointer.rsplit_once('/').expect("a pointer starts with /");
    let span = match (rule, parent) {
        // What is not there is told at the first field beside it.
        ("missing-field", "") => tree.root().entries()[0].key_span,
        ("missing-field", parent) => nearest_span(tree, parent),
        ("unknown-field", _) => nearest_span(tree, pointer),
        _ => {
            let (key, value) = tree.root().at_pointer(pointer).expect("it is there");
            if value.is_null() { key } else { value.span() }
        }
    };
    (rule, span)
}

//! A damaged program is checked like any other: no panic, and every finding at a place that its file has.

use std::collections::BTreeMap;

use humdrum::{
    check::{self, Overrides},
    model::finding::{Finding, Place, Sources},
    store::Memory,
};
use proptest::prelude::*;

use crate::{example, files};

/// Texts that are made of the signs that mean something.
pub(crate) fn signs() -> impl Strategy<Value = String> {
    proptest::string::string_regex("([ab: \\-\\[\\]{},&*!|>'\"#%@`?~\\\\\n\t\r0é.]|: |- |\n  |&a |\\*a|!!str |<<: |---\n){0,40}")
        .expect("a good pattern")
}

/// One of some texts with a few signs put in, taken out or said twice.
pub(crate) fn damaged(samples: Vec<String>) -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..4usize, signs());
    let edits = prop::collection::vec(edit, 1..4);
    (prop::sample::select(samples), edits).prop_map(|(sample, edits)| {
        let mut text: Vec<char> = sample.chars().collect();
        for (place, what, signs) in edits {
            let at = place.index(text.len() + 1);
            let end = (at + signs.len()).min(text.len());
            match what {
                0 => drop(text.splice(at..at, signs.chars())),
                1 => drop(text.splice(at..end, signs.chars())),
                2 => drop(text.drain(at..end)),
                _ => {
                    let again: Vec<char> = text[at..end].to_vec();
                    drop(text.splice(at..at, again));
                }
            }
        }
        text.into_iter().collect()
    })
}

/// Returns the files of the example program, by their path in it.
fn atlas() -> BTreeMap<String, String> {
    let prefix = "examples/atlas/program/";
    let files = files(prefix.trim_end_matches('/')).into_iter();
    files
        .map(|(path, text)| (path.trim_start_matches(prefix).to_owned(), text))
        .collect()
}

fn assert_told(finding: &Finding, sources: &Sources) {
    assert!(!finding.message.is_empty(), "{finding:?}");
    let related = finding.related.iter().map(|(place, _)| place);
    for place in std::iter::once(&finding.place).chain(related) {
        let Some(text) = sources.get(&place.path) else {
            assert_eq!(*place, Place::whole_file(place.path.clone()));
            continue;
        };
        let range = place.span.start as usize..place.span.end as usize;
        assert!(text.get(range).is_some(), "{finding:?} is not in its file");
    }
}

proptest! {
    // Each case reads a whole program.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_about_a_damaged_program_is_at_a_place_of_its_file(
        (path, text) in {
            let records = atlas().into_iter().filter(|(path, _)| path.contains('/'));
            let one = prop::sample::select(records.collect::<Vec<_>>());
            one.prop_flat_map(|(path, text)| (Just(path), damaged(vec![text])))
        }
    ) {
        let mut files = atlas();
        let settings = files["program.yaml"].clone();
        files.insert(path, text);
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let program = example::load(&settings, &Memory::new(files));
        let sources = program.sources();
        for finding in check::check(&program, example::TODAY, &Overrides::new()) {
            assert_told(&finding, &sources);
        }
    }

    #[test]
    fn settings_are_used_or_refused_with_a_place(
        text in damaged(files("tests/records/valid/program").into_values().collect())
    ) {
        let path = "program.yaml".into();
        let parsed = humdrum::model::config::Config::parse(&path, &text, &|_| Some("{}".into()));
        if let Err(error) = parsed {
            let lines = u32::try_from(text.matches('\n').count()).expect("few") + 1;
            prop_assert!(error.position.line <= lines, "{error}");
        }
    }
}

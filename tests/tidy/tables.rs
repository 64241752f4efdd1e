//! The tables of the library and the words of the schemas are the same.

use std::collections::BTreeSet;

use humdrum::{
    model::{
        builtin,
        config::{HistorySettings, Thresholds},
        finding::Level,
        kind::{Class, Kind, Kinds},
        role::{Role, ValueType},
    },
    render,
    text::{extract::EXTRACTORS, tree::Cursor, yaml},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    files,
    schemas::{schema, schemas},
};

fn words<'a>(list: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    list.into_iter().map(str::to_owned).collect()
}

/// Returns the words that a place of a schema takes.
fn options(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let found = schema.pointer(pointer).and_then(|place| place.get("enum"));
    let options = found.and_then(Value::as_array);
    let options = options.unwrap_or_else(|| panic!("there is no enum at {pointer}"));
    words(options.iter().filter_map(Value::as_str))
}

/// Returns the names of the fields at a place of a schema.
fn names(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let found = schema.pointer(pointer).and_then(Value::as_object);
    let names = found.unwrap_or_else(|| panic!("there are no fields at {pointer}"));
    words(names.keys().map(String::as_str))
}

fn builtin_kinds() -> Kinds {
    Kinds::of_builtin(None).expect("the built-in kinds are right")
}

/// Returns the names of the kinds that have records.
fn kind_names() -> BTreeSet<String> {
    words(builtin_kinds().iter().map(|kind| kind.name.as_str()))
}

#[test]
fn every_kind_has_a_schema_and_every_schema_a_kind() {
    let with_file: BTreeSet<String> = schemas("schema")
        .into_keys()
        .filter_map(|path| {
            let name = path.strip_prefix("schema/")?.strip_suffix(".schema.json")?;
            (!name.contains('/') && name != "kinds").then(|| name.to_owned())
        })
        .collect();
    let compiled_in: BTreeSet<String> = builtin::SCHEMAS
        .iter()
        .filter(|(name, _)| !name.contains('/'))
        .filter_map(|(name, _)| Some(name.strip_suffix(".schema.json")?.to_owned()))
        .collect();
    assert_eq!(with_file, kind_names(), "schema/ and schema/kinds.yaml");
    assert_eq!(with_file, compiled_in, "schema/ and builtin::SCHEMAS");
    for kind in builtin_kinds().iter() {
        let own = kind.schema.as_ref().expect("it has one").json();
        assert_eq!(*own, schema(&kind.name), "the schema of {}", kind.name);
    }
}

#[test]
fn every_kind_has_samples_that_fit_and_samples_that_do_not() {
    for folder in ["valid", "invalid"] {
        let samples = files(&format!("tests/records/{folder}"));
        let with_samples = words(samples.keys().filter_map(|path| path.split('/').nth(3)));
        assert_eq!(with_samples, kind_names(), "tests/records/{folder}");
    }
}

#[test]
fn settings_name_the_kinds_that_there_are() {
    let program = schema("program");
    assert_eq!(options(&program, "/properties/builtin/items"), kind_names());
}

#[test]
fn the_states_of_a_kind_are_those_of_its_schema() {
    let mut seen = 0;
    for kind in builtin_kinds().iter() {
        let states = words(
            kind.lifecycle
                .states
                .iter()
                .map(|(state, _)| state.as_str()),
        );
        if states.is_empty() {
            continue;
        }
        seen += 1;
        let name = &kind.name;
        assert_eq!(
            options(&schema(name), "/properties/status"),
            states,
            "{name}"
        );
        let transitions = &kind.lifecycle.transitions;
        assert_eq!(
            words(transitions.keys().map(String::as_str)),
            states,
            "{name}"
        );
        let next = transitions.values().flatten().map(String::as_str);
        let required = kind.lifecycle.requires.keys().map(String::as_str);
        for state in next.chain(required) {
            assert!(states.contains(state), "{name} has no state `{state}`");
        }
    }
    assert_eq!(seen, 7);
}

/// What words of trackers mean: the kind, its field, our word, and theirs with commas between them.
const TRACKERS: &[(&str, &str, &str, &str)] = &[
    (
        "workstream",
        "health",
        "on_track",
        "green,G,ON_TRACK,onTrack,On track,🟢",
    ),
    (
        "deliverable",
        "health",
        "at_risk",
        "amber,yellow,A,Y,AT_RISK,atRisk,🟡",
    ),
    (
        "workstream",
        "health",
        "off_track",
        "RED,r,OFF_TRACK,offTrack,Off track,🔴",
    ),
    (
        "workstream",
        "status",
        "active",
        "in_progress,In-Progress,Active,active",
    ),
    (
        "deliverable",
        "status",
        "done",
        "Done,Complete,completed,DONE",
    ),
    ("deliverable", "status", "paused", "on hold,Paused"),
    ("deliverable", "status", "cancelled", "canceled,Cancelled"),
    ("risk", "status", "occurred", "materialised,Materialized"),
    (
        "decision",
        "status",
        "accepted",
        "Accepted,approved,decided",
    ),
    ("dependency", "status", "withdrawn", "Cancelled,withdrawn"),
    ("issue", "status", "working", "In progress,working"),
    ("issue", "status", "closed", "Done,Closed,completed"),
    // What would be lost in another word is not read as it: blocked work may be at risk or not.
    ("workstream", "health", "Blocked", "Blocked"),
    ("deliverable", "status", "To do", "To do"),
];

#[test]
fn words_of_trackers_are_read_as_ours() {
    let kinds = builtin_kinds();
    for (kind, name, meant, words) in TRACKERS {
        let fields = &kinds.find(kind).expect("it is built in").fields;
        let field = fields.iter().find(|field| field.name == *name);
        let field = field.expect("the kind has it");
        for word in words.split(',') {
            assert_eq!(
                field.meaning(word).as_deref(),
                Some(*meant),
                "{kind}: {word}"
            );
        }
    }
}

#[test]
fn what_a_kind_requires_is_among_its_sections() {
    let mut titles = 0;
    let mut required = 0;
    for kind in builtin_kinds().iter() {
        for section in &kind.sections {
            titles += 1;
            let guidance = &section.guidance;
            let is_sentence = guidance.ends_with('.') && !guidance.contains('\n');
            assert!(is_sentence, "{}: {}", kind.name, section.title);
        }
        let lifecycle = &kind.lifecycle;
        let all = lifecycle.requires.values().chain([&lifecycle.always]);
        for title in all.flat_map(|one| &one.sections) {
            required += 1;
            assert!(kind.section(title).is_some(), "{}: {title}", kind.name);
        }
    }
    assert_eq!((titles, required), (32, 9));
}

#[test]
fn the_fields_of_a_kind_are_those_of_its_schema() {
    let mut bad = Vec::new();
    for kind in builtin_kinds().iter() {
        let schema = schema(&kind.name);
        for path in kind.fields.iter().flat_map(|field| &field.paths) {
            let pointer = format!("/properties/{}", path.replace('.', "/properties/"));
            if schema.pointer(&pointer).is_none() {
                bad.push(format!("{}: {path}", kind.name));
            }
        }
    }
    // Kinds share `common`, and the schema of each says which of its fields it takes.
    let common = ["program: team", "program: reviewed", "program: status"];
    bad.retain(|path| !common.contains(&path.as_str()));
    assert_eq!(
        bad, [""; 0],
        "schema/kinds.yaml names fields that no schema has"
    );
}

#[test]
fn roles_are_the_fields_that_a_kind_may_map() {
    let kinds = schema("kinds");
    let pointer = "/$defs/kind/properties/fields";
    let roles = words(Role::ALL.iter().map(|role| role.name()));
    assert_eq!(names(&kinds, &format!("{pointer}/properties")), roles);
    let description = kinds
        .pointer(pointer)
        .and_then(|fields| fields["description"].as_str());
    let listed = description.and_then(|text| text.split_once("Roles: "));
    let (_, listed) = listed.expect("the description lists the roles");
    assert_eq!(words(listed.trim_end_matches('.').split(", ")), roles);
}

#[test]
fn forms_of_metadata_are_those_that_a_source_may_name() {
    let names: Vec<&str> = EXTRACTORS.iter().map(|extractor| extractor.name).collect();
    assert!(names.is_sorted_by(|one, next| one < next), "{names:?}");
    let kinds = schema("kinds");
    let pointer = "/$defs/kind/properties/sources/items/properties/extract";
    assert_eq!(options(&kinds, pointer), words(names.iter().copied()));
    let description = kinds
        .pointer(pointer)
        .and_then(|form| form["description"].as_str());
    for name in names {
        let described = format!("{name}: ");
        assert!(
            description.is_some_and(|text| text.contains(&described)),
            "{name}"
        );
    }
}

#[test]
fn formats_are_sorted_and_those_that_an_audience_may_read() {
    let reports: Vec<&str> = render::FORMATS.iter().map(|format| format.name).collect();
    let findings = render::finding::FORMATS.iter();
    let findings: Vec<&str> = findings.map(|format| format.name).collect();
    for names in [&reports, &findings] {
        assert!(names.is_sorted_by(|one, next| one < next), "{names:?}");
    }
    let program = schema("program");
    let pointer = "/properties/audiences/additionalProperties/properties/format";
    // An update is more than one table.
    let of_updates = render::FORMATS.iter().filter(|format| !format.is_table);
    let of_updates = words(of_updates.map(|format| format.name));
    assert_eq!(options(&program, pointer), of_updates);
}

#[test]
fn levels_are_those_that_a_program_may_set() {
    let program = schema("program");
    let levels = words(Level::ALL.map(Level::word));
    assert_eq!(
        options(&program, "/properties/rules/additionalProperties"),
        levels
    );
}

/// Fails unless every word that a place of the schema of kinds takes is one that the library reads.
fn assert_read<T: DeserializeOwned + std::fmt::Debug>(pointer: &str) {
    for word in options(&schema("kinds"), pointer) {
        let read = serde_json::from_value::<T>(word.clone().into());
        assert!(read.is_ok(), "{pointer}: {word}");
    }
}

#[test]
fn classes_and_types_are_read_as_the_schema_names_them() {
    assert_read::<Class>("/$defs/kind/properties/class");
    assert_read::<ValueType>("/$defs/field/properties/type");
}

/// Returns the default that a schema gives for a setting.
fn default_of(schema: &Value, path: &str) -> Value {
    let pointer = format!("/properties/{path}/default");
    let value = schema.pointer(&pointer);
    value
        .cloned()
        .unwrap_or_else(|| panic!("there is no {pointer}"))
}

#[test]
fn defaults_are_those_of_the_schema() {
    let program = schema("program");
    let default = |path: &str| default_of(&program, path);
    let Thresholds {
        slip_tolerance_days,
        silence_days,
        imminent_days,
        risk_probability,
        untreated_score,
        untreated_exposure_days,
        decision_lead_days,
        promise_lead_days,
        at_risk_score,
        float_buffer_days,
        near_critical_days,
        unowned_days,
        parallel_work,
    } = Thresholds::default();
    for (name, value) in [
        ("slip_tolerance_days", slip_tolerance_days),
        ("silence_days", silence_days),
        ("imminent_days", imminent_days),
        ("untreated_score", untreated_score),
        ("decision_lead_days", decision_lead_days),
        ("promise_lead_days", promise_lead_days),
        ("at_risk_score", at_risk_score),
        ("float_buffer_days", float_buffer_days),
        ("near_critical_days", near_critical_days),
        ("unowned_days", unowned_days),
    ] {
        let stated = default(&format!("thresholds/properties/{name}"));
        assert_eq!(stated, value, "{name}");
    }
    let exposure = default("thresholds/properties/untreated_exposure_days");
    assert_eq!(exposure.as_f64(), Some(untreated_exposure_days));
    let chances = default("thresholds/properties/risk_probability");
    let chances: Vec<f64> = chances
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    assert_eq!(chances, risk_probability);
    assert_eq!(
        default("thresholds/properties/parallel_work"),
        parallel_work
    );
    let bulk = HistorySettings::default().bulk_records;
    assert_eq!(default("history/properties/bulk_records"), bulk);
}

#[test]
fn kinds_yaml_is_what_its_schema_allows() {
    let parsed = yaml::parse(builtin::KINDS, 0);
    assert_eq!(parsed.problems, []);
    let json = parsed
        .tree
        .as_ref()
        .map(|tree| tree.root())
        .map(Cursor::to_json);
    let errors: Vec<String> = jsonschema::options()
        .offline()
        .build(&schema("kinds"))
        .expect("it is a schema")
        .iter_errors(&json.expect("it parses"))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn reciprocal_and_acyclic_fields_are_references() {
    let kinds = builtin_kinds();
    let is_wrong = |kind: &&std::sync::Arc<Kind>| {
        let mut fields = kind.fields.iter();
        fields.any(|field| {
            let follows = field.reciprocal || field.acyclic || !field.to.is_empty();
            follows && field.value_type() != ValueType::Reference
        })
    };
    assert_eq!(kinds.iter().filter(is_wrong).count(), 0);
}

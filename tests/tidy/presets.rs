//! The presets in `schema/presets/`: what the library holds is what the folder holds, and every one can be used.

use std::collections::BTreeSet;

use humdrum::{
    model::{builtin, config::Config, preset::Preset},
    text::yaml,
};
use serde_json::Value;

use crate::{
    assert_nothing, files,
    schemas::{schema, schemas},
};

fn names() -> BTreeSet<String> {
    let names = builtin::PRESETS.iter().map(|(name, _)| (*name).to_owned());
    names.collect()
}

#[test]
fn the_folder_and_the_tables_are_the_same() {
    let folder = files("schema/presets");
    let named = |ending: &str| -> BTreeSet<String> {
        let paths = folder.keys();
        let names = paths.filter_map(|path| path.strip_prefix("schema/")?.strip_suffix(ending));
        names.map(str::to_owned).collect()
    };
    let presets = names().into_iter().map(|name| format!("presets/{name}"));
    assert_eq!(named(".yaml"), presets.collect());
    let compiled_in = builtin::SCHEMAS.iter().filter_map(|(name, text)| {
        assert_eq!(
            serde_json::from_str::<Value>(text).ok(),
            schemas("schema").remove(&format!("schema/{name}"))
        );
        let name = name.strip_suffix(".schema.json")?;
        name.contains('/').then(|| name.to_owned())
    });
    assert_eq!(named(".schema.json"), compiled_in.collect());
    let program = schema("program");
    let options = program
        .pointer("/properties/preset/items/enum")
        .and_then(Value::as_array)
        .expect("settings name the presets");
    let options = options.iter().filter_map(Value::as_str).map(str::to_owned);
    assert_eq!(options.collect::<BTreeSet<_>>(), names());
}

#[test]
fn every_preset_has_the_form_of_kinds_and_can_be_used_alone() {
    let validator = jsonschema::options()
        .offline()
        .build(&schema("kinds"))
        .expect("it is a schema");
    let mut bad = Vec::new();
    for (name, text) in builtin::PRESETS {
        assert_eq!(yaml::parse(text, 0).problems, [], "{name}");
        let preset = Preset::find(name).unwrap_or_else(|| panic!("{name} has its four keys"));
        assert!(!preset.description.is_empty() && !preset.description.ends_with('.'));
        let kinds = Value::Object(preset.kinds);
        bad.extend(
            validator
                .iter_errors(&kinds)
                .map(|error| format!("{name}{}: {error}", error.instance_path())),
        );
        let settings = format!("name: Shop\npreset: {name}\n");
        let config = Config::parse(&"program.yaml".into(), &settings, &|_| None);
        let config = config.unwrap_or_else(|error| panic!("{name}: {error}"));
        for kind in config.kinds.iter().filter(|kind| kind.name != "program") {
            // A pattern whose first part is a wildcard would make every folder one with records.
            let roots = kind.sources.iter().flat_map(|source| &source.roots);
            bad.extend(
                roots
                    .filter(|root| root.is_empty())
                    .map(|_| format!("{name}: {} has no folder", kind.name)),
            );
            assert!(
                kind.new.is_some(),
                "{name}: a new {} goes nowhere",
                kind.name
            );
            assert!(kind.schema.is_some(), "{name}: {} has no schema", kind.name);
        }
    }
    assert_nothing("a preset is kinds, and nothing else", &bad);
}

#[test]
fn states_of_presets_are_those_of_their_schemas() {
    for name in names() {
        let settings = format!("name: Shop\npreset: {name}\n");
        let config = Config::parse(&"program.yaml".into(), &settings, &|_| None);
        let config = config.unwrap_or_else(|error| panic!("{name}: {error}"));
        for kind in config.kinds.iter().filter(|kind| kind.name != "program") {
            let schema = kind.schema.as_ref().expect("it has one").json();
            let options = schema["properties"]["status"]["enum"].as_array();
            let options = options.expect("its states are listed").iter();
            let options: BTreeSet<&str> = options.filter_map(Value::as_str).collect();
            let states = kind.lifecycle.states.iter().map(|(name, _)| name.as_str());
            assert_eq!(states.collect::<BTreeSet<_>>(), options, "{name}");
            let steps = kind.lifecycle.transitions.keys().map(String::as_str);
            assert_eq!(steps.collect::<BTreeSet<_>>(), options, "{name}");
        }
    }
}

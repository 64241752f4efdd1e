//! What ships inside the binary: the built-in kinds and their schemas, exactly as they stand in `schema/`.

/// `schema/kinds.yaml`.
pub const KINDS: &str = include_str!("../../schema/kinds.yaml");

/// The presets of `schema/presets/`, by name.
pub const PRESETS: &[(&str, &str)] = &[
    ("madr", include_str!("../../schema/presets/madr.yaml")),
    ("nygard", include_str!("../../schema/presets/nygard.yaml")),
    (
        "register",
        include_str!("../../schema/presets/register.yaml"),
    ),
];

/// The schema of each kind of `schema/kinds.yaml` and of `schema/presets/`, by file name.
pub const SCHEMAS: &[(&str, &str)] = &[
    (
        "decision.schema.json",
        include_str!("../../schema/decision.schema.json"),
    ),
    (
        "deliverable.schema.json",
        include_str!("../../schema/deliverable.schema.json"),
    ),
    (
        "dependency.schema.json",
        include_str!("../../schema/dependency.schema.json"),
    ),
    (
        "issue.schema.json",
        include_str!("../../schema/issue.schema.json"),
    ),
    (
        "meeting.schema.json",
        include_str!("../../schema/meeting.schema.json"),
    ),
    (
        "person.schema.json",
        include_str!("../../schema/person.schema.json"),
    ),
    (
        "presets/decision-record.schema.json",
        include_str!("../../schema/presets/decision-record.schema.json"),
    ),
    (
        "presets/register.schema.json",
        include_str!("../../schema/presets/register.schema.json"),
    ),
    (
        "program.schema.json",
        include_str!("../../schema/program.schema.json"),
    ),
    (
        "risk.schema.json",
        include_str!("../../schema/risk.schema.json"),
    ),
    (
        "update.schema.json",
        include_str!("../../schema/update.schema.json"),
    ),
    (
        "workstream.schema.json",
        include_str!("../../schema/workstream.schema.json"),
    ),
];

/// Returns the text of a built-in schema.
pub fn schema(file_name: &str) -> Option<&'static str> {
    SCHEMAS
        .iter()
        .find(|(name, _)| *name == file_name)
        .map(|(_, text)| *text)
}

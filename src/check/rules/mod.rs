//! Every rule, by name. A new rule is a file here and two lines below.

mod ambiguous_metadata;
mod bare_tbd;
mod dangling_ref;
mod duplicate_id;
mod impossible_plan;
mod invalid_value;
mod leak;
mod missing_field;
mod missing_id;
mod no_path_to_green;
mod one_sided_conflict;
mod one_sided_link;
mod orphan;
mod undecided_decision;
mod unknown_field;
mod unknown_person;
mod unreadable_file;
mod untreated_risk;
mod void_exception;

use super::Rule;

/// Every rule, by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_metadata::RULE,
    &bare_tbd::RULE,
    &dangling_ref::RULE,
    &duplicate_id::RULE,
    &impossible_plan::RULE,
    &invalid_value::RULE,
    &leak::RULE,
    &missing_field::RULE,
    &missing_id::RULE,
    &no_path_to_green::RULE,
    &one_sided_conflict::RULE,
    &one_sided_link::RULE,
    &orphan::RULE,
    &undecided_decision::RULE,
    &unknown_field::RULE,
    &unknown_person::RULE,
    &unreadable_file::RULE,
    &untreated_risk::RULE,
    &void_exception::RULE,
];

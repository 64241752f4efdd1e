//! Every rule, by name. A new rule is a file here and two lines below.

mod ambiguous_metadata;
mod bare_tbd;
mod dangling_ref;
mod duplicate_id;
mod green_to_red;
mod illegal_transition;
mod impossible_plan;
mod invalid_value;
mod leak;
mod missing_field;
mod missing_id;
mod missing_sign_off;
mod no_path_to_green;
mod one_sided_conflict;
mod one_sided_dependency;
mod one_sided_link;
mod orphan;
mod rewritten_promise;
mod silent_slip;
mod squishy;
mod stale_truth;
mod undecided_decision;
mod unknown_field;
mod unknown_person;
mod unreadable_file;
mod untreated_risk;
mod vague_risk;
mod void_exception;
mod watermelon;

use super::Rule;

/// Every rule, by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_metadata::RULE,
    &bare_tbd::RULE,
    &dangling_ref::RULE,
    &duplicate_id::RULE,
    &green_to_red::RULE,
    &illegal_transition::RULE,
    &impossible_plan::RULE,
    &invalid_value::RULE,
    &leak::RULE,
    &missing_field::RULE,
    &missing_id::RULE,
    &missing_sign_off::RULE,
    &no_path_to_green::RULE,
    &one_sided_conflict::RULE,
    &one_sided_dependency::RULE,
    &one_sided_link::RULE,
    &orphan::RULE,
    &rewritten_promise::RULE,
    &silent_slip::RULE,
    &squishy::RULE,
    &stale_truth::RULE,
    &undecided_decision::RULE,
    &unknown_field::RULE,
    &unknown_person::RULE,
    &unreadable_file::RULE,
    &untreated_risk::RULE,
    &vague_risk::RULE,
    &void_exception::RULE,
    &watermelon::RULE,
];

//! Layer 0: text without meaning. Pure functions from bytes to spans and trees; no file, no clock, no program.

pub mod edit;
pub mod expression;
pub mod extract;
pub mod front_matter;
pub mod jsonc;
pub mod markdown;
pub mod percent;
pub mod phrase;
pub mod scalar;
pub mod shell;
mod span;
pub mod suggest;
mod task;
pub mod trailer;
pub mod tree;
pub mod yaml;
mod yaml_help;

pub use span::{Position, Problem, Span};

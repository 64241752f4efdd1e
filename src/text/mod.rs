//! Layer 0: text without meaning. Pure functions from bytes to spans and trees; no file, no clock, no program.

mod span;

pub use span::{Position, Problem, Span};

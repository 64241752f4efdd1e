//! Humdrum: program as code.

pub mod diff;
pub mod history;
pub mod model;
pub mod render;
pub mod report;
pub mod store;
pub mod text;

//! Humdrum: program as code.

pub mod check;
pub mod cli;
pub mod diff;
pub mod facts;
pub mod history;
pub mod model;
pub mod render;
pub mod report;
pub mod store;
pub mod text;

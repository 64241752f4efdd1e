//! Layer 1: what a program is made of.

pub mod action;
pub mod blame;
pub mod builtin;
pub mod change;
pub mod commit;
pub mod config;
pub mod date;
mod file;
pub mod finding;
pub mod kind;
pub mod overlay;
pub mod past;
pub mod preset;
pub mod program;
pub mod query;
pub mod read;
pub mod record;
pub mod reference;
pub mod rewrite;
pub mod role;
pub mod schema;
pub mod slip;
pub mod status;
pub mod tbd;
pub mod timeline;
pub mod trend;
pub mod vocabulary;

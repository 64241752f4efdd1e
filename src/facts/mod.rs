//! Layer 2: what follows from the records and their past. Each fact states its formula, units and source.

pub mod ambiguity;
pub mod ask;
pub mod baseline;
pub mod conflict;
pub mod decision;
pub mod dependency;
pub mod dependents;
pub mod escalation;
pub mod field;
pub mod flips;
pub mod health;
pub mod option;
pub mod ownership;
pub mod page;
pub mod path;
pub mod plan;
pub mod promise;
pub mod relationship;
pub mod risk;
pub mod schedule;
pub mod sign_off;
pub mod slip;
pub mod staleness;
pub mod surprise;
pub mod velocity;

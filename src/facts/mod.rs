//! Layer 2: what follows from the records. Each fact states its formula, units and source.

pub mod health;
pub mod plan;
pub mod promise;
pub mod risk;
pub mod sign_off;
pub mod slip;

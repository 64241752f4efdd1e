//! Layer 2: what follows from the records. Each fact states its formula, units and source.

pub mod plan;
pub mod risk;
pub mod slip;

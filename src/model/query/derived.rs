//! Fields that stand in no file: facts that are worked out from records and their past.
//!
//! The model knows that there may be some, and that a field of the file comes first. Which there are, and what they hold,
//! says whoever asks.

use std::fmt;

use super::Value;
use crate::model::{record::Record, role::ValueType};

/// A field that is worked out.
#[derive(Debug, Clone, Copy)]
pub struct DerivedField {
    /// What people type. Where a kind has a field of this name, that one is meant.
    pub name: &'static str,
    /// What its values are read as.
    pub value_type: ValueType,
    /// The words it takes; any where there are none.
    pub words: &'static [&'static str],
    /// What it is, in one line.
    pub about: &'static str,
}

/// Says what fields hold that are worked out.
pub trait Derived: fmt::Debug {
    /// Returns the value of a field of a record; `None` where it has none.
    fn value(&self, record: &Record, name: &str) -> Option<Value<'static>>;
}

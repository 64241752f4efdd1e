//! Layer 1: what a program is made of.

pub mod finding;

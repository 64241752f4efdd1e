//! Layer 3: commits to changes of records. Every question about the past is a view over [`walk`].

mod walk;

pub use walk::{Gap, Step, Walk, walk};

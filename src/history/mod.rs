//! Layer 3: commits to changes of records. Every question about the past is a view over [`walk()`].

mod compare;
mod past;
mod record;
mod slips;
mod walk;

pub use compare::{Ends, net, steps};
pub use past::past;
pub use record::latest;
pub use slips::slips;
pub use walk::{Step, Walk, walk};

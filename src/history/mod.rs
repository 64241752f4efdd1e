//! Layer 3: commits to changes of records. Every question about the past is a view over [`walk()`].

mod compare;
mod past;
mod record;
mod series;
mod slips;
mod state;
mod walk;

pub use compare::{Ends, net, steps};
pub use past::past;
pub use record::latest;
pub use series::{Measure, Question, series};
pub use slips::slips;
pub use state::State;
pub use walk::{Step, Walk, walk};

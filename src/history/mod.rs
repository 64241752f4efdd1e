//! Layer 3: commits to changes of records. Every question about the past is a view over [`walk()`].

mod blame;
mod compare;
mod landing;
mod log;
mod past;
mod promises;
mod record;
mod revisions;
mod series;
mod slips;
mod state;
mod stretch;
mod walk;
mod witness;

pub use blame::{Wanted, blame};
pub use compare::{Ends, all_steps, between, net, steps};
pub use log::{Asked, log};
pub use past::past;
pub use promises::promises;
pub use record::{Story, story};
pub use revisions::{Span, net_revision, revisions};
pub use series::{Measure, Periods, Scene, Series, series};
pub use slips::slips;
pub use state::State;
pub use stretch::{IsEnough, Landing, Question, Stretch, stretch};
pub use walk::{Step, Walk, walk, walk_all};

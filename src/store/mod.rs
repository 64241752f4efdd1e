//! Layer 2: where bytes come from. Nothing else in the library touches disk or git.

mod error;
pub mod files;
pub mod git;
mod load;
mod narrowed;
mod overlay;
mod patched;
mod place;
pub mod replay;
mod snapshot;
mod sparse;
mod taken;
mod worktree;
mod write;

pub use error::{Result, StoreError};
pub use git::Moment;
pub use load::{load, load_with_overlays, missing_targets, parse};
pub use patched::Patched;
pub use place::{PROGRAM_FILE, Store};
pub use snapshot::{Entry, Listing, MAX_FILE_BYTES, Memory, Reader, Snapshot, decode, odd_name};
pub use worktree::Worktree;

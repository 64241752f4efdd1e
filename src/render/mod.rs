//! Layer 4: one file a format.

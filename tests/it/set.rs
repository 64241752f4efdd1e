//! Fields, lists, sections and actions of records that are there.

//! Fixed-width layout: lines of words and tables of them, for formats whose letters are all equally wide.

mod table;
mod word;

pub(super) use table::{Table, is_number, numeric_columns};
pub(super) use word::{Piece, Word, line_width, paint, words, wrap};

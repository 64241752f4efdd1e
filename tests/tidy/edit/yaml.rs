//! YAML by kinds of input and kinds of edit, with the exact bytes that come out.

use super::{edit_of, edited};

/// A file, an edit as `edit_of` reads it, and the file after it.
type Case = (&'static str, &'static str, &'static str);

/// Asserts what each edit makes of a YAML file.
fn assert_edits(cases: &[Case]) {
    for (source, edit, expected) in cases {
        let found = edited("yaml-file", source, edit_of(edit));
        assert_eq!(found, *expected, "{edit:?} of {source:?}");
    }
}

#[rustfmt::skip]
const REPLACED: &[Case] = &[
    ("a: x\n", "a=k", "a: k\n"),
    ("a: x # c\n", "a=k", "a: k # c\n"),
    ("a: \"x\"\t# c\n", "a=k", "a: \"k\"\t# c\n"),
    ("a: 'x'", "a=it's", "a: 'it''s'"),
    ("a: x", "a=@x", "a: \"@x\""),
    ("a: x", "a=2026-05-01", "a: 2026-05-01"),
    ("a: x", "a=no", "a: \"no\""),
    ("a: x", "a=3", "a: \"3\""),
    ("a: x", "a:=3", "a: 3"),
    ("a: '3'", "a:=3", "a: 3"),
    ("a:\n", "a=k", "a: k\n"),
    ("a: # c\n", "a=k", "a: k # c\n"),
    ("a: ~ # c\n", "a=k", "a: k # c\n"),
    ("a:\n  x\nb: 1\n", "a=k", "a:\n  k\nb: 1\n"),
    ("a: x\n  k # c\nb: 1\n", "a=z", "a: z # c\nb: 1\n"),
    ("a: |\n  x\n  k\n\nb: 1\n", "a=z\nw\n", "a: |\n  z\n  w\n\nb: 1\n"),
    ("a: |\n  x\n", "a=z", "a: |-\n  z\n"),
    ("a: x # c\nb: 1\n", "a=k\nz", "a: |- # c\n  k\n  z\nb: 1\n"),
    ("a: [x] # c\n", "a=k", "a: k # c\n"),
    ("a: # c\n  - x\nb: 1\n", "a=k", "a: k # c\nb: 1\n"),
];

#[test]
fn a_value_is_replaced_in_its_own_quotes() {
    assert_edits(REPLACED);
}

#[rustfmt::skip]
const MADE: &[Case] = &[
    ("a: x\n", "b=k", "a: x\nb: k\n"),
    ("a: x", "b=k", "a: x\nb: k"),
    ("a: x\r\n", "b=k", "a: x\r\nb: k\r\n"),
    ("", "b=k", "b: k\n"),
    ("# c\n", "b=k", "# c\nb: k\n"),
    ("\u{feff}# c", "b=k", "\u{feff}# c\nb: k"),
    ("---\na: x\n...\n", "b=k", "---\na: x\nb: k\n...\n"),
    ("---\n...\n", "b=k", "---\nb: k\n...\n"),
    ("a: x\n# c\n\n# d\n", "b=k", "a: x\n# c\nb: k\n\n# d\n"),
    ("{a: x}\n", "b=k", "{a: x, b: k}\n"),
    ("{}\n", "b=k", "{b: k}\n"),
    ("a: x\n", "r.s.t=k", "a: x\nr:\n  s:\n    t: k\n"),
    ("r:\n    s: 1\n", "r.t=k", "r:\n    s: 1\n    t: k\n"),
    ("r: {s: 1}\n", "r.t.u=k", "r: {s: 1, t: {u: k}}\n"),
    ("r: # c\na: 1\n", "r.t=k", "r: # c\n  t: k\na: 1\n"),
    ("a: x\n", "b=[k|@z]", "a: x\nb: [k, \"@z\"]\n"),
    ("a:\n- x\n", "b=[k|z]", "a:\n- x\nb:\n- k\n- z\n"),
    ("a: x\n", "b+=k", "a: x\nb: [k]\n"),
];

#[test]
fn a_missing_field_is_made_at_the_end() {
    assert_edits(MADE);
}

#[rustfmt::skip]
const ITEMS: &[Case] = &[
    ("a:\n  - x # c\n  # d\nb: 1\n", "a+=k", "a:\n  - x # c\n  - k\n  # d\nb: 1\n"),
    ("a:\n- x\nb: 1\n", "a+=k", "a:\n- x\n- k\nb: 1\n"),
    ("a: [x]\n", "a+=k", "a: [x, k]\n"),
    ("a: [x,]\n", "a+=k", "a: [x, k,]\n"),
    ("a: [] # c\n", "a+=k", "a: [k] # c\n"),
    ("a: [\n  x, # c\n  z # d\n]\n", "a+=k", "a: [\n  x, # c\n  z, # d\n  k\n]\n"),
    ("a: x # c\n", "a+=k", "a: [x, k] # c\n"),
    ("a: '@x'\n", "a+=k", "a: ['@x', k]\n"),
    ("a: [x]\n", "a+=x", "a: [x]\n"),
    ("a:\n  - x\n  # c\n  - k\n", "a-=x", "a:\n  # c\n  - k\n"),
    ("a: # c\n  - x\nb: 1\n", "a-=x", "a: [] # c\nb: 1\n"),
    ("a: [x, k, z]\n", "a-=k", "a: [x, z]\n"),
    ("a: [x, k]\n", "a-=k", "a: [x]\n"),
    ("a: [x]\n", "a-=x", "a: []\n"),
    ("a:\n  - {ref: x, lag: 3}\n  - k\n", "a-=x", "a:\n  - k\n"),
    ("a:\n  - x\n  - k # c\n  - z\n", "a=[x|w|z|v]", "a:\n  - x\n  - w # c\n  - z\n  - v\n"),
    ("a: [x, k]\n", "a=[k]", "a: [k]\n"),
];

#[test]
fn items_are_added_and_taken() {
    assert_edits(ITEMS);
}

#[rustfmt::skip]
const REMOVED: &[Case] = &[
    ("a: x # c\nb: 1\n", "!a", "b: 1\n"),
    ("a: 1\nb: x", "!b", "a: 1"),
    ("a: 1\nb:\n  - x\n  - k\n# c\n", "!b", "a: 1\n# c\n"),
    ("r:\n  s: 1\n  t: 2\n", "!r.s", "r:\n  t: 2\n"),
    ("r:\n  s: 1\nb: 2\n", "!r.s", "b: 2\n"),
    ("r: {s: 1, t: 2}\n", "!r.t", "r: {s: 1}\n"),
    ("a: |\n  x\n\nb: 1\n", "!a", "\nb: 1\n"),
    ("a: x\n", "!a", ""),
];

#[test]
fn fields_are_removed_with_their_lines() {
    assert_edits(REMOVED);
}

//! YAML by kinds of input and kinds of edit, with the exact bytes that come out.

use super::{add, edited, list, literal, set, take, unset};
use humdrum::text::edit::FieldEdit;

/// Asserts what each edit makes of a YAML file.
fn assert_edits(cases: &[(&str, FieldEdit, &str)]) {
    let mut wrong = String::new();
    for (source, edit, expected) in cases {
        let found = edited("yaml-file", source, edit.clone());
        if found != *expected {
            wrong += &format!(
                "{edit:?}\n  of       {source:?}\n  gives    {found:?}\n  expected {expected:?}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_value_is_replaced_in_its_own_quotes() {
    assert_edits(&[
        ("a: x\n", set("a", "k"), "a: k\n"),
        ("a: x # c\n", set("a", "k"), "a: k # c\n"),
        ("a: \"x\"\t# c\n", set("a", "k"), "a: \"k\"\t# c\n"),
        ("a: 'x'", set("a", "it's"), "a: 'it''s'"),
        ("a: x", set("a", "@x"), "a: \"@x\""),
        ("a: x", set("a", "2026-05-01"), "a: 2026-05-01"),
        ("a: x", set("a", "no"), "a: \"no\""),
        ("a: x", set("a", "3"), "a: \"3\""),
        ("a: x", literal("a", "3"), "a: 3"),
        ("a: '3'", literal("a", "3"), "a: 3"),
        ("a:\n", set("a", "k"), "a: k\n"),
        ("a: # c\n", set("a", "k"), "a: k # c\n"),
        ("a: ~ # c\n", set("a", "k"), "a: k # c\n"),
        ("a:\n  x\nb: 1\n", set("a", "k"), "a:\n  k\nb: 1\n"),
        ("a: x\n  k # c\nb: 1\n", set("a", "z"), "a: z # c\nb: 1\n"),
        (
            "a: |\n  x\n  k\n\nb: 1\n",
            set("a", "z\nw\n"),
            "a: |\n  z\n  w\n\nb: 1\n",
        ),
        ("a: |\n  x\n", set("a", "z"), "a: |-\n  z\n"),
        (
            "a: x # c\nb: 1\n",
            set("a", "k\nz"),
            "a: |- # c\n  k\n  z\nb: 1\n",
        ),
        ("a: [x] # c\n", set("a", "k"), "a: k # c\n"),
        ("a: # c\n  - x\nb: 1\n", set("a", "k"), "a: k # c\nb: 1\n"),
    ]);
}

#[test]
fn a_missing_field_is_made_at_the_end() {
    assert_edits(&[
        ("a: x\n", set("b", "k"), "a: x\nb: k\n"),
        ("a: x", set("b", "k"), "a: x\nb: k"),
        ("a: x\r\n", set("b", "k"), "a: x\r\nb: k\r\n"),
        ("", set("b", "k"), "b: k\n"),
        ("# c\n", set("b", "k"), "# c\nb: k\n"),
        ("\u{feff}# c", set("b", "k"), "\u{feff}# c\nb: k"),
        ("---\na: x\n...\n", set("b", "k"), "---\na: x\nb: k\n...\n"),
        ("---\n...\n", set("b", "k"), "---\nb: k\n...\n"),
        (
            "a: x\n# c\n\n# d\n",
            set("b", "k"),
            "a: x\n# c\nb: k\n\n# d\n",
        ),
        ("{a: x}\n", set("b", "k"), "{a: x, b: k}\n"),
        ("{}\n", set("b", "k"), "{b: k}\n"),
        ("a: x\n", set("r.s.t", "k"), "a: x\nr:\n  s:\n    t: k\n"),
        (
            "r:\n    s: 1\n",
            set("r.t", "k"),
            "r:\n    s: 1\n    t: k\n",
        ),
        ("r: {s: 1}\n", set("r.t.u", "k"), "r: {s: 1, t: {u: k}}\n"),
        ("r: # c\na: 1\n", set("r.t", "k"), "r: # c\n  t: k\na: 1\n"),
        ("a: x\n", list("b", &["k", "@z"]), "a: x\nb: [k, \"@z\"]\n"),
        (
            "a:\n- x\n",
            list("b", &["k", "z"]),
            "a:\n- x\nb:\n- k\n- z\n",
        ),
        ("a: x\n", add("b", "k"), "a: x\nb: [k]\n"),
    ]);
}

#[test]
fn items_are_added_and_taken() {
    assert_edits(&[
        (
            "a:\n  - x # c\n  # d\nb: 1\n",
            add("a", "k"),
            "a:\n  - x # c\n  - k\n  # d\nb: 1\n",
        ),
        ("a:\n- x\nb: 1\n", add("a", "k"), "a:\n- x\n- k\nb: 1\n"),
        ("a: [x]\n", add("a", "k"), "a: [x, k]\n"),
        ("a: [x,]\n", add("a", "k"), "a: [x, k,]\n"),
        ("a: [] # c\n", add("a", "k"), "a: [k] # c\n"),
        (
            "a: [\n  x, # c\n  z # d\n]\n",
            add("a", "k"),
            "a: [\n  x, # c\n  z, # d\n  k\n]\n",
        ),
        ("a: x # c\n", add("a", "k"), "a: [x, k] # c\n"),
        ("a: '@x'\n", add("a", "k"), "a: ['@x', k]\n"),
        ("a: [x]\n", add("a", "x"), "a: [x]\n"),
        (
            "a:\n  - x\n  # c\n  - k\n",
            take("a", "x"),
            "a:\n  # c\n  - k\n",
        ),
        ("a: # c\n  - x\nb: 1\n", take("a", "x"), "a: [] # c\nb: 1\n"),
        ("a: [x, k, z]\n", take("a", "k"), "a: [x, z]\n"),
        ("a: [x, k]\n", take("a", "k"), "a: [x]\n"),
        ("a: [x]\n", take("a", "x"), "a: []\n"),
        (
            "a:\n  - {ref: x, lag: 3}\n  - k\n",
            take("a", "x"),
            "a:\n  - k\n",
        ),
        (
            "a:\n  - x\n  - k # c\n  - z\n",
            list("a", &["x", "w", "z", "v"]),
            "a:\n  - x\n  - w # c\n  - z\n  - v\n",
        ),
        ("a: [x, k]\n", list("a", &["k"]), "a: [k]\n"),
    ]);
}

#[test]
fn fields_are_removed_with_their_lines() {
    assert_edits(&[
        ("a: x # c\nb: 1\n", unset("a"), "b: 1\n"),
        ("a: 1\nb: x", unset("b"), "a: 1"),
        ("a: 1\nb:\n  - x\n  - k\n# c\n", unset("b"), "a: 1\n# c\n"),
        ("r:\n  s: 1\n  t: 2\n", unset("r.s"), "r:\n  t: 2\n"),
        ("r:\n  s: 1\nb: 2\n", unset("r.s"), "b: 2\n"),
        ("r: {s: 1, t: 2}\n", unset("r.t"), "r: {s: 1}\n"),
        ("a: |\n  x\n\nb: 1\n", unset("a"), "\nb: 1\n"),
        ("a: x\n", unset("a"), ""),
    ]);
}

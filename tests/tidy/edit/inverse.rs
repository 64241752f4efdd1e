//! An edit and its inverse give the file back, byte for byte; an edit alone changes nothing around it.

use humdrum::text::{
    Span,
    edit::{Action, EditError, FieldEdit, NewValue, Scalar, fields, scalar_at},
    tree::{Cursor, Tree},
    yaml,
};
use proptest::prelude::*;

use super::{document::document, edit, form, text};

/// Texts that readers of YAML take for something else, or that need care.
const NASTY: &[&str] = &[
    "k",
    "no",
    "yes",
    "on",
    "12:30",
    "1e3",
    "0777",
    "0x1f",
    "@a",
    "`a",
    "%a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "a: b",
    "a #b",
    " a",
    "a ",
    "",
    "~",
    "null",
    "3",
    "2026-05-01",
    "2026-05-01T10:00:00Z",
    "- a",
    "-",
    "? a",
    ": a",
    "[a",
    "a]",
    "{a",
    "a, b",
    "it's",
    "say \"hi\"",
    "back\\slash",
    "'",
    "\"",
    "#a",
    "a:",
    "---",
    "...",
    "<<",
    "=",
    ".inf",
    "1_000",
    "é",
    "a\tb",
    "\u{2028}",
    "\u{7}",
    "true",
    "1.2.3",
    "12e45678",
    "---a",
    ".5",
    "+1",
    "0b1",
    "\u{1f600}",
    "a,b",
    "a:b",
];

fn nasty() -> impl Strategy<Value = String> {
    let some = (0..NASTY.len()).prop_map(|index| NASTY[index].to_owned());
    prop_oneof![3 => some, 1 => "[ -~]{0,12}", 1 => "\\PC{0,6}"]
}

/// Returns every node of a tree below a cursor, with its JSON pointer.
fn nodes<'a>(at: Cursor<'a>, pointer: &str, found: &mut Vec<(String, Cursor<'a>)>) {
    found.push((pointer.to_owned(), at));
    for entry in at.entries() {
        nodes(at.follow(entry), &format!("{pointer}/{}", entry.key), found);
    }
    for (index, item) in at.items().enumerate() {
        nodes(item, &format!("{pointer}/{index}"), found);
    }
}

/// Returns a document and its tree, if the bytes make one.
fn parsed(bytes: &[u8]) -> Option<(String, Tree)> {
    let source = document(bytes);
    let parsed = yaml::parse(&source, 0);
    let tree = parsed.tree.filter(|tree| tree.root().is_map())?;
    parsed.problems.is_empty().then_some((source, tree))
}

/// A field of a document: the pointer of the map around it, its key, its value.
type Field<'a> = (String, &'a str, Cursor<'a>);

fn fields_of(tree: &Tree) -> Vec<Field<'_>> {
    let mut all = Vec::new();
    nodes(tree.root(), "", &mut all);
    let maps = all.into_iter().filter(|(_, node)| node.is_map());
    maps.flat_map(|(pointer, map)| {
        map.entries()
            .iter()
            .map(move |entry| (pointer.clone(), &*entry.key, map.follow(entry)))
    })
    .collect()
}

fn edited(source: &str, at: &str, edit: FieldEdit) -> Result<String, EditError> {
    fields(form("yaml-file"), source, at, &[edit])
}

/// Asserts that only a layout is why an edit is refused. What the proof alone finds are comments and blank lines that
/// would become text of the block scalar above them, once the field between them is gone.
fn assert_clear(error: &EditError, source: &str) {
    let could_become_text =
        source.contains("|+") || (source.contains(['|', '>']) && source.contains("  # "));
    let is_clear = matches!(error, EditError::Layout { .. })
        || (could_become_text && matches!(error, EditError::Unproven { .. }));
    assert!(is_clear, "{error:?} in {source:?}");
}

/// Asserts that what differs lies between two offsets of the old text.
fn assert_within(old: &str, new: &str, range: std::ops::Range<usize>) {
    let (before, after) = (&old[..range.start], &old[range.end..]);
    assert!(
        new.len() >= before.len() + after.len() && new.starts_with(before) && new.ends_with(after),
        "{old:?} became {new:?}"
    );
}

/// Returns a scalar that writes a value as it stands; `None` for several lines.
fn as_it_stands(source: &str, value: Cursor<'_>) -> Option<Scalar> {
    let (literal, plain) = value.literal()?;
    let raw = value.span().slice(source);
    if plain {
        return (raw == literal).then(|| Scalar::Literal(literal.into()));
    }
    let is_quoted = raw.starts_with(['"', '\'']) && raw.ends_with(['"', '\'']) && raw.len() > 1;
    (is_quoted && !raw.contains(['\n', '\r'])).then(|| Scalar::Text(literal.into()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_that_is_set_and_set_back(bytes in prop::collection::vec(any::<u8>(), 0..80), new in nasty()) {
        let Some((source, tree)) = parsed(&bytes) else { return Ok(()) };
        for (at, key, value) in fields_of(&tree) {
            let set = |scalar| edit(key, Action::Set(NewValue::One(scalar)));
            if value.is_map() && !value.entries().is_empty() {
                continue;
            }
            match edited(&source, &at, set(text(&new))) {
                Err(error) => assert_clear(&error, &source),
                Ok(result) => {
                    assert_reads_everywhere(&result, &at, key, &new);
                    let quotes = |text: &str| text.starts_with('\'') && new.contains(|one: char| one.is_control() || one == '\u{2028}');
                    if let Some(old) = as_it_stands(&source, value).filter(|_| !quotes(value.span().slice(&source))) {
                        assert_within(&source, &result, value.span().range());
                        prop_assert_eq!(&edited(&result, &at, set(old)), &Ok(source.clone()));
                    }
                }
            }
        }
    }

    #[test]
    fn an_item_that_is_added_and_taken(bytes in prop::collection::vec(any::<u8>(), 0..80), new in nasty()) {
        let Some((source, tree)) = parsed(&bytes) else { return Ok(()) };
        for (at, key, value) in fields_of(&tree) {
            let is_there = value.items().any(|item| item.text() == Some(&new));
            let is_new = !is_there && !value.items().any(|item| item.get("ref").is_some());
            if !value.is_list() || !is_new {
                continue;
            }
            match edited(&source, &at, edit(key, Action::Add(text(&new)))) {
                Err(error) => assert_clear(&error, &source),
                Ok(result) => {
                    let taken = edited(&result, &at, edit(key, Action::Drop(new.clone())));
                    prop_assert_eq!(&taken, &Ok(source.clone()), "{:?}", result);
                }
            }
        }
    }

    #[test]
    fn a_field_that_is_made_and_removed(bytes in prop::collection::vec(any::<u8>(), 0..80), new in nasty(), deep in any::<bool>()) {
        let Some((source, tree)) = parsed(&bytes) else { return Ok(()) };
        let mut all = Vec::new();
        nodes(tree.root(), "", &mut all);
        let path = if deep { "new.sub" } else { "new" };
        for (at, _) in all.iter().filter(|(_, node)| node.is_map()) {
            let set = edit(path, Action::Set(NewValue::One(text(&new))));
            match edited(&source, at, set) {
                Err(error) => assert_clear(&error, &source),
                Ok(result) => {
                    assert_reads_everywhere(&result, at, path, &new);
                    prop_assert_eq!(&edited(&result, at, edit(path, Action::Unset)), &Ok(source.clone()), "{:?}", result);
                }
            }
        }
    }

    #[test]
    fn any_field_can_go(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let Some((source, tree)) = parsed(&bytes) else { return Ok(()) };
        for (at, key, _) in fields_of(&tree) {
            match edited(&source, &at, edit(key, Action::Unset)) {
                Err(error) => assert_clear(&error, &source),
                Ok(result) => prop_assert!(result.len() < source.len()),
            }
        }
    }

    #[test]
    fn any_scalar_can_be_rewritten_by_its_span(bytes in prop::collection::vec(any::<u8>(), 0..80), new in nasty()) {
        let Some((source, tree)) = parsed(&bytes) else { return Ok(()) };
        let mut all = Vec::new();
        nodes(tree.root(), "", &mut all);
        for (_, node) in all {
            let span: Span = node.span();
            if node.text().is_none() || span.start == span.end {
                continue;
            }
            match scalar_at(form("yaml-file"), &source, span, &text(&new)) {
                Err(error) => assert_clear(&error, &source),
                Ok(result) if as_it_stands(&source, node).is_some() => {
                    assert_within(&source, &result, span.range());
                }
                Ok(_) => {}
            }
        }
    }
}

/// Asserts that another reader of YAML sees the same text, where it reads such files at all.
fn assert_reads_everywhere(result: &str, at: &str, path: &str, expected: &str) {
    let read: Result<serde_json::Value, _> =
        serde_yaml::from_str(result.trim_start_matches('\u{feff}'));
    let Ok(read) = read else { return };
    let pointer = format!("{at}/{}", path.replace("new.sub", "new/sub"));
    let found = read.pointer(&pointer);
    assert_eq!(found, Some(&serde_json::json!(expected)), "{result:?}");
}

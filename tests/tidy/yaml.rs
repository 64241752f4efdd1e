//! What `text::yaml` promises for every text: no panic, places that are in the text, and the same values as another
//! reader of YAML.

use humdrum::text::{
    Span,
    tree::Cursor,
    yaml::{self, Parsed},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    damage::{damaged, signs},
    files,
};

/// Where the text stands in its file, as front matter does.
const BASE: usize = 4;

/// Parses a text that stands at [`BASE`] of a file and checks every place in what comes back.
fn check_places(text: &str) -> Parsed {
    let parsed = yaml::parse(text, BASE);
    for problem in &parsed.problems {
        assert_inside(text, problem.span);
        if let Some((span, _)) = &problem.related {
            assert_inside(text, *span);
        }
        assert!(!problem.message.contains('\n'), "{}", problem.message);
    }
    if let Some(tree) = &parsed.tree {
        check_node(text, tree.root(), 0);
    } else {
        assert!(!parsed.problems.is_empty(), "no tree and no reason");
    }
    parsed
}

fn assert_inside(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?} ends before it starts");
    let range = span.start as usize - BASE..span.end as usize - BASE;
    assert!(text.get(range).is_some(), "{span:?} is not in the text");
}

fn check_node(text: &str, node: Cursor<'_>, depth: usize) {
    assert_inside(text, node.span());
    // Aliases may repeat a value many times over; what they lead to was seen before.
    if depth > 70 {
        return;
    }
    let source = &text[node.span().start as usize - BASE..node.span().end as usize - BASE];
    if let Some(value) = node.text()
        && source.starts_with(char::is_alphanumeric)
        && !source.contains(['\n', '\r'])
    {
        // A block of one line has a line end of its own.
        let value = value.trim_end_matches('\n');
        assert_eq!(value, source, "a value without quotes is what stands there");
    }
    for item in node.items() {
        check_node(text, item, depth + 1);
    }
    let mut keys = Vec::new();
    for entry in node.entries() {
        assert_inside(text, entry.key_span);
        assert!(!keys.contains(&&entry.key), "two entries of {}", entry.key);
        keys.push(&entry.key);
        check_node(text, node.follow(entry), depth + 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_with_places_inside_it(text in "\\PC{0,80}") {
        check_places(&text);
    }

    #[test]
    fn any_heap_of_signs_is_read_or_refused_with_places_inside_it(text in signs()) {
        check_places(&text);
    }

    #[test]
    fn any_damaged_sample_is_read_or_refused_with_places_inside_it(text in damaged(files("tests/records").into_values().collect())) {
        check_places(&text);
    }
}

/// A value of a document, to be written in both styles.
#[derive(Debug, Clone)]
enum Written {
    /// Without quotes.
    Plain(String),
    /// In double quotes.
    Quoted(String),
    List(Vec<Written>),
    Map(Vec<(String, Written)>),
}

fn documents() -> impl Strategy<Value = Written> {
    let word = "[a-z][a-z0-9_.@/-]{0,6}( [a-z0-9é#:.,-]{1,4}){0,2}";
    let number = "[+-]?[0-9]{1,4}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{1,2})?";
    let leaf = prop_oneof![
        word.prop_map(Written::Plain),
        number.prop_map(Written::Plain),
        prop::sample::select(vec![
            "true",
            "false",
            "null",
            "~",
            "yes",
            "no",
            "on",
            "off",
            "2026-03-01",
            "12:30",
            "0x1F",
            "0o17",
            "v1.10",
            "1_000",
            ".5",
            "-",
            "TBD(@a, 2026-05-01)",
        ])
        .prop_map(|text| Written::Plain(text.to_owned())),
        "[ -~é\n\t]{0,12}".prop_map(Written::Quoted),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let entries = prop::collection::btree_map("[a-z]{1,4}", inner.clone(), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Written::List),
            entries.prop_map(|map| Written::Map(map.into_iter().collect())),
        ]
    })
}

impl Written {
    /// Returns the value in flow style; plain texts that flow style would read differently are quoted.
    fn flow(&self) -> String {
        match self {
            Self::Plain(text) if text.contains([',', '(', '-']) => format!("{text:?}"),
            Self::Plain(text) => text.clone(),
            Self::Quoted(text) => Value::from(text.as_str()).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.flow()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Returns the value in block style, after its key or dash.
    fn block(&self, indent: usize) -> String {
        let pad = " ".repeat(indent);
        match self {
            Self::List(items) if !items.is_empty() => {
                let items = items
                    .iter()
                    .map(|item| format!("\n{pad}-{}", item.block(indent + 2)));
                items.collect()
            }
            Self::Map(entries) if !entries.is_empty() => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("\n{pad}{key}:{}", value.block(indent + 2)));
                entries.collect()
            }
            Self::Plain(text) => format!(" {text}"),
            other => format!(" {}", other.flow()),
        }
    }
}

/// Returns what we read, and what the other reader reads; `None` where it reads nothing.
fn both(text: &str) -> Option<(Value, Value)> {
    let theirs = serde_yaml::from_str(text).ok()?;
    let parsed = check_places(text);
    assert_eq!(parsed.problems, [], "{text}");
    Some((parsed.tree.expect("it parses").root().to_json(), theirs))
}

/// Returns whether both values are the same, but for the numbers that stay text here: see `text::scalar`.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let mut entries = a.iter();
            a.len() == b.len()
                && entries.all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::String(text), Value::Number(_)) => {
            let digits = text.trim_start_matches(['+', '-']);
            digits.starts_with('0') && digits[1..].starts_with(|next: char| next != '.')
        }
        _ => ours == theirs,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_mean_the_same_to_another_reader(document in documents()) {
        for text in [document.block(0), document.flow()] {
            let Some((ours, theirs)) = both(&text) else {
                continue;
            };
            prop_assert!(same(&ours, &theirs), "{}\n{}\n{}", text, ours, theirs);
        }
    }
}

#[test]
fn an_alias_may_repeat_a_name() {
    let parsed = check_places("&a one: x\ntwo: *a\nthree: 3\n");
    assert_eq!(parsed.problems, []);
    assert_eq!(
        parsed.tree.expect("it parses").root().to_json(),
        serde_json::json!({"one": "x", "two": "one", "three": 3})
    );
}

/// Returns the first thing that is wrong with a text, and whether it is read all the same.
fn first_problem(text: &str) -> (String, bool) {
    let parsed = check_places(text);
    let first = parsed.problems.first().expect("something is wrong");
    (first.message.clone(), parsed.tree.is_some())
}

#[test]
fn what_is_refused_says_why() {
    let bomb: String = (1..12).fold("a0: &a0 [1, 1, 1, 1, 1, 1]\n".to_owned(), |text, level| {
        let alias = format!("*a{}", level - 1);
        let list = [alias.as_str(); 6].join(", ");
        format!("{text}a{level}: &a{level} [{list}]\n")
    });
    let deep = "[".repeat(200) + &"]".repeat(200);
    let too_many = "more than 200000 values, counting what aliases repeat; the file is not read";
    let contains_itself = "the alias refers to a value that contains it";
    for (text, message) in [
        (bomb.as_str(), too_many),
        ("a: &a [*a]\n", contains_itself),
        ("[a]: b\n", "a field name must be plain text"),
    ] {
        assert_eq!(first_problem(text), (message.to_owned(), false));
    }
    assert!(!first_problem(&deep).1, "nesting is bounded");
}

#[test]
fn what_other_readers_see_differently_is_told_and_read() {
    for (text, message) in [
        ("a: 1\na: 2\n", "the field `a` is given twice"),
        (
            "<<: {a: 1}\nb: 2\n",
            "YAML merge keys (`<<`) are not supported",
        ),
        ("a: !secret b\n", "the YAML tag `!secret` is not supported"),
        (
            "a: !secret [b]\n",
            "the YAML tag `!secret` is not supported",
        ),
        (
            "a: !secret {b: c}\n",
            "the YAML tag `!secret` is not supported",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "a second YAML document starts here; it is not read",
        ),
    ] {
        assert_eq!(first_problem(text), (message.to_owned(), true), "{text}");
    }
}

#[test]
fn a_block_of_one_line_is_at_its_text() {
    for text in [">\n  a", "|\n  a\n", ">-\n  a\n"] {
        let tree = check_places(text).tree.expect("it parses");
        let value = tree.root().text().expect("it is a text");
        assert_eq!(value.trim_end(), "a", "{text:?}");
    }
}

use proptest::prelude::*;

use super::*;

/// Returns an expression in brackets, so that a test shows how it was read.
fn shown(text: &str) -> String {
    parse(text).map_or_else(|problem| problem.message, |found| words(&found))
}

fn words(expression: &Expression) -> String {
    let all = |parts: &[Expression]| parts.iter().map(words).collect::<Vec<_>>();
    match expression {
        Expression::And(parts) => format!("[{}]", all(parts).join(" & ")),
        Expression::Or(parts) => format!("[{}]", all(parts).join(" | ")),
        Expression::Not(inner) => format!("!{}", words(inner)),
        Expression::Has(name) => format!("?{}", name.text),
        Expression::Compare(one) => {
            let operands: Vec<String> = one.operands.iter().map(value).collect();
            format!(
                "{} {:?} {}",
                one.field.text,
                one.operator,
                operands.join(",")
            )
        }
    }
}

fn value(operand: &Operand) -> String {
    let text = if operand.is_quoted {
        format!("{:?}", operand.text)
    } else {
        operand.text.clone()
    };
    match operand.shift {
        Some(shift) => format!("{text}{:+}{:?}", shift.count, shift.unit),
        None => text,
    }
}

#[test]
fn and_binds_closer_than_or_and_not_closest() {
    assert_eq!(
        shown("a=1 or b=2 and not c=3"),
        "[a Equal 1 | [b Equal 2 & !c Equal 3]]"
    );
    assert_eq!(
        shown("(a=1 or b=2) and c=3"),
        "[[a Equal 1 | b Equal 2] & c Equal 3]"
    );
    assert_eq!(shown("not not (a=1)"), "!!a Equal 1");
    assert_eq!(shown("has forecast and no owner"), "[?forecast & !?owner]");
}

#[test]
fn values_are_words_texts_lists_and_moved_days() {
    assert_eq!(shown("owner = @maria"), "owner Equal @maria");
    assert_eq!(
        shown(r#"title ~ "the \"quota\"""#),
        r#"title Contains "the \"quota\"""#
    );
    assert_eq!(shown("title !~ 'it is'"), r#"title ContainsNot "it is""#);
    assert_eq!(shown("title = O'Brien"), "title Equal O'Brien");
    assert_eq!(
        shown("status not in (open,active)"),
        "status NotEqual open,active"
    );
    assert_eq!(shown("slack<=-3"), "slack LessOrEqual -3");
    assert_eq!(shown("due < today + 14d"), "due Less today+14Days");
    assert_eq!(shown("due >= today-2w"), "due GreaterOrEqual today-2Weeks");
    assert_eq!(shown("due > today -10wd"), "due Greater today-10Workdays");
    assert_eq!(shown("forecast > due + 3m"), "forecast Greater due+3Months");
    assert_eq!(shown("reversible != no"), "reversible NotEqual no");
}

/// Returns an error as its column, message and help.
fn told(text: &str) -> String {
    let problem = parse(text).expect_err("it cannot be read");
    let column = text[..problem.span.start as usize].chars().count() + 1;
    let help = problem.help.unwrap_or_default();
    format!("{column}: {}; {help}", problem.message)
}

#[test]
fn what_cannot_be_read_is_told_with_its_column_and_what_belongs_there() {
    let all: Vec<String> = [
        "",
        "owner",
        "owner:@maria",
        "owner = ",
        "owner = and",
        "owner == @maria",
        "owner = @a && due < today",
        "! owner = @a",
        "title = quota approval",
        "title = \"quota",
        "status in open",
        "status in (open active)",
        "status in ()",
        "status not = open",
        "(owner = @a",
        "owner = @a)",
        "has",
        "no =",
        "due < today +",
        "due < today + 14",
        "due < today + 100000d",
        "due < today + 3y",
        "é = 1 or | b",
    ]
    .map(told)
    .to_vec();
    insta::assert_snapshot!(all.join("\n"), @r#"
    1: expected a condition such as `owner = @maria`, found the end; see `hum explain where`
    6: expected `=`, `!=`, `<`, `<=`, `>`, `>=`, `~`, `!~` or `in` after `owner`, found the end; write `owner = …`, or `has owner`
    13: expected `=`, `!=`, `<`, `<=`, `>`, `>=`, `~`, `!~` or `in` after `owner:@maria`, found the end; write `owner = @maria`
    9: expected a value after `=`, found the end; write a word, text in quotes, a number, a day such as 2026-05-01, or today + 14d
    9: expected a value after `=`, found `and`; put it in quotes where it is a value: "and"
    7: `==` is not known here; write `=`
    12: `&&` is not known here; write `and`
    1: `!` is not known here; write `not`
    15: expected `and`, `or` or the end, found `approval`; put text of several words in quotes
    9: the quote is not closed; write " after the text
    11: expected `(` after `in`, found `open`; write the values as `(open, active)`
    17: expected `,` or `)`, found `active`; write the values as `(open, active)`
    12: expected a value of the list, found `)`; write a word, text in quotes, a number, a day such as 2026-05-01, or today + 14d
    12: expected `in` after `not`, found `=`; write `!=`, or `not in (open, active)`
    12: expected `and`, `or` or `)`, found the end; close the group
    11: expected `and`, `or` or the end, found `)`; remove it, or open the group with `(`
    4: expected the name of a field after `has`, found the end; see `hum explain where`
    4: expected the name of a field after `no`, found `=`; see `hum explain where`
    14: expected a length of time after `+`, found the end; write a number and a unit: 14d (days), 2w (weeks), 3m (months), 10wd (workdays)
    15: `14` is no length of time; write a number and a unit: 14d (days), 2w (weeks), 3m (months), 10wd (workdays)
    15: `100000d` is no length of time; write a number and a unit: 14d (days), 2w (weeks), 3m (months), 10wd (workdays)
    15: `3y` is no length of time; write a number and a unit: 14d (days), 2w (weeks), 3m (months), 10wd (workdays)
    10: `|` means nothing here; put text that is not one word in quotes
    "#);
}

#[test]
fn depth_and_length_are_limited() {
    for open in ["(", "not "] {
        let deep = |levels: usize| {
            let close = if open == "(" { ")" } else { "" };
            format!("{}a = 1{}", open.repeat(levels), close.repeat(levels))
        };
        assert!(parse(&deep(64)).is_ok());
        let told = parse(&deep(65)).expect_err("it is too deep").message;
        assert_eq!(told, "groups are nested deeper than 64 levels");
        assert!(parse(&open.repeat(2_000)).is_err());
    }
    let long = format!("a = 1{}", " or a = 1".repeat(1_000));
    assert!(parse(&long).is_ok());
    let told = parse(&"a".repeat(10_001))
        .expect_err("it is too long")
        .message;
    assert_eq!(told, "the expression is longer than 10000 bytes");
}

/// Returns every span of an expression.
fn spans(expression: &Expression, found: &mut Vec<(Span, String)>) {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => {
            parts.iter().for_each(|part| spans(part, found));
        }
        Expression::Not(inner) => spans(inner, found),
        Expression::Has(name) => found.push((name.span, name.text.clone())),
        Expression::Compare(one) => {
            found.push((one.field.span, one.field.text.clone()));
            found.extend(
                one.operands
                    .iter()
                    .map(|operand| (operand.span, String::new())),
            );
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_within_it(
        text in prop_oneof![
            any::<String>(),
            "([a-z@é]{1,3}|[()=<>~!,+&|'\" -]|today|and|or|not|in|has|no|14d|\\\\){0,12}",
            "((owner|due) (=|<|in) (x|today \\+ 1wd|\\(a, b\\)) (and|or) ){0,3}has é",
        ],
    ) {
        let inside = |span: Span| {
            span.start <= span.end && text.get(span.range()).is_some()
        };
        match parse(&text) {
            Ok(expression) => {
                let mut found = Vec::new();
                spans(&expression, &mut found);
                for (span, name) in found {
                    prop_assert!(inside(span), "{span:?}");
                    prop_assert!(name.is_empty() || span.slice(&text) == name);
                }
            }
            Err(problem) => {
                prop_assert!(inside(problem.span), "{problem:?}");
                prop_assert!(!problem.message.is_empty() && problem.help.is_some(), "{problem:?}");
            }
        }
    }
}

//! From what was written to what is meant: every name a known field, every word one that the field takes.

use std::sync::Arc;

use super::{Operand, Scope, Test, Vocabulary, literal::Literal, vocabulary::Known};
use crate::{
    model::{config::Config, kind::Kind, role::ValueType},
    text::{
        Problem,
        expression::{self, Comparison, Expression, Operator},
        phrase, suggest,
    },
};

const MOMENTS: &[ValueType] = &[ValueType::Date, ValueType::Release];

/// Returns the kinds that an expression can match, as far as `kind = …` at its top says.
pub(super) fn narrowed<'a>(
    expression: &Expression,
    config: &Config,
    kinds: &[&'a Arc<Kind>],
) -> Vec<&'a Arc<Kind>> {
    let mut narrowed = kinds.to_vec();
    let parts = match expression {
        Expression::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    for part in parts {
        let Expression::Compare(one) = part else {
            continue;
        };
        if one.field.text != "kind" || one.operator != Operator::Equal {
            continue;
        }
        let named: Vec<&str> = one
            .operands
            .iter()
            .filter_map(|operand| config.kinds.named(&operand.text))
            .map(|kind| kind.name.as_str())
            .collect();
        narrowed.retain(|kind| named.contains(&kind.name.as_str()));
    }
    // Nothing can match; the words are still checked against everything there is.
    if narrowed.is_empty() {
        return kinds.to_vec();
    }
    narrowed
}

/// Returns the condition that an expression means.
pub(super) fn test(
    expression: &Expression,
    vocabulary: &Vocabulary,
    config: &Config,
) -> Result<Test, Problem> {
    let all = |parts: &[Expression]| {
        parts
            .iter()
            .map(|part| test(part, vocabulary, config))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(match expression {
        Expression::And(parts) => Test::And(all(parts)?),
        Expression::Or(parts) => Test::Or(all(parts)?),
        Expression::Not(inner) => Test::Not(Box::new(test(inner, vocabulary, config)?)),
        Expression::Has(name) => {
            vocabulary.find(&name.text, name.span)?;
            Test::Has(name.text.clone())
        }
        Expression::Compare(one) => comparison(one, vocabulary, config)?,
    })
}

fn comparison(one: &Comparison, vocabulary: &Vocabulary, config: &Config) -> Result<Test, Problem> {
    let known = vocabulary.find(&one.field.text, one.field.span)?;
    let is_alone = one.operands.len() == 1;
    let operands = one
        .operands
        .iter()
        .map(|operand| {
            if is_alone && let Some(field) = field(one, operand, &known, vocabulary) {
                return Ok(field);
            }
            let literal = literal(one, operand, config);
            check(one, operand, &literal, &known, config)?;
            Ok(Operand::Literal(literal))
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Test::Compare {
        field: one.field.text.clone(),
        operator: one.operator,
        operands,
    })
}

/// Returns a bare word as a field, where it names one that holds the same type of thing, and is none of the words that
/// the field on the left takes.
fn field(
    one: &Comparison,
    operand: &expression::Operand,
    known: &Known,
    vocabulary: &Vocabulary,
) -> Option<Operand> {
    let is_word = known.words.is_some() && known.takes(&operand.text);
    if operand.is_quoted || one.operator.is_part() || is_word || !vocabulary.has(&operand.text) {
        return None;
    }
    let other = vocabulary.find(&operand.text, operand.span).ok()?;
    let is_same = other.types.iter().any(|other| {
        known.types.contains(other) || (MOMENTS.contains(other) && known.is_all(MOMENTS))
    });
    is_same.then(|| Operand::Field(operand.text.clone(), operand.shift))
}

/// Returns what a word means: of a kind, its name.
fn literal(one: &Comparison, operand: &expression::Operand, config: &Config) -> Literal {
    let kind = config
        .kinds
        .named(&operand.text)
        .filter(|_| one.field.text == "kind" && !one.operator.is_part());
    match kind {
        Some(kind) => Literal::new(&expression::Operand {
            text: kind.name.clone(),
            ..operand.clone()
        }),
        None => Literal::new(operand),
    }
}

/// Says what keeps a value from ever matching the field.
fn check(
    one: &Comparison,
    operand: &expression::Operand,
    literal: &Literal,
    known: &Known,
    config: &Config,
) -> Result<(), Problem> {
    let problem =
        |message: String, help: &str| Err(Problem::new(operand.span, message).with_help(help));
    let (name, text) = (&one.field.text, &operand.text);
    // Whether this is a moment does not depend on which day is today.
    let scope = Scope {
        config,
        today: jiff::civil::Date::ZERO,
    };
    let is_moment = literal.moment(&scope).is_some() || text == "today";
    if operand.shift.is_some() && !is_moment {
        let help = "move a day, a month, today or a field with a day";
        return problem(format!("`{text}` is no day and cannot be moved"), help);
    }
    if one.operator.is_part() {
        return Ok(());
    }
    if known.is_all(MOMENTS) && one.operator.is_order() && !is_moment {
        let help = "write a day such as 2026-05-01, a month such as 2026-05, today + 14d, or a release of program.yaml";
        return problem(format!("`{name}` is a date and `{text}` is none"), help);
    }
    let is_number = known.is_all(&[ValueType::Number]);
    if is_number && literal.number().is_none() && !literal.is_tbd() {
        return problem(
            format!("`{name}` is a number and `{text}` is none"),
            "write a number such as 3",
        );
    }
    if known.takes(literal.text()) {
        return Ok(());
    }
    let words = known.words.as_deref().unwrap_or_default();
    let near = suggest::nearest(text, words.iter().map(String::as_str));
    let help =
        match near.or_else(|| suggest::nearest(text, known.accepted.iter().map(String::as_str))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", phrase::any_of(words)),
        };
    problem(format!("`{name}` is never `{text}`"), &help)
}

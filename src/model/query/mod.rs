//! What `--where` asks of records: an expression whose fields and words were found among the kinds.
//!
//! The language is told on one page, `schema/where.md`.

mod build;
mod derived;
mod literal;
mod record;
mod value;
mod vocabulary;

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::{config::Config, kind::Kind, program::Program, record::Record};
use crate::text::{
    Problem,
    expression::{self, Operator, Shift},
};

pub use derived::{Derived, DerivedField};
use literal::Literal;
pub use record::RecordFields;
pub use value::{Meaning, Value};
pub use vocabulary::{Known, Vocabulary};

/// A condition that records are held against.
#[derive(Debug, Clone)]
pub struct Query {
    text: String,
    test: Test,
    derived: BTreeSet<String>,
}

/// The expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {}: {}", self.column(), .problem.message)]
pub struct QueryError {
    /// The expression.
    pub text: String,
    /// What is wrong, where in the expression, and what to type instead.
    pub problem: Box<Problem>,
}

/// What conditions are worked out with.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The calendar and the releases.
    pub config: &'a Config,
    /// Today.
    pub today: Date,
}

/// Something that has fields: a record, an action.
pub trait Fields {
    /// Returns the values of a field; none when it has none, or there is no such field.
    fn values(&self, name: &str) -> Vec<Value<'_>>;
}

/// A condition whose names are known.
#[derive(Debug, Clone)]
enum Test {
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    Has(String),
    Compare {
        field: String,
        operator: Operator,
        operands: Vec<Operand>,
    },
}

/// What a field is compared with.
#[derive(Debug, Clone)]
enum Operand {
    Literal(Literal),
    /// Another field, and by how much its days are moved.
    Field(String, Option<Shift>),
}

impl Query {
    /// Reads an expression about records of any kind, and about nothing but what their files say.
    ///
    /// # Errors
    /// It cannot be read, or names a field or a word that no kind has.
    pub fn parse(text: &str, config: &Config) -> Result<Self, QueryError> {
        let kinds: Vec<&Arc<Kind>> = config.kinds.iter().collect();
        Self::for_kinds(text, config, &kinds, &[])
    }

    /// Reads an expression about records of some kinds, which may name fields that are worked out. What `kind = …` at its
    /// top says narrows the kinds further.
    ///
    /// # Errors
    /// It cannot be read, or names a field or a word that none of these kinds has.
    pub fn for_kinds(
        text: &str,
        config: &Config,
        kinds: &[&Arc<Kind>],
        derived: &[DerivedField],
    ) -> Result<Self, QueryError> {
        let expression = expression::parse(text).map_err(|problem| error(text, problem))?;
        let kinds = build::narrowed(&expression, config, kinds);
        let vocabulary = Vocabulary::of_kinds(config, &kinds, derived);
        Self::built(text, &expression, &vocabulary, config)
    }

    /// Reads an expression about anything with fields.
    ///
    /// # Errors
    /// It cannot be read, or names a field or a word that is not known.
    pub fn with(text: &str, vocabulary: &Vocabulary, config: &Config) -> Result<Self, QueryError> {
        let expression = expression::parse(text).map_err(|problem| error(text, problem))?;
        Self::built(text, &expression, vocabulary, config)
    }

    fn built(
        text: &str,
        expression: &expression::Expression,
        vocabulary: &Vocabulary,
        config: &Config,
    ) -> Result<Self, QueryError> {
        let test =
            build::test(expression, vocabulary, config).map_err(|problem| error(text, problem))?;
        let mut derived = BTreeSet::new();
        test.names(&mut |name| {
            if vocabulary.is_derived(name) {
                derived.insert(name.to_owned());
            }
        });
        Ok(Self {
            text: text.into(),
            test,
            derived,
        })
    }

    /// Returns the fields it names that are worked out where a file does not say them.
    pub fn derived(&self) -> &BTreeSet<String> {
        &self.derived
    }

    /// Returns the expression as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether the condition holds for a record of a program; nothing that is worked out is known.
    pub fn matches(&self, program: &Program, record: &Record, today: Date) -> bool {
        let fields = RecordFields {
            program,
            record,
            derived: None,
        };
        self.matches_with(&fields, today)
    }

    /// Returns whether the condition holds for the fields of a record.
    pub fn matches_with(&self, fields: &RecordFields<'_>, today: Date) -> bool {
        let config = &fields.program.config;
        self.holds(fields, &Scope { config, today })
    }

    /// Returns whether the condition holds.
    pub fn holds(&self, of: &dyn Fields, scope: &Scope<'_>) -> bool {
        self.test.holds(of, scope)
    }
}

impl QueryError {
    /// Returns the mistake of naming something outside an expression: in `--sort` or `--columns`.
    pub fn in_list(text: &str, problem: Problem) -> Self {
        error(text, problem)
    }

    /// Returns the column of the mistake, in characters from 1.
    pub fn column(&self) -> u32 {
        crate::text::Position::of(&self.text, self.problem.span.start).column
    }

    /// Returns two lines: the expression, and carets under the mistake.
    pub fn drawn(&self) -> String {
        // What would move the caret, or the cursor, is one space wide.
        let plain = |text: &str| -> String {
            let visible = |one: char| if one.is_control() { ' ' } else { one };
            text.chars().map(visible).collect()
        };
        let before = self
            .text
            .get(..self.problem.span.start as usize)
            .unwrap_or_default();
        let indent = " ".repeat(plain(before).width());
        let carets = "^".repeat(plain(self.problem.span.slice(&self.text)).width().max(1));
        format!("{}\n{indent}{carets}", plain(&self.text))
    }
}

fn error(text: &str, problem: Problem) -> QueryError {
    QueryError {
        text: text.into(),
        problem: Box::new(problem),
    }
}

impl Test {
    /// Hands over every field that is named.
    fn names(&self, each: &mut dyn FnMut(&str)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.names(each)),
            Self::Not(inner) => inner.names(each),
            Self::Has(field) => each(field),
            Self::Compare {
                field, operands, ..
            } => {
                each(field);
                for operand in operands {
                    if let Operand::Field(name, _) = operand {
                        each(name);
                    }
                }
            }
        }
    }

    fn holds(&self, of: &dyn Fields, scope: &Scope<'_>) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(of, scope)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(of, scope)),
            Self::Not(inner) => !inner.holds(of, scope),
            Self::Has(field) => of.values(field).iter().any(|value| !value.is_tbd()),
            Self::Compare {
                field,
                operator,
                operands,
            } => compares(of, field, *operator, operands, scope),
        }
    }
}

/// Returns whether the values of a field compare. Without a value nothing does, `!=` neither.
fn compares(
    of: &dyn Fields,
    field: &str,
    operator: Operator,
    operands: &[Operand],
    scope: &Scope<'_>,
) -> bool {
    let mut values = of.values(field);
    // What is to be determined is no value, except for whoever asks for it.
    let asks_for_tbd = operands
        .iter()
        .any(|operand| matches!(operand, Operand::Literal(literal) if literal.is_tbd()));
    if !asks_for_tbd {
        values.retain(|value| !value.is_tbd());
    }
    let any = |positive: Operator| {
        let mut pairs = values
            .iter()
            .flat_map(|value| operands.iter().map(move |operand| (value, operand)));
        pairs.any(|(value, operand)| is_met(value, positive, operand, of, scope))
    };
    match operator {
        Operator::NotEqual => !values.is_empty() && !any(Operator::Equal),
        Operator::ContainsNot => !values.is_empty() && !any(Operator::Contains),
        positive => any(positive),
    }
}

fn is_met(
    value: &Value<'_>,
    operator: Operator,
    operand: &Operand,
    of: &dyn Fields,
    scope: &Scope<'_>,
) -> bool {
    match operand {
        Operand::Literal(literal) if operator == Operator::Contains => {
            value.contains(literal.text())
        }
        Operand::Literal(literal) => fits(operator, value.compare(literal, scope)),
        Operand::Field(name, shift) => {
            let others = of.values(name);
            let mut others = others.iter().filter(|other| !other.is_tbd());
            others.any(|other| fits(operator, value.compare_with(other, *shift, scope)))
        }
    }
}

fn fits(operator: Operator, order: Option<std::cmp::Ordering>) -> bool {
    order.is_some_and(|order| match operator {
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        _ => order.is_eq(),
    })
}

//! The language of `--where`: conditions on fields, joined by `and`, `or` and `not`. Words only; what a field is and what
//! a value means is for the model to say. The language is told on one page, `schema/where.md`.

mod grammar;
mod token;

use super::{Problem, Span};

/// A longer text is no condition that somebody wrote.
const MAX_BYTES: usize = 10_000;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// All of these hold.
    And(Vec<Expression>),
    /// One of these holds.
    Or(Vec<Expression>),
    /// This does not hold.
    Not(Box<Expression>),
    /// The field has a value.
    Has(Name),
    /// A value of the field compares.
    Compare(Comparison),
}

/// The name of a field, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A field, what is asked of it, and the values it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The field.
    pub field: Name,
    /// What is asked.
    pub operator: Operator,
    /// One value; for `in` and `not in` one or more.
    pub operands: Vec<Operand>,
}

/// What is asked of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`, `in`: one of them is this.
    Equal,
    /// `!=`, `not in`: there are some, and none of them is this.
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `~`: one of them has this in it.
    Contains,
    /// `!~`: there are some, and none of them has this in it.
    ContainsNot,
}

/// A value that a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The word, or the text between the quotes.
    pub text: String,
    /// Whether it stood in quotes: then it is text and nothing else.
    pub is_quoted: bool,
    /// By how much it is moved: `+ 14d`.
    pub shift: Option<Shift>,
    /// Where it stands, with its shift.
    pub span: Span,
}

/// A length of time, forwards or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// How many; negative for back.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `d`: days of the calendar.
    Days,
    /// `w`: weeks.
    Weeks,
    /// `m`: months.
    Months,
    /// `wd`: days that are worked.
    Workdays,
}

impl Operator {
    /// The spellings, longer ones before those they begin with.
    pub(crate) const SYMBOLS: [(&str, Self); 8] = [
        ("!=", Self::NotEqual),
        ("!~", Self::ContainsNot),
        ("<=", Self::LessOrEqual),
        (">=", Self::GreaterOrEqual),
        ("=", Self::Equal),
        ("<", Self::Less),
        (">", Self::Greater),
        ("~", Self::Contains),
    ];

    /// Returns whether it asks which of two comes first.
    pub fn is_order(self) -> bool {
        matches!(
            self,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }

    /// Returns whether it asks for a part of a text.
    pub fn is_part(self) -> bool {
        matches!(self, Self::Contains | Self::ContainsNot)
    }
}

/// Reads an expression.
///
/// # Errors
/// The first thing that cannot be read, with its place, what is expected there, and what to type instead.
pub fn parse(text: &str) -> Result<Expression, Problem> {
    if text.len() > MAX_BYTES {
        let message = format!("the expression is longer than {MAX_BYTES} bytes");
        return Err(Problem::new(Span::at(0), message).with_help("ask for less at a time"));
    }
    let tokens = token::tokens(text)?;
    grammar::expression(&tokens)
}

#[cfg(test)]
mod tests;

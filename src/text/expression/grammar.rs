//! From tokens to an expression.

use winnow::{
    Parser,
    combinator::{opt, separated},
    error::{ErrMode, ParserError},
    stream::{Stateful, TokenSlice},
    token::{any, one_of},
};

use super::{
    Comparison, Expression, Name, Operand, Operator, Shift, Unit,
    token::{Token, What},
};
use crate::text::{Problem, Span};

/// Deeper nesting is refused, so that no expression can exhaust the stack.
const MAX_DEPTH: usize = 64;

/// The longest length of time, in whatever unit: some 270 years of days.
const MAX_COUNT: i32 = 99_999;

/// Words that join conditions; as values they need quotes.
const JOINTS: [&str; 4] = ["and", "or", "not", "in"];

/// Tokens, and how deep in groups they are.
type Input<'a> = Stateful<TokenSlice<'a, Token>, usize>;

/// What could not be read; `None` where a parser only tried.
#[derive(Debug)]
struct Failure(Option<Box<Problem>>);

impl<'a> ParserError<Input<'a>> for Failure {
    type Inner = Self;

    fn from_input(_: &Input<'a>) -> Self {
        Self(None)
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

type Parsed<T> = Result<T, ErrMode<Failure>>;

/// Reads the tokens of one expression.
pub(super) fn expression(tokens: &[Token]) -> Result<Expression, Problem> {
    let mut input = Stateful {
        input: TokenSlice::new(tokens),
        state: 0,
    };
    let found = disjunction(&mut input).and_then(|found| end(&mut input).map(|()| found));
    found.map_err(|error| {
        let failure = match error {
            ErrMode::Backtrack(failure) | ErrMode::Cut(failure) => failure.0,
            ErrMode::Incomplete(_) => None,
        };
        failure.map_or_else(
            || Problem::new(Span::at(0), "this is no expression"),
            |problem| *problem,
        )
    })
}

fn end(input: &mut Input<'_>) -> Parsed<()> {
    match next(input) {
        Some(Token {
            what: What::End, ..
        }) => Ok(()),
        found => {
            let is_bracket = found.is_some_and(|token| token.what == What::Mark(')'));
            let help = if is_bracket {
                "remove it, or open the group with `(`"
            } else {
                "put text of several words in quotes"
            };
            Err(expected("`and`, `or` or the end", found, help))
        }
    }
}

fn disjunction(input: &mut Input<'_>) -> Parsed<Expression> {
    let parts: Vec<Expression> = separated(1.., conjunction, keyword("or")).parse_next(input)?;
    Ok(joined(parts, Expression::Or))
}

fn conjunction(input: &mut Input<'_>) -> Parsed<Expression> {
    let parts: Vec<Expression> = separated(1.., condition, keyword("and")).parse_next(input)?;
    Ok(joined(parts, Expression::And))
}

fn joined(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}

fn condition(input: &mut Input<'_>) -> Parsed<Expression> {
    if opt(keyword("not")).parse_next(input)?.is_some() {
        let inner = deeper(input, condition)?;
        return Ok(Expression::Not(Box::new(inner)));
    }
    if let Some(open) = opt(mark('(')).parse_next(input)? {
        return group(input, open);
    }
    for (word, is_there) in [("has", true), ("no", false)] {
        if opt(keyword(word)).parse_next(input)?.is_some() {
            let what = format!("the name of a field after `{word}`");
            let has = Expression::Has(name(input, &what)?);
            return Ok(if is_there {
                has
            } else {
                Expression::Not(Box::new(has))
            });
        }
    }
    let field = name(input, "a condition such as `owner = @maria`")?;
    comparison(input, field)
}

fn group(input: &mut Input<'_>, open: &Token) -> Parsed<Expression> {
    let inner = deeper(input, disjunction)?;
    match next(input) {
        Some(Token {
            what: What::Mark(')'),
            ..
        }) => Ok(inner),
        found => Err(
            expected("`and`, `or` or `)`", found, "close the group").map(|failure| {
                let note = "the group begins here";
                Failure(
                    failure
                        .0
                        .map(|problem| Box::new(problem.with_related(open.span, note))),
                )
            }),
        ),
    }
}

/// Reads what stands one level deeper.
fn deeper(
    input: &mut Input<'_>,
    mut parser: impl FnMut(&mut Input<'_>) -> Parsed<Expression>,
) -> Parsed<Expression> {
    input.state += 1;
    if input.state > MAX_DEPTH {
        let message = format!("groups are nested deeper than {MAX_DEPTH} levels");
        let span = peeked(input).map_or(Span::default(), |token| token.span);
        return Err(failure(
            Problem::new(span, message).with_help("ask for less at a time"),
        ));
    }
    let found = parser(input);
    input.state -= 1;
    found
}

fn comparison(input: &mut Input<'_>, field: Name) -> Parsed<Expression> {
    let is_not = opt(keyword("not")).parse_next(input)?.is_some();
    if is_not || peeked(input).and_then(Token::word) == Some("in") {
        return membership(input, field, is_not);
    }
    let Some(Token {
        what: What::Operator(operator, symbol),
        ..
    }) = peeked(input)
    else {
        let what = format!(
            "`=`, `!=`, `<`, `<=`, `>`, `>=`, `~`, `!~` or `in` after `{}`",
            field.text
        );
        let help = match field.text.split_once(':') {
            Some((name, value)) if !value.is_empty() => format!("write `{name} = {value}`"),
            _ => format!("write `{} = …`, or `has {}`", field.text, field.text),
        };
        return Err(expected(&what, peeked(input), &help));
    };
    next(input);
    let operand = operand(input, &format!("a value after `{symbol}`"))?;
    Ok(Expression::Compare(Comparison {
        field,
        operator: *operator,
        operands: vec![operand],
    }))
}

fn membership(input: &mut Input<'_>, field: Name, is_not: bool) -> Parsed<Expression> {
    const HELP: &str = "write the values as `(open, active)`";
    if opt(keyword("in")).parse_next(input)?.is_none() {
        let help = "write `!=`, or `not in (open, active)`";
        return Err(expected("`in` after `not`", peeked(input), help));
    }
    if opt(mark('(')).parse_next(input)?.is_none() {
        return Err(expected("`(` after `in`", peeked(input), HELP));
    }
    let value = |input: &mut Input<'_>| operand(input, "a value of the list");
    let operands: Vec<Operand> = separated(1.., value, mark(',')).parse_next(input)?;
    if opt(mark(')')).parse_next(input)?.is_none() {
        return Err(expected("`,` or `)`", peeked(input), HELP));
    }
    let operator = if is_not {
        Operator::NotEqual
    } else {
        Operator::Equal
    };
    Ok(Expression::Compare(Comparison {
        field,
        operator,
        operands,
    }))
}

fn name(input: &mut Input<'_>, what: &str) -> Parsed<Name> {
    let found = peeked(input);
    let Some(word) = found.and_then(Token::word).filter(|word| !is_joint(word)) else {
        return Err(expected(what, found, "see `hum explain where`"));
    };
    let span = found.map_or(Span::default(), |token| token.span);
    next(input);
    Ok(Name {
        text: word.to_owned(),
        span,
    })
}

fn operand(input: &mut Input<'_>, what: &str) -> Parsed<Operand> {
    const HELP: &str =
        "write a word, text in quotes, a number, a day such as 2026-05-01, or today + 14d";
    let found = peeked(input);
    let Some(token) = found else {
        return Err(expected(what, found, HELP));
    };
    let (text, is_quoted) = match &token.what {
        What::Text(text) => (text.clone(), true),
        What::Word(word) if is_joint(word) => {
            let help = format!("put it in quotes where it is a value: \"{word}\"");
            return Err(expected(what, found, &help));
        }
        What::Word(word) => (word.clone(), false),
        _ => return Err(expected(what, found, HELP)),
    };
    next(input);
    let mut operand = Operand {
        text,
        is_quoted,
        shift: None,
        span: token.span,
    };
    if is_quoted {
        return Ok(operand);
    }
    if let Some(back) = operand.text.strip_prefix("today-") {
        operand.shift = Some(shift(back, -1, token.span)?);
        operand.text = "today".into();
        return Ok(operand);
    }
    if let Some((shift, end)) = moved(input)? {
        operand.shift = Some(shift);
        operand.span.end = end;
    }
    Ok(operand)
}

/// Reads by how much a value is moved: `+ 14d`, `- 2w`, `-2w`.
fn moved(input: &mut Input<'_>) -> Parsed<Option<(Shift, u32)>> {
    let back = peeked(input).and_then(Token::word);
    if let Some(length) = back.and_then(|word| word.strip_prefix('-')) {
        let span = next(input).map_or(Span::default(), |token| token.span);
        return Ok(Some((shift(length, -1, span)?, span.end)));
    }
    let sign = opt(one_of(|token: &Token| {
        matches!(token.what, What::Mark('+' | '-'))
    }))
    .parse_next(input)?;
    let Some(sign) = sign else { return Ok(None) };
    let factor = if sign.what == What::Mark('-') { -1 } else { 1 };
    let Some(length) = peeked(input).and_then(Token::word) else {
        let what = format!("a length of time after {}", sign.words());
        return Err(expected(&what, peeked(input), LENGTHS));
    };
    let span = next(input).map_or(Span::default(), |token| token.span);
    Ok(Some((shift(length, factor, span)?, span.end)))
}

const LENGTHS: &str =
    "write a number and a unit: 14d (days), 2w (weeks), 3m (months), 10wd (workdays)";

fn shift(text: &str, factor: i32, span: Span) -> Parsed<Shift> {
    let digits = text.trim_end_matches(|one: char| !one.is_ascii_digit());
    let unit = match &text[digits.len()..] {
        "d" => Some(Unit::Days),
        "w" => Some(Unit::Weeks),
        "m" => Some(Unit::Months),
        "wd" => Some(Unit::Workdays),
        _ => None,
    };
    let count = digits
        .parse()
        .ok()
        .filter(|count| (0..=MAX_COUNT).contains(count));
    match (count, unit) {
        (Some(count), Some(unit)) => Ok(Shift {
            count: count * factor,
            unit,
        }),
        _ => {
            let message = format!("`{text}` is no length of time");
            Err(failure(Problem::new(span, message).with_help(LENGTHS)))
        }
    }
}

fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word)
}

fn keyword<'a>(word: &'static str) -> impl Parser<Input<'a>, &'a Token, ErrMode<Failure>> {
    one_of(move |token: &Token| token.word() == Some(word))
}

fn mark<'a>(mark: char) -> impl Parser<Input<'a>, &'a Token, ErrMode<Failure>> {
    one_of(move |token: &Token| token.what == What::Mark(mark))
}

/// Returns the next token and leaves it.
fn peeked<'a>(input: &Input<'a>) -> Option<&'a Token> {
    let mut ahead = input.clone();
    next(&mut ahead)
}

/// Takes the next token.
fn next<'a>(input: &mut Input<'a>) -> Option<&'a Token> {
    let taken: Parsed<&Token> = any.parse_next(input);
    taken.ok()
}

fn expected(what: &str, found: Option<&Token>, help: &str) -> ErrMode<Failure> {
    let (words, span) = found.map_or(("the end".into(), Span::default()), |token| {
        (token.words(), token.span)
    });
    failure(Problem::new(span, format!("expected {what}, found {words}")).with_help(help))
}

fn failure(problem: Problem) -> ErrMode<Failure> {
    ErrMode::Cut(Failure(Some(Box::new(problem))))
}

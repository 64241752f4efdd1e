//! From a text to its tokens.

use winnow::{
    LocatingSlice, ModalResult, Parser,
    ascii::multispace0,
    combinator::{alt, delimited, preceded, repeat},
    error::ContextError,
    token::{any, none_of, one_of, take_while},
};

use super::Operator;
use crate::text::{Problem, Span};

/// One token with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) what: What,
    pub(super) span: Span,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A bare word.
    Word(String),
    /// Text in quotes.
    Text(String),
    /// `=`, `!=`, `<` …
    Operator(Operator, &'static str),
    /// `(`, `)`, `,`, `+`, `-`
    Mark(char),
    /// After everything else.
    End,
}

impl Token {
    /// Returns the token as a message names it.
    pub(super) fn words(&self) -> String {
        match &self.what {
            What::Word(word) => format!("`{word}`"),
            What::Text(text) => format!("\"{text}\""),
            What::Operator(_, symbol) => format!("`{symbol}`"),
            What::Mark(mark) => format!("`{mark}`"),
            What::End => "the end".into(),
        }
    }

    /// Returns the bare word.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }
}

type Input<'a> = LocatingSlice<&'a str>;

/// Spellings of other languages, and what is meant.
const FOREIGN: [(&str, &str); 8] = [
    ("&&", "and"),
    ("||", "or"),
    ("==", "="),
    ("=~", "~"),
    ("=<", "<="),
    ("=>", ">="),
    ("<>", "!="),
    ("!", "not"),
];

/// Returns the tokens of a text, the last of which is [`What::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Problem> {
    let mut input = LocatingSlice::new(text);
    let found: ModalResult<Vec<Token>, ContextError> =
        repeat(0.., preceded(multispace0, token)).parse_next(&mut input);
    let mut tokens = found.unwrap_or_default();
    let rest = input.trim_start();
    if !rest.is_empty() {
        return Err(unreadable(rest, text.len() - rest.len()));
    }
    for pair in tokens.windows(2) {
        is_foreign(text, pair)?;
    }
    tokens.push(Token {
        what: What::End,
        span: Span::at(text.len()),
    });
    Ok(tokens)
}

fn token(input: &mut Input<'_>) -> ModalResult<Token> {
    alt((operator, quoted, mark, word))
        .with_span()
        .map(|(what, range)| Token {
            what,
            span: Span::new(range.start, range.end),
        })
        .parse_next(input)
}

fn operator(input: &mut Input<'_>) -> ModalResult<What> {
    let [a, b, c, d, e, f, g, h] = Operator::SYMBOLS
        .map(|(symbol, operator)| symbol.map(move |_| What::Operator(operator, symbol)));
    alt((a, b, c, d, e, f, g, h)).parse_next(input)
}

/// A dash alone is a minus; one that touches a word belongs to it: `-3`, `RISK-12`.
fn mark(input: &mut Input<'_>) -> ModalResult<What> {
    let is_minus = input.starts_with('-') && !input[1..].starts_with(is_of_word);
    if is_minus {
        return any.map(What::Mark).parse_next(input);
    }
    one_of(['(', ')', ',', '+'])
        .map(What::Mark)
        .parse_next(input)
}

fn quoted(input: &mut Input<'_>) -> ModalResult<What> {
    alt((between('"'), between('\'')))
        .map(What::Text)
        .parse_next(input)
}

/// Text between two quotes. A backslash keeps a quote or a backslash from its meaning; before anything else it is one.
fn between<'a>(
    quote: char,
) -> impl Parser<Input<'a>, String, winnow::error::ErrMode<ContextError>> {
    let escaped = preceded('\\', one_of([quote, '\\']));
    let character = alt((escaped, none_of([quote])));
    delimited(quote, repeat(0.., character), quote)
}

fn word(input: &mut Input<'_>) -> ModalResult<What> {
    let first = |one: char| is_of_word(one) && one != '\'';
    (one_of(first), take_while(0.., is_of_word))
        .take()
        .map(|word: &str| What::Word(word.to_owned()))
        .parse_next(input)
}

fn is_of_word(one: char) -> bool {
    !one.is_whitespace() && !one.is_control() && !"()=,!<>~\"+&|".contains(one)
}

/// Says what cannot be read at an offset.
fn unreadable(rest: &str, at: usize) -> Problem {
    for (spelling, meant) in FOREIGN {
        if rest.starts_with(spelling) {
            return foreign(spelling, meant, Span::new(at, at + spelling.len()));
        }
    }
    let first = rest.chars().next().unwrap_or_default();
    let span = Span::new(at, at + first.len_utf8());
    if matches!(first, '"' | '\'') {
        return Problem::new(span, "the quote is not closed")
            .with_help(format!("write {first} after the text"));
    }
    let shown = first.escape_debug();
    Problem::new(span, format!("`{shown}` means nothing here"))
        .with_help("put text that is not one word in quotes")
}

/// Two operators that touch are one of another language.
fn is_foreign(text: &str, pair: &[Token]) -> Result<(), Problem> {
    let is_operator = |token: &Token| matches!(token.what, What::Operator(..));
    let [first, second] = pair else { return Ok(()) };
    let touch = first.span.end == second.span.start;
    if !(touch && is_operator(first) && is_operator(second)) {
        return Ok(());
    }
    let span = Span::new(first.span.start as usize, second.span.end as usize);
    let spelling = span.slice(text);
    match FOREIGN.iter().find(|(known, _)| *known == spelling) {
        Some((spelling, meant)) => Err(foreign(spelling, meant, span)),
        None => Ok(()),
    }
}

fn foreign(spelling: &str, meant: &str, span: Span) -> Problem {
    Problem::new(span, format!("`{spelling}` is not known here"))
        .with_help(format!("write `{meant}`"))
}

//! One question, and how its answer is written down.

use crate::{
    model::{kind::Kind, record::Record, schema::Shape},
    text::{
        Position, Span,
        shell::{quoted, word},
    },
};

/// What a question is about, the most consequential first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum About {
    /// A day that has passed, or that will not be kept.
    Late,
    /// Who is held to it.
    Person,
    /// By when.
    Day,
    /// How anybody sees that it is done.
    Finish,
    /// A promise that nobody has made, or not in time.
    Promise,
    /// What a decision needs to be one.
    Choice,
    /// What else its stage asks for.
    Slot,
    /// A reference that leads nowhere.
    Link,
    /// Words that leave something open.
    Words,
    /// What it needs and does not have.
    Need,
    /// What its next state will ask for.
    Next,
    /// The next step.
    Step,
    /// What is done if it goes wrong.
    Fallback,
    /// What may go wrong.
    Risk,
    /// Its place in the order of work.
    Order,
    /// Who was not told.
    Told,
    /// What would be good to know.
    Detail,
    /// Short forms that nobody explains.
    Acronym,
}

/// A question that somebody who answers for the program would ask next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// What it is about.
    pub(super) about: About,
    /// The question.
    pub(super) ask: String,
    /// The fact behind it.
    pub(super) fact: String,
    /// Where in the file of the record the fact stands; `None` for what stands nowhere.
    pub(super) line: Option<u32>,
    /// How the answer is written down.
    pub(super) answer: Answer,
}

/// How an answer is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// By a command; what is not known stands as `…` or as YYYY-MM-DD.
    Command(String),
    /// By hand, where the command line has no name for the place.
    ByHand(String),
}

impl Question {
    pub(super) fn new(about: About, ask: impl Into<String>, fact: impl Into<String>) -> Self {
        Self {
            about,
            ask: ask.into(),
            fact: fact.into(),
            line: None,
            answer: Answer::ByHand(String::new()),
        }
    }

    /// Says where the fact stands.
    pub(super) fn at(mut self, record: &Record, span: Span) -> Self {
        self.line = Some(Position::of(&record.file.text, span.start).line);
        self
    }

    /// Says which command writes the answer down: without `hum set`, it begins with the id.
    pub(super) fn set(self, record: &Record, values: &str) -> Self {
        let command = format!("hum set {} {values}", word(&record.id));
        self.command(command)
    }

    pub(super) fn command(mut self, command: impl Into<String>) -> Self {
        self.answer = Answer::Command(command.into());
        self
    }

    pub(super) fn by_hand(mut self, how: impl Into<String>) -> Self {
        self.answer = Answer::ByHand(how.into());
        self
    }
}

/// What stands for a value that only people know.
pub(super) const OPEN: &str = "\u{2026}";

/// What stands for a day that only people know.
pub(super) const DAY: &str = "YYYY-MM-DD";

/// Returns the assignment of a value to a field, in the form that its kind takes: an item of a list is added, words are
/// quoted.
pub(super) fn assignment(kind: &Kind, path: &str, value: &str) -> String {
    let shape = kind.schema.as_ref().and_then(|schema| schema.shape(path));
    let sign = if shape == Some(Shape::List) {
        "+="
    } else {
        "="
    };
    let is_word = value != OPEN || !is_text(kind, path, shape);
    if word(path) != path {
        quoted(&format!("{path}{sign}{value}"))
    } else if is_word {
        word(&format!("{path}{sign}{value}")).into_owned()
    } else {
        format!("{path}{sign}\"{value}\"")
    }
}

/// Returns whether a field takes words: more than one of a few, and no number.
fn is_text(kind: &Kind, path: &str, shape: Option<Shape>) -> bool {
    let schema = kind.schema.as_ref();
    let has_options = schema.is_some_and(|schema| !schema.options(path).is_empty());
    let is_reference = kind.field_at(path).is_some_and(|field| {
        use crate::model::role::ValueType::{Reference, Release};
        matches!(field.value_type(), Reference | Release)
    });
    matches!(shape, None | Some(Shape::Text | Shape::List | Shape::Any))
        && !has_options
        && !is_reference
}

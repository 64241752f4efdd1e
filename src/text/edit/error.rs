//! Why a file cannot be edited as asked, where, and what to do instead.

use crate::text::{Problem, Span, suggest};

/// Why an edit was refused. The text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The file has nothing of the form.
    #[error("the file has no metadata in the form `{form}`")]
    Missing {
        /// The form's name.
        form: &'static str,
        /// What a file in this form has.
        expects: &'static str,
    },
    /// The metadata cannot be read.
    #[error("{}", .0.message)]
    Unreadable(Problem),
    /// A JSON pointer or a span leads to nothing.
    #[error("there is no value at {place} in this file")]
    NoSuchPlace {
        /// The pointer, or the byte range.
        place: String,
    },
    /// A path of keys that names nothing: empty, or with an empty part.
    #[error("`{path}` is no name of a field")]
    Name {
        /// The path as given.
        path: String,
        /// What a name looks like in this form.
        help: String,
    },
    /// The value is a map.
    #[error("`{path}` is a map here")]
    Map {
        /// The field.
        path: String,
        /// The map.
        span: Span,
        /// A field in it.
        below: String,
    },
    /// A field was named below something that has none.
    #[error("`{path}` is {found} here, so it has no field `{below}`")]
    NotAMap {
        /// The field that is there.
        path: String,
        /// The value.
        span: Span,
        /// "a list" or "one value".
        found: &'static str,
        /// The rest of the path.
        below: String,
    },
    /// An item was to be taken from what is no list.
    #[error("`{path}` is no list here")]
    NotAList {
        /// The field.
        path: String,
        /// The value.
        span: Span,
    },
    /// There is no such field.
    #[error("there is no field `{path}` here")]
    NoSuchField {
        /// The field.
        path: String,
        /// The record's map.
        span: Span,
        /// The fields that are there.
        known: Vec<String>,
    },
    /// There is no such item.
    #[error("`{item}` is not in the list `{path}`")]
    NoSuchItem {
        /// The field.
        path: String,
        /// The item.
        item: String,
        /// The list.
        span: Span,
        /// The items that are there.
        known: Vec<String>,
    },
    /// The field stands twice in one map.
    #[error("the field `{path}` is given twice")]
    GivenTwice {
        /// The field.
        path: String,
        /// The second one.
        span: Span,
    },
    /// The value has an anchor that an alias refers to, or is an alias.
    #[error("`{path}` is written once with `&` and repeated elsewhere with `*`")]
    Shared {
        /// The field.
        path: String,
        /// Where the value is written.
        span: Span,
    },
    /// The value is laid out in a way that is not edited.
    #[error("{what}")]
    Layout {
        /// What is unusual.
        what: String,
        /// Where.
        span: Span,
        /// What to do.
        help: String,
    },
    /// The new value cannot be written in this form.
    #[error("{what}")]
    Value {
        /// What is wrong with the value.
        what: String,
        /// What to give instead.
        help: String,
    },
    /// Patches overlap or do not fit the text.
    #[error("two edits change the same bytes")]
    Overlap {
        /// The later one.
        span: Span,
    },
    /// The file, read again after the edit, said something other than what was asked for.
    #[error("this edit would change something else in the file, so nothing was written")]
    Unproven {
        /// Where the edit was tried.
        span: Span,
    },
}

impl EditError {
    /// Returns where it is, if it has a place.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Unreadable(problem) => Some(problem.span),
            Self::Map { span, .. }
            | Self::NotAMap { span, .. }
            | Self::NotAList { span, .. }
            | Self::NoSuchField { span, .. }
            | Self::NoSuchItem { span, .. }
            | Self::GivenTwice { span, .. }
            | Self::Shared { span, .. }
            | Self::Layout { span, .. }
            | Self::Overlap { span }
            | Self::Unproven { span } => Some(*span),
            Self::Missing { .. }
            | Self::NoSuchPlace { .. }
            | Self::Name { .. }
            | Self::Value { .. } => None,
        }
    }

    /// Moves the place: an edit among several is refused where the file stands, not where the edits before it moved it.
    pub(super) fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        match &mut self {
            Self::Unreadable(problem) => problem.span = place(problem.span),
            Self::Map { span, .. }
            | Self::NotAMap { span, .. }
            | Self::NotAList { span, .. }
            | Self::NoSuchField { span, .. }
            | Self::NoSuchItem { span, .. }
            | Self::GivenTwice { span, .. }
            | Self::Shared { span, .. }
            | Self::Layout { span, .. }
            | Self::Overlap { span }
            | Self::Unproven { span } => *span = place(*span),
            Self::Missing { .. }
            | Self::NoSuchPlace { .. }
            | Self::Name { .. }
            | Self::Value { .. } => {}
        }
        self
    }

    /// Returns what to type instead.
    pub fn help(&self) -> String {
        match self {
            Self::Missing { expects, .. } => format!("add {expects}"),
            Self::Unreadable(problem) => problem
                .help
                .clone()
                .unwrap_or_else(|| "mend the file, then try again".into()),
            Self::NoSuchPlace { .. } => "read the file again: it changed".into(),
            Self::Map { path, below, .. } => {
                format!("name a field below it, such as `{path}.{below}`")
            }
            Self::NotAMap { path, .. } => format!("remove `{path}` first, or choose another name"),
            Self::NotAList { path, .. } => {
                format!("set `{path}` to a new value, or remove the whole field")
            }
            Self::NoSuchField { path, known, .. } => did_you_mean(path, known, "the fields are"),
            Self::NoSuchItem { item, known, .. } => did_you_mean(item, known, "its items are"),
            Self::GivenTwice { .. } => "keep one of them, then try again".into(),
            Self::Shared { .. } => {
                "write the value out in each place, without `&` and `*`, then try again".into()
            }
            Self::Name { help, .. } | Self::Layout { help, .. } | Self::Value { help, .. } => {
                help.clone()
            }
            Self::Overlap { .. } => "make one change after the other".into(),
            Self::Unproven { .. } => "change the file by hand".into(),
        }
    }
}

fn did_you_mean(word: &str, known: &[String], all: &str) -> String {
    if let Some(nearest) = suggest::nearest(word, known.iter().map(String::as_str)) {
        return format!("did you mean `{nearest}`?");
    }
    if known.is_empty() {
        return "there is nothing to remove".into();
    }
    let known: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
    format!("{all} {}", known.join(", "))
}

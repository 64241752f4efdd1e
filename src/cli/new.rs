//! `hum new`

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{CliError, Context, Outcome, complete, desk::Desk};
use crate::{
    author::{
        AuthorError,
        assign::{Assigner, Assignment},
        draft::Draft,
        number, slug,
    },
    model::{
        date,
        kind::{IdFrom, Kind, Naming, NewPath},
        read,
        record::Record,
        rewrite::Rewrite,
    },
    text::edit::{self, NewRecord, NewValue, Scalar},
};

/// Make a record
///
/// Writes a file of the kind with the next number, in the kind's first state. The number is the next one that no branch
/// here and no remote-tracking branch has. On a terminal it asks for what is missing, four questions at most; elsewhere
/// it asks nothing. What nobody fills in says TBD, and `hum check` lists it.
///
/// hum new risk "Quota approval comes late" owner=@maria affects=DEL-7
#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// risk, decision, deliverable or any other kind of this program
    #[arg(add = complete::kinds())]
    kind: String,
    /// What it is, in one line; the handle or name of a person
    title: Option<String>,
    /// Fields as field=value; a list as field=a,b; a day as 2026-05-01 or today+14d
    #[arg(value_name = "FIELD=VALUE", add = complete::assignments())]
    assignments: Vec<String>,
    /// The words in the file name, instead of those of the title
    #[arg(long, value_name = "WORDS")]
    slug: Option<String>,
}

/// More would be a form to fill in, and a file is the better form.
const MOST_QUESTIONS: usize = 4;

impl NewArgs {
    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let desk = Desk::open(context)?;
        let kind = desk.kind(&self.kind)?.clone();
        let Some(place) = kind.new.clone() else {
            return Err(no_place(&desk, &kind));
        };
        let mut questions = Questions::new(context);
        let (title, assignments) = self.title(&kind, &mut questions)?;
        let mut draft = Draft::new(&kind, &title);
        let day = fill(&mut draft, &desk, &kind, &assignments, &mut questions)?;
        let open = draft.leave_open();
        let taken = desk.taken_ids(&kind)?;
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        let words = slug::slug(self.slug.as_deref().unwrap_or(&title));
        let naming = Naming {
            number: number::next_number(taken.iter().copied()),
            date: day,
            slug: &words,
        };
        let rewrite = if place.is_file() {
            own_file(&desk, &kind, draft, &place.path(&naming), naming.number)?
        } else {
            in_register(&desk, &kind, draft, &place, &taken)?
        };
        let plan = desk.plan(context, vec![rewrite], &BTreeMap::new())?;
        let plan = plan.without("bare-tbd");
        let id = plan.changes().first().map(|change| change.id.clone());
        let notes = to_fill_in(&id.unwrap_or_default(), &open);
        plan.finish(context, &desk, "new", true, notes)?;
        Ok(Outcome::Clean)
    }

    /// Returns the title and what is assigned. A first argument with `=` right after a name is no title.
    fn title(
        &self,
        kind: &Kind,
        questions: &mut Questions<'_>,
    ) -> Result<(String, Vec<&str>), CliError> {
        let rest = self.assignments.iter().map(String::as_str);
        let is_field = |text: &str| {
            let name = text.split_once('=').map_or("", |(name, _)| name);
            let mut letters = name.chars();
            !name.is_empty()
                && letters.all(|letter| letter.is_alphanumeric() || "_.+-".contains(letter))
        };
        // A title is one line, whatever was pasted.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.title.as_deref().map(|title| (title, words(title))) {
            Some((given, title)) if !title.is_empty() && !is_field(given) => {
                return Ok((title, rest.collect()));
            }
            given => {
                let given = given.map(|(given, _)| given.trim());
                let given = given.filter(|given| !given.is_empty());
                if let Some(title) = questions.ask("title") {
                    return Ok((title, given.into_iter().chain(rest).collect()));
                }
            }
        }
        let message = format!("{} needs a title", kind.one());
        let hint = format!("hum new {} \"What it is, in one line\"", kind.name);
        Err(CliError::usage(message, hint))
    }
}

/// Takes in what is assigned and what a person answers, and returns the day that the record is about.
fn fill(
    draft: &mut Draft<'_>,
    desk: &Desk,
    kind: &Kind,
    assignments: &[&str],
    questions: &mut Questions<'_>,
) -> Result<Date, CliError> {
    let assigner = Assigner {
        config: &desk.config,
        kind,
        record: None,
        today: desk.today,
    };
    let assignments = assignments.iter().map(|text| Assignment::parse(text));
    let assignments = assignments.collect::<Result<Vec<_>, _>>()?;
    for intent in assigner.intents(&assignments)? {
        draft.apply(intent)?;
    }
    let day = draft.day().and_then(|day| date::parse_day(&day));
    let day = day.unwrap_or(desk.today);
    draft.default_day(day);
    questions.fill(draft, &assigner)?;
    Ok(day)
}

/// The questions that a person may still be asked.
struct Questions<'a> {
    context: &'a Context,
    left: usize,
}

impl<'a> Questions<'a> {
    fn new(context: &'a Context) -> Self {
        let left = if context.can_ask() { MOST_QUESTIONS } else { 0 };
        Self { context, left }
    }

    fn ask(&mut self, what: &str) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        self.context.ask(&format!("{what}: "))
    }

    /// Asks for what the draft lacks. An empty answer leaves it open.
    fn fill(&mut self, draft: &mut Draft<'_>, assigner: &Assigner<'_>) -> Result<(), CliError> {
        for path in draft.unfilled() {
            while let Some(answer) = self.ask(&path) {
                let assignment = Assignment::parse(&format!("{path}={answer}"))?;
                match assigner.intents(&[assignment]) {
                    Ok(intents) => {
                        intents
                            .into_iter()
                            .try_for_each(|intent| draft.apply(intent))?;
                        break;
                    }
                    Err(error) => self.context.say(&format!("{error}; {}\n", error.hint)),
                }
            }
        }
        Ok(())
    }
}

fn own_file(
    desk: &Desk,
    kind: &Arc<Kind>,
    draft: Draft<'_>,
    path: &str,
    number: u64,
) -> Result<Rewrite, CliError> {
    let Some(source) = kind.sources_of(path).next() else {
        let message = format!(
            "{path} would not be {}: no source of the kind matches it",
            kind.one()
        );
        return Err(CliError::usage(
            message,
            "mend `new:` or `include:` of the kind in program.yaml",
        ));
    };
    if let Some(found) = desk.program.at_path(path) {
        let message = format!("{path} exists already");
        let hint = format!(
            "`hum set {} \u{2026}` changes it; for a second one give another title, or other words with --slug",
            found.id
        );
        return Err(CliError::usage(message, hint));
    }
    Ok(Rewrite::create(path, draft.text(source.extractor, number)?))
}

/// Tells why there can be no new record of a kind.
fn no_place(desk: &Desk, kind: &Kind) -> CliError {
    if let IdFrom::Constant(id) = &kind.id.from {
        let path = desk.program.find(id).map(|record| record.file.path.clone());
        let message = format!("there is one {}: {}", kind.word(), path.unwrap_or_default());
        return CliError::usage(message, format!("change it: hum set {id} field=value"));
    }
    let message = format!(
        "the kind `{}` does not say where a new record goes",
        kind.name
    );
    let hint = "add `new: folder/{number}-{slug}.md` to it in program.yaml";
    CliError::usage(message, hint)
}

/// Adds the record to the register of its kind, which is made where it is missing.
fn in_register(
    desk: &Desk,
    kind: &Arc<Kind>,
    draft: Draft<'_>,
    place: &NewPath,
    taken: &[&str],
) -> Result<Rewrite, CliError> {
    let path = place.template();
    let old = desk.store.text(path)?;
    let text = old.as_deref().unwrap_or_default();
    let Some(source) = read::source_of(kind, path, text) else {
        let message = format!("{path} is in no source of the kind `{}`", kind.name);
        return Err(CliError::usage(
            message,
            "mend `new:` of the kind in program.yaml",
        ));
    };
    let id = number::next_id(kind, taken);
    let records = desk.program.records.iter();
    let others: Vec<&Record> = records.filter(|other| *other.file.path == *path).collect();
    let mut fields = draft.fields();
    for (path, _) in &mut fields {
        if let Some(field) = kind.field_at(path) {
            *path = number::path_in_use(&field.paths, &others).to_owned();
        }
    }
    // In a map of records the key is the id.
    let is_map = others.iter().any(|other| number::id_path(other).is_none());
    let key = match number::id_paths(kind) {
        Some(paths) if !is_map => {
            let value = NewValue::One(Scalar::Text(id.clone()));
            fields.insert(0, (number::path_in_use(paths, &others).to_owned(), value));
            None
        }
        _ => Some(id.as_str()),
    };
    let record = NewRecord {
        list: &source.items,
        key,
        fields: &fields,
    };
    let text = edit::append(source.extractor, text, &record).map_err(AuthorError::from)?;
    Ok(match old {
        Some(old) => Rewrite::replace(&path.into(), &old.into(), text),
        None => Rewrite::create(path, text),
    })
}

/// Returns what to type for the fields that nobody filled in.
fn to_fill_in(id: &str, open: &[String]) -> Vec<String> {
    if open.is_empty() {
        return Vec::new();
    }
    let words = |name: &String| match name.contains(' ') || name.starts_with(char::is_uppercase) {
        true => format!("{}=\"\u{2026}\"", name.to_lowercase().replace(' ', "_")),
        false => format!("{name}=\u{2026}"),
    };
    let fields: Vec<String> = open.iter().map(words).collect();
    vec![format!("To fill in: hum set {id} {}", fields.join(" "))]
}

//! One edition of an update: everything that its words are written from, read once.

use std::{collections::BTreeMap, collections::BTreeSet, sync::Arc};

use super::{CliError, Context, Wanted, kinds};
use crate::{
    cli::{context::kind, find, links, range},
    facts::interest,
    history,
    model::{
        audience::Audience, change::Changes, config::Config, kind::Class, overlay::Visibility,
        program::Program, promise::Promises,
    },
    render::{
        self, Style,
        template::{Template, TemplateError},
    },
    report::{
        Links, Report,
        update::{self, Asked, Telling, Update, Veil},
    },
    store::{Moment, Store, decode},
};

/// One edition of an update.
pub(super) struct Edition {
    name: String,
    audience: Audience,
    form: Form,
    program: Program,
    changes: Changes,
    promises: Promises,
    cares: Option<BTreeSet<Arc<str>>>,
    veil: Veil,
    today: jiff::civil::Date,
    line: Option<String>,
    /// Where it ends and where it begins: the files of its records are looked for there.
    moments: [Moment; 2],
}

/// Where the words come from.
enum Form {
    Builtin(&'static Update),
    Template(Template),
}

impl Edition {
    /// Reads everything. What the audience may not see is left behind here.
    ///
    /// # Errors
    /// History or the template cannot be read.
    pub(super) fn read(
        context: &Context,
        store: &Store,
        wanted: &Wanted,
    ) -> Result<Self, CliError> {
        let (config, ends) = (&wanted.config, &wanted.ends);
        let whole = store.program(config, ends.to)?;
        let audience = &known(wanted, &whole)?;
        let form = Form::read(store, config, audience, ends.to)?;
        let before = store.program(config, ends.from)?;
        let mut changes = history::between(store, ends, (&before, &whole), true)?;
        let mut promises = history::promises(store, config, ends.to, &whole)?;
        let what = "first dates, and since when records stand as they do, are not known";
        range::say_shallow(context, &promises.past, what);
        audience.limit(&mut changes);
        let veil = forget(audience, [&whole, &before], &mut promises);
        if let Some(line) = wanted.line.as_deref().filter(|line| veil.names(line)) {
            let message = format!("{} may not see what the line names: {line}", wanted.name);
            return Err(CliError::usage(
                message,
                "say it without the id and the title",
            ));
        }
        let program = match audience.may_see {
            Visibility::Private => whole,
            _ => audience.seen(&whole),
        };
        if program
            .records
            .iter()
            .all(|record| record.kind.class == Class::Person)
        {
            context.say(&format!(
                "note: {} may see no record of the program: `visibility: {}` in a record lets it\n",
                wanted.name,
                audience.may_see.word()
            ));
        }
        Ok(Self {
            cares: interest::cared(&program, &audience.cares_about),
            name: wanted.name.clone(),
            audience: audience.clone(),
            form,
            program,
            changes,
            promises,
            veil,
            today: wanted.today,
            line: wanted.line.clone(),
            moments: [ends.to, ends.from],
        })
    }

    /// Hands over what the words are written from.
    fn asked<T>(&self, line: Option<&str>, then: impl FnOnce(&Asked<'_>) -> T) -> T {
        let telling = Telling {
            program: &self.program,
            changes: &self.changes,
            past: &self.promises.past,
            today: self.today,
            cares: self.cares.as_ref(),
        };
        then(&Asked {
            telling: &telling,
            promises: &self.promises,
            name: &self.name,
            audience: &self.audience,
            line,
            veil: &self.veil,
        })
    }

    /// Returns the program as the audience may see it.
    pub(super) fn program(&self) -> &Program {
        &self.program
    }

    /// Returns the format in which the audience reads it.
    pub(super) fn own_format(&self) -> &str {
        match (&self.audience.format, &self.form) {
            (Some(format), _) => format,
            (None, Form::Template(template)) => template.format(),
            (None, Form::Builtin(_)) => "text",
        }
    }

    /// Returns whether a person has to say what it means.
    pub(super) fn needs_line(&self) -> bool {
        match &self.form {
            Form::Builtin(update) => update.needs_line,
            Form::Template(template) => template.names("so_what"),
        }
    }

    /// Prints it in a format.
    ///
    /// # Errors
    /// There is no such format, the template fails, or the output is closed.
    pub(super) fn print(
        &self,
        context: &Context,
        store: &Store,
        format: &str,
    ) -> Result<(), CliError> {
        let links = links::at(store, &self.program.config, &self.moments).map(Links::sent);
        self.asked(self.line.as_deref(), |asked| match &self.form {
            Form::Builtin(update) => context.print_linked(update.report(asked), format, links),
            Form::Template(template) => {
                let data = asked.context(&self.form_name());
                // Whoever mends a template looks at the data, so a mistake in it does not stand before them.
                if format == "json" {
                    let report = update::of_template("", "", &data);
                    return context.print_linked(report, format, links);
                }
                let text = template.fill(&data).map_err(refused)?;
                if format == template.format() {
                    return context.print(&text);
                }
                if template.format() != "markdown" {
                    let own = template.format();
                    let message = format!("the template writes {own}, not {format}");
                    let hint =
                        format!("write --format {own}, or a template that ends in .md.jinja");
                    return Err(CliError::usage(message, hint));
                }
                let title = data["title"].as_str().unwrap_or_default();
                context.print_linked(update::of_template(title, &text, &data), format, links)
            }
        })
    }

    /// Returns the text of the record that says that it was sent, with a human line: Markdown with links from the record's
    /// folder.
    ///
    /// # Errors
    /// The template fails.
    pub(super) fn body(
        &self,
        context: &Context,
        path: &str,
        line: Option<&str>,
    ) -> Result<String, CliError> {
        let depth = path.matches('/').count();
        self.asked(line, |asked| match &self.form {
            Form::Builtin(update) => {
                let report = update.report(asked);
                Ok(markdown(context, &report, depth))
            }
            Form::Template(template) => {
                let data = asked.context(&self.form_name());
                let text = template.fill(&data).map_err(refused)?;
                Ok(match template.format() {
                    "markdown" => text,
                    _ => format!("```\n{}\n```\n", text.trim_end()),
                })
            }
        })
    }

    /// Returns the heading.
    pub(super) fn title(&self) -> String {
        self.asked(None, |asked| asked.title("update"))
    }

    fn form_name(&self) -> String {
        match &self.form {
            Form::Builtin(update) => update.name.to_owned(),
            Form::Template(_) => self.audience.template.clone().unwrap_or_default(),
        }
    }
}

/// Takes out of what history says everything about records that an audience may not see, and returns a veil over them.
fn forget(audience: &Audience, programs: [&Program; 2], promises: &mut Promises) -> Veil {
    for program in programs {
        audience.forget(program, &mut promises.past);
        for record in audience.hidden(program) {
            promises.made.remove(&record.id);
        }
    }
    let hidden = programs
        .into_iter()
        .flat_map(|program| audience.hidden(program));
    // What the program is called is in the heading of every update.
    Veil::over(hidden.filter(|record| record.kind.class != Class::Program))
}

/// Returns the audience with the names of kinds as they are.
///
/// # Errors
/// It cares about a kind or a record that is not there: nothing would ever be told of it.
fn known(wanted: &Wanted, program: &Program) -> Result<Audience, CliError> {
    let mut audience = wanted.audience.clone();
    for name in &mut audience.cares_about.kinds {
        *name = kind(&wanted.config, name)?.name.clone();
    }
    let mut ids = audience.cares_about.workstreams.iter();
    match ids.find(|id| program.find(id).is_none()) {
        Some(id) => Err(find::unknown(program, id)),
        None => Ok(audience),
    }
}

fn markdown(context: &Context, report: &Report<'_>, depth: usize) -> String {
    let document = report.document.in_folder(depth);
    let report = Report::new("update", || document, || serde_json::Value::Null);
    let mut text = String::new();
    let style = Style {
        width: usize::MAX,
        ..context.style
    };
    if let Some(format) = render::find("markdown") {
        // Writing into a string cannot fail.
        let _ = (format.render)(&report, &style, &mut text);
    }
    text
}

impl Form {
    fn read(
        store: &Store,
        config: &Config,
        audience: &Audience,
        moment: Moment,
    ) -> Result<Self, CliError> {
        if let Some(path) = &audience.template {
            let path = path.trim_start_matches("./");
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let files = texts(store, moment, folder)?;
            return Template::new(path, files)
                .map(Self::Template)
                .map_err(refused);
        }
        let name = audience.update.as_deref().unwrap_or_default();
        Update::find(name).map(Self::Builtin).ok_or_else(|| {
            let names: Vec<&str> = kinds().collect();
            let message = format!("{}: there is no update `{name}`", config.name);
            let hint = format!("write `update: …` with one of: {}", names.join(", "));
            CliError::usage(message, hint)
        })
    }
}

/// Returns the texts of a folder, by path.
fn texts(
    store: &Store,
    moment: Moment,
    folder: &str,
) -> Result<BTreeMap<String, String>, CliError> {
    let snapshot = store.snapshot(moment)?;
    let listing = snapshot.list(&[folder.to_owned()])?;
    let mut reader = snapshot.reader();
    let mut texts = BTreeMap::new();
    for entry in &listing.files {
        let is_template = [".jinja", ".j2"]
            .iter()
            .any(|ending| entry.path.ends_with(ending));
        if is_template && let Ok(text) = decode(reader(entry)?) {
            texts.insert(entry.path.to_string(), text);
        }
    }
    Ok(texts)
}

fn refused(error: TemplateError) -> CliError {
    let hint = error.hint.clone();
    CliError::usage(error.to_string(), hint)
}

//! Writing down what is sent to whom.

use std::{collections::BTreeMap, sync::Arc};

use super::{CliError, Context, Edition, Wanted, wanted::Written};
use crate::{
    author::{
        assign::{Assigner, Assignment},
        draft::Draft,
        number,
        record::Changed,
        slug,
    },
    cli::desk::Desk,
    model::{
        kind::{Class, Kind, Naming},
        record::{Person, Record},
        rewrite::Rewrite,
        role::Role,
    },
    report::update::LINE_WORDS,
};

/// An update that is to be written down.
pub(super) struct Publishing<'a> {
    pub(super) edition: &'a Edition,
    pub(super) wanted: &'a Wanted,
    pub(super) channel: Option<&'a str>,
    /// Whether it is sent, or a draft.
    pub(super) is_sent: bool,
}

impl Publishing<'_> {
    /// Writes the record.
    ///
    /// # Errors
    /// The human line is missing, the update is sent already, or the record cannot be written.
    pub(super) fn write(&self, context: &Context) -> Result<(), CliError> {
        let desk = Desk::open(context)?;
        self.refuse_unsaid()?;
        let rewrite = match &self.wanted.record {
            Some(written) => self.sent(context, &desk, written)?,
            None => self.fresh(context, &desk)?,
        };
        let plan = desk.plan(context, vec![rewrite], &BTreeMap::new())?;
        let id = plan.changes().first().map(|change| change.id.clone());
        let notes = self.notes(&id.unwrap_or_default());
        plan.finish(context, &desk, "update", true, notes)
    }

    fn refuse_unsaid(&self) -> Result<(), CliError> {
        let line = self.wanted.line.as_deref().unwrap_or_default().trim();
        let people = &self.wanted.audience.people;
        let is_missing = line.is_empty() || line == "TBD";
        if self.is_sent && is_missing && self.edition.needs_line() {
            let message = "nothing was written: the update does not say what it means";
            let hint = "add the line that only you can write: --so-what \"\u{2026}\"";
            return Err(CliError::usage(message, hint));
        }
        let is_declared = self.wanted.config.audiences.contains_key(&self.wanted.name);
        if self.is_sent && is_declared && people.is_empty() {
            let name = &self.wanted.name;
            let message = format!("nothing was written: nobody gets the update {name}");
            let hint =
                format!("add `people:` to the audience {name} in program.yaml, and commit it");
            return Err(CliError::usage(message, hint));
        }
        let words = line.split_whitespace().count();
        if words > LINE_WORDS {
            let message = format!(
                "nothing was written: the line has {words} words, and is read up to {LINE_WORDS}"
            );
            return Err(CliError::usage(message, "say it in fewer"));
        }
        Ok(())
    }

    /// A record that is new.
    fn fresh(&self, context: &Context, desk: &Desk) -> Result<Rewrite, CliError> {
        let wanted = self.wanted;
        if !desk.config.audiences.contains_key(&wanted.name) {
            let message = format!("{} is no audience of program.yaml", wanted.name);
            let hint = format!(
                "add it: `audiences: {{{}: {{update: {0}, people: [\u{2026}]}}}}`",
                wanted.name
            );
            return Err(CliError::usage(message, hint));
        }
        let kinds = &desk.config.kinds;
        let kind = kinds.iter().find(|kind| kind.class == Class::Update);
        let place = kind.and_then(|kind| Some((kind, kind.new.clone()?)));
        let Some((kind, place)) = place.filter(|(_, place)| place.is_file()) else {
            let message = "the program has no kind of records for updates";
            let hint = "take `update` into `builtin:` in program.yaml";
            return Err(CliError::usage(message, hint));
        };
        let title = self.edition.title();
        let mut draft = Draft::new(kind, &title);
        for intent in self.intents(desk, kind, None)? {
            draft.apply(intent)?;
        }
        let words = slug::slug(&wanted.name);
        let taken = desk.taken_ids(kind)?;
        let naming = Naming {
            number: number::next_number(taken.iter().map(String::as_str)),
            date: desk.today,
            slug: &words,
        };
        let path = place.path(&naming);
        if let Some(found) = desk.program.at_path(&path) {
            let id = &found.id;
            let message = format!("{path} exists already: {id}");
            let hint = match found.is_unfinished() {
                true => format!("send the draft: hum update {id} --publish"),
                false => format!("it was sent today; hum update {id} prints it"),
            };
            return Err(CliError::usage(message, hint));
        }
        let source = kind.sources_of(&path).next();
        let Some(source) = source.filter(|source| source.extractor.name == "front-matter") else {
            let message = format!("{path} would have no text below its fields");
            let hint = "let `new:` of the kind end in .md in program.yaml";
            return Err(CliError::usage(message, hint));
        };
        let fields = draft.text(source.extractor, naming.number)?;
        let body = self.edition.body(context, &path, wanted.line.as_deref())?;
        Ok(Rewrite::create(&path, format!("{fields}\n{body}")))
    }

    /// A draft that is sent now. Words that a person changed in it stay.
    fn sent(&self, context: &Context, desk: &Desk, written: &Written) -> Result<Rewrite, CliError> {
        let id = &written.id;
        if written.is_sent || !self.is_sent {
            let (message, hint) = match written.is_sent {
                true => (
                    format!("{id} was sent, and what was sent stays as it is"),
                    format!(
                        "send another one: hum update {} --publish",
                        self.wanted.name
                    ),
                ),
                false => (
                    format!("{id} is a draft already"),
                    format!("send it: hum update {id} --publish"),
                ),
            };
            return Err(CliError::usage(message, hint));
        }
        let record = desk.record(id)?;
        let mut changed = Changed::default();
        let intents = self.intents(desk, &record.kind, Some(record))?;
        changed.apply(record, intents)?;
        let old = record.file.body.slice(&record.file.text).to_owned();
        let text = changed
            .rewrites()
            .pop()
            .map_or_else(|| record.file.text.clone(), |rewrite| rewrite.after.text);
        let fields = text.strip_suffix(&*old).unwrap_or(&text);
        let body = self.text_of_draft(context, &old, &written.path)?;
        let text = format!("{fields}{body}");
        Ok(Rewrite::replace(&record.file.path, &record.file.text, text))
    }

    /// Returns the text of a draft with the human line in its place.
    fn text_of_draft(&self, context: &Context, old: &str, path: &str) -> Result<String, CliError> {
        let last = |line: Option<&str>| {
            let body = self.edition.body(context, path, line)?;
            let last = body.trim_end().rsplit("\n\n").next();
            Ok::<_, CliError>(last.unwrap_or_default().to_owned())
        };
        let (open, said) = (last(None)?, last(self.wanted.line.as_deref())?);
        Ok(old.replacen(&open, &said, 1))
    }

    /// Returns what the fields of the record say.
    fn intents(
        &self,
        desk: &Desk,
        kind: &Arc<Kind>,
        record: Option<&Record>,
    ) -> Result<Vec<crate::author::assign::Intent>, CliError> {
        let wanted = self.wanted;
        let mut said: Vec<(Role, String)> = Vec::new();
        let people = wanted.audience.people.iter();
        let people: Vec<String> = people.map(|name| Person::new(name).to_string()).collect();
        if record.is_none() {
            said.push((Role::Audience, wanted.name.clone()));
            said.push((Role::From, wanted.from.to_string()));
            said.push((Role::To, wanted.to.to_string()));
            let itself = self.edition.program().itself();
            let owner = itself.and_then(|itself| itself.people(Role::Owner).into_iter().next());
            said.extend(owner.map(|owner| (Role::Owner, owner.to_string())));
        }
        if !self.is_sent {
            said.push((Role::AsOf, wanted.today.to_string()));
        }
        if self.is_sent {
            let done = kind.lifecycle.states.iter();
            let mut done = done.filter(|(_, category)| !category.is_unfinished());
            said.extend(done.next().map(|(state, _)| (Role::Status, state.clone())));
            said.push((Role::Sent, desk.today.to_string()));
            said.push((Role::Told, people.join(",")));
        }
        let channel = self.channel.map(str::to_owned);
        said.extend(channel.map(|channel| (Role::Channel, channel)));
        let line = wanted.line.clone();
        said.extend(line.map(|line| (Role::SoWhat, line)));
        let assigner = Assigner {
            config: &desk.config,
            kind,
            record,
            today: desk.today,
        };
        let assignments = said.into_iter().filter(|(_, value)| !value.is_empty());
        let assignments = assignments.filter_map(|(role, value)| {
            let path = kind.fields_of(role).next()?.paths.first()?;
            Some(Assignment::parse(&format!("{path}={value}")))
        });
        let assignments = assignments.collect::<Result<Vec<_>, _>>()?;
        Ok(assigner.intents(&assignments)?)
    }

    /// Returns what to do next.
    fn notes(&self, id: &str) -> Vec<String> {
        if !self.is_sent {
            return vec![format!(
                "Read it, change its words, then: hum update {id} --publish"
            )];
        }
        let format = match self.edition.own_format() {
            "text" => "html",
            format => format,
        };
        vec![
            format!("To paste it: hum update {id} --format {format}"),
            "Commit it: what was sent stays as it is, and the next update goes on from there."
                .into(),
        ]
    }
}

//! Layer 3: rules. One file a rule; each says what it found and nothing else. Levels are decided here, in one place.

mod exception;
mod novelty;
mod revised;
pub mod rules;
mod schema;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    model::{
        config::Config,
        finding::{Finding, Level, Place},
        kind::Kinds,
        past::Past,
        program::Program,
        read::{self, Reading},
        record::Record,
        reference::{self, Edge},
        revision::Revision,
        role::Role,
    },
    text::Span,
};

use exception::Exception;
pub use novelty::new_ones;
pub use rules::RULES;
use schema::Verdict;

/// A rule: its name says the bad thing, so that "allow dangling-ref" reads well.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// Its level where nobody says otherwise.
    pub level: Level,
    /// Why it matters, in one sentence; printed below the first finding.
    pub why: &'static str,
    /// The reference page, in Markdown.
    pub docs: &'static str,
    /// Looks at a program.
    pub check: fn(&Context<'_>, &mut Findings),
}

impl Rule {
    /// Returns the rule with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.name == name)
    }
}

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// The changes that led to it and are to be judged; none where only the state is.
    pub revisions: &'a [Revision],
    /// What history says of each record, where changes are judged.
    pub past: Option<&'a Past>,
}

impl<'a> Subject<'a> {
    /// Returns a program as it is, whatever led to it.
    pub fn state(program: &'a Program, today: Date) -> Self {
        Self {
            program,
            today,
            revisions: &[],
            past: None,
        }
    }
}

/// What rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The program.
    pub program: &'a Program,
    /// Today.
    pub today: Date,
    /// The changes that led to it and are to be judged.
    pub revisions: &'a [Revision],
    /// What history says of each record, where changes are judged.
    pub past: Option<&'a Past>,
    /// What the schemas say; computed once for all rules that read it.
    verdict: Verdict<'a>,
    /// References that lead to another record; resolved once for all rules that follow them.
    edges: Vec<Edge<'a>>,
    /// What records let pass; read once for the sink and the rule about them.
    exceptions: Vec<Exception<'a>>,
}

impl Context<'_> {
    /// Returns whether `missing-field` or `invalid-value` speaks of a role that is not filled: the schema or the
    /// record's state requires it. Other rules then say nothing, so that one gap is told once.
    fn is_required(&self, record: &Record, role: Role) -> bool {
        record.required_roles().contains(&role) || self.is_violated(record, role)
    }

    /// Returns whether `missing-field` speaks of a section that says nothing: the record's state requires it.
    fn is_section_required(&self, record: &Record, title: &str) -> bool {
        let required = record.required_sections();
        required.iter().any(|own| own.eq_ignore_ascii_case(title))
    }

    /// Returns whether a field with a role violates the schema, or is missing by it.
    fn is_violated(&self, record: &Record, role: Role) -> bool {
        let violations = self.verdict.violations.iter();
        let mut of_record = violations.filter(|found| std::ptr::eq(found.record, record));
        of_record.any(|found| {
            let mut fields = record.kind.fields_of(role);
            fields.any(|field| field.paths.contains(&found.path))
        })
    }

    /// Returns the settings.
    pub fn config(&self) -> &Config {
        &self.program.config
    }
}

/// Levels from the command line; they win over those of `program.yaml`.
pub type Overrides = BTreeMap<String, Level>;

/// Where rules put what they found.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    found: Vec<Finding>,
}

impl Findings {
    /// Adds a finding at a place of a record.
    pub fn at(&mut self, record: &Record, span: Span, message: impl Into<String>) -> &mut Finding {
        let place = Place::new(record.file.path.clone(), &record.file.text, span);
        self.add(place, Some(record.id.to_string()), message.into())
    }

    /// Adds a finding about a file.
    pub fn in_file(
        &mut self,
        path: &Arc<str>,
        text: Option<&str>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        let place = text.map_or_else(
            || Place::whole_file(path.clone()),
            |text| Place::new(path.clone(), text, span),
        );
        self.add(place, None, message.into())
    }

    fn add(&mut self, place: Place, record: Option<String>, message: String) -> &mut Finding {
        self.found.push(Finding {
            rule: self.rule.name,
            level: self.rule.level,
            place,
            record,
            message,
            label: None,
            why: self.rule.why,
            help: None,
            replacement: None,
            related: Vec::new(),
            gist: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// Runs every rule on a program as it is: see [`judge`].
pub fn check(program: &Program, today: Date, overrides: &Overrides) -> Vec<Finding> {
    judge(Subject::state(program, today), overrides)
}

/// Runs every rule and returns all findings, by place, then rule. Findings that a level or a record's own `allow:` lets
/// pass are left out.
pub fn judge(subject: Subject<'_>, overrides: &Overrides) -> Vec<Finding> {
    let Subject { program, today, .. } = subject;
    let context = Context {
        program,
        today,
        revisions: subject.revisions,
        past: subject.past,
        verdict: schema::judge(program),
        edges: reference::edges(program),
        exceptions: exception::exceptions(program),
    };
    let mut all = Vec::new();
    for rule in RULES {
        let level = overrides
            .get(rule.name)
            .or_else(|| program.config.rules.get(rule.name))
            .copied()
            .unwrap_or(rule.level);
        if level == Level::Allow {
            continue;
        }
        let mut findings = Findings {
            rule,
            found: Vec::new(),
        };
        (rule.check)(&context, &mut findings);
        all.extend(
            findings
                .found
                .into_iter()
                .map(|finding| Finding { level, ..finding }),
        );
    }
    exception::let_pass(&mut all, &context.exceptions, today);
    all.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
    all.dedup();
    all
}

/// Checks a `program.yaml` that lies outside the repository it describes: as a record, by its schema alone.
pub fn check_settings(
    path: &Arc<str>,
    text: &str,
    config: &Config,
    today: Date,
    overrides: &Overrides,
) -> Vec<Finding> {
    let Ok(kinds) = Kinds::of_builtin(Some(&["program".to_owned()])) else {
        return Vec::new();
    };
    let Some(kind) = kinds.iter().next().cloned() else {
        return Vec::new();
    };
    let settings = Config {
        kinds,
        rules: config.rules.clone(),
        ..Config::default()
    };
    let mut file = Program::new(Arc::new(settings), Vec::new(), Vec::new());
    if let Reading::Records(records) = read::read_as(&kind, path, &text.into()) {
        file = Program::new(file.config, records, Vec::new());
    }
    check(&file, today, overrides)
}

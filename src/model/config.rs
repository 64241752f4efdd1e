//! What `program.yaml` sets for the tool. The same file is also a record of kind `program`, checked like any other.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Weekday;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    audience::Audience,
    code_host::CodeHostSettings,
    date::{self, Calendar, Releases},
    finding::Level,
    kind::{IdStyle, Kinds, Rows},
    preset::{Names, Preset},
};
use crate::text::{Position, Problem, Span, tree::Tree, yaml};

/// Settings of one program.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Name of the program.
    pub name: String,
    /// Who gets which update.
    pub audiences: BTreeMap<String, Audience>,
    /// Which days are worked.
    pub calendar: Calendar,
    /// Numbers that rules and facts use.
    pub thresholds: Thresholds,
    /// Releases that a due may name.
    pub releases: Releases,
    /// Where the repository can be read with a browser.
    pub code_host: CodeHostSettings,
    /// How history is told.
    pub history: HistorySettings,
    /// Levels of rules, where they differ from the default.
    pub rules: BTreeMap<String, Level>,
    /// Folders with private records, by their paths from the folder of `program.yaml`.
    pub overlays: Vec<String>,
    /// The kinds of records.
    pub kinds: Kinds,
}

/// Numbers that rules and facts use. Days are workdays unless their name says otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// A move later than this many workdays counts as a slip.
    pub slip_tolerance_days: i64,
    /// Calendar days without a change or a review after which a record is stale, and its owner named as silent.
    pub silence_days: i64,
    /// Calendar days before its window opens in which a risk is imminent.
    pub imminent_days: i64,
    /// Percent for each probability from 1 to 5.
    pub risk_probability: [f64; 5],
    /// The score from which a risk must be treated.
    pub untreated_score: i64,
    /// The exposure in days from which a risk must be treated.
    pub untreated_exposure_days: f64,
    /// Workdays that must lie between a decision and the start of what it affects.
    pub decision_lead_days: i64,
    /// Workdays before something is needed in which it must be promised.
    pub promise_lead_days: i64,
    /// The score from which an untreated risk makes what it affects at risk.
    pub at_risk_score: i64,
    /// Work with less float than this many workdays is at risk.
    pub float_buffer_days: i64,
    /// Work with this many workdays of float or fewer is nearly critical.
    pub near_critical_days: i64,
    /// Calendar days without an owner after which a record is for who runs the program to find one.
    pub unowned_days: i64,
    /// How many pieces of committed work one owner carries at a time.
    pub parallel_work: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            slip_tolerance_days: 2,
            silence_days: 14,
            imminent_days: 14,
            risk_probability: [5.0, 20.0, 40.0, 65.0, 90.0],
            untreated_score: 12,
            untreated_exposure_days: 5.0,
            decision_lead_days: 5,
            promise_lead_days: 15,
            at_risk_score: 15,
            float_buffer_days: 0,
            near_critical_days: 5,
            unowned_days: 7,
            parallel_work: 2,
        }
    }
}

/// How history is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct HistorySettings {
    /// A commit that changes this many records or more is told in one line.
    pub bulk_records: usize,
    /// Fields whose changes are not told.
    pub ignore_fields: Vec<String>,
}

impl Default for HistorySettings {
    fn default() -> Self {
        Self {
            bulk_records: 10,
            ignore_fields: Vec::new(),
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RawConfig {
    name: Option<String>,
    audiences: BTreeMap<String, Audience>,
    calendar: RawCalendar,
    thresholds: Thresholds,
    releases: BTreeMap<String, Option<String>>,
    code_host: CodeHostSettings,
    history: HistorySettings,
    rules: BTreeMap<String, Level>,
    preset: Names,
    overlay: Names,
    builtin: Option<Vec<String>>,
    ids: IdStyle,
    kinds: Map<String, Value>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RawCalendar {
    weekend: Option<Vec<String>>,
    holidays: Vec<String>,
}

/// `program.yaml` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{}:{}: {}", position.line, position.column, problem.message)]
pub struct ConfigError {
    /// The file.
    pub path: Arc<str>,
    /// Where in it.
    pub position: Position,
    /// What is wrong and what to type instead.
    pub problem: Box<Problem>,
}

impl Config {
    /// Reads the text of a `program.yaml`. `schema_text` returns the text of a schema file that a kind names.
    ///
    /// # Errors
    /// The first thing that keeps the file from being used, with its place. What a schema would find and the tool can
    /// do without is left to `check`.
    pub fn parse(
        path: &Arc<str>,
        text: &str,
        schema_text: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let error = |problem: Problem| ConfigError {
            path: path.clone(),
            position: Position::of(text, problem.span.start),
            problem: Box::new(problem),
        };
        let parsed = yaml::parse(text, 0);
        let Some(tree) = parsed.tree else {
            let problem = parsed.problems.into_iter().next();
            return Err(error(problem.unwrap_or_else(|| {
                Problem::new(Span::default(), "this is not YAML")
            })));
        };
        if !tree.root().is_map() {
            let problem = Problem::new(tree.root().span(), "program.yaml is not a map of fields");
            return Err(error(
                problem.with_help("start with `name: …`, or run `hum init`"),
            ));
        }
        let raw = read_raw(&tree).map_err(&error)?;
        let kinds = read_kinds(&tree, &raw, schema_text).map_err(&error)?;
        let calendar = read_calendar(&tree, &raw.calendar).map_err(&error)?;
        let releases = read_releases(&tree, &raw.releases).map_err(&error)?;
        Ok(Self {
            name: raw.name.unwrap_or_default(),
            audiences: raw.audiences,
            calendar,
            thresholds: raw.thresholds,
            releases,
            code_host: raw.code_host,
            history: raw.history,
            rules: raw.rules,
            overlays: read_overlays(&raw.overlay),
            kinds,
        })
    }
}

fn read_raw(tree: &Tree) -> Result<RawConfig, Problem> {
    // A key without a value means "not set", for every setting.
    let mut json = tree.root().to_json();
    if let Value::Object(fields) = &mut json {
        fields.retain(|_, value| !value.is_null());
    }
    serde_path_to_error::deserialize(json).map_err(|error| {
        let pointer = format!(
            "/{}",
            error
                .path()
                .to_string()
                .replace(['.', '['], "/")
                .replace(']', "")
        );
        let help = "see schema/program.schema.json, or run `hum explain invalid-value`";
        Problem::new(nearest_span(tree, &pointer), error.inner().to_string()).with_help(help)
    })
}

fn read_kinds(
    tree: &Tree,
    raw: &RawConfig,
    schema_text: &dyn Fn(&str) -> Option<String>,
) -> Result<Kinds, Problem> {
    let presets = Preset::find_all(&raw.preset.to_list()).map_err(|found| {
        let span = nearest_span(tree, &format!("/preset/{}", found.at));
        Problem::new(span, found.message).with_help(found.help)
    })?;
    let rows = Rows {
        presets: &presets,
        own: &raw.kinds,
        builtin: raw.builtin.as_deref(),
        ids: raw.ids,
        schema_text,
    };
    Kinds::build(&rows).map_err(|found| {
        let span = nearest_span(tree, &format!("/kinds{}", found.pointer));
        let problem = Problem::new(span, found.message);
        Problem {
            help: found.help,
            ..problem
        }
    })
}

/// Returns the paths of overlays without what adds nothing to them: `./` and a slash at the end.
fn read_overlays(names: &Names) -> Vec<String> {
    let paths = names.to_list().into_iter().map(|path| {
        let path = path.replace('\\', "/");
        let path = path.trim_end_matches('/').trim_start_matches("./");
        path.to_owned()
    });
    paths.filter(|path| !path.is_empty()).collect()
}

fn read_calendar(tree: &Tree, raw: &RawCalendar) -> Result<Calendar, Problem> {
    let default = ["sat".to_owned(), "sun".to_owned()];
    let mut weekend = Vec::new();
    for (at, name) in raw
        .weekend
        .as_deref()
        .unwrap_or(&default)
        .iter()
        .enumerate()
    {
        let day = weekday(name).ok_or_else(|| {
            let span = nearest_span(tree, &format!("/calendar/weekend/{at}"));
            Problem::new(span, format!("`{name}` is no day of the week"))
                .with_help("write mon, tue, wed, thu, fri, sat or sun")
        })?;
        weekend.push(day);
    }
    let mut holidays = Vec::new();
    for (at, text) in raw.holidays.iter().enumerate() {
        let span = || nearest_span(tree, &format!("/calendar/holidays/{at}"));
        holidays.push(date::parse_day(text).ok_or_else(|| not_a_date(span(), text))?);
    }
    Ok(Calendar::new(weekend, holidays))
}

fn read_releases(tree: &Tree, raw: &BTreeMap<String, Option<String>>) -> Result<Releases, Problem> {
    let mut releases = Releases::new();
    for (name, text) in raw {
        let date = match text {
            None => None,
            Some(text) => {
                let span = || {
                    tree.root()
                        .get("releases")
                        .and_then(|all| all.get(name))
                        .map_or_else(Span::default, |at| at.span())
                };
                Some(date::parse_day(text).ok_or_else(|| not_a_date(span(), text))?)
            }
        };
        releases.insert(name.clone(), date);
    }
    Ok(releases)
}

fn not_a_date(span: Span, text: &str) -> Problem {
    Problem::new(span, format!("`{text}` is no date")).with_help("write YYYY-MM-DD")
}

fn weekday(name: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
    let name = name.to_lowercase();
    DAYS.iter()
        .find(|(short, _)| name.starts_with(short))
        .map(|(_, day)| *day)
}

/// Returns the place of the deepest value on a JSON pointer that is there.
pub fn nearest_span(tree: &Tree, pointer: &str) -> Span {
    let mut pointer = pointer;
    loop {
        if let Some((span, _)) = tree.root().at_pointer(pointer) {
            return span;
        }
        match pointer.rsplit_once('/') {
            Some((shorter, _)) => pointer = shorter,
            None => return tree.root().span(),
        }
    }
}

//! Presets: what makes a common layout of files readable as it is, in the same form as `kinds:`.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::builtin;
use crate::text::{suggest, yaml};

/// A preset of `schema/presets/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name in `preset:`.
    #[serde(skip)]
    pub name: &'static str,
    /// What it reads, in one sentence.
    pub description: String,
    /// The built-in kinds that stay in use beside its own, unless the program says which.
    pub builtin: Vec<String>,
    /// Its kinds, in the form of `kinds:`.
    pub kinds: Map<String, Value>,
}

/// One name, or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged, expecting = "write one name, or a list of names")]
pub enum Names {
    /// None at all.
    #[default]
    None,
    /// One.
    One(String),
    /// Several, in order.
    Several(Vec<String>),
}

impl Names {
    /// Returns the names, in order.
    pub fn to_list(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::One(name) => vec![name.clone()],
            Self::Several(names) => names.clone(),
        }
    }
}

/// Why presets cannot be used: which of the names given, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresetProblem {
    /// The place in the list of names.
    pub at: usize,
    /// The fact.
    pub message: String,
    /// What to type instead.
    pub help: String,
}

impl Preset {
    /// Returns the preset with this name; `None` where there is none.
    pub fn find(name: &str) -> Option<Self> {
        let (name, text) = builtin::PRESETS.iter().find(|(own, _)| *own == name)?;
        let json = yaml::parse(text, 0).tree?.root().to_json();
        let preset: Self = serde_json::from_value(json).ok()?;
        Some(Self { name, ..preset })
    }

    /// Returns the presets with these names, in order.
    ///
    /// # Errors
    /// A name that is no preset, or two presets that read the same kind.
    pub fn find_all(names: &[String]) -> Result<Vec<Self>, PresetProblem> {
        let mut presets: Vec<Self> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let preset = Self::find(name).ok_or_else(|| unknown(at, name))?;
            for kind in preset.kinds.keys() {
                let mut earlier = presets.iter();
                if let Some(other) = earlier.find(|other| other.kinds.contains_key(kind)) {
                    let message = format!(
                        "the presets `{}` and `{name}` both say where each {kind} is",
                        other.name
                    );
                    let help = "keep one of them; `kinds:` can add the files of the other";
                    return Err(PresetProblem {
                        at,
                        message,
                        help: help.into(),
                    });
                }
            }
            presets.push(preset);
        }
        Ok(presets)
    }
}

fn unknown(at: usize, name: &str) -> PresetProblem {
    let known = || builtin::PRESETS.iter().map(|(name, _)| *name);
    let help = match suggest::nearest(name, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of: {}", known().collect::<Vec<_>>().join(", ")),
    };
    PresetProblem {
        at,
        message: format!("there is no preset `{name}`"),
        help,
    }
}

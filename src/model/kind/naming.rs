//! How the ids and files of new records are named.

use jiff::civil::Date;
use serde::Deserialize;

use super::{
    Source,
    raw::RawId,
    table::{Result, problem},
};

/// What follows the letters of a series in its ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdStyle {
    /// A number that people can say: `RISK-12`. Two branches may take the same one.
    #[default]
    Number,
    /// The words of the title: `RISK-quota-approval`.
    Slug,
    /// A day and words: `RISK-2026-05-04-quota-approval`.
    Date,
}

impl IdStyle {
    /// Returns the pattern of file names in a series. A program that changes its style keeps the ids it has, so numbers
    /// are numbers in every style.
    pub(super) fn pattern(self, series: &str) -> String {
        match self {
            Self::Number => format!(r"^({series}-\d+)(?:-|$)"),
            Self::Slug => format!(r"^(?:({series}-\d+)(?:-.*)?|({series}-.+))$"),
            Self::Date => {
                let dated = r"\d{4}-\d{2}-\d{2}-.+";
                format!(r"^(?:({series}-{dated})|({series}-\d+)(?:-.*)?|({series}-.+))$")
            }
        }
    }

    /// Returns the pattern of file names that have a day in every style.
    pub(super) fn dated(series: &str) -> String {
        format!(r"^({series}-\d{{4}}-\d{{2}}-\d{{2}}(?:-.+)?)$")
    }

    fn template(self, series: &str) -> String {
        match self {
            Self::Number => format!("{series}-{{number}}-{{slug}}"),
            Self::Slug => format!("{series}-{{slug}}"),
            Self::Date => format!("{series}-{{date}}-{{slug}}"),
        }
    }
}

/// Where the file of a new record goes: a path with `{number}`, `{number:04}`, `{date}` and `{slug}` in it. A path
/// without any of them is a register that takes the record in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPath {
    template: String,
}

/// What a path is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming<'a> {
    /// The number of the record.
    pub number: u64,
    /// The day it is made, or the day it is about.
    pub date: Date,
    /// The words of its title.
    pub slug: &'a str,
}

impl NewPath {
    /// Builds the path that a kind names, or that follows from its series and its first source.
    pub(super) fn build(
        kind: &str,
        given: Option<String>,
        id: Option<&RawId>,
        sources: &[Source],
        style: IdStyle,
    ) -> Result<Option<Self>> {
        if let Some(template) = given {
            return Self::check(kind, &template).map(|()| Some(Self { template }));
        }
        let (Some(id), Some(source)) = (id, sources.first()) else {
            return Ok(None);
        };
        let name = match (&id.series, &id.dated) {
            (Some(series), _) => style.template(series),
            (None, Some(series)) => IdStyle::Date.template(series),
            (None, None) => return Ok(None),
        };
        let root = source.roots.first().map_or("", String::as_str);
        let slash = if root.is_empty() { "" } else { "/" };
        let ending = if source.extractor.name.starts_with("yaml") {
            "yaml"
        } else {
            "md"
        };
        let template = format!("{root}{slash}{name}.{ending}");
        Ok(Some(Self { template }))
    }

    fn check(kind: &str, template: &str) -> Result<()> {
        for slot in template
            .split('{')
            .skip(1)
            .map(|rest| rest.split('}').next())
        {
            let is_known = slot.is_some_and(|slot| {
                ["number", "date", "slug"].contains(&slot)
                    || slot
                        .strip_prefix("number:0")
                        .is_some_and(|width| width.parse::<usize>().is_ok())
            });
            if !is_known {
                let message = format!("`{{{}}}` stands for nothing", slot.unwrap_or_default());
                let help = "use {number}, {number:04}, {date} and {slug}";
                return Err(problem(kind, "/new", &message, help));
            }
        }
        Ok(())
    }

    /// Returns whether every record gets a file of its own; otherwise it is added to the file at this path.
    pub fn is_file(&self) -> bool {
        self.template.contains('{')
    }

    /// Returns whether the path has a number in it.
    pub fn has_number(&self) -> bool {
        self.template.contains("{number")
    }

    /// Returns the path as written, with its slots.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Returns the path of one record.
    pub fn path(&self, naming: &Naming<'_>) -> String {
        let mut path = String::new();
        let mut rest = self.template.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            path.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            match slot {
                "slug" => path.push_str(naming.slug),
                "date" => path.push_str(&naming.date.to_string()),
                _ => {
                    let width = slot.rsplit_once(":0").map_or("0", |(_, width)| width);
                    let width = width.parse().unwrap_or(0);
                    path.push_str(&format!("{:0width$}", naming.number));
                }
            }
            rest = after;
        }
        path + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(template: &str) -> String {
        let naming = Naming {
            number: 7,
            date: jiff::civil::date(2026, 5, 4),
            slug: "api-sync",
        };
        let template = template.to_owned();
        NewPath { template }.path(&naming)
    }

    #[test]
    fn slots_are_filled() {
        assert_eq!(path("adr/{number:04}-{slug}.md"), "adr/0007-api-sync.md");
        assert_eq!(
            path("m/MTG-{date}-{slug}.md"),
            "m/MTG-2026-05-04-api-sync.md"
        );
        assert_eq!(path("r/RISK-{number}.yaml"), "r/RISK-7.yaml");
        assert_eq!(path("risks.yaml"), "risks.yaml");
    }

    #[test]
    fn unknown_slots_are_refused() {
        let found = NewPath::check("risk", "r/{nummer}.md").expect_err("there is no such slot");
        assert_eq!(found.message, "`{nummer}` stands for nothing");
    }

    #[test]
    fn ids_of_every_style_are_found() {
        let id = |style: IdStyle, name: &str| {
            let pattern = regex::Regex::new(&style.pattern("RISK")).expect("it is a pattern");
            let captures = pattern.captures(name)?;
            let found = captures.iter().skip(1).flatten().next()?;
            Some(found.as_str().to_owned())
        };
        let some = |id: &str| Some(id.to_owned());
        assert_eq!(id(IdStyle::Number, "RISK-12-quota"), some("RISK-12"));
        assert_eq!(id(IdStyle::Number, "RISK-quota"), None);
        assert_eq!(id(IdStyle::Slug, "RISK-12-quota"), some("RISK-12"));
        assert_eq!(
            id(IdStyle::Slug, "RISK-quota-late"),
            some("RISK-quota-late")
        );
        let dated = "RISK-2026-05-04-quota";
        assert_eq!(id(IdStyle::Date, dated), some(dated));
        assert_eq!(id(IdStyle::Date, "RISK-12-quota"), some("RISK-12"));
    }
}

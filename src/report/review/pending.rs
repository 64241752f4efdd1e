//! What all branches that have not landed do, each on its own and all together.

use serde_json::{Value, json};

use super::findings;
use crate::{
    author::merge::Clash,
    facts::effect::{self, Side},
    model::{
        change::RecordChange,
        finding::{Finding, Level},
    },
    report::{Document, Inline, Item, Report, distance, facts::Named},
    text::{phrase::counted, shell::word},
};

/// One branch.
#[derive(Debug)]
pub struct OneBranch<'a> {
    /// Its name.
    pub name: &'a str,
    /// The program as it is where the branch ends, and where it began.
    pub sides: (Side<'a>, Side<'a>),
    /// What it changes.
    pub changes: &'a [RecordChange],
    /// The findings that it introduces.
    pub findings: &'a [Finding],
}

/// All branches.
#[derive(Debug)]
pub struct Pending<'a> {
    /// What the person called the base.
    pub base: &'a str,
    /// The branches, by name.
    pub branches: &'a [Told],
    /// The program at the base, and as it would be if all landed.
    pub sides: (Side<'a>, Side<'a>),
    /// Where branches say different things.
    pub clashes: &'a [Clash],
    /// Findings that no branch has on its own.
    pub together: &'a [Finding],
}

/// What one branch does, in words and as data.
#[derive(Debug)]
pub struct Told {
    line: Vec<Inline>,
    moves: Vec<Item>,
    data: Value,
}

impl Told {
    /// Works out what one branch does.
    pub fn of(branch: &OneBranch<'_>) -> Self {
        let (before, after) = &branch.sides;
        let moves = effect::moves(before, after, branch.changes);
        let days = finish_moves(before, after);
        let mut line = vec![
            Inline::strong(branch.name),
            Inline::text(format!(
                ": {}",
                counted(branch.changes.len(), "changed record")
            )),
        ];
        match days {
            Some(days) if days != 0 => {
                line.extend([Inline::text(", the end comes "), distance::later(days)])
            }
            _ => line.push(Inline::text(", the end does not move")),
        }
        let told = findings::told(branch.findings);
        if !told.is_empty() {
            let words = counted(told.len(), "new finding");
            line.push(Inline::text(format!(", {words}")));
        }
        line.extend([
            Inline::text(". "),
            Inline::code(format!("hum review --at {}", word(branch.name))),
        ]);
        Self {
            line,
            moves: moves.iter().map(super::lines::moved).collect(),
            data: json!({
                "branch": branch.name,
                "records": branch.changes.iter().map(|change| &*change.id).collect::<Vec<_>>(),
                "finish": after.finish().0,
                "workdays": days,
                "findings": told.len(),
            }),
        }
    }
}

/// Returns by how many workdays the end of the program moves.
fn finish_moves(before: &Side<'_>, after: &Side<'_>) -> Option<i64> {
    let (old, new) = before.finish().0.zip(after.finish().0)?;
    Some(after.program.config.calendar.workdays(old, new))
}

impl Pending<'_> {
    /// Returns the report.
    pub fn report(&self) -> Report<'_> {
        Report::new("review", || self.document(), || self.data())
    }

    /// Returns whether the branches make an error together that none of them makes.
    pub fn has_errors(&self) -> bool {
        let mut together = self.together.iter();
        together.any(|finding| finding.level == Level::Error)
    }

    fn document(&self) -> Document {
        let name = &self.sides.0.program.config.name;
        let title = format!("{name}: branches that are not in {}", self.base);
        let mut document = Document::new(&title);
        document.heading(2, title);
        if self.branches.is_empty() {
            document.paragraph(vec![Inline::text("No branch changes the plan.")]);
            return document;
        }
        document.paragraph(self.headline());
        document.heading(3, "They say different things");
        document.list_or_none(self.clashes.iter().map(|clash| self.clash(clash)).collect());
        document.heading(3, "Wrong only together");
        let together = findings::told(self.together);
        document.list_or_none(together.into_iter().map(findings::line).collect());
        document.heading(3, "Each on its own");
        let branches = self.branches.iter().map(|told| Item {
            text: told.line.clone(),
            children: told.moves.clone(),
        });
        document.list_or_none(branches.collect());
        document
    }

    fn headline(&self) -> Vec<Inline> {
        let (before, after) = &self.sides;
        let count = counted(self.branches.len(), "branch").replace("branchs", "branches");
        let mut line = vec![Inline::text(format!("{count}. If all land, "))];
        let ends = before.finish().0.zip(after.finish().0);
        match ends.filter(|(old, new)| old != new) {
            Some((old, new)) => {
                let days = finish_moves(before, after).unwrap_or(0);
                line.extend([
                    Inline::text("the end comes "),
                    distance::later(days),
                    Inline::text(format!(": {old} \u{2192} {new}.")),
                ]);
            }
            None => line.push(Inline::text("the end does not move.")),
        }
        line
    }

    fn clash(&self, clash: &Clash) -> Item {
        let found = self.sides.0.program.find(&clash.id);
        let mut line = match found {
            Some(record) => Named::new(record).line(),
            None => vec![Inline::link(&*clash.id, &*clash.path)],
        };
        if let Some(field) = &clash.field {
            line.push(Inline::text(" "));
            line.push(Inline::code(field.as_str()));
        }
        line.push(Inline::text(": "));
        for (at, (branch, says)) in clash.says.iter().enumerate() {
            if at > 0 {
                line.push(Inline::text(", "));
            }
            line.push(Inline::strong(branch.as_str()));
            line.push(Inline::text(match (says, &clash.field) {
                (Some(says), _) => format!(" says {says}"),
                (None, Some(_)) => " says nothing".to_owned(),
                (None, None) => " removes it".to_owned(),
            }));
        }
        Item::new(line)
    }

    fn data(&self) -> Value {
        let clashes = self.clashes.iter().map(|clash| {
            let says = clash.says.iter();
            let says = says.map(|(branch, says)| json!({ "branch": branch, "value": says }));
            json!({
                "id": &*clash.id,
                "path": &*clash.path,
                "field": clash.field,
                "says": says.collect::<Vec<_>>(),
            })
        });
        let together = findings::told(self.together).into_iter();
        json!({
            "base": { "name": self.base, "commit": null },
            "branches": self.branches.iter().map(|told| &told.data).collect::<Vec<_>>(),
            "finish": { "before": self.sides.0.finish().0, "after": self.sides.1.finish().0 },
            "clashes": clashes.collect::<Vec<_>>(),
            "together": together.map(super::data::finding).collect::<Vec<_>>(),
        })
    }
}

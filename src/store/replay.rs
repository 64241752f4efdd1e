//! A written history, made into a repository: how the example program gets its past.

use std::{collections::BTreeMap, path::Path};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    Result, StoreError, files,
    git::{Author, Writer},
};
use crate::text::yaml;

/// A history as written: see the head of `examples/atlas/history.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    commits: Vec<Commit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commit {
    date: Timestamp,
    author: Person,
    message: String,
    merge: Option<Merge>,
    #[serde(default)]
    write: BTreeMap<String, String>,
    #[serde(default)]
    edit: BTreeMap<String, Vec<Edit>>,
    #[serde(default, rename = "move")]
    moves: BTreeMap<String, String>,
    #[serde(default)]
    remove: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    email: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merge {
    date: Timestamp,
    author: Person,
    message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    from: String,
    to: String,
}

/// Files by path.
pub type Files = BTreeMap<String, String>;

impl History {
    /// Reads a history.
    ///
    /// # Errors
    /// The text is no history, and why.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        let parsed = yaml::parse(text, 0);
        let tree = parsed.tree.filter(|_| parsed.problems.is_empty());
        let tree = tree.ok_or_else(|| {
            parsed
                .problems
                .first()
                .map_or_else(String::new, |problem| problem.message.clone())
        })?;
        serde_path_to_error::deserialize(tree.root().to_json()).map_err(|error| error.to_string())
    }

    /// Writes the history into a fresh repository and returns the files after the last commit, which then also stand
    /// in the folder.
    ///
    /// # Errors
    /// The folder cannot be written, or an edit does not fit the file it changes.
    pub fn replay(&self, folder: &Path) -> Result<Files> {
        let mut writer = Writer::create(folder)?;
        let mut files = Files::new();
        for commit in &self.commits {
            apply(commit, &mut files)?;
            let author = who(&commit.author, commit.date);
            match &commit.merge {
                None => writer.commit(&files, &author, &commit.message)?,
                Some(merge) => {
                    let merger = who(&merge.author, merge.date);
                    writer.commit_merged(
                        &files,
                        &author,
                        &commit.message,
                        &merger,
                        &merge.message,
                    )?;
                }
            }
        }
        files::write_new(folder, &files)?;
        writer.write_index()?;
        Ok(files)
    }

    /// Returns the number of commits that land on the main line.
    pub fn len(&self) -> usize {
        self.commits.len()
    }

    /// Returns whether there are no commits.
    pub fn is_empty(&self) -> bool {
        self.commits.is_empty()
    }
}

fn who(person: &Person, date: Timestamp) -> Author {
    Author {
        name: person.name.clone(),
        email: person.email.clone(),
        seconds: date.as_second(),
    }
}

fn apply(commit: &Commit, files: &mut Files) -> Result<()> {
    let subject = commit.message.lines().next().unwrap_or_default();
    let refuse = |path: &str, reason: &str| {
        StoreError::git(
            format!("replay \u{201c}{subject}\u{201d}"),
            format!("{path}: {reason}"),
        )
    };
    for (path, edits) in &commit.edit {
        let text = files
            .get_mut(path)
            .ok_or_else(|| refuse(path, "there is no such file"))?;
        for edit in edits {
            if text.matches(&edit.from).count() != 1 {
                return Err(refuse(
                    path,
                    &format!("`{}` is not there exactly once", edit.from),
                ));
            }
            *text = text.replacen(&edit.from, &edit.to, 1);
        }
    }
    for (from, to) in &commit.moves {
        let text = files
            .remove(from)
            .ok_or_else(|| refuse(from, "there is no such file"))?;
        files.insert(to.clone(), text);
    }
    for path in &commit.remove {
        files
            .remove(path)
            .ok_or_else(|| refuse(path, "there is no such file"))?;
    }
    files.extend(commit.write.clone());
    Ok(())
}

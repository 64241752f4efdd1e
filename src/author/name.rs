//! What a record is to be called: its new id, and the new path of its file.

use std::collections::BTreeSet;

use super::{AuthorError, Result, number, slug::slug};
use crate::model::{
    kind::{IdFrom, Kind},
    read,
    record::Record,
};

/// A record's id and the path of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The id.
    pub id: String,
    /// Path from the program's folder.
    pub path: String,
}

/// Returns what a record is to be called when a person says `wish`: another id, another file name, a path, or other words
/// after the id; without a wish, the next number. `taken` are the ids that are in use anywhere.
///
/// # Errors
/// The wish is no name of this kind, or the id is taken.
pub fn new_name(record: &Record, wish: Option<&str>, taken: &BTreeSet<String>) -> Result<Name> {
    let name = match (&record.kind.id.from, wish) {
        (IdFrom::FileName(_), Some(wish)) => of_file(record, wish.trim())?,
        (IdFrom::FileName(_), None) => of_file(record, &next(record, taken)?)?,
        (IdFrom::Field { .. }, wish) if number::id_path(record).is_some() => Name {
            id: wish.map_or_else(|| next(record, taken), |wish| Ok(wish.trim().to_owned()))?,
            path: record.file.path.to_string(),
        },
        (IdFrom::Constant(_), _) => {
            let message = format!("there is one {}, and its name is fixed", record.kind.word());
            return Err(AuthorError::new(message, "change its title instead"));
        }
        (IdFrom::Folder(_) | IdFrom::Path(_), _) => {
            let message = format!("the id of {} is in the name of its folder", record.id);
            return Err(AuthorError::new(message, "rename the folder with `git mv`"));
        }
        (IdFrom::Key | IdFrom::Field { .. }, _) => {
            let message = format!("{} is a key of {}", record.id, record.file.path);
            return Err(AuthorError::new(message, "change it in the file"));
        }
    };
    if *name.id != *record.id && taken.contains(&name.id) {
        let message = format!("{} is taken, here or on another branch", name.id);
        let hint = match next(record, taken) {
            Ok(next) => format!("{next} is free"),
            Err(_) => "give another name".into(),
        };
        return Err(AuthorError::new(message, hint));
    }
    Ok(name)
}

/// Returns the next id of the record's series.
fn next(record: &Record, taken: &BTreeSet<String>) -> Result<String> {
    let digits = record.id.chars().rev().take_while(char::is_ascii_digit);
    let width = digits.count();
    if width == 0 {
        let message = format!(
            "the id {} has no number that could be counted on",
            record.id
        );
        let hint = format!("give the new id: hum mv {} NEW", record.id);
        return Err(AuthorError::new(message, hint));
    }
    let letters = &record.id[..record.id.len() - width];
    let own = taken.iter().filter(|id| id.starts_with(letters));
    let number = number::next_number(own.map(String::as_str));
    let width = if record.id[letters.len()..].starts_with('0') {
        width
    } else {
        0
    };
    Ok(format!("{letters}{number:0width$}"))
}

fn of_file(record: &Record, wish: &str) -> Result<Name> {
    let path = &*record.file.path;
    let (folder, file) = path.rsplit_once('/').map_or(("", path), |parts| parts);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let prefix = record.kind.id.prefix.as_str();
    let written = record.id.strip_prefix(prefix).unwrap_or(&record.id);
    let below = |stem: &str| {
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        format!("{folder}{stem}.{ending}")
    };
    if wish.contains('/') || wish.ends_with(&format!(".{ending}")) {
        let path = if wish.contains('/') {
            wish.trim_start_matches("./").to_owned()
        } else {
            below(wish.trim_end_matches(&format!(".{ending}")))
        };
        return with_id(&record.kind, path);
    }
    // `ADR-7` is the file `0007-…`.
    let bare = wish.strip_prefix(prefix).filter(|_| !prefix.is_empty());
    let bare = bare.map(|bare| padded(bare, written));
    let wish = bare.as_deref().unwrap_or(wish);
    let id = read::id_in_path(&record.kind.id, &below(wish))
        .or_else(|| read::id_in_path(&record.kind.id, &below(&format!("{wish}-x"))));
    let is_id_alone = id.is_some_and(|id| id.strip_prefix(prefix) == Some(wish) || *id == *wish);
    let name = if is_id_alone {
        // The words after the id stay.
        stem.replacen(written, wish, 1)
    } else if read::id_in_path(&record.kind.id, &below(wish)).is_some() {
        wish.to_owned()
    } else if looks_like_an_id(wish) {
        return Err(refused(
            &record.kind,
            format!("{wish} is no id of {}", record.kind.one()),
        ));
    } else if record.kind.new.as_ref().is_some_and(|new| new.has_number()) {
        format!("{written}-{}", slug(wish))
    } else {
        wish.to_owned()
    };
    with_id(&record.kind, below(&name))
}

/// Returns a number with the zeros before it that the old one has.
fn padded(number: &str, old: &str) -> String {
    let is_padded = old.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let width = if is_padded { old.len() } else { 0 };
    format!("{number:0>width$}")
}

fn with_id(kind: &Kind, path: String) -> Result<Name> {
    if kind.sources_of(&path).next().is_none() {
        return Err(refused(
            kind,
            format!("{path} is no place of {}", kind.one()),
        ));
    }
    match read::id_in_path(&kind.id, &path) {
        Some(id) => Ok(Name { id, path }),
        None => Err(refused(kind, format!("{path} has no id of {}", kind.one()))),
    }
}

/// Letters, a hyphen and a number: words for a file are never meant so.
fn looks_like_an_id(wish: &str) -> bool {
    wish.rsplit_once('-').is_some_and(|(letters, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            && letters
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'-')
    })
}

fn refused(kind: &Kind, message: String) -> AuthorError {
    let new = kind.new.as_ref().map(|new| new.template());
    let hint = new.map_or_else(
        || "give a file name like those of the other records".to_owned(),
        |template| format!("its files are named like {template}"),
    );
    AuthorError::new(message, hint)
}

//! One moment of a program's files: the worktree, the index, a commit, or memory.

use std::sync::Arc;

use super::{Result, git::ObjectId};
use crate::text::{Problem, Span};

/// Files larger than this are not read.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// One file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path from the program's folder, with `/` between its parts.
    pub path: Arc<str>,
    /// The id of its content, where git has one.
    pub blob: Option<ObjectId>,
}

/// What stands below some folders of a snapshot.
#[derive(Debug, Default)]
pub struct Listing {
    /// Regular files, by path.
    pub files: Vec<Entry>,
    /// Paths that are no files one can read, with the reason.
    pub odd: Vec<(Arc<str>, Problem)>,
}

/// Reads the content of entries; not shared between threads.
pub type Reader<'a> = Box<dyn FnMut(&Entry) -> Result<Vec<u8>> + 'a>;

/// One moment of a program's files.
pub trait Snapshot: Sync {
    /// Lists the files below these folders (or the files themselves), sorted by path.
    ///
    /// # Errors
    /// A folder or tree could not be read.
    fn list(&self, roots: &[String]) -> Result<Listing>;

    /// Returns a reader for one thread.
    fn reader(&self) -> Reader<'_>;

    /// Returns the file or folder at a path, if there is one.
    ///
    /// # Errors
    /// The path could not be looked up.
    fn find(&self, path: &str) -> Result<Option<Entry>>;
}

/// Returns the text of a file's bytes.
///
/// # Errors
/// The file is too large or not UTF-8; the problem says where.
pub fn decode(bytes: Vec<u8>) -> std::result::Result<String, Problem> {
    if bytes.len() > MAX_FILE_BYTES {
        let mebibytes = MAX_FILE_BYTES >> 20;
        let message = format!("the file is larger than {mebibytes} MiB and not read");
        return Err(Problem::new(Span::default(), message).with_help("split it into several files"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..valid]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        let byte = error.as_bytes()[valid];
        let message = format!("the file is not UTF-8: byte 0x{byte:02x} on line {lines}");
        Problem::new(Span::default(), message).with_help("save the file as UTF-8")
    })
}

/// Returns whether a symbolic link at `path` leads out of the program's folder.
pub(super) fn leaves_program(path: &str, target: &str) -> bool {
    if target.starts_with('/') || target.contains(':') {
        return true;
    }
    let mut depth = path.split('/').count() as i64 - 1;
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => depth -= 1,
            _ => depth += 1,
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

/// Returns what is wrong with a symbolic link at a record's place; `None` when it leads to another file of the
/// program, which is read at its own path.
pub(super) fn odd_link(path: &str, target: &str) -> Option<Problem> {
    leaves_program(path, target).then(|| {
        let message = format!("the file is a symbolic link that leaves the program: {target}");
        Problem::new(Span::default(), message).with_help("replace the link by the file itself")
    })
}

/// Returns what is wrong with a file whose name is no text.
pub fn odd_name() -> Problem {
    Problem::new(Span::default(), "the file name is not UTF-8").with_help("rename the file")
}

/// Returns whether a path is one of the roots, inside one, or a folder above one.
pub(super) fn on_the_way(path: &str, roots: &[String]) -> bool {
    roots
        .iter()
        .any(|root| inside(path, root) || inside(root, path))
}

/// Returns whether a path is a root or inside it.
pub(super) fn inside(path: &str, root: &str) -> bool {
    root.is_empty()
        || path
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Files in memory, for tests and for programs that are not on disk yet.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    files: std::collections::BTreeMap<Arc<str>, Vec<u8>>,
}

impl Memory {
    /// Returns a snapshot of these files.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, text)| (path.into(), text.as_bytes().to_vec()))
                .collect(),
        }
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.into(), bytes);
    }
}

impl Snapshot for Memory {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let inside_one = |path: &str| roots.iter().any(|root| inside(path, root));
        let files = self.files.keys().filter(|path| inside_one(path));
        Ok(Listing {
            files: files
                .map(|path| Entry {
                    path: path.clone(),
                    blob: None,
                })
                .collect(),
            odd: Vec::new(),
        })
    }

    fn reader(&self) -> Reader<'_> {
        Box::new(|entry| Ok(self.files.get(&entry.path).cloned().unwrap_or_default()))
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        let found = self.files.keys().any(|own| inside(own, path));
        Ok(found.then(|| Entry {
            path: path.into(),
            blob: None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_out_of_the_program_are_told_from_links_inside_it() {
        assert!(leaves_program("risks/a.md", "../../etc/passwd"));
        assert!(leaves_program("a.md", "/etc/passwd"));
        assert!(!leaves_program("risks/a.md", "../decisions/b.md"));
        assert!(!leaves_program("risks/a.md", "b.md"));
    }

    #[test]
    fn text_that_is_not_utf8_names_byte_and_line() {
        let problem = decode(b"a\nb\xff".to_vec()).expect_err("0xff is never UTF-8");
        assert_eq!(
            problem.message,
            "the file is not UTF-8: byte 0xff on line 2"
        );
    }
}

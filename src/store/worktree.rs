//! The files on disk, as they are being edited.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{
    Result, StoreError,
    snapshot::{Entry, Listing, MAX_FILE_BYTES, Reader, Snapshot, odd_link, odd_name},
};
use crate::text::{Problem, Span};

/// The files below one folder.
#[derive(Debug)]
pub struct Worktree {
    root: PathBuf,
}

impl Worktree {
    /// Returns the files below a folder.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Returns the first part of a path that is a symbolic link, with where it leads. A walk that starts at a link
    /// would follow it.
    fn linked_folder(&self, path: &str) -> Option<(String, String)> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let mut above = ends.chain([path.len()]).map(|end| &path[..end]);
        above.find_map(|folder| {
            let target = std::fs::read_link(self.root.join(folder)).ok()?;
            Some((folder.to_owned(), target.to_string_lossy().into_owned()))
        })
    }

    /// Returns whether a path stands in the program's folder once all links are followed.
    fn is_inside(&self, path: &Path) -> bool {
        let inside = |path: &Path| {
            Some(
                path.canonicalize()
                    .ok()?
                    .starts_with(self.root.canonicalize().ok()?),
            )
        };
        inside(path).unwrap_or(false)
    }

    fn add(&self, found: &ignore::DirEntry, listing: &mut Listing) {
        let Ok(relative) = found.path().strip_prefix(&self.root) else {
            return;
        };
        let Some(path) = slashed(relative) else {
            listing.odd.push((
                relative.to_string_lossy().replace('\\', "/").into(),
                odd_name(),
            ));
            return;
        };
        let Some(kind) = found.file_type() else {
            return;
        };
        if kind.is_symlink() {
            let target = std::fs::read_link(found.path()).unwrap_or_default();
            if let Some(problem) = odd_link(&path, &target.to_string_lossy()) {
                listing.odd.push((path.into(), problem));
            }
        } else if kind.is_file() {
            listing.files.push(Entry {
                path: path.into(),
                blob: None,
            });
        }
    }
}

impl Snapshot for Worktree {
    fn list(&self, roots: &[String]) -> Result<Listing> {
        let mut listing = Listing::default();
        for root in roots {
            let start = self.root.join(root);
            if start.symlink_metadata().is_err() {
                continue;
            }
            if let Some((path, target)) = self.linked_folder(root) {
                listing
                    .odd
                    .extend(odd_link(&path, &target).map(|problem| (path.into(), problem)));
                continue;
            }
            for found in WalkBuilder::new(&start)
                .hidden(true)
                .follow_links(false)
                .parents(true)
                .build()
            {
                match found {
                    Ok(found) => self.add(&found, &mut listing),
                    Err(error) => {
                        let problem =
                            Problem::new(Span::default(), format!("cannot be listed: {error}"));
                        listing.odd.push((root.as_str().into(), problem));
                    }
                }
            }
        }
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        listing.odd.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(listing)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the store")]
    fn reader(&self) -> Reader<'_> {
        Box::new(|entry| {
            let path = self.root.join(&*entry.path);
            let mut about = path
                .symlink_metadata()
                .map_err(|error| StoreError::disk(&path, error))?;
            if about.is_symlink() {
                if !self.is_inside(&path) {
                    let reason = "it is a symbolic link that leaves the program, and not followed";
                    return Err(StoreError::disk(&path, std::io::Error::other(reason)));
                }
                about = std::fs::metadata(&path).map_err(|error| StoreError::disk(&path, error))?;
            }
            let size = about.len();
            if size > MAX_FILE_BYTES as u64 {
                // The content does not matter; `decode` refuses it by its length.
                return Ok(vec![b' '; MAX_FILE_BYTES + 1]);
            }
            std::fs::read(&path).map_err(|error| StoreError::disk(&path, error))
        })
    }

    fn find(&self, path: &str) -> Result<Option<Entry>> {
        let file = self.root.join(path);
        let folder = file.parent().unwrap_or(&self.root);
        let there = file.symlink_metadata().is_ok() && self.is_inside(folder);
        Ok(there.then(|| Entry {
            path: path.into(),
            blob: None,
        }))
    }
}

/// Returns a path with `/` between its parts; `None` when a part is not UTF-8.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}

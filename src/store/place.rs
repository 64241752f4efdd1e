//! Where a program is: its folder, its repository and its `program.yaml`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Result, StoreError,
    git::{Moment, Repository},
    load,
    narrowed::Narrowed,
    snapshot::{Memory, Snapshot, decode, leaves_program},
    worktree::{Worktree, slashed},
};
use crate::model::{config::Config, program::Program};

/// Name of the file that makes a folder a program.
pub const PROGRAM_FILE: &str = "program.yaml";

/// A program on disk and in git.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    repository: Option<Repository>,
    /// A `program.yaml` that is not the program's own: it maps a repository whose layout was not chosen for us.
    outside: Option<PathBuf>,
}

impl Store {
    /// Finds the program that a folder is in: the nearest folder upwards with a `program.yaml`. With `outside`, that
    /// file describes the repository that the folder is in.
    ///
    /// # Errors
    /// There is no program, or its repository cannot be opened.
    pub fn open(start: &Path, outside: Option<&Path>) -> Result<Self> {
        let start = start
            .canonicalize()
            .map_err(|error| StoreError::disk(start, error))?;
        let repository = Repository::discover(&start)?;
        if let Some(file) = outside {
            let root = repository
                .as_ref()
                .and_then(Repository::workdir)
                .unwrap_or(&start)
                .to_owned();
            let repository = repository.map(|repository| repository.at_folder(&root));
            return Ok(Self {
                root,
                repository,
                outside: Some(file.to_owned()),
            });
        }
        let found = start
            .ancestors()
            .find(|folder| folder.join(PROGRAM_FILE).is_file());
        if let Some(folder) = found {
            let repository = repository.map(|repository| repository.at_folder(folder));
            return Ok(Self {
                root: folder.to_owned(),
                repository,
                outside: None,
            });
        }
        if let Some(found) = repository
            .as_ref()
            .and_then(|own| skipped_program(own, &start))
        {
            let repository = repository.map(|repository| repository.at_folder(&found));
            return Ok(Self {
                root: found,
                repository,
                outside: None,
            });
        }
        // A bare repository has no folder to look into; the program is at the top of its newest commit.
        match repository {
            Some(repository) if repository.workdir().is_none() => Ok(Self {
                root: start,
                repository: Some(repository),
                outside: None,
            }),
            _ => Err(StoreError::NoProgram { folder: start }),
        }
    }

    /// Returns the program's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder that people open in an editor, as a place to write to: the top of the repository, else the
    /// program's folder; with the path from there to the program, empty or ending in `/`.
    pub fn top(&self) -> (Self, String) {
        let workdir = self.repository.as_ref().and_then(Repository::workdir);
        let top = workdir.filter(|workdir| self.root.starts_with(workdir));
        let top = top.unwrap_or(&self.root).to_owned();
        let inside = self.root.strip_prefix(&top).ok().and_then(slashed);
        let prefix = inside.filter(|path| !path.is_empty());
        let prefix = prefix.map_or(String::new(), |path| format!("{path}/"));
        (Self::folder(top), prefix)
    }

    /// Returns a folder that is no program, as a place to write to.
    pub fn folder(root: PathBuf) -> Self {
        Self {
            root,
            repository: None,
            outside: None,
        }
    }

    /// Returns the text of one file of the worktree; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is no text.
    pub fn worktree_text(&self, path: &str) -> Result<Option<String>> {
        read_text(&*self.worktree()?, path)
    }

    /// Returns whether the `program.yaml` in use is not the program's own.
    pub fn has_settings_outside(&self) -> bool {
        self.outside.is_some()
    }

    /// Returns the folder of the `program.yaml` in use.
    pub(super) fn settings_folder(&self) -> PathBuf {
        let outside = self.outside.as_ref().and_then(|file| file.parent());
        outside.unwrap_or(&self.root).to_owned()
    }

    /// Returns the repository.
    ///
    /// # Errors
    /// The program is in none.
    pub fn repository(&self) -> Result<&Repository> {
        self.repository
            .as_ref()
            .ok_or_else(|| StoreError::NoRepository {
                folder: self.root.clone(),
            })
    }

    /// Returns the moment to read when nothing is asked for: the worktree, or the newest commit of a bare repository.
    ///
    /// # Errors
    /// HEAD cannot be read.
    pub fn now(&self) -> Result<Moment> {
        match &self.repository {
            Some(repository) if repository.workdir().is_none() => repository.head(),
            _ => Ok(Moment::Worktree),
        }
    }

    /// Returns the files of a moment.
    ///
    /// # Errors
    /// The moment is in git and cannot be read.
    pub fn snapshot(&self, moment: Moment) -> Result<Box<dyn Snapshot + '_>> {
        Ok(match moment {
            Moment::Nothing => Box::new(Memory::default()),
            Moment::Worktree => self.worktree()?,
            Moment::Index => Box::new(self.repository()?.index()?),
            Moment::Commit(id) => Box::new(self.repository()?.snapshot(id)?),
        })
    }

    /// Returns the settings of a moment: those of its `program.yaml`, or of the worktree's where that moment has none.
    ///
    /// # Errors
    /// There is no `program.yaml`, or it cannot be used.
    pub fn config(&self, moment: Moment) -> Result<Arc<Config>> {
        if let Some(file) = &self.outside {
            let (folder, name) = outside_file(file)?;
            let shown: Arc<str> = file.to_string_lossy().as_ref().into();
            return match read_text(&folder, &name)? {
                Some(text) => Ok(Arc::new(Config::parse(&shown, &text, &|path| {
                    schema_text(&folder, path)
                })?)),
                None => Err(StoreError::disk(file, std::io::ErrorKind::NotFound.into())),
            };
        }
        for moment in [moment, Moment::Worktree] {
            if let Some(config) = config_of(&*self.snapshot(moment)?)? {
                return Ok(config);
            }
        }
        Err(self.without_program()?)
    }

    /// Returns why there are no settings.
    fn without_program(&self) -> Result<StoreError> {
        let folder = self.root.clone();
        let bare = self
            .repository
            .as_ref()
            .filter(|own| own.workdir().is_none());
        let Some(repository) = bare else {
            return Ok(StoreError::NoProgram { folder });
        };
        let reason = match repository.head()? {
            Moment::Nothing => "it has no commit",
            _ => "its newest commit has no program.yaml at the top",
        };
        Ok(StoreError::BareNoProgram { folder, reason })
    }

    /// Returns the settings of a snapshot: those of its `program.yaml`, unless the program has one of its own outside.
    ///
    /// # Errors
    /// There is no `program.yaml`, or it cannot be used.
    pub fn config_in(&self, snapshot: &dyn Snapshot) -> Result<Arc<Config>> {
        let own = match self.outside {
            Some(_) => None,
            None => config_of(snapshot)?,
        };
        own.map_or_else(|| self.config(Moment::Worktree), Ok)
    }

    /// Returns the text of a file in the worktree; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is no text.
    pub fn text(&self, path: &str) -> Result<Option<String>> {
        read_text(&*self.snapshot(Moment::Worktree)?, path)
    }

    /// Returns the text of a `program.yaml` outside the repository, with the path it was given as.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn outside_config(&self) -> Result<Option<(Arc<str>, String)>> {
        let Some(file) = &self.outside else {
            return Ok(None);
        };
        let (folder, name) = outside_file(file)?;
        let text = read_text(&folder, &name)?;
        Ok(text.map(|text| (file.to_string_lossy().as_ref().into(), text)))
    }

    /// Reads the program of a moment with given settings.
    ///
    /// # Errors
    /// The moment cannot be read.
    pub fn program(&self, config: &Arc<Config>, moment: Moment) -> Result<Program> {
        load(config, &*self.snapshot(moment)?)
    }

    /// Reads those files of a moment whose paths are wanted.
    ///
    /// # Errors
    /// The moment cannot be read.
    pub fn some_of_program(
        &self,
        config: &Arc<Config>,
        moment: Moment,
        is_wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Program> {
        let inner = &*self.snapshot(moment)?;
        load(config, &Narrowed { inner, is_wanted })
    }
}

/// Returns the nearest folder upwards whose `program.yaml` a sparse checkout leaves out.
fn skipped_program(repository: &Repository, start: &Path) -> Option<PathBuf> {
    let workdir = repository.workdir()?;
    let skipped = repository.skipped().ok()??;
    let is_program = |folder: &&Path| {
        let inside = folder.strip_prefix(workdir).ok().and_then(slashed);
        let path = inside.map(|inside| match inside.is_empty() {
            true => PROGRAM_FILE.to_owned(),
            false => format!("{inside}/{PROGRAM_FILE}"),
        });
        path.is_some_and(|path| skipped.find(&path).is_ok_and(|found| found.is_some()))
    };
    start.ancestors().find(is_program).map(Path::to_owned)
}

/// Returns the settings of a snapshot; `None` where it has no `program.yaml`.
fn config_of(snapshot: &dyn Snapshot) -> Result<Option<Arc<Config>>> {
    let Some(text) = read_text(snapshot, PROGRAM_FILE)? else {
        return Ok(None);
    };
    let path: Arc<str> = PROGRAM_FILE.into();
    let config = Config::parse(&path, &text, &|path| schema_text(snapshot, path))?;
    Ok(Some(Arc::new(config)))
}

/// Returns the folder and name of a `program.yaml` that was named on the command line, where a link is followed: the
/// person who typed it chose it.
fn outside_file(file: &Path) -> Result<(Worktree, String)> {
    let real = file
        .canonicalize()
        .map_err(|error| StoreError::disk(file, error))?;
    let folder = real.parent().unwrap_or(Path::new(".")).to_owned();
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    Ok((Worktree::new(folder), name.into_owned()))
}

fn read_text(snapshot: &dyn Snapshot, path: &str) -> Result<Option<String>> {
    let Some(entry) = snapshot.find(path)? else {
        return Ok(None);
    };
    let bytes = snapshot.reader()(&entry)?;
    decode(bytes)
        .map(Some)
        .map_err(|problem| StoreError::disk(path, std::io::Error::other(problem.message)))
}

/// Returns the text of a schema file beside `program.yaml`; a path that leaves the folder is not followed.
fn schema_text(snapshot: &dyn Snapshot, path: &str) -> Option<String> {
    if leaves_program("", path) {
        return None;
    }
    read_text(snapshot, path).ok().flatten()
}

//! Writing new files. Nothing that exists is ever overwritten here.

use std::{io::Write, path::Path};

use super::{Result, StoreError, replay::Files};

/// Writes files below a folder, which is made where it is missing.
///
/// # Errors
/// One of them exists already, or the disk refuses.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
pub fn write_new(folder: &Path, files: &Files) -> Result<()> {
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| StoreError::disk(parent, error))?;
        let file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path);
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| StoreError::disk(&path, error))?;
    }
    Ok(())
}

/// Makes a folder where it is missing.
///
/// # Errors
/// The disk refuses.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
pub fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| StoreError::disk(folder, error))
}

/// Takes a file away.
///
/// # Errors
/// It is not there, or the disk refuses.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
pub fn remove(path: &Path) -> Result<()> {
    std::fs::remove_file(path).map_err(|error| StoreError::disk(path, error))
}

/// Lets everybody run a file who may read it. Systems without such rights run any file.
///
/// # Errors
/// The disk refuses.
#[cfg_attr(unix, expect(clippy::disallowed_methods, reason = "this is the store"))]
pub fn make_executable(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let fail = |error| StoreError::disk(path, error);
        let mode = std::fs::metadata(path).map_err(fail)?.permissions().mode();
        let rights = std::fs::Permissions::from_mode(mode | (mode & 0o444) >> 2);
        std::fs::set_permissions(path, rights).map_err(fail)?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes a folder ready for a fresh program: it must not exist, or be empty.
///
/// # Errors
/// It holds something, or cannot be made.
#[expect(clippy::disallowed_methods, reason = "this is the store")]
pub fn make_empty(folder: &Path) -> Result<()> {
    make(folder)?;
    let mut inside = std::fs::read_dir(folder).map_err(|error| StoreError::disk(folder, error))?;
    if inside.next().is_some() {
        return Err(StoreError::disk(
            folder,
            std::io::Error::other("the folder is not empty"),
        ));
    }
    Ok(())
}

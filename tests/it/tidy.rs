//! A test file without a `mod` line is never compiled, and nobody notices that it does not run.

use std::path::{Path, PathBuf};

/// Returns every `.rs` file and every folder with a `mod.rs` that its parent module does not name.
fn forgotten(folder: &Path, parent: &Path, found: &mut Vec<PathBuf>) {
    let text = std::fs::read_to_string(parent).expect("the parent module is there");
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    entries.sort();
    // What commands printed, as files of its own.
    let is_code = |path: &PathBuf| path != parent && !path.ends_with("snapshots");
    for path in entries.into_iter().filter(is_code) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_named = text.lines().any(|line| line == format!("mod {name};"));
        let is_module = path.extension().is_some_and(|end| end == "rs");
        if path.is_dir() {
            let inner = path.join("mod.rs");
            assert!(inner.is_file(), "{} has no mod.rs", path.display());
            forgotten(&path, &inner, found);
        }
        if (path.is_dir() || is_module) && !is_named {
            found.push(path);
        }
    }
}

#[test]
fn every_test_file_has_a_mod_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut found = Vec::new();
    forgotten(&folder, &folder.join("main.rs"), &mut found);
    assert_eq!(found, Vec::<PathBuf>::new());
}

#[test]
fn a_forgotten_file_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    };
    let main = write("main.rs", "mod known;\nmod outer;\n");
    write("known.rs", "");
    write("outer/mod.rs", "mod inner;\n");
    write("outer/inner.rs", "");
    let expected = [write("lost.rs", ""), write("outer/lost.rs", "")];
    let mut found = Vec::new();
    forgotten(folder.path(), &main, &mut found);
    assert_eq!(found, expected);
}

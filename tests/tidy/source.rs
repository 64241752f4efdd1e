//! What every source file keeps to: its layer, its size, no loose ends.

use std::collections::BTreeSet;

use crate::{assert_nothing, files};

/// Lowest first. A module imports itself and lower ones; those of the same rank know nothing of each other.
const LAYERS: [&[&str]; 6] = [
    &["text"],
    &["model"],
    &["author", "store", "diff", "facts"],
    &["history", "check", "report"],
    &["render"],
    &["cli"],
];

/// Lines of a source file.
const FILE_LINES: usize = 400;

/// Lines between the braces of a function.
const FUNCTION_LINES: usize = 50;

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|peers| peers.contains(&module))
}

#[test]
fn the_library_is_its_layers() {
    let library = &files("src")["src/lib.rs"];
    let modules: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let layers: BTreeSet<&str> = LAYERS.concat().into_iter().collect();
    assert_eq!(modules, layers, "src/lib.rs and LAYERS differ");
}

#[test]
fn imports_only_go_down() {
    let mut bad = Vec::new();
    for (path, text) in files("src") {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let own = parts[0];
        let Some(own_rank) = rank(own) else { continue };
        // How often `super` leads from a file to the top: `mod.rs` stands for its folder.
        let depth = parts.len() - usize::from(parts.last() == Some(&"mod.rs"));
        for (line, used) in top_level_names(&text, depth) {
            let goes_down = rank(&used).is_none_or(|rank| rank < own_rank) || used == own;
            if !goes_down {
                bad.push(format!("{path}:{line}: {own} uses {used}"));
            }
        }
    }
    assert_nothing("imports should lead to a lower layer", &bad);
}

/// Returns the names that follow `crate::`, or as many `super::` as lead to the same place, with their lines.
fn top_level_names(text: &str, depth: usize) -> Vec<(usize, String)> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n")
        .collect();
    let to_the_top = "super::".repeat(depth);
    let mut names = Vec::new();
    for start in ["crate::", to_the_top.as_str()] {
        for (at, _) in code.match_indices(start) {
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + start.len()..];
            names.extend(first_names(rest).into_iter().map(|name| (line, name)));
        }
    }
    names
}

/// Returns the first name of a path, or of each path of a group in braces.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![first_name(path)];
    };
    let mut names = vec![first_name(group)];
    let mut depth = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> String {
    let name = path.trim_start().chars();
    name.take_while(|one| one.is_alphanumeric() || *one == '_')
        .collect()
}

#[test]
fn names_at_the_top_are_found_in_every_spelling() {
    let text = "use crate::text::Span; // crate::cli\nuse crate::{\n    model::{Kind, date},\n    store,\n};\nuse super::super::check;\n";
    let found = top_level_names(text, 2);
    let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["text", "model", "store", "", "check"]);
}

#[test]
fn files_fit_on_a_few_screens() {
    let mut bad = Vec::new();
    for folder in ["src", "tests"] {
        for (path, text) in files(folder) {
            let lines = text.lines().count();
            if path.ends_with(".rs") && lines > FILE_LINES {
                bad.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert_nothing("files should be split by their second idea", &bad);
}

#[test]
fn functions_fit_on_a_screen() {
    let mut bad = Vec::new();
    let mut seen = 0;
    for folder in ["src", "tests"] {
        for (path, text) in files(folder) {
            if !path.ends_with(".rs") {
                continue;
            }
            for (line, name, length) in functions(&text) {
                seen += 1;
                if length > FUNCTION_LINES {
                    bad.push(format!("{path}:{line}: {name} has {length} lines"));
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} functions were found");
    assert_nothing("functions should be split", &bad);
}

/// Returns the functions of formatted code: first line, name, lines between the braces. Strings of several lines are
/// data and do not count.
fn functions(text: &str) -> Vec<(usize, &str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        let opened = lines[at..]
            .iter()
            .position(|line| line.ends_with(['{', ';', '}']))
            .map(|offset| at + offset);
        let Some(opened) = opened.filter(|opened| lines[*opened].ends_with('{')) else {
            continue;
        };
        let end = format!("{indent}}}");
        let length = lines[opened + 1..].iter().position(|line| *line == end);
        let body = &lines[opened + 1..][..length.expect("the code is formatted")];
        functions.push((at + 1, name, body.len() - lines_of_data(body)));
    }
    functions
}

fn lines_of_data(body: &[&str]) -> usize {
    let mut close: Option<String> = None;
    let mut lines = 0;
    for line in body {
        match &close {
            Some(end) => {
                lines += 1;
                if line.trim_start().starts_with(end.as_str()) || line.ends_with(end.as_str()) {
                    close = None;
                }
            }
            None => {
                let start = line.strip_suffix('"').unwrap_or_default();
                let hashes = start.len() - start.trim_end_matches('#').len();
                let is_raw = start.trim_end_matches('#').ends_with(['r', '@']);
                close = is_raw.then(|| format!("\"{}", "#".repeat(hashes)));
            }
        }
    }
    lines
}

fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_item = before
        .split_whitespace()
        .all(|word| matches!(word, "const" | "async") || word.starts_with("pub"));
    let name = after.split(['(', '<']).next()?;
    is_item.then_some(name)
}

#[test]
fn functions_are_measured_between_their_braces() {
    let text = "pub(super) fn one(\n    a: u8,\n) -> u8 {\n    a\n}\n\ntrait T {\n    fn two();\n}\n// a fn of three\nfn four() {}\nfn five() {\n    same(@r#\"\n    data\n    \"#);\n}\n";
    assert_eq!(functions(text), [(1, "one", 1), (12, "five", 1)]);
}

#[test]
fn nothing_is_left_for_later_and_no_lint_is_silenced_without_a_reason() {
    // In two parts, so that this file does not hold what it looks for.
    let refused = [
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
        concat!("#[", "allow"),
    ];
    let mut bad = Vec::new();
    for folder in ["src", "tests"] {
        for (path, text) in files(folder) {
            for (at, line) in text.lines().enumerate() {
                if path.ends_with(".rs") && refused.iter().any(|one| line.contains(one)) {
                    bad.push(format!("{path}:{}: {}", at + 1, line.trim()));
                }
            }
        }
    }
    assert_nothing("write it, or use #[expect(…, reason = …)]", &bad);
}

//! What a program must survive: files, names and repositories that nobody writes on purpose, or that somebody writes
//! on purpose. Each gives a finding or an error with its place; nothing panics, hangs or is passed over in silence.

mod histories;
mod kinds;
mod names;
mod repositories;
mod size;
mod text;
mod yaml;

use crate::world::{Output, PROGRAM, Repository, World};

/// A workstream without a finding.
const WORKSTREAM: &str = "\
---
title: Platform
status: proposed
owner: \"@sam\"
objective: One platform
---
## Scope

Everything that runs in a region.
";

/// A risk without a finding.
const RISK: &str = "\
---
title: Quota
status: identified
type: threat
cause: Approval takes three weeks
event: The quota is refused
effect: The launch moves
affects: [WS-1]
---
";

/// Returns a program with a workstream and a risk, and nothing to complain about.
fn program() -> World {
    let world = World::program();
    world.write("workstreams/WS-1-platform.md", WORKSTREAM);
    world.write("risks/RISK-1-quota.md", RISK);
    world
}

/// Writes a history of two commits: the program, then a status that changes.
fn two_commits(repository: &Repository, folder: &str) -> [gix::ObjectId; 2] {
    let path = |name: &str| format!("{folder}{name}");
    let first = repository
        .commit("Start the program")
        .file(path("program.yaml"), PROGRAM)
        .file(path("workstreams/WS-1-platform.md"), WORKSTREAM)
        .on("2026-01-05")
        .write();
    let second = repository
        .commit("Plan the platform")
        .file(
            path("workstreams/WS-1-platform.md"),
            WORKSTREAM.replace("proposed", "planned"),
        )
        .by("Sam")
        .on("2026-02-02")
        .write();
    [first, second]
}

/// Checks a program with one more file.
fn check_with(path: &str, bytes: impl AsRef<[u8]>) -> Output {
    let world = program();
    world.write(path, bytes);
    world.hum(["check"]).sound()
}

#[test]
fn the_program_that_the_cases_start_from_has_no_findings() {
    insta::assert_snapshot!(program().hum(["check"]).sound(), @"
    exit: 0
    --- stdout
    3 records in 3 files: no findings
    ");
}

//! Every kind of repository that git makes: right answers, or exactly what is missing.

mod graphs;
mod partial;
mod references;
mod replaced;
mod shallow;
mod worktrees;

use crate::world::{PROGRAM, Repository, World};

/// Commands that between them read the worktree, the index, commits and history.
const COMMANDS: [&[&str]; 11] = [
    &["check"],
    &["check", "--staged"],
    &["check", "--since", "HEAD~1"],
    &["list", "--at", "HEAD~1"],
    &["diff", "HEAD~1..HEAD"],
    &["log", "DEL-7"],
    &["changelog", "HEAD~2..HEAD"],
    &["changelog", "--walk"],
    &["slips"],
    &["trend", "DEL-7.due", "--every", "month"],
    &["blame", "DEL-7.due"],
];

/// Every command that reads history.
const HISTORY: [&[&str]; 6] = [
    &["log"],
    &["changelog"],
    &["changelog", "--walk", "--all-commits"],
    &["slips"],
    &["trend", "DEL-7.due", "--every", "month", "--limit", "2"],
    &["blame", "DEL-7.due"],
];

const WORKSTREAM: &str = "---\ntitle: Platform\nstatus: active\nowner: \"@maria\"\nhealth: on_track\n\
                          objective: One platform\n---\n";

const PATH: &str = "deliverables/DEL-7-auth.md";

fn deliverable(due: &str) -> String {
    format!(
        "---\ntitle: Auth API\nstatus: active\nworkstream: WS-1\nowner: \"@sam\"\ndue: {due}\n\
         done_when: [Partners sign in]\nhealth: on_track\n---\n"
    )
}

/// Writes a history of three commits below a folder, in which the date of DEL-7 moves twice.
fn three_commits(repository: &Repository, folder: &str) -> [gix::ObjectId; 3] {
    let first = repository
        .commit("Start the program")
        .file(format!("{folder}program.yaml"), PROGRAM)
        .file(format!("{folder}workstreams/WS-1-platform.md"), WORKSTREAM)
        .file(format!("{folder}{PATH}"), deliverable("2026-06-05"))
        .write();
    let moved = |message: &str, day: &str, due: &str| {
        let commit = repository.commit(message).by("Sam").on(day);
        commit
            .file(format!("{folder}{PATH}"), deliverable(due))
            .write()
    };
    [
        first,
        moved("The vendor is late", "2026-03-02", "2026-06-12"),
        moved("The vendor is later", "2026-05-04", "2026-06-26"),
    ]
}

/// Returns what the commands print in a folder.
fn answers(world: &World, folder: &str) -> String {
    let answer = |command: &&[&str]| {
        let at = ["-C", folder];
        let output = world.hum(at.iter().chain(command.iter())).sound();
        format!("$ hum {}\n{output}\n", command.join(" "))
    };
    COMMANDS.iter().map(answer).collect()
}

/// Returns a world with the three commits, checked out.
fn started() -> (World, Repository, [gix::ObjectId; 3]) {
    let world = World::empty();
    let repository = world.repository();
    let commits = three_commits(&repository, "");
    repository.check_out();
    (world, repository, commits)
}

/// Returns what the commands print in a repository that has nothing special.
fn plain_answers() -> String {
    let (world, ..) = started();
    answers(&world, ".")
}

#[test]
fn the_answers_that_every_kind_of_repository_gives() {
    insta::assert_snapshot!(plain_answers());
}

//! What git reads in another way than it was written, and what of a repository is not ours.

use super::{COMMANDS, PATH, deliverable, started, three_commits};
use crate::world::{PROGRAM, World};

#[test]
fn grafts_are_refused_where_they_count() {
    let (world, repository, [first, _, third]) = started();
    repository.graft(third, &[first]);
    insta::assert_snapshot!(world.session(&[
        &["check"],
        &["list", "--at", "HEAD"],
        &["log"],
        &["slips"],
        &["trend", "DEL-7.due"],
        &["blame", "DEL-7.due"],
        &["changelog", "--walk"],
        &["diff", "HEAD~1"],
        &["list", "--at", "2026-04-01"],
        &["check", "--since", "main"],
    ]), @"
    $ hum check
    3 records in 3 files: no findings

    $ hum list --at HEAD
    Id       Title     Status  Owner   Date
    ───────  ────────  ──────  ──────  ──────────
    PROGRAM  Atlas             @maria  2026-12-18
    WS-1     Platform  active  @maria
    DEL-7    Auth API  active  @sam    2026-06-26

    3 records.

    $ hum log
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum slips
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum trend DEL-7.due
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum blame DEL-7.due
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum changelog --walk
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum diff HEAD~1
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum list --at 2026-04-01
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2

    $ hum check --since main
    error: info/grafts of this repository gives commits other parents, and is not read here
      hint: run `git replace --convert-graft-file`, which says the same in a way that is read
    exit: 2
    ");
}

#[test]
fn the_replacements_that_git_makes_of_grafts_are_followed() {
    let (world, repository, [first, _, third]) = started();
    let other = repository
        .commit("The vendor is later")
        .parents([first])
        .file(PATH, deliverable("2026-06-26"))
        .by("Sam")
        .on("2026-05-04")
        .write_aside();
    repository.replace(third, other);
    insta::assert_snapshot!(world.session(&[
        &["log", "DEL-7"],
        &["log", "DEL-7", "--all-commits"],
        &["slips", "--format", "csv"],
        &["diff", "HEAD~1"],
        &["list", "deliverables", "--at", "2026-04-01"],
        &["check", "--since", "HEAD~1", "--format", "github"],
    ]), @"
    $ hum log DEL-7
    DEL-7 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays
    - 2026-01-05 Maria: “Start the program” `5e6e87342e`
      - deliverable added (active, @sam, due 2026-06-05)

    $ hum log DEL-7 --all-commits
    DEL-7 Auth API: log up to HEAD
    ══════════════════════════════

    - 2026-05-04 Sam: “The vendor is later” `b709c249ab`
      - due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays
    - 2026-01-05 Maria: “Start the program” `5e6e87342e`
      - deliverable added (active, @sam, due 2026-06-05)

    $ hum slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-05-04,DEL-7,Auth API,due,2026-06-05,2026-06-26,later,15,,32,The vendor is later,,yes,,'@sam,WS-1,Sam,b709c249abf25acd3f3b0bd192afec0fdb11c381

    $ hum diff HEAD~1
    Atlas: changes from HEAD~1 to worktree
    ══════════════════════════════════════

    Net. Deliverables: 1 changed.

    Dates
    ─────

    - DEL-7 Auth API: due moved 2026-06-05 → 2026-06-26, ▲ +15 workdays

    $ hum list deliverables --at 2026-04-01
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-05

    1 deliverable.

    $ hum check --since HEAD~1 --format github
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=rewritten-promise::DEL-7 is committed to 2026-06-05, and `due` becomes 2026-06-26 without a decision%0Anote: What was promised, decided or sent must be found as it was, or nobody can say what was kept.%0Ahelp: move `forecast`, or name the decision that moves the date in `rebaselined_by`
    ::error file=deliverables/DEL-7-auth.md,line=6,col=6,endLine=6,endColumn=16,title=silent-slip::`due` of DEL-7 moves from 2026-06-05 to 2026-06-26, 15 workdays, without a word and still on track%0Anote: A date that moves without a word surprises everybody who planned around it.%0Ahelp: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    ::warning file=workstreams/WS-1-platform.md,line=3,col=9,endLine=3,endColumn=15,title=stale-truth::DEL-7 changes, and WS-1 beside it was last changed or reviewed on 2026-01-05, 147 days ago%0Anote: Nobody can tell a statement that still holds from one that nobody looked at again.%0Ahelp: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    exit: 1
    ");
}

#[test]
fn replaced_files_and_folders_count_as_git_says() {
    let (world, repository, [first, second, _]) = started();
    let was = repository.at(second, PATH);
    let aside = repository
        .commit("What the file should have said")
        .parents([first])
        .file(PATH, deliverable("2026-06-10"))
        .write_aside();
    repository.replace(was, repository.at(aside, PATH));
    insta::assert_snapshot!(world.session(&[
        &["slips", "--format", "csv"],
        &["list", "deliverables", "--at", "HEAD~1"],
    ]), @"
    $ hum slips --format csv
    Date,Id,Title,Field,From,To,Direction,Workdays,Releases,Lead,Reason,Decisions,Silent,Team,Owner,Part of,Author,Commit
    2026-05-04,DEL-7,Auth API,due,2026-06-10,2026-06-26,later,12,,37,The vendor is later,,yes,,'@sam,WS-1,Sam,b709c249abf25acd3f3b0bd192afec0fdb11c381
    2026-03-02,DEL-7,Auth API,due,2026-06-05,2026-06-10,later,3,,95,The vendor is late,,yes,,'@sam,WS-1,Sam,316e73ebcee656b80232feda943cbee3ca9b0077

    $ hum list deliverables --at HEAD~1
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-10

    1 deliverable.
    ");
    repository.configure("[core]\n\tuseReplaceRefs = false\n");
    insta::assert_snapshot!(world.hum(["list", "deliverables", "--at", "HEAD~1"]).sound(), @"
    exit: 0
    --- stdout
    Id     Title     Status  Health      Owner  Due         Forecast
    ─────  ────────  ──────  ──────────  ─────  ──────────  ────────
    DEL-7  Auth API  active  ● on track  @sam   2026-06-12

    1 deliverable.
    ");
}

#[test]
fn a_program_in_a_subfolder_of_a_big_repository_is_read_alone() {
    let (alone, ..) = started();
    let world = World::empty();
    let repository = world.repository();
    // Files that look like ours, beside the program and above it, and one that cannot be read.
    let mut commit = repository.commit("Everything else");
    for number in 0..500 {
        let folder = format!("services/team-{}/service-{number}", number % 20);
        commit = commit.file(format!("{folder}/risks/RISK-{number}.md"), "no metadata\n");
        commit = commit.file(format!("{folder}/program.yaml"), "not: ours\n");
    }
    let base = commit
        .file("deliverables/DEL-7-auth.md", "no metadata\n")
        .file("plans/atlas-2/program.yaml", PROGRAM)
        .on("2026-01-04")
        .write();
    three_commits(&repository, "plans/atlas/");
    repository
        .commit("Touch everything else")
        .file("services/team-1/service-1/risks/RISK-1.md", "still none\n")
        .on("2026-05-20")
        .write();
    repository.check_out();
    let in_folder = |arguments: &[&str]| {
        let at = ["-C", "plans/atlas"];
        world.hum(at.iter().chain(arguments)).sound().to_string()
    };
    for command in COMMANDS {
        if command.iter().any(|word| word.contains('~')) {
            continue;
        }
        let own = alone.hum(command).sound().to_string();
        // The commits have other ids.
        assert_eq!(
            without_ids(&in_folder(command)),
            without_ids(&own),
            "{command:?}"
        );
    }
    // What happened to the rest of the repository is no news.
    let quiet = in_folder(&["changelog", "--walk", "HEAD~1..HEAD"]);
    assert!(quiet.contains("Nothing changed."), "{quiet}");
    let before = in_folder(&["list", "--at", &base.to_string()]);
    insta::assert_snapshot!(before, @"
    exit: 0
    --- stdout
    Id  Title  Status  Owner  Date
    ──  ─────  ──────  ─────  ────

    There are no records.
    ");
}

/// Returns text without the ids of commits.
fn without_ids(text: &str) -> String {
    let words = text.split('`').enumerate();
    let shown = words.map(|(at, word)| match at % 2 {
        1 if word.len() == 10 => "an id",
        _ => word,
    });
    shown.collect::<Vec<_>>().join("`")
}

//! Links that a reader without the repository can follow: the files of a commit on its code host.

use gix::ObjectId;

use crate::world::{PROGRAM, Repository, World};

const RISK: &str = "---\ntitle: Quota comes late\nstatus: analyzed\nowner: \"@maria\"\n---\n\n## Notes\n\nSee [the plan](../plan%20b.md#when) and [the desk](https://example.org/desk).\n";

const WORK: &str =
    "---\ntitle: Load test\nstatus: committed\nowner: \"@maria\"\ndue: 2026-06-05\n---\n";

/// Returns a program in a folder of a repository: a risk that stays, and one that goes.
fn program(settings: &str) -> (World, Repository, ObjectId, ObjectId) {
    let world = World::empty();
    let repository = world.repository();
    let before = repository
        .commit("Start")
        .on("2026-05-01")
        .file("my plan/program.yaml", format!("{PROGRAM}{settings}"))
        .file("my plan/plan b.md", "# Plan B\n")
        .file("my plan/risks/RISK-1-quota.md", RISK)
        .file("my plan/deliverables/DEL-1-load.md", WORK)
        .file("my plan/risks/RISK-2-old (a) #2.md", RISK)
        .write();
    let after = repository
        .commit("Drop a risk")
        .on("2026-05-20")
        .file(
            "my plan/risks/RISK-1-quota.md",
            RISK.replace("analyzed", "identified"),
        )
        .file(
            "my plan/deliverables/DEL-1-load.md",
            WORK.replace("06-05", "06-01"),
        )
        .remove("my plan/risks/RISK-2-old (a) #2.md")
        .write();
    repository.check_out();
    (world, repository, before, after)
}

/// Runs hum in the program's folder; returns what it printed, with names for the two commits.
fn told(world: &World, commits: [ObjectId; 2], arguments: &[&str]) -> String {
    let output = world.hum([&["-C", "my plan"], arguments].concat());
    assert_eq!(output.stderr, "");
    output
        .stdout
        .replace(&commits[0].to_string(), "BEFORE")
        .replace(&commits[1].to_string(), "AFTER")
}

/// Returns the template of a program whose repository has these settings of git.
fn template(git: &str, settings: &str) -> String {
    let (world, repository, before, after) = program(settings);
    repository.configure(git);
    let arguments = ["list", "--at", "HEAD", "--format", "json"];
    let text = told(&world, [before, after], &arguments);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    json["file_url"].as_str().unwrap_or("none").to_owned()
}

fn origin(url: &str) -> String {
    format!("[remote \"origin\"]\n\turl = {url}\n")
}

#[test]
fn every_form_of_a_remote_leads_to_its_page() {
    let github = "https://github.com/acme/atlas/blob/AFTER/my%20plan/{path}";
    let table = [
        ("git@github.com:acme/atlas.git", github),
        ("github.com:acme/atlas", github),
        ("ssh://git@github.com/acme/atlas.git", github),
        ("ssh://git@ssh.github.com:443/acme/atlas.git", github),
        ("https://github.com/acme/atlas.git", github),
        ("https://github.com/acme/atlas/", github),
        ("https://maria:s3cret@github.com/acme/atlas.git", github),
        (
            "https://x-access-token:gh_s3cret@github.com/acme/atlas",
            github,
        ),
        ("git://github.com/acme/atlas.git", github),
        (
            "https://gitlab.example.org:8443/group/sub/atlas.git",
            "https://gitlab.example.org:8443/group/sub/atlas/-/blob/AFTER/my%20plan/{path}",
        ),
        (
            "ssh://git@gitea.example.org:2222/acme/atlas.git",
            "https://gitea.example.org/acme/atlas/src/commit/AFTER/my%20plan/{path}",
        ),
        (
            "git@codeberg.org:acme/atlas.git",
            "https://codeberg.org/acme/atlas/src/commit/AFTER/my%20plan/{path}",
        ),
        (
            "git@bitbucket.org:acme/atlas.git",
            "https://bitbucket.org/acme/atlas/src/AFTER/my%20plan/{path}",
        ),
        (
            "ssh://git@bitbucket.example.org:7999/pay/atlas.git",
            "https://bitbucket.example.org/projects/pay/repos/atlas/browse/my%20plan/{path}?at=AFTER",
        ),
        ("git@git.example.org:acme/atlas.git", "none"),
        ("../atlas.git", "none"),
        ("file:///srv/github/atlas.git", "none"),
        ("https://[broken", "none"),
    ];
    for (url, expected) in table {
        assert_eq!(template(&origin(url), ""), expected, "{url}");
    }
}

#[test]
fn which_remote_counts_and_what_git_makes_of_it() {
    let acme = "https://github.com/acme/atlas/blob/AFTER/my%20plan/{path}";
    let only = "[remote \"upstream\"]\n\turl = git@github.com:acme/atlas.git\n";
    assert_eq!(template(only, ""), acme);
    let fork = "[remote \"fork\"]\n\turl = git@github.com:maria/atlas.git\n";
    assert_eq!(template(&format!("{only}{fork}"), ""), "none");
    let all = format!("{fork}{only}{}", origin("git@gitlab.com:acme/atlas.git"));
    let gitlab = "https://gitlab.com/acme/atlas/-/blob/AFTER/my%20plan/{path}";
    assert_eq!(template(&all, ""), gitlab);
    let short = format!(
        "{}[url \"git@github.com:acme/\"]\n\tinsteadOf = acme:\n",
        origin("acme:atlas.git")
    );
    assert_eq!(template(&short, ""), acme);
    assert_eq!(template("", ""), "none");
}

#[test]
fn settings_of_the_program_come_first() {
    let host = "code_host: {kind: gitlab, url: https://git.example.org/group/project}\n";
    let own = "https://git.example.org/group/project/-/blob/AFTER/my%20plan/{path}";
    assert_eq!(template("", host), own);
    assert_eq!(template(&origin("git@github.com:acme/atlas"), host), own);
    let kind = "code_host: {kind: forgejo}\n";
    let by_kind = "https://git.example.org/acme/atlas/src/commit/AFTER/my%20plan/{path}";
    let remote = origin("git@git.example.org:acme/atlas");
    assert_eq!(template(&remote, kind), by_kind);
    let none = "code_host: {kind: none}\n";
    assert_eq!(template(&origin("git@github.com:acme/atlas"), none), "none");
}

#[test]
fn words_link_to_the_commit_that_has_the_file() {
    let (world, repository, before, after) = program("");
    repository.configure(&origin("git@github.com:acme/atlas.git"));
    let told = |arguments: &[&str]| told(&world, [before, after], arguments);
    let range = format!("{before}..{after}");
    insta::assert_snapshot!(told(&["changelog", &range, "--format", "markdown"]), @"
    # Atlas: changes from BEFORE to AFTER

    Net. Deliverables: 1 changed. Risks: 1 removed, 1 changed.

    ## Dates

    - [DEL-1](https://github.com/acme/atlas/blob/AFTER/my%20plan/deliverables/DEL-1-load.md) Load test: due moved 2026-06-05 → 2026-06-01, ● **−4 workdays** — Maria 2026-05-20 `77c1a7437b`

    ## Risks and issues

    - [RISK-1](https://github.com/acme/atlas/blob/AFTER/my%20plan/risks/RISK-1-quota.md) Quota comes late: status analyzed → identified (not a step of the lifecycle) — Maria 2026-05-20 `77c1a7437b`
    - [RISK-2](https://github.com/acme/atlas/blob/BEFORE/my%20plan/risks/RISK-2-old%20%28a%29%20%232.md) Quota comes late: removed — Maria 2026-05-20 `77c1a7437b`

    ## Transitions

    | Kind | Field | From | To | Count |
    | --- | --- | --- | --- | ---: |
    | Risk | status | analyzed | identified | 1 |
    ");
    insta::assert_snapshot!(told(&["changelog", &range, "--format", "slack"]), @"
    *Atlas: changes from BEFORE to AFTER*

    Net. Deliverables: 1 changed. Risks: 1 removed, 1 changed.

    *Dates*

    • <https://github.com/acme/atlas/blob/AFTER/my%20plan/deliverables/DEL-1-load.md|DEL-1> Load test: due moved 2026-06-05 → 2026-06-01, ● *−4 workdays* — Maria 2026-05-20 `77c1a7437b`

    *Risks and issues*

    • <https://github.com/acme/atlas/blob/AFTER/my%20plan/risks/RISK-1-quota.md|RISK-1> Quota comes late: status analyzed → identified (not a step of the lifecycle) — Maria 2026-05-20 `77c1a7437b`
    • <https://github.com/acme/atlas/blob/BEFORE/my%20plan/risks/RISK-2-old%20%28a%29%20%232.md|RISK-2> Quota comes late: removed — Maria 2026-05-20 `77c1a7437b`

    *Transitions*

    ```
    Kind  Field   From      To          Count
    ────  ──────  ────────  ──────────  ─────
    Risk  status  analyzed  identified      1
    ```
    ");
    // A terminal stands beside the repository, and the worktree is in no commit.
    insta::assert_snapshot!(told(&["changelog", &range]), @"
    Atlas: changes from BEFORE to
    AFTER
    ═══════════════════════════════════════════════════════════════

    Net. Deliverables: 1 changed. Risks: 1 removed, 1 changed.

    Dates
    ─────

    - DEL-1 Load test: due moved 2026-06-05 → 2026-06-01, ● −4 workdays — Maria 2026-05-20 `77c1a7437b`

    Risks and issues
    ────────────────

    - RISK-1 Quota comes late: status analyzed → identified (not a step of the lifecycle) — Maria
      2026-05-20 `77c1a7437b`
    - RISK-2 Quota comes late: removed — Maria 2026-05-20 `77c1a7437b`

    Transitions
    ───────────

    Kind  Field   From      To          Count
    ────  ──────  ────────  ──────────  ─────
    Risk  status  analyzed  identified      1
    ");
    insta::assert_snapshot!(told(&["list", "--format", "markdown"]), @"
    | Id | Title | Status | Owner | Date |
    | --- | --- | --- | --- | --- |
    | [PROGRAM](program.yaml) | Atlas |  | @maria | 2026-12-18 |
    | [DEL-1](deliverables/DEL-1-load.md) | Load test | committed | @maria | 2026-06-01 |
    | [RISK-1](risks/RISK-1-quota.md) | Quota comes late | identified | @maria |  |

    3 records.
    ");
}

#[test]
fn links_in_a_text_lead_to_the_commit_too() {
    let (world, repository, before, after) = program("");
    let arguments = ["show", "RISK-1", "--at", "HEAD", "--format", "markdown"];
    let text = || {
        let page = told(&world, [before, after], &arguments);
        page.lines().last().unwrap_or_default().to_owned()
    };
    let plain = "See [the plan](../plan%20b.md#when) and [the desk](https://example.org/desk).";
    assert_eq!(text(), plain.replace("../", ""));
    repository.configure(&origin("git@github.com:acme/atlas.git"));
    let page = "https://github.com/acme/atlas/blob/AFTER/my%20plan/plan%20b.md#when";
    assert_eq!(text(), plain.replace("../plan%20b.md#when", page));
}

#[test]
fn an_update_in_plain_text_lists_the_addresses() {
    let (world, repository, before, after) = program("");
    repository.configure(&origin("git@github.com:acme/atlas.git"));
    let arguments = ["update", "contributors", "--since", "2026-05-10"];
    insta::assert_snapshot!(told(&world, [before, after], &arguments), @"
    Atlas: for contributors, 2026-06-01
    ═══════════════════════════════════

    On you in the next 14 days
    ──────────────────────────

    - @maria
      - 2026-06-01 finish: Load test (DEL-1 [1])

    Waiting
    ───────

    None.

    Can go on
    ─────────

    None.

    Decided since 2026-05-10
    ────────────────────────

    None.

    Dates that moved since 2026-05-10
    ─────────────────────────────────

    - DEL-1 [1] Load test: due moved 2026-06-05 → 2026-06-01, ● −4 workdays — Maria: Drop a risk

    Next
    ────

    - 2026-06-01 DEL-1 [1] Load test, @maria, −4 workdays against the baseline

    Delivered since 2026-05-10, thank you
    ─────────────────────────────────────

    None.

    Records
    ───────

    - [1] https://github.com/acme/atlas/blob/AFTER/my%20plan/deliverables/DEL-1-load.md
    ");
}

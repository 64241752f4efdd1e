//! What history proves or shows: who signed, and what nobody looked at again.

use gix::ObjectId;

use super::{SEVEN, WORKSTREAM, check, deliverable, program};
use crate::world::{PROGRAM, Repository, World};

/// Returns DEC-1 in a state.
fn decision(status: &str, more: &str) -> String {
    format!(
        "---\ntitle: Region\nstatus: {status}\ndriver: \"@sam\"\napprover: \"@dana\"\ndecide_by: 2026-06-12\n\
         decided: 2026-05-12\naffects: [DEL-7]\n{more}---\n## Problem\nTwo cost twice.\n\n## Options\n- One\n- Two\n\n\
         ## Decision\nTwo.\n\n## Why\nThe contract.\n"
    )
}

/// A branch on which the driver accepts a decision, and the approver changes another record after that.
struct Branch {
    /// The commit on main that it leaves.
    base: ObjectId,
    tip: ObjectId,
}

impl Branch {
    fn create(repository: &Repository) -> Self {
        let dana = "---\nname: Dana Roy\nemails: [dana@atlas.example]\n---\n";
        let base = repository
            .commit("Write down who is who")
            .file("people/dana.md", dana)
            .file("decisions/DEC-1-region.md", decision("proposed", ""))
            .on("2026-05-05")
            .write();
        let accepted = repository
            .commit("Accept")
            .file("decisions/DEC-1-region.md", decision("accepted", ""))
            .by("Sam")
            .on("2026-05-12")
            .write_aside();
        let tip = repository
            .commit("Tag")
            .parents([accepted])
            .file(SEVEN, deliverable("active", "2026-06-12", "tags: [auth]\n"))
            .by("dana")
            .on("2026-05-13")
            .write_aside();
        Self { base, tip }
    }

    fn merge(&self, repository: &Repository, message: &str, tip: ObjectId) -> ObjectId {
        repository
            .commit(message)
            .parents([self.base, tip])
            .file("decisions/DEC-1-region.md", decision("accepted", ""))
            .file(SEVEN, deliverable("active", "2026-06-12", "tags: [auth]\n"))
            .by("merge-robot")
            .on("2026-05-14")
            .write_aside()
    }
}

#[test]
fn whoever_signs_is_found_in_every_commit_that_lands() {
    let (world, repository, start) = program();
    let branch = Branch::create(&repository);
    let other = branch.tip;
    let merge = |message: &str, tip| branch.merge(&repository, message, tip);
    let base = start.to_string();
    let judged = |commit: ObjectId| {
        repository.head(&commit.to_string());
        repository.check_out();
        check(
            &world,
            &[
                "--since",
                &base,
                "--walk",
                "-A",
                "orphan",
                "-A",
                "unknown-person",
            ],
        )
    };
    insta::assert_snapshot!(judged(merge("Merge pull request #7 from sam/region", other)), @"
    exit: 0
    --- stdout
    warning[missing-sign-off]: DEC-1 becomes accepted without a sign of its approver, @dana (ec31619bad, 2026-05-14, dana)
     --> decisions/DEC-1-region.md:3:9
      |
    3 | status: accepted
      |         ^^^^^^^^
      |
      = note: A promise that somebody else wrote down is a hope, and so is a decision.
      = help: let them commit it, or end the commit message with `Acked-by: Name <mail>`

    To read about a rule, type:
      hum explain missing-sign-off

    1 warning in 6 records (6 files)
    since 6c636f489f: 2 revisions judged one by one; 2 findings from before not shown
    ");
    // The merge itself may carry the answer.
    let message =
        "Merge pull request #7 from sam/region\n\nAccept\n\nAcked-by: Dana <dana@atlas.example>";
    insta::assert_snapshot!(judged(merge(message, other)), @"
    exit: 0
    --- stdout
    6 records in 6 files: no findings
    since 6c636f489f: 2 revisions judged one by one; 2 findings from before not shown
    ");
    // Or the approver touched the decision on the branch.
    let touched = repository
        .commit("Agree")
        .parents([other])
        .file(
            "decisions/DEC-1-region.md",
            decision("accepted", "tags: [agreed]\n"),
        )
        .by("Dana")
        .on("2026-05-13")
        .write_aside();
    insta::assert_snapshot!(judged(merge("Merge pull request #7 from sam/region", touched)), @"
    exit: 0
    --- stdout
    6 records in 6 files: no findings
    since 6c636f489f: 2 revisions judged one by one; 2 findings from before not shown
    ");
}

#[test]
fn neighbours_of_a_change_that_nobody_looked_at_are_told() {
    let world = World::empty();
    let repository = world.repository();
    let keys = "deliverables/DEL-8-keys.md";
    repository
        .commit("Start the program")
        .file("program.yaml", PROGRAM)
        .file("workstreams/WS-1-platform.md", WORKSTREAM)
        .file(SEVEN, deliverable("active", "2026-06-12", ""))
        .file(
            keys,
            deliverable("active", "2026-06-12", "after: [DEL-7]\n"),
        )
        .file(
            "deliverables/DEL-9-docs.md",
            deliverable("planned", "2026-06-12", "after: [DEL-7]\n"),
        )
        .on("2026-04-01")
        .write();
    repository.check_out();
    world.write(SEVEN, deliverable("active", "2026-06-12", "tags: [auth]\n"));
    insta::assert_snapshot!(check(&world, &["--since", "HEAD"]), @"
    exit: 0
    --- stdout
    warning[stale-truth]: DEL-7 changes, and DEL-8 beside it was last changed or reviewed on 2026-04-01, 61 days ago
     --> deliverables/DEL-8-keys.md:3:9
      |
    3 | status: active
      |         ^^^^^^
      |
      = note: Nobody can tell a statement that still holds from one that nobody looked at again.
      = help: update it, or confirm it: `hum set DEL-8 reviewed=2026-06-01`

    warning[stale-truth]: DEL-7 changes, and WS-1 beside it was last changed or reviewed on 2026-04-01, 61 days ago
     --> workstreams/WS-1-platform.md:3:9
      |
    3 | status: active
      |         ^^^^^^
      |
      = help: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`

    To read about a rule, type:
      hum explain stale-truth

    2 warnings in 5 records (5 files)
    since HEAD (8f2f1ccef7): changes judged together; 1 finding from before not shown
    ");
    // 28 days are not more than twice 14.
    insta::assert_snapshot!(check(&world, &["--since", "HEAD", "--as-of", "2026-04-29"]), @"
    exit: 0
    --- stdout
    5 records in 5 files: no findings
    since HEAD (8f2f1ccef7): changes judged together
    ");
    world.write(
        keys,
        deliverable(
            "active",
            "2026-06-12",
            "after: [DEL-7]\nreviewed: 2026-05-29\n",
        ),
    );
    insta::assert_snapshot!(check(&world, &["--since", "HEAD"]), @"
    exit: 0
    --- stdout
    warning[stale-truth]: DEL-7 changes, and WS-1 beside it was last changed or reviewed on 2026-04-01, 61 days ago
     --> workstreams/WS-1-platform.md:3:9
      |
    3 | status: active
      |         ^^^^^^
      |
      = note: Nobody can tell a statement that still holds from one that nobody looked at again.
      = help: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`

    To read about a rule, type:
      hum explain stale-truth

    1 warning in 5 records (5 files)
    since HEAD (8f2f1ccef7): changes judged together; 1 finding from before not shown
    ");
}

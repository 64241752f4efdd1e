use crate::{BAD, GOOD, RECORD, Scratch, has};

const LINE: &str = "hum check --staged --since HEAD";

#[test]
fn a_commit_is_refused_for_what_is_staged() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::repository();
    let (code, text) = scratch.run("hum", &["hook", "install"]);
    let wrote = format!("Wrote .git/hooks/pre-commit: before each commit, git runs `{LINE}`\n");
    assert_eq!((code, text), (0, wrote));
    let before = scratch.head();
    // The worktree is good again; what is staged is not.
    scratch.stage(BAD);
    scratch.put(&format!("work/{RECORD}"), GOOD);
    let (code, text) = scratch.run("git", &["commit", "-qm", "Bad"]);
    assert_eq!((code, scratch.head()), (1, before.clone()));
    insta::assert_snapshot!(text, @"
    error[unreadable-file]: this is not YAML: unclosed bracket '['
     --> people/maria.md:5:7
      |
    5 | mail: [
      |       ^
      |
      = note: What is in this file is missing from every report.
      = help: check the indentation and quotes of this line and the one before it

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 1 record (2 files)
    since HEAD (c60c34dfb5): changes judged together

    Nothing was committed. To commit all the same: git commit --no-verify
    ");
    // What is staged is good; the worktree is not.
    scratch.stage("---\nname: Maria B.\n---\n");
    scratch.put(&format!("work/{RECORD}"), BAD);
    let (code, text) = scratch.run("git", &["commit", "-qm", "Good"]);
    assert_eq!(code, 0, "{text}");
    assert_ne!(scratch.head(), before);
    // A commit of some files, or of all changed ones, has an index of its own.
    let before = scratch.head();
    for arguments in [
        ["commit", "-qm", "Bad", RECORD],
        ["commit", "-q", "-a", "-mBad"],
    ] {
        assert_eq!(scratch.run("git", &arguments).0, 1);
    }
    assert_eq!(scratch.head(), before);
    let bypass = ["commit", "-qm", "All the same", "--no-verify", RECORD];
    assert_eq!(scratch.run("git", &bypass).0, 0);
}

#[test]
fn the_hook_is_checked_renewed_and_removed() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::repository();
    let hook = |action: &str| scratch.run("hum", &["hook", action]);
    let path = "work/.git/hooks/pre-commit";
    let absent = format!(".git/hooks/pre-commit does not run `{LINE}`: type `hum hook install`\n");
    assert_eq!(hook("check"), (1, absent.clone()));
    assert_eq!(
        hook("remove"),
        (0, ".git/hooks/pre-commit is not there\n".into())
    );
    assert_eq!(hook("install").0, 0);
    insta::assert_snapshot!(scratch.read(path), @r#"
    #!/bin/sh
    # Written by `hum hook install`; `hum hook remove` takes it away.
    # Refuses a commit with errors that HEAD does not have. What counts is what is staged.
    if ! command -v hum >/dev/null 2>&1; then
        echo "hum is not on the PATH, so nobody knows whether the program is sound." >&2
        echo "To commit all the same: git commit --no-verify" >&2
        exit 1
    fi
    hum check --staged --since HEAD && exit 0
    echo >&2
    echo "Nothing was committed. To commit all the same: git commit --no-verify" >&2
    exit 1
    "#);
    let there = format!(".git/hooks/pre-commit is there: it runs `{LINE}`\n");
    assert_eq!(hook("install"), (0, there.clone()));
    assert_eq!(hook("check"), (0, there));
    let old = scratch
        .read(path)
        .replace("Nothing was committed.", "Refused.");
    scratch.put(path, &old);
    assert_eq!(hook("check"), (1, absent));
    let renewed = ".git/hooks/pre-commit in its newest form\n";
    assert_eq!(hook("install"), (0, format!("Wrote {renewed}")));
    assert_eq!(
        hook("remove"),
        (0, "Removed .git/hooks/pre-commit\n".into())
    );
    assert_eq!(scratch.read(path), "");
}

#[test]
fn a_hook_of_somebody_else_stays() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::repository();
    let own = "#!/bin/sh\nmake lint\n";
    scratch.put("work/.git/hooks/pre-commit", own);
    let refusal = format!(
        "error: .git/hooks/pre-commit was not written by hum\n  hint: add this line to it, before any `exit 0`: {LINE} || exit 1\n"
    );
    assert_eq!(scratch.run("hum", &["hook", "install"]), (2, refusal));
    let refusal = format!(
        "error: .git/hooks/pre-commit was not written by hum\n  hint: take `{LINE}` out of it yourself\n"
    );
    assert_eq!(scratch.run("hum", &["hook", "remove"]), (2, refusal));
    assert_eq!(scratch.read("work/.git/hooks/pre-commit"), own);
}

#[test]
fn a_program_in_a_folder_and_a_hooks_path_of_ones_own() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::new();
    scratch.git(&["init", "-q"]);
    scratch.git(&["config", "core.hooksPath", "tools/git hooks"]);
    scratch.put("work/my plan/program.yaml", crate::PROGRAM);
    let (code, text) = scratch.run("hum", &["-C", "my plan", "hook", "install"]);
    let line = "hum -C 'my plan' check --staged --since HEAD";
    let wrote =
        format!("Wrote tools/git hooks/pre-commit: before each commit, git runs `{line}`\n");
    assert_eq!((code, text), (0, wrote));
    scratch.git(&["add", "-A"]);
    scratch.git(&[
        "commit",
        "-qm",
        "The first commit has nothing to compare with",
    ]);
    scratch.put(&format!("work/my plan/{RECORD}"), BAD);
    scratch.git(&["add", "-A"]);
    assert_eq!(scratch.run("git", &["commit", "-qm", "Bad"]).0, 1);
    // Another program of the same repository.
    scratch.put("work/other/program.yaml", crate::PROGRAM);
    let refusal = "error: tools/git hooks/pre-commit checks another program of this repository\n  hint: add this line to it, before any `exit 0`: hum -C other check --staged --since HEAD || exit 1\n";
    let (code, text) = scratch.run("hum", &["-C", "other", "hook", "install"]);
    assert_eq!((code, text.as_str()), (2, refusal));
}

#[test]
fn all_worktrees_share_the_hook() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::repository();
    scratch.git(&["worktree", "add", "-q", "../linked"]);
    let linked = scratch.root().join("linked");
    let (code, text) = scratch.run_in(&linked, "hum", &["hook", "install"]);
    let wrote =
        format!("Wrote $ROOT/work/.git/hooks/pre-commit: before each commit, git runs `{LINE}`\n");
    assert_eq!((code, text), (0, wrote));
    scratch.put(&format!("linked/{RECORD}"), BAD);
    let (code, _) = scratch.run_in(&linked, "git", &["commit", "-qam", "Bad"]);
    assert_eq!(code, 1);
    scratch.put(&format!("linked/{RECORD}"), "---\nname: M.\n---\n");
    let (code, text) = scratch.run_in(&linked, "git", &["commit", "-qam", "Good"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn what_cannot_have_a_hook_is_told() {
    if !has(&["git"]) {
        return;
    }
    let scratch = Scratch::repository();
    scratch.git(&["clone", "-q", "--bare", ".", "../bare.git"]);
    let bare = scratch.root().join("bare.git");
    let told = |arguments: &[&str]| scratch.run_in(&bare, "hum", arguments);
    let (code, text) = told(&["hook", "install"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(text, @"error: cannot find the hooks: nobody commits in a bare repository; run this in a clone of it");
    scratch.put("home/plain/program.yaml", crate::PROGRAM);
    let plain = scratch.root().join("home/plain");
    let (code, text) = scratch.run_in(&plain, "hum", &["hook", "install"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(text, @"
    error: $ROOT/home/plain is not in a git repository
      hint: run `git init` and commit the program
    ");
    let elsewhere = ["--program", "../home/plain/program.yaml", "hook", "install"];
    let (code, text) = scratch.run("hum", &elsewhere);
    assert_eq!(code, 2);
    insta::assert_snapshot!(text, @"
    error: the hook reads the program.yaml of the repository, and this one is elsewhere
      hint: add `hum --program FILE check --staged --since HEAD || exit 1` to the hook yourself
    ");
}

use crate::{BAD, GOOD, PROGRAM, RECORD, Scratch, blocks, has, own};

/// Returns a repository whose pre-commit takes the hooks of this one, as the page says, with the hum that was built.
fn installed() -> Scratch {
    let scratch = Scratch::repository();
    scratch.put(
        "hooks/.pre-commit-hooks.yaml",
        &own(".pre-commit-hooks.yaml"),
    );
    let hooks = scratch.root().join("hooks");
    for arguments in [
        &["init", "-q"][..],
        &["add", "-A"],
        &["commit", "-qm", "Hooks"],
        &["tag", "v0.1.0"],
    ] {
        assert_eq!(scratch.run_in(&hooks, "git", arguments).0, 0);
    }
    let page = own("examples/pre-commit/README.md");
    let settings = blocks(&page, "yaml")
        .into_iter()
        .find(|block| block.contains("hum-check-system"))
        .expect("the page shows it");
    let address = "https://github.com/humdrum-program/humdrum";
    assert!(settings.contains(address), "{settings}");
    let settings = settings.replace(address, &hooks.display().to_string());
    scratch.put("work/.pre-commit-config.yaml", &settings);
    scratch.git(&["add", ".pre-commit-config.yaml"]);
    let (code, text) = scratch.run("pre-commit", &["install"]);
    assert_eq!(code, 0, "{text}");
    scratch.git(&["commit", "-qm", "Check before each commit"]);
    scratch
}

#[test]
fn what_is_staged_counts() {
    if !has(&["git", "pre-commit"]) {
        return;
    }
    let scratch = installed();
    let before = scratch.head();
    scratch.stage(BAD);
    scratch.put(&format!("work/{RECORD}"), GOOD);
    let (code, text) = scratch.run("git", &["commit", "-qm", "Bad"]);
    assert_eq!((code, scratch.head()), (1, before.clone()), "{text}");
    assert!(text.contains("error[unreadable-file]"), "{text}");
    scratch.stage("---\nname: Maria B.\n---\n");
    scratch.put(&format!("work/{RECORD}"), BAD);
    let (code, text) = scratch.run("git", &["commit", "-qm", "Good"]);
    assert_eq!(code, 0, "{text}");
    assert_ne!(scratch.head(), before);
    assert_eq!(scratch.read(&format!("work/{RECORD}")), BAD);
}

#[test]
fn records_are_written_in_one_way() {
    if !has(&["git", "pre-commit"]) {
        return;
    }
    let scratch = installed();
    scratch.stage("---\nname: Maria\n---");
    let (code, text) = scratch.run("git", &["commit", "-qm", "Line end"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("files were modified by this hook"), "{text}");
    scratch.git(&["add", "-A"]);
    assert_eq!(scratch.read(&format!("work/{RECORD}")), GOOD);
    scratch.put("work/program.yaml", &PROGRAM.replace("two", "three"));
    scratch.git(&["add", "-A"]);
    let (code, text) = scratch.run("git", &["commit", "-qm", "Three regions"]);
    assert_eq!(code, 0, "{text}");
}

//! `hum completions`, and what the script of each shell is answered.

use crate::world::World;

const WORKSTREAM: &str =
    "---\ntitle: Platform\nstatus: proposed\nobjective: Run\nowner: \"@maria\"\n---\n";
const RISK: &str = "---\ntitle: Quota approval comes late\nstatus: identified\ntype: threat\ncause: a\nevent: b\neffect: c\nowner: \"@marco\"\n---\n";

/// Returns a program with a workstream and two risks.
fn program() -> World {
    let world = World::program();
    world.write("workstreams/WS-1-platform.md", WORKSTREAM);
    world.write("risks/RISK-9-quota.md", RISK);
    world.write(
        "risks/RISK-12-vendor.md",
        RISK.replace("Quota approval", "The vendor"),
    );
    world
}

/// Returns what a shell is answered for words, of which the last is being completed.
fn answer(shell: &str, words: &[&str]) -> String {
    let mut world = program();
    world.set("COMPLETE", shell);
    let index = (words.len() - 1).to_string();
    world.set("_CLAP_COMPLETE_INDEX", &index);
    let output = world.hum(["--"].iter().chain(words));
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (Some(0), ""),
        "{output}"
    );
    output.stdout
}

/// Returns what bash is answered for a line with the cursor at its end.
fn bash(line: &str) -> String {
    let mut world = program();
    world.set("COMPLETE", "bash");
    world.set("_HUM_LINE", line);
    world.set("_HUM_POINT", &line.len().to_string());
    world.set("_HUM_BREAKS", " \t\n\"'@><=;|&(:");
    // bash splits where it should not; the words do not count.
    let output = world.hum(["--"].into_iter().chain(line.split(['=', ' '])));
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (Some(0), ""),
        "{output}"
    );
    output.stdout
}

#[test]
fn ids_are_offered_with_their_titles() {
    insta::assert_snapshot!(answer("bash", &["hum", "set", "RI"]), @"
    RISK-9
    RISK-12
    ");
    insta::assert_snapshot!(answer("fish", &["hum", "set", "RI"]), @"
    RISK-9	Quota approval comes late
    RISK-12	The vendor comes late
    ");
    insta::assert_snapshot!(answer("zsh", &["hum", "set", "risk-1"]), @"RISK-12:The vendor comes late");
}

#[test]
fn fields_and_their_words_are_those_of_the_kind() {
    insta::assert_snapshot!(answer("fish", &["hum", "set", "RISK-9", "resp"]), @"response=	What is done about it");
    insta::assert_snapshot!(answer("fish", &["hum", "new", "risk", "A title", "status="]), @"
    status=identified
    status=analyzed
    status=treating
    status=accepted
    status=occurred
    status=closed
    ");
    insta::assert_snapshot!(answer("fish", &["hum", "set", "WS-1", "owner=@"]), @"
    owner=@dana
    owner=@marco
    owner=@maria
    ");
    insta::assert_snapshot!(answer("fish", &["hum", "set", "RISK-9", "affects=RISK-9,W"]), @"affects=RISK-9,WS-1	Platform");
    assert_eq!(
        answer("fish", &["hum", "set", "RISK-9", "affects=WS-1,W"]),
        ""
    );
}

#[test]
fn bash_gets_only_what_it_has_not_split_off() {
    insta::assert_snapshot!(bash("hum set RISK-9 status=t"), @"treating");
    insta::assert_snapshot!(bash("hum set RISK-9 owner=@mari"), @"@maria");
    insta::assert_snapshot!(bash("hum new risk \"A title\" owner=@marc"), @"@marco");
    insta::assert_snapshot!(bash("hum set 'RISK-9' affects=W"), @"WS-1");
}

#[test]
fn the_cursor_may_stand_before_the_end() {
    let mut world = program();
    world.set("COMPLETE", "bash");
    world.set("_HUM_LINE", "hum set WS owner=@maria");
    world.set("_HUM_POINT", "10");
    insta::assert_snapshot!(world.hum(["--", "hum"]), @"
    exit: 0
    --- stdout
    WS-1
    ");
}

#[test]
fn lists_of_fields_go_on_behind_a_comma() {
    let offered = |words: &[&str]| answer("bash", words).replace('\n', " ");
    insta::assert_snapshot!(offered(&["hum", "list", "risk", "--columns", "owner,prob"]), @"owner,probability");
    insta::assert_snapshot!(offered(&["hum", "list", "risk", "--columns", "owner,stal"]), @"owner,stale owner,staleness");
    insta::assert_snapshot!(offered(&["hum", "list", "risk", "--sort", "-prob"]), @"-probability");
    insta::assert_snapshot!(offered(&["hum", "list", "risk", "--sort", "owner,-prob"]), @"owner,-probability");
}

#[test]
fn every_table_of_words_is_offered() {
    let offered = |words: &[&str]| answer("bash", words).replace('\n', " ");
    insta::assert_snapshot!(offered(&["hum", "explain", "unt"]), @"untreated-risk");
    insta::assert_snapshot!(offered(&["hum", "explain", "wh"]), @"where");
    insta::assert_snapshot!(offered(&["hum", "check", "--format", ""]), @"github gitlab json rdjson sarif text");
    insta::assert_snapshot!(offered(&["hum", "changelog", "--format=m"]), @"--format=markdown");
    insta::assert_snapshot!(offered(&["hum", "update", "e"]), @"exec exec-short");
    insta::assert_snapshot!(offered(&["hum", "schema", "w"]), @"workstream");
    insta::assert_snapshot!(offered(&["hum", "man", "ch"]), @"changelog check");
}

#[test]
fn branches_and_tags_are_offered() {
    let mut world = program();
    let repository = world.repository();
    let first = repository
        .commit("Start")
        .on("2026-01-05")
        .file("a", "a")
        .write();
    repository.tag("v1", first);
    repository.branch("next", first);
    world.set("COMPLETE", "fish");
    insta::assert_snapshot!(world.hum(["--", "hum", "diff", ""]), @"
    exit: 0
    --- stdout
    HEAD	newest commit
    main	branch
    next	branch
    v1	tag
    --staged	Compare with what is staged, not with the worktree
    -C	Run as if started in this folder
    --format	text, markdown, html, slack or json
    --program	Use this program.yaml for a repository that has none of its own
    --as-of	Take this day as today
    --color	When to use colour
    --help	Print help (see more with '--help')
    ");
    insta::assert_snapshot!(world.hum(["--", "hum", "diff", "HEAD..n"]), @"
    exit: 0
    --- stdout
    HEAD..next	branch
    ");
}

#[test]
fn the_program_is_the_one_that_the_line_names() {
    let mut world = World::empty();
    world.write("there/program.yaml", crate::world::PROGRAM);
    world.write("there/workstreams/WS-1-platform.md", WORKSTREAM);
    world.set("COMPLETE", "fish");
    insta::assert_snapshot!(world.hum(["--", "hum", "-C", "there", "set", "W"]), @"
    exit: 0
    --- stdout
    WS-1	Platform
    ");
    insta::assert_snapshot!(world.hum(["--", "hum", "set", "W"]), @"exit: 0");
}

#[test]
fn what_cannot_be_read_is_silent() {
    let mut world = program();
    world.write("program.yaml", "name: [");
    world.set("COMPLETE", "bash");
    insta::assert_snapshot!(world.hum(["--", "hum", "set", "RI"]), @"exit: 0");
    insta::assert_snapshot!(world.hum(["--", "hum", "diff", "x"]), @"exit: 0");
}

#[test]
fn scripts_are_printed_for_each_shell() {
    let world = World::empty();
    let first = |shell: &str| {
        let output = world.hum(["completions", shell]);
        assert_eq!(
            (output.code, output.stderr.as_str()),
            (Some(0), ""),
            "{output}"
        );
        assert!(output.stdout.contains("COMPLETE"), "{output}");
        let mut lines = output.stdout.lines().filter(|line| !line.is_empty());
        lines.next().unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(first("bash"), @"_hum_complete() {");
    insta::assert_snapshot!(first("elvish"), @"set edit:completion:arg-completer[hum] = { |@words|");
    insta::assert_snapshot!(first("fish"), @r#"complete --keep-order --exclusive --command hum --arguments "(COMPLETE=fish hum -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))""#);
    insta::assert_snapshot!(first("powershell"), @"Register-ArgumentCompleter -Native -CommandName hum -ScriptBlock {");
    insta::assert_snapshot!(first("zsh"), @"#compdef hum");
    insta::assert_snapshot!(world.hum(["completions", "tcsh"]), @"
    exit: 2
    --- stderr
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    ");
}

use super::{ONE, TWO, branch, program, review, slipped};

#[test]
fn older_findings_are_counted_and_change_no_exit_code() {
    let (world, repository) = program();
    let broken = "---\ntitle: Broken\nstatus: identifed\ntype: threat\naffects: [DEL-99]\n---\n";
    let commit = repository.commit("Break it").on("2026-05-05");
    commit.file("risks/RISK-1-broken.md", broken).write();
    let text = world.read(TWO).replace("title: Test", "title: Load test");
    branch(&repository, "title", &[(TWO, text)]);
    let output = review(&world, &["main"]);
    assert_eq!(output.code, Some(0), "{output}");
    let data = review(&world, &["main", "--format", "json"]).data();
    assert_eq!(data["older_findings"], 6, "{data}");
    let rules = data["findings"].as_array().expect("a list").iter();
    let rules: Vec<_> = rules.map(|finding| finding["rule"].clone()).collect();
    assert_eq!(rules, ["stale-truth"], "of what changed itself");
}

#[test]
fn findings_alone_go_where_reviewers_look() {
    let (world, repository) = program();
    branch(&repository, "slip", &[(ONE, slipped())]);
    insta::assert_snapshot!(review(&world, &["--format", "github"]), @"
    exit: 1
    --- stdout
    ::error file=deliverables/DEL-1-api.md,line=8,col=11,endLine=8,endColumn=21,title=silent-slip::`forecast` of DEL-1 moves from 2026-06-10 to 2026-06-22, 8 workdays, without a word%0Anote: A date that moves without a word surprises everybody who planned around it.%0Ahelp: say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`
    ::error file=deliverables/DEL-2-test.md,line=9,col=9,endLine=9,endColumn=14,title=impossible-plan::DEL-2 is to finish 2026-06-17 and waits for DEL-1, which is to finish 2026-06-22%0Anote: A plan that cannot come true is a surprise with a date.%0Ahelp: move one of the two dates, or remove the reference
    ::warning file=dependencies/DEP-1-keys.md,line=3,col=9,endLine=3,endColumn=18,title=stale-truth::DEL-1 changes, and DEP-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago%0Anote: Nobody can tell a statement that still holds from one that nobody looked at again.%0Ahelp: update it, or confirm it: `hum set DEP-1 reviewed=2026-06-01`
    ::warning file=workstreams/WS-1-platform.md,line=3,col=9,endLine=3,endColumn=15,title=stale-truth::DEL-1 changes, and WS-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago%0Anote: Nobody can tell a statement that still holds from one that nobody looked at again.%0Ahelp: update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`
    ::warning file=workstreams/WS-1-platform.md,line=5,col=9,endLine=5,endColumn=17,title=watermelon::WS-1 is said to be on track, and the facts say off track: DEL-1 is off track (forecast 2026-06-22 is 8 workdays after 2026-06-10); nobody changed or reviewed it since 2026-05-01, 31 days ago%0Anote: Whoever reads the colour and not the facts is surprised later.%0Ahelp: set `health: off_track`, or mend what the facts say
    ");
    insta::assert_snapshot!(review(&world, &["--format", "gitlab"]), @r#"
    exit: 1
    --- stdout
    [
      {
        "description": "`forecast` of DEL-1 moves from 2026-06-10 to 2026-06-22, 8 workdays, without a word (say why in the text, set `health: at_risk`, or name the decision in `rebaselined_by`)",
        "check_name": "silent-slip",
        "fingerprint": "b056664555827061",
        "severity": "major",
        "location": {
          "path": "deliverables/DEL-1-api.md",
          "lines": {
            "begin": 8
          }
        }
      },
      {
        "description": "DEL-2 is to finish 2026-06-17 and waits for DEL-1, which is to finish 2026-06-22 (move one of the two dates, or remove the reference)",
        "check_name": "impossible-plan",
        "fingerprint": "4077016e1ecc0947",
        "severity": "major",
        "location": {
          "path": "deliverables/DEL-2-test.md",
          "lines": {
            "begin": 9
          }
        }
      },
      {
        "description": "DEL-1 changes, and DEP-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago (update it, or confirm it: `hum set DEP-1 reviewed=2026-06-01`)",
        "check_name": "stale-truth",
        "fingerprint": "aee5d464d2b9dc55",
        "severity": "minor",
        "location": {
          "path": "dependencies/DEP-1-keys.md",
          "lines": {
            "begin": 3
          }
        }
      },
      {
        "description": "DEL-1 changes, and WS-1 beside it was last changed or reviewed on 2026-05-01, 31 days ago (update it, or confirm it: `hum set WS-1 reviewed=2026-06-01`)",
        "check_name": "stale-truth",
        "fingerprint": "148b849b11152bd1",
        "severity": "minor",
        "location": {
          "path": "workstreams/WS-1-platform.md",
          "lines": {
            "begin": 3
          }
        }
      },
      {
        "description": "WS-1 is said to be on track, and the facts say off track: DEL-1 is off track (forecast 2026-06-22 is 8 workdays after 2026-06-10); nobody changed or reviewed it since 2026-05-01, 31 days ago (set `health: off_track`, or mend what the facts say)",
        "check_name": "watermelon",
        "fingerprint": "23c1a643c2e7af58",
        "severity": "minor",
        "location": {
          "path": "workstreams/WS-1-platform.md",
          "lines": {
            "begin": 5
          }
        }
      }
    ]
    "#);
}

#[test]
fn other_formats_of_findings_say_the_same() {
    let (world, repository) = program();
    branch(&repository, "slip", &[(ONE, slipped())]);
    let rdjson = review(&world, &["--format", "rdjson"]);
    assert_eq!(rdjson.code, Some(1));
    let rdjson: serde_json::Value = serde_json::from_str(&rdjson.stdout).expect("JSON");
    assert_eq!(rdjson["diagnostics"][0]["code"]["value"], "silent-slip");
    let sarif = review(&world, &["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "silent-slip");
    insta::assert_snapshot!(review(&world, &["--format", "gitlap"]), @"
    exit: 2
    --- stderr
    error: there is no format `gitlap`
      hint: did you mean `gitlab`?
    ");
}

#[test]
fn what_an_overlay_holds_is_in_no_review_and_is_not_new() {
    let (world, repository) = program();
    let settings = world.read("program.yaml") + "overlay: ../private\n";
    repository
        .commit("Overlay")
        .on("2026-05-03")
        .file("program.yaml", settings)
        .write();
    branch(&repository, "slip", &[(ONE, slipped())]);
    world.write(
        "../private/risks/RISK-77-merger.md",
        "---\ntitle: Merger\nstatus: identifed\ntype: threat\naffects: [DEL-99]\n---\n",
    );
    for format in [
        "text", "markdown", "json", "sarif", "github", "gitlab", "rdjson",
    ] {
        let output = review(&world, &["main", "--format", format]);
        assert!(
            !output.stdout.contains("RISK-77") && !output.stdout.contains("private"),
            "{output}"
        );
    }
    let check = world.hum(["check", "--since", "main"]).sound();
    assert!(
        !check.stdout.contains("RISK-77"),
        "it was there before\n{check}"
    );
}

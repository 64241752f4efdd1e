//! Private overlays: read beside the program by who has them, and never told.

use crate::world::{PROGRAM, Repository, World};

/// Words that stand in the overlay alone.
const SECRETS: [&str; 9] = [
    "RISK-77",
    "Merger",
    "talks-with-orion",
    "resistant",
    "2026-05-13",
    "golf club",
    "ISS-66",
    "Quarrel",
    "2027-11-11",
];

const MARIA: &str = "---\npower: high\nengagement: {now: resistant, want: leading}\ntouches:\n  - {date: 2026-05-13, kind: ask, via: golf club}\n---\n";

const DELIVERABLE: &str = "---\ntitle: API\nstatus: planned\nworkstream: WS-1\nowner: maria\ndue: 2026-09-01\n---\n\n## Notes\n\nAs agreed.\n";

/// Writes an overlay beside the program: more about a person and a deliverable, and two records of its own.
fn write_overlay(world: &World) {
    world.write("../private/people/maria.md", MARIA);
    world.write(
        "../private/deliverables/DEL-1-api.md",
        "---\nforecast: 2027-11-11\n---\n",
    );
    world.write(
        "../private/risks/RISK-77-merger.md",
        "---\ntitle: Merger\nstatus: identified\nowner: maria\ntype: threat\ncause: The owners talk\nevent: The company is sold\neffect: The program ends\naffects: [WS-1]\ntags: [talks-with-orion]\n---\n",
    );
    world.write(
        "../private/issues/ISS-66-quarrel.md",
        "---\ntitle: Quarrel\nstatus: open\nowner: maria\ntype: conflict\nseverity: 3\ncause: personal\nparties: [maria, lee]\nblocks: [WS-1]\n---\n\n## Situation\n\nThey do not talk.\n",
    );
}

fn settings(overlay: &str) -> String {
    format!(
        "{PROGRAM}overlay: {overlay}\naudiences:\n  exec: {{update: exec}}\n  contributors: {{update: contributors}}\n"
    )
}

/// Returns a committed program with two people, one workstream and one deliverable that has changed once.
fn world(overlay: &str) -> (World, Repository) {
    let world = World::empty();
    let repository = world.repository();
    let settings = settings(overlay);
    let first = repository.commit("Start");
    let people = ["dana", "lee"].map(|name| {
        let path = format!("people/{name}.md");
        (path, format!("---\nname: {name}\n---\n"))
    });
    let first = people
        .into_iter()
        .fold(first, |commit, (path, text)| commit.file(path, text));
    first
        .file("program.yaml", &settings)
        .file("people/maria.md", "---\nname: Maria\nkey: true\n---\n")
        .file(
            "workstreams/WS-1-platform.md",
            "---\ntitle: Platform\nstatus: planned\nowner: maria\nobjective: One platform\n---\n",
        )
        .file(
            "deliverables/DEL-1-api.md",
            DELIVERABLE.replace("2026-09-01", "2026-08-03"),
        )
        .write();
    repository
        .commit("Move the API")
        .file("deliverables/DEL-1-api.md", DELIVERABLE)
        .write();
    repository.check_out();
    (world, repository)
}

#[test]
fn an_overlay_is_checked_and_its_findings_say_where_they_are() {
    let (world, _repository) = world("../private");
    write_overlay(&world);
    let output = world.hum(["check"]).sound();
    assert_eq!(output.stdout, "8 records in 10 files: no findings\n");
    world.write(
        "../private/people/maria.md",
        MARIA.replace("resistant", "hostile"),
    );
    let output = world.hum(["check"]).sound();
    insta::assert_snapshot!(output, @r"
    exit: 1
    --- stdout
    error[invalid-value]: `engagement.now` is `hostile`
     --> ../private/people/maria.md:3:19
      |
    3 | engagement: {now: hostile, want: leading}
      |                   ^^^^^^^ expected one of unaware, resistant, neutral, supportive, leading
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: Where the person stands today.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 8 records (10 files)
    ");
    // A file of the overlay can be named, from the folder of the program.
    let output = world.hum(["check", "../private/people/maria.md"]).sound();
    assert_eq!(output.code, Some(1), "{output}");
    assert_eq!(output.stdout.matches("error[").count(), 1, "{output}");
    let output = world.hum(["check", "people"]).sound();
    assert_eq!(output.code, Some(0), "{output}");
}

#[test]
fn who_does_not_have_the_overlay_works_without_it() {
    let (world, _repository) = world("../private");
    let output = world.hum(["check"]).sound();
    assert_eq!(output.code, Some(0));
    assert_eq!(output.stdout, "6 records in 6 files: no findings\n");
    let note = "note: the overlay ../private is not here; checked without it\n";
    assert_eq!(output.stderr, note);
    for arguments in [["check", "--at", "HEAD"], ["list", "--format", "csv"]] {
        let output = world.hum(arguments).sound();
        assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    }
    // What stands there is a file: no overlay either.
    world.write("../private", "no folder\n");
    let output = world.hum(["check"]).sound();
    assert_eq!(output.code, Some(0), "{output}");
}

#[test]
fn fields_of_the_overlay_are_laid_over_those_of_the_record_for_reading() {
    let (world, _repository) = world("[../private, ../office]");
    write_overlay(&world);
    world.write(
        "../office/people/maria.md",
        "---\npower: low\ninterest: high\n---\n",
    );
    let columns = "id,power,interest,engagement_now,key";
    let arguments = ["list", "person", "--columns", columns, "--format", "csv"];
    let output = world.hum(arguments).sound();
    assert_eq!(
        output.stdout,
        "Id,Power,Interest,Engagement,Key\r\ndana,,,,\r\nlee,,,,\r\nmaria,low,high,resistant,true\r\n"
    );
    let filter = [
        "list",
        "--where",
        "forecast > 2027-01-01",
        "--format",
        "csv",
    ];
    let output = world.hum(filter).sound();
    assert_eq!(
        output.stdout,
        "Id,Title,Status,Owner,Date\r\nDEL-1,API,planned,'@maria,2026-09-01\r\n"
    );
    // An overlay has no past.
    let at = [
        "list",
        "person",
        "--columns",
        columns,
        "--format",
        "csv",
        "--at",
        "HEAD",
    ];
    let output = world.hum(at).sound();
    assert_eq!(
        output.stdout,
        "Id,Power,Interest,Engagement,Key\r\ndana,,,,\r\nlee,,,,\r\nmaria,,,,true\r\n"
    );
}

#[test]
fn a_record_is_shown_with_what_its_overlay_says() {
    let (world, _repository) = world("../private");
    write_overlay(&world);
    // A reference that stands in the overlay has no place in the shared file, and is followed all the same.
    world.write(
        "../private/deliverables/DEL-1-api.md",
        "---\nforecast: 2027-11-11\nafter: [RISK-77, '@nobody']\nneeds: [{what: money, from: lee}]\n---\n",
    );
    let output = world.hum(["show", "DEL-1"]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    let path =
        "Deliverable in deliverables/DEL-1-api.md, with ../private/deliverables/DEL-1-api.md\n";
    for line in [path, "Forecast    2027-11-11\n", "RISK-77 Merger"] {
        assert!(output.stdout.contains(line), "{line}: {output}");
    }
    // What check says of it is said where it stands.
    assert!(
        !output.stdout.contains("deliverables/DEL-1-api.md:1:1"),
        "{output}"
    );
}

#[test]
fn nothing_of_an_overlay_is_ever_told() {
    let (world, repository) = world("../private");
    write_overlay(&world);
    let all = world.hum(["list", "--format", "json"]).sound();
    assert!(all.stdout.contains("RISK-77"), "the overlay is read: {all}");
    // In the worktree there is something to tell, too.
    world.write(
        "deliverables/DEL-1-api.md",
        DELIVERABLE.replace("2026-09-01", "2026-10-01"),
    );
    repository.stage(&[("people/lee.md", "---\nname: Lee\n---\n")]);
    let commands: [&[&str]; 8] = [
        &["diff", "HEAD~1..HEAD"],
        &["diff", "HEAD"],
        &["diff"],
        &["changelog", "--since", "HEAD~1"],
        &["changelog", "--walk"],
        &["changelog"],
        &["update", "exec", "--since", "HEAD~1"],
        &["update", "contributors", "--since", "HEAD~1"],
    ];
    let mut seen = 0;
    for command in commands {
        for format in ["text", "markdown", "html", "slack", "json"] {
            let arguments = command.iter().copied().chain(["--format", format]);
            let output = world.hum(arguments).sound();
            assert_eq!(output.code, Some(0), "{command:?} {format}: {output}");
            assert!(output.stdout.contains("DEL-1"), "{command:?}: {output}");
            for secret in SECRETS {
                let is_told = output.to_string().contains(secret);
                assert!(!is_told, "{command:?} {format} tells {secret}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 40);
    let context = world
        .hum(["update", "exec", "--since", "HEAD~1", "--context"])
        .sound();
    for secret in SECRETS {
        assert!(
            !context.stdout.contains(secret),
            "the context tells {secret}"
        );
    }
}

#[test]
fn a_private_field_is_not_written_into_a_shared_file() {
    let (world, _repository) = world("../private");
    let before = std::fs::read_to_string(world.work().join("people/maria.md"));
    let output = world.hum(["set", "maria", "power=high"]).sound();
    assert_eq!(output.code, Some(2), "{output}");
    assert!(output.stderr.contains("error[leak]"), "{output}");
    let after = std::fs::read_to_string(world.work().join("people/maria.md"));
    assert_eq!(before.ok(), after.ok());
}

#[test]
fn a_staged_file_that_names_a_private_record_is_found_before_it_is_committed() {
    let (world, repository) = world("../private");
    write_overlay(&world);
    let text = DELIVERABLE.replace("As agreed.", "Until RISK-77 is gone.");
    repository.stage(&[("deliverables/DEL-1-api.md", &text)]);
    let output = world.hum(["check", "--staged"]).sound();
    assert_eq!(output.code, Some(1), "{output}");
    assert!(
        output
            .stdout
            .contains("DEL-1 refers to RISK-77, which only a private overlay has"),
        "{output}"
    );
}

#[test]
fn an_overlay_may_be_a_folder_that_git_ignores() {
    let (world, _repository) = world("private");
    world.write(".gitignore", "/private/\n");
    world.write("private/people/maria.md", MARIA);
    let arguments = [
        "list",
        "person",
        "--where",
        "power = high",
        "--columns",
        "id",
        "--format",
        "csv",
    ];
    let output = world.hum(arguments).sound();
    assert_eq!(
        (output.code, output.stdout.as_str()),
        (Some(0), "Id\r\nmaria\r\n")
    );
}

#[test]
fn files_of_an_overlay_that_cannot_be_read_are_told_with_their_place() {
    let (world, _repository) = world("../private");
    world.write("../private/people/maria.md", "---\npower: [\n---\n");
    let output = world.hum(["check", "--format", "json"]).sound();
    let data = output.data();
    let findings = data["findings"].as_array().expect("a list");
    let paths: Vec<_> = findings.iter().map(|finding| &finding["path"]).collect();
    assert_eq!(paths, ["../private/people/maria.md"]);
}

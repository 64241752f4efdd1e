//! Presets: decision folders and risk registers that are there already, read as they are.

mod samples;

use humdrum::{
    model::{program::Program, role::Role},
    store::{Moment, Store},
};

use crate::world::World;
use samples::{MADR, NYGARD, REGISTER};

/// Returns a world with these files and a program that has a name and a preset and nothing else.
fn world(preset: &str, files: &[(&str, &str)]) -> World {
    let world = World::empty();
    world.write("program.yaml", format!("name: Shop\npreset: {preset}\n"));
    for (path, text) in files {
        world.write(path, text);
    }
    world
}

fn program(world: &World) -> Program {
    let store = Store::open(&world.work(), None).expect("it is a program");
    let config = store.config(Moment::Worktree).expect("usable settings");
    let program = store.program(&config, Moment::Worktree);
    program.expect("it can be read")
}

/// Returns the values of some roles of every record but the program's own: id, then what stands in each role.
fn table(program: &Program, roles: &[Role]) -> Vec<String> {
    let records = program.records.iter();
    let own = records.filter(|record| record.kind.name != "program");
    let line = |record: &humdrum::model::record::Record| {
        let values = roles.iter().map(|role| {
            let values = record.values(*role);
            let texts: Vec<&str> = values.iter().map(|value| &*value.text).collect();
            texts.join("+")
        });
        let mut parts = vec![record.id.to_string()];
        parts.extend(values);
        parts.join(" | ")
    };
    own.map(line).collect()
}

/// Asserts what `check` says of a whole program.
#[track_caller]
fn assert_check(world: &World, expected: &str) {
    let output = world.hum(["check"]).sound();
    assert_eq!(output.stdout, expected, "{output}");
}

#[test]
fn every_version_of_madr_is_read_as_it_is() {
    let world = world("madr", &MADR);
    let program = program(&world);
    assert!(program.unreadable.is_empty());
    let titles: Vec<_> = program
        .records
        .iter()
        .map(|record| record.title())
        .collect();
    assert_eq!(
        titles,
        [
            "Shop",
            "Write decisions down",
            "One queue for each team",
            "Keep the cache",
            "One queue for all",
            "Move to two regions"
        ]
    );
    assert_eq!(
        table(
            &program,
            &[
                Role::Status,
                Role::Decided,
                Role::Owner,
                Role::Contributors,
                Role::Informed,
                Role::SupersededBy
            ]
        ),
        [
            "ADR-0001 | accepted | 2021-03-04 | Maria Lopez+@lee |  |  | ",
            "ADR-0002 | superseded | 2023-05-02 | Maria Lopez+Kim | Lee Chen | everybody+support | ADR-0004",
            "ADR-0003 |  |  |  |  |  | ",
            "ADR-0004 | accepted | 2024-11-20 | Maria Lopez |  |  | ",
            "ADR-0005 | proposed | 2026-05-20 | Maria Lopez |  |  | ",
        ]
    );
    let releases = &program.config.releases;
    let first = program.find("ADR-0001").expect("it is there");
    assert_eq!(
        first.day(Role::Decided, releases),
        Some(jiff::civil::date(2021, 3, 4))
    );
    let kind = &first.kind;
    let path = kind.new.as_ref().expect("a new one has a place");
    assert_eq!(path.template(), "docs/decisions/{number:04}-{slug}.md");
    assert_check(&world, "6 records in 6 files: no findings\n");
}

#[test]
fn a_state_that_is_none_and_a_replacement_that_is_not_there_are_found_in_madr() {
    let mut files = MADR.to_vec();
    files.push((
        "docs/decisions/0006-use-carts.md",
        "---\nstatus: acepted\n---\n# Use carts\n",
    ));
    files.push((
        "docs/decisions/0007-use-trolleys.md",
        "---\nstatus: superseded by ADR-0099\n---\n# Use trolleys\n",
    ));
    let world = world("madr", &files);
    let output = world.hum(["check", "--format", "json"]).sound();
    let data = output.data();
    let findings = data["findings"].as_array().expect("a list");
    let words: Vec<String> = findings
        .iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            format!("{}: {} ({})", text("rule"), text("message"), text("help"))
        })
        .collect();
    assert_eq!(
        words,
        [
            "invalid-value: `status` is `acepted` (did you mean `accepted`?)",
            "dangling-ref: `status`: there is no record `ADR-0099` (write the id of a record that exists)",
        ]
    );
}

#[test]
fn folders_of_adr_tools_are_read_as_they_are() {
    for preset in ["nygard", "madr"] {
        let world = world(preset, &NYGARD);
        let program = program(&world);
        assert!(program.unreadable.is_empty(), "{preset}");
        assert_eq!(
            table(
                &program,
                &[
                    Role::Title,
                    Role::Status,
                    Role::Decided,
                    Role::SupersededBy,
                    Role::Supersedes,
                    Role::Related
                ]
            ),
            [
                "ADR-0001 | Write decisions down | accepted | 2016-02-12 |  |  | ",
                "ADR-0002 | Use plain files | superseded | 2016-02-13 | ADR-0003 |  | ",
                "ADR-0003 | Use one database | accepted | 2017-06-01 |  | ADR-0002 | ADR-0001",
            ],
            "{preset}"
        );
        assert_check(&world, "4 records in 4 files: no findings\n");
    }
}

#[test]
fn what_a_decision_replaced_is_told_from_history() {
    let world = world("nygard", &[]);
    let repository = world.repository();
    let [first, second, third] = NYGARD;
    let before = second.1.replace(
        "Superseded by [3. Use one database](0003-use-one-database.md)",
        "Accepted",
    );
    let settings = "name: Shop\npreset: nygard\n";
    repository
        .commit("Decide")
        .file("program.yaml", settings)
        .file(first.0, first.1)
        .file(second.0, before)
        .write();
    repository
        .commit("Use one database")
        .file(second.0, second.1)
        .file(third.0, third.1)
        .write();
    let output = world
        .hum(["diff", "HEAD~1..HEAD", "--format", "text"])
        .sound();
    insta::assert_snapshot!(output, @r"
    exit: 0
    --- stdout
    Shop: changes from HEAD~1 to HEAD
    ═════════════════════════════════

    Net. Decisions: 1 added, 1 changed.

    Decisions
    ─────────

    - ADR-0002 Use plain files: status accepted → superseded
    - ADR-0003 Use one database: decision added (accepted, decided 2017-06-01)

    Transitions
    ───────────

    Kind      Field   From      To          Count
    ────────  ──────  ────────  ──────────  ─────
    Decision  Status  Accepted  Superseded      1
    ");
}

#[test]
fn a_register_is_read_as_it_is() {
    let world = world("register", &[("risk-register.yaml", REGISTER)]);
    let program = program(&world);
    assert!(program.unreadable.is_empty());
    assert_eq!(
        table(
            &program,
            &[
                Role::Title,
                Role::Status,
                Role::Probability,
                Role::Impact,
                Role::Owner,
                Role::Response,
                Role::Due
            ]
        ),
        [
            "R-1 | Supplier cannot deliver in May | mitigating | 4 | 4 | Maria Lopez | Second supplier asked for an offer | 2026-06-12",
            "R-2 | Two teams change the same service | open | 2 | 3 | lee | accept | ",
            "R-3 | The licence runs out | closed | 1 | 5 |  |  | ",
        ]
    );
    assert_check(&world, "4 records in 2 files: no findings\n");
}

#[test]
fn registers_may_be_lists_or_maps_with_or_without_a_head() {
    let items = [
        ("risks.yaml", "- {id: R-1, title: One, status: open}\n"),
        ("risks.yaml", "R-1: {title: One, status: open}\n"),
        (
            "risks/register.yml",
            "owner: office\nrisks:\n  - {ID: R-1, Title: One, Status: Open}\n",
        ),
        ("register.yaml", "risks:\n  R-1: {name: One, status: NEW}\n"),
    ];
    for (path, text) in items {
        let world = world("register", &[(path, text)]);
        assert_eq!(
            table(&program(&world), &[Role::Title, Role::Status]),
            ["R-1 | One | open"],
            "{text}"
        );
        assert_check(&world, "2 records in 2 files: no findings\n");
    }
}

#[test]
fn a_scale_that_is_not_known_is_named_and_can_be_mapped() {
    let text = "- {id: R-1, title: One, status: open, likelihood: 80%, impact: 2}\n";
    let world = world("register", &[("risks.yaml", text)]);
    let output = world.hum(["check"]).sound();
    assert_eq!(output.code, Some(1), "{output}");
    assert!(output.stdout.contains("`likelihood` is `80%`"), "{output}");
    world.write(
        "program.yaml",
        "name: Shop\npreset: register\nkinds:\n  risk:\n    fields:\n      probability: {from: likelihood, map: {\"5\": [80%]}}\n",
    );
    assert_eq!(
        table(&program(&world), &[Role::Probability, Role::Impact]),
        ["R-1 | 5 | 2"]
    );
    assert_check(&world, "2 records in 2 files: no findings\n");
}

#[test]
fn presets_stand_beside_one_another_and_beside_a_plan() {
    let world = world("[madr, register]", &MADR);
    world.write("risks.yaml", REGISTER);
    assert_check(&world, "9 records in 7 files: no findings\n");
    world.write(
        "program.yaml",
        "name: Shop\nobjective: Sell more\nsponsor: dana\ntpm: maria\ntarget: 2026-12-18\npreset: [madr, register]\nbuiltin: [program, workstream]\n",
    );
    world.write(
        "workstreams/WS-1-shop.md",
        "---\ntitle: Shop\nstatus: proposed\nowner: sam\nobjective: A new shop\nlinks: []\n---\n\nWaits for [[ADR-0005]].\n",
    );
    assert_check(&world, "10 records in 8 files: no findings\n");
    // With a plan, the settings of a plan must be there.
    world.write(
        "program.yaml",
        "name: Shop\npreset: [madr, register]\nbuiltin: [program]\n",
    );
    let output = world.hum(["check"]).sound();
    assert_eq!(
        output.stdout.matches("missing-field").count(),
        5,
        "{output}"
    );
}

#[test]
fn a_program_changes_what_a_preset_says() {
    let world = world("madr", &[]);
    world.write(
        "program.yaml",
        "name: Shop\npreset: madr\nkinds:\n  decision:\n    sources:\n      - {include: [\"notes/*.md\"], extract: front-matter}\n    id: {file-name: '^(\\d+)', prefix: D-}\n",
    );
    world.write(
        "notes/7-carts.md",
        "---\nstatus: approved\n---\n# Use carts\n\n## Considered Options\n\n- Carts\n- Bags\n\n## Decision Outcome\n\nCarts.\n",
    );
    assert_eq!(table(&program(&world), &[Role::Status]), ["D-7 | accepted"]);
    assert_check(&world, "2 records in 2 files: no findings\n");
}

#[test]
fn presets_that_cannot_be_used_are_named_with_their_place() {
    let cases = [
        (
            "name: Shop\npreset: mdar\n",
            "2:1: there is no preset `mdar`\n  hint: did you mean `madr`?",
        ),
        (
            "name: Shop\npreset: [madr, togaf]\n",
            "2:16: there is no preset `togaf`\n  hint: write one of: madr, nygard, register",
        ),
        (
            "name: Shop\npreset: [madr, nygard]\n",
            "2:16: the presets `madr` and `nygard` both say where each decision is\n  hint: keep one of them; `kinds:` can add the files of the other",
        ),
        (
            "name: Shop\npreset: {madr: true}\n",
            "2:1: write one name, or a list of names\n  hint: see schema/program.schema.json, or run `hum explain invalid-value`",
        ),
    ];
    for (settings, expected) in cases {
        let world = World::empty();
        world.write("program.yaml", settings);
        let output = world.hum(["check"]).sound();
        assert_eq!(output.code, Some(2));
        assert_eq!(output.stderr, format!("error: program.yaml:{expected}\n"));
    }
}

#[test]
fn init_with_a_preset_writes_settings_alone() {
    let world = World::empty();
    let _repository = world.repository();
    for (path, text) in MADR {
        world.write(path, text);
    }
    let output = world
        .hum(["init", "--preset", "madr", "--name", "Shop"])
        .sound();
    assert_eq!(
        output.stdout,
        "  wrote  program.yaml\nType next:\n  hum check\n  git add . && git commit -m \"Start the program\"\n"
    );
    let text = std::fs::read_to_string(world.work().join("program.yaml")).expect("it is there");
    assert_eq!(text, "name: \"Shop\"\npreset: madr\n");
    assert_check(&world, "6 records in 6 files: no findings\n");
    let output = World::empty().hum(["init", "--preset", "mard"]).sound();
    assert_eq!(output.code, Some(2));
    assert_eq!(
        output.stderr,
        "error: there is no preset `mard`\n  hint: did you mean `madr`?\n"
    );
}

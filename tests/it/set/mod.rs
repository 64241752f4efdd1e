//! Fields, lists, sections and actions of records that are there.

mod form;
mod refused;

use crate::world::World;

/// A deliverable with everything that must stay as it is: comments, quotes, order, a blank line.
const DELIVERABLE: &str = "---\n# Agreed in May.\ntitle:   'API'  # the public one\nstatus: planned\nowner: maria\nworkstream: WS-1\n\ndue: 2026-09-01\nafter: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]\nestimate: [5, 8, 15]\ndone_when:\n  - One login works # tested\nx-cost: \"12\"\n---\n\n## Notes\n\nTBD\n";

const RISK: &str = "---\ntitle: Quota\nstatus: identified\nowner: maria\ntype: threat\ncause: a\nevent: b\neffect: c\naffects: [WS-1]\n---\n\n## Actions\n\n- [ ] @maria ask (due 2026-07-01) ^a1\n- [x] @dana pay\n";

fn world() -> World {
    let world = World::program();
    for name in ["maria", "dana"] {
        world.write(
            format!("people/{name}.md"),
            format!("---\nname: {name} L\n---\n"),
        );
    }
    world.write(
        "workstreams/WS-1-platform.md",
        "---\ntitle: Platform\nstatus: proposed\nowner: maria\nobjective: One\n---\n",
    );
    world.write("deliverables/DEL-1-api.md", DELIVERABLE);
    for number in [2, 3] {
        let text = format!(
            "---\ntitle: Part {number}\nstatus: proposed\nworkstream: WS-1\nowner: maria\n---\n"
        );
        world.write(format!("deliverables/DEL-{number}-part.md"), text);
    }
    world.write("risks/RISK-1-quota.md", RISK);
    world
}

/// Returns the lines of a file that a command changes: those that go, those that come.
#[track_caller]
fn lines(world: &World, path: &str, arguments: &[&str]) -> String {
    let before = world.read(path);
    let output = world.hum(arguments).sound();
    assert_eq!(output.code, Some(0), "{output}");
    let after = world.read(path);
    let other = |lines: &str, mark: &str, others: &str| -> String {
        let own = lines
            .lines()
            .filter(|line| !others.lines().any(|other| other == *line));
        own.map(|line| format!("{mark}{line}\n")).collect()
    };
    other(&before, "-", &after) + &other(&after, "+", &before)
}

#[test]
fn values_of_every_type_are_written_as_they_stand() {
    let world = world();
    let path = "deliverables/DEL-1-api.md";
    for (assignment, expected) in [
        (
            "title=One \"API\": all",
            "-title:   'API'  # the public one\n+title:   'One \"API\": all'  # the public one\n",
        ),
        ("due=2026-09-02", "-due: 2026-09-01\n+due: 2026-09-02\n"),
        ("due=today+14d", "-due: 2026-09-02\n+due: 2026-06-15\n"),
        ("owner=@dana", "-owner: maria\n+owner: dana\n"),
        (
            "estimate=3,5,8",
            "-estimate: [5, 8, 15]\n+estimate: [3, 5, 8]\n",
        ),
        (
            "after-=DEL-3",
            "-after: [DEL-2, {ref: DEL-3, type: SS, lag: 2}]\n+after: [DEL-2]\n",
        ),
        ("after+=DEL-3", "-after: [DEL-2]\n+after: [DEL-2, DEL-3]\n"),
        ("after=DEL-3", "-after: [DEL-2, DEL-3]\n+after: [DEL-3]\n"),
        (
            "done_when+=Logins take 1 s, EU and US",
            "+  - Logins take 1 s, EU and US\n",
        ),
        ("x-cost=", "-x-cost: \"12\"\n"),
        ("x-team=a: b", "+x-team: \"a: b\"\n"),
        ("health=🟢", "+health: on_track\n"),
        ("status=committed", "-status: planned\n+status: committed\n"),
        ("notes=Ask Dana.", "-TBD\n+Ask Dana.\n"),
        ("notes+=and Lee", "+- and Lee\n"),
    ] {
        assert_eq!(
            lines(&world, path, &["set", "DEL-1", assignment]),
            expected,
            "{assignment}"
        );
    }
    assert!(world.read(path).starts_with("---\n# Agreed in May.\n"));
}

#[test]
fn what_is_given_again_changes_no_byte() {
    let world = world();
    let before = world.files();
    let told = world.session(&[
        &[
            "set",
            "DEL-1",
            "title=API",
            "due=2026-09-01",
            "estimate=5,8,15",
            "after+=DEL-2",
            "x-cost=12",
            "health=",
        ],
        &["set", "RISK-1", "action+=@maria ask (due 2026-07-01)"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum set DEL-1 title=API due=2026-09-01 estimate=5,8,15 after+=DEL-2 x-cost=12 health=
    Nothing to change.

    $ hum set RISK-1 action+="@maria ask (due 2026-07-01)"
    Nothing to change.
    "#);
    assert!(world.files() == before);
}

#[test]
fn maps_within_a_record_are_made_and_taken_away_with_their_last_field() {
    let world = world();
    let path = "risks/RISK-1-quota.md";
    let set =
        |assignments: &[&str]| lines(&world, path, &[&["set", "RISK-1"], assignments].concat());
    assert_eq!(
        set(&["residual.impact=3", "residual.probability=2"]),
        "+residual:\n+  impact: 3\n+  probability: 2\n"
    );
    assert_eq!(set(&["residual.impact="]), "-  impact: 3\n");
    assert_eq!(
        set(&["residual.probability="]),
        "-residual:\n-  probability: 2\n"
    );
}

#[test]
fn line_ends_stay_as_they_are() {
    let world = world();
    world.write(
        "deliverables/DEL-1-api.md",
        DELIVERABLE.replace('\n', "\r\n"),
    );
    let output = world.hum([
        "set",
        "DEL-1",
        "due=2026-09-02",
        "after+=DEL-2",
        "x-new=1",
        "done_when+=Two",
        "notes=Ask.",
    ]);
    assert_eq!(output.code, Some(0), "{output}");
    let text = world.read("deliverables/DEL-1-api.md");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(
        text.contains("  - Two\r\n") && text.contains("\r\nAsk.\r\n"),
        "{text}"
    );
}

#[test]
fn actions_are_changed_by_their_address() {
    let world = world();
    let told = world.session(&[
        &["set", "RISK-1^a1", "done=yes"],
        &[
            "set",
            "RISK-1^a1",
            "state=open",
            "owner=@dana",
            "due=today+9d",
            "text=ask again",
        ],
        &["set", "risk-1^A1", "owner=", "due="],
        &[
            "set",
            "RISK-1",
            "action+=@maria write (due today+3d)",
            "action+=@dana sign",
        ],
        &["actions"],
    ]);
    insta::assert_snapshot!(told, @r#"
    $ hum set RISK-1^a1 done=yes
    RISK-1 Quota

    - action done: @maria ask

    Wrote risks/RISK-1-quota.md.

    $ hum set RISK-1^a1 state=open owner=@dana due=today+9d text="ask again"
    RISK-1 Quota

    - action reopened: @dana ask again (due 2026-06-10)
    - action moved: @dana ask again (due 2026-07-01 → 2026-06-10)
    - action handed over: @maria → @dana ask again (due 2026-06-10)
    - action reworded: @dana ask again (due 2026-06-10)

    Wrote risks/RISK-1-quota.md.

    $ hum set risk-1^A1 owner= due=
    RISK-1 Quota

    - action moved: ask again (due 2026-06-10 → no date)
    - action handed over: @dana → ask again

    Wrote risks/RISK-1-quota.md.

    $ hum set RISK-1 action+="@maria write (due today+3d)" action+="@dana sign"
    RISK-1 Quota

    - actions added: @maria write (due 2026-06-04), @dana sign

    Wrote risks/RISK-1-quota.md.

    $ hum actions
    State   Due         Owner   Action     Address    Section
    ──────  ──────────  ──────  ─────────  ─────────  ───────
    ○ open  2026-06-04  @maria  write      RISK-1^a2  Actions
    ○ open                      ask again  RISK-1^a1  Actions
    ○ open              @dana   sign       RISK-1^a3  Actions

    3 open actions.
    "#);
    insta::assert_snapshot!(world.read("risks/RISK-1-quota.md"), @"
    ---
    title: Quota
    status: identified
    owner: maria
    type: threat
    cause: a
    event: b
    effect: c
    affects: [WS-1]
    ---

    ## Actions

    - [ ] ask again ^a1
    - [x] @dana pay
    - [ ] @maria write (due 2026-06-04) ^a2
    - [ ] @dana sign ^a3
    ");
}

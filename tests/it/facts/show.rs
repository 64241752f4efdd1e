//! What `hum show` tells of the past of a record.

use insta::assert_snapshot;

use super::{RISK, deliverable, found, listed, program};
use crate::world::World;

/// Returns what history says of a record, as `hum show` tells it.
fn told(world: &World, arguments: &[&str]) -> String {
    let shown = world.hum([&["show"], arguments].concat()).sound();
    let (_, below) = shown
        .stdout
        .split_once("From history\n────────────\n\n")
        .expect("it has a past");
    below.split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn decisions_are_measured_by_their_days() {
    let (world, _) = program();
    let columns = "id,status,since,decision_latency,decision_debt";
    assert_snapshot!(listed(&world, &["decisions", "--columns", columns]), @"
    exit: 0
    --- stdout
    Id     Status    Since       Decision latency  Decision debt
    ─────  ────────  ──────────  ────────────────  ─────────────
    DEC-3  accepted  2026-02-20                46
    DEC-4  proposed  2026-01-05                               10

    2 decisions.
    ");
    assert_snapshot!(told(&world, &["DEC-3"]), @"
    - Status accepted since 2026-02-20
    - Last changed 2026-02-20 — Dana `003b92d253`; its file last 2026-05-27 — Maria `bbaf454e3f`
    - Decided within 46 days
    ");
    assert_snapshot!(told(&world, &["DEC-4"]), @"
    - Status proposed since 2026-01-05
    - No change of its own since it was added 2026-01-05 — Maria `68f5b55120`
    - ▲ stale: neither changed nor reviewed for 147 days; the limit is 7
    - ■ late: the decision was needed 10 days ago
    ");
}

#[test]
fn a_record_tells_what_history_says_of_it() {
    let (world, _) = program();
    assert_snapshot!(told(&world, &["DEL-7"]), @"
    - Baseline 2026-05-08 by DEC-3, since 2026-03-02; at first 2026-04-10; forecast ▲ +35 workdays
    - Due date or forecast moved later 9 times, 5 of them without a word
    - ■ slides day for day: 1 day a day over the last eight weeks
    - Status active since 2026-04-13
    - Health at risk since 2026-05-11, off track before; 2 changes in 90 days, 1 from on track to off
      track at once
    - Last changed 2026-05-25 — Sam `847af347d0`; its file last 2026-05-28 — Maria `849d29ca41`
    ");
    assert_snapshot!(told(&world, &["DEL-7", "--at", "2026-04-21"]), @"
    - Baseline 2026-05-08 by DEC-3, since 2026-03-02; at first 2026-04-10; forecast ▲ +10 workdays
    - Due date or forecast moved later 4 times, 2 of them without a word
    - Status active since 2026-04-13
    - Health on track since 2026-04-13
    - Last changed 2026-04-20 — Sam `2f12ddc686`
    ");
    assert_snapshot!(told(&world, &["RISK-1"]), @"
    - Status treating since 2026-01-05
    - No change of its own since it was added 2026-01-05 — Maria `68f5b55120`; its file last 2026-05-27
      — Maria `bbaf454e3f`
    - ▲ stale: neither changed nor reviewed for 147 days; the limit is 14
    ");
    let data = world.hum(["show", "DEL-7", "--format", "json"]).data();
    assert_snapshot!(serde_json::to_string_pretty(&data["history"]).expect("it is JSON"), @r#"
    {
      "added": {
        "date": "2026-01-05",
        "commit": "68f5b551205f99c73292dd8fce6a564566614b53",
        "author": "Maria"
      },
      "changed": {
        "date": "2026-05-25",
        "commit": "847af347d01a2426215b1e127884e1e5f4bb62e2",
        "author": "Sam"
      },
      "touched": {
        "date": "2026-05-28",
        "commit": "849d29ca41de34dcf594c6bbcbd27ed585434bf3",
        "author": "Maria"
      },
      "state_since": "2026-04-13",
      "baseline": {
        "field": "due",
        "due": "2026-05-08",
        "since": "2026-03-02",
        "by": "DEC-3"
      },
      "first_baseline": {
        "field": "due",
        "due": "2026-04-10",
        "since": "2026-01-12",
        "by": null
      },
      "slip": {
        "workdays": 35,
        "releases": null
      },
      "moves": 9,
      "silent_moves": 5,
      "velocity": 1.0,
      "health": {
        "since": "2026-05-11",
        "before": "off_track"
      },
      "flips": 2,
      "skips": 1,
      "staleness": {
        "since": "2026-05-25",
        "days": 7,
        "limit": 7,
        "stale": false
      },
      "decision_latency": null,
      "decision_debt": null
    }
    "#);
}

#[test]
fn a_record_that_is_in_no_commit_has_no_past() {
    let (world, _) = program();
    world.write("risks/RISK-2-new.md", RISK);
    let shown = world.hum(["show", "RISK-2"]).sound();
    assert!(!shown.stdout.contains("From history"), "{shown}");
    let data = world.hum(["show", "RISK-2", "--format", "json"]).data();
    assert_eq!(data["history"], serde_json::Value::Null);
    assert_eq!(found(&world, "no added"), "RISK-2");
}

#[test]
fn a_tag_makes_a_baseline_of_what_is_due() {
    let (world, repository) = program();
    let tip = repository.tip().expect("there are commits");
    let lines = "status: active\nhealth: at_risk\ndue: 2026-06-05\nforecast: 2026-06-26";
    let moved = repository
        .commit("Move the due date")
        .on("2026-05-29")
        .file("deliverables/DEL-7-auth-api.md", deliverable(lines))
        .write();
    let columns = [
        "deliverables",
        "--columns",
        "id,due,baseline,slip",
        "--format",
        "csv",
    ];
    let told = |world: &World| {
        let mut committed = columns.to_vec();
        committed.extend(["--at", "HEAD"]);
        listed(world, &committed).stdout.replace("\r\n", " ")
    };
    assert_eq!(
        told(&world),
        "Id,Due,Baseline,Slip DEL-7,2026-06-05,2026-05-08,35 "
    );
    // A tag of another name, and one beside the main line, say nothing.
    repository.tag("v1", moved);
    let aside = repository.commit("Aside").parents([tip]).on("2026-05-29");
    repository.tag("baseline/aside", aside.write_aside());
    assert_eq!(
        told(&world),
        "Id,Due,Baseline,Slip DEL-7,2026-06-05,2026-05-08,35 "
    );
    repository.tag("baseline/june", moved);
    assert_eq!(
        told(&world),
        "Id,Due,Baseline,Slip DEL-7,2026-06-05,2026-06-05,15 "
    );
    assert_snapshot!(self::told(&world, &["DEL-7", "--at", "HEAD"]).lines().next().unwrap_or_default(), @"- Baseline 2026-06-05 by baseline/june, since 2026-05-29; at first 2026-04-10; forecast");
    // What a decision says after the tag counts from then on.
    let decided = lines.replace("2026-06-05", "2026-06-12") + "\nrebaselined_by: [DEC-4]";
    repository
        .commit("Agree on another date")
        .on("2026-05-30")
        .file("deliverables/DEL-7-auth-api.md", deliverable(&decided))
        .write();
    assert_eq!(
        told(&world),
        "Id,Due,Baseline,Slip DEL-7,2026-06-12,2026-06-12,10 "
    );
}

//! What is to be typed, typed.

use crate::handoff::words;

use super::{DELIVERABLE, program};

/// Puts values where a command leaves them open, as somebody who knows them would.
fn filled(command: &str) -> Vec<String> {
    let words = words(command).into_iter().skip(1).map(|word| {
        let (name, open) = word.split_once('=').unwrap_or((&word, ""));
        let value = match name {
            "after+" | "affects+" | "blocks+" => "WS-1",
            "decisions+" => "DEC-1",
            "emails+" => "lee@atlas.example",
            "estimate" => "3,5,8",
            "probability" | "impact" | "impact_days" | "severity" | "cadence_days" => "3",
            "health" => "on_track",
            "response" => "mitigate",
            _ => "they say so",
        };
        let open = match open {
            "\u{2026}" | "\u{2026},\u{2026},\u{2026}" => value.to_owned(),
            _ => open
                .replace("@\u{2026}", "@sam")
                .replace("YYYY-MM-DD", "2026-06-30"),
        };
        match word.contains('=') {
            true => format!("{name}={}", open.replace('\u{2026}', "write it")),
            false => word.replace('\u{2026}', "Something new"),
        }
    });
    words.collect()
}

#[test]
fn every_command_can_be_typed() {
    let world = program();
    let risk = "---\ntitle: Late\nstatus: identified\nowner: lee\ntype: assumption\ncause: a\nevent: b\neffect: c\n---\n";
    let issue = "---\ntitle: Quarrel\nstatus: working\nowner: lee\ntype: conflict\n---\n";
    let meeting = "---\ntitle: Sync\ndate: 2026-05-04\npurpose: decide\nattendees: [lee]\n---\n\n## Agenda\n\nAll.\n";
    let person = "---\nname: Lee\nkey: true\n---\n";
    // Far enough away for a decision to come in time.
    let deliverable = DELIVERABLE.replace("2026-05-29", "2026-08-28");
    world.write("deliverables/DEL-1-api.md", deliverable);
    world.write("risks/RISK-1-late.md", risk);
    world.write("issues/ISS-1-quarrel.md", issue);
    world.write("meetings/MTG-2026-05-04-sync.md", meeting);
    world.write("people/lee.md", person);
    world.write("people/sam.md", "---\nname: Sam\n---\n");
    let ids = [
        "DEL-1",
        "DEC-1",
        "DEP-1",
        "WS-1",
        "RISK-1",
        "ISS-1",
        "MTG-2026-05-04-sync",
        "lee",
    ];
    let mut typed = 0;
    for id in ids {
        let data = world.hum(["probe", id, "--format", "json"]).data();
        for question in data["questions"].as_array().expect("a list") {
            let Some(command) = question["run"].as_str() else {
                assert_ne!(question["by_hand"], serde_json::Value::Null);
                continue;
            };
            if command.starts_with("hum update") {
                continue;
            }
            let mut arguments = filled(command);
            if arguments[0] == "set" {
                arguments.push("--dry-run".into());
            }
            let output = world.hum(&arguments).sound();
            assert_eq!(output.code, Some(0), "{command}: {arguments:?} {output}");
            assert!(
                !output.stdout.contains("Nothing to change"),
                "{command}: {output}"
            );
            typed += 1;
        }
    }
    assert!(typed >= 30, "only {typed} commands were typed");
}

#[test]
fn what_stands_in_a_file_does_nothing_in_a_shell() {
    let world = program();
    let hostile = DELIVERABLE
        .replace("@someone", "$(touch pwned)")
        .replace("DEL-99", "DEL-99;reboot");
    world.write("deliverables/DEL-1-api.md", hostile);
    let mut seen = 0;
    for arguments in [
        ["probe", "DEL-1", "--format", "json"],
        ["handoff", "$(touch pwned)", "--format", "json"],
    ] {
        let data = world.hum(arguments).data();
        let lists = [&data["questions"], &data["handovers"]].into_iter();
        let all = lists.filter_map(serde_json::Value::as_array).flatten();
        for command in all.filter_map(|one| one["run"].as_str()) {
            // Between single quotes a shell reads nothing.
            let bare: String = command.split('\'').step_by(2).collect();
            assert!(
                !bare.contains(['$', ';', '(']) || bare.contains("(due"),
                "{command}"
            );
            seen += usize::from(bare != command);
        }
    }
    assert!(seen >= 3, "only {seen} commands are quoted");
}

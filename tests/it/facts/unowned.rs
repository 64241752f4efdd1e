use crate::world::{PROGRAM, World};

#[test]
fn history_says_for_how_long_nobody_has_owned_something() {
    let world = World::empty();
    let repository = world.repository();
    let risk = |owner: &str| {
        format!(
            "---\ntitle: Late\nstatus: identified\n{owner}type: threat\ncause: A\nevent: B\neffect: C\naffects: [PROGRAM]\n---\n"
        )
    };
    let path = "risks/RISK-1-late.md";
    let first = repository.commit("Start").on("2026-05-01");
    let first = first.file("program.yaml", PROGRAM);
    first
        .file(path, risk("owner: lee\n"))
        .file("risks/RISK-2-late.md", risk("owner: TBD\n"))
        .write();
    let second = repository.commit("Lee is gone").on("2026-05-10");
    second.file(path, risk("")).write();
    // Who changes something else does not own it.
    let third = repository.commit("Words").on("2026-05-26");
    third
        .file(path, risk("").replace("Late", "Very late"))
        .file("risks/RISK-3-new.md", risk(""))
        .write();
    repository.check_out();
    let people = world.hum(["people", "--format", "json"]).data();
    let expected = serde_json::json!([
        { "id": "RISK-1", "days": 22 },
        { "id": "RISK-2", "days": 31 },
        { "id": "RISK-3", "days": 6 },
    ]);
    assert_eq!(people["unowned"], expected);
    let brief = world.hum(["brief", "--all", "--format", "json"]).data();
    let matters = brief["matters"].as_array().expect("a list").iter();
    let unowned = matters.filter(|matter| matter["sort"] == "Unowned");
    let told: Vec<String> = unowned
        .map(|matter| format!("{} {} {}", matter["id"], matter["what"], matter["next"]))
        .collect();
    assert_eq!(
        told,
        [
            "\"RISK-1\" \"nobody has owned it for 22 days\" \"hum set RISK-1 owner=@…\"",
            "\"RISK-2\" \"nobody has owned it for 31 days\" \"hum set RISK-2 owner=@…\"",
        ]
    );
}

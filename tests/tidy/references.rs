//! References of records: how each is written, where its target stands, and who refers to whom.

use std::fmt::Write;

use humdrum::model::{
    program::Program,
    reference::{Reference, references},
};

use crate::example;

/// Returns the references of a record, a line each: the form, the field, the target in its place, and the whole.
fn shown(program: &Program, id: &str) -> String {
    let record = program.find(id).expect("the record is there");
    let mut out = String::new();
    for found in references(program, record).iter() {
        let Reference {
            form,
            field,
            text,
            span,
            target,
        } = found;
        let file = &record.file.text;
        let (target, whole) = (target.slice(file), span.slice(file));
        let field = field.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{form:?} {field} {text} | {target} | {whole}");
    }
    out
}

const RISK: (&str, &str) = (
    "risks/RISK-12-quota.md",
    "---\ntitle: Quota\nstatus: identified\ntype: threat\ncause: A\nevent: B\neffect: C\n---\n",
);

const MARIA: (&str, &str) = (
    "people/maria.md",
    "---\nname: Maria Oliveira\nemails: [m@acme.example]\n---\n",
);

const PLATFORM: (&str, &str) = (
    "people/platform.md",
    "---\nname: Platform\ntype: team\nmembers: [maria]\n---\n",
);

#[test]
fn targets_in_fields_stand_without_what_is_around_them() {
    let work = "---\ntitle: API\nstatus: proposed\nworkstream: \"WS-1\"\nowner: \"@maria\"\nteam: platform\n\
        after:\n  - {ref: 'DEL-2', lag: 2}\n  - ../risks/RISK-12-quota.md#actions\n\
        forecast: TBD(@maria, 2026-05-01)\nneeds: [{what: A key, from: \"@acme/platform\"}, {what: TBD}]\n---\n";
    let program = example::program(&[("deliverables/DEL-1.md", work), RISK, MARIA]);
    let expected = "\
Field workstream WS-1 | WS-1 | \"WS-1\"
Field after DEL-2 | DEL-2 | 'DEL-2'
Field after ../risks/RISK-12-quota.md#actions | ../risks/RISK-12-quota.md | ../risks/RISK-12-quota.md#actions
Person owner maria | maria | \"@maria\"
Person forecast maria | maria | TBD(@maria, 2026-05-01)
Person needs.from acme/platform | acme/platform | \"@acme/platform\"
";
    assert_eq!(shown(&program, "DEL-1"), expected);
}

#[test]
fn values_that_stand_in_one_text_have_a_place_each() {
    let settings = "name: A\nobjective: B\nsponsor: \"@dana\"\ntpm: maria\ntarget: 2026-06-30\n\
        audiences: {exec: {update: exec, people: [dana, \"@vp-infra\"]}}\n\
        kinds:\n  task:\n    sources: [{include: [\"tasks/*.md\"], extract: front-matter}]\n\
        \x20   id: {file-name: '^(T-\\d+)'}\n    fields:\n      title: title\n\
        \x20     after: {from: after, split: \",\"}\n      informed: {from: informed, split: \" \"}\n";
    let task = "---\ntitle: T\nafter: T-1, T-11, T-1\ninformed: ann anna @ann\n---\n";
    let program = example::program(&[("program.yaml", settings), ("tasks/T-9.md", task)]);
    let record = program.find("T-9").expect("it is there");
    let places: Vec<(u32, String)> = references(&program, record)
        .iter()
        .map(|found| (found.target.start, found.text.clone()))
        .collect();
    let expected = [
        (20, "T-1"),
        (25, "T-11"),
        (31, "T-1"),
        (45, "ann"),
        (49, "anna"),
        (55, "ann"),
    ];
    assert_eq!(places, expected.map(|(at, text)| (at, text.to_owned())));
    let expected = "\
Person sponsor dana | dana | \"@dana\"
Person tpm maria | maria | maria
Person audiences.exec.people dana | dana | dana
Person audiences.exec.people vp-infra | vp-infra | \"@vp-infra\"
";
    assert_eq!(shown(&program, "PROGRAM"), expected);
}

#[test]
fn links_of_a_text_have_the_place_of_their_target() {
    let decision = "---\ntitle: Region\nstatus: needed\n---\n\
        See [RISK-12](../risks/RISK-12-quota.md#actions \"RISK-12\"), [[RISK-12]], [[RISK-12|the quota]],\n\
        [it][quota] and [spaces](<../risks/RISK-12-quota.md>), [out](https://example.org/RISK-12),\n\
        <https://example.org/RISK-12>, ![a picture](../a.png).\n\n\
        [quota]: ../risks/RISK-12-quota.md 'The risk'\n";
    let program = example::program(&[("decisions/DEC-1.md", decision), RISK]);
    let expected = "\
Link  ../risks/RISK-12-quota.md#actions | ../risks/RISK-12-quota.md | [RISK-12](../risks/RISK-12-quota.md#actions \"RISK-12\")
Wiki  RISK-12 | RISK-12 | [[RISK-12]]
Wiki  RISK-12 | RISK-12 | [[RISK-12|the quota]]
Link  ../risks/RISK-12-quota.md | ../risks/RISK-12-quota.md | [it][quota]
Link  ../risks/RISK-12-quota.md | ../risks/RISK-12-quota.md | [spaces](<../risks/RISK-12-quota.md>)
Id  RISK-12 | RISK-12 | RISK-12
";
    assert_eq!(shown(&program, "DEC-1"), expected);
}

#[test]
fn a_bare_id_is_a_reference_where_the_record_exists_and_it_stands_alone() {
    let decision = "---\ntitle: Region\nstatus: needed\n---\n\
        # On RISK-12\n\nSee RISK-12. RISK-12's owner, (RISK-12), **RISK-12**, RISK-12/DEL-99/RISK-12, RISK-12…\n\
        Not RISK-99, RISK-120, XRISK-12, RISK-12-quota, RISK-12b, risk-12, orion:RISK-12, maria, PROGRAM.\n\
        Not https://tracker.example/RISK-12 nor `RISK-12` nor a@RISK-12.example.\n\n\
        ```\nRISK-12 @maria\n```\n\n    RISK-12 as code\n\n<div>RISK-12</div>\n\n\
        - [ ] @maria asks @platform, @nobody and @Maria. (m@maria.example) ^RISK-12\n";
    let files = [("decisions/DEC-1.md", decision), RISK, MARIA, PLATFORM];
    let program = example::program(&files);
    let lines: String = shown(&program, "DEC-1");
    let ids = lines.lines().filter(|line| line.starts_with("Id "));
    assert_eq!(ids.count(), 9, "{lines}");
    let handles: Vec<&str> = lines
        .lines()
        .filter(|line| !line.starts_with("Id "))
        .collect();
    let expected = [
        "Handle  maria | maria | maria",
        "Handle  platform | platform | platform",
        "Handle  Maria | Maria | Maria",
    ];
    assert_eq!(handles, expected);
}

#[test]
fn backlinks_tell_who_refers_to_a_record_and_where() {
    let work = "---\ntitle: API\nstatus: proposed\nowner: maria\n---\nSee DEL-2 and RISK-12.\n";
    let other = "---\ntitle: Keys\nstatus: proposed\nafter: [DEL-1]\nowner: \"Maria Oliveira\"\n---\nDEL-2 is this.\n";
    let files = [
        ("deliverables/DEL-1.md", work),
        ("deliverables/DEL-2.md", other),
        RISK,
        MARIA,
        PLATFORM,
    ];
    let program = example::program(&files);
    let mut out = String::new();
    for (id, edges) in program.backlinks() {
        let _ = write!(out, "{id}:");
        for edge in edges {
            let place = edge.reference.field.as_deref().unwrap_or("text");
            let _ = write!(out, " {} ({place})", edge.from.id);
        }
        out.push('\n');
    }
    let expected = "\
DEL-1: DEL-2 (after)
DEL-2: DEL-1 (text)
RISK-12: DEL-1 (text)
maria: PROGRAM (tpm) DEL-1 (owner) DEL-2 (owner) platform (members)
";
    assert_eq!(out, expected);
}

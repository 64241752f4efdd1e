//! What its readers may not see is in no update: no name, no id, no link, and no count.

use proptest::prelude::*;
use serde_json::Value;

use super::update;
use crate::world::World;

const UPDATES: [&str; 4] = ["exec", "exec-short", "partner", "contributors"];
const LEVELS: [&str; 3] = ["public", "team", "private"];
const TEMPLATE: &str = "{{ facts|tojson }} {{ title }} {{ people|tojson }}";

/// One record of a program that chance made.
#[derive(Debug, Clone)]
struct Made {
    id: String,
    path: String,
    level: usize,
    title: String,
    before: String,
    after: String,
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const KINDS: [(&str, &str, &str); 5] = [
    (
        "WS",
        "workstreams",
        "status: active\nhealth: HEALTH\nobjective: Work\n",
    ),
    (
        "DEL",
        "deliverables",
        "status: committed\nworkstream: WS-1\ndue: 2026-05-0DAY\nforecast: 2026-05-1DAY\nafter: [REF]\ndone_when: [It runs REF]\n",
    ),
    (
        "RISK",
        "risks",
        "status: treating\ntype: threat\ncause: SAY\nevent: SAY\neffect: SAY\nprobability: DAY\nimpact: 4\nimpact_days: 8\nresponse: mitigate\naffects: [REF]\n",
    ),
    (
        "DEC",
        "decisions",
        "status: proposed\ndriver: sam\napprover: dana\ndecide_by: 2026-05-2DAY\naffects: [REF]\n",
    ),
    (
        "ISS",
        "issues",
        "status: open\ntype: blocker\nseverity: 2\nblocks: [REF]\nneeded_by: 2026-05-1DAY\n",
    ),
];

/// Returns records of every kind at every level, that name each other in fields and text. Where `apart`, those that more
/// people may see name none that fewer may.
fn made(seed: u64, apart: bool) -> Vec<Made> {
    let mut dice = Dice(seed);
    let mut records: Vec<(usize, usize, String, String)> = Vec::new();
    for (kind, (prefix, ..)) in KINDS.iter().enumerate() {
        for number in 1..=4 {
            let level = if kind == 0 && number == 1 {
                0
            } else {
                dice.below(3)
            };
            let id = format!("{prefix}-{number}");
            let title = format!("Zephyr{kind}{number} quartz{}", dice.below(1000));
            records.push((kind, level, id, title));
        }
    }
    let names = records.clone();
    records
        .into_iter()
        .map(|(kind, level, id, title)| {
            let others: Vec<&(usize, usize, String, String)> = names
                .iter()
                .filter(|other| other.2 != id && (!apart || other.1 <= level))
                .collect();
            let mut text = |is_after: bool| {
                let mut fill = |form: &str| filled(form, &others, &mut dice);
                let fields = fill(KINDS[kind].2);
                let body = fill(
                    "## Path to green\n\n- [ ] @lee see REF (due 2026-04-2DAY) ^a1\n\nGreen when REF is done; and SAY.\n\n## Latest\n\nAll is well. REF is not. SAY.\n\n## Options\n\n### A (recommended)\n\nREF costs nothing.\n\n### B\n\nNothing\n\n## Why\n\nBecause of REF. SAY.\n",
                );
                let visibility = LEVELS[level];
                let state = if is_after && kind == 3 {
                    fields.replace("status: proposed", "status: accepted\ndecided: 2026-04-20")
                } else {
                    fields
                };
                format!("---\ntitle: {title}\nowner: sam\nvisibility: {visibility}\n{state}---\n\n{body}")
            };
            let (before, after) = (text(false), text(true));
            let path = format!("{}/{id}-{}.md", KINDS[kind].1, title.to_lowercase().replace(' ', "-"));
            Made { id, path, level, title, before, after }
        })
        .collect()
}

/// Returns a form with words instead of its marks: the id and the title of other records, a health, a day.
fn filled(form: &str, others: &[&(usize, usize, String, String)], dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = form;
    while let Some(at) = rest.find(['R', 'S', 'H', 'D']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let health = dice.pick(&["on_track", "at_risk", "off_track"]);
        let marks = [
            ("REF", dice.pick(others).2.clone()),
            ("SAY", format!("it is so. {} is why", dice.pick(others).3)),
            ("HEALTH", (*health).to_owned()),
            ("DAY", (1 + dice.below(5)).to_string()),
        ];
        let mark = marks.into_iter().find(|(mark, _)| rest.starts_with(mark));
        let (mark, value) = mark.unwrap_or((&rest[..1], rest[..1].to_owned()));
        out.push_str(&value);
        rest = &rest[mark.len()..];
    }
    out + rest
}

/// Returns a program of records with two commits.
fn program(records: &[&Made]) -> World {
    let world = World::empty();
    let repository = world.repository();
    let audience = |level: &str, update: &str| {
        format!("  {level}-{update}: {{update: {update}, may_see: {level}, people: [sam]}}\n")
    };
    let mut settings = "name: Atlas\nobjective: It runs\nsponsor: dana\ntpm: maria\ntarget: 2026-06-01\nvisibility: public\naudiences:\n".to_owned();
    for level in LEVELS {
        settings.extend(UPDATES.map(|update| audience(level, update)));
        settings.push_str(&format!(
            "  {level}-template: {{template: t/all.md.jinja, may_see: {level}}}\n"
        ));
    }
    let person = |name: &str| format!("---\nname: {name}\n---\n");
    let mut first = repository
        .commit("Start")
        .on("2026-04-01")
        .file("program.yaml", &settings)
        .file("t/all.md.jinja", TEMPLATE)
        .file("people/sam.md", person("Sam"))
        .file("people/lee.md", person("Lee"))
        .file("people/dana.md", person("Dana"));
    for made in records {
        first = first.file(&made.path, &made.before);
    }
    first.write();
    // What a commit says is told too.
    let subject = records
        .iter()
        .map(|made| made.title.as_str())
        .collect::<Vec<_>>();
    let mut second = repository
        .commit(&format!("Move {}", subject.join(" and ")))
        .on("2026-04-20");
    for made in records {
        second = second.file(&made.path, &made.after);
    }
    second.write();
    repository.check_out();
    world
}

const RANGE: [&str; 4] = ["--since", "2026-04-02", "--at", "2026-04-21"];

fn has_word(text: &str, word: &str) -> bool {
    let edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_is_named(seed in any::<u64>()) {
        let records = made(seed, false);
        let all: Vec<&Made> = records.iter().collect();
        let world = program(&all);
        let mut seen = 0;
        // Who may see everything is in no danger.
        for (level, name) in LEVELS.iter().enumerate().take(2) {
            let updates = UPDATES.iter().chain(&["template"]);
            for update_name in updates {
                for format in ["html", "json"] {
                    let audience = format!("{name}-{update_name}");
                    let output = update(&world, &[&[audience.as_str(), "--format", format], &RANGE[..]].concat());
                    prop_assert_eq!(output.code, Some(0), "{}", output);
                    for made in &records {
                        let told = has_word(&output.stdout, &made.id) || output.stdout.contains(&made.title);
                        prop_assert!(!told || made.level <= level, "{} tells {} in {}\n{}", audience, made.id, format, output);
                        seen += usize::from(told);
                    }
                }
            }
        }
        prop_assert!(seen > 20, "{} mentions", seen);
    }

    #[test]
    fn what_is_hidden_counts_for_nothing(seed in any::<u64>()) {
        let records = made(seed, true);
        let all: Vec<&Made> = records.iter().collect();
        let with = program(&all);
        for (level, name) in LEVELS.iter().enumerate().take(2) {
            let visible: Vec<&Made> = records.iter().filter(|made| made.level <= level).collect();
            let without = program(&visible);
            for update_name in UPDATES {
                let audience = format!("{name}-{update_name}");
                let arguments = [&[audience.as_str(), "--context"], &RANGE[..]].concat();
                let read = |world: &World| {
                    let mut data: Value = update(world, &arguments).data();
                    for end in ["from", "to"] {
                        data[end]["commit"] = Value::Null;
                    }
                    // What the commits say differs, and so does since when all of it stood as it does.
                    for moved in data["facts"]["moved"].as_array_mut().into_iter().flatten() {
                        moved["why"] = Value::Null;
                    }
                    data["words"] = Value::Null;
                    for fact in ["since", "before"] {
                        data["facts"]["headline"][fact] = Value::Null;
                    }
                    data
                };
                let data = read(&with);
                prop_assert_eq!(&data, &read(&without), "{}", audience);
                // The words count what the data hold and no more: "Top risks (2 of 5)".
                let arguments = [&[audience.as_str(), "--format", "markdown"], &RANGE[..]].concat();
                let words = update(&with, &arguments).stdout;
                for (heading, fact) in [("## Changed", "changed"), ("## Top risks", "risks")] {
                    let mut lines = words.lines();
                    let line = lines.find(|line| line.starts_with(heading)).unwrap_or_default();
                    let Some((_, count)) = line.split_once(" of ") else { continue };
                    let held = data["facts"][fact].as_array().map_or(0, Vec::len);
                    prop_assert_eq!(count, format!("{held})"), "{}: {}", audience, line);
                }
            }
        }
    }
}

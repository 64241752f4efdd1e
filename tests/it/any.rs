//! Any change of the example program: undone, it leaves no trace; refused, it leaves every byte; made, it leaves no more
//! errors than there were.

use std::path::Path;

use humdrum::{
    model::{program::Program, record::Record, role::ValueType},
    store::{Moment, Store},
};

use crate::world::World;

/// Returns a world with the example program.
fn atlas() -> World {
    let world = World::empty();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/atlas/program");
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the example is there") {
            let path = entry.expect("the example is there").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&source).expect("it is inside");
            world.write(inside, std::fs::read(&path).expect("the example is there"));
        }
    }
    world
}

fn program(world: &World) -> Program {
    let store = Store::open(&world.work(), None).expect("it is a program");
    let config = store.config(Moment::Worktree).expect("usable settings");
    let program = store.program(&config, Moment::Worktree);
    program.expect("it can be read")
}

fn errors(world: &World) -> usize {
    let data = world.hum(["check", "--format", "json"]).data();
    let findings = data["findings"].as_array().expect("a list");
    let is_error = |one: &&serde_json::Value| one["level"] == "error";
    findings.iter().filter(is_error).count()
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    /// Returns one of several.
    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let at = usize::try_from(self.0 >> 33).ok()? % from.len().max(1);
        from.get(at)
    }
}

/// Returns an assignment to a field that the record has with one value, and the one that undoes it.
fn assignment(program: &Program, record: &Record, dice: &mut Dice) -> Option<(String, String)> {
    let fields: Vec<(&str, ValueType, String)> = record
        .kind
        .fields
        .iter()
        .flat_map(|field| field.paths.iter().map(move |path| (path.as_str(), field)))
        .filter_map(|(path, field)| {
            let text = record.at_path(path)?.text()?.to_owned();
            Some((path, field.value_type(), text))
        })
        .collect();
    let (path, value_type, old) = dice.pick(&fields)?;
    let others: Vec<String> = program
        .records
        .iter()
        .filter_map(|other| Some(other.at_path(path)?.text()?.to_owned()))
        .collect();
    let new = match value_type {
        ValueType::Text | ValueType::Date | ValueType::Number | ValueType::Person => {
            dice.pick(&others)?.clone()
        }
        _ => return None,
    };
    Some((format!("{path}={new}"), format!("{path}={old}")))
}

#[test]
fn any_assignment_is_undone_by_its_inverse_or_leaves_every_byte() {
    let world = atlas();
    let program = program(&world);
    let before = world.files();
    let mut dice = Dice(7);
    let (mut made, mut refused) = (0, 0);
    for _ in 0..14 {
        let record = dice.pick(&program.records).expect("there are records");
        let Some((assignment, inverse)) = assignment(&program, record, &mut dice) else {
            continue;
        };
        let output = world.hum(["set", &record.id, &assignment]).sound();
        if output.code == Some(2) {
            refused += 1;
        } else {
            made += 1;
            let undone = world.hum(["set", &record.id, &inverse]).sound();
            // A state that is left is not always one that can be entered again.
            if undone.code == Some(2) && undone.stderr.contains("does not become") {
                for (path, bytes) in &before {
                    std::fs::write(path, bytes).expect("the files are ours");
                }
            }
            let shown = format!("{} {assignment} {inverse}\n{output}{undone}", record.id);
            assert!(world.files() == before, "{shown}");
        }
        assert!(world.files() == before, "{} {assignment}", record.id);
    }
    assert!(made >= 4 && refused >= 1, "{made} made, {refused} refused");
}

#[test]
fn no_sequence_of_changes_leaves_more_errors_than_there_were() {
    let world = atlas();
    let mut dice = Dice(11);
    let mut before = errors(&world);
    let (mut made, mut refused) = (0, 0);
    for step in 0..12 {
        let program = program(&world);
        let record = dice.pick(&program.records).expect("there are records");
        let files = world.files();
        let output = match step % 3 {
            0 => world.hum(["mv", &record.id]),
            1 => {
                let kind = record.kind.name.as_str();
                world.hum(["new", kind, &format!("Step {step}"), "owner=@maria"])
            }
            _ => match assignment(&program, record, &mut dice) {
                Some((assignment, _)) => world.hum(["set", &record.id, &assignment]),
                None => continue,
            },
        }
        .sound();
        let after = errors(&world);
        assert!(after <= before, "{before} errors, then {after}:\n{output}");
        if output.code == Some(2) {
            refused += 1;
            assert!(world.files() == files, "{output}");
        } else {
            made += 1;
        }
        before = after;
    }
    assert!(made >= 4 && refused >= 1, "{made} made, {refused} refused");
}

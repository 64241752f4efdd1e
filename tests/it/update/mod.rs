//! Updates: what each audience gets, since when, and what is written down of it.

// What is written down as sent, and where the next update goes on.
mod cursor;
// Nothing that its readers may not see.
mod leak;
// What every update keeps to, on every day of the example program.
mod rubric;
// The words of each update.
mod shown;
// Words of a program's own.
mod template;
// Who was not told.
mod untold;

use crate::world::{Output, World};

/// Returns the example program at its end, with more audiences.
fn atlas() -> World {
    let world = World::empty();
    let output = world.hum(["demo", "."]).sound();
    assert_eq!(output.code, Some(0), "{output}");
    world
}

/// Returns the example program with lines added to its audiences, committed.
fn atlas_with(audiences: &str) -> World {
    let world = atlas();
    commit(&world, "2026-06-26", |_| {
        let settings = world.read("program.yaml");
        let marked = settings.replacen("\ncalendar:", &format!("{audiences}\ncalendar:"), 1);
        assert_ne!(settings, marked);
        vec![("program.yaml".into(), marked)]
    });
    world
}

/// Commits files on top of what is there, and checks them out.
fn commit(world: &World, day: &str, files: impl FnOnce(&World) -> Vec<(String, String)>) {
    let repository = world.opened();
    let files = files(world).into_iter();
    let commit = repository.commit("Change the plan").on(day);
    let commit = files.fold(commit, |commit, (path, text)| commit.file(path, text));
    commit.write();
    repository.check_out();
}

fn update(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["update"], arguments].concat()).sound()
}

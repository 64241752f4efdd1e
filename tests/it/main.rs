//! Everything that is tested from outside: the `hum` binary in a world of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write the files that the program is to read"
)]

// Any change of the example program, and the way back.
mod any;
// Who wrote what of a record.
mod blame;
// What needs the program manager today.
mod brief;
// Scripts for shells and what they are answered.
mod completions;
// Real repositories with known answers.
mod corpus;
// How a fact is worked out.
mod explain;
// Finding things: lists, one record, actions.
mod finding;
// What history says of each record.
mod facts;
// One way to write what may be written in several.
mod fmt;
// What somebody leaves behind.
mod handoff;
// What strangers write, in every format. Other systems have no such names of files.
#[cfg(unix)]
mod hostile;
// Which state, whose change, which date.
mod history;
// Links for readers without the repository.
mod links;
// What happened, commit by commit.
mod log;
// Man pages.
mod man;
// Other names for records, and every reference to them.
mod mv;
// Records from nothing.
mod new;
// From an empty folder to ten records, and what a wrong step is answered.
mod newcomer;
// When work can be finished.
mod schedule;
// What a branch changes in the plan.
mod review;
// Schemas, and the settings of editors.
mod schema;
// What a change introduces.
mod since;
// Fields, lists, sections and actions of records that are there.
mod set;
// Risks: the matrix, the largest, the burndown; and what may be one.
mod risks;
// Promises between teams.
mod deps;
// Decisions that wait, and how long others took.
mod decisions;
// What has to go one level up.
mod escalate;
// Dates that moved.
mod slips;
// Where the program stands.
mod status;
// What nobody was told of in time.
mod surprises;
// No file below this folder is forgotten.
mod tidy;
// Who there is, and how the program stands with them.
mod people;
// What is not clear yet.
mod probe;
// What only some people have, and what must never leave it.
mod overlay;
// What is left to do.
mod path;
// Files that are there already, read as they are.
mod presets;
// Facts over time.
mod trend;
// Input that is hostile, broken or odd.
mod trust;
// What each audience gets.
mod update;
// The world: a folder, an environment, repositories.
mod world;

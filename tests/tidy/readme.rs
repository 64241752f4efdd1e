//! What the README says about commands is what the program and the gate do.

use std::process::Command;

#[expect(
    clippy::disallowed_methods,
    reason = "a test reads the repository it is in"
)]
fn read(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the file is there")
}

#[test]
fn the_table_of_commands_is_that_of_the_help() {
    let readme = read("README.md");
    let told: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `hum ")?.split('`').next())
        .collect();
    let help = Command::new(env!("CARGO_BIN_EXE_hum"))
        .arg("--help")
        .output()
        .expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("help is text");
    let (_, commands) = help.split_once("Commands:\n").expect("a list of commands");
    let commands = commands.split("\n\n").next().unwrap_or_default();
    let known: Vec<&str> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(told, known);
}

#[test]
fn the_gate_runs_the_commands_of_the_readme() {
    let (readme, gate) = (read("README.md"), read(".ci/run"));
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(readme.contains(&format!("\n{command}\n")), "{command}");
        let locked = command
            .replace("cargo run", "cargo run --locked")
            .replace("cargo test", "cargo test --locked");
        assert!(gate.contains(&format!("\n{locked}\n")), "{locked}");
    }
}

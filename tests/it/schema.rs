//! `hum schema`, and what it tells editors.

use serde_json::Value;

use crate::world::{PROGRAM, World};

/// Returns a file of the work folder.
fn read(world: &World, path: &str) -> String {
    std::fs::read_to_string(world.work().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A program with one kind of its own: no built-in ones, so that the settings are short.
const OWN: &str = "\
builtin: [program, risk]
kinds:
  note:
    sources:
      - {include: [notes/*.yaml], exclude: [notes/old.yaml], extract: yaml-file}
      - {include: [log.yaml], extract: yaml-list}
    id: {file-name: '(.*)'}
    schema: schemas/note.json
    fields: {title: title, status: {from: state, map: {open: [new, 'to do']}}}
    states: {open: [open], done: [closed]}
  memo:
    sources: [{include: [memos/*.md], extract: front-matter}]
    id: {file-name: '(.*)'}
    fields: {title: title}
";

const NOTE: &str = r#"{"type": "object", "properties": {"state": {"description": "Where it stands.", "enum": ["open", "closed"]}}}"#;

fn own() -> World {
    let world = World::empty();
    world.write("program.yaml", format!("{PROGRAM}{OWN}"));
    world.write("schemas/note.json", NOTE);
    world
}

#[test]
fn a_built_in_schema_is_printed_as_it_was_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schema");
    for kind in ["program", "risk"] {
        let file = format!("{folder}/{kind}.schema.json");
        let written = std::fs::read_to_string(file).expect("the schema is there");
        for world in [World::empty(), World::program()] {
            let printed = world.hum(["schema", kind]);
            assert_eq!(
                (printed.code, printed.stdout.as_str()),
                (Some(0), written.as_str())
            );
        }
    }
}

#[test]
fn kinds_of_the_program_are_listed_and_printed() {
    let world = own();
    insta::assert_snapshot!(world.hum(["schema"]), @"
    exit: 0
    --- stdout
    program  program.schema.json  program.yaml
    risk     risk.schema.json     risks/**/*.md, risks/**/*.yaml
    note     schemas/note.json    notes/*.yaml, log.yaml
    memo     no schema            memos/*.md
    ");
    insta::assert_snapshot!(world.hum(["schema", "note"]), @r#"
    exit: 0
    --- stdout
    {
      "type": "object",
      "properties": {
        "state": {
          "description": "Where it stands.",
          "enum": [
            "open",
            "closed"
          ]
        }
      }
    }
    "#);
    insta::assert_snapshot!(world.hum(["schema", "memo"]), @"
    exit: 2
    --- stderr
    error: the kind `memo` has no schema
      hint: name a JSON Schema file under `kinds: memo: schema:` in program.yaml
    ");
    insta::assert_snapshot!(world.hum(["schema", "decision"]), @"
    exit: 2
    --- stderr
    error: there is no kind `decision`
      hint: use one of: program, risk, note, memo
    ");
}

#[test]
fn program_yaml_has_a_schema_where_nothing_else_has() {
    let world = World::empty();
    world.write("program.yaml", format!("{PROGRAM}builtin: []\n"));
    let printed = world.hum(["schema", "program"]);
    assert_eq!(printed.code, Some(0), "{printed}");
    assert!(
        printed.stdout.contains("\"title\": \"Program\""),
        "{printed}"
    );
}

#[test]
fn an_editor_gets_schemas_and_a_mapping() {
    let world = own();
    insta::assert_snapshot!(world.hum(["schema", "--install"]), @"
    exit: 0
    --- stdout
      wrote    .humdrum/schema/program.schema.json
      wrote    .humdrum/schema/risk.schema.json
      wrote    .humdrum/schema/note.schema.json
      wrote    .vscode/settings.json
    Install the extension redhat.vscode-yaml and open this folder.
    yaml-language-server completes and checks YAML files. It does not open Markdown files: their front matter is checked by `hum check`.
    Not mapped, for want of a schema or of a YAML document for each record: memo.
    ");
    insta::assert_snapshot!(read(&world, ".vscode/settings.json"), @r#"
    {
      "yaml.schemas": {
        ".humdrum/schema/program.schema.json": ["program.yaml"],
        ".humdrum/schema/risk.schema.json": ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"],
        ".humdrum/schema/note.schema.json": ["notes/*.yaml", "!notes/old.yaml"]
      }
    }
    "#);
    insta::assert_snapshot!(read(&world, ".humdrum/schema/note.schema.json"), @r#"
    {
      "$comment": "Written by hum schema --install. Run it again after a change of kinds.",
      "type": "object",
      "properties": {
        "state": {
          "description": "Where it stands.",
          "anyOf": [
            {
              "description": "Where it stands.",
              "enum": [
                "open",
                "closed"
              ]
            },
            {
              "type": "string",
              "pattern": "^(?:[Nn][Ee][Ww]|[Tt][Oo] [Dd][Oo])$"
            }
          ]
        }
      }
    }
    "#);
    let risk: Value = serde_json::from_str(&read(&world, ".humdrum/schema/risk.schema.json"))
        .expect("it is JSON");
    let printed: Value =
        serde_json::from_str(&world.hum(["schema", "risk"]).stdout).expect("it is JSON");
    assert_eq!(
        risk["properties"]["impact"],
        printed["properties"]["impact"]
    );
    assert_eq!(risk["additionalProperties"], false);
}

#[test]
fn a_second_run_changes_nothing_and_check_tells_what_is_old() {
    let world = own();
    insta::assert_snapshot!(world.hum(["schema", "--install", "--check"]), @"
    exit: 1
    --- stdout
      missing      .humdrum/schema/program.schema.json
      missing      .humdrum/schema/risk.schema.json
      missing      .humdrum/schema/note.schema.json
      missing      .vscode/settings.json
    Type `hum schema --install vscode` to write them.
    ");
    assert!(!world.work().join(".humdrum").exists());
    assert_eq!(world.hum(["schema", "--install"]).code, Some(0));
    let settings = read(&world, ".vscode/settings.json");
    insta::assert_snapshot!(world.hum(["schema", "--install"]), @"
    exit: 0
    --- stdout
      kept     .humdrum/schema/program.schema.json
      kept     .humdrum/schema/risk.schema.json
      kept     .humdrum/schema/note.schema.json
      kept     .vscode/settings.json
    Install the extension redhat.vscode-yaml and open this folder.
    yaml-language-server completes and checks YAML files. It does not open Markdown files: their front matter is checked by `hum check`.
    Not mapped, for want of a schema or of a YAML document for each record: memo.
    ");
    assert_eq!(read(&world, ".vscode/settings.json"), settings);
    insta::assert_snapshot!(world.hum(["schema", "--install", "--check"]), @"
    exit: 0
    --- stdout
    4 files are up to date
    ");
    world.write("schemas/note.json", NOTE.replace("closed", "done"));
    insta::assert_snapshot!(world.hum(["schema", "--install", "--check"]), @"
    exit: 1
    --- stdout
      out of date  .humdrum/schema/note.schema.json
    Type `hum schema --install vscode` to write them.
    ");
}

#[test]
fn settings_that_are_there_stay() {
    let world = own();
    let mine = "{\n  // mine\n  \"files.eol\": \"\\n\",\n  \"yaml.schemas\": {\"https://example.org/ci.json\": \"ci.yaml\"}, // theirs\n}\n";
    world.write(".vscode/settings.json", mine);
    assert_eq!(world.hum(["schema", "--install"]).code, Some(0));
    insta::assert_snapshot!(read(&world, ".vscode/settings.json"), @r#"
    {
      // mine
      "files.eol": "\n",
      "yaml.schemas": {
        "https://example.org/ci.json": "ci.yaml",
        ".humdrum/schema/program.schema.json": ["program.yaml"],
        ".humdrum/schema/risk.schema.json": ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"],
        ".humdrum/schema/note.schema.json": ["notes/*.yaml", "!notes/old.yaml"]
      }, // theirs
    }
    "#);
}

#[test]
fn settings_that_cannot_be_merged_are_left_and_the_lines_printed() {
    let world = own();
    world.write(".vscode/settings.json", "{\"yaml.schemas\": []}");
    insta::assert_snapshot!(world.hum(["schema", "--install"]), @r#"
    exit: 2
    --- stdout
      wrote    .humdrum/schema/program.schema.json
      wrote    .humdrum/schema/risk.schema.json
      wrote    .humdrum/schema/note.schema.json
    Add to the settings:
    {
      "yaml.schemas": {
        ".humdrum/schema/program.schema.json": ["program.yaml"],
        ".humdrum/schema/risk.schema.json": ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"],
        ".humdrum/schema/note.schema.json": ["notes/*.yaml", "!notes/old.yaml"]
      }
    }
    --- stderr
    error: .vscode/settings.json is left as it is: `yaml.schemas` is not an object
      hint: add the lines above to it yourself
    "#);
    assert_eq!(
        read(&world, ".vscode/settings.json"),
        "{\"yaml.schemas\": []}"
    );
    world.write(".helix/languages.toml", "[[language]]\nname = \"yaml\"\n");
    insta::assert_snapshot!(world.hum(["schema", "--install", "helix"]), @r#"
    exit: 2
    --- stdout
      kept     .humdrum/schema/program.schema.json
      kept     .humdrum/schema/risk.schema.json
      kept     .humdrum/schema/note.schema.json
    Add to the settings:
    # Written by hum schema --install helix.
    [language-server.yaml-language-server.config.yaml.schemas]
    ".humdrum/schema/program.schema.json" = ["program.yaml"]
    ".humdrum/schema/risk.schema.json" = ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"]
    ".humdrum/schema/note.schema.json" = ["notes/*.yaml", "!notes/old.yaml"]
    --- stderr
    error: .helix/languages.toml is left as it is: settings in TOML are not merged
      hint: add the lines above to it yourself
    "#);
    assert_eq!(
        read(&world, ".helix/languages.toml"),
        "[[language]]\nname = \"yaml\"\n"
    );
}

#[test]
fn other_editors_get_the_same_in_their_own_words() {
    let world = own();
    assert_eq!(world.hum(["schema", "--install", "zed"]).code, Some(0));
    insta::assert_snapshot!(read(&world, ".zed/settings.json"), @r#"
    {
      "lsp": {
        "yaml-language-server": {
          "settings": {
            "yaml": {
              "schemas": {
                ".humdrum/schema/program.schema.json": ["program.yaml"],
                ".humdrum/schema/risk.schema.json": ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"],
                ".humdrum/schema/note.schema.json": ["notes/*.yaml", "!notes/old.yaml"]
              }
            }
          }
        }
      }
    }
    "#);
    assert_eq!(world.hum(["schema", "--install", "helix"]).code, Some(0));
    insta::assert_snapshot!(read(&world, ".helix/languages.toml"), @r#"
    # Written by hum schema --install helix.
    [language-server.yaml-language-server.config.yaml.schemas]
    ".humdrum/schema/program.schema.json" = ["program.yaml"]
    ".humdrum/schema/risk.schema.json" = ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"]
    ".humdrum/schema/note.schema.json" = ["notes/*.yaml", "!notes/old.yaml"]
    "#);
    world.write("program.yaml", format!("{PROGRAM}builtin: [program]\n"));
    insta::assert_snapshot!(world.hum(["schema", "--install", "helix"]), @"
    exit: 0
    --- stdout
      kept     .humdrum/schema/program.schema.json
      kept     .helix/languages.toml
    Install yaml-language-server, then type `:lsp-restart`.
    yaml-language-server completes and checks YAML files. It does not open Markdown files: their front matter is checked by `hum check`.
    ");
    insta::assert_snapshot!(read(&world, ".helix/languages.toml"), @r#"
    # Written by hum schema --install helix.
    [language-server.yaml-language-server.config.yaml.schemas]
    ".humdrum/schema/program.schema.json" = ["program.yaml"]
    ".humdrum/schema/risk.schema.json" = ["risks/**/*.md", "risks/**/*.md.otter.{yml,yaml}", "!**/README.md", "!**/README.md.otter.{yml,yaml}", "risks/**/*.yaml"]
    ".humdrum/schema/note.schema.json" = ["notes/*.yaml", "!notes/old.yaml"]
    "#);
    insta::assert_snapshot!(world.hum(["schema", "--install", "neovim"]), @r#"
    exit: 0
    --- stdout
      kept     .humdrum/schema/program.schema.json
    Install yaml-language-server and add to init.lua:
    vim.lsp.config('yamlls', {
      settings = { yaml = { schemas = {
        [".humdrum/schema/program.schema.json"] = { "program.yaml" },
      } } },
    })
    otter.nvim hands front matter over: `:lua require('otter').activate({ 'yaml' })` in a Markdown file.
    yaml-language-server completes and checks YAML files. It does not open Markdown files: their front matter is checked by `hum check`.
    "#);
}

#[test]
fn a_program_in_a_folder_is_mapped_from_the_top_of_the_repository() {
    let world = World::empty();
    world.repository();
    world.write(
        "plan/program.yaml",
        format!("{PROGRAM}builtin: [program]\n"),
    );
    insta::assert_snapshot!(world.hum(["-C", "plan", "schema", "--install"]), @"
    exit: 0
    --- stdout
      wrote    plan/.humdrum/schema/program.schema.json
      wrote    .vscode/settings.json
    Install the extension redhat.vscode-yaml and open this folder.
    yaml-language-server completes and checks YAML files. It does not open Markdown files: their front matter is checked by `hum check`.
    ");
    insta::assert_snapshot!(read(&world, ".vscode/settings.json"), @r#"
    {
      "yaml.schemas": {
        "plan/.humdrum/schema/program.schema.json": ["plan/program.yaml"]
      }
    }
    "#);
    assert!(
        world
            .work()
            .join("plan/.humdrum/schema/program.schema.json")
            .is_file()
    );
}

#[test]
fn a_schema_of_somebody_else_is_not_overwritten() {
    let world = own();
    world.write(".humdrum/schema/risk.schema.json", "{}\n");
    insta::assert_snapshot!(world.hum(["schema", "--install"]), @"
    exit: 2
    --- stderr
    error: .humdrum/schema/risk.schema.json was not written by hum
      hint: move it to another folder; .humdrum/schema belongs to hum
    ");
    assert_eq!(read(&world, ".humdrum/schema/risk.schema.json"), "{}\n");
    assert!(!world.work().join(".vscode").exists());
}

#[test]
fn nothing_is_installed_outside_of_a_program() {
    insta::assert_snapshot!(World::empty().hum(["schema", "--install"]), @"
    exit: 2
    --- stderr
    error: there is no program.yaml in $WORLD/work or any folder above it
      hint: run `hum init` to start a program here, or give a folder with -C
    ");
    insta::assert_snapshot!(own().hum(["schema", "--check"]), @"
    exit: 2
    --- stderr
    error: the following required arguments were not provided:
      --install [<EDITOR>]

    Usage: hum schema --install [<EDITOR>] --check [KIND]

    For more information, try '--help'.
    ");
}

//! Metadata that is made to be misread.

use super::{RISK, check_with, program};

#[test]
fn aliases_that_repeat_each_other_are_counted_before_they_are_followed() {
    let mut bomb = String::from("title: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        let items = vec![alias; 9].join(", ");
        bomb.push_str(&format!("f{level}: &a{level} [{items}]\n"));
    }
    insta::assert_snapshot!(check_with("risks/RISK-2-bomb.yaml", bomb), @"
    exit: 1
    --- stdout
    error[unreadable-file]: more than 200000 values, counting what aliases repeat; the file is not read
     --> risks/RISK-2-bomb.yaml:6:53
      |
    6 | f5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
      |                                                     ^
      |
      = note: What is in this file is missing from every report.
      = help: split the file, or write the values out

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn an_alias_that_contains_itself_is_no_endless_loop() {
    insta::assert_snapshot!(check_with("risks/RISK-2-loop.yaml", "title: &a [*a]\n"), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the alias refers to a value that contains it
     --> risks/RISK-2-loop.yaml:1:12
      |
    1 | title: &a [*a]
      |            ^^
      |
      = note: What is in this file is missing from every report.

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn lists_in_lists_end_at_a_depth() {
    let deep = format!("title: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    insta::assert_snapshot!(check_with("risks/RISK-2-deep.yaml", deep), @"
    exit: 1
    --- stdout
    error[unreadable-file]: lists and maps are nested too deep; the file is not read
     --> risks/RISK-2-deep.yaml:1:72
      |
    1 | title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
      |                                                                        ^
      |
      = note: What is in this file is missing from every report.
      = help: write what is inside as fields or records of their own

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn maps_in_maps_end_at_a_depth() {
    let deep: String = (0..3_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    insta::assert_snapshot!(check_with("risks/RISK-2-deep.yaml", deep), @"
    exit: 1
    --- stdout
    error[unreadable-file]: lists and maps are nested too deep; the file is not read
      --> risks/RISK-2-deep.yaml:65:65
       |
    65 | ...                   a:
       |                       ^
       |
       = note: What is in this file is missing from every report.
       = help: write what is inside as fields or records of their own

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn a_field_given_twice_is_told_with_both_places() {
    let twice = RISK.replace("event:", "title: Other\nevent:");
    insta::assert_snapshot!(check_with("risks/RISK-2-twice.md", twice), @"
    exit: 1
    --- stdout
    error[ambiguous-metadata]: the field `title` is given twice
     --> risks/RISK-2-twice.md:6:1
      |
    2 | title: Quota
      | ----- first given here; this one counts
    ...
    6 | title: Other
      | ^^^^^
      |
      = note: Two readers of this file would see two different records.
      = help: keep one of them

    To read about a rule, type:
      hum explain ambiguous-metadata

    1 error in 4 records (4 files)
    ");
}

#[test]
fn a_second_document_in_one_file_is_told_and_not_read() {
    let two = "title: One\n---\ntitle: Two\n";
    insta::assert_snapshot!(check_with("risks/RISK-2-two.yaml", two), @"
    exit: 1
    --- stdout
    error[missing-field]: the field `cause` is missing
     --> risks/RISK-2-two.yaml:1:1
      |
    1 | title: One
      | ^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `cause: …`, for example `cause: The cloud quota needs an approval outside the program.`

    error[missing-field]: the field `effect` is missing
     --> risks/RISK-2-two.yaml:1:1
      |
    1 | title: One
      | ^^^^^
      |
      = help: add `effect: …`, for example `effect: Load tests start late and general availability moves by 10 workdays.`

    error[missing-field]: the field `event` is missing
     --> risks/RISK-2-two.yaml:1:1
      |
    1 | title: One
      | ^^^^^
      |
      = help: add `event: …`, for example `event: The approval is not given by 2026-06-05.`

    error[missing-field]: the field `status` is missing
     --> risks/RISK-2-two.yaml:1:1
      |
    1 | title: One
      | ^^^^^
      |
      = help: add `status: …`, for example `status: treating`

    error[missing-field]: the field `type` is missing
     --> risks/RISK-2-two.yaml:1:1
      |
    1 | title: One
      | ^^^^^
      |
      = help: add `type: …`, for example `type: threat`

    warning[orphan]: RISK-2 refers to no record, and no record refers to it
     --> risks/RISK-2-two.yaml:1:8
      |
    1 | title: One
      |        ^^^
      |
      = note: What belongs to nothing is looked after by nobody.
      = help: add `affects: …`, what it affects

    error[ambiguous-metadata]: a second YAML document starts here; it is not read
     --> risks/RISK-2-two.yaml:2:1
      |
    2 | ---
      | ^^^
      |
      = note: Two readers of this file would see two different records.
      = help: keep one document in each file: remove the `---` line or move what follows to a file of its own

    To read about a rule, type:
      hum explain ambiguous-metadata
      hum explain missing-field
      hum explain orphan

    6 errors, 1 warning in 4 records (4 files)
    ");
}

#[test]
fn tags_and_merge_keys_are_told() {
    let tagged = "title: !!python/object:os.system x\ntags: !secret [a]\n<<: {event: y}\n";
    let world = program();
    world.write("risks/RISK-2-tags.yaml", tagged);
    let arguments = [
        "check",
        "-A",
        "missing-field",
        "-A",
        "unknown-field",
        "-A",
        "orphan",
    ];
    insta::assert_snapshot!(world.hum(arguments).sound(), @"
    exit: 1
    --- stdout
    error[ambiguous-metadata]: the YAML tag `!!python/object:os.system` is not supported
     --> risks/RISK-2-tags.yaml:1:34
      |
    1 | title: !!python/object:os.system x
      |                                  ^
      |
      = note: Two readers of this file would see two different records.
      = help: remove the tag

    error[ambiguous-metadata]: the YAML tag `!secret` is not supported
     --> risks/RISK-2-tags.yaml:2:15
      |
    2 | tags: !secret [a]
      |               ^
      |
      = help: remove the tag

    error[ambiguous-metadata]: YAML merge keys (`<<`) are not supported
     --> risks/RISK-2-tags.yaml:3:1
      |
    3 | <<: {event: y}
      | ^^
      |
      = help: repeat the fields, or use an alias as the value of one field

    To read about a rule, type:
      hum explain ambiguous-metadata

    3 errors in 4 records (4 files)
    ");
}

#[test]
fn settings_that_cannot_be_read_stop_the_command_with_their_place() {
    let world = program();
    world.write("program.yaml", "name: Atlas\nobjective: [\n");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 2
    --- stderr
    error: program.yaml:2:12: this is not YAML: unclosed bracket '['
      hint: check the indentation and quotes of this line and the one before it
    ");
    world.write("program.yaml", b"name: \xff\n");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 2
    --- stderr
    error: program.yaml: the file is not UTF-8: byte 0xff on line 1
    ");
    world.write("program.yaml", "");
    insta::assert_snapshot!(world.hum(["check"]).sound(), @"
    exit: 2
    --- stderr
    error: program.yaml:1:1: program.yaml is not a map of fields
      hint: start with `name: …`, or run `hum init`
    ");
}

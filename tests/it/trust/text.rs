//! What stands in a file, whatever its format.

use super::{RISK, check_with};

#[test]
fn quotes_and_lists_in_markdown_end_too() {
    let body = format!("{RISK}{}\n{}x\n", "> ".repeat(50_000), "[".repeat(50_000));
    insta::assert_snapshot!(check_with("risks/RISK-2-quotes.md", body), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    ");
}

#[test]
fn a_file_of_nine_mebibytes_is_not_read() {
    let large = format!("{RISK}{}", "a line of text.\n".repeat(9 << 16));
    assert_eq!(large.len() - RISK.len(), 9 << 20);
    insta::assert_snapshot!(check_with("risks/RISK-2-large.md", large), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is larger than 8 MiB and not read
    --> risks/RISK-2-large.md
     = note: What is in this file is missing from every report.
     = help: split it into several files

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_line() {
    let broken = [RISK.as_bytes(), b"A line.\n\xff\xfe\n"].concat();
    insta::assert_snapshot!(check_with("risks/RISK-2-bytes.md", broken), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file is not UTF-8: byte 0xff on line 11
    --> risks/RISK-2-bytes.md
     = note: What is in this file is missing from every report.
     = help: save the file as UTF-8

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn a_nul_byte_does_not_cut_a_value_off() {
    let with_nul = RISK.replace("title: Quota", "title: Qu\0ota");
    insta::assert_snapshot!(check_with("risks/RISK-2-nul.md", with_nul), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the character U+0000 is not allowed in YAML
     --> risks/RISK-2-nul.md:2:10
      |
    2 | title: Qu�ota
      |          ^
      |
      = note: What is in this file is missing from every report.
      = help: remove it; editors may not show it

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn text_that_steers_a_terminal_is_printed_as_harmless_signs() {
    let with_escape = RISK.replace("status: identified", "status: \"\u{1b}[31mred\u{202e}\"");
    insta::assert_snapshot!(check_with("risks/RISK-2-escape.md", with_escape), @r#"
    exit: 1
    --- stdout
    error[unreadable-file]: the character U+001B is not allowed in YAML
     --> risks/RISK-2-escape.md:3:10
      |
    3 | status: "�[31mred�"
      |          ^
      |
      = note: What is in this file is missing from every report.
      = help: remove it; editors may not show it

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    "#);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", RISK.replace('\n', "\r\n"));
    insta::assert_snapshot!(check_with("risks/RISK-2-windows.md", windows), @"
    exit: 0
    --- stdout
    4 records in 4 files: no findings
    ");
}

#[test]
fn lines_are_counted_right_in_a_file_with_windows_line_ends() {
    let windows = RISK.replace("WS-1", "WS-9").replace('\n', "\r\n");
    insta::assert_snapshot!(check_with("risks/RISK-2-windows.md", windows), @"
    exit: 1
    --- stdout
    error[dangling-ref]: `affects`: there is no record `WS-9`
     --> risks/RISK-2-windows.md:8:11
      |
    8 | affects: [WS-9]
      |           ^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    1 error in 4 records (4 files)
    ");
}

#[test]
fn an_empty_file_is_no_record() {
    insta::assert_snapshot!(check_with("risks/RISK-2-empty.md", ""), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the file has no metadata of a risk
    --> risks/RISK-2-empty.md
     = note: What is in this file is missing from every report.
     = help: add front matter between two `---` lines at the top, or move the file out of this folder

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
    insta::assert_snapshot!(check_with("risks/RISK-2-empty.yaml", ""), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the metadata is not a map of fields
    --> risks/RISK-2-empty.yaml
     = note: What is in this file is missing from every report.
     = help: write one `name: value` on each line

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
    insta::assert_snapshot!(check_with("risks/RISK-2-comment.yaml", "# Nothing yet.\n"), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the metadata is not a map of fields
    --> risks/RISK-2-comment.yaml
     = note: What is in this file is missing from every report.
     = help: write one `name: value` on each line

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
    insta::assert_snapshot!(check_with("risks/RISK-2-fences.md", "---\n---\n"), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the metadata is not a map of fields
     --> risks/RISK-2-fences.md:2:1
      |
    2 | ---
      | ^
      |
      = note: What is in this file is missing from every report.
      = help: write one `name: value` on each line

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

#[test]
fn front_matter_that_is_never_closed_is_told_at_its_first_line() {
    let open = RISK.trim_end().trim_end_matches("---");
    insta::assert_snapshot!(check_with("risks/RISK-2-open.md", open), @"
    exit: 1
    --- stdout
    error[unreadable-file]: the front matter is opened here and never closed
     --> risks/RISK-2-open.md:1:1
      |
    1 | ---
      | ^^^
      |
      = note: What is in this file is missing from every report.
      = help: add a line `---` below the last field

    To read about a rule, type:
      hum explain unreadable-file

    1 error in 3 records (4 files)
    ");
}

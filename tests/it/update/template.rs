use super::{atlas, commit, update};
use crate::world::{Output, World};

/// Returns the example program with one audience whose update comes from a template, and with files.
fn world(template: &str, files: &[(&str, &str)]) -> World {
    let world = atlas();
    commit(&world, "2026-06-26", |world| {
        let settings = world.read("program.yaml");
        let audience = format!("  board: {{template: {template}}}\n\ncalendar:");
        let settings = settings.replacen("\ncalendar:", &audience, 1);
        let files = files
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()));
        files
            .chain([("program.yaml".to_owned(), settings)])
            .collect()
    });
    world
}

fn board(world: &World, arguments: &[&str]) -> Output {
    let since = ["board", "--since", "2026-06-12", "--as-of", "2026-06-26"];
    update(world, &[&since[..], arguments].concat())
}

fn filled(template: &str, text: &str) -> Output {
    let path = format!("templates/{template}");
    board(&world(&path, &[(&path, text)]), &[])
}

const MARKDOWN: &str = "\
# {{ title }}

{% for risk in facts.risks[:2] %}
1. **{{ risk.title }}** ([{{ risk.id }}]({{ risk.path }})), {{ risk.owner }}
{% else %}
No risks.
{% endfor %}

| Decision | By |
|---|---|
{% for decision in facts.decisions %}
| {{ decision.title }} | {{ decision.decide_by }} |
{% endfor %}
{% include \"foot.md.jinja\" %}
";

#[test]
fn a_template_in_markdown_is_every_format() {
    let files = [
        ("templates/board.md.jinja", MARKDOWN),
        (
            "templates/foot.md.jinja",
            "\n*{{ program }}* for {{ audience }}\n",
        ),
    ];
    let world = world("templates/board.md.jinja", &files);
    insta::assert_snapshot!(board(&world, &[]), @"
    exit: 0
    --- stdout
    # Atlas migration: update 2026-06-26

    1. **Too few on-call engineers if cut-over falls in August** ([RISK-10](risks/RISK-10-august-leave.md)), @aisha
    1. **The PCI DSS report arrives after 2026-07-17** ([RISK-9](risks/RISK-9-assessor-report.md)), @priya

    | Decision | By |
    |---|---|
    | Which closed years have to move before GA | 2026-06-30 |

    *Atlas migration* for board
    ");
    insta::assert_snapshot!(board(&world, &["--format", "slack"]), @"
    exit: 0
    --- stdout
    *Atlas migration: update 2026-06-26*

    • Too few on-call engineers if cut-over falls in August (RISK-10), @aisha
    • The PCI DSS report arrives after 2026-07-17 (RISK-9), @priya

    ```
    Decision                                   By
    ─────────────────────────────────────────  ──────────
    Which closed years have to move before GA  2026-06-30
    ```

    Atlas migration for board
    ");
    insta::assert_snapshot!(board(&world, &["--format", "text"]), @"
    exit: 0
    --- stdout
    Atlas migration: update 2026-06-26
    ══════════════════════════════════

    - Too few on-call engineers if cut-over falls in August (RISK-10), @aisha
    - The PCI DSS report arrives after 2026-07-17 (RISK-9), @priya

    Decision                                   By
    ─────────────────────────────────────────  ──────────
    Which closed years have to move before GA  2026-06-30

    Atlas migration for board
    ");
}

#[test]
fn values_mean_nothing_where_they_stand() {
    let name = "A | <b>&*_[x](javascript:1)`";
    let retitle = |world: &World| {
        commit(world, "2026-06-26", |world| {
            let path = "decisions/DEC-7-closed-years.md";
            let old = world.read(path);
            let title = old
                .lines()
                .find(|line| line.starts_with("title:"))
                .expect("a title");
            vec![(path.into(), old.replace(title, &format!("title: '{name}'")))]
        });
    };
    let text = "{{ facts.decisions[0].title }}\n";
    for (ending, expected) in [
        ("md", "A \\| &lt;b&gt;&\\*\\_\\[x\\](javascript:1)\\`\n"),
        ("html", "A | &lt;b&gt;&amp;*_[x](javascript:1)`\n"),
        ("slack", "A | &lt;b&gt;&amp;*_[x](javascript:1)`\n"),
        ("txt", "A | <b>&*_[x](javascript:1)`\n"),
    ] {
        let path = format!("templates/board.{ending}.jinja");
        let world = world(&path, &[(&path, text)]);
        retitle(&world);
        assert_eq!(board(&world, &[]).stdout, expected);
    }
}

#[test]
fn a_mistake_is_told_with_its_line() {
    insta::assert_snapshot!(filled("board.md.jinja", "one\n{{ facts.rsks }}\n"), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:2: the data have no such value
      hint: `hum update AUDIENCE --context` prints the data
    ");
    insta::assert_snapshot!(filled("board.md.jinja", "one\n\n{% for x in %}\n"), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:3: syntax error: unexpected end of block
      hint: see https://docs.rs/minijinja/latest/minijinja/syntax
    ");
    insta::assert_snapshot!(filled("board.md.jinja", "{{ facts.risks }}\n"), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:1: invalid operation: a list or an object cannot be written; loop over it or name one of its values
      hint: see https://docs.rs/minijinja/latest/minijinja/syntax
    ");
    insta::assert_snapshot!(filled("board.md.jinja", "{% include 'gone.md.jinja' %}\n"), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:1: there is no such template: tried to include non-existing template 'gone.md.jinja'
      hint: templates include files of their own folder, by name
    ");
    insta::assert_snapshot!(filled("board.jinja", "x"), @"
    exit: 2
    --- stderr
    error: templates/board.jinja: the name does not say what the template writes
      hint: let the name end in one of: .html.jinja, .md.jinja, .slack.jinja, .txt.jinja
    ");
    let world = world("templates/gone.md.jinja", &[]);
    insta::assert_snapshot!(board(&world, &[]), @"
    exit: 2
    --- stderr
    error: templates/gone.md.jinja: there is no such template
      hint: give the path from the folder of program.yaml, and commit the file
    ");
}

#[test]
fn the_data_are_printed_though_the_template_is_wrong() {
    let path = "templates/board.md.jinja";
    let world = world(path, &[(path, "{{ facts.rsks }}")]);
    assert_eq!(board(&world, &[]).code, Some(2));
    let data = board(&world, &["--context"]).data();
    assert_eq!(data["facts"]["risks"][0]["id"], "RISK-10");
}

#[test]
fn a_template_reads_its_folder_and_nothing_else_and_ends() {
    for text in [
        "{% include '../program.yaml' %}",
        "{% include '/etc/passwd' %}",
        "{% include '../../../../../../etc/passwd' %}",
    ] {
        let output = filled("board.md.jinja", text);
        assert_eq!(output.code, Some(2), "{output}");
        assert!(
            output.stderr.contains("there is no such template"),
            "{output}"
        );
    }
    let endless =
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}";
    insta::assert_snapshot!(filled("board.md.jinja", endless), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:1: the template runs for too long
      hint: loop over fewer values
    ");
    insta::assert_snapshot!(filled("board.md.jinja", "{% include 'board.md.jinja' %}"), @"
    exit: 2
    --- stderr
    error: templates/board.md.jinja:1: templates include themselves
      hint: take the include out
    ");
    let long = "{% set t = 'xxxxxxxxxxxxxxxx' %}{% for a in range(9) %}{% set t = t ~ t %}{{ t * 100000 }}{% endfor %}";
    let output = filled("board.md.jinja", long);
    assert_eq!(output.code, Some(2), "{output}");
}

#[test]
fn other_formats_come_from_markdown_alone() {
    let path = "templates/board.html.jinja";
    let world = world(path, &[(path, "<p>{{ title }}</p>\n")]);
    assert_eq!(
        board(&world, &[]).stdout,
        "<p>Atlas migration: update 2026-06-26</p>\n"
    );
    insta::assert_snapshot!(board(&world, &["--format", "slack"]), @"
    exit: 2
    --- stderr
    error: the template writes html, not slack
      hint: write --format html, or a template that ends in .md.jinja
    ");
    let data = board(&world, &["--context"]).data();
    assert_eq!(data["update"], path);
    assert_eq!(data["facts"]["decisions"][0]["id"], "DEC-7");
}

#[test]
fn the_example_for_a_board() {
    let text = include_str!("../../../examples/templates/board.md.jinja");
    let path = "templates/board.md.jinja";
    let world = world(path, &[(path, text)]);
    let line = ["--so-what", "One answer is needed by Tuesday."];
    insta::assert_snapshot!(board(&world, &line), @"
    exit: 0
    --- stdout
    # Atlas migration: update 2026-06-26

    Atlas migration is to be finished on 2026-07-31 and is forecast for 2026-08-14.

    ## To decide

    - **Which closed years have to move before GA** — @dana, by 2026-06-30 ([DEC-7](decisions/DEC-7-closed-years.md))
      Recommended: Move 2019 to 2022 after GA. No cost. GA 2026-07-31.

    ## What changed since 2026-06-12

    - Copy of the closed years: forecast moved 2026-07-14 → 2026-07-27, +9 workdays ([DEL-6](deliverables/DEL-6-ledger-backfill.md))
    - Too few on-call engineers if cut-over falls in August: new risk ([RISK-10](risks/RISK-10-august-leave.md))
    - The copy of the closed years cannot be made faster: escalated to @dana ([ISS-4](issues/ISS-4-copy-rate.md))
    - Load test at twice the December peak: delivered on time ([DEL-3](deliverables/DEL-3-load-test.md))

    ## Risks

    | Risk | Workdays | What is done | Owner |
    |---|---|---|---|
    | Too few on-call engineers if cut-over falls in August ([RISK-10](risks/RISK-10-august-leave.md)) | 5.0 | mitigate | @aisha |
    | The PCI DSS report arrives after 2026-07-17 ([RISK-9](risks/RISK-9-assessor-report.md)) | 5.0 | mitigate | @priya |
    | The acquirer takes files from the cloud without a new certification ([RISK-6](risks/RISK-6-acquirer-certification.md)) | 20.0 | mitigate | @kim |
    | A storage array at Northgate fails before cut-over ([RISK-7](risks/RISK-7-storage-array.md)) | 15.0 | accept | @sam |

    One answer is needed by Tuesday. — @maria
    ");
}

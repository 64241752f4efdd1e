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
    insta::assert_snapshot!(board(&world, &[]), @"");
    insta::assert_snapshot!(board(&world, &["--format", "slack"]), @"");
    insta::assert_snapshot!(board(&world, &["--format", "text"]), @"");
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
    insta::assert_snapshot!(filled("board.md.jinja", "one\n{{ facts.rsks }}\n"), @"");
    insta::assert_snapshot!(filled("board.md.jinja", "one\n\n{% for x in %}\n"), @"");
    insta::assert_snapshot!(filled("board.md.jinja", "{{ facts.risks }}\n"), @"");
    insta::assert_snapshot!(filled("board.md.jinja", "{% include 'gone.md.jinja' %}\n"), @"");
    insta::assert_snapshot!(filled("board.jinja", "x"), @"");
    let world = world("templates/gone.md.jinja", &[]);
    insta::assert_snapshot!(board(&world, &[]), @"");
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
    insta::assert_snapshot!(filled("board.md.jinja", endless), @"");
    insta::assert_snapshot!(filled("board.md.jinja", "{% include 'board.md.jinja' %}"), @"");
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
    insta::assert_snapshot!(board(&world, &["--format", "slack"]), @"");
    let data = board(&world, &["--context"]).data();
    assert_eq!(data["update"], path);
    assert_eq!(data["facts"]["decisions"][0]["id"], "DEC-7");
}

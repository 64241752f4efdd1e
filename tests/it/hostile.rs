//! Titles, owners and paths of strangers, in every format in which reports and findings are written.

use crate::world::World;

/// Returns a program whose records try to leave the place they are written to.
fn program() -> World {
    let world = World::program();
    let risk = |title: &str, owner: &str| {
        format!(
            "---\ntitle: {title:?}\nstatus: closed\nowner: {owner:?}\naffects: [PROGRAM]\n---\n"
        )
    };
    let record = |number: usize, name: &str, title: &str, owner: &str| {
        world.write(format!("risks/RISK-{number}-{name}.md"), risk(title, owner));
    };
    record(
        1,
        "a|b`<i>",
        "<script>alert(1)</script> | `x` [x](javascript:alert(1))",
        "<!channel>",
    );
    record(2, "[x](y) @b", "=cmd|' /C calc'!A0", "=HYPERLINK(1)");
    record(3, "a%0A::b", "::error::x%0A ]]> <@U123>", "::stop::, a=b");
    // As YAML writes a line end, a turn of the direction of reading, and an escape of terminals.
    world.write(
        "risks/RISK-4-plain.md",
        "---\ntitle: \"one\\ntwo \\u202Eevil\\u2066 \\e[31mred\\e[0m\"\nstatus: closed\nowner: \"a\\nb\"\naffects: [PROGRAM]\n---\n",
    );
    world
}

/// Returns the lines that a format of `hum list` has for the risks.
fn listed(format: &str) -> String {
    let output = program().hum([
        "list",
        "risks",
        "--columns",
        "id,title,owner,path",
        "--format",
        format,
    ]);
    assert_eq!(output.stderr, "");
    let style = regex::Regex::new(" style=\"[^\"]*\"").expect("a good pattern");
    let body = output
        .stdout
        .split("role=\"main\"")
        .last()
        .unwrap_or_default();
    style.replace_all(body, "").into_owned()
}

/// Returns what a format of `hum check` says of the words and of the owner.
fn found(format: &str) -> String {
    let output = program().hum([
        "check",
        "risks",
        "--allow",
        "missing-field",
        "--format",
        format,
    ]);
    assert_eq!(output.stderr, "");
    output.stdout
}

#[test]
fn a_table_for_a_spreadsheet() {
    insta::assert_snapshot!(listed("csv"), @r#"
    Id,Title,Owner,Path
    RISK-1,<script>alert(1)</script> | `x` [x](javascript:alert(1)),'@<!channel>,risks/RISK-1-a|b`<i>.md
    RISK-2,'=cmd|' /C calc'!A0,'@=HYPERLINK(1),risks/RISK-2-[x](y) @b.md
    RISK-3,::error::x%0A ]]> <@U123>,"::stop::, a=b",risks/RISK-3-a%0A::b.md
    RISK-4,one two �evil� �[31mred�[0m,'@a b,risks/RISK-4-plain.md
    "#);
}

#[test]
fn a_page() {
    insta::assert_snapshot!(listed("html"), @r#"
    >
    <div>
    <table>
    <thead>
    <tr>
    <th scope="col">Id</th>
    <th scope="col">Title</th>
    <th scope="col">Owner</th>
    <th scope="col">Path</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td><a href="risks/RISK-1-a%7Cb%60%3Ci%3E.md">RISK-1</a></td>
    <td>&lt;script&gt;alert(1)&lt;/script&gt; | `x` [x](javascript:alert(1))</td>
    <td>@&lt;!channel&gt;</td>
    <td>risks/<span>RISK-1-a</span>|b`&lt;i&gt;.md</td>
    </tr>
    <tr>
    <td><a href="risks/RISK-2-[x]%28y%29%20@b.md">RISK-2</a></td>
    <td>=cmd|&#39; /C calc&#39;!A0</td>
    <td>@=HYPERLINK(1)</td>
    <td>risks/<span>RISK-2-</span>[x](y) @b.md</td>
    </tr>
    <tr>
    <td><a href="risks/RISK-3-a%250A::b.md">RISK-3</a></td>
    <td>::error::x%0A ]]&gt; &lt;@U123&gt;</td>
    <td>::stop::, a=b</td>
    <td>risks/<span>RISK-3-a</span>%0A::b.md</td>
    </tr>
    <tr>
    <td><a href="risks/RISK-4-plain.md">RISK-4</a></td>
    <td>one two �evil� �[31mred�[0m</td>
    <td>@a b</td>
    <td>risks/<span>RISK-4-plain</span>.md</td>
    </tr>
    </tbody>
    </table>
    </div>
    <p>4 risks.</p>
    </div>
    <!--[if mso]></td></tr></table><![endif]-->
    </body>
    </html>
    "#);
}

#[test]
fn data() {
    let text = listed("json");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let titles = json["data"]["records"].as_array().expect("a list");
    let titles: Vec<&str> = titles
        .iter()
        .filter_map(|one| one["title"].as_str())
        .collect();
    let whole = [
        "<script>alert(1)</script> | `x` [x](javascript:alert(1))",
        "=cmd|' /C calc'!A0",
        "::error::x%0A ]]> <@U123>",
        "one\ntwo \u{202e}evil\u{2066} \u{1b}[31mred\u{1b}[0m",
    ];
    assert_eq!(titles, whole);
    let escaped = "\"title\": \"one\\ntwo \\u202eevil\\u2066 \\u001b[31mred\\u001b[0m\"";
    assert!(text.contains(escaped), "{text}");
}

#[test]
fn a_page_of_a_code_host() {
    insta::assert_snapshot!(listed("markdown"), @r"
    | Id | Title | Owner | Path |
    | --- | --- | --- | --- |
    | [RISK-1](risks/RISK-1-a%7Cb%60%3Ci%3E.md) | &lt;script&gt;alert(1)&lt;/script&gt; \| \`x\` \[x\](javascript:alert(1)) | @&lt;!channel&gt; | risks/RISK-1-a\|b\`&lt;i&gt;.md |
    | [RISK-2](risks/RISK-2-[x]%28y%29%20@b.md) | =cmd\|' /C calc'!A0 | @=HYPERLINK(1) | risks/RISK-2-\[x\](y) @b.md |
    | [RISK-3](risks/RISK-3-a%250A::b.md) | ::error::x%0A \]\]&gt; &lt;@U123&gt; | ::stop::, a=b | risks/RISK-3-a%0A::b.md |
    | [RISK-4](risks/RISK-4-plain.md) | one two �evil� �\[31mred�\[0m | @a b | risks/RISK-4-plain.md |

    4 risks.
    ");
}

#[test]
fn a_message() {
    insta::assert_snapshot!(listed("slack"), @"
    ```
    Id      Title                      Owner           Path
    ──────  ─────────────────────────  ──────────────  ─────────────────────────
    RISK-1  &lt;script&gt;alert(1)&lt;/script&gt;  @&lt;!channel&gt;     risks/RISK-1-a|b`&lt;i&gt;.md
            | `x`
            [x](javascript:alert(1))
    RISK-2  =cmd|' /C calc'!A0         @=HYPERLINK(1)  risks/RISK-2-[x](y) @b.md
    RISK-3  ::error::x%0A ]]&gt; &lt;@U123&gt;  ::stop::, a=b   risks/RISK-3-a%0A::b.md
    RISK-4  one two �evil�             @a b            risks/RISK-4-plain.md
            �[31mred�[0m
    ```

    4 risks.
    ");
}

#[test]
fn a_terminal() {
    insta::assert_snapshot!(listed("text"), @"
    Id      Title                                              Owner           Path
    ──────  ─────────────────────────────────────────────────  ──────────────  ─────────────────────────
    RISK-1  <script>alert(1)</script> | `x`                    @<!channel>     risks/RISK-1-a|b`<i>.md
            [x](javascript:alert(1))
    RISK-2  =cmd|' /C calc'!A0                                 @=HYPERLINK(1)  risks/RISK-2-[x](y) @b.md
    RISK-3  ::error::x%0A ]]> <@U123>                          ::stop::, a=b   risks/RISK-3-a%0A::b.md
    RISK-4  one two �evil� �[31mred�[0m                        @a b            risks/RISK-4-plain.md

    4 risks.
    ");
}

#[test]
fn findings_on_a_terminal() {
    insta::assert_snapshot!(found("text"), @r#"
    error[invalid-value]: `owner` is `<!channel>`
     --> risks/RISK-1-a|b`<i>.md:4:8
      |
    4 | owner: "<!channel>"
      |        ^^^^^^^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    error[invalid-value]: `owner` is `=HYPERLINK(1)`
     --> risks/RISK-2-[x](y) @b.md:4:8
      |
    4 | owner: "=HYPERLINK(1)"
      |        ^^^^^^^^^^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    error[invalid-value]: `owner` is `::stop::, a=b`
     --> risks/RISK-3-a%0A::b.md:4:8
      |
    4 | owner: "::stop::, a=b"
      |        ^^^^^^^^^^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    error[invalid-value]: `owner` is `a b`
     --> risks/RISK-4-plain.md:4:8
      |
    4 | owner: "a\nb"
      |        ^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    To read about a rule, type:
      hum explain invalid-value

    4 errors in 4 records (4 files)
    "#);
}

#[test]
fn findings_as_annotations() {
    insta::assert_snapshot!(found("github"), @"
    ::error file=risks/RISK-1-a|b`<i>.md,line=4,col=8,endLine=4,endColumn=20,title=invalid-value::`owner` is `<!channel>`%0Aexpected one person by handle, or TBD(@who-finds-out, date) while the person is not known%0Anote: A value outside the schema is left out of counts, dates and transitions.%0Ahelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.
    ::error file=risks/RISK-2-[x](y) @b.md,line=4,col=8,endLine=4,endColumn=23,title=invalid-value::`owner` is `=HYPERLINK(1)`%0Aexpected one person by handle, or TBD(@who-finds-out, date) while the person is not known%0Anote: A value outside the schema is left out of counts, dates and transitions.%0Ahelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.
    ::error file=risks/RISK-3-a%250A%3A%3Ab.md,line=4,col=8,endLine=4,endColumn=23,title=invalid-value::`owner` is `::stop::, a=b`%0Aexpected one person by handle, or TBD(@who-finds-out, date) while the person is not known%0Anote: A value outside the schema is left out of counts, dates and transitions.%0Ahelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.
    ::error file=risks/RISK-4-plain.md,line=4,col=8,endLine=4,endColumn=14,title=invalid-value::`owner` is `a b`%0Aexpected one person by handle, or TBD(@who-finds-out, date) while the person is not known%0Anote: A value outside the schema is left out of counts, dates and transitions.%0Ahelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.
    ");
}

#[test]
fn findings_as_data() {
    let text = found("json");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("\"message\""))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    "message": "`owner` is `<!channel>`",
    "message": "`owner` is `=HYPERLINK(1)`",
    "message": "`owner` is `::stop::, a=b`",
    "message": "`owner` is `a\nb`",
    "#);
}

#[test]
fn findings_for_code_scanning() {
    let text = found("sarif");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let results = json["runs"][0]["results"].as_array().expect("a list");
    let told = results.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        format!("{} {}\n", place["uri"], result["message"]["text"])
    });
    insta::assert_snapshot!(told.collect::<String>(), @r#"
    "risks/RISK-1-a%7Cb%60%3Ci%3E.md" "`owner` is `<!channel>`\nhelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified."
    "risks/RISK-2-%5Bx%5D%28y%29%20%40b.md" "`owner` is `=HYPERLINK(1)`\nhelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified."
    "risks/RISK-3-a%250A%3A%3Ab.md" "`owner` is `::stop::, a=b`\nhelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified."
    "risks/RISK-4-plain.md" "`owner` is `a\nb`\nhelp: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified."
    "#);
}

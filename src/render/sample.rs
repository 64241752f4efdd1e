//! What every format is tested with: a usual report, an empty one and a hostile one; the same for findings.

use serde_json::json;

use crate::report::{Block, Document, Inline, Item, Report, Tone};

/// Text that tries to leave the place it is written to.
pub(super) const HOSTILE: [&str; 18] = [
    "</style></title><script>alert(1)</script>",
    "](javascript:alert(1)) [x](javascript:alert(1))",
    "a | b || c \\| d \\",
    "`one` ``two`` ```three",
    "\u{1b}[31mred\u{1b}[0m \u{1b}]8;;https://evil.example\u{7}x",
    "\0\u{7}\u{8}\u{7f}\u{9b}31m",
    "<!channel> <@U123> &lt; &amp;",
    "abc\u{202e}fdp.exe\u{2066}",
    "one\ntwo\r\nthree\tfour\u{2028}five",
    "# heading\n- item\n1. one\n---\n===",
    "*bold* _em_ ~gone~ __init__ **",
    "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 日本語 e\u{301}",
    "\"quoted\" 'and' onclick=\"x\"",
    "::error file=x::y%0A%25",
    "]]> --> ]]&gt;",
    "=cmd|' /C calc'!A0",
    "",
    "   ",
];

/// One inline status.
fn status(word: &str, tone: Tone) -> Inline {
    Inline::Status {
        word: word.to_owned(),
        tone,
    }
}

/// What a report usually holds: every block and every inline.
pub(super) fn usual() -> Report<'static> {
    let mut document = Document::new("Atlas: update for 2026-05-28");
    document.heading(1, "Atlas: update for 2026-05-28");
    document.paragraph(vec![
        Inline::text("The program is "),
        status("AT RISK", Tone::Caution),
        Inline::text(": "),
        Inline::link("DEL-7", "deliverables/DEL-7-auth-api.md"),
        Inline::text(" moved by "),
        Inline::strong("12 workdays"),
        Inline::text(" since 2026-05-14. Maria: "),
        Inline::Emphasis("The quota is the only thing in the way.".to_owned()),
    ]);
    document.heading(2, "Needs you");
    document.list_or_none(vec![
        Item {
            text: vec![
                Inline::link("DEC-14", "decisions/DEC-14-region-eu2.md"),
                Inline::text(" Choose the second region by 2026-06-05. It blocks DEL-7 and DEL-9."),
            ],
            children: vec![
                Item::new(vec![Inline::text("Option A: eu-2, 40 % dearer, no delay.")]),
                Item::new(vec![Inline::text(
                    "Option B: wait for eu-3, 15 workdays later.",
                )]),
            ],
        },
        Item::new(vec![
            Inline::text("Read "),
            Inline::link("the quota request", "https://example.org/tickets/4711"),
            Inline::text(", then type "),
            Inline::code("hum set ISS-4 status=done"),
            Inline::text("."),
        ]),
    ]);
    document.heading(2, "Deliverables");
    document.blocks.push(table());
    document.heading(3, "Risks");
    document.list_or_none(Vec::new());
    Report::new(
        "update",
        || document,
        || json!({"audience": "exec", "health": "at_risk", "deliverables": [{"id": "DEL-7", "slip": 12}]}),
    )
}

fn table() -> Block {
    let row = |id: &str, title: &str, health: Inline, slip: &str| {
        vec![
            vec![Inline::link(id, format!("deliverables/{id}.md"))],
            vec![Inline::text(title)],
            vec![health],
            vec![Inline::text(slip)],
        ]
    };
    Block::Table {
        columns: ["Id", "Deliverable", "Health", "Slip"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![
            row(
                "DEL-7",
                "Auth API for partners, with keys that rotate",
                status("OFF TRACK", Tone::Bad),
                "12",
            ),
            row("DEL-9", "Load test", status("at risk", Tone::Caution), "3"),
            row("DEL-11", "Region eu-2", status("on track", Tone::Good), "0"),
            row("DEL-12", "Handbook", status("proposed", Tone::Neutral), ""),
        ],
    }
}

/// A report with nothing in it at all.
pub(super) fn nothing() -> Report<'static> {
    Report::new("update", Document::default, || serde_json::Value::Null)
}

/// A report whose every text is hostile, in every block and inline.
pub(super) fn hostile() -> Report<'static> {
    let mut document = Document::new(HOSTILE.concat());
    let long = "x".repeat(300);
    for text in HOSTILE.iter().copied().chain([long.as_str()]) {
        document.heading(1, text);
        document.heading(9, text);
        document.paragraph(vec![Inline::text(text)]);
        let every = vec![
            Inline::strong(text),
            Inline::Emphasis(text.to_owned()),
            Inline::code(text),
            status(text, Tone::Bad),
            Inline::link(text, "javascript:alert(1)"),
            Inline::link(text, text),
            Inline::link(text, format!("https://example.org/{text}")),
        ];
        document.paragraph(every.clone());
        document.blocks.push(Block::List(vec![Item {
            text: every.clone(),
            children: vec![Item::new(vec![Inline::text(text)]), Item::default()],
        }]));
        document.blocks.push(Block::Table {
            columns: vec![text.to_owned(), "n".to_owned()],
            rows: vec![vec![every, vec![Inline::text(text)]], Vec::new()],
        });
    }
    document.blocks.push(Block::List(Vec::new()));
    document.blocks.push(Block::Paragraph(Vec::new()));
    document.blocks.push(Block::Table {
        columns: Vec::new(),
        rows: vec![Vec::new()],
    });
    Report::new("update", || document, || json!({"texts": HOSTILE}))
}

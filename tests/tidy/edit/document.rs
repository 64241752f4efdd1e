//! YAML as people write it: every style, with comments, blank lines and odd line ends, made from a stream of choices.

/// A stream of choices; where it ends, the first choice is taken.
pub(super) struct Choices<'a>(std::slice::Iter<'a, u8>);

impl<'a> Choices<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    fn pick(&mut self, count: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte)) % count
    }

    fn one_of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.pick(all.len())]
    }
}

/// One line values, as they stand in a file.
pub(super) const SCALARS: &[&str] = &[
    "x",
    "two words",
    "3",
    "true",
    "2026-05-01",
    "\"@ref\"",
    "",
    "~",
    "null",
    "'it''s'",
    "'a: b'",
    "\"say \\\"hi\\\"\"",
    "\"#1\"",
    "a#b",
    "http://example.org/x?y=1",
    "-x",
    "0007",
    "'3'",
    "\"\"",
    "é ß",
    "a:b",
    "x\u{1f600}",
];

/// Values in brackets.
pub(super) const FLOWS: &[&str] = &[
    "[]",
    "[a]",
    "[a, \"b\"]",
    "[ a, b ]",
    "[a, b,]",
    "[[a], b]",
    "{}",
    "{p: 1}",
    "{ p: 1, q: [a] }",
    "{p: , q}",
    "{p: {q: 1}}",
    "[{p: 1}, {p: 2}]",
    "[p: 1, a]",
];

/// Values of several lines; `~` is the break and the indentation.
pub(super) const TALL: &[&str] = &[
    "|~one~two",
    "|-~one",
    ">~one~two",
    "|+~one~",
    "|~one~~two",
    "one~two",
    "\"one~two\"",
    "'one~two'",
    "[a, # c~b~]",
    "[~  a,~  b # c~]",
    "[~  a,~  b, # c~]",
    "{~  p: 1,~  q: 2~}",
    "{p: 1,~q: 2}",
    "|2~one",
    "[~]",
];

const COMMENTS: &[&str] = &["", "", "", " # why", "\t# [tab]: - x", "  ", " #"];

const BETWEEN: &[&str] = &[
    "",
    "",
    "",
    "",
    "# note\n",
    "\n",
    "  # far\n",
    "\n# a: b\n\n",
    "        # deep\n",
];

struct Document<'a> {
    choices: Choices<'a>,
    text: String,
    step: usize,
    offset: usize,
    names: usize,
}

/// Returns a document whose root is a map.
pub(super) fn document(bytes: &[u8]) -> String {
    let mut choices = Choices::new(bytes);
    let step = [2, 4, 3][choices.pick(3)];
    let offset = [2, 0, 4][choices.pick(3)];
    let line_break = ["\n", "\r\n", "\n", "\r"][choices.pick(4)];
    let mark = ["", "", "", "\u{feff}"][choices.pick(4)];
    let start = ["", "", "# head\n", "---\n", "--- # head\n", "\n"][choices.pick(6)];
    let end = ["", "", "", "...\n", "\n\n", "# end\n", "\n# end"][choices.pick(7)];
    let is_open = choices.pick(4) == 1;
    let mut document = Document {
        choices,
        text: start.to_owned(),
        step,
        offset,
        names: 0,
    };
    document.map(0, 2);
    let mut text = document.text + end;
    if is_open {
        text.truncate(text.trim_end_matches('\n').len());
    }
    format!("{mark}{}", text.replace('\n', line_break))
}

impl Document<'_> {
    fn map(&mut self, indent: usize, depth: usize) {
        let count = 1 + self.choices.pick(3);
        for _ in 0..count {
            self.between();
            self.text.push_str(&" ".repeat(indent));
            self.entry(indent, depth);
        }
    }

    fn between(&mut self) {
        let between = self.choices.one_of(BETWEEN);
        self.text.push_str(between);
    }

    fn entry(&mut self, indent: usize, depth: usize) {
        self.names += 1;
        let name = format!("k{}", self.names);
        let key = match self.choices.pick(8) {
            1 => format!("\"{name}\":"),
            2 => format!("'{name} b' :"),
            3 => format!("{name}.dot:"),
            _ => format!("{name}:"),
        };
        self.text.push_str(&key);
        self.value(indent, depth);
    }

    fn value(&mut self, indent: usize, depth: usize) {
        match self.choices.pick(if depth == 0 { 4 } else { 7 }) {
            0 | 1 => self.one_line(SCALARS),
            2 => self.one_line(FLOWS),
            3 => self.tall(indent),
            4 => {
                self.end_of_line();
                self.map(indent + self.step, depth - 1);
            }
            5 => {
                self.end_of_line();
                self.list(indent + self.offset, false, depth);
            }
            _ => {
                self.end_of_line();
                self.list(indent + self.offset, true, depth);
            }
        }
    }

    fn one_line(&mut self, all: &[&'static str]) {
        let value = self.choices.one_of(all);
        if !value.is_empty() {
            let space = self.choices.one_of(&[" ", " ", " ", "  ", "\t"]);
            self.text.push_str(space);
            self.text.push_str(value);
        }
        self.end_of_line();
    }

    fn tall(&mut self, indent: usize) {
        let value = self.choices.one_of(TALL);
        let is_block = value.starts_with(['|', '>']);
        let inner = match value.starts_with("|2") {
            true => indent + 2,
            false => indent + self.step,
        };
        let (head, rest) = value.split_once('~').unwrap_or((value, ""));
        self.text.push(' ');
        self.text.push_str(head);
        if is_block {
            self.end_of_line();
        } else {
            self.text.push('\n');
        }
        for line in rest.split('~') {
            if !line.is_empty() {
                self.text.push_str(&format!("{}{line}", " ".repeat(inner)));
            }
            self.text.push('\n');
        }
    }

    fn list(&mut self, indent: usize, of_maps: bool, depth: usize) {
        for _ in 0..1 + self.choices.pick(3) {
            self.between();
            let gap = self.choices.one_of(&[" ", " ", "   "]);
            self.text.push_str(&format!("{}-", " ".repeat(indent)));
            if !of_maps {
                self.text.push_str(&gap[1..]);
                self.one_line(if depth > 1 { SCALARS } else { &SCALARS[..4] });
                continue;
            }
            self.text.push_str(gap);
            let inner = indent + 1 + gap.len();
            self.entry(inner, 0);
            for _ in 0..self.choices.pick(3) {
                self.text.push_str(&" ".repeat(inner));
                self.entry(inner, 0);
            }
        }
    }

    fn end_of_line(&mut self) {
        let comment = self.choices.one_of(COMMENTS);
        self.text.push_str(comment);
        self.text.push('\n');
    }
}

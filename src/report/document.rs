//! The neutral tree between reports and output formats.
//!
//! A report says *what* is told; a format says how it looks. N reports and M formats therefore cost N + M files.
//! Text in the tree is raw: each format escapes it for where it goes.

/// Everything one report has to say, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Title of the whole, as plain text: an e-mail's subject, a page's `<title>`.
    pub title: String,
    /// The body, top to bottom.
    pub blocks: Vec<Block>,
}

/// One block of a [`Document`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the document's own.
    Heading {
        /// 1 for the title, 2 for sections, 3 below them.
        level: u8,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted list.
    List(Vec<Item>),
    /// A table; every row has as many cells as there are columns.
    Table {
        /// Column headings.
        columns: Vec<String>,
        /// Cells, row by row.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// One item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The line itself.
    pub text: Vec<Inline>,
    /// Items below it.
    pub children: Vec<Item>,
}

/// A run of text with one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text that a skimming reader must see.
    Strong(String),
    /// Text in a person's own words, set apart from the facts.
    Emphasis(String),
    /// A literal: a command, a field name, a commit id.
    Code(String),
    /// A word of status. The word carries the meaning; symbol and colour only repeat it.
    Status {
        /// The word: `OFF TRACK`, `at risk`, `done`.
        word: String,
        /// How it bears on the program.
        tone: Tone,
    },
    /// A link to a record or to any address.
    Link {
        /// What is shown: an id such as `RISK-9`, or a title.
        text: String,
        /// A path relative to the program's folder, or an absolute address.
        target: String,
    },
}

/// How a status bears on the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing to do: on track, delivered.
    Good,
    /// Neither good nor bad: a plain state.
    Neutral,
    /// Someone should look: at risk, late but recoverable.
    Caution,
    /// The promise is broken or will be: off track, missed.
    Bad,
}

impl Tone {
    /// Returns the symbol that stands beside the word, so that colour is never the only sign.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Good => "●",
            Self::Neutral => "○",
            Self::Caution => "▲",
            Self::Bad => "■",
        }
    }
}

impl Inline {
    /// Returns plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Returns text that a skimming reader must see.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong(text.into())
    }

    /// Returns a literal.
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code(text.into())
    }

    /// Returns a link.
    pub fn link(text: impl Into<String>, target: impl Into<String>) -> Self {
        Self::Link {
            text: text.into(),
            target: target.into(),
        }
    }

    /// Returns the words alone, without marks, for widths, word counts and formats that know no marks.
    pub fn plain(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Emphasis(text) | Self::Code(text) => text,
            Self::Status { word, .. } => word,
            Self::Link { text, .. } => text,
        }
    }
}

impl Block {
    /// Returns how many words a reader has to read.
    fn words(&self) -> usize {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => words(text),
            Self::List(items) => items.iter().map(Item::words).sum(),
            Self::Table { rows, .. } => rows.iter().flatten().map(|cell| words(cell)).sum(),
        }
    }
}

fn words(text: &[Inline]) -> usize {
    let plain: String = text.iter().map(Inline::plain).collect();
    let words = plain.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Returns a document as a part of another one, in a folder so many levels below the program's: links lead there from that
/// folder, and headings are one level deeper.
pub fn embedded(document: &Document, depth: usize) -> Document {
    let mut document = document.in_folder(depth);
    for block in &mut document.blocks {
        if let Block::Heading { level, .. } = block {
            *level += 1;
        }
    }
    document
}

impl Item {
    /// Hands over the text of the item and of those below it.
    fn each(&mut self, change: &mut dyn FnMut(&mut Vec<Inline>)) {
        change(&mut self.text);
        self.children
            .iter_mut()
            .for_each(|child| child.each(change));
    }

    fn words(&self) -> usize {
        words(&self.text) + self.children.iter().map(Self::words).sum::<usize>()
    }

    /// Returns an item without children.
    pub fn new(text: Vec<Inline>) -> Self {
        Self {
            text,
            children: Vec::new(),
        }
    }
}

impl Document {
    /// Returns an empty document with a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// Returns the columns and rows of every table.
    pub fn tables(&self) -> impl Iterator<Item = (&[String], &[Vec<Vec<Inline>>])> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table { columns, rows } => Some((columns.as_slice(), rows.as_slice())),
            _ => None,
        })
    }

    /// Returns the document as it stands in a folder so many levels below the program's: links lead there from that folder.
    #[must_use]
    pub fn in_folder(&self, depth: usize) -> Self {
        let mut document = self.clone();
        let climb = "../".repeat(depth);
        document.each_line(&mut |inlines| {
            for inline in inlines {
                if let Inline::Link { target, .. } = inline
                    && !target.contains("://")
                {
                    target.insert_str(0, &climb);
                }
            }
        });
        document
    }

    /// Returns the document with handles that call nobody: a code host takes `@lee` in a comment for whoever has that name
    /// there. A word joiner behind the sign, which is not seen, makes it a word like any other.
    #[must_use]
    pub fn without_mentions(&self) -> Self {
        let mut document = self.clone();
        document.each_line(&mut |inlines| {
            for inline in inlines {
                let (Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text)) = inline
                else {
                    continue;
                };
                if text.contains('@') {
                    *text = text.replace('@', "@\u{2060}");
                }
            }
        });
        document
    }

    /// Returns how many words a reader has to read.
    pub fn words(&self) -> usize {
        self.blocks.iter().map(Block::words).sum()
    }

    /// Hands over every line of inlines, in reading order.
    pub(super) fn each_line(&mut self, change: &mut dyn FnMut(&mut Vec<Inline>)) {
        for block in &mut self.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => change(text),
                Block::List(items) => items.iter_mut().for_each(|item| item.each(change)),
                Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(&mut *change),
            }
        }
    }

    /// Appends a heading of plain text.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading {
            level,
            text: vec![Inline::text(text)],
        });
    }

    /// Appends a paragraph.
    pub fn paragraph(&mut self, text: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(text));
    }

    /// Appends a list, or the word "None." where there are no items: an empty section says so.
    pub fn list_or_none(&mut self, items: Vec<Item>) {
        if items.is_empty() {
            self.blocks
                .push(Block::Paragraph(vec![Inline::text("None.")]));
        } else {
            self.blocks.push(Block::List(items));
        }
    }
}

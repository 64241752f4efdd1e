//! The body of a record as blocks, so that every format can show it.
//!
//! Marks of emphasis go, their words stay: a body is read here, not laid out.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::{
    model::{
        program::Program,
        record::Record,
        reference::{self, Form, Reference, Target},
    },
    report::{Block, Inline, Item},
    text::{Span, markdown},
};

/// Headings of a body stand below the heading that announces it.
const BELOW: u8 = 2;

/// Returns the body of a record.
pub(super) fn blocks(program: &Program, record: &Record) -> Vec<Block> {
    if record.body().is_none() {
        return Vec::new();
    }
    let text = record.file.body.slice(&record.file.text);
    read(Some((program, record)), text, BELOW)
}

/// Returns a text of its own as blocks: links lead where they say, and headings keep their level.
pub(super) fn alone(text: &str) -> Vec<Block> {
    read(None, text, 0)
}

/// Returns what stands below a heading of a record's body, and below those under it, without comments; nothing where that
/// says nothing.
pub(super) fn section(program: &Program, record: &Record, title: &str) -> Vec<Block> {
    let found = record
        .body()
        .and_then(|body| Some((body, body.section_index(title)?)));
    let Some((body, index)) = found.filter(|_| record.says(title)) else {
        return Vec::new();
    };
    let own = body.sections[index].content;
    let last = body.subsections(index).last();
    let end = last.map_or(own.end, |last| last.content.end);
    let said = Span { end, ..own }.slice(&record.file.text);
    read(
        Some((program, record)),
        &markdown::without_comments(said),
        BELOW,
    )
}

/// Headings stand so many levels below the one that announces the text; 0 where nothing does.
fn read(of: Option<(&Program, &Record)>, text: &str, below: u8) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_WIKILINKS;
    let mut reader = Reader {
        of,
        below,
        blocks: Vec::new(),
        inlines: Vec::new(),
        lists: Vec::new(),
        link: None,
        cells: Vec::new(),
        rows: Vec::new(),
        is_code: false,
    };
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.paragraph();
    reader.blocks
}

struct Reader<'a> {
    /// The record whose body is read.
    of: Option<(&'a Program, &'a Record)>,
    below: u8,
    blocks: Vec<Block>,
    /// What was read of the block that is open.
    inlines: Vec<Inline>,
    /// The items of the lists that are open, the innermost last.
    lists: Vec<Vec<Item>>,
    /// Where the link that is open leads, and its words so far.
    link: Option<(String, String)>,
    /// The cells of the row that is open.
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    is_code: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.is_code => {
                self.blocks.extend(
                    words
                        .lines()
                        .map(|line| Block::Paragraph(vec![Inline::code(line)])),
                );
            }
            Event::Text(words) => self.push(&words),
            Event::Code(words) => match &mut self.link {
                Some((_, text)) => text.push_str(&words),
                None => self.inlines.push(Inline::code(words.as_ref())),
            },
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
            Event::Html(html) | Event::InlineHtml(html) => self.push(&html),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        match (&mut self.link, self.inlines.last_mut()) {
            (Some((_, text)), _) => text.push_str(words),
            (None, Some(Inline::Text(last))) => last.push_str(words),
            (None, _) => self.inlines.push(Inline::text(words)),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
                self.link = Some((self.target(&dest_url, is_wiki), String::new()));
            }
            Tag::List(_) => {
                self.paragraph();
                self.lists.push(Vec::new());
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.push(Item::default());
                }
            }
            Tag::CodeBlock(_) => {
                self.paragraph();
                self.is_code = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if let Some((target, text)) = self.link.take() {
                    self.inlines.push(Inline::link(text, target));
                }
            }
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.inlines);
                let level = match self.below {
                    0 => level as u8,
                    below => (level as u8 + below - 1).max(below + 1),
                };
                self.blocks.push(Block::Heading { level, text });
            }
            TagEnd::List(_) => self.end_list(),
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.inlines)),
            TagEnd::TableHead | TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => self.end_table(),
            TagEnd::Item | TagEnd::Paragraph | TagEnd::HtmlBlock => self.paragraph(),
            _ => {}
        }
    }

    /// Closes what was read: as words of the item that is open, or as a paragraph.
    fn paragraph(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        if inlines.is_empty() {
            return;
        }
        let item = self.lists.last_mut().and_then(|list| list.last_mut());
        match item {
            Some(item) if item.text.is_empty() => item.text = inlines,
            // Every further paragraph of an item stands below it.
            Some(item) => item.children.push(Item::new(inlines)),
            None => self.blocks.push(Block::Paragraph(inlines)),
        }
    }

    fn end_list(&mut self) {
        let items = self.lists.pop().unwrap_or_default();
        match self.lists.last_mut().and_then(|list| list.last_mut()) {
            Some(item) => item.children.extend(items),
            None => self.blocks.push(Block::List(items)),
        }
    }

    fn end_table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let plain = |cell: Vec<Inline>| cell.iter().map(Inline::plain).collect::<String>();
        let columns: Vec<String> = rows.next().into_iter().flatten().map(plain).collect();
        self.blocks.push(Block::Table {
            columns,
            rows: rows.collect(),
        });
    }

    /// Returns where a link leads, from the program's folder.
    fn target(&self, written: &str, is_wiki: bool) -> String {
        let reference = Reference {
            form: if is_wiki { Form::Wiki } else { Form::Link },
            field: None,
            text: written.to_owned(),
            span: Span::default(),
            target: Span::default(),
        };
        let Some((program, record)) = self.of else {
            return written.to_owned();
        };
        if let Target::Record(found) = reference::resolve(program, record, &reference) {
            return found.file.path.to_string();
        }
        // In the file a path starts at the file; in a report, at the program's folder.
        match reference::path(record, &reference) {
            Some(path) if !is_wiki => {
                let section = written.find('#').map_or("", |at| &written[at..]);
                format!("{path}{section}")
            }
            _ => written.to_owned(),
        }
    }
}

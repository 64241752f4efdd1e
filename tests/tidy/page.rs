//! Markdown pages that hold files: a line with nothing but a path in backticks, then a fenced block with the content.
//! A block whose fence says `before` too is the file as it was before a change, and one that says `new` is a file that
//! the change adds; every other file was there and stays. One that says a day is the file as it was from that day on. A block `commit` is the commit of the change: its author, a
//! blank line, its message.

use std::ops::Range;

/// One fenced block of a page.
pub(crate) struct Block {
    /// The word after the opening fence.
    pub(crate) language: String,
    /// The path above the block, where there is one.
    pub(crate) path: Option<String>,
    /// Where the content stands in the page.
    pub(crate) content: Range<usize>,
}

/// A heading of the second level with everything below it.
pub(crate) struct Section<'a> {
    /// The words of the heading.
    pub(crate) title: &'a str,
    /// The blocks below it.
    pub(crate) blocks: Vec<Block>,
}

/// Returns the sections of a page. A fence is closed by one that is as long as the one that opened it.
pub(crate) fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut above = "";
    let mut open: Option<(&str, Block)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let (start, text) = (at, line.trim_end());
        at += line.len();
        if let Some((fence, mut block)) = open.take() {
            if text == fence {
                block.content.end = start;
                let section = sections.last_mut().expect("a block stands below a heading");
                section.blocks.push(block);
                above = "";
            } else {
                open = Some((fence, block));
            }
            continue;
        }
        let fence = &text[..text.len() - text.trim_start_matches('`').len()];
        if fence.len() >= 3 {
            let path = above
                .strip_prefix('`')
                .and_then(|path| path.strip_suffix('`'));
            let block = Block {
                language: text[fence.len()..].to_owned(),
                path: path.map(str::to_owned),
                content: at..at,
            };
            open = Some((fence, block));
        } else if let Some(title) = text.strip_prefix("## ") {
            sections.push(Section {
                title,
                blocks: Vec::new(),
            });
        }
        if !text.is_empty() {
            above = text;
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    sections
}

impl Section<'_> {
    /// Returns the files of a section.
    pub(crate) fn files<'a>(&'a self, page: &'a str) -> Vec<(&'a str, &'a str)> {
        let blocks = self.blocks.iter();
        let now = blocks.filter(|block| matches!(block.tag(), None | Some("new")));
        now.filter_map(|block| block.file(page)).collect()
    }

    /// Returns the files as they were before the change of a section; `None` where nothing changes.
    pub(crate) fn before<'a>(&'a self, page: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        let with = |tag: &'static str| {
            let blocks = self.blocks.iter();
            blocks.filter(move |block| block.tag() == Some(tag))
        };
        let old: Vec<_> = with("before")
            .filter_map(|block| block.file(page))
            .collect();
        let new: Vec<_> = with("new").filter_map(|block| block.file(page)).collect();
        let is_there = |path: &str| {
            let changed = old.iter().chain(&new);
            changed.clone().all(|(own, _)| *own != path)
        };
        let mut before = self.files(page);
        before.retain(|(path, _)| is_there(path));
        before.extend(&old);
        (!old.is_empty() || !new.is_empty()).then_some(before)
    }

    /// Returns the files that a day stands beside, by the day.
    pub(crate) fn dated<'a>(&'a self, page: &'a str) -> Vec<(&'a str, (&'a str, &'a str))> {
        let is_day = |tag: &&str| tag.starts_with(|first: char| first.is_ascii_digit());
        let blocks = self.blocks.iter();
        let dated = blocks.filter_map(|block| {
            let day = block.tag().filter(is_day)?;
            Some((day, block.file(page)?))
        });
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(day, _)| *day);
        dated
    }

    /// Returns the author and the message of the commit of a section.
    pub(crate) fn commit<'a>(&self, page: &'a str) -> Option<(&'a str, &'a str)> {
        let mut blocks = self.blocks.iter();
        let block = blocks.find(|block| block.language == "commit")?;
        page[block.content.clone()].split_once("\n\n")
    }
}

impl Block {
    fn tag(&self) -> Option<&str> {
        Some(self.language.split_once(' ')?.1)
    }

    fn file<'a>(&'a self, page: &'a str) -> Option<(&'a str, &'a str)> {
        Some((self.path.as_deref()?, &page[self.content.clone()]))
    }
}

#[test]
fn a_page_is_read_into_files_and_blocks() {
    let page = "# P\n\n## One\n`a.md`\n````markdown\n## no heading\n```\nx\n```\n````\n\n```findings\n```\n## Two\n";
    let sections = sections(page);
    assert_eq!(sections.len(), 2);
    assert_eq!(
        sections[0].files(page),
        [("a.md", "## no heading\n```\nx\n```\n")]
    );
    let last = sections[0].blocks.last().expect("it has two");
    assert_eq!(
        (last.language.as_str(), last.content.len()),
        ("findings", 0)
    );
    assert_eq!((sections[1].title, sections[1].blocks.len()), ("Two", 0));
}

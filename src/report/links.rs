//! Links to records for readers without the repository: addresses on its code host, at the commit that is told.

use std::collections::BTreeMap;

use super::{Block, Document, Inline, Item, Report};
use crate::model::code_host::CodeHost;

/// How a format takes links to records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// On the words themselves.
    Words,
    /// Numbered after the words, with the addresses at the end; for reports that are sent, and for no others.
    Notes,
    /// As one template beside the data.
    Template,
    /// Not at all.
    None,
}

/// Returns the id of the commit that is told, or of an older one, in which there is something at a path from the top of the
/// repository.
pub type Holder = Box<dyn Fn(&str) -> Option<String>>;

/// Where the records of a report can be read.
pub struct Links {
    /// The code host.
    pub host: CodeHost,
    /// The program's folder, from the top of the repository; empty for the top.
    pub folder: String,
    /// Id of the commit that is told.
    pub commit: String,
    /// Finds the commit that has a file.
    pub holder: Holder,
    /// Whether the report is sent to people outside; plain text lists addresses only there.
    pub is_sent: bool,
}

impl Links {
    /// Returns the links of a report that is sent to people outside.
    pub fn sent(self) -> Self {
        Self {
            is_sent: true,
            ..self
        }
    }

    /// Returns the address of what a link of the program leads to. Links that are no paths stay; nothing where the path
    /// leads nowhere.
    fn address(&self, target: &str) -> Option<String> {
        let find = |path: &str| {
            let path = in_repository(&self.folder, path)?;
            let commit = (self.holder)(&path)?;
            Some(self.host.file(&commit, &path))
        };
        if target.is_empty() || target.starts_with(['#', '/']) {
            return Some(target.to_owned());
        }
        find(target)
            .or_else(|| {
                let (path, part) = target.split_once('#')?;
                Some(format!("{}#{part}", find(path)?))
            })
            .or_else(|| is_address(target).then(|| target.to_owned()))
    }

    /// Returns a document whose links lead to the code host.
    fn on_words(&self, mut document: Document) -> Document {
        document.each_line(&mut |line| {
            for inline in line {
                let Inline::Link { text, target } = inline else {
                    continue;
                };
                match self.address(target) {
                    Some(address) => *target = address,
                    None => *inline = Inline::text(std::mem::take(text)),
                }
            }
        });
        document
    }

    /// Returns a document with a number after each link to a record, and the addresses at the end.
    fn as_notes(&self, mut document: Document) -> Document {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut notes = Vec::new();
        document.each_line(&mut |line| {
            let mut numbered = Vec::with_capacity(line.len());
            for inline in line.drain(..) {
                let address = match &inline {
                    Inline::Link { target, .. } if !is_address(target) => self.address(target),
                    _ => None,
                };
                numbered.push(inline);
                if let Some(address) = address {
                    let number = *numbers.entry(address.clone()).or_insert_with(|| {
                        notes.push(Item::new(vec![Inline::text(format!(
                            "[{}]\u{a0}{address}",
                            notes.len() + 1
                        ))]));
                        notes.len()
                    });
                    numbered.push(Inline::text(format!(" [{number}]")));
                }
            }
            *line = numbered;
        });
        if !notes.is_empty() {
            document.heading(2, "Records");
            document.blocks.push(Block::List(notes));
        }
        document
    }
}

impl<'a> Report<'a> {
    /// Returns the report with its links to records in a form.
    pub fn linked(self, links: Links, form: LinkForm) -> Self {
        let Self {
            command,
            document,
            data,
            ..
        } = self;
        let file_url =
            (form == LinkForm::Template).then(|| links.host.template(&links.commit, &links.folder));
        let words = move || match form {
            LinkForm::Words => links.on_words(document.clone()),
            LinkForm::Notes if links.is_sent => links.as_notes(document.clone()),
            _ => document.clone(),
        };
        Report {
            file_url,
            ..Report::new(command, words, move || data.clone())
        }
    }
}

/// Returns whether a link's target begins with a scheme, as that of a page or a mail does.
fn is_address(target: &str) -> bool {
    let before = target.split(['/', '#', '?']).next().unwrap_or_default();
    before.contains(':')
}

/// Returns a path of the program as a path from the top of the repository; `None` where it leaves that.
fn in_repository(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

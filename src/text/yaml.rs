//! YAML to a spanned tree, within limits.
//!
//! One document, string keys, no tags but `!!str`. Bad input gives problems with a place and never a panic: the
//! parser's own nesting limit bounds depth, and the size that aliases would expand to is counted before anyone walks
//! the tree.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, Tag};

use super::{
    Problem, Span,
    tree::{Builder, Entry, NodeId, Tree, Value},
    yaml_help,
};

/// Nesting deeper than this is refused.
const DEPTH: usize = 64;
/// More nodes than this, after aliases are expanded, are refused.
const NODES: u64 = 200_000;

/// A parsed text: the tree when there is one, and everything that is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// The tree; `None` when the text is not YAML at all.
    pub tree: Option<Tree>,
    /// What is wrong. A tree with problems is still whole: the first of two equal keys counts.
    pub problems: Vec<Problem>,
}

/// Parses one YAML document. `base` is added to every span, so that front matter keeps the offsets of its file.
pub fn parse(source: &str, base: usize) -> Parsed {
    let options = granit_parser::options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
        emit_comments: false,
    };
    let mut reader = Reader {
        base,
        ..Reader::default()
    };
    for event in Parser::new_from_str_with_options(source, options) {
        let step = match event {
            Ok((event, place)) => {
                let range = place.byte_range().unwrap_or(0..0);
                reader.event(event, Span::new(range.start, range.end).shifted(base))
            }
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or(0);
                reader.problems.push(yaml_help::explain(
                    source,
                    offset,
                    &error.info().to_string(),
                    base,
                ));
                Err(Stop::Unreadable)
            }
        };
        match step {
            Ok(()) => {}
            Err(Stop::Unreadable) => {
                return Parsed {
                    tree: None,
                    problems: reader.problems,
                };
            }
            Err(Stop::SecondDocument) => break,
        }
    }
    reader.finish()
}

/// Why reading ends early.
enum Stop {
    Unreadable,
    SecondDocument,
}

/// A collection that is still open.
enum Frame {
    List(NodeId),
    Map {
        id: NodeId,
        key: Option<(Box<str>, Span)>,
        seen: Seen,
        skip: bool,
    },
}

/// The keys of one map so far. Most maps are small enough to be searched from end to end; only the others are hashed.
#[derive(Default)]
struct Seen {
    few: Vec<(Box<str>, Span)>,
    many: HashMap<Box<str>, Span>,
}

impl Seen {
    const FEW: usize = 32;

    fn find(&self, key: &str) -> Option<Span> {
        let few = self.few.iter().find(|(known, _)| **known == *key);
        few.map(|(_, span)| *span)
            .or_else(|| self.many.get(key).copied())
    }

    fn insert(&mut self, key: Box<str>, span: Span) {
        if self.few.len() < Self::FEW {
            self.few.push((key, span));
        } else {
            self.many.insert(key, span);
        }
    }
}

#[derive(Default)]
struct Reader {
    base: usize,
    builder: Builder,
    /// How many nodes each node expands to.
    weights: Vec<u64>,
    anchors: HashMap<usize, NodeId>,
    open: Vec<Frame>,
    root: Option<NodeId>,
    documents: usize,
    problems: Vec<Problem>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                self.refuse_tag(tag.as_deref(), "str", span);
                self.scalar(&text, plain, anchor, span)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), "seq", span);
                let id = self.collection(Value::List(Vec::new()), style, anchor, span)?;
                self.open.push(Frame::List(id));
                Ok(())
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), "map", span);
                let id = self.collection(Value::Map(Vec::new()), style, anchor, span)?;
                self.open.push(Frame::Map {
                    id,
                    key: None,
                    seen: Seen::default(),
                    skip: false,
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        let help = "keep one document in each file: remove the `---` line or move what follows to a file of its own";
        self.problems.push(
            Problem::new(span, "a second YAML document starts here; it is not read")
                .with_help(help),
        );
        Err(Stop::SecondDocument)
    }

    /// Reports a tag, unless it says what the value is without it.
    fn refuse_tag(&mut self, tag: Option<&Tag>, own: &str, span: Span) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(own)) {
            let message = format!("the YAML tag `{}` is not supported", tag.original());
            self.problems
                .push(Problem::new(span, message).with_help("remove the tag"));
        }
    }

    fn scalar(&mut self, text: &str, plain: bool, anchor: usize, span: Span) -> Result<(), Stop> {
        let value = Value::Scalar {
            text: text.into(),
            plain,
        };
        if matches!(self.open.last(), Some(Frame::Map { key: None, .. })) {
            self.key(text, plain, span);
            if anchor != 0 {
                // An alias may repeat the key as a value.
                let id = self.add(span, value, 1)?;
                self.anchor(anchor, id);
            }
            return Ok(());
        }
        let id = self.add(span, value, 1)?;
        self.anchor(anchor, id);
        self.attach(id);
        Ok(())
    }

    fn key(&mut self, text: &str, plain: bool, span: Span) {
        let Some(Frame::Map {
            key, seen, skip, ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let first = seen.find(text);
        // What a merge key would bring in is not read.
        let is_merge = text == "<<" && plain;
        *skip = first.is_some() || is_merge;
        *key = Some((text.into(), span));
        if first.is_none() {
            seen.insert(text.into(), span);
        }
        if is_merge {
            let help = "repeat the fields, or use an alias as the value of one field";
            self.problems.push(
                Problem::new(span, "YAML merge keys (`<<`) are not supported").with_help(help),
            );
        } else if let Some(first) = first {
            let problem = Problem::new(span, format!("the field `{}` is given twice", shown(text)))
                .with_related(first, "first given here; this one counts")
                .with_help("keep one of them");
            self.problems.push(problem);
        }
    }

    fn collection(
        &mut self,
        value: Value,
        style: StructureStyle,
        anchor: usize,
        span: Span,
    ) -> Result<NodeId, Stop> {
        self.refuse_as_key(span)?;
        // A block collection has no closing mark; its end is set from its last child when it closes.
        let span = if style == StructureStyle::Flow {
            span
        } else {
            Span {
                start: span.start,
                end: span.start,
            }
        };
        let id = self.add(span, value, 1)?;
        self.anchor(anchor, id);
        self.attach(id);
        Ok(id)
    }

    fn close(&mut self, span: Span) -> Result<(), Stop> {
        let id = match self.open.pop() {
            Some(Frame::List(id) | Frame::Map { id, .. }) => id,
            None => return Ok(()),
        };
        let node = self.builder.node(id);
        // Only a flow collection began with a mark of its own.
        let flow = node.span.end > node.span.start;
        let children: Vec<NodeId> = match &node.value {
            Value::List(items) => items.clone(),
            Value::Map(entries) => entries.iter().map(|entry| entry.value).collect(),
            _ => Vec::new(),
        };
        let end = if flow {
            span.end
        } else {
            children
                .iter()
                .map(|child| self.builder.node(*child).span.end)
                .max()
                .unwrap_or(node.span.end)
        };
        let weight = children.iter().fold(1u64, |sum, child| {
            sum.saturating_add(self.weights[*child as usize])
        });
        self.weights[id as usize] = weight;
        let node = self.builder.node_mut(id);
        node.span.end = end.max(node.span.start);
        self.refuse_size(weight, span)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        self.refuse_as_key(span)?;
        let Some(&target) = self.anchors.get(&anchor) else {
            let message = "the alias refers to nothing";
            self.problems.push(Problem::new(span, message));
            return Err(Stop::Unreadable);
        };
        if self
            .open
            .iter()
            .any(|frame| matches!(frame, Frame::List(id) | Frame::Map { id, .. } if *id == target))
        {
            self.problems.push(Problem::new(
                span,
                "the alias refers to a value that contains it",
            ));
            return Err(Stop::Unreadable);
        }
        let target = match self.builder.node(target).value {
            Value::Alias(further) => further,
            _ => target,
        };
        let weight = self.weights[target as usize];
        let id = self.add(span, Value::Alias(target), weight)?;
        self.attach(id);
        Ok(())
    }

    fn refuse_as_key(&mut self, span: Span) -> Result<(), Stop> {
        if !matches!(self.open.last(), Some(Frame::Map { key: None, .. })) {
            return Ok(());
        }
        let help = "if this is a value, put it in quotes: \"{…}\"";
        self.problems
            .push(Problem::new(span, "a field name must be plain text").with_help(help));
        Err(Stop::Unreadable)
    }

    fn refuse_size(&mut self, weight: u64, span: Span) -> Result<(), Stop> {
        if weight <= NODES && self.builder.len() as u64 <= NODES {
            return Ok(());
        }
        let message =
            format!("more than {NODES} values, counting what aliases repeat; the file is not read");
        self.problems
            .push(Problem::new(span, message).with_help("split the file, or write the values out"));
        Err(Stop::Unreadable)
    }

    fn add(&mut self, span: Span, value: Value, weight: u64) -> Result<NodeId, Stop> {
        let id = self.builder.push(span, value);
        self.weights.push(weight);
        self.refuse_size(weight, span)?;
        Ok(id)
    }

    fn anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn attach(&mut self, id: NodeId) {
        match self.open.last_mut() {
            None => self.root = Some(id),
            Some(Frame::List(parent)) => {
                if let Value::List(items) = &mut self.builder.node_mut(*parent).value {
                    items.push(id);
                }
            }
            Some(Frame::Map {
                id: parent,
                key,
                skip,
                ..
            }) => {
                let Some((key, key_span)) = key.take() else {
                    return;
                };
                if let (Value::Map(entries), false) =
                    (&mut self.builder.node_mut(*parent).value, *skip)
                {
                    entries.push(Entry {
                        key,
                        key_span,
                        value: id,
                    });
                }
            }
        }
    }

    fn finish(mut self) -> Parsed {
        let root = self
            .root
            .unwrap_or_else(|| self.builder.scalar(Span::at(self.base), "", true));
        Parsed {
            tree: Some(self.builder.finish(root)),
            problems: self.problems,
        }
    }
}

/// Returns a name as it is told, on one line.
fn shown(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

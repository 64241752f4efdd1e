//! What a record's body says to the tool: headings, links and task lines, each with its place.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{Span, task};

pub use super::task::Task;

/// Everything read from one Markdown body.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Headings with the text that belongs to each, in order.
    pub sections: Vec<Section>,
    /// Links, in order.
    pub links: Vec<Link>,
    /// Task lines, in order.
    pub tasks: Vec<Task>,
    /// Where words for people stand, in order: no code, no addresses, no raw HTML.
    pub prose: Vec<Span>,
}

/// A heading and its own text, up to the next heading of any level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6.
    pub level: u8,
    /// The heading's words.
    pub title: String,
    /// The heading line.
    pub heading: Span,
    /// The text below it.
    pub content: Span,
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// The whole link.
    pub span: Span,
    /// The target alone; the whole link where the file writes it in another way, such as with escapes.
    pub target_span: Span,
    /// Whether it is written `[[target]]`.
    pub wiki: bool,
}

/// Reads the body that stands at `span` of a file.
pub fn read(text: &str, span: Span) -> Body {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_WIKILINKS;
    let mut reader = Reader {
        text,
        span,
        body: Body::default(),
        heading: None,
        is_silent: false,
    };
    let mut events = Parser::new_ext(span.slice(text), options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let place = Span::new(range.start, range.end).shifted(span.start as usize);
        if let Event::Start(Tag::Link { id, .. }) = &event {
            let definition = events.reference_definitions().get(id);
            let defined = definition.map_or(place, |found| {
                Span::new(found.span.start, found.span.end).shifted(span.start as usize)
            });
            reader.link(&event, place, defined);
        } else {
            reader.take(event, place);
        }
    }
    reader.body
}

/// What was read so far of a body.
struct Reader<'a> {
    text: &'a str,
    span: Span,
    body: Body,
    /// The heading that is being read: its level, line and words.
    heading: Option<(u8, Span, String)>,
    /// Whether text is no prose here: code, and links that show their own target.
    is_silent: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, place: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = Some((depth(level), place, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::CodeBlock(_)) => self.is_silent = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => self.is_silent = false,
            Event::Text(words) => {
                self.add_to_heading(&words);
                if !self.is_silent {
                    self.add_prose(place);
                }
            }
            Event::Code(words) => self.add_to_heading(&words),
            Event::TaskListMarker(done) => {
                let section = self.body.sections.len().checked_sub(1);
                let task = task::read(self.text, place, done, section);
                self.body.tasks.push(task);
            }
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        if let Some((level, heading, title)) = self.heading.take() {
            close_section(&mut self.body, heading.start);
            let content = Span::new(heading.end as usize, self.span.end as usize);
            self.body.sections.push(Section {
                level,
                title: title.trim().into(),
                heading,
                content,
            });
        }
    }

    fn add_to_heading(&mut self, words: &str) {
        if let Some((_, _, title)) = &mut self.heading {
            title.push_str(words);
        }
    }

    /// One run of words may come in pieces, cut where a sign could have meant something.
    fn add_prose(&mut self, place: Span) {
        match self.body.prose.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => self.body.prose.push(place),
        }
    }

    /// Takes in a link. `defined` is where its target stands: the link itself, or a definition elsewhere.
    fn link(&mut self, event: &Event<'_>, place: Span, defined: Span) {
        let Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) = event
        else {
            return;
        };
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        self.is_silent = wiki || matches!(link_type, LinkType::Autolink | LinkType::Email);
        // The words of a link may be those of its target: the target is what stands after them.
        let before = if wiki { "[[" } else { "](" };
        let before = if defined == place { before } else { "]:" };
        let written = defined.slice(self.text);
        let skipped = written.rfind(before).map_or(0, |at| at + before.len());
        let found = written[skipped..].find(&**dest_url);
        let target_span = found.map_or(place, |at| {
            let start = defined.start as usize + skipped + at;
            Span::new(start, start + dest_url.len())
        });
        self.body.links.push(Link {
            target: dest_url.to_string(),
            span: place,
            target_span,
            wiki,
        });
    }
}

/// Returns a text without `<!-- comments -->`; one that is not closed goes on to the end.
pub fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Returns whether a line has words other than `TBD` or `TBD(@maria, 2026-05-01)`.
fn says_more_than_tbd(line: &str) -> bool {
    let words = line.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let is_tbd = words
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("tbd"));
    let after = if is_tbd { words[3..].trim() } else { words };
    let after = match after.strip_prefix('(').filter(|_| is_tbd) {
        Some(inside) => inside.split_once(')').map_or("", |(_, after)| after),
        None => after,
    };
    after.contains(char::is_alphanumeric)
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

fn close_section(body: &mut Body, end: u32) {
    if let Some(section) = body.sections.last_mut() {
        section.content.end = end.max(section.content.start);
    }
}

impl Body {
    /// Returns the section with this heading, compared without case.
    pub fn section(&self, title: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.title.eq_ignore_ascii_case(title))
    }

    /// Returns an address that no task has: `a1`, or one more than the highest of these.
    pub fn next_label(&self) -> String {
        let labels = self.tasks.iter().filter_map(|task| task.label.as_deref());
        let numbers = labels.filter_map(|label| label.strip_prefix('a')?.parse::<u32>().ok());
        format!("a{}", numbers.max().unwrap_or_default().saturating_add(1))
    }

    /// Returns the index of the section with this heading, compared without case.
    pub fn section_index(&self, title: &str) -> Option<usize> {
        self.sections
            .iter()
            .position(|section| section.title.eq_ignore_ascii_case(title))
    }

    /// Returns the sections below a section, until a heading of its own level or above.
    pub fn subsections(&self, index: usize) -> impl Iterator<Item = &Section> {
        let level = self.sections[index].level;
        self.sections[index + 1..]
            .iter()
            .take_while(move |below| below.level > level)
    }

    /// Returns whether a section, or one below it, says more than `TBD`. Comments say nothing.
    pub fn says_something(&self, text: &str, index: usize) -> bool {
        let own = std::iter::once(&self.sections[index]).chain(self.subsections(index));
        own.map(|section| without_comments(section.content.slice(text)))
            .any(|content| content.lines().any(says_more_than_tbd))
    }

    /// Returns the tasks in a section and the sections below it.
    pub fn tasks_under(&self, index: usize) -> impl Iterator<Item = &Task> {
        let last = index + self.subsections(index).count();
        self.tasks
            .iter()
            .filter(move |task| task.section.is_some_and(|at| (index..=last).contains(&at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "intro [[DEC-2]]\n\n## Path to green\n\n- [ ] @sam: stub the auth API (due 2026-06-04) ^p1\n- [x] done thing\n\nGreen when `x`.\n\n### More\n\n[risk](../risks/RISK-1.md)\n\n## Latest\nfine\n";

    #[test]
    fn sections_tasks_and_links_are_read_with_their_places() {
        let body = read(TEXT, Span::new(0, TEXT.len()));
        let titles: Vec<_> = body
            .sections
            .iter()
            .map(|section| (section.level, section.title.as_str()))
            .collect();
        assert_eq!(titles, [(2, "Path to green"), (3, "More"), (2, "Latest")]);
        assert_eq!(body.sections[2].content.slice(TEXT).trim(), "fine");
        let links: Vec<_> = body
            .links
            .iter()
            .map(|link| (link.target.as_str(), link.wiki))
            .collect();
        assert_eq!(links, [("DEC-2", true), ("../risks/RISK-1.md", false)]);
        let path = body.section_index("path to green").expect("it is there");
        assert_eq!(body.tasks_under(path).count(), 2);
        assert_eq!(body.subsections(path).count(), 1);
    }

    #[test]
    fn a_task_line_is_split_into_its_parts() {
        let body = read(TEXT, Span::new(0, TEXT.len()));
        let task = &body.tasks[0];
        assert_eq!(
            (
                task.owner.as_deref(),
                task.due.as_deref(),
                task.label.as_deref(),
                task.text.as_str(),
                task.done
            ),
            (
                Some("sam"),
                Some("2026-06-04"),
                Some("p1"),
                "stub the auth API",
                false
            )
        );
        assert_eq!(
            (body.tasks[1].done, body.tasks[1].text.as_str()),
            (true, "done thing")
        );
    }
}

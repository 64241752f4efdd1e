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
    /// Whether it is written `[[target]]`.
    pub wiki: bool,
}

/// Reads the body that stands at `span` of a file.
pub fn read(text: &str, span: Span) -> Body {
    let source = span.slice(text);
    let base = span.start as usize;
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_WIKILINKS;
    let mut body = Body::default();
    let mut heading: Option<(u8, Span, String)> = None;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        let place = Span::new(range.start, range.end).shifted(base);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some((depth(level), place, String::new()))
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, heading, title)) = heading.take() {
                    close_section(&mut body, heading.start);
                    let content = Span::new(heading.end as usize, span.end as usize);
                    body.sections.push(Section {
                        level,
                        title: title.trim().into(),
                        heading,
                        content,
                    });
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, _, title)) = &mut heading {
                    title.push_str(&words);
                }
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                body.links.push(Link {
                    target: dest_url.to_string(),
                    span: place,
                    wiki,
                });
            }
            Event::TaskListMarker(done) => {
                let section = body.sections.len().checked_sub(1);
                body.tasks.push(task::read(text, place, done, section));
            }
            _ => {}
        }
    }
    body
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

//! The Markdown of the manual as blocks: headings, paragraphs, lists, code and tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Words of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// True for strong words.
    pub bold: bool,
    /// True for emphasised words.
    pub italic: bool,
    /// True for code: keys, commands, file names.
    pub code: bool,
    /// The address that they lead to, as it is in the page.
    pub link: Option<String>,
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading with its level from 1, and the name by which links lead to it.
    Heading(u8, Vec<Span>, String),
    /// A paragraph within so many lists.
    Paragraph(usize, Vec<Span>),
    /// The first paragraph of an item of a list within so many others, with its marker.
    Item(usize, String, Vec<Span>),
    /// Lines of code within so many lists.
    Code(usize, String),
    /// A table: its head, then its rows.
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>),
}

impl Block {
    /// All its words.
    pub fn words(&self) -> String {
        match self {
            Self::Heading(_, words, _) | Self::Paragraph(_, words) | Self::Item(_, _, words) => joined(words),
            Self::Code(_, code) => code.clone(),
            Self::Table(head, rows) => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.map(|cell| joined(cell)).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// The words of spans.
pub fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.words.as_str()).collect()
}

/// Reads a page. Pictures are left out, as the window is at hand, and so are comments.
pub fn read(page: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.blocks
}

/// The name by which links lead to a heading, as GitHub makes it.
fn anchor(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// State of the reading.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    words: Vec<Span>,
    style: Span,
    /// The number of the next item of each list, or none if it has no numbers.
    lists: Vec<Option<u64>>,
    /// The marker of the item that begins.
    marker: Option<String>,
    is_picture: bool,
    cells: Vec<Vec<Span>>,
    head: Vec<Vec<Span>>,
    rows: Vec<Vec<Vec<Span>>>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.push(&words, false),
            Event::Code(words) => self.push(&words, true),
            Event::SoftBreak | Event::HardBreak => self.push(" ", false),
            _ => {}
        }
    }

    fn push(&mut self, words: &str, code: bool) {
        if self.is_picture {
            return;
        }
        let span = Span { words: words.to_owned(), code, ..self.style.clone() };
        match self.words.last_mut() {
            Some(last) if (Span { words: String::new(), ..last.clone() }) == (Span { code, ..self.style.clone() }) => {
                last.words.push_str(words);
            }
            _ => self.words.push(span),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.style.bold = true,
            Tag::Emphasis => self.style.italic = true,
            Tag::Link { dest_url, .. } => self.style.link = Some(dest_url.into_string()),
            Tag::Image { .. } => self.is_picture = true,
            Tag::List(first) => {
                self.end_words();
                self.lists.push(first);
            }
            Tag::Item => {
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Emphasis => self.style.italic = false,
            TagEnd::Link => self.style.link = None,
            TagEnd::Image => self.is_picture = false,
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                let name = anchor(&joined(&words));
                self.blocks.push(Block::Heading(level as u8, words, name));
            }
            TagEnd::CodeBlock => {
                let code = joined(&std::mem::take(&mut self.words));
                self.blocks.push(Block::Code(self.lists.len(), code.trim_end().to_owned()));
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_words(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.words)),
            TagEnd::TableHead => self.head = std::mem::take(&mut self.cells),
            TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => {
                self.blocks.push(Block::Table(std::mem::take(&mut self.head), std::mem::take(&mut self.rows)));
            }
            _ => {}
        }
    }

    /// Ends a paragraph, or the words of an item without paragraphs.
    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        let depth = self.lists.len();
        if joined(&words).trim().is_empty() {
            return;
        }
        self.blocks.push(match self.marker.take() {
            Some(marker) => Block::Item(depth.saturating_sub(1), marker, words),
            None => Block::Paragraph(depth, words),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Span, joined, read};

    #[test]
    fn a_page_is_read_as_blocks() {
        let page = "# Name, and *more*\n\n![A picture](a.png)\n\nSee `F1`, or\n[here](b.md#c).\n\n1. One\n   - Two\n2. Three\n\n\
                    | A | B |\n|---|---|\n| `c` | d |\n\n<!-- begin: x -->\n```sh\nls\n```\n";
        let blocks = read(page);
        let Block::Heading(1, words, anchor) = &blocks[0] else { panic!("{blocks:?}") };
        assert_eq!((joined(words).as_str(), anchor.as_str()), ("Name, and more", "name-and-more"));
        let Block::Paragraph(0, words) = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(joined(words), "See F1, or here.");
        assert!(words[1].code && words[3].link.as_deref() == Some("b.md#c"), "{words:?}");
        let item = |depth, marker: &str, words: &str| {
            Block::Item(depth, marker.to_owned(), vec![Span { words: words.to_owned(), ..Span::default() }])
        };
        assert_eq!(blocks[2..5], [item(0, "1.", "One"), item(1, "•", "Two"), item(0, "2.", "Three")]);
        let Block::Table(head, rows) = &blocks[5] else { panic!("{blocks:?}") };
        assert_eq!((head.len(), rows.len(), joined(&rows[0][1])), (2, 1, "d".to_owned()));
        assert_eq!(blocks[6..], [Block::Code(0, "ls".to_owned())]);
    }
}

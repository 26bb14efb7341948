//! The blocks of a text: headings, paragraphs, lists, sections, notes.

use std::collections::HashMap;

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::flow::{Flow, Result};
use crate::articles::office::odt::WHAT;
use crate::articles::office::odt::styles::{self, LEVELS, Role, Styles};
use crate::articles::styled::Look;
use crate::encoding::{Cancellation, xml};

/// A note, to be read after the text.
#[derive(Debug)]
pub struct Note<'a, 'i> {
    mark: String,
    body: Node<'a, 'i>,
}

/// Counters of lists.
#[derive(Debug, Default)]
pub struct Counts {
    /// The number of the last item, by list style and level.
    pub(super) by_style: HashMap<(String, usize), u32>,
    /// The styles of open lists, outermost first.
    pub(super) open: Vec<String>,
}

/// The reader of a text: walks its blocks and writes them to the flow.
#[derive(Debug)]
pub struct Body<'a, 'i> {
    pub(super) styles: &'a Styles,
    pub(super) formulas: &'a HashMap<String, String>,
    pub flow: Flow<'a>,
    /// The look of the runs around, and true for hidden ones.
    pub(super) look: (Look, bool),
    /// Text boxes of the paragraph, which follow it.
    pub(super) boxes: Vec<Node<'a, 'i>>,
    notes: Vec<Note<'a, 'i>>,
    pub(super) counts: Counts,
    outline: [u32; LEVELS],
}

impl<'a, 'i> Body<'a, 'i> {
    /// A reader of a text with these styles.
    pub fn new(styles: &'a Styles, formulas: &'a HashMap<String, String>, cancellation: Cancellation<'a>) -> Self {
        Self {
            styles,
            formulas,
            flow: Flow::new(WHAT, cancellation),
            look: Default::default(),
            boxes: Vec::new(),
            notes: Vec::new(),
            counts: Counts::default(),
            outline: [0; LEVELS],
        }
    }

    /// Reads the blocks in an element.
    ///
    /// # Errors
    /// If elements are nested too deeply.
    pub fn blocks(&mut self, parent: Node<'a, 'i>) -> Result {
        self.deeper(|body| parent.children().filter(Node::is_element).try_for_each(|node| body.block(node)))
    }

    pub(super) fn block(&mut self, node: Node<'a, 'i>) -> Result {
        match xml::name(node) {
            "p" | "h" => self.paragraph(node),
            "list" => self.list(node),
            "table" => self.table(node),
            "section" if xml::attribute(node, "display") == Some("none") => {
                self.flow.omissions.hidden();
                Ok(())
            }
            // A numbered paragraph is a list item without a list element.
            "numbered-paragraph" | "section" | "index-body" | "index-title" | "text-box" => self.blocks(node),
            "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index"
            | "alphabetical-index" | "bibliography" => self.blocks(node),
            "tracked-changes" => {
                let regions = node.descendants().filter(|node| matches!(xml::name(*node), "insertion" | "deletion"));
                self.flow.omissions.changes += regions.count();
                Ok(())
            }
            "frame" | "g" | "custom-shape" | "a" => {
                self.flow.end();
                self.flow.styled.begin(Block::Paragraph);
                self.inline(node)?;
                self.text_boxes()
            }
            _ => Ok(()),
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'i>) -> Result {
        let style = xml::attribute(node, "style-name").unwrap_or_default();
        let is_hidden = matches!(xml::attribute(node, "is-hidden"), Some("true"));
        let hides = self.styles.hides(style);
        if is_hidden || (hides && !self.has_shown_span(node)) {
            self.flow.omissions.hidden();
            return Ok(());
        }
        let around = self.look;
        self.look.1 |= hides;
        let read = self.shown_paragraph(node, style);
        self.look = around;
        read
    }

    /// True if a span is visible in a paragraph with a hidden style.
    fn has_shown_span(&self, node: Node<'a, 'i>) -> bool {
        let shown = |span: Node<'_, '_>| {
            let style = xml::attribute(span, "style-name").unwrap_or_default();
            !self.styles.run(style, (Look::default(), true)).1
        };
        node.descendants().any(|span| xml::name(span) == "span" && shown(span))
    }

    fn shown_paragraph(&mut self, node: Node<'a, 'i>, style: &str) -> Result {
        if self.flow.in_row {
            self.flow.styled.builder.write(" ");
            return self.inline_content(node);
        }
        let role = self.styles.role(style);
        let level = xml::attribute(node, "outline-level").and_then(|level| level.parse::<u8>().ok());
        let block = match (xml::name(node), role) {
            (_, Role::Title) => Block::Heading(1),
            ("h", _) => Block::Heading(level.unwrap_or(1).max(1)),
            (_, Role::Caption) => Block::Caption,
            (_, Role::Code) => Block::Code,
            _ => Block::Paragraph,
        };
        self.flow.in_code = block == Block::Code;
        self.flow.quote(role == Role::Quote);
        self.flow.styled.begin(block);
        if let Some(mark) = self.flow.mark.take() {
            self.flow.styled.builder.write(&mark);
        }
        if let ("h", Block::Heading(level)) = (xml::name(node), block)
            && xml::attribute(node, "is-list-header") != Some("true")
        {
            let number = self.heading_number(usize::from(level) - 1);
            self.flow.styled.builder.write(&number);
        }
        self.inline_content(node)?;
        if self.flow.title.is_none() && role == Role::Title {
            self.flow.title = Some(xml::text(node)).filter(|text| !text.trim().is_empty());
        }
        self.flow.in_code = false;
        self.flow.styled.plain();
        self.text_boxes()
    }

    /// The displayed number of the next heading of a level from 0, with a space after it.
    fn heading_number(&mut self, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let levels = &self.styles.outline;
        let count = &mut self.outline[level];
        *count = if *count == 0 { levels[level].start.max(1) } else { count.saturating_add(1) };
        self.outline[level + 1..].fill(0);
        let label = styles::label(levels, &self.outline, level);
        if label.is_empty() { label } else { label + " " }
    }

    /// Reads text boxes after their paragraph.
    pub(super) fn text_boxes(&mut self) -> Result {
        while !self.boxes.is_empty() && !self.flow.in_row {
            for node in std::mem::take(&mut self.boxes) {
                self.flow.end();
                self.blocks(node)?;
                self.flow.end();
            }
        }
        Ok(())
    }

    /// Keeps a note for the end, and returns its mark.
    pub(super) fn note(&mut self, node: Node<'a, 'i>) -> String {
        let citation = xml::child(node, "note-citation").map(xml::text).unwrap_or_default();
        let citation = citation.trim();
        let mark = if citation.is_empty() { (self.notes.len() + 1).to_string() } else { citation.to_owned() };
        let mark = format!("[{mark}]");
        if let Some(body) = xml::child(node, "note-body") {
            self.notes.push(Note { mark: mark.clone(), body });
        }
        mark
    }

    /// Reads the notes as footnotes.
    ///
    /// # Errors
    /// If elements are nested too deeply.
    pub fn notes(&mut self) -> Result {
        // Notes may contain notes.
        while !self.notes.is_empty() {
            for note in std::mem::take(&mut self.notes) {
                self.flow.begin_note(&note.mark);
                self.blocks(note.body)?;
                self.flow.end_note();
            }
        }
        Ok(())
    }

    /// Reads one level deeper.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result) -> Result {
        self.flow.enter()?;
        let read = read(self);
        self.flow.leave();
        read
    }
}

//! Block content: paragraphs, tables, text boxes, notes.

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::docx::fields::Field;
use crate::articles::office::docx::numbering::Numbering;
use crate::articles::office::docx::package::Relations;
use crate::articles::office::docx::styles::{self, ListPart, Role, RunLook, Styles};
use crate::articles::office::docx::{WHAT, value, word, word_child};
use crate::articles::office::flow::{Flow, Result};
use crate::articles::office::numerals;
use crate::encoding::{Cancellation, xml};

/// The element of a footnote.
pub const FOOTNOTE: &str = "footnote";
/// The element of an endnote.
pub const ENDNOTE: &str = "endnote";

/// The reader of a part: walks its blocks and writes their text to the flow.
#[derive(Debug)]
pub struct Body<'s> {
    pub(super) styles: &'s Styles,
    pub(super) relations: &'s Relations,
    cancellation: Cancellation<'s>,
    pub flow: Flow<'s>,
    /// True if the style of the paragraph hides its runs, unless they state otherwise.
    pub(super) hidden: bool,
    pub(super) fields: Vec<Field>,
    /// True directly after the mark of a note.
    pub(super) after_mark: bool,
    /// Number of insertions around the current element.
    pub(super) insertions: usize,
    /// The notes that were referred to, in order: the name of their element, and their id.
    pub(super) notes: Vec<(&'static str, String)>,
    numbering: Numbering,
    /// True if the end of the paragraph was deleted, so that the next one continues it.
    keep_going: bool,
}

impl<'s> Body<'s> {
    /// A reader of a part with these relations.
    pub fn new(
        styles: &'s Styles,
        numbering: Numbering,
        relations: &'s Relations,
        cancellation: Cancellation<'s>,
    ) -> Self {
        Self {
            styles,
            relations,
            cancellation,
            flow: Flow::new(WHAT, cancellation),
            hidden: false,
            fields: Vec::new(),
            after_mark: false,
            insertions: 0,
            notes: Vec::new(),
            numbering,
            keep_going: false,
        }
    }

    /// Reads the blocks in an element.
    ///
    /// # Errors
    /// If elements are nested too deeply.
    pub fn blocks(&mut self, parent: Node<'_, '_>) -> Result {
        self.deeper(|body| {
            for node in parent.children().filter(Node::is_element) {
                body.block(node)?;
            }
            Ok(())
        })
    }

    fn block(&mut self, node: Node<'_, '_>) -> Result {
        match word(node) {
            "p" => self.paragraph(node),
            "tbl" => self.table(node),
            "sdt" => word_child(node, "sdtContent").map_or(Ok(()), |content| self.blocks(content)),
            "customXml" | "smartTag" => self.blocks(node),
            "ins" | "moveTo" => {
                self.flow.omissions.change(node, true);
                self.insertions += 1;
                let read = self.blocks(node);
                self.insertions -= 1;
                read
            }
            "del" | "moveFrom" => {
                self.flow.omissions.change(node, false);
                Ok(())
            }
            "altChunk" => {
                self.flow.omissions.parts += 1;
                Ok(())
            }
            _ if xml::name(node) == "AlternateContent" => {
                alternative(node, |choice| word(choice) == "t").map_or(Ok(()), |chosen| self.blocks(chosen))
            }
            _ => Ok(()),
        }
    }

    /// Reads the notes of one kind as footnotes, if the text refers to them.
    ///
    /// # Errors
    /// If elements are nested too deeply.
    pub fn notes(&mut self, kind: &'static str, root: Node<'_, '_>, relations: &'s Relations) -> Result {
        self.relations = relations;
        let mut index = 0;
        let mut number = 0;
        // Notes may refer to notes.
        while let Some((of, id)) = self.notes.get(index).cloned() {
            index += 1;
            self.cancellation.check()?;
            if of != kind {
                continue;
            }
            number += 1;
            let is_it = |node: &Node<'_, '_>| word(*node) == kind && xml::attribute(*node, "id") == Some(&id);
            let Some(note) = root.children().find(is_it) else { continue };
            self.keep_going = false;
            self.flow.begin_note(&format!("[{}]", note_number(kind, number)));
            self.blocks(note)?;
            self.keep_going = false;
            self.flow.end_note();
        }
        Ok(())
    }

    /// Records a reference to a note, and returns the displayed number.
    pub(super) fn refer(&mut self, kind: &'static str, id: &str) -> String {
        let known = |note: &(&str, String)| note.0 == kind && note.1 == id;
        if !self.notes.iter().any(known) {
            self.notes.push((kind, id.to_owned()));
        }
        let place = self.notes.iter().filter(|note| note.0 == kind).position(known).unwrap_or_default();
        note_number(kind, place + 1)
    }

    pub(super) fn paragraph(&mut self, node: Node<'_, '_>) -> Result {
        let properties = word_child(node, "pPr");
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let mark = properties.and_then(|properties| word_child(properties, "rPr"));
        let end_deleted = mark.and_then(|mark| word_child(mark, "del").or_else(|| word_child(mark, "moveFrom")));
        if let Some(change) = mark.and_then(|mark| word_child(mark, "ins").or(end_deleted)) {
            self.flow.omissions.change(change, end_deleted.is_none());
        }
        let around = std::mem::replace(&mut self.hidden, self.styles.hides(style));
        if self.hidden && !self.has_shown_run(node) {
            self.hidden = around;
            self.flow.omissions.hidden();
            return Ok(());
        }
        if self.keep_going {
            self.flow.styled.builder.write(" ");
        } else {
            self.begin(properties, style);
        }
        if let Some(mark) = self.flow.mark.take() {
            self.flow.styled.builder.write(&mark);
            self.after_mark = true;
        }
        self.runs(node)?;
        self.hidden = around;
        if self.flow.title.is_none() && self.styles.role(style) == Role::Title {
            let deleted =
                |node: &Node<'_, '_>| node.ancestors().any(|around| matches!(word(around), "del" | "moveFrom"));
            let shown = node.descendants().filter(|node| word(*node) == "t" && !deleted(node));
            let text: String = shown.filter_map(|node| node.text()).collect();
            self.flow.title =
                Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
        }
        self.keep_going = end_deleted.is_some();
        if !self.keep_going {
            self.flow.styled.plain();
            self.text_boxes(node)?;
        }
        Ok(())
    }

    /// True if a run is visible in a paragraph with a hidden style.
    fn has_shown_run(&self, node: Node<'_, '_>) -> bool {
        node.descendants().any(|run| word(run) == "r" && !self.is_hidden(word_child(run, "rPr")))
    }

    /// True if a run is hidden: by its own property, else if exactly one of its style and the paragraph's style hides
    /// it (ISO/IEC 29500-1, 17.7.3).
    pub(super) fn is_hidden(&self, properties: Option<Node<'_, '_>>) -> bool {
        let own = properties.map(RunLook::of).unwrap_or_default();
        let style = properties.and_then(|properties| value(properties, "rStyle"));
        own.hidden.unwrap_or_else(|| self.styles.run(style, RunLook::default()).is_hidden() != self.hidden)
    }

    /// Begins a paragraph with its properties and style.
    fn begin(&mut self, properties: Option<Node<'_, '_>>, style: Option<&str>) {
        let role = match properties.and_then(styles::outline) {
            Some(level) if level < 9 => Role::Heading(level + 1),
            _ => self.styles.role(style),
        };
        let own = properties.map(ListPart::of).unwrap_or_default();
        let by_style = self.styles.list(style);
        let list = ListPart { id: own.id.or(by_style.id), level: own.level.or(by_style.level) };
        let numbered = self.numbering.next(&list, style);
        let block = match role {
            Role::Title => Block::Heading(1),
            Role::Heading(level) => Block::Heading(level),
            Role::Caption => Block::Caption,
            Role::Code => Block::Code,
            Role::Body | Role::Quote | Role::ListText => Block::Paragraph,
        };
        self.flow.in_code = block == Block::Code;
        let goes_on_in_list = role == Role::ListText && self.flow.lists.is_open() && !self.flow.in_row;
        if !goes_on_in_list && (numbered.is_none() || block != Block::Paragraph) {
            self.flow.lists.close(&mut self.flow.styled);
        }
        self.flow.quote(role == Role::Quote && !self.flow.in_row);
        match numbered {
            Some(item) if block == Block::Paragraph => self.flow.lists.item(&mut self.flow.styled, &item.item),
            // The text refers to headings by number ("see 2.1"), so the number is part of the text.
            Some(item) if !item.label.is_empty() => {
                self.flow.styled.begin(block);
                self.flow.styled.builder.write(&format!("{} ", item.label));
            }
            _ => self.flow.styled.begin(block),
        }
    }

    /// Ends lists, quotations and a paragraph whose end was deleted.
    pub(super) fn end_flow(&mut self) {
        self.keep_going = false;
        self.flow.end();
    }

    /// Reads the text boxes of a paragraph after it, each once.
    pub(super) fn text_boxes(&mut self, node: Node<'_, '_>) -> Result {
        let mut boxes = Vec::new();
        text_boxes(node, &mut boxes);
        for content in boxes {
            self.end_flow();
            self.blocks(content)?;
            self.end_flow();
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

/// The number of a note: digits for footnotes, lower-case Roman numerals for endnotes, as is Word's default.
fn note_number(kind: &str, number: usize) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    numerals::write(if kind == ENDNOTE { "i" } else { "1" }, number)
}

/// The first alternative with text, else the first (ISO/IEC 29500-3).
pub fn alternative<'a, 'i>(node: Node<'a, 'i>, has_text: impl Fn(Node<'a, 'i>) -> bool) -> Option<Node<'a, 'i>> {
    let ways = || node.children().filter(|child| matches!(xml::name(*child), "Choice" | "Fallback"));
    ways().find(|way| way.descendants().any(&has_text)).or_else(|| ways().next())
}

/// The text boxes of a paragraph, without nested ones.
fn text_boxes<'a, 'i>(node: Node<'a, 'i>, found: &mut Vec<Node<'a, 'i>>) {
    let mut open: Vec<Node<'a, 'i>> = node.children().rev().filter(Node::is_element).collect();
    while let Some(node) = open.pop() {
        match (word(node), xml::name(node)) {
            ("txbxContent", _) => found.push(node),
            ("del" | "moveFrom", _) => {}
            (_, "AlternateContent") => open.extend(alternative(node, |node| word(node) == "t")),
            _ => open.extend(node.children().rev().filter(Node::is_element)),
        }
    }
}

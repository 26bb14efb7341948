//! The blocks of a document: paragraphs, tables, text boxes, notes.

use roxmltree::Node;

use crate::articles::build::Block;
use crate::articles::docx::inline::Field;
use crate::articles::docx::numbering::Numbering;
use crate::articles::docx::package::Relations;
use crate::articles::docx::styles::{self, ListPart, Role, RunLook, Styles};
use crate::articles::docx::{WHAT, value, word, word_child};
use crate::articles::left_out::LeftOut;
use crate::articles::lists::Lists;
use crate::articles::styled::Styled;
use crate::articles::{ArticleError, numerals};
use crate::encoding::Cancellation;
use crate::encoding::FileError;
use crate::encoding::xml;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// The element of a footnote.
pub const FOOTNOTE: &str = "footnote";
/// The element of an endnote.
pub const ENDNOTE: &str = "endnote";

/// What reading a part gives: nothing but an error.
pub type Result<T = (), E = ArticleError> = std::result::Result<T, E>;

/// What walks the blocks and builds the text.
#[derive(Debug)]
pub struct Body<'s> {
    pub(super) styles: &'s Styles,
    pub(super) relations: &'s Relations,
    cancellation: Cancellation<'s>,
    /// The style of the paragraph hides its runs, unless they say otherwise.
    pub(super) hidden: bool,
    pub(super) styled: Styled,
    pub(super) fields: Vec<Field>,
    pub left_out: LeftOut,
    /// How many elements lie around the one that is read.
    pub(super) depth: usize,
    /// True if a row is being written, in which everything is words.
    pub(super) in_row: bool,
    /// True if lines of code are written, whose spaces stay.
    pub(super) in_code: bool,
    /// True if the mark of a note has just been written.
    pub(super) after_mark: bool,
    /// How many insertions lie around.
    pub(super) insertions: usize,
    /// The notes that were referred to, in order: their elements' name and id.
    pub(super) notes: Vec<(&'static str, String)>,
    numbering: Numbering,
    lists: Lists,
    in_quote: bool,
    /// The paragraph's end was deleted, so that the next one goes on in it.
    goes_on: bool,
    /// Words to begin the next paragraph with: the number of a note.
    mark: Option<String>,
    title: Option<String>,
}

impl<'s> Body<'s> {
    /// A walk over a part with these relations.
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
            hidden: false,
            styled: Styled::default(),
            fields: Vec::new(),
            left_out: LeftOut::default(),
            depth: 0,
            in_row: false,
            in_code: false,
            after_mark: false,
            insertions: 0,
            notes: Vec::new(),
            numbering,
            lists: Lists::default(),
            in_quote: false,
            goes_on: false,
            mark: None,
            title: None,
        }
    }

    /// Reads what lies in an element: blocks.
    ///
    /// # Errors
    /// If elements lie too deep.
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
                self.left_out.change(node, true);
                self.insertions += 1;
                let read = self.blocks(node);
                self.insertions -= 1;
                read
            }
            "del" | "moveFrom" => {
                self.left_out.change(node, false);
                Ok(())
            }
            "altChunk" => {
                self.left_out.parts += 1;
                Ok(())
            }
            _ if xml::name(node) == "AlternateContent" => {
                alternative(node, |choice| word(choice) == "t").map_or(Ok(()), |chosen| self.blocks(chosen))
            }
            _ => Ok(()),
        }
    }

    /// Reads notes of one kind that were referred to, each as a footnote with its mark.
    ///
    /// # Errors
    /// If elements lie too deep.
    pub fn notes(&mut self, kind: &'static str, root: Node<'_, '_>, relations: &'s Relations) -> Result {
        self.relations = relations;
        let mut index = 0;
        let mut number = 0;
        // A note may refer to another one.
        while let Some((of, id)) = self.notes.get(index).cloned() {
            index += 1;
            self.cancellation.check()?;
            if of != kind {
                continue;
            }
            number += 1;
            let is_it = |node: &Node<'_, '_>| word(*node) == kind && xml::attribute(*node, "id") == Some(&id);
            let Some(note) = root.children().find(is_it) else { continue };
            self.end_flow();
            self.styled.builder.footnote(true);
            self.mark = Some(format!("[{}] ", note_number(kind, number)));
            self.blocks(note)?;
            self.mark = None;
            self.end_flow();
            self.styled.builder.footnote(false);
        }
        Ok(())
    }

    /// Refers to a note, and gives its number as it is written.
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
            self.left_out.change(change, end_deleted.is_none());
        }
        let around = std::mem::replace(&mut self.hidden, self.styles.hides(style));
        if self.hidden && !self.has_shown_run(node) {
            self.hidden = around;
            self.left_out.hidden();
            return Ok(());
        }
        if self.goes_on {
            self.styled.builder.words(" ");
        } else {
            self.begin(properties, style);
        }
        if let Some(mark) = self.mark.take() {
            self.styled.builder.words(&mark);
            self.after_mark = true;
        }
        self.runs(node)?;
        self.hidden = around;
        if self.title.is_none() && self.styles.role(style) == Role::Title {
            let deleted =
                |node: &Node<'_, '_>| node.ancestors().any(|around| matches!(word(around), "del" | "moveFrom"));
            let shown = node.descendants().filter(|node| word(*node) == "t" && !deleted(node));
            let words: String = shown.filter_map(|node| node.text()).collect();
            self.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty());
        }
        self.goes_on = end_deleted.is_some();
        if !self.goes_on {
            self.styled.plain();
            self.text_boxes(node)?;
        }
        Ok(())
    }

    /// True if a run of a paragraph whose style is hidden is shown all the same.
    fn has_shown_run(&self, node: Node<'_, '_>) -> bool {
        node.descendants().any(|run| word(run) == "r" && !self.is_hidden(word_child(run, "rPr")))
    }

    /// True if a run with these properties is hidden: as it says itself, or else where its own style and that of the
    /// paragraph say so, but not where both do (ISO/IEC 29500-1, 17.7.3).
    pub(super) fn is_hidden(&self, properties: Option<Node<'_, '_>>) -> bool {
        let said = properties.map(RunLook::of).unwrap_or_default();
        let style = properties.and_then(|properties| value(properties, "rStyle"));
        said.hidden.unwrap_or_else(|| self.styles.run(style, RunLook::default()).is_hidden() != self.hidden)
    }

    /// Begins a paragraph, as its properties and its style say.
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
        self.in_code = block == Block::Code;
        let goes_on_in_list = role == Role::ListText && self.lists.is_open() && !self.in_row;
        if !goes_on_in_list && (numbered.is_none() || block != Block::Paragraph) {
            self.lists.close(&mut self.styled);
        }
        let quoted = role == Role::Quote && !self.in_row;
        if quoted != self.in_quote {
            self.lists.close(&mut self.styled);
            self.styled.plain();
            self.styled.builder.quote(quoted);
            self.in_quote = quoted;
        }
        match numbered {
            Some(item) if block == Block::Paragraph => self.lists.item(&mut self.styled, &item.item),
            // The number of a heading is said elsewhere in the text, "see 2.1", so it is one of its words.
            Some(item) if !item.label.is_empty() => {
                self.styled.begin(block);
                self.styled.builder.words(&format!("{} ", item.label));
            }
            _ => self.styled.begin(block),
        }
    }

    /// Ends lists and quotations, for something that is in none.
    pub(super) fn end_flow(&mut self) {
        self.goes_on = false;
        self.lists.close(&mut self.styled);
        self.styled.plain();
        if std::mem::take(&mut self.in_quote) {
            self.styled.builder.quote(false);
        }
    }

    /// Text boxes lie beside the paragraph that holds them: they come after it, each once.
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

    /// Goes one level deeper.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result) -> Result {
        self.cancellation.check()?;
        if self.depth >= xml::MAX_DEPTH {
            return Err(FileError::TooLarge { what: WHAT, limit: "256 elements in one another" }.into());
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// The title that a paragraph of that style says, the text and its structure.
    pub fn finish(mut self) -> (Option<String>, ArticleText, Structure) {
        self.end_flow();
        let (text, structure) = self.styled.builder.finish();
        (self.title, text, structure)
    }
}

/// Footnotes are counted in digits, endnotes in small Roman numerals, as Word does unless it is told otherwise.
fn note_number(kind: &str, number: usize) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    numerals::write(if kind == ENDNOTE { "i" } else { "1" }, number)
}

/// Of several ways in which the same is said (ISO/IEC 29500-3), the first that has words, else the first.
pub fn alternative<'a, 'i>(node: Node<'a, 'i>, says: impl Fn(Node<'a, 'i>) -> bool) -> Option<Node<'a, 'i>> {
    let ways = || node.children().filter(|child| matches!(xml::name(*child), "Choice" | "Fallback"));
    ways().find(|way| way.descendants().any(&says)).or_else(|| ways().next())
}

/// The text boxes of a paragraph, and not those within them.
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

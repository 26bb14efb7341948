//! Inline content of a paragraph: runs, links, notes, fields, pictures.

use roxmltree::Node;

use crate::articles::office::flow::Result;
use crate::articles::office::mathml;
use crate::articles::office::odt::body::Body;
use crate::encoding::xml;

/// Maximum number of spaces in one element.
const SPACES: usize = 1000;

impl<'a, 'i> Body<'a, 'i> {
    /// Reads the inline content of an element.
    pub(super) fn inline_content(&mut self, parent: Node<'a, 'i>) -> Result {
        self.deeper(|body| {
            for node in parent.children() {
                if node.is_text() {
                    body.write(node.text().unwrap_or_default());
                } else if node.is_element() {
                    body.inline(node)?;
                }
            }
            Ok(())
        })
    }

    pub(super) fn inline(&mut self, node: Node<'a, 'i>) -> Result {
        match xml::name(node) {
            "span" => {
                let around = self.look;
                let style = xml::attribute(node, "style-name").unwrap_or_default();
                self.look = self.styles.run(style, around);
                let read = self.inline_content(node);
                self.look = around;
                return read;
            }
            "a" => {
                let address = xml::attribute(node, "href").filter(|address| !address.starts_with('#'));
                let Some(address) = address else { return self.inline_content(node) };
                self.flow.styled.open_link(address);
                let read = self.inline_content(node);
                self.flow.styled.close_link();
                return read;
            }
            "s" => {
                let count = xml::attribute(node, "c").and_then(|count| count.parse().ok()).unwrap_or(1).min(SPACES);
                if self.flow.in_code {
                    self.flow.styled.builder.verbatim(&" ".repeat(count));
                } else {
                    self.write(" ");
                }
            }
            "tab" if self.flow.in_code => self.flow.styled.builder.verbatim("\t"),
            "tab" => self.flow.styled.builder.tab(),
            "line-break" if self.flow.in_row => self.write(" "),
            "line-break" => self.flow.styled.builder.line_end(),
            "note" => {
                let mark = self.note(node);
                self.flow.styled.plain();
                self.flow.styled.builder.write(&mark);
            }
            "annotation" => self.flow.omissions.comments += 1,
            "hidden-text" | "hidden-paragraph" => self.flow.omissions.hidden(),
            "ruby" => {
                if let Some(base) = xml::child(node, "ruby-base") {
                    self.inline_content(base)?;
                }
                if let Some(above) = xml::child(node, "ruby-text").filter(|above| !xml::text(*above).trim().is_empty())
                {
                    self.write("(");
                    self.inline_content(above)?;
                    self.write(")");
                }
            }
            "frame" | "custom-shape" | "text-box" | "g" => self.drawing(node)?,
            // Anchors, and the parts of a picture.
            "annotation-end" | "soft-page-break" | "title" | "desc" | "image" | "event-listeners" | "glue-point" => {}
            "enhanced-geometry" | "tracked-changes" | "script" => {}
            "p" | "h" | "list" => {
                self.write(" ");
                self.inline_content(node)?;
            }
            // Fields have their result as text; change marks, bookmarks and index marks are empty.
            _ => self.inline_content(node)?,
        }
        Ok(())
    }

    /// Reads a frame: a text box, a formula, a picture with a description, or an object that is not shown.
    fn drawing(&mut self, node: Node<'a, 'i>) -> Result {
        let child_text = |name| xml::child(node, name).map(xml::text).filter(|text| !text.trim().is_empty());
        if let Some(object) = xml::child(node, "object") {
            let inner = xml::child(object, "math").map(mathml::text);
            let folder = xml::attribute(object, "href").unwrap_or_default();
            let folder = folder.trim_start_matches("./").trim_end_matches('/').to_lowercase();
            match inner.or_else(|| self.formulas.get(&folder).cloned()) {
                Some(text) => self.write(&text),
                None => self.flow.omissions.objects += 1,
            }
            return Ok(());
        }
        if node.descendants().any(|inner| matches!(xml::name(inner), "p" | "h" | "list" | "table")) {
            match xml::name(node) {
                "frame" | "g" => {
                    let inner = node
                        .children()
                        .filter(|inner| matches!(xml::name(*inner), "text-box" | "frame" | "custom-shape" | "g"));
                    return self.deeper(|body| inner.into_iter().try_for_each(|inner| body.drawing(inner)));
                }
                _ if self.flow.in_row => return self.inline_content(node),
                _ => self.boxes.push(node),
            }
            return Ok(());
        }
        if let Some(text) = child_text("desc").or_else(|| child_text("title")) {
            self.flow.styled.picture(&text);
        }
        Ok(())
    }

    /// Writes text without soft hyphens.
    fn write(&mut self, text: &str) {
        let (look, hidden) = self.look;
        let has_words = !text.trim().is_empty();
        if hidden {
            if has_words {
                self.flow.omissions.hidden();
            }
            return;
        }
        if has_words {
            self.flow.omissions.shown(false);
        }
        if self.flow.in_code {
            let plain = text.replace('\u{AD}', "");
            let single = plain.split(['\n', '\t', '\r']).map(str::trim_ascii).collect::<Vec<_>>().join(" ");
            let plain = if plain.contains(['\n', '\t', '\r']) { single } else { plain };
            return self.flow.styled.builder.verbatim(&plain);
        }
        self.flow.styled.look(look);
        for text in text.split('\u{AD}') {
            self.flow.styled.builder.write(text);
        }
    }
}

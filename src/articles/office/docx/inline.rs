//! Inline content of a paragraph: runs, links, fields, notes, pictures.

use roxmltree::Node;

use crate::articles::office::docx::body::{Body, ENDNOTE, FOOTNOTE, alternative};
use crate::articles::office::docx::fields::{Field, address_of_field};
use crate::articles::office::docx::styles::RunLook;
use crate::articles::office::docx::{math, value, word, word_child};
use crate::articles::office::flow::Result;
use crate::articles::styled::Look;
use crate::articles::symbols;
use crate::encoding::xml;

impl Body<'_> {
    /// Reads the inline content of an element.
    pub(super) fn runs(&mut self, parent: Node<'_, '_>) -> Result {
        self.deeper(|body| {
            for node in parent.children().filter(Node::is_element) {
                body.run_or_more(node)?;
            }
            Ok(())
        })
    }

    fn run_or_more(&mut self, node: Node<'_, '_>) -> Result {
        match word(node) {
            "r" => self.run(node),
            "hyperlink" => {
                let id = node.attributes().find(|attribute| {
                    attribute.name() == "id"
                        && attribute.namespace().is_some_and(|space| space.ends_with("relationships"))
                });
                let address = id.and_then(|id| self.relations.address(id.value())).map(|address| {
                    let anchor = xml::attribute(node, "anchor").map(|anchor| format!("#{anchor}")).unwrap_or_default();
                    format!("{address}{anchor}")
                });
                self.linked(address.as_deref(), |body| body.runs(node))
            }
            "fldSimple" => {
                let address = xml::attribute(node, "instr").and_then(address_of_field);
                self.linked(address.as_deref(), |body| body.runs(node))
            }
            "ins" | "moveTo" => {
                self.flow.omissions.change(node, true);
                self.insertions += 1;
                let read = self.runs(node);
                self.insertions -= 1;
                read
            }
            "del" | "moveFrom" => {
                self.flow.omissions.change(node, false);
                Ok(())
            }
            "sdt" => word_child(node, "sdtContent").map_or(Ok(()), |content| self.runs(content)),
            "smartTag" | "customXml" | "dir" | "bdo" => self.runs(node),
            "subDoc" => {
                self.flow.omissions.parts += 1;
                Ok(())
            }
            _ => self.foreign(node),
        }
    }

    fn linked(&mut self, address: Option<&str>, read: impl FnOnce(&mut Self) -> Result) -> Result {
        let Some(address) = address else { return read(self) };
        self.flow.styled.open_link(address);
        let done = read(self);
        self.flow.styled.close_link();
        done
    }

    fn run(&mut self, run: Node<'_, '_>) -> Result {
        let properties = word_child(run, "rPr");
        let style = properties.and_then(|properties| value(properties, "rStyle"));
        let own = properties.map(RunLook::of).unwrap_or_default();
        let look = self.styles.run(style, own);
        let font = properties.and_then(|properties| word_child(properties, "rFonts"));
        let font = font.and_then(|fonts| xml::attribute(fonts, "ascii")).unwrap_or_default();
        // The code of a field is never hidden text, but its marks may be.
        let hidden = self.is_hidden(properties) && self.is_result();
        self.deeper(|body| {
            for node in run.children().filter(Node::is_element) {
                let name = word(node);
                if name == "fldChar" {
                    body.field_mark(node);
                } else if name == "instrText" {
                    if let Some(field) = body.fields.last_mut().filter(|field| !field.has_result) {
                        field.code.push_str(node.text().unwrap_or_default());
                    }
                } else if hidden {
                    if matches!(name, "t" | "tab" | "sym" | "drawing" | "pict") {
                        body.flow.omissions.hidden();
                    }
                } else if body.is_result() {
                    if name == "t" || name == "sym" {
                        body.flow.omissions.shown(body.insertions > 0);
                        body.flow.styled.look(if body.flow.in_code { Look::default() } else { look.look() });
                    }
                    body.in_run(node, name, font)?;
                }
            }
            Ok(())
        })
    }

    fn in_run(&mut self, node: Node<'_, '_>, name: &str, font: &str) -> Result {
        match name {
            "t" => {
                let text = node.text().unwrap_or_default();
                let is_private = |c: char| ('\u{F000}'..='\u{F0FF}').contains(&c);
                if text.contains(is_private) {
                    let meant: String = text.chars().map(|c| symbols::meant(font, c)).collect();
                    self.write(&meant);
                } else {
                    self.write(text);
                }
            }
            "tab" | "ptab" if self.flow.in_code => self.flow.styled.builder.verbatim("\t"),
            // A tab stop separates the mark of a note.
            "tab" | "ptab" if !self.after_mark => self.flow.styled.builder.tab(),
            "br" | "cr" if self.flow.in_row => self.flow.styled.builder.write(" "),
            "br" | "cr" => self.flow.styled.builder.line_end(),
            "noBreakHyphen" => self.write("\u{2011}"),
            "sym" => {
                let code = xml::attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                let font = xml::attribute(node, "font").unwrap_or(font);
                if let Some(c) = code.and_then(char::from_u32) {
                    self.write(symbols::meant(font, c).encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => self.reference(FOOTNOTE, node),
            "endnoteReference" => self.reference(ENDNOTE, node),
            "ruby" => {
                let part = |name| word_child(node, name);
                if let Some(base) = part("rubyBase") {
                    self.runs(base)?;
                }
                if let Some(above) = part("rt").filter(|above| above.descendants().any(|node| word(node) == "t")) {
                    self.write("(");
                    self.runs(above)?;
                    self.write(")");
                }
            }
            "object" => self.flow.omissions.objects += 1,
            "drawing" | "pict" => self.picture(node),
            _ => self.foreign(node)?,
        }
        Ok(())
    }

    /// Writes text without soft hyphens.
    fn write(&mut self, text: &str) {
        self.after_mark &= text.trim().is_empty();
        for text in text.split('\u{AD}') {
            if self.flow.in_code {
                self.flow.styled.builder.verbatim(text)
            } else {
                self.flow.styled.builder.write(text)
            }
        }
    }

    fn reference(&mut self, kind: &'static str, node: Node<'_, '_>) {
        let Some(id) = xml::attribute(node, "id") else { return };
        let number = self.refer(kind, id);
        // A custom mark follows in the text.
        if !matches!(xml::attribute(node, "customMarkFollows"), Some("1" | "true" | "on")) {
            self.flow.styled.plain();
            self.flow.styled.builder.write(&format!("[{number}]"));
        }
    }

    fn field_mark(&mut self, node: Node<'_, '_>) {
        match xml::attribute(node, "fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.has_result = true;
                let address = address_of_field(&field.code);
                field.is_link = address.is_some();
                if let Some(address) = address.filter(|_| self.is_result()) {
                    self.flow.styled.open_link(&address);
                } else if let Some(field) = self.fields.last_mut() {
                    field.is_link = false;
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.is_link) => self.flow.styled.close_link(),
            _ => {}
        }
    }

    /// True if all fields around have reached their result.
    fn is_result(&self) -> bool {
        self.fields.iter().all(|field| field.has_result)
    }

    /// Writes the description of a picture; counts charts and diagrams.
    fn picture(&mut self, node: Node<'_, '_>) {
        let mut description = None;
        for inner in node.descendants().filter(Node::is_element) {
            match xml::name(inner) {
                "docPr" => description = xml::attribute(inner, "descr").or(description),
                "shape" | "rect" if description.is_none() => description = xml::attribute(inner, "alt"),
                "textpath" => description = xml::attribute(inner, "string").or(description),
                "chart" | "relIds" => self.flow.omissions.objects += 1,
                _ => {}
            }
        }
        if let Some(text) = description.map(str::trim).filter(|text| !text.is_empty()) {
            self.flow.styled.picture(text);
        }
    }

    /// Reads elements of other namespaces: formulas, and alternatives.
    fn foreign(&mut self, node: Node<'_, '_>) -> Result {
        match xml::name(node) {
            "AlternateContent" => {
                let chosen = alternative(node, |node| word(node) == "t");
                // In a paragraph it contains runs, in a run the content of runs.
                for inner in chosen.into_iter().flat_map(|chosen| chosen.children()).filter(Node::is_element) {
                    match word(inner) {
                        "drawing" | "pict" | "object" => self.in_run(inner, word(inner), "")?,
                        _ => self.deeper(|body| body.run_or_more(inner))?,
                    }
                }
                Ok(())
            }
            "oMath" | "oMathPara" if word(node).is_empty() => {
                let text = math::text(node);
                self.flow.styled.plain();
                self.flow.styled.builder.write(&text);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

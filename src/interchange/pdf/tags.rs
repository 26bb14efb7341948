//! The structure of a PDF file for screen readers and for reflow (ISO 32000-1, 14.7): elements with their content.

use pdf_writer::types::StructRole;
use pdf_writer::{Finish, Pdf, Ref, TextStr};

/// The number of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(usize);

impl Tag {
    /// The number, from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

/// The element of the whole document.
pub const WHOLE: Tag = Tag(0);

struct Element {
    role: StructRole,
    parent: usize,
    kids: Vec<Kid>,
    alt: Option<String>,
    /// True if its language is not that of the document, and unknown.
    foreign: bool,
}

enum Kid {
    Element(usize),
    /// Content of a page, by its number there.
    Content(usize, usize),
}

/// The elements of a document.
pub struct Tags(Vec<Element>);

impl Default for Tags {
    fn default() -> Self {
        let whole = Element { role: StructRole::Document, parent: 0, kids: Vec::new(), alt: None, foreign: false };
        Self(vec![whole])
    }
}

impl Tags {
    /// A new element at the end of another.
    pub fn add(&mut self, parent: Tag, role: StructRole) -> Tag {
        let tag = self.0.len();
        self.0.push(Element { role, parent: parent.0, kids: Vec::new(), alt: None, foreign: false });
        self.0[parent.0].kids.push(Kid::Element(tag));
        Tag(tag)
    }

    /// Describes a picture in words.
    pub fn describe(&mut self, tag: Tag, words: String) {
        self.0[tag.0].alt = Some(words);
    }

    /// Notes that the language of an element is unknown.
    pub fn in_any_language(&mut self, tag: Tag) {
        self.0[tag.0].foreign = true;
    }

    /// Adds content of a page to an element.
    pub fn hold(&mut self, tag: Tag, page: usize, content: usize) {
        self.0[tag.0].kids.push(Kid::Content(page, content));
    }

    /// The role of an element.
    pub fn role(&self, tag: Tag) -> StructRole {
        self.0[tag.0].role
    }

    /// The number of objects that they take in a file.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes the elements: `of` gives their references, `pages` those of the pages, `root` that of the root.
    pub fn write(&self, pdf: &mut Pdf, root: Ref, of: impl Fn(Tag) -> Ref, pages: &[Ref]) {
        for (at, element) in self.0.iter().enumerate() {
            let mut out = pdf.struct_element(of(Tag(at)));
            out.kind(element.role);
            out.parent(if at == 0 { root } else { of(Tag(element.parent)) });
            if let Some(alt) = &element.alt {
                out.alt(TextStr(alt));
            }
            if element.foreign {
                out.lang(TextStr(""));
            }
            let mut kids = out.children();
            for kid in &element.kids {
                match kid {
                    Kid::Element(tag) => {
                        kids.struct_element(of(Tag(*tag)));
                    }
                    Kid::Content(page, content) => {
                        kids.marked_content_ref().page(pages[*page]).marked_content_id(*content as i32);
                    }
                }
            }
            kids.finish();
        }
    }
}

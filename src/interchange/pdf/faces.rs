//! The faces that a PDF file uses: their glyphs, the text of each, and their embedding.
//!
//! A face is embedded as a composite font (ISO 32000-1, 9.7) with the glyphs used. A code stands for a glyph together with
//! its text, so that the text of the page is that of the article, whatever glyphs show it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use parley::FontData;
use parley::fontique::Blob;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use subsetter::{GlyphRemapper, subset};

use super::squeeze;
use crate::encoding::typefaces;

/// Number of objects that a face takes in a file.
pub const REFS: usize = 6;

/// A face with the glyphs used.
struct Face {
    data: Blob<u8>,
    index: u32,
    /// The glyphs used, by their new numbers.
    glyphs: GlyphRemapper,
    /// For each code the new number of its glyph, its text, and its width in thousandths of the font size.
    codes: Vec<Code>,
    known: HashMap<(u16, String), u16>,
    units: f32,
    kind: Outlines,
}

struct Code {
    glyph: u16,
    text: String,
    width: f32,
}

/// The outlines of a face.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outlines {
    /// Quadratic curves, in the table `glyf`.
    TrueType,
    /// Cubic curves, in the table `CFF`; a code is the number of its glyph.
    Compact,
    /// Pictures, or outlines that cannot be embedded.
    None,
}

/// A glyph as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Its code.
    pub code: u16,
    /// The advance of the code in thousandths of the font size.
    pub width: f32,
    /// True if the code also stands for the text; otherwise the text is to be given with the glyph.
    pub tells: bool,
}

/// The faces used so far.
#[derive(Default)]
pub struct Faces {
    faces: Vec<Face>,
    places: HashMap<(u64, u32), usize>,
}

impl Faces {
    /// The number of a face.
    pub fn place(&mut self, font: &FontData) -> usize {
        let key = (font.data.id(), font.index);
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = self.faces.len();
        self.faces.push(Face::new(font.data.clone(), font.index));
        self.places.insert(key, place);
        place
    }

    /// The face that shows a glyph, and the glyph: those of a box if the glyph is missing, or is a picture.
    pub fn showing(&mut self, face: usize, glyph: u32) -> (usize, u32) {
        if glyph != 0 && self.faces[face].kind != Outlines::None {
            return (face, glyph);
        }
        static BOXES: LazyLock<Blob<u8>> = LazyLock::new(|| Blob::new(Arc::new(typefaces::SANS)));
        (self.place(&FontData::new(BOXES.clone(), 0)), 0)
    }

    /// The name of a face in a page's resources.
    pub fn name(face: usize) -> String {
        format!("F{face}")
    }

    /// Takes the code of a glyph that shows `text`.
    pub fn show(&mut self, face: usize, glyph: u32, text: &str) -> Shown {
        self.faces[face].show(glyph, text)
    }

    /// The faces that show something.
    pub fn used(&self) -> impl Iterator<Item = usize> {
        (0..self.faces.len()).filter(|face| self.faces[*face].is_used())
    }

    /// Writes all faces, each with the references that `refs` gives; the first is that of the face.
    pub fn write(&self, pdf: &mut Pdf, refs: impl Fn(usize) -> [Ref; REFS]) {
        for (place, face) in self.faces.iter().enumerate().filter(|(_, face)| face.is_used()) {
            face.write(pdf, place, refs(place));
        }
    }
}

impl Face {
    fn new(data: Blob<u8>, index: u32) -> Self {
        let font = FontRef::from_index(data.as_ref(), index).ok();
        let has = |tag: &[u8; 4]| font.as_ref().is_some_and(|font| font.table_data(Tag::new(tag)).is_some());
        let kind = match () {
            () if subset(data.as_ref(), index, &GlyphRemapper::new()).is_err() => Outlines::None,
            () if has(b"glyf") => Outlines::TrueType,
            () if has(b"CFF ") => Outlines::Compact,
            () => Outlines::None,
        };
        let units = font.and_then(|font| font.head().ok().map(|head| f32::from(head.units_per_em()))).unwrap_or(1000.0);
        let mut face = Self {
            data,
            index,
            glyphs: GlyphRemapper::new(),
            codes: Vec::new(),
            known: HashMap::new(),
            units: units.max(1.0),
            kind,
        };
        // Code 0 is the box of missing glyphs.
        face.codes.push(Code { glyph: 0, text: String::new(), width: face.width(0) });
        face
    }

    fn width(&self, glyph: u32) -> f32 {
        let Ok(font) = FontRef::from_index(self.data.as_ref(), self.index) else { return 0.0 };
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        (metrics.advance_width(GlyphId::new(glyph)).unwrap_or_default() * 1000.0 / self.units).round()
    }

    /// True if any of its glyphs is shown.
    fn is_used(&self) -> bool {
        self.codes.len() > 1
    }

    fn show(&mut self, glyph: u32, text: &str) -> Shown {
        let new = self.glyphs.remap(u16::try_from(glyph).unwrap_or_default());
        // Codes of compact outlines are those of the glyphs.
        if self.kind == Outlines::Compact {
            while self.codes.len() <= usize::from(new) {
                let width = if self.codes.len() == usize::from(new) { self.width(glyph) } else { 0.0 };
                self.codes.push(Code { glyph: self.codes.len() as u16, text: String::new(), width });
            }
            let code = &mut self.codes[usize::from(new)];
            if code.text.is_empty() {
                code.text = text.to_owned();
            }
            return Shown { code: new, width: code.width, tells: code.text == text };
        }
        if let Some(code) = self.known.get(&(new, text.to_owned())) {
            return Shown { code: *code, width: self.codes[usize::from(*code)].width, tells: true };
        }
        let Ok(code) = u16::try_from(self.codes.len()) else {
            return Shown { code: 0, width: self.codes[0].width, tells: false };
        };
        let width = self.width(glyph);
        self.codes.push(Code { glyph: new, text: text.to_owned(), width });
        self.known.insert((new, text.to_owned()), code);
        Shown { code, width, tells: true }
    }

    fn write(&self, pdf: &mut Pdf, place: usize, [whole, part, descriptor, unicode, file, map]: [Ref; REFS]) {
        let Ok(font) = FontRef::from_index(self.data.as_ref(), self.index) else { return };
        let spelled = font.localized_strings(StringId::POSTSCRIPT_NAME).next();
        let spelled: String =
            spelled.iter().flat_map(|name| name.chars()).filter(char::is_ascii_alphanumeric).collect();
        let spelled = format!("{}+{}", tag(place), if spelled.is_empty() { "Font" } else { &spelled });
        let name = Name(spelled.as_bytes());
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        pdf.type0_font(whole)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(part)
            .to_unicode(unicode);

        let is_compact = self.kind == Outlines::Compact;
        let mut cid = pdf.cid_font(part);
        cid.subtype(if is_compact { CidFontType::Type0 } else { CidFontType::Type2 });
        cid.base_font(name).system_info(system).font_descriptor(descriptor).default_width(0.0);
        cid.widths().consecutive(0, self.codes.iter().map(|code| code.width));
        if !is_compact {
            cid.cid_to_gid_map_stream(map);
        }
        cid.finish();
        if !is_compact {
            let glyphs: Vec<u8> = self.codes.iter().flat_map(|code| code.glyph.to_be_bytes()).collect();
            pdf.stream(map, &squeeze(&glyphs)).filter(Filter::FlateDecode);
        }

        let mut cmap = UnicodeCmap::new(Name(b"Gainsay"), system);
        for (code, entry) in (0_u16..).zip(&self.codes).filter(|(_, entry)| !entry.text.is_empty()) {
            cmap.pair_with_multiple(code, entry.text.chars());
        }
        let cmap = cmap.finish();
        pdf.cmap(unicode, &squeeze(cmap.as_slice())).filter(Filter::FlateDecode);

        let metrics = font.metrics(Size::new(1000.0), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, metrics.italic_angle != 0.0);
        flags.set(FontFlags::FIXED_PITCH, metrics.is_monospace);
        let mut description = pdf.font_descriptor(descriptor);
        description
            .name(name)
            .flags(flags)
            .bbox(Rect::new(bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max))
            .italic_angle(metrics.italic_angle)
            .ascent(metrics.ascent)
            .descent(metrics.descent)
            .cap_height(metrics.cap_height.unwrap_or(metrics.ascent))
            .stem_v(90.0);
        if is_compact {
            description.font_file3(file);
        } else {
            description.font_file2(file);
        }
        description.finish();
        let subset = subset(self.data.as_ref(), self.index, &self.glyphs).unwrap_or_default();
        if is_compact {
            let font = FontRef::new(&subset).ok();
            let outlines = font.and_then(|font| font.table_data(Tag::new(b"CFF ")));
            let outlines = squeeze(outlines.map(|data| data.as_bytes()).unwrap_or_default());
            pdf.stream(file, &outlines).filter(Filter::FlateDecode).pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        } else {
            let length = subset.len() as i32;
            pdf.stream(file, &squeeze(&subset)).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        }
    }
}

/// Six letters before the name of a subset (ISO 32000-1, 9.6.4), by the place of the face.
fn tag(place: usize) -> String {
    let mut rest = place;
    let letters = (0..6).map(|_| {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    });
    letters.collect::<Vec<_>>().into_iter().rev().collect()
}

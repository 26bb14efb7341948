//! Fonts: the text and the style of their character codes.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::object::dict::keys::{
    BASE_FONT, DESCENDANT_FONTS, FLAGS, FONT_DESC, FONT_WEIGHT, ITALIC_ANGLE, SUBTYPE, TO_UNICODE,
};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};

use crate::articles::pdf::limits;
use crate::articles::pdf::unmapped::Unmapped;
use crate::articles::styled::{Look, is_for_code};

/// Maximum length of a ToUnicode map, in bytes.
const MAX_MAP: u64 = 16 << 20;

/// The fonts of a document, each read once.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    known: HashMap<ObjectIdentifier, Rc<Face<'a>>>,
    /// The font of text without one.
    plain: Option<Rc<Face<'a>>>,
}

/// A font.
pub struct Face<'a> {
    /// Its codes and widths.
    pub font: Font<'a>,
    /// The style of its letters.
    pub look: Look,
    /// True if its codes are single bytes that may be the letters themselves.
    simple: bool,
    /// Text of single codes by the font's own map, where that may be empty.
    mapped: HashMap<u32, String>,
    /// Source of text for codes that the map omits.
    unmapped: Unmapped,
    /// True if the font cannot be read.
    unreadable: bool,
}

/// The text of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Text stated by the font.
    Said(String),
    /// Text that is usual for the code, but not stated by the font.
    Guessed(String),
    /// Unknown.
    Unknown,
}

impl<'a> Fonts<'a> {
    /// No fonts yet.
    pub fn new() -> Self {
        let programs: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        });
        Self {
            cache: FontCache::new(),
            programs,
            maps: Arc::new(hayro_cmap::load_embedded),
            known: HashMap::new(),
            plain: None,
        }
    }

    /// Reads the font of a dictionary; `id` is that of its object, if it has one.
    pub fn face(&mut self, dict: &Dict<'a>, id: Option<ObjectIdentifier>) -> Option<Rc<Face<'a>>> {
        if let Some(face) = id.and_then(|id| self.known.get(&id)) {
            return Some(face.clone());
        }
        let Some(font) = self.cache.font(dict, &self.programs, &self.maps) else {
            // The codes are not letters, unless they are single bytes.
            let composite = dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_str() == "Type0");
            let plain = self.plain().filter(|_| composite)?;
            return Some(Rc::new(Face::unreadable(plain.font.clone())));
        };
        let simple =
            dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| matches!(kind.as_str(), "Type1" | "TrueType" | "MMType1"));
        let face = Rc::new(Face {
            font,
            look: look(dict),
            simple,
            mapped: mapped(dict),
            unmapped: Unmapped::new(dict),
            unreadable: false,
        });
        if let Some(id) = id {
            self.known.insert(id, face.clone());
        }
        Some(face)
    }

    /// The font of text without a known font.
    pub fn plain(&mut self) -> Option<Rc<Face<'a>>> {
        if self.plain.is_none() {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.programs)?;
            self.plain = Some(Rc::new(Face { simple: true, unreadable: false, ..Face::unreadable(font) }));
        }
        self.plain.clone()
    }
}

impl<'a> Face<'a> {
    fn unreadable(font: Font<'a>) -> Self {
        Self {
            font,
            look: Look::default(),
            simple: false,
            mapped: HashMap::new(),
            unmapped: Unmapped::default(),
            unreadable: true,
        }
    }

    /// The text of a code.
    pub fn letters(&self, code: u32) -> Letters {
        if let Some(letters) = self.mapped.get(&code) {
            return Letters::Said(letters.clone());
        }
        if self.unreadable {
            return Letters::Unknown;
        }
        if let Some(letters) = self.unmapped.is_arbitrary().then(|| self.unmapped.letters(&self.font, code)).flatten() {
            return Letters::Said(letters);
        }
        let stated = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let stated = stated.map(|stated| match stated {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        });
        match stated {
            // Some programs write maps to nothing.
            Some(text) if text.chars().all(|c| c != '\0' && c != char::REPLACEMENT_CHARACTER) => Letters::Said(text),
            _ => match self.unmapped.letters(&self.font, code) {
                Some(letters) => Letters::Said(letters),
                None if self.simple => self.guessed(code),
                None => Letters::Unknown,
            },
        }
    }

    fn guessed(&self, code: u32) -> Letters {
        match encoding_rs::WINDOWS_1252.decode(&[code as u8]).0.chars().next() {
            Some(c) if !c.is_control() => Letters::Guessed(c.to_string()),
            _ => Letters::Unknown,
        }
    }
}

/// The mappings of single codes in a ToUnicode map that maps one to nothing, `<03f2> <>`, as some programs do for all
/// glyphs of a word but one: hayro-cmap 0.1 stops there.
fn mapped(dict: &Dict<'_>) -> HashMap<u32, String> {
    let map = dict.get::<Stream<'_>>(TO_UNICODE).filter(|map| limits::within(&map.raw_data(), MAX_MAP));
    let map = map.and_then(|map| Some(map.decoded_data().ok()?.into_owned())).unwrap_or_default();
    let text = String::from_utf8_lossy(&map);
    if !text.contains("<>") {
        return HashMap::new();
    }
    let mut mapped = HashMap::new();
    for section in text.split("beginbfchar").skip(1) {
        let section = section.split("endbfchar").next().unwrap_or_default();
        let mut strings = section.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(digits, _)| digits));
        while let (Some(code), Some(units)) = (strings.next(), strings.next()) {
            let digits: Vec<char> = units.chars().filter(char::is_ascii_hexdigit).collect();
            let units =
                digits.chunks(4).filter_map(|unit| u16::from_str_radix(&unit.iter().collect::<String>(), 16).ok());
            let letters = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            if let Ok(code) = u32::from_str_radix(code.trim(), 16) {
                mapped.insert(code, letters);
            }
        }
    }
    mapped
}

/// The style of a font, by its name and descriptor (ISO 32000-2, 9.8).
fn look(dict: &Dict<'_>) -> Look {
    let inner = dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let descriptor = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>(FONT_DESC);
    let name = dict.get::<Name<'_>>(BASE_FONT).map(|name| name.as_str().to_owned()).unwrap_or_default();
    let name = name.split_once('+').filter(|(subset, _)| subset.len() == 6).map_or(name.as_str(), |(_, name)| name);
    let lower = name.to_lowercase();
    let contains = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let flags = descriptor.as_ref().and_then(|stated| stated.get::<u32>(FLAGS)).unwrap_or(0);
    let weight = descriptor.as_ref().and_then(|stated| stated.get::<f32>(FONT_WEIGHT)).unwrap_or(0.0);
    let angle = descriptor.as_ref().and_then(|stated| stated.get::<f32>(ITALIC_ANGLE)).unwrap_or(0.0);
    // TeX fonts: CMBX is bold, CMTI and CMSL are italic.
    let tex = |names: &[&str]| names.iter().any(|start| lower.starts_with(start));
    Look {
        strong: contains(&["bold", "black", "heavy", "semibold", "demi", "-bd", "-medi"])
            || weight >= 600.0
            || tex(&["cmbx", "cmb10", "sfbx", "cmssbx"]),
        emphasis: contains(&["italic", "oblique", "slanted"])
            || lower.ends_with("-it")
            || flags & 1 << 6 != 0
            || angle.abs() > 4.0 && angle.abs() < 45.0
            || tex(&["cmti", "cmsl", "cmmi", "sfti", "cmbxti"]),
        struck: false,
        literal: is_for_code(name) || tex(&["cmtt", "sftt"]),
    }
}

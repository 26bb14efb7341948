//! Fonts without a complete ToUnicode map: Adobe's published character collections (ISO 32000-2, 9.7.5.2 and 9.10.2),
//! and the embedded font's own glyph names.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_font::{Font, FontGlyph};
use hayro_syntax::object::dict::keys::{
    CIDSYSTEMINFO, DESCENDANT_FONTS, ENCODING, FONT_DESC, FONT_FILE, FONT_FILE2, FONT_FILE3, ORDERING, REGISTRY,
    SUBTYPE, TO_UNICODE,
};
use hayro_syntax::object::{self, Array, Dict, Name, Object, Stream};
use skrifa_of_pdf::Font as Program;

use crate::articles::pdf::limits;

/// Maximum length of an encoding, in bytes.
const MAX_ENCODING: u64 = 16 << 20;

/// Sources of text for the codes of a font besides its ToUnicode map.
#[derive(Debug, Default)]
pub struct Unmapped {
    /// Codes to characters of a collection, and those to text.
    collection: Option<(CMap, CMap)>,
    /// True if the font is embedded, so that its glyphs are those drawn.
    embedded: bool,
    /// True if its codes are only glyph indices.
    arbitrary: bool,
    /// The text of the embedded font's glyphs, computed on demand.
    glyphs: OnceCell<HashMap<u32, char>>,
}

impl Unmapped {
    /// Keys of a font dictionary.
    pub fn new(dict: &Dict<'_>) -> Self {
        let inner = dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
        let is_embedded = [FONT_FILE, FONT_FILE2, FONT_FILE3].iter().any(|key| descriptor.contains_key(*key));
        let subtype = dict.get::<Name<'_>>(SUBTYPE);
        let is_true_type = subtype.is_some_and(|kind| kind.as_str() == "TrueType");
        Self {
            collection: inner.and_then(|inner| collection(dict, &inner)),
            embedded: is_embedded,
            arbitrary: is_true_type && !dict.contains_key(TO_UNICODE) && !dict.contains_key(ENCODING),
            glyphs: OnceCell::new(),
        }
    }

    /// True if the embedded font is more reliable than the apparent text of a code.
    pub fn is_arbitrary(&self) -> bool {
        self.arbitrary
    }

    /// The text of a code.
    pub fn letters(&self, font: &Font<'_>, code: u32) -> Option<String> {
        self.of_collection(code).or_else(|| self.of_glyph(font, code))
    }

    fn of_collection(&self, code: u32) -> Option<String> {
        let (encoding, letters) = self.collection.as_ref()?;
        let cid = (1..=4).find_map(|length| encoding.lookup_cid_code(code, length)).filter(|cid| *cid > 0)?;
        match letters.lookup_bf_string(cid)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }

    fn of_glyph(&self, font: &Font<'_>, code: u32) -> Option<String> {
        if !self.embedded {
            return None;
        }
        let glyph = font.map_code(code);
        let letters = self.glyphs.get_or_init(|| match font.glyph(glyph, code) {
            FontGlyph::Outline(glyph) => glyph.font_data().map(|data| letters_of(data.data)).unwrap_or_default(),
            FontGlyph::Type3(_) => HashMap::new(),
        });
        letters.get(&glyph.to_u32()).map(char::to_string)
    }
}

/// The encoding of a font with a published collection, and the map from the collection to text.
fn collection(dict: &Dict<'_>, inner: &Dict<'_>) -> Option<(CMap, CMap)> {
    let encoding = match dict.get::<Object<'_>>(ENCODING)? {
        Object::Name(name) => match CMapName::from_bytes(&name) {
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            name => CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded)?,
        },
        Object::Stream(stream) => parsed(&stream)?,
        _ => return None,
    };
    let stated = encoding.metadata().character_collection.as_ref().map(|stated| stated.family.clone());
    let family = stated.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| {
        let stated = inner.get::<Dict<'_>>(CIDSYSTEMINFO)?;
        let word = |key: &[u8]| stated.get::<object::String<'_>>(key);
        Some(CidFamily::from_registry_ordering(word(REGISTRY)?.as_bytes(), word(ORDERING)?.as_bytes()))
    })?;
    let letters = CMap::parse(hayro_cmap::load_embedded(family.ucs2_cmap()?)?, hayro_cmap::load_embedded)?;
    Some((encoding, letters))
}

fn parsed(stream: &Stream<'_>) -> Option<CMap> {
    if !limits::within(&stream.raw_data(), MAX_ENCODING) {
        return None;
    }
    CMap::parse(&stream.decoded_data().ok()?, hayro_cmap::load_embedded)
}

/// The text of a font's glyphs, by its character map or glyph names.
fn letters_of(data: Arc<dyn AsRef<[u8]> + Send + Sync>) -> HashMap<u32, char> {
    let Some(font) = Program::new(data, 0) else { return HashMap::new() };
    let map = font.charmap();
    // Mac maps of font subsets number glyphs arbitrarily.
    if map.unicode_is_mac_roman() {
        return HashMap::new();
    }
    let mut letters = HashMap::new();
    for (code, glyph) in map.unicodes() {
        let is_private = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}');
        if let Some(c) = char::from_u32(code).filter(|c| !is_private(c) && !c.is_control()) {
            // Of several letters with one glyph, the first is the common one.
            letters.entry(glyph.to_u32()).or_insert(c);
        }
    }
    letters
}

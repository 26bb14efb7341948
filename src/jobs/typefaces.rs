//! Typefaces of the system: their names, and the faces of one.

use std::fmt;
use std::sync::Arc;

#[cfg(feature = "system-fonts")]
use fontique::{Collection, CollectionOptions, FamilyInfo, FontStyle, FontWeight, FontWidth};

/// The bytes of a font file, mapped into memory.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// One face of a typeface.
#[derive(Clone)]
pub struct Face {
    /// Its file.
    pub bytes: Bytes,
    /// Its place among the fonts in the file.
    pub index: u32,
    /// Settings that make it of a variable font: tags with their values.
    pub axes: Vec<([u8; 4], f32)>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("index", &self.index).field("axes", &self.axes).finish_non_exhaustive()
    }
}

/// A typeface of the system.
#[derive(Clone, Debug)]
pub struct Typeface {
    /// The name of its family.
    pub name: String,
    /// Its regular face.
    pub regular: Face,
    /// Its bold face, where it has one.
    pub bold: Option<Face>,
    /// Its italic face, where it has one.
    pub italic: Option<Face>,
}

/// The fonts of the system.
#[cfg(feature = "system-fonts")]
fn fonts() -> Collection {
    Collection::new(CollectionOptions { shared: false, system_fonts: true })
}

/// The names of the installed families in alphabetical order.
#[cfg(feature = "system-fonts")]
pub fn names() -> Vec<String> {
    let mut fonts = fonts();
    // A dot hides the fonts of the system itself.
    let mut names: Vec<String> =
        fonts.family_names().filter(|name| !name.starts_with('.')).map(str::to_owned).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup();
    names
}

/// The typeface with this name, if it is installed and can be read.
#[cfg(feature = "system-fonts")]
pub fn typeface(name: &str) -> Option<Typeface> {
    let family = fonts().family_by_name(name)?;
    let regular = face(&family, FontStyle::Normal, FontWeight::NORMAL)?;
    let bold = face(&family, FontStyle::Normal, FontWeight::BOLD);
    let italic = face(&family, FontStyle::Italic, FontWeight::NORMAL);
    Some(Typeface { name: name.to_owned(), regular, bold, italic })
}

/// The face of a family in a style and weight; the nearest one if regular, else only one that is so.
#[cfg(feature = "system-fonts")]
fn face(family: &FamilyInfo, style: FontStyle, weight: FontWeight) -> Option<Face> {
    let width = FontWidth::NORMAL;
    let font = family.match_font(width, style, weight, false)?;
    let synthesis = font.synthesis(width, style, weight);
    let is_plain = style == FontStyle::Normal && weight == FontWeight::NORMAL;
    if !is_plain && (synthesis.embolden() || synthesis.skew().is_some()) {
        return None;
    }
    let axes = synthesis.variation_settings().iter().map(|(tag, value)| (tag.to_be_bytes(), *value)).collect();
    let (bytes, _) = font.load(None)?.into_raw_parts();
    Some(Face { bytes, index: font.index(), axes })
}

/// Without the feature, there are none.
#[cfg(not(feature = "system-fonts"))]
pub fn names() -> Vec<String> {
    Vec::new()
}

/// Without the feature, there is none.
#[cfg(not(feature = "system-fonts"))]
pub fn typeface(_: &str) -> Option<Typeface> {
    None
}

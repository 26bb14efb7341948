//! Fonts for layout: the bundled ones first, then those of the system.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use parley::style::{FontFamily, FontFamilyName, FontStyle, FontWeight, GenericFamily};
use parley::{FontContext, LayoutContext};

use super::faces::Faces;
use crate::encoding::typefaces;

/// A family of fonts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// For what is read: the article and its quotations.
    #[default]
    Serif,
    /// For all else.
    Sans,
    /// For code.
    Code,
}

/// The bundled fonts: family, bytes, bold, italic.
static BUNDLED: &[(&str, &[u8], bool, bool)] = &[
    (SERIF, typefaces::SERIF, false, false),
    (SERIF, typefaces::SERIF_BOLD, true, false),
    (SERIF, typefaces::SERIF_ITALIC, false, true),
    (SANS, typefaces::SANS, false, false),
    (SANS, typefaces::SANS_BOLD, true, false),
    (SANS, typefaces::SANS_ITALIC, false, true),
];

/// The names of the families, which no font of the system has.
const SERIF: &str = "Gainsay Serif";
const SANS: &str = "Gainsay Sans";

const fn named(name: &'static str) -> FontFamilyName<'static> {
    FontFamilyName::named(name)
}

const fn generic(family: GenericFamily) -> FontFamilyName<'static> {
    FontFamilyName::Generic(family)
}

/// The families in the order in which they are tried. The system finds fonts for the scripts that
/// they lack.
static SERIFS: [FontFamilyName<'static>; 4] =
    [named(SERIF), named(SANS), generic(GenericFamily::Serif), generic(GenericFamily::SansSerif)];
static SANSES: [FontFamilyName<'static>; 3] = [named(SANS), named(SERIF), generic(GenericFamily::SansSerif)];
static CODES: [FontFamilyName<'static>; 4] =
    [generic(GenericFamily::Monospace), named(SANS), named(SERIF), generic(GenericFamily::SansSerif)];
/// The same for characters that belong to no script.
static SYMBOLS: [FontFamilyName<'static>; 6] = [
    named(SANS),
    named(SERIF),
    generic(GenericFamily::SansSerif),
    generic(GenericFamily::Math),
    generic(GenericFamily::SystemUi),
    generic(GenericFamily::Emoji),
];

/// The families for characters that belong to no script.
pub fn symbol_chain() -> FontFamily<'static> {
    FontFamily::List(Cow::Borrowed(&SYMBOLS))
}

impl Family {
    /// The family and its fallbacks.
    pub fn chain(self) -> FontFamily<'static> {
        FontFamily::List(Cow::Borrowed(match self {
            Self::Serif => &SERIFS,
            Self::Sans => &SANSES,
            Self::Code => &CODES,
        }))
    }
}

/// The index of all fonts. The fonts of the system are listed once, which can take half a second.
static INDEX: LazyLock<Mutex<FontContext>> = LazyLock::new(|| {
    let options = CollectionOptions { shared: false, system_fonts: cfg!(feature = "system-fonts") };
    let mut fonts = FontContext { collection: Collection::new(options), ..FontContext::default() };
    for (family, bytes, bold, italic) in BUNDLED {
        let info = FontInfoOverride {
            family_name: Some(family),
            weight: Some(if *bold { FontWeight::BOLD } else { FontWeight::NORMAL }),
            style: Some(if *italic { FontStyle::Italic } else { FontStyle::Normal }),
            ..FontInfoOverride::default()
        };
        fonts.collection.register_fonts(Blob::new(Arc::new(*bytes)), Some(info));
    }
    Mutex::new(fonts)
});

/// Tools for laying out text: the fonts, the memory of the layout, and the faces used so far.
pub struct Fonts {
    pub index: FontContext,
    pub layouts: LayoutContext<u16>,
    pub faces: Faces,
}

impl Fonts {
    /// All fonts, none of which is used yet.
    pub fn new() -> Self {
        let index = INDEX.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self { index, layouts: LayoutContext::new(), faces: Faces::default() }
    }
}

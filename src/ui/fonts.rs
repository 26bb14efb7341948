//! The bundled fonts and their families.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontTweak};

use crate::encoding::typefaces;
use crate::jobs::typefaces::{Face, Typeface};

/// The name of the serif family, for [`FontFamily::Name`].
pub const SERIF: &str = "serif";
/// The name of the sans-serif family, for [`FontFamily::Name`].
pub const SANS: &str = "sans";
/// egui's name of its monospace font, which has letters that no other bundled font has.
pub const HACK: &str = "Hack";
/// egui's name of the icons of its widgets.
const EGUI_ICONS: &str = "egui-icons";
/// The name of the monospace family, for [`FontFamily::Name`].
const CODE: &str = "code";

/// The reading faces: family, egui's name of the font, first fallback.
static FACES: &[(&str, &str, &[u8], &str)] = &[
    (SERIF, "noto-serif", typefaces::SERIF, "noto-sans"),
    (SANS, "noto-sans", typefaces::SANS, "noto-serif"),
    ("serif bold", "noto-serif-bold", typefaces::SERIF_BOLD, "noto-serif"),
    ("sans bold", "noto-sans-bold", typefaces::SANS_BOLD, "noto-sans"),
    ("serif italic", "noto-serif-italic", typefaces::SERIF_ITALIC, "noto-serif"),
    ("sans italic", "noto-sans-italic", typefaces::SANS_ITALIC, "noto-sans"),
];

/// The icons, cut down to those of [`ICONS`](crate::ui::icons::ICONS).
pub const ICON_FONT: &[u8] = include_bytes!("../../assets/fonts/Lucide.ttf");

/// egui's name of the font of the icons.
const ICONS: &str = "lucide";

/// The serif reading family.
pub fn serif() -> FontFamily {
    FontFamily::Name(SERIF.into())
}

/// The sans-serif reading family.
pub fn sans() -> FontFamily {
    FontFamily::Name(SANS.into())
}

/// The bold face of a reading family; any other family is returned unchanged.
pub fn bold(family: &FontFamily) -> FontFamily {
    face(family, "bold")
}

/// The italic face of a reading family; any other family is returned unchanged.
pub fn italic(family: &FontFamily) -> FontFamily {
    face(family, "italic")
}

fn face(family: &FontFamily, face: &str) -> FontFamily {
    let FontFamily::Name(name) = family else { return family.clone() };
    let wanted = format!("{name} {face}");
    let known = name.starts_with(SYSTEM) || FACES.iter().any(|row| row.0 == wanted);
    if known { FontFamily::Name(wanted.into()) } else { family.clone() }
}

/// Begins the names of families of the system.
const SYSTEM: &str = "system ";

/// The family of a typeface of the system, to be used once [`definitions`] have it.
pub fn family_of(name: &str) -> FontFamily {
    FontFamily::Name(format!("{SYSTEM}{name}").into())
}

/// A face of the system for egui.
fn data_of(face: &Face) -> FontData {
    let coords = VariationCoords::new(face.axes.iter().map(|(tag, value)| (tag, *value)));
    FontData::from_blob(face.bytes.clone(), face.index).tweak(FontTweak { coords, ..FontTweak::default() })
}

/// The monospace family, scaled and shifted to match the text around it.
pub fn code() -> FontFamily {
    FontFamily::Name(CODE.into())
}

/// Noto Serif is "serif"; Noto Sans is "sans" and the first of the proportional family, which the window uses and which
/// has the icons too. Each falls back to the other, then to Hack for symbols. Bold and italic faces
/// cover Latin, Greek and Cyrillic only and fall back to the regular ones.
pub fn definitions(typeface: Option<&Typeface>) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let hack = FontData::from_static(epaint_default_fonts::HACK_REGULAR);
    // Hack has a larger x-height and another baseline than Noto.
    let tweak = FontTweak { scale: 0.88, y_offset_factor: 0.045, ..FontTweak::default() };
    fonts.font_data.insert(CODE.to_owned(), Arc::new(hack.clone().tweak(tweak)));
    fonts.font_data.insert(HACK.to_owned(), Arc::new(hack));
    let tweak = FontTweak { scale: 0.9, ..FontTweak::default() };
    let icons = FontData::from_static(epaint_default_fonts::EGUI_ICONS).tweak(tweak);
    fonts.font_data.insert(EGUI_ICONS.to_owned(), Arc::new(icons));
    let fallback = [EGUI_ICONS, HACK];
    let chain = |first: &[&str]| {
        let mut names: Vec<String> = Vec::new();
        for name in first.iter().chain(&["noto-sans", "noto-serif"]).chain(&fallback) {
            if !names.iter().any(|other| other == name) {
                names.push((*name).to_owned());
            }
        }
        names
    };
    for (family, file, bytes, second) in FACES {
        fonts.font_data.insert((*file).to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name((*family).into()), chain(&[file, second]));
    }
    if let Some(Typeface { name, regular, bold, italic }) = typeface {
        let own = family_of(name);
        for (face, family) in [
            (regular, own.clone()),
            (bold.as_ref().unwrap_or(regular), self::bold(&own)),
            (italic.as_ref().unwrap_or(regular), self::italic(&own)),
        ] {
            let file = family.to_string();
            fonts.families.insert(family, chain(&[&file]));
            fonts.font_data.insert(file, Arc::new(data_of(face)));
        }
    }
    fonts.families.insert(code(), chain(&[CODE]));
    fonts.families.insert(FontFamily::Monospace, chain(&[HACK]));
    // The icons are as large as a line and stand on the baseline: their middle goes to that of capital letters.
    let tweak = FontTweak { scale: 1.15, y_offset_factor: 0.09, ..FontTweak::default() };
    fonts.font_data.insert(ICONS.to_owned(), Arc::new(FontData::from_static(ICON_FONT).tweak(tweak)));
    fonts.families.insert(FontFamily::Proportional, chain(&["noto-sans", ICONS]));
    fonts
}

//! The fonts that come with the program, and the families they are known by.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The name of the serif family, for [`FontFamily::Name`].
pub const SERIF: &str = "serif";
/// The name of the sans-serif family, for [`FontFamily::Name`].
pub const SANS: &str = "sans";

/// The serif family for reading.
pub fn serif() -> FontFamily {
    FontFamily::Name(SERIF.into())
}

/// The sans-serif family for reading.
pub fn sans() -> FontFamily {
    FontFamily::Name(SANS.into())
}

/// Noto Serif as "serif", Noto Sans as "sans" and first of the proportional family, which the whole window uses; each
/// falls back on the other and then on egui's own fonts, for emoji and symbols.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    };
    add("noto-sans", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"));
    add("noto-serif", include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf"));

    let proportional = fonts.families.remove(&FontFamily::Proportional).unwrap_or_default();
    let monospace = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let fallback: Vec<String> = proportional.into_iter().chain(monospace).collect();
    let chain = |first: &str, second: &str| {
        let mut names = vec![first.to_owned(), second.to_owned()];
        for name in &fallback {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    };
    let (serif_first, sans_first) = (chain("noto-serif", "noto-sans"), chain("noto-sans", "noto-serif"));
    fonts.families.insert(serif(), serif_first);
    fonts.families.insert(sans(), sans_first.clone());
    fonts.families.insert(FontFamily::Proportional, sans_first);
    fonts
}

/// Whether `words` has letters of a script that the bundled fonts do not cover: they have Latin, Greek, Cyrillic,
/// punctuation and symbols.
pub fn lacks(words: &str) -> bool {
    // U+0530 begins with the byte 0xD4, so that a text without such bytes, which most are, is passed over quickly.
    words.bytes().any(|byte| byte >= 0xD4)
        && words.chars().any(|c| !matches!(c, '\0'..='\u{52F}' | '\u{1D00}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFFD}' | '\u{FEFF}'))
}

/// Lets the system's fonts show what the bundled ones lack.
#[cfg(feature = "system-fonts")]
pub fn add_system_fonts(ctx: &egui::Context) {
    ctx.add_font_provider(Arc::new(egui_system_font_provider::SystemFontProvider::new()));
}

/// Without the feature there is nothing to add: what the bundled fonts lack is shown as boxes.
#[cfg(not(feature = "system-fonts"))]
pub fn add_system_fonts(_: &egui::Context) {}

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

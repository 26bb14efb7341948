//! The papers: colours of the window and of the article in it.

use egui::{Color32, Visuals};

/// The colours of a paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// True for light letters on a dark page; kinds have colours for either.
    pub dark: bool,
    /// True if the contrast of text is at least 7:1.
    pub contrast: bool,
    /// The article's page.
    pub page: Color32,
    /// Panels and bars.
    pub panel: Color32,
    /// Cards and fields.
    pub card: Color32,
    /// A hovered or selected card.
    pub raised: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text, with a contrast of 4.5:1 on panels and cards.
    pub weak: Color32,
    /// Separators and borders.
    pub line: Color32,
    /// Focus and selection.
    pub accent: Color32,
    /// The selection in a list or a field.
    pub selection: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Errors.
    pub error: Color32,
    /// Links in the article.
    pub link: Color32,
    /// The background of code in the article.
    pub tint: Color32,
    /// The bars of quotations and the rules of tables in the article.
    pub rule: Color32,
    /// The selection in the article; opaque, beneath the text.
    pub chosen: Color32,
    /// The selection in the article without the focus.
    pub chosen_unfocused: Color32,
    /// A search hit.
    pub highlight: Color32,
    /// The current search hit.
    pub current_highlight: Color32,
    /// Edges of fields, and handles, with a contrast of 3:1 on the page, panels and cards.
    pub edge: Color32,
    /// Backgrounds of removed text: usual, and for the current change.
    pub removed: (Color32, Color32),
    /// Backgrounds of added text: usual, and for the current change.
    pub added: (Color32, Color32),
}

/// Warm paper.
pub const LIGHT: Palette = Palette {
    dark: false,
    contrast: false,
    page: Color32::from_rgb(0xFD, 0xFC, 0xF9),
    panel: Color32::from_rgb(0xF3, 0xF1, 0xEC),
    card: Color32::from_rgb(0xFD, 0xFC, 0xFA),
    raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    text: Color32::from_rgb(0x1F, 0x1E, 0x1C),
    weak: Color32::from_rgb(0x62, 0x5F, 0x59),
    line: Color32::from_rgb(0xD9, 0xD5, 0xCC),
    accent: Color32::from_rgb(0x24, 0x5C, 0xC4),
    selection: Color32::from_rgb(0xD3, 0xE2, 0xFC),
    warning: Color32::from_rgb(0x8A, 0x5A, 0x00),
    error: Color32::from_rgb(0xB3, 0x26, 0x1E),
    link: Color32::from_rgb(0x1A, 0x46, 0x99),
    tint: Color32::from_rgb(0xF2, 0xF0, 0xEA),
    rule: Color32::from_rgb(0xCF, 0xCA, 0xBF),
    chosen: Color32::from_rgb(0xB9, 0xC6, 0xDE),
    chosen_unfocused: Color32::from_rgb(0xDB, 0xDC, 0xDF),
    highlight: Color32::from_rgb(0xFF, 0xEF, 0x9C),
    current_highlight: Color32::from_rgb(0xFF, 0xC9, 0x3C),
    edge: Color32::from_rgb(0x8A, 0x86, 0x7D),
    removed: (Color32::from_rgb(0xFB, 0xDD, 0xD7), Color32::from_rgb(0xF5, 0xB8, 0xAC)),
    added: (Color32::from_rgb(0xD2, 0xEE, 0xD8), Color32::from_rgb(0xA4, 0xDB, 0xB1)),
};

/// Old paper.
pub const SEPIA: Palette = Palette {
    dark: false,
    contrast: false,
    page: Color32::from_rgb(0xF6, 0xEE, 0xDC),
    panel: Color32::from_rgb(0xEC, 0xE2, 0xCB),
    card: Color32::from_rgb(0xF7, 0xF0, 0xE0),
    raised: Color32::from_rgb(0xFC, 0xF8, 0xEE),
    text: Color32::from_rgb(0x33, 0x29, 0x1E),
    weak: Color32::from_rgb(0x65, 0x57, 0x3F),
    line: Color32::from_rgb(0xD2, 0xC4, 0xA5),
    accent: Color32::from_rgb(0x2A, 0x56, 0x98),
    selection: Color32::from_rgb(0xCB, 0xD3, 0xDA),
    warning: Color32::from_rgb(0x7A, 0x4D, 0x00),
    error: Color32::from_rgb(0xA3, 0x21, 0x1A),
    link: Color32::from_rgb(0x1F, 0x4A, 0x8C),
    tint: Color32::from_rgb(0xED, 0xE4, 0xCF),
    rule: Color32::from_rgb(0xCD, 0xBE, 0x9E),
    chosen: Color32::from_rgb(0xC3, 0xCB, 0xD6),
    chosen_unfocused: Color32::from_rgb(0xDD, 0xD9, 0xCE),
    highlight: Color32::from_rgb(0xFF, 0xE4, 0x8A),
    current_highlight: Color32::from_rgb(0xFF, 0xC2, 0x47),
    edge: Color32::from_rgb(0x8A, 0x7C, 0x5E),
    removed: (Color32::from_rgb(0xF5, 0xCF, 0xC0), Color32::from_rgb(0xED, 0xAE, 0x9B)),
    added: (Color32::from_rgb(0xCF, 0xE3, 0xC0), Color32::from_rgb(0xA9, 0xCF, 0x9B)),
};

/// Ink.
pub const DARK: Palette = Palette {
    dark: true,
    contrast: false,
    page: Color32::from_rgb(0x18, 0x19, 0x1B),
    panel: Color32::from_rgb(0x20, 0x22, 0x25),
    card: Color32::from_rgb(0x28, 0x2A, 0x2E),
    raised: Color32::from_rgb(0x31, 0x34, 0x39),
    text: Color32::from_rgb(0xE4, 0xE2, 0xDD),
    weak: Color32::from_rgb(0xA6, 0xA4, 0x9E),
    line: Color32::from_rgb(0x3C, 0x3F, 0x44),
    accent: Color32::from_rgb(0x7F, 0xAC, 0xFF),
    selection: Color32::from_rgb(0x22, 0x3A, 0x66),
    warning: Color32::from_rgb(0xF0, 0xC0, 0x60),
    error: Color32::from_rgb(0xFF, 0x8A, 0x80),
    link: Color32::from_rgb(0xBE, 0xD6, 0xFF),
    tint: Color32::from_rgb(0x25, 0x27, 0x2B),
    rule: Color32::from_rgb(0x4A, 0x4D, 0x53),
    chosen: Color32::from_rgb(0x4A, 0x53, 0x68),
    chosen_unfocused: Color32::from_rgb(0x3A, 0x3D, 0x43),
    highlight: Color32::from_rgb(0x57, 0x4D, 0x12),
    current_highlight: Color32::from_rgb(0x6B, 0x52, 0x00),
    edge: Color32::from_rgb(0x85, 0x87, 0x8C),
    removed: (Color32::from_rgb(0x52, 0x2A, 0x26), Color32::from_rgb(0x74, 0x36, 0x30)),
    added: (Color32::from_rgb(0x1F, 0x43, 0x2C), Color32::from_rgb(0x2B, 0x60, 0x3F)),
};

/// Black on white, with a contrast of 7:1 (WCAG 2.2, 1.4.6).
pub const LIGHT_CONTRAST: Palette = Palette {
    dark: false,
    contrast: true,
    page: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    panel: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    raised: Color32::from_rgb(0xEF, 0xEF, 0xEF),
    text: Color32::from_rgb(0x00, 0x00, 0x00),
    weak: Color32::from_rgb(0x3D, 0x3D, 0x3D),
    line: Color32::from_rgb(0x5A, 0x5A, 0x5A),
    accent: Color32::from_rgb(0x00, 0x3B, 0x99),
    selection: Color32::from_rgb(0xC6, 0xDD, 0xFF),
    warning: Color32::from_rgb(0x5F, 0x3C, 0x00),
    error: Color32::from_rgb(0x8F, 0x00, 0x00),
    link: Color32::from_rgb(0x00, 0x2A, 0x6B),
    tint: Color32::from_rgb(0xF0, 0xF0, 0xF0),
    rule: Color32::from_rgb(0x5A, 0x5A, 0x5A),
    chosen: Color32::from_rgb(0xB4, 0xD0, 0xFF),
    chosen_unfocused: Color32::from_rgb(0xD9, 0xD9, 0xD9),
    highlight: Color32::from_rgb(0xFF, 0xF1, 0x7A),
    current_highlight: Color32::from_rgb(0xFF, 0xC2, 0x1A),
    edge: Color32::from_rgb(0x5A, 0x5A, 0x5A),
    removed: (Color32::from_rgb(0xFF, 0xD3, 0xCB), Color32::from_rgb(0xFF, 0xB0, 0xA3)),
    added: (Color32::from_rgb(0xC2, 0xF0, 0xCC), Color32::from_rgb(0x8F, 0xDF, 0xA3)),
};

/// White on black, with a contrast of 7:1 (WCAG 2.2, 1.4.6).
pub const DARK_CONTRAST: Palette = Palette {
    dark: true,
    contrast: true,
    page: Color32::from_rgb(0x00, 0x00, 0x00),
    panel: Color32::from_rgb(0x00, 0x00, 0x00),
    card: Color32::from_rgb(0x0B, 0x0B, 0x0B),
    raised: Color32::from_rgb(0x22, 0x22, 0x22),
    text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    weak: Color32::from_rgb(0xD2, 0xD2, 0xD2),
    line: Color32::from_rgb(0xA0, 0xA0, 0xA0),
    accent: Color32::from_rgb(0x8E, 0xC5, 0xFF),
    selection: Color32::from_rgb(0x06, 0x29, 0x60),
    warning: Color32::from_rgb(0xFF, 0xD1, 0x66),
    error: Color32::from_rgb(0xFF, 0xA7, 0x9F),
    link: Color32::from_rgb(0xD6, 0xE8, 0xFF),
    tint: Color32::from_rgb(0x1A, 0x1A, 0x1A),
    rule: Color32::from_rgb(0xA0, 0xA0, 0xA0),
    chosen: Color32::from_rgb(0x24, 0x45, 0x7F),
    chosen_unfocused: Color32::from_rgb(0x3A, 0x3A, 0x3A),
    highlight: Color32::from_rgb(0x4D, 0x44, 0x00),
    current_highlight: Color32::from_rgb(0x5F, 0x48, 0x00),
    edge: Color32::from_rgb(0xA0, 0xA0, 0xA0),
    removed: (Color32::from_rgb(0x5C, 0x1F, 0x18), Color32::from_rgb(0x7A, 0x2A, 0x20)),
    added: (Color32::from_rgb(0x0F, 0x4A, 0x22), Color32::from_rgb(0x14, 0x5A, 0x29)),
};

/// Every paper.
pub const PAPERS: &[&Palette] = &[&LIGHT, &SEPIA, &DARK, &LIGHT_CONTRAST, &DARK_CONTRAST];

/// The palette that a style was made of.
pub fn palette(visuals: &Visuals) -> &'static Palette {
    let of = |paper: &&&Palette| (paper.page, paper.panel) == (visuals.extreme_bg_color, visuals.panel_fill);
    PAPERS.iter().find(of).copied().unwrap_or(if visuals.dark_mode { &DARK } else { &LIGHT })
}

//! Contrast of text and lines on their backgrounds, on every paper.

use gainsay::model::kind::{KINDS, Rgb, UNKNOWN_KIND};
use gainsay::ui::paper::PAPERS;

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance([r, g, b]: Rgb) -> f64 {
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// Contrast ratio (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_lines_of_every_kind_can_be_seen() {
    let rgb = |colour: egui::Color32| [colour.r(), colour.g(), colour.b()];
    for (paper, palette) in PAPERS.iter().enumerate() {
        // WCAG 2.2: 1.4.3 and 1.4.11, or 1.4.6 with high contrast.
        let (letters, lines) = if palette.contrast { (7.0, 4.5) } else { (4.5, 3.0) };
        for row in KINDS.iter().chain([&UNKNOWN_KIND]) {
            let look = if palette.dark { row.dark } else { row.light };
            let text = contrast(rgb(palette.text), look.fill);
            assert!(text >= letters, "{}: text on its fill has {text:.2} on paper {paper}", row.id);
            let line = contrast(look.line, rgb(palette.page));
            assert!(line >= lines, "{}: its line on the page has {line:.2} on paper {paper}", row.id);
        }
        let accent = contrast(rgb(palette.accent), rgb(palette.panel));
        assert!(accent >= lines, "the focus on a panel has {accent:.2} on paper {paper}");
        for (name, front, back) in [
            ("text on page", palette.text, palette.page),
            ("text on card", palette.text, palette.card),
            ("text on the selection", palette.text, palette.selection),
            ("text on removed text", palette.text, palette.removed.0),
            ("text on the current removed text", palette.text, palette.removed.1),
            ("text on added text", palette.text, palette.added.0),
            ("text on the current added text", palette.text, palette.added.1),
            ("the page on a button", palette.page, palette.accent),
            ("link on page", palette.link, palette.page),
            ("weak on page", palette.weak, palette.page),
            ("weak on panel", palette.weak, palette.panel),
            ("weak on card", palette.weak, palette.card),
            ("weak on raised", palette.weak, palette.raised),
            ("warning on card", palette.warning, palette.card),
            ("error on card", palette.error, palette.card),
            ("error on panel", palette.error, palette.panel),
            ("warning on panel", palette.warning, palette.panel),
            ("the chosen tab", palette.accent, palette.panel),
            ("the chosen tab under the pointer", palette.accent, palette.raised),
            ("weak on the selection", palette.weak, palette.selection),
            ("accent on the selection", palette.accent, palette.selection),
            ("warning on the selection", palette.warning, palette.selection),
            ("error on the selection", palette.error, palette.selection),
            ("text on a hit", palette.text, palette.highlight),
            ("text on the current hit", palette.text, palette.current_highlight),
            ("text on the selection in the article", palette.text, palette.chosen),
        ] {
            let ratio = contrast(rgb(front), rgb(back));
            assert!(ratio >= letters, "{name} has {ratio:.2} on paper {paper}");
        }
    }
}

#[test]
fn the_focus_edges_and_handles_can_be_seen() {
    let rgb = |colour: egui::Color32| [colour.r(), colour.g(), colour.b()];
    for (paper, palette) in PAPERS.iter().enumerate() {
        let grounds = [
            ("page", palette.page),
            ("panel", palette.panel),
            ("card", palette.card),
            ("raised", palette.raised),
            ("selection", palette.selection),
            ("chosen", palette.chosen),
            ("hit", palette.highlight),
            ("current hit", palette.current_highlight),
        ];
        for (name, ground) in grounds {
            let ring = contrast(rgb(palette.accent), rgb(ground));
            assert!(ring >= 3.0, "the focus on {name} has {ring:.2} on paper {paper}");
        }
        for (name, ground) in &grounds[..4] {
            let edge = contrast(rgb(palette.edge), rgb(*ground));
            assert!(edge >= 3.0, "an edge on {name} has {edge:.2} on paper {paper}");
        }
    }
}

#[test]
fn the_handles_of_scroll_bars_can_be_seen() {
    let ctx = egui::Context::default();
    gainsay::ui::theme::install(&ctx);
    let opacity = ctx.style_of(egui::Theme::Light).spacing.scroll.dormant_handle_opacity;
    let rgb = |colour: egui::Color32| [colour.r(), colour.g(), colour.b()];
    for (paper, palette) in PAPERS.iter().enumerate() {
        for ground in [palette.panel, palette.page, palette.card] {
            let handle = contrast(rgb(ground.lerp_to_gamma(palette.text, opacity)), rgb(ground));
            assert!(handle >= 3.0, "the handle of a scroll bar has {handle:.2} on paper {paper}");
        }
    }
}

//! Contrast of all words in the window as they are painted, on every paper, with what is painted beneath them.

use std::collections::BTreeSet;

use egui::{Color32, Pos2, Rect, Shape};
use egui_kittest::kittest::NodeT;

use gainsay::model::kind::KINDS;
use gainsay::ui::theme::palette;

use crate::contrast::contrast;
use crate::desk::Desk;
use crate::window_reach::{PARTS, project_with};

/// The themes by their names in the settings, with the least contrast of their words (WCAG 2.2: 1.4.3 and 1.4.6).
const THEMES: &[(&str, f64)] =
    &[("light", 4.5), ("sepia", 4.5), ("dark", 4.5), ("light_contrast", 7.0), ("dark_contrast", 7.0)];

/// The shapes painted in a frame so far: fills, and words with their grounds.
#[derive(Default)]
struct Canvas {
    fills: Vec<(Rect, Color32)>,
    /// A place in some letters, what is known of them, their colour, and that of their ground.
    letters: Vec<(Pos2, String, Color32, Color32)>,
}

impl Canvas {
    fn add(&mut self, clip: Rect, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.add(clip, shape)),
            Shape::Rect(rect) => {
                let place = rect.rect.intersect(clip);
                if place.is_positive() && rect.fill.a() > 0 && rect.blur_width == 0.0 {
                    self.fills.push((place, rect.fill));
                }
            }
            Shape::Text(text) => {
                let shown = |own: Color32| {
                    let colour = text.override_text_color.unwrap_or(own);
                    let colour = if colour == Color32::PLACEHOLDER { text.fallback_color } else { colour };
                    colour.gamma_multiply(text.opacity_factor)
                };
                for row in &text.galley.rows {
                    for glyph in row.glyphs.iter().filter(|glyph| glyph.chr.is_alphanumeric()) {
                        let at = text.pos + row.pos.to_vec2() + glyph.logical_rect().center().to_vec2();
                        let Some(corner) = row.visuals.mesh.vertices.get(glyph.first_vertex as usize) else { continue };
                        let colour = shown(corner.color);
                        if clip.contains(at) && colour.a() > 0 {
                            self.letters.push((at, row.text(), colour, self.at(at)));
                        }
                    }
                }
            }
            Shape::Mesh(mesh) => {
                for quad in mesh.vertices.chunks_exact(4) {
                    let at = Rect::from_two_pos(quad[0].pos, quad[3].pos).center();
                    let colour = quad[0].color;
                    // Glyphs are quads in the colour of their words. That of a kind is of its sign, which is no word.
                    let is_sign =
                        KINDS.iter().any(|row| [row.light, row.dark].map(|look| look.line).contains(&rgb(colour)));
                    let is_glyph =
                        mesh.texture_id != egui::TextureId::default() && colour != Color32::WHITE && !is_sign;
                    if is_glyph && clip.contains(at) {
                        self.letters.push((at, String::new(), colour, self.at(at)));
                    }
                }
            }
            _ => {}
        }
    }

    /// The colour at a place.
    fn at(&self, at: Pos2) -> Color32 {
        let here = self.fills.iter().filter(|(rect, _)| rect.contains(at));
        here.fold(Color32::TRANSPARENT, |below, (_, colour)| below.blend(*colour))
    }
}

/// The places of what is disabled, whose words may be faint.
fn disabled(desk: &Desk) -> Vec<Rect> {
    let nodes = desk.harness.root().children_recursive();
    let disabled = nodes.filter(|node| node.accesskit_node().is_disabled());
    disabled.map(|node| node.rect()).collect()
}

fn rgb(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

#[test]
fn all_words_can_be_read_on_what_is_beneath_them() {
    let mut wrong = BTreeSet::new();
    let mut seen = 0;
    for (theme, least) in THEMES {
        let mut desk = project_with(&format!("(creator: \"kd\", theme: \"{theme}\")"));
        for (part, keys) in PARTS {
            desk.press(keys);
            let mut canvas = Canvas::default();
            // The page is the colour that the window is cleared with.
            let page = palette(&desk.harness.ctx.global_style().visuals).page;
            canvas.fills.push((desk.harness.ctx.content_rect(), page));
            for clipped in &desk.harness.output().shapes {
                canvas.add(clipped.clip_rect, &clipped.shape);
            }
            let disabled = disabled(&desk);
            for (at, words, colour, ground) in canvas.letters {
                seen += 1;
                let ratio = contrast(rgb(ground.blend(colour)), rgb(ground));
                if ratio < *least - 0.005 && !disabled.iter().any(|rect| rect.contains(at)) {
                    wrong.insert(format!("{theme}: {part}: {words:?} {colour:?} on {ground:?} has {ratio:.2}"));
                }
            }
            desk.press("Escape Escape");
            if desk.harness.state().state().session().is_some_and(|session| session.focus.mark.is_none()) {
                desk.press("F6 J");
            }
        }
    }
    assert!(wrong.is_empty(), "{} are faint: {:#?}", wrong.len(), wrong.iter().take(60).collect::<Vec<_>>());
    assert!(seen > 20_000, "words were looked at: {seen}");
}

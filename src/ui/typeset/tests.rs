//! Tests of set text: fonts, order, and labels.

use egui::{Color32, Context, FontId, RawInput};

use super::{Label, Part, Passage, Section, Set, label, set};
use crate::ui::fonts;

const WIDTH: f32 = 300.0;

/// Runs `check` in a frame with the bundled fonts.
fn in_frame<R>(mut check: impl FnMut(&Context) -> R) -> R {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    ctx.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
    let mut result = None;
    ctx.run_ui(RawInput::default(), |ui| result = Some(check(ui.ctx()))).textures_delta.clear();
    result.unwrap()
}

fn lines(ctx: &Context, text: &str, rtl: bool) -> Set {
    let sections = [Section { range: 0..text.len(), family: fonts::serif(), size: 18.0, tint: 0, slanted: false }];
    let (sections, row) = (&sections, (27.0, 20.0));
    let (shown, indent, break_anywhere, language) = (text, 0.0, false, None);
    set(ctx, Passage { text, shown, sections, width: WIDTH, indent, break_anywhere, rtl, language, row })
}

/// The characters of a line from left to right.
fn seen(set: &Set, text: &str, line: usize) -> String {
    let mut cells: Vec<_> = set.lines[line].cells.clone().map(|index| (index, set.cells[index])).collect();
    cells.sort_by(|a, b| a.1.left.total_cmp(&b.1.left));
    let end = |index: usize| set.cells.get(index + 1).map_or(text.len(), |next| next.start as usize);
    cells.into_iter().map(|(index, cell)| &text[cell.start as usize..end(index)]).collect()
}

#[test]
fn the_bundled_fonts_have_letters_and_symbols() {
    for words in ["office", "Ἀθήνα", "Київ", "é e\u{301}", "→", "▸", "•", "¶▫⇄∅▯"] {
        let ids = in_frame(|ctx| lines(ctx, words, false).ink.ids().collect::<Vec<_>>());
        assert!(!ids.is_empty() && ids.iter().all(|id| *id > 0), "{words}: {ids:?}");
    }
}

#[test]
fn negated_operators_are_one_glyph() {
    for (words, glyphs) in [("≠", 1), ("a≠b", 3), ("∉", 1)] {
        let ids = in_frame(|ctx| lines(ctx, words, false).ink.ids().collect::<Vec<_>>());
        assert_eq!(ids.len(), glyphs, "{words}: {ids:?}");
    }
}

#[test]
fn words_are_in_visual_order() {
    let cases = [
        ("abc אבג def", false, "abc גבא def"),
        ("אבג abc דהו", true, "והד abc גבא"),
        // The font has the brackets the other way round.
        ("אבג (12) 34%", true, "34% )12( גבא"),
        ("abc אבג 12 def", false, "abc 12 גבא def"),
        ("אבג abc ", true, " abc גבא"),
        ("سنة 2019 abc", true, "abc 2019 ةنس"),
    ];
    for (text, rtl, order) in cases {
        let shown = in_frame(|ctx| seen(&lines(ctx, text, rtl), text, 0));
        assert_eq!(shown, order, "{text}");
    }
}

#[test]
fn direction_marks_say_where_a_sign_belongs_and_are_not_seen() {
    for (text, order) in [("said אבג! ok", "said גבא! ok"), ("said אבג!\u{200F} ok", "said !גבא ok")] {
        in_frame(|ctx| {
            let set = lines(ctx, text, false);
            let shown = seen(&set, text, 0).replace('\u{200F}', "");
            assert_eq!(shown, order, "{text}");
            let marks = set.cells.iter().filter(|cell| text[cell.start as usize..].starts_with('\u{200F}'));
            assert!(marks.into_iter().all(|cell| cell.right - cell.left < 0.01));
        });
    }
}

#[test]
fn what_steers_other_characters_has_its_effect_and_is_seen() {
    for (text, order) in [
        ("abc \u{202E}def\u{202C} ghi", "abc fed ghi"),
        ("abc \u{2067}אבג 12\u{2069} ghi", "abc 12 גבא ghi"),
        ("a\u{200F}1", "a1"),
    ] {
        in_frame(|ctx| {
            let set = lines(ctx, text, false);
            let steers = |c: char| !c.is_alphanumeric() && c != ' ';
            assert_eq!(seen(&set, text, 0).replace(steers, ""), order, "{text:?}");
            let signs: Vec<_> =
                set.cells.iter().filter(|cell| text[cell.start as usize..].starts_with(steers)).collect();
            assert!(!signs.is_empty() && signs.iter().all(|cell| cell.right - cell.left > 5.0), "{signs:?}");
            let glyphs = text.chars().count();
            assert!(set.ink.ids().count() >= glyphs, "{text:?}");
        });
    }
    let all = "a\u{202E}b\u{2066}";
    assert_eq!(crate::ui::symbols::in_article(all), all);
    assert_eq!(crate::ui::symbols::visible(all), "a⇄b⇄");
    assert_eq!(crate::ui::symbols::visible("אבג!\u{200F} x"), "אבג!\u{200F} x");
    for hiding in ["a\u{200F}b", "אב\u{200F}\u{200E}!", "אב\u{200F}גד", "1\u{200E}2"] {
        assert!(crate::ui::symbols::visible(hiding).contains('⇄'), "{hiding:?}");
    }
}

#[test]
fn lines_from_right_to_left_end_at_the_right_edge() {
    let text = "אחת שתים שלוש ארבע חמש שש שבע שמונה תשע עשר ".repeat(6);
    in_frame(|ctx| {
        let set = lines(ctx, text.trim_end(), true);
        assert!(set.lines.len() > 3);
        for line in &set.lines {
            let first = set.cells[line.cells.start];
            assert!((first.right - WIDTH).abs() < 0.1, "{first:?}");
            let inked =
                set.cells[line.cells.clone()].iter().filter(|cell| !text[cell.start as usize..].starts_with(' '));
            assert!(inked.map(|cell| cell.left).fold(WIDTH, f32::min) >= -0.1);
        }
    });
}

fn labelled(words: &str, width: f32, rows: usize) -> Label {
    let part = Part::new(words, FontId::new(14.0, fonts::sans()), Color32::BLACK);
    in_frame(|ctx| label(ctx, std::slice::from_ref(&part), width, rows))
}

#[test]
fn a_label_is_cut_at_its_end_and_fits() {
    for words in
        ["the mill has poured lead into the river ".repeat(9), "אחת שתים שלוש ארבע ".repeat(20), "漢字".repeat(90)]
    {
        for rows in [1, 2, 3] {
            let label = labelled(&words, 200.0, rows);
            assert!(label.is_cut() && label.rows() == rows && label.size().x <= 200.0, "{words}: {:?}", label.size());
            assert!(label.size().x > 120.0);
        }
    }
    let short = labelled("a few words", 200.0, 1);
    assert!(!short.is_cut() && short.rows() == 1 && short.size().x < 120.0);
    assert_eq!(labelled("", 200.0, 1).rows(), 1);
}

#[test]
fn what_is_in_sight_is_painted() {
    let text = "the mill has poured lead into the river ".repeat(20);
    let painted = |from: f32, to: f32| {
        in_frame(|ctx| {
            let set = lines(ctx, &text, false);
            let clip = egui::Rect::from_min_max(egui::pos2(0.0, from), egui::pos2(WIDTH, to));
            let layer = egui::LayerId::background();
            let painter = egui::Painter::new(ctx.clone(), layer, clip);
            set.ink.paint(&painter, egui::Pos2::ZERO, &[Color32::BLACK]);
            let mut tops: Vec<f32> = Vec::new();
            ctx.graphics(|graphics| {
                for shape in graphics.get(layer).into_iter().flat_map(|list| list.all_entries()) {
                    if let egui::Shape::Mesh(mesh) = &shape.shape {
                        tops.extend(mesh.vertices.iter().map(|vertex| vertex.pos.y));
                    }
                }
            });
            (tops.len() / 4, tops.iter().copied().fold(f32::INFINITY, f32::min), set.lines.len())
        })
    };
    let (all, _, count) = painted(0.0, 10_000.0);
    assert!(all > 500);
    let half = 27.0 * (count / 2) as f32;
    let (below, top, _) = painted(half, 10_000.0);
    assert!(below < all && below > all / 3 && top < half + 30.0, "{below} of {all} from {top}");
    assert_eq!(painted(20_000.0, 30_000.0).0, 0);
}

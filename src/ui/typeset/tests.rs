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
    lines_in(ctx, text, rtl, 18.0, None)
}

fn lines_in(ctx: &Context, text: &str, rtl: bool, size: f32, language: Option<&str>) -> Set {
    let sections = [Section { range: 0..text.len(), family: fonts::serif(), size, tint: 0, slanted: false }];
    let (sections, row) = (&sections, (1.5 * size, 1.1 * size));
    let (shown, indent, break_anywhere) = (text, 0.0, false);
    set(ctx, Passage { text, shown, sections, width: WIDTH, indent, break_anywhere, rtl, language, row })
}

/// The glyphs that were painted in this frame: their places.
fn quads(ctx: &Context, layer: egui::LayerId) -> Vec<egui::Rect> {
    let mut quads = Vec::new();
    ctx.graphics(|graphics| {
        for shape in graphics.get(layer).into_iter().flat_map(|list| list.all_entries()) {
            if let egui::Shape::Mesh(mesh) = &shape.shape {
                let places = mesh.vertices.chunks(4).map(|quad| egui::Rect::from_two_pos(quad[0].pos, quad[3].pos));
                quads.extend(places);
            }
        }
    });
    quads
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
            let quads = quads(ctx, layer);
            (quads.len(), quads.iter().map(|quad| quad.top()).fold(f32::INFINITY, f32::min), set.lines.len())
        })
    };
    let (all, _, count) = painted(0.0, 10_000.0);
    assert!(all > 500);
    let half = 27.0 * (count / 2) as f32;
    let (below, top, _) = painted(half, 10_000.0);
    assert!(below < all && below > all / 3 && top < half + 30.0, "{below} of {all} from {top}");
    assert_eq!(painted(20_000.0, 30_000.0).0, 0);
}

#[test]
fn the_sign_of_a_kind_is_as_high_as_the_words_beside_it() {
    for sign in ["●", "▲", "■", "◆"] {
        for size in [11.0, 13.0, 14.0, 20.0] {
            let words = format!("{sign} H");
            let part = Part::new(&words, FontId::new(size, fonts::sans()), Color32::BLACK);
            let quads = in_frame(|ctx| {
                let layer = egui::LayerId::background();
                let label = label(ctx, std::slice::from_ref(&part), WIDTH, 1);
                label.paint(&egui::Painter::new(ctx.clone(), layer, egui::Rect::EVERYTHING), egui::Pos2::ZERO);
                quads(ctx, layer)
            });
            let [sign, letter] = quads[..] else { panic!("{words}: {quads:?}") };
            assert!((sign.center().y - letter.center().y).abs() <= 1.0, "{words} at {size}: {quads:?}");
        }
    }
}

#[test]
fn every_glyph_is_painted_also_when_there_are_more_than_the_atlas_has_room_for() {
    let letters: String = ('A'..='Z').chain('a'..='z').chain('0'..='9').collect();
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    let layer = egui::LayerId::background();
    let mut sets: Vec<Set> = Vec::new();
    let mut painted = Vec::new();
    for _ in 0..5 {
        let mut frame = ctx.run_ui(RawInput::default(), |ui| {
            let ctx = ui.ctx();
            if sets.is_empty() {
                // Each size has glyphs of its own; together they need half as much again as the atlas has.
                sets = (0..60).map(|step| lines_in(ctx, &letters, false, 80.0 + step as f32 / 8.0, None)).collect();
            }
            let painter = egui::Painter::new(ctx.clone(), layer, egui::Rect::EVERYTHING);
            sets.iter().for_each(|set| set.ink.paint(&painter, egui::Pos2::ZERO, &[Color32::BLACK]));
            painted.push((quads(ctx, layer).len(), ctx.has_requested_repaint()));
        });
        frame.textures_delta.clear();
    }
    let all = sets.len() * letters.len();
    assert!(painted[0].0 < all, "they all found room: {painted:?}");
    // A frame that lacks some asks for another, which has them all, and so have those after it.
    assert!(painted.iter().all(|(count, again)| *count == all || *again), "{painted:?}");
    assert!(painted[1..].iter().all(|(count, _)| *count == all), "{painted:?} of {all}");
}

/// The families of the fonts of the system that a text is set in, and its last layout, once they are found; `None` where the
/// system has none.
fn with_system_fonts(text: &str, language: Option<&str>) -> Option<(Vec<String>, Set)> {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    super::install(&ctx);
    let mut first = None;
    let mut last = None;
    let mut still = 0;
    for _ in 0..400 {
        let mut edition = 0;
        let mut found = None;
        let mut frame = ctx.run_ui(RawInput::default(), |ui| {
            let set = lines_in(ui.ctx(), text, false, 18.0, language);
            edition = super::edition(ui.ctx());
            let faces: Vec<u16> = set.ink.all().map(|(look, _)| look.face).collect();
            let families = super::with(ui.ctx(), |typesetter| {
                let mut name = |face: &u16| typesetter.faces.face(*face).map(|face| face.family()).unwrap_or_default();
                faces.iter().map(&mut name).collect::<Vec<String>>()
            });
            found = Some((families, set));
        });
        frame.textures_delta.clear();
        first.get_or_insert(edition);
        still = if last.as_ref().is_some_and(|(before, _)| *before == edition) { still + 1 } else { 0 };
        last = found.map(|found| (edition, found));
        // All fonts that it needs were looked for: those of the system are listed within half a second or so.
        if still > 60 && first != Some(edition) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let (_, (families, set)) = last.filter(|(edition, _)| first != Some(*edition))?;
    Some((families, set)).filter(|(_, set)| set.ink.ids().all(|id| id > 0))
}

#[test]
fn ideographs_have_the_shapes_of_their_language() {
    for (language, family) in [
        ("zh-Hans", "Noto Sans CJK SC"),
        ("zh-Hant", "Noto Sans CJK TC"),
        ("ja", "Noto Sans CJK JP"),
        ("ko", "Noto Sans CJK KR"),
    ] {
        let Some((families, _)) = with_system_fonts("直角", Some(language)) else { return };
        // Other systems have other families.
        if families.iter().all(|name| name.starts_with("Noto Sans CJK")) {
            assert!(families.iter().all(|name| name == family), "{language}: {families:?}");
        }
    }
}

#[test]
fn letters_have_the_forms_of_their_language() {
    // "б" of the bundled fonts; the text is the same, so that glyphs kept for another language would show.
    let forms = in_frame(|ctx| {
        [None, Some("sr"), Some("ru"), Some("mk")]
            .map(|language| lines_in(ctx, "б", false, 18.0, language).ink.ids().collect::<Vec<_>>())
    });
    assert!(forms[1] != forms[0] && forms[1] == forms[3] && forms[2] == forms[0], "{forms:?}");
}

#[test]
fn a_text_is_set_anew_for_another_scale() {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    let mut sizes = Vec::new();
    for scale in [1.0, 2.0, 1.0] {
        ctx.set_pixels_per_point(scale);
        // The scale counts from the next frame on.
        for _ in 0..2 {
            let mut frame = ctx.run_ui(RawInput::default(), |ui| {
                let set = lines(ui.ctx(), "the same words", false);
                sizes.push((ui.ctx().pixels_per_point(), set.ink.all().next().unwrap().0.size));
            });
            frame.textures_delta.clear();
        }
    }
    assert!(sizes.iter().all(|(scale, size)| *size == 18.0 * scale), "{sizes:?}");
    assert!(sizes.contains(&(1.0, 18.0)) && sizes.contains(&(2.0, 36.0)), "{sizes:?}");
}

#[test]
fn figures_of_urdu_and_persian_have_their_shapes() {
    let shapes = |text: &str, language| {
        let (families, set) = with_system_fonts(text, language)?;
        let is_known = families.iter().all(|name| matches!(&**name, "Noto Naskh Arabic" | "Noto Sans Arabic"));
        let figures = set.ink.ids().filter(|_| is_known);
        Some(figures.collect::<Vec<_>>()).filter(|figures| !figures.is_empty())
    };
    let Some(persian) = shapes("۴۶۷", Some("fa")) else { return };
    let urdu = shapes("۴۶۷", Some("ur")).unwrap();
    assert!(persian.len() == 3 && urdu.len() == 3, "{persian:?} {urdu:?}");
    assert!(persian.iter().all(|figure| !urdu.contains(figure)), "{persian:?} {urdu:?}");
    // A label has no language, but letters.
    assert_eq!(shapes("۴۶۷", None).unwrap(), persian);
    let label = shapes("ہے۴۶۷", None).unwrap();
    assert!(urdu.iter().all(|figure| label.contains(figure)), "{label:?} {urdu:?}");
}

#[cfg(feature = "system-fonts")]
#[test]
fn bold_letters_of_a_variable_font_are_bold_and_regular_ones_regular() {
    /// A font of weights from 100 to 900, whose letter is a bar, the wider the bolder.
    const FILE: &[u8] = include_bytes!("../../../tests/fixtures/fonts/weights.ttf");
    let found = super::fallback::found_in(FILE, 'ᚠ').unwrap();
    let coords = |data: &egui::FontData| data.tweak.coords.as_ref().iter().map(|(_, value)| *value).collect::<Vec<_>>();
    // For the labels of egui.
    assert_eq!((coords(&found.regular), coords(found.bold.as_ref().unwrap())), (vec![400.0], vec![700.0]));
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    super::fallback::install_found(&ctx, vec![found]);
    let mut widths = Vec::new();
    for family in [fonts::sans(), fonts::bold(&fonts::sans()), fonts::sans()] {
        let layer = egui::LayerId::background();
        let mut frame = ctx.run_ui(RawInput::default(), |ui| {
            let part = Part::new("ᚠ", FontId::new(100.0, family.clone()), Color32::BLACK);
            let label = label(ui.ctx(), std::slice::from_ref(&part), WIDTH, 1);
            label.paint(&egui::Painter::new(ui.ctx().clone(), layer, egui::Rect::EVERYTHING), egui::Pos2::ZERO);
            widths.push(quads(ui.ctx(), layer)[0].width());
        });
        frame.textures_delta.clear();
    }
    // 100 and 400 units of 1000 more from end to end.
    let [regular, bold, again] = widths[..] else { panic!("{widths:?}") };
    assert!((24.0..29.0).contains(&regular) && (39.0..44.0).contains(&bold) && again == regular, "{widths:?}");
}

#[test]
fn marks_are_as_wide_as_the_ideographs_that_they_are_among() {
    let width = |set: &Set, text: &str, mark: char| {
        let at = text.find(mark).unwrap() as u32;
        set.cells.iter().find(|cell| cell.start == at).map(|cell| cell.right - cell.left).unwrap()
    };
    let chinese = "他说“不是”而已……真的——";
    let Some((_, set)) = with_system_fonts(chinese, Some("zh-Hans")) else { return };
    for mark in ['“', '”', '…', '—'] {
        assert!(width(&set, chinese, mark) > 16.0, "{mark}: {}", width(&set, chinese, mark));
    }
    let latin = "“No” 他 … — x";
    let Some((_, set)) = with_system_fonts(latin, Some("zh-Hans")) else { return };
    for mark in ['“', '…'] {
        assert!(width(&set, latin, mark) < 19.0, "{mark}: {}", width(&set, latin, mark));
    }
}

#[test]
fn a_font_that_comes_late_changes_letters_and_no_line() {
    let text = "ประตูปิดไม่ได้ and 12 doors";
    let before = in_frame(|ctx| lines(ctx, text, false));
    assert!(before.ink.ids().any(|id| id == 0));
    let Some((_, after)) = with_system_fonts(text, None) else { return };
    assert_eq!(before.lines.len(), after.lines.len());
    let starts = |set: &Set| set.cells.iter().map(|cell| cell.start).collect::<Vec<_>>();
    assert_eq!(starts(&before), starts(&after));
}

//! Tests of the layout: line breaks across blocks, and hit tests.

use std::ops::Range;

use egui::{Color32, Context, FontId, RawInput};
use proptest::prelude::*;

use super::blocks::Blocks;
use super::engine::TypesetEngine;
use super::flow::{Flow, Layouts, RowAt};
use super::keys::{Caret, Move, move_caret};
use super::layout::{BlockLayout, Cell, Spec};
use super::scroll::Scroll;
use super::style::TextStyle;
use crate::articles::article_format;
use crate::model::kind::KINDS;
use crate::model::offset::ByteOffset;
use crate::model::segment;
use crate::model::selection::Selection;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;
use crate::ui::fonts;
use crate::ui::paper::PAPERS;
use crate::ui::typeset::{self, Passage, Section};

const WIDTH: f32 = 500.0;

fn spec() -> Spec {
    Spec { width: WIDTH, family: fonts::serif(), size: 18.0, line_height: 27.0, language: None, pixels_per_point: 1.0 }
}

fn context() -> Context {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    // The fonts are available from the second frame on.
    frame(&ctx, |_| {});
    ctx
}

/// Runs a frame and drops its output.
fn frame(ctx: &Context, run: impl FnMut(&mut egui::Ui)) {
    ctx.run_ui(RawInput::default(), run).textures_delta.clear();
}

/// Runs `check` in a frame, with the text laid out on demand.
fn with_flow<R>(ctx: &Context, text: &str, mut check: impl FnMut(&mut Flow<'_, TypesetEngine>) -> R) -> R {
    let text = ArticleText::new(text);
    let blocks = Blocks::new(&text, &Structure::default(), Vec::new());
    let mut result = None;
    frame(ctx, |ui| {
        let ctx = ui.ctx().clone();
        let mut layouts = Layouts::<TypesetEngine>::default();
        layouts.begin(&ctx, spec());
        result = Some(check(&mut Flow { ctx: &ctx, blocks: &blocks, layouts: &mut layouts }));
    });
    result.unwrap()
}

/// The starts of a text's lines, from the first downwards.
fn line_starts(flow: &mut Flow<'_, TypesetEngine>) -> Vec<usize> {
    let mut row = RowAt { block: 0, row: 0 };
    let mut starts = vec![0];
    while let Some(below) = flow.below(row) {
        starts.push(flow.line_range(below).start.get());
        row = below;
    }
    starts
}

/// The starts of the lines of a paragraph laid out as one block.
fn whole_starts(flow: &Flow<'_, TypesetEngine>) -> Vec<usize> {
    let text = flow.blocks.text().as_str();
    let sections = [Section { range: 0..text.len(), family: fonts::serif(), size: 18.0, tint: 0, slanted: false }];
    let (width, indent, row) = (WIDTH, 0.0, (27.0, 20.0));
    let passage = Passage {
        text,
        shown: text,
        sections: &sections,
        width,
        indent,
        break_anywhere: false,
        rtl: false,
        language: None,
        row,
    };
    typeset::set(flow.ctx, passage).lines.iter().map(|line| line.start as usize).collect()
}

fn prose(words: usize) -> String {
    let stems = ["the", "authority", "said", "on", "Thursday", "that", "no", "evidence", "was", "found,", "in-between"];
    (0..words).map(|n| format!("{} ", stems[(n * n + n / 3) % stems.len()])).collect()
}

#[test]
fn a_long_paragraph_breaks_as_if_it_were_not_cut() {
    let ctx = context();
    let word = "abcdefghij".repeat(900);
    let mixed = format!("{}{word} {}", prose(400), prose(400));
    let cjk = "新聞報道によると、当局は証拠がないと述べた。".repeat(200);
    for text in [prose(3000), word, mixed, cjk] {
        with_flow(&ctx, &text, |flow| {
            assert!(flow.blocks.len() > 2, "nothing was cut");
            let (lines, whole) = (line_starts(flow), whole_starts(flow));
            let differing = whole.iter().filter(|start| lines.binary_search(start).is_err()).count();
            // egui puts glyphs on whole pixels, so a row that is full to the last pixel may break one word earlier.
            assert!(differing * 50 <= whole.len(), "{differing} of {} rows break elsewhere", whole.len());
            assert!(lines.len().abs_diff(whole.len()) <= 1);
        });
    }
}

#[test]
fn a_jump_into_a_long_paragraph_breaks_as_the_way_there_would() {
    let ctx = context();
    let text = prose(12_000);
    let all = with_flow(&ctx, &text, line_starts);
    with_flow(&ctx, &text, |flow| {
        let block = flow.last() - 3;
        let start = flow.line_range(RowAt { block, row: 3 }).start.get();
        assert!(all.binary_search(&start).is_ok());
    });
}

/// The number of blocks laid out for a page, at the start or at an offset.
fn laid_out(ctx: &Context, text: &ArticleText, structure: &Structure, at: usize) -> u64 {
    let blocks = Blocks::new(text, structure, Vec::new());
    let mut count = 0;
    frame(ctx, |ui| {
        let ctx = ui.ctx().clone();
        let mut layouts = Layouts::<TypesetEngine>::default();
        layouts.begin(&ctx, spec());
        let before = layouts.epoch();
        let flow = &mut Flow { ctx: &ctx, blocks: &blocks, layouts: &mut layouts };
        let mut scroll = Scroll::start(flow, 900.0);
        scroll.height = 900.0;
        let row = flow.row_of(ByteOffset::new(at), false);
        scroll.show_row(flow, row, 300.0);
        assert!(!scroll.visible(flow).is_empty());
        count = flow.layouts.epoch() - before;
    });
    count
}

#[test]
fn structure_is_laid_out_where_it_is_seen() {
    let ctx = context();
    let part = "# Heading *with* emphasis\n\n- item **one**\n- item two\n\n> quoted\n\n```\ncode\n\nmore\n```\n\nA [link](x).\n\n";
    let table = format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(5000));
    for markdown in [part.repeat(1500), table, prose(20_000).replace("evidence", "*evidence*")] {
        let read = article_format("markdown").unwrap().read(markdown.as_bytes(), None, "a.md").unwrap();
        let (text, structure) = (read.article.text, read.article.structure);
        assert!(structure.spans().len() > 1000);
        for part in [0.0, 0.4, 1.0] {
            let at = text.floor(ByteOffset::new((text.end().get() as f64 * part) as usize)).get();
            let count = laid_out(&ctx, &text, &structure, at);
            assert!(count < 130, "{count} blocks for a page");
        }
    }
}

#[test]
fn a_block_is_bounded_whatever_it_holds() {
    for text in ["a".repeat(300_000), "e\u{301}".repeat(100_000), "word ".repeat(200_000), "🧑‍🤝‍🧑".repeat(9000)]
    {
        let text = ArticleText::new(text);
        let blocks = Blocks::new(&text, &Structure::default(), Vec::new());
        for block in 0..blocks.len() {
            assert!(blocks.range(block).len() <= 2000, "{}", blocks.range(block).len());
            let start = ByteOffset::new(blocks.start(block));
            assert_eq!(segment::floor_grapheme(&text, start), start);
        }
    }
}

#[test]
fn the_symbols_for_invisible_characters_are_in_the_fonts() {
    let ctx = context();
    let odd = (0..0x20).chain(0x7F..0xA0).chain([0xAD, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xE0041]);
    let odd: String = odd.filter_map(char::from_u32).filter(|c| *c != '\n' && *c != '\t').collect();
    let shown = crate::ui::symbols::visible(&odd).into_owned();
    assert_eq!(shown.chars().count(), odd.chars().count());
    frame(&ctx, |ui| {
        let font = FontId::new(18.0, fonts::serif());
        ui.ctx().fonts_mut(|fonts| {
            for c in shown.chars() {
                assert!(fonts.has_glyph(&font, c), "no glyph for {c:?} (U+{:04X})", c as u32);
            }
        });
    });
}

#[test]
fn markers_and_the_label_of_hidden_lines_are_in_the_fonts() {
    let ctx = context();
    frame(&ctx, |ui| {
        ui.ctx().fonts_mut(|fonts| {
            for family in [fonts::serif(), fonts::sans(), fonts::bold(&fonts::serif()), fonts::bold(&fonts::sans())] {
                for c in "•–▪▸▾0123456789.".chars() {
                    assert!(fonts.has_glyph(&FontId::new(18.0, family.clone()), c), "no glyph for {c:?} in {family:?}");
                }
            }
        });
    });
}

#[test]
fn every_face_stands_on_the_same_line() {
    let ctx = context();
    frame(&ctx, |ui| {
        for family in [fonts::serif(), fonts::sans()] {
            let faces = [family.clone(), fonts::bold(&family), fonts::italic(&family), fonts::code()];
            let feet = faces.map(|family| {
                let mut job = egui::text::LayoutJob::default();
                let font_id = FontId::new(18.0, family);
                job.append("H", 0.0, egui::TextFormat { font_id, line_height: Some(27.0), ..Default::default() });
                let galley = ui.ctx().fonts_mut(|fonts| fonts.layout_job(job));
                let glyph = &galley.rows[0].glyphs[0];
                glyph.pos.y + glyph.uv_rect.offset.y + glyph.uv_rect.size.y
            });
            assert!(feet.iter().all(|foot| (foot - feet[0]).abs() <= 0.5), "{family:?}: {feet:?}");
        }
    });
}

#[test]
fn keys_are_those_of_the_platform() {
    use super::keys::{KeyAction, Move, action};
    use egui::{Key, Modifiers};
    let moves = |key, modifiers, mac| match action(key, modifiers, mac) {
        Some(KeyAction::Move(motion, false)) => Some(motion),
        _ => None,
    };
    let (ctrl, alt) = (Modifiers::CTRL | Modifiers::COMMAND, Modifiers::ALT);
    let cmd = Modifiers { mac_cmd: true, command: true, ..Modifiers::NONE };
    assert_eq!(moves(Key::ArrowLeft, ctrl, false), Some(Move::WordLeft));
    assert_eq!(moves(Key::ArrowLeft, alt, true), Some(Move::WordLeft));
    assert_eq!(moves(Key::ArrowLeft, cmd, true), Some(Move::LineStart));
    assert_eq!(moves(Key::ArrowDown, cmd, true), Some(Move::End));
    assert_eq!(moves(Key::ArrowDown, alt, true), Some(Move::ParagraphDown));
    // The chords that move the boundaries of a mark are left to the window.
    assert_eq!(action(Key::ArrowLeft, alt, false), None);
    assert_eq!(action(Key::ArrowLeft, Modifiers::CTRL, true), None);
    assert_eq!(action(Key::A, cmd, true), Some(KeyAction::SelectAll));
    assert_eq!(action(Key::A, Modifiers::NONE, false), None);
    assert_eq!(action(Key::Tab, Modifiers::NONE, false), None);
}

/// The contrast of two colours (WCAG 2.2).
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |color: Color32| {
        let [red, green, blue, _] = egui::Rgba::from(color).to_array();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn letters_can_be_read_on_every_ground() {
    for paper in PAPERS {
        let style = TextStyle::new(paper, fonts::serif(), 18.0);
        let least = if paper.contrast { 7.0 } else { 4.5 };
        let mut grounds = vec![
            style.page,
            style.tint,
            style.selection,
            style.selection_unfocused,
            style.highlight,
            style.current_highlight,
        ];
        for kind in 0..=KINDS.len() {
            for depth in [1, 2, 3, 255] {
                let fill = style.fill(kind, TextStyle::strength(depth));
                grounds.extend([fill, fill.blend(style.wash(kind))]);
            }
        }
        for ground in grounds {
            // A link is underlined too.
            for (letters, least) in [(style.text, least), (style.link, 4.5)] {
                let contrast = contrast(letters, ground);
                assert!(contrast >= least, "{contrast} of {letters:?} on {ground:?}, paper {:?}", paper.page);
            }
        }
        // Text is dimmed on the page only.
        assert!(contrast(style.weak, style.page) >= least);
    }
}

/// True if every caret position hit by a point is on a grapheme boundary, near the point.
fn check_hits(text: &str, points: &[(f32, f32)], near: bool) {
    let ctx = context();
    with_flow(&ctx, text, |flow| {
        let article = flow.blocks.text().clone();
        for (down, across) in points {
            let block = ((flow.blocks.len() as f32 * down) as usize).min(flow.last());
            let rows = flow.layout(block).rows.len();
            let row = RowAt { block, row: ((down * 977.0).fract() * rows as f32) as usize };
            let x = across * WIDTH;
            let hit = flow.hit_line(row, x);
            assert_eq!(segment::floor_grapheme(&article, hit.caret), hit.caret, "{text:?} at {x}");
            let line = flow.line_range(row);
            assert!(line.start <= hit.caret && hit.caret <= line.end);
            let Some((left, right)) = flow.layout(block).extent(row.row).filter(|_| near) else { continue };
            if flow.line(row).len() == 1 && (left..right).contains(&x) {
                let at = flow.row_of(hit.caret, hit.upstream);
                let caret = flow.x_of(hit.caret, at, hit.upstream);
                assert!((caret - x).abs() < 30.0, "{text:?}: the caret is at {caret}, the point at {x}");
            }
        }
    });
}

/// Text of several scripts and directions.
const MIXED: &str = "(?s)([a-z]{1,4}|[א-ת]{1,5}|[ا-ي]{1,5}|[0-9]{1,3}|[漢字かな]{1,3}|[ก-ฮ]{1,4}|[क-ह]{1,4}|👩\u{200D}👧|🇸🇪|é|e\u{301}|ב\u{5BC}|[ ,.()«»\"-]|  |\n){0,60}";

/// The parts of a row that a range lights.
fn lit(layout: &BlockLayout, row: usize, range: Range<u32>) -> Vec<(f32, f32)> {
    let mut parts = Vec::new();
    layout.pieces(row, range, |left, right| parts.push((left, right)));
    parts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_lit_is_what_is_stored(text in MIXED, ends in (0.0..1.0f32, 0.0..1.0f32)) {
        let ctx = context();
        with_flow(&ctx, &text, |flow| {
            for block in 0..flow.blocks.len() {
                let layout = flow.layout(block);
                let places: Vec<u32> =
                    layout.cells.iter().map(|cell| cell.start).chain([layout.rows[layout.last_row()].end]).collect();
                let place = |part: f32| places[(part * places.len() as f32) as usize];
                let (start, end) = (place(ends.0.min(ends.1)), place(ends.0.max(ends.1)));
                for row in 0..layout.rows.len() {
                    let parts = lit(&layout, row, start..end);
                    assert!(parts.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{text:?}: {parts:?} overlap");
                    let cells: Vec<(Cell, u32)> = layout.cells_of(row).collect();
                    let seen = cells.iter().filter(|(cell, _)| cell.right - cell.left > 0.5);
                    for (cell, _) in seen {
                        let middle = (cell.left + cell.right) / 2.0;
                        let is_lit = parts.iter().any(|(left, right)| (*left..*right).contains(&middle));
                        assert_eq!(is_lit, (start..end).contains(&cell.start), "{text:?}: {cell:?} of {start}..{end}");
                        assert_eq!(layout.hit(row, middle).under, Some(cell.start), "{text:?}");
                    }
                    let wide = parts.iter().map(|(left, right)| right - left).sum::<f32>();
                    let stored = cells.iter().filter(|(cell, _)| (start..end).contains(&cell.start));
                    let stored = stored.map(|(cell, _)| cell.right - cell.left).sum::<f32>();
                    assert!((wide - stored).abs() < 1.0, "{text:?}: {wide} points are lit, {stored} stored");
                }
            }
        });
    }

    #[test]
    fn arrows_pass_every_letter_of_a_line_once_from_left_to_right(text in MIXED) {
        let ctx = context();
        with_flow(&ctx, &text, |flow| {
            let mut row = RowAt { block: 0, row: 0 };
            loop {
                let cells = flow.cells(row);
                if cells.iter().any(|cell| cell.2) && cells.iter().any(|cell| !cell.2) {
                    let first = cells[0];
                    let (at, upstream) = if first.2 { (first.1, true) } else { (first.0, false) };
                    let mut caret = Caret::new(at, upstream);
                    let mut selection = Selection { anchor: at, focus: at };
                    let (mut grown, mut grows) = (selection, Caret::new(at, upstream));
                    let mut x = flow.x_of(at, row, upstream);
                    for (start, end, rtl) in &cells {
                        let mut scroll = Scroll::start(flow, 900.0);
                        selection = move_caret(flow, &mut scroll, &mut caret, selection, Move::Right, false);
                        assert_eq!(selection.focus, if *rtl { *start } else { *end }, "{text:?} at {start:?}");
                        grown = move_caret(flow, &mut scroll, &mut grows, grown, Move::Right, true);
                        assert_eq!(grown, Selection { anchor: at, focus: selection.focus }, "{text:?} with Shift");
                        let next = flow.x_of(selection.focus, row, caret.upstream(selection.focus));
                        assert!(next > x - 0.01, "{text:?}: from {x} to {next}");
                        x = next;
                    }
                }
                match flow.below(row) {
                    Some(below) => row = below,
                    None => break,
                }
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_hit_is_a_caret_position(
        text in "(?s)[a-zäß ,.é\u{301}\u{302}漢字👩\u{200D}\u{1F3FD}א-תا-ي0-9()\\n\t\u{202E}\u{AD}]{0,400}",
        points in prop::collection::vec((0.0..1.0f32, -0.1..1.1f32), 20),
    ) {
        check_hits(&text, &points, false);
    }

    #[test]
    fn in_left_to_right_text_it_is_near_the_point(
        text in "(?s)[a-zA-Zäß ,.é漢字0-9()\\nĳﬁ\u{AD}]{0,400}",
        points in prop::collection::vec((0.0..1.0f32, -0.1..1.1f32), 20),
    ) {
        check_hits(&text, &points, true);
    }

    #[test]
    fn any_text_at_all_is_laid_out_whole(text in "(?s).{0,300}") {
        let ctx = context();
        with_flow(&ctx, &text, |flow| {
            for block in 0..flow.blocks.len() {
                let layout = flow.layout(block);
                let length = flow.blocks.range(block).len() as u32;
                assert_eq!(layout.rows[0].start, 0);
                assert_eq!(layout.rows[layout.last_row()].end, length);
                for pair in layout.rows.windows(2) {
                    assert_eq!(pair[0].end, pair[1].start);
                }
                for row in &layout.rows {
                    let mut last = row.start;
                    for cell in &layout.cells[row.cells.clone()] {
                        assert!(cell.start >= last && cell.start < row.end.max(1) && cell.left <= cell.right);
                        last = cell.start;
                    }
                }
            }
        });
    }
}

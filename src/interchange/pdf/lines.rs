//! Lines of text as PDF operators (ISO 32000-1, 9.4).

use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Name, Str, TextStr};

use super::faces::{Faces, Shown};
use super::shapes;
use super::text::{Laid, Line, Run};

/// Writes a line of text with its baseline at a point.
pub fn write_line(content: &mut Content, faces: &mut Faces, laid: &Laid, line: &Line, (left, baseline): (f32, f32)) {
    for run in &line.runs {
        let [r, g, b] = run.style.ink.map(|part| f32::from(part) / 255.0);
        content.set_fill_rgb(r, g, b);
        content.begin_text();
        content.set_font(Name(Faces::name(run.face).as_bytes()), run.style.size);
        if run.embolden {
            content.set_stroke_rgb(r, g, b);
            content.set_line_width(run.style.size * 0.03);
        }
        let mode = if run.embolden { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
        content.set_text_rendering_mode(mode);
        let slant = if run.slant { 0.21 } else { 0.0 };
        content.set_text_matrix([1.0, 0.0, slant, 1.0, left + run.left, baseline]);
        write_run(content, faces, laid, run);
        content.end_text();
        let right = run.clusters.last().map_or(run.left, |cluster| cluster.right);
        for (wanted, y) in [(run.style.struck, 0.28), (run.style.underlined, -0.14)] {
            if wanted {
                let (y, height) = (baseline + run.style.size * y, run.style.size * 0.06);
                content.rect(left + run.left, y, right - run.left, height).fill_nonzero();
            }
        }
        for cluster in &run.clusters {
            if let Some(icon) = laid.icons.iter().find(|icon| icon.at == cluster.range.start) {
                let size = run.style.size;
                let middle = (left + (cluster.left + cluster.right) / 2.0, baseline + size * 0.34);
                shapes::glyph(content, icon.glyph, middle, size * 0.72, icon.ink);
            }
        }
    }
}

/// Writes the glyphs of a run: codes, and moves where a glyph is not where the one before it ends.
fn write_run(content: &mut Content, faces: &mut Faces, laid: &Laid, run: &Run) {
    let size = run.style.size;
    let mut out = Vec::new();
    let (mut pen, mut rise) = (run.left, 0.0);
    for cluster in &run.clusters {
        let icon = laid.icons.iter().find(|icon| icon.at == cluster.range.start);
        let text = icon.map_or_else(|| &laid.text[cluster.range.clone()], |icon| icon.glyph);
        let parts = split(text, cluster.glyphs.len());
        let shown: Vec<Shown> =
            cluster.glyphs.iter().zip(parts).map(|(glyph, text)| faces.show(run.face, glyph.id, text)).collect();
        // More glyphs than characters, or codes that do not tell the text: it has to be given.
        let is_told = shown.iter().all(|shown| shown.tells) && text.chars().count() >= shown.len();
        if !is_told {
            flush(content, &mut out);
            content.begin_marked_content_with_properties(Name(b"Span")).properties().actual_text(TextStr(text));
        }
        for (glyph, shown) in cluster.glyphs.iter().zip(&shown) {
            if (glyph.rise - rise).abs() > 0.01 {
                flush(content, &mut out);
                rise = glyph.rise;
                content.set_rise(rise);
            }
            let moved = (pen - glyph.x) * 1000.0 / size;
            if moved.abs() >= 0.5 {
                out.push(Item::Move(moved));
                pen = glyph.x;
            }
            match out.last_mut() {
                Some(Item::Codes(codes)) => codes.extend(shown.code.to_be_bytes()),
                _ => out.push(Item::Codes(shown.code.to_be_bytes().to_vec())),
            }
            pen += shown.width * size / 1000.0;
        }
        if !is_told {
            flush(content, &mut out);
            content.end_marked_content();
        }
    }
    flush(content, &mut out);
    if rise != 0.0 {
        content.set_rise(0.0);
    }
}

/// A part of a run.
enum Item {
    Codes(Vec<u8>),
    /// A move to the left, in thousandths of the font size.
    Move(f32),
}

fn flush(content: &mut Content, out: &mut Vec<Item>) {
    if out.is_empty() {
        return;
    }
    let mut show = content.show_positioned();
    let mut items = show.items();
    for item in out.drain(..) {
        match item {
            Item::Codes(codes) => items.show(Str(&codes)),
            Item::Move(by) => items.adjust(by),
        };
    }
}

/// The text of a cluster, split among its glyphs: a character each, and the rest with the last. A glyph that is left
/// without one stands for a space of no width, since a code has to stand for something.
fn split(text: &str, glyphs: usize) -> Vec<&str> {
    let mut parts = Vec::with_capacity(glyphs);
    let mut rest = text;
    for left in (0..glyphs).rev() {
        let end = if left == 0 { rest.len() } else { rest.chars().next().map_or(0, char::len_utf8) };
        let (part, after) = rest.split_at(end);
        parts.push(if part.is_empty() { "\u{200B}" } else { part });
        rest = after;
    }
    parts
}

//! Text laid out in lines.

use egui::Context;

use super::layout::{BlockLayout, Request, Row};
use super::setting::Setting;
use crate::model::line::Face;
use crate::ui::symbols;
use crate::ui::typeset::{self, Passage, Section};

/// Lays out text in lines.
pub(super) fn lines(ctx: &Context, setting: &Setting, request: Request<'_>) -> BlockLayout {
    let (height, baseline) = setting.row;
    if request.text.is_empty() {
        return BlockLayout::empty(request.indent, height, baseline);
    }
    let shown = symbols::in_article(request.text);
    let sections = sections(setting, &request, &shown);
    let set = typeset::set(
        ctx,
        Passage {
            text: request.text,
            shown: &shown,
            sections: &sections,
            width: setting.width,
            indent: request.indent,
            break_anywhere: request.break_anywhere,
            rtl: request.rtl,
            language: setting.language,
            row: setting.row,
        },
    );
    let mut top = 0.0;
    let rows = set.lines.into_iter().map(|line| {
        let words = &request.text[line.start as usize..line.end as usize];
        let row = Row {
            top,
            height,
            baseline: top + baseline,
            start: line.start,
            end: line.end,
            inked: line.start + words.trim_end().len() as u32,
            in_order: line.in_order,
            cells: line.cells,
        };
        top += height;
        row
    });
    let rows = rows.collect();
    BlockLayout { rows, cells: set.cells, ink: set.ink, indent: request.indent, end: set.end, ..BlockLayout::bare() }
}

/// The faces of `shown`, covering it, whose characters correspond to those of `request.text` one to one.
fn sections(setting: &Setting, request: &Request<'_>, shown: &str) -> Vec<Section> {
    let mut edges: Vec<(usize, Face)> = Vec::with_capacity(2 * request.pieces.len() + 1);
    for piece in request.pieces {
        edges.extend([(piece.start as usize, piece.face), (piece.end as usize, Face::default())]);
    }
    if request.text != shown {
        let mut both = request.text.char_indices().zip(shown.char_indices()).peekable();
        for (edge, _) in &mut edges {
            while both.next_if(|((at, _), _)| at < edge).is_some() {}
            *edge = both.peek().map_or(shown.len(), |(_, (at, _))| *at);
        }
    }
    let mut sections = Vec::with_capacity(edges.len() + 1);
    let (mut at, mut face) = (0, Face::default());
    for (edge, next) in edges.into_iter().chain([(shown.len(), Face::default())]) {
        if at < edge {
            sections.push(setting.section(at..edge, face));
        }
        (at, face) = (edge, next);
    }
    sections
}

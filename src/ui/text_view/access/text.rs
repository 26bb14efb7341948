//! The text of the article in the accessibility tree: paragraphs and their runs, and the selection.

use std::ops::Range;
use std::sync::Arc;

use egui::accesskit::{Action, Node, Role, TextSelection};
use egui::{Id, Rect, Sense, Ui, UiBuilder};

use super::Scene;
use super::exposed::{Exposed, Said};
use super::runs::Run;
use crate::model::line::Body;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::ui::announce::bounds;
use crate::ui::text_view::blocks::Blocks;
use crate::ui::text_view::flow::Flow;
use crate::ui::text_view::form::Part;
use crate::ui::text_view::layout::Engine;
use crate::ui::text_view::names::{hidden_lines, shortened};
use crate::ui::text_view::page::Page;
use crate::ui::text_view::scroll::Placed;

/// Describes the text as children of `inner`; returns the hidden lines to show.
pub(super) fn describe<E: Engine>(
    inner: &mut Ui,
    scene: &mut Scene<'_, '_, E>,
    exposed: &mut Exposed,
) -> Vec<ByteRange> {
    let Scene { view, page, flow, input, marks, selection, upstream, .. } = scene;
    let (view, page, style) = (*view, *page, input.style);
    let mut opened = Vec::new();
    exposed.pages.follow(flow.blocks, selection.focus, exposed.wanted.take());
    let text = exposed.pages.blocks(flow.blocks);
    exposed.known.keep(&text, style);
    let placed = placed(flow, page, &text);
    let found: Vec<_> = placed
        .iter()
        .map(|placed| {
            let is_text = text.contains(&placed.block);
            is_text
                .then(|| exposed.known.of(placed, flow.blocks, marks.ink(input.set, flow.blocks, placed.block), style))
        })
        .collect();
    exposed.runs = said(view, flow.blocks, &placed, &found);
    let (mut at, mut next) = (0, 0);
    for blocks in placed.chunk_by(|_, block| flow.blocks.continues(block.block)) {
        let (first, last) = (&blocks[0], &blocks[blocks.len() - 1]);
        let range = ByteRange::new(first.range.start(), last.range.end());
        let rect =
            Rect::from_min_max(page.origin(first), page.origin(last) + egui::vec2(page.width, last.layout.height()));
        let id = view.with(("paragraph", flow.blocks.paragraph(first.block).start().get()));
        let has_text = found[at].is_some();
        let parent = inner.new_child(UiBuilder::new().scope_id(id).max_rect(rect).sense(Sense::empty()));
        inner.ctx().accesskit_node_builder(id, |node| {
            line(node, first, flow.blocks.text().slice(range), has_text);
            node.set_bounds(bounds(rect));
            node.add_action(Action::ScrollIntoView);
        });
        exposed.places.push((id.accesskit_id(), range));
        if inner.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            opened.extend(Some(range).filter(|_| first.layout.form.is_fold()));
        }
        while let Some(said) = exposed.runs.get(next).filter(|said| said.at.0 < at + blocks.len()) {
            let Some(run) = found[said.at.0].as_ref().and_then(|runs| runs.get(said.at.1)) else { break };
            let place = run.rect.translate(page.origin(&placed[said.at.0]).to_vec2());
            parent.interact(place.intersect(page.rect), said.id, Sense::empty());
            let before = next.checked_sub(1).filter(|_| said.joined).map(|before| exposed.runs[before].id);
            let after = exposed.runs.get(next + 1).filter(|after| after.joined).map(|after| after.id);
            inner.ctx().accesskit_node_builder(said.id, |node| {
                node.clone_from(&run.node);
                node.set_bounds(bounds(place));
                if let Some(before) = before {
                    node.set_previous_on_line(before.accesskit_id());
                }
                if let Some(after) = after {
                    node.set_next_on_line(after.accesskit_id());
                }
            });
            next += 1;
        }
        at += blocks.len();
    }
    let anchor = exposed.position(selection.anchor, *upstream && selection.is_empty());
    if let Some((anchor, focus)) = anchor.zip(exposed.position(selection.focus, *upstream)) {
        inner.ctx().accesskit_node_builder(view, |node| node.set_text_selection(TextSelection { anchor, focus }));
    }
    opened
}

/// The blocks in the tree, in order: those with text, and those in sight.
fn placed<E: Engine>(flow: &mut Flow<'_, E>, page: &Page<'_>, text: &Range<usize>) -> Vec<Placed> {
    let seen =
        page.visible.first().map_or(0, |first| first.block)..page.visible.last().map_or(0, |last| last.block + 1);
    let mut top = match page.visible.first() {
        Some(first) if text.start <= seen.end && seen.start <= text.end => {
            // They are next to each other, so their places are known.
            let before: f32 = (text.start..first.block).map(|block| flow.advance(block)).sum();
            let after: f32 = (first.block..text.start).map(|block| flow.advance(block)).sum();
            first.top - before + after
        }
        // Text far from what is in sight is somewhere above or below.
        Some(first) if text.start < first.block => {
            -2.0 * page.rect.height() - text.clone().map(|block| flow.advance(block)).sum::<f32>()
        }
        _ => 2.0 * page.rect.height(),
    };
    let mut all: Vec<Placed> = page.visible.iter().filter(|placed| placed.block < text.start).cloned().collect();
    for block in text.clone() {
        let placed = Placed { block, top, layout: flow.layout(block), range: flow.blocks.range(block) };
        all.push(placed);
        top += flow.advance(block);
    }
    all.extend(page.visible.iter().filter(|placed| placed.block >= text.end).cloned());
    all
}

/// The runs of the blocks in the tree, in the order of the text.
fn said(view: Id, blocks: &Blocks, placed: &[Placed], found: &[Option<Arc<[Run]>>]) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for (index, (placed, runs)) in placed.iter().zip(found).enumerate() {
        let mut before = None;
        for (number, run) in runs.iter().flat_map(|runs| runs.iter()).enumerate() {
            let base = placed.range.start().get();
            let bounds: Vec<_> = run.bounds.iter().map(|bound| ByteOffset::new(base + *bound as usize)).collect();
            let shares =
                run.row == 0 && blocks.continues(placed.block) && all.last().is_some_and(|last| last.at.0 + 1 == index);
            let joined = if number == 0 { shares } else { before == Some(run.row) };
            before = Some(run.row);
            let kind = if run.is_marker { "marker" } else { "run" };
            all.push(Said { id: view.with((kind, bounds[0].get())), at: (index, number), bounds, joined });
        }
    }
    all
}

/// The role and text of a paragraph, or of its part in the tree. One without runs is named by its words.
fn line(node: &mut Node, placed: &Placed, words: &str, has_runs: bool) {
    let form = &placed.layout.form;
    if let Part::Fold(lines) = form.part {
        node.set_role(Role::Button);
        node.set_label(format!("{}: {}", hidden_lines(lines), shortened(words)));
        node.add_action(Action::Click);
        return;
    }
    node.set_role(match form.line.body {
        Body::Heading(_) => Role::Heading,
        Body::Code => Role::Code,
        Body::Row => Role::Row,
        Body::Small => Role::Note,
        Body::Plain if form.line.marker.is_some() => Role::ListItem,
        Body::Plain if form.line.quotes > 0 => Role::Blockquote,
        Body::Plain => Role::Paragraph,
    });
    match form.line.body {
        // Headings are listed by their label.
        Body::Heading(level) => {
            node.set_level(level.into());
            node.set_label(words);
        }
        _ if has_runs => node.set_value(words),
        _ => {
            node.set_label(words);
            node.set_value(words);
        }
    }
}

//! The view and its frame.

mod input;

use egui::{Context, CursorIcon, Id, Pos2, RawInput, Rect, Response, Sense, Tooltip, Ui};

use crate::model::annotation::Id as MarkId;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::ui::symbols;
use crate::ui::text_view::access::{self, Asked, Exposed, Side};
use crate::ui::text_view::areas::Areas;
use crate::ui::text_view::bar::{Bar, Strip, Target};
use crate::ui::text_view::blocks::Blocks;
use crate::ui::text_view::capture::Capture;
use crate::ui::text_view::engine::TypesetEngine;
use crate::ui::text_view::flow::{Flow, Layouts};
use crate::ui::text_view::folds::Folds;
use crate::ui::text_view::handles::{self, Pull};
use crate::ui::text_view::keys::Caret;
use crate::ui::text_view::layout::Spec;
use crate::ui::text_view::margin::Margin;
use crate::ui::text_view::marks::Marks;
use crate::ui::text_view::mouse::Mouse;
use crate::ui::text_view::page::Page;
use crate::ui::text_view::paint::{self, Live, Painted};
use crate::ui::text_view::relations::{self, Plan};
use crate::ui::text_view::resting::{Hovered, Resting, Spot};
use crate::ui::text_view::scroll::Scroll;
use crate::ui::text_view::style::TextStyle;
use crate::ui::text_view::wheel::Wheel;
use crate::ui::text_view::{Carried, Reveal, TextEvent, TextInput, TextOutput};
use crate::ui::tooltip;

/// The article view: caches, scroll position and pointer state. It holds no part of the document.
#[derive(Debug, Default)]
pub struct TextView {
    blocks: Option<Blocks>,
    folds: Folds,
    layouts: Layouts<TypesetEngine>,
    scroll: Scroll,
    caret: Caret,
    mouse: Mouse,
    capture: Option<Capture>,
    /// The links drawn in the last frame.
    plan: Plan,
    marks: Marks,
    painted: Painted,
    margin: Margin,
    bar: Bar,
    strip: Strip,
    revealed: Option<u64>,
    wants_focus: bool,
    /// The id of its widget.
    id: Option<Id>,
    /// Another version of the text, and the position to show it from.
    followed: Option<(ArticleText, Scroll)>,
    resting: Resting,
    /// A press on a handle of the selected mark.
    pull: Option<Pull>,
    /// A press on the layer that lets drags through.
    through: Option<Pos2>,
    /// The time of the caret's last move in seconds, after which it does not blink for a while.
    moved_at: f64,
    wheel: Wheel,
    /// The article in the accessibility tree.
    exposed: Exposed,
}

impl TextView {
    /// Focuses the view in its next frame.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The tag of the article's language, if its text tells it.
    pub fn language(&self) -> Option<&'static str> {
        self.blocks.as_ref().and_then(Blocks::language)
    }

    /// Frees what is only needed while the view is shown.
    pub fn rest(&mut self) {
        self.layouts.rest();
        self.wheel = Wheel::default();
        self.resting.clear();
    }

    /// True if this is the id of its widget.
    pub fn has_id(&self, id: Id) -> bool {
        self.id == Some(id)
    }

    /// True if a mark is being dragged to another, or an end of one.
    pub fn drags(&self) -> bool {
        self.capture.as_ref().is_some_and(|capture| capture.drag().is_some()) || self.pulled().is_some()
    }

    /// The end of the selected mark that is being dragged.
    fn pulled(&self) -> Option<&Pull> {
        self.pull.as_ref().filter(|pull| pull.moved)
    }

    /// Takes the steps of a wheel over the view, each of which scrolls by as many points as `line_scroll_speed` says.
    pub fn take_wheel(&mut self, ctx: &Context, input: &mut RawInput) {
        self.wheel.take(ctx, input);
    }

    /// Switches to another version of the article, if `from` is the one shown, keeping the visible text in place.
    pub fn follow(&mut self, from: &ArticleText, to: &ArticleText) {
        if self.blocks.as_ref().is_some_and(|blocks| blocks.text().is_same(from)) {
            self.followed = Some((to.clone(), self.scroll.mapped(|offset| from.place_in(to, offset))));
        }
    }

    /// Shows a text from this line on.
    pub fn resume(&mut self, text: &ArticleText, line: ByteOffset) {
        self.followed = Some((text.clone(), Scroll::at_line(line)));
    }

    /// The start of the line at the top, if this text is shown.
    pub fn top(&self, text: &ArticleText) -> Option<ByteOffset> {
        self.blocks.as_ref().filter(|blocks| blocks.text().is_same(text)).map(|_| self.scroll.top())
    }

    /// Shows the view in the remaining space of `ui`.
    pub fn show(&mut self, ui: &mut Ui, input: &TextInput<'_>) -> TextOutput {
        let rect = ui.available_rect_before_wrap();
        let areas = Areas::new(rect, input.style, ui.pixels_per_point());
        let id = ui.scope_id().with("article");
        self.id = Some(id);
        let asked = access::asked(ui, id, &mut self.exposed);
        let response = ui.interact(areas.text, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }

        let (blocks, refolded) = self.take_blocks(input);
        self.pull = self.pull.take().filter(|pull| pull.fits(input));
        let mut events = Vec::new();
        let mut selection = clamped_selection(input);
        let (visible, plan, menu) = {
            let ctx = ui.ctx().clone();
            let changed = self.layouts.begin(&ctx, spec(ui, input.style, &blocks, areas.width));
            let mut layouts = std::mem::take(&mut self.layouts);
            let flow = &mut Flow { ctx: &ctx, blocks: &blocks, layouts: &mut layouts };
            let fresh = self.scroll.height == 0.0;
            if fresh {
                self.scroll = Scroll::start(flow, areas.text.height());
            }
            let height = areas.text.height().max(1.0);
            let place = if height < self.scroll.height { self.in_sight(flow, selection.range()) } else { None };
            self.scroll.height = height;
            if (changed || refolded) && !fresh {
                self.scroll.restore(flow);
            }
            self.scroll.clamp_end(flow);
            if let Some((top, bottom)) = place.filter(|_| !changed && !refolded) {
                // Where the view has become lower, as by a bar below it, the selection stays in sight.
                let hidden = bottom + flow.row_height() - self.scroll.height;
                if hidden > 0.0 {
                    self.scroll.by(flow, hidden.min(top));
                }
            }
            self.reveal(flow, input.reveal);
            let turned = self.wheel.turned(ui, rect);
            if turned != 0.0 {
                self.scroll.by(flow, -turned);
            }
            self.scroll_bars(ui, flow, &areas, input, id);
            self.answer(flow, asked, &mut selection, &mut events);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            self.margin.update(&page, input, flow.layouts.epoch());
            self.handle_events(ui, flow, &page, input, &response, &mut selection, &mut events);
            self.scroll_while_dragging(ui, flow, &areas, input, &mut selection, &mut events);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            let menu = self.menu(flow, &page, input, &response);
            let plan = relations::plan(ui.painter(), &page, input);
            self.marks.begin(input.set);
            let upstream = self.caret.upstream(selection.focus);
            let (page, plan_, marks) = (&page, &plan, &mut self.marks);
            let focused = response.has_focus();
            let scene = access::Scene { view: id, page, flow, input, plan: plan_, marks, selection, upstream, focused };
            let requests = access::describe(ui, scene, &mut self.exposed);
            events.extend(requests.events);
            requests.opened.into_iter().for_each(|fold| self.folds.open(fold));
            self.layouts = layouts;
            (visible, plan, menu)
        };

        let page = areas.page(&visible);
        let focused = response.has_focus() && ui.is_enabled();
        self.margin.update(&page, input, self.layouts.epoch());
        let painter = ui.painter().with_clip_rect(areas.text.intersect(ui.clip_rect()));
        let derived = (&blocks, &mut self.marks, self.layouts.epoch());
        let pull = self.pull.as_ref().filter(|pull| pull.moved);
        self.painted.paint(&painter, &page, input, derived, Live { selection: selection.range(), focused, pull });
        self.margin.paint(&painter, &page, input);
        self.plan = plan;
        let (link, hovered) = self.hover(ui, &page, input, &response);
        let lit = response.hover_pos().filter(|_| response.hovered()).and_then(|at| handles::at(&page, input, at));
        handles::paint(&painter, &page, input, self.pulled(), lit);
        relations::paint::places(&painter, &page, input);
        relations::paint::paint(&painter, &self.plan, input, link.as_ref());
        self.paint_drag(ui, &painter, &page, input);
        let caret_rect = page.caret_rect(selection.focus, self.caret.upstream(selection.focus));
        if let Some(rect) = caret_rect.filter(|_| focused) {
            paint::caret(ui, &painter, rect, input.style, self.moved_at);
        }
        let selected = Some(selection.range()).filter(|range| !range.is_empty());
        let selection_rows = selected.and_then(|range| page.end_rows(range));
        let seen = page.range();
        self.blocks = Some(blocks);
        TextOutput {
            visible: seen,
            events,
            selection_rows,
            hovered,
            focused,
            carries: self.capture.as_ref().and_then(Capture::drag).map(|(mark, _)| mark.clone()),
            dragging: self.mouse.dragging() || self.pulled().is_some(),
            caret_rect,
            menu,
            response,
        }
    }

    /// The blocks of the text, and true if the position must be restored, because other lines are hidden or the version
    /// changed. For any other text everything is reset.
    fn take_blocks(&mut self, input: &TextInput<'_>) -> (Blocks, bool) {
        let (text, structure) = (input.text, input.structure);
        let reveal = self.new_reveal(input.reveal).map(|reveal| reveal.range);
        match self.blocks.take().filter(|blocks| blocks.text().is_same(text)) {
            Some(blocks) => {
                let folds = self.folds.changed(input, reveal, blocks.folds());
                if folds.is_none() && blocks.structure().is_same(structure) {
                    return (blocks, false);
                }
                self.layouts.clear();
                self.marks.clear();
                self.margin.clear();
                self.exposed.clear();
                let folds = folds.unwrap_or_else(|| blocks.folds().to_vec());
                (Blocks::new(text, structure, folds), true)
            }
            None => {
                self.layouts.clear();
                let followed = self.followed.take().filter(|(other, _)| other.is_same(text)).map(|(_, scroll)| scroll);
                let restore = followed.is_some();
                self.scroll = followed.unwrap_or_default();
                self.caret = Caret::default();
                self.mouse.reset();
                (self.capture, self.pull, self.through) = (None, None, None);
                self.resting.clear();
                self.plan = Plan::default();
                self.marks.clear();
                self.margin.clear();
                self.strip.clear();
                self.folds.clear();
                self.exposed.clear();
                let folds = self.folds.changed(input, reveal, &[]).unwrap_or_default();
                (Blocks::new(text, structure, folds), restore)
            }
        }
    }

    /// The reveal request, if it was not carried out yet.
    fn new_reveal(&self, reveal: Option<Reveal>) -> Option<Reveal> {
        reveal.filter(|reveal| self.revealed != Some(reveal.serial))
    }

    /// The top and the bottom of a range in points from the top of the view, if it is in sight as a whole.
    fn in_sight(&self, flow: &mut Flow<'_, TypesetEngine>, range: ByteRange) -> Option<(f32, f32)> {
        let (first, last) = (flow.row_of(range.start(), false), flow.row_of(range.end(), true));
        let top = self.scroll.y_of(flow, first)?;
        let bottom = self.scroll.y_of(flow, last)? + flow.layout(last.block).rows[last.row].height;
        (top >= 0.0 && bottom <= self.scroll.height).then_some((top, bottom))
    }

    fn reveal(&mut self, flow: &mut Flow<'_, TypesetEngine>, reveal: Option<Reveal>) {
        let Some(reveal) = self.new_reveal(reveal) else { return };
        self.revealed = Some(reveal.serial);
        let rows = flow.row_of(reveal.range.start(), false)..flow.row_of(reveal.range.end(), true);
        self.scroll.reveal(flow, rows, 2.0 * flow.row_height());
    }

    fn scroll_bars(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
        areas: &Areas,
        input: &TextInput<'_>,
        id: Id,
    ) {
        let visible = self.scroll.visible(flow);
        let seen = self.scroll.bytes(flow, &visible);
        let total = input.text.end().get() as f64;
        // An estimate of the total height that does not depend on the position, so that the handle keeps its length.
        let lines = total / 60.0 + flow.blocks.len() as f64 * 0.6;
        let part = f64::from(areas.text.height()) / (lines * f64::from(flow.row_height()));
        let mut target = self.bar.show(ui, areas.bar, id.with("bar"), input.style, total, &seen, part as f32);
        if let Some(byte) = self.strip.show(ui, areas.strip, id.with("strip"), input) {
            target = Some(byte);
        }
        match target {
            Some(Target::Top(byte)) => self.scroll.show_byte(flow, byte),
            Some(Target::End) => self.scroll.show_end(flow),
            Some(Target::Byte(byte)) => {
                let row = flow.row_of(input.text.floor(ByteOffset::new(byte as usize)), false);
                self.scroll.show_row(flow, row, (areas.text.height() / 3.0).floor());
            }
            Some(Target::Page(down)) => {
                let page = areas.text.height() - 2.0 * flow.row_height();
                self.scroll.by(flow, if down { page } else { -page });
            }
            None => {}
        }
    }

    /// Carries out the requests of assistive technologies.
    fn answer(
        &mut self,
        flow: &mut Flow<'_, TypesetEngine>,
        asked: Asked,
        selection: &mut Selection,
        events: &mut Vec<TextEvent>,
    ) {
        if let Some(wanted) = asked.selection {
            *selection = wanted;
            self.caret = Caret::new(wanted.focus, false);
            let row = self.caret.row(flow, wanted.focus);
            self.scroll.reveal(flow, row..row, flow.row_height());
            events.push(TextEvent::Select(wanted));
        }
        if let Some((range, side)) = asked.reveal {
            // A line feed at its end is not the start of the next line.
            let last = ByteOffset::new(range.end().get().saturating_sub(1)).max(range.start());
            let last = flow.blocks.text().floor(last);
            let rows = flow.row_of(range.start(), false)..flow.row_of(last, false);
            match side {
                Side::Top => self.scroll.show_row(flow, rows.start, 0.0),
                Side::Bottom => self.scroll.show_row(flow, rows.end, self.scroll.height - flow.row_height()),
                Side::Any => self.scroll.reveal(flow, rows, flow.row_height()),
            }
        }
        if let Some(down) = asked.page {
            let page = self.scroll.height - 2.0 * flow.row_height();
            self.scroll.by(flow, if down { page } else { -page });
            self.exposed.wanted = Some(self.scroll.top());
        }
    }

    /// Sets the cursor and the tooltip of an address. Returns the mark that a click on the link under the pointer leads
    /// to, and the mark on which the pointer rests.
    fn hover(
        &mut self,
        ui: &Ui,
        page: &Page<'_>,
        input: &TextInput<'_>,
        response: &Response,
    ) -> (Option<MarkId>, Option<Hovered>) {
        let Some(at) = response.hover_pos().filter(|_| response.hovered() || self.mouse.dragging()) else {
            self.resting.clear();
            address_tip(response, None);
            return (None, None);
        };
        let is_free = self.capture.is_none() && self.pull.is_none() && !self.mouse.pressed();
        let link = self.plan.at(at).filter(|_| !self.mouse.pressed()).cloned();
        let stripe = self.margin.at(page, input.style, at).map(|mark| mark.id.clone()).filter(|_| is_free);
        let icon = match &self.capture {
            Some(Capture::Drag(..)) => CursorIcon::Grabbing,
            _ if self.pulled().is_some() || (is_free && handles::at(page, input, at).is_some()) => {
                CursorIcon::ResizeHorizontal
            }
            _ if link.is_some() || stripe.is_some() || page.fold_at(at).is_some() => CursorIcon::PointingHand,
            _ => CursorIcon::Text,
        };
        ui.ctx().set_cursor_icon(icon);
        let byte = page.byte_at(at).filter(|_| is_free);
        let mark = || input.set.cover().at(byte?).first().map(|mark| mark.id.clone());
        let under = match (&link, stripe) {
            _ if !is_free => None,
            (Some(link), _) => Some((link.clone(), Spot::Link)),
            (None, Some(stripe)) => Some((stripe, Spot::Stripe)),
            (None, None) => mark().map(|mark| (mark, Spot::Passage)),
        };
        let linked = byte.and_then(|byte| input.structure.link_at(input.text, byte));
        let address = linked.and_then(|link| link.address.as_deref());
        let place = linked.filter(|_| under.is_none()).and_then(|link| rows_of(page, link.range));
        address_tip(response, place.zip(address));
        if !self.resting.rests(ui, at, under.clone()) {
            return (link, None);
        }
        let hovered = under.and_then(|(mark, spot)| {
            let rect = self.rect_of(page, input, (&mark, spot), at)?;
            let there = if spot == Spot::Passage { input.set.cover().at(byte?).len() } else { 1 };
            Some(Hovered { mark, spot, rect, others: there.saturating_sub(1), address: address.map(str::to_owned) })
        });
        (link, hovered)
    }

    /// The place of the item at a point: the stub of a link, or the visible rows of a passage, unless they fill the view.
    fn rect_of(&self, page: &Page<'_>, input: &TextInput<'_>, (mark, spot): (&MarkId, Spot), at: Pos2) -> Option<Rect> {
        let here = Rect::from_center_size(at, egui::Vec2::splat(2.0 * input.style.size));
        if spot == Spot::Link {
            return Some(self.plan.stub_at(at).unwrap_or(here));
        }
        let byte = page.byte_at(at);
        let target = &input.set.get(mark)?.target;
        let ranges = target.found().filter(|range| byte.is_none_or(|byte| range.contains(byte)));
        let rect = ranges.filter_map(|range| rows_of(page, range)).reduce(Rect::union)?.intersect(page.rect);
        let rect = if spot == Spot::Stripe { rect.union(here.intersect(page.rect)) } else { rect };
        Some(if rect.height() > page.rect.height() * 0.6 { here } else { rect })
    }

    fn paint_drag(&self, ui: &Ui, painter: &egui::Painter, page: &Page<'_>, input: &TextInput<'_>) {
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        if let Some((from, start)) = self.capture.as_ref().and_then(Capture::drag) {
            let Some(mark) = input.set.get(from) else { return };
            let to = self.target(page, input, (Some(from), &mark.kind), pointer);
            relations::paint::dragged(painter, page, input, from, (start, pointer), to.as_ref());
        } else if let Some(Carried { mark, kind }) = input.carried.filter(|_| self.is_for_text(ui, page, pointer)) {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            let to = self.target(page, input, (mark, kind), pointer);
            relations::paint::carried(painter, page, input, (mark, kind), pointer, to.as_ref());
        }
    }
}

/// The visible rows of a passage.
fn rows_of(page: &Page<'_>, range: ByteRange) -> Option<Rect> {
    let mut rect: Option<Rect> = None;
    page.rects(range, |_, _, row| rect = Some(rect.map_or(row, |rect| rect.union(row))));
    rect
}

/// Shows the address of the text's link that the pointer rests on; nothing is opened.
fn address_tip(response: &Response, linked: Option<(Rect, &str)>) {
    let linked = linked.map(|(rect, address)| (rect, address.to_owned()));
    let Some((rect, address)) = tooltip::kept(&response.ctx, response.id, linked) else { return };
    let mut tooltip = Tooltip::for_enabled(response);
    tooltip.popup = tooltip.popup.anchor(rect);
    tooltip.show(|ui| ui.label(symbols::address(&address)));
}

/// The selection clamped to the text and to character boundaries.
fn clamped_selection(input: &TextInput<'_>) -> Selection {
    let floor = |offset| input.text.floor(offset);
    Selection { anchor: floor(input.selection.anchor), focus: floor(input.selection.focus) }
}

fn spec(ui: &Ui, style: &TextStyle, blocks: &Blocks, width: f32) -> Spec {
    Spec {
        width,
        family: style.family.clone(),
        size: style.size,
        line_height: style.line_height(),
        language: blocks.language(),
        pixels_per_point: ui.pixels_per_point(),
    }
}

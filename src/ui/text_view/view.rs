//! The view itself: one frame of it, step by step.

use egui::{
    Context, CursorIcon, Event, EventFilter, Id, Key, LayerId, Modifiers, MouseWheelUnit, OutputCommand, PointerButton,
    Pos2, RawInput, Rect, Response, Sense, TouchPhase, Ui, pos2,
};

use super::bar::{self, Bar, Strip, Target};
use super::blocks::Blocks;
use super::capture::Capture;
use super::engine::EguiEngine;
use super::flow::{Flow, Layouts};
use super::folds::Folds;
use super::keys::{self, Caret, KeyAction};
use super::layout::Spec;
use super::margin::{self, Margin};
use super::marks::Marks;
use super::mouse::{Mouse, Release};
use super::page::Page;
use super::paint::Ground;
use super::relations::{self, Plan};
use super::scroll::{Placed, Scroll};
use super::style::TextStyle;
use super::{Reveal, TextEvent, TextInput, TextOutput, access, names};
use crate::model::annotation::Id as MarkId;
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::ui::symbols;

/// The article view: caches, scroll position and what the mouse is doing. It holds nothing of the document.
#[derive(Debug, Default)]
pub struct TextView {
    blocks: Option<Blocks>,
    folds: Folds,
    layouts: Layouts<EguiEngine>,
    scroll: Scroll,
    caret: Caret,
    mouse: Mouse,
    capture: Option<Capture>,
    /// The links as they were last drawn.
    plan: Plan,
    marks: Marks,
    ground: Ground,
    margin: Margin,
    bar: Bar,
    strip: Strip,
    revealed: Option<u64>,
    wants_focus: bool,
    /// The id of its widget.
    id: Option<Id>,
    /// Another version of the text, to be shown from this place when it comes.
    followed: Option<(ArticleText, Scroll)>,
    /// The caret moved at this time, in seconds: it does not blink just then.
    moved_at: f64,
    /// Where the view is on the screen, and on which layer.
    shown: Option<(Rect, LayerId)>,
    /// Points that the wheel has turned since the last frame.
    turned: f32,
}

/// The parts of the view on the screen.
struct Areas {
    text: Rect,
    strip: Rect,
    bar: Rect,
    /// The left edge of the column.
    left: f32,
    /// The width of the column.
    width: f32,
    pixels_per_point: f32,
}

impl Areas {
    fn new(rect: Rect, style: &TextStyle, pixels_per_point: f32) -> Self {
        let bar = Rect::from_min_max(pos2(rect.right() - bar::BAR, rect.top()), rect.max);
        let strip = Rect::from_min_max(pos2(bar.left() - bar::STRIP, rect.top()), pos2(bar.left(), rect.bottom()));
        let text = Rect::from_min_max(rect.min, pos2(strip.left().max(rect.left()), rect.bottom()));
        let margins = margin::least(style) + style.gutter(text.width());
        let width = style.column(text.width() - margins);
        let left = ((text.width() - width) / 2.0).max(margin::least(style)).floor();
        Self { text, strip, bar, left: text.left() + left, width, pixels_per_point }
    }

    fn page<'a>(&self, visible: &'a [Placed]) -> Page<'a> {
        let Self { text, left, width, pixels_per_point, .. } = *self;
        Page { visible, rect: text, left, width, pixels_per_point }
    }
}

impl TextView {
    /// Asks for the keyboard in the next frame that the view is shown.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// True if this is the id of its widget.
    pub fn has_id(&self, id: Id) -> bool {
        self.id == Some(id)
    }

    /// True if a mark is being dragged to another.
    pub fn drags(&self) -> bool {
        self.capture.as_ref().is_some_and(|capture| capture.drag().is_some())
    }

    /// Takes the steps of a wheel over the view, each of which scrolls by as many points as `line` says. egui would keep them
    /// in mind for its tooltips, and paint another frame for that later.
    pub fn take_wheel(&mut self, ctx: &Context, input: &mut RawInput) {
        let Some((rect, layer)) = self.shown else { return };
        let mut pointer = ctx.pointer_latest_pos();
        let line = ctx.options(|options| options.input_options.line_scroll_speed);
        input.events.retain(|event| match event {
            Event::PointerMoved(at) => {
                pointer = Some(*at);
                true
            }
            Event::MouseWheel { unit, delta, phase: TouchPhase::Move, modifiers: Modifiers::NONE, .. }
                if *unit != MouseWheelUnit::Point =>
            {
                let over = |at: &Pos2| rect.contains(*at) && ctx.layer_id_at(*at).is_none_or(|top| top == layer);
                let ours = delta.x == 0.0 && pointer.is_some_and(|at| over(&at));
                if ours {
                    self.turned += delta.y * if *unit == MouseWheelUnit::Line { line } else { rect.height() };
                }
                !ours
            }
            _ => true,
        });
    }

    /// Goes over to another version of the article, if this is the one it shows, with the words in sight where they were.
    pub fn follow(&mut self, from: &ArticleText, to: &ArticleText) {
        if self.blocks.as_ref().is_some_and(|blocks| blocks.text().is_same(from)) {
            self.followed = Some((to.clone(), self.scroll.followed(|offset| from.place_in(to, offset))));
        }
    }

    /// Shows a text from this line on, when it comes.
    pub fn resume(&mut self, text: &ArticleText, line: ByteOffset) {
        self.followed = Some((text.clone(), Scroll::from(line)));
    }

    /// The start of the line at the top, if this is the text that is shown.
    pub fn top(&self, text: &ArticleText) -> Option<ByteOffset> {
        self.blocks.as_ref().filter(|blocks| blocks.text().is_same(text)).map(|_| self.scroll.top())
    }

    /// Shows the view in all the space that `ui` has left.
    pub fn show(&mut self, ui: &mut Ui, input: &TextInput<'_>) -> TextOutput {
        let rect = ui.available_rect_before_wrap();
        let areas = Areas::new(rect, input.style, ui.pixels_per_point());
        let id = ui.scope_id().with("article");
        self.id = Some(id);
        let response = ui.interact(areas.text, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }

        let (blocks, refolded) = self.take_blocks(input);
        let mut events = Vec::new();
        let mut selection = sound(input);
        let (visible, plan) = {
            let ctx = ui.ctx().clone();
            let changed = self.layouts.begin(&ctx, spec(ui, input.style, areas.width));
            let mut layouts = std::mem::take(&mut self.layouts);
            let flow = &mut Flow { ctx: &ctx, blocks: &blocks, layouts: &mut layouts };
            let fresh = self.scroll.height == 0.0;
            if fresh {
                self.scroll = Scroll::start(flow, areas.text.height());
            }
            self.scroll.height = areas.text.height().max(1.0);
            if (changed || refolded) && !fresh {
                self.scroll.restore(flow);
            }
            self.scroll.hold_end(flow);
            self.reveal(flow, input.reveal);
            self.wheel(ui, flow, rect);
            self.bars(ui, flow, &areas, input, id);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            self.margin.update(&page, input, flow.layouts.epoch());
            self.walk_events(ui, flow, &page, input, &response, &mut selection, &mut events);
            self.scroll_while_dragging(ui, flow, &areas, input, &mut selection, &mut events);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            let plan = relations::plan(ui.painter(), &page, input);
            let asked = access::describe(ui, id, &page, &blocks, input, &plan);
            events.extend(asked.events);
            asked.opened.into_iter().for_each(|fold| self.folds.open(fold));
            self.layouts = layouts;
            (visible, plan)
        };

        let page = areas.page(&visible);
        let focused = response.has_focus() && ui.is_enabled();
        self.marks.begin(input.set);
        self.margin.update(&page, input, self.layouts.epoch());
        let painter = ui.painter().with_clip_rect(areas.text.intersect(ui.clip_rect()));
        let derived = (&blocks, &mut self.marks, self.layouts.epoch());
        self.ground.paint(&painter, &page, input, derived, selection.range(), focused);
        self.margin.paint(&painter, &page, input);
        self.plan = plan;
        let hovered = self.hover(ui, &page, input, &response);
        relations::paint::places(&painter, &page, input);
        relations::paint::paint(&painter, &self.plan, input, hovered.as_ref());
        self.paint_drag(ui, &painter, &page, input);
        let caret_rect = self.caret_rect(&page, selection.focus);
        if let Some(rect) = caret_rect.filter(|_| focused) {
            self.paint_caret(ui, &painter, rect, input.style);
        }
        let selection_rect = Some(selection.range()).filter(|range| !range.is_empty());
        let selection_rect = selection_rect.and_then(|range| page.last_rect(range));
        let seen = page.range();
        self.blocks = Some(blocks);
        TextOutput {
            visible: seen,
            events,
            selection_rect,
            focused,
            dragging: self.mouse.dragging(),
            caret_rect,
            response,
        }
    }

    /// The blocks of the text, and whether the place in it is to be found again, among other lines or in another version; for
    /// any other text everything starts anew.
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
                self.capture = None;
                self.plan = Plan::default();
                self.marks.clear();
                self.margin.clear();
                self.strip.clear();
                self.folds.clear();
                let folds = self.folds.changed(input, reveal, &[]).unwrap_or_default();
                (Blocks::new(text, structure, folds), restore)
            }
        }
    }

    /// The wish to have a range in sight, if it was not carried out yet.
    fn new_reveal(&self, reveal: Option<Reveal>) -> Option<Reveal> {
        reveal.filter(|reveal| self.revealed != Some(reveal.serial))
    }

    fn reveal(&mut self, flow: &mut Flow<'_, EguiEngine>, reveal: Option<Reveal>) {
        let Some(reveal) = self.new_reveal(reveal) else { return };
        self.revealed = Some(reveal.serial);
        let rows = flow.row_of(reveal.range.start(), false)..flow.row_of(reveal.range.end(), true);
        self.scroll.bring(flow, rows, 2.0 * flow.row_height());
    }

    fn wheel(&mut self, ui: &Ui, flow: &mut Flow<'_, EguiEngine>, rect: Rect) {
        let mut points = std::mem::take(&mut self.turned);
        self.shown = Some((rect, ui.layer_id())).filter(|_| ui.is_enabled());
        if ui.rect_contains_pointer(rect) {
            points += ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        }
        if points != 0.0 {
            self.scroll.by(flow, -points);
        }
    }

    fn bars(&mut self, ui: &Ui, flow: &mut Flow<'_, EguiEngine>, areas: &Areas, input: &TextInput<'_>, id: Id) {
        let visible = self.scroll.visible(flow);
        let seen = self.scroll.bytes(flow, &visible);
        let total = input.text.end().get() as f64;
        // A guess at the whole height that does not change with the place, so that the handle keeps its length.
        let lines = total / 60.0 + flow.blocks.len() as f64 * 0.6;
        let part = f64::from(areas.text.height()) / (lines * f64::from(flow.row_height()));
        let mut target = self.bar.show(ui, areas.bar, id.with("bar"), input.style, total, &seen, part as f32);
        if let Some(byte) = self.strip.show(ui, areas.strip, id.with("strip"), input) {
            target = Some(byte);
        }
        if let Some(down) = access::turns(ui, id) {
            target = Some(Target::Page(down));
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

    /// Goes through the events of the frame in order: where the pointer was is only right at that moment.
    #[expect(clippy::too_many_arguments, reason = "it is the frame's whole input")]
    fn walk_events(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, EguiEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        response: &Response,
        selection: &mut Selection,
        events: &mut Vec<TextEvent>,
    ) {
        let before = *selection;
        let focused = response.has_focus() && ui.is_enabled();
        if focused {
            let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        let raw = ui.input(|input| {
            let wanted = |event: &&Event| match event {
                Event::Key { pressed, .. } => *pressed && focused,
                Event::PointerButton { .. } | Event::PointerMoved(_) | Event::PointerGone => true,
                _ => false,
            };
            input.events.iter().filter(wanted).cloned().collect::<Vec<_>>()
        });
        let mac = ui.ctx().os().is_mac();
        for event in raw {
            match event {
                Event::Key { key, modifiers, .. } => {
                    let Some(action) = keys::action(key, modifiers, mac) else { continue };
                    *selection = self.key(flow, *selection, action, input.text);
                    self.moved_at = ui.input(|input| input.time);
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers } => {
                    if !self.is_ours(ui, page, pos) {
                        continue;
                    }
                    response.request_focus();
                    let stripe =
                        || self.margin.at(page, input.style, pos).map(|mark| Capture::Stripe(mark.id.clone(), pos));
                    self.capture = self.plan.at(pos).cloned().map(Capture::Link).or_else(stripe);
                    if self.capture.is_some() {
                        continue;
                    }
                    if let Some(fold) = page.fold_at(pos) {
                        self.folds.open(fold);
                        ui.ctx().request_repaint();
                        continue;
                    }
                    let (caret, under) = self.hit(flow, page, pos);
                    let time = ui.input(|input| input.time);
                    let delay = ui.ctx().options(|options| options.input_options.max_double_click_delay);
                    *selection =
                        self.mouse.press(input.text, *selection, pos, (caret.0, under), modifiers.shift, time, delay);
                    self.caret = Caret::new(selection.focus, caret.1 && selection.focus == caret.0);
                    self.moved_at = time;
                    events.push(TextEvent::Select(*selection));
                }
                Event::PointerMoved(pos) if self.capture.is_some() => {
                    self.capture = self.capture.take().map(|capture| capture.moved(pos));
                }
                Event::PointerMoved(pos) if self.mouse.pressed() => self.drag_to(flow, page, input, pos, selection),
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    if let Some(capture) = self.capture.take() {
                        let stripe = self.margin.at(page, input.style, pos).map(|mark| &mark.id);
                        let mark = capture.drag().and_then(|(from, _)| self.target(page, input, from, pos));
                        events.extend(capture.released(self.plan.at(pos), stripe, mark));
                        continue;
                    }
                    // A mark that is dragged here from elsewhere in the window, like a card of the list.
                    if let Some(from) =
                        egui::DragAndDrop::payload::<MarkId>(ui.ctx()).filter(|_| self.is_ours(ui, page, pos))
                    {
                        let to = self.target(page, input, &from, pos);
                        events.extend(to.map(|to| TextEvent::Drop { from: MarkId::clone(&from), to }));
                        continue;
                    }
                    match self.mouse.release() {
                        Some(Release::Click(under)) => events.push(TextEvent::Click(under)),
                        Some(Release::Selected) if !selection.is_empty() => {
                            let words = input.text.slice(selection.range()).to_owned();
                            ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(words));
                        }
                        _ => {}
                    }
                }
                Event::PointerGone => self.capture = None,
                _ => {}
            }
        }
        if self.mouse.pressed() && !ui.input(|input| input.pointer.primary_down()) {
            // The release went elsewhere: another window, or another program.
            self.mouse.release();
        }
        // Escape gives up a drag; the window may have taken the event for itself, but the key is down.
        let gone = ui.input(|input| !input.pointer.primary_down() || input.key_down(Key::Escape));
        self.capture = self.capture.take().filter(|_| !gone);
        let told = events.iter().rev().find_map(|event| match event {
            TextEvent::Select(told) => Some(*told),
            _ => None,
        });
        if *selection != told.unwrap_or(before) {
            events.push(TextEvent::Select(*selection));
        }
    }

    fn key(
        &mut self,
        flow: &mut Flow<'_, EguiEngine>,
        selection: Selection,
        action: KeyAction,
        text: &ArticleText,
    ) -> Selection {
        match action {
            KeyAction::SelectAll => Selection::of(text.whole()),
            KeyAction::Drop => Selection::caret(selection.focus),
            KeyAction::Move(motion, extend) => {
                let moved = keys::moved(flow, &mut self.scroll, &mut self.caret, selection, motion, extend);
                let row = self.caret.row(flow, moved.focus);
                self.scroll.bring(flow, row..row, flow.row_height());
                moved
            }
        }
    }

    fn drag_to(
        &mut self,
        flow: &mut Flow<'_, EguiEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        at: Pos2,
        selection: &mut Selection,
    ) {
        let inside = pos2(at.x, at.y.clamp(page.rect.top(), page.rect.bottom() - 1.0));
        let ((caret, upstream), _) = self.hit(flow, page, inside);
        if let Some(dragged) = self.mouse.drag(input.text, at, caret) {
            *selection = dragged;
            self.caret = Caret::new(dragged.focus, upstream && dragged.focus == caret);
        }
    }

    /// The caret position at a point of the screen, with whether it is the end of a row that goes on below, and the
    /// start of the cell that lies there.
    fn hit(&self, flow: &mut Flow<'_, EguiEngine>, page: &Page<'_>, at: Pos2) -> ((ByteOffset, bool), ByteOffset) {
        let row = self.scroll.row_at(flow, at.y - page.rect.top());
        let hit = flow.hit_line(row, at.x - page.left);
        ((hit.caret, hit.upstream), hit.under.unwrap_or(hit.caret))
    }

    /// True if a press at a point is meant for the text: nothing lies above it, and no modal window is open.
    fn is_ours(&self, ui: &Ui, page: &Page<'_>, at: Pos2) -> bool {
        // The edge belongs to whoever resizes the panel there.
        let grab = ui.style().interaction.resize_grab_radius_side;
        let mine = page.rect.shrink2(egui::vec2(grab, 0.0)).intersect(ui.clip_rect());
        ui.is_enabled()
            && mine.contains(at)
            && ui.ctx().layer_id_at(at).is_none_or(|layer| layer == ui.layer_id())
            && ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
    }

    fn scroll_while_dragging(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, EguiEngine>,
        areas: &Areas,
        input: &TextInput<'_>,
        selection: &mut Selection,
        events: &mut Vec<TextEvent>,
    ) {
        // Time passes between frames, not between the passes of one.
        if ui.ctx().current_pass_index() > 0 {
            return;
        }
        let linking = self.capture.as_ref().is_some_and(|capture| capture.drag().is_some());
        if !self.mouse.dragging() && !linking {
            return;
        }
        let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let beyond = (at.y - areas.text.bottom()).max(0.0) - (areas.text.top() - at.y).max(0.0);
        if beyond == 0.0 {
            return;
        }
        // Faster the further away: from some lines to some pages a second.
        let speed = beyond.signum() * (60.0 + 12.0 * beyond.abs()).min(6000.0);
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        let went = self.scroll.by(flow, speed * seconds);
        if let Some(capture) = &mut self.capture {
            capture.scrolled(went);
            return ui.request_repaint();
        }
        let visible = self.scroll.visible(flow);
        let page = areas.page(&visible);
        let before = *selection;
        self.drag_to(flow, &page, input, at, selection);
        if *selection != before {
            events.push(TextEvent::Select(*selection));
        }
        ui.request_repaint();
    }

    fn caret_rect(&self, page: &Page<'_>, at: ByteOffset) -> Option<Rect> {
        let upstream = self.caret.upstream(at);
        let in_block = |placed: &&Placed| {
            placed.range.start() <= at && at <= placed.range.end() && !(upstream && placed.range.start() == at)
        };
        let find = |placed: &&Placed| placed.range.start() <= at && at <= placed.range.end();
        let placed = page.visible.iter().rev().find(in_block).or_else(|| page.visible.iter().rev().find(find))?;
        let relative = (at.get() - placed.range.start().get()) as u32;
        let index = placed.layout.row_at(relative, upstream);
        let row = &placed.layout.rows[index];
        let x = placed.layout.x_of(index, relative).clamp(0.0, page.width + 1.0);
        let origin = page.origin(placed);
        let rect = Rect::from_min_size(pos2(origin.x + x, origin.y + row.top), egui::vec2(0.0, row.height));
        rect.intersects(page.rect).then_some(rect)
    }

    fn paint_caret(&self, ui: &Ui, painter: &egui::Painter, rect: Rect, style: &TextStyle) {
        let visuals = &ui.visuals().text_cursor;
        if visuals.blink && ui.input(|input| input.focused) {
            let (on, off) = (f64::from(visuals.on_duration), f64::from(visuals.off_duration));
            let phase = (ui.input(|input| input.time) - self.moved_at).rem_euclid(on + off);
            let wake = if phase < on { on - phase } else { on + off - phase };
            ui.ctx().request_repaint_after_secs(wake as f32);
            if phase >= on {
                return;
            }
        }
        let width = (style.size / 9.0).round().max(1.0);
        let caret = Rect::from_center_size(rect.center(), egui::vec2(width, style.size * 1.3));
        painter.rect_filled(caret, 0.0, style.caret);
    }

    /// Shows what the pointer can do where it is; returns the mark that a click on the link there goes to.
    fn hover(&self, ui: &Ui, page: &Page<'_>, input: &TextInput<'_>, response: &Response) -> Option<MarkId> {
        let at = response.hover_pos().filter(|_| response.hovered() || self.mouse.dragging())?;
        let link = self.plan.at(at).filter(|_| !self.mouse.pressed());
        let stripe = self.margin.at(page, input.style, at).is_some() && !self.mouse.pressed();
        let icon = match &self.capture {
            Some(Capture::Drag(..)) => CursorIcon::Grabbing,
            _ if link.is_some() || stripe || page.fold_at(at).is_some() => CursorIcon::PointingHand,
            _ => CursorIcon::Text,
        };
        ui.ctx().set_cursor_icon(icon);
        // Where the words of the article lead; nothing is opened.
        let address = || input.structure.link_at(input.text, page.byte_at(at)?)?.address.as_deref();
        match link {
            _ if self.capture.is_some() => {}
            Some(to) => drop(response.clone().on_hover_text_at_pointer(names::followed(to, input))),
            None if stripe => {
                let words = "Click to select, drag to another mark to link them";
                drop(response.clone().on_hover_text_at_pointer(words));
            }
            None => {
                if let Some(address) = address().filter(|_| !self.mouse.pressed()) {
                    drop(response.clone().on_hover_text_at_pointer(symbols::address(address)));
                }
            }
        }
        link.cloned()
    }

    /// The mark that a link dragged from `from` would go to: by its stripe, or the smallest whose words are there.
    fn target(&self, page: &Page<'_>, input: &TextInput<'_>, from: &MarkId, at: Pos2) -> Option<MarkId> {
        let stripe = self.margin.at(page, input.style, at).map(|mark| mark.id.clone());
        let marks = || page.byte_at(at).map(|byte| input.set.cover().at(byte)).unwrap_or_default();
        let mark = stripe.or_else(|| marks().into_iter().map(|mark| mark.id.clone()).find(|id| id != from));
        mark.filter(|id| id != from)
    }

    fn paint_drag(&self, ui: &Ui, painter: &egui::Painter, page: &Page<'_>, input: &TextInput<'_>) {
        let Some((from, start)) = self.capture.as_ref().and_then(Capture::drag) else { return };
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let to = self.target(page, input, from, pointer);
        relations::paint::dragged(painter, page, input, from, (start, pointer), to.as_ref());
    }
}

/// The selection with its ends in the text, on character boundaries.
fn sound(input: &TextInput<'_>) -> Selection {
    let floor = |offset| input.text.floor(offset);
    Selection { anchor: floor(input.selection.anchor), focus: floor(input.selection.focus) }
}

fn spec(ui: &Ui, style: &TextStyle, width: f32) -> Spec {
    Spec {
        width,
        family: style.family.clone(),
        size: style.size,
        line_height: style.line_height(),
        pixels_per_point: ui.pixels_per_point(),
        link: style.link,
    }
}

//! Keyboard and pointer input of the article.

use egui::{Event, EventFilter, Key, OutputCommand, PointerButton, Pos2, Response, Ui, pos2};

use super::TextView;
use crate::model::annotation::Id as MarkId;
use crate::model::kind::Kind;
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::ui::text_view::areas::Areas;
use crate::ui::text_view::capture::Capture;
use crate::ui::text_view::engine::TypesetEngine;
use crate::ui::text_view::flow::Flow;
use crate::ui::text_view::handles::{self, Pull};
use crate::ui::text_view::keys::{self, Caret, KeyAction};
use crate::ui::text_view::mouse::Release;
use crate::ui::text_view::names::possible_roles;
use crate::ui::text_view::page::Page;
use crate::ui::text_view::{Carried, TextEvent, TextInput, Under};

/// Points that a press on the layer above must move to become a drag: egui takes it for a click up to here.
const THROUGH: f32 = 6.0;

impl TextView {
    /// Handles the events of the frame in order, since the pointer's position is only right at that event.
    #[expect(clippy::too_many_arguments, reason = "it is the frame's whole input")]
    pub(super) fn handle_events(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
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
        self.mouse.begin(ui.input(|input| input.time));
        for event in raw {
            match event {
                Event::Key { key, modifiers, .. } => {
                    let Some(action) = keys::action(key, modifiers, mac) else { continue };
                    *selection = self.key(flow, *selection, action, input.text);
                    self.moved_at = ui.input(|input| input.time);
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers } => {
                    if !self.is_for_text(ui, page, pos) {
                        self.through = Some(pos).filter(|pos| self.is_through(ui, page, input, *pos));
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
                    self.press(ui, flow, page, input, pos, selection, modifiers.shift);
                    let handle = handles::at(page, input, pos).filter(|_| !modifiers.shift && self.mouse.is_single());
                    self.pull = input.selected.zip(handle).map(|(mark, handle)| Pull::new(mark, handle, pos));
                    events.push(TextEvent::Select(*selection));
                }
                Event::PointerButton { pos, button: PointerButton::Secondary, pressed: true, .. }
                    if self.is_for_text(ui, page, pos) =>
                {
                    response.request_focus();
                }
                Event::PointerMoved(pos) if self.capture.is_some() => {
                    self.capture = self.capture.take().map(|capture| capture.moved(pos));
                }
                Event::PointerMoved(pos) => {
                    if let Some(from) = self.through.filter(|from| from.distance(pos) > THROUGH) {
                        self.through = None;
                        response.request_focus();
                        self.press(ui, flow, page, input, from, selection, false);
                    }
                    if self.pull.as_mut().is_some_and(|pull| pull.moves(pos)) {
                        self.mouse.abandon();
                        self.pull_to(ui, flow, page, input, pos);
                    }
                    if self.mouse.pressed() {
                        self.drag_to(ui, flow, page, input, pos, selection);
                    }
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    self.through = None;
                    if let Some(capture) = self.capture.take() {
                        let stripe = self.margin.at(page, input.style, pos).map(|mark| &mark.id);
                        let from = capture.drag().and_then(|(from, _)| input.set.get(from));
                        let mark = from.and_then(|from| self.target(page, input, (Some(&from.id), &from.kind), pos));
                        events.extend(capture.released(self.plan.at(pos), stripe, mark));
                        continue;
                    }
                    if let Some(pull) = self.pull.take().filter(|pull| pull.moved) {
                        let (mark, from, to) = (pull.mark, pull.handle.fragment, pull.range);
                        events.extend((from != to).then_some(TextEvent::Reshape { mark, from, to }));
                        continue;
                    }
                    // A mark dragged here from elsewhere in the window, such as a card.
                    if let Some(Carried { mark, kind }) = input.carried.filter(|_| self.is_for_text(ui, page, pos)) {
                        events.extend(self.target(page, input, (mark, kind), pos).map(TextEvent::Receive));
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
                Event::PointerGone => (self.capture, self.pull, self.through) = (None, None, None),
                _ => {}
            }
        }
        if self.mouse.pressed() && !ui.input(|input| input.pointer.primary_down()) {
            // The release went to another window.
            self.mouse.release();
        }
        // Escape cancels a drag; the window may have removed the event, but the key is down.
        let gone = ui.input(|input| !input.pointer.primary_down() || input.key_down(Key::Escape));
        self.capture = self.capture.take().filter(|_| !gone);
        self.pull = self.pull.take().filter(|_| !gone);
        let reported = events.iter().rev().find_map(|event| match event {
            TextEvent::Select(selected) => Some(*selected),
            _ => None,
        });
        if *selection != reported.unwrap_or(before) {
            events.push(TextEvent::Select(*selection));
        }
    }

    fn key(
        &mut self,
        flow: &mut Flow<'_, TypesetEngine>,
        selection: Selection,
        action: KeyAction,
        text: &ArticleText,
    ) -> Selection {
        match action {
            KeyAction::SelectAll => Selection::of(text.whole()),
            KeyAction::Drop => Selection::caret(selection.focus),
            KeyAction::Move(motion, extend) => {
                let moved = keys::move_caret(flow, &mut self.scroll, &mut self.caret, selection, motion, extend);
                let row = self.caret.row(flow, moved.focus);
                self.scroll.reveal(flow, row..row, flow.row_height());
                moved
            }
        }
    }

    /// Handles a press on the text.
    #[expect(clippy::too_many_arguments, reason = "it is part of the frame's input")]
    fn press(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        at: Pos2,
        selection: &mut Selection,
        extend: bool,
    ) {
        let ((caret, upstream), under) = self.hit(flow, page, at);
        let time = ui.input(|input| input.time);
        let delay = ui.ctx().options(|options| options.input_options.max_double_click_delay);
        *selection = self.mouse.press(input.text, *selection, at, (caret, under), extend, time, delay);
        self.caret = Caret::new(selection.focus, upstream && selection.focus == caret);
        self.moved_at = time;
    }

    fn drag_to(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        at: Pos2,
        selection: &mut Selection,
    ) {
        let inside = within(page, at);
        let ((caret, upstream), _) = self.hit(flow, page, inside);
        let snap = input.snap && !ui.input(|input| input.modifiers.alt);
        if let Some(dragged) = self.mouse.drag(input.text, at, caret, snap) {
            *selection = dragged;
            self.caret = Caret::new(dragged.focus, upstream && dragged.focus == caret);
        }
    }

    fn pull_to(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        at: Pos2,
    ) {
        let inside = within(page, at);
        let ((caret, _), _) = self.hit(flow, page, inside);
        let snap = input.snap && !ui.input(|input| input.modifiers.alt);
        if let Some(pull) = &mut self.pull {
            pull.pull(input, caret, snap);
        }
    }

    /// The hit at a point on the screen: caret position, true if it is the end of a wrapped row, and the start of the
    /// cell.
    fn hit(&self, flow: &mut Flow<'_, TypesetEngine>, page: &Page<'_>, at: Pos2) -> ((ByteOffset, bool), ByteOffset) {
        let row = self.scroll.row_at(flow, at.y - page.rect.top());
        let hit = flow.hit_line(row, at.x - page.left);
        ((hit.caret, hit.upstream), hit.under.unwrap_or(hit.caret))
    }

    /// The thing whose context menu is asked for.
    pub(super) fn menu(
        &self,
        flow: &mut Flow<'_, TypesetEngine>,
        page: &Page<'_>,
        input: &TextInput<'_>,
        response: &Response,
    ) -> Option<(Pos2, Under)> {
        let at = response.interact_pointer_pos().filter(|_| response.secondary_clicked())?;
        let stripe = || self.margin.at(page, input.style, at).map(|mark| Under::Stripe(mark.id.clone()));
        let beside = self.plan.at(at).cloned().map(Under::Link).or_else(stripe);
        Some((at, beside.unwrap_or_else(|| Under::Text(self.hit(flow, page, at).1))))
    }

    /// True if a press at a point is on the layer that lets drags through.
    fn is_through(&self, ui: &Ui, page: &Page<'_>, input: &TextInput<'_>, at: Pos2) -> bool {
        let layer = ui.ctx().layer_id_at(at);
        ui.is_enabled() && page.rect.contains(at) && layer.is_some() && layer == input.through
    }

    /// True if a press at a point is for the text: nothing covers it, and no modal is open.
    pub(super) fn is_for_text(&self, ui: &Ui, page: &Page<'_>, at: Pos2) -> bool {
        // The edge is for resizing the panel.
        let grab = ui.style().interaction.resize_grab_radius_side;
        let mine = page.rect.shrink2(egui::vec2(grab, 0.0)).intersect(ui.clip_rect());
        ui.is_enabled()
            && mine.contains(at)
            && ui.ctx().layer_id_at(at).is_none_or(|layer| layer == ui.layer_id())
            && ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
    }

    pub(super) fn scroll_while_dragging(
        &mut self,
        ui: &Ui,
        flow: &mut Flow<'_, TypesetEngine>,
        areas: &Areas,
        input: &TextInput<'_>,
        selection: &mut Selection,
        events: &mut Vec<TextEvent>,
    ) {
        // Scrolling advances once a frame, not once a pass.
        if ui.ctx().current_pass_index() > 0 {
            return;
        }
        let linking = self.capture.as_ref().is_some_and(|capture| capture.drag().is_some());
        let pulling = self.pulled().is_some();
        if !self.mouse.dragging() && !linking && !pulling {
            return;
        }
        let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let beyond = (at.y - areas.text.bottom()).max(0.0) - (areas.text.top() - at.y).max(0.0);
        if beyond == 0.0 {
            return;
        }
        // The speed grows with the distance, from some lines to some pages a second.
        let speed = beyond.signum() * (60.0 + 12.0 * beyond.abs()).min(6000.0);
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        let went = self.scroll.by(flow, speed * seconds);
        if let Some(capture) = &mut self.capture {
            capture.scrolled(went);
            return ui.request_repaint();
        }
        let visible = self.scroll.visible(flow);
        let page = areas.page(&visible);
        if pulling {
            self.pull_to(ui, flow, &page, input, at);
            return ui.request_repaint();
        }
        let before = *selection;
        self.drag_to(ui, flow, &page, input, at, selection);
        if *selection != before {
            events.push(TextEvent::Select(*selection));
        }
        ui.request_repaint();
    }

    /// The target of a link dragged from a mark of this kind, which is another one than `from`: the mark of the stripe
    /// there, the smallest mark of the text there, or the nearest mark on the line that can be linked.
    pub(super) fn target(
        &self,
        page: &Page<'_>,
        input: &TextInput<'_>,
        (from, kind): (Option<&MarkId>, &Kind),
        at: Pos2,
    ) -> Option<MarkId> {
        let stripe = self.margin.at(page, input.style, at).map(|mark| mark.id.clone());
        let marks = || page.byte_at(at).map(|byte| input.set.cover().at(byte)).unwrap_or_default();
        let under = || marks().into_iter().map(|mark| mark.id.clone()).find(|id| Some(id) != from);
        let mark = stripe.or_else(under).or_else(|| nearest(page, input, (from, kind), at));
        mark.filter(|id| Some(id) != from)
    }
}

/// A position, moved up or down into the page.
fn within(page: &Page<'_>, at: Pos2) -> Pos2 {
    let (top, bottom) = (page.rect.top(), page.rect.bottom() - 1.0);
    pos2(at.x, at.y.clamp(top, bottom.max(top)))
}

/// The mark on the line at a point that is nearest to it and can be linked with one of this kind, other than `from`.
fn nearest(page: &Page<'_>, input: &TextInput<'_>, (from, kind): (Option<&MarkId>, &Kind), at: Pos2) -> Option<MarkId> {
    let spans = input.set.cover().touching(page.row_at(at.y)?);
    let linkable = spans.into_iter().filter(|span| Some(&span.annotation.id) != from);
    let linkable = linkable.filter(|span| !possible_roles(kind, &span.annotation.kind).is_empty());
    let near = linkable.filter_map(|span| {
        let mut distance: Option<f32> = None;
        page.rects(span.range, |_, _, rect| {
            let away = (rect.left() - at.x).max(at.x - rect.right()).max(0.0);
            let is_here = rect.y_range().contains(at.y);
            distance = if is_here { Some(distance.map_or(away, |least| least.min(away))) } else { distance };
        });
        Some((distance?, span))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, span)| span.annotation.id.clone())
}

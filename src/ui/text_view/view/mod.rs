//! The view and its frame.

mod input;

use egui::{Context, CursorIcon, Id, RawInput, Response, Sense, Ui};

use crate::model::annotation::Id as MarkId;
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::ui::symbols;
use crate::ui::text_view::areas::Areas;
use crate::ui::text_view::bar::{Bar, Strip, Target};
use crate::ui::text_view::blocks::Blocks;
use crate::ui::text_view::capture::Capture;
use crate::ui::text_view::engine::EguiEngine;
use crate::ui::text_view::flow::{Flow, Layouts};
use crate::ui::text_view::folds::Folds;
use crate::ui::text_view::keys::Caret;
use crate::ui::text_view::layout::Spec;
use crate::ui::text_view::margin::Margin;
use crate::ui::text_view::marks::Marks;
use crate::ui::text_view::mouse::Mouse;
use crate::ui::text_view::page::Page;
use crate::ui::text_view::paint::{self, Painted};
use crate::ui::text_view::relations::{self, Plan};
use crate::ui::text_view::scroll::Scroll;
use crate::ui::text_view::style::TextStyle;
use crate::ui::text_view::wheel::Wheel;
use crate::ui::text_view::{Reveal, TextInput, TextOutput, access, names};

/// The article view: caches, scroll position and pointer state. It holds no part of the document.
#[derive(Debug, Default)]
pub struct TextView {
    blocks: Option<Blocks>,
    folds: Folds,
    layouts: Layouts<EguiEngine>,
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
    /// The time of the caret's last move in seconds, after which it does not blink for a while.
    moved_at: f64,
    wheel: Wheel,
}

impl TextView {
    /// Focuses the view in its next frame.
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
        let response = ui.interact(areas.text, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }

        let (blocks, refolded) = self.take_blocks(input);
        let mut events = Vec::new();
        let mut selection = clamped_selection(input);
        let (visible, plan, menu) = {
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
            self.scroll.clamp_end(flow);
            self.reveal(flow, input.reveal);
            let turned = self.wheel.turned(ui, rect);
            if turned != 0.0 {
                self.scroll.by(flow, -turned);
            }
            self.scroll_bars(ui, flow, &areas, input, id);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            self.margin.update(&page, input, flow.layouts.epoch());
            self.handle_events(ui, flow, &page, input, &response, &mut selection, &mut events);
            self.scroll_while_dragging(ui, flow, &areas, input, &mut selection, &mut events);

            let visible = self.scroll.visible(flow);
            let page = areas.page(&visible);
            let menu = self.menu(flow, &page, input, &response);
            let plan = relations::plan(ui.painter(), &page, input);
            let requests = access::describe(ui, id, &page, &blocks, input, &plan);
            events.extend(requests.events);
            requests.opened.into_iter().for_each(|fold| self.folds.open(fold));
            self.layouts = layouts;
            (visible, plan, menu)
        };

        let page = areas.page(&visible);
        let focused = response.has_focus() && ui.is_enabled();
        self.marks.begin(input.set);
        self.margin.update(&page, input, self.layouts.epoch());
        let painter = ui.painter().with_clip_rect(areas.text.intersect(ui.clip_rect()));
        let derived = (&blocks, &mut self.marks, self.layouts.epoch());
        self.painted.paint(&painter, &page, input, derived, selection.range(), focused);
        self.margin.paint(&painter, &page, input);
        self.plan = plan;
        let hovered = self.hover(ui, &page, input, &response);
        relations::paint::places(&painter, &page, input);
        relations::paint::paint(&painter, &self.plan, input, hovered.as_ref());
        self.paint_drag(ui, &painter, &page, input);
        let caret_rect = page.caret_rect(selection.focus, self.caret.upstream(selection.focus));
        if let Some(rect) = caret_rect.filter(|_| focused) {
            paint::caret(ui, &painter, rect, input.style, self.moved_at);
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

    /// The reveal request, if it was not carried out yet.
    fn new_reveal(&self, reveal: Option<Reveal>) -> Option<Reveal> {
        reveal.filter(|reveal| self.revealed != Some(reveal.serial))
    }

    fn reveal(&mut self, flow: &mut Flow<'_, EguiEngine>, reveal: Option<Reveal>) {
        let Some(reveal) = self.new_reveal(reveal) else { return };
        self.revealed = Some(reveal.serial);
        let rows = flow.row_of(reveal.range.start(), false)..flow.row_of(reveal.range.end(), true);
        self.scroll.reveal(flow, rows, 2.0 * flow.row_height());
    }

    fn scroll_bars(&mut self, ui: &Ui, flow: &mut Flow<'_, EguiEngine>, areas: &Areas, input: &TextInput<'_>, id: Id) {
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
        if let Some(down) = access::requested_page(ui, id) {
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

    /// Sets the cursor and tooltip; returns the mark that a click on the link under the pointer leads to.
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
        // The address of the text's link; nothing is opened.
        let address = || input.structure.link_at(input.text, page.byte_at(at)?)?.address.as_deref();
        match link {
            _ if self.capture.is_some() => {}
            Some(to) => drop(response.clone().on_hover_text_at_pointer(names::link_name(to, input))),
            None if stripe => {
                let words = "Click to select; drag to another mark to link";
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

    fn paint_drag(&self, ui: &Ui, painter: &egui::Painter, page: &Page<'_>, input: &TextInput<'_>) {
        let Some((from, start)) = self.capture.as_ref().and_then(Capture::drag) else { return };
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let to = self.target(page, input, from, pointer);
        relations::paint::dragged(painter, page, input, from, (start, pointer), to.as_ref());
    }
}

/// The selection clamped to the text and to character boundaries.
fn clamped_selection(input: &TextInput<'_>) -> Selection {
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

//! The article in the accessibility tree: its text around the caret, marks and links in sight, and the requests for
//! them.

mod exposed;
mod near;
mod pages;
mod runs;
mod text;

use egui::accesskit::{Action, Role};
use egui::{Id, Rect, Sense, Ui, UiBuilder};

pub(super) use self::exposed::{Asked, Exposed, Side, asked};
use super::flow::Flow;
use super::handles;
use super::layout::Engine;
use super::marks::Marks;
use super::names::{link_name, mark_name};
use super::page::Page;
use super::relations::Plan;
use super::{TextEvent, TextInput};
use crate::model::annotation::Id as MarkId;
use crate::model::offset::ByteRange;
use crate::model::segment;
use crate::model::selection::Selection;
use crate::ui::announce::bounds;
use crate::ui::hover::spoken;

/// Maximum text links in the tree.
const LINKS: usize = 200;

/// Maximum marks in the tree with a description, besides the selected one.
const DESCRIBED: usize = 200;

/// Requests of assistive technologies.
#[derive(Debug, Default)]
pub(super) struct Requests {
    pub events: Vec<TextEvent>,
    /// Hidden lines to show.
    pub opened: Vec<ByteRange>,
}

/// The article to describe.
pub(super) struct Scene<'a, 'b, E> {
    pub view: Id,
    pub page: &'a Page<'a>,
    pub flow: &'a mut Flow<'b, E>,
    pub input: &'a TextInput<'a>,
    pub plan: &'a Plan,
    pub marks: &'a mut Marks,
    pub selection: Selection,
    /// True if the caret is at the end of the earlier of two lines.
    pub upstream: bool,
    /// True if the article has the focus.
    pub focused: bool,
}

/// Describes the article as children of its node; returns the requests. Costs nothing without an assistive technology.
pub(super) fn describe<E: Engine>(ui: &mut Ui, mut scene: Scene<'_, '_, E>, exposed: &mut Exposed) -> Requests {
    let (view, page, style) = (scene.view, scene.page, scene.input.style);
    let mut requests = Requests::default();
    let on = ui.ctx().accesskit_node_builder(view, |node| {
        node.set_role(Role::Document);
        node.set_label("Article");
        // Unknown is not that of the window.
        node.set_language(scene.flow.blocks.language().unwrap_or("und"));
        node.set_font_size(style.size);
        node.set_background_color(runs::color(style.page));
        node.set_foreground_color(runs::color(style.text));
        for action in [Action::ScrollDown, Action::ScrollUp, Action::SetTextSelection] {
            node.add_action(action);
        }
    });
    if on.is_none() {
        exposed.clear();
        return requests;
    }
    exposed.places.clear();
    let mut inner = ui.new_child(UiBuilder::new().id_salt("paragraphs").max_rect(page.rect).accessibility_parent(view));
    requests.opened = text::describe(&mut inner, &mut scene, exposed);
    near::announce(ui, &scene);
    let Scene { page, input, plan, .. } = scene;
    for (at, (range, address)) in text_links(page, input).take(LINKS).enumerate() {
        let mut rect: Option<Rect> = None;
        page.rects(range, |_, _, piece| rect = Some(rect.map_or(piece, |rect| rect.union(piece))));
        let Some(rect) = rect else { continue };
        let id = view.with(("text link", at));
        inner.interact(rect.intersect(page.rect), id, Sense::empty());
        exposed.places.push((id.accesskit_id(), range));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Link);
            node.set_label(input.text.slice(range));
            node.set_url(address);
            node.set_bounds(bounds(rect));
            node.add_action(Action::ScrollIntoView);
        });
    }
    let mut spans = input.set.cover().touching(page.range());
    spans.dedup_by(|a, b| a.annotation.id == b.annotation.id);
    for (at, span) in spans.into_iter().enumerate() {
        let mut rect: Option<Rect> = None;
        page.rects(span.range, |_, _, piece| rect = Some(rect.map_or(piece, |rect| rect.union(piece))));
        let Some(rect) = rect else { continue };
        let id = mark(view, &span.annotation.id);
        inner.interact(rect.intersect(page.rect), id, Sense::empty());
        exposed.places.push((id.accesskit_id(), span.range));
        let selected = input.selected == Some(&span.annotation.id);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_label(mark_name(&span.annotation, input));
            if at < DESCRIBED || selected {
                node.set_description(spoken(input.set, input.text, &span.annotation));
            }
            node.set_bounds(bounds(rect));
            node.set_selected(selected);
            node.add_action(Action::Click);
            node.add_action(Action::ScrollIntoView);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            requests.events.push(TextEvent::Stripe(span.annotation.id.clone()));
        }
    }
    requests.events.extend(edges(ui, &inner, view, page, input));
    let mut button = |id: Id, rect: Rect, label: &str, to: &MarkId| {
        inner.interact(rect.intersect(page.rect), id, Sense::empty());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Link);
            node.set_label(label);
            node.set_bounds(bounds(rect));
            node.add_action(Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            requests.events.push(TextEvent::Follow(to.clone()));
        }
    };
    for route in &plan.routes {
        let words = link_name(&route.other, input);
        button(view.with(("link", route.link)), route.rect, &words, &route.other);
    }
    // A stub of the selected mark belongs to several links.
    for (index, stub) in plan.stubs.iter().enumerate().filter(|(_, stub)| input.selected == Some(&stub.follow)) {
        button(
            view.with(("stub", index)),
            stub.rect,
            &format!("Selected: {}", link_name(&stub.follow, input)),
            &stub.follow,
        );
    }
    requests
}

/// Describes the ends of the selected mark, which are moved by words.
fn edges(ui: &Ui, inner: &Ui, view: Id, page: &Page<'_>, input: &TextInput<'_>) -> Vec<TextEvent> {
    let Some(mark) = input.selected.and_then(|id| input.set.get(id)) else { return Vec::new() };
    let several = mark.target.found().count() > 1;
    let mut events = Vec::new();
    for (handle, line) in handles::places(page, input, None) {
        let fragment = mark.target.found().position(|range| range == handle.fragment).unwrap_or_default();
        let id = view.with(("edge", fragment, handle.is_end));
        inner.interact(line.expand2(egui::vec2(2.0, 0.0)).intersect(page.rect), id, Sense::empty());
        let word = segment::word_at(input.text, handle.offset()).map(|word| input.text.slice(word));
        ui.ctx().accesskit_node_builder(id, |node| {
            let name = if handle.is_end { "End" } else { "Start" };
            node.set_role(Role::Slider);
            node.set_label(if several {
                format!("{name} of fragment {}", fragment + 1)
            } else {
                format!("{name} of mark")
            });
            node.set_value(word.unwrap_or_default());
            node.set_bounds(bounds(line));
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        let asks = |action| ui.input(|input| input.has_accesskit_action_request(id, action));
        let to = match (asks(Action::Increment), asks(Action::Decrement), handle.is_end) {
            (true, _, true) => segment::next_word_end(input.text, handle.offset()),
            (true, _, false) => segment::next_word_start(input.text, handle.offset()),
            (_, true, true) => segment::previous_word_end(input.text, handle.offset()),
            (_, true, false) => segment::previous_word_start(input.text, handle.offset()),
            _ => continue,
        };
        if let Some(to) = handles::pulled(input.text, &mark.target, handle, to, false) {
            events.push(TextEvent::Reshape { mark: mark.id.clone(), from: handle.fragment, to });
        }
    }
    events
}

/// The links in the visible text, with their addresses.
fn text_links<'a>(page: &Page<'_>, input: &TextInput<'a>) -> impl Iterator<Item = (ByteRange, &'a str)> {
    let seen = page.range();
    let from = input.text.paragraph(input.text.paragraph_at(seen.start())).start();
    let spans = input.structure.within(ByteRange::new(from, seen.end()));
    let links = spans.iter().filter(move |span| span.range.overlaps(seen));
    links.filter_map(|span| Some((span.range, span.address.as_deref()?)))
}

/// The id of a mark's node.
fn mark(view: Id, id: &MarkId) -> Id {
    view.with(("mark", id.as_str()))
}

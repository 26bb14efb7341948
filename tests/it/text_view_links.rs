//! Links in the article: drawn, followed and dragged.

use egui::accesskit::Role;
use egui::epaint::Shape;
use egui::{Color32, Event, Key, Modifiers, Pos2, Rect, TextureId, vec2};
use egui_kittest::kittest::Queryable;
use gainsay::model::annotation::{Annotation, Fragment, Id, Target};
use gainsay::model::edit::Edit;
use gainsay::model::offset::ByteRange;
use gainsay::model::selector::Quote;
use gainsay::ui::text_view::{Reveal, TextEvent};

use crate::desk::Desk;
use crate::properties::choices::change;
use crate::text_view::{App, NONE, View, app, at_once, button, click, later, long_text, mark, shown, spot};

/// Marks on these paragraphs: denials of one claim, the first of them selected.
fn story(paragraphs: &[usize]) -> App {
    let mut app = app(&long_text(400));
    for n in paragraphs {
        let start = app.text.as_str().find(&format!("Paragraph {n}:")).unwrap();
        let kind = if *n == paragraphs[0] { "claim" } else { "denial" };
        let found = mark(&format!("p{n}"), kind, start, start + format!("Paragraph {n}:").len());
        change(&mut app.set, Edit::Add(found.into())).unwrap();
    }
    app.selected = Some(Id::new(&format!("p{}", paragraphs[0])));
    app
}

fn link(app: &mut App, from: usize, to: usize, role: &'static str, label: &'static str) {
    app.links.push((Id::new(&format!("p{from}")), Id::new(&format!("p{to}")), role, label, false));
}

fn rect(view: &View, label: &str) -> Rect {
    view.get_by_label(label).rect()
}

/// The text painted in a frame, with its places.
pub fn painted(view: &View) -> Vec<(String, Rect)> {
    let mut words = Vec::new();
    for shape in &view.output().shapes {
        if let Shape::Text(text) = &shape.shape {
            words.push((text.galley.text().to_owned(), text.visual_bounding_rect()));
        }
    }
    words
}

/// The stubs and other labels in the article in a frame.
fn labels(view: &View) -> Vec<String> {
    gainsay::ui::typeset::drawn(&view.ctx)
}

fn reveal(view: &mut View, paragraph: usize) {
    let at = view.state().text.as_str().find(&format!("Paragraph {paragraph}:")).unwrap();
    let serial = view.state().reveal.map_or(1, |reveal| reveal.serial + 1);
    view.state_mut().reveal = Some(Reveal { serial, range: ByteRange::of(at, at + 3) });
    view.run_steps(2);
}

/// The letters of the article painted in a frame: their places and colours.
pub fn letters(view: &View) -> Vec<(Rect, Color32)> {
    let mut letters = Vec::new();
    for shape in &view.output().shapes {
        let Shape::Mesh(mesh) = &shape.shape else { continue };
        if mesh.texture_id != TextureId::default() {
            let quads = mesh.vertices.chunks(4);
            letters.extend(quads.map(|quad| (Rect::from_min_max(quad[0].pos, quad[3].pos), quad[0].color)));
        }
    }
    letters
}

/// The right edge of the visible text.
fn text_right(view: &View) -> f32 {
    let columns: Vec<Rect> = view.query_all_by_role(Role::Paragraph).map(|node| node.rect()).collect();
    let of_text = |rect: &Rect| columns.iter().any(|column| column.contains(rect.center()));
    letters(view).into_iter().map(|(rect, _)| rect).filter(of_text).map(|rect| rect.right()).fold(0.0, f32::max)
}

#[test]
fn a_link_in_sight_is_drawn_clear_of_the_text_with_its_role_and_followed() {
    let mut app = story(&[1, 3]);
    link(&mut app, 3, 1, "rebuts", "is rebutted by");
    let mut view = shown(app);
    assert!(labels(&view).iter().any(|words| words == "is rebutted by"), "the role is not written");
    let drawn = rect(&view, "is rebutted by: Paragraph 3:");
    assert!(drawn.left() > text_right(&view) && drawn.right() <= 876.0, "{drawn:?}");
    view.get_by_label("is rebutted by: Paragraph 3:").click_accesskit();
    view.step();
    assert_eq!(view.state().events.last(), Some(&TextEvent::Follow(Id::new("p3"))));
    view.state_mut().events.clear();
    click(&mut view, drawn.center(), NONE);
    assert_eq!(view.state().events, [TextEvent::Follow(Id::new("p3"))]);

    // Without a selected mark, or with a missing one, nothing is drawn.
    view.state_mut().links[0].0 = Id::new("nothing");
    view.run_steps(3);
    assert!(!labels(&view).iter().any(|words| words == "is rebutted by"));
}

#[test]
fn links_have_lanes_of_their_own() {
    for width in [900.0, 520.0] {
        let mut app = story(&[3, 0, 1, 2, 4, 5]);
        for n in [0, 1, 2, 4, 5] {
            link(&mut app, n, 3, "rebuts", "is rebutted by");
        }
        let mut view = shown(app);
        view.set_size(vec2(width, 900.0));
        view.run_steps(3);
        let rects = [0, 1, 2, 4, 5].map(|n| rect(&view, &format!("is rebutted by: Paragraph {n}:")));
        for (index, one) in rects.iter().enumerate() {
            assert!(one.left() > text_right(&view) && one.is_positive(), "{width}: {one:?}");
            for other in &rects[index + 1..] {
                assert!(!one.shrink(0.6).intersects(other.shrink(0.6)), "{width}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn an_end_out_of_sight_is_named_at_the_edge_and_can_be_clicked() {
    let mut app = story(&[1, 300]);
    link(&mut app, 300, 1, "rebuts", "is rebutted by");
    let mut view = shown(app);
    let name = "is rebutted by: Paragraph 300:";
    let below = rect(&view, name);
    assert!(below.bottom() > 580.0 && below.bottom() <= 600.0, "{below:?}");
    assert!(labels(&view).iter().any(|words| words.contains("Paragraph 300:") && words.contains('↓')));
    click(&mut view, below.center(), NONE);
    assert_eq!(view.state().events.last(), Some(&TextEvent::Follow(Id::new("p300"))));

    // The reverse: the selected mark is above the view, the other end visible.
    reveal(&mut view, 300);
    let above = rect(&view, "Selected: Paragraph 1:");
    assert!(above.top() < 20.0, "{above:?}");
    click(&mut view, above.center(), NONE);
    assert_eq!(view.state().events.last(), Some(&TextEvent::Follow(Id::new("p1"))));

    // With both ends out of view nothing is drawn.
    reveal(&mut view, 150);
    assert!(view.query_by_label(name).is_none());
    assert_eq!(labels(&view), [""; 0]);
}

#[test]
fn many_ends_out_of_sight_take_three_chips() {
    let mut app = story(&[1, 200, 210, 220, 230, 240]);
    for n in [200, 210, 220, 230, 240] {
        link(&mut app, n, 1, "supports", "is supported by");
    }
    let view = shown(app);
    let chips: Vec<_> = labels(&view).into_iter().filter(|words| words.starts_with('↓')).collect();
    assert_eq!(chips.len(), 3, "{chips:?}");
    assert!(chips.iter().any(|words| words.ends_with("3 more links")), "{chips:?}");
    assert!(chips.iter().any(|words| words.contains("Paragraph 200:")), "the nearest is named: {chips:?}");
    assert!(view.query_by_label("is supported by: Paragraph 240:").is_some(), "all can be reached");
}

#[test]
fn a_lost_end_is_named_too() {
    let mut app = story(&[1]);
    let quote = Quote { exact: "no longer there".to_owned(), ..Quote::default() };
    let target = Target::new(vec![Fragment::Lost(Box::new(quote))]);
    let lost = Annotation::new(Id::new("p9"), gainsay::model::kind::Kind::new("denial"), target);
    change(&mut app.set, Edit::Add(lost.into())).unwrap();
    link(&mut app, 9, 1, "rebuts", "is rebutted by");
    let view = shown(app);
    assert!(view.query_by_label("is rebutted by: no longer there").is_some());
    assert!(labels(&view).iter().any(|words| words.starts_with('×') && words.ends_with("no longer there")));
}

#[test]
fn places_are_named() {
    let mut app = story(&[1]);
    app.places.push((ByteRange::of(13, 18), "cue"));
    let view = shown(app);
    assert!(labels(&view).iter().any(|words| words == "cue"));
}

/// The stripe of a paragraph's mark.
fn stripe(view: &mut View, paragraph: usize) -> Pos2 {
    let at = view.state().text.as_str().find(&format!("Paragraph {paragraph}:")).unwrap();
    let id = TextEvent::Stripe(Id::new(&format!("p{paragraph}")));
    let line = spot(view, at);
    for step in 1..20 {
        let at = Pos2::new(line.x - 3.0 * step as f32, line.y);
        view.state_mut().events.clear();
        click(view, at, NONE);
        later(view);
        if view.state().events.contains(&id) {
            view.state_mut().events.clear();
            return at;
        }
    }
    panic!("paragraph {paragraph} has no stripe");
}

fn drag(view: &mut View, from: Pos2, to: Pos2) {
    at_once(view, [Event::PointerMoved(from), button(from, true, NONE)]);
    at_once(view, [Event::PointerMoved(from + vec2(20.0, 0.0))]);
    at_once(view, [Event::PointerMoved(to)]);
    at_once(view, [button(to, false, NONE)]);
}

#[test]
fn a_stripe_is_dragged_to_a_passage_or_a_stripe() {
    let mut view = shown(story(&[1, 3]));
    let (from, other) = (stripe(&mut view, 1), stripe(&mut view, 3));
    let passage = view.state().text.as_str().find("Paragraph 3:").unwrap() + 4;
    let passage = spot(&mut view, passage);
    view.state_mut().events.clear();
    let dropped = [TextEvent::Drop { from: Id::new("p1"), to: Id::new("p3") }];
    drag(&mut view, from, passage);
    assert_eq!(view.state().events, dropped, "no selection may be made on the way");
    view.state_mut().events.clear();
    drag(&mut view, from, other);
    assert_eq!(view.state().events, dropped);

    view.state_mut().events.clear();
    drag(&mut view, from, passage + vec2(300.0, 0.0));
    assert_eq!(view.state().events, dropped, "the line of the mark is enough");

    // A drop on a line without another mark, or after Escape, does nothing.
    view.state_mut().events.clear();
    let unmarked = view.state().text.as_str().find("Paragraph 2:").unwrap() + 4;
    let unmarked = spot(&mut view, unmarked);
    view.state_mut().events.clear();
    drag(&mut view, from, unmarked);
    drag(&mut view, from, from + vec2(30.0, 0.0));
    at_once(&mut view, [Event::PointerMoved(from), button(from, true, NONE)]);
    at_once(&mut view, [Event::PointerMoved(passage)]);
    let escape = |pressed| Event::Key {
        key: Key::Escape,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    at_once(&mut view, [escape(true)]);
    at_once(&mut view, [escape(false)]);
    at_once(&mut view, [button(passage, false, NONE)]);
    assert_eq!(view.state().events, []);
}

#[test]
fn dropping_a_mark_on_another_begins_a_link_that_enter_makes() {
    let mut desk = Desk::story();
    desk.select("It counted nine in June.");
    desk.press("1 Escape Escape");
    desk.select("The anglers' club says");
    desk.press("2 Escape Escape");
    let (from, to) = (
        desk.rect(Some(Role::Mark), "Denial: The anglers' club says"),
        desk.rect(Some(Role::Mark), "Claim: It counted nine in June."),
    );
    let stripe = Pos2::new(from.left() - 13.0, from.center().y);
    desk.drag(stripe, to.center());
    desk.settle();
    desk.wait(1000);
    assert!(desk.file().document.set().relations().is_empty(), "nothing is made by itself");
    desk.press("Enter Ctrl+S");
    let file = desk.file();
    let [made] = file.document.set().relations() else { panic!("one link: {:?}", file.document.set().relations()) };
    let kind = |id| file.document.set().get(id).unwrap().kind.id().to_owned();
    assert_eq!((kind(&made.from).as_str(), made.role.id(), kind(&made.to).as_str()), ("denial", "rebuts", "claim"));
    // The link is drawn now, and leads to the other end.
    assert_eq!(desk.chosen(), "The anglers' club says");
    desk.ask_for(Role::Link, "rebuts: It counted nine in June.");
    assert_eq!(desk.chosen(), "It counted nine in June.");
}

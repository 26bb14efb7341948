//! The article view under the mouse: clicks, drags, the scroll bar, stripes of marks.

use super::*;

#[test]
fn clicks_select_words_sentences_and_paragraphs() {
    let mut view = open(STORY);
    let at = STORY.find("spokesman").unwrap() + 3;
    let spot = spot(&mut view, at) + vec2(2.0, 0.0);
    click(&mut view, spot, NONE);
    assert_eq!(view.state().selection, Selection::caret(ByteOffset::new(at)));
    assert_eq!(view.state().events.last(), Some(&TextEvent::Click(ByteOffset::new(at))));
    click(&mut view, spot, NONE);
    assert_eq!(selected(&view), "spokesman");
    click(&mut view, spot, NONE);
    assert_eq!(selected(&view), "A spokesman (Mr. Hale) denied it.");
    click(&mut view, spot, NONE);
    assert_eq!(selected(&view), "A spokesman (Mr. Hale) denied it. \"We never knew,\" he said.");
    later(&mut view);
    click(&mut view, spot, NONE);
    assert_eq!(selected(&view), "");
    later(&mut view);
    let to = place(&mut view, STORY.find(" denied").unwrap());
    view.state_mut().selection = Selection::caret(ByteOffset::new(STORY.find("(Mr").unwrap()));
    click(&mut view, to, SHIFT);
    assert_eq!(selected(&view), "(Mr. Hale)");
}

#[test]
fn a_drag_selects_across_paragraphs_and_by_words_after_a_double_click() {
    let mut view = open(STORY);
    let from = spot(&mut view, 4);
    let to = spot(&mut view, STORY.find(" paragraph").unwrap());
    at_once(&mut view, [Event::PointerMoved(from), button(from, true, NONE)]);
    at_once(&mut view, [Event::PointerMoved(from + vec2(30.0, 10.0))]);
    at_once(&mut view, [Event::PointerMoved(to)]);
    at_once(&mut view, [button(to, false, NONE)]);
    assert_eq!(selected(&view), &STORY[4..STORY.find(" paragraph").unwrap()]);
    assert!(view.state().selection_rect.is_some_and(|rect| rect.distance_to_pos(to) < 20.0));
    let clicks = view.state().events.iter().filter(|event| matches!(event, TextEvent::Click(_))).count();
    assert_eq!(clicks, 0, "a drag is no click");

    later(&mut view);
    let (word, end) = (spot(&mut view, 6), spot(&mut view, STORY.find("losed").unwrap() + 2));
    click(&mut view, word, NONE);
    at_once(&mut view, [button(word, true, NONE)]);
    at_once(&mut view, [Event::PointerMoved(end)]);
    at_once(&mut view, [button(end, false, NONE)]);
    assert_eq!(selected(&view), "harbour was closed");
}

#[test]
fn dragging_beyond_the_edge_scrolls() {
    let mut view = open(&long_text(300));
    let from = spot(&mut view, 5);
    at_once(&mut view, [Event::PointerMoved(from), button(from, true, NONE)]);
    at_once(&mut view, [Event::PointerMoved(Pos2::new(from.x, 800.0))]);
    let first = focus(&view);
    view.run_steps(60);
    assert!(focus(&view) > first + 1000, "it did not scroll: {first} {}", focus(&view));
    at_once(&mut view, [button(Pos2::new(from.x, 800.0), false, NONE)]);
    let end = focus(&view);
    view.run_steps(5);
    assert_eq!(focus(&view), end);
}

#[test]
fn a_window_above_the_text_keeps_its_clicks() {
    let mut view = Harness::builder().with_size(vec2(900.0, 600.0)).with_step_dt(1.0 / 60.0).build_ui_state(
        |ui: &mut egui::Ui, app: &mut App| {
            frame(ui, app);
            egui::Window::new("above").fixed_pos([200.0, 60.0]).show(ui.ctx(), |ui| ui.label("nothing to press"));
        },
        app(STORY),
    );
    view.run_steps(3);
    let inside = view.get_by_label("nothing to press").rect().center();
    let events = view.state().events.len();
    click(&mut view, inside, NONE);
    assert_eq!(view.state().events.len(), events);
}

#[test]
fn the_scroll_bar_pages_and_is_dragged_and_the_strip_jumps() {
    let mut view = open(&long_text(2000));
    let end = view.state().text.end().get();
    let top = |view: &mut View| {
        // The caret follows a click into the first visible line.
        click(view, Pos2::new(450.0, 20.0), NONE);
        later(view);
        focus(view)
    };
    click(&mut view, Pos2::new(894.0, 500.0), NONE);
    let paged = top(&mut view);
    assert!(paged > 300 && paged < 5000, "{paged}");
    let handle = Pos2::new(894.0, 15.0);
    at_once(&mut view, [Event::PointerMoved(handle)]);
    at_once(&mut view, [button(handle, true, NONE)]);
    for y in [30.0, 150.0, 307.0] {
        at_once(&mut view, [Event::PointerMoved(Pos2::new(894.0, y))]);
    }
    at_once(&mut view, [button(Pos2::new(894.0, 307.0), false, NONE)]);
    let dragged = top(&mut view);
    assert!(dragged.abs_diff(end / 2) < end / 10, "{dragged} of {end}");
    click(&mut view, Pos2::new(880.0, 150.0), NONE);
    let jumped = top(&mut view);
    assert!(jumped.abs_diff(end / 4) < end / 50, "{jumped} of {end}");
}

#[test]
fn what_the_mouse_selected_is_the_primary_selection() {
    let mut view = open(STORY);
    let from = spot(&mut view, 4);
    click(&mut view, from, NONE);
    at_once(&mut view, [button(from, true, NONE)]);
    at_once(&mut view, [button(from, false, NONE)]);
    let settled = egui::OutputCommand::TextSelectionSettled("harbour".to_owned());
    assert!(view.output().platform_output.commands.contains(&settled));
}

#[test]
fn a_stripe_is_clicked_and_marks_are_in_the_accessibility_tree() {
    let mut app = app(STORY);
    let start = STORY.find("We never").unwrap();
    change(&mut app.set, Edit::Add(Arc::new(mark("m1", "denial", start, start + 13)))).unwrap();
    let mut view = shown(app);
    view.get_by_label("Article");
    assert!(view.query_all_by_value("Third paragraph.").next().is_some());
    view.get_by_label("Denial: We never knew").click_accesskit();
    view.step();
    assert_eq!(view.state().events.last(), Some(&TextEvent::Stripe(Id::new("m1"))));

    view.state_mut().events.clear();
    let line = spot(&mut view, STORY.find("A spokesman").unwrap());
    let mut x = line.x - 4.0;
    while view.state().events.is_empty() && x > 0.0 {
        click(&mut view, Pos2::new(x, line.y), NONE);
        view.state_mut().events.retain(|event| matches!(event, TextEvent::Stripe(_)));
        x -= 4.0;
    }
    assert_eq!(view.state().events, [TextEvent::Stripe(Id::new("m1"))]);
}

/// A drag through some places of the text, with the button held down at the end.
fn dragged(view: &mut View, modifiers: Modifiers, places: &[usize]) -> Pos2 {
    let spots: Vec<Pos2> = places.iter().map(|at| spot(view, *at)).collect();
    at_once(
        view,
        [Event::ModifiersChanged(modifiers), Event::PointerMoved(spots[0]), button(spots[0], true, modifiers)],
    );
    for to in &spots[1..] {
        at_once(view, [Event::PointerMoved(*to)]);
    }
    spots[spots.len() - 1]
}

fn released(view: &mut View, at: Pos2) {
    at_once(view, [button(at, false, NONE), Event::ModifiersChanged(NONE)]);
    later(view);
}

#[test]
fn a_drag_snaps_to_words_once_it_leaves_the_first() {
    let find = |words: &str| STORY.find(words).unwrap();
    let mut view = open(STORY);
    view.state_mut().snap = true;
    let (spokesman, denied) = (find("spokesman"), find("denied"));
    let at = dragged(&mut view, NONE, &[spokesman + 2, spokesman + 5]);
    assert_eq!(selected(&view), "oke", "letters within the first word");
    released(&mut view, at);
    let at = dragged(&mut view, NONE, &[spokesman + 2, denied + 2]);
    assert_eq!(selected(&view), "spokesman (Mr. Hale) denied");
    released(&mut view, at);
    let at = dragged(&mut view, NONE, &[denied + 2, spokesman + 3]);
    assert_eq!(selected(&view), "spokesman (Mr. Hale) denied", "backwards too");
    assert_eq!(focus(&view), spokesman);
    released(&mut view, at);
    let at = dragged(&mut view, Modifiers::ALT, &[spokesman + 2, denied + 2]);
    assert_eq!(selected(&view), "okesman (Mr. Hale) de", "Alt selects letters");
    released(&mut view, at);
    let quoted = find("\"We never");
    let at = dragged(&mut view, NONE, &[quoted + 2, find("he said")]);
    assert_eq!(selected(&view), "We never knew,", "without the blank and the quotation mark at the end");
    released(&mut view, at);
    let at = dragged(&mut view, NONE, &[quoted, find("he said")]);
    assert_eq!(selected(&view), "\"We never knew,\"", "a whole quotation keeps its marks");
    released(&mut view, at);
}

#[test]
fn an_end_of_the_selected_mark_is_dragged_by_words_within_the_other_fragments() {
    let find = |words: &str| STORY.find(words).unwrap();
    let mut app = app(STORY);
    app.snap = true;
    let mut annotation = mark("m1", "denial", find("spokesman"), find("spokesman") + 9);
    annotation.target = annotation.target.and(Fragment::Found(ByteRange::of(find("denied"), find(" it. "))));
    change(&mut app.set, Edit::Add(Arc::new(annotation))).unwrap();
    app.selected = Some(Id::new("m1"));
    let mut view = shown(app);
    let reshaped = |view: &mut View| {
        let events = std::mem::take(&mut view.state_mut().events);
        events.into_iter().find_map(|event| match event {
            TextEvent::Reshape { to, .. } => Some(STORY[to.as_usize()].to_owned()),
            _ => None,
        })
    };
    let end = find("spokesman") + 9;
    let at = dragged(&mut view, NONE, &[end, end + 3, find("Hale") + 2]);
    assert_eq!(reshaped(&mut view), None, "nothing is changed before the release");
    released(&mut view, at);
    assert_eq!(reshaped(&mut view).as_deref(), Some("spokesman (Mr. Hale"));
    let at = dragged(&mut view, NONE, &[end, end + 3, find("knew")]);
    released(&mut view, at);
    assert_eq!(reshaped(&mut view).as_deref(), Some("spokesman (Mr. Hale)"), "up to the next fragment");
    let at = dragged(&mut view, NONE, &[find("denied"), find("Hale") + 2]);
    released(&mut view, at);
    assert_eq!(reshaped(&mut view).as_deref(), Some("Hale) denied"));
    let at = dragged(&mut view, NONE, &[end, end + 3, find("Hale") + 2]);
    let escape = |pressed| Event::Key { key: Key::Escape, physical_key: None, pressed, repeat: false, modifiers: NONE };
    at_once(&mut view, [escape(true)]);
    at_once(&mut view, [escape(false)]);
    released(&mut view, at);
    assert_eq!(reshaped(&mut view), None, "Escape cancels it");
    let at = spot(&mut view, end);
    click(&mut view, at, NONE);
    assert_eq!(view.state().events.last(), Some(&TextEvent::Click(ByteOffset::new(end))), "a click is none");
    view.get_by_label("End of fragment 1").increment_accesskit();
    view.step();
    assert_eq!(reshaped(&mut view).as_deref(), Some("spokesman (Mr"));
}

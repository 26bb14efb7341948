//! Preferences of the desktop: contrast, colours, size of text, motion.

use gainsay::app::action::Action;
use gainsay::app::shell::desktop::Desktop;
use gainsay::ui::paper;
use gainsay::ui::theme::palette;

use crate::desk::Desk;

/// A desk whose desktop has these preferences.
fn asked(settings: &str, desktop: Desktop) -> Desk {
    let mut desk = Desk::set(settings, &[("story.txt", b"Nobody knows.")], Some("story.txt"));
    let reply = desk.world.borrow().desktop_reply.clone().unwrap();
    reply.send(Action::Desktop(desktop));
    desk.draw([]);
    desk.settle();
    desk
}

#[test]
fn contrast_colours_and_size_of_text_follow_the_desktop_or_the_settings() {
    let paper = |settings: &str, desktop: Desktop| {
        let desk = asked(settings, desktop);
        *palette(&desk.harness.ctx.global_style().visuals)
    };
    let usual = Desktop::default();
    let high = Desktop { contrast: true, ..usual };
    assert_eq!(paper("()", usual), paper::LIGHT);
    assert_eq!(paper("()", Desktop { dark: Some(true), ..usual }), paper::DARK);
    assert_eq!(paper("(theme: \"light\")", Desktop { dark: Some(true), ..usual }), paper::LIGHT);
    assert_eq!(paper("()", high), paper::LIGHT_CONTRAST);
    assert_eq!(paper("()", Desktop { dark: Some(true), ..high }), paper::DARK_CONTRAST);
    assert_eq!(paper("(theme: \"sepia\")", high), paper::LIGHT_CONTRAST);
    assert_eq!(paper("(theme: \"sepia\", contrast: \"theme\")", high), paper::SEPIA);
    assert_eq!(paper("(theme: \"dark\", contrast: \"high\")", usual), paper::DARK_CONTRAST);
    let zoom = |settings: &str| {
        let desk = asked(settings, Desktop { text_scale: 1.5, ..usual });
        desk.harness.ctx.zoom_factor()
    };
    assert_eq!(zoom("()"), 1.5);
    assert_eq!(zoom("(zoom: 1.2)"), 1.2 * 1.5);
    assert_eq!(zoom("(text_scale: false)"), 1.0);
}

#[test]
fn motion_follows_the_desktop_while_it_runs() {
    let moves = |settings: &str, still: bool| {
        let desk = asked(settings, Desktop { still, ..Desktop::default() });
        desk.harness.state().state().shell.moves()
    };
    assert!(moves("()", false) && !moves("()", true));
    assert!(moves("(motion: \"full\")", true) && !moves("(motion: \"reduced\")", false));
}

//! Random keys over the article: every change can be undone and is reported.

use egui::Key;

use crate::desk::Desk;

/// Keys without Ctrl or Alt, as by leaning on the keyboard or by typing into the article. Menus are excluded: their
/// entries are chosen on purpose.
const KEYS: &[Key] = &[
    Key::A,
    Key::B,
    Key::C,
    Key::D,
    Key::E,
    Key::F,
    Key::G,
    Key::H,
    Key::I,
    Key::J,
    Key::K,
    Key::L,
    Key::M,
    Key::N,
    Key::O,
    Key::P,
    Key::Q,
    Key::R,
    Key::S,
    Key::T,
    Key::U,
    Key::V,
    Key::W,
    Key::X,
    Key::Y,
    Key::Z,
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::Comma,
    Key::Period,
    Key::Slash,
    Key::Minus,
    Key::Space,
    Key::Enter,
    Key::Tab,
    Key::Backspace,
    Key::Delete,
    Key::Escape,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::F3,
    Key::F6,
    Key::F7,
    Key::F8,
    Key::F9,
    Key::F11,
];

/// Keys in one run.
const LENGTH: usize = 100;

/// A random number generator: SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }
}

/// A desk with some marks, a link, a note, and nothing to undo.
fn begun() -> Desk {
    let mut desk = Desk::story();
    for (words, keys) in [("Mill owner", "1 Escape"), ("the trout are gone", "1 Escape"), ("nine", "3 Enter")] {
        desk.select(words);
        desk.press(keys);
    }
    desk.press("N");
    desk.type_words("see");
    desk.press("Ctrl+Enter Ctrl+S");
    desk.reopen("story.txt")
}

/// Marks and links on disk after autosave.
fn saved(desk: &mut Desk) -> String {
    desk.wait(1000);
    let file = desk.file();
    let set = file.document.set();
    format!("{:?} {:?}", set.annotations(), set.relations())
}

fn run(seed: u64) {
    let mut dice = Dice(seed);
    let mut desk = begun();
    let original = saved(&mut desk);
    let mut before = original.clone();
    let article = std::fs::read(desk.path("story.txt")).unwrap();
    let mut pressed = Vec::new();
    for _ in 0..LENGTH {
        let key = KEYS[dice.below(KEYS.len())];
        let chord = if dice.below(5) == 0 { format!("Shift+{}", key.name()) } else { key.name().to_owned() };
        let step = desk.undoable();
        desk.press(&chord);
        pressed.push(chord);
        let (said, is_shown) = (desk.said_last(), desk.has(&desk.said_last()));
        let now = saved(&mut desk);
        if now != before {
            let title = desk.undoable().or(step).unwrap_or_default();
            let is_told = said.starts_with(title) || said.contains("dropped") || said.starts_with("Mark");
            assert!(is_told, "seed {seed}, after {pressed:?}: {title:?} was done, and {said:?} is said");
            assert!(is_shown, "seed {seed}, after {pressed:?}: {said:?} is not on the screen");
        }
        before = now;
        assert!(!desk.is_closed(), "seed {seed}, after {pressed:?}: the window closed");
    }
    // Closes everything and undoes all steps.
    desk.press("Escape Escape Escape Escape Escape Escape F6");
    for _ in 0..2 * LENGTH {
        if desk.undoable().is_none() {
            break;
        }
        desk.press("Ctrl+Z");
    }
    assert_eq!(saved(&mut desk), original, "seed {seed}, after {pressed:?}");
    assert_eq!(std::fs::read(desk.path("story.txt")).unwrap(), article);
    let mut names = desk.names();
    names.sort();
    assert_eq!(names, ["story.txt", "story.txt.ron"], "seed {seed}, after {pressed:?}");
}

#[test]
fn keys_at_random_do_nothing_that_cannot_be_undone_and_say_what_they_do() {
    for seed in 0..5 {
        run(seed);
    }
}

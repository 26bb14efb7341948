//! Keys, mouse and dropped files, as a system reports them.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, ViewportId};
use egui_kittest::kittest::Queryable;

use super::Desk;

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

impl Desk {
    /// Presses keys in sequence: `"Ctrl+Down E E 1"`. `Word+` is the modifier that moves the caret by words.
    #[track_caller]
    pub fn press(&mut self, chords: &str) {
        for chord in chords.split_whitespace() {
            let (modifiers, key) = parsed(chord);
            self.stroke(modifiers, key, typed(modifiers, key));
        }
    }

    /// Presses the key at a place of the US layout that is `key` on the person's layout.
    #[track_caller]
    pub fn press_at(&mut self, place: Key, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers };
        let text = typed(modifiers, key).map(Event::Text);
        self.happens([Event::ModifiersChanged(modifiers), event(true)].into_iter().chain(text));
        self.happens([event(false), Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Presses keys within one frame.
    #[track_caller]
    pub fn press_at_once(&mut self, chords: &str) {
        let strokes = chords.split_whitespace().map(parsed);
        let events: Vec<_> = strokes
            .flat_map(|(modifiers, key)| down(modifiers, key, typed(modifiers, key)).chain(up(modifiers, key)))
            .collect();
        self.happens(events);
    }

    /// Clicks at a point and presses keys, all within one frame, as on a busy computer.
    #[track_caller]
    pub fn click_and_press_at_once(&mut self, at: Pos2, clicks: usize, chords: &str) {
        let click = [true, false].map(|pressed| button(at, pressed, Modifiers::NONE));
        let clicked = std::iter::repeat_n(click, clicks).flatten();
        let strokes = chords.split_whitespace().map(parsed);
        let strokes: Vec<_> = strokes
            .flat_map(|(modifiers, key)| down(modifiers, key, typed(modifiers, key)).chain(up(modifiers, key)))
            .collect();
        let events: Vec<_> = std::iter::once(Event::PointerMoved(at)).chain(clicked).chain(strokes).collect();
        self.happens(events);
    }

    /// Holds a key down for a number of repeats.
    #[track_caller]
    pub fn hold(&mut self, chord: &str, times: usize) {
        let (modifiers, key) = parsed(chord);
        self.happens(down(modifiers, key, None));
        let repeated = Event::Key { key, physical_key: Some(key), pressed: true, repeat: true, modifiers };
        for _ in 0..times {
            self.wait(300);
            self.happens([repeated.clone()]);
        }
        self.happens(up(modifiers, key));
    }

    /// Types text, character by character.
    #[track_caller]
    pub fn type_words(&mut self, words: &str) {
        for letter in words.chars() {
            let text = letter.to_string();
            let modifiers = if letter.is_uppercase() { Modifiers::SHIFT } else { Modifiers::NONE };
            match Key::from_name(&text.to_uppercase()) {
                _ if letter == ' ' => self.stroke(modifiers, Key::Space, Some(text)),
                Some(key) => self.stroke(modifiers, key, Some(text)),
                None => self.happens([Event::Text(text)]),
            }
        }
    }

    /// Pastes text.
    #[track_caller]
    pub fn paste(&mut self, words: &str) {
        self.happens([Event::Paste(words.to_owned())]);
    }

    #[track_caller]
    fn stroke(&mut self, modifiers: Modifiers, key: Key, text: Option<String>) {
        self.harness.input_mut().events.extend(down(modifiers, key, text));
        self.frame();
        self.happens(up(modifiers, key));
    }

    /// Handles events in one frame, then waits until the window rests.
    #[track_caller]
    fn happens(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.settle();
    }

    /// Selects the next occurrence of a text after the caret, by searching.
    #[track_caller]
    pub fn select(&mut self, words: &str) {
        self.press("Ctrl+F Ctrl+A");
        self.paste(words);
        self.press("Escape");
        assert_eq!(self.selected(), words);
    }

    /// Clicks the node with this label.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        let rect = self.rect(None, label);
        self.click_at(rect.center());
    }

    /// Clicks the node with this role and label.
    #[track_caller]
    pub fn click_on(&mut self, role: Role, label: &str) {
        let rect = self.rect(Some(role), label);
        self.click_at(rect.center());
    }

    /// Clicks the node with this role and label as an assistive technology does: by name, wherever it is.
    #[track_caller]
    pub fn ask_for(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click_accesskit();
        self.settle();
    }

    /// Clicks at a point.
    #[track_caller]
    pub fn click_at(&mut self, at: Pos2) {
        self.click_with(Modifiers::NONE, at);
    }

    /// Clicks at a point with modifiers held down.
    #[track_caller]
    pub fn click_with(&mut self, modifiers: Modifiers, at: Pos2) {
        self.happens([Event::ModifiersChanged(modifiers), Event::PointerMoved(at)]);
        self.happens([button(at, true, modifiers)]);
        self.happens([button(at, false, modifiers), Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Clicks at a point with the right button.
    #[track_caller]
    pub fn click_right(&mut self, at: Pos2) {
        let press = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.happens([Event::PointerMoved(at)]);
        self.happens([press(true)]);
        self.happens([press(false)]);
    }

    /// Drags from a point to another one in steps.
    #[track_caller]
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.happens([Event::PointerMoved(from)]);
        self.happens([button(from, true, Modifiers::NONE)]);
        for part in 1..=4 {
            self.happens([Event::PointerMoved(from.lerp(to, part as f32 / 4.0))]);
        }
        self.happens([button(to, false, Modifiers::NONE)]);
    }

    /// Scrolls by points over a point, with modifiers held down.
    #[track_caller]
    pub fn wheel(&mut self, modifiers: Modifiers, at: Pos2, delta: egui::Vec2) {
        let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
        self.happens([Event::ModifiersChanged(modifiers), Event::PointerMoved(at)]);
        let source = egui::MouseWheelSource::Trackpad;
        self.harness.input_mut().events.push(Event::MouseWheel { unit, delta, phase, source, modifiers });
        // Scrolling takes several frames.
        for _ in 0..400 {
            self.frame();
        }
        self.happens([Event::ModifiersChanged(Modifiers::NONE), Event::PointerGone]);
    }

    /// Drops a file on the window.
    #[track_caller]
    pub fn drop_file(&mut self, path: PathBuf) {
        self.drop_files(vec![path]);
    }

    /// Drops files on the window.
    #[track_caller]
    pub fn drop_files(&mut self, paths: Vec<PathBuf>) {
        let files = paths.into_iter().map(|path| std::sync::Arc::new(Dropped(path)) as _);
        self.harness.input_mut().dropped_files.extend(files);
        self.settle();
    }

    /// Drags these files over the window, or none any more.
    #[track_caller]
    pub fn hover_files(&mut self, paths: &[&str]) {
        let file = |path: &&str| egui::HoveredFile { path: Some(path.into()), mime: String::new() };
        self.harness.input_mut().hovered_files = paths.iter().map(file).collect();
        // Meanwhile egui does not rest.
        self.draw([]);
        self.draw([]);
    }

    /// Requests the window to close, as its button does.
    #[track_caller]
    pub fn close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.get_mut(&ViewportId::ROOT).unwrap().events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// True if the window has closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }
}

/// The main button of the mouse.
fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

/// Text that a key types.
pub(super) fn typed(modifiers: Modifiers, key: Key) -> Option<String> {
    let letter = key.symbol_or_name();
    let types = letter.len() == 1 && !modifiers.command && !modifiers.ctrl && !modifiers.alt;
    types.then(|| if modifiers.shift { letter.to_owned() } else { letter.to_lowercase() })
}

fn key_event(modifiers: Modifiers, key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers }
}

/// As the system reports a key: copying, cutting and pasting have events of their own, letters come with their text.
pub(super) fn down(modifiers: Modifiers, key: Key, text: Option<String>) -> impl Iterator<Item = Event> {
    let pressed = match key {
        Key::C if modifiers.command && !modifiers.shift => Event::Copy,
        Key::X if modifiers.command && !modifiers.shift => Event::Cut,
        _ => key_event(modifiers, key, true),
    };
    [Event::ModifiersChanged(modifiers), pressed].into_iter().chain(text.map(Event::Text))
}

/// As the system reports that a key is let go.
fn up(modifiers: Modifiers, key: Key) -> [Event; 2] {
    [key_event(modifiers, key, false), Event::ModifiersChanged(Modifiers::NONE)]
}

/// Modifiers and key of a chord, as this system has them.
pub(super) fn parsed(chord: &str) -> (Modifiers, Key) {
    let (held, key) = match chord.strip_suffix('+') {
        Some(rest) => (rest, "+"),
        None => chord.rsplit_once('+').unwrap_or(("", chord)),
    };
    let mac = cfg!(target_os = "macos");
    let mut modifiers = Modifiers::NONE;
    for name in held.split('+').filter(|name| !name.is_empty()) {
        modifiers |= match name {
            "Ctrl" if mac => Modifiers { mac_cmd: true, command: true, ..Modifiers::NONE },
            "Ctrl" => Modifiers { ctrl: true, command: true, ..Modifiers::NONE },
            "Word" if mac => Modifiers::ALT,
            "Word" => Modifiers { ctrl: true, command: true, ..Modifiers::NONE },
            "Alt" if mac && ["Left", "Right", "Up", "Down"].contains(&key) => {
                Modifiers { ctrl: true, mac_cmd: true, command: true, ..Modifiers::NONE }
            }
            "Alt" if mac => Modifiers::CTRL,
            "Alt" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            other => panic!("no modifier: {other}"),
        };
    }
    (modifiers, Key::from_name(key).unwrap_or_else(|| panic!("no key: {key}")))
}

//! Keys and buttons as a system reports them, for the desk.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};

/// The main button of the mouse.
pub fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

/// Text that a key types.
pub fn typed(modifiers: Modifiers, key: Key) -> Option<String> {
    let letter = key.symbol_or_name();
    let types = letter.len() == 1 && !modifiers.command && !modifiers.ctrl && !modifiers.alt;
    types.then(|| if modifiers.shift { letter.to_owned() } else { letter.to_lowercase() })
}

fn key_event(modifiers: Modifiers, key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers }
}

/// As the system reports a key: copying, cutting and pasting have events of their own, letters come with their text.
pub fn down(modifiers: Modifiers, key: Key, text: Option<String>) -> impl Iterator<Item = Event> {
    let pressed = match key {
        Key::C if modifiers.command && !modifiers.shift => Event::Copy,
        Key::X if modifiers.command && !modifiers.shift => Event::Cut,
        _ => key_event(modifiers, key, true),
    };
    [Event::ModifiersChanged(modifiers), pressed].into_iter().chain(text.map(Event::Text))
}

/// As the system reports that a key is let go.
pub fn up(modifiers: Modifiers, key: Key) -> [Event; 2] {
    [key_event(modifiers, key, false), Event::ModifiersChanged(Modifiers::NONE)]
}

/// Modifiers and key of a chord, as this system has them.
pub fn parsed(chord: &str) -> (Modifiers, Key) {
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
            "Alt" if mac => Modifiers::CTRL,
            "Alt" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            other => panic!("no modifier: {other}"),
        };
    }
    (modifiers, Key::from_name(key).unwrap_or_else(|| panic!("no key: {key}")))
}

//! Translation of egui's key events to commands.

use egui::{Context, Event, Key, Modifiers, Popup};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::commands::command::{Command, Menu};
use crate::app::run::is_enabled;
use crate::app::shell::key_page::{KeyRequest, Pressed};
use crate::app::shell::keymap::{Chord, Keymap};
use crate::app::state::State;
use crate::ui::context_menu;

/// Commands that run in the manual and in a large view of the project too; the context menu is that of what is shown.
const KEPT: [&Command; 5] = [
    &commands::edit::UNDO,
    &commands::edit::REDO,
    &commands::go::CONTEXT_MENU,
    &commands::project::TIMELINE,
    &commands::project::MAP,
];

/// Removes key events that run a command from the input, with the text they would type.
///
/// In a text field or an open menu of the menu bar, only commands with `while_typing` run. With `on_button`, `Enter` is
/// left to the focused button.
pub fn commands_pressed(ctx: &Context, state: &State, over_window: bool, on_button: bool) -> Vec<Intent> {
    let keymap = &state.shell.keymap;
    let popup = Popup::is_any_open(ctx);
    let field = ctx.text_edit_focused() || over_window || (popup && !context_menu::is_open(ctx));
    // Other commands would change an article that is not shown.
    let covered = !field && (state.shell.manual.is_open || state.project_view().is_some());
    let admits = |command: &&'static Command| {
        let kept = KEPT.into_iter().any(|kept| *command == kept);
        command.while_typing || (!field && (!covered || kept))
    };
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        let mut typed_by_command = false;
        input.events.retain(|event| {
            let command = match event {
                Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                    // The text of the key before this one has arrived by now.
                    typed_by_command = false;
                    let found = command_of(keymap, *key, *physical_key, *modifiers);
                    found.filter(|(chord, _)| !field || !chord.is_for_typing()).map(|(_, command)| command)
                }
                Event::Copy => Some(&commands::edit::COPY),
                Event::Text(_) if typed_by_command => {
                    typed_by_command = false;
                    return false;
                }
                _ => None,
            };
            if let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event
                && command.is_none()
                && !over_window
                && let Some(menu) = menu_pressed(*key, *physical_key, *modifiers)
            {
                actions.push(Intent::Focus(Field::Menu(menu)));
                typed_by_command = true;
                return false;
            }
            // Held down, it would accept one suggestion after the other.
            let belongs = |key: &Event| match key {
                Event::Key { key: Key::Enter, repeat, .. } => *repeat || on_button || popup,
                _ => false,
            };
            if let (Some(command), Event::Key { key, .. }) = (command, &event)
                && covered
                && !admits(&command)
                && key.name().len() == 1
            {
                actions.push(Intent::NotHere(command));
                return false;
            }
            let Some(command) = command.filter(|command| admits(command) && !belongs(event)) else {
                return true;
            };
            actions.push(Intent::Run(command));
            typed_by_command = matches!(event, Event::Key { .. });
            // `Enter` also activates the focused widget.
            matches!(event, Event::Key { key: Key::Enter, .. })
                && !is_enabled(command, state.session(), state.project.as_ref(), &state.shell)
        });
    });
    if popup && actions.iter().any(|action| matches!(action, Intent::Run(_))) {
        Popup::close_all(ctx);
    }
    actions
}

/// The place of the first event that waits for the next frame, since the events before it may change what it is for: a key of a
/// command after what widgets take, such as text, a press of the pointer and the caret's keys, and anything after the key
/// of a command. Repeats of a key do not wait.
pub fn first_to_wait(keymap: &Keymap, events: &[Event], is_typing: bool) -> Option<usize> {
    // A press, and a key that moves the focus, may end the typing.
    let (mut is_taken, mut is_settled) = (false, true);
    let mut ran: Option<Option<&'static Command>> = None;
    let mut is_own_text = false;
    for (at, event) in events.iter().enumerate() {
        let is_typing = is_typing && is_settled;
        let command = match event {
            Event::Text(_) if std::mem::take(&mut is_own_text) => continue,
            Event::Key { key, pressed: true, .. } if is_modifier(*key) => continue,
            Event::Key { key: Key::Escape, pressed: true, .. } => Some(None),
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                let found = command_of(keymap, *key, *physical_key, *modifiers);
                let runs = |(chord, command): &(Chord, &Command)| {
                    !is_typing || (command.while_typing && !chord.is_for_typing())
                };
                found.filter(runs).map(|(_, command)| Some(command))
            }
            Event::Copy if !is_typing => Some(Some(&commands::edit::COPY)),
            Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Copy | Event::Cut => None,
            Event::PointerButton { pressed: true, .. } | Event::AccessKitActionRequest(_) => None,
            _ => continue,
        };
        if (command.is_some() && is_taken) || ran.is_some_and(|ran| command != Some(ran)) {
            return Some(at);
        }
        let moves_focus = match event {
            Event::Key { key, .. } => [Key::Tab, Key::Enter, Key::Escape].contains(key),
            event => matches!(event, Event::PointerButton { .. } | Event::AccessKitActionRequest(_)),
        };
        is_settled &= !moves_focus;
        is_taken |= command.is_none();
        is_own_text = command.is_some() && matches!(event, Event::Key { .. });
        ran = command.or(ran);
    }
    None
}

/// The command of a key event, with the chord that it has.
fn command_of(
    keymap: &Keymap,
    key: Key,
    physical_key: Option<Key>,
    modifiers: Modifiers,
) -> Option<(Chord, &'static Command)> {
    let mac = cfg!(target_os = "macos");
    // Alone, it types a character of its own there.
    if mac && modifiers.alt && !modifiers.ctrl && !modifiers.command {
        return None;
    }
    // Keyboards of Apple call it Delete, and most have no other.
    let key = if mac && key == Key::Backspace { Key::Delete } else { key };
    // A key that types a Latin letter is identified by that letter, whatever its place on the keyboard.
    let place = physical_key.filter(|_| !is_letter(key));
    // Where a sign is on another key than on the US layout, Shift may only type it.
    let alone = !modifiers.command && !modifiers.alt;
    let typed = place.filter(|place| *place != key && alone).and_then(|_| chords(key, modifiers).nth(2));
    let placed =
        place.into_iter().flat_map(|key| [chord(key.name(), modifiers), chord(key.symbol_or_name(), modifiers)]);
    let all = typed.into_iter().chain(chords(key, modifiers)).chain(placed);
    all.into_iter().find_map(|chord| keymap.command(&chord).map(|command| (chord, command)))
}

/// While a key is recorded, the request that the pressed keys make, if any; they are removed from the input.
pub fn recorded(ctx: &Context, state: &State) -> Option<Intent> {
    let recording = state.shell.key_page.recording.as_ref().filter(|_| state.shell.dialog.is_some())?;
    let is_asked = matches!(recording.pressed, Some(Pressed::Taken(..)));
    let mut request = None;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let (key, physical_key, modifiers) = match event {
                Event::Key { key, physical_key, pressed: true, modifiers, .. } => (*key, *physical_key, *modifiers),
                // These come instead of their keys.
                Event::Copy => (Key::C, None, Modifiers::COMMAND),
                Event::Cut => (Key::X, None, Modifiers::COMMAND),
                Event::Paste(_) => (Key::V, None, Modifiers::COMMAND),
                Event::Text(_) => return false,
                _ => return true,
            };
            request = match key {
                Key::Escape if modifiers.is_none() => Some(KeyRequest::Stop),
                Key::Enter if modifiers.is_none() && is_asked => Some(KeyRequest::TakeOver),
                key if is_modifier(key) => return false,
                key => {
                    let known = command_of(&state.shell.keymap, key, physical_key, modifiers);
                    let chord = known.map_or_else(|| plainest(key, modifiers), |(chord, _)| chord);
                    Some(KeyRequest::Press(chord))
                }
            };
            false
        });
    });
    request.map(Intent::Keys)
}

/// True if something is typed into a field in this frame; false if something was and no field has the focus any more.
pub fn types(ctx: &Context, state: &State) -> Option<bool> {
    let is_typed = |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_) | Event::Key { pressed: true, .. });
    if !ctx.text_edit_focused() {
        return (state.shell.types_until > 0).then_some(false);
    }
    ctx.input(|input| input.events.iter().any(is_typed)).then_some(true)
}

/// The chord of a key event as the settings spell it: by its symbol, without the Shift that types it, or by its name.
fn plainest(key: Key, modifiers: Modifiers) -> Chord {
    let by_symbol = chords(key, modifiers).nth(2).filter(|chord| chord.key.is_ascii());
    by_symbol.unwrap_or_else(|| chord(key.name(), modifiers))
}

fn is_modifier(key: Key) -> bool {
    let sides = [Key::ShiftLeft, Key::ControlLeft, Key::AltLeft, Key::SuperLeft];
    sides.contains(&key) || [Key::ShiftRight, Key::ControlRight, Key::AltRight, Key::SuperRight].contains(&key)
}

fn is_letter(key: Key) -> bool {
    let name = key.name().as_bytes();
    name.len() == 1 && name[0].is_ascii_alphabetic()
}

/// The menu that Alt and a letter open, by logical or else physical key. On macOS, Alt types characters of its own.
fn menu_pressed(key: Key, physical_key: Option<Key>, modifiers: Modifiers) -> Option<Menu> {
    let alt = modifiers.alt && !modifiers.ctrl && !modifiers.command && !modifiers.shift;
    if !alt || cfg!(target_os = "macos") {
        return None;
    }
    commands::command::menu_of_letter(key.name()).or_else(|| commands::command::menu_of_letter(physical_key?.name()))
}

/// The chords that a key event can mean: by key and by symbol; for a symbol or digit also without the Shift that types
/// it, as on AZERTY layouts.
fn chords(key: Key, modifiers: Modifiers) -> impl Iterator<Item = Chord> {
    let symbol = if key == Key::Minus { "-" } else { key.symbol_or_name() };
    let shifted = symbol.chars().count() == 1 && !symbol.chars().any(char::is_alphabetic);
    let unshifted = shifted.then(|| chord(symbol, Modifiers { shift: false, ..modifiers }));
    [chord(key.name(), modifiers), chord(symbol, modifiers)].into_iter().chain(unshifted)
}

fn chord(key: &str, modifiers: Modifiers) -> Chord {
    let (ctrl, alt) = held(key, modifiers, cfg!(target_os = "macos"));
    Chord { ctrl, alt, shift: modifiers.shift, key: key.to_owned() }
}

/// Modifiers Ctrl and Alt of a chord, as [`Chord`] has them, of what is held with a key.
pub fn held(key: &str, modifiers: Modifiers, mac: bool) -> (bool, bool) {
    let Modifiers { alt, ctrl, mac_cmd, command, .. } = modifiers;
    let is_arrow = ["Left", "Right", "Up", "Down"].contains(&key);
    match mac {
        false => (command, alt),
        true if is_arrow && ctrl && mac_cmd => (alt, true),
        true if is_arrow => (command, false),
        true => (command, ctrl),
    }
}

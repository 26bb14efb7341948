//! Keys: the defaults are valid, and those of the settings override them.

use std::collections::HashSet;

use gainsay::app::commands;
use gainsay::app::shell::keymap::{Chord, Keymap};
use gainsay::storage::settings::Settings;

#[test]
fn the_default_keys_are_chords_and_do_not_clash() {
    let mut seen = HashSet::new();
    for command in commands::all() {
        for keys in command.keys {
            let chord = Chord::parse(keys).unwrap();
            assert!(seen.insert(chord), "{keys} is given twice, the second time to {}", command.id);
        }
    }
    let keymap = Keymap::new(&Settings::default());
    assert!(keymap.complaints().is_empty(), "{:?}", keymap.complaints());
}

#[test]
fn own_keys_come_before_the_defaults_and_clashes_are_told() {
    let mut settings = Settings::default();
    settings.keys.insert("mark.claim".to_owned(), vec!["Q".to_owned(), "Ctrl+Alt+Shift+F5".to_owned()]);
    settings.keys.insert("mark.denial".to_owned(), vec!["q".to_owned()]);
    settings.keys.insert("mark.nothing".to_owned(), vec!["x".to_owned()]);
    settings.keys.insert("mark.note".to_owned(), vec!["Hyper+x".to_owned()]);
    settings.keys.insert("mark.tags".to_owned(), vec!["1".to_owned()]);
    let keymap = Keymap::new(&settings);
    let command = |chord: &str| keymap.command(&Chord::parse(chord).unwrap()).map(|command| command.id);
    assert_eq!(command("Q"), Some("mark.claim"));
    assert_eq!(command("Ctrl+Alt+Shift+F5"), Some("mark.claim"));
    assert_eq!(command("1"), Some("mark.tags"), "a key of one's own is taken from its default");
    assert_eq!(command("2"), None, "a command with keys of one's own loses its defaults");
    let complaints = keymap.complaints().join("\n");
    for part in ["mark.denial", "mark.nothing", "Hyper"] {
        assert!(complaints.contains(part), "{part} is not in {complaints}");
    }
}

#[test]
fn keys_given_to_a_command_under_its_old_id_hold() {
    let mut settings = Settings::default();
    settings.keys.insert("file.save_elsewhere".to_owned(), vec!["Ctrl+Alt+S".to_owned()]);
    settings.keys.insert("mark.put".to_owned(), Vec::new());
    let keymap = Keymap::new(&settings);
    assert!(keymap.complaints().is_empty(), "{:?}", keymap.complaints());
    let command = |chord: &str| keymap.command(&Chord::parse(chord).unwrap()).map(|command| command.id);
    assert_eq!(command("Ctrl+Alt+S"), Some("file.save_as"));
    assert_eq!(command("Ctrl+Shift+S"), None, "a command with keys of one's own loses its defaults");
    assert_eq!(command("P"), None, "a command can be left without keys");
}

#[test]
fn single_keys_can_be_switched_off() {
    let settings = Settings { single_keys: false, ..Settings::default() };
    let keymap = Keymap::new(&settings);
    for command in commands::all() {
        for chord in keymap.chords(command) {
            assert!(!chord.is_single_character(), "{chord} still runs {}", command.id);
        }
    }
    assert!(keymap.command(&Chord::parse("Ctrl+S").unwrap()).is_some());
}

#[test]
fn macos_shows_and_reads_its_own_modifiers() {
    use egui::Modifiers;
    use gainsay::ui::keys::held;
    let shown = [
        ("Ctrl+S", "⌘S"),
        ("Ctrl+Shift+Z", "⇧⌘Z"),
        ("Ctrl+,", "⌘,"),
        ("Ctrl+Alt+P", "^⌘P"),
        ("Alt+Right", "^⌘→"),
        ("Alt+Shift+Left", "^⇧⌘←"),
        ("Ctrl+Alt+Up", "^Option+⌘↑"),
        ("Shift+F3", "⇧F3"),
        ("S", "S"),
    ];
    for (chord, mac) in shown {
        let parsed = Chord::parse(chord).unwrap();
        assert_eq!(parsed.shown(true), mac);
        assert_eq!(Chord::parse(&parsed.spelled()), Ok(parsed));
    }
    // No two commands are shown with the same keys there.
    let keymap = Keymap::new(&Settings::default());
    let all: Vec<String> =
        commands::all().flat_map(|command| keymap.chords(command)).map(|chord| chord.shown(true)).collect();
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());

    let command = Modifiers { mac_cmd: true, command: true, ..Modifiers::NONE };
    let (control, option) = (Modifiers::CTRL, Modifiers::ALT);
    for (key, modifiers, chord) in [
        ("S", command, (true, false)),
        ("P", command | control, (true, true)),
        ("Right", command | control, (false, true)),
        ("Right", command | control | option, (true, true)),
        // By word, between desktops, to the end of the line.
        ("Right", option, (false, false)),
        ("Right", control, (false, false)),
        ("Right", command, (true, false)),
    ] {
        assert_eq!(held(key, modifiers, true), chord, "{key} {modifiers:?}");
    }
    assert_eq!(held("Right", Modifiers::ALT, false), (false, true));
    assert_eq!(held("Right", Modifiers::CTRL | Modifiers::COMMAND, false), (true, false));
}

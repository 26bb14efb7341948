//! Keys that the manual names, as they are in force: on this system, and as the person has changed them.

use std::sync::LazyLock;

use crate::app::shell::keymap::{Chord, Keymap};
use crate::storage::settings::Settings;

static DEFAULTS: LazyLock<Keymap> = LazyLock::new(|| Keymap::new(&Settings::default()));

/// A key of the manual as it is now, or the name of a command that has none any more; nothing for other code.
pub fn in_force(keymap: &Keymap, code: &str) -> Option<String> {
    let chord = Chord::parse(code).ok()?;
    let Some(command) = DEFAULTS.command(&chord) else {
        return (chord.ctrl || chord.alt).then(|| chord.to_string());
    };
    if keymap.command(&chord) == Some(command) {
        return Some(chord.to_string());
    }
    let shown = keymap.shown(command);
    Some(if shown.is_empty() { command.title.trim_end_matches('…').to_owned() } else { shown })
}

#[cfg(test)]
mod tests {
    use super::in_force;
    use crate::app::shell::keymap::{Chord, Keymap};
    use crate::storage::settings::Settings;

    #[test]
    fn keys_are_named_as_they_are_in_force() {
        let mut settings = Settings::default();
        settings.keys.insert("mark.claim".to_owned(), vec!["Q".to_owned()]);
        settings.keys.insert("mark.note".to_owned(), Vec::new());
        let keymap = Keymap::new(&settings);
        let shown = |chord: &str| Chord::parse(chord).unwrap().to_string();
        for (code, now) in [
            ("1", Some("Q".to_owned())),
            ("N", Some("Note".to_owned())),
            ("S", Some("S".to_owned())),
            ("Ctrl+O", Some(shown("Ctrl+O"))),
            ("Ctrl+A", Some(shown("Ctrl+A"))),
            ("jsonl", None),
            ("gainsay check", None),
            ("-", None),
        ] {
            assert_eq!(in_force(&keymap, code), now, "{code}");
        }
    }
}

//! The table of keys that `gainsay keys` prints.

use crate::app::commands;
use crate::app::commands::command::MENUS;
use crate::app::shell::keymap::Keymap;
use crate::storage::settings::Settings;

/// The keys in force, one line per command, by menu.
pub fn key_table(settings: &Settings) -> String {
    let keymap = Keymap::new(settings);
    let mut table = String::new();
    for (menu, name) in MENUS {
        table.push_str(&format!("{name}\n"));
        for command in commands::all().filter(|command| command.menu == *menu) {
            let chords: Vec<String> = keymap.chords(command).iter().map(ToString::to_string).collect();
            table.push_str(&format!("  {:<22} {:<24} {}\n", chords.join("  "), command.id, command.help));
        }
    }
    table
}

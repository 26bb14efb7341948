//! The house keeps its walls: imports go one way, registries are sound, files stay readable.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use gainsay::app::commands::{self, MENUS};
use gainsay::app::keymap::{Chord, Keymap};
use gainsay::model::check::CHECKS;
use gainsay::model::kind::{KINDS, Kind, Rgb, UNKNOWN_KIND};
use gainsay::model::role::{ROLES, allowed};
use gainsay::storage::settings::Settings;

/// What each layer may import, besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("articles", &["model"]),
    ("interchange", &["model", "articles"]),
    ("storage", &["model"]),
    ("app", &["model", "articles", "interchange", "storage"]),
    ("ui", &["model", "articles", "interchange", "storage", "app"]),
    ("cli", &["model", "articles", "interchange", "storage", "app"]),
];

/// Crates that only one layer may name.
const CRATES: &[(&str, &str)] = &[
    ("egui", "ui"),
    ("eframe", "ui"),
    ("winit", "ui"),
    ("notify", "storage"),
    ("rfd", "ui"),
    ("accesskit", "ui"),
    ("clap", "cli"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The layer of a source file: the first folder below `src`, or the file's own name.
fn layer(path: &Path) -> String {
    let first = path.strip_prefix(root().join("src")).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_go_one_way() {
    for path in sources(&root().join("src")) {
        let layer = layer(&path);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(layer == "lib" || layer == "main", "{} is in no layer", path.display());
            continue;
        };
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for import in code.split("crate::").skip(1) {
                let target: String = import.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(
                    target == layer || allowed.contains(&target.as_str()),
                    "{}:{}: {layer} may not import {target}",
                    path.display(),
                    number + 1
                );
            }
            for (name, only) in CRATES {
                let named = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *name);
                let path_like = code.contains(&format!("{name}::"));
                assert!(
                    !(named && path_like) || layer == *only,
                    "{}:{}: only {only} may use {name}",
                    path.display(),
                    number + 1
                );
            }
            if ["model", "articles", "interchange", "app"].contains(&layer.as_str()) {
                assert!(!code.contains("std::fs"), "{}:{}: no file system here", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn no_file_has_more_than_one_purpose() {
    for folder in ["src", "tests", "benches"] {
        for path in sources(&root().join(folder)) {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 800, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn every_file_says_why_it_is_there() {
    for path in sources(&root().join("src")) {
        let source = std::fs::read_to_string(&path).unwrap();
        assert!(source.starts_with("//!"), "{} has no first line", path.display());
    }
}

fn all_different<'a>(what: &str, ids: impl Iterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for id in ids {
        assert!(!id.is_empty(), "an empty {what}");
        assert!(seen.insert(id), "the {what} {id:?} is there twice");
    }
}

#[test]
fn the_tables_are_sound() {
    all_different("kind", KINDS.iter().map(|row| row.id));
    all_different("glyph", KINDS.iter().map(|row| row.glyph).chain([UNKNOWN_KIND.glyph]));
    all_different("kind's key", KINDS.iter().map(|row| row.key));
    all_different("role", ROLES.iter().map(|row| row.id));
    all_different("check", CHECKS.iter().map(|row| row.id));
    all_different("command", commands::all().map(|row| row.id));
    all_different("command's title", commands::all().map(|row| row.title));
    for command in commands::all() {
        assert!(MENUS.iter().any(|(menu, _)| *menu == command.menu), "{} is in no menu", command.id);
        assert!(!command.help.is_empty() && !command.help.ends_with('.'), "{}: help {:?}", command.id, command.help);
    }
    for row in KINDS {
        assert!(commands::by_id(row.command).is_some_and(|command| command.title == row.command_title));
    }
}

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
fn what_may_link_to_what() {
    let roles =
        |from: &str, to: &str| -> Vec<&str> { allowed(&Kind::new(from), &Kind::new(to)).map(|row| row.id).collect() };
    assert_eq!(roles("denial", "claim"), ["rebuts"]);
    assert_eq!(roles("denial", "denial"), ["rebuts", "restates"]);
    assert_eq!(roles("evidence", "claim"), ["rebuts", "supports"]);
    assert_eq!(roles("claim", "claim"), ["rebuts", "supports", "restates"]);
    assert_eq!(roles("claim", "denial"), [""; 0]);
    assert_eq!(roles("claim", "evidence"), [""; 0]);
    assert_eq!(roles("rumour", "rumour"), ["restates"]);
}

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance([r, g, b]: Rgb) -> f64 {
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// Contrast ratio (WCAG 2.2, "contrast ratio").
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_lines_of_every_kind_can_be_seen() {
    let rgb = |colour: egui::Color32| [colour.r(), colour.g(), colour.b()];
    for (palette, dark) in [(&gainsay::ui::theme::LIGHT, false), (&gainsay::ui::theme::DARK, true)] {
        for row in KINDS.iter().chain([&UNKNOWN_KIND]) {
            let look = if dark { row.dark } else { row.light };
            let text = contrast(rgb(palette.text), look.fill);
            assert!(text >= 4.5, "{}: text on its fill has {text:.2} (dark: {dark})", row.id);
            let line = contrast(look.line, rgb(palette.page));
            assert!(line >= 3.0, "{}: its line on the page has {line:.2} (dark: {dark})", row.id);
        }
        for (name, front, back) in [
            ("text on page", palette.text, palette.page),
            ("text on card", palette.text, palette.card),
            ("text on the selection", palette.text, palette.selection),
            ("weak on panel", palette.weak, palette.panel),
            ("weak on card", palette.weak, palette.card),
            ("weak on raised", palette.weak, palette.raised),
            ("warning on card", palette.warning, palette.card),
            ("error on card", palette.error, palette.card),
            ("error on panel", palette.error, palette.panel),
        ] {
            let ratio = contrast(rgb(front), rgb(back));
            assert!(ratio >= 4.5, "{name} has {ratio:.2} (dark: {dark})");
        }
    }
}

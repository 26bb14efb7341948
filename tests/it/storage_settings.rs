//! The settings file: written and read again, from earlier versions, and broken.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use gainsay::model::extra::Extra;
use gainsay::model::paper::Paper;
use gainsay::storage::settings::{
    Contrast, Folders, MAX_RECENT, Motion, SETTINGS, Settings, SettingsFile, Theme, WELCOME, read, write,
};

fn folders() -> (tempfile::TempDir, Folders) {
    let home = tempfile::tempdir().expect("a folder for the test");
    let folders = Folders::at(home.path().join("home"));
    (home, folders)
}

fn written(folders: &Folders, text: &str) {
    let path = folders.settings_file();
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(path, text).expect("the settings");
}

#[test]
fn without_a_file_the_defaults_are_used_and_nothing_is_written() {
    let (_home, folders) = folders();
    let (_, settings, error) = SettingsFile::open(&folders);
    assert!(error.is_none());
    assert_eq!(settings, Settings { hints: vec![WELCOME.to_owned()], ..Settings::default() });
    assert!((settings.serif, settings.single_keys, settings.text_size) == (true, true, 18.0));
    assert!(!folders.settings_file().exists());
}

#[test]
fn settings_come_back_as_they_were() {
    let (_home, folders) = folders();
    let (mut file, mut settings, _) = SettingsFile::open(&folders);
    settings.creator = "K. \"D\" \u{202e}\\".to_owned();
    settings.theme = Theme::Dark;
    settings.serif = false;
    settings.text_size = 21.5;
    settings.single_keys = false;
    settings.keys.insert("mark.claim".to_owned(), vec!["C".to_owned(), "Ctrl+\\".to_owned()]);
    settings.keys.insert("mark.denial".to_owned(), Vec::new());
    settings.panel_width = Some(320.25);
    settings.editor_height = Some(280.5);
    settings.recent = vec![PathBuf::from("/a/new \"lines\"\n.txt"), PathBuf::from("/b")];
    let mut extra = Extra::default();
    extra.push("later", "Some((a: 1))");
    settings.extra = extra;
    file.save(&settings).expect("saved");
    let (_, again, error) = SettingsFile::open(&folders);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(again, settings);
    file.save(&Settings { recent: Vec::new(), ..settings.clone() }).expect("saved again");
    assert_eq!(SettingsFile::open(&folders).1.recent, [] as [PathBuf; 0]);
}

/// A settings file with every setting.
const EVERY: &str = r#"(
    creator: "Ida Holm",
    theme: "dark",
    serif: false,
    typeface: "Source Serif",
    text_size: 18.5,
    line_height: 160.0,
    column: 60.0,
    contrast: "high",
    text_scale: false,
    motion: "reduced",
    paper: "letter",
    zoom: 1.1,
    hide_boilerplate: true,
    snap: false,
    citation: "markdown",
    single_keys: false,
    keys: {
        "mark.claim": ["Q", "1"],
        "mark.denial": [],
    },
    panel_width: 380.0,
    sidebar_width: 300.0,
    editor_height: 320.25,
    export_format: "csv",
    project_format: "md",
    export_mark: true,
    recent: [
        "/home/ida/story.txt",
        "/home/ida/other.txt",
    ],
    recent_folders: [
        "/home/ida/trams",
    ],
    hints: ["link", "ledger"],
    later: Some((a: 1)),
)
"#;

#[test]
fn every_setting_is_read_and_written_as_it_was() {
    let settings = read(Path::new("settings.ron"), EVERY.into()).unwrap();
    assert_eq!((settings.creator.as_str(), settings.theme, settings.serif), ("Ida Holm", Theme::Dark, false));
    assert_eq!((settings.text_size, settings.zoom), (18.5, 1.1));
    assert_eq!((settings.typeface.as_str(), settings.line_height, settings.column), ("Source Serif", 160.0, 60.0));
    assert_eq!((settings.contrast, settings.text_scale), (Contrast::High, false));
    assert_eq!((settings.motion, settings.paper), (Motion::Reduced, Paper::Letter));
    assert_eq!((settings.hide_boilerplate, settings.single_keys, settings.export_mark), (true, false, true));
    assert_eq!(settings.keys["mark.claim"], ["Q", "1"]);
    assert_eq!((settings.panel_width, settings.editor_height), (Some(380.0), Some(320.25)));
    assert_eq!((settings.export_format.as_str(), settings.recent.len()), ("csv", 2));
    assert_eq!(write(&settings), EVERY);
}

#[test]
fn every_setting_has_a_row_of_its_own() {
    let ids: HashSet<&str> = SETTINGS.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), SETTINGS.len());
    // Each row leads to a field of its own: the file with all fields has a line for each.
    assert!(SETTINGS.iter().all(|row| EVERY.contains(&format!("    {}: ", row.id))));
    assert!(SETTINGS.iter().all(|row| !row.help.is_empty() && !row.help.ends_with('.')));
}

#[test]
fn missing_settings_have_their_defaults() {
    let (_home, folders) = folders();
    written(&folders, "\u{feff}// by hand\n(text_size: 20, theme: \"light\")");
    let (_, settings, error) = SettingsFile::open(&folders);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(settings, Settings { text_size: 20.0, theme: Theme::Light, ..Settings::default() });
}

#[test]
fn a_broken_file_is_reported_and_never_overwritten() {
    let (_home, folders) = folders();
    for (text, words) in [
        ("(\n    theme: \"purple\",\n)", "line 2, column"),
        ("(serif: maybe)", "line 1, column"),
        ("(serif: true, serif: false)", "serif"),
        ("(keys: {\"mark.claim\": [\"1\"], \"mark.claim\": [\"2\"]})", "twice"),
        ("(text_size: -4)", "from 8 to 72"),
        ("(text_size: NaN)", "from 8 to 72"),
        ("(creator: \"cut", "line 1, column"),
        ("", "line 1, column"),
    ] {
        written(&folders, text);
        let (mut file, settings, error) = SettingsFile::open(&folders);
        let message = error.expect("it is broken").to_string();
        assert!(message.contains(words), "{words:?} is not in: {message}");
        assert!(message.contains(&folders.settings_file().display().to_string()), "no path: {message}");
        assert!(message.contains("defaults are used"), "{message}");
        assert_eq!(settings, Settings::default());
        file.save(&Settings { serif: false, ..settings }).expect("nothing is to be done");
        assert_eq!(fs::read_to_string(folders.settings_file()).expect("it is there"), text);
    }
    fs::write(folders.settings_file(), b"(creator: \"\xff\")").expect("not text");
    assert!(SettingsFile::open(&folders).2.is_some_and(|error| error.to_string().contains("UTF-8")));
    fs::remove_file(folders.settings_file()).expect("removed");
    fs::create_dir(folders.settings_file()).expect("a folder in its place");
    assert!(SettingsFile::open(&folders).2.is_some_and(|error| error.to_string().contains("is a folder")));
}

#[test]
fn recent_files_are_limited_and_unique() {
    let mut settings = Settings::default();
    for number in 0..15 {
        settings.remember(Path::new(&format!("/{number}")));
    }
    settings.remember(Path::new("/12"));
    assert_eq!(settings.recent.len(), MAX_RECENT);
    assert_eq!(settings.recent[..3], [PathBuf::from("/12"), PathBuf::from("/14"), PathBuf::from("/13")]);
}

#[test]
fn the_sample_is_copied_once_and_then_left_alone() {
    let (_home, folders) = folders();
    let contents: [(&str, &[u8]); 2] = [("story.txt", b"text"), ("story.txt.ron", b"marks")];
    let folder = folders.sample_copy("sample", &contents).expect("copied");
    assert!(folder.starts_with(folders.data_folder()));
    assert_eq!(fs::read(folder.join("story.txt")).expect("it is there"), b"text");
    fs::write(folder.join("story.txt.ron"), "worked on").expect("a change");
    assert_eq!(folders.sample_copy("sample", &contents).expect("no harm"), folder);
    assert_eq!(fs::read(folder.join("story.txt.ron")).expect("it is there"), b"worked on");

    let in_the_way = Folders::at(folder.join("story.txt"));
    let error = in_the_way.sample_copy("sample", &contents).expect_err("a file for a folder");
    assert!(error.to_string().contains("was not saved"), "{error}");
}

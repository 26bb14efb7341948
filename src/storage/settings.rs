//! What a person has set, and the folders it lies in.
//!
//! `settings.ron` is made to be read and changed by hand, so a mistake in it costs nothing: the file is left as it is, and
//! the defaults hold until it is put right.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize as _;
use serde::de::Error as _;
use thiserror::Error;

use crate::model::extra::Extra;
use crate::storage::files::{self, FileError, SaveError};
use crate::storage::record::{Number, Words, record};
use crate::storage::replace;
use crate::storage::writer::{raw, string};

/// The environment variable that names one folder for settings and data instead of the system's two.
pub const HOME_VARIABLE: &str = "GAINSAY_HOME";

/// The name of the settings file in its folder.
pub const FILE_NAME: &str = "settings.ron";

/// The most recent files that are remembered.
pub const MAX_RECENT: usize = 10;

/// The sizes of text that can be set, in points.
pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 8.0..=72.0;

/// The magnifications that can be set.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// The longest settings file that is read, in bytes: 1 MiB.
const LIMIT: u64 = 1 << 20;

/// Light on dark or dark on light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Every theme with its id in the file, in the order they are offered.
pub const THEMES: &[(&str, Theme)] = &[("system", Theme::System), ("light", Theme::Light), ("dark", Theme::Dark)];

/// What a person has set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Who annotates: the system's user name at first.
    pub creator: String,
    /// The theme.
    pub theme: Theme,
    /// True if the article is in a serif face.
    pub serif: bool,
    /// The size of the article's text in points; within [`TEXT_SIZES`].
    pub text_size: f32,
    /// By how much everything is magnified; within [`ZOOMS`].
    pub zoom: f32,
    /// True if lines that are no part of the article are hidden instead of dimmed.
    pub hide_boilerplate: bool,
    /// True if single letters and digits are commands (WCAG 2.2, 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
    /// The person's own keys: ids of commands with their chords, which take the place of the default ones.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The width of the side panel in points, if it was ever changed.
    pub panel_width: Option<f32>,
    /// Height of the editor below the list of marks in points; `None` for its natural height.
    pub editor_height: Option<f32>,
    /// The id of the format exported to last; empty if none was yet.
    pub export_format: String,
    /// True if tables are exported for Excel, with a byte-order mark.
    pub export_mark: bool,
    /// The files opened last, the last one first; at most [`MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// What else the file says, kept.
    pub extra: Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            creator: whoami::username().unwrap_or_default(),
            theme: Theme::default(),
            serif: true,
            text_size: 18.0,
            zoom: 1.0,
            hide_boilerplate: false,
            single_keys: true,
            keys: BTreeMap::new(),
            panel_width: None,
            editor_height: None,
            export_format: String::new(),
            export_mark: false,
            recent: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl Settings {
    /// Puts a file at the head of the recent ones. One whose name is not Unicode cannot be written down, and is not taken.
    pub fn remember(&mut self, file: &Path) {
        if file.to_str().is_some() {
            self.recent.retain(|other| other != file);
            self.recent.insert(0, file.to_owned());
            self.recent.truncate(MAX_RECENT);
        }
    }
}

/// Where settings and data lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Folders {
    /// The folder that [`HOME_VARIABLE`] names, if it does; else those the system has for this (on Linux, as the XDG Base
    /// Directory Specification says). `None` if it has none, as for a user without a home.
    pub fn of_system() -> Option<Self> {
        match std::env::var_os(HOME_VARIABLE).filter(|home| !home.is_empty()) {
            Some(home) => Some(Self::at(home)),
            None => {
                let folders = directories::ProjectDirs::from("", "", "gainsay")?;
                Some(Self { config: folders.config_dir().to_owned(), data: folders.data_dir().to_owned() })
            }
        }
    }

    /// One folder for both.
    pub fn at(home: impl AsRef<OsStr>) -> Self {
        let home = PathBuf::from(home.as_ref());
        Self { config: home.clone(), data: home }
    }

    /// The settings file; it may not be there yet.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join(FILE_NAME)
    }

    /// Where the program keeps what it makes for the person; it may not be there yet.
    pub fn data_folder(&self) -> &Path {
        &self.data
    }

    /// Puts files, by name, into the folder `name` of the data folder, and returns that. Those that are there already are
    /// left as they are: they may have been worked on.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn sample_copy(&self, name: &str, contents: &[(&str, &[u8])]) -> Result<PathBuf, SaveError> {
        let folder = self.data.join(name);
        fs::create_dir_all(&folder).map_err(|source| SaveError::System { path: folder.clone(), source })?;
        for (file, bytes) in contents {
            match replace::save(&folder.join(file), bytes, None) {
                Ok(_) | Err(SaveError::Exists { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(folder)
    }
}

/// What is wrong with the settings file, which is left as it is.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// It cannot be read.
    #[error("The settings could not be read, so the defaults are used: {0}")]
    File(#[from] FileError),
    /// It is not text.
    #[error("{} is not UTF-8 text. The defaults are used, and the file stays as it is until you correct it", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// It says something that is not understood.
    #[error(
        "{} cannot be understood: line {line}, column {column}: {what}. The defaults hold, and the file is left as it is \
         until you correct it",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line of the mistake, counted from 1.
        line: usize,
        /// The column there, in characters, counted from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
}

/// The settings file during one session.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// True if it could not be read: then it is never written to.
    broken: bool,
    /// What it holds, as far as is known.
    written: Option<String>,
}

impl SettingsFile {
    /// Reads the settings. Where there is no file yet, or a broken one, the defaults are returned; a broken one is also
    /// told of, and will not be written over as long as this lives.
    pub fn open(folders: &Folders) -> (Self, Settings, Option<SettingsError>) {
        let path = folders.settings_file();
        match load(&path) {
            Ok(Some(settings)) => {
                let written = Some(write(&settings));
                (Self { path, broken: false, written }, settings, None)
            }
            Ok(None) => (Self { path, broken: false, written: None }, Settings::default(), None),
            Err(error) => (Self { path, broken: true, written: None }, Settings::default(), Some(error)),
        }
    }

    /// Writes the settings, in one step, if they differ from what is there. Of two running programs the last one wins.
    ///
    /// # Errors
    /// If the system refuses. With a broken file nothing is written, and that is no error: it was told of on opening.
    pub fn save(&mut self, settings: &Settings) -> Result<(), SaveError> {
        let text = write(settings);
        if self.broken || self.written.as_ref() == Some(&text) {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            let failed = |source: io::Error| SaveError::System { path: self.path.clone(), source };
            fs::create_dir_all(folder).map_err(failed)?;
        }
        replace::overwrite(&self.path, text.as_bytes())?;
        self.written = Some(text);
        Ok(())
    }
}

record! {
    /// The settings as the file spells them.
    Twin {}
    optional {
        creator: Words<'de>,
        theme: ThemeName,
        serif: bool,
        text_size: Size,
        zoom: Zoom,
        hide_boilerplate: bool,
        single_keys: bool,
        keys: Keys,
        panel_width: Number,
        editor_height: Number,
        export_format: Words<'de>,
        export_mark: bool,
        recent: Vec<Words<'de>>,
    }
}

#[derive(Debug)]
pub(in crate::storage) struct ThemeName(Theme);

impl<'de> serde::Deserialize<'de> for ThemeName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Words::deserialize(deserializer)?;
        let row = THEMES.iter().find(|(id, _)| **id == *name);
        let known: Vec<&str> = THEMES.iter().map(|(id, _)| *id).collect();
        let unknown = || D::Error::custom(format_args!("the theme is one of {}, not {:?}", known.join(", "), &*name));
        row.map(|(_, theme)| Self(*theme)).ok_or_else(unknown)
    }
}

#[derive(Debug)]
pub(in crate::storage) struct Size(f32);

impl<'de> serde::Deserialize<'de> for Size {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        within(deserializer, &TEXT_SIZES, "the size of the text").map(Self)
    }
}

#[derive(Debug)]
pub(in crate::storage) struct Zoom(f32);

impl<'de> serde::Deserialize<'de> for Zoom {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        within(deserializer, &ZOOMS, "the magnification").map(Self)
    }
}

fn within<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
    range: &std::ops::RangeInclusive<f32>,
    what: &str,
) -> Result<f32, D::Error> {
    let Number(number) = Number::deserialize(deserializer)?;
    let wrong = || D::Error::custom(format_args!("{what} is from {} to {}, not {number}", range.start(), range.end()));
    Some(number as f32).filter(|number| range.contains(number)).ok_or_else(wrong)
}

/// Keys by command, none of which may be there twice.
#[derive(Debug)]
pub(in crate::storage) struct Keys(BTreeMap<String, Vec<String>>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> serde::de::Visitor<'de> for Map {
            type Value = Keys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("commands with their keys")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<Keys, M::Error> {
                let mut keys = BTreeMap::new();
                while let Some((command, chords)) = map.next_entry::<String, Vec<String>>()? {
                    if keys.contains_key(&command) {
                        return Err(M::Error::custom(format_args!("the keys of {command:?} are there twice")));
                    }
                    keys.insert(command, chords);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

fn load(path: &Path) -> Result<Option<Settings>, SettingsError> {
    let bytes = match files::read_bytes(path, LIMIT) {
        Ok((bytes, _)) => bytes,
        Err(error) if error.is_missing() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    read(path, bytes).map(Some)
}

/// Reads the settings from a file's bytes; `path` is for the messages.
///
/// # Errors
/// If they are not UTF-8, not RON, or say something that is not understood.
pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Settings, SettingsError> {
    let path = path.to_owned();
    let Ok(text) = String::from_utf8(bytes) else { return Err(SettingsError::NotUtf8 { path }) };
    let twin: Twin<'_> = ron::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
        let (line, column) = (error.span.end.line, error.span.end.col);
        SettingsError::Damaged { path, line, column, what: error.code.to_string() }
    })?;
    Ok(settings(twin))
}

fn settings(twin: Twin<'_>) -> Settings {
    let default = Settings::default();
    let mut extra = Extra::default();
    for (name, source) in twin.unknown.iter() {
        extra.push(name, source);
    }
    let points = |number: Option<Number>| {
        number.map(|Number(points)| points as f32).filter(|points| points.is_finite() && *points > 0.0)
    };
    Settings {
        creator: twin.creator.map_or(default.creator, String::from),
        theme: twin.theme.map_or(default.theme, |theme| theme.0),
        serif: twin.serif.unwrap_or(default.serif),
        text_size: twin.text_size.map_or(default.text_size, |size| size.0),
        zoom: twin.zoom.map_or(default.zoom, |zoom| zoom.0),
        hide_boilerplate: twin.hide_boilerplate.unwrap_or(default.hide_boilerplate),
        single_keys: twin.single_keys.unwrap_or(default.single_keys),
        keys: twin.keys.map_or(default.keys, |keys| keys.0),
        panel_width: points(twin.panel_width),
        editor_height: points(twin.editor_height),
        export_format: twin.export_format.map_or(default.export_format, String::from),
        export_mark: twin.export_mark.unwrap_or(default.export_mark),
        recent: twin.recent.into_iter().flatten().map(|file| String::from(file).into()).take(MAX_RECENT).collect(),
        extra,
    }
}

/// The settings file's text. All of it is written out, so that whoever opens it sees what can be set.
pub fn write(settings: &Settings) -> String {
    let mut out = String::from("(\n    creator: ");
    string(&mut out, &settings.creator, false);
    let theme = THEMES.iter().find(|(_, theme)| *theme == settings.theme).map_or("system", |(id, _)| id);
    out.push_str(&format!(",\n    theme: {theme:?},\n    serif: {},\n", settings.serif));
    out.push_str(&format!("    text_size: {:?},\n    zoom: {:?},\n", settings.text_size, settings.zoom));
    out.push_str(&format!("    hide_boilerplate: {},\n", settings.hide_boilerplate));
    out.push_str(&format!("    single_keys: {},\n", settings.single_keys));
    out.push_str("    keys: {");
    for (command, chords) in &settings.keys {
        out.push_str("\n        ");
        string(&mut out, command, false);
        out.push_str(": [");
        for (index, chord) in chords.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            string(&mut out, chord, false);
        }
        out.push_str("],");
    }
    out.push_str(if settings.keys.is_empty() { "},\n" } else { "\n    },\n" });
    for (name, points) in [("panel_width", settings.panel_width), ("editor_height", settings.editor_height)] {
        if let Some(points) = points {
            out.push_str(&format!("    {name}: {points:?},\n"));
        }
    }
    if !settings.export_format.is_empty() {
        out.push_str("    export_format: ");
        string(&mut out, &settings.export_format, false);
        out.push_str(",\n");
    }
    if settings.export_mark {
        out.push_str("    export_mark: true,\n");
    }
    out.push_str("    recent: [");
    for file in settings.recent.iter().filter_map(|file| file.to_str()) {
        out.push_str("\n        ");
        string(&mut out, file, false);
        out.push(',');
    }
    out.push_str(if settings.recent.is_empty() { "],\n" } else { "\n    ],\n" });
    for (name, source) in settings.extra.iter() {
        out.push_str("    ");
        raw(&mut out, name, source);
        out.push_str(",\n");
    }
    out.push_str(")\n");
    out
}

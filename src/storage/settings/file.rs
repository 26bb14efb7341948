//! The settings file.
//!
//! `settings.ron` is made to be read and changed by hand, so a mistake in it costs nothing: the file is left as it is, and
//! the defaults hold until it is corrected.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use thiserror::Error;

use super::folders::Folders;
use super::table::{SETTINGS, SettingRow, Value};
use super::{MAX_RECENT, Settings, WELCOME};
use crate::storage::files::{self, FileError, SaveError};
use crate::storage::record::{Number, Unknown, Words};
use crate::storage::replace;
use crate::storage::writer::{raw, string};

/// Largest settings file that is read, in bytes: 1 MiB.
const LIMIT: u64 = 1 << 20;

/// Mistake in the settings file, which is left as it is.
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
    /// It is not understood.
    #[error(
        "{} cannot be read: line {line}, column {column}: {what}. The defaults are used, and the file stays as it is until \
         you correct it",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, counted from 1.
        line: usize,
        /// Its column, in characters, counted from 1.
        column: usize,
        /// Expected or unexpected value.
        what: String,
    },
}

/// The settings file during one session.
#[derive(Debug)]
pub struct SettingsFile {
    path: PathBuf,
    /// True if it could not be read: then it is never written to.
    broken: bool,
    /// Its text, as far as is known.
    written: Option<String>,
}

impl SettingsFile {
    /// Reads the settings. Where there is no file yet, or a broken one, the defaults are returned, without a file with the
    /// [`WELCOME`] of a new person; a broken one is also reported, and will not be written over as long as this lives.
    pub fn open(folders: &Folders) -> (Self, Settings, Option<SettingsError>) {
        let path = folders.settings_file();
        match load(&path) {
            Ok(Some(settings)) => {
                let written = Some(write(&settings));
                (Self { path, broken: false, written }, settings, None)
            }
            Ok(None) => {
                let settings = Settings { hints: vec![WELCOME.to_owned()], ..Settings::default() };
                (Self { path, broken: false, written: None }, settings, None)
            }
            Err(error) => (Self { path, broken: true, written: None }, Settings::default(), Some(error)),
        }
    }

    /// Writes the settings, in one step, if they differ from those on disk. Of two running programs the last one wins.
    ///
    /// # Errors
    /// If the system refuses. A broken file is not written, and that is no error: it was reported on opening.
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
/// If they are not UTF-8, not RON, or not understood.
pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Settings, SettingsError> {
    let path = path.to_owned();
    let Ok(text) = String::from_utf8(bytes) else { return Err(SettingsError::NotUtf8 { path }) };
    let file: File = ron::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
        let (line, column) = (error.span.end.line, error.span.end.col);
        SettingsError::Damaged { path, line, column, what: error.code.to_string() }
    })?;
    Ok(file.0)
}

/// Settings as the file spells them: the fields of [`SETTINGS`], each at most once, and any others.
struct File(Settings);

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = File;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("settings")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<File, M::Error> {
                let mut settings = Settings::default();
                let (mut seen, mut unknown) = (HashSet::new(), Unknown::default());
                while let Some(name) = map.next_key::<&'de str>()? {
                    match SETTINGS.iter().find(|row| row.id == name) {
                        Some(row) if seen.insert(row.id) => map.next_value_seed(Place(row, &mut settings))?,
                        Some(row) => return Err(M::Error::duplicate_field(row.id)),
                        None => unknown.keep(name, &mut map)?,
                    }
                }
                unknown.iter().for_each(|(name, source)| settings.extra.push(name, source));
                Ok(File(settings))
            }
        }
        deserializer.deserialize_struct("Settings", &[], Fields)
    }
}

/// Place of a setting's value, which is read into it.
struct Place<'a>(&'static SettingRow, &'a mut Settings);

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(row, settings) = self;
        match &row.value {
            Value::Text(field) => *field(settings) = Words::deserialize(deserializer)?.into(),
            Value::Switch(field, _) => *field(settings) = bool::deserialize(deserializer)?,
            Value::Choice(names, _, set) => {
                let name = Words::deserialize(deserializer)?;
                let known: Vec<&str> = names.iter().map(|(id, _)| *id).collect();
                let unknown = || format!("{} is one of {}, not {:?}", row.id, known.join(", "), &*name);
                let at = known.iter().position(|id| **id == *name);
                set(settings, at.ok_or_else(|| D::Error::custom(unknown()))?);
            }
            Value::Number(field, bounds, _) => {
                let Number(number) = Number::deserialize(deserializer)?;
                let wrong = || format!("{} is from {} to {}, not {number}", row.id, bounds.start(), bounds.end());
                let within = Some(number as f32).filter(|number| bounds.contains(number));
                *field(settings) = within.ok_or_else(|| D::Error::custom(wrong()))?;
            }
            Value::Length(field) => {
                let Number(points) = Number::deserialize(deserializer)?;
                *field(settings) = Some(points as f32).filter(|points| points.is_finite() && *points > 0.0);
            }
            Value::Keys(field) => *field(settings) = Keys::deserialize(deserializer)?.0,
            Value::Ids(field) => *field(settings) = Vec::deserialize(deserializer)?,
            Value::Files(field) => {
                let files = Vec::<Words<'_>>::deserialize(deserializer)?;
                *field(settings) = files.into_iter().map(|file| String::from(file).into()).take(MAX_RECENT).collect();
            }
        }
        Ok(())
    }
}

/// Keys by command, none of which may be there twice.
struct Keys(BTreeMap<String, Vec<String>>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("commands with their keys")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Keys, M::Error> {
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

/// Text of the settings file. It has nearly every setting, so that whoever opens it sees what can be set.
pub fn write(settings: &Settings) -> String {
    let (mut settings, mut default) = (settings.clone(), Settings::default());
    let mut out = String::from("(\n");
    for row in SETTINGS {
        let Some(value) = value(row, &mut settings) else { continue };
        if !row.brief || Some(&value) != self::value(row, &mut default).as_ref() {
            out.push_str(&format!("    {}: {value},\n", row.id));
        }
    }
    for (name, source) in settings.extra.iter() {
        out.push_str("    ");
        raw(&mut out, name, source);
        out.push_str(",\n");
    }
    out.push_str(")\n");
    out
}

/// Value of a setting as the file spells it, if it has one.
fn value(row: &SettingRow, settings: &mut Settings) -> Option<String> {
    let mut out = String::new();
    match &row.value {
        Value::Text(field) => string(&mut out, field(settings), false),
        Value::Switch(field, _) => out = field(settings).to_string(),
        Value::Choice(names, get, _) => string(&mut out, names.get(get(settings))?.0, false),
        Value::Number(field, ..) => out = format!("{:?}", field(settings)),
        Value::Length(field) => out = format!("{:?}", (*field(settings))?),
        Value::Keys(field) => {
            let rows = field(settings).iter().map(|(command, chords)| {
                let mut row = String::new();
                string(&mut row, command, false);
                row.push_str(": ");
                row + &line(chords)
            });
            out = block(rows, '{', '}');
        }
        Value::Ids(field) => out = line(field(settings)),
        Value::Files(field) => {
            let rows = field(settings).iter().filter_map(|file| file.to_str()).map(|file| {
                let mut row = String::new();
                string(&mut row, file, false);
                row
            });
            out = block(rows, '[', ']');
        }
    }
    Some(out)
}

/// Texts in brackets, on one line.
fn line(items: &[String]) -> String {
    let mut out = String::from("[");
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        string(&mut out, item, false);
    }
    out + "]"
}

/// Rows between brackets, each on a line of its own.
fn block(rows: impl Iterator<Item = String>, open: char, close: char) -> String {
    let lines: String = rows.map(|row| format!("\n        {row},")).collect();
    if lines.is_empty() { format!("{open}{close}") } else { format!("{open}{lines}\n    {close}") }
}

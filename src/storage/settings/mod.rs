//! Settings of the person: their values, the table that describes them, and the file that keeps them.

mod file;
mod folders;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::extra::Extra;

pub use file::{SettingsError, SettingsFile, read, write};
pub use folders::{FILE_NAME, Folders, HOME_VARIABLE};
pub use table::{SETTINGS, SettingRow, Value};

/// Most recent files that are remembered.
pub const MAX_RECENT: usize = 10;

/// Text sizes that can be set, in points.
pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 8.0..=72.0;

/// Zoom factors that can be set.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// Light or dark colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// That of the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Every theme with its id in the file and its name on the screen, in the order they are offered.
pub const THEMES: &[(&str, Theme, &str)] =
    &[("system", Theme::System, "System"), ("light", Theme::Light, "Light"), ("dark", Theme::Dark, "Dark")];

/// Values of all settings; [`SETTINGS`] describes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name of the annotator: at first the system's user name.
    pub creator: String,
    /// The theme.
    pub theme: Theme,
    /// True if articles are set in a serif typeface.
    pub serif: bool,
    /// Size of the article's text in points, within [`TEXT_SIZES`].
    pub text_size: f32,
    /// Zoom factor of the whole window, within [`ZOOMS`].
    pub zoom: f32,
    /// True if lines that are no part of the article are hidden instead of dimmed.
    pub hide_boilerplate: bool,
    /// True if single letters and digits are commands (WCAG 2.2, 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
    /// The person's own keys: ids of commands with their chords, which take the place of the default ones.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Width of the side panel in points, if it was ever changed.
    pub panel_width: Option<f32>,
    /// Height of the editor below the list of marks in points; `None` for its natural height.
    pub editor_height: Option<f32>,
    /// Id of the format exported to last; empty if there was none.
    pub export_format: String,
    /// True if tables are exported with a byte-order mark, for Excel.
    pub export_mark: bool,
    /// Files opened last, the last one first; at most [`MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// Unknown fields of the file.
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

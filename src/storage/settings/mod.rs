//! Settings of the person: their values, the table that describes them, and the file that keeps them.

mod file;
mod folders;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::extra::Extra;
use crate::model::paper::{PAPERS, Paper};

pub use file::{SettingsError, SettingsFile, read, write};
pub use folders::{FILE_NAME, Folders, HOME_VARIABLE};
pub use table::{Named, SECTIONS, SETTINGS, Section, SettingRow, Value};

/// Most recent files that are remembered.
pub const MAX_RECENT: usize = 10;

/// Stands for all hints in [`Settings::hints`] until they are begun: what a person without settings finds.
pub const WELCOME: &str = "welcome";

/// Text sizes that can be set, in points.
pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 8.0..=72.0;

/// Zoom factors that can be set.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// Line heights that can be set, in percent of the text size.
pub const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 110.0..=250.0;

/// Column widths that can be set, in characters.
pub const COLUMNS: std::ops::RangeInclusive<f32> = 30.0..=140.0;

/// The colours of the window and the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark, as the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Dark on old paper.
    Sepia,
    /// Light on dark.
    Dark,
    /// Black on white.
    LightContrast,
    /// White on black.
    DarkContrast,
}

impl Theme {
    /// Every theme, in the order of [`THEMES`].
    pub const ALL: &[Self] =
        &[Self::System, Self::Light, Self::Sepia, Self::Dark, Self::LightContrast, Self::DarkContrast];
}

/// The names of the themes, in the order they are offered.
pub const THEMES: &[Named] = &[
    ("system", "System"),
    ("light", "Light"),
    ("sepia", "Sepia"),
    ("dark", "Dark"),
    ("light_contrast", "Light, high contrast"),
    ("dark_contrast", "Dark, high contrast"),
];

/// The contrast of the window and the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// High where the desktop asks for it, else that of the theme.
    #[default]
    System,
    /// That of the theme.
    Theme,
    /// High.
    High,
}

impl Contrast {
    /// Every choice, in the order of [`CONTRASTS`].
    pub const ALL: &[Self] = &[Self::System, Self::Theme, Self::High];
}

/// The names of the choices of contrast, in the order they are offered.
pub const CONTRASTS: &[Named] = &[("system", "System"), ("theme", "As the theme"), ("high", "High")];

/// Movement of what opens, closes or scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// With movement.
    Full,
    /// Without.
    Reduced,
}

impl Motion {
    /// Every choice, in the order of [`MOTIONS`].
    pub const ALL: &[Self] = &[Self::System, Self::Full, Self::Reduced];
}

/// The names of the choices of movement, in the order they are offered.
pub const MOTIONS: &[Named] = &[("system", "System"), ("full", "Full"), ("reduced", "Reduced")];

/// The form of a copied citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Citation {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// An entry of BibLaTeX.
    Bibtex,
}

impl Citation {
    /// Every form, in the order of [`CITATIONS`].
    pub const ALL: &[Self] = &[Self::Plain, Self::Markdown, Self::Bibtex];
}

/// The names of the forms of a citation, in the order they are offered.
pub const CITATIONS: &[Named] = &[("plain", "Plain text"), ("markdown", "Markdown"), ("bibtex", "BibTeX")];

/// The names of the sizes of paper, in the order they are offered.
pub const PAPER_NAMES: &[Named] = &[(PAPERS[0].id, PAPERS[0].name), (PAPERS[1].id, PAPERS[1].name)];

/// Values of all settings; [`SETTINGS`] describes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name of the annotator: at first the system's user name.
    pub creator: String,
    /// The theme.
    pub theme: Theme,
    /// True if articles are set in a serif typeface.
    pub serif: bool,
    /// The family of the system in which articles are set, where it is installed; empty for a bundled one.
    pub typeface: String,
    /// Size of the article's text in points, within [`TEXT_SIZES`].
    pub text_size: f32,
    /// Height of the article's lines in percent of the text size, within [`LINE_HEIGHTS`].
    pub line_height: f32,
    /// Width of the article's column in characters, within [`COLUMNS`].
    pub column: f32,
    /// The contrast of the window and the article.
    pub contrast: Contrast,
    /// True if everything is larger where the desktop asks for larger text.
    pub text_scale: bool,
    /// Movement of what opens, closes or scrolls.
    pub motion: Motion,
    /// The paper for printing.
    pub paper: Paper,
    /// Zoom factor of the whole window, within [`ZOOMS`].
    pub zoom: f32,
    /// True if lines that are no part of the article are hidden instead of dimmed.
    pub hide_boilerplate: bool,
    /// True if dragging in the article selects whole words.
    pub snap: bool,
    /// The form of a copied citation.
    pub citation: Citation,
    /// True if single letters and digits are commands (WCAG 2.2, 2.1.4 asks that they can be switched off).
    pub single_keys: bool,
    /// The person's own keys: ids of commands with their chords, which take the place of the default ones.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Width of the side panel in points, if it was ever changed.
    pub panel_width: Option<f32>,
    /// Width of the sidebar of the project in points, if it was ever changed.
    pub sidebar_width: Option<f32>,
    /// Height of the editor below the list of marks in points; `None` for its natural height.
    pub editor_height: Option<f32>,
    /// Id of the format exported to last; empty if there was none.
    pub export_format: String,
    /// Id of the format that a project was exported to last; empty if there was none.
    pub project_format: String,
    /// True if tables are exported with a byte-order mark, for Excel.
    pub export_mark: bool,
    /// Files opened last, the last one first; at most [`MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// Folders opened last, the last one first; at most [`MAX_RECENT`].
    pub recent_folders: Vec<PathBuf>,
    /// Ids of the hints for the first steps that are still to be shown; with [`WELCOME`], they are only offered.
    pub hints: Vec<String>,
    /// Unknown fields of the file.
    pub extra: Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            creator: whoami::username().unwrap_or_default(),
            theme: Theme::default(),
            serif: true,
            typeface: String::new(),
            text_size: 18.0,
            line_height: 150.0,
            column: 72.0,
            contrast: Contrast::default(),
            text_scale: true,
            motion: Motion::default(),
            paper: Paper::default(),
            zoom: 1.0,
            hide_boilerplate: false,
            snap: true,
            citation: Citation::default(),
            single_keys: true,
            keys: BTreeMap::new(),
            panel_width: None,
            sidebar_width: None,
            editor_height: None,
            export_format: String::new(),
            project_format: String::new(),
            export_mark: false,
            recent: Vec::new(),
            recent_folders: Vec::new(),
            hints: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl Settings {
    /// Puts a file at the head of the recent ones. One whose name is not Unicode cannot be written down, and is not taken.
    pub fn remember(&mut self, file: &Path) {
        put_first(&mut self.recent, file);
    }

    /// Gives a recent file that was renamed its new path.
    pub fn renamed(&mut self, from: &Path, to: &Path) {
        for recent in self.recent.iter_mut().filter(|recent| *recent == from) {
            to.clone_into(recent);
        }
    }

    /// Puts a folder at the head of the recent ones.
    pub fn remember_folder(&mut self, folder: &Path) {
        put_first(&mut self.recent_folders, folder);
    }
}

/// Puts a path at the head of a list. One that is not Unicode cannot be written down, and is not taken.
fn put_first(recent: &mut Vec<PathBuf>, path: &Path) {
    if path.to_str().is_some() {
        recent.retain(|other| other != path);
        recent.insert(0, path.to_owned());
        recent.truncate(MAX_RECENT);
    }
}

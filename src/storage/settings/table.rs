//! The table of settings, from which reading, writing, the settings dialog and `docs/settings.md` follow.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::{
    CITATIONS, COLUMNS, CONTRASTS, Citation, Contrast, LINE_HEIGHTS, MOTIONS, Motion, PAPER_NAMES, Settings,
    TEXT_SIZES, THEMES, Theme, ZOOMS,
};
use crate::model::paper::Paper;

/// A value to choose: its id in the file and its name on the screen.
pub type Named = (&'static str, &'static str);

/// A section of the settings dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// About the person and the program.
    #[default]
    General,
    /// About the look of an article.
    Reading,
    /// About the keys.
    Keys,
}

/// The sections, in the order of the dialog, with their names.
pub const SECTIONS: &[(Section, &str)] =
    &[(Section::General, "General"), (Section::Reading, "Reading"), (Section::Keys, "Keys")];

/// Kind of value of a setting, with its bounds and its place in [`Settings`].
#[derive(Clone, Debug)]
pub enum Value {
    /// One line of text.
    Text(fn(&mut Settings) -> &mut String),
    /// A switch, with its label in the dialog.
    Switch(fn(&mut Settings) -> &mut bool, &'static str),
    /// One of several: their names, and how to get and to set its place among them.
    Choice(&'static [Named], fn(&Settings) -> usize, fn(&mut Settings, usize)),
    /// A number within bounds, with its unit.
    Number(fn(&mut Settings) -> &mut f32, RangeInclusive<f32>, &'static str),
    /// A length in points, if there is one.
    Length(fn(&mut Settings) -> &mut Option<f32>),
    /// Keys of commands.
    Keys(fn(&mut Settings) -> &mut BTreeMap<String, Vec<String>>),
    /// A list of ids.
    Ids(fn(&mut Settings) -> &mut Vec<String>),
    /// A list of files.
    Files(fn(&mut Settings) -> &mut Vec<PathBuf>),
}

/// A row of [`SETTINGS`].
#[derive(Clone, Debug)]
pub struct SettingRow {
    /// Name in the file.
    pub id: &'static str,
    /// Section of the settings dialog.
    pub section: Section,
    /// Label in the settings dialog; empty if it is set elsewhere.
    pub title: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// True if the file leaves it out while it has its default.
    pub brief: bool,
    /// Kind of its value.
    pub value: Value,
}

/// A choice among the values of a type, whose `ALL` is in the order of their names.
macro_rules! choice {
    ($names:ident, $field:ident: $of:ty) => {
        Value::Choice(
            $names,
            |settings| settings.$field as usize,
            |settings, at| settings.$field = <$of>::ALL.get(at).copied().unwrap_or_default(),
        )
    };
}

/// Every setting, in the order of the file.
pub const SETTINGS: &[SettingRow] = &[
    SettingRow {
        id: "creator",
        section: Section::General,
        title: "Your name",
        help: "Recorded as the creator of every mark you make",
        brief: false,
        value: Value::Text(|settings| &mut settings.creator),
    },
    SettingRow {
        id: "theme",
        section: Section::Reading,
        title: "Theme",
        help: "Colours of the window and the article",
        brief: false,
        value: choice!(THEMES, theme: Theme),
    },
    SettingRow {
        id: "serif",
        section: Section::Reading,
        title: "",
        help: "Typeface of the article, with or without serifs",
        brief: false,
        value: Value::Switch(|settings| &mut settings.serif, ""),
    },
    SettingRow {
        id: "typeface",
        section: Section::Reading,
        title: "",
        help: "Typeface of the system for the article, where it is installed",
        brief: true,
        value: Value::Text(|settings| &mut settings.typeface),
    },
    SettingRow {
        id: "text_size",
        section: Section::Reading,
        title: "Text size",
        help: "Size of the article's text",
        brief: false,
        value: Value::Number(|settings| &mut settings.text_size, TEXT_SIZES, "pt"),
    },
    SettingRow {
        id: "line_height",
        section: Section::Reading,
        title: "Line height",
        help: "Distance between the article's lines, in percent of the text size",
        brief: true,
        value: Value::Number(|settings| &mut settings.line_height, LINE_HEIGHTS, "%"),
    },
    SettingRow {
        id: "column",
        section: Section::Reading,
        title: "Column width",
        help: "Width of the article's column, in characters",
        brief: true,
        value: Value::Number(|settings| &mut settings.column, COLUMNS, "characters"),
    },
    SettingRow {
        id: "contrast",
        section: Section::General,
        title: "Contrast",
        help: "Contrast of the window and the article: as the desktop asks, that of the theme, or high",
        brief: true,
        value: choice!(CONTRASTS, contrast: Contrast),
    },
    SettingRow {
        id: "text_scale",
        section: Section::General,
        title: "Text scale",
        help: "Make everything larger where the desktop asks for larger text",
        brief: true,
        value: Value::Switch(|settings| &mut settings.text_scale, "Follow the desktop"),
    },
    SettingRow {
        id: "motion",
        section: Section::General,
        title: "Motion",
        help: "Movement of what opens, closes or scrolls",
        brief: true,
        value: choice!(MOTIONS, motion: Motion),
    },
    SettingRow {
        id: "paper",
        section: Section::General,
        title: "Paper",
        help: "Size of paper for printing",
        brief: true,
        value: choice!(PAPER_NAMES, paper: Paper),
    },
    SettingRow {
        id: "zoom",
        section: Section::Reading,
        title: "",
        help: "Zoom factor of the whole window",
        brief: false,
        value: Value::Number(|settings| &mut settings.zoom, ZOOMS, ""),
    },
    SettingRow {
        id: "hide_boilerplate",
        section: Section::Reading,
        title: "",
        help: "Hide lines that are no part of the article, instead of dimming them",
        brief: false,
        value: Value::Switch(|settings| &mut settings.hide_boilerplate, ""),
    },
    SettingRow {
        id: "snap",
        section: Section::General,
        title: "Selection",
        help: "Select whole words while dragging; hold Alt to select letters",
        brief: true,
        value: Value::Switch(|settings| &mut settings.snap, "Snap to words"),
    },
    SettingRow {
        id: "citation",
        section: Section::General,
        title: "Citations",
        help: "Form of what “Copy with citation” copies",
        brief: true,
        value: choice!(CITATIONS, citation: Citation),
    },
    SettingRow {
        id: "single_keys",
        section: Section::Keys,
        title: "Keys",
        help: "Turn off if you use dictation or press keys by accident",
        brief: false,
        value: Value::Switch(|settings| &mut settings.single_keys, "Single-letter shortcuts"),
    },
    SettingRow {
        id: "keys",
        section: Section::Keys,
        title: "",
        help: "Your own keys, by command; they replace its default keys",
        brief: false,
        value: Value::Keys(|settings| &mut settings.keys),
    },
    SettingRow {
        id: "panel_width",
        section: Section::General,
        title: "",
        help: "Width of the side panel",
        brief: true,
        value: Value::Length(|settings| &mut settings.panel_width),
    },
    SettingRow {
        id: "sidebar_width",
        section: Section::General,
        title: "",
        help: "Width of the sidebar of a project",
        brief: true,
        value: Value::Length(|settings| &mut settings.sidebar_width),
    },
    SettingRow {
        id: "editor_height",
        section: Section::General,
        title: "",
        help: "Height of the editor below the list of marks",
        brief: true,
        value: Value::Length(|settings| &mut settings.editor_height),
    },
    SettingRow {
        id: "export_format",
        section: Section::General,
        title: "",
        help: "Format exported to last",
        brief: true,
        value: Value::Text(|settings| &mut settings.export_format),
    },
    SettingRow {
        id: "project_format",
        section: Section::General,
        title: "",
        help: "Format a project was exported to last",
        brief: true,
        value: Value::Text(|settings| &mut settings.project_format),
    },
    SettingRow {
        id: "export_mark",
        section: Section::General,
        title: "",
        help: "Begin exported tables with a byte-order mark, for Excel",
        brief: true,
        value: Value::Switch(|settings| &mut settings.export_mark, ""),
    },
    SettingRow {
        id: "recent",
        section: Section::General,
        title: "",
        help: "Files opened last",
        brief: false,
        value: Value::Files(|settings| &mut settings.recent),
    },
    SettingRow {
        id: "recent_folders",
        section: Section::General,
        title: "",
        help: "Folders opened last",
        brief: false,
        value: Value::Files(|settings| &mut settings.recent_folders),
    },
    SettingRow {
        id: "hints",
        section: Section::General,
        title: "",
        help: "Hints for the first steps that are still to be shown",
        brief: true,
        value: Value::Ids(|settings| &mut settings.hints),
    },
];

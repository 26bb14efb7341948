//! Opening, saving, exporting.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::{Effect, FileDialog};
use crate::app::commands::{Command, Menu, always, is_open};
use crate::app::dialog::Dialog;
use crate::app::picker::Purpose;
use crate::app::state::{Open, State};
use crate::app::update::Work;
use crate::app::watching::is_elsewhere;
use crate::articles::{article_format, is_whole};

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::File,
    gap: false,
    keys: &[],
    while_typing: true,
    enabled: always,
    run: |_, _| {},
};

pub static OPEN: Command = Command {
    id: "file.open",
    title: "Open…",
    help: "Open an article or an annotation file",
    keys: &["Ctrl+O"],
    run: |work, _| work.effects.push(Effect::Ask(FileDialog::Open)),
    ..ROW
};

pub static RECENT: Command = Command {
    id: "file.recent",
    title: "Open recent…",
    help: "Reopen a recent file",
    keys: &["Ctrl+R"],
    enabled: |state| !state.settings.recent.is_empty(),
    run: |work, _| work.pick(Purpose::Recent),
    ..ROW
};

pub static PASTE: Command = Command {
    id: "file.paste",
    title: "New article from clipboard…",
    help: "Save the text on the clipboard, with its headings and links, to a new file and open it",
    keys: &["Ctrl+Shift+V"],
    while_typing: false,
    run: |work, _| work.effects.push(Effect::Paste),
    ..ROW
};

pub static ENCODING: Command = Command {
    id: "file.encoding",
    title: "Reopen with encoding…",
    help: "Read the article's file again in a different encoding",
    enabled: |state| state.open.as_ref().is_some_and(|open| open.path.is_some()),
    run: |work, _| work.state.dialog = Some(Dialog::Encoding),
    ..ROW
};

pub static WHOLE_PAGE: Command = Command {
    id: "file.whole_page",
    title: "Show whole page",
    help: "Show everything on the web page; marks stay with their text",
    enabled: |state| page_is_whole(state) == Some(false),
    run: |work, _| work.read_whole(true),
    ..ROW
};

pub static ARTICLE_ONLY: Command = Command {
    id: "file.article_only",
    title: "Show article only",
    help: "Hide everything around the article on the web page; marks stay with their text",
    enabled: |state| page_is_whole(state) == Some(true),
    run: |work, _| work.read_whole(false),
    ..ROW
};

pub static SAVE: Command = Command {
    id: "file.save",
    title: "Save now",
    help: "Save now instead of waiting for autosave",
    gap: true,
    keys: &["Ctrl+S"],
    enabled: is_open,
    run: |work, _| work.save_asked(),
    ..ROW
};

pub static SAVE_AS: Command = Command {
    id: "file.save_as",
    title: "Save as…",
    help: "Save to a different file from now on",
    keys: &["Ctrl+Shift+S"],
    enabled: is_open,
    run: save_elsewhere,
    ..ROW
};

pub static ADOPT: Command = Command {
    id: "file.adopt",
    title: "Use existing annotations",
    help: "Use the annotations found under the article's old name, and rename their file to match",
    keys: &["Ctrl+Shift+T"],
    enabled: |state| {
        let is_bare = |open: &Open| open.saving.stamp.is_none() && open.document.set().is_empty();
        state.open.as_ref().is_some_and(|open| open.renamed.is_some() && is_bare(open))
    },
    run: |work, _| work.adopt(),
    ..ROW
};

pub static COPIES: Command = Command {
    id: "file.copies",
    title: "Recover unsaved work…",
    help: "Open or delete work that was not saved when Gainsay last closed",
    enabled: |state| !state.copies.is_empty(),
    run: |work, _| work.state.dialog = Some(Dialog::Copies(None)),
    ..ROW
};

pub static TAKE_OVER: Command = Command {
    id: "file.take_over",
    title: "Edit here",
    help: "Edit here; the other window saves and becomes read-only",
    enabled: is_elsewhere,
    run: |work, _| work.take_over(),
    ..ROW
};

pub static REANCHOR: Command = Command {
    id: "file.reanchor",
    title: "Move marks to new version",
    help: "Read the article's current version and move the marks to it",
    enabled: |state| state.editable() && state.open.as_ref().is_some_and(Open::is_behind),
    run: |work, _| work.carry_over(true),
    ..ROW
};

pub static CANCEL: Command = Command {
    id: "file.cancel",
    title: "Cancel",
    help: "Stop opening the file, or keep the marks on the old text for now",
    keys: &["Ctrl+."],
    enabled: |state| state.carrying.is_some(),
    run: |work, _| work.stop(),
    ..ROW
};

pub static IMPORT: Command = Command {
    id: "file.import",
    title: "Import annotations…",
    help: "Import annotations made in another tool, together with their article",
    gap: true,
    run: |work, _| work.begin_import(),
    ..ROW
};

pub static EXPORT: Command = Command {
    id: "file.export",
    title: "Export…",
    help: "Export the annotations in a format that other tools can read",
    keys: &["Ctrl+E"],
    enabled: is_open,
    run: |work, _| work.begin_export(),
    ..ROW
};

pub static SETTINGS: Command = Command {
    id: "file.settings",
    title: "Settings…",
    help: "Your name, appearance and keys",
    gap: true,
    keys: &["Ctrl+,"],
    run: |work, _| work.state.dialog = Some(Dialog::Settings),
    ..ROW
};

pub static QUIT: Command = Command {
    id: "file.quit",
    title: "Quit",
    help: "Save any changes and close the window",
    gap: true,
    keys: &["Ctrl+Q"],
    run: |work, _| work.quit(),
    ..ROW
};

/// The commands of the File menu.
pub const COMMANDS: &[&Command] = &[
    &OPEN,
    &RECENT,
    &PASTE,
    &ENCODING,
    &WHOLE_PAGE,
    &ARTICLE_ONLY,
    &SAVE,
    &SAVE_AS,
    &ADOPT,
    &COPIES,
    &TAKE_OVER,
    &REANCHOR,
    &CANCEL,
    &IMPORT,
    &EXPORT,
    &SETTINGS,
    &QUIT,
];

fn save_elsewhere(work: &mut Work<'_>, _: &'static Command) {
    if let Some(open) = &work.state.open {
        work.effects.push(Effect::Ask(FileDialog::SaveTo(open.saving.path.clone())));
    }
}

/// True if all of the open page is shown; nothing if no page is open, or its file is not there.
fn page_is_whole(state: &State) -> Option<bool> {
    let open = state.open.as_ref().filter(|open| open.path.is_some())?;
    let id = open.document.article().importer.split(' ').next().unwrap_or_default();
    article_format(id).filter(|row| row.has_surroundings).map(|_| is_whole(open.document.article()))
}

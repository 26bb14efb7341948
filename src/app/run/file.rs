//! Running the commands of the File menu.

use crate::app::action::{Effect, FileDialog};
use crate::app::adopt::adopt;
use crate::app::commands::file;
use crate::app::details::{can_describe, describe_shown};
use crate::app::export::begin_export;
use crate::app::hold::take_over;
use crate::app::import::begin_import;
use crate::app::open::{cancel, read_whole};
use crate::app::pick::pick;
use crate::app::print::begin_print;
use crate::app::reanchor::reanchor;
use crate::app::run::row::{Row, always, either, open, session, undisturbed, window};
use crate::app::save::save_asked;
use crate::app::session::Session;
use crate::app::session::watch::Holding;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::picker::Purpose;
use crate::app::tabs::request::TabRequest;
use crate::articles::{article_format, is_whole};
use crate::storage::settings::Section;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    window(&file::OPEN, always, |_, cx| cx.effects.push(Effect::Ask(FileDialog::Open))),
    window(&file::OPEN_FOLDER, always, |_, cx| cx.effects.push(Effect::Ask(FileDialog::OpenFolder))),
    window(
        &file::RECENT,
        |shell| !shell.settings.recent.is_empty() || !shell.settings.recent_folders.is_empty(),
        |session, cx| {
            pick(session.as_deref(), cx, Purpose::Recent);
        },
    ),
    window(&file::PASTE, always, |_, cx| cx.effects.push(Effect::Paste)),
    session(&file::ENCODING, |session, _| session.path.is_some(), |_, cx| cx.shell.dialog = Some(Dialog::Encoding)),
    session(
        &file::WHOLE_PAGE,
        |session, _| page_is_whole(session) == Some(false),
        |session, cx| {
            read_whole(session, cx, true);
        },
    ),
    session(
        &file::ARTICLE_ONLY,
        |session, _| page_is_whole(session) == Some(true),
        |session, cx| {
            read_whole(session, cx, false);
        },
    ),
    either(&file::DETAILS, can_describe, describe_shown),
    session(&file::SAVE, open, save_asked),
    session(&file::SAVE_AS, open, |session, cx| {
        cx.effects.push(Effect::Ask(FileDialog::SaveTo(session.saving.path.clone())));
    }),
    session(&file::ADOPT, |session, _| session.renamed.is_some() && session.is_bare(), adopt),
    window(&file::COPIES, |shell| !shell.copies.is_empty(), |_, cx| cx.shell.dialog = Some(Dialog::Copies(None))),
    session(&file::TAKE_OVER, |session, _| matches!(session.watch.holding, Holding::Theirs), take_over),
    session(
        &file::REANCHOR,
        |session, _| session.is_editable() && session.is_behind(),
        |session, cx| {
            reanchor(session, cx, true);
        },
    ),
    window(&file::CANCEL, |shell| shell.waiting.is_reading(), |_, cx| cancel(cx)),
    window(&file::IMPORT, always, |session, cx| begin_import(session.as_deref(), cx)),
    session(&file::EXPORT, open, |session, cx| begin_export(session, cx)),
    session(&file::PRINT, open, |session, cx| begin_print(session, cx)),
    window(&file::SETTINGS, always, |_, cx| cx.shell.dialog = Some(Dialog::Settings(Section::default()))),
    session(&file::CLOSE, undisturbed, |session, cx| cx.ask_tabs(TabRequest::Close(session.id))),
    session(&file::CLOSE_OTHERS, undisturbed, |session, cx| cx.ask_tabs(TabRequest::CloseOthers(session.id))),
    session(&file::CLOSE_ALL, undisturbed, |_, cx| cx.ask_tabs(TabRequest::CloseAll)),
    window(&file::QUIT, always, |_, cx| cx.ask_tabs(TabRequest::Quit)),
];

/// True if the whole page is shown; nothing if the article is no page, or its file is not there.
fn page_is_whole(session: &Session) -> Option<bool> {
    let article = session.path.as_ref().map(|_| session.article())?;
    let id = article.importer.split(' ').next().unwrap_or_default();
    article_format(id).filter(|row| row.has_surroundings).map(|_| is_whole(article))
}

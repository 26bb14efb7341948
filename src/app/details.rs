//! The details of an article that the person gives: title, author, site, date and address.

use std::path::PathBuf;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::open::open_at;
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::app::shell::details::DetailsDialog;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::waiting::Aim;
use crate::model::article::Details;
use crate::model::edit::Edit;
use crate::model::step::StepKind;

/// True if there is an article to give details to: the open one, or the one that the keys of the list act on.
pub fn can_describe(session: Option<&Session>, project: Option<&OpenProject>) -> bool {
    match session {
        Some(session) => session.is_editable(),
        None => project.is_some_and(|project| project.listed.cursor.is_some()),
    }
}

/// Opens the dialog for the open article, or for the one that the keys of the list act on.
pub fn describe_shown(session: Option<&mut Session>, cx: &mut Context<'_>) {
    match (session, &*cx.project) {
        (Some(session), _) => begin_details(session, cx),
        (None, Some(project)) => {
            if let Some(path) = &project.listed.cursor {
                let file = project.file(path);
                describe(cx, file);
            }
        }
        (None, None) => {}
    }
}

/// Opens the dialog for the article in a file, which is opened or shown first.
pub fn describe(cx: &mut Context<'_>, file: PathBuf) {
    open_at(cx, file, Aim::Details);
}

/// Opens the dialog for an open article.
pub fn begin_details(session: &Session, cx: &mut Context<'_>) {
    if let Some(why) = &session.read_only {
        return cx.say(why.clone());
    }
    let dialog = DetailsDialog::new(session.id, session.article());
    cx.shell.dialog = Some(Dialog::Details(Box::new(dialog)));
}

/// Changes what is in the fields.
pub fn type_details(cx: &mut Context<'_>, typed: Details) {
    if let Some(Dialog::Details(dialog)) = &mut cx.shell.dialog {
        dialog.typed = typed;
    }
}

/// Gives the article the details in the fields, as one step.
pub fn give_details(session: &mut Session, cx: &mut Context<'_>) {
    let Some(Dialog::Details(dialog)) = &cx.shell.dialog else { return };
    if dialog.session != session.id {
        return;
    }
    let Ok(given) = dialog.given() else { return };
    cx.shell.dialog = None;
    cx.focus(Field::Article);
    if given != session.article().given {
        let focus = session.focus.clone();
        commit(session, cx, StepKind::Describe, Edit::Describe(Box::new(given)), focus, None);
    }
}

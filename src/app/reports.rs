//! Messages about the files of a session.

use std::path::Path;

use crate::app::context::Context;
use crate::app::session::Session;
use crate::jobs::notice::{Notice, NoticeTopic};

/// Read attempts before a failure is reported: the program that writes the file may be in the middle of it.
pub const TRIES: u8 = 5;

/// The name of a file.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Reports that a file was changed by another program: the article's, or that of the annotations.
pub fn report_changed(cx: &mut Context<'_>, path: &Path, article: bool) {
    let text = format!("Another program changed {}; the new version is shown", name(path));
    let notice = Notice::info(text);
    cx.notify(if article { notice.on(NoticeTopic::Renewed) } else { notice });
}

/// Reports, once for each file, that it is gone.
pub fn report_gone(session: &mut Session, cx: &mut Context<'_>, annotations: bool, article: bool) {
    let before = std::mem::replace(&mut session.watch.reported_gone, (annotations, article));
    if annotations && !before.0 {
        let text = format!(
            "{} has been moved, renamed or deleted meanwhile. What is open here is kept, and is not saved: write the \
             file again, or save it elsewhere",
            session.saving.path.display()
        );
        cx.notify(Notice::warning(text).on(NoticeTopic::FileLost));
    }
    if before.1 && !article {
        cx.withdraw(NoticeTopic::ArticleGone);
    }
    if article && !before.1 {
        let path = session.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let text = format!(
            "{path} has been moved, renamed or deleted meanwhile. Its text is kept with the annotations, and \
             you can go on"
        );
        cx.notify(Notice::info(text).on(NoticeTopic::ArticleGone));
    }
}

/// Counts a failure to read the files again, and reports it if there were too many.
pub fn report_unreadable(session: &mut Session, cx: &mut Context<'_>, why: &str) {
    session.watch.failures = session.watch.failures.saturating_add(1);
    if session.watch.failures == TRIES {
        cx.notify(match session.saving.lost {
            Some(_) => Notice::warning(format!(
                "{why}. What was open is kept here as it was, and is not saved: saving it now puts that file aside under \
                 another name"
            ))
            .on(NoticeTopic::FileLost),
            None => Notice::warning(format!("{why}. The open version is kept here unchanged"))
                .on(NoticeTopic::NotSaved),
        });
    }
}

/// Reports that the text shown is not that of the article's file, and what can be done about it, or withdraws that report.
pub fn report_behind(session: &mut Session, cx: &mut Context<'_>) {
    let text = &session.document.article().text;
    if let Some(newest) = session.watch.text.as_mut().filter(|newest| *newest == text) {
        // So that the two need not be compared again.
        *newest = text.clone();
    }
    cx.withdraw(NoticeTopic::Behind);
    if session.comparison.is_none() {
        cx.withdraw(NoticeTopic::Reanchored);
    }
    if let Some(path) = session.path.as_ref().filter(|_| session.is_behind() && session.is_editable()) {
        cx.withdraw(NoticeTopic::Renewed);
        let name = name(path);
        let text = format!(
            "This is not the text of {name} as it is now, but the one your marks were made on. It stays, and what you \
             do is saved with it, until you carry the marks over"
        );
        cx.notify(Notice::warning(text).on(NoticeTopic::Behind));
    }
}

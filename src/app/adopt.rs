//! A renamed article: annotations found under its old name are offered, and renamed after it if the person wants them.

use std::path::{Path, PathBuf};

use crate::app::context::Context;
use crate::app::open::reopen;
use crate::app::reports::name;
use crate::app::session::Session;
use crate::app::session::leaving::Target;
use crate::jobs::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::renamed::RenameJob;
use crate::storage::files::annotation_path;
use crate::storage::renamed::Renamed;

/// Searches for annotations of the article under another name, if it has none.
pub fn seek_renamed(session: &Session, cx: &mut Context<'_>) {
    let sha256 = &session.article().sha256;
    if let Some(path) = &session.path
        && session.is_bare()
        && session.is_editable()
        && session.saving.path == annotation_path(path)
        && !sha256.is_empty()
    {
        cx.start(session.id, Job::FindRenamed(path.clone(), sha256.clone()));
    }
}

/// Offers the annotations found.
pub fn found_renamed(session: &mut Session, cx: &mut Context<'_>, path: &Path, found: Option<Renamed>) {
    let is_wanted = session.path.as_deref() == Some(path) && session.saving.stamp.is_none();
    if let Some(found) = found.filter(|_| is_wanted) {
        let text = format!(
            "{} has annotations for this file under its old name, {}. Using them renames them to {}",
            name(&found.annotations),
            found.article,
            name(&session.saving.path)
        );
        session.renamed = Some(found);
        cx.notify(Notice::info(text).on(NoticeTopic::Renamed));
    }
}

/// Renames the annotations found, to open them.
pub fn adopt(session: &mut Session, cx: &mut Context<'_>) {
    if let (Some(article), Some(found)) = (session.path.clone(), session.renamed.take()) {
        let job = RenameJob { annotations: found.annotations, article };
        cx.start(session.id, Job::Rename(Box::new(job)));
    }
}

/// Opens the annotations renamed, or reports why they could not be.
pub fn adopted(session: &mut Session, cx: &mut Context<'_>, job: &RenameJob, result: Result<PathBuf, String>) {
    if session.path.as_ref() != Some(&job.article) {
        return;
    }
    cx.withdraw(NoticeTopic::Renamed);
    match result {
        Ok(path) => {
            let target = Target::File(job.article.clone(), session.watch.options);
            reopen(session, cx, target);
            cx.shell.adopted = Some(format!(
                "{} was renamed to {}. To undo this, rename it back",
                name(&job.annotations),
                name(&path)
            ));
        }
        Err(why) => cx.notify(Notice::error(why)),
    }
}

//! An article that was renamed: the annotations that lie under its old name are offered, and renamed after it if wanted.

use std::path::{Path, PathBuf};

use crate::app::action::Effect;
use crate::app::state::Next;
use crate::app::update::Work;
use crate::jobs::job::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::renamed::RenameJob;
use crate::storage::files::annotation_path;
use crate::storage::renamed::Renamed;

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Work<'_> {
    /// Looks for annotations of the open article under another name, if it has none.
    pub fn seek_renamed(&mut self) {
        let Some(open) = &self.state.open else { return };
        let Some(path) = open.path.clone() else { return };
        let is_bare = open.saving.stamp.is_none() && open.read_only.is_none() && open.document.set().is_empty();
        if is_bare && open.saving.path == annotation_path(&path) && !open.document.article().sha256.is_empty() {
            self.effects.push(Effect::Do(Job::FindRenamed(path, open.document.article().sha256.clone())));
        }
    }

    /// Offers what was found.
    pub fn found_renamed(&mut self, path: &Path, found: Option<Renamed>) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.path.as_deref() == Some(path)) else { return };
        let Some(found) = found.filter(|_| open.saving.stamp.is_none()) else { return };
        let text = format!(
            "{} has annotations for this file under its old name, {}. Using them renames them to {}",
            name(&found.annotations),
            found.article,
            name(&open.saving.path)
        );
        open.renamed = Some(found);
        self.state.notify(Notice::info(text).on(NoticeTopic::Renamed));
    }

    /// Renames what was found, and opens it.
    pub fn adopt(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        let (Some(article), Some(found)) = (open.path.clone(), open.renamed.take()) else { return };
        let job = RenameJob { annotations: found.annotations, article };
        self.effects.push(Effect::Do(Job::Rename(Box::new(job))));
    }

    /// Takes what became of that.
    pub fn adopted(&mut self, job: &RenameJob, result: Result<PathBuf, String>) {
        let Some(open) = self.state.open.as_ref().filter(|open| open.path.as_ref() == Some(&job.article)) else {
            return;
        };
        let choice = open.watch.choice;
        self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Renamed));
        match result {
            Ok(path) => {
                self.open_once_saved(Next::File(job.article.clone(), choice));
                self.state.adopted = Some(format!(
                    "{} was renamed to {}. To undo this, rename it back",
                    name(&job.annotations),
                    name(&path)
                ));
            }
            Err(why) => self.state.notify(Notice::error(why)),
        }
    }
}

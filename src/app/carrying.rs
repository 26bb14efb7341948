//! What is open, carried over to its article's file as it is now: one step, which can be undone.

use std::path::Path;
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::commands;
use crate::app::review::Other;
use crate::app::state::{Open, State};
use crate::app::update::Work;
use crate::articles::ReadOptions;
use crate::jobs::job::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::progress::Progress;
use crate::jobs::reanchor::{Newest, ReanchorJob, Reanchored, ReanchoredDocument};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::history::{History, Thread};
use crate::model::step::StepKind;

/// Marks that are being carried over on another thread.
#[derive(Clone, Debug)]
pub struct Carrying {
    /// How far it is.
    pub progress: Arc<Progress>,
    /// Since when, in milliseconds since the start.
    pub since: u64,
}

/// Milliseconds after which the person is told how far it is: what is done sooner would only flash.
const SOON: u64 = 300;

impl State {
    /// How much of the marks is carried over, in per cent, if that is under way and takes long enough to be told.
    pub fn carried(&self) -> Option<u32> {
        let carrying = self.carrying.as_ref().filter(|carrying| self.millis >= carrying.since + SOON)?;
        Some(carrying.progress.done()).filter(|done| *done > 0 && !carrying.progress.is_stopped())
    }

    /// The file that is being read and for how many seconds it has been, if that takes long enough to be told.
    pub fn reading(&self) -> Option<(&Path, u64)> {
        let carrying = self.carrying.as_ref().filter(|carrying| self.millis >= carrying.since + SOON)?;
        let path = self.opening.as_deref().filter(|_| carrying.progress.done() == 0)?;
        Some((path, (self.millis - carrying.since) / 1000))
    }
}

impl Open {
    /// True if the text that is open is not the one that was last read from the article's file: carrying over was undone
    /// or given up, or the annotations came with another text.
    pub fn is_behind(&self) -> bool {
        self.watch.text.as_ref().is_some_and(|text| *text != self.document.article().text)
    }

    /// What carrying over begins with: what is open, or what that was carried over from, if nothing was done since.
    fn origin(&self) -> &Document {
        self.history.inverse_of(StepKind::Reanchor).and_then(Edit::document).unwrap_or(&self.document)
    }
}

impl Work<'_> {
    /// Notes that something begins which may carry marks over; only one such thing is under way.
    pub fn begin_carrying(&mut self) -> Arc<Progress> {
        if let Some(carrying) = &self.state.carrying {
            carrying.progress.drop_result();
        }
        let progress = Arc::<Progress>::default();
        self.state.carrying = Some(Carrying { progress: progress.clone(), since: self.state.millis });
        progress
    }

    /// Gives up what is under way.
    pub fn stop_carrying(&mut self) {
        if let Some(carrying) = &self.state.carrying {
            carrying.progress.stop();
        }
    }

    /// Notes that something has ended, and says whether it was still what is under way.
    pub fn ends(&mut self, progress: &Arc<Progress>) -> bool {
        self.state.carrying.take_if(|carrying| Arc::ptr_eq(&carrying.progress, progress)).is_some()
    }

    /// Gives up what is under way; a file that is not read yet is not opened.
    pub fn stop(&mut self) {
        self.stop_carrying();
        if self.state.carrying.as_ref().is_some_and(|carrying| carrying.progress.done() == 0)
            && let Some(path) = self.state.opening.take()
        {
            if let Some(carrying) = self.state.carrying.take() {
                carrying.progress.drop_result();
            }
            self.state.reading_in = ReadOptions::default();
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            self.state.said = format!("Opening {name} was cancelled");
        }
    }

    /// Reads the article's file again and carries over what is open. A person who took that back is not carried along with
    /// every change: unless they asked for it, the file is only looked at.
    pub fn carry_over(&mut self, asked: bool) {
        if self.state.carrying.is_some() {
            return;
        }
        let progress = self.begin_carrying();
        let Some(open) = &self.state.open else { return };
        let Some(path) = open.path.clone() else { return };
        let job = ReanchorJob {
            path,
            choice: open.watch.choice,
            shown: open.document.article().text.clone(),
            from: Arc::new(open.origin().clone()),
            generation: open.document.set().generation(),
            problems: open.problems.clone(),
            asked,
            wanted: asked || !open.is_behind(),
            progress,
        };
        self.effects.push(Effect::Do(Job::Reanchor(Box::new(job))));
    }

    /// Takes what came of it.
    pub fn carried_over(&mut self, job: &ReanchorJob, result: Result<Newest, String>) {
        if !self.ends(&job.progress) {
            return;
        }
        let saved = !self.has_changes();
        let here = |open: &&mut Open| open.path.as_ref() == Some(&job.path) && open.read_only.is_none();
        let Some(open) = self.state.open.as_mut().filter(here) else { return };
        let Newest { stamp, text, said, result: came } = match result {
            Ok(newest) => newest,
            Err(why) if job.asked => return self.state.notify(Notice::error(why)),
            Err(why) => return self.not_reloaded(&why),
        };
        if matches!(came, Reanchored::Over(_) | Reanchored::Back) && open.document.set().generation() != job.generation
        {
            // Something was done meanwhile, which is to be carried over too.
            return self.carry_over(job.asked);
        }
        open.watch.read(stamp, Some(text));
        let news =
            if matches!(came, Reanchored::Over(_) | Reanchored::Back) { open.watch.news(said) } else { Vec::new() };
        match came {
            Reanchored::Same(article, reading) => open.reread(*article, *reading),
            Reanchored::Nothing if job.progress.is_stopped() => {
                self.state.said = "Moving the marks was cancelled".to_owned()
            }
            Reanchored::Nothing => {}
            Reanchored::Back => {
                self.run(&commands::edit::UNDO);
                self.carried(job, saved);
            }
            Reanchored::Over(over) => {
                self.put_over(*over);
                self.carried(job, saved);
            }
        }
        for notice in news {
            self.state.notify(notice);
        }
        self.say_behind();
    }

    /// Puts what was carried over in the place of what is open.
    fn put_over(&mut self, over: ReanchoredDocument) {
        let Some(open) = &mut self.state.open else { return };
        let ReanchoredDocument { document, edition } = over;
        let mut other = Other::from(edition);
        // An article that nobody did anything with has nothing that could be lost, and nothing to go back to.
        let untouched = open.history.is_empty() && open.document.set().is_empty();
        if open.review.is_some() && other.edition.comparison.is_some() {
            other.decisions.compared = open.decisions.compared;
        }
        self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Reanchored));
        self.replace_all(StepKind::Reanchor, Some(Thread::Files), document, other);
        if let Some(open) = self.state.open.as_mut().filter(|_| untouched) {
            (open.history, open.others) = (History::default(), Vec::new());
            open.review = None;
        }
    }

    /// What is carried over need not be saved, if it was before: it comes of the files again.
    fn carried(&mut self, job: &ReanchorJob, saved: bool) {
        if let Some(open) = self.state.open.as_mut().filter(|_| saved) {
            open.saving.follows(open.document.set().generation());
        }
        if !job.asked {
            self.say_changed(&job.path);
        }
    }

    /// Says that a file is another one now.
    pub fn say_changed(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.state.notify(Notice::info(format!("Another program changed {name}; the new version is shown")));
    }

    /// Says whether the text that is open is another one than that of the article's file, and what can be done then.
    pub fn say_behind(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        if let Some(text) = open.watch.text.as_mut().filter(|text| **text == open.document.article().text) {
            // So that the two need not be compared again.
            *text = open.document.article().text.clone();
        }
        let has_review = open.review.is_some();
        let behind = (open.is_behind() && open.read_only.is_none()).then(|| open.path.clone()).flatten();
        self.state.notices.retain(|notice| {
            notice.topic != Some(NoticeTopic::Behind) && (has_review || notice.topic != Some(NoticeTopic::Reanchored))
        });
        if let Some(path) = behind {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let text = format!(
                "This is not the text of {name} as it is now, but the one your marks were made on. It stays, and what you \
                 do is saved with it, until you carry the marks over"
            );
            self.state.notify(Notice::warning(text).on(NoticeTopic::Behind));
        }
    }
}

//! Waiting: files being read in the background, and a window that is to close once the work is saved.
//!
//! Several files may be read at once: each is shown in a tab of its own, or in the place of another one. The files of an
//! open session may be read again meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::session::SessionId;
use crate::articles::ReadOptions;
use crate::jobs::progress::Progress;
use crate::model::annotation::Id;
use crate::model::offset::ByteRange;

/// Milliseconds after which progress is shown: shorter work would only flash.
const SOON: u64 = 300;

/// A file being opened.
#[derive(Debug)]
pub struct Opening {
    /// Its path, if it is known yet.
    pub path: Option<PathBuf>,
    /// The way in which it is read.
    pub options: ReadOptions<'static>,
    /// The place of its session.
    pub aim: Aim,
    /// Its number among all that were asked for.
    number: u64,
    work: Work,
}

/// The place of a session that is being opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// A tab of its own, which becomes the active one.
    #[default]
    Tab,
    /// The same, with this mark selected.
    Mark(Id),
    /// The same, with this passage selected.
    Passage(ByteRange),
    /// The same, with the dialog for the details of the article.
    Details,
    /// The tab that it had when it was open before.
    Again,
    /// The place of this session, which is closed.
    Instead(SessionId),
}

/// Work on another thread.
#[derive(Debug)]
struct Work {
    progress: Arc<Progress>,
    /// The time at which it began, in milliseconds since the start.
    since: u64,
}

/// Files being read in the background.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Files to be opened, in the order in which that was asked for.
    openings: Vec<Opening>,
    /// Files of open sessions, read again.
    rereadings: Vec<(SessionId, Work)>,
    /// The number of files asked for so far.
    asked: u64,
    /// True if the window is to close once all work is saved.
    pub is_closing: bool,
    /// True once it was told to.
    pub is_closed: bool,
}

impl Work {
    fn begun(millis: u64) -> (Arc<Progress>, Self) {
        let progress = Arc::<Progress>::default();
        (progress.clone(), Self { progress, since: millis })
    }
}

impl Waiting {
    fn work(&self) -> Option<&Work> {
        let last = self.openings.last().map(|opening| &opening.work);
        last.or(self.rereadings.last().map(|(_, work)| work))
    }

    /// Begins to open a file.
    pub fn begin_opening(
        &mut self,
        path: PathBuf,
        options: ReadOptions<'static>,
        aim: Aim,
        millis: u64,
    ) -> Arc<Progress> {
        if let Aim::Instead(session) = aim {
            // Nobody waits for what is replaced.
            self.forget(session);
        }
        let (progress, work) = Work::begun(millis);
        self.push(Some(path), options, aim, work);
        progress
    }

    /// Waits for a file whose opening began before there was a window; its path, if it is known yet.
    pub fn opening_began(&mut self, path: Option<PathBuf>, aim: Aim, progress: Arc<Progress>) {
        self.push(path, ReadOptions::default(), aim, Work { progress, since: 0 });
    }

    /// True if this file or folder is being opened.
    pub fn is_opening(&self, path: &Path) -> bool {
        self.openings.iter().any(|opening| opening.path.as_deref() == Some(path))
    }

    fn push(&mut self, path: Option<PathBuf>, options: ReadOptions<'static>, aim: Aim, work: Work) {
        // Nobody asks for a file that is opened again.
        self.asked += u64::from(aim != Aim::Again);
        self.openings.push(Opening { path, options, aim, number: self.asked, work });
    }

    /// Ends the opening with this progress, and returns it with true if no other file was asked for since. Nothing if it
    /// was cancelled.
    pub fn end_opening(&mut self, progress: &Arc<Progress>) -> Option<(Opening, bool)> {
        let at = self.openings.iter().position(|opening| Arc::ptr_eq(&opening.work.progress, progress))?;
        let opening = self.openings.remove(at);
        let is_last = opening.number == self.asked && opening.aim != Aim::Again;
        Some((opening, is_last))
    }

    /// The opening of this file in a tab of its own, which is then the one asked for last, if it is under way.
    pub fn opening_of(&mut self, path: &Path) -> Option<&mut Opening> {
        let is_same =
            |opening: &Opening| opening.path.as_deref() == Some(path) && !matches!(opening.aim, Aim::Instead(_));
        let at = self.openings.iter().position(is_same)?;
        self.asked += 1;
        let opening = Opening { number: self.asked, ..self.openings.remove(at) };
        self.openings.push(opening);
        self.openings.last_mut()
    }

    /// Begins to read the files of a session again.
    pub fn begin_rereading(&mut self, session: SessionId, millis: u64) -> Arc<Progress> {
        self.forget(session);
        let (progress, work) = Work::begun(millis);
        self.rereadings.push((session, work));
        progress
    }

    /// Ends the reading with this progress. False if it was superseded.
    pub fn end_rereading(&mut self, progress: &Arc<Progress>) -> bool {
        let at = self.rereadings.iter().position(|(_, work)| Arc::ptr_eq(&work.progress, progress));
        at.map(|at| self.rereadings.remove(at)).is_some()
    }

    /// Drops what is read of a session that is closed or replaced, or read anew.
    pub fn forget(&mut self, session: SessionId) {
        self.openings.retain(|opening| {
            let stays = opening.aim != Aim::Instead(session);
            if !stays {
                opening.work.progress.drop_result();
            }
            stays
        });
        self.rereadings.retain(|(other, work)| {
            if *other == session {
                work.progress.drop_result();
            }
            *other != session
        });
    }

    /// True if the files of a session are being read again, or another one is to take its place.
    pub fn is_reading_for(&self, session: SessionId) -> bool {
        self.rereadings.iter().any(|(other, _)| *other == session) || self.is_replacing(session)
    }

    /// True if articles are being opened that were open before.
    pub fn is_restoring(&self) -> bool {
        self.openings.iter().any(|opening| opening.aim == Aim::Again)
    }

    /// True if another session is to take the place of this one.
    pub fn is_replacing(&self, session: SessionId) -> bool {
        self.openings.iter().any(|opening| opening.aim == Aim::Instead(session))
    }

    /// Cancels what was begun last. Files that were read already are shown without their marks being reanchored; a file
    /// that was not read yet is not opened, and its path is returned.
    pub fn cancel(&mut self) -> Option<PathBuf> {
        let work = self.work()?;
        work.progress.stop();
        if work.progress.done() > 0 {
            return None;
        }
        let opening = self.openings.pop_if(|opening| opening.path.is_some())?;
        opening.work.progress.drop_result();
        opening.path
    }

    /// The progress of what was begun last.
    pub fn progress(&self) -> Option<&Progress> {
        self.work().map(|work| work.progress.as_ref())
    }

    /// True if files are being read.
    pub fn is_reading(&self) -> bool {
        self.work().is_some()
    }

    /// The file being opened that was asked for last.
    pub fn opening(&self) -> Option<&Path> {
        self.openings.last()?.path.as_deref()
    }

    /// The percentage of the marks that are reanchored, if that takes long enough to be shown.
    pub fn reanchored(&self, millis: u64) -> Option<u32> {
        let work = self.work().filter(|work| millis >= work.since + SOON)?;
        Some(work.progress.done()).filter(|done| *done > 0 && !work.progress.is_stopped())
    }

    /// The file being opened and for how many seconds, if its reading takes long enough to be shown.
    pub fn opening_for(&self, millis: u64) -> Option<(&Path, u64)> {
        let work = self.work().filter(|work| millis >= work.since + SOON && work.progress.done() == 0)?;
        Some((self.opening()?, (millis - work.since) / 1000))
    }
}

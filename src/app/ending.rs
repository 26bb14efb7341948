//! The end of the program from outside: a signal, logging out, the loss of the display.
//!
//! The window may get no more frames then. After each action it therefore leaves its unsaved work here. The code that learns
//! of the end saves that work, or copies it to the data folder. With very many marks the work is left here less often; no
//! more is lost than autosave would lose.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::session::{Session, SessionId};
use crate::app::state::State;
use crate::jobs::project::ProjectId;
use crate::jobs::project::content::{ProjectCopyJob, part};
use crate::jobs::rescue::{CopyJob, keep_copy};
use crate::jobs::save::{Disk, SaveJob};
use crate::model::project::Project;
use crate::storage::files::Stamp;
use crate::storage::settings::Folders;

/// Maximum wait for a save on another thread: a network folder may never answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Time between two preparations of the work, as a multiple of the time the last one took.
const SHARE: u32 = 20;

/// The unsaved work, and the way to save it at the end of the program.
#[derive(Default)]
pub struct Ending {
    latest: Mutex<Latest>,
    /// Saves, one at a time; shared with the jobs of the window.
    pub disk: Arc<Disk>,
    close: Mutex<Option<Box<dyn Fn() + Send>>>,
}

#[derive(Default)]
struct Latest {
    /// The work of each session.
    of: HashMap<SessionId, Noted>,
    /// The unsaved work on the project, and the generation that it was made from.
    project: Option<((ProjectId, u64), SaveJob<Project>, ProjectCopyJob)>,
    made: Option<(Instant, Duration)>,
}

/// The work of a session, and the state that it was prepared from.
struct Noted {
    seen: Seen,
    pending: Option<Pending>,
}

/// Everything that the unsaved work depends on.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    path: PathBuf,
    stamp: Option<Stamp>,
    copy: Option<PathBuf>,
    generation: u64,
    is_unsaved: bool,
}

/// Unsaved work.
#[derive(Clone)]
struct Pending {
    save: SaveJob,
    copy: CopyJob,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    static LAST: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

/// Saves when its thread ends.
struct Guard(Arc<Ending>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Latest {
    fn note_project(&mut self, state: &State) {
        let project = state.project.as_ref().filter(|project| project.is_unsaved());
        let now = project.map(|project| (project.id, project.content.generation()));
        if self.project.as_ref().map(|(of, ..)| *of) != now {
            self.project =
                project.and_then(|project| Some((now?, project.save_job()?, project.copy_job(&state.shell.folders))));
        }
    }

    fn note(&mut self, session: &Session, folders: &Folders) {
        let seen = Seen {
            path: session.saving.path.clone(),
            stamp: session.saving.stamp,
            copy: session.saving.copy.clone(),
            generation: session.set().generation(),
            is_unsaved: session.is_unsaved(),
        };
        if self.of.get(&session.id).is_some_and(|noted| noted.seen == seen) {
            return;
        }
        let pending = match self.made {
            _ if !seen.is_unsaved => None,
            Some((when, cost)) if when.elapsed() < cost * SHARE => return,
            _ => {
                let begun = Instant::now();
                let document = Arc::new(session.document.clone());
                let pending = Pending {
                    save: session.save_job(document.clone(), false),
                    copy: session.copy_job(document, folders),
                };
                self.made = Some((Instant::now(), begun.elapsed()));
                Some(pending)
            }
        };
        self.of.insert(session.id, Noted { seen, pending });
    }
}

impl Ending {
    /// Notes the work that is not saved now.
    pub fn note(&self, state: &State) {
        let mut latest = locked(&self.latest);
        latest.note_project(state);
        latest.of.retain(|id, _| state.sessions.get(*id).is_some());
        for session in state.sessions.iter() {
            latest.note(session, &state.shell.folders);
        }
    }

    /// Saves the work of all sessions and of the project, or copies it to the data folder. False if both fail for one of them.
    pub fn end(&self) -> bool {
        let mut kept = true;
        let noted = std::mem::take(&mut locked(&self.latest).of);
        for Pending { save, copy } in noted.into_values().filter_map(|noted| noted.pending) {
            kept &= self.disk.save_last(save, PATIENCE) || keep_copy(&copy).is_ok();
        }
        // After the marks that its links lead to.
        let project = locked(&self.latest).project.take();
        kept & project.is_none_or(|(_, save, copy)| part(&self.disk, save, &copy).is_ok())
    }

    /// Also saves when the calling thread ends, as the main one does when a library ends the program: Xlib does so when the
    /// display is lost. On Linux its destructors run then (`exit` of glibc), on other systems perhaps not.
    pub fn guard_this_thread(self: &Arc<Self>) {
        LAST.set(Some(Guard(self.clone())));
    }

    /// Sets the way to ask the window to close.
    pub fn closes(&self, close: impl Fn() + Send + 'static) {
        *locked(&self.close) = Some(Box::new(close));
    }

    /// Asks the window to close. False if there is none.
    pub fn close(&self) -> bool {
        locked(&self.close).as_ref().map(|close| close()).is_some()
    }
}

//! The thread that watches the open files. It sleeps until the system announces a change.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::app::session::SessionId;
use crate::jobs::Answer;
use crate::jobs::watch::{LookJob, Lookout, Seen};
use crate::storage::announcements::Announcements;
use crate::ui::reply::Reply;

/// Polling interval for files without announcements, such as those on network drives.
const POLL: Duration = Duration::from_secs(2);

/// Delay between a change and the check: most writers are done by then, and several announcements become one check.
const SETTLED: Duration = Duration::from_millis(100);

/// A message to the thread.
enum Wake {
    /// Watch these files of a session, make answers like this, and send them here.
    Watch(SessionId, Box<LookJob>, Made, Reply),
    /// Watch the files of a session no longer.
    Unwatch(SessionId),
    /// Something changed.
    Changed,
    /// Stop watching: some systems lock a watched folder.
    End,
}

/// Makes an answer of what was seen.
pub(super) type Made = Box<dyn Fn(Box<LookJob>, Seen) -> Answer + Send>;

/// Watches files on its own thread while it exists.
#[derive(Default)]
pub(super) struct Watcher {
    thread: Option<Sender<Wake>>,
}

impl Watcher {
    /// Watches these files of a session instead of others of it.
    pub(super) fn watch(&mut self, session: SessionId, job: Box<LookJob>, made: Made, reply: Reply) {
        let sender = self.thread.get_or_insert_with(|| {
            let (sender, wakes) = channel();
            let changed = sender.clone();
            std::thread::spawn(move || run(&wakes, changed));
            sender
        });
        // After a panic of the thread, saving still notices changes.
        let _ = sender.send(Wake::Watch(session, job, made, reply));
    }

    /// Watches the files of a session no longer.
    pub(super) fn unwatch(&mut self, session: SessionId) {
        if let Some(thread) = &self.thread {
            // After a panic the thread has ended.
            let _ = thread.send(Wake::Unwatch(session));
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(thread) = &self.thread {
            // After a panic the thread has ended.
            let _ = thread.send(Wake::End);
        }
    }
}

/// The files of a session, and the receiver of what happens to them.
type Watched = BTreeMap<SessionId, (Lookout, Made, Reply)>;

fn run(wakes: &Receiver<Wake>, changed: Sender<Wake>) {
    let mut announcements = Announcements::new(move || drop(changed.send(Wake::Changed)));
    let mut watched = Watched::new();
    loop {
        let first = match wakes.recv_timeout(POLL) {
            Ok(wake) => Some(wake),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if matches!(first, Some(Wake::Changed)) {
            std::thread::sleep(SETTLED);
        }
        for wake in first.into_iter().chain(wakes.try_iter()) {
            match wake {
                Wake::Watch(session, job, made, reply) => {
                    let mut lookout = Lookout::default();
                    lookout.turn_to(job);
                    watched.insert(session, (lookout, made, reply));
                }
                Wake::Unwatch(session) => drop(watched.remove(&session)),
                Wake::Changed => {}
                Wake::End => return,
            }
        }
        // Before the check, so that no change is missed in between. A missing folder may exist now.
        let files: Vec<PathBuf> = watched.values().flat_map(|(lookout, ..)| lookout.files()).collect();
        announcements.watch(files.iter().map(PathBuf::as_path));
        for (lookout, made, reply) in watched.values_mut() {
            if let Some((job, seen)) = lookout.look() {
                reply.answer(made(job, seen));
            }
        }
    }
}

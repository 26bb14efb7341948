//! The thread that watches the open files. It sleeps until the system announces a change.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

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
    /// Watch these files, make answers like this, and send them here.
    Watch(Box<LookJob>, Made, Reply),
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
    /// Watches these files instead of others.
    pub(super) fn watch(&mut self, job: Box<LookJob>, made: Made, reply: Reply) {
        let sender = self.thread.get_or_insert_with(|| {
            let (sender, wakes) = channel();
            let changed = sender.clone();
            std::thread::spawn(move || run(&wakes, changed));
            sender
        });
        // After a panic of the thread, saving still notices changes.
        let _ = sender.send(Wake::Watch(job, made, reply));
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

fn run(wakes: &Receiver<Wake>, changed: Sender<Wake>) {
    let mut announcements = Announcements::new(move || drop(changed.send(Wake::Changed)));
    let mut lookout = Lookout::default();
    let mut answer: Option<(Made, Reply)> = None;
    loop {
        match wakes.recv_timeout(POLL) {
            Ok(Wake::Watch(job, made, reply)) => {
                lookout.turn_to(job);
                answer = Some((made, reply));
            }
            Ok(Wake::Changed) => {
                std::thread::sleep(SETTLED);
                for wake in wakes.try_iter() {
                    match wake {
                        Wake::Watch(job, made, reply) => {
                            lookout.turn_to(job);
                            answer = Some((made, reply));
                        }
                        Wake::Changed => {}
                        Wake::End => return,
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return,
        }
        // Before the check, so that no change is missed in between. A missing folder may exist now.
        announcements.watch(lookout.files().iter().map(PathBuf::as_path));
        if let (Some((job, seen)), Some((made, reply))) = (lookout.look(), &answer) {
            reply.answer(made(job, seen));
        }
    }
}

//! The thread that watches the open files. It sleeps until the system announces a change, and costs the window nothing.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::jobs::job::Answer;
use crate::jobs::watch::{LookJob, Lookout};
use crate::storage::announcements::Announcements;
use crate::ui::platform::Reply;

/// Time between two looks at files whose changes are not announced: those on network drives, for example.
const POLL: Duration = Duration::from_secs(2);

/// Time after a change until the file is looked at: who writes it has done by then, mostly, and many announcements of one
/// change are one look.
const SETTLED: Duration = Duration::from_millis(100);

/// A message to the thread.
enum Wake {
    /// Watch these files, and answer here.
    Watch(Box<LookJob>, Reply),
    /// Something changed.
    Changed,
    /// Watch nothing any more: while a folder is watched, some systems do not let it go.
    End,
}

/// Watches files on a thread of its own, as long as it lives.
#[derive(Default)]
pub(super) struct Watcher {
    thread: Option<Sender<Wake>>,
}

impl Watcher {
    /// Watches these files in the place of others.
    pub(super) fn watch(&mut self, job: Box<LookJob>, reply: Reply) {
        let sender = self.thread.get_or_insert_with(|| {
            let (sender, wakes) = channel();
            let changed = sender.clone();
            std::thread::spawn(move || run(&wakes, changed));
            sender
        });
        // Should the thread have panicked, saving still notices what changed.
        let _ = sender.send(Wake::Watch(job, reply));
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(thread) = &self.thread {
            // Should the thread have panicked, it has ended.
            let _ = thread.send(Wake::End);
        }
    }
}

fn run(wakes: &Receiver<Wake>, changed: Sender<Wake>) {
    let mut announcements = Announcements::new(move || drop(changed.send(Wake::Changed)));
    let mut lookout = Lookout::default();
    let mut answer: Option<Reply> = None;
    loop {
        match wakes.recv_timeout(POLL) {
            Ok(Wake::Watch(job, reply)) => {
                lookout.turn_to(job);
                answer = Some(reply);
            }
            Ok(Wake::Changed) => {
                std::thread::sleep(SETTLED);
                for wake in wakes.try_iter() {
                    match wake {
                        Wake::Watch(job, reply) => {
                            lookout.turn_to(job);
                            answer = Some(reply);
                        }
                        Wake::Changed => {}
                        Wake::End => return,
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return,
        }
        // Before the look, so that no change falls between the two. A folder that was missing may be there now.
        announcements.watch(lookout.files().iter().map(PathBuf::as_path));
        if let (Some((job, seen)), Some(reply)) = (lookout.look(), &answer) {
            reply.answer(Answer::Looked(job, seen));
        }
    }
}

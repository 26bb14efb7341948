//! The thread that follows the project's folder: it reads the articles, and then sleeps until the system announces a change.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::jobs::Answer;
use crate::jobs::project::follow::{Follower, News};
use crate::jobs::project::{ProjectAnswer, ProjectId};
use crate::storage::tree_watch::TreeWatch;
use crate::ui::reply::Reply;

/// Delay between a change and the look at it: a program that saves or renames makes several changes.
const SETTLED: Duration = Duration::from_millis(40);

/// Longest share of time that looks without announcements may take.
const SHARE: u32 = 200;

/// Least time between looks without announcements, where the system announces changes and where it does not. Network drives
/// seem to, but do not announce those of other computers.
const POLL: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(2));

/// A message to the thread.
enum Wake {
    /// These files may have changed; if there are none, any may have.
    Changed(Vec<PathBuf>),
    /// The folder is no longer followed.
    End,
}

/// Follows a folder on its own thread while it exists.
pub(super) struct Following {
    thread: Sender<Wake>,
}

impl Following {
    /// Begins to follow a folder.
    pub(super) fn begin(project: ProjectId, root: PathBuf, reply: Reply) -> Self {
        let (thread, wakes) = channel();
        let announced = thread.clone();
        let run = move || {
            let changed = move |paths| drop(announced.send(Wake::Changed(paths)));
            let watch = TreeWatch::new(&root, changed);
            let poll = if watch.is_some() { POLL.0 } else { POLL.1 };
            let answer = |news| reply.answer(Answer::Project(project, Box::new(ProjectAnswer::News(news))));
            follow(&mut Follower::new(root), &wakes, poll, &answer);
        };
        std::thread::spawn(run);
        Self { thread }
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        // After a panic the thread has ended.
        let _ = self.thread.send(Wake::End);
    }
}

fn follow(follower: &mut Follower, wakes: &Receiver<Wake>, poll: Duration, answer: &dyn Fn(News)) {
    let begun = Instant::now();
    follower.look();
    let mut pause = poll.max(begun.elapsed() * SHARE);
    loop {
        while let Some(news) = follower.read_on() {
            answer(news);
            if !look_at_changes(follower, wakes.try_iter()) {
                return;
            }
        }
        match wakes.recv_timeout(pause) {
            Ok(first) => {
                std::thread::sleep(SETTLED);
                if !look_at_changes(follower, std::iter::once(first).chain(wakes.try_iter())) {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let begun = Instant::now();
                follower.look();
                pause = poll.max(begun.elapsed() * SHARE);
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Looks at what changed; false if the folder is no longer followed.
fn look_at_changes(follower: &mut Follower, wakes: impl Iterator<Item = Wake>) -> bool {
    let (mut files, mut anything) = (Vec::new(), false);
    for wake in wakes {
        match wake {
            Wake::Changed(paths) => {
                anything |= paths.is_empty();
                files.extend(paths);
            }
            Wake::End => return false,
        }
    }
    if anything {
        follower.look();
    } else {
        follower.look_at(&files);
    }
    true
}

//! The world around the window under test, as [`Platform`] has it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use gainsay::app::action::FileDialog;
use gainsay::app::update::Outside;
use gainsay::jobs::job::Answer;
use gainsay::jobs::paste::Clip;
use gainsay::jobs::watch::{LookJob, Lookout};
use gainsay::model::annotation::{Id, Time};
use gainsay::storage::writing::answering;
use gainsay::ui::platform::{Platform, Reply};
use jiff::tz::TimeZone;

/// The world that the test runs: a clock that moves when told to, ids one after the other, dialogs that are answered
/// beforehand, work that is done at once or when the test says so, and a disk that can fail.
#[derive(Default)]
pub struct World {
    pub millis: u64,
    pub ids: usize,
    pub answers: VecDeque<PathBuf>,
    pub asked: Vec<FileDialog>,
    /// Contents of the clipboard, put there by another program.
    pub clip: Clip,
    /// Work that waits; `None` while work is done at once.
    pub held: Option<Vec<(Work, Reply)>>,
    /// The open files, when they are next looked at, and who is told.
    pub lookout: Lookout,
    pub look_at: u64,
    pub watcher: Option<Reply>,
    /// Error of the disk for saves in this folder.
    pub failing: Option<(PathBuf, ErrorKind)>,
}

pub type Work = Box<dyn FnOnce() -> Answer + Send>;

/// Milliseconds between two looks at files.
const LOOK: u64 = 1000;

impl World {
    /// Looks at the open files.
    pub fn look(&mut self) {
        self.look_at = self.millis + LOOK;
        if let (Some((job, seen)), Some(reply)) = (self.lookout.look(), &self.watcher) {
            reply.send(Answer::Looked(job, seen));
        }
    }

    /// Lets time pass up to a moment.
    pub fn pass(&mut self, millis: u64) {
        self.millis = millis;
        if self.look_at <= millis {
            self.look();
        }
    }

    /// Does work on a disk that works, or on one that fails.
    pub fn carry_out(&self, work: Work) -> Answer {
        let Some((folder, kind)) = self.failing.clone() else { return work() };
        let fails = move |_, path: &Path| if path.starts_with(&folder) { Err(kind.into()) } else { Ok(()) };
        answering(fails, work)
    }
}

/// The window's side of the world.
pub struct Fake(pub Rc<RefCell<World>>);

impl Outside for Fake {
    fn now(&self) -> Time {
        let start: jiff::Timestamp = "2026-11-23T10:12:00Z".parse().unwrap();
        let now = start + Duration::from_millis(self.0.borrow().millis);
        Time::new(&format!("{now:.0}"))
    }

    fn fresh_id(&mut self) -> Id {
        let mut world = self.0.borrow_mut();
        world.ids += 1;
        Id::new(&format!("id-{}", world.ids))
    }
}

impl Platform for Fake {
    fn millis(&self) -> u64 {
        self.0.borrow().millis
    }

    fn zone(&self) -> TimeZone {
        // An hour and three quarters more than UTC, so that no test passes by chance.
        TimeZone::fixed(jiff::tz::Offset::from_seconds(3600 + 45 * 60).unwrap())
    }

    fn ask(&mut self, ask: FileDialog, reply: Reply) {
        let mut world = self.0.borrow_mut();
        let answer = world.answers.pop_front();
        if let Some(path) = answer {
            reply.send(ask.picked(path));
        }
        world.asked.push(ask);
    }

    fn clipboard(&self) -> Box<dyn FnOnce() -> Clip + Send> {
        let clip = self.0.borrow().clip.clone();
        Box::new(|| clip)
    }

    fn spawn(&mut self, work: Work, reply: Reply) {
        let mut world = self.0.borrow_mut();
        if let Some(held) = &mut world.held {
            held.push((work, reply));
        } else {
            reply.send(world.carry_out(work));
        }
    }

    fn watch(&mut self, job: Box<LookJob>, reply: Reply) {
        let mut world = self.0.borrow_mut();
        world.lookout.turn_to(job);
        world.watcher = Some(reply);
        world.look();
    }
}

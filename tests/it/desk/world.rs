//! The fake [`Platform`] of the window under test.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use gainsay::app::action::{Action, FileDialog};
use gainsay::app::context::Outside;
use gainsay::app::session::SessionId;
use gainsay::app::shell::desktop::Desktop;
use gainsay::jobs::Answer;
use gainsay::jobs::paste::Clip;
use gainsay::jobs::project::follow::Follower;
use gainsay::jobs::project::{ProjectAnswer, ProjectId};
use gainsay::jobs::watch::{LookJob, Lookout};
use gainsay::model::annotation::{Id, Time};
use gainsay::storage::writing::answering;
use gainsay::ui::platform::Platform;
use gainsay::ui::reply::Reply;
use jiff::tz::TimeZone;

/// A system under the test's control: a manual clock, sequential ids, prepared answers of dialogs, jobs run at once or
/// on demand, and a disk that can fail.
#[derive(Default)]
pub struct World {
    pub millis: u64,
    pub ids: usize,
    pub answers: VecDeque<PathBuf>,
    pub asked: Vec<FileDialog>,
    /// Files that were shown, and true if the system has no program to show them.
    pub viewed: Vec<PathBuf>,
    pub blind: bool,
    /// True if the system has no file dialogs.
    pub dialogless: bool,
    /// Contents of the clipboard from another program.
    pub clip: Clip,
    /// Waiting jobs; `None` while jobs run at once.
    pub held: Option<Vec<(Work, Reply)>>,
    /// The open files of each session, with the receiver, and the time of their next check.
    pub lookouts: BTreeMap<SessionId, (Lookout, Reply)>,
    pub look_at: u64,
    /// The project's folder.
    pub following: Option<(ProjectId, Follower, Reply)>,
    /// The same for the project file.
    pub project_lookout: Lookout,
    pub project_watcher: Option<(ProjectId, Reply)>,
    /// The preferences of the desktop, and the receiver of others.
    pub desktop: Desktop,
    pub desktop_reply: Option<Reply>,
    /// The error of saves in this folder.
    pub failing: Option<(PathBuf, ErrorKind)>,
}

pub type Work = Box<dyn FnOnce() -> Answer + Send>;

/// Milliseconds between checks of files.
const LOOK: u64 = 1000;

impl World {
    /// Checks the open files.
    pub fn look(&mut self) {
        self.look_at = self.millis + LOOK;
        self.follow();
        for (lookout, reply) in self.lookouts.values_mut() {
            if let Some((job, seen)) = lookout.look() {
                reply.answer(Answer::Looked(job, seen));
            }
        }
        self.look_at_project();
    }

    fn look_at_project(&mut self) {
        if let (Some((job, seen)), Some((project, reply))) = (self.project_lookout.look(), &self.project_watcher) {
            reply.answer(Answer::Project(*project, Box::new(ProjectAnswer::Looked(job, seen))));
        }
    }

    /// Looks at the project's folder, and reports the news.
    pub fn follow(&mut self) {
        if let Some((project, follower, reply)) = &mut self.following {
            follower.look();
            while let Some(news) = follower.read_on() {
                reply.answer(Answer::Project(*project, Box::new(ProjectAnswer::News(news))));
            }
        }
    }

    /// Advances the clock to a time.
    pub fn pass(&mut self, millis: u64) {
        self.millis = millis;
        if self.look_at <= millis {
            self.look();
        }
    }

    /// Runs a job on a working or a failing disk.
    pub fn carry_out(&self, work: Work) -> Answer {
        let Some((folder, kind)) = self.failing.clone() else { return work() };
        let fails = move |_, path: &Path| if path.starts_with(&folder) { Err(kind.into()) } else { Ok(()) };
        answering(fails, work)
    }
}

/// The window's side of the fake.
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
        // UTC+1:45, so that no test passes by chance.
        TimeZone::fixed(jiff::tz::Offset::from_seconds(3600 + 45 * 60).unwrap())
    }

    fn ask(&mut self, ask: FileDialog, reply: Reply) {
        let mut world = self.0.borrow_mut();
        if world.dialogless {
            return reply.send(Action::NoDialog(ask));
        }
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

    fn follow_desktop(&mut self, reply: Reply) {
        let mut world = self.0.borrow_mut();
        // Nothing moves, so that tests need not wait.
        world.desktop.still = true;
        reply.send(Action::Desktop(world.desktop));
        world.desktop_reply = Some(reply);
    }

    fn view(&mut self, path: PathBuf, reply: Reply) {
        let mut world = self.0.borrow_mut();
        if world.blind {
            reply.send(Action::NoViewer(path));
        } else {
            world.viewed.push(path);
        }
    }

    fn spawn(&mut self, work: Work, reply: Reply) {
        let mut world = self.0.borrow_mut();
        if let Some(held) = &mut world.held {
            held.push((work, reply));
        } else {
            reply.answer(world.carry_out(work));
        }
    }

    fn follow(&mut self, folder: Option<(ProjectId, PathBuf)>, reply: Reply) {
        let mut world = self.0.borrow_mut();
        world.following = folder.map(|(project, root)| (project, Follower::new(root), reply));
        world.follow();
    }

    fn watch(&mut self, session: SessionId, job: Box<LookJob>, reply: Reply) {
        let mut world = self.0.borrow_mut();
        let mut lookout = Lookout::default();
        lookout.turn_to(job);
        world.lookouts.insert(session, (lookout, reply));
        world.look();
    }

    fn unwatch(&mut self, session: SessionId) {
        self.0.borrow_mut().lookouts.remove(&session);
    }

    fn watch_project(&mut self, project: ProjectId, job: Box<LookJob>, reply: Reply) {
        let mut world = self.0.borrow_mut();
        world.project_lookout.turn_to(job);
        world.project_watcher = Some((project, reply));
        world.look_at_project();
    }
}

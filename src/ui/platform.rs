//! The window's access to the system: dialogs, clock, ids, background work. Tests replace it with a fake.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;

use crate::app::action::{Action, FileDialog};
use crate::app::context::Outside;
use crate::app::session::SessionId;
use crate::jobs::Answer;
use crate::jobs::paste::Clip;
use crate::jobs::project::{ProjectAnswer, ProjectId};
use crate::jobs::watch::LookJob;
use crate::model::annotation::{Id, Time};
use crate::ui::desktop;
use crate::ui::following::Following;
use crate::ui::reply::Reply;
use crate::ui::viewer;
use crate::ui::watcher::Watcher;
use crate::{articles, interchange};

/// The system outside the window.
pub trait Platform: Outside {
    /// Milliseconds since the start.
    fn millis(&self) -> u64;
    /// The local time zone.
    fn zone(&self) -> TimeZone;
    /// Shows a file dialog without blocking; answers with the chosen file, or not at all.
    fn ask(&mut self, ask: FileDialog, reply: Reply);
    /// A function that reads the clipboard on another thread, since the owner of the clipboard may be slow.
    fn clipboard(&self) -> Box<dyn FnOnce() -> Clip + Send>;
    /// Answers with [`Action::Desktop`], off the window's thread, and again whenever the desktop's preferences change; with
    /// [`Intent::Drop`](crate::app::action::Intent::Drop) for files that the desktop sends to the program.
    fn follow_desktop(&mut self, reply: Reply);
    /// Shows a file in the system's viewer; answers with [`Action::NoViewer`] if there is none.
    fn view(&mut self, path: PathBuf, reply: Reply);
    /// Runs work on another thread and sends its answer.
    fn spawn(&mut self, work: Box<dyn FnOnce() -> Answer + Send>, reply: Reply);
    /// Watches the files of a session off the window's thread, in the place of those of it that were watched before, and
    /// answers with [`Answer::Looked`] when they are not as the job expects them, and whenever they change after that.
    fn watch(&mut self, session: SessionId, job: Box<LookJob>, reply: Reply);
    /// Watches the files of a session no longer.
    fn unwatch(&mut self, session: SessionId);
    /// Follows a folder off the window's thread, in the place of the one that was followed before, and answers with
    /// [`ProjectAnswer::News`](crate::jobs::project::ProjectAnswer) of its articles, at first of all of them.
    fn follow(&mut self, folder: Option<(ProjectId, PathBuf)>, reply: Reply);
    /// Watches a project file in the same way, and answers with [`ProjectAnswer::Looked`].
    fn watch_project(&mut self, project: ProjectId, job: Box<LookJob>, reply: Reply);
}

/// The real system.
pub struct Real {
    start: Instant,
    watcher: Watcher,
    following: Option<Following>,
    project_watcher: Watcher,
}

impl Default for Real {
    fn default() -> Self {
        let (watcher, project_watcher) = Default::default();
        Self { start: Instant::now(), watcher, project_watcher, following: None }
    }
}

impl Outside for Real {
    fn now(&self) -> Time {
        now()
    }

    fn fresh_id(&mut self) -> Id {
        fresh_id(SystemTime::now())
    }
}

/// A new id, ordered after earlier ones: a UUID of version 7 (RFC 9562). With a clock set to before 1970, it has the
/// first moment and random bits.
pub fn fresh_id(now: SystemTime) -> Id {
    let uuid = match now.duration_since(UNIX_EPOCH) {
        Ok(_) => uuid::Uuid::now_v7(),
        Err(_) => uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0)),
    };
    Id::new(&uuid.to_string())
}

/// The current time as RFC 3339 in UTC, to the second.
pub fn now() -> Time {
    Time::new(&format!("{:.0}", jiff::Timestamp::now()))
}

impl Platform for Real {
    fn millis(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn ask(&mut self, ask: FileDialog, reply: Reply) {
        let dialog = dialog(&ask);
        let asked = Instant::now();
        let waiting = move || {
            let picked = match ask {
                FileDialog::Open | FileDialog::Import(_) => pollster::block_on(dialog.pick_file()),
                FileDialog::OpenFolder | FileDialog::ImportTo(_) => pollster::block_on(dialog.pick_folder()),
                FileDialog::SaveTo(_) | FileDialog::ExportTo(_) | FileDialog::Paste(_) => {
                    pollster::block_on(dialog.save_file())
                }
            };
            let Some(path) = picked.map(|file| file.path().to_owned()) else {
                if asked.elapsed() < REACTION {
                    reply.send(Action::NoDialog(ask));
                }
                return;
            };
            reply.send(ask.picked(path));
        };
        std::thread::spawn(waiting);
    }

    fn clipboard(&self) -> Box<dyn FnOnce() -> Clip + Send> {
        // An unreadable clipboard counts as empty.
        Box::new(|| match arboard::Clipboard::new() {
            Ok(mut clipboard) => Clip { html: clipboard.get().html().ok(), text: clipboard.get_text().ok() },
            Err(_) => Clip::default(),
        })
    }

    fn follow_desktop(&mut self, reply: Reply) {
        #[cfg(target_os = "macos")]
        crate::ui::sent::belong_to(reply.clone());
        std::thread::spawn(move || desktop::follow(|desktop| reply.send(Action::Desktop(desktop))));
    }

    fn view(&mut self, path: PathBuf, reply: Reply) {
        // A viewer may be a while starting.
        std::thread::spawn(move || {
            if !viewer::show(&path) {
                reply.send(Action::NoViewer(path));
            }
        });
    }

    fn spawn(&mut self, work: Box<dyn FnOnce() -> Answer + Send>, reply: Reply) {
        std::thread::spawn(move || reply.answer(work()));
    }

    fn watch(&mut self, session: SessionId, job: Box<LookJob>, reply: Reply) {
        self.watcher.watch(session, job, Box::new(Answer::Looked), reply);
    }

    fn unwatch(&mut self, session: SessionId) {
        self.watcher.unwatch(session);
    }

    fn watch_project(&mut self, project: ProjectId, job: Box<LookJob>, reply: Reply) {
        let made = move |job, seen| Answer::Project(project, Box::new(ProjectAnswer::Looked(job, seen)));
        self.project_watcher.watch(SessionId::default(), job, Box::new(made), reply);
    }

    fn follow(&mut self, folder: Option<(ProjectId, PathBuf)>, reply: Reply) {
        self.following = folder.map(|(project, root)| Following::begin(project, root, reply));
    }
}

/// A dialog that closes sooner was never shown: nobody cancels one this fast, and the library does not tell the two
/// apart.
const REACTION: Duration = Duration::from_millis(150);

fn dialog(ask: &FileDialog) -> rfd::AsyncFileDialog {
    let dialog = rfd::AsyncFileDialog::new();
    let at = |dialog: rfd::AsyncFileDialog, path: &Path| {
        let dialog = match path.parent().filter(|folder| folder.is_dir()) {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        dialog.set_file_name(path.file_name().unwrap_or_default().to_string_lossy())
    };
    match ask {
        FileDialog::Open => {
            let readable: Vec<&str> = articles::ARTICLE_FORMATS
                .iter()
                .flat_map(|row| row.extensions.iter().copied())
                .chain(["ron"])
                .collect();
            dialog
                .set_title("Open article")
                .add_filter("Articles and annotations", &readable)
                .add_filter("All files", &["*"])
        }
        FileDialog::OpenFolder => dialog.set_title("Open folder"),
        FileDialog::SaveTo(path) => {
            at(dialog.set_title("Save annotations as"), path).add_filter("Annotations", &["ron"])
        }
        FileDialog::ExportTo(path) => at(dialog.set_title("Export to"), path),
        FileDialog::Import(path) => {
            let readable: Vec<&str> =
                interchange::IMPORTS.iter().flat_map(|row| row.extensions.iter().copied()).collect();
            at(dialog.set_title("Import annotations"), path)
                .add_filter("Annotations", &readable)
                .add_filter("All files", &["*"])
        }
        FileDialog::Paste(path) => at(dialog.set_title("Save new article as"), path),
        // The last part of the path is the folder's name, not a file name.
        FileDialog::ImportTo(path) => dialog.set_title("Import into folder").set_directory(path),
    }
}

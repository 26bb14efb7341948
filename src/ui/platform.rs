//! The window's access to the system: dialogs, clock, ids, background work. Tests replace it with a fake.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;

use crate::app::action::{Action, FileDialog};
use crate::app::context::Outside;
use crate::app::session::SessionId;
use crate::jobs::job::Answer;
use crate::jobs::paste::Clip;
use crate::jobs::watch::LookJob;
use crate::model::annotation::{Id, Time};
use crate::ui::watcher::Watcher;
use crate::{articles, interchange};

/// The way back to the window for an answer; wakes the window.
#[derive(Clone)]
pub struct Reply {
    sender: Sender<Action>,
    ctx: egui::Context,
    session: Option<SessionId>,
}

impl Reply {
    /// Sends to this channel and wakes this window.
    pub fn new(sender: Sender<Action>, ctx: egui::Context) -> Self {
        Self { sender, ctx, session: None }
    }

    /// The same, for answers that belong to this session.
    #[must_use]
    pub fn for_session(self, session: Option<SessionId>) -> Self {
        Self { session, ..self }
    }

    /// Sends the result of a job.
    pub fn answer(&self, answer: Answer) {
        self.send(Action::Answered(self.session, answer));
    }

    /// Sends an answer; does nothing after the window is closed.
    pub fn send(&self, action: impl Into<Action>) {
        let _ = self.sender.send(action.into());
        self.ctx.request_repaint();
    }
}

/// The system outside the window.
pub trait Platform: Outside {
    /// Milliseconds since the start.
    fn millis(&self) -> u64;
    /// The local time zone.
    fn zone(&self) -> TimeZone;
    /// Asks for a file without blocking; answers with the action made of it, or not at all.
    fn ask(&mut self, ask: FileDialog, reply: Reply);
    /// How to read the clipboard, which is for another thread: the program that holds the words may take its time.
    fn clipboard(&self) -> Box<dyn FnOnce() -> Clip + Send>;
    /// Does work off the window's thread and answers with what comes of it.
    fn spawn(&mut self, work: Box<dyn FnOnce() -> Answer + Send>, reply: Reply);
    /// Watches files off the window's thread, in the place of those that were watched before, and answers with
    /// [`Answer::Looked`] when they are not as the job expects them, and whenever they change after that.
    fn watch(&mut self, job: Box<LookJob>, reply: Reply);
}

/// The real world.
pub struct Real {
    start: Instant,
    watcher: Watcher,
}

impl Default for Real {
    fn default() -> Self {
        Self { start: Instant::now(), watcher: Watcher::default() }
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

/// An id that nothing has, and that comes after those made before: a UUID of version 7 (RFC 9562), which counts from 1970.
/// Of a clock that is set to before that it has the first moment and chance alone.
pub fn fresh_id(now: SystemTime) -> Id {
    let uuid = match now.duration_since(UNIX_EPOCH) {
        Ok(_) => uuid::Uuid::now_v7(),
        Err(_) => uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0)),
    };
    Id::new(&uuid.to_string())
}

/// This moment as RFC 3339 in UTC, to the second.
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
                FileDialog::ImportTo(_) => pollster::block_on(dialog.pick_folder()),
                FileDialog::SaveTo(_) | FileDialog::ExportTo(_) | FileDialog::Paste(_) => {
                    pollster::block_on(dialog.save_file())
                }
            };
            let Some(path) = picked.map(|file| file.path().to_owned()) else {
                if asked.elapsed() < REACTION {
                    reply.send(Action::NoDialog);
                }
                return;
            };
            reply.send(ask.picked(path));
        };
        std::thread::spawn(waiting);
    }

    fn clipboard(&self) -> Box<dyn FnOnce() -> Clip + Send> {
        // A clipboard that cannot be read is told of as one without words.
        Box::new(|| match arboard::Clipboard::new() {
            Ok(mut clipboard) => Clip { html: clipboard.get().html().ok(), text: clipboard.get_text().ok() },
            Err(_) => Clip::default(),
        })
    }

    fn spawn(&mut self, work: Box<dyn FnOnce() -> Answer + Send>, reply: Reply) {
        std::thread::spawn(move || reply.answer(work()));
    }

    fn watch(&mut self, job: Box<LookJob>, reply: Reply) {
        self.watcher.watch(job, reply);
    }
}

/// A dialog that is gone sooner was never shown: nobody cancels one this fast. The library cannot tell the two apart.
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
        // The last part of the path is what the folder is called, not a file to be proposed.
        FileDialog::ImportTo(path) => dialog.set_title("Import into folder").set_directory(path),
    }
}

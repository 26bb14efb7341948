//! What others do to the open file meanwhile: another program that writes it, another window that works on it.

use std::path::Path;

use crate::app::action::{ClaimJob, Effect, LookJob};
use crate::app::jobs::Loaded;
use crate::app::state::{Open, State, Tone};
use crate::app::update::Work;
use crate::storage::files::{SaveError, Stamp};
use crate::storage::lock::{Claim, Lock};

/// Milliseconds from one look at the files to the next.
const EVERY: u64 = 1000;

/// How often a file that cannot be read is tried before that is said: whoever writes it may be in the middle of it.
const TRIES: u8 = 5;

/// Milliseconds that another window has to give a file up.
const PATIENCE: u64 = 15_000;

/// The id of the command that takes a file over.
const TAKE_OVER: &str = "file.take_over";

/// What is known of the open files on disk.
#[derive(Debug, Default)]
pub struct Watch {
    /// The article's file as it was read.
    pub article: Option<Stamp>,
    /// The encoding the person chose to read it in.
    pub encoding: Option<&'static str>,
    /// When to look again, in milliseconds since the start.
    next: u64,
    /// Whether somebody is looking.
    looking: bool,
    /// How often reading what changed failed in a row.
    failures: u8,
    /// Which files it was said of that they are gone.
    said_gone: (bool, bool),
    /// What was said of the files when they were last read.
    said: Vec<String>,
    /// Who works on the file.
    holding: Holding,
}

/// Who works on the open file.
#[derive(Debug, Default)]
enum Holding {
    /// Nobody was asked yet, or nobody knows.
    #[default]
    Unknown,
    /// This window, as long as this is kept.
    Ours(#[expect(dead_code, reason = "it is kept for what its drop does")] Lock),
    /// Another one.
    Theirs,
    /// Another one, which was asked to give it up at this moment, and is being asked as long as this is kept.
    Asked(u64, Option<Lock>),
}

/// What became of a file since it was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// It is as it was.
    Same,
    /// It is another one.
    Changed,
    /// It is not there.
    Gone,
}

/// What a look at the files saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The annotation file.
    pub annotations: Now,
    /// The article's file.
    pub article: Now,
    /// Whether another window asks for the annotation file.
    pub asked: bool,
}

impl Watch {
    /// Files that were just read, at this moment, with what was said of them.
    pub fn new(article: Option<Stamp>, encoding: Option<&'static str>, said: Vec<String>, millis: u64) -> Self {
        Self { article, encoding, said, next: millis + EVERY, ..Self::default() }
    }

    /// When to look again, in milliseconds since the start.
    pub fn due(&self) -> Option<u64> {
        (!self.looking).then_some(self.next)
    }

    /// The same files under another name for the annotations, which nobody was asked about yet.
    pub fn renamed(&mut self, millis: u64) {
        let said = std::mem::take(&mut self.said);
        *self = Self::new(self.article, self.encoding, said, millis);
    }
}

/// Whether another window works on the open file, and was not asked for it.
pub fn is_elsewhere(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| matches!(open.watch.holding, Holding::Theirs))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Open {
    fn worked_on_elsewhere(&mut self) {
        self.read_only = Some(format!("{} is worked on in another window", name(&self.saving.path)));
    }
}

impl Work<'_> {
    /// Looks at the files if it is time to.
    pub fn watch(&mut self) {
        let millis = self.state.millis;
        let Some(open) = &mut self.state.open else { return };
        if open.watch.due().is_none_or(|due| due > millis) || open.saving.under_way.is_some() {
            return;
        }
        open.watch.looking = true;
        open.watch.next = millis + EVERY;
        let asking = matches!(open.watch.holding, Holding::Asked(..));
        let unheard = matches!(open.watch.holding, Holding::Asked(_, None));
        let job = LookJob {
            annotations: open.saving.path.clone(),
            expected: open.saving.stamp,
            article: open.path.clone().zip(open.watch.article),
            holds: matches!(open.watch.holding, Holding::Ours(_)),
            folders: self.state.folders.clone(),
        };
        self.effects.push(Effect::Look(Box::new(job)));
        if unheard {
            self.ask();
        }
        if asking {
            self.claim();
        }
    }

    /// Takes what a look at the files saw.
    pub fn looked(&mut self, job: &LookJob, seen: Seen) {
        let unsaved = self.is_unsaved();
        let Some(open) = &mut self.state.open else { return };
        open.watch.looking = false;
        let outdated = open.saving.path != job.annotations || open.saving.stamp != job.expected;
        if outdated || open.saving.under_way.is_some() || self.state.opening.is_some() {
            return;
        }
        let Seen { annotations, article, asked } = seen;
        if annotations == Now::Same && article == Now::Same {
            open.watch.failures = 0;
        }
        self.say_gone(annotations == Now::Gone, article == Now::Gone);
        match (annotations, article) {
            (Now::Changed, _) if unsaved => self.changed_on_disk(),
            (Now::Changed, _) | (Now::Same, Now::Changed) if !unsaved => self.reload(),
            // Nothing to be read, or not before what is not saved is.
            _ if asked && !unsaved => self.give_up(),
            _ if asked || article == Now::Changed => self.save_soon(),
            _ => {}
        }
    }

    /// Says once of each file that it is gone.
    fn say_gone(&mut self, annotations: bool, article: bool) {
        let Some(open) = &mut self.state.open else { return };
        let before = std::mem::replace(&mut open.watch.said_gone, (annotations, article));
        let path = open.saving.path.display().to_string();
        let article_path = open.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        if annotations && !before.0 {
            let text = format!(
                "{path} has been moved, renamed or deleted meanwhile. What is open here is kept: save it elsewhere, or go \
                 on, and say then that it is to be written again"
            );
            self.state.notify_with(Tone::Warning, text, Some("file.save_elsewhere"));
        }
        if article && !before.1 {
            let text = format!(
                "{article_path} has been moved, renamed or deleted meanwhile. Its text is kept with the annotations, and \
                 you can go on"
            );
            self.state.notify(Tone::Info, text);
        }
    }

    /// Saves what is not saved, unless that failed: then it is tried again in its own time.
    fn save_soon(&mut self) {
        if self.state.open.as_ref().is_some_and(|open| open.saving.error.is_none()) {
            self.save_now();
        }
    }

    /// The annotation file changed on disk while there is work here that is not saved: the person says what becomes of both.
    fn changed_on_disk(&mut self) {
        let Some(open) = &self.state.open else { return };
        if open.saving.held || self.state.dialog.is_some() {
            return;
        }
        let changed = SaveError::Changed { path: open.saving.path.clone() };
        self.clash(&changed);
    }

    /// Reads the files again. Until that is done, nobody looks.
    fn reload(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.looking = true;
        self.effects.push(Effect::Reload(open.file(), open.watch.encoding));
    }

    /// Takes the files as they are now, with what the person looks at where it was. What cannot be read, which somebody may
    /// be in the middle of writing, is tried again. What was done before cannot be undone then: it was done to another file.
    pub fn reloaded(&mut self, path: &Path, result: Result<Box<Loaded>, String>) {
        let unsaved = self.is_unsaved();
        let Some(open) = self.state.open.as_mut().filter(|open| open.file() == path) else { return };
        open.watch.looking = false;
        if unsaved || open.saving.under_way.is_some() {
            return;
        }
        let mut loaded = match result {
            // Taken away since it was looked at; it may come back, and is no reason to drop what is open.
            Ok(loaded) if loaded.stamp.is_none() && open.saving.stamp.is_some() => return,
            Ok(loaded) => *loaded,
            Err(why) => return self.not_reloaded(&why),
        };
        let old = open.article.text.clone();
        let same_text = loaded.article.text == old;
        if same_text {
            // The view knows an article by its identity, and stays where it is.
            loaded.article.text = old.clone();
        }
        if same_text && loaded.set == open.set && loaded.extra == open.extra && loaded.read_only.is_none() {
            // Nothing of what is shown changed, and what was done here can still be undone.
            (open.saving.stamp, open.saving.base) = (loaded.stamp, loaded.base);
            (open.article, open.reading) = (loaded.article, loaded.reading);
            open.watch.article = loaded.article_stamp;
            open.watch.failures = 0;
            return;
        }
        let text = loaded.article.text.clone();
        let followed = name(if same_text { &loaded.annotation_path } else { path });
        let focus = open.focus_in(&text, &loaded.set);
        let holding = std::mem::take(&mut open.watch.holding);
        let said_before = std::mem::take(&mut open.watch.said);
        let (encoding, millis) = (open.watch.encoding, self.state.millis);
        for (tone, text, command) in loaded.notices.clone() {
            if !said_before.contains(&text) {
                self.state.notify_with(tone, text, command);
            }
        }
        let mut fresh = Open::new(loaded, encoding, millis);
        fresh.focus = focus;
        let elsewhere = matches!(holding, Holding::Theirs | Holding::Asked(..));
        if elsewhere && fresh.read_only.is_none() {
            fresh.worked_on_elsewhere();
        }
        fresh.watch.holding = holding;
        self.state.open = Some(fresh);
        self.state.offer = None;
        self.state.picker = None;
        self.state.laid = None;
        if !same_text {
            self.state.find = None;
            self.effects.push(Effect::Follow(old, text));
        }
        if !elsewhere {
            self.state.notify(Tone::Info, format!("Another program changed {followed}; this is how it is now"));
        }
    }

    /// Notes that the files could not be read again.
    fn not_reloaded(&mut self, why: &str) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.failures = open.watch.failures.saturating_add(1);
        if open.watch.failures == TRIES {
            let text = format!("{why}. What was open is kept here as it was");
            self.state.notify_with(Tone::Warning, text, Some("file.save_elsewhere"));
        }
    }

    // Two windows.

    fn claim_job(&self) -> Option<Box<ClaimJob>> {
        let annotations = self.state.open.as_ref()?.saving.path.clone();
        Some(Box::new(ClaimJob { annotations, folders: self.state.folders.clone() }))
    }

    /// Wants the open file to be this window's.
    pub fn claim(&mut self) {
        self.effects.extend(self.claim_job().map(Effect::Claim));
    }

    /// Takes the answer to that.
    pub fn claimed(&mut self, path: &Path, claim: Claim) {
        let millis = self.state.millis;
        let Some(open) = self.state.open.as_mut().filter(|open| open.saving.path == *path) else { return };
        match (claim, &open.watch.holding) {
            (Claim::Unknown, _) => open.watch.holding = Holding::Unknown,
            (Claim::Ours(lock), was) => {
                let waited = matches!(was, Holding::Asked(..));
                open.watch.holding = Holding::Ours(lock);
                if waited {
                    open.read_only = None;
                    self.state.said = "This window works on the file now".to_owned();
                    self.state.notices.retain(|notice| notice.command != Some(TAKE_OVER));
                    // What the other window saved last.
                    self.reload();
                }
            }
            // Wanted twice: the lock that is there is this window's own.
            (Claim::Theirs(_), Holding::Ours(_)) => {}
            (Claim::Theirs(_), Holding::Asked(since, _)) if millis < since + PATIENCE => {}
            (Claim::Theirs(process), was) => {
                let name = name(path);
                let text = if matches!(was, Holding::Asked(..)) {
                    format!("The other window that works on {name} does not answer; close it, and take over then")
                } else {
                    let process = process.map(|number| format!(" (process {number})")).unwrap_or_default();
                    format!(
                        "Another window{process} works on {name}. Here it can be read; to change it here, take over, and the \
                         other window saves it and lets it go"
                    )
                };
                self.leave_to_others(text);
            }
        }
    }

    /// Asks the other window to save the file and let it go.
    pub fn take_over(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.holding = Holding::Asked(self.state.millis, None);
        self.state.said = "Asked the other window to let the file go".to_owned();
        self.ask();
    }

    fn ask(&mut self) {
        self.effects.extend(self.claim_job().map(Effect::Ask));
    }

    /// Takes the answer to that. While somebody else asks too, or looks who does, it is tried again.
    pub fn asked(&mut self, path: &Path, claim: Claim) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.saving.path == *path) else { return };
        if let (Holding::Asked(_, asking), Claim::Ours(lock)) = (&mut open.watch.holding, claim) {
            *asking = Some(lock);
        }
    }

    /// Lets the file go that another window asks for.
    fn give_up(&mut self) {
        let Some(open) = &self.state.open else { return };
        let name = name(&open.saving.path);
        self.leave_to_others(format!(
            "Another window took over {name}. Everything was saved before; here it can be read"
        ));
    }

    fn leave_to_others(&mut self, text: String) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.holding = Holding::Theirs;
        open.worked_on_elsewhere();
        self.state.notices.retain(|notice| notice.command != Some(TAKE_OVER));
        self.state.notify_with(Tone::Warning, text, Some(TAKE_OVER));
    }
}

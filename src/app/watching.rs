//! What others do to the open file meanwhile: another program that writes it, another window that works on it.

use std::path::PathBuf;

use crate::app::action::{ClaimJob, Effect, LookJob};
use crate::app::jobs::Loaded;
use crate::app::state::{Dialog, Open, State, Tone};
use crate::app::update::Work;
use crate::model::history::{Focus, Selection};
use crate::storage::files::{SaveError, Stamp};
use crate::storage::lock::Claim;

/// Milliseconds from one look at the files to the next.
const EVERY: u64 = 1000;

/// How often a file that cannot be read is tried before that is said: whoever writes it may be in the middle of it.
const TRIES: u8 = 5;

/// Milliseconds that another window has to give a file up.
const PATIENCE: u64 = 15_000;

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
    /// Whether it was said that the file is gone.
    gone: bool,
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
    Ours(#[expect(dead_code, reason = "it is kept for what its drop does")] crate::storage::lock::Lock),
    /// Another one; since when it is asked to give it up, if it is.
    Theirs { asked: Option<u64> },
}

/// What a look at the files saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing new.
    Same,
    /// The annotation file is another one.
    Annotations,
    /// The article's file is another one.
    Article,
    /// The annotation file is gone.
    Gone,
    /// Another window asks for the file.
    Asked,
}

impl Watch {
    /// A file that was just read.
    pub fn new(article: Option<Stamp>, encoding: Option<&'static str>, millis: u64) -> Self {
        Self { article, encoding, next: millis + EVERY, ..Self::default() }
    }

    /// When to look again, in milliseconds since the start.
    pub fn due(&self) -> Option<u64> {
        (!self.looking).then_some(self.next)
    }
}

/// Whether another window works on the open file.
pub fn is_elsewhere(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| matches!(open.watch.holding, Holding::Theirs { asked: None }))
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
        let asks = matches!(open.watch.holding, Holding::Theirs { asked: Some(_) });
        let job = LookJob {
            annotations: open.saving.path.clone(),
            expected: open.saving.stamp,
            article: open.path.clone().zip(open.watch.article),
            holds: matches!(open.watch.holding, Holding::Ours(_)),
            folders: self.state.folders.clone(),
        };
        self.effects.push(Effect::Look(Box::new(job)));
        if asks {
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
        match seen {
            Seen::Same => {
                open.watch.failures = 0;
                open.watch.gone = false;
            }
            Seen::Gone if open.watch.gone => {}
            Seen::Gone => {
                open.watch.gone = true;
                let text = format!(
                    "{} has been moved, renamed or deleted meanwhile. What is open here is kept: save it elsewhere, or go on, \
                     and say then that it is to be written again",
                    open.saving.path.display()
                );
                self.state.notify_with(Tone::Warning, text, Some("file.save_elsewhere"));
            }
            // Once it is saved, the next look sees the article again.
            Seen::Article if unsaved => self.save_now(),
            Seen::Annotations if unsaved => self.changed_on_disk(),
            Seen::Annotations | Seen::Article => {
                // Until it is read, nobody looks again.
                open.watch.looking = true;
                let (path, encoding) = (open.file(), open.watch.encoding);
                self.effects.push(Effect::Reload(path, encoding));
            }
            Seen::Asked => self.give_up(),
        }
    }

    /// The annotation file changed on disk while there is work here that is not saved: the person says what becomes of both.
    fn changed_on_disk(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        if open.saving.held || self.state.dialog.is_some() {
            return;
        }
        open.saving.held = true;
        let changed = SaveError::Changed { path: open.saving.path.clone() };
        self.state.dialog = Some(Dialog::Changed(changed.to_string()));
    }

    /// Takes the files as they are now, with what the person looks at where it was. Half a file, which somebody may just
    /// be writing, is tried again.
    pub fn reloaded(&mut self, path: &std::path::Path, result: Result<Box<Loaded>, String>) {
        let unsaved = self.is_unsaved();
        let Some(open) = self.state.open.as_mut().filter(|open| open.file() == path) else { return };
        open.watch.looking = false;
        if unsaved || open.saving.under_way.is_some() {
            return;
        }
        let mut loaded = match result {
            Ok(loaded) => *loaded,
            Err(why) => {
                open.watch.failures = open.watch.failures.saturating_add(1);
                if open.watch.failures == TRIES {
                    let text = format!("{why}. What was open is kept here as it was");
                    self.state.notify_with(Tone::Warning, text, Some("file.save_elsewhere"));
                }
                return;
            }
        };
        let same_text = loaded.article.text == open.article.text;
        if same_text {
            // The view knows an article by its identity, and stays where it is.
            loaded.article.text = open.article.text.clone();
        }
        let same = same_text && loaded.set == open.set;
        let text = &loaded.article.text;
        let selection = open.focus.selection;
        let focus = Focus {
            selection: Selection { anchor: text.floor(selection.anchor), focus: text.floor(selection.focus) },
            mark: open.focus.mark.clone().filter(|mark| loaded.set.get(mark).is_some()),
        };
        let holding = std::mem::take(&mut open.watch.holding);
        let encoding = open.watch.encoding;
        let shown = focus.selection.range();
        let notices = std::mem::take(&mut loaded.notices);
        let mut fresh = Open::new(loaded, encoding, self.state.millis);
        fresh.focus = focus;
        fresh.watch.holding = holding;
        self.state.open = Some(fresh);
        self.state.offer = None;
        self.state.picker = None;
        self.state.laid = None;
        if !same_text {
            self.effects.push(Effect::Reveal(shown));
            for (tone, text, command) in notices {
                self.state.notify_with(tone, text, command);
            }
        }
        self.hold();
        if same {
            return;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.state.notify(Tone::Info, format!("Another program changed {name}; this is how it is now"));
    }

    // Two windows.

    /// Asks for the open file to be this window's.
    pub fn claim(&mut self) {
        if let Some(open) = &self.state.open {
            let job = ClaimJob { annotations: open.saving.path.clone(), folders: self.state.folders.clone() };
            self.effects.push(Effect::Claim(Box::new(job)));
        }
    }

    /// Takes the answer to that.
    pub fn claimed(&mut self, path: &PathBuf, claim: Claim) {
        let millis = self.state.millis;
        let folders = self.state.folders.clone();
        let Some(open) = self.state.open.as_mut().filter(|open| open.saving.path == *path) else { return };
        let asked = match open.watch.holding {
            Holding::Theirs { asked } => asked,
            _ => None,
        };
        match claim {
            // Asked for twice: the lock that is there is this window's own.
            Claim::Theirs(_) if matches!(open.watch.holding, Holding::Ours(_)) => {}
            Claim::Unknown => open.watch.holding = Holding::Unknown,
            Claim::Ours(lock) => {
                let waited = matches!(open.watch.holding, Holding::Theirs { .. });
                open.watch.holding = Holding::Ours(lock);
                if waited {
                    open.read_only = None;
                    self.state.said = "This window works on the file now".to_owned();
                    self.state.notices.retain(|notice| notice.command != Some(TAKE_OVER));
                    self.effects.push(Effect::Ask(path.clone(), folders, false));
                    let (path, encoding) = (open.file(), open.watch.encoding);
                    // What the other window saved last.
                    self.effects.push(Effect::Reload(path, encoding));
                }
            }
            Claim::Theirs(_) if asked.is_some_and(|asked| millis < asked + PATIENCE) => {}
            Claim::Theirs(process) => {
                open.watch.holding = Holding::Theirs { asked: None };
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = if asked.is_some() {
                    self.effects.push(Effect::Ask(path.clone(), folders, false));
                    format!("The other window that works on {name} does not answer; close it, and take over then")
                } else {
                    let process = process.map(|number| format!(" (process {number})")).unwrap_or_default();
                    format!(
                        "Another window{process} works on {name}. Here it can be read; to change it here, take over, and the \
                         other window saves it and lets it go"
                    )
                };
                open.read_only = Some(format!("{name} is worked on in another window"));
                self.say_taken(text);
            }
        }
    }

    /// Asks the other window to save the file and let it go.
    pub fn take_over(&mut self) {
        let (millis, folders) = (self.state.millis, self.state.folders.clone());
        let Some(open) = &mut self.state.open else { return };
        open.watch.holding = Holding::Theirs { asked: Some(millis) };
        self.state.said = "Asked the other window to let the file go".to_owned();
        self.effects.push(Effect::Ask(open.saving.path.clone(), folders, true));
    }

    /// Lets the file go that another window asks for, once what is not saved is.
    fn give_up(&mut self) {
        if self.is_unsaved() {
            return self.save_now();
        }
        let Some(open) = &mut self.state.open else { return };
        open.watch.holding = Holding::Theirs { asked: None };
        let name = open.saving.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        open.read_only = Some(format!("{name} is worked on in another window"));
        let text = format!("Another window took over {name}. Everything was saved before; here it can be read");
        self.say_taken(text);
    }

    /// Says who works on the file, in the place of what was said of that before.
    fn say_taken(&mut self, text: String) {
        self.state.notices.retain(|notice| notice.command != Some(TAKE_OVER));
        self.state.notify_with(Tone::Warning, text, Some(TAKE_OVER));
    }

    /// Keeps an open file from being changed while another window works on it.
    fn hold(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        if matches!(open.watch.holding, Holding::Theirs { .. }) && open.read_only.is_none() {
            let name = open.saving.path.file_name().unwrap_or_default().to_string_lossy();
            open.read_only = Some(format!("{name} is worked on in another window"));
        }
    }
}

/// The id of the command that takes a file over.
const TAKE_OVER: &str = "file.take_over";

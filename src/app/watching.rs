//! What others do to the open file meanwhile: another program that writes it, another window that works on it.

use std::path::Path;
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::review::Other;
use crate::app::saving::Lost;
use crate::app::state::{Open, State};
use crate::app::update::Work;
use crate::articles::ReadOptions;
use crate::jobs::edition::Edition;
use crate::jobs::job::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::open::Loaded;
use crate::jobs::progress::Progress;
use crate::jobs::watch::{LookJob, Now, Seen};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::history::Thread;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;
use crate::storage::files::{SaveError, Stamp};
use crate::storage::lock::{Claim, Lock};

/// Milliseconds until the files are looked at again where something is not settled yet.
const AGAIN: u64 = 1000;

/// How often a file that cannot be read is tried before that is said: whoever writes it may be in the middle of it.
const TRIES: u8 = 5;

/// Milliseconds that another window has to give a file up.
const PATIENCE: u64 = 15_000;

/// What is known of the open files on disk.
#[derive(Debug, Default)]
pub struct Watch {
    /// The article's file as it was read.
    pub article: Option<Stamp>,
    /// Its text.
    pub text: Option<ArticleText>,
    /// How the person chose to have it read.
    pub choice: ReadOptions<'static>,
    /// Files that are being watched, and what they are expected to be.
    watched: Option<Box<LookJob>>,
    /// When to look at them again, in milliseconds since the start; `None` while a change is all that matters.
    again: Option<u64>,
    /// The files are being read again.
    reading: bool,
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

impl Watch {
    /// Files that were just read: the article's with its text, and what was said of both.
    pub fn new(
        (article, text): (Option<Stamp>, Option<ArticleText>),
        choice: ReadOptions<'static>,
        said: Vec<String>,
    ) -> Self {
        Self { article, text, choice, said, ..Self::default() }
    }

    /// Notes that the article's file was read again.
    pub fn read(&mut self, article: Option<Stamp>, text: Option<ArticleText>) {
        (self.article, self.text) = (article, text);
        self.failures = 0;
    }

    /// What is to be said of the files as they are now, that was not said before.
    pub fn news(&mut self, said: Vec<Notice>) -> Vec<Notice> {
        let now = said.iter().map(|notice| notice.text.clone()).collect();
        let before = std::mem::replace(&mut self.said, now);
        said.into_iter().filter(|notice| !before.contains(&notice.text)).collect()
    }

    /// When to look again, in milliseconds since the start; `None` while the files are only watched.
    pub fn due(&self) -> Option<u64> {
        self.again.filter(|_| !self.reading)
    }

    /// The same files under another name for the annotations, which nobody was asked about yet.
    pub fn renamed(&mut self) {
        let said = std::mem::take(&mut self.said);
        *self = Self::new((self.article, self.text.take()), self.choice, said);
    }
}

/// True if another window works on the open file, and was not asked for it.
pub fn is_elsewhere(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| matches!(open.watch.holding, Holding::Theirs))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Open {
    /// The files are watched as they are known now.
    fn is_watched(&self) -> bool {
        let article = self.path.as_ref().zip(self.watch.article);
        self.watch.watched.as_ref().is_some_and(|job| {
            job.annotations == self.saving.path
                && job.expected == self.saving.stamp
                && job.article.as_ref().map(|(path, stamp)| (path, *stamp)) == article
                && job.holds == matches!(self.watch.holding, Holding::Ours(_))
        })
    }

    fn worked_on_elsewhere(&mut self) {
        self.read_only = Some(format!("{} is open in another window", name(&self.saving.path)));
    }
}

impl Work<'_> {
    /// Has the files watched that are open now, and looked at again if it is time to.
    pub fn watch(&mut self) {
        let millis = self.state.millis;
        let Some(open) = &mut self.state.open else { return };
        if open.saving.under_way.is_some() || open.watch.reading {
            return;
        }
        let due = open.watch.again.is_some_and(|again| again <= millis);
        if !due && open.is_watched() {
            return;
        }
        let job = Box::new(LookJob {
            annotations: open.saving.path.clone(),
            expected: open.saving.stamp,
            article: open.path.clone().zip(open.watch.article),
            holds: matches!(open.watch.holding, Holding::Ours(_)),
            folders: self.state.folders.clone(),
        });
        open.watch.watched = Some(job.clone());
        self.effects.push(Effect::Watch(job));
        if !due {
            return;
        }
        open.watch.again = None;
        if let Holding::Asked(_, asking) = &open.watch.holding {
            let unheard = asking.is_none();
            open.watch.again = Some(millis + AGAIN);
            if unheard {
                self.ask();
            }
            self.claim();
        }
    }

    /// Takes what a look at the files saw.
    pub fn looked(&mut self, job: &LookJob, seen: Seen) {
        let (changes, unsaved) = (self.has_changes(), self.is_unsaved());
        let again = self.state.millis + AGAIN;
        let Some(open) = &mut self.state.open else { return };
        if open.saving.path != job.annotations || open.saving.stamp != job.expected {
            return;
        }
        let Seen { annotations, article, asked } = seen;
        let changed = annotations == Now::Changed || article == Now::Changed;
        if annotations == Now::Same && article == Now::Same {
            open.watch.failures = 0;
        }
        // Nothing more may happen to the files, and what is to be done now may be refused, or have to wait.
        if (changed && !open.saving.held && open.watch.failures < TRIES) || asked {
            open.watch.again.get_or_insert(again);
        }
        if open.watch.reading || open.saving.under_way.is_some() || self.state.opening.is_some() {
            return;
        }
        let read_only = open.read_only.is_some();
        match annotations {
            Now::Gone if !read_only => open.saving.lost = Some(Lost::Gone),
            Now::Same => open.saving.lost = None,
            // Reading it tells more.
            Now::Gone | Now::Changed => {}
        }
        self.say_gone(annotations == Now::Gone, article == Now::Gone);
        match (annotations, article) {
            (Now::Changed, _) if changes => self.changed_on_disk(),
            (Now::Changed, _) => self.reload(),
            _ if asked && !unsaved => self.give_up(),
            _ if asked => self.save_soon(),
            (Now::Same, Now::Changed) if read_only => self.reload(),
            (_, Now::Changed) => self.carry_over(false),
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
                "{path} has been moved, renamed or deleted meanwhile. What is open here is kept, and is not saved: write the \
                 file again, or save it elsewhere"
            );
            self.state.notify(Notice::warning(text).on(NoticeTopic::FileLost));
        }
        if article && !before.1 {
            let text = format!(
                "{article_path} has been moved, renamed or deleted meanwhile. Its text is kept with the annotations, and \
                 you can go on"
            );
            self.state.notify(Notice::info(text));
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
    pub(in crate::app) fn reload(&mut self) {
        if self.state.opening.is_some() {
            return;
        }
        let progress = self.begin_carrying();
        let Some(open) = &mut self.state.open else { return };
        open.watch.reading = true;
        self.effects.push(Effect::Do(Job::Reload(open.file(), open.watch.choice, progress)));
    }

    /// Takes the files as they are now, with what the person looks at where it was. What cannot be read, which somebody may
    /// be in the middle of writing, is tried again.
    pub fn reloaded(&mut self, path: &Path, progress: &Arc<Progress>, result: Result<Box<Loaded>, String>) {
        let changes = self.has_changes();
        self.state.carrying.take_if(|carrying| Arc::ptr_eq(&carrying.progress, progress));
        let Some(open) = self.state.open.as_mut().filter(|open| open.file() == path) else { return };
        open.watch.reading = false;
        // Given up for another file: what was read in part says nothing of the file.
        if changes || open.saving.under_way.is_some() || progress.is_unwanted() {
            return;
        }
        let mut loaded = match result {
            // Taken away since it was looked at; it may come back, and is no reason to drop what is open.
            Ok(loaded) if loaded.stamp.is_none() && open.saving.stamp.is_some() => return,
            Ok(loaded) => *loaded,
            Err(why) => {
                if open.read_only.is_none() {
                    open.saving.lost = Some(Lost::Unreadable);
                }
                self.not_reloaded(&why);
                return self.go_on();
            }
        };
        if open.is_behind() {
            // The person took carrying over back; it is not done again unasked.
            loaded.take_back();
        }
        let same_text = loaded.document.article().text == open.document.article().text;
        if same_text {
            // The view knows an article by its identity, and stays where it is.
            let (article, set, extra) = std::mem::take(&mut loaded.document).into_parts();
            let article = Article { text: open.document.article().text.clone(), ..article };
            loaded.document = Document::new(article, set, extra);
        }
        let same_set = loaded.document.set() == open.document.set() && loaded.document.extra() == open.document.extra();
        if same_text && same_set && loaded.read_only.is_none() {
            // Nothing of what is shown changed.
            open.saving.caught_up(loaded.base, loaded.stamp);
            let (article, ..) = loaded.document.into_parts();
            open.reread(article, loaded.analysis);
            open.watch.read(loaded.article_stamp, loaded.newest);
            self.say_behind();
            return self.go_on();
        }
        let followed = if same_text { loaded.annotation_path.clone() } else { path.to_owned() };
        let elsewhere = matches!(open.watch.holding, Holding::Theirs | Holding::Asked(..));
        if open.read_only.is_none() && loaded.read_only.is_none() {
            self.follow(loaded);
        } else {
            self.begin_anew(loaded);
        }
        if !elsewhere {
            self.say_changed(&followed);
        }
        self.go_on();
    }

    /// Takes files that another program wrote, as a step that can be undone.
    fn follow(&mut self, loaded: Loaded) {
        let Some(open) = &mut self.state.open else { return };
        open.saving.caught_up(loaded.base, loaded.stamp);
        open.watch.read(loaded.article_stamp, loaded.newest);
        let news = open.watch.news(loaded.notices);
        open.path = loaded.article_path;
        let (analysis, comparison, problems) = (loaded.analysis, loaded.comparison, loaded.problems);
        let mut other = Other::from(Edition { analysis, comparison, problems });
        if loaded.document.article().text.is_same(&open.document.article().text) && other.edition.comparison.is_some() {
            (open.review, open.decisions) = (other.edition.comparison.take(), std::mem::take(&mut other.decisions));
        }
        self.replace_all(StepKind::Follow, Some(Thread::Files), loaded.document, other);
        if let Some(open) = &mut self.state.open {
            open.saving.follows(open.document.set().generation());
        }
        for notice in news {
            self.state.notify(notice);
        }
    }

    /// Takes files in the place of what is open and may not be changed, or of what may be no longer: there is nothing to undo.
    fn begin_anew(&mut self, loaded: Loaded) {
        let Some(open) = &mut self.state.open else { return };
        let (old, text) = (open.document.article().text.clone(), loaded.document.article().text.clone());
        let focus = open.focus_in(&loaded.document);
        let news = open.watch.news(loaded.notices.clone());
        let holding = std::mem::take(&mut open.watch.holding);
        let mut fresh = Open::new(loaded, open.watch.choice, self.state.millis);
        fresh.focus = focus;
        if matches!(holding, Holding::Theirs | Holding::Asked(..)) && fresh.read_only.is_none() {
            fresh.worked_on_elsewhere();
        }
        fresh.watch.holding = holding;
        *open = fresh;
        self.state.offer = None;
        self.state.picker = None;
        self.state.laid = None;
        for notice in news {
            self.state.notify(notice);
        }
        if !old.is_same(&text) {
            self.state.find = None;
            self.effects.push(Effect::Follow(old, text));
        }
        self.say_behind();
    }

    /// Notes that the files could not be read again.
    pub(in crate::app) fn not_reloaded(&mut self, why: &str) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.failures = open.watch.failures.saturating_add(1);
        if open.watch.failures == TRIES {
            let text = match open.saving.lost {
                Some(_) => format!(
                    "{why}. What was open is kept here as it was, and is not saved: saving it now puts that file aside under \
                     another name"
                ),
                None => format!("{why}. The open version is kept here unchanged"),
            };
            let topic = if open.saving.lost.is_some() { NoticeTopic::FileLost } else { NoticeTopic::NotSaved };
            self.state.notify(Notice::warning(text).on(topic));
        }
    }

    // Two windows.

    /// Wants the open file to be this window's.
    pub fn claim(&mut self) {
        self.effects.extend(self.state.open.as_ref().map(|open| Effect::Do(Job::Claim(open.saving.path.clone()))));
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
                    self.state.said = "You can edit here now".to_owned();
                    self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Elsewhere));
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
                    format!("The other window that has {name} open does not respond. Close it and try again")
                } else {
                    let process = process.map(|number| format!(" (process {number})")).unwrap_or_default();
                    format!(
                        "{name} is open in another window{process} and read-only here. To edit it here, choose Edit here; \
                         the other window then saves it and becomes read-only"
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
        open.watch.again = Some(self.state.millis + AGAIN);
        self.state.said = "Waiting for the other window to save".to_owned();
        self.ask();
    }

    fn ask(&mut self) {
        self.effects.extend(self.state.open.as_ref().map(|open| Effect::Do(Job::Ask(open.saving.path.clone()))));
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
            "{name} is now edited in another window. Everything was saved; it is read-only here"
        ));
    }

    fn leave_to_others(&mut self, text: String) {
        let Some(open) = &mut self.state.open else { return };
        open.watch.holding = Holding::Theirs;
        open.worked_on_elsewhere();
        self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Elsewhere));
        self.state.notify(Notice::warning(text).on(NoticeTopic::Elsewhere));
    }
}

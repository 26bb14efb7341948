//! The program killed at random moments while it marks and saves: every file is the old or the new one, whole, and no work
//! older than a second is lost.
//!
//! The killed process is this test program, started again as a [`session`]: state, update and jobs as in the window, with the
//! real clock, threads and disk. `.ci/kill` does the same with the real window.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use gainsay::app::action::{Action, Effect, Intent};
use gainsay::app::commands;
use gainsay::app::state::State;
use gainsay::app::update::update;
use gainsay::jobs::open::open;
use gainsay::jobs::settings::SettingsStore;
use gainsay::jobs::{Answer, Context, Job};
use gainsay::model::fields;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::selection::Selection;
use gainsay::model::set::AnnotationSet;
use gainsay::storage::files::{Stamp, annotation_path};
use gainsay::storage::settings::{Folders, Settings, SettingsFile};
use gainsay::storage::{reader, writer};
use gainsay::ui::platform::{Platform, Real};
use gainsay::ui::reply::Reply;
use tempfile::TempDir;

/// Environment variable of a session: the article.
const ARTICLE: &str = "GAINSAY_KILL_ARTICLE";

/// Environment variable of a session: milliseconds between steps. Without it, each step is saved.
const PACE: &str = "GAINSAY_KILL_PACE";

/// Number of marks. Once all are made, their notes change, one after the other.
const MARKS: usize = 40;

/// Number of the step that resulted in a set, from the notes of its marks; `None` if there is no such step.
fn step_of(set: &AnnotationSet) -> Option<usize> {
    let notes: Option<Vec<usize>> = set.annotations().iter().map(|mark| mark.note.parse().ok()).collect();
    let notes = notes?;
    let last = notes.iter().copied().max().unwrap_or(0);
    let expected = |mark: usize| (0..).map(|turn| last - turn).find(|step| step % MARKS == (mark + 1) % MARKS);
    let whole =
        notes.len() == last.min(MARKS) && notes.iter().enumerate().all(|(mark, note)| expected(mark) == Some(*note));
    whole.then_some(last)
}

// The killed session.

struct Session {
    state: State,
    real: Real,
    context: Context,
    reply: Reply,
    answers: Receiver<Action>,
}

/// Reports an event of the session to the test, with the step and the time.
fn tell(what: &str, step: usize) {
    let _ = writeln!(io::stdout().lock(), "\n{what} {step} {}", now());
}

/// Milliseconds of a clock that both processes share.
fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()
}

impl Session {
    fn open(&self) -> &gainsay::app::session::Session {
        self.state.session().expect("nothing is open")
    }

    fn step(&self) -> usize {
        step_of(self.open().document.set()).expect("a state that no step leads to")
    }

    /// As the window does.
    fn act(&mut self, action: impl Into<Action>) {
        for effect in update(&mut self.state, &mut self.real, action.into()) {
            // Other effects are about the screen and the settings.
            let Effect::Do(session, job @ (Job::Open(..) | Job::Save(_))) = effect else { continue };
            if let Job::Save(job) = &job {
                tell("begun", step_of(job.document.set()).expect("a state that no step leads to"));
            }
            let context = self.context.clone();
            self.real.spawn(Box::new(move || job.run(&context)), self.reply.clone().for_session(session));
        }
    }

    /// Waits for an answer of a job, and handles it.
    fn wait(&mut self, time: Duration) {
        if let Ok(action) = self.answers.recv_timeout(time) {
            let saved = matches!(action, Action::Answered(_, Answer::Saved(..)));
            self.act(action);
            let saving = &self.open().saving;
            assert_eq!(saving.error, None);
            if saved && !saving.is_unsaved(self.open().document.set().generation()) {
                tell("saved", self.step());
            }
        }
        let tick = Action::Tick(self.real.millis());
        self.act(tick);
    }

    fn work(&mut self, step: usize) {
        let (mark, set) = ((step - 1) % MARKS, self.open().document.set());
        if let Some(mark) = set.annotations().get(mark) {
            let id = mark.id.clone();
            self.act(Intent::Choose(Some(id)));
        } else {
            let paragraph = self.open().document.article().text.paragraph(mark);
            self.act(Intent::Select(Selection::of(paragraph)));
            self.act(Intent::Mark(Kind::of(&KINDS[step % KINDS.len()])));
        }
        self.act(Intent::TypeField(fields::NOTE, step.to_string().into()));
        tell("did", step);
    }
}

#[test]
#[ignore = "it works until it is killed, by the tests below"]
fn session() {
    let article = PathBuf::from(std::env::var_os(ARTICLE).expect("an article to work on"));
    let pace = std::env::var(PACE).ok().map(|pace| Duration::from_millis(pace.parse().unwrap()));
    let (sender, answers) = channel();
    let folders = Folders::at(article.with_file_name("home"));
    let (settings, ..) = SettingsFile::open(&folders);
    let settings = Arc::new(SettingsStore::new(settings));
    let context = Context { folders: folders.clone(), disk: Arc::default(), settings };
    let state = State::new(folders, Settings::default());
    let reply = Reply::new(sender, egui::Context::default());
    let mut session = Session { state, real: Real::default(), context, reply, answers };
    session.act(Intent::Open(article));
    let opened = session.answers.recv().unwrap();
    session.act(opened);
    tell("opened", session.step());
    let save = &commands::file::SAVE;
    for step in session.step() + 1.. {
        session.work(step);
        match pace {
            None => {
                session.act(Intent::Run(save));
                session.wait(Duration::from_millis(1));
            }
            Some(pace) => {
                let next = Instant::now() + pace;
                while let Some(rest) = next.checked_duration_since(Instant::now()) {
                    session.wait(rest.min(Duration::from_millis(5)));
                }
            }
        }
    }
}

// The killing.

/// Reports of a session before it died: event, step and time.
struct Told(Vec<(String, usize, u128)>);

impl Told {
    fn new(output: &str) -> Self {
        let told = |line: &str| {
            let mut words = line.split(' ');
            Some((words.next()?.to_owned(), words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        };
        // The last line may have been cut short.
        let whole = output.rsplit_once('\n').map_or("", |(whole, _)| whole);
        Self(whole.lines().filter_map(told).collect())
    }

    fn last(&self, what: &str) -> Option<usize> {
        self.0.iter().rev().find(|told| told.0 == what).map(|told| told.1)
    }
}

/// A killed session: its reports, the time of the kill, the step in the file on disk, and true if an interrupted save left
/// files beside it.
struct Life {
    told: Told,
    killed: u128,
    left: usize,
    cut: bool,
}

impl Life {
    /// True if it was killed during a save.
    fn was_saving(&self) -> bool {
        self.told.last("begun") > self.told.last("saved")
    }

    /// Age of the oldest work that is not in the file, in milliseconds.
    fn lost(&self) -> u128 {
        let lost = self.told.0.iter().find(|(what, step, _)| what == "did" && *step > self.left);
        lost.map_or(0, |(.., when)| self.killed.saturating_sub(*when))
    }
}

/// A folder with an article, for one session after the other.
struct Ground {
    folder: TempDir,
    article: PathBuf,
    file: PathBuf,
    /// Step in the file.
    last: usize,
    /// A hard link of the file, which must stay one.
    other: Option<PathBuf>,
}

impl Ground {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("story.txt");
        let line = |number: usize| format!("Statement {number}. {}\n", "Nobody denies what nobody says. ".repeat(40));
        fs::write(&article, (0..MARKS).map(line).collect::<String>()).unwrap();
        let file = annotation_path(&article);
        Self { folder, article, file, last: 0, other: None }
    }

    /// Ground whose annotation file has a hard link.
    fn linked() -> Self {
        let mut ground = Self::new();
        while !ground.file.exists() {
            ground.live(None, Duration::from_millis(50));
        }
        let other = ground.folder.path().join("other.ron");
        fs::hard_link(&ground.file, &other).unwrap();
        Self { other: Some(other), ..ground }
    }

    /// Runs a session and kills it this long after it has opened the file.
    fn live(&mut self, pace: Option<u64>, rest: Duration) -> Life {
        let before = self.names();
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.args(["--exact", "kill::session", "--ignored", "--nocapture"]).env(ARTICLE, &self.article);
        program.envs(pace.map(|pace| (PACE, pace.to_string())));
        let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut all = String::new();
        while !all.contains("\nopened") {
            assert!(output.read_line(&mut all).unwrap() > 0, "the session ended by itself: {all}");
        }
        std::thread::sleep(rest);
        let killed = now();
        child.kill().unwrap();
        output.read_to_string(&mut all).unwrap();
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        // Windows has no signals: a killed process ends with the code that its killer chose, 1 in Rust's library. A failing
        // test ends with 101.
        let killed_code = if cfg!(windows) { Some(1) } else { None };
        assert_eq!(child.wait().unwrap().code(), killed_code, "the session ended by itself: {all}{errors}");
        let told = Told::new(&all);
        let cut = self.names().iter().any(|name| name.starts_with('.') && !before.contains(name));
        let left = self.look();
        let begun = told.0.iter().any(|(what, step, _)| what == "begun" && *step == left);
        assert!(begun || left == self.last, "a state that nobody saved: {left} after {}: {all}", self.last);
        assert!(Some(left) >= told.last("saved"), "what was said to be saved is not there: {left} of {all}");
        assert!(left >= self.last, "an older state: {left} after {}", self.last);
        self.last = left;
        Life { told, killed, left, cut }
    }

    /// Step in the file, which must be whole: equal to the byte if it is written again.
    fn look(&self) -> usize {
        if let Some(other) = &self.other {
            // A file with several names is written in place; opening it undoes an interrupted write.
            open(&self.article, None).expect("a file that cannot be opened");
            assert_eq!(Stamp::of(&self.file).unwrap(), Stamp::of(other).unwrap(), "two files instead of one");
        }
        let Ok(bytes) = fs::read(&self.file) else { return 0 };
        let file = reader::read(&self.file, bytes.clone()).expect("a file that cannot be read");
        assert!(file.problems.is_empty(), "{:?}", file.problems);
        assert!(writer::write(&file.document).as_bytes() == bytes, "a file that is not whole");
        assert_eq!(file.document.article().text.as_str(), fs::read_to_string(&self.article).unwrap());
        step_of(file.document.set()).expect("a file that is the result of no step")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Opens the article again later, after which no file of a dead save may be left.
    fn sweep(&self) {
        std::thread::sleep(Duration::from_millis(2200));
        open(&self.article, None).expect("a file that cannot be opened");
        let strays: Vec<String> = self.names().into_iter().filter(|name| name.starts_with('.')).collect();
        assert!(strays.is_empty(), "{strays:?}");
    }
}

/// A random time below this many milliseconds, to the microsecond.
fn moment(millis: u64) -> Duration {
    Duration::from_micros(RandomState::new().hash_one(0) % (millis * 1000))
}

/// Prints a summary.
fn report(what: &str, lives: &[Life]) {
    let saving = lives.iter().filter(|life| life.was_saving()).count();
    let lost = lives.iter().map(Life::lost).max().unwrap_or_default();
    let cut = lives.iter().filter(|life| life.cut).count();
    let count = lives.len();
    println!(
        "{what}: {count} killed, {saving} of them while saving, {cut} beside a half-done save; {lost} ms lost at most"
    );
}

#[test]
fn killed_at_any_moment_the_file_is_whole() {
    let mut ground = Ground::new();
    // Making a mark takes longer than saving it, since links are suggested for it. Changing one does not.
    while ground.last < MARKS {
        ground.live(None, Duration::from_millis(1000));
    }
    let lives: Vec<Life> = (0..150).map(|_| ground.live(None, moment(40))).collect();
    report("saving all the time", &lives);
    assert!(lives.iter().filter(|life| life.was_saving()).count() > lives.len() / 4, "hardly one died while saving");
    ground.sweep();
}

#[test]
fn killed_at_any_moment_a_file_with_two_names_is_whole_when_it_is_opened_again() {
    let mut ground = Ground::linked();
    let lives: Vec<Life> = (0..80).map(|_| ground.live(None, moment(40))).collect();
    report("with two names", &lives);
    ground.sweep();
}

#[test]
fn killed_at_any_moment_at_most_the_last_second_is_lost() {
    // In parallel, since they mostly wait: 12 sessions with different pace.
    let threads: Vec<_> = (1..=12)
        .map(|person| std::thread::spawn(move || Ground::new().live(Some(35 * person), moment(3000))))
        .collect();
    let lives: Vec<Life> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    report("saving by itself", &lives);
    for life in &lives {
        // A disk may take longer; then the save was under way.
        assert!(life.lost() < 1000 || life.was_saving(), "{} ms of work are lost", life.lost());
    }
}

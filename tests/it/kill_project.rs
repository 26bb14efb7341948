//! The program killed at random moments while it links marks of two articles: all three files are whole, and no link on disk
//! lacks its marks.
//!
//! The killed process is this test program, started again as a [`session`], as in the test of one article.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use gainsay::app::action::{Action, Effect, Intent};
use gainsay::app::project::intent::ProjectIntent;
use gainsay::app::state::State;
use gainsay::app::update::update;
use gainsay::jobs::project::check::read_corpus;
use gainsay::jobs::project::follow::Follower;
use gainsay::jobs::project::{ProjectAnswer, ProjectId};
use gainsay::jobs::settings::SettingsStore;
use gainsay::jobs::{Answer, Context, Job};
use gainsay::model::annotation::Id;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::project::overview::Overview;
use gainsay::model::project::spot::Spot;
use gainsay::model::selection::Selection;
use gainsay::storage::project::{project_file, reader};
use gainsay::storage::settings::{Folders, Settings, SettingsFile};
use gainsay::ui::platform::{Platform, Real};
use gainsay::ui::reply::Reply;

/// Environment variable of a session: the folder.
const FOLDER: &str = "GAINSAY_KILL_FOLDER";

/// Number of paragraphs of the article that is marked.
const PARAGRAPHS: usize = 400;

struct Seat {
    state: State,
    real: Real,
    context: Context,
    reply: Reply,
    answers: Receiver<Action>,
}

impl Seat {
    fn act(&mut self, action: impl Into<Action>) {
        for effect in update(&mut self.state, &mut self.real, action.into()) {
            match effect {
                Effect::Do(session, job @ (Job::Open(..) | Job::Save(_) | Job::Project(..))) => {
                    let context = self.context.clone();
                    self.real.spawn(Box::new(move || job.run(&context)), self.reply.clone().for_session(session));
                }
                Effect::FollowFolder(Some((project, root))) => self.follow(project, root),
                // Other effects are about the screen and the settings.
                _ => {}
            }
        }
    }

    fn follow(&mut self, project: ProjectId, root: PathBuf) {
        let mut follower = Follower::new(root);
        follower.look();
        while let Some(news) = follower.read_on() {
            self.act(Action::Answered(None, Answer::Project(project, Box::new(ProjectAnswer::News(news)))));
        }
    }

    fn wait(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while let Some(rest) = until.checked_duration_since(Instant::now()) {
            if let Ok(action) = self.answers.recv_timeout(rest.min(Duration::from_millis(5))) {
                self.act(action);
            }
            let tick = Action::Tick(self.real.millis());
            self.act(tick);
        }
    }

    fn links(&self) -> usize {
        self.state.project.as_ref().expect("a project").content.links().count()
    }
}

#[test]
#[ignore = "it works until it is killed, by the test below"]
fn session() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("a folder to work on"));
    let (sender, answers) = channel();
    let folders = Folders::at(folder.with_file_name("home"));
    let (settings, ..) = SettingsFile::open(&folders);
    let settings = Arc::new(SettingsStore::new(settings));
    let context = Context { folders: folders.clone(), disk: Arc::default(), settings };
    let state = State::new(folders, Settings::default());
    let reply = Reply::new(sender, egui::Context::default());
    let mut seat = Seat { state, real: Real::default(), context, reply, answers };
    seat.act(Intent::Open(folder.clone()));
    while !seat.state.project.as_ref().is_some_and(|project| project.is_editable()) {
        seat.wait(Duration::from_millis(5));
    }
    seat.act(Intent::Open(folder.join("a.txt")));
    while seat.state.session().is_none() {
        seat.wait(Duration::from_millis(5));
    }
    for step in 0.. {
        let session = seat.state.session().expect("an article");
        let range = session.text().paragraph((session.set().annotations().len() * 2) % PARAGRAPHS);
        seat.act(Intent::Select(Selection::of(range)));
        seat.act(Intent::Mark(Kind::of(&KINDS[0])));
        let mark = seat.state.session().and_then(|session| session.mark()).expect("a mark").id.clone();
        let before = seat.links();
        let (from, to) =
            (Spot { path: "a.txt".to_owned(), mark }, Spot { path: "b.txt".to_owned(), mark: Id::new("m-b") });
        seat.act(Intent::Project(Box::new(ProjectIntent::Link(from, to, "restates"))));
        assert_eq!(seat.links(), before + 1, "{}", seat.state.shell.status);
        seat.wait(Duration::from_millis(20 + step % 60));
        let saved = !seat.state.project.as_ref().is_some_and(|project| project.is_unsaved());
        if saved {
            let _ = writeln!(io::stdout().lock(), "\nsaved {}", seat.links());
        }
    }
}

/// Lets a session work for a while and kills it; the number of links that it said it had saved.
fn live(folder: &Path, time: Duration) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["kill_project::session", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let (mut line, mut saved) = (String::new(), 0);
        while output.read_line(&mut line).is_ok_and(|count| count > 0) {
            // The last line may have been cut short.
            let told = line.strip_suffix('\n').and_then(|line| line.strip_prefix("saved ")?.parse().ok());
            saved = told.unwrap_or(saved);
            line.clear();
        }
        saved
    });
    std::thread::sleep(time);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn links_between_articles_survive_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    let text: String = (0..PARAGRAPHS / 2).map(|number| format!("Boat number {number} sank.\n\n")).collect();
    fs::write(articles.join("a.txt"), text).unwrap();
    fs::write(articles.join("b.txt"), "Forty boats sank.").unwrap();
    let claim = "(format: \"gainsay\", version: 1, annotations: [(id: \"m-b\", kind: \"claim\", target: [(start: 0, end: 17, \
         exact: \"Forty boats sank.\")])], text: \"Forty boats sank.\")";
    fs::write(articles.join("b.txt.ron"), claim).unwrap();
    let mut last = 0;
    for life in 0..5 {
        let random = RandomState::new().hash_one(life) % 900;
        let saved = live(&articles, Duration::from_millis(1500 + random));
        let project = match reader::open(&project_file(&articles)) {
            Ok((file, _)) => file.project,
            // It may have been killed before the first save.
            Err(error) if !project_file(&articles).exists() => {
                assert_eq!(saved, 0, "{error}");
                continue;
            }
            Err(error) => panic!("{error}"),
        };
        let corpus = read_corpus(articles.clone());
        assert!(corpus.entries().iter().all(|entry| entry.failure.is_none()), "an annotation file is damaged");
        let overview = Overview::new(&corpus, &project);
        assert_eq!(overview.gone(), [], "a link lacks a mark");
        assert!(overview.links().len() >= saved.max(last), "{} of {saved} links are left", overview.links().len());
        last = overview.links().len();
    }
    assert!(last > 0, "nothing was saved");
}

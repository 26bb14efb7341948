//! Changes of the open project: saved soon, undone in the order of everything that was done, never lost and never written
//! over what others wrote.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use gainsay::app::action::{Action, Effect, Intent};
use gainsay::app::commands;
use gainsay::app::commands::command::Command;
use gainsay::app::context::Outside;
use gainsay::app::project::OpenProject;
use gainsay::app::project::intent::ProjectIntent;
use gainsay::app::run::is_enabled;
use gainsay::app::state::State;
use gainsay::app::update::update;
use gainsay::jobs::project::follow::Follower;
use gainsay::jobs::project::{ProjectAnswer, ProjectId};
use gainsay::jobs::settings::SettingsStore;
use gainsay::jobs::watch::Lookout;
use gainsay::jobs::{Answer, Context};
use gainsay::model::annotation::{Id, Time};
use gainsay::model::fields;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::selection::Selection;
use gainsay::storage::project::reader;
use gainsay::storage::settings::{Folders, Settings, SettingsFile};
use proptest::prelude::*;
use tempfile::TempDir;

/// A clock and ids of a window.
struct World {
    ids: usize,
    name: &'static str,
}

impl Outside for World {
    fn now(&self) -> Time {
        Time::new("2026-11-29T04:00:00Z")
    }

    fn fresh_id(&mut self) -> Id {
        self.ids += 1;
        Id::new(&format!("{}-{}", self.name, self.ids))
    }
}

/// A window without a screen: its state, with jobs that run at once.
struct Seat {
    folder: Rc<TempDir>,
    state: State,
    context: Context,
    world: World,
    millis: u64,
    lookout: Lookout,
}

/// More than the longest time until a save.
const SAVED: u64 = 800;

impl Seat {
    /// A window on a folder with three articles.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        for name in ["a.txt", "b.txt", "c.txt"] {
            let text = format!("Title of {name}\n\nThe mill is old. The river is clean.\n\nNobody would comment.\n");
            fs::write(folder.path().join("articles").join(name), text).unwrap();
        }
        Self::at(Rc::new(folder), "one")
    }

    fn at(folder: Rc<TempDir>, name: &'static str) -> Self {
        let folders = Folders::at(folder.path().join("home"));
        let (settings, ..) = SettingsFile::open(&folders);
        let settings = Arc::new(SettingsStore::new(settings));
        let context = Context { folders: folders.clone(), disk: Arc::default(), settings };
        let state = State::new(folders, Settings::default());
        let world = World { ids: 0, name };
        let mut seat = Self { folder, state, context, world, millis: 0, lookout: Lookout::default() };
        seat.act(Intent::Open(seat.path("")));
        seat
    }

    fn path(&self, name: &str) -> PathBuf {
        let articles = self.folder.path().join("articles");
        if name.is_empty() { articles } else { articles.join(name) }
    }

    fn act(&mut self, action: impl Into<Action>) {
        let mut actions = vec![action.into()];
        while !actions.is_empty() {
            let action = actions.remove(0);
            for effect in update(&mut self.state, &mut self.world, action) {
                match effect {
                    Effect::Do(session, job) => actions.push(Action::Answered(session, job.run(&self.context))),
                    Effect::WatchProject(project, job) => {
                        self.lookout.turn_to(job);
                        actions.extend(self.seen(project));
                    }
                    Effect::FollowFolder(Some((project, root))) => {
                        let mut follower = Follower::new(root);
                        follower.look();
                        while let Some(news) = follower.read_on() {
                            let answer = Answer::Project(project, Box::new(ProjectAnswer::News(news)));
                            actions.push(Action::Answered(None, answer));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn seen(&mut self, project: ProjectId) -> Option<Action> {
        let (job, seen) = self.lookout.look()?;
        Some(Action::Answered(None, Answer::Project(project, Box::new(ProjectAnswer::Looked(job, seen)))))
    }

    /// Looks at the project file, as the window does when the system announces a change.
    fn look(&mut self) {
        let project = self.project().id;
        if let Some(action) = self.seen(project) {
            self.act(action);
        }
    }

    fn wait(&mut self, millis: u64) {
        self.millis += millis;
        self.act(Action::Tick(self.millis));
    }

    #[track_caller]
    fn project(&self) -> &OpenProject {
        self.state.project.as_ref().expect("no project is open")
    }

    fn run(&mut self, command: &'static Command) {
        self.act(Intent::Run(command));
    }

    fn can(&self, command: &'static Command) -> bool {
        let State { project, shell, .. } = &self.state;
        is_enabled(command, self.state.session(), project.as_ref(), shell)
    }

    fn turn_done(&mut self, name: &str) {
        self.act(Intent::Project(Box::new(ProjectIntent::TurnDone(name.to_owned()))));
    }

    fn done(&self) -> Vec<&str> {
        let done = self.project().content.articles().filter(|article| article.done);
        let mut paths: Vec<&str> = done.map(|article| article.path.as_str()).collect();
        paths.sort_unstable();
        paths
    }

    fn source(&self) -> String {
        fs::read_to_string(self.path("project.gainsay.ron")).unwrap_or_default()
    }

    fn on_disk(&self) -> Vec<String> {
        let Ok((file, _)) = reader::open(&self.path("project.gainsay.ron")) else { return Vec::new() };
        let mut done: Vec<_> = file.project.articles().filter(|it| it.done).map(|it| it.path.clone()).collect();
        done.sort();
        done
    }

    fn mark(&mut self, paragraph: usize) {
        let text = self.state.session().unwrap().text().clone();
        self.act(Intent::Select(Selection::of(text.paragraph(paragraph))));
        self.act(Intent::Mark(Kind::of(&KINDS[0])));
    }

    fn notices(&self) -> Vec<&str> {
        self.state.shell.notices.shown(None, 2).into_iter().map(|(_, notice)| notice.text.as_str()).collect()
    }
}

#[test]
fn a_change_is_saved_soon_and_a_folder_without_one_has_no_file() {
    let mut seat = Seat::new();
    seat.wait(SAVED);
    assert!(seat.project().is_editable());
    assert_eq!(seat.source(), "");
    seat.turn_done("a.txt");
    assert_eq!(seat.state.shell.status, "Mark as done");
    assert_eq!(seat.on_disk(), Vec::<String>::new());
    seat.wait(SAVED);
    assert_eq!(seat.on_disk(), ["a.txt"]);
    assert!(!seat.project().is_unsaved() && seat.project().due().is_none());
    // Another window finds it.
    let Seat { folder, .. } = seat;
    assert_eq!(Seat::at(folder, "two").done(), ["a.txt"]);
}

#[test]
fn undo_takes_back_the_last_thing_wherever_it_was() {
    let mut seat = Seat::new();
    assert!(!seat.can(&commands::edit::UNDO), "without an article and without steps");
    seat.turn_done("a.txt");
    assert!(seat.can(&commands::edit::UNDO), "without an article");
    seat.act(Intent::Open(seat.path("a.txt")));
    seat.mark(0);
    seat.turn_done("b.txt");
    seat.mark(2);
    let marks = |seat: &Seat| seat.state.session().unwrap().set().annotations().len();
    let undo = |seat: &mut Seat| {
        seat.run(&commands::edit::UNDO);
        (seat.state.shell.status.clone(), marks(seat), seat.done().len())
    };
    assert_eq!(undo(&mut seat), ("Undone: Mark".to_owned(), 1, 2));
    assert_eq!(undo(&mut seat), ("Undone: Mark as done".to_owned(), 1, 1));
    assert_eq!(undo(&mut seat), ("Undone: Mark".to_owned(), 0, 1));
    assert_eq!(undo(&mut seat), ("Undone: Mark as done".to_owned(), 0, 0));
    assert!(!seat.can(&commands::edit::UNDO));
    for _ in 0..3 {
        seat.run(&commands::edit::REDO);
    }
    assert_eq!((marks(&seat), seat.done()), (1, vec!["a.txt", "b.txt"]));
    // Whatever is done ends what could be redone.
    seat.turn_done("c.txt");
    assert!(!seat.can(&commands::edit::REDO));
    assert_eq!(undo(&mut seat).1, 1);
    assert!(seat.can(&commands::edit::REDO));
}

#[test]
fn typing_before_and_after_a_step_of_the_project_is_two_steps() {
    let mut seat = Seat::new();
    seat.act(Intent::Open(seat.path("a.txt")));
    seat.mark(0);
    seat.act(Intent::TypeField(fields::NOTE, "one".into()));
    seat.act(Intent::TypeField(fields::NOTE, "one two".into()));
    seat.turn_done("a.txt");
    seat.act(Intent::TypeField(fields::NOTE, "one two three".into()));
    let note = |seat: &Seat| seat.state.session().unwrap().set().annotations()[0].note.clone();
    seat.run(&commands::edit::UNDO);
    assert_eq!((note(&seat).as_str(), seat.done().len()), ("one two", 1));
    seat.run(&commands::edit::UNDO);
    assert_eq!((note(&seat).as_str(), seat.done().len()), ("one two", 0));
    seat.run(&commands::edit::UNDO);
    assert_eq!(note(&seat), "");
}

#[test]
fn a_change_by_another_program_is_followed_and_can_be_undone() {
    let mut seat = Seat::new();
    seat.turn_done("a.txt");
    seat.wait(SAVED);
    let other = seat.source().replace("a.txt", "b.txt");
    fs::write(seat.path("project.gainsay.ron"), &other).unwrap();
    seat.look();
    assert_eq!(seat.done(), ["b.txt"]);
    assert!(!seat.project().is_unsaved());
    seat.run(&commands::edit::UNDO);
    assert_eq!(seat.state.shell.status, "Undone: Project changed by another program");
    assert_eq!(seat.done(), ["a.txt"]);
    seat.wait(SAVED);
    assert_eq!(seat.on_disk(), ["a.txt"]);
    fs::remove_file(seat.path("project.gainsay.ron")).unwrap();
    seat.look();
    assert!(seat.done().is_empty() && seat.notices()[0].contains("was deleted"), "{:?}", seat.notices());
    seat.run(&commands::edit::UNDO);
    seat.wait(SAVED);
    assert_eq!(seat.on_disk(), ["a.txt"]);
}

#[test]
fn changes_on_both_sides_are_merged() {
    let mut seat = Seat::new();
    seat.turn_done("a.txt");
    seat.wait(SAVED);
    seat.turn_done("b.txt");
    let other =
        seat.source().replace("articles: [\n", "articles: [\n        (id: \"x\", path: \"c.txt\", done: true),\n");
    fs::write(seat.path("project.gainsay.ron"), other).unwrap();
    // Noticed when saving, before the system announces it.
    seat.wait(SAVED);
    assert_eq!(seat.done(), ["a.txt", "b.txt", "c.txt"]);
    seat.wait(SAVED);
    assert_eq!(seat.on_disk(), ["a.txt", "b.txt", "c.txt"]);
    seat.run(&commands::edit::UNDO);
    assert_eq!(seat.done(), ["a.txt", "b.txt"]);
}

#[test]
fn a_damaged_file_is_not_written_over_and_the_work_is_kept() {
    let mut seat = Seat::new();
    seat.turn_done("a.txt");
    seat.wait(SAVED);
    let sound = seat.source();
    fs::write(seat.path("project.gainsay.ron"), "(format: \"gainsay-project\", version: 1,").unwrap();
    seat.look();
    assert!(seat.notices()[0].contains("cannot be read"), "{:?}", seat.notices());
    seat.turn_done("b.txt");
    for _ in 0..30 {
        seat.wait(1000);
    }
    assert_eq!(seat.source(), "(format: \"gainsay-project\", version: 1,");
    // The program ends; the file is mended by somebody; the work is there again.
    let Seat { folder, state, .. } = seat;
    drop(state);
    fs::write(folder.path().join("articles/project.gainsay.ron"), sound).unwrap();
    let mut seat = Seat::at(folder, "two");
    assert_eq!(seat.done(), ["a.txt", "b.txt"]);
    seat.wait(SAVED);
    assert_eq!(seat.on_disk(), ["a.txt", "b.txt"]);
    let unsaved = seat.folder.path().join("home/unsaved");
    assert_eq!(fs::read_dir(unsaved).map_or(0, Iterator::count), 0, "the copy is deleted once its work is saved");
}

#[test]
fn a_file_of_a_newer_version_is_shown_and_never_written() {
    let seat = Seat::new();
    let newer = "(format: \"gainsay-project\", version: 9, articles: [(id: \"x\", path: \"c.txt\", done: true)])";
    fs::write(seat.path("project.gainsay.ron"), newer).unwrap();
    let Seat { folder, state, .. } = seat;
    drop(state);
    let mut seat = Seat::at(folder, "two");
    assert_eq!(seat.done(), ["c.txt"]);
    seat.turn_done("a.txt");
    assert!(seat.state.shell.status.contains("newer version"), "{}", seat.state.shell.status);
    seat.wait(SAVED);
    assert_eq!((seat.done(), seat.source().as_str()), (vec!["c.txt"], newer));
}

#[test]
fn one_window_works_on_a_project_and_another_takes_it_over() {
    let mut one = Seat::new();
    one.turn_done("a.txt");
    let mut two = Seat::at(one.folder.clone(), "two");
    assert!(!two.project().is_editable());
    assert!(two.notices()[0].contains("open in another window"), "{:?}", two.notices());
    two.turn_done("b.txt");
    assert!(two.done().is_empty());
    one.wait(SAVED);
    two.look();
    assert_eq!(two.done(), ["a.txt"], "the other window's work is shown");
    one.turn_done("c.txt");
    two.run(&commands::project::TAKE_OVER);
    // The first window saves and lets go; the second one asks again.
    for _ in 0..3 {
        one.look();
        one.wait(1000);
        two.wait(1000);
        two.look();
    }
    assert!(!one.project().is_editable() && two.project().is_editable());
    assert_eq!(two.done(), ["a.txt", "c.txt"]);
    two.turn_done("b.txt");
    two.wait(SAVED);
    one.look();
    assert_eq!(one.done(), ["a.txt", "b.txt", "c.txt"]);
    // The second window ends: the first one may go on.
    let Seat { state, .. } = two;
    drop(state);
    one.look();
    assert!(one.project().is_editable(), "{:?}", one.notices());
}

#[test]
fn closing_the_window_waits_for_the_project() {
    let mut seat = Seat::new();
    seat.turn_done("a.txt");
    seat.act(Intent::Quit);
    assert_eq!(seat.on_disk(), ["a.txt"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_is_undone_in_the_order_it_was_done(acts in prop::collection::vec(0..6u8, 1..24)) {
        let mut seat = Seat::new();
        seat.act(Intent::Open(seat.path("a.txt")));
        let look = |seat: &Seat| {
            (seat.state.session().unwrap().document.clone(), seat.project().content.clone())
        };
        // The view before each step, and after each undone step.
        let (mut past, mut future) = (Vec::new(), Vec::new());
        for act in acts {
            let before = look(&seat);
            match act {
                0 | 1 => seat.mark(2 * usize::from(act)),
                2 => seat.turn_done("a.txt"),
                3 => seat.turn_done("b.txt"),
                4 => {
                    seat.run(&commands::edit::UNDO);
                    if let Some(earlier) = past.pop() {
                        prop_assert_eq!(look(&seat), earlier);
                        future.push(before);
                    }
                    continue;
                }
                _ => {
                    seat.run(&commands::edit::REDO);
                    if let Some(later) = future.pop() {
                        prop_assert_eq!(look(&seat), later);
                        past.push(before);
                    }
                    continue;
                }
            }
            if look(&seat) != before {
                past.push(before);
                future.clear();
            }
        }
        while let Some(earlier) = past.pop() {
            prop_assert!(seat.can(&commands::edit::UNDO));
            seat.run(&commands::edit::UNDO);
            prop_assert_eq!(look(&seat), earlier);
        }
        prop_assert!(!seat.can(&commands::edit::UNDO));
    }
}

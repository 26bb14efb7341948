//! The rows of the context menus of what the views of the project list.

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::people_panel::PeopleIntent;
use crate::app::project::timeline::lanes;
use crate::app::project::view::{ProjectView, Subject};
use crate::app::shell::context_menu::Thing;
use crate::app::state::State;
use crate::model::project::items::SpeakerName;
use crate::model::project::map::MapView;
use crate::model::project::people::Person;
use crate::model::project::spot::{Spot, outlet};
use crate::model::query::quote_line;
use crate::ui::context_menu::own::Own;

fn about(intent: ProjectIntent) -> Intent {
    Intent::Project(Box::new(intent))
}

fn own(title: impl Into<String>, help: &'static str, intent: ProjectIntent) -> Vec<Own> {
    vec![Own { title: title.into(), help, intents: vec![about(intent)] }]
}

/// The path of the article, if it is still there.
fn path<'a>(thing: &'a Thing, state: &State) -> Option<&'a str> {
    let Thing::Article(path) = thing else { return None };
    state.project.as_ref()?.corpus.get(path).map(|_| path.as_str())
}

/// The claim of the thread, or the mark.
fn spot(thing: &Thing) -> Option<&Spot> {
    match thing {
        Thing::Thread(spot) | Thing::Passage(spot) => Some(spot),
        _ => None,
    }
}

/// The claim of the thread that a mark is in.
fn claim(project: &OpenProject, spot: &Spot) -> Option<Spot> {
    let overview = project.overview.as_ref()?;
    overview.thread_at(overview.corpus().place(spot)?).map(|_| spot.clone())
}

fn name(thing: &Thing) -> Option<&SpeakerName> {
    match thing {
        Thing::Person(name) => Some(name),
        _ => None,
    }
}

fn person_of<'a>(thing: &Thing, state: &'a State) -> Option<&'a Person> {
    state.project.as_ref()?.people.get(name(thing)?)
}

pub(super) fn open(thing: &Thing, state: &State) -> Vec<Own> {
    let path = path(thing, state).map(str::to_owned);
    path.map(|path| own("Open", "Open the article in a tab", ProjectIntent::Open(path))).unwrap_or_default()
}

/// The intent to mark the article as done or not done, with true if it is done.
pub(super) fn done(thing: &Thing, state: &State) -> Option<(Intent, bool)> {
    let project = state.project.as_ref().filter(|project| project.is_editable())?;
    path(thing, state).map(|path| turned(project, path))
}

/// The intent to mark an article as done or not done, with true if it is done.
pub(super) fn turned(project: &OpenProject, path: &str) -> (Intent, bool) {
    let is_done = project.content.article_at(path).is_some_and(|item| item.done);
    (about(ProjectIntent::TurnDone(path.to_owned())), is_done)
}

/// The details of the article, or of that of the mark.
pub(super) fn details(thing: &Thing, state: &State) -> Option<Intent> {
    let path = path(thing, state).or_else(|| spot(thing).map(|spot| spot.path.as_str()))?;
    Some(Intent::Describe(state.project.as_ref()?.file(path)))
}

pub(super) fn copy_path(thing: &Thing, state: &State) -> Option<Intent> {
    let file = state.project.as_ref()?.file(path(thing, state)?);
    Some(Intent::CopyText(file.display().to_string(), "Path copied"))
}

/// The view of the thread, unless it is shown.
pub(super) fn thread(thing: &Thing, state: &State) -> Vec<Own> {
    let (Some(spot), Some(project)) = (spot(thing), &state.project) else { return Vec::new() };
    let view = ProjectView::Thread(spot.clone());
    if project.view.as_ref() == Some(&view) {
        return Vec::new();
    }
    own("Open thread", "Show the passages of the thread side by side", ProjectIntent::View(view))
}

/// The thread of a mark, unless it is shown.
pub(super) fn its_thread(thing: &Thing, state: &State) -> Option<Intent> {
    let project = state.project.as_ref()?;
    let claim = claim(project, spot(thing)?)?;
    let (overview, place) = project.overview.as_ref().and_then(|it| Some((it, it.corpus().place(&claim)?)))?;
    let thread = overview.thread_at(place);
    let is_shown = match &project.view {
        Some(ProjectView::Thread(shown)) => {
            overview.corpus().place(shown).and_then(|at| overview.thread_at(at)) == thread
        }
        _ => false,
    };
    (!is_shown).then(|| about(ProjectIntent::View(ProjectView::Thread(claim))))
}

/// The way to a passage in its article.
pub(super) fn passage(thing: &Thing, state: &State) -> Vec<Own> {
    let (Some(spot), Some(project)) = (spot(thing), &state.project) else { return Vec::new() };
    let Some((_, document)) = project.corpus.mark_at(spot) else { return Vec::new() };
    let title = format!("Show in {}", outlet(document.article()));
    own(title, "Open the article and select the mark", ProjectIntent::GoTo(spot.clone()))
}

/// The timeline of a thread or a speaker.
pub(super) fn timeline(thing: &Thing, state: &State) -> Option<Intent> {
    let project = state.project.as_ref()?;
    let subject = match thing {
        Thing::Person(name) => Subject::Speaker(name.clone()),
        _ => Subject::Thread(claim(project, spot(thing)?)?),
    };
    let lanes = lanes(&subject);
    Some(about(ProjectIntent::View(ProjectView::Timeline(subject, lanes))))
}

/// The map of a thread.
pub(super) fn map(thing: &Thing, state: &State) -> Option<Intent> {
    let claim = claim(state.project.as_ref()?, spot(thing)?)?;
    let view = MapView { around: Some(claim), ..MapView::default() };
    Some(about(ProjectIntent::View(ProjectView::Map(view))))
}

/// The text of a passage, or the name of a speaker.
pub(super) fn copy(thing: &Thing, state: &State) -> Option<Intent> {
    if let Some(person) = person_of(thing, state) {
        return Some(Intent::CopyText(person.name.clone(), "Name copied"));
    }
    let (mark, document) = state.project.as_ref()?.corpus.mark_at(spot(thing)?)?;
    Some(Intent::CopyText(quote_line(mark, &document.article().text), "Passage copied"))
}

pub(super) fn person(thing: &Thing, state: &State) -> Vec<Own> {
    let handle = person_of(thing, state).and_then(|person| person.handle()).cloned();
    let open =
        |name| own("Show statements", "Show everything they said, by date", people(PeopleIntent::Open(Some(name))));
    handle.map(open).unwrap_or_default()
}

fn people(intent: PeopleIntent) -> ProjectIntent {
    ProjectIntent::People(intent)
}

pub(super) fn rename(thing: &Thing, state: &State) -> Option<Intent> {
    let project = state.project.as_ref().filter(|project| project.is_editable())?;
    let person = project.people.get(name(thing)?).filter(|person| !person.is_nobody())?;
    Some(about(ProjectIntent::PickPerson(person.handle()?.clone())))
}

/// Splitting a speaker that has several names.
pub(super) fn split(thing: &Thing, state: &State) -> Vec<Own> {
    let is_editable = state.project.as_ref().is_some_and(OpenProject::is_editable);
    let merged = person_of(thing, state).filter(|person| is_editable && person.item.is_some());
    let split =
        |name| own("Split speaker", "Make each name a speaker of its own again", people(PeopleIntent::Split(name)));
    merged.and_then(|person| person.handle()).cloned().map(split).unwrap_or_default()
}

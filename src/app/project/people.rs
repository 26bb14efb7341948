//! Speakers of the project: merged, renamed and split in all articles.

use crate::app::context::Context;
use crate::app::project::edits::commit;
use crate::app::project::people_panel::{PeopleIntent, pair};
use crate::model::message::counted;
use crate::model::project::Project;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::SpeakerName;
use crate::model::project::people::edits::{Stamp, merge, rename, split, take_out};
use crate::model::project::people::{People, Person};
use crate::model::project::step::ProjectStep;

/// Carries out a request about the speakers of the project.
pub fn take_people_intent(cx: &mut Context<'_>, intent: PeopleIntent) {
    let Some(project) = &mut *cx.project else { return };
    let panel = &mut project.people_panel;
    match intent {
        PeopleIntent::Open(name) => panel.open = name,
        PeopleIntent::Filter(words) => panel.words = words,
        PeopleIntent::Order(order) => panel.order = order,
        PeopleIntent::Different(one, other) => {
            panel.different.insert(pair(&one, &other));
        }
        PeopleIntent::Merge(names) => {
            let count = names.len();
            let done = change(cx, ProjectStep::MergeSpeakers, |project, people, stamp| {
                let persons: Vec<&Person> = persons(people, &names);
                let name = persons.first()?.name.clone();
                merge(project, &persons, &name, stamp)
            });
            if done {
                cx.say(format!("Merged {} in all articles", counted(count, "speaker", "speakers")));
            }
        }
        PeopleIntent::Rename(name, to) => {
            change(cx, ProjectStep::RenameSpeaker, |project, people, stamp| {
                rename(project, people.get(&name)?, &to, stamp)
            });
        }
        PeopleIntent::Split(name) => {
            change(cx, ProjectStep::SplitSpeaker, |_, people, _| split(people.get(&name)?));
        }
        PeopleIntent::TakeOut(name) => {
            change(cx, ProjectStep::SplitSpeaker, |project, _, stamp| take_out(project, &name, stamp));
        }
    }
}

/// The speakers with these names, each once.
fn persons<'a>(people: &'a People, names: &[SpeakerName]) -> Vec<&'a Person> {
    let mut found: Vec<usize> = Vec::new();
    for at in names.iter().filter_map(|name| people.position(name)) {
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found.into_iter().map(|at| &people.list[at]).collect()
}

/// Changes the project as one step. False if nothing changed.
fn change(
    cx: &mut Context<'_>,
    step: ProjectStep,
    edit: impl FnOnce(&Project, &People, Stamp) -> Option<ProjectEdit>,
) -> bool {
    let stamp =
        Stamp { id: cx.outside.fresh_id(), now: cx.outside.now(), creator: cx.shell.settings.creator.as_str().into() };
    let Some(project) = &*cx.project else { return false };
    match edit(&project.content, &project.people, stamp) {
        Some(edit) => commit(cx, step, edit),
        None => false,
    }
}

//! The items of the picker for the name of a speaker in all articles.

use crate::app::pick::fitting::fitting;
use crate::app::project::OpenProject;
use crate::app::shell::picker::{Choice, Item};
use crate::model::message::counted;
use crate::model::project::items::SpeakerName;
use crate::model::project::people::{Person, key};

/// Maximum speakers that are offered while nothing is typed.
const MOST: usize = 200;

/// The speakers that one may be, the likeliest first, then the text typed as a new name.
pub fn names(project: &OpenProject, name: &SpeakerName, words: &str) -> Vec<Item> {
    let people = &project.people;
    let Some(own) = people.position(name) else { return Vec::new() };
    let likely = people.suggestions.iter().filter_map(|one| match (one.full == own, one.other == own) {
        (true, _) => Some((one.other, one.reason.row().name)),
        (_, true) => Some((one.full, one.reason.row().name)),
        _ => None,
    });
    let likely: Vec<(usize, &str)> = likely.collect();
    let is_likely = |at: usize| likely.iter().any(|(other, _)| *other == at);
    let others = (0..people.list.len()).filter(|at| *at != own && !is_likely(*at)).map(|at| (at, ""));
    let others = likely.iter().copied().chain(others);
    let item = |(at, reason): (usize, &str)| item(people.list.get(at).filter(|person| !person.is_nobody())?, reason);
    let mut items: Vec<Item> = match words.trim() {
        "" => others.filter_map(item).take(MOST).collect(),
        words => fitting(words, others.filter_map(item).collect()),
    };
    let new = words.trim();
    let shown = people.list.get(own).map(|person| person.name.as_str());
    let known =
        |other: &SpeakerName| key(other).name == key(&SpeakerName { name: new.to_owned(), ..other.clone() }).name;
    let is_listed = items.iter().any(|item| matches!(&item.choice, Choice::Merge(other) if known(other)));
    if !new.is_empty() && shown != Some(new) && !is_listed {
        let title = new.to_owned();
        let detail = "Show this name in all articles".to_owned();
        items.push(Item { choice: Choice::Rename(title.clone()), title, detail });
    }
    items
}

/// The item of a speaker to merge with.
fn item(person: &Person, reason: &str) -> Option<Item> {
    let marks = counted(person.total(), "mark", "marks");
    let parts = ["Merge", person.remark().unwrap_or_default(), reason, &marks];
    let detail = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(Item { title: person.name.clone(), detail, choice: Choice::Merge(person.handle()?.clone()) })
}

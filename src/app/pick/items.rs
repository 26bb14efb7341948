//! The items of a picker, by its purpose and the text typed.

use std::path::PathBuf;

use crate::app::commands::command::Command;
use crate::app::pick::fitting::{begins_a_word, fitting};
use crate::app::pick::{elsewhere, people, tags};
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::keymap::Keymap;
use crate::app::shell::picker::{Change, Choice, Ends, Item, NAMED, OpenArticle, Purpose, Way, verb, ways};
use crate::model::annotation::{
    Annotation, CERTAINTIES, Certainty, CertaintyRow, Id, Relation, Speaker, Target, Voice,
};
use crate::model::attribution;
use crate::model::fold;
use crate::model::message::counted;
use crate::model::query;
use crate::model::role;
use crate::model::suggest::{likely_role, likely_targets};

/// The items that match the text typed, the best first; `voice` is the one chosen for a speaker.
pub fn items(
    purpose: &Purpose,
    words: &str,
    voice: &Voice,
    session: Option<&Session>,
    (shell, project): (&Shell, Option<&OpenProject>),
) -> Vec<Item> {
    match (purpose, session) {
        (Purpose::RoleAcross(from, to), _) => {
            fitting(words, project.map(|project| elsewhere::roles(project, from, to)).unwrap_or_default())
        }
        (Purpose::Person(name), _) => project.map(|project| people::names(project, name, words)).unwrap_or_default(),
        (Purpose::Command(enabled), _) => fitting(words, commands(enabled, &shell.keymap)),
        (Purpose::Open(open), _) => fitting(words, open_articles(open)),
        (Purpose::Recent, _) => fitting(words, recent(shell)),
        (Purpose::Speaker, Some(session)) => speakers(words, voice, session),
        (Purpose::Certainty, Some(session)) => fitting(words, certainties(session)),
        (Purpose::Link, Some(session)) => fitting(words, linkable(session)),
        (Purpose::Role(other), Some(session)) => fitting(words, roles(session, other)),
        (Purpose::Links, Some(session)) => {
            let mut all = links(session);
            all.extend(project.map(|project| elsewhere::links(project, session)).unwrap_or_default());
            fitting(words, all)
        }
        (Purpose::Rename(voice, name), Some(session)) => names_for(words, (voice, name), session),
        (Purpose::Tag(_), Some(session)) => fitting(words, tags::all_tags(session)),
        (Purpose::TagName(tag), Some(session)) => {
            or_typed(fitting(words, tags::mergeable(tag, session)), tags::new_name(words, tag))
        }
        (Purpose::TagColour(tag), Some(session)) => {
            or_typed(fitting(words, tags::colours(tag, session)), tags::new_colour(words))
        }
        (Purpose::Listing, _) => fitting(words, tags::listings(shell)),
        (_, None) => Vec::new(),
    }
}

fn commands(commands: &[&'static Command], keymap: &Keymap) -> Vec<Item> {
    let item = |command: &'static Command| Item {
        title: command.title.to_owned(),
        detail: keymap.shown(command),
        choice: Choice::Run(command),
    };
    commands.iter().copied().map(item).collect()
}

fn open_articles(open: &[OpenArticle]) -> Vec<Item> {
    let item = |article: &OpenArticle| Item {
        title: article.title.clone(),
        detail: article.place.clone(),
        choice: Choice::Show(article.id),
    };
    open.iter().map(item).collect()
}

/// The recent folders, then the recent files; those that are not there now are last.
fn recent(shell: &Shell) -> Vec<Item> {
    let (settings, is_gone) = (&shell.settings, |path: &PathBuf| shell.recents.is_gone(path));
    let item = |(path, kind): (&PathBuf, &str)| {
        let kind = if is_gone(path) { "not found · " } else { kind };
        Item {
            title: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            detail: format!("{kind}{}", path.parent().map(|folder| folder.display().to_string()).unwrap_or_default()),
            choice: Choice::Open(path.clone()),
        }
    };
    let folders = settings.recent_folders.iter().map(|path| (path, "folder · "));
    let (gone, there): (Vec<_>, Vec<_>) =
        folders.chain(settings.recent.iter().map(|path| (path, ""))).partition(|(path, _)| is_gone(path));
    there.into_iter().chain(gone).map(item).collect()
}

fn certainties(session: &Session) -> Vec<Item> {
    let now = session.mark().map(|mark| mark.certainty.id());
    let item = |row: &CertaintyRow| Item {
        title: row.name.to_owned(),
        detail: if now == Some(row.id) { "Current".to_owned() } else { String::new() },
        choice: Choice::Certainty(Certainty::new(row.id)),
    };
    CERTAINTIES.iter().map(item).collect()
}

/// Bytes of an article that are searched for names. A longer search would be felt at every key.
const NAMED_WITHIN: usize = 100_000;

/// The speakers for the selected mark. With nothing typed: the one that the text names as its speaker, the names in the passage,
/// in its sentence and in its paragraph, then those used so far. Else those of them that match, and the text typed as a new name. Last come the voices without a
/// name. Every name has the chosen voice.
fn speakers(words: &str, voice: &Voice, session: &Session) -> Vec<Item> {
    let typed = words.trim();
    let text = session.text();
    let used = query::names_with(session.set(), voice);
    let speaker = |name: &str| Speaker::new(voice.id(), name);
    let used_names: Vec<String> = used.iter().map(|(name, _)| name.clone()).collect();
    let mut items: Vec<Item> = Vec::new();
    let passage = session.mark().and_then(|mark| mark.target.bounds());
    let said_by = passage.and_then(|passage| attribution::cut(text, passage)?.named(text));
    let mut near = passage.map(|passage| attribution::names_near(text, passage)).unwrap_or_default();
    // Who the text says it is by comes before names that are only nearer.
    near.sort_by_key(|(range, _)| said_by.as_ref().is_none_or(|said| !said.at.found().any(|at| at == *range)));
    for (range, place) in near {
        let name = session.name_at(range);
        // As it is spelled in the other marks, if they have it.
        let name = used_names.iter().find(|used| fold::is_same_name(used, &name)).unwrap_or(&name);
        if !is_listed(&items, name) {
            let speaker = Speaker { at: Target::of(range), ..speaker(name) };
            let choice = Choice::Speaker(Some(speaker));
            items.push(Item { title: name.clone(), detail: place.name().to_owned(), choice });
        }
    }
    for (name, count) in used {
        let detail = counted(count, "mark", "marks");
        match items.iter_mut().find(|item| item.title == name) {
            Some(item) => item.detail = format!("{} · {detail}", item.detail),
            None => items.push(Item { choice: Choice::Speaker(Some(speaker(&name))), title: name, detail }),
        }
    }
    if !typed.is_empty() {
        let names = attribution::names(text, text.floor_range(NAMED_WITHIN));
        for name in names.into_iter().map(|range| session.name_at(range)) {
            if !is_listed(&items, &name) {
                let choice = Choice::Speaker(Some(speaker(&name)));
                items.push(Item { title: name, detail: "In the article".to_owned(), choice });
            }
        }
    }
    let known = is_listed(&items, typed);
    let mut items = fitting(typed, items);
    if !typed.is_empty() && !known {
        let (begins, keeps) = fold::as_typed(typed);
        // A speaker used before, or a name that begins with the text, is probably meant; another name that only contains it
        // may be somebody else.
        let meant = |item: &Item| {
            let title = fold::folded(&item.title, keeps);
            title.starts_with(&begins) || (used_names.contains(&item.title) && begins_a_word(&title, &begins))
        };
        items.sort_by_key(|item| !meant(item));
        let begun = items.partition_point(meant);
        items.insert(
            begun,
            Item {
                title: typed.to_owned(),
                detail: "New speaker".to_owned(),
                choice: Choice::Speaker(Some(speaker(typed))),
            },
        );
    }
    // With that voice chosen, the text typed is among the names.
    if typed.is_empty() || voice.id() == NAMED {
        items.push(Item {
            title: if typed.is_empty() { "Unnamed".to_owned() } else { format!("Unnamed: {typed}") },
            detail: "“officials”, “sources”".to_owned(),
            choice: Choice::Speaker(Some(Speaker::new("unnamed", typed))),
        });
    }
    items.push(Item {
        title: "The article itself".to_owned(),
        detail: "In its own voice".to_owned(),
        choice: Choice::Speaker(Some(Speaker::new("article", ""))),
    });
    if session.mark().is_some_and(|mark| mark.speaker.is_some()) {
        items.push(Item {
            title: "Not set".to_owned(),
            detail: "Clear the speaker".to_owned(),
            choice: Choice::Speaker(None),
        });
    }
    items
}

/// The names a speaker can be given: those of the other speakers with the same voice, which merges them, and the text
/// typed.
fn names_for(words: &str, (voice, name): (&Voice, &str), session: &Session) -> Vec<Item> {
    let typed = words.trim();
    let used = query::names_with(session.set(), voice);
    let others = used.into_iter().filter(|(other, _)| !fold::is_same_name(other, name));
    let item = |(other, _): (String, usize)| Item {
        title: other.clone(),
        detail: format!("Merge “{name}” into this speaker"),
        choice: Choice::Rename(other),
    };
    let new = (!typed.is_empty() && typed != name).then(|| Item {
        title: typed.to_owned(),
        detail: format!("Rename “{name}” everywhere"),
        choice: Choice::Rename(typed.to_owned()),
    });
    or_typed(fitting(typed, others.map(item).collect()), new)
}

/// The marks that the selected one can be linked with: the likely ones first, then by distance, last those it is linked
/// with.
fn linkable(session: &Session) -> Vec<Item> {
    /// More than anybody reads; typing searches the first ones.
    const MOST: usize = 2000;
    let Some(mark) = session.mark() else { return Vec::new() };
    let (set, text) = (session.set(), session.text());
    let likely = likely_targets(set, text, mark);
    let here = session.set().position(&mark.id).unwrap_or_default();
    let mut others: Vec<(usize, &Annotation)> = session
        .set()
        .annotations()
        .iter()
        .map(AsRef::as_ref)
        .enumerate()
        .filter(|(_, other)| other.id != mark.id)
        .collect();
    others.sort_by_key(|(at, other)| {
        let rank = likely.iter().position(|likely| likely.id == other.id).unwrap_or(usize::MAX);
        (rank, at.abs_diff(here))
    });
    let item = |(_, other): (usize, &Annotation)| {
        let ways = ways(&mark.kind, &other.kind);
        let role = likely_role(text, mark, other).or_else(|| likely_role(text, other, mark));
        let likely = ways.iter().position(|way| role.is_some_and(|(role, _)| way.role == role)).unwrap_or_default();
        let links = set.relations_of(&mark.id).iter().filter(|link| link.from == other.id || link.to == other.id);
        let made = links.map(|link| (verb(link, &mark.id).to_owned(), link.role.id().to_owned())).collect();
        (!ways.is_empty()).then(|| Item {
            title: titled(other, session),
            detail: other.speaker.as_ref().map_or("", |speaker| speaker.label()).to_owned(),
            choice: Choice::Link(Ends { other: other.id.clone(), article: None, ways, likely, made }),
        })
    };
    let mut items: Vec<Item> = others.into_iter().take(MOST).filter_map(item).collect();
    items.sort_by_key(Item::is_linked);
    items
}

/// The roles that a link from the selected mark to this one can have, the likely one first.
fn roles(session: &Session, other: &Id) -> Vec<Item> {
    let Some((mark, other)) = session.mark().zip(session.set().get(other)) else { return Vec::new() };
    let likely = likely_role(session.text(), mark, other).map(|(role, _)| role);
    let mut ways = ways(&mark.kind, &other.kind);
    ways.sort_by_key(|way| (way.reversed, Some(way.role) != likely));
    let detail = titled(other, session);
    let item = |way: Way| Item {
        title: way.verb.to_owned(),
        detail: detail.clone(),
        choice: Choice::Join(other.id.clone(), way),
    };
    ways.into_iter().map(item).collect()
}

/// A mark on one line: its glyph and its text.
fn titled(mark: &Annotation, session: &Session) -> String {
    let words = query::quote_line(mark, session.text());
    format!("{} {words}", mark.kind.look().glyph)
}

/// The changes of the links of the selected mark.
fn links(session: &Session) -> Vec<Item> {
    let Some(mark) = session.mark() else { return Vec::new() };
    let mut items = Vec::new();
    for relation in session.set().relations_of(&mark.id) {
        let other = if relation.from == mark.id { &relation.to } else { &relation.from };
        let Some(end) = session.set().get(other) else {
            items.push(edit_item("Delete the link to a missing mark", other.as_str(), relation, Change::Delete));
            continue;
        };
        let verb = verb(relation, &mark.id);
        let words = format!("{verb} {}", titled(end, session));
        items.push(edit_item("Follow", &words, relation, Change::Go));
        let (from, to) = if relation.from == mark.id { (&mark.kind, &end.kind) } else { (&end.kind, &mark.kind) };
        for row in role::allowed(from, to).filter(|row| row.id != relation.role.id()) {
            items.push(edit_item(&format!("Change to “{}”", row.id), &words, relation, Change::Role(row.id)));
        }
        if relation.role.row().is_some_and(|row| row.allows(to, from)) {
            items.push(edit_item("Reverse", &words, relation, Change::Reverse));
        }
        items.push(edit_item("Delete", &words, relation, Change::Delete));
    }
    items
}

fn edit_item(what: &str, words: &str, relation: &Relation, change: Change) -> Item {
    Item { title: format!("{what}: {words}"), detail: String::new(), choice: Choice::Edit(relation.id.clone(), change) }
}

/// The items, and the one for the text typed unless it is among them.
fn or_typed(mut items: Vec<Item>, typed: Option<Item>) -> Vec<Item> {
    let new = typed.filter(|typed| !is_listed(&items, &typed.title));
    items.extend(new);
    items
}

/// True if one of the items has this name.
fn is_listed(items: &[Item], name: &str) -> bool {
    let key = fold::name_key(name);
    items.iter().any(|item| item.title == name || fold::name_key(&item.title) == key)
}

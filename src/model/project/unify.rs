//! Items that two people made of the same thing: the same article, the same link, the same speaker. One of them stays, the
//! one with the least id, and what names the others is led to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::annotation::Id;
use crate::model::fields::joined;
use crate::model::project::Project;
use crate::model::project::items::{End, Item, ItemKind, LinkItem};

/// Makes one of the items that are about the same thing. `is_old` is true for items that were there before both people's
/// work; two old ones stay two. Returns what is left to decide.
pub fn unify(project: &mut Project, is_old: impl Fn(ItemKind, &Id) -> bool) -> Vec<String> {
    articles(project);
    links(project, &is_old);
    speakers(project, &is_old);
    threads(project, &is_old)
}

fn articles(project: &mut Project) {
    let mut first: BTreeMap<String, Id> = BTreeMap::new();
    let mut renamed: BTreeMap<Id, Id> = BTreeMap::new();
    for item in project.articles.values() {
        if item.path.is_empty() {
            continue;
        }
        match first.get(&item.path) {
            Some(id) => drop(renamed.insert(item.id.clone(), id.clone())),
            None => drop(first.insert(item.path.clone(), item.id.clone())),
        }
    }
    if renamed.is_empty() {
        return;
    }
    for (old, new) in &renamed {
        let gone = project.remove(ItemKind::Article, old);
        if let (Some(Item::Article(gone)), Some(kept)) = (gone, project.article(new).cloned()) {
            let mut item = kept.as_ref().clone();
            item.done |= gone.done;
            if item.sha256.is_empty() {
                item.sha256.clone_from(&gone.sha256);
            }
            for (name, source) in
                gone.extra.iter().filter(|(name, _)| !kept.extra.iter().any(|(known, _)| known == *name))
            {
                item.extra.push(name, source);
            }
            project.put(Item::Article(Arc::new(item)));
        }
    }
    let led = |end: &mut End| {
        if let Some(new) = renamed.get(&end.article) {
            end.article = new.clone();
        }
    };
    let links: Vec<Item> = project
        .links()
        .filter(|link| [&link.from, &link.to].iter().any(|end| renamed.contains_key(&end.article)))
        .map(|link| {
            let mut link = link.as_ref().clone();
            led(&mut link.from);
            led(&mut link.to);
            Item::Link(Arc::new(link))
        })
        .collect();
    let threads: Vec<Item> = project
        .threads()
        .filter(|thread| renamed.contains_key(&thread.claim.article))
        .map(|thread| {
            let mut thread = thread.as_ref().clone();
            led(&mut thread.claim);
            Item::Thread(Arc::new(thread))
        })
        .collect();
    for item in links.into_iter().chain(threads) {
        project.put(item);
    }
}

/// The meaning of a link: its role and its ends, in order unless the role is the same both ways.
fn tie(link: &LinkItem) -> (String, [(Id, Id); 2]) {
    let mut ends = [&link.from, &link.to].map(|end| (end.article.clone(), end.mark.clone()));
    if link.role.id() == "restates" {
        ends.sort();
    }
    (link.role.id().to_owned(), ends)
}

fn links(project: &mut Project, is_old: &impl Fn(ItemKind, &Id) -> bool) {
    let mut first: BTreeMap<_, Id> = BTreeMap::new();
    let mut twice: Vec<(Id, Id)> = Vec::new();
    for link in project.links.values() {
        match first.get(&tie(link)) {
            Some(id) if !is_old(ItemKind::Link, id) || !is_old(ItemKind::Link, &link.id) => {
                twice.push((id.clone(), link.id.clone()));
            }
            Some(_) => {}
            None => drop(first.insert(tie(link), link.id.clone())),
        }
    }
    for (kept, gone) in twice {
        let gone = project.remove(ItemKind::Link, &gone);
        if let (Some(Item::Link(gone)), Some(link)) = (gone, project.link(&kept).cloned()) {
            let note = joined(&link.note, &gone.note);
            if note != link.note {
                project.put(Item::Link(Arc::new(LinkItem { note, ..link.as_ref().clone() })));
            }
        }
    }
}

fn speakers(project: &mut Project, is_old: &impl Fn(ItemKind, &Id) -> bool) {
    let mut first: BTreeMap<_, Id> = BTreeMap::new();
    let mut twice: Vec<Id> = Vec::new();
    for speaker in project.speakers.values() {
        let mut names = speaker.names.clone();
        names.sort();
        match first.get(&(speaker.name.clone(), names.clone())) {
            Some(id) if !is_old(ItemKind::Speaker, id) || !is_old(ItemKind::Speaker, &speaker.id) => {
                twice.push(speaker.id.clone());
            }
            Some(_) => {}
            None => drop(first.insert((speaker.name.clone(), names), speaker.id.clone())),
        }
    }
    for id in twice {
        project.remove(ItemKind::Speaker, &id);
    }
}

fn threads(project: &mut Project, is_old: &impl Fn(ItemKind, &Id) -> bool) -> Vec<String> {
    let mut first: BTreeMap<(Id, Id), (Id, String)> = BTreeMap::new();
    let (mut twice, mut two) = (Vec::new(), Vec::new());
    for thread in project.threads.values() {
        let claim = (thread.claim.article.clone(), thread.claim.mark.clone());
        match first.get(&claim) {
            Some((id, _)) if is_old(ItemKind::Thread, id) && is_old(ItemKind::Thread, &thread.id) => {}
            Some((_, title)) if *title == thread.title => twice.push(thread.id.clone()),
            Some((id, title)) => {
                // One that came from the other by a merge was reported there.
                if !thread.id.as_str().starts_with(id.as_str()) {
                    two.push(format!("one thread is titled “{title}” and “{}”; both titles are kept", thread.title));
                }
            }
            None => drop(first.insert(claim, (thread.id.clone(), thread.title.clone()))),
        }
    }
    for id in twice {
        project.remove(ItemKind::Thread, &id);
    }
    two
}

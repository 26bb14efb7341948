//! Problems of a project, with their repairs: ends of links that are gone, and things that are there twice.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::model::annotation::Id;
use crate::model::message::shortened;
use crate::model::project::Project;
use crate::model::project::corpus::{Entry, Place};
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{ArticleItem, End, Item, ItemKind, LinkItem, SpeakerItem, ThreadItem};
use crate::model::project::overview::{GoneEnd, Overview, resolve};
use crate::model::project::spot::Spot;

/// A check of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProjectCheck {
    /// The article of an end is not in the folder.
    GoneArticle,
    /// The mark of an end is not in its article.
    GoneMark,
    /// A thread has two titles.
    TwoTitles,
    /// A speaker is merged in two ways.
    TwoSpeakers,
}

impl ProjectCheck {
    /// Its stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::GoneArticle => "gone-article",
            Self::GoneMark => "gone-mark",
            Self::TwoTitles => "two-titles",
            Self::TwoSpeakers => "two-speakers",
        }
    }

    /// Its condition, as a sentence without a full stop.
    pub fn title(self) -> &'static str {
        match self {
            Self::GoneArticle => "An article that a link leads to is not in the folder",
            Self::GoneMark => "A mark that a link leads to is not in its article",
            Self::TwoTitles => "A thread has two titles",
            Self::TwoSpeakers => "A speaker is merged in two ways",
        }
    }
}

impl ProjectCheck {
    /// Advice where no repair is without a loss: one line without a full stop.
    pub fn advice(self) -> &'static str {
        match self {
            Self::GoneArticle => "Put the article back, or delete what leads to it",
            Self::GoneMark => "Mark the passage again and link it, or delete what leads nowhere",
            Self::TwoTitles => "Keep one of the two",
            Self::TwoSpeakers => "Make them one speaker, or split one of them",
        }
    }
}

/// Something wrong with a project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectProblem {
    /// Its check.
    pub check: ProjectCheck,
    /// The kind of its item, and the id.
    pub item: (ItemKind, Id),
    /// The message: one line, no full stop.
    pub what: String,
    /// A mark that it is about, to go to.
    pub spot: Option<Spot>,
    /// The possible repairs, the best first.
    pub fixes: Vec<ProjectFix>,
}

impl ProjectProblem {
    /// The repair that loses nothing.
    pub fn repair(&self) -> Option<&ProjectFix> {
        self.fixes.iter().find(|fix| !fix.loses)
    }
}

/// A repair that is ready to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectFix {
    /// The description of the change: one line without a full stop, in the imperative.
    pub what: String,
    /// The change.
    pub edit: ProjectEdit,
    /// True if something of the person's is lost by it: it is made only if they ask for it.
    pub loses: bool,
}

/// The problems of a project.
pub fn problems(overview: &Overview, project: &Project) -> Vec<ProjectProblem> {
    let mut found = gone(overview, project);
    found.extend(two_titles(overview, project));
    found.extend(two_speakers(project));
    found
}

fn gone(overview: &Overview, project: &Project) -> Vec<ProjectProblem> {
    let ids: HashSet<&Id> = overview.gone().iter().map(|gone| &gone.end.mark).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let corpus = overview.corpus();
    let mut places: HashMap<&Id, Vec<Place>> = HashMap::new();
    for (article, entry) in (0..).zip(corpus.entries()) {
        for (mark, annotation) in (0..).zip(entry.document.set().annotations()) {
            if ids.contains(&annotation.id) {
                places.entry(&annotation.id).or_default().push(Place { article, mark });
            }
        }
    }
    let of = |gone: &GoneEnd| gone_end(overview, project, gone, places.get(&gone.end.mark).map_or(&[], Vec::as_slice));
    overview.gone().iter().filter_map(of).collect()
}

fn gone_end(overview: &Overview, project: &Project, gone: &GoneEnd, places: &[Place]) -> Option<ProjectProblem> {
    let corpus = overview.corpus();
    let item = project.article(&gone.end.article);
    let path = item.map_or(gone.end.path.as_str(), |item| item.path.as_str());
    let entry = corpus.get(path);
    let (thing, place) = match gone.kind {
        ItemKind::Thread => (format!("the title “{}”", shortened(&project.thread(&gone.item)?.title)), None),
        _ => {
            let link = project.link(&gone.item)?;
            let other = if link.from == gone.end { &link.to } else { &link.from };
            let place = resolve(corpus, project, other);
            let words = place.and_then(|place| overview.mark(place)).map(|(mark, document)| {
                let text = &document.article().text;
                let quoted = mark.target.found().next().and_then(|range| text.get(range)).unwrap_or_default();
                shortened(quoted)
            });
            let from = words.map_or_else(|| other.path.clone(), |words| format!("“{words}” in {}", other.path));
            (format!("the link “{}” of {from}", link.role.id()), place)
        }
    };
    let mut fixes = Vec::new();
    let (check, what) = match entry {
        None => {
            if let Some(item) = item
                && let Some(moved) = moved_to(overview, project, item)
            {
                let fix = ArticleItem { path: moved.clone(), ..item.as_ref().clone() };
                let what = format!("Take {moved}, which has the same content, for {path}");
                let edit = ProjectEdit::Put(Item::Article(Arc::new(fix)));
                fixes.push(ProjectFix { what, edit, loses: false });
            }
            (ProjectCheck::GoneArticle, format!("{path} is not in the folder: {thing} leads nowhere"))
        }
        Some(entry) if entry.failure.is_some() => {
            (ProjectCheck::GoneArticle, format!("{path} could not be read: {thing} leads nowhere"))
        }
        Some(_) => (ProjectCheck::GoneMark, format!("A mark in {path} is gone: {thing} leads nowhere")),
    };
    // An unreadable article may have the mark.
    if entry.is_none_or(|entry| entry.failure.is_none()) {
        if let [place] = places
            && let Some(there) = overview.entry(*place)
        {
            let what = format!("Lead it to the same mark in {}", there.path);
            let moved = item.filter(|_| entry.is_none() && project.article_at(&there.path).is_none());
            let edit = match moved {
                // The article was renamed: everything that is recorded about it goes along.
                Some(item) => Some(ProjectEdit::Put(Item::Article(Arc::new(ArticleItem {
                    path: there.path.clone(),
                    sha256: there.document.article().sha256.clone(),
                    ..item.as_ref().clone()
                })))),
                None => led(project, gone, there),
            };
            fixes.extend(edit.map(|edit| ProjectFix { what, edit, loses: false }));
        }
        let what = if gone.kind == ItemKind::Thread { "Delete the title" } else { "Delete the link" };
        let edit = ProjectEdit::Remove(gone.kind, gone.item.clone());
        fixes.push(ProjectFix { what: what.to_owned(), edit, loses: true });
    }
    let spot = place.and_then(|place| corpus.spot(place));
    Some(ProjectProblem { check, item: (gone.kind, gone.item.clone()), what, spot, fixes })
}

/// The only article with the content of one that is gone, if the project has no entry of it.
fn moved_to(overview: &Overview, project: &Project, item: &ArticleItem) -> Option<String> {
    if item.sha256.is_empty() {
        return None;
    }
    let same = |path: &str, sha256: &str| sha256 == item.sha256 && project.article_at(path).is_none();
    let mut found =
        overview.corpus().entries().iter().filter(|entry| same(&entry.path, &entry.document.article().sha256));
    let only = found.next()?;
    found.next().is_none().then(|| only.path.clone())
}

/// The edit that leads an end to the mark with the same id in another article.
fn led(project: &Project, gone: &GoneEnd, there: &Entry) -> Option<ProjectEdit> {
    let mut edits = Vec::new();
    let article = project.article_at(&there.path).cloned().unwrap_or_else(|| {
        let article = new_article(project, there);
        edits.push(ProjectEdit::Put(Item::Article(article.clone())));
        article
    });
    let end = End { extra: gone.end.extra.clone(), ..End::new(&article, gone.end.mark.clone()) };
    edits.push(ProjectEdit::Put(match gone.kind {
        ItemKind::Thread => {
            Item::Thread(Arc::new(ThreadItem { claim: end, ..project.thread(&gone.item)?.as_ref().clone() }))
        }
        _ => {
            let mut link: LinkItem = project.link(&gone.item)?.as_ref().clone();
            let led = if link.from == gone.end { &mut link.from } else { &mut link.to };
            *led = end;
            Item::Link(Arc::new(link))
        }
    }));
    Some(ProjectEdit::Batch(edits))
}

/// An entry for an article. Its id follows from the path, so that two people who make the same repair make the same entry.
fn new_article(project: &Project, there: &Entry) -> Arc<ArticleItem> {
    let path = &there.path;
    let mut id = Id::new(&format!("article {path}"));
    while project.article(&id).is_some() {
        id = Id::new(&format!("{id}'"));
    }
    let (modified, extra) = Default::default();
    let sha256 = there.document.article().sha256.clone();
    Arc::new(ArticleItem { id, path: path.clone(), sha256, done: false, modified, extra })
}

fn two_titles(overview: &Overview, project: &Project) -> Vec<ProjectProblem> {
    let mut titles: BTreeMap<usize, Vec<(&Arc<ThreadItem>, Place)>> = BTreeMap::new();
    for item in project.threads() {
        let place = resolve(overview.corpus(), project, &item.claim);
        if let Some((place, thread)) = place.and_then(|place| Some((place, overview.thread_at(place)?))) {
            titles.entry(thread).or_default().push((item, place));
        }
    }
    let mut found = Vec::new();
    for titles in titles.values() {
        // Titles come by id, and the first one counts.
        let [(first, _), others @ ..] = titles.as_slice() else { continue };
        for (other, place) in others {
            let keep = |kept: &ThreadItem, gone: &ThreadItem| ProjectFix {
                what: format!("Keep “{}”", shortened(&kept.title)),
                edit: ProjectEdit::Remove(ItemKind::Thread, gone.id.clone()),
                loses: true,
            };
            found.push(ProjectProblem {
                check: ProjectCheck::TwoTitles,
                item: (ItemKind::Thread, other.id.clone()),
                what: format!("One thread is titled “{}” and “{}”", shortened(&first.title), shortened(&other.title)),
                spot: overview.corpus().spot(*place),
                fixes: vec![keep(first, other), keep(other, first)],
            });
        }
    }
    found
}

fn two_speakers(project: &Project) -> Vec<ProjectProblem> {
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for speaker in project.speakers() {
        let other = speaker.names.iter().find_map(|name| first.get(name).copied());
        if let Some(other) = other {
            let other: &Arc<SpeakerItem> = other;
            let mut names = other.names.clone();
            names.extend(speaker.names.iter().filter(|name| !other.names.contains(name)).cloned());
            let joined = SpeakerItem { names, ..other.as_ref().clone() };
            found.push(ProjectProblem {
                check: ProjectCheck::TwoSpeakers,
                item: (ItemKind::Speaker, speaker.id.clone()),
                what: format!("“{}” and “{}” are merged from one name", other.name, speaker.name),
                spot: None,
                fixes: vec![ProjectFix {
                    what: format!("Make them one speaker, “{}”", other.name),
                    edit: ProjectEdit::Batch(vec![
                        ProjectEdit::Put(Item::Speaker(Arc::new(joined))),
                        ProjectEdit::Remove(ItemKind::Speaker, speaker.id.clone()),
                    ]),
                    loses: !speaker.names.iter().any(|name| name.name == speaker.name),
                }],
            });
            continue;
        }
        first.extend(speaker.names.iter().map(|name| (name, speaker)));
    }
    found
}

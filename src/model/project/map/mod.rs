//! The map of a project: the linked marks of several articles as boxes, grouped by article or by thread.
//!
//! Each group is laid out by itself as the map of an article is, in one column for an article, beside each other for a
//! thread. The groups are in the order of time, on shelves; `route` leads the arrows between them.

mod route;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::annotation::{Annotation, Relation};
use crate::model::index::Groups;
use crate::model::map::{
    Arrow, Fit, Link, Map, MapBox, Point, Rect, Shelved, Shown, Size, Spacing, Stack, Web, shelve,
};
use crate::model::project::corpus::Place;
use crate::model::project::items::LinkItem;
use crate::model::project::overview::Overview;
use crate::model::project::spot::Spot;
use crate::model::project::timeline::thread_name;
use route::{End, Space};

/// The groups of the boxes: a row of [`GROUPINGS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By article.
    #[default]
    Articles,
    /// By thread, with everything that answers it.
    Threads,
}

/// A row of [`GROUPINGS`].
#[derive(Debug)]
pub struct GroupingRow {
    /// The grouping.
    pub grouping: Grouping,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// Every grouping.
pub const GROUPINGS: &[GroupingRow] = &[
    GroupingRow { grouping: Grouping::Articles, id: "articles", name: "Articles" },
    GroupingRow { grouping: Grouping::Threads, id: "threads", name: "Threads" },
];

/// The content of a project's map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapView {
    /// Only what is linked with the thread of this mark, directly or through others.
    pub around: Option<Spot>,
    /// The groups of the boxes.
    pub grouping: Grouping,
    /// True to show links within an article too where none leads out of it.
    pub within: bool,
}

/// The map of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectMap {
    /// The boxes and arrows. The part of a box is its group; its source is the index of its place.
    pub map: Map,
    /// The marks, in the order of time.
    pub places: Vec<Place>,
    /// The groups, in the order of time.
    pub groups: Vec<Group>,
    /// Number of linked marks that there is no room for.
    pub left_out: usize,
}

/// A group of boxes.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The title of the article or the thread.
    pub name: String,
    /// Site and date of an article, or the number of articles of a thread.
    pub detail: String,
    /// Its frame.
    pub rect: Rect,
    /// The mark that stands for it: the first one of the article, or the first claim of the thread.
    pub first: Place,
}

/// Maximum boxes; more are no map that anybody reads.
const MOST: usize = 2_000;

/// Height of the head of a group in points.
pub const HEAD: f32 = 46.0;

/// Distance in points between a group's frame and its boxes.
const PADDING: f32 = 16.0;

/// Width in points of the boxes of an article.
const COLUMN: f32 = 300.0;

/// Distance in points between two groups: room for arrows with their labels.
const APART: f32 = 96.0;

/// Width of the map for its height, at most: groups are of different heights, and shelves are not filled.
const SHAPE: f32 = 2.8;

impl ProjectMap {
    /// The map of a project, with boxes of the sizes that `fit` gives.
    pub fn new(overview: &Overview, view: &MapView, fit: &Fit) -> Self {
        let grouping = view.grouping;
        let (places, left_out) = members(overview, view);
        let marks: Vec<Arc<Annotation>> =
            places.iter().filter_map(|place| overview.mark(*place)).map(|(mark, _)| mark.clone()).collect();
        let links = links(overview, &places);
        let heads = match grouping {
            Grouping::Articles => by_article(&places),
            Grouping::Threads => by_thread(overview, &places, &links),
        };
        let mut groups: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut numbers: HashMap<u32, usize> = HashMap::new();
        for (at, head) in (0..).zip(&heads) {
            let number = *numbers.entry(*head).or_insert_with(|| {
                groups.push((*head, Vec::new()));
                groups.len() - 1
            });
            groups[number].1.push(at);
        }
        let text = |at: usize| overview.mark(places[at]).map(|(mark, document)| (mark, &document.article().text));
        let size = |at: usize, width: f32| {
            text(at).map_or(Size::default(), |(mark, text)| fit.size_of_width(mark, text, width))
        };
        let inner: Vec<Map> = groups
            .iter()
            .map(|(_, members)| {
                let own = own_links(members, &links);
                let marks: Vec<Arc<Annotation>> = members.iter().map(|at| marks[*at as usize].clone()).collect();
                let web = Web { marks: &marks, links: own };
                let shown = Shown { unlinked: true, ..Shown::default() };
                match grouping {
                    Grouping::Articles => {
                        let stack = Stack { parts: 24.0, ..Stack::of(COLUMN) };
                        Map::stack(&web, &shown, &stack, |at, width| size(members[at] as usize, width))
                    }
                    Grouping::Threads => {
                        let spacing = Spacing { parts: 28.0, ..Spacing::default() };
                        Map::of(&web, &shown, &spacing, |at| size(members[at] as usize, fit.width))
                    }
                }
            })
            .collect();
        let sizes: Vec<Size> = inner
            .iter()
            .map(|map| Size::new(map.size.width + 2.0 * PADDING, map.size.height + HEAD + PADDING))
            .collect();
        let area: f32 = sizes.iter().map(|size| (size.width + APART) * (size.height + APART)).sum();
        let spacing = Spacing { parts: APART, width: Some((area * SHAPE).sqrt()), ..Spacing::default() };
        let shelved = shelve(&sizes, sizes.len(), &spacing);
        let mut found = Self { places, left_out, ..Self::default() };
        for ((((head, members), map), place), size) in groups.iter().zip(inner).zip(&shelved).zip(sizes) {
            // Room for arrows round the whole.
            let corner = Point::new(place.corner.x + APART, place.corner.y + APART);
            let rect = Rect::new(corner, size);
            found.groups.push(group(overview, grouping, found.places[*head as usize], rect));
            found.place(map, members, Point::new(corner.x + PADDING, corner.y + HEAD), grouping);
        }
        let far = found
            .groups
            .iter()
            .fold(Point::default(), |far, group| Point::new(far.x.max(group.rect.max.x), far.y.max(group.rect.max.y)));
        found.map.size = Size::new(far.x + APART, far.y + APART);
        found.join(&links, &heads, &shelved);
        found
    }

    /// Places the boxes and arrows of a group, whose boxes begin at a corner.
    fn place(&mut self, map: Map, members: &[u32], corner: Point, grouping: Grouping) {
        let moved = |point: Point| Point::new(point.x + corner.x, point.y + corner.y);
        let (first, part) = (self.map.boxes.len(), self.groups.len() - 1);
        let stacked = grouping == Grouping::Articles;
        self.map.boxes.extend(map.boxes.into_iter().map(|node| MapBox {
            source: members[node.source] as usize,
            rect: Rect { min: moved(node.rect.min), max: moved(node.rect.max) },
            // In one column, up and down lead from box to box.
            layer: if stacked { 0 } else { node.layer },
            part,
            ..node
        }));
        self.map.arrows.extend(map.arrows.into_iter().map(|arrow| Arrow {
            from: arrow.from + first,
            to: arrow.to + first,
            path: arrow.path.iter().map(|point| moved(*point)).collect(),
            label: moved(arrow.label),
            ..arrow
        }));
        self.map.parts.extend(self.groups.last().map(|group| group.rect));
    }

    /// Adds the arrows between groups.
    fn join(&mut self, links: &[Link], heads: &[u32], shelved: &[Shelved]) {
        let mut boxes = vec![usize::MAX; self.places.len()];
        let mut rects: Vec<Vec<Rect>> = vec![Vec::new(); self.groups.len()];
        for (at, node) in self.map.boxes.iter().enumerate() {
            boxes[node.source] = at;
            rects[node.part].push(node.rect);
        }
        let end = |mark: u32| {
            let node = boxes[mark as usize];
            let of = self.map.boxes.get(node)?;
            Some(End { node, rect: of.rect, place: shelved[of.part], siblings: &rects[of.part] })
        };
        let between = links.iter().filter(|link| heads[link.from as usize] != heads[link.to as usize]);
        let (links, ends): (Vec<&Link>, Vec<(End<'_>, End<'_>)>) =
            between.filter_map(|link| Some((link, (end(link.from)?, end(link.to)?)))).unzip();
        let space = Space::new(shelved.iter().copied().zip(self.groups.iter().map(|group| group.rect)));
        let paths = space.paths(&ends);
        self.map.arrows.extend(links.into_iter().zip(&ends).zip(paths).map(|((link, (from, to)), way)| Arrow {
            relation: link.relation.clone(),
            from: from.node,
            to: to.node,
            path: way.path,
            label: way.label,
            room: APART,
        }));
    }

    /// The index of the box of a mark.
    pub fn position(&self, place: Place) -> Option<usize> {
        let source = self.places.iter().position(|other| *other == place)?;
        self.map.boxes.iter().position(|node| node.source == source)
    }

    /// The mark of a box.
    pub fn place_of(&self, node: usize) -> Option<Place> {
        self.places.get(self.map.boxes.get(node)?.source).copied()
    }
}

/// The head of a group.
fn group(overview: &Overview, grouping: Grouping, first: Place, rect: Rect) -> Group {
    let (name, detail) = match (grouping, overview.thread_of(first)) {
        (Grouping::Threads, Some(thread)) => {
            let count = thread.articles;
            (thread_name(overview, thread), format!("{count} article{}", if count == 1 { "" } else { "s" }))
        }
        (Grouping::Threads, None) => ("No claim".to_owned(), String::new()),
        (Grouping::Articles, _) => {
            let entry = overview.entry(first);
            let site = entry.map(|entry| entry.document.article().site().to_owned()).filter(|site| !site.is_empty());
            let date = overview.date(first.article).map(|date| date.spelled());
            let detail = site.into_iter().chain(date).collect::<Vec<_>>().join(" · ");
            (entry.map(|entry| entry.document.article().name()).unwrap_or_default(), detail)
        }
    };
    Group { name, detail, rect, first }
}

/// The marks at the other ends of the links of a mark.
fn neighbours(overview: &Overview, place: Place) -> Vec<Place> {
    let Some((mark, document)) = overview.mark(place) else { return Vec::new() };
    let set = document.set();
    let within = set.relations_of(&mark.id).iter().filter_map(|relation| {
        let other = if relation.from == mark.id { &relation.to } else { &relation.from };
        set.position(other).map(|at| Place { article: place.article, mark: at as u32 })
    });
    within.chain(overview.links_of(place).map(|link| link.other)).filter(|other| *other != place).collect()
}

/// The marks of the map in the order of time: each with everything that is linked with it. And the number of those that
/// there is no room for.
fn members(overview: &Overview, view: &MapView) -> (Vec<Place>, usize) {
    let mut seen: HashSet<Place> = HashSet::new();
    let (mut found, mut left_out) = (Vec::new(), 0);
    let around = view.around.as_ref().map(|spot| overview.corpus().place(spot));
    let seeds: Vec<Place> = match around {
        Some(place) => {
            let thread = place.and_then(|place| overview.thread_of(place));
            thread.map_or_else(|| place.into_iter().collect(), |thread| thread.claims.clone())
        }
        None if view.within => overview.marks().collect(),
        None => {
            // Threads of the most articles come first, and are kept if there is no room for all.
            let mut seeds: Vec<Place> = overview.links().iter().map(|link| link.to).collect();
            seeds.sort_by_cached_key(|place| Reverse(overview.thread_of(*place).map_or(0, |thread| thread.articles)));
            seeds
        }
    };
    for seed in seeds {
        let mut part: Vec<Place> = Vec::new();
        let mut next = vec![seed];
        while let Some(place) = next.pop() {
            if seen.insert(place) {
                part.push(place);
                next.extend(neighbours(overview, place));
            }
        }
        // A mark alone is on the map only if it was asked for.
        if part.len() < 2 && view.around.is_none() {
            continue;
        }
        let room = MOST.saturating_sub(found.len());
        if found.is_empty() || part.len() <= room {
            left_out += part.len().saturating_sub(room);
            part.truncate(room);
            found.extend(part);
        } else {
            left_out += part.len();
        }
    }
    found.sort_by_key(|place| overview.number(*place));
    (found, left_out)
}

/// The links between the marks of the map.
fn links(overview: &Overview, places: &[Place]) -> Vec<Link> {
    let numbers: HashMap<Place, u32> = places.iter().copied().zip(0..).collect();
    let mut links = Vec::new();
    for (from, place) in (0..).zip(places) {
        let Some((mark, document)) = overview.mark(*place) else { continue };
        let set = document.set();
        for relation in set.relations_of(&mark.id).iter().filter(|relation| relation.from == mark.id) {
            let other = set.position(&relation.to).map(|at| Place { article: place.article, mark: at as u32 });
            let to = other.and_then(|other| numbers.get(&other)).copied();
            links.extend(to.map(|to| Link { relation: relation.clone(), from, to }));
        }
        for link in overview.links_of(*place).filter(|link| link.outgoing) {
            let to = numbers.get(&link.other).copied();
            links.extend(to.map(|to| Link { relation: Arc::new(relation(link.item)), from, to }));
        }
    }
    links
}

/// A link between articles as one within an article.
fn relation(item: &LinkItem) -> Relation {
    Relation {
        note: item.note.clone(),
        created: item.created.clone(),
        modified: item.modified.clone(),
        creator: item.creator.clone(),
        ..Relation::new(item.id.clone(), item.from.mark.clone(), item.to.mark.clone(), item.role.clone())
    }
}

/// The links within a group, by the indices of its members.
fn own_links(members: &[u32], links: &[Link]) -> Vec<Link> {
    let place = |at: u32| members.binary_search(&at).ok().map(|place| place as u32);
    let own = |link: &Link| {
        let (from, to) = (place(link.from)?, place(link.to)?);
        Some(Link { from, to, relation: link.relation.clone() })
    };
    links.iter().filter_map(own).collect()
}

/// For each mark the first one of its article.
fn by_article(places: &[Place]) -> Vec<u32> {
    let mut first: HashMap<u32, u32> = HashMap::new();
    (0..).zip(places).map(|(at, place)| *first.entry(place.article).or_insert(at)).collect()
}

/// For each mark the first claim of its thread: of those that a mark without one answers, directly or through others, the
/// first.
fn by_thread(overview: &Overview, places: &[Place], links: &[Link]) -> Vec<u32> {
    let mut first: HashMap<usize, u32> = HashMap::new();
    let mut heads: Vec<Option<u32>> = vec![None; places.len()];
    for (at, place) in (0..).zip(places) {
        let thread = overview.thread_at(*place);
        heads[at as usize] = thread.map(|thread| *first.entry(thread).or_insert(at));
    }
    let mut answered_by: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    for link in links {
        answered_by[link.to as usize].push(link.from);
    }
    let mut next: Vec<u32> = (0..places.len() as u32).filter(|at| heads[*at as usize].is_some()).collect();
    let mut at = 0;
    while let Some(inner) = next.get(at).copied() {
        at += 1;
        for outer in &answered_by[inner as usize] {
            if heads[*outer as usize].is_none() {
                heads[*outer as usize] = heads[inner as usize];
                next.push(*outer);
            }
        }
    }
    // A mark that answers no claim is grouped with the marks linked to it.
    let mut groups = Groups::new(places.len());
    for link in links {
        if heads[link.from as usize].is_none() && heads[link.to as usize].is_none() {
            groups.unite(link.from, link.to);
        }
    }
    (0..).zip(&heads).map(|(at, head)| head.unwrap_or_else(|| groups.head(at))).collect()
}

//! The rows of a list of marks: filtered, sorted and grouped.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::annotation::Annotation;
use crate::model::fold;
use crate::model::kind::KINDS;
use crate::model::query::Filter;
use crate::model::set::AnnotationSet;
use crate::model::spelling::Spellings;
use crate::model::text::ArticleText;

/// The order of a list of marks: a row of [`MARK_ORDERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkOrder {
    /// The order of the article.
    #[default]
    Article,
    /// By kind, in the order of the table.
    Kind,
    /// By the speaker's name; marks without one last.
    Speaker,
    /// By creation, the newest first.
    Newest,
    /// By the number of links, the most first.
    Linked,
}

/// A row of [`MARK_ORDERS`].
#[derive(Debug)]
pub struct MarkOrderRow {
    /// The order.
    pub order: MarkOrder,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
}

/// Every order, the default first. Marks that are equal in it are in the order of the article.
pub const MARK_ORDERS: &[MarkOrderRow] = &[
    MarkOrderRow { order: MarkOrder::Article, id: "article", name: "Article order" },
    MarkOrderRow { order: MarkOrder::Kind, id: "kind", name: "Kind" },
    MarkOrderRow { order: MarkOrder::Speaker, id: "speaker", name: "Speaker" },
    MarkOrderRow { order: MarkOrder::Newest, id: "newest", name: "Newest first" },
    MarkOrderRow { order: MarkOrder::Linked, id: "linked", name: "Most linked" },
];

/// The groups of a list of marks: a row of [`GROUPINGS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// One list.
    #[default]
    None,
    /// A group for each speaker.
    Speaker,
    /// A group for each tag; a mark is in the group of each of its tags.
    Tag,
}

/// A row of [`GROUPINGS`].
#[derive(Debug)]
pub struct GroupingRow {
    /// The grouping.
    pub grouping: Grouping,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
}

/// Every grouping, the default first.
pub const GROUPINGS: &[GroupingRow] = &[
    GroupingRow { grouping: Grouping::None, id: "none", name: "No groups" },
    GroupingRow { grouping: Grouping::Speaker, id: "speaker", name: "By speaker" },
    GroupingRow { grouping: Grouping::Tag, id: "tag", name: "By tag" },
];

/// A row of a [`Listing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The heading of a group, by its index in [`Listing::groups`].
    Group(u32),
    /// A mark, by its index in [`AnnotationSet::annotations`].
    Mark(u32),
}

/// A group of a list of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name on the screen.
    pub label: String,
    /// The tag that its marks have in common, if they are grouped by tags.
    pub tag: Option<String>,
    /// Number of its marks.
    pub count: usize,
}

/// The rows of a list of marks. Every mark in the order of the article takes no memory.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// `None` for every mark in the order of the article.
    rows: Option<Vec<ListRow>>,
    groups: Vec<Group>,
    /// The first row of each mark by its index in the set; [`NOWHERE`] if it is not listed.
    places: Vec<u32>,
    /// Number of marks in the set.
    marks: usize,
}

/// The row of a mark that is not listed.
const NOWHERE: u32 = u32::MAX;

impl Listing {
    /// The rows for the marks that a filter admits.
    pub fn new(set: &AnnotationSet, text: &ArticleText, filter: &Filter, order: MarkOrder, grouping: Grouping) -> Self {
        let marks = set.annotations().len();
        if filter.is_empty() && order == MarkOrder::default() && grouping == Grouping::default() {
            return Self { marks, ..Self::default() };
        }
        let mut listed: Vec<u32> = match filter.is_empty() {
            true => (0..marks as u32).collect(),
            false => filter.positions(set, text).into_iter().map(|at| at as u32).collect(),
        };
        sort(set, order, &mut listed);
        let (rows, groups) = match grouping {
            Grouping::None => (listed.into_iter().map(ListRow::Mark).collect(), Vec::new()),
            Grouping::Speaker => grouped(set, &listed, "No speaker", false, |mark| {
                mark.speaker.as_ref().map(|speaker| speaker.label()).into_iter().collect()
            }),
            Grouping::Tag => {
                grouped(set, &listed, "No tags", true, |mark| mark.tags.iter().map(String::as_str).collect())
            }
        };
        let mut places = vec![NOWHERE; marks];
        for (row, at) in rows.iter().enumerate() {
            if let ListRow::Mark(at) = at
                && let Some(place) = places.get_mut(*at as usize).filter(|place| **place == NOWHERE)
            {
                *place = row as u32;
            }
        }
        Self { rows: Some(rows), groups, places, marks }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(self.marks, Vec::len)
    }

    /// Number of marks. One that is in several groups counts once.
    pub fn mark_count(&self) -> usize {
        match &self.rows {
            Some(_) => self.places.iter().filter(|row| **row != NOWHERE).count(),
            None => self.marks,
        }
    }

    /// True if nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row.
    pub fn row(&self, index: usize) -> Option<ListRow> {
        match &self.rows {
            Some(rows) => rows.get(index).copied(),
            None => (index < self.marks).then_some(ListRow::Mark(index as u32)),
        }
    }

    /// The index in the set of the mark in a row; `None` for the heading of a group.
    pub fn mark(&self, index: usize) -> Option<usize> {
        match self.row(index)? {
            ListRow::Mark(at) => Some(at as usize),
            ListRow::Group(_) => None,
        }
    }

    /// The first row of the mark with this index in the set.
    pub fn row_of(&self, mark: usize) -> Option<usize> {
        match &self.rows {
            Some(_) => self.places.get(mark).filter(|row| **row != NOWHERE).map(|row| *row as usize),
            None => (mark < self.marks).then_some(mark),
        }
    }

    /// The groups, in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

/// Sorts indices in the set, which are in the order of the article.
fn sort(set: &AnnotationSet, order: MarkOrder, listed: &mut [u32]) {
    let mark = |at: &u32| &set.annotations()[*at as usize];
    match order {
        MarkOrder::Article => {}
        MarkOrder::Kind => listed.sort_by_key(|at| mark(at).kind.position().unwrap_or(KINDS.len())),
        MarkOrder::Speaker => {
            let names = Names::of(set, listed, |mark| {
                mark.speaker.as_ref().map(|speaker| speaker.label()).into_iter().collect()
            });
            listed.sort_by_key(|at| match &mark(at).speaker {
                Some(speaker) => names.place(speaker.label()),
                None => NOWHERE,
            });
        }
        MarkOrder::Newest => listed.sort_by(|one, other| {
            let created = |at: &u32| mark(at).created.as_str();
            created(other).cmp(created(one))
        }),
        MarkOrder::Linked => listed.sort_by_cached_key(|at| Reverse(set.relations_of(&mark(at).id).len())),
    }
}

/// Rows in groups by names; marks without one are in the last group.
fn grouped(
    set: &AnnotationSet,
    listed: &[u32],
    nameless: &str,
    by_tag: bool,
    names_of: impl Fn(&Annotation) -> Vec<&str>,
) -> (Vec<ListRow>, Vec<Group>) {
    let names = Names::of(set, listed, &names_of);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); names.sorted.len() + 1];
    for at in listed {
        let mut groups: Vec<u32> =
            names_of(&set.annotations()[*at as usize]).into_iter().map(|name| names.place(name)).collect();
        groups.sort_unstable();
        groups.dedup();
        if groups.is_empty() {
            groups.push(names.sorted.len() as u32);
        }
        for group in groups {
            members[group as usize].push(*at);
        }
    }
    let labels = names.sorted.into_iter().map(|name| (name.clone(), Some(name).filter(|_| by_tag)));
    let labels = labels.chain([(nameless.to_owned(), None)]);
    let (mut rows, mut groups) = (Vec::with_capacity(listed.len()), Vec::new());
    for ((label, tag), marks) in labels.zip(members).filter(|(_, marks)| !marks.is_empty()) {
        rows.push(ListRow::Group(groups.len() as u32));
        groups.push(Group { label, tag, count: marks.len() });
        rows.extend(marks.into_iter().map(ListRow::Mark));
    }
    (rows, groups)
}

/// Names in their order, those that look alike as one.
struct Names<'a> {
    sorted: Vec<String>,
    places: HashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn of(set: &'a AnnotationSet, listed: &[u32], names_of: impl Fn(&'a Annotation) -> Vec<&'a str>) -> Self {
        let names = || listed.iter().flat_map(|at| names_of(&set.annotations()[*at as usize]));
        let spellings = Spellings::of(names());
        // Few names are different, so that each is folded once.
        let mut best: HashMap<&str, &str> = HashMap::new();
        for name in names() {
            best.entry(name).or_insert_with(|| spellings.best(name).unwrap_or(name));
        }
        let mut sorted: Vec<&str> = best.values().copied().collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.sort_by_cached_key(|name| fold::sort_key(name));
        let order: HashMap<&str, u32> = sorted.iter().enumerate().map(|(at, name)| (*name, at as u32)).collect();
        let places = best.into_iter().map(|(name, best)| (name, order[best])).collect();
        Self { sorted: sorted.into_iter().map(str::to_owned).collect(), places }
    }

    fn place(&self, name: &str) -> u32 {
        self.places.get(name).copied().unwrap_or(NOWHERE)
    }
}

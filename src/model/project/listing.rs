//! The list of the articles of a project: filtered, sorted and grouped.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::fold;
use crate::model::ledger::Standing;
use crate::model::project::Project;
use crate::model::project::corpus::Corpus;
use crate::model::project::date::Date;
use crate::model::project::facts::Facts;
use crate::model::project::overview::Overview;
use crate::model::project::people::names::MergedNames;

/// The order of a list of articles: a row of [`ARTICLE_ORDERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArticleOrder {
    /// By date, the newest first; those without a date last.
    #[default]
    Newest,
    /// By date, the oldest first; those without a date last.
    Oldest,
    /// By title.
    Title,
    /// By site; those without one last.
    Site,
    /// By path.
    File,
    /// By the number of marks, the most first.
    Marks,
    /// By the number of unanswered claims, the most first.
    Unanswered,
}

/// A row of [`ARTICLE_ORDERS`].
#[derive(Debug)]
pub struct ArticleOrderRow {
    /// The order.
    pub order: ArticleOrder,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
}

/// Every order, the default first. Articles that are equal in it are sorted by title, then by path.
pub const ARTICLE_ORDERS: &[ArticleOrderRow] = &[
    ArticleOrderRow { order: ArticleOrder::Newest, id: "newest", name: "Newest first" },
    ArticleOrderRow { order: ArticleOrder::Oldest, id: "oldest", name: "Oldest first" },
    ArticleOrderRow { order: ArticleOrder::Title, id: "title", name: "Title" },
    ArticleOrderRow { order: ArticleOrder::Site, id: "site", name: "Site" },
    ArticleOrderRow { order: ArticleOrder::File, id: "file", name: "File name" },
    ArticleOrderRow { order: ArticleOrder::Marks, id: "marks", name: "Most marks" },
    ArticleOrderRow { order: ArticleOrder::Unanswered, id: "unanswered", name: "Most unanswered claims" },
];

/// The groups of a list of articles: a row of [`ARTICLE_GROUPINGS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArticleGrouping {
    /// One list.
    #[default]
    None,
    /// A group for each folder.
    Folder,
    /// A group for each site.
    Site,
    /// A group for each month.
    Month,
    /// A group for each tag; an article is in the group of each tag of its marks.
    Tag,
}

/// A row of [`ARTICLE_GROUPINGS`].
#[derive(Debug)]
pub struct ArticleGroupingRow {
    /// The grouping.
    pub grouping: ArticleGrouping,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The name of the group of articles that are in none.
    pub without: &'static str,
}

/// Every grouping, the default first.
pub const ARTICLE_GROUPINGS: &[ArticleGroupingRow] = &[
    ArticleGroupingRow { grouping: ArticleGrouping::None, id: "none", name: "No groups", without: "" },
    ArticleGroupingRow { grouping: ArticleGrouping::Folder, id: "folder", name: "By folder", without: "This folder" },
    ArticleGroupingRow { grouping: ArticleGrouping::Site, id: "site", name: "By site", without: "No site" },
    ArticleGroupingRow { grouping: ArticleGrouping::Month, id: "month", name: "By month", without: "No date" },
    ArticleGroupingRow { grouping: ArticleGrouping::Tag, id: "tag", name: "By tag", without: "No tags" },
];

/// The articles that are listed: a row of [`SUBSETS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subset {
    /// Every article.
    #[default]
    All,
    /// Those without marks.
    Unmarked,
    /// Those with claims that nothing answers.
    Unanswered,
    /// Those that could not be read, or have problems.
    Problems,
    /// Those that the person is not done with.
    Open,
    /// Those that the person is done with.
    Done,
}

/// A row of [`SUBSETS`].
#[derive(Debug)]
pub struct SubsetRow {
    /// The subset.
    pub subset: Subset,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// True for an article of the subset.
    pub has: fn(&ListedArticle) -> bool,
}

/// Every subset, the default first.
pub const SUBSETS: &[SubsetRow] = &[
    SubsetRow { subset: Subset::All, id: "all", name: "All", help: "every article", has: |_| true },
    SubsetRow {
        subset: Subset::Unmarked,
        id: "unmarked",
        name: "No marks",
        help: "articles without marks",
        has: ListedArticle::is_unmarked,
    },
    SubsetRow {
        subset: Subset::Unanswered,
        id: "unanswered",
        name: "Unanswered",
        help: "articles with claims that nothing answers",
        has: |article| article.unanswered > 0,
    },
    SubsetRow {
        subset: Subset::Problems,
        id: "problems",
        name: "Problems",
        help: "articles that could not be read, or whose annotations have problems",
        has: |article| article.facts.problems > 0 || article.facts.entry.failure.is_some(),
    },
    SubsetRow {
        subset: Subset::Open,
        id: "open",
        name: "Not done",
        help: "articles to work on",
        has: |article| !article.done,
    },
    SubsetRow {
        subset: Subset::Done,
        id: "done",
        name: "Done",
        help: "articles that are done",
        has: |article| article.done,
    },
];

/// The choices for a list of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleQuery {
    /// Words that title, site, path, date, speakers or tags must have.
    pub words: String,
    /// The articles that are listed.
    pub subset: Subset,
    /// The order.
    pub order: ArticleOrder,
    /// The groups.
    pub grouping: ArticleGrouping,
    /// The names of groups whose articles are hidden.
    pub folded: BTreeSet<String>,
}

/// An article of a list.
#[derive(Clone, Debug)]
pub struct ListedArticle {
    /// Its facts.
    pub facts: Arc<Facts>,
    /// Its speakers as the project names them, if some have other names in its marks.
    renamed: Option<Box<Renamed>>,
    /// Number of its claims that nothing answers.
    pub unanswered: usize,
    /// True if the person is done with it.
    pub done: bool,
    /// True if another article has the same title, site and date, so that only the path tells them apart.
    pub is_twin: bool,
}

/// The speakers of an article of which some were merged or renamed in the project.
#[derive(Clone, Debug)]
struct Renamed {
    /// Their names, with commas.
    speakers: String,
    /// The same folded.
    words: String,
}

impl ListedArticle {
    /// Its speakers as the project names them, with commas.
    pub fn speakers(&self) -> &str {
        self.renamed.as_ref().map_or(&self.facts.speakers, |renamed| &renamed.speakers)
    }

    /// True if it has all these folded words.
    fn has(&self, words: &[String]) -> bool {
        let is_renamed = |word: &str| self.renamed.as_ref().is_some_and(|renamed| renamed.words.contains(word));
        words.iter().all(|word| self.facts.has(word) || is_renamed(word))
    }

    /// True if it can be read and has no marks.
    pub fn is_unmarked(&self) -> bool {
        self.facts.marks == 0 && self.facts.entry.failure.is_none()
    }
}

/// A group of a list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleGroup {
    /// Its name on the screen.
    pub name: String,
    /// Number of its articles.
    pub count: usize,
    /// True if they are hidden.
    pub folded: bool,
}

/// A row of an [`ArticleList`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleRow {
    /// The heading of a group, by its index in [`ArticleList::groups`].
    Group(u32),
    /// An article, by its index in [`ArticleList::articles`].
    Article(u32),
}

/// The articles of a project, with the rows of their list.
#[derive(Debug, Default)]
pub struct ArticleList {
    /// Every article, by path.
    pub articles: Vec<ListedArticle>,
    /// The rows.
    pub rows: Vec<ArticleRow>,
    /// The groups.
    pub groups: Vec<ArticleGroup>,
    /// Number of articles of each subset, by the rows of [`SUBSETS`], among those with the words of the filter.
    pub counts: [usize; SUBSETS.len()],
    /// Number of listed articles.
    pub listed: usize,
}

/// The place of a group among the others; groups without a name are last.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GroupKey {
    Folded(String, String),
    Month(Date),
    LaterMonth(Reverse<Date>),
    None,
}

impl ArticleList {
    /// Marks the articles that only their paths tell apart.
    fn find_twins(&mut self) {
        let key = |article: &ListedArticle| {
            (article.facts.title_key.clone(), article.facts.site_key.clone(), article.facts.date)
        };
        let mut first: HashMap<_, usize> = HashMap::with_capacity(self.articles.len());
        for at in 0..self.articles.len() {
            if let Some(other) = first.insert(key(&self.articles[at]), at) {
                self.articles[other].is_twin = true;
                self.articles[at].is_twin = true;
            }
        }
    }

    /// The list for these choices. Facts of an older list serve for entries that are the same. Without an overview,
    /// answers from other articles do not count yet.
    pub fn new(
        corpus: &Corpus,
        content: &Project,
        overview: Option<&Overview>,
        query: &ArticleQuery,
        old: &Self,
    ) -> Self {
        let done: BTreeSet<&str> = content.articles().filter(|item| item.done).map(|item| item.path.as_str()).collect();
        let unanswered = overview.map(unanswered).unwrap_or_default();
        let mut names = MergedNames::new(content);
        let articles = corpus.entries().iter().map(|entry| {
            let known = old.position(&entry.path).map(|at| &old.articles[at].facts);
            let facts = match known.filter(|facts| Arc::ptr_eq(&facts.entry, entry)) {
                Some(facts) => facts.clone(),
                None => Arc::new(Facts::new(entry.clone())),
            };
            ListedArticle {
                unanswered: unanswered.get(entry.path.as_str()).copied().unwrap_or(facts.unanswered),
                done: done.contains(entry.path.as_str()),
                is_twin: false,
                renamed: names.speakers(entry).map(|speakers| {
                    let words = fold::folded(&speakers, fold::LOOSE);
                    Box::new(Renamed { speakers, words })
                }),
                facts,
            }
        });
        let mut list = Self { articles: articles.collect(), ..Self::default() };
        list.find_twins();
        list.choose(query);
        list
    }

    /// The index of the article with this path.
    pub fn position(&self, path: &str) -> Option<usize> {
        self.articles.binary_search_by(|article| article.facts.path().cmp(path)).ok()
    }

    /// The article in a row; `None` for a heading.
    pub fn article(&self, row: usize) -> Option<&ListedArticle> {
        match self.rows.get(row)? {
            ArticleRow::Article(at) => self.articles.get(*at as usize),
            ArticleRow::Group(_) => None,
        }
    }

    /// The group whose heading is in a row.
    pub fn group(&self, row: usize) -> Option<&ArticleGroup> {
        match self.rows.get(row)? {
            ArticleRow::Group(at) => self.groups.get(*at as usize),
            ArticleRow::Article(_) => None,
        }
    }

    /// The first row of the article with this path.
    pub fn row_of(&self, path: &str) -> Option<usize> {
        let at = self.position(path)? as u32;
        self.rows.iter().position(|row| *row == ArticleRow::Article(at))
    }

    /// The path of the next listed article after the one with this path, or before it, that `admits` takes; then it goes
    /// on at the other end. Without a path, the first or the last one.
    pub fn step(&self, from: Option<&str>, forward: bool, admits: impl Fn(&ListedArticle) -> bool) -> Option<&str> {
        let count = self.rows.len();
        let from = from.and_then(|path| self.row_of(path));
        let rows = (1..=count).map(|step| match (from, forward) {
            (Some(from), true) => (from + step) % count,
            (Some(from), false) => (from + count - step) % count,
            (None, true) => step - 1,
            (None, false) => count - step,
        });
        let found = rows.filter_map(|row| self.article(row)).find(|article| admits(article));
        found.map(|article| article.facts.path())
    }

    fn choose(&mut self, query: &ArticleQuery) {
        let words: Vec<String> = query.words.split_whitespace().map(|word| fold::folded(word, fold::LOOSE)).collect();
        let mut listed: Vec<u32> = Vec::new();
        for (at, article) in self.articles.iter().enumerate().filter(|(_, article)| article.has(&words)) {
            for (row, count) in SUBSETS.iter().zip(&mut self.counts) {
                *count += usize::from((row.has)(article));
            }
            if (SUBSETS[query.subset as usize].has)(article) {
                listed.push(at as u32);
            }
        }
        self.listed = listed.len();
        self.sort(&mut listed, query.order);
        if query.grouping == ArticleGrouping::None {
            self.rows = listed.into_iter().map(ArticleRow::Article).collect();
        } else {
            self.group_by(&listed, query);
        }
    }

    /// Sorts articles, which are in the order of their paths.
    fn sort(&self, listed: &mut [u32], order: ArticleOrder) {
        let of = |at: &u32| &self.articles[*at as usize];
        if order != ArticleOrder::File {
            listed.sort_by(|one, other| of(one).facts.title_key.cmp(&of(other).facts.title_key));
        }
        match order {
            ArticleOrder::Newest => {
                listed.sort_by_key(|at| of(at).facts.date.map_or((true, None), |date| (false, Some(Reverse(date)))));
            }
            ArticleOrder::Oldest => listed.sort_by_key(|at| (of(at).facts.date.is_none(), of(at).facts.date)),
            ArticleOrder::Title | ArticleOrder::File => {}
            ArticleOrder::Site => listed.sort_by(|one, other| {
                let key = |at| (of(at).facts.site.is_empty(), &of(at).facts.site_key);
                key(one).cmp(&key(other))
            }),
            ArticleOrder::Marks => listed.sort_by_key(|at| Reverse(of(at).facts.marks)),
            ArticleOrder::Unanswered => listed.sort_by_key(|at| Reverse(of(at).unanswered)),
        }
    }

    fn group_by(&mut self, listed: &[u32], query: &ArticleQuery) {
        let mut groups: HashMap<GroupKey, Vec<u32>> = HashMap::new();
        for at in listed {
            for key in keys(&self.articles[*at as usize].facts, query) {
                groups.entry(key).or_default().push(*at);
            }
        }
        let mut groups: Vec<(GroupKey, Vec<u32>)> = groups.into_iter().collect();
        groups.sort_by(|one, other| one.0.cmp(&other.0));
        for (key, members) in groups {
            let name = match key {
                GroupKey::Folded(_, name) => name,
                GroupKey::Month(date) | GroupKey::LaterMonth(Reverse(date)) => date.spelled(),
                GroupKey::None => ARTICLE_GROUPINGS[query.grouping as usize].without.to_owned(),
            };
            let folded = query.folded.contains(&name);
            self.rows.push(ArticleRow::Group(self.groups.len() as u32));
            self.groups.push(ArticleGroup { name, count: members.len(), folded });
            if !folded {
                self.rows.extend(members.into_iter().map(ArticleRow::Article));
            }
        }
    }
}

/// Number of unanswered claims of each article, by path; claims that restate each other are one.
fn unanswered(overview: &Overview) -> HashMap<&str, usize> {
    let mut counts = vec![0; overview.corpus().entries().len()];
    for thread in overview.threads().iter().filter(|thread| thread.standing == Standing::Unanswered) {
        let mut last = None;
        // They are sorted by article.
        for article in
            thread.claims.iter().map(|claim| claim.article).filter(|article| last.replace(*article) != Some(*article))
        {
            counts[article as usize] += 1;
        }
    }
    overview.corpus().entries().iter().map(|entry| entry.path.as_str()).zip(counts).collect()
}

/// The groups that an article is in.
fn keys(facts: &Facts, query: &ArticleQuery) -> Vec<GroupKey> {
    let named = |name: &str| match name {
        "" => GroupKey::None,
        name => GroupKey::Folded(fold::folded(name, fold::LOOSE), name.to_owned()),
    };
    match query.grouping {
        ArticleGrouping::None => Vec::new(),
        // The folder of the project is first.
        ArticleGrouping::Folder if facts.folder().is_empty() => {
            vec![GroupKey::Folded(String::new(), ARTICLE_GROUPINGS[query.grouping as usize].without.to_owned())]
        }
        ArticleGrouping::Folder => vec![named(facts.folder())],
        ArticleGrouping::Site => vec![named(&facts.site)],
        ArticleGrouping::Month => vec![match facts.date.map(Date::without_day) {
            Some(month) if query.order == ArticleOrder::Oldest => GroupKey::Month(month),
            Some(month) => GroupKey::LaterMonth(Reverse(month)),
            None => GroupKey::None,
        }],
        ArticleGrouping::Tag if facts.tags.is_empty() => vec![GroupKey::None],
        ArticleGrouping::Tag => facts.tags.iter().map(|tag| named(tag)).collect(),
    }
}

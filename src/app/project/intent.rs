//! Requests of the person about the open project.

use crate::app::project::found::HitPlace;
use crate::app::project::people_panel::PeopleIntent;
use crate::app::project::view::ProjectView;
use crate::app::shell::picker::Change;
use crate::app::shell::sidebar::ProjectPanel;
use crate::model::annotation::Id;
use crate::model::map::Fit;
use crate::model::project::check::ProjectFix;
use crate::model::project::find::FindQuery;
use crate::model::project::items::SpeakerName;
use crate::model::project::ledger::{ThreadFilter, ThreadOrder};
use crate::model::project::listing::{ArticleGrouping, ArticleOrder, Subset};
use crate::model::project::map::MapView;
use crate::model::project::spot::Spot;

/// A request about the open project.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectIntent {
    /// Open the article with this path within the folder.
    Open(String),
    /// Show a view in place of the article.
    View(ProjectView),
    /// Show the article again instead of a view.
    LeaveView,
    /// Let the keys of the list of articles act on this one.
    LightArticle(String),
    /// Mark the article with this path as done, or as not done.
    TurnDone(String),
    /// Filter the list of articles by text.
    ArticleWords(String),
    /// Search all articles.
    FindAll(Box<FindQuery>),
    /// Go to a hit of that search.
    GoToHit(HitPlace),
    /// Hide the hits in the article with this path, or show them again.
    FoldHits(String),
    /// List these articles only.
    ArticleSubset(Subset),
    /// Change the order of the list of articles.
    ArticleOrder(ArticleOrder),
    /// Change the groups of the list of articles.
    ArticleGrouping(ArticleGrouping),
    /// Hide the articles of the group with this name, or show them again.
    FoldGroup(String, bool),
    /// Repair a problem of the project in this way.
    Repair(ProjectFix),
    /// Sort the threads of the ledger.
    SortThreads(ThreadOrder),
    /// Filter the threads of the ledger.
    FilterThreads(Box<ThreadFilter>),
    /// The title of the thread of a claim, while it is typed.
    TypeTitle(Spot, String),
    /// Show a panel of the sidebar.
    Show(ProjectPanel),
    /// True if the window has room for one of sidebar and panel only.
    Narrow(bool),
    /// Open the article of a mark and select the mark.
    GoTo(Spot),
    /// Link two marks of different articles in this role.
    Link(Spot, Spot, &'static str),
    /// Link two marks of different articles, one of which was dragged to the other, and ask for the role.
    LinkTo(Spot, Spot),
    /// Change a link between articles, or delete it.
    ChangeLink(Id, Change),
    /// Change the note on a link between articles.
    TypeLinkNote(Id, String),
    /// Ask for another name of the speaker with this name, or for the speaker that this one is.
    PickPerson(SpeakerName),
    /// A request about the speakers.
    People(PeopleIntent),
    /// Lay out this map, with boxes of these sizes.
    LayOut(MapView, Box<Fit>),
    /// Choose the format of the export of the project.
    ExportFormat(&'static str),
    /// Begin the table that is exported with a byte-order mark, or not.
    ExportMark(bool),
    /// Export the project; true to replace existing files.
    Export(bool),
}

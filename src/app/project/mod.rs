//! The open project: a folder of articles with their annotations, and what was derived from them.

pub mod articles;
pub mod edits;
pub mod ends;
pub mod file;
pub mod file_state;
pub mod find;
pub mod flowing;
pub mod follow;
pub mod found;
pub mod hold;
pub mod intent;
pub mod kept;
pub mod ledger;
pub mod links;
pub mod listed;
pub mod moves;
pub mod open;
pub mod overview;
pub mod people;
pub mod people_panel;
pub mod relocate;
pub mod seek;
pub mod show;
pub mod sought;
pub mod threads;
pub mod timeline;
pub mod transfer;
pub mod update;
pub mod view;
pub mod watch;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::project::file_state::FileState;
use crate::app::project::flowing::Flowing;
use crate::app::project::found::FindAll;
use crate::app::project::ledger::Threads;
use crate::app::project::listed::Listed;
use crate::app::project::people_panel::PeoplePanel;
use crate::app::project::sought::Sought;
use crate::app::project::view::ProjectView;
use crate::app::session::saving::Saving;
use crate::app::session::{Session, SessionId};
use crate::jobs::project::ProjectId;
use crate::jobs::project::folder::{Census, file_of, name_of};
use crate::jobs::project::moves::Moved;
use crate::model::annotation::{Annotation, Id};
use crate::model::project::Project;
use crate::model::project::check::{ProjectFix, ProjectProblem};
use crate::model::project::corpus::Corpus;
use crate::model::project::history::ProjectHistory;
use crate::model::project::items::End;
use crate::model::project::map::ProjectMap;
use crate::model::project::overview::{LinkSeen, Overview};
use crate::model::project::people::People;
use crate::model::project::spot::Spot;
use crate::storage::files::annotation_path;
use crate::storage::project::project_file;
use crate::storage::tabs::OpenTabs;

/// The open project.
#[derive(Debug)]
pub struct OpenProject {
    /// Its identity.
    pub id: ProjectId,
    /// The folder.
    pub root: PathBuf,
    /// The articles with their annotations: as the open sessions have them, the others as they are on disk.
    pub corpus: Corpus,
    /// The other contents of the folder.
    pub census: Census,
    /// The number of articles that are not read yet; `None` until they are counted.
    pub unread: Option<usize>,
    /// The articles that are open.
    pub flowing: Vec<Flowing>,
    /// Articles whose very files have other names now: the old paths and the new ones.
    pub renamed: Vec<(String, String)>,
    /// Articles whose annotations are being renamed after them, or could not be.
    pub moved: Vec<Moved>,
    /// The content of the project file.
    pub content: Project,
    /// The overview made last from both; `None` before the first one.
    pub overview: Option<Arc<Overview>>,
    /// The speakers, made with the overview.
    pub people: Arc<People>,
    /// The panel of speakers.
    pub people_panel: PeoplePanel,
    /// The map that was laid out last.
    pub map: Option<Arc<ProjectMap>>,
    /// True while an overview is being made.
    pub surveys: bool,
    /// The ledger.
    pub threads: Threads,
    /// The view in place of the article, if there is one.
    pub view: Option<ProjectView>,
    /// The list of articles.
    pub listed: Listed,
    /// The problems of the project, as of that overview.
    pub problems: Vec<ProjectProblem>,
    /// The steps to undo and redo in it.
    pub history: ProjectHistory,
    /// The steps that were one with a step in an article, by their numbers.
    pub joint: HashMap<u64, SessionId>,
    /// The project file, and whether it holds the work.
    pub saving: Saving<Project>,
    /// The project file on disk.
    pub file: FileState,
    /// The reason why the content cannot be changed, if so.
    pub read_only: Option<String>,
    /// The marks of other articles that the selected one may be linked with.
    pub sought: Sought,
    /// The search in all articles.
    pub find: FindAll,
    /// The open articles, as they are kept in the data folder.
    pub tabs: KeptTabs,
}

/// The open articles of a project, as they are kept in the data folder.
#[derive(Debug, Default)]
pub struct KeptTabs {
    /// Those kept last.
    pub kept: OpenTabs,
    /// The time at which a change is kept, in milliseconds since the start.
    pub due: Option<u64>,
}

impl OpenProject {
    /// A project in a folder, of which nothing was read yet.
    pub fn new(id: ProjectId, root: PathBuf) -> Self {
        let content = Project::default();
        let saving = Saving::new(project_file(&root), None, Arc::default(), content.generation());
        Self {
            id,
            root,
            corpus: Corpus::default(),
            census: Census::default(),
            unread: None,
            flowing: Vec::new(),
            renamed: Vec::new(),
            moved: Vec::new(),
            content,
            overview: None,
            people: Arc::default(),
            people_panel: PeoplePanel::default(),
            map: None,
            surveys: false,
            threads: Threads::default(),
            view: None,
            listed: Listed::default(),
            problems: Vec::new(),
            history: ProjectHistory::default(),
            joint: HashMap::new(),
            saving,
            file: FileState::default(),
            read_only: Some("The project file is being read".to_owned()),
            sought: Sought::default(),
            find: FindAll::default(),
            tabs: KeptTabs::default(),
        }
    }

    /// True if the content may be changed.
    pub fn is_editable(&self) -> bool {
        self.read_only.is_none()
    }

    /// The repairs that lose nothing, once all articles are read.
    pub fn repairs(&self) -> impl Iterator<Item = &ProjectFix> {
        let problems = if self.unread == Some(0) { &self.problems[..] } else { &[] };
        problems.iter().filter_map(ProjectProblem::repair)
    }

    /// The name of the folder.
    pub fn name(&self) -> String {
        name_of(&self.root)
    }

    /// The file by which an article is opened: its own, or its annotation file without one.
    pub fn file(&self, path: &str) -> PathBuf {
        let file = file_of(&self.root, path);
        match self.corpus.get(path) {
            Some(entry) if !entry.has_file => annotation_path(&file),
            _ => file,
        }
    }

    /// The path within the folder of an open article, if it is of this project.
    pub fn path_of(&self, session: &Session) -> Option<&str> {
        self.flowing.iter().find(|flowing| flowing.is_of(session)).map(|flowing| flowing.path.as_str())
    }

    /// A mark of an open article, if the article is of this project.
    pub fn spot(&self, session: &Session, mark: &Id) -> Option<Spot> {
        Some(Spot { path: self.path_of(session)?.to_owned(), mark: mark.clone() })
    }

    /// The name under which the project shows the speaker of a mark of an open article, if it is another one than in the mark.
    pub fn merged_name(&self, session: &Session, mark: &Annotation) -> Option<&str> {
        self.people.merged_name(session.article(), self.path_of(session)?, mark.speaker.as_ref()?)
    }

    /// The number of links between the marks of the article with this path and those of others.
    pub fn links_across(&self, path: &str) -> usize {
        let is_end = |end: &End| self.content.path_of(end) == path;
        self.content.links().filter(|link| is_end(&link.from) || is_end(&link.to)).count()
    }

    /// The links of a mark with marks of other articles, as far as they are not deleted.
    pub fn links_of<'a>(&'a self, spot: &Spot) -> impl Iterator<Item = LinkSeen<'a>> {
        let overview = self.overview.as_deref();
        let place = overview.and_then(|overview| overview.corpus().place(spot));
        let links = overview.zip(place).into_iter().flat_map(|(overview, place)| overview.links_of(place));
        // The overview may be a moment old.
        links.filter_map(|seen| Some(LinkSeen { item: self.content.link(&seen.item.id)?, ..seen }))
    }
}

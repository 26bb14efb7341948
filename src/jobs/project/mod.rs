//! Jobs of projects.

pub mod check;
pub mod content;
pub mod entry;
pub mod find;
pub mod folder;
pub mod follow;
pub mod list;
pub mod map;
pub mod merge;
pub mod moves;
pub mod open;
pub mod seek;
pub mod survey;
pub mod threads;
pub mod transfer;

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::project::content::{Content, ContentJob, ProjectCopyJob, keep_project_copy, part, read_content};
use crate::jobs::project::find::{FindAllJob, find_all, fold_all};
use crate::jobs::project::follow::{News, read_again};
use crate::jobs::project::list::{ListJob, list};
use crate::jobs::project::map::{ProjectMapJob, lay_out_project};
use crate::jobs::project::moves::{Moved, Outcome, move_annotations};
use crate::jobs::project::seek::{SeekJob, seek};
use crate::jobs::project::threads::ThreadsJob;
use crate::jobs::project::transfer::{LossesJob, ProjectExportJob, count_losses, export_project};
use crate::jobs::save::{Disk, SaveJob, Saved};
use crate::jobs::watch::{LookJob, Seen};
use crate::jobs::write::WriteError;
use crate::model::project::Project;
use crate::model::project::check::{ProjectProblem, problems};
use crate::model::project::corpus::Corpus;
use crate::model::project::find::Findings;
use crate::model::project::ledger::ThreadList;
use crate::model::project::likely::Found;
use crate::model::project::listing::ArticleList;
use crate::model::project::map::ProjectMap;
use crate::model::project::overview::Overview;
use crate::model::project::people::People;
use crate::storage::files::SaveError;
use crate::storage::lock::{self, Claim};
use crate::storage::rescue::delete;
use crate::storage::settings::Folders;

/// The identity of an open project. It is never given twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub u64);

/// Work on a project for another thread than the window's.
#[derive(Debug)]
pub enum ProjectJob {
    /// Read the articles with these paths in this folder again.
    Read(PathBuf, Vec<String>),
    /// Rename the annotations in this folder after their articles.
    Move(PathBuf, Vec<Moved>),
    /// Fold the texts of all articles, for searches.
    Fold(Corpus),
    /// Search all articles.
    Find(Box<FindAllJob>),
    /// Lay out the map.
    LayOut(Box<ProjectMapJob>),
    /// Make the overview of these articles with this content.
    Survey(Corpus, Project),
    /// List the threads.
    Threads(Box<ThreadsJob>),
    /// Read the project file, and merge it with unsaved work.
    Content(Box<ContentJob>),
    /// Save the project file.
    Save(Box<SaveJob<Project>>),
    /// Copy unsaved work on the project to the data folder.
    KeepCopy(Box<ProjectCopyJob>),
    /// Save the project file for the last time, or else copy the work to the data folder.
    Part(Box<(SaveJob<Project>, ProjectCopyJob)>),
    /// Delete such a copy.
    DropCopy(PathBuf),
    /// Claim the project file for this window.
    Claim(PathBuf),
    /// Ask the window that has the project to release it.
    Ask(PathBuf),
    /// Look in the other articles for marks to link with one.
    Seek(Box<SeekJob>),
    /// Make the list of articles.
    List(Box<ListJob>),
    /// Export the project.
    Export(Box<ProjectExportJob>),
    /// Count the losses of an export.
    CountLosses(Box<LossesJob>),
}

/// The result of a job of a project.
#[derive(Debug)]
pub enum ProjectAnswer {
    /// The texts of all articles are folded.
    Folded,
    /// The result of this search, or why its text is no pattern.
    Found(Box<FindAllJob>, Result<Findings, String>),
    /// An overview, with the speakers and the problems of the project.
    Surveyed(Arc<Overview>, Arc<People>, Vec<ProjectProblem>),
    /// This list of threads.
    Threads(Box<ThreadsJob>, ThreadList),
    /// A map.
    LaidOut(Arc<ProjectMap>),
    /// News of the folder.
    News(News),
    /// The outcomes of renaming annotations after their articles.
    Moved(Vec<Outcome>),
    /// The project file, or why it could not be read.
    Content(Result<Box<Content>, String>),
    /// The outcome of saving this generation of the project.
    Saved(u64, Result<Saved, SaveError>),
    /// The path of a copy of the work, or why there is none.
    Copied(Result<PathBuf, SaveError>),
    /// This copy was deleted.
    CopyDropped(PathBuf),
    /// The claim to the project file.
    Claimed(Claim),
    /// The request for the project file.
    Asked(Claim),
    /// The project file or a request for it changed.
    Looked(Box<LookJob>, Seen),
    /// The marks of other articles that were looked for.
    Sought(Box<SeekJob>, Vec<Found>),
    /// The list of articles.
    Listed(Arc<ArticleList>),
    /// The outcome of an export to this path.
    Exported(PathBuf, Result<(), WriteError>),
    /// The losses of an export in the format with this id.
    LossesCounted(&'static str, Vec<String>),
}

impl ProjectJob {
    /// Runs the job to its end.
    pub fn run(self, folders: &Folders, disk: &Disk) -> ProjectAnswer {
        match self {
            Self::Fold(corpus) => {
                fold_all(&corpus);
                ProjectAnswer::Folded
            }
            Self::Find(job) => {
                let result = find_all(&job);
                ProjectAnswer::Found(job, result)
            }
            Self::Threads(job) => {
                let list = job.run();
                ProjectAnswer::Threads(job, list)
            }
            Self::Survey(corpus, content) => {
                let overview = Overview::new(&corpus, &content);
                let people = People::new(&overview, &content);
                let problems = problems(&overview, &content);
                ProjectAnswer::Surveyed(Arc::new(overview), Arc::new(people), problems)
            }
            Self::List(job) => ProjectAnswer::Listed(Arc::new(list(&job))),
            Self::LayOut(job) => ProjectAnswer::LaidOut(lay_out_project(&job)),
            Self::Read(root, paths) => ProjectAnswer::News(read_again(&root, paths)),
            Self::Move(root, moved) => ProjectAnswer::Moved(move_annotations(&root, moved, folders)),
            Self::Content(job) => ProjectAnswer::Content(read_content(&job).map(Box::new)),
            Self::Save(job) => ProjectAnswer::Saved(job.document.generation(), disk.save(&job)),
            Self::Part(job) => ProjectAnswer::Copied(part(disk, job.0, &job.1)),
            Self::KeepCopy(job) => ProjectAnswer::Copied(keep_project_copy(&job)),
            Self::DropCopy(path) => {
                // A copy that cannot be deleted is merged once more at the next start, which changes nothing.
                let _ = delete(&path);
                ProjectAnswer::CopyDropped(path)
            }
            Self::Claim(path) => ProjectAnswer::Claimed(lock::claim(folders, &path)),
            Self::Ask(path) => ProjectAnswer::Asked(lock::ask(folders, &path)),
            Self::Seek(job) => {
                let found = seek(&job);
                ProjectAnswer::Sought(job, found)
            }
            Self::Export(job) => {
                let result = export_project(&job);
                ProjectAnswer::Exported(job.path, result)
            }
            Self::CountLosses(job) => ProjectAnswer::LossesCounted(job.format.id, count_losses(*job)),
        }
    }
}

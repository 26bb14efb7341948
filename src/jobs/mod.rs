//! Jobs: work on files, and work that takes long. The window runs them on other threads; the command line calls them.
//!
//! A job is a value of [`Job`], its result a value of [`Answer`]. Jobs know nothing of the window: what they need is in the
//! job, and messages are data. A new job is a file here and its rows in the tables below.

pub mod analysis;
pub mod anchor;
pub mod content;
pub mod convert;
pub mod edition;
pub mod export;
pub mod find;
pub mod import;
pub mod map;
pub mod merge;
pub mod notice;
pub mod open;
pub mod parallel;
pub mod paste;
pub mod problems;
pub mod progress;
pub mod project;
pub mod read;
pub mod reanchor;
pub mod renamed;
pub mod repair;
pub mod rescue;
pub mod sample;
pub mod save;
pub mod settings;
pub mod typed_path;
pub mod typefaces;
pub mod watch;
pub mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::articles::ReadOptions;
use crate::jobs::export::{ExportJob, export};
use crate::jobs::find::{FindJob, Hit, find};
use crate::jobs::import::{ImportJob, ImportOutcome, import_all};
use crate::jobs::map::{Laid, MapJob, lay_out};
use crate::jobs::merge::{Found, MergeJob, ResolveJob, Resolved, merge_open, resolve};
use crate::jobs::open::{Loaded, is_annotations, open_at_place, open_while};
use crate::jobs::paste::{PasteJob, Pasted, write_pasted};
use crate::jobs::progress::Progress;
use crate::jobs::project::moves::{MoveJob, Relocated, relocate};
use crate::jobs::project::open::open_folder;
use crate::jobs::project::{ProjectAnswer, ProjectId, ProjectJob};
use crate::jobs::reanchor::{Newest, ReanchorJob, SeekJob, reanchor, seek};
use crate::jobs::renamed::{RenameJob, rename};
use crate::jobs::rescue::{CopyJob, keep_copy, list_annotations, open_copy};
use crate::jobs::sample::{Sample, sample, sample_project};
use crate::jobs::save::{Disk, SaveJob, Saved};
use crate::jobs::settings::{SettingsJob, SettingsStore};
use crate::jobs::typed_path::{TypedError, find_typed};
use crate::jobs::typefaces::Typeface;
use crate::jobs::watch::{LookJob, Seen};
use crate::jobs::write::WriteError;
use crate::model::anchor::Outcome;
use crate::model::query::Precision;
use crate::model::selector::Quote;
use crate::model::text::ArticleText;
use crate::storage::files::{SaveError, annotation_path, folder_of};
use crate::storage::last::{self, LastOpen};
use crate::storage::lock::{self, Claim};
use crate::storage::places::{self, Place};
use crate::storage::project::{is_project_file, project_file};
use crate::storage::renamed::{Renamed, annotations_of};
use crate::storage::rescue::{Copy, delete};
use crate::storage::settings::Folders;
use crate::storage::tabs::{self, OpenTabs};

/// Work for another thread than the window's.
#[derive(Debug)]
pub enum Job {
    /// Open a file, or a folder as a project.
    Open(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Write the person's own copy of a sample, if there is none.
    Sample(Sample),
    /// Open the work in a copy.
    OpenCopy(PathBuf, Arc<Progress>),
    /// Read the open files again.
    Reload(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Reanchor the open document on its article's file as it is now.
    Reanchor(Box<ReanchorJob>),
    /// Search for the text of lost passages.
    Seek(Box<SeekJob>),
    /// Save.
    Save(Box<SaveJob>),
    /// Copy unsaved work to the data folder.
    KeepCopy(Box<CopyJob>),
    /// Delete a copy.
    DropCopy(PathBuf),
    /// List the copies in the data folder.
    ListCopies,
    /// Find annotations of this article, whose bytes have this SHA-256, under an old name.
    FindRenamed(PathBuf, String),
    /// Rename annotations after their article.
    Rename(Box<RenameJob>),
    /// Find an open article again that was renamed or moved, and rename its annotations after it.
    Relocate(Box<MoveJob>),
    /// Read the annotation file that another program wrote and merge it with the open document.
    Merge(Box<MergeJob>),
    /// Apply the decisions about the conflicts of a merge.
    Resolve(Box<ResolveJob>),
    /// Export.
    Export(Box<ExportJob>),
    /// Import annotations.
    Import(Box<ImportJob>),
    /// Write a pasted article.
    WritePasted(Box<PasteJob>),
    /// Search the document.
    Find(Box<FindJob>),
    /// Lay out the map.
    LayOut(Box<MapJob>),
    /// Claim a file for this window.
    Claim(PathBuf),
    /// Ask the window that has a file to release it.
    Ask(PathBuf),
    /// Save the reading position in this article; `None` for the start.
    KeepPlace(PathBuf, Option<Place>),
    /// Keep the open articles of the project in this folder.
    KeepTabs(PathBuf, OpenTabs),
    /// Keep what is open, for the next start.
    KeepLast(Box<LastOpen>),
    /// Look which of these files and folders are not there.
    FindGone(Vec<PathBuf>),
    /// Look for a file or folder whose path was typed; true for its folder, in which a file is to be saved.
    FindTyped(String, bool),
    /// Write the settings.
    WriteSettings(Box<SettingsJob>),
    /// List the typefaces of the system.
    ListTypefaces,
    /// Load the typeface of the system with this name.
    LoadTypeface(String),
    /// Work on this project.
    Project(ProjectId, Box<ProjectJob>),
}

/// The result of a job.
#[derive(Debug)]
pub enum Answer {
    /// Nothing to report.
    Done,
    /// An opened file, or why it could not be opened.
    Opened(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// A folder to be the project, or why it could not be read.
    Folder(PathBuf, Arc<Progress>, Result<OpenTabs, String>),
    /// Files and folders that were looked for, and those of them that are not there.
    Gone(Vec<PathBuf>, Vec<PathBuf>),
    /// A path that was typed with the file or folder there, or why there is none.
    Typed(String, Result<PathBuf, TypedError>),
    /// The path of a sample, or why it could not be written.
    Sample(Result<PathBuf, String>),
    /// The open files, read again, or why they could not be read.
    Reloaded(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// The article's file, read again, with the open document reanchored on it if that was wanted.
    Reanchored(Box<ReanchorJob>, Result<Box<Newest>, String>),
    /// Search results for lost passages of a text.
    Sought(ArticleText, Vec<(Quote, Outcome)>),
    /// The outcome of saving this generation of the annotations.
    Saved(u64, PathBuf, Result<Saved, SaveError>),
    /// The path of a copy of the work on this file, or why there is none.
    Copied(PathBuf, Result<PathBuf, SaveError>),
    /// This copy was deleted.
    CopyDropped(PathBuf),
    /// The copies in the data folder.
    Copies(Vec<Copy>),
    /// Annotations of this article under an old name of it, if there are any.
    FoundRenamed(PathBuf, Option<Renamed>),
    /// The new path of renamed annotations, or why they were not renamed.
    Renamed(Box<RenameJob>, Result<PathBuf, String>),
    /// The files of an open article in their new place, or why the annotations keep their old name.
    Relocated(Box<MoveJob>, Result<Option<Box<Relocated>>, String>),
    /// The open document merged with the annotation file, or why that failed.
    Merged(Box<Found>),
    /// The merged document with the decisions applied.
    Resolved(Box<Resolved>),
    /// The outcome of an export to this path.
    Exported(PathBuf, Result<(), WriteError>),
    /// The result of an import.
    Imported(Box<ImportOutcome>),
    /// The text on the clipboard, if there is any.
    Pasted(Option<Pasted>),
    /// The outcome of writing a pasted article to this path.
    PasteWritten(PathBuf, Result<(), WriteError>),
    /// Search results, or why the text is no pattern.
    Found(String, Precision, Result<Vec<Hit>, String>),
    /// A map.
    LaidOut(Box<Laid>),
    /// The watched files changed.
    Looked(Box<LookJob>, Seen),
    /// The claim to this annotation file.
    Claimed(PathBuf, Claim),
    /// The request for this annotation file.
    Asked(PathBuf, Claim),
    /// The settings could not be written.
    SettingsFailed(String),
    /// The names of the system's typefaces.
    Typefaces(Vec<String>),
    /// The typeface with this name, if it is installed.
    Typeface(String, Option<Box<Typeface>>),
    /// The result of a job of this project.
    Project(ProjectId, Box<ProjectAnswer>),
}

/// State shared by all jobs.
#[derive(Clone)]
pub struct Context {
    /// The settings and data folders.
    pub folders: Folders,
    /// The disk, which runs one save at a time.
    pub disk: Arc<Disk>,
    /// The settings file.
    pub settings: Arc<SettingsStore>,
}

/// True if another window works on the article, annotations or project at a path.
pub fn is_open_elsewhere(folders: &Folders, path: &Path) -> bool {
    let file = match path {
        _ if path.is_dir() => project_file(path),
        _ if is_annotations(path) => path.to_owned(),
        _ => annotation_path(path),
    };
    !lock::is_free(folders, &file)
}

/// Opens a file at the reading position, or a folder as a project.
pub fn open(folders: &Folders, path: PathBuf, options: ReadOptions<'_>, progress: Arc<Progress>) -> Answer {
    if path.is_dir() || is_project_file(&path) {
        // The project file stands for its folder.
        let path = if path.is_dir() { path } else { folder_of(&path).to_owned() };
        let result = open_folder(&path).map(|()| tabs::find(folders, &path));
        return Answer::Folder(path, progress, result);
    }
    let result = open_at_place(folders, &path, options, &progress);
    Answer::Opened(path, progress, result.map(Box::new))
}

impl Job {
    /// Runs the job to its end.
    pub fn run(self, context: &Context) -> Answer {
        match self {
            Self::Open(path, choice, progress) => open(&context.folders, path, choice, progress),
            Self::Sample(Sample::Article) => Answer::Sample(sample(&context.folders)),
            Self::Sample(Sample::Project) => Answer::Sample(sample_project(&context.folders)),
            Self::OpenCopy(path, progress) => {
                let result = open_copy(&path, &|done| progress.go_on(done));
                Answer::Opened(path, progress, result.map(Box::new))
            }
            Self::Reload(path, choice, progress) => {
                let result = open_while(&path, choice, &|done| progress.go_on(done));
                Answer::Reloaded(path, progress, result.map(Box::new))
            }
            Self::Reanchor(job) => {
                let result = reanchor(&job);
                Answer::Reanchored(job, result.map(Box::new))
            }
            Self::Seek(job) => {
                let found = seek(&job);
                Answer::Sought(job.text, found)
            }
            Self::Save(job) => {
                let result = context.disk.save(&job);
                Answer::Saved(job.document.set().generation(), job.path, result)
            }
            Self::KeepCopy(job) => {
                let result = keep_copy(&job);
                Answer::Copied(job.of, result)
            }
            Self::DropCopy(path) => {
                // A copy that cannot be deleted is offered again at the next start.
                let _ = delete(&path);
                Answer::CopyDropped(path)
            }
            Self::ListCopies => Answer::Copies(list_annotations(&context.folders)),
            Self::FindRenamed(path, sha256) => {
                let found = annotations_of(&path, &sha256);
                Answer::FoundRenamed(path, found)
            }
            Self::Rename(job) => {
                let result = rename(&job, &context.folders);
                Answer::Renamed(job, result)
            }
            Self::Relocate(job) => {
                let result = relocate(&job, &context.folders);
                Answer::Relocated(job, result.map(|relocated| relocated.map(Box::new)))
            }
            Self::Merge(job) => Answer::Merged(Box::new(merge_open(&job))),
            Self::Resolve(job) => Answer::Resolved(Box::new(resolve(*job))),
            Self::Export(job) => {
                let result = export(&job);
                Answer::Exported(job.path, result)
            }
            Self::Import(job) => Answer::Imported(Box::new(import_all(&job))),
            Self::WritePasted(job) => {
                let result = write_pasted(&job);
                Answer::PasteWritten(job.path, result)
            }
            Self::Find(job) => {
                let result = find(&job);
                Answer::Found(job.words, job.precision, result)
            }
            Self::LayOut(job) => Answer::LaidOut(Box::new(lay_out(&job))),
            Self::Claim(path) => {
                let claim = lock::claim(&context.folders, &path);
                Answer::Claimed(path, claim)
            }
            Self::Ask(path) => {
                let asked = lock::ask(&context.folders, &path);
                Answer::Asked(path, asked)
            }
            Self::KeepPlace(path, place) => {
                // A lost reading position is no reason to interrupt anybody.
                drop(places::keep(&context.folders, &path, place));
                Answer::Done
            }
            Self::KeepTabs(root, tabs) => {
                // Nor are lost tabs.
                drop(tabs::keep(&context.folders, &root, tabs));
                Answer::Done
            }
            Self::KeepLast(last) => {
                drop(last::keep(&context.folders, &last));
                Answer::Done
            }
            Self::FindGone(paths) => {
                let gone = paths.iter().filter(|path| !path.exists()).cloned().collect();
                Answer::Gone(paths, gone)
            }
            Self::FindTyped(typed, saves) => {
                let found = find_typed(&typed, saves);
                Answer::Typed(typed, found)
            }
            Self::ListTypefaces => Answer::Typefaces(typefaces::names()),
            Self::LoadTypeface(name) => {
                let typeface = typefaces::typeface(&name).map(Box::new);
                Answer::Typeface(name, typeface)
            }
            Self::Project(id, job) => Answer::Project(id, Box::new(job.run(&context.folders, &context.disk))),
            Self::WriteSettings(job) => match context.settings.write(&job) {
                Ok(()) => Answer::Done,
                Err(error) => Answer::SettingsFailed(error.to_string()),
            },
        }
    }
}

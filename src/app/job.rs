//! Jobs: work off the window's thread, and its results.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::anchoring::{self, CarryJob, Newest};
use crate::app::copies;
use crate::app::disk::Disk;
use crate::app::exports::{self, ExportError, ExportJob};
use crate::app::find::Hit;
use crate::app::imports::{self, ImportJob};
use crate::app::jobs::{self, Loaded, Saved};
use crate::app::map::Laid;
use crate::app::merging::{self, Found, MergeJob, SettleJob, Settled};
use crate::app::pasting::{self, PasteJob, Pasted};
use crate::app::places::PlaceJob;
use crate::app::progress::Progress;
use crate::app::renamed;
use crate::app::transfer::ImportOutcome;
use crate::app::watching::Seen;
use crate::articles::ReadOptions;
use crate::model::anchor::Outcome;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::map::{Fit, Shown, Spacing};
use crate::model::query::Precision;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;
use crate::storage::files::{SaveError, Stamp};
use crate::storage::lock::{self, Claim};
use crate::storage::places;
use crate::storage::renamed::{Renamed, annotations_of};
use crate::storage::rescue::{self, Copy};
use crate::storage::settings::{Folders, Settings, SettingsFile};

/// Work off the window's thread.
#[derive(Debug)]
pub enum Job {
    /// Open a file.
    Open(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Write the person's own copy of the sample article, if there is none.
    Sample,
    /// Open the work in a copy.
    OpenCopy(PathBuf, Arc<Progress>),
    /// Read the open files again.
    Reload(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Reanchor the open document on its article's file as it is now.
    CarryOver(Box<CarryJob>),
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
    /// Find annotations of this article, whose bytes have this digest, under an old name of it.
    FindRenamed(PathBuf, String),
    /// Rename annotations after their article.
    Rename(Box<RenameJob>),
    /// Read the file that another program wrote and merge it with the open document.
    Merge(Box<MergeJob>),
    /// Carry out the decisions about a merge.
    Settle(Box<SettleJob>),
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
    Claim(Box<ClaimJob>),
    /// Ask the window that has a file to release it.
    Ask(Box<ClaimJob>),
    /// Save the reading position.
    KeepPlace(Box<PlaceJob>),
    /// Write the settings.
    WriteSettings(Box<SettingsJob>),
}

/// The result of a job.
#[derive(Debug)]
pub enum Answer {
    /// Nothing to report.
    Done,
    /// A file was opened, or could not be.
    Opened(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// The path of the sample article, or why it could not be written.
    Sample(Result<PathBuf, String>),
    /// The open files were read again, or could not be.
    Reloaded(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// The article's file was read again, and the open document reanchored on it where that was wanted.
    CarriedOver(Box<CarryJob>, Result<Box<Newest>, String>),
    /// Search results for lost passages of a text.
    Sought(ArticleText, Vec<(Quote, Outcome)>),
    /// This generation of the annotations was saved, or could not be.
    Saved(u64, PathBuf, Result<Saved, SaveError>),
    /// The work on this file was copied to the data folder, or could not be.
    Copied(PathBuf, Result<PathBuf, SaveError>),
    /// This copy was deleted.
    CopyDropped(PathBuf),
    /// The copies in the data folder.
    Copies(Vec<Copy>),
    /// Annotations of this article under an old name of it, if there are any.
    FoundRenamed(PathBuf, Option<Renamed>),
    /// Annotations were renamed after their article, or could not be.
    Renamed(Box<RenameJob>, Result<PathBuf, String>),
    /// The open document merged with the file, or why it could not be.
    Merged(Box<Found>),
    /// The merged document, as it was decided.
    Settled(Box<Settled>),
    /// An export was written to this path, or could not be.
    Exported(PathBuf, Result<(), ExportError>),
    /// The result of an import.
    Imported(Box<ImportOutcome>),
    /// The text on the clipboard, if there is any.
    Pasted(Option<Pasted>),
    /// A pasted article was written to this path, or could not be.
    PasteWritten(PathBuf, Result<(), ExportError>),
    /// Search results.
    Found(String, Precision, Vec<Hit>),
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
}

/// Everything that jobs share.
#[derive(Clone)]
pub struct Context {
    /// The settings and data folders.
    pub folders: Folders,
    /// Saves, one at a time.
    pub disk: Arc<Disk>,
    /// The settings file.
    pub settings: Arc<SettingsStore>,
}

/// The settings file, with the number of the settings written last.
pub struct SettingsStore(Mutex<(SettingsFile, u64)>);

impl SettingsStore {
    /// This settings file, nothing written yet.
    pub fn new(file: SettingsFile) -> Self {
        Self(Mutex::new((file, 0)))
    }

    /// Writes settings, unless later ones were written already.
    fn write(&self, job: &SettingsJob) -> Result<(), SaveError> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, last) = &mut *store;
        if job.number < *last {
            return Ok(());
        }
        *last = job.number;
        file.save(&job.settings)
    }
}

impl Job {
    /// Does the work.
    pub fn run(self, context: &Context) -> Answer {
        match self {
            Self::Open(path, choice, progress) => {
                let result = jobs::open_at_place(&context.folders, &path, choice, &progress);
                Answer::Opened(path, progress, result.map(Box::new))
            }
            Self::Sample => Answer::Sample(jobs::sample(&context.folders)),
            Self::OpenCopy(path, progress) => {
                let result = copies::open(&path, &|done| progress.go_on(done));
                Answer::Opened(path, progress, result.map(Box::new))
            }
            Self::Reload(path, choice, progress) => {
                let result = jobs::open_while(&path, choice, &|done| progress.go_on(done));
                Answer::Reloaded(path, progress, result.map(Box::new))
            }
            Self::CarryOver(job) => {
                let result = anchoring::carry_over(&job);
                Answer::CarriedOver(job, result.map(Box::new))
            }
            Self::Seek(job) => {
                let found = jobs::seek(&job);
                Answer::Sought(job.text, found)
            }
            Self::Save(job) => {
                let result = context.disk.save(&job);
                Answer::Saved(job.document.set().generation(), job.path, result)
            }
            Self::KeepCopy(job) => {
                let result = copies::copy(&job);
                Answer::Copied(job.of, result)
            }
            Self::DropCopy(path) => {
                // One that cannot be deleted is offered at the next start.
                let _ = rescue::delete(&path);
                Answer::CopyDropped(path)
            }
            Self::ListCopies => Answer::Copies(rescue::list(&context.folders)),
            Self::FindRenamed(path, sha256) => {
                let found = annotations_of(&path, &sha256);
                Answer::FoundRenamed(path, found)
            }
            Self::Rename(job) => {
                let result = renamed::rename(&job);
                Answer::Renamed(job, result)
            }
            Self::Merge(job) => Answer::Merged(Box::new(merging::merge_open(&job))),
            Self::Settle(job) => Answer::Settled(Box::new(merging::settle(*job))),
            Self::Export(job) => {
                let result = exports::export(&job);
                Answer::Exported(job.path, result)
            }
            Self::Import(job) => Answer::Imported(Box::new(imports::import_all(&job))),
            Self::WritePasted(job) => {
                let result = pasting::write(&job);
                Answer::PasteWritten(job.path, result)
            }
            Self::Find(job) => {
                let hits = jobs::find(&job);
                Answer::Found(job.words, job.precision, hits)
            }
            Self::LayOut(job) => Answer::LaidOut(Box::new(jobs::lay_out(&job))),
            Self::Claim(job) => {
                let claim = lock::claim(&job.folders, &job.annotations);
                Answer::Claimed(job.annotations, claim)
            }
            Self::Ask(job) => {
                let asked = lock::ask(&job.folders, &job.annotations);
                Answer::Asked(job.annotations, asked)
            }
            Self::KeepPlace(job) => {
                // A lost reading position is no reason to interrupt anybody.
                drop(places::keep(&job.folders, &job.article, job.place));
                Answer::Done
            }
            Self::WriteSettings(job) => match context.settings.write(&job) {
                Ok(()) => Answer::Done,
                Err(error) => Answer::SettingsFailed(error.to_string()),
            },
        }
    }
}

/// Settings to be written.
#[derive(Clone, Debug)]
pub struct SettingsJob {
    /// The settings.
    pub settings: Settings,
    /// Their number in the order of changes: of several jobs at once the last settings win.
    pub number: u64,
}

/// The annotations as they are to be saved.
#[derive(Clone, Debug)]
pub struct SaveJob {
    /// Where to.
    pub path: PathBuf,
    /// Contents to write.
    pub document: Arc<Document>,
    /// What the file on disk must still be; `None` if there must be none.
    pub expected: Option<Stamp>,
    /// True to write over whatever is there.
    pub overwrite: bool,
    /// True if the person asked for it: a file that is gone is then written again.
    pub asked: bool,
    /// True if a damaged file is put aside, since the person knows of it. One that was sound a moment ago may be in the
    /// middle of being written.
    pub puts_aside: bool,
    /// True if nothing was changed since it was last saved: then only a file that is gone or damaged is written.
    pub is_known: bool,
}

/// The work as it is to be copied to the data folder.
#[derive(Clone, Debug)]
pub struct CopyJob {
    /// The annotation file it belongs to.
    pub of: PathBuf,
    /// Contents when it was last read or written here.
    pub base: Arc<Document>,
    /// Contents to write.
    pub document: Arc<Document>,
    /// The copy it takes the place of.
    pub before: Option<PathBuf>,
    /// Where the data folder is.
    pub folders: Folders,
}

/// Annotations that are to be renamed after their article.
#[derive(Clone, Debug)]
pub struct RenameJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// The article's file.
    pub article: PathBuf,
    /// Where locks lie.
    pub folders: Folders,
}

/// A search as it is to be made.
#[derive(Clone, Debug)]
pub struct FindJob {
    /// The words.
    pub words: String,
    /// How exactly they are looked for.
    pub precision: Precision,
    /// The article.
    pub article: Article,
    /// The annotations.
    pub set: AnnotationSet,
}

/// The open files as they are expected to be.
#[derive(Clone, Debug)]
pub struct LookJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// What it was; `None` if there was none.
    pub expected: Option<Stamp>,
    /// The article's file, and what it was.
    pub article: Option<(PathBuf, Stamp)>,
    /// True if it is this window's, and another may ask for it.
    pub holds: bool,
    /// Where locks lie.
    pub folders: Folders,
}

/// A file that is asked for.
#[derive(Clone, Debug)]
pub struct ClaimJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// Where locks lie.
    pub folders: Folders,
}

/// Lost passages that are to be looked for.
#[derive(Clone, Debug)]
pub struct SeekJob {
    /// The article.
    pub text: ArticleText,
    /// What the passages are described by.
    pub quotes: Vec<Quote>,
}

/// A map as it is to be laid out.
#[derive(Clone, Debug)]
pub struct MapJob {
    /// The article.
    pub text: ArticleText,
    /// The annotations.
    pub set: AnnotationSet,
    /// What is shown of them.
    pub shown: Shown,
    /// How far boxes stand apart.
    pub spacing: Spacing,
    /// How large each is.
    pub fit: Fit,
}

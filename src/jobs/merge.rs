//! Merging: three annotation files, or the open document with the file that another program wrote.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::problems::Problems;
use crate::jobs::read::{Access, ReadAnnotations, read_annotations};
use crate::model::document::Document;
use crate::model::merge::{Choice, Matter, Merge};
use crate::storage::files::Stamp;

/// An annotation file to merge.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// Its content.
    pub document: Arc<Document>,
    /// Its stamp.
    pub stamp: Stamp,
    /// Messages about saves that were cut short.
    pub cut_short: Vec<String>,
}

/// Reads an annotation file to merge it.
///
/// # Errors
/// With a message for the person: if it cannot be read, or was written by a newer version, whose files this one cannot merge.
pub fn read(path: &Path, access: Access) -> Result<OnDisk, String> {
    let ReadAnnotations { file, stamp, cut_short } = read_annotations(path, access)?;
    if file.newer {
        return Err(format!(
            "{} was written by a newer version of Gainsay (format {}), and only that version can merge it. Nothing was changed",
            path.display(),
            file.version
        ));
    }
    Ok(OnDisk { document: Arc::new(file.document), stamp, cut_short })
}

/// The common base of two versions; an empty document if the file is missing or empty, as git has it where both sides added
/// a file. With it messages about saves that were cut short.
///
/// # Errors
/// As [`read`].
fn read_base(path: &Path) -> Result<(Arc<Document>, Vec<String>), String> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() == 0 => Ok(Default::default()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Default::default()),
        _ => read(path, Access::Read).map(|base| (base.document, base.cut_short)),
    }
}

/// Merged annotation files.
#[derive(Debug)]
pub struct Merged {
    /// The merge, with its conflicts.
    pub merge: Merge,
    /// The stamp of our file.
    pub ours: Stamp,
    /// Messages about saves of the three files that were cut short.
    pub cut_short: Vec<String>,
}

/// Merges two annotation files with their common base, reading `ours` with this access.
///
/// # Errors
/// As [`read`], for the first that cannot be read; and if they are about different articles.
pub fn merge_files(base: &Path, ours: &Path, theirs: &Path, access: Access) -> Result<Merged, String> {
    let (base_path, ours_path, theirs_path) = (base, ours, theirs);
    let ((base, mut cut_short), ours, theirs) = (read_base(base)?, read(ours, access)?, read(theirs, Access::Read)?);
    for more in ours.cut_short.into_iter().chain(theirs.cut_short) {
        // One file may be given twice.
        if !cut_short.contains(&more) {
            cut_short.push(more);
        }
    }
    for (path, version) in [(ours_path, &ours.document), (base_path, &base)] {
        of_one_article((path, version), (theirs_path, &theirs.document))?;
    }
    Ok(Merged { merge: Merge::new(base, ours.document, theirs.document), ours: ours.stamp, cut_short })
}

/// Refuses to merge annotations of two articles: all marks of one would be lost, and the others would look deleted.
///
/// # Errors
/// With a message for the person.
fn of_one_article((path, one): (&Path, &Document), (other_path, other): (&Path, &Document)) -> Result<(), String> {
    let (one, other) = (one.article(), other.article());
    if !one.is_other_than(other) {
        return Ok(());
    }
    let (path, other_path) = (path.display(), other_path.display());
    Err(format!("{path} is about “{}”, and {other_path} is about “{}”. Nothing was merged", one.name(), other.name()))
}

/// The open document, to be merged with the file that another program wrote.
#[derive(Clone, Debug)]
pub struct MergeJob {
    /// The annotation file.
    pub path: PathBuf,
    /// Its content when it was last read or written here.
    pub base: Arc<Document>,
    /// The open document.
    pub mine: Arc<Document>,
    /// The generation of its set.
    pub generation: u64,
}

/// The result of reading and merging.
#[derive(Debug)]
pub struct Found {
    /// The annotation file.
    pub path: PathBuf,
    /// The merge, or why there is none.
    pub result: Result<Ready, String>,
}

/// The open document merged with the file, apart from conflicts.
#[derive(Debug)]
pub struct Ready {
    /// The merge.
    pub merge: Merge,
    /// The file that the other program wrote.
    pub theirs: OnDisk,
    /// The open document.
    pub mine: Arc<Document>,
    /// The generation of its set.
    pub generation: u64,
}

/// Decisions about the conflicts of a merge.
#[derive(Clone, Debug)]
pub struct ResolveJob {
    /// The merge.
    pub ready: Arc<Ready>,
    /// A choice for each conflict.
    pub choices: Vec<Choice>,
}

/// A merge with the decisions applied.
#[derive(Debug)]
pub struct Resolved {
    /// The merge.
    pub ready: Arc<Ready>,
    /// The merged document.
    pub document: Document,
    /// The edition of its article.
    pub edition: Edition,
}

/// Reads the annotation file and merges it with the open document.
pub fn merge_open(job: &MergeJob) -> Found {
    let merged = |theirs: OnDisk| {
        if job.mine.article().is_other_than(theirs.document.article()) {
            return Err(format!("the file is now about “{}”", theirs.document.article().name()));
        }
        let merge = Merge::new(job.base.clone(), job.mine.clone(), theirs.document.clone());
        Ok(Ready { merge, theirs, mine: job.mine.clone(), generation: job.generation })
    };
    Found { path: job.path.clone(), result: read(&job.path, Access::Work).and_then(merged) }
}

/// Applies the decisions.
pub fn resolve(job: ResolveJob) -> Resolved {
    let conflicts = job.ready.merge.conflicts().iter().map(|conflict| &conflict.matter);
    let choices: HashMap<&Matter, Choice> = conflicts.zip(job.choices).collect();
    let choice = |matter: &Matter| choices.get(matter).copied().unwrap_or_default();
    let (document, reanchored) = job.ready.merge.resolve_and_reanchor(&choice);
    let problems = Problems::new(&document, Vec::new());
    let mine = &job.ready.mine;
    let comparison =
        reanchored.map(|reanchored| Comparison::new(mine.article(), mine.set().clone(), &reanchored)).map(Box::new);
    let edition = Edition { analysis: Analysis::of(document.article()), comparison, problems };
    Resolved { ready: job.ready.clone(), document, edition }
}

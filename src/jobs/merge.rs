//! Merging annotation files: on the command line three of them, in the window what is open with what another program wrote.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::problems::Problems;
use crate::jobs::read::{Access, Kept, read_annotations};
use crate::model::document::Document;
use crate::model::merge::{Choice, Matter, Merge};
use crate::storage::files::Stamp;

/// An annotation file as it lies on disk, to be merged.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// What it says.
    pub document: Arc<Document>,
    /// Which file that was.
    pub stamp: Stamp,
    /// Messages about saves that were cut short.
    pub told: Vec<String>,
}

/// Reads an annotation file to merge it.
///
/// # Errors
/// With a message for the person: if it cannot be read, or was written by a newer version, of which this one does not know
/// how to put two together.
pub fn read(path: &Path, access: Access) -> Result<OnDisk, String> {
    let Kept { file, stamp, told } = read_annotations(path, access)?;
    if file.newer {
        return Err(format!(
            "{} was written by a newer version of Gainsay (format {}), and only that version can merge it. Nothing was changed",
            path.display(),
            file.version
        ));
    }
    Ok(OnDisk { document: Arc::new(file.document), stamp, told })
}

/// The version that two others come from; an empty one if there is no such file, or nothing in it, as git has it where both
/// sides added a file. With it what to tell the person of saves that were cut short.
///
/// # Errors
/// As [`read`].
fn read_base(path: &Path) -> Result<(Arc<Document>, Vec<String>), String> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() == 0 => Ok(Default::default()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Default::default()),
        _ => read(path, Access::Read).map(|base| (base.document, base.told)),
    }
}

/// Annotation files that were merged.
#[derive(Debug)]
pub struct Merged {
    /// Both put together as far as they agree.
    pub merge: Merge,
    /// Which file ours was.
    pub ours: Stamp,
    /// Messages about saves of the three files that were cut short.
    pub told: Vec<String>,
}

/// Merges two annotation files, given the one that both come from; to `ours` there is this access.
///
/// # Errors
/// As [`read`], for the first that cannot be read.
pub fn merge_files(base: &Path, ours: &Path, theirs: &Path, access: Access) -> Result<Merged, String> {
    let ((base, mut told), ours, theirs) = (read_base(base)?, read(ours, access)?, read(theirs, Access::Read)?);
    for more in ours.told.into_iter().chain(theirs.told) {
        // One file may stand for two of them.
        if !told.contains(&more) {
            told.push(more);
        }
    }
    Ok(Merged { merge: Merge::new(base, ours.document, theirs.document), ours: ours.stamp, told })
}

/// What is open, to be merged with what another program wrote.
#[derive(Clone, Debug)]
pub struct MergeJob {
    /// The annotation file.
    pub path: PathBuf,
    /// What it was when it was last read or written here.
    pub base: Arc<Document>,
    /// What is open, and at which generation of the set.
    pub mine: Arc<Document>,
    /// That generation.
    pub generation: u64,
}

/// What came of it.
#[derive(Debug)]
pub struct Found {
    /// The annotation file.
    pub path: PathBuf,
    /// Both put together as far as they agree, or why they cannot be.
    pub result: Result<Ready, String>,
}

/// What is open and what another program wrote, put together as far as they agree.
#[derive(Debug)]
pub struct Ready {
    /// Both.
    pub merge: Merge,
    /// What the other program wrote.
    pub theirs: OnDisk,
    /// What was open.
    pub mine: Arc<Document>,
    /// The generation of its set.
    pub generation: u64,
}

/// Decisions to be carried out.
#[derive(Clone, Debug)]
pub struct SettleJob {
    /// What they are about.
    pub ready: Arc<Ready>,
    /// One for each conflict.
    pub choices: Vec<Choice>,
}

/// What came of them.
#[derive(Debug)]
pub struct Settled {
    /// What they were about.
    pub ready: Arc<Ready>,
    /// The result.
    pub document: Document,
    /// What is known of its article besides.
    pub edition: Edition,
}

/// Reads what another program wrote and merges it with what is open.
pub fn merge_open(job: &MergeJob) -> Found {
    let merged = |theirs: OnDisk| {
        let merge = Merge::new(job.base.clone(), job.mine.clone(), theirs.document.clone());
        Ready { merge, theirs, mine: job.mine.clone(), generation: job.generation }
    };
    Found { path: job.path.clone(), result: read(&job.path, Access::Work).map(merged) }
}

/// Puts both together as was decided.
pub fn settle(job: SettleJob) -> Settled {
    let conflicts = job.ready.merge.conflicts().iter().map(|conflict| &conflict.matter);
    let choices: HashMap<&Matter, Choice> = conflicts.zip(job.choices).collect();
    let choice = |matter: &Matter| choices.get(matter).copied().unwrap_or_default();
    let (document, carried) = job.ready.merge.resolve_and_carry(&choice);
    let problems = Problems::new(document.article(), document.set(), Vec::new());
    let mine = &job.ready.mine;
    let comparison = carried.map(|carried| Comparison::new(mine.article(), mine.set().clone(), &carried)).map(Box::new);
    let edition = Edition { analysis: Analysis::of(document.article()), comparison, problems };
    Settled { ready: job.ready.clone(), document, edition }
}

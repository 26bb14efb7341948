//! Anchoring annotations on another version of their article, for the command line.

use std::path::{Path, PathBuf};

use crate::articles::ReadOptions;
use crate::encoding::Cancellation;
use crate::jobs::open::{article_beside, is_annotations};
use crate::jobs::parallel::in_parallel;
use crate::jobs::read::{Access, ReadAnnotations, ReadArticle, parse_article, read_annotations, read_article};
use crate::jobs::reanchor::renewed;
use crate::model::anchor::{self, Fate, ReanchoredSet};
use crate::model::document::Document;
use crate::storage::{files, tree};

/// Annotations reanchored on another file.
#[derive(Debug)]
pub struct Anchored {
    /// The new article with its annotations.
    pub document: Document,
    /// The fate of each passage.
    pub fates: Vec<Fate>,
    /// The number of passages that were not searched for, because it would have taken too long.
    pub unsought: usize,
    /// True if the annotation file is of a newer version of Gainsay, so that this one must not write it.
    pub newer: bool,
    /// Messages about saves that were cut short.
    pub cut_short: Vec<String>,
}

impl Anchored {
    /// The message about the passages that were not searched for, if there are any.
    pub fn given_up(&self) -> Option<String> {
        let count = self.unsought;
        let message =
            format!("{count} of the lost passages were not searched for everywhere, which would take too long");
        (count > 0).then_some(message)
    }
}

/// Reanchors the annotations in a file on the article in another one; an article beside the annotations does not count.
/// Nothing is written. Calls `told` with the progress in per cent.
///
/// # Errors
/// With a message for the person, if one of the files cannot be read.
pub fn anchor(annotations: &Path, article: &Path, told: &dyn Fn(u32)) -> Result<Anchored, String> {
    let kept = read_annotations(annotations, Access::Read)?;
    let article =
        read_article(article, ReadOptions::default(), Some(kept.file.document.article()), Cancellation::NEVER)?;
    anchor_on(kept, article, told)
}

/// Reanchors annotations on an article as [`anchor()`] does, both read already.
///
/// # Errors
/// None that are known: nothing cancels it.
pub fn anchor_on(kept: ReadAnnotations, article: ReadArticle, told: &dyn Fn(u32)) -> Result<Anchored, String> {
    let ReadAnnotations { file, cut_short, .. } = kept;
    let (kept, read) = (file.document.article(), article.parsed.article);
    let reanchored = anchor::reanchor(file.document.set(), &kept.text, &read.text, &|done| {
        told(done);
        true
    });
    let reanchored = reanchored.ok_or("Cancelled")?;
    let article = renewed(kept, read);
    let ReanchoredSet { set, fates, given_up, .. } = reanchored;
    let document = file.document.with_set(set).with_article(article);
    Ok(Anchored { document, fates, unsought: given_up, newer: file.newer, cut_short })
}

/// Reanchors the annotations in a file, or those beside an article, on the article beside them.
///
/// # Errors
/// As [`anchor()`], and if there is no such article.
pub fn anchor_beside(path: &Path) -> Result<Anchored, String> {
    if is_annotations(path) {
        return on_beside(path, Access::Read);
    }
    anchor(&files::annotation_path(path), path, &|_| ())
}

/// Reanchors the annotations in a file on the article beside them.
fn on_beside(annotations: &Path, access: Access) -> Result<Anchored, String> {
    let kept = read_annotations(annotations, access)?;
    let article = kept.file.document.article();
    let Some((beside, file)) = article_beside(annotations, article) else {
        return Err(format!("{}: there is no article beside it", annotations.display()));
    };
    let read = match file {
        Some(file) => parse_article(&beside, file, ReadOptions::default(), Some(article), Cancellation::NEVER)?,
        None => read_article(&beside, ReadOptions::default(), Some(article), Cancellation::NEVER)?,
    };
    anchor_on(kept, read, &|_| ())
}

/// Reanchors every annotation file in a folder and its subfolders on the article beside it, on all processors. Nothing is
/// written. Calls `report` with the number of files, the path of each and its outcome, in the order of the paths.
///
/// # Errors
/// If the folder cannot be read, or has no annotation file. A failure of one file goes to `report`.
pub fn anchor_tree(
    folder: &Path,
    report: &mut dyn FnMut(usize, PathBuf, Result<Anchored, String>),
) -> Result<(), String> {
    let found = tree::annotations(folder, Path::new(""))?;
    let work = |path: &PathBuf| (path.clone(), on_beside(path, Access::reading(&found, path)));
    in_parallel(&found.files, work, |(path, anchored)| report(found.files.len(), path, anchored));
    Ok(())
}

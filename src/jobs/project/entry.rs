//! Reading one article of a project with its annotations.

use std::path::Path;

use crate::articles::{ReadOptions, article_format, article_format_for, complete, is_current};
use crate::encoding::Cancellation;
use crate::jobs::project::folder::{Files, file_of};
use crate::jobs::read::{Access, parse_article, read_annotations};
use crate::jobs::reanchor::{Taken, renewed, take};
use crate::model::article::Article;
use crate::model::check;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::problem::Problem;
use crate::model::project::corpus::Entry;
use crate::model::project::haystack::Haystack;
use crate::model::set::AnnotationSet;
use crate::storage::files::{annotation_path, read_article};

/// Largest file of an article that is read for a project, in bytes: the texts of all articles are in memory together.
const LIMIT: u64 = 64 << 20;

/// Reads an article of the project in the folder `root`; without the article's own file, the text in its annotation file.
/// Nothing is written, not even to recover from an interrupted save.
pub fn read_entry(root: &Path, path: &str, files: &Files, access: Access) -> Entry {
    let file = file_of(root, path);
    let has_file = files.article.is_some();
    let entry = |format, is_marked, problems, document, failure| {
        let (path, haystack) = (path.to_owned(), Haystack::default());
        Entry { path, format, has_file, is_marked, problems, document, failure, haystack }
    };
    match read(&file, files, access) {
        Ok(Read { document, is_marked, problems }) => {
            let by_importer = article_format(document.article().importer.split(' ').next().unwrap_or_default());
            let format = by_importer.unwrap_or_else(|| article_format_for(&file)).name;
            let problems = check::problems(&document, &problems).len();
            entry(format, is_marked, problems, document, None)
        }
        Err(why) => {
            let is_marked = files.annotations.is_some();
            entry(article_format_for(&file).name, is_marked, 0, Document::default(), Some(why))
        }
    }
}

/// An article with its annotations, as they were read.
struct Read {
    document: Document,
    is_marked: bool,
    /// Problems found while reading.
    problems: Vec<Problem>,
}

fn read(file: &Path, files: &Files, access: Access) -> Result<Read, String> {
    let kept = files.annotations.map(|_| read_annotations(&annotation_path(file), access)).transpose()?;
    let Some(stamp) = files.article else {
        let kept = kept.ok_or_else(|| format!("{} is gone", file.display()))?.file;
        return Ok(Read { document: kept.document, is_marked: true, problems: kept.problems });
    };
    if stamp.length() > LIMIT {
        let (has, most) = (stamp.length() >> 20, LIMIT >> 20);
        return Err(format!(
            "{} has {has} MiB, and {most} MiB is the most that is read for a project. Open it alone",
            file.display()
        ));
    }
    let Some(kept) = kept.map(|kept| kept.file) else {
        let bytes = read_article(file, None).map_err(|error| error.to_string())?;
        let read = parse_article(file, bytes, ReadOptions::default(), None, Cancellation::NEVER)?.parsed.article;
        let document = Document::new(read, AnnotationSet::default(), Extra::default());
        return Ok(Read { document, is_marked: false, problems: Vec::new() });
    };
    let (document, mut problems) = (kept.document, kept.problems);
    let article = document.article();
    let bytes = read_article(file, Some(article.text.as_str().as_bytes())).map_err(|error| error.to_string())?;
    // The very bytes that were annotated have the text that was annotated.
    if article.sha256 == bytes.sha256 && is_current(&article.importer) {
        let mut article = article.clone();
        complete(&mut article);
        let document = document.with_article(article);
        return Ok(Read { document, is_marked: true, problems });
    }
    let read = parse_article(file, bytes, ReadOptions::default(), Some(article), Cancellation::NEVER)?.parsed.article;
    if read.text == article.text {
        let article = Article { text: article.text.clone(), ..renewed(article, read) };
        return Ok(Read { document: document.with_article(article), is_marked: true, problems });
    }
    let document = match take(&document, read, &|_| true) {
        Some(Taken { document, problem, .. }) => {
            problems.push(problem);
            document
        }
        None => document,
    };
    Ok(Read { document, is_marked: true, problems })
}

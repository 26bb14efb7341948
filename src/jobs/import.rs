//! Importing annotations of other tools: each article becomes a text file with an annotation file beside it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::articles::{ReadOptions, article_format_for};
use crate::encoding::Cancellation;
use crate::interchange::{ImportFormat, Located, ParsedAnnotations, Source};
use crate::jobs::notice::Tone;
use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::jobs::read::read_article;
use crate::model::article::{Article, Details};
use crate::model::document::Document;
use crate::model::file_name::fit;
use crate::storage::files::{self, SaveError};
use crate::storage::{replace, tree, writer};

/// Maximum length of a file of annotations in bytes: that of an article.
pub const LIMIT: u64 = files::ARTICLE_LIMIT;

/// Annotations to import.
#[derive(Clone, Debug)]
pub struct ImportJob {
    /// The file, or a folder with such files.
    pub path: PathBuf,
    /// The format.
    pub reader: &'static ImportFormat,
    /// The folder to write articles and annotation files to, which gets the same subfolders.
    pub output: PathBuf,
    /// The annotated article, if the person named it.
    pub article: Option<PathBuf>,
    /// Progress, by which the person can cancel the import: then nothing more is read or written.
    pub progress: Arc<Progress>,
}

/// The outcome of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// The annotation files written.
    pub written: Vec<PathBuf>,
    /// Messages about annotations that were not imported, and about failures.
    pub told: Vec<(Tone, String)>,
    /// True if the person cancelled it, who may be doing something else by now.
    pub cancelled: bool,
}

/// The message of a cancelled import.
const CANCELLED: &str = "Import cancelled";

/// The outcome for one file.
#[derive(Debug)]
pub struct Imported {
    /// The file.
    pub path: PathBuf,
    /// The annotation files written.
    pub written: Vec<PathBuf>,
    /// Annotations that were not imported, a line each.
    pub notes: Vec<String>,
    /// Failures to write, or to read the file.
    pub errors: Vec<String>,
    /// The number of passages not found in the text, or found in several places.
    pub missed: usize,
}

/// Imports a file, or every file of the format in a folder, read on all processors. Calls `report` with the number of files
/// and the outcome for each.
///
/// # Errors
/// If the folder cannot be read or has no such file, if the article cannot be read, or if the person cancelled. A failure of
/// one file goes to `report`, and the others are imported.
pub fn import(job: &ImportJob, report: &mut dyn FnMut(usize, Imported)) -> Result<(), String> {
    let keep_going = || !job.progress.is_stopped();
    let cancellation = Cancellation::unless(&keep_going);
    let read_article =
        |path: &PathBuf| read_article(path, ReadOptions::default(), None, cancellation).map(|read| read.parsed.article);
    let article = job.article.as_ref().map(read_article).transpose()?;
    let mut names = Names::default();
    if !job.path.is_dir() {
        let reading = read(job, &job.path, article.as_ref());
        if !keep_going() {
            return Err(CANCELLED.to_owned());
        }
        report(1, write_all(job, &job.path, &job.output, &mut names, reading));
        return Ok(());
    }
    let found = tree::files(&job.path, &job.output, job.reader.extensions)?.files;
    if found.is_empty() {
        let extensions: Vec<String> = job.reader.extensions.iter().map(|one| format!(".{one}")).collect();
        return Err(format!("no {} found in {}", extensions.join(" or "), job.path.display()));
    }
    let write = |(path, reading): (&PathBuf, Option<_>)| {
        let inside = path.strip_prefix(&job.path).ok().and_then(Path::parent).unwrap_or(Path::new(""));
        if let Some(reading) = reading.filter(|_| keep_going()) {
            report(found.len(), write_all(job, path, &job.output.join(inside), &mut names, reading));
        }
    };
    in_parallel(&found, |path| (path, keep_going().then(|| read(job, path, article.as_ref()))), write);
    if keep_going() { Ok(()) } else { Err(CANCELLED.to_owned()) }
}

/// Maximum messages of one import in the window.
const TOLD: usize = 100;

/// Imports, and collects the outcome for the window.
pub fn import_all(job: &ImportJob) -> ImportOutcome {
    let mut outcome = ImportOutcome::default();
    let mut untold = 0;
    let mut tell = |tone: Tone, line: String, told: &mut Vec<(Tone, String)>| match told.len() < TOLD {
        true => told.push((tone, line)),
        false => untold += 1,
    };
    let ended = import(job, &mut |of, imported| {
        outcome.written.extend(imported.written);
        let name = imported.path.file_name().unwrap_or_default().to_string_lossy();
        for note in imported.notes {
            let note = if of == 1 { note } else { format!("{name}: {note}") };
            tell(Tone::Warning, note, &mut outcome.told);
        }
        for error in imported.errors {
            tell(Tone::Error, error, &mut outcome.told);
        }
    });
    outcome.cancelled = job.progress.is_stopped();
    outcome.told.extend(ended.err().map(|why| (Tone::Error, why)));
    if untold > 0 {
        let line = format!("… and {untold} more; `gainsay import` on the command line lists them all");
        outcome.told.push((Tone::Warning, line));
    }
    outcome
}

fn read(job: &ImportJob, path: &Path, article: Option<&Article>) -> Result<ParsedAnnotations, String> {
    let (bytes, _) = files::read_bytes(path, LIMIT).map_err(|error| error.to_string())?;
    if bytes.trim_ascii().is_empty() {
        return Err(format!("Could not import {}: the file is empty", path.display()));
    }
    // A mere file name: the path must not lead anywhere else.
    let beside = |name: &str| {
        let is_name = Path::new(name).file_name().is_some_and(|file| file == name);
        let (bytes, _) = files::read_bytes(&path.with_file_name(name), LIMIT).ok().filter(|_| is_name)?;
        Some(bytes)
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let keep_going = || !job.progress.is_stopped();
    let source = Source {
        name: &name,
        bytes: &bytes,
        article,
        beside: &beside,
        cancellation: Cancellation::unless(&keep_going),
    };
    (job.reader.read)(&source).map_err(|error| format!("Could not import {}: {error}", path.display()))
}

/// The files of one import, so that no two have the same name.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// The file for an article of this import: the first of `story.txt`, `story-2.txt`, … that no other article has. With
    /// it the article in that file, if it has the same text. Files that exist already are never replaced.
    fn fresh(&mut self, folder: &Path, name: &str, article: &Article) -> (PathBuf, Option<Article>) {
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
            _ => (name, String::new()),
        };
        let mut number = 1;
        loop {
            let numbered = if number == 1 { name.to_owned() } else { format!("{stem}-{number}{extension}") };
            let (path, there) = file_for(article, folder.join(numbered));
            // Some file systems ignore case.
            if self.0.insert(path.to_string_lossy().to_lowercase()) {
                return (path, there);
            }
            number += 1;
        }
    }
}

/// Writes the articles and annotations read from a file.
fn write_all(
    job: &ImportJob,
    path: &Path,
    folder: &Path,
    names: &mut Names,
    reading: Result<ParsedAnnotations, String>,
) -> Imported {
    let (written, notes, errors) = (Vec::new(), Vec::new(), Vec::new());
    let mut imported = Imported { path: path.to_owned(), written, notes, errors, missed: 0 };
    let reading = match reading {
        Ok(reading) => reading,
        Err(why) => return Imported { errors: vec![why], ..imported },
    };
    imported.notes = reading.notes.lines().collect();
    imported.missed = reading.notes.missed();
    if reading.documents.is_empty() {
        imported.errors.push(format!("{} has no annotations that can be imported", path.display()));
    }
    for Located { document, .. } in reading.documents {
        if job.progress.is_stopped() {
            break;
        }
        let (place, there) = names.fresh(folder, &file_name(document.article(), path), document.article());
        match write(document, place, there) {
            Ok(path) => imported.written.push(path),
            Err(why) => imported.errors.push(why),
        }
    }
    imported
}

/// Writes an article, unless it is `there` already, and its annotation file, which must not exist.
fn write(document: Document, path: PathBuf, there: Option<Article>) -> Result<PathBuf, String> {
    tree::create(path.parent().unwrap_or(Path::new(""))).map_err(|error| error.to_string())?;
    let mut article = document.article().clone();
    if !article.text.is_empty() {
        article = place(article, &path, there)?;
    }
    article.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let annotations = files::annotation_path(&path);
    let source = writer::write(&document.with_article(article));
    replace::save(&annotations, source.as_bytes(), None).map_err(|error| match error {
        SaveError::Exists { path } => format!("{} already exists and was not changed", path.display()),
        error => error.of_output(),
    })?;
    Ok(annotations)
}

/// The name for an article's file: its own, if it is valid, or that of the imported file.
fn file_name(article: &Article, from: &Path) -> String {
    let name = fit(&article.file);
    if name.is_empty() {
        let stem = from.file_stem().unwrap_or_default().to_string_lossy();
        return format!("{stem}.txt");
    }
    name
}

/// The file for an article's text: this one, if its format reads the text unchanged; else one named as plain text. With it
/// the article in the file, if it has that text already.
fn file_for(article: &Article, path: PathBuf) -> (PathBuf, Option<Article>) {
    if article.text.is_empty() {
        return (path, None);
    }
    let there = same(&path, article);
    if there.is_some() {
        return (path, there);
    }
    // Its format might read the text differently: Markdown has markup besides the text.
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = article_format_for(&path).read(article.text.as_str().as_bytes(), None, &name).ok();
    match &read {
        Some(read) if read.article.text == article.text => (path, None),
        _ => {
            let path = path.with_file_name(format!("{name}.txt"));
            let there = same(&path, article);
            (path, there)
        }
    }
}

/// Writes the article's text to a file, or returns the article that is `there` with that text already.
fn place(article: Article, path: &Path, there: Option<Article>) -> Result<Article, String> {
    if let Some(there) = there {
        return Ok(there);
    }
    if path.try_exists().unwrap_or(true) {
        return Err(format!(
            "{} already exists with different text and was not changed. Import into another folder",
            path.display()
        ));
    }
    replace::save(path, article.text.as_str().as_bytes(), None).map_err(|error| error.to_string())?;
    Ok(same(path, &article).unwrap_or(article))
}

/// The article in a file, if it has the same text; with the details of the given one.
fn same(path: &Path, article: &Article) -> Option<Article> {
    let there = Some(read_article(path, ReadOptions::default(), None, Cancellation::NEVER).ok()?.parsed.article)
        .filter(|there| there.text == article.text)?;
    let title = if article.stated.title.is_empty() { &there.stated.title } else { &article.stated.title };
    let stated = Details { title: title.clone(), ..article.stated.clone() };
    Some(Article { stated, given: article.given.clone(), extra: article.extra.clone(), ..there })
}

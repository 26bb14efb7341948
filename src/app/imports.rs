//! Importing annotations of other tools, off the window's thread: an article's text and an annotation file of each.

use std::path::{Path, PathBuf};

use crate::app::jobs;
use crate::app::parallel;
use crate::app::state::{ImportOutcome, Tone};
use crate::formats::{Document, Reader, Reading, Source, importer_for};
use crate::model::article::Article;
use crate::storage::files::{self, SaveError};
use crate::storage::{replace, tree, writer};

/// The longest file of annotations in bytes that is read: 256 MiB, as of an article.
pub const LIMIT: u64 = files::ARTICLE_LIMIT;

/// Annotations as they are to be imported.
#[derive(Clone, Debug)]
pub struct ImportJob {
    /// The file, or a folder with such files in it.
    pub path: PathBuf,
    /// The format.
    pub reader: &'static Reader,
    /// The folder that articles and annotation files go to, in folders as those the files come from.
    pub output: PathBuf,
    /// The article the annotations are of, where the person named it.
    pub article: Option<PathBuf>,
}

/// What became of one file.
#[derive(Debug)]
pub struct Imported {
    /// The file.
    pub path: PathBuf,
    /// The annotation files that were written.
    pub written: Vec<PathBuf>,
    /// What could not be taken over, a line each.
    pub notes: Vec<String>,
    /// What could not be written, or why the file could not be read.
    pub errors: Vec<String>,
}

/// Imports a file, or every file of the format in a folder, read on all processors, telling `report` how many there are and of each when it is done.
///
/// # Errors
/// If the folder cannot be read or has no such file, or the article cannot be read. What fails for one file is told to
/// `report`, and the others go on.
pub fn import(job: &ImportJob, report: &mut dyn FnMut(usize, Imported)) -> Result<(), String> {
    let article = job.article.as_ref().map(|path| jobs::read_article(path, None, None)).transpose()?;
    let article = article.map(|imported| imported.article);
    if !job.path.is_dir() {
        report(1, write_all(&job.path, &job.output, read(job, &job.path, article.as_ref())));
        return Ok(());
    }
    let found = tree::files(&job.path, &job.output, job.reader.extensions)?;
    if found.is_empty() {
        let extensions: Vec<String> = job.reader.extensions.iter().map(|one| format!(".{one}")).collect();
        return Err(format!("there is no {} in {}", extensions.join(" or "), job.path.display()));
    }
    let write = |(path, reading): (&PathBuf, _)| {
        let inside = path.strip_prefix(&job.path).ok().and_then(Path::parent).unwrap_or(Path::new(""));
        report(found.len(), write_all(path, &job.output.join(inside), reading));
    };
    parallel::each(&found, |path| (path, read(job, path, article.as_ref())), write);
    Ok(())
}

/// Lines about files that are told of one import; a window does not hold any number.
const TOLD: usize = 100;

/// Imports, and gathers what came of it.
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
    outcome.told.extend(ended.err().map(|why| (Tone::Error, why)));
    if untold > 0 {
        let line = format!("… and {untold} more, which gainsay import prints on the command line");
        outcome.told.push((Tone::Warning, line));
    }
    outcome
}

fn read(job: &ImportJob, path: &Path, article: Option<&Article>) -> Result<Reading, String> {
    let (bytes, _) = files::read_bytes(path, LIMIT).map_err(|error| error.to_string())?;
    // A name and nothing more: what a file says must not lead anywhere else.
    let beside = |name: &str| {
        let is_name = Path::new(name).file_name().is_some_and(|file| file == name);
        let (bytes, _) = files::read_bytes(&path.with_file_name(name), LIMIT).ok().filter(|_| is_name)?;
        Some(bytes)
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source { name: &name, bytes: &bytes, article, beside: &beside };
    (job.reader.read)(&source).map_err(|error| format!("Could not import {}: {error}", path.display()))
}

/// Writes what was read in a file.
fn write_all(path: &Path, folder: &Path, reading: Result<Reading, String>) -> Imported {
    let mut imported = Imported { path: path.to_owned(), written: Vec::new(), notes: Vec::new(), errors: Vec::new() };
    let reading = match reading {
        Ok(reading) => reading,
        Err(why) => return Imported { errors: vec![why], ..imported },
    };
    imported.notes = reading.notes.lines().collect();
    if reading.documents.is_empty() {
        imported.errors.push(format!("{} has no annotation that can be taken over", path.display()));
    }
    for document in reading.documents {
        match write(document, folder, path) {
            Ok(path) => imported.written.push(path),
            Err(why) => imported.errors.push(why),
        }
    }
    imported
}

/// Writes an article, if it is not there already, and its annotation file, which must not be there.
fn write(mut document: Document, folder: &Path, from: &Path) -> Result<PathBuf, String> {
    tree::create(folder).map_err(|error| error.to_string())?;
    let mut path = folder.join(file_name(&document.article, from));
    if !document.article.text.is_empty() {
        path = place(&mut document.article, path)?;
    }
    document.article.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let annotations = files::annotation_path(&path);
    let source = writer::write(&document.article, &document.set, &document.extra);
    replace::save(&annotations, source.as_bytes(), None).map_err(|error| match error {
        SaveError::Exists { path } => format!("{} is there already and was left as it is", path.display()),
        error => error.to_string(),
    })?;
    Ok(annotations)
}

/// The name for an article's file: its own, if it is one, or that of the file it came in.
fn file_name(article: &Article, from: &Path) -> String {
    let name = fit(&article.file);
    if name.is_empty() {
        let stem = from.file_stem().unwrap_or_default().to_string_lossy();
        return format!("{stem}.txt");
    }
    name
}

/// Words as the name of a file that every system takes and shows; empty if nothing is left of them.
pub(super) fn fit(words: &str) -> String {
    let unfit = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let name: String = words.chars().map(|c| if unfit(c) { '_' } else { c }).take(120).collect();
    name.trim().trim_start_matches('.').to_owned()
}

/// Puts the article's text into a file, or takes the file that has it already; says which.
fn place(article: &mut Article, path: PathBuf) -> Result<PathBuf, String> {
    if let Some(there) = same(&path, article) {
        *article = there;
        return Ok(path);
    }
    // Read as what its name says, the text might come out another one: a file of Markdown does not hold the words alone.
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = article.text.as_str().as_bytes();
    let read = importer_for(&path).read(text, None, &name).ok();
    let path = match &read {
        Some(read) if read.article.text == article.text => path,
        _ => path.with_file_name(format!("{name}.txt")),
    };
    if let Some(there) = same(&path, article) {
        *article = there;
        return Ok(path);
    }
    if path.try_exists().unwrap_or(true) {
        return Err(format!(
            "{} is there already with other words, and was left as it is. Import into another folder",
            path.display()
        ));
    }
    replace::save(&path, text, None).map_err(|error| error.to_string())?;
    if let Some(there) = same(&path, article) {
        *article = there;
    }
    Ok(path)
}

/// The article in a file, if it has the same text: with its own title and source, and all else as the file is read.
fn same(path: &Path, article: &Article) -> Option<Article> {
    let there = Some(jobs::read_article(path, None, None).ok()?.article).filter(|there| there.text == article.text)?;
    let title = if article.title.is_empty() { there.title.clone() } else { article.title.clone() };
    Some(Article { title, source: article.source.clone(), extra: article.extra.clone(), ..there })
}

//! Exporting one document, or a tree of annotation files on all processors.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::interchange::{Cancelled, ExportFormat, Folder, Located, Lost, Output, Printing, Stream, losses};
use crate::jobs::open::{Loaded, open_as};
use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::jobs::read::Access;
use crate::jobs::write::{WriteError, admit, write_file};
use crate::model::paper::Paper;
use crate::storage::{files, replace, same, tree};

/// An export to write.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// The file to write, or the folder for a format that consists of several files.
    pub path: PathBuf,
    /// The format.
    pub exporter: &'static ExportFormat,
    /// The article with its annotations.
    pub located: Located,
    /// The files of the document, which no export replaces.
    pub sources: Vec<PathBuf>,
    /// True to replace existing files.
    pub replace: bool,
    /// The manner of the export.
    pub manner: Manner,
    /// The progress, by which printing is cancelled.
    pub progress: Arc<Progress>,
}

/// The manner of an export, as far as a format has a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// True to begin a table with a byte-order mark, by which Excel recognizes UTF-8.
    pub mark: bool,
    /// The paper of a format that has pages.
    pub paper: Paper,
}

/// An opened document as exports take it, and its files.
pub fn located(loaded: Loaded) -> (Located, Vec<PathBuf>) {
    let sources = loaded.article_path.into_iter().chain([loaded.annotation_path]).collect();
    (Located::new(loaded.document), sources)
}

/// Writes an export.
///
/// # Errors
/// If the file exists and must not be replaced, or cannot be written.
pub fn export(job: &ExportJob) -> Result<(), WriteError> {
    let keep_going = |done| job.progress.go_on(done);
    let output = match made(job.exporter, &job.located, job.manner, &keep_going)? {
        Made::Bits(stream) => return write_bits(&job.path, &job.located, stream, &job.sources, job.replace),
        Made::Whole(output) => output,
    };
    let Output::Folder(folder) = output else {
        return write_file(&job.path, output.file().unwrap_or_default(), &job.sources, job.replace);
    };
    tree::create(&job.path)?;
    write_own(&job.path, &folder, &job.sources, job.replace)?;
    let Some(gather) = job.exporter.folder else { return Ok(()) };
    for (name, bytes) in &folder.shared {
        let path = job.path.join(name);
        // Other articles may have written their part of it.
        let there = files::read_bytes(&path, files::ARTICLE_LIMIT).ok().map(|(there, _)| there);
        let parts: Vec<&[u8]> = there.iter().chain([bytes]).map(Vec::as_slice).collect();
        write_file(&path, &gather(&parts), &job.sources, true)?;
    }
    Ok(())
}

/// The byte-order mark of UTF-8 (Unicode 16, 23.8).
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// An export, ready to be written.
enum Made {
    /// In one piece.
    Whole(Output),
    /// As a stream.
    Bits(Stream),
}

fn made(
    exporter: &ExportFormat,
    located: &Located,
    manner: Manner,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Made, WriteError> {
    if let Some(print) = exporter.print {
        let printed = print(&located.document, &Printing { paper: manner.paper, keep_going });
        return printed.map(|pages| Made::Whole(Output::Bytes(pages))).map_err(|Cancelled| WriteError::Cancelled);
    }
    Ok(match exporter.stream {
        Some(stream) => Made::Bits(stream),
        None => Made::Whole(match (exporter.write)(located) {
            Output::Text(text) if manner.mark && exporter.is_table() => {
                Output::Text(format!("{BYTE_ORDER_MARK}{text}"))
            }
            output => output,
        }),
    })
}

/// Writes the export of one document to a writer; a folder is left out.
///
/// # Errors
/// If it cannot be written.
pub fn export_to(
    exporter: &ExportFormat,
    located: &Located,
    manner: Manner,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match made(exporter, located, manner, &|_| true) {
        Ok(Made::Bits(stream)) => stream(&located.document, out),
        Ok(Made::Whole(output)) => out.write_all(output.file().unwrap_or_default()),
        Err(error) => Err(io::Error::other(error.to_string())),
    }
}

/// Exports one document in memory.
///
/// # Errors
/// None that are known: nothing cancels it.
pub fn export_in_memory(exporter: &ExportFormat, located: &Located, manner: Manner) -> Result<Output, WriteError> {
    match made(exporter, located, manner, &|_| true)? {
        Made::Whole(output) => Ok(output),
        Made::Bits(stream) => {
            let mut text = Vec::new();
            // Writing to memory cannot fail.
            let _ = stream(&located.document, &mut text);
            Ok(Output::Text(String::from_utf8_lossy(&text).into_owned()))
        }
    }
}

/// Writes a file as a stream, under the same conditions as [`write_file`].
fn write_bits(
    path: &Path,
    located: &Located,
    stream: Stream,
    sources: &[PathBuf],
    replace: bool,
) -> Result<(), WriteError> {
    if admit(path, || same::holds(path, |out| stream(&located.document, out)), sources, replace)? {
        replace::overwrite_with(path, |out| stream(&located.document, out))?;
    }
    Ok(())
}

/// Writes the files that belong to one article alone: all of them, or none if one must not be replaced.
fn write_own(folder: &Path, content: &Folder, sources: &[PathBuf], replace: bool) -> Result<(), WriteError> {
    let own: Vec<(PathBuf, &[u8])> =
        content.files.iter().map(|(name, bytes)| (inside(folder, name), bytes.as_slice())).collect();
    for (path, bytes) in &own {
        admit(path, || files::sha256_if_same(path, bytes).is_some(), sources, replace)?;
    }
    own.iter().try_for_each(|(path, bytes)| write_file(path, bytes, sources, replace))
}

/// A file in a folder. The name may come from an annotation file, and must not lead out of the folder.
fn inside(folder: &Path, name: &str) -> PathBuf {
    folder.join(Path::new(name).file_name().unwrap_or_default())
}

/// A tree of annotation files to export.
#[derive(Clone, Debug)]
pub struct TreeJob {
    /// The root of the tree.
    pub folder: PathBuf,
    /// The format.
    pub exporter: &'static ExportFormat,
    /// The folder to write to, which gets the same subfolders.
    pub output: PathBuf,
    /// True to skip files that would lose something.
    pub strict: bool,
    /// The manner of the exports.
    pub manner: Manner,
}

/// The outcome for one file of a tree.
#[derive(Debug)]
pub struct Exported {
    /// The annotation file.
    pub path: PathBuf,
    /// Messages about opening it.
    pub notices: Vec<String>,
    /// The losses in this format.
    pub losses: Vec<Lost>,
    /// True if it was exported, false if it was skipped; or why it could not be.
    pub result: Result<bool, String>,
}

/// Files shared by the articles of a folder, by folder and name, with each article's part.
type Shared = Mutex<BTreeMap<(PathBuf, String), BTreeMap<PathBuf, Vec<u8>>>>;

/// Exports every annotation file in a tree, on all processors. Calls `report` with the number of files and the outcome for
/// each, in the order of their names.
///
/// # Errors
/// If the folder cannot be read, or has no annotation file. A failure of one file goes to `report`.
pub fn export_tree(job: &TreeJob, report: &mut dyn FnMut(usize, Exported)) -> Result<(), String> {
    let found = tree::annotations(&job.folder, &job.output)?;
    let shared = Shared::default();
    let work = |path: &PathBuf| export_one(job, path, Access::reading(&found, path), &shared);
    in_parallel(&found.files, work, |exported| report(found.files.len(), exported));
    for ((folder, name), parts) in shared.into_inner().unwrap_or_else(PoisonError::into_inner) {
        let Some(gather) = job.exporter.folder else { continue };
        let parts: Vec<&[u8]> = parts.values().map(Vec::as_slice).collect();
        write_file(&folder.join(name), &gather(&parts), &[], true).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn export_one(job: &TreeJob, path: &Path, access: Access, shared: &Shared) -> Exported {
    let mut exported = Exported { path: path.to_owned(), notices: Vec::new(), losses: Vec::new(), result: Ok(false) };
    let loaded = match open_as(path, access) {
        Ok(loaded) => loaded,
        Err(why) => return Exported { result: Err(why), ..exported },
    };
    exported.notices = loaded.notices.iter().map(|notice| notice.text.clone()).collect();
    let (mut located, sources) = located(loaded);
    let inside = path.strip_prefix(&job.folder).unwrap_or(path);
    let folder = inside.parent().unwrap_or(Path::new(""));
    located.path = tree::joined(folder, &located.path);
    exported.losses = losses(job.exporter, &located.document);
    if !job.strict || exported.losses.is_empty() {
        let place = job.output.join(folder);
        let written = write_in(job, inside, &place, &located, &sources, shared);
        exported.result = written.map(|()| true).map_err(|error| error.to_string());
    }
    exported
}

fn write_in(
    job: &TreeJob,
    inside: &Path,
    folder: &Path,
    located: &Located,
    sources: &[PathBuf],
    shared: &Shared,
) -> Result<(), WriteError> {
    tree::create(folder)?;
    // Named after the article's whole name: `story.txt.csv` beside `story.md.csv`.
    let mut name = inside.with_extension("").file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", job.exporter.extension));
    let output = match made(job.exporter, located, job.manner, &|_| true)? {
        Made::Bits(stream) => return write_bits(&folder.join(name), located, stream, sources, true),
        Made::Whole(output) => output,
    };
    let Output::Folder(content) = output else {
        return write_file(&folder.join(name), output.file().unwrap_or_default(), sources, true);
    };
    write_own(folder, &content, sources, true)?;
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    for (name, bytes) in content.shared {
        shared.entry((folder.to_owned(), name)).or_default().insert(inside.to_owned(), bytes);
    }
    Ok(())
}

//! Exporting, off the window's thread: one document, or a tree of annotation files in parallel.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::interchange::{ExportFormat, Folder, Located, Lost, Output, Stream, losses};
use crate::jobs::open::{Loaded, open_to_read};
use crate::jobs::parallel::each;
use crate::jobs::write::{WriteError, admit, write_file};
use crate::storage::{files, replace, same, tree};

/// An export as it is to be written.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// Where to: a file, or the folder of a format that is one.
    pub path: PathBuf,
    /// The format.
    pub exporter: &'static ExportFormat,
    /// The article with its annotations.
    pub located: Located,
    /// The files they are read from and saved in, which no export replaces.
    pub sources: Vec<PathBuf>,
    /// True to replace files that are there.
    pub replace: bool,
    /// True if a table begins with a byte-order mark, by which Excel knows UTF-8.
    pub mark: bool,
}

/// An opened article as exports take it, and the files it came from.
pub fn located(loaded: Loaded) -> (Located, Vec<PathBuf>) {
    let sources = loaded.article_path.into_iter().chain([loaded.annotation_path]).collect();
    (Located::new(loaded.document), sources)
}

/// Writes an export.
///
/// # Errors
/// If there is a file of that name that is not to be replaced, or it cannot be written.
pub fn export(job: &ExportJob) -> Result<(), WriteError> {
    let output = match made(job.exporter, &job.located, job.mark) {
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
        // Edition articles may have brought their part of it.
        let there = files::read_bytes(&path, files::ARTICLE_LIMIT).ok().map(|(there, _)| there);
        let parts: Vec<&[u8]> = there.iter().chain([bytes]).map(Vec::as_slice).collect();
        write_file(&path, &gather(&parts), &job.sources, true)?;
    }
    Ok(())
}

/// The byte-order mark of UTF-8 (Unicode 16, 23.8).
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// An export that is to be written.
enum Made {
    /// At once.
    Whole(Output),
    /// Bit by bit.
    Bits(Stream),
}

fn made(exporter: &ExportFormat, located: &Located, mark: bool) -> Made {
    match exporter.stream {
        Some(stream) => Made::Bits(stream),
        None => Made::Whole(whole(exporter, located, mark)),
    }
}

/// An export as a whole; `mark` puts a byte-order mark before a table.
pub fn whole(exporter: &ExportFormat, located: &Located, mark: bool) -> Output {
    match (exporter.write)(located) {
        Output::Text(text) if mark && exporter.is_table() => Output::Text(format!("{BYTE_ORDER_MARK}{text}")),
        output => output,
    }
}

/// Writes a file bit by bit, as [`write`] does at once.
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

/// Writes those files of a folder that are of one article alone, all or, where one is in the way, none.
fn write_own(folder: &Path, content: &Folder, sources: &[PathBuf], replace: bool) -> Result<(), WriteError> {
    let own: Vec<(PathBuf, &[u8])> =
        content.files.iter().map(|(name, bytes)| (inside(folder, name), bytes.as_slice())).collect();
    for (path, bytes) in &own {
        admit(path, || files::sha256_if_same(path, bytes).is_some(), sources, replace)?;
    }
    own.iter().try_for_each(|(path, bytes)| write_file(path, bytes, sources, replace))
}

/// A file in a folder. A name may come from an annotation file, and must not lead out of it.
fn inside(folder: &Path, name: &str) -> PathBuf {
    folder.join(Path::new(name).file_name().unwrap_or_default())
}

/// A tree of annotation files that is to be exported.
#[derive(Clone, Debug)]
pub struct TreeJob {
    /// The folder it is in.
    pub folder: PathBuf,
    /// The format.
    pub exporter: &'static ExportFormat,
    /// The folder that the exports go to, in folders as those they come from.
    pub output: PathBuf,
    /// True if what would lose something is not exported.
    pub strict: bool,
    /// True if tables begin with a byte-order mark, by which Excel knows UTF-8.
    pub mark: bool,
}

/// What became of one file of a tree.
#[derive(Debug)]
pub struct Exported {
    /// The annotation file.
    pub path: PathBuf,
    /// What there is to say of opening it.
    pub notices: Vec<String>,
    /// What the format cannot carry of it.
    pub losses: Vec<Lost>,
    /// True if it was exported: not if it would have lost something, or with the reason why it could not be.
    pub result: Result<bool, String>,
}

/// What a folder's articles share, by folder and name.
type Shared = Mutex<BTreeMap<(PathBuf, String), BTreeMap<PathBuf, Vec<u8>>>>;

/// Exports every annotation file in a tree, on all processors, telling `report` how many there are and of each when it is
/// done, in the order of their names.
///
/// # Errors
/// If the folder cannot be read, or nothing in it is an annotation file. What fails for one file is told to `report`.
pub fn export_tree(job: &TreeJob, report: &mut dyn FnMut(usize, Exported)) -> Result<(), String> {
    let found = tree::files(&job.folder, &job.output, &[files::EXTENSION])?;
    if found.is_empty() {
        return Err(format!("no annotation files (.{}) found in {}", files::EXTENSION, job.folder.display()));
    }
    let shared = Shared::default();
    each(&found, |path| export_one(job, path, &shared), |exported| report(found.len(), exported));
    for ((folder, name), parts) in shared.into_inner().unwrap_or_else(PoisonError::into_inner) {
        let Some(gather) = job.exporter.folder else { continue };
        let parts: Vec<&[u8]> = parts.values().map(Vec::as_slice).collect();
        write_file(&folder.join(name), &gather(&parts), &[], true).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn export_one(job: &TreeJob, path: &Path, shared: &Shared) -> Exported {
    let mut exported = Exported { path: path.to_owned(), notices: Vec::new(), losses: Vec::new(), result: Ok(false) };
    let loaded = match open_to_read(path) {
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
    // After the article's whole name: `story.txt.csv` beside `story.md.csv`.
    let mut name = inside.with_extension("").file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", job.exporter.extension));
    let output = match made(job.exporter, located, job.mark) {
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

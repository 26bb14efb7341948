//! Opening a document: the article with its annotations, read, analysed and reanchored where the article has changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::articles::ReadOptions;
use crate::encoding::Cancellation;
use crate::jobs::analysis::Analysis;
use crate::jobs::edition::Comparison;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::problems::Problems;
use crate::jobs::progress::Progress;
use crate::jobs::read::{
    Access, ReadAnnotations, ReadArticle, newer, parse_article, read_annotations, read_article, told_of_article,
};
use crate::jobs::reanchor::{Taken, renewed, take};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::message::counted;
use crate::model::problem::Problem;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;
use crate::storage::files::{self, ArticleFile, Stamp};
use crate::storage::journal;
use crate::storage::places::{self, Place};
use crate::storage::settings::Folders;

/// An opened document.
#[derive(Debug)]
pub struct Loaded {
    /// The article's file; `None` if there is only the annotation file.
    pub article_path: Option<PathBuf>,
    /// The annotation file, which may not exist yet.
    pub annotation_path: PathBuf,
    /// The article with its annotations.
    pub document: Document,
    /// The analysis of the article.
    pub analysis: Analysis,
    /// The problems of the file.
    pub problems: Problems,
    /// The stamp of the annotation file; `None` if there is none.
    pub stamp: Option<Stamp>,
    /// The stamp of the article's file; `None` if there is none.
    pub article_stamp: Option<Stamp>,
    /// The text of that file; `None` if there is none.
    pub newest: Option<ArticleText>,
    /// The content of the annotation file; empty if there is none.
    pub base: Arc<Document>,
    /// The reason why nothing can be changed, if so.
    pub read_only: Option<String>,
    /// The article as it was annotated, if it has changed since.
    pub comparison: Option<Box<Comparison>>,
    /// The analysis and the problems of that article, to which undo leads back.
    pub before: Option<(Analysis, Problems)>,
    /// The reading position.
    pub place: Option<Place>,
    /// The copy of unsaved work, if one was opened.
    pub rescued: Option<Rescued>,
    /// Messages about saves that were cut short, which are among the notices too.
    pub cut_short: Vec<String>,
    /// The messages for the person.
    pub notices: Vec<Notice>,
}

/// Unsaved work of an earlier session.
#[derive(Debug)]
pub struct Rescued {
    /// The copy.
    pub copy: PathBuf,
    /// The annotation file's content, if that is unchanged; else empty, so that the two are merged.
    pub base: Arc<Document>,
    /// The stamp of that file, if it is unchanged.
    pub expected: Option<Stamp>,
}

impl Loaded {
    /// Goes back to the document as it was annotated, before it was reanchored.
    pub fn take_back(&mut self) {
        if let Some((analysis, problems)) = self.before.take() {
            self.document = self.base.as_ref().clone();
            (self.analysis, self.problems, self.comparison) = (analysis, problems, None);
            self.notices
                .retain(|notice| !matches!(notice.topic, Some(NoticeTopic::Reanchored | NoticeTopic::Problems)));
        }
    }
}

/// Opens an article with the annotations beside it, or an annotation file with the article beside it, to edit them.
///
/// # Errors
/// With a message for the person.
pub fn open(path: &Path, encoding: Option<&str>) -> Result<Loaded, String> {
    open_while(path, ReadOptions { encoding, ..ReadOptions::default() }, &|_| true)
}

/// Opens a file as [`open`] does, but writes nothing, not even to recover from a save that was cut short.
///
/// # Errors
/// As [`open`].
pub fn open_to_read(path: &Path) -> Result<Loaded, String> {
    open_as(path, Access::Read)
}

/// Opens a file as [`open`] does, with this access to its folder.
///
/// # Errors
/// As [`open`].
pub fn open_as(path: &Path, access: Access) -> Result<Loaded, String> {
    open_with(path, ReadOptions::default(), access, &|_| true)
}

/// Opens a file as [`open`] does. Calls `keep_going` with the progress of reanchoring in per cent; if that returns false, the
/// article is opened as it was annotated.
///
/// # Errors
/// As [`open`].
pub fn open_while(path: &Path, options: ReadOptions<'_>, keep_going: &dyn Fn(u32) -> bool) -> Result<Loaded, String> {
    open_with(path, options, Access::Work, keep_going)
}

/// Opens a file as [`open_while`] does, with the reading position.
///
/// # Errors
/// As [`open`].
pub fn open_at_place(
    folders: &Folders,
    path: &Path,
    options: ReadOptions<'_>,
    progress: &Progress,
) -> Result<Loaded, String> {
    let loaded = open_while(path, options, &|done| progress.go_on(done))?;
    let article = loaded.article_path.as_ref().unwrap_or(&loaded.annotation_path);
    Ok(Loaded { place: places::find(folders, article), ..loaded })
}

fn open_with(
    path: &Path,
    options: ReadOptions<'_>,
    access: Access,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let open = if is_annotations(path) { open_annotations } else { open_article };
    open(path, options, access, keep_going)
}

/// True if a file is an annotation file by its name.
pub fn is_annotations(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

fn open_article(
    path: &Path,
    options: ReadOptions<'_>,
    access: Access,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let annotation_path = files::annotation_path(path);
    let kept = match annotation_path.try_exists() {
        Ok(true) => Some(read_annotations(&annotation_path, access)?),
        _ => {
            if access == Access::Work {
                journal::sweep(&annotation_path);
            }
            None
        }
    };
    let wanted = || keep_going(0);
    let article = kept.as_ref().map(|kept| kept.file.document.article());
    let read = read_article(path, options, article, Cancellation::unless(&wanted))?;
    Ok(join(Some((path.to_owned(), read)), annotation_path, kept, keep_going))
}

fn open_annotations(
    path: &Path,
    options: ReadOptions<'_>,
    access: Access,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let kept = read_annotations(path, access)?;
    join_beside(path.to_owned(), kept, options, keep_going)
}

/// Joins annotations with the article beside the path of their file.
///
/// # Errors
/// With a message for the person, if the article cannot be read.
pub fn join_beside(
    path: PathBuf,
    kept: ReadAnnotations,
    options: ReadOptions<'_>,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let wanted = || keep_going(0);
    let (article, cancellation) = (kept.file.document.article(), Cancellation::unless(&wanted));
    let read = match article_beside(&path, article) {
        Some((beside, Some(file))) => {
            let read = parse_article(&beside, file, options, Some(article), cancellation)?;
            Some((beside, read))
        }
        Some((beside, None)) => {
            let read = read_article(&beside, options, Some(article), cancellation)?;
            Some((beside, read))
        }
        None => None,
    };
    Ok(join(read, path, Some(kept), keep_going))
}

/// The article's file beside its annotations, if there is one; with its content, if that had to be read.
pub fn article_beside(path: &Path, article: &Article) -> Option<(PathBuf, Option<ArticleFile>)> {
    let own = path.with_extension("");
    let is_beside = |beside: &PathBuf| beside.is_file() && beside != path;
    // A mere file name: the path must not lead anywhere else.
    let named = path.with_file_name(Path::new(&article.file).file_name().unwrap_or_default());
    if !article.file.is_empty() && named != own && is_beside(&named) {
        // Under another name only the very file that was annotated: somebody else's annotations must not take in any file
        // beside them, to be sent back with them.
        let file = files::read_article(&named, Some(article.text.as_str().as_bytes())).ok();
        if let Some(file) = file.filter(|file| file.bytes.is_none() || file.sha256 == article.sha256) {
            return Some((named, Some(file)));
        }
    }
    is_beside(&own).then_some((own, None))
}

/// Joins the article's file with the annotation file.
pub fn join(
    read: Option<(PathBuf, ReadArticle)>,
    annotation_path: PathBuf,
    kept: Option<ReadAnnotations>,
    keep_going: &dyn Fn(u32) -> bool,
) -> Loaded {
    let (article_path, read) = read.unzip();
    let article_stamp = read.as_ref().map(|read| read.stamp);
    let (read, told) = read.map(|read| (read.parsed.article, read.parsed.notices)).unzip();
    let mut loaded = Loaded {
        article_path,
        annotation_path,
        document: Document::default(),
        analysis: Analysis::of(&Article::default()),
        problems: Problems::default(),
        stamp: None,
        article_stamp,
        newest: read.as_ref().map(|read| read.text.clone()),
        base: Arc::default(),
        read_only: None,
        comparison: None,
        before: None,
        place: None,
        rescued: None,
        cut_short: Vec::new(),
        notices: Vec::new(),
    };
    let (mut noticed, mut before) = (Vec::new(), None);
    match kept {
        None => loaded.document = Document::new(read.unwrap_or_default(), AnnotationSet::default(), Extra::default()),
        Some(ReadAnnotations { file, stamp, cut_short }) => {
            loaded.stamp = Some(stamp);
            loaded.notices.extend(cut_short.iter().map(Notice::warning));
            loaded.cut_short = cut_short;
            loaded.base = Arc::new(file.document.clone());
            noticed = file.problems;
            if file.newer {
                let why = newer(&loaded.annotation_path);
                loaded.notices.push(Notice::warning(why.clone()));
                loaded.read_only = Some(why);
            }
            loaded.document = file.document;
            match read {
                Some(read) => {
                    let reading = noticed.clone();
                    if let Some(changed) = take_text(&mut loaded, read, keep_going) {
                        before = Some((Analysis::of(loaded.base.article()), Problems::new(&loaded.base, reading)));
                        noticed.push(changed);
                    }
                }
                None => loaded.notices.push(Notice::info(format!(
                    "The article's file was not found next to {}; this is the text saved with the annotations",
                    loaded.annotation_path.display()
                ))),
            }
        }
    }
    loaded.before = before;
    loaded.analysis = Analysis::of(loaded.document.article());
    loaded.problems = Problems::new(&loaded.document, noticed);
    loaded.notices.extend(told_of_article(loaded.document.article(), told.unwrap_or_default()));
    loaded.notices.extend(summary(&loaded.problems).map(|text| Notice::warning(text).on(NoticeTopic::Problems)));
    loaded
}

/// The message about problems, if there are any.
fn summary(problems: &Problems) -> Option<String> {
    let count = problems.listed().len();
    if count == 0 {
        return None;
    }
    let what = counted(count, "problem in the annotation file", "problems in the annotation file");
    let repair = match problems.repairable() {
        0 => String::new(),
        count => format!("; {count} can be repaired"),
    };
    Some(format!("{what}; nothing was dropped{repair}"))
}

/// Takes the text of the article's file, and reanchors the annotations if it is not the text they were made on.
fn take_text(loaded: &mut Loaded, read: Article, keep_going: &dyn Fn(u32) -> bool) -> Option<Problem> {
    if read.text == loaded.document.article().text {
        let document = std::mem::take(&mut loaded.document);
        let text = document.article().text.clone();
        loaded.newest = Some(text.clone());
        let article = Article { text, ..renewed(document.article(), read) };
        loaded.document = document.with_article(article);
        return None;
    }
    let Taken { document, comparison, said, problem } = take(&loaded.document, read, keep_going)?;
    loaded.document = document;
    loaded.comparison = Some(comparison);
    loaded.notices.push(said);
    Some(problem)
}

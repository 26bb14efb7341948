//! What runs off the window's thread: opening, saving, searching. The command line uses the same.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::anchoring::{Taken, renewed, take};
use crate::app::copies::Rescued;
use crate::app::find::Hit;
use crate::app::job::{FindJob, MapJob, SaveJob, SeekJob};
use crate::app::map::Laid;
use crate::app::notice::{Notice, NoticeTopic};
use crate::app::progress::Progress;
use crate::app::reading::Reading;
use crate::app::repairs::Problems;
use crate::app::review::Review;
use crate::articles::{self, ParsedArticle, ReadOptions};
use crate::encoding::Cancellation;
use crate::model::anchor::{self, Outcome};
use crate::model::article::Article;
use crate::model::check::{self, Problem};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::map::Map;
use crate::model::query::{self, Needle};
use crate::model::repair;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;
use crate::storage::files::{self, SaveError, Stamp};
use crate::storage::journal;
use crate::storage::places::{self, Place};
use crate::storage::reader::{self, AnnotationFile};
use crate::storage::replace;
use crate::storage::rescue;
use crate::storage::settings::Folders;
use crate::storage::writer;

/// A file that was opened.
#[derive(Debug)]
pub struct Loaded {
    /// The article's file; `None` if only the annotation file is there.
    pub article_path: Option<PathBuf>,
    /// The annotation file, there or not yet.
    pub annotation_path: PathBuf,
    /// The article with its annotations.
    pub document: Document,
    /// What was worked out from the article.
    pub reading: Reading,
    /// What is wrong with the file.
    pub problems: Problems,
    /// The annotation file as it was read; `None` if there is none.
    pub stamp: Option<Stamp>,
    /// The article's file as it was read; `None` if it is not there.
    pub article_stamp: Option<Stamp>,
    /// The text of that file; `None` if it is not there.
    pub newest: Option<ArticleText>,
    /// What it says, as it was read; nothing if there is none.
    pub base: Arc<Document>,
    /// Why nothing may be changed, if so.
    pub read_only: Option<String>,
    /// The article as it was when it was annotated, if it changed since.
    pub review: Option<Box<Review>>,
    /// What was worked out from that, and what is wrong with the annotations on it; carrying over can be undone.
    pub before: Option<(Reading, Problems)>,
    /// Where it was last read.
    pub place: Option<Place>,
    /// The copy of unsaved work that it is, if so.
    pub rescued: Option<Rescued>,
    /// Messages about saves that were cut short; they are among the notices too.
    pub cut_short: Vec<String>,
    /// What to tell the person.
    pub notices: Vec<Notice>,
}

impl Loaded {
    /// Takes what the annotation file says in the place of what it was carried over to.
    pub fn take_back(&mut self) {
        if let Some((reading, problems)) = self.before.take() {
            self.document = self.base.as_ref().clone();
            (self.reading, self.problems, self.review) = (reading, problems, None);
            self.notices
                .retain(|notice| !matches!(notice.topic, Some(NoticeTopic::Reanchored | NoticeTopic::Problems)));
        }
    }
}

/// Access that reading an annotation file has to its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Put right what a save that was cut short has left there: for whoever goes on to work on the file.
    Work,
    /// Nothing at all.
    Read,
}

/// Opens an article with the annotations beside it, or an annotation file with the article beside it, to work on them.
///
/// # Errors
/// With a message for the person: nothing was written, and what was open stays open.
pub fn open(path: &Path, encoding: Option<&str>) -> Result<Loaded, String> {
    open_while(path, ReadOptions { encoding, ..ReadOptions::default() }, &|_| true)
}

/// The same, but nothing is written, whatever a save that was cut short has left.
///
/// # Errors
/// As [`open`].
pub fn open_to_read(path: &Path) -> Result<Loaded, String> {
    open_with(path, ReadOptions::default(), Access::Read, &|_| true)
}

/// The same. `goes_on` is told how far carrying over is, in per cent, and answers whether to go on; if not, the article is
/// opened as it was annotated.
///
/// # Errors
/// As [`open`].
pub fn open_while(path: &Path, choice: ReadOptions<'_>, goes_on: &dyn Fn(u32) -> bool) -> Result<Loaded, String> {
    open_with(path, choice, Access::Work, goes_on)
}

/// The same, with the place where it was last read.
///
/// # Errors
/// As [`open`].
pub fn open_at_place(
    folders: &Folders,
    path: &Path,
    choice: ReadOptions<'_>,
    progress: &Progress,
) -> Result<Loaded, String> {
    let loaded = open_while(path, choice, &|done| progress.go_on(done))?;
    let article = loaded.article_path.as_ref().unwrap_or(&loaded.annotation_path);
    Ok(Loaded { place: places::find(folders, article), ..loaded })
}

fn open_with(
    path: &Path,
    choice: ReadOptions<'_>,
    access: Access,
    goes_on: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let open = if is_annotations(path) { open_annotations } else { open_article };
    open(path, choice, access, goes_on)
}

/// True if a file holds annotations, by its name.
pub fn is_annotations(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

fn open_article(
    path: &Path,
    choice: ReadOptions<'_>,
    access: Access,
    goes_on: &dyn Fn(u32) -> bool,
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
    let article_stamp = Stamp::of(path).ok().flatten();
    let wanted = || goes_on(0);
    let article = read_again(
        path,
        choice,
        kept.as_ref().map(|kept| kept.file.document.article()),
        Cancellation::unless(&wanted),
    )?;
    Ok(Loaded { article_stamp, ..join(Some(path.to_owned()), Some(article), annotation_path, kept, goes_on) })
}

fn open_annotations(
    path: &Path,
    choice: ReadOptions<'_>,
    access: Access,
    goes_on: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let kept = read_annotations(path, access)?;
    join_beside(path.to_owned(), kept, choice, goes_on)
}

/// Puts together what annotations say and what the article's file says beside the place of their file.
///
/// # Errors
/// With a message for the person, if the article cannot be read.
pub fn join_beside(
    path: PathBuf,
    kept: Kept,
    choice: ReadOptions<'_>,
    goes_on: &dyn Fn(u32) -> bool,
) -> Result<Loaded, String> {
    let beside = article_beside(&path, kept.file.document.article());
    let article_stamp = beside.as_deref().and_then(|beside| Stamp::of(beside).ok().flatten());
    let article = match &beside {
        Some(beside) => {
            let wanted = || goes_on(0);
            Some(read_again(beside, choice, Some(kept.file.document.article()), Cancellation::unless(&wanted))?)
        }
        None => None,
    };
    Ok(Loaded { article_stamp, ..join(beside, article, path, Some(kept), goes_on) })
}

/// The article's file beside its annotations, if it is there.
fn article_beside(path: &Path, article: &Article) -> Option<PathBuf> {
    let own = path.with_extension("");
    let by_name = Some(&article.file).filter(|name| !name.is_empty()).map(|name| {
        // A file name and nothing more: a path in the file must not lead anywhere else.
        path.with_file_name(Path::new(name).file_name().unwrap_or_default())
    });
    // Under another name than its own only what the annotations were made on: somebody else's file must not draw into
    // itself whatever lies beside it, to be sent back with it.
    let by_name = by_name.filter(|beside| *beside == own || is_article(beside, article));
    by_name.into_iter().chain([own]).find(|beside| beside.is_file() && beside != path)
}

/// True if a file is, byte for byte, the one that an article was read from.
fn is_article(path: &Path, article: &Article) -> bool {
    let is_text = || files::sha256_if_same(path, article.text.as_str().as_bytes()).is_some();
    let has_sum = || {
        let read = files::read_bytes(path, files::ARTICLE_LIMIT);
        read.is_ok_and(|(bytes, _)| files::sha256(&bytes) == article.sha256)
    };
    is_text() || (!article.sha256.is_empty() && has_sum())
}

/// An annotation file as it was read.
#[derive(Debug)]
pub struct Kept {
    /// What it says.
    pub file: AnnotationFile,
    /// Which file it was.
    pub stamp: Stamp,
    /// Messages about saves that were cut short.
    pub told: Vec<String>,
}

/// Reads an annotation file.
///
/// # Errors
/// With a message for the person.
pub fn read_annotations(path: &Path, access: Access) -> Result<Kept, String> {
    if access == Access::Work {
        // What was cut short is put right first. Where that cannot be done, what there is is read.
        let _ = journal::recover(path);
        journal::sweep(path);
    }
    let (mut source, stamp) = files::read_bytes(path, files::ANNOTATIONS_LIMIT).map_err(|error| error.to_string())?;
    let mut told = Vec::new();
    for cut in journal::interrupted(path).unwrap_or_default() {
        let kept = cut.journal.display().to_string();
        match cut.torn() {
            Ok(old) => {
                source = old;
                told.push(format!(
                    "Saving {} was cut short. It is shown as it was before, from {kept}, and is put right once it is \
                     opened to be worked on",
                    path.display()
                ));
            }
            Err(cut) if cut.is_settled() => {}
            Err(_) => told.push(format!(
                "Saving {} was once cut short, and it was changed since. It is left as it is; what it was before that \
                 save is in {kept}, which you can delete once it is of no use",
                path.display()
            )),
        }
    }
    let file = reader::read(path, source)
        .map_err(|error| told.iter().fold(error.to_string(), |all, more| format!("{all}. {more}")))?;
    Ok(Kept { file, stamp, told })
}

/// Reads an article's file as the one `kept` with annotations was read; where it is, byte for byte, that text, it is shared
/// instead.
///
/// # Errors
/// With a message for the person.
pub fn read_again(
    path: &Path,
    choice: ReadOptions<'_>,
    kept: Option<&Article>,
    cancellation: Cancellation<'_>,
) -> Result<ParsedArticle, String> {
    let as_it_is = kept.filter(|article| article.importer.is_empty() && choice == ReadOptions::default());
    let same =
        as_it_is.and_then(|article| Some((article, files::sha256_if_same(path, article.text.as_str().as_bytes())?)));
    let Some((article, sha256)) = same else { return read_article(path, choice, kept, cancellation) };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let media_type = articles::article_format_for(path).media_type.to_owned();
    Ok(ParsedArticle::from(Article { file: name, media_type, sha256, encoding: "UTF-8".to_owned(), ..article.clone() }))
}

/// Reads an article's file: in the way in which the text was made that annotations were `kept` with, if any, so that they
/// do not move because Gainsay learned to read a format.
///
/// # Errors
/// With a message for the person.
pub fn read_article(
    path: &Path,
    choice: ReadOptions<'_>,
    kept: Option<&Article>,
    cancellation: Cancellation<'_>,
) -> Result<ParsedArticle, String> {
    let (bytes, _) = files::read_bytes(path, files::ARTICLE_LIMIT).map_err(|error| error.to_string())?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let known = articles::article_format_of(path, &bytes);
    // Markdown was once taken as it is, and is still by those who annotate its marks.
    let as_it_is = known.id == "markdown" && kept.is_some_and(|article| article.importer.is_empty());
    let importer = if as_it_is { &articles::ARTICLE_FORMATS[0] } else { known };
    let sum = files::sha256(&bytes);
    let ReadOptions { encoding, whole } = choice;
    let whole = whole.or_else(|| kept.map(articles::is_whole));
    let read = |encoding| importer.read_as(&bytes, ReadOptions { encoding, whole }, &name, cancellation);
    // Of the very bytes that were read before it is known how: the person may have chosen it.
    let before = kept.filter(|article| encoding.is_none() && !article.encoding.is_empty() && article.sha256 == sum);
    let as_before = before.and_then(|article| {
        let read = read(Some(&article.encoding)).ok()?;
        (read.article.text == article.text).then_some(read)
    });
    let imported = as_before.map_or_else(|| read(encoding), Ok);
    let mut imported = imported.map_err(|error| format!("Could not open {}: {error}", path.display()))?;
    imported.article.media_type = known.media_type.to_owned();
    imported.article.sha256 = sum;
    Ok(imported)
}

/// Puts what the article's file says and what the annotation file says together.
fn join(
    article_path: Option<PathBuf>,
    read: Option<ParsedArticle>,
    annotation_path: PathBuf,
    kept: Option<Kept>,
    goes_on: &dyn Fn(u32) -> bool,
) -> Loaded {
    let mut loaded = Loaded {
        article_path,
        annotation_path,
        document: Document::default(),
        reading: Reading::of(&Article::default()),
        problems: Problems::default(),
        stamp: None,
        article_stamp: None,
        newest: read.as_ref().map(|read| read.article.text.clone()),
        base: Arc::default(),
        read_only: None,
        review: None,
        before: None,
        place: None,
        rescued: None,
        cut_short: Vec::new(),
        notices: Vec::new(),
    };
    let (read, said) = read.map(|read| (read.article, read.notices)).unzip();
    let (mut noticed, mut before) = (Vec::new(), None);
    match kept {
        None => loaded.document = Document::new(read.unwrap_or_default(), AnnotationSet::default(), Extra::default()),
        Some(Kept { file, stamp, told }) => {
            loaded.stamp = Some(stamp);
            loaded.notices.extend(told.iter().map(Notice::warning));
            loaded.cut_short = told;
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
                    if let Some(changed) = take_text(&mut loaded, read, goes_on) {
                        let (article, set) = (loaded.base.article(), loaded.base.set());
                        before = Some((Reading::of(article), Problems::new(article, set, reading)));
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
    loaded.reading = Reading::of(loaded.document.article());
    loaded.problems = Problems::new(loaded.document.article(), loaded.document.set(), noticed);
    loaded.notices.extend(told_of_article(loaded.document.article(), said.unwrap_or_default()));
    loaded.notices.extend(told(&loaded.problems).map(|text| Notice::warning(text).on(NoticeTopic::Problems)));
    loaded
}

/// What to say of an article, given what was said in reading it.
pub fn told_of_article(article: &Article, said: Vec<articles::Notice>) -> Vec<Notice> {
    let said = said.into_iter().map(|notice| match notice {
        articles::Notice::Info(text) => Notice::info(text),
        articles::Notice::Warning(text) => Notice::warning(text),
        articles::Notice::Partial(text) => Notice::info(text).on(NoticeTopic::PartialPage),
    });
    said.chain(oddities(article)).collect()
}

/// What to say of problems, if there are any.
fn told(problems: &Problems) -> Option<String> {
    let what = match problems.listed().len() {
        0 => return None,
        1 => "1 problem in the annotation file".to_owned(),
        count => format!("{count} problems in the annotation file"),
    };
    let repair = match problems.repairable() {
        0 => String::new(),
        1 => "; 1 can be repaired".to_owned(),
        count => format!("; {count} can be repaired"),
    };
    Some(format!("{what}; nothing was dropped{repair}"))
}

/// Takes the text of the article's file, carrying the annotations over where it differs from the text they were made on.
fn take_text(loaded: &mut Loaded, read: Article, goes_on: &dyn Fn(u32) -> bool) -> Option<Problem> {
    if read.text == loaded.document.article().text {
        let (article, set, extra) = std::mem::take(&mut loaded.document).into_parts();
        loaded.newest = Some(article.text.clone());
        let article = Article { text: article.text.clone(), ..renewed(&article, read) };
        loaded.document = Document::new(article, set, extra);
        return None;
    }
    let Taken { document, review, said, problem } = take(&loaded.document, read, goes_on)?;
    loaded.document = document;
    loaded.review = Some(review);
    loaded.notices.push(said);
    Some(problem)
}

/// What to say of a text that holds what cannot be seen.
fn oddities(article: &Article) -> Option<Notice> {
    if article.text.is_empty() {
        return Some(Notice::info("This article is empty"));
    }
    let odd = article.text.oddities();
    let counts = [
        (odd.replacements, "character could not be decoded", "characters could not be decoded"),
        (odd.bidi, "direction override", "direction overrides"),
        (odd.zero_width, "zero-width character", "zero-width characters"),
        (odd.controls, "control character", "control characters"),
    ];
    let said: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| format!("{count} {}", if *count == 1 { one } else { more }))
        .collect();
    if said.is_empty() {
        return None;
    }
    let text = format!("This article contains {}; each is shown as a symbol", said.join(", "));
    Some(match odd {
        _ if odd.replacements > 0 => Notice::warning(text).on(NoticeTopic::Encoding),
        _ if odd.bidi > 0 => Notice::warning(text),
        _ => Notice::info(text),
    })
}

/// Result of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The file as it is now.
    pub stamp: Stamp,
    /// True if it was written: not where it was known to hold the work, and does.
    pub written: bool,
    /// Where the bytes of a damaged file were put that it took the place of.
    pub aside: Option<PathBuf>,
}

/// Saves annotations.
///
/// # Errors
/// As [`replace::save`]: the file on disk is then as it was.
pub fn save(job: &SaveJob) -> Result<Saved, SaveError> {
    let done = |stamp| Saved { stamp, written: true, aside: None };
    if job.is_known
        && let Some(stamp) = job.expected.and_then(|stamp| stamp.is_of(&job.path))
    {
        return Ok(Saved { written: false, ..done(stamp) });
    }
    let source = writer::write(&job.document);
    let bytes = source.as_bytes();
    let aside = |stamp: Stamp, aside| {
        let stamp = replace::save(&job.path, bytes, Some(&stamp))?;
        Ok(Saved { aside, ..done(stamp) })
    };
    if job.overwrite {
        return match damaged(&job.path)? {
            Some((stamp, kept)) => aside(stamp, kept),
            None => replace::overwrite(&job.path, bytes).map(done),
        };
    }
    match replace::save(&job.path, bytes, job.expected.as_ref()) {
        Err(SaveError::Gone { .. }) if job.asked => replace::save(&job.path, bytes, None).map(done),
        Err(error @ (SaveError::Changed { .. } | SaveError::Exists { .. })) if job.puts_aside => {
            let (stamp, kept) = damaged(&job.path)?.ok_or(error)?;
            aside(stamp, kept)
        }
        saved => saved.map(done),
    }
}

/// Puts the bytes of a file aside that can be read and is no annotation file: says which file it was, and where they are,
/// if there are any. `None` for any other file.
fn damaged(path: &Path) -> Result<Option<(Stamp, Option<PathBuf>)>, SaveError> {
    let Ok((bytes, stamp)) = files::read_bytes(path, files::ANNOTATIONS_LIMIT) else { return Ok(None) };
    if reader::read(path, bytes.clone()).is_ok() {
        return Ok(None);
    }
    Ok(Some((stamp, rescue::set_aside(path, &bytes)?)))
}

/// Repairs what can be repaired of an annotation file, or of the one beside an article, and says what that changed. It
/// goes by the text in the file: what becomes of the marks on another text is not decided here.
///
/// # Errors
/// With a message for the person, if the file cannot be read or must not be written: it is then as it was.
pub fn repair(path: &Path) -> Result<Vec<(Problem, String)>, String> {
    let path = if is_annotations(path) { path.to_owned() } else { files::annotation_path(path) };
    let Kept { mut file, stamp, .. } = read_annotations(&path, Access::Work)?;
    if file.newer {
        return Err(newer(&path));
    }
    let problems = check::problems(file.document.article(), file.document.set(), &file.problems);
    let done = repair::repair(&mut file.document, &problems).done;
    if !done.is_empty() {
        let source = writer::write(&file.document);
        replace::save(&path, source.as_bytes(), Some(&stamp)).map_err(|error| error.to_string())?;
    }
    Ok(done)
}

fn newer(path: &Path) -> String {
    format!("{} was written by a newer version of Gainsay and is read-only here", path.display())
}

/// Most places a search lists.
const HITS: usize = 10_000;

/// Looks for words in the article and in what was said of its marks; the places are in order.
pub fn find(job: &FindJob) -> Vec<Hit> {
    let needle = Needle::with(&job.words, job.precision);
    if needle.is_empty() {
        return Vec::new();
    }
    let text = &job.article.text;
    let mut hits: Vec<Hit> = needle.places(text, HITS).into_iter().map(|range| Hit { range, mark: None }).collect();
    for mark in job.set.annotations().iter().filter(|mark| query::says(mark, &needle)).take(HITS) {
        let bounds = mark.target.bounds().unwrap_or_default();
        hits.push(Hit { range: bounds, mark: Some(mark.id.clone()) });
    }
    hits.sort_by_key(|hit| (hit.range.start(), hit.range.end(), hit.mark.is_some()));
    hits
}

/// The sample article and its annotations, as they come with the program.
const SAMPLE: [(&str, &[u8]); 2] = [
    ("sample.txt", include_bytes!("../../assets/sample.txt")),
    ("sample.txt.ron", include_bytes!("../../assets/sample.txt.ron")),
];

/// The person's own copy of the sample article, made if it is not there: trying things out changes nothing else.
///
/// # Errors
/// With a message for the person if it cannot be written.
pub fn sample(folders: &Folders) -> Result<PathBuf, String> {
    let folder = folders.sample_copy("sample", &SAMPLE).map_err(|error| error.to_string())?;
    Ok(folder.join(SAMPLE[0].0))
}

/// Looks for the words of lost passages, for a few seconds: what was not looked for by then has no candidate.
pub fn seek(job: &SeekJob) -> Vec<(Quote, Outcome)> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let begun = Instant::now();
    let in_time = job.quotes.iter().take_while(|_| begun.elapsed() < PATIENCE);
    in_time.map(|quote| (quote.clone(), anchor::resolve(&job.text, quote))).collect()
}

/// Lays a map out.
pub fn lay_out(job: &MapJob) -> Laid {
    let map = Map::new(&job.set, &job.shown, &job.spacing, |mark| job.fit.size(mark, &job.text));
    Laid {
        text: job.text.clone(),
        generation: job.set.generation(),
        shown: job.shown.clone(),
        spacing: job.spacing,
        map: Arc::new(map),
    }
}

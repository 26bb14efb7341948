//! Reanchoring annotations on another version of their article.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::articles::ReadOptions;
use crate::encoding::Cancellation;
use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::notice::{Notice, NoticeTopic, Tone};
use crate::jobs::problems::Problems;
use crate::jobs::progress::Progress;
use crate::jobs::read::{ReadArticle, read_article, told_of_article};
use crate::model::anchor::{self, Outcome};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::problem::{Place, Problem};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;
use crate::storage::files::Stamp;

/// An article as its file is now, with the title, the given details and the unknown fields of the one `kept` with the
/// annotations.
pub fn renewed(kept: &Article, read: Article) -> Article {
    let mut stated = read.stated;
    if !kept.stated.title.is_empty() {
        stated.title.clone_from(&kept.stated.title);
    }
    Article { stated, given: kept.given.clone(), extra: kept.extra.clone(), ..read }
}

/// A document reanchored on the article as its file is now.
#[derive(Debug)]
pub struct Taken {
    /// The document.
    pub document: Document,
    /// The old article, compared with the new one.
    pub comparison: Box<Comparison>,
    /// The message about it.
    pub said: Notice,
    /// The same as a problem of the file.
    pub problem: Problem,
}

/// Reanchors a document on its article as it was `read`. Calls `keep_going` with the progress in per cent; `None` if that
/// returns false.
pub fn take(kept: &Document, read: Article, keep_going: &dyn Fn(u32) -> bool) -> Option<Taken> {
    let article = renewed(kept.article(), read);
    let reanchored = anchor::reanchor(kept.set(), &kept.article().text, &article.text, keep_going)?;
    let comparison = Box::new(Comparison::new(kept.article(), kept.set().clone(), &reanchored));
    let (text, undecided) = comparison.summary();
    let tone = if undecided { Tone::Warning } else { Tone::Info };
    let said = Notice::new(tone, text.clone()).on(NoticeTopic::Reanchored);
    let problem = Problem::at(Place::File, "article-changed", text);
    let document = kept.with_set(reanchored.set).with_article(article);
    Some(Taken { document, comparison, said, problem })
}

/// The open document, to be reanchored on its article's file as it is now.
#[derive(Clone, Debug)]
pub struct ReanchorJob {
    /// The article's file.
    pub path: PathBuf,
    /// The person's choice of how to read it.
    pub choice: ReadOptions<'static>,
    /// The open text.
    pub shown: ArticleText,
    /// The document to reanchor: the open one, or the one that it was reanchored from, if nothing was changed since.
    pub from: Arc<Document>,
    /// The generation of the open set.
    pub generation: u64,
    /// The problems of the file.
    pub problems: Problems,
    /// True if the person asked for it.
    pub asked: bool,
    /// True to reanchor; if not, the file is only read.
    pub wanted: bool,
    /// The progress.
    pub progress: Arc<Progress>,
}

/// An article's file as it is now.
#[derive(Debug)]
pub struct Newest {
    /// Its stamp.
    pub stamp: Option<Stamp>,
    /// Its text.
    pub text: ArticleText,
    /// The messages about it.
    pub said: Vec<Notice>,
    /// The outcome for the open document.
    pub result: Reanchored,
}

/// The outcome for the open document.
#[derive(Debug)]
pub enum Reanchored {
    /// The text is the open one.
    Same(Box<Article>, Box<Analysis>),
    /// The text is the one that the annotations were reanchored from.
    Back,
    /// The annotations were reanchored.
    Over(Box<ReanchoredDocument>),
    /// They were not, because that was not wanted or was cancelled.
    Nothing,
}

/// The reanchored document.
#[derive(Debug)]
pub struct ReanchoredDocument {
    /// The document.
    pub document: Document,
    /// The edition of its article.
    pub edition: Edition,
}

/// Reads an article's file again and reanchors the open document on it.
///
/// # Errors
/// With a message for the person, if the file cannot be read.
pub fn reanchor(job: &ReanchorJob) -> Result<Newest, String> {
    let kept = job.from.article();
    let wanted = || job.progress.go_on(0);
    let ReadArticle { parsed: read, stamp } =
        read_article(&job.path, job.choice, Some(kept), Cancellation::unless(&wanted))?;
    let mut said = told_of_article(&read.article, read.notices);
    let read = read.article;
    let text = read.text.clone();
    let result = if read.text == job.shown {
        // The view recognizes an article by the identity of its text, and stays in place.
        let article = Article { text: job.shown.clone(), ..renewed(kept, read) };
        let analysis = Box::new(Analysis::of(&article));
        Reanchored::Same(Box::new(article), analysis)
    } else if !job.wanted {
        Reanchored::Nothing
    } else if read.text == kept.text {
        Reanchored::Back
    } else if let Some(taken) = take(&job.from, read, &|done| job.progress.go_on(done)) {
        said.push(taken.said);
        let problems = job.problems.renewed(&taken.document, taken.problem);
        let analysis = Analysis::of(taken.document.article());
        let edition = Edition { analysis, comparison: Some(taken.comparison), problems };
        Reanchored::Over(Box::new(ReanchoredDocument { document: taken.document, edition }))
    } else {
        Reanchored::Nothing
    };
    Ok(Newest { stamp: Some(stamp), text, said, result })
}

/// Lost passages to search for.
#[derive(Clone, Debug)]
pub struct SeekJob {
    /// The article.
    pub text: ArticleText,
    /// The descriptions of the passages.
    pub quotes: Vec<Quote>,
}

/// Searches for lost passages, for a few seconds at most. Passages not reached by then have no candidate.
pub fn seek(job: &SeekJob) -> Vec<(Quote, Outcome)> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let begun = Instant::now();
    let in_time = job.quotes.iter().take_while(|_| begun.elapsed() < PATIENCE);
    in_time.map(|quote| (quote.clone(), anchor::resolve(&job.text, quote))).collect()
}

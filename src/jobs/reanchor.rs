//! Carrying annotations over to another version of their article's file.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::articles::ReadOptions;
use crate::encoding::Cancellation;
use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::notice::{Notice, NoticeTopic, Tone};
use crate::jobs::problems::Problems;
use crate::jobs::progress::Progress;
use crate::jobs::read::{Access, Kept, ReadArticle, read_annotations, read_article, told_of_article};
use crate::model::anchor::{self, Carried, Fate, Outcome, carry};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::problem::{Place, Problem};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;
use crate::storage::files::Stamp;

/// Annotations carried over.
#[derive(Debug)]
pub struct Anchored {
    /// The article as it is now, with its annotations.
    pub document: Document,
    /// What became of each passage.
    pub fates: Vec<Fate>,
    /// How many passages were not looked for, since that took too long.
    pub given_up: usize,
    /// True if a newer version of Gainsay wrote that, so that this one must not write it anew.
    pub newer: bool,
    /// Messages about saves that were cut short.
    pub cut_short: Vec<String>,
}

/// Carries the annotations in a file over to the article in another one; whatever lies beside the annotations does not count.
/// Nothing is written. `told` is told how much is done, in per cent.
///
/// # Errors
/// With a message for the person, if one of the files cannot be read.
pub fn anchor(annotations: &Path, article: &Path, told: &dyn Fn(u32)) -> Result<Anchored, String> {
    let Kept { file, told: cut_short, .. } = read_annotations(annotations, Access::Read)?;
    let (kept, set, extra) = file.document.into_parts();
    let read = read_article(article, ReadOptions::default(), Some(&kept), Cancellation::NEVER)?.parsed.article;
    let carried = carry(&set, &kept.text, &read.text, &|done| {
        told(done);
        true
    });
    let carried = carried.ok_or("Cancelled")?;
    let article = renewed(&kept, read);
    let Carried { set, fates, given_up, .. } = carried;
    let document = Document::new(article, set, extra);
    Ok(Anchored { document, fates, given_up, newer: file.newer, cut_short })
}

/// An article as its file is now, with what the person and other programs said of the one `kept` with the annotations.
pub fn renewed(kept: &Article, read: Article) -> Article {
    let title = if kept.title.is_empty() { read.title } else { kept.title.clone() };
    Article { title, extra: kept.extra.clone(), ..read }
}

/// An article as its file is now, with the annotations carried over to it.
#[derive(Debug)]
pub struct Taken {
    /// The article with its annotations.
    pub document: Document,
    /// The article as it was, and what became of each passage.
    pub comparison: Box<Comparison>,
    /// What to tell the person of that.
    pub said: Notice,
    /// The same, as a problem of the file.
    pub problem: Problem,
}

/// Carries a document over to its article as it was `read`. `goes_on` is told how much is done, in per cent, and answers
/// whether to go on; `None` if not.
pub fn take(kept: &Document, read: Article, goes_on: &dyn Fn(u32) -> bool) -> Option<Taken> {
    let article = renewed(kept.article(), read);
    let carried = carry(kept.set(), &kept.article().text, &article.text, goes_on)?;
    let comparison = Box::new(Comparison::new(kept.article(), kept.set().clone(), &carried));
    let (text, undecided) = comparison.summary();
    let tone = if undecided { Tone::Warning } else { Tone::Info };
    let said = Notice::new(tone, text.clone()).on(NoticeTopic::Reanchored);
    let problem = Problem::at(Place::File, "article-changed", text);
    let document = Document::new(article, carried.set, kept.extra().clone());
    Some(Taken { document, comparison, said, problem })
}

/// What is open, to be carried over to its article's file as it is now.
#[derive(Clone, Debug)]
pub struct ReanchorJob {
    /// The article's file.
    pub path: PathBuf,
    /// How the person chose to have it read.
    pub choice: ReadOptions<'static>,
    /// The text that is open.
    pub shown: ArticleText,
    /// What is carried over: what is open, or what that was carried over from, if nothing was done since.
    pub from: Arc<Document>,
    /// The generation of the set that is open.
    pub generation: u64,
    /// What is wrong with the file.
    pub problems: Problems,
    /// True if the person asked for it.
    pub asked: bool,
    /// True to carry over; if not, the file is only looked at.
    pub wanted: bool,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// An article's file as it is now.
#[derive(Debug)]
pub struct Newest {
    /// Which file was read.
    pub stamp: Option<Stamp>,
    /// Its text.
    pub text: ArticleText,
    /// What to say of it.
    pub said: Vec<Notice>,
    /// What comes of it for what is open.
    pub result: Reanchored,
}

/// What comes of an article's file for what is open.
#[derive(Debug)]
pub enum Reanchored {
    /// The words are those that are open.
    Same(Box<Article>, Box<Analysis>),
    /// The words are those that the annotations were carried over from before.
    Back,
    /// The annotations were carried over.
    Over(Box<ReanchoredDocument>),
    /// They were not, since that was not wanted, or was given up.
    Nothing,
}

/// An open article carried over.
#[derive(Debug)]
pub struct ReanchoredDocument {
    /// The article with its annotations.
    pub document: Document,
    /// What is known of it besides.
    pub edition: Edition,
}

/// Reads an article's file again and carries over what is open.
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
        // The view knows an article by its identity, and stays where it is.
        let article = Article { text: job.shown.clone(), ..renewed(kept, read) };
        let analysis = Box::new(Analysis::of(&article));
        Reanchored::Same(Box::new(article), analysis)
    } else if !job.wanted {
        Reanchored::Nothing
    } else if read.text == kept.text {
        Reanchored::Back
    } else if let Some(taken) = take(&job.from, read, &|done| job.progress.go_on(done)) {
        said.push(taken.said);
        let problems = job.problems.renewed(taken.document.article(), taken.document.set(), taken.problem);
        let analysis = Analysis::of(taken.document.article());
        let edition = Edition { analysis, comparison: Some(taken.comparison), problems };
        Reanchored::Over(Box::new(ReanchoredDocument { document: taken.document, edition }))
    } else {
        Reanchored::Nothing
    };
    Ok(Newest { stamp: Some(stamp), text, said, result })
}

/// Lost passages that are to be looked for.
#[derive(Clone, Debug)]
pub struct SeekJob {
    /// The article.
    pub text: ArticleText,
    /// What the passages are described by.
    pub quotes: Vec<Quote>,
}

/// Looks for the words of lost passages, for a few seconds: what was not looked for by then has no candidate.
pub fn seek(job: &SeekJob) -> Vec<(Quote, Outcome)> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let begun = Instant::now();
    let in_time = job.quotes.iter().take_while(|_| begun.elapsed() < PATIENCE);
    in_time.map(|quote| (quote.clone(), anchor::resolve(&job.text, quote))).collect()
}

//! Sessions: an open document, and everything known of it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::map::Laid;
use crate::jobs::open::Loaded;
use crate::jobs::open::Rescued;
use crate::jobs::problems::Problems;

use crate::app::session::decisions::{Decisions, OtherEdition};
use crate::app::session::leaving::{Asked, Leaving};
use crate::app::session::place::ReadingPlace;
use crate::app::session::saving::Saving;
use crate::app::session::several::Several;
use crate::app::session::watch::Watch;
use crate::app::shell::find::Find;
use crate::app::shell::proposal::Offer;
use crate::articles::ReadOptions;
use crate::model::annotation::{Annotation, Id};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::history::{History, Thread};
use crate::model::ledger::LedgerFilter;
use crate::model::offset::ByteRange;
use crate::model::query::{Filter, quote_start};
use crate::model::segment;
use crate::model::selection::{Focus, Selection};
use crate::model::set::AnnotationSet;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;
use crate::storage::files::annotation_path;
use crate::storage::renamed::Renamed;

pub mod decisions;
pub mod id;
pub mod jobs;
pub mod leaving;
pub mod place;
pub mod saving;
pub mod several;
pub mod watch;

pub use id::SessionId;

/// Characters of the words that a step is about, for the list of steps.
const ABOUT: usize = 80;

/// An open document, and everything known of it.
#[derive(Debug)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// The article's file; `None` if only the annotation file exists.
    pub path: Option<PathBuf>,
    /// The article with its annotations.
    pub document: Document,
    /// The analysis of the article.
    pub analysis: Analysis,
    /// Other editions of the article, to which a step of the history leads.
    pub editions: Vec<OtherEdition>,
    /// The steps to undo and redo.
    pub history: History,
    /// The selection in the article, and the selected mark.
    pub focus: Focus,
    /// The marks selected together with the selected one.
    pub several: Several,
    /// The selections that the present one was grown from, the smallest first.
    pub grown: Vec<Selection>,
    /// Problems of the annotation file.
    pub problems: Problems,
    /// The reason why nothing can be changed, if so.
    pub read_only: Option<String>,
    /// The article as it was when it was annotated, if it changed since.
    pub comparison: Option<Box<Comparison>>,
    /// Candidates and the present question for passages that wait for a decision.
    pub decisions: Decisions,
    /// The annotation file, and whether the work is saved.
    pub saving: Saving,
    /// The files as they are on disk.
    pub watch: Watch,
    /// The reading position.
    pub place: ReadingPlace,
    /// Annotations of this article that were found under an old name of it.
    pub renamed: Option<Renamed>,
    /// The search in the article; `None` while its bar is closed.
    pub find: Option<Find>,
    /// The proposal for the selected mark.
    pub offer: Option<Offer>,
    /// The mark made just now, for which links with other articles are suggested once they are found.
    pub fresh: Option<Id>,
    /// The filter of the list of marks.
    pub filter: Filter,
    /// The filter of the ledger.
    pub ledger_filter: LedgerFilter,
    /// Text that the listed headings must contain.
    pub outline_words: String,
    /// The map that was laid out last on another thread.
    pub laid: Option<Laid>,
    /// The fate of the session once its work is saved.
    pub leaving: Leaving,
    /// A question about the session that waits until it is shown.
    pub question: Option<Asked>,
    /// The number of its last activation; 0 if it was never active.
    pub used: u64,
    /// True if it is the sample article and nobody asked for it: it gives way to what is opened.
    pub gives_way: bool,
}

impl Session {
    /// A session on files just read. `options` are how the person chose to have the article read, `millis` is the time.
    pub fn new(id: SessionId, loaded: Loaded, options: ReadOptions<'static>, millis: u64) -> Self {
        let told = loaded.notices.into_iter().map(|notice| notice.text).collect();
        let decisions = Decisions::new(loaded.comparison.as_deref());
        let generation = loaded.document.set().generation();
        let before = loaded.before.map(|before| (loaded.base.clone(), before));
        let mut saving = Saving::new(loaded.annotation_path, loaded.stamp, loaded.base, generation);
        if let Some(Rescued { copy, base, expected }) = loaded.rescued {
            saving.caught_up(base, expected);
            saving.rescued(copy, generation);
            saving.changed(millis);
        }
        let mut session = Self {
            id,
            saving,
            watch: Watch::new((loaded.article_stamp, loaded.newest), options, told),
            path: loaded.article_path,
            document: loaded.document,
            analysis: loaded.analysis,
            editions: Vec::new(),
            history: History::default(),
            focus: Focus::default(),
            several: Several::default(),
            grown: Vec::new(),
            problems: loaded.problems,
            read_only: loaded.read_only,
            comparison: loaded.comparison,
            decisions,
            place: ReadingPlace::default(),
            renamed: None,
            find: None,
            offer: None,
            fresh: None,
            filter: Filter::default(),
            ledger_filter: LedgerFilter::default(),
            outline_words: String::new(),
            laid: None,
            leaving: Leaving::default(),
            question: None,
            used: 0,
            gives_way: false,
        };
        if let Some((base, (analysis, problems))) = before.filter(|_| session.is_editable()) {
            // Undoing the reanchoring leads back to the content of the annotation file.
            let inverse = Edit::Document(Box::new(base.as_ref().clone()));
            session.record(StepKind::Reanchor, inverse, Focus::default(), Some(Thread::Files), 0);
            session.editions.push(Edition { analysis, comparison: None, problems }.into());
        }
        session
    }

    /// The article.
    pub fn article(&self) -> &Article {
        self.document.article()
    }

    /// The text of the article.
    pub fn text(&self) -> &ArticleText {
        &self.document.article().text
    }

    /// The annotations and the relations between them.
    pub fn set(&self) -> &AnnotationSet {
        self.document.set()
    }

    /// The selected mark.
    pub fn mark(&self) -> Option<&Annotation> {
        self.set().get(self.focus.mark.as_ref()?).map(AsRef::as_ref)
    }

    /// The marks selected together, unless there is only one.
    pub fn several(&self) -> Option<&HashSet<Id>> {
        self.several.with(self.focus.mark.as_ref())
    }

    /// The selected marks: one, or several in the order of the article.
    pub fn chosen(&self) -> Vec<&Annotation> {
        match self.several() {
            Some(ids) => {
                let marks = self.set().annotations().iter().filter(|mark| ids.contains(&mark.id));
                marks.map(AsRef::as_ref).collect()
            }
            None => self.mark().into_iter().collect(),
        }
    }

    /// The text selected in the article, without white space at its ends.
    pub fn selected(&self) -> Option<ByteRange> {
        self.text().trimmed(self.focus.selection.range())
    }

    /// The selected text as a passage: without white space and stray quotation marks at its ends.
    pub fn passage(&self) -> Option<ByteRange> {
        segment::tidied(self.text(), self.focus.selection.range())
    }

    /// Takes the selected passage, if there is any, and drops the selection.
    pub fn take_selection(&mut self) -> Option<ByteRange> {
        let range = self.passage()?;
        self.focus.selection = Selection::caret(range.end());
        Some(range)
    }

    /// The text of a passage on one line, for a name.
    pub fn name_at(&self, range: ByteRange) -> String {
        self.text().slice(range).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The address of the link in the article at the caret.
    pub fn address(&self) -> Option<&str> {
        self.article().structure.link_at(self.text(), self.focus.selection.focus)?.address.as_deref()
    }

    /// True if the document may be changed.
    pub fn is_editable(&self) -> bool {
        self.read_only.is_none()
    }

    /// True if the document has no annotations, and no file of them.
    pub fn is_bare(&self) -> bool {
        self.saving.stamp.is_none() && self.set().is_empty()
    }

    /// True if there is work that is not on disk.
    pub fn is_unsaved(&self) -> bool {
        self.saving.is_unsaved(self.set().generation())
    }

    /// The next time at which something is to be saved or looked at, in milliseconds since the start.
    pub fn due(&self) -> Option<u64> {
        let generation = self.set().generation();
        let saving = [self.saving.due(generation), self.saving.copy_due(generation)];
        saving.into_iter().chain([self.watch.due(), self.place.due]).flatten().min()
    }

    /// True if something was changed here that is not on disk.
    pub fn has_changes(&self) -> bool {
        self.saving.has_changes(self.set().generation())
    }

    /// True if the text shown is not the one last read from the article's file: reanchoring was undone or cancelled, or
    /// the annotations came with another text.
    pub fn is_behind(&self) -> bool {
        self.watch.text.as_ref().is_some_and(|text| text != self.text())
    }

    /// Forbids changes, since the file is open in another window.
    pub fn open_elsewhere(&mut self) {
        let name = self.saving.path.file_name().unwrap_or(self.saving.path.as_os_str()).to_string_lossy();
        self.read_only = Some(format!("{name} is open in another window"));
    }

    /// Selects text in the article, or puts the caret somewhere.
    pub fn select(&mut self, selection: Selection) {
        self.focus.selection = selection;
        self.grown.clear();
    }

    /// Records a step that was applied, given its inverse and its number, leaving `after` selected.
    pub fn record(&mut self, kind: StepKind, inverse: Edit, after: Focus, thread: Option<Thread>, number: u64) {
        let before = std::mem::replace(&mut self.focus, after.clone());
        let (set, text) = (self.document.set(), &self.document.article().text);
        let removed = inverse.annotation().cloned();
        self.history.push(kind, inverse, (before, after), thread, number);
        self.history.describe(|| {
            // A removed mark may be one of another text.
            let fits = |mark: &Arc<Annotation>| mark.target.found().all(|range| text.get(range).is_some());
            let kept = self.focus.mark.as_ref().and_then(|id| set.get(id)).filter(|_| removed.is_none());
            let mark = removed.as_ref().filter(|mark| fits(mark)).or(kept);
            mark.map(|mark| quote_start(mark, text, ABOUT)).unwrap_or_default()
        });
        self.grown.clear();
    }

    /// Takes the article as it was read again with the same text. That is no step: there is nothing to undo. Details that
    /// were given meanwhile stay.
    pub fn reread(&mut self, article: Article, analysis: Analysis) {
        let article = Article { given: self.article().given.clone(), ..article };
        if self.document.apply(Edit::Article(Box::new(article))).is_ok() {
            self.analysis = analysis;
        }
    }

    /// The selection and the mark in another document that correspond to the present ones.
    pub fn focus_in(&self, document: &Document) -> Focus {
        let (old, text) = (self.text(), &document.article().text);
        let Selection { anchor, focus: caret } = self.focus.selection;
        let moved = Selection { anchor: old.place_in(text, anchor), focus: old.place_in(text, caret) };
        let kept = old.get(self.focus.selection.range()) == text.get(moved.range());
        Focus {
            selection: if kept { moved } else { Selection::caret(moved.focus) },
            mark: self.focus.mark.clone().filter(|mark| document.set().get(mark).is_some()),
        }
    }

    /// The file by which the same article with the same annotations is opened again.
    pub fn file(&self) -> PathBuf {
        match &self.path {
            Some(path) if annotation_path(path) == self.saving.path => path.clone(),
            _ => self.saving.path.clone(),
        }
    }

    /// The files of the session, which nothing else may replace.
    pub fn sources(&self) -> Vec<PathBuf> {
        self.path.iter().chain([&self.saving.path]).cloned().collect()
    }
}

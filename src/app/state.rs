//! What is open, selected, shown and said.

use std::path::PathBuf;

use crate::app::action::Field;
use crate::app::carrying::Carrying;
use crate::app::dialog::Dialog;
use crate::app::find::Find;
use crate::app::keymap::Keymap;
use crate::app::panel::Panel;
use crate::app::picker::{Choice, Picker, Purpose, Way};
use crate::app::places::ReadingPlace;
use crate::app::proposal::Offer;
use crate::app::review::{Decisions, Other};
use crate::app::saving::Saving;
use crate::app::watching::Watch;
use crate::articles::ReadOptions;
use crate::jobs::analysis::Analysis;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::map::Laid;
use crate::jobs::notice::{Notice, Tone};
use crate::jobs::open::{Loaded, Rescued};
use crate::jobs::problems::Problems;
use crate::model::annotation::{Annotation, Id};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::history::{History, Thread};
use crate::model::ledger::{LedgerFilter, Order};
use crate::model::offset::ByteRange;
use crate::model::query::{Filter, Precision};
use crate::model::selection::{Focus, Selection};
use crate::model::step::StepKind;
use crate::storage::files::annotation_path;
use crate::storage::renamed::Renamed;
use crate::storage::rescue::Copy;
use crate::storage::settings::{Folders, Settings};

/// Everything the window shows.
#[derive(Debug)]
pub struct State {
    /// The open article, if any.
    pub open: Option<Open>,
    /// What is being opened: its path, until the answer comes.
    pub opening: Option<PathBuf>,
    /// Marks that are being carried over, or may be, since a file is being read.
    pub carrying: Option<Carrying>,
    /// How it is read.
    pub reading_in: ReadOptions<'static>,
    /// File to open once the work on the open article is saved.
    pub open_next: Option<Next>,
    /// True if the window is to close once the work is saved.
    pub quitting: bool,
    /// The person's settings.
    pub settings: Settings,
    /// The number of changes of the settings so far.
    pub settings_number: u64,
    /// Where settings and data lie.
    pub folders: Folders,
    /// The keys in force.
    pub keymap: Keymap,
    /// Which panel is shown.
    pub panel: Panel,
    /// True if the map takes the place of the article.
    pub full_map: bool,
    /// The map as it was last laid out elsewhere.
    pub laid: Option<Laid>,
    /// Which marks the panel lists.
    pub filter: Filter,
    /// The order of the ledger's rows.
    pub ledger_order: Order,
    /// Which rows the ledger shows.
    pub ledger_filter: LedgerFilter,
    /// Words the listed headings must have.
    pub outline_words: String,
    /// The search in the article; `None` while its bar is closed.
    pub find: Option<Find>,
    /// How exactly the next search looks.
    pub precision: Precision,
    /// The list of things to pick from that lies over the window.
    pub picker: Option<Picker>,
    /// What is proposed for the selected mark.
    pub offer: Option<Offer>,
    /// The next proposal, and the time from which it shows, in milliseconds.
    pub next_offer: Option<(Offer, u64)>,
    /// The dialog that lies over the window.
    pub dialog: Option<Dialog>,
    /// Message to show once the file is open whose annotations were renamed.
    pub adopted: Option<String>,
    /// Copies of work that could not be saved in earlier sessions.
    pub copies: Vec<Copy>,
    /// Messages, the newest last.
    pub notices: Vec<Notice>,
    /// The last thing done, for the status bar.
    pub said: String,
    /// Milliseconds since the start, as the last tick told.
    pub millis: u64,
}

/// File to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A file, read in this way.
    File(PathBuf, ReadOptions<'static>),
    /// The work of a copy in the data folder.
    Copy(PathBuf),
}

/// An open article with its annotations.
#[derive(Debug)]
pub struct Open {
    /// The article's file; `None` if only the annotation file is there.
    pub path: Option<PathBuf>,
    /// The article with its annotations.
    pub document: Document,
    /// What was worked out from the article.
    pub reading: Analysis,
    /// Other articles, to which a step of the history leads.
    pub others: Vec<Other>,
    /// What was done and can be undone.
    pub history: History,
    /// The selection in the article, and the selected mark.
    pub focus: Focus,
    /// The selections that the present one was grown from, the smallest first.
    pub grown: Vec<Selection>,
    /// What is wrong with the file.
    pub problems: Problems,
    /// Why nothing can be changed, if so.
    pub read_only: Option<String>,
    /// The article as it was when it was annotated, if it changed since.
    pub review: Option<Box<Comparison>>,
    /// What is known of passages that wait for a decision.
    pub decisions: Decisions,
    /// Where and whether the work is saved.
    pub saving: Saving,
    /// What others do to the files.
    pub watch: Watch,
    /// Where it is being read.
    pub place: ReadingPlace,
    /// Annotations of this article that were found under an old name of it.
    pub renamed: Option<Renamed>,
}

impl Open {
    /// File just read, in the way the person chose, and the time in milliseconds.
    pub fn new(loaded: Loaded, choice: ReadOptions<'static>, millis: u64) -> Self {
        let said = loaded.notices.into_iter().map(|notice| notice.text).collect();
        let decisions = Decisions::new(loaded.comparison.as_deref());
        let (mut history, mut others) = (History::default(), Vec::new());
        if let Some((analysis, problems)) = loaded.before.filter(|_| loaded.read_only.is_none()) {
            // It leads back to what the annotation file says.
            let inverse = Edit::Document(Box::new(loaded.base.as_ref().clone()));
            history.push(StepKind::Reanchor, inverse, Focus::default(), Focus::default(), Some(Thread::Files));
            others.push(Edition { analysis, comparison: None, problems }.into());
        }
        let generation = loaded.document.set().generation();
        let mut saving = Saving::new(loaded.annotation_path, loaded.stamp, loaded.base, generation);
        if let Some(Rescued { copy, base, expected }) = loaded.rescued {
            saving.caught_up(base, expected);
            saving.rescued(copy, generation);
            saving.changed(millis);
        }
        Self {
            saving,
            watch: Watch::new((loaded.article_stamp, loaded.newest), choice, said),
            path: loaded.article_path,
            document: loaded.document,
            reading: loaded.analysis,
            others,
            history,
            focus: Focus::default(),
            grown: Vec::new(),
            problems: loaded.problems,
            read_only: loaded.read_only,
            review: loaded.comparison,
            decisions,
            place: ReadingPlace::default(),
            renamed: None,
        }
    }

    /// Takes the article as it was read again with the same text. That is no step: there is nothing to undo.
    pub fn reread(&mut self, article: Article, reading: Analysis) {
        if self.document.apply(Edit::Article(Box::new(article))).is_ok() {
            self.reading = reading;
        }
    }

    /// What to look at in another document: the same words, the same mark.
    pub fn focus_in(&self, document: &Document) -> Focus {
        let text = &document.article().text;
        let old = &self.document.article().text;
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
}

/// Most messages above the article at once.
const MOST_NOTICES: usize = 2;

impl State {
    /// A window with nothing open.
    pub fn new(folders: Folders, settings: Settings) -> Self {
        let keymap = Keymap::new(&settings);
        let mut state = Self {
            open: None,
            opening: None,
            carrying: None,
            reading_in: ReadOptions::default(),
            open_next: None,
            quitting: false,
            settings,
            settings_number: 0,
            folders,
            keymap,
            panel: Panel::default(),
            full_map: false,
            laid: None,
            filter: Filter::default(),
            ledger_order: Order::default(),
            ledger_filter: LedgerFilter::default(),
            outline_words: String::new(),
            find: None,
            precision: Precision::default(),
            picker: None,
            offer: None,
            next_offer: None,
            dialog: None,
            adopted: None,
            copies: Vec::new(),
            notices: Vec::new(),
            said: String::new(),
            millis: 0,
        };
        for clash in state.keymap.complaints().to_vec() {
            state.notify(Notice::warning(clash));
        }
        state
    }

    /// Shows a panel; the map has room in one place only.
    pub fn show(&mut self, panel: Panel) {
        self.panel = panel;
        self.full_map &= panel != Panel::Map;
    }

    /// The panel that is beside the middle: beside the map itself, the marks.
    pub fn side(&self) -> Panel {
        if self.full_map && self.panel == Panel::Map { Panel::Marks } else { self.panel }
    }

    /// What the middle of the window shows: the article, or the map while nothing is looked for in the article.
    pub fn middle(&self) -> Field {
        if self.full_map && self.find.is_none() { Field::Panel(Panel::Map) } else { Field::Article }
    }

    /// The selected mark.
    pub fn mark(&self) -> Option<&Annotation> {
        let open = self.open.as_ref()?;
        open.document.set().get(open.focus.mark.as_ref()?).map(AsRef::as_ref)
    }

    /// The mark that is lit in the picker as the other end of a link.
    pub fn lit_target(&self) -> Option<&Annotation> {
        self.lit_way().map(|(mark, _)| mark)
    }

    /// The same with the way in which it is to be linked.
    pub fn lit_way(&self) -> Option<(&Annotation, Way)> {
        let picker = self.picker.as_ref().filter(|picker| picker.purpose == Purpose::Link)?;
        let (ways, chosen) = picker.ways()?;
        match &picker.lit_item()?.choice {
            Choice::Link(id, _) => Some((self.open.as_ref()?.document.set().get(id)?, ways[chosen])),
            _ => None,
        }
    }

    /// The words selected in the article, without white space at their ends.
    pub fn selected(&self) -> Option<ByteRange> {
        let open = self.open.as_ref()?;
        open.document.article().text.trimmed(open.focus.selection.range())
    }

    /// The address of the link in the article that the caret stands in.
    pub fn address(&self) -> Option<&str> {
        let open = self.open.as_ref()?;
        open.document
            .article()
            .structure
            .link_at(&open.document.article().text, open.focus.selection.focus)?
            .address
            .as_deref()
    }

    /// True if something is open that may be changed.
    pub fn editable(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.read_only.is_none())
    }

    /// True if a mark is among those that the filter lists.
    pub fn lists(&self, id: &Id) -> bool {
        let Some((open, at)) = self.open.as_ref().and_then(|open| Some((open, open.document.set().position(id)?)))
        else {
            return false;
        };
        self.filter.is_empty()
            || self.filter.positions(open.document.set(), &open.document.article().text).binary_search(&at).is_ok()
    }

    /// The indices of the messages in sight, errors before warnings before the rest, of equals the oldest first; the
    /// others wait until one of these is dismissed.
    pub fn notices_shown(&self) -> Vec<usize> {
        let rank = |tone: Tone| match tone {
            Tone::Error => 0,
            Tone::Warning => 1,
            Tone::Info => 2,
        };
        let mut order: Vec<usize> = (0..self.notices.len()).collect();
        order.sort_by_key(|at| rank(self.notices[*at].tone));
        order.truncate(MOST_NOTICES);
        order
    }

    /// Shows a message. The same message is not shown twice.
    pub fn notify(&mut self, notice: Notice) {
        self.notices.retain(|other| *other != notice);
        self.notices.push(notice);
    }
}

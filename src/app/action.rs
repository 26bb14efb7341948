//! All that a view can say, and all that the outside must do.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::anchoring::{CarryJob, Newest};
use crate::app::clash::Decision;
use crate::app::commands::{Command, Menu};
use crate::app::exports::{ExportError, ExportJob};
use crate::app::find::Hit;
use crate::app::imports::ImportJob;
use crate::app::jobs::{Loaded, Saved};
use crate::app::map::Laid;
use crate::app::merging::{Found, MergeJob, SettleJob, Settled};
use crate::app::panel::Panel;
use crate::app::pasting::{PasteJob, Pasted};
use crate::app::picker::Change;
use crate::app::places::PlaceJob;
use crate::app::progress::Progress;
use crate::app::review::Question;
use crate::app::transfer::ImportOutcome;
use crate::app::watching::Seen;
use crate::articles::ReadOptions;
use crate::model::anchor::Outcome;
use crate::model::annotation::{Certainty, Id, Speaker, Time, Voice};
use crate::model::article::Article;
use crate::model::check::Problem;
use crate::model::kind::Kind;
use crate::model::ledger::{Order, Standing};
use crate::model::map::{Fit, Shown, Spacing};
use crate::model::merge::Version;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::query::Precision;
use crate::model::selection::Selection;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;
use crate::storage::files::{SaveError, Stamp};
use crate::storage::lock::Claim;
use crate::storage::renamed::Renamed;
use crate::storage::rescue::Copy;
use crate::storage::settings::{Folders, Settings};

/// Something a view, a key, or the outside says.
#[derive(Debug)]
pub enum Action {
    /// A command was chosen: by key, menu, palette or button.
    Run(&'static Command),
    /// Time passed: milliseconds since the start.
    Tick(u64),

    /// A file is to be opened: dropped, picked, recent, or named on the command line.
    Open(PathBuf),
    /// The system has no file dialog to show.
    NoDialog,
    /// The open article is to be read again, in this encoding.
    ReadAs(&'static str),
    /// A file was opened, or could not be.
    Opened(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// The sample article could not be put on the disk.
    NoSample(String),
    /// The work, as it was at this generation of the set, was saved at this moment, or could not be.
    Saved(u64, PathBuf, Time, Result<Saved, SaveError>),
    /// The work on this file was copied to the data folder, or could not be.
    Copied(PathBuf, Result<PathBuf, SaveError>),
    /// This copy of the work on the open file is gone.
    CopyDropped(PathBuf),
    /// The copies of work that could not be saved, as they were found at the start.
    Copies(Vec<Copy>),
    /// The work of a copy is to be opened.
    OpenCopy(PathBuf),
    /// A copy is to be deleted: asks first, then does it.
    DeleteCopy(PathBuf),
    /// Annotations of this article, which has none, were found under an old name of it, or not.
    FoundRenamed(PathBuf, Option<Renamed>),
    /// Annotations were renamed after their article, or could not be.
    Renamed(Box<RenameJob>, Result<PathBuf, String>),
    /// The place for the work that could not be saved where it should be.
    SaveTo(PathBuf),
    /// Saving is tried again.
    Retry,
    /// The work is written over what another program wrote.
    Overwrite,
    /// What another program wrote was read and merged with what is open, or could not be.
    Merged(Box<Found>),
    /// Something about what both changed was decided.
    Decide(Decision),
    /// Both were put together.
    Settled(Box<Settled>),
    /// The work that is not saved is given up, for what the person wanted to do next.
    Discard,
    /// The format of the export.
    ExportFormat(&'static str),
    /// The place of the export, as typed or picked.
    ExportPath(String),
    /// The place of the export or of the new article, or the file to import, is to be picked in a dialog.
    Browse,
    /// True if an exported table begins with a byte-order mark.
    ExportMark(bool),
    /// Export now; over an existing file if `true`.
    Export(bool),
    /// The export was written to this place, or could not be.
    Exported(PathBuf, Result<(), ExportError>),
    /// The format of the import.
    ImportFormat(&'static str),
    /// The file or folder to import, as typed or picked.
    ImportPath(String),
    /// The folder to import into, as typed or picked.
    ImportTo(String),
    /// The folder to import into is to be picked in a dialog.
    BrowseTo,
    /// Import now.
    Import,
    /// The import ended.
    Imported(Box<ImportOutcome>),
    /// What the clipboard holds, if there are words on it.
    Pasted(Option<Pasted>),
    /// Where what was pasted is to be kept, as typed or picked.
    PastePath(String),
    /// What was pasted is to be kept now; over an existing file if `true`.
    KeepPasted(bool),
    /// What was pasted was written to this place, or could not be.
    PasteWritten(PathBuf, Result<(), ExportError>),
    /// The settings were written.
    SettingsWritten,
    /// The settings could not be written.
    SettingsFailed(String),

    /// The selection in the article.
    Select(Selection),
    /// A click in the article, at a place and not on the way to a selection.
    Click(ByteOffset),
    /// A mark was chosen, from the margin or the panel; `None` for none.
    Choose(Option<Id>),
    /// Marks the selection.
    Mark(Kind),

    /// The kind of the selected mark.
    SetKind(Kind),
    /// The speaker of the selected mark.
    SetSpeaker(Option<Speaker>),
    /// The name of the selected mark's speaker, as it is typed.
    TypeSpeaker(String),
    /// How sure the speaker is.
    SetCertainty(Certainty),
    /// The note of the selected mark, as it is typed.
    TypeNote(String),
    /// The tags of the selected mark, as they are typed.
    TypeTags(Vec<String>),
    /// True if the selected mark wants a second opinion.
    SetDiscuss(bool),
    /// Typing in a field ended: what comes next is a step of its own.
    Typed,
    /// Drops the text typed in a field since it was entered.
    Untype,

    /// The line that begins here is at the top of the article's view.
    Reading(ByteOffset),
    /// A passage is to be gone to: the caret to its start, and it into sight.
    GoTo(ByteRange),
    /// A part of the window is to have the keyboard.
    Focus(Field),
    /// The panel to show.
    Show(Panel),
    /// Words the listed marks must have.
    FilterWords(String),
    /// A kind is listed, or not.
    FilterKind(Kind),
    /// Only marks for discussion are listed, or all.
    FilterDiscuss(bool),
    /// The words to find.
    FindWords(String),
    /// Where the words were found; for words that are no longer looked for, nothing.
    Found(String, Precision, Vec<Hit>),
    /// What is typed into the picker.
    Pick(String),
    /// The item of the picker that is lit.
    Light(usize),
    /// The next or previous option of the picker: of a link the role, of a speaker the voice.
    Turn(bool),
    /// The option of the picker with this index.
    PickOption(usize),
    /// The first of the marks that are listed is to be selected.
    ChooseFirst,
    /// All marks are to be listed again.
    ClearFilter,
    /// A problem of the file is to be repaired.
    Repair(Problem),
    /// A problem of the file is to stay as it is, or not any more.
    Leave(Problem, bool),
    /// What is proposed is not wanted.
    Decline,
    /// Links two marks, in this role.
    Link(Id, Id, &'static str),
    /// A mark was dragged to another: a link from the one to the other is begun.
    LinkTo(Id, Id),
    /// A speaker is to be renamed, or merged with another: the person chooses.
    PickName(Voice, String),
    /// A merged speaker is split again.
    SplitSpeaker(Voice, String),
    /// The order of the ledger's rows.
    LedgerOrder(Order),
    /// Claims of this standing are shown in the ledger, or not.
    LedgerStanding(Standing),
    /// Words the ledger's rows must have.
    LedgerWords(String),
    /// Words the listed headings must have.
    OutlineWords(String),
    /// Changes a link.
    ChangeLink(Id, Change),
    /// The note on a link, as it is typed.
    TypeLinkNote(Id, String),
    /// The lit item of the picker is taken.
    Take,
    /// The map is to be laid out elsewhere, because it is large.
    LayOut(Box<MapJob>),
    /// The map was laid out.
    LaidOut(Box<Laid>),
    /// The open files are not as the job expects them, or not as they were at the last look.
    Looked(Box<LookJob>, Seen),
    /// The open files were read again because they changed, or could not be.
    Reloaded(PathBuf, Arc<Progress>, Result<Box<Loaded>, String>),
    /// The article's file was read again, and what is open carried over to it where that was wanted.
    CarriedOver(Box<CarryJob>, Result<Box<Newest>, String>),
    /// True if the annotation file is this window's to work on.
    Claimed(PathBuf, Claim),
    /// True if this window asks for the annotation file now.
    Asked(PathBuf, Claim),
    /// A passage that waits for a decision is looked at.
    Question(Box<Question>),
    /// The next of several places is proposed for the lit question, or the previous one.
    TurnPlace(bool),
    /// The next or previous question.
    StepQuestion(bool),
    /// What looking for the words of lost passages of a text found.
    Sought(ArticleText, Vec<(Quote, Outcome)>),
    /// The selection in the old text that is compared with.
    SelectOld(Selection),
    /// Whatever lies over the window is closed.
    Close,
    /// A notice is dismissed.
    Dismiss(usize),
    /// The settings as the person wants them.
    Settings(Box<Settings>),
    /// The window is asked to close.
    Quit,
}

/// What the outside must do.
#[derive(Debug)]
pub enum Effect {
    /// Ask for a file to open; answer with [`Action::Open`].
    PickOpen,
    /// Ask where to save the annotations, suggesting this; answer with [`Action::SaveTo`].
    PickSave(PathBuf),
    /// Ask where to export to, suggesting this; answer with [`Action::ExportPath`].
    PickExport(PathBuf),
    /// Ask for a file to import, suggesting this; answer with [`Action::ImportPath`].
    PickImport(PathBuf),
    /// Ask for the folder to import into, suggesting this; answer with [`Action::ImportTo`].
    PickImportTo(PathBuf),
    /// Open a file, read in this way; answer with [`Action::Opened`].
    Load(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Open the sample article; answer with [`Action::Opened`].
    LoadSample,
    /// Save; answer with [`Action::Saved`].
    Save(Box<SaveJob>),
    /// Copy the work to the data folder; answer with [`Action::Copied`].
    KeepCopy(Box<CopyJob>),
    /// Delete a copy; answer with [`Action::CopyDropped`].
    DropCopy(PathBuf),
    /// Look for copies in the data folder; answer with [`Action::Copies`].
    ListCopies,
    /// Look for annotations of this article, whose bytes have this digest, under an old name of it; answer with
    /// [`Action::FoundRenamed`].
    SeekRenamed(PathBuf, String),
    /// Rename annotations after their article; answer with [`Action::Renamed`].
    Rename(Box<RenameJob>),
    /// Open the work of a copy; answer with [`Action::Opened`].
    LoadCopy(PathBuf, Arc<Progress>),
    /// Read what another program wrote and merge it with what is open; answer with [`Action::Merged`].
    Merge(Box<MergeJob>),
    /// Put both together; answer with [`Action::Settled`].
    Settle(Box<SettleJob>),
    /// Export; answer with [`Action::Exported`].
    Export(Box<ExportJob>),
    /// Import annotations; answer with [`Action::Imported`].
    Import(Box<ImportJob>),
    /// Read the clipboard; answer with [`Action::Pasted`].
    Paste,
    /// Ask where to keep what was pasted, suggesting this; answer with [`Action::PastePath`].
    PickPasted(PathBuf),
    /// Write what was pasted; answer with [`Action::PasteWritten`].
    WritePasted(Box<PasteJob>),
    /// Look for words; answer with [`Action::Found`].
    Find(Box<FindJob>),
    /// Lay the map out; answer with [`Action::LaidOut`].
    LayOut(Box<MapJob>),
    /// Watch these files in the place of others, until it is said again; answer with [`Action::Looked`] at once if they are
    /// not as expected, and then for each change.
    Watch(Box<LookJob>),
    /// Read the open files again; answer with [`Action::Reloaded`].
    Reload(PathBuf, ReadOptions<'static>, Arc<Progress>),
    /// Carry what is open over to its article's file as it is now; answer with [`Action::CarriedOver`].
    CarryOver(Box<CarryJob>),
    /// Ask for a file to be this window's; answer with [`Action::Claimed`].
    Claim(Box<ClaimJob>),
    /// Ask the window that works on a file to let it go; answer with [`Action::Asked`].
    Ask(Box<ClaimJob>),
    /// Write the settings.
    WriteSettings(Box<Settings>),
    /// Put words on the clipboard.
    Copy(String),
    /// Bring a passage into sight.
    Reveal(ByteRange),
    /// Show an article from this place on.
    Resume(ArticleText, ByteOffset),
    /// Keep the place where an article is read; there is no answer, since to lose it costs nothing.
    KeepPlace(Box<PlaceJob>),
    /// Show another version of the article, with the words in sight where they were.
    Follow(ArticleText, ArticleText),
    /// Bring a passage of the old text into sight.
    RevealOld(ByteRange),
    /// Look for the words of lost passages; answer with [`Action::Sought`].
    Seek(Box<SeekJob>),
    /// Give the keyboard to a part of the window.
    Focus(Field),
    /// Close the window.
    Quit,
}

/// A part of the window that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The article.
    Article,
    /// A menu of the menu bar, which is opened.
    Menu(Menu),
    /// What a panel lists.
    Panel(Panel),
    /// The words of the filter.
    Filter,
    /// The note of the selected mark.
    Note,
    /// The tags of the selected mark.
    Tags,
    /// The words to find.
    Find,
}

/// The annotations as they are to be saved.
#[derive(Clone, Debug)]
pub struct SaveJob {
    /// Where to.
    pub path: PathBuf,
    /// Contents to write.
    pub version: Arc<Version>,
    /// What the file on disk must still be; `None` if there must be none.
    pub expected: Option<Stamp>,
    /// True to write over whatever is there.
    pub overwrite: bool,
    /// True if the person asked for it: a file that is gone is then written again.
    pub asked: bool,
    /// True if a damaged file is put aside, since the person knows of it. One that was sound a moment ago may be in the
    /// middle of being written.
    pub puts_aside: bool,
    /// True if nothing was changed since it was last saved: then only a file that is gone or damaged is written.
    pub is_known: bool,
}

/// The work as it is to be copied to the data folder.
#[derive(Clone, Debug)]
pub struct CopyJob {
    /// The annotation file it belongs to.
    pub of: PathBuf,
    /// Contents when it was last read or written here.
    pub base: Arc<Version>,
    /// Contents to write.
    pub version: Arc<Version>,
    /// The copy it takes the place of.
    pub before: Option<PathBuf>,
    /// Where the data folder is.
    pub folders: Folders,
}

/// Annotations that are to be renamed after their article.
#[derive(Clone, Debug)]
pub struct RenameJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// The article's file.
    pub article: PathBuf,
    /// Where locks lie.
    pub folders: Folders,
}

/// A search as it is to be made.
#[derive(Clone, Debug)]
pub struct FindJob {
    /// The words.
    pub words: String,
    /// How exactly they are looked for.
    pub precision: Precision,
    /// The article.
    pub article: Article,
    /// The annotations.
    pub set: AnnotationSet,
}

/// The open files as they are expected to be.
#[derive(Clone, Debug)]
pub struct LookJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// What it was; `None` if there was none.
    pub expected: Option<Stamp>,
    /// The article's file, and what it was.
    pub article: Option<(PathBuf, Stamp)>,
    /// True if it is this window's, and another may ask for it.
    pub holds: bool,
    /// Where locks lie.
    pub folders: Folders,
}

/// A file that is asked for.
#[derive(Clone, Debug)]
pub struct ClaimJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// Where locks lie.
    pub folders: Folders,
}

/// Lost passages that are to be looked for.
#[derive(Clone, Debug)]
pub struct SeekJob {
    /// The article.
    pub text: ArticleText,
    /// What the passages are described by.
    pub quotes: Vec<Quote>,
}

/// A map as it is to be laid out.
#[derive(Clone, Debug)]
pub struct MapJob {
    /// The article.
    pub text: ArticleText,
    /// The annotations.
    pub set: AnnotationSet,
    /// What is shown of them.
    pub shown: Shown,
    /// How far boxes stand apart.
    pub spacing: Spacing,
    /// How large each is.
    pub fit: Fit,
}

//! Inputs of `update`, and the effects it asks for.

use std::path::PathBuf;

use crate::app::commands::command::{Command, Menu};
use crate::app::session::SessionId;
use crate::app::session::decisions::Question;
use crate::app::shell::merge::Decision;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Change;
use crate::jobs::job::{Answer, Job};
use crate::jobs::map::MapJob;
use crate::jobs::watch::LookJob;
use crate::model::annotation::{Annotation, Id, Speaker, Voice};
use crate::model::field::{Plain, Value};
use crate::model::kind::Kind;
use crate::model::ledger::{Order, Standing};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::problem::Problem;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::storage::settings::Settings;

/// An input of `update`.
#[derive(Debug)]
pub enum Action {
    /// A request by the person: through a view, a key or a dialog of the system.
    Intent(Intent),
    /// The result of a job, and the session that it belongs to.
    Answered(Option<SessionId>, Answer),
    /// The time, in milliseconds since the start.
    Tick(u64),
    /// The system has no file dialog to show.
    NoDialog,
}

impl From<Intent> for Action {
    fn from(intent: Intent) -> Self {
        Self::Intent(intent)
    }
}

/// A request by the person.
#[derive(Debug)]
pub enum Intent {
    /// A command was chosen: by key, menu, palette or button.
    Run(&'static Command),
    /// A file is to be opened: dropped, picked, recent, or named on the command line.
    Open(PathBuf),
    /// The open article is to be read again, in this encoding.
    ReadAs(&'static str),
    /// The work of a copy is to be opened.
    OpenCopy(PathBuf),
    /// A copy is to be deleted: asks first, then does it.
    DeleteCopy(PathBuf),
    /// The place for the work that could not be saved where it should be.
    SaveTo(PathBuf),
    /// Saving is tried again.
    Retry,
    /// The work is written over what another program wrote.
    Overwrite,
    /// Something about what both changed was decided.
    Decide(Decision),
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
    /// Where what was pasted is to be kept, as typed or picked.
    PastePath(String),
    /// What was pasted is to be kept now; over an existing file if `true`.
    KeepPasted(bool),
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
    /// The value of a plain field of the selected mark.
    SetField(&'static Plain<Annotation>, Value<'static>),
    /// The same, as it is typed.
    TypeField(&'static Plain<Annotation>, Value<'static>),
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
    /// A passage that waits for a decision is looked at.
    Question(Box<Question>),
    /// The next of several places is proposed for the lit question, or the previous one.
    TurnPlace(bool),
    /// The next or previous question.
    StepQuestion(bool),
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

/// Work that `update` asks of the window.
#[derive(Debug)]
pub enum Effect {
    /// Run a job on another thread, for a session if it belongs to one; its result is an [`Action::Answered`].
    Do(Option<SessionId>, Job),
    /// Watch these files instead of the ones watched so far. [`Answer::Looked`] comes at once if they are not as expected,
    /// and then at each change.
    Watch(SessionId, Box<LookJob>),
    /// Read the clipboard; the result is an [`Answer::Pasted`].
    Paste,
    /// Show a file dialog; the result is the [`Intent`] it leads to, if a file is picked.
    Ask(FileDialog),
    /// Put text on the clipboard.
    Copy(String),
    /// Scroll to a passage.
    Reveal(ByteRange),
    /// Scroll to a passage of the old text.
    RevealOld(ByteRange),
    /// Show an article from this place on.
    Resume(ArticleText, ByteOffset),
    /// Show another version of the article, with the visible text where it was.
    Follow(ArticleText, ArticleText),
    /// Give a part of the window the keyboard focus.
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

/// A file dialog of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileDialog {
    /// For the file to open.
    Open,
    /// For the annotation file to save to, suggesting this one.
    SaveTo(PathBuf),
    /// For the file to export to, suggesting this one.
    ExportTo(PathBuf),
    /// For the file of annotations to import, suggesting this one.
    Import(PathBuf),
    /// For the folder to import into, suggesting this one.
    ImportTo(PathBuf),
    /// For the file to save a pasted article to, suggesting this one.
    Paste(PathBuf),
}

impl FileDialog {
    /// The intent that a picked file or folder leads to.
    pub fn picked(&self, path: PathBuf) -> Intent {
        let typed = path.display().to_string();
        match self {
            Self::Open => Intent::Open(path),
            Self::SaveTo(_) => Intent::SaveTo(path),
            Self::ExportTo(_) => Intent::ExportPath(typed),
            Self::Import(_) => Intent::ImportPath(typed),
            Self::ImportTo(_) => Intent::ImportTo(typed),
            Self::Paste(_) => Intent::PastePath(typed),
        }
    }
}

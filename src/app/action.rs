//! Actions, the inputs of `update`, and effects, the work it requests.

use std::path::PathBuf;

use crate::app::commands::command::{Command, Menu};
use crate::app::project::intent::ProjectIntent;
use crate::app::session::SessionId;
use crate::app::session::decisions::Question;
use crate::app::shell::context_menu::ContextMenu;
use crate::app::shell::desktop::Desktop;
use crate::app::shell::key_page::KeyRequest;
use crate::app::shell::manual::ManualRequest;
use crate::app::shell::merge::Decision;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Change;
use crate::app::shell::print::Print;
use crate::app::shell::proposal::{OfferPart, Said};
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::tabs::request::TabRequest;
use crate::jobs::map::MapJob;
use crate::jobs::project::ProjectId;
use crate::jobs::watch::LookJob;
use crate::jobs::{Answer, Job};
use crate::model::annotation::{Annotation, Id, Speaker, Voice};
use crate::model::article::Details;
use crate::model::field::{Plain, Value};
use crate::model::kind::Kind;
use crate::model::ledger::{Order, Standing};
use crate::model::listing::{Grouping, MarkOrder};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::problem::Problem;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::storage::last::LastOpen;
use crate::storage::settings::{Section, Settings};

/// An input of `update`.
#[derive(Debug)]
pub enum Action {
    /// A request by the person: through a view, a key or a dialog of the system.
    Intent(Intent),
    /// The result of a job, and the session that it belongs to.
    Answered(Option<SessionId>, Answer),
    /// The time, in milliseconds since the start.
    Tick(u64),
    /// The preferences of the desktop.
    Desktop(Desktop),
    /// The system has no file dialog to show for this.
    NoDialog(FileDialog),
    /// The system has no program to show this file.
    NoViewer(PathBuf),
}

impl From<Intent> for Action {
    fn from(intent: Intent) -> Self {
        Self::Intent(intent)
    }
}

/// A request by the person.
#[derive(Debug)]
pub enum Intent {
    /// A request about the open project.
    Project(Box<ProjectIntent>),
    /// Run a command, chosen by key, menu, palette or button.
    Run(&'static Command),
    /// Say that a command is for an article, which the manual or a large view of the project covers.
    NotHere(&'static Command),
    /// Open what was open last.
    Reopen(Box<LastOpen>),
    /// Something is typed into a field, over which no question opens until there is a pause; or no field has the focus now.
    Types(bool),
    /// The path of what is to be opened or saved, while it is typed.
    TypePath(String),
    /// Open what is at the path typed, or save to it.
    TakePath,
    /// Open the files that were dropped, each in a tab, or a folder as a project.
    Drop(Vec<PathBuf>),
    /// Open a file, or as a project a folder, that was picked, recent, or named on the command line.
    Open(PathBuf),
    /// Read the open article again in this encoding.
    ReadAs(&'static str),
    /// Open a copy of unsaved work.
    OpenCopy(PathBuf),
    /// Delete a copy; the first request asks for confirmation.
    DeleteCopy(PathBuf),
    /// Save to this file from now on.
    SaveTo(PathBuf),
    /// Try to save again.
    Retry,
    /// Save over the file that another program wrote.
    Overwrite,
    /// A decision about a merge.
    Decide(Decision),
    /// Discard unsaved work, and do what was waiting for it.
    Discard,
    /// The format of an export.
    ExportFormat(&'static str),
    /// The path of an export, typed or picked.
    ExportPath(String),
    /// Pick the path of the export, the import or the pasted article in a file dialog.
    Browse,
    /// True if an exported table begins with a byte-order mark.
    ExportMark(bool),
    /// True to export what a report leaves out for brevity.
    ExportFull(bool),
    /// Export; true to replace an existing file.
    Export(bool),
    /// The print dialog's choices: contents, paper and file.
    Printing(Box<Print>),
    /// Print; true to replace an existing file.
    Print(bool),
    /// The format of an import.
    ImportFormat(&'static str),
    /// The file or folder to import, typed or picked.
    ImportPath(String),
    /// The folder to import into, typed or picked.
    ImportTo(String),
    /// Pick the folder to import into in a file dialog.
    BrowseTo,
    /// Import.
    Import,
    /// The path of a pasted article, typed or picked.
    PastePath(String),
    /// Save the pasted article; true to replace an existing file.
    KeepPasted(bool),
    /// Open the dialog for the details of the article in this file, open or not.
    Describe(PathBuf),
    /// The details of the article, while they are typed.
    TypeDetails(Box<Details>),
    /// Give the article the details that were typed.
    GiveDetails,
    /// Select text in the article.
    Select(Selection),
    /// A click in the article that selects no text.
    Click(ByteOffset),
    /// Select a mark, or none.
    Choose(Option<Id>),
    /// Select several marks of a list, and show the place of one of them.
    ChooseSeveral(Vec<Id>, Id),
    /// Mark the selection.
    Mark(Kind),
    /// Mark the selection together with its speaker and cue, as they were shown.
    MarkSaid(Kind, Box<Said>),
    /// Mark selections together with the speaker that is shown, or without.
    TakeSpeaker(bool),
    /// Change the kind of the selected mark.
    SetKind(Kind),
    /// Change a fragment of the selected mark, whose end was dragged: the mark, the fragment before and after.
    Reshape(Id, ByteRange, ByteRange),
    /// Change the speaker of the selected mark.
    SetSpeaker(Option<Speaker>),
    /// The name of the selected mark's speaker, while it is typed.
    TypeSpeaker(String),
    /// Change a plain field of the selected mark.
    SetField(&'static Plain<Annotation>, Value<'static>),
    /// A plain field of the selected mark, while it is typed.
    TypeField(&'static Plain<Annotation>, Value<'static>),
    /// Add a tag to the selected marks, or to the one for which it was typed.
    AddTag(Option<Id>, String),
    /// Remove a tag from the selected marks.
    RemoveTag(String),
    /// Choose a new name for a tag, or another tag to merge with.
    PickTag(String),
    /// Give a tag a colour, or none.
    ColourTag(String, Option<String>),
    /// Typing in a field has ended; the next change is a step of its own.
    Typed,
    /// Undo or redo steps until this many are done.
    Travel(usize),
    /// Undo the text typed in a field since it was entered.
    Untype,
    /// True if the window has room for one of sidebar, middle and panel only.
    Tight(bool),
    /// The line at the top of an article's view begins here.
    Reading(SessionId, ByteOffset),
    /// Move the caret to the start of a passage, and scroll to it.
    GoTo(ByteRange),
    /// Give a part of the window the keyboard focus.
    Focus(Field),
    /// Show a panel.
    Show(Panel),
    /// Filter the marks by text.
    FilterWords(String),
    /// List marks of a kind, or hide them.
    FilterKind(Kind),
    /// List only marks for discussion, or all.
    FilterDiscuss(bool),
    /// List only marks with this tag, or all.
    FilterTag(Option<String>),
    /// Change the order of the list of marks.
    MarkOrder(MarkOrder),
    /// Change the groups of the list of marks.
    Grouping(Grouping),
    /// Search for this text.
    FindWords(String),
    /// Text typed into the picker.
    Pick(String),
    /// Highlight an item of the picker.
    Light(usize),
    /// Choose the next or previous option of the picker: the role of a link, the voice of a speaker.
    Turn(bool),
    /// Choose the option of the picker with this index.
    PickOption(usize),
    /// Select the first listed mark.
    ChooseFirst,
    /// List all marks again.
    ClearFilter,
    /// Repair a problem of the file.
    Repair(Problem),
    /// Leave a problem of the file as it is, or no longer.
    Leave(Problem, bool),
    /// Check or uncheck a part of the suggestions.
    TurnOffer(OfferPart),
    /// Dismiss the suggestions.
    Decline,
    /// Link two marks in this role.
    Link(Id, Id, &'static str),
    /// Begin a link from one mark to another, to which it was dragged.
    LinkTo(Id, Id),
    /// Choose a new name for a speaker, or another speaker to merge with.
    PickName(Voice, String),
    /// Split a merged speaker.
    SplitSpeaker(Voice, String),
    /// Change the order of the ledger.
    LedgerOrder(Order),
    /// List claims of this standing in the ledger, or hide them.
    LedgerStanding(Standing),
    /// Filter the ledger by text.
    LedgerWords(String),
    /// Filter the headings by text.
    OutlineWords(String),
    /// Change a link.
    ChangeLink(Id, Change),
    /// The note on a link, while it is typed.
    TypeLinkNote(Id, String),
    /// Take the highlighted item of the picker.
    Take,
    /// Make the link with the highlighted mark, and go on to the next one.
    TakeAndStay,
    /// Lay out a large map on another thread.
    LayOut(Box<MapJob>),
    /// Show a passage to be decided about.
    Question(Box<Question>),
    /// Suggest the next or previous place for the current question.
    TurnPlace(bool),
    /// Go to the next or previous question.
    StepQuestion(bool),
    /// Select text in the old version.
    SelectOld(Selection),
    /// Open a context menu, and select the thing that it is for.
    Menu(Box<ContextMenu>),
    /// Put text on the clipboard, and report it in these words.
    CopyText(String, &'static str),
    /// A request about the open articles.
    Tabs(TabRequest),
    /// Close the topmost dialog, picker or search.
    Close,
    /// Dismiss a message.
    Dismiss(usize),
    /// Change the keys of a command.
    Keys(KeyRequest),
    /// A request about the manual.
    Manual(ManualRequest),
    /// Change the settings.
    Settings(Box<Settings>),
    /// Show a section of the settings dialog.
    ShowSettings(Section),
    /// List the typefaces of the system.
    ListTypefaces,
    /// Close the window.
    Quit,
}

/// Work that `update` asks of the window.
#[derive(Debug)]
pub enum Effect {
    /// Run a job on another thread, for a session if it belongs to one; its result is an [`Action::Answered`].
    Do(Option<SessionId>, Job),
    /// Watch these files instead of the ones of the session watched so far. [`Answer::Looked`] comes at once if they are not as expected,
    /// and then at each change.
    Watch(SessionId, Box<LookJob>),
    /// Follow this folder for this project instead of the one followed so far. Its articles come as
    /// [`ProjectAnswer::News`](crate::jobs::project::ProjectAnswer), and then their changes.
    FollowFolder(Option<(ProjectId, PathBuf)>),
    /// Watch the project file in the same way; [`ProjectAnswer::Looked`](crate::jobs::project::ProjectAnswer::Looked) comes.
    WatchProject(ProjectId, Box<LookJob>),
    /// Read the clipboard; the result is an [`Answer::Pasted`].
    Paste,
    /// Show a file dialog; the result is the [`Intent`] it leads to, if a file is picked.
    Ask(FileDialog),
    /// Show a file in the system's viewer; an [`Action::NoViewer`] if there is none.
    View(PathBuf),
    /// Put text on the clipboard.
    Copy(String),
    /// Scroll to a passage of an article.
    Reveal(SessionId, ByteRange),
    /// Scroll to a passage of the old text of an article.
    RevealOld(SessionId, ByteRange),
    /// Show an article from this place on.
    Resume(SessionId, ArticleText, ByteOffset),
    /// Show another version of an article, with the visible text where it was.
    Follow(SessionId, ArticleText, ArticleText),
    /// Give the keyboard to the active article. If it has it and this one is beside it, show that as the active one.
    Articles(Option<SessionId>),
    /// Drop the views of a session that was closed, and watch its files no longer.
    Close(SessionId),
    /// Give a part of the window the keyboard focus.
    Focus(Field),
    /// Show a context menu.
    Menu(Box<ContextMenu>),
    /// Show the context menu of the part of the window that has the keyboard focus.
    FocusedMenu,
    /// Fill the screen with the window, or leave the full screen.
    FullScreen,
    /// Close the window.
    Quit,
}

/// A part of the window that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The article.
    Article,
    /// A menu of the menu bar, which opens.
    Menu(Menu),
    /// The reading settings, which open.
    ReadingSettings,
    /// The list of a panel.
    Panel(Panel),
    /// The list of a panel of the project.
    Project(ProjectPanel),
    /// The list of what could not be read of the project's folder.
    Unreadable,
    /// The view of the project in place of the article.
    ProjectView,
    /// The text to search for in all articles.
    ProjectFind,
    /// The page of the manual in place of the article.
    Manual,
    /// The list of its pages.
    ManualPages,
    /// The text to search for in it.
    ManualFind,
    /// The text of the filter.
    Filter,
    /// The note of the selected mark.
    Note,
    /// The tags of the selected mark.
    Tags,
    /// The text to search for.
    Find,
}

/// A file dialog of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileDialog {
    /// For the file to open.
    Open,
    /// For the folder to open as a project.
    OpenFolder,
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
            Self::Open | Self::OpenFolder => Intent::Open(path),
            Self::SaveTo(_) => Intent::SaveTo(path),
            Self::ExportTo(_) => Intent::ExportPath(typed),
            Self::Import(_) => Intent::ImportPath(typed),
            Self::ImportTo(_) => Intent::ImportTo(typed),
            Self::Paste(_) => Intent::PastePath(typed),
        }
    }
}

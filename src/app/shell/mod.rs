//! The shell: everything the window shows besides the open documents.

use crate::app::session::SessionId;
use crate::app::shell::desktop::Desktop;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::key_page::KeyPage;
use crate::app::shell::keymap::Keymap;
use crate::app::shell::manual::Manual;
use crate::app::shell::notices::Notices;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Picker;
use crate::app::shell::recents::Recents;
use crate::app::shell::restored::Restored;
use crate::app::shell::sidebar::{Beside, ProjectPanel, Sidebar};
use crate::app::shell::typefaces::Typefaces;
use crate::app::shell::waiting::Waiting;
use crate::jobs::notice::Notice;
use crate::model::ledger::Order;
use crate::model::listing::{Grouping, MarkOrder};
use crate::model::query::Precision;
use crate::storage::last::LastOpen;
use crate::storage::rescue::Copy;
use crate::storage::settings::{Folders, Motion, Settings};

pub mod context_menu;
pub mod desktop;
pub mod details;
pub mod dialog;
pub mod find;
pub mod key_page;
pub mod keymap;
pub mod look;
pub mod manual;
pub mod merge;
pub mod notices;
pub mod panel;
pub mod paste;
pub mod picker;
pub mod print;
pub mod proposal;
pub mod recents;
pub mod restored;
pub mod sidebar;
pub mod transfer;
pub mod typed_path;
pub mod typefaces;
pub mod waiting;

/// Milliseconds for which the status bar shows the last thing done.
const STATUS: u64 = 10_000;

/// Everything the window shows besides the open documents.
#[derive(Debug)]
pub struct Shell {
    /// Files being read, and the next thing to do once the work is saved.
    pub waiting: Waiting,
    /// Articles that are opened again.
    pub restored: Restored,
    /// Open articles and project as they were kept last, and the time at which a change is kept, in milliseconds since the start.
    pub last: (Option<LastOpen>, Option<u64>),
    /// The recent files that are not there now.
    pub recents: Recents,
    /// The person's settings.
    pub settings: Settings,
    /// The preferences of the desktop.
    pub desktop: Desktop,
    /// The number of changes of the settings so far.
    pub settings_number: u64,
    /// The settings and data folders.
    pub folders: Folders,
    /// The keys in force.
    pub keymap: Keymap,
    /// The page of keys.
    pub key_page: KeyPage,
    /// The panel shown beside the article.
    pub panel: Panel,
    /// True if the person hid it.
    pub hides_panel: bool,
    /// The sidebar of the project.
    pub sidebar: Sidebar,
    /// True if the window has room for one of sidebar, middle and panel only.
    pub tight: bool,
    /// The part beside the middle that has the room then; the middle itself, if none.
    pub over: Option<Beside>,
    /// True if the article is shown alone.
    pub reading: bool,
    /// The manual.
    pub manual: Manual,
    /// The typefaces of the system.
    pub typefaces: Typefaces,
    /// True if the map replaces the article.
    pub full_map: bool,
    /// The order of the list of marks.
    pub mark_order: MarkOrder,
    /// The groups of the list of marks.
    pub grouping: Grouping,
    /// The order of the ledger's rows.
    pub ledger_order: Order,
    /// The text last searched for.
    pub searched: String,
    /// The precision of the next search.
    pub precision: Precision,
    /// The picker over the window.
    pub picker: Option<Picker>,
    /// True if the bar at the selection marks together with the speaker that it shows.
    pub takes_speaker: bool,
    /// The dialog over the window.
    pub dialog: Option<Dialog>,
    /// The article to show once the dialog is closed.
    pub wanted_tab: Option<SessionId>,
    /// The message to show once the file is open whose annotations were renamed.
    pub adopted: Option<String>,
    /// The number of projects that were opened so far.
    pub projects: u64,
    /// Copies of unsaved work of earlier sessions.
    pub copies: Vec<Copy>,
    /// The messages below the article.
    pub notices: Notices,
    /// The last thing done, for the status bar.
    pub status: String,
    /// The time at which it was said, in milliseconds since the start.
    pub said: u64,
    /// The time of the last tick, in milliseconds since the start.
    pub millis: u64,
    /// The time until which something is being typed into a field, in milliseconds since the start.
    pub types_until: u64,
    /// The number of steps done and undone so far, in all articles and the project.
    pub steps: u64,
}

impl Shell {
    /// The shell of a window with nothing open.
    pub fn new(folders: Folders, settings: Settings) -> Self {
        let keymap = Keymap::new(&settings);
        let mut notices = Notices::default();
        for complaint in keymap.complaints() {
            notices.push(None, Notice::warning(complaint.clone()));
        }
        Self {
            waiting: Waiting::default(),
            restored: Restored::default(),
            last: (None, None),
            recents: Recents::default(),
            settings,
            desktop: Desktop::default(),
            settings_number: 0,
            folders,
            keymap,
            key_page: KeyPage::default(),
            panel: Panel::default(),
            hides_panel: false,
            sidebar: Sidebar::default(),
            tight: false,
            over: None,
            reading: false,
            manual: Manual::default(),
            typefaces: Typefaces::default(),
            full_map: false,
            mark_order: MarkOrder::default(),
            grouping: Grouping::default(),
            ledger_order: Order::default(),
            searched: String::new(),
            precision: Precision::default(),
            picker: None,
            takes_speaker: true,
            dialog: None,
            wanted_tab: None,
            adopted: None,
            projects: 0,
            copies: Vec::new(),
            notices,
            status: String::new(),
            said: 0,
            millis: 0,
            types_until: 0,
            steps: 0,
        }
    }

    /// The number of the next step, in the order of all articles and the project.
    pub fn next_step(&mut self) -> u64 {
        self.steps += 1;
        self.steps
    }

    /// Shows a panel. The map has room in one place only.
    pub fn show(&mut self, panel: Panel) {
        self.panel = panel;
        (self.hides_panel, self.reading, self.sidebar.yields) = (false, false, true);
        self.over = Some(Beside::Panel);
        self.full_map &= panel != Panel::Map;
    }

    /// Shows a panel of the project.
    pub fn show_project(&mut self, panel: ProjectPanel) {
        self.sidebar = Sidebar { panel, hidden: false, yields: false, ..self.sidebar };
        self.reading = false;
        self.over = Some(Beside::Sidebar);
    }

    /// Shows or hides the panel beside the middle.
    pub fn turn_panel(&mut self) {
        self.hides_panel = self.shows_panel();
        self.sidebar.yields = !self.hides_panel;
        self.over = (!self.hides_panel).then_some(Beside::Panel);
        self.reading = false;
    }

    /// Shows or hides the sidebar.
    pub fn turn_sidebar(&mut self) {
        self.sidebar.hidden = self.shows_sidebar();
        self.sidebar.yields = self.sidebar.hidden;
        self.over = (!self.sidebar.hidden).then_some(Beside::Sidebar);
        self.reading = false;
    }

    /// The part beside the middle that has all the room of a tight window.
    pub fn covers(&self) -> Option<Beside> {
        self.over.filter(|_| self.tight && !self.reading)
    }

    /// True if the sidebar is shown while a project is open.
    pub fn shows_sidebar(&self) -> bool {
        if self.tight {
            return self.covers() == Some(Beside::Sidebar);
        }
        let yields = self.sidebar.narrow && self.sidebar.yields && !self.hides_panel;
        !self.sidebar.hidden && !self.reading && !yields
    }

    /// True if the speakers of the project are on the screen.
    pub fn shows_speakers(&self) -> bool {
        self.sidebar.panel == ProjectPanel::Speakers && self.shows_sidebar()
    }

    /// True if the panel is beside the middle.
    pub fn shows_panel(&self) -> bool {
        if self.tight {
            return self.covers() == Some(Beside::Panel);
        }
        let yields = self.sidebar.narrow && !self.sidebar.yields && !self.sidebar.hidden;
        !self.hides_panel && !self.reading && !yields
    }

    /// The time at which the status is forgotten, if it says something.
    pub fn status_due(&self) -> Option<u64> {
        (!self.status.is_empty()).then_some(self.said + STATUS)
    }

    /// Forgets the status after a while: it is about the last thing done.
    pub(in crate::app) fn forget_status(&mut self) {
        if self.status_due().is_some_and(|due| due <= self.millis) {
            self.status.clear();
        }
    }

    /// The panel beside the middle: beside the map itself, the marks.
    pub fn side(&self) -> Panel {
        if self.full_map && self.panel == Panel::Map { Panel::Marks } else { self.panel }
    }

    /// True if what opens, closes or scrolls may move.
    pub fn moves(&self) -> bool {
        match self.settings.motion {
            Motion::System => !self.desktop.still,
            Motion::Full => true,
            Motion::Reduced => false,
        }
    }
}

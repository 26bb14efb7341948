//! The window: answers of jobs, then keys, then drawing, then the queued actions in order.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::{Context, Event, Id, Key, Order, Popup, RawInput, Ui, ViewportCommand};

use crate::app::action::{Action, Effect, Field, Intent};
use crate::app::commands;
use crate::app::context::Outside;
use crate::app::ending::Ending;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::session::Session;
use crate::app::shell::look::take_look;
use crate::app::shell::manual::ManualRequest;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::app::tabs::request::TabRequest;
use crate::app::update::update;
use crate::jobs::notice::Notice;
use crate::jobs::paste::Pasted;
use crate::jobs::settings::SettingsStore;
use crate::jobs::{Answer, Context as JobContext, Job};
use crate::model::selection::Selection;
use crate::model::visible::visible;
use crate::storage::last;
use crate::storage::settings::{Folders, SettingsFile};
use crate::ui::drops;
use crate::ui::fields::id_of;
use crate::ui::frames::{self, Frames};
use crate::ui::panels::{self, View};
use crate::ui::platform::Platform;
use crate::ui::reply::Reply;
use crate::ui::start::{Start, UnderWay};
use crate::ui::tooltip::Pointing;
use crate::ui::typefaces::SystemFonts;
use crate::ui::{context_menu, dialogs, entry, focus, keys, picker, project, theme, typeset};

/// The program's window.
pub struct Window {
    state: State,
    platform: Box<dyn Platform>,
    ending: Arc<Ending>,
    context: JobContext,
    view: View,
    sender: Sender<Action>,
    answers: Receiver<Action>,
    queue: VecDeque<Action>,
    /// The text field that had the focus after the last frame: egui removes the focus on `Escape` before the window
    /// sees the key.
    field: Option<Id>,
    /// True if a menu or combo box was open after the last frame.
    popup: bool,
    /// True if a picker or a dialog was.
    over: bool,
    /// The widget that had the focus then.
    focused: Option<Id>,
    /// The widget that had the focus before one opened.
    outside: Option<Id>,
    frames: Frames,
    pointing: Pointing,
    may_close: bool,
    /// Events that wait for the next frame.
    later: Vec<Event>,
    title: String,
    fonts: SystemFonts,
}

impl Window {
    /// A window with the settings in `folders`, on `platform`, that opens `start`.
    pub fn new(ctx: &Context, folders: Folders, platform: Box<dyn Platform>, start: impl Into<Start>) -> Self {
        let (settings_file, settings, broken) = SettingsFile::open(&folders);
        let ending = Arc::<Ending>::default();
        let settings_store = Arc::new(SettingsStore::new(settings_file));
        let context = JobContext { folders: folders.clone(), disk: ending.disk.clone(), settings: settings_store };
        let look = last::find(&folders).map(|last| last.look);
        let mut state = State::new(folders, settings);
        take_look(&mut state.shell, &look.unwrap_or_default());
        if let Some(broken) = broken {
            state.shell.notices.push(None, Notice::warning(broken.to_string()));
        }
        theme::install(ctx);
        theme::apply(ctx, &state.shell);
        let (sender, answers) = channel();
        let mut window = Self {
            context,
            state,
            view: View::new(platform.zone()),
            platform,
            ending,
            sender,
            answers,
            queue: VecDeque::new(),
            field: None,
            popup: false,
            over: false,
            focused: None,
            outside: None,
            frames: Frames::new(ctx),
            pointing: Pointing::default(),
            may_close: false,
            later: Vec::new(),
            title: String::new(),
            fonts: SystemFonts::default(),
        };
        window.perform(ctx, Effect::Do(None, Job::ListCopies));
        window.platform.follow_desktop(Reply::new(window.sender.clone(), ctx.clone()));
        let typeface = &window.state.shell.settings.typeface;
        if !typeface.is_empty() {
            let job = Job::LoadTypeface(typeface.clone());
            window.perform(ctx, Effect::Do(None, job));
        }
        let start = match start.into() {
            Start::Last => Start::early(&window.context.folders, None),
            start => start,
        };
        match start {
            Start::Open(path) => window.queue.push_back(Intent::Open(path).into()),
            Start::Last | Start::Nothing => {}
            Start::UnderWay(under_way) => {
                let UnderWay { path, last, aim, progress, thread } = *under_way;
                window.state.shell.waiting.opening_began(path, aim, progress.clone());
                window.queue.extend(last.map(|last| Intent::Reopen(Box::new(last)).into()));
                // The articles open with it are known by then.
                window.run_actions(ctx);
                let (told, crashed) = (progress, Err(CRASHED.to_owned()));
                let answer = move || thread.join().unwrap_or_else(|_| Answer::Opened(PathBuf::new(), told, crashed));
                let reply = Reply::new(window.sender.clone(), ctx.clone());
                window.platform.spawn(Box::new(answer), reply);
            }
        }
        window.run_actions(ctx);
        window
    }

    /// Registers the window's unsaved work with whoever ends the program.
    pub fn guarded_by(mut self, ending: Arc<Ending>, ctx: &Context) -> Self {
        let reply = Reply::new(self.sender.clone(), ctx.clone());
        ending.closes(move || reply.send(Intent::Quit));
        ending.note(&self.state);
        self.context.disk = ending.disk.clone();
        self.ending = ending;
        self
    }

    /// The state, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The work before each frame, also while the window is hidden: a hidden window saves too.
    pub fn go_on(&mut self, ctx: &Context) {
        self.queue.push_back(Action::Tick(self.platform.millis()));
        for session in self.state.sessions.shown() {
            let pane = self.view.panes.get(session.id);
            let top = pane.and_then(|pane| pane.text.top(session.text())).filter(|top| *top != session.place.top);
            self.queue.extend(top.map(|top| Intent::Reading(session.id, top).into()));
        }
        self.queue.extend(self.answers.try_iter());
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.push_back(Intent::Quit.into());
        }
        let acted = self.run_actions(ctx);
        self.frames.begin(ctx, acted);
        self.schedule_tick(ctx);
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.frames.blink(ui);
        self.queue.extend(drops::take(&ctx).map(Action::Intent));
        self.handle_keys(&ctx);
        self.run_actions(&ctx);
        theme::apply(&ctx, &self.state.shell);

        self.set_title(&ctx);
        self.fonts.update(&ctx, &self.state);
        let pane = self.state.session().and_then(|session| self.view.panes.get(session.id));
        typeset::prefer(&ctx, pane.and_then(|pane| pane.text.language()));

        let mut intents = Vec::new();
        panels::show(ui, &self.state, &mut self.view, &mut intents);
        picker::show(&ctx, &self.state, &mut intents);
        dialogs::show(&ctx, &self.state, &mut intents);
        self.pointing.hold(&ctx);
        drops::show(&ctx);
        if !self.has_article(&ctx) {
            focus::show(&ctx);
        }
        self.queue.extend(intents.into_iter().map(Action::Intent));
        let acted = self.run_actions(&ctx);
        self.restore_focus(&ctx);
        self.frames.end(&ctx, acted);
        if !self.later.is_empty() || self.pointing.closes() {
            ctx.request_repaint();
        }
        if self.may_close {
            // The request to close is read at the next frame; one that was asked for in an earlier pass is forgotten.
            ctx.request_repaint_after(CLOSING);
        }
        self.schedule_tick(&ctx);
    }

    /// The window's title, as set on the system.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Sets the window's title to that of the article.
    fn set_title(&mut self, ctx: &Context) {
        let article = self.state.session().map(|session| session.article().name());
        let project = self.state.project.as_ref().map(|project| project.name());
        let names: Vec<String> = article.into_iter().chain(project).chain(["Gainsay".to_owned()]).collect();
        // The system draws it, and direction overrides in it would reorder it.
        let title = visible(&names.join(" – "));
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(&*self.title);
            node.set_language("en");
        });
    }

    /// Handles the input of a frame before egui does: events in their order, wheel steps, and `Escape` over a tooltip.
    pub fn take_input(&mut self, ctx: &Context, input: &mut RawInput) {
        input.events.splice(0..0, std::mem::take(&mut self.later));
        let waits = keys::first_to_wait(&self.state.shell.keymap, &input.events, ctx.text_edit_focused());
        self.later = waits.map(|at| input.events.split_off(at)).unwrap_or_default();
        self.pointing.take(ctx, input);
        if self.state.middle() == Field::Article {
            self.view.panes.take_wheel(ctx, input, &self.state.sessions);
        }
        frames::step_wheel(input);
    }

    fn handle_keys(&mut self, ctx: &Context) {
        self.queue.extend(keys::recorded(ctx, &self.state).map(Action::Intent));
        self.queue.extend(keys::types(ctx, &self.state).map(|types| Intent::Types(types).into()));
        let over_window = self.state.shell.picker.is_some() || self.state.shell.dialog.is_some();
        if ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.handle_escape(ctx, over_window);
        }
        let pressed = keys::commands_pressed(ctx, &self.state, over_window, self.is_on_button(ctx));
        self.queue.extend(pressed.into_iter().map(Action::Intent));
    }

    /// `Escape` closes or clears the topmost item only: menu or combo box, what the pointer rests on, text field, dialog or
    /// picker, suggestion, search, full-window map, selection, mark.
    fn handle_escape(&mut self, ctx: &Context, over_window: bool) {
        if Popup::is_any_open(ctx) && self.field.is_none() {
            // It closes by itself.
            return;
        }
        if !self.view.drags() && !self.pointing.uncovers {
            let action = self.escape_intent(ctx, over_window);
            self.queue.extend(action.map(Action::Intent));
        }
        ctx.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Key { key: Key::Escape, pressed: true, .. }));
        });
    }

    fn escape_intent(&mut self, ctx: &Context, over_window: bool) -> Option<Intent> {
        let state = &self.state;
        // The fields of picker and search close with them, as does an unchanged field of a dialog.
        let own = |field: &Id| match (&state.shell.picker, &state.shell.dialog) {
            (Some(_), _) => false,
            (None, Some(_)) => entry::is_changed(ctx, *field),
            (None, None) => *field != id_of(Field::Find),
        };
        if let Some(field) = self.field.filter(own) {
            entry::discard(ctx, field);
            if !over_window {
                self.view.focus(ctx, &self.state, Field::Article);
            }
            return None;
        }
        let selection = state.session().map(|session| session.focus.selection).unwrap_or_default();
        let searching = self.field.is_some();
        let finds = state.session().is_some_and(|session| session.find.is_some());
        let action = if over_window || (searching && finds) {
            Intent::Close
        } else if state.shell.covers().is_some() {
            Intent::Focus(Field::Article)
        } else if state.shell.manual.is_open {
            Intent::Manual(ManualRequest::Leave)
        } else if state.project_view().is_some() {
            Intent::Project(Box::new(ProjectIntent::LeaveView))
        } else if state.session().is_some_and(|session| session.offer.is_some()) {
            Intent::Decline
        } else if finds {
            Intent::Close
        } else if state.shell.full_map {
            Intent::Run(&commands::view::FULL_MAP)
        } else if selection.is_empty() {
            let marked = state.session().is_some_and(|session| session.focus.mark.is_some());
            if state.shell.reading && !marked { Intent::Run(&commands::view::READING) } else { Intent::Choose(None) }
        } else {
            Intent::Select(Selection::caret(selection.focus))
        };
        if !over_window {
            self.view.focus(ctx, &self.state, Field::Article);
        }
        Some(action)
    }

    /// True if a list or view of the project, or a clickable widget other than the article and the map, has the focus:
    /// `Enter` is then for it.
    fn is_on_button(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let reading = |id: &Id| self.view.panes.has_id(*id) || *id == id_of(Field::Panel(Panel::Map));
        let clickable = |id: Id| ctx.read_response(id).is_some_and(|response| response.sense.senses_click());
        focused.filter(|id| !reading(id)).is_some_and(|id| project::frame::takes_enter(id) || clickable(id))
    }

    /// True if an article has the focus.
    fn has_article(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.focused()).is_some_and(|id| self.view.panes.has_id(id))
    }

    /// Records the focused widget, and restores the focus after a menu, a combo box, a picker or a dialog is closed.
    fn restore_focus(&mut self, ctx: &Context) {
        self.view.hold_focus(ctx);
        let popup = Popup::is_any_open(ctx);
        let over = self.state.shell.picker.is_some() || self.state.shell.dialog.is_some();
        let focused = ctx.memory(|memory| memory.focused());
        if (self.popup || self.over) && !popup && !over {
            let within = |id: Id| {
                let layer = ctx.read_response(id).map(|response| response.layer_id.order);
                self.view.menus.has(id) || layer.is_none_or(|order| order == Order::Foreground)
            };
            // A choice in a picker may have moved the focus to where it leads.
            let is_left = self.popup || focused.is_none() || focused == self.focused;
            if is_left && focused.is_none_or(within) {
                match self.outside.filter(|id| ctx.read_response(*id).is_some()) {
                    Some(id) => self.view.focus_widget(ctx, id),
                    None => self.view.focus(ctx, &self.state, Field::Article),
                }
                ctx.request_repaint();
            }
        }
        if !popup && !self.popup && !over && !self.over {
            self.outside = focused;
        }
        (self.popup, self.over, self.focused) = (popup, over, focused);
        self.field = focused.filter(|_| ctx.text_edit_focused());
    }

    /// Runs the queued actions in order, with their effects; returns true if there were any but ticks.
    fn run_actions(&mut self, ctx: &Context) -> bool {
        let mut any = false;
        while let Some(action) = self.queue.pop_front() {
            any |= !matches!(action, Action::Tick(_) | Action::Intent(Intent::Reading(..)));
            let mut outside = World(self.platform.as_mut());
            for effect in update(&mut self.state, &mut outside, action) {
                self.perform(ctx, effect);
            }
        }
        self.ending.note(&self.state);
        any
    }

    /// Schedules a repaint for the next due save, check of files, or progress update. Usually nothing is due and the
    /// window sleeps.
    fn schedule_tick(&self, ctx: &Context) {
        let session = self.state.sessions.iter().filter_map(Session::due);
        // Progress is shown while it advances.
        let told = self.state.shell.waiting.is_reading().then(|| self.platform.millis() + TOLD);
        let status = self.state.shell.status_due();
        let project = self.state.project.as_ref().and_then(OpenProject::due);
        let dues = session
            .chain(project)
            .chain(told)
            .chain(status)
            .chain(self.state.shell.last.1)
            .chain(self.state.question_due());
        if let Some(due) = dues.min() {
            ctx.request_repaint_after(Duration::from_millis(due.saturating_sub(self.platform.millis()).max(1)));
        }
    }

    fn perform(&mut self, ctx: &Context, effect: Effect) {
        let reply = Reply::new(self.sender.clone(), ctx.clone());
        match effect {
            // On exit no thread would be joined.
            Effect::Do(_, job @ (Job::KeepPlace(..) | Job::KeepTabs(..) | Job::KeepLast(_)))
                if self.state.shell.waiting.is_closing =>
            {
                drop(job.run(&self.context))
            }
            Effect::Do(session, job) => {
                let context = self.context.clone();
                self.platform.spawn(Box::new(move || job.run(&context)), reply.for_session(session));
            }
            Effect::Watch(session, job) => self.platform.watch(session, job, reply.for_session(Some(session))),
            Effect::FollowFolder(folder) => self.platform.follow(folder, reply),
            Effect::WatchProject(project, job) => self.platform.watch_project(project, job, reply),
            Effect::Paste => {
                let clipboard = self.platform.clipboard();
                self.platform.spawn(Box::new(move || Answer::Pasted(Pasted::of(clipboard()))), reply);
            }
            Effect::Ask(dialog) => self.platform.ask(dialog, reply),
            Effect::View(path) => self.platform.view(path, reply),
            Effect::Copy(words) => ctx.copy_text(words),
            Effect::Reveal(session, range) => self.view.panes.of(session).reveal(range),
            Effect::RevealOld(session, range) => self.view.panes.of(session).reveal_old(range),
            Effect::Resume(session, text, line) => self.view.panes.of(session).text.resume(&text, line),
            Effect::Follow(session, from, to) => self.view.panes.of(session).text.follow(&from, &to),
            Effect::Articles(beside) => match beside.filter(|_| self.has_article(ctx)) {
                Some(beside) => self.queue.push_back(Intent::Tabs(TabRequest::Show(beside)).into()),
                None => self.view.focus(ctx, &self.state, Field::Article),
            },
            Effect::Close(session) => {
                self.view.panes.close(session);
                self.platform.unwatch(session);
            }
            Effect::Focus(field) => self.view.focus(ctx, &self.state, field),
            Effect::Menu(menu) => self.view.context_menu.open(ctx, *menu),
            Effect::FocusedMenu => context_menu::want(ctx),
            Effect::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or_default());
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Effect::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }
}

/// Time until the frame at which a window that may close is closed.
const CLOSING: Duration = Duration::from_millis(10);

/// Milliseconds between progress updates.
const TOLD: u64 = 100;

/// The error for a panic while a file is loaded.
const CRASHED: &str = "The file could not be opened because of a bug in Gainsay. Nothing was changed";

/// Gives `update` access to the platform.
struct World<'a>(&'a mut dyn Platform);

impl Outside for World<'_> {
    fn now(&self) -> crate::model::annotation::Time {
        self.0.now()
    }

    fn fresh_id(&mut self) -> crate::model::annotation::Id {
        self.0.fresh_id()
    }
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut RawInput) {
        self.take_input(ctx, raw_input);
    }

    /// Saves: macOS ends the program for Quit in its own menu or in the Dock without asking the window to close.
    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.ending.end();
    }

    /// The page, so that the article needs no background of its own.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::palette(visuals).page.to_normalized_gamma_f32()
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.go_on(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}

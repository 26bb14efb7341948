//! The window: the outside's answers, then the keys, then drawing, then the actions in order.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use egui::{Context, Event, Id, Key, Order, Popup, Ui, ViewportCommand};

use crate::app::action::{Action, Effect, Field};
use crate::app::carrying::Carrying;
use crate::app::commands;
use crate::app::ending::Ending;
use crate::app::notice::Tone;
use crate::app::panel::Panel;
use crate::app::pasting::{self, Pasted};
use crate::app::places::PlaceJob;
use crate::app::progress::Progress;
use crate::app::state::State;
use crate::app::update::{Outside, update};
use crate::app::{anchoring, copies, jobs, merging};
use crate::app::{exports, imports};
use crate::articles::ReadOptions;
use crate::model::offset::ByteRange;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::model::visible::visible;
use crate::storage::settings::{Folders, Settings, SettingsFile};
use crate::storage::{lock, places, renamed, rescue};
use crate::ui::frames::{self, Frames};
use crate::ui::panels::{self, View, id_of};
use crate::ui::platform::{Ask, Platform, Reply};
use crate::ui::{dialogs, entry, fonts, keys, picker, theme};

/// The program's window.
pub struct Window {
    state: State,
    platform: Box<dyn Platform>,
    ending: Arc<Ending>,
    settings_file: Arc<Mutex<SettingsFile>>,
    wanted: Arc<Mutex<Settings>>,
    view: View,
    sender: Sender<Action>,
    answers: Receiver<Action>,
    queue: VecDeque<Action>,
    /// The field of text that had the keyboard after the last frame: egui takes it away on `Escape` before anyone is asked.
    field: Option<Id>,
    /// True if a menu or a list of choices was open after the last frame.
    popup: bool,
    /// The widget that had the keyboard when nothing of the kind was open.
    outside: Option<Id>,
    frames: Frames,
    may_close: bool,
    title: String,
    system_fonts: bool,
    /// The article whose letters were looked at last.
    looked_at: Option<ArticleText>,
}

impl Window {
    /// A window with the settings in these folders, in this world, about to show what it starts with.
    pub fn new(ctx: &Context, folders: Folders, platform: Box<dyn Platform>, start: impl Into<Start>) -> Self {
        let (settings_file, settings, broken) = SettingsFile::open(&folders);
        let mut state = State::new(folders, settings);
        if let Some(broken) = broken {
            state.notify(Tone::Warning, broken.to_string());
        }
        theme::install(ctx);
        theme::apply(ctx, &state.settings);
        let (sender, answers) = channel();
        let mut window = Self {
            settings_file: Arc::new(Mutex::new(settings_file)),
            wanted: Arc::new(Mutex::new(state.settings.clone())),
            state,
            view: View::new(platform.zone()),
            platform,
            ending: Arc::default(),
            sender,
            answers,
            queue: VecDeque::new(),
            field: None,
            popup: false,
            outside: None,
            frames: Frames::new(ctx),
            may_close: false,
            title: String::new(),
            system_fonts: false,
            looked_at: None,
        };
        window.perform(ctx, Effect::ListCopies);
        match start.into() {
            Start::Open(path) => window.queue.push_back(Action::Open(path)),
            Start::Sample => window.perform(ctx, Effect::LoadSample),
            Start::UnderWay(path, progress, thread) => {
                window.state.opening = path;
                let (told, crashed) = (progress.clone(), Err(CRASHED.to_owned()));
                window.state.carrying = Some(Carrying { progress, since: 0 });
                let answer = move || thread.join().unwrap_or_else(|_| opened(PathBuf::new(), told, crashed));
                let reply = Reply::new(window.sender.clone(), ctx.clone());
                window.spawn(reply, answer);
            }
        }
        window.run_actions(ctx);
        window
    }

    /// The same, with its unsaved work left where whoever ends the program finds it.
    pub fn guarded_by(mut self, ending: Arc<Ending>, ctx: &Context) -> Self {
        let reply = Reply::new(self.sender.clone(), ctx.clone());
        ending.closes(move || reply.send(Action::Quit));
        ending.note(&self.state);
        self.ending = ending;
        self
    }

    /// What the window shows; for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What is done before each frame, and instead of one while the window is hidden: a hidden window saves all the same.
    pub fn go_on(&mut self, ctx: &Context) {
        self.queue.push_back(Action::Tick(self.platform.millis()));
        if let Some(open) = &self.state.open {
            let top = self.view.text.top(&open.article.text).filter(|top| *top != open.place.top);
            self.queue.extend(top.map(Action::Reading));
        }
        self.queue.extend(self.answers.try_iter());
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.push_back(Action::Quit);
        }
        let acted = self.run_actions(ctx);
        self.frames.begin(ctx, acted);
        self.ask_for_tick(ctx);
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.frames.blink(ui);
        self.hear_drops(&ctx);
        self.hear_keys(&ctx);
        self.run_actions(&ctx);
        theme::apply(&ctx, &self.state.settings);

        self.entitle(&ctx);
        self.find_fonts(&ctx);

        let mut intents = Vec::new();
        panels::show(ui, &self.state, &mut self.view, &mut intents);
        picker::show(&ctx, &self.state, &mut intents);
        dialogs::show(&ctx, &self.state, &mut intents);
        self.queue.extend(intents);
        let acted = self.run_actions(&ctx);
        self.keep_focus(&ctx);
        self.frames.end(&ctx, acted);
        self.ask_for_tick(&ctx);
    }

    /// Looks through the system's fonts, once, when something is to be shown that the bundled ones have no letters for.
    fn find_fonts(&mut self, ctx: &Context) {
        if self.system_fonts {
            return;
        }
        let text = self.state.open.as_ref().map(|open| &open.article.text);
        let new_text = text.filter(|text| self.looked_at.as_ref().is_none_or(|old| !old.is_same(text)));
        let typed = |event: &Event| matches!(event, Event::Text(words) | Event::Paste(words) if fonts::lacks(words));
        if new_text.is_some_and(|text| fonts::lacks(text.as_str())) || ctx.input(|input| input.events.iter().any(typed))
        {
            fonts::add_system_fonts(ctx);
            self.system_fonts = true;
        }
        self.looked_at = text.cloned();
    }

    /// The window's name, as the system was told it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Names the window after what is open.
    fn entitle(&mut self, ctx: &Context) {
        let path = self.state.open.as_ref().map(|open| open.path.as_ref().unwrap_or(&open.saving.path));
        let name = path.and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        // The system draws it, and would let a file's name turn it round.
        let title = name.map_or_else(|| "Gainsay".to_owned(), |name| format!("{} – Gainsay", visible(&name)));
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Takes the steps of a wheel before egui does.
    pub fn hear_wheel(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        if self.state.middle() == Field::Article {
            self.view.text.take_wheel(ctx, input);
        }
        frames::step_wheel(input);
    }

    /// Dropped files.
    fn hear_drops(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        self.queue.extend(dropped.map(Action::Open));
    }

    fn hear_keys(&mut self, ctx: &Context) {
        let over_window = self.state.picker.is_some() || self.state.dialog.is_some();
        if ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.hear_escape(ctx, over_window);
        }
        self.queue.extend(keys::commands_pressed(ctx, &self.state, over_window, self.is_on_button(ctx)));
    }

    /// `Escape` closes the topmost thing and only that: the menu or list of choices, the field, what lies over the window,
    /// what is proposed, the search, the map, the selection, the mark.
    fn hear_escape(&mut self, ctx: &Context, over_window: bool) {
        if Popup::is_any_open(ctx) && self.field.is_none() {
            // It closes itself.
            return;
        }
        if !self.view.drags() {
            let action = self.escaped(ctx, over_window);
            self.queue.extend(action);
        }
        ctx.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Key { key: Key::Escape, pressed: true, .. }));
        });
    }

    fn escaped(&mut self, ctx: &Context, over_window: bool) -> Option<Action> {
        let state = &self.state;
        // The field of the picker and that of the search are left with them, and that of a dialog where nothing was typed.
        let own = |field: &Id| match (&state.picker, &state.dialog) {
            (Some(_), _) => false,
            (None, Some(_)) => entry::is_changed(ctx, *field),
            (None, None) => *field != id_of(Field::Find),
        };
        if let Some(field) = self.field.filter(own) {
            entry::leave(ctx, field);
            if !over_window {
                self.view.focus(ctx, self.state.middle());
            }
            return None;
        }
        let selection = state.open.as_ref().map(|open| open.focus.selection).unwrap_or_default();
        let searching = self.field.is_some();
        let action = if over_window || (searching && state.find.is_some()) {
            Action::Close
        } else if state.offer.is_some() {
            Action::Decline
        } else if state.find.is_some() {
            Action::Close
        } else if state.full_map {
            Action::Run(&commands::view::FULL_MAP)
        } else if selection.is_empty() {
            Action::Choose(None)
        } else {
            Action::Select(Selection::caret(selection.focus))
        };
        self.view.focus(ctx, self.state.middle());
        Some(action)
    }

    /// True if the keyboard is in a button, which `Enter` then presses: in something that can be clicked, but the article
    /// and the map.
    fn is_on_button(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let reading = |id: &Id| self.view.text.has_id(*id) || *id == id_of(Field::Panel(Panel::Map));
        let clickable = |id: Id| ctx.read_response(id).is_some_and(|response| response.sense.senses_click());
        focused.filter(|id| !reading(id)).is_some_and(clickable)
    }

    /// Notes what has the keyboard, and gives it back to what had it before once a menu or a list of choices is closed.
    fn keep_focus(&mut self, ctx: &Context) {
        let popup = Popup::is_any_open(ctx);
        let focused = ctx.memory(|memory| memory.focused());
        if self.popup && !popup && self.state.picker.is_none() && self.state.dialog.is_none() {
            let within = |id: Id| {
                let layer = ctx.read_response(id).map(|response| response.layer_id.order);
                self.view.menus.has(id) || layer.is_none_or(|order| order == Order::Foreground)
            };
            if focused.is_none_or(within) {
                match self.outside.filter(|id| ctx.read_response(*id).is_some()) {
                    Some(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
                    None => self.view.focus(ctx, self.state.middle()),
                }
                ctx.request_repaint();
            }
        }
        if !popup && !self.popup {
            self.outside = focused;
        }
        self.popup = popup;
        self.field = focused.filter(|_| ctx.text_edit_focused());
    }

    /// Runs the queued actions in order, with the effects of each; says whether there were any but ticks.
    fn run_actions(&mut self, ctx: &Context) -> bool {
        let mut any = false;
        while let Some(action) = self.queue.pop_front() {
            any |= !matches!(action, Action::Tick(_) | Action::Reading(_));
            let mut outside = World(self.platform.as_mut());
            for effect in update(&mut self.state, &mut outside, action) {
                self.perform(ctx, effect);
            }
        }
        self.ending.note(&self.state);
        any
    }

    /// Wakes the window when the work is due to be saved, or the files to be looked at again. Mostly neither is, and the
    /// window sleeps.
    fn ask_for_tick(&self, ctx: &Context) {
        let due = self.state.open.as_ref().and_then(|open| open.saving.due(open.set.generation()));
        let copy = self.state.open.as_ref().and_then(|open| open.saving.copy_due(open.set.generation()));
        let look = self.state.open.as_ref().and_then(|open| open.watch.due());
        // How far it is, is told as it goes.
        let told = self.state.carrying.as_ref().map(|_| self.platform.millis() + TOLD);
        let offer = self.state.next_offer.as_ref().map(|(_, due)| *due);
        let place = self.state.open.as_ref().and_then(|open| open.place.due);
        if let Some(due) = due.into_iter().chain(copy).chain(look).chain(offer).chain(place).chain(told).min() {
            ctx.request_repaint_after(Duration::from_millis(due.saturating_sub(self.platform.millis()).max(1)));
        }
    }

    fn perform(&mut self, ctx: &Context, effect: Effect) {
        let reply = Reply::new(self.sender.clone(), ctx.clone());
        match effect {
            Effect::Paste => {
                let clipboard = self.platform.clipboard();
                self.spawn(reply, move || Action::Pasted(Pasted::of(clipboard())));
            }
            Effect::PickPasted(path) => self.platform.ask(Ask::Paste(path), reply),
            Effect::WritePasted(job) => {
                self.spawn(reply, move || Action::PasteWritten(job.path.clone(), pasting::write(&job)));
            }
            Effect::PickOpen => self.platform.ask(Ask::Open, reply),
            Effect::PickSave(path) => self.platform.ask(Ask::SaveTo(path), reply),
            Effect::PickExport(path) => self.platform.ask(Ask::ExportTo(path), reply),
            Effect::PickImport(path) => self.platform.ask(Ask::Import(path), reply),
            Effect::PickImportTo(path) => self.platform.ask(Ask::ImportTo(path), reply),
            Effect::Load(path, encoding, progress) => {
                let folders = self.state.folders.clone();
                self.spawn(reply, move || {
                    let result = jobs::open_while(&path, encoding, &|done| progress.go_on(done));
                    opened(path, progress, result.map(|loaded| with_place(&folders, loaded)))
                });
            }
            // On the way out no thread would be waited for.
            Effect::KeepPlace(job) if self.state.quitting => drop(keep_place(&job)),
            Effect::KeepPlace(job) => self.spawn(reply, move || keep_place(&job)),
            Effect::Resume(text, line) => self.view.text.resume(&text, line),
            Effect::LoadSample => {
                let folders = self.state.folders.clone();
                self.spawn(reply, move || match jobs::sample(&folders) {
                    Ok(path) => Action::Open(path),
                    Err(why) => Action::NoSample(why),
                });
            }
            Effect::KeepCopy(job) => self.spawn(reply, move || Action::Copied(job.of.clone(), copies::copy(&job))),
            Effect::DropCopy(path) => self.spawn(reply, move || {
                // One that cannot be deleted is offered at the next start.
                let _ = rescue::delete(&path);
                Action::CopyDropped(path)
            }),
            Effect::ListCopies => {
                let folders = self.state.folders.clone();
                self.spawn(reply, move || Action::Copies(rescue::list(&folders)));
            }
            Effect::SeekRenamed(path, sha256) => self.spawn(reply, move || {
                let found = renamed::annotations_of(&path, &sha256);
                Action::FoundRenamed(path, found)
            }),
            Effect::Rename(job) => self.spawn(reply, move || {
                let result = crate::app::renamed::rename(&job);
                Action::Renamed(job, result)
            }),
            Effect::LoadCopy(path, progress) => self.spawn(reply, move || {
                let result = copies::open(&path, &|done| progress.go_on(done));
                opened(path, progress, result)
            }),
            Effect::Save(job) => {
                let (generation, now) = (job.version.set.generation(), self.platform.now());
                let ending = self.ending.clone();
                self.spawn(reply, move || Action::Saved(generation, job.path.clone(), now, ending.save(&job)));
            }
            Effect::Merge(job) => self.spawn(reply, move || Action::Merged(Box::new(merging::merge_open(&job)))),
            Effect::Settle(job) => self.spawn(reply, move || Action::Settled(Box::new(merging::settle(*job)))),
            Effect::Export(job) => {
                self.spawn(reply, move || Action::Exported(job.path.clone(), exports::export(&job)));
            }
            Effect::Import(job) => self.spawn(reply, move || Action::Imported(Box::new(imports::import_all(&job)))),
            Effect::Find(job) => self.spawn(reply, move || {
                let hits = jobs::find(&job);
                Action::Found(job.words, job.precision, hits)
            }),
            Effect::LayOut(job) => self.spawn(reply, move || Action::LaidOut(Box::new(jobs::lay_out(&job)))),
            Effect::Watch(job) => self.platform.watch(job, reply),
            Effect::Reload(path, encoding, progress) => self.spawn(reply, move || {
                let result = jobs::open_while(&path, encoding, &|done| progress.go_on(done));
                Action::Reloaded(path, progress, result.map(Box::new))
            }),
            Effect::CarryOver(job) => self.spawn(reply, move || {
                let result = anchoring::carry_over(&job);
                Action::CarriedOver(job, result.map(Box::new))
            }),
            Effect::Claim(job) => self.spawn(reply, move || {
                let claim = lock::claim(&job.folders, &job.annotations);
                Action::Claimed(job.annotations, claim)
            }),
            Effect::Ask(job) => self.spawn(reply, move || {
                let asked = lock::ask(&job.folders, &job.annotations);
                Action::Asked(job.annotations, asked)
            }),
            Effect::Seek(job) => self.spawn(reply, move || {
                let found = jobs::seek(&job);
                Action::Sought(job.text, found)
            }),
            Effect::RevealOld(range) => self.view.reveal_old(range),
            Effect::WriteSettings(wanted) => self.write_settings(*wanted, reply),
            Effect::Copy(words) => ctx.copy_text(words),
            Effect::Reveal(range) => self.reveal(range),
            Effect::Follow(from, to) => self.view.text.follow(&from, &to),
            Effect::Focus(field) => self.view.focus(ctx, field),
            Effect::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Writes the settings elsewhere; of several writes under way, each writes what was wanted last.
    fn write_settings(&mut self, wanted: Settings, reply: Reply) {
        if let Ok(mut latest) = self.wanted.lock() {
            *latest = wanted;
        }
        let (file, wanted) = (self.settings_file.clone(), self.wanted.clone());
        self.spawn(reply, move || {
            let written = match (file.lock(), wanted.lock()) {
                (Ok(mut file), Ok(wanted)) => file.save(&wanted),
                // Another thread panicked while it wrote: what is on disk is whole, and is left alone.
                _ => Ok(()),
            };
            match written {
                Ok(()) => Action::SettingsWritten,
                Err(error) => Action::SettingsFailed(error.to_string()),
            }
        });
    }

    fn spawn(&mut self, reply: Reply, work: impl FnOnce() -> Action + Send + 'static) {
        self.platform.spawn(Box::new(work), reply);
    }

    fn reveal(&mut self, range: ByteRange) {
        self.view.reveal(range);
    }
}

/// Milliseconds from one look at how far work is to the next.
const TOLD: u64 = 100;

/// What a window starts with.
pub enum Start {
    /// A file to open.
    Open(PathBuf),
    /// The sample article.
    Sample,
    /// A file that is being opened already, since before there was a window; its path, if it is
    /// known yet, and how far it is.
    UnderWay(Option<PathBuf>, Arc<Progress>, JoinHandle<Action>),
}

impl From<Option<PathBuf>> for Start {
    fn from(path: Option<PathBuf>) -> Self {
        path.map_or(Self::Sample, Self::Open)
    }
}

impl Start {
    /// Begins to open a file, or else the sample article, on a thread of its own: making a window takes a while.
    pub fn early(folders: &Folders, path: Option<PathBuf>) -> Self {
        let (folders, known) = (folders.clone(), path.clone());
        let progress = Arc::<Progress>::default();
        let told = progress.clone();
        Self::UnderWay(
            path,
            progress,
            std::thread::spawn(move || match known.map_or_else(|| jobs::sample(&folders), Ok) {
                Ok(path) => {
                    let result = jobs::open_while(&path, ReadOptions::default(), &|done| told.go_on(done));
                    opened(path, told, result.map(|loaded| with_place(&folders, loaded)))
                }
                Err(why) => opened(PathBuf::new(), told, Err(why)),
            }),
        )
    }
}

/// What is said if opening a file brought its thread down.
const CRASHED: &str = "The file could not be opened because of a mistake in this program. Nothing was changed";

fn opened(path: PathBuf, progress: Arc<Progress>, result: Result<jobs::Loaded, String>) -> Action {
    Action::Opened(path, progress, result.map(Box::new))
}

/// A file that was opened, with the place where it was last read.
fn with_place(folders: &Folders, loaded: jobs::Loaded) -> jobs::Loaded {
    let article = loaded.article_path.as_ref().unwrap_or(&loaded.annotation_path);
    jobs::Loaded { place: places::find(folders, article), ..loaded }
}

/// Keeps a reading place. That it could not be kept is no reason to interrupt anybody.
fn keep_place(job: &PlaceJob) -> Action {
    drop(places::keep(&job.folders, &job.article, job.place.clone()));
    Action::SettingsWritten
}

/// The platform as the model's outside.
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
    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut egui::RawInput) {
        self.hear_wheel(ctx, raw_input);
    }

    /// The page, on which the article needs no ground of its own.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::palette(visuals.dark_mode).page.to_normalized_gamma_f32()
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.go_on(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}

/// How the native window is made.
pub fn options() -> eframe::NativeOptions {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default();
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Gainsay")
            .with_app_id("gainsay")
            .with_inner_size([1280.0, 820.0])
            .with_min_inner_size([560.0, 400.0])
            .with_drag_and_drop(true)
            .with_icon(icon),
        persist_window: false,
        // Looking through the system's fonts takes time and memory: the window asks for it when letters need it.
        system_font_fallback: false,
        // There are no gradients, and without a GPU it takes an eighth of a frame.
        dithering: false,
        ..Default::default()
    }
}

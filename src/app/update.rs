//! (state, action) → effects.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::{Action, Effect, Field, FileDialog, Intent};
use crate::app::commands::{self, Command};
use crate::app::dialog::Dialog;
use crate::app::find::Find;
use crate::app::panel::Panel;
use crate::app::picker::{self, Purpose};
use crate::app::state::{Next, Open, State};
use crate::articles::ReadOptions;
use crate::jobs::find::{FindJob, Hit};
use crate::jobs::job::{Answer, Job};
use crate::jobs::notice::Notice;
use crate::jobs::open::Loaded;
use crate::jobs::progress::Progress;
use crate::jobs::settings::SettingsJob;
use crate::model::annotation::{Annotation, Id, Speaker, Time};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::query::{Filter, Precision};
use crate::model::selection::Selection;
use crate::model::step::StepKind;
use crate::storage::settings::Settings;

/// What the model must not have by itself: a clock and fresh ids.
pub trait Outside {
    /// This moment.
    fn now(&self) -> Time;
    /// An id that nothing has.
    fn fresh_id(&mut self) -> Id;
}

/// What an update works on: the state, the outside, and the effects it has so far.
pub struct Work<'a> {
    /// The state.
    pub state: &'a mut State,
    /// Clock and ids.
    pub outside: &'a mut dyn Outside,
    /// What the outside must do, in order.
    pub effects: Vec<Effect>,
}

/// Takes `item` out of `items`, or puts it in.
fn toggle<T: PartialEq>(items: &mut Vec<T>, item: T) {
    match items.iter().position(|other| *other == item) {
        Some(at) => drop(items.remove(at)),
        None => items.push(item),
    }
}

/// Carries out an action.
pub fn update(state: &mut State, outside: &mut dyn Outside, action: Action) -> Vec<Effect> {
    let mut work = Work { state, outside, effects: Vec::new() };
    work.act(action);
    work.withdraw();
    work.check();
    work.seek();
    work.watch();
    work.effects
}

impl Work<'_> {
    fn act(&mut self, action: Action) {
        match action {
            Action::Intent(intent) => self.intend(intent),
            Action::Answered(answer) => self.take_answer(answer),
            Action::Tick(millis) => self.tick(millis),
            Action::NoDialog => self.state.notify(Notice::warning(
                "This system shows no file dialogs (on Linux they need a desktop portal or zenity). To open a file, drop it \
                 on the window or name it on the command line; to import, export or paste, type the path",
            )),
        }
    }

    fn intend(&mut self, intent: Intent) {
        match intent {
            Intent::Run(command) => self.run(command),
            Intent::Open(path) => self.open(path),
            Intent::ReadAs(encoding) => self.read_as(encoding),
            Intent::OpenCopy(path) => self.open_copy(path),
            Intent::DeleteCopy(path) => self.delete_copy(path),
            Intent::SaveTo(path) => self.save_to(path),
            Intent::Retry => {
                self.state.dialog = None;
                self.save_now();
            }
            Intent::Overwrite => self.overwrite(),
            Intent::Decide(decision) => self.decide_clash(decision),
            Intent::Discard => self.discard(),
            Intent::ExportFormat(format) => self.export_format(format),
            Intent::ExportMark(mark) => self.with_export(|export| export.mark = mark),
            Intent::ExportPath(path) => self.with_export(|export| {
                export.path = path;
                export.exists = false;
                export.error = None;
            }),
            Intent::Browse => match &self.state.dialog {
                Some(Dialog::Export(export)) => {
                    self.effects.push(Effect::Ask(FileDialog::ExportTo(PathBuf::from(&export.path))))
                }
                Some(Dialog::Paste(paste)) => {
                    self.effects.push(Effect::Ask(FileDialog::Paste(PathBuf::from(&paste.path))))
                }
                Some(Dialog::Import(import)) => {
                    self.effects.push(Effect::Ask(FileDialog::Import(PathBuf::from(&import.path))))
                }
                _ => {}
            },
            Intent::Export(replace) => self.export(replace),
            Intent::ImportFormat(format) => self.with_import(|import| import.format = format),
            Intent::ImportPath(path) => self.import_path(path),
            Intent::ImportTo(output) => self.with_import(|import| {
                import.output = output;
                import.chosen = true;
            }),
            Intent::BrowseTo => {
                if let Some(Dialog::Import(import)) = &self.state.dialog {
                    self.effects.push(Effect::Ask(FileDialog::ImportTo(PathBuf::from(&import.output))));
                }
            }
            Intent::Import => self.import(),
            Intent::PastePath(path) => self.paste_path(path),
            Intent::KeepPasted(replace) => self.keep_pasted(replace),
            Intent::Select(selection) => self.select(selection),
            Intent::Click(offset) => self.click(offset),
            // The mark that a link goes to is chosen in the list or in the article; the one that it goes from stays.
            Intent::Choose(Some(id)) if self.is_linking() => self.light_mark(&id),
            Intent::Choose(id) => self.choose(id),
            Intent::Mark(kind) => self.mark(kind),
            Intent::SetKind(kind) => self.change(StepKind::ChangeKind, false, |annotation| annotation.kind = kind),
            Intent::SetSpeaker(speaker) => {
                self.change(StepKind::ChangeSpeaker, false, |annotation| annotation.speaker = speaker)
            }
            Intent::TypeSpeaker(name) => self.change(StepKind::ChangeSpeaker, true, |annotation| {
                annotation.speaker.get_or_insert_with(|| Speaker::new("named", "")).name = name;
            }),
            Intent::SetField(field, value) => self.set_field(field, value, false),
            Intent::TypeField(field, value) => self.set_field(field, value, true),
            Intent::Untype => self.untype(),
            Intent::Typed => {
                if let Some(open) = &mut self.state.open {
                    open.history.seal();
                }
            }
            Intent::Reading(top) => self.reading_at(top),
            Intent::GoTo(range) => self.go_to(range),
            Intent::Focus(field) => self.focus(field),
            Intent::Show(panel) => self.state.show(panel),
            Intent::FilterWords(words) => self.state.filter.words = words,
            Intent::FilterKind(kind) => toggle(&mut self.state.filter.hidden, kind),
            Intent::FilterDiscuss(discuss) => self.state.filter.discuss = discuss,
            Intent::FindWords(words) => self.find(words),
            Intent::Pick(words) => {
                self.type_into_picker(words);
                self.show_lit();
            }
            Intent::Light(index) => {
                self.with_picker(|picker| picker.light(index));
                self.show_lit();
            }
            Intent::Turn(forward) => self.turn_option(forward),
            Intent::PickOption(index) => self.choose_option(index),
            Intent::ChooseFirst => self.choose_first(),
            Intent::ClearFilter => self.state.filter = Filter::default(),
            Intent::PickName(voice, name) => self.pick(Purpose::Rename(voice, name)),
            Intent::SplitSpeaker(voice, name) => self.split_speaker(&voice, &name),
            Intent::LedgerOrder(order) => self.state.ledger_order = order,
            Intent::LedgerStanding(standing) => toggle(&mut self.state.ledger_filter.hidden, standing),
            Intent::LedgerWords(words) => self.state.ledger_filter.words = words,
            Intent::Repair(problem) => self.repair(&[problem]),
            Intent::Leave(problem, leave) => self.leave(problem, leave),
            Intent::OutlineWords(words) => self.state.outline_words = words,
            Intent::Decline => self.decline(),
            Intent::Link(from, to, role) => self.link(from, to, role),
            Intent::LinkTo(from, to) => self.begin_link(from, &to),
            Intent::ChangeLink(id, change) => self.change_link(&id, change),
            Intent::TypeLinkNote(id, note) => self.note_link(&id, note),
            Intent::LayOut(job) => self.effects.push(Effect::Do(Job::LayOut(job))),
            Intent::Question(question) => self.light(*question),
            Intent::TurnPlace(forward) => self.turn_place(forward),
            Intent::StepQuestion(forward) => self.step_question(forward),
            Intent::SelectOld(selection) => {
                if let Some(open) = &mut self.state.open {
                    open.decisions.selection = selection;
                }
            }
            Intent::Take => self.take(),
            Intent::Close => self.close(),
            Intent::Dismiss(index) => {
                if index < self.state.notices.len() {
                    self.state.notices.remove(index);
                }
            }
            Intent::Settings(settings) => self.settings(*settings),
            Intent::Quit => self.quit(),
        }
    }

    fn take_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Done => {}
            Answer::Opened(path, progress, result) => self.opened(path, &progress, result),
            Answer::Sample(Ok(path)) => self.open(path),
            Answer::Sample(Err(why)) => self.state.notify(Notice::error(why)),
            Answer::Saved(generation, path, result) => self.saved(generation, path, result),
            Answer::Copied(path, result) => self.copied(&path, result),
            Answer::CopyDropped(path) => self.copy_dropped(&path),
            Answer::Copies(copies) => self.take_copies(copies),
            Answer::FoundRenamed(path, found) => self.found_renamed(&path, found),
            Answer::Renamed(job, result) => self.adopted(&job, result),
            Answer::Merged(found) => self.merged(*found),
            Answer::Settled(settled) => self.settled(*settled),
            Answer::Exported(path, result) => self.exported(path, result),
            Answer::Imported(outcome) => self.imported(*outcome),
            Answer::Pasted(pasted) => self.pasted(pasted),
            Answer::PasteWritten(path, result) => self.paste_written(path, result),
            Answer::SettingsFailed(why) => self.state.notify(Notice::warning(why)),
            Answer::Found(words, precision, hits) => self.found(&words, precision, hits),
            Answer::LaidOut(laid) => self.state.laid = Some(*laid),
            Answer::Looked(job, seen) => self.looked(&job, seen),
            Answer::Reloaded(path, progress, result) => self.reloaded(&path, &progress, result),
            Answer::Reanchored(job, result) => self.carried_over(&job, result.map(|newest| *newest)),
            Answer::Claimed(path, claim) => self.claimed(&path, claim),
            Answer::Asked(path, claim) => self.asked(&path, claim),
            Answer::Sought(text, found) => self.sought(&text, found),
        }
    }

    /// Runs a command if it is enabled.
    pub fn run(&mut self, command: &'static Command) {
        if (command.enabled)(self.state) {
            (command.run)(self, command);
        }
    }

    /// Gives the keyboard to a part of the window; in place of an article that the map covers, to the map.
    pub fn focus(&mut self, field: Field) {
        let field = if field == Field::Article { self.state.middle() } else { field };
        self.effects.push(Effect::Focus(field));
    }

    fn tick(&mut self, millis: u64) {
        self.state.millis = millis;
        self.offer_next();
        if self.state.open.as_ref().and_then(|open| open.place.due).is_some_and(|due| due <= millis) {
            self.keep_place();
        }
        let due = self.state.open.as_ref().and_then(|open| open.saving.due(open.document.set().generation()));
        if due.is_some_and(|due| due <= millis) {
            self.save_now();
        }
        self.copy_work();
    }

    // Opening.

    /// Opens a file, once the work on the open article is saved.
    pub fn open(&mut self, path: PathBuf) {
        self.open_as(path, ReadOptions::default());
    }

    fn open_as(&mut self, path: PathBuf, choice: ReadOptions<'static>) {
        self.open_once_saved(Next::File(path, choice));
    }

    /// Opens something, once the work on the open article is saved.
    pub(in crate::app) fn open_once_saved(&mut self, next: Next) {
        if self.is_unsaved() {
            self.state.open_next = Some(next);
            self.save_now();
        } else {
            self.load(next);
        }
    }

    /// Opens something in the place of what is open, whatever becomes of that.
    pub fn load(&mut self, next: Next) {
        let progress = self.begin_carrying();
        let (path, choice, effect) = match next {
            Next::File(path, choice) => (path.clone(), choice, Effect::Do(Job::Open(path, choice, progress))),
            Next::Copy(path) => (path.clone(), ReadOptions::default(), Effect::Do(Job::OpenCopy(path, progress))),
        };
        self.state.opening = Some(path);
        self.state.reading_in = choice;
        self.effects.push(effect);
    }

    fn read_as(&mut self, encoding: &'static str) {
        self.state.dialog = None;
        if let Some(open) = &self.state.open {
            let choice = ReadOptions { encoding: Some(encoding), ..open.watch.choice };
            self.open_as(open.file(), choice);
        }
    }

    /// Reads the open page again: all of it, or the article on it.
    pub fn read_whole(&mut self, whole: bool) {
        if let Some(open) = &self.state.open {
            let choice = ReadOptions { whole: Some(whole), ..open.watch.choice };
            self.open_as(open.file(), choice);
        }
    }

    fn opened(&mut self, path: PathBuf, progress: &Arc<Progress>, result: Result<Box<Loaded>, String>) {
        // What was given up, or for another file, comes too late.
        if !self.ends(progress) {
            return;
        }
        self.state.opening = None;
        let loaded = match result {
            Ok(loaded) => *loaded,
            Err(why) => return self.state.notify(Notice::error(why)),
        };
        self.keep_place();
        let place = loaded.place.clone();
        // What was said before anything was open is about the settings and the keys.
        if self.state.open.is_some() {
            self.state.notices.clear();
        }
        for notice in loaded.notices.clone() {
            self.state.notify(notice);
        }
        let choice = std::mem::take(&mut self.state.reading_in);
        let rescued = loaded.rescued.as_ref().map(|rescued| rescued.copy.clone());
        let mut open = Open::new(loaded, choice, self.state.millis);
        let path = if rescued.is_some() { open.file() } else { path };
        self.state.copies.retain(|copy| Some(&copy.path) != rescued.as_ref());
        self.state.said = format!("Opened {}", path.display());
        self.state.settings.remember(&path);
        self.write_settings();
        if let Some(place) = place {
            let top = open.resume(&place);
            self.effects.push(Effect::Resume(open.document.article().text.clone(), top));
        }
        let given_up = self.state.open.replace(open).and_then(|open| open.saving.copy);
        // What was open was saved, or given up on purpose.
        self.effects.extend(given_up.filter(|copy| Some(copy) != rescued.as_ref()).map(Job::DropCopy).map(Effect::Do));
        self.claim();
        self.state.find = None;
        (self.state.offer, self.state.next_offer) = (None, None);
        self.state.picker = None;
        self.state.panel = Panel::Marks;
        self.state.laid = None;
        self.say_behind();
        self.seek_renamed();
        if let Some(text) = self.state.adopted.take() {
            self.state.notify(Notice::info(text));
        }
        self.focus(Field::Article);
    }

    // Selecting.

    fn select(&mut self, selection: Selection) {
        if let Some(open) = &mut self.state.open {
            open.focus.selection = selection;
            open.grown.clear();
        }
    }

    /// Takes the smallest mark at a place; one after the other when clicked again; none where there is none.
    fn click(&mut self, offset: ByteOffset) {
        if self.is_linking() {
            return self.light_at(offset);
        }
        let Some(open) = &mut self.state.open else { return };
        let marks = open.document.set().cover().at(offset);
        let current = open.focus.mark.as_ref().and_then(|id| marks.iter().position(|mark| mark.id == *id));
        let next = current.map_or(0, |current| (current + 1) % marks.len());
        let id = marks.get(next).map(|mark| mark.id.clone());
        open.history.seal();
        open.focus.mark = id;
        self.withdraw();
    }

    /// Lights the mark at a place as the other end of a link, if it can be.
    fn light_at(&mut self, offset: ByteOffset) {
        let (Some(open), Some(from)) = (&self.state.open, self.state.mark()) else { return };
        let linkable = |mark: &Annotation| mark.id != from.id && !picker::ways(&from.kind, &mark.kind).is_empty();
        let mark =
            open.document.set().cover().at(offset).into_iter().find(|mark| linkable(mark)).map(|mark| mark.id.clone());
        match mark {
            Some(mark) => self.light_mark(&mark),
            None => self.state.said = "No mark here can be linked to this one".to_owned(),
        }
    }

    /// Drops what is proposed, and what is being picked, for another mark than the selected one.
    pub(in crate::app) fn withdraw(&mut self) {
        let mark = self.state.open.as_ref().and_then(|open| open.focus.mark.as_ref());
        let stale = |of: Option<&Id>| of.is_some_and(|of| Some(of) != mark);
        if stale(self.state.offer.as_ref().map(|offer| &offer.mark)) {
            self.state.offer = None;
        }
        if stale(self.state.next_offer.as_ref().map(|(offer, _)| &offer.mark)) {
            self.state.next_offer = None;
        }
        if stale(self.state.picker.as_ref().and_then(|picker| picker.mark.as_ref())) {
            self.state.picker = None;
        }
    }

    /// Puts the caret at the start of a passage and brings it into sight.
    pub fn go_to(&mut self, range: ByteRange) {
        if let Some(open) = &mut self.state.open {
            open.focus.selection = Selection::caret(range.start());
            open.grown.clear();
            self.effects.push(Effect::Reveal(range));
        }
    }

    /// Selects a mark and brings it into sight.
    pub fn choose(&mut self, id: Option<Id>) {
        let Some(open) = &mut self.state.open else { return };
        open.history.seal();
        let bounds = id.as_ref().and_then(|id| open.document.set().get(id)).and_then(|mark| mark.target.bounds());
        open.focus.mark = id;
        if let Some(bounds) = bounds {
            open.focus.selection = Selection::caret(bounds.start());
            open.grown.clear();
            self.effects.push(Effect::Reveal(bounds));
        }
        self.withdraw();
    }

    /// Takes back what was typed in a field of the selected mark or of a link since it was entered. As with any step that is
    /// undone, redo brings it back.
    fn untype(&mut self) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.history.is_typing()) else { return };
        match open.history.undo(&mut open.document) {
            Ok(_) => {
                open.saving.changed(self.state.millis);
                let key = self.state.keymap.shown(&commands::edit::REDO);
                self.state.said = format!("Text discarded; {key} restores it");
            }
            Err(error) => self.state.said = error.to_string(),
        }
    }

    // Finding.

    /// Looks for words in the article and in what was said of its marks.
    fn find(&mut self, words: String) {
        let Some(open) = &self.state.open else { return };
        let precision = self.state.precision;
        let job = FindJob {
            words: words.clone(),
            precision,
            article: open.document.article().clone(),
            set: open.document.set().clone(),
        };
        self.state.find = Some(Find { words, precision, hits: Vec::new(), current: None });
        self.effects.push(Effect::Do(Job::Find(Box::new(job))));
    }

    /// Looks more or less exactly from now on, also for the words in the bar.
    pub fn find_as(&mut self, precision: Precision) {
        self.state.precision = precision;
        if let Some(find) = &self.state.find {
            let words = find.words.clone();
            self.find(words);
        }
    }

    fn found(&mut self, words: &str, precision: Precision, hits: Vec<Hit>) {
        let caret = self.state.open.as_ref().map(|open| open.focus.selection.range().start()).unwrap_or_default();
        let Some(find) = self.state.find.as_mut().filter(|find| find.words == words && find.precision == precision)
        else {
            return;
        };
        find.current = hits.iter().position(|hit| hit.range.start() >= caret).or(Some(0)).filter(|_| !hits.is_empty());
        find.hits = hits;
        self.show_hit();
    }

    /// Goes to the next hit, or the previous one, round the ends.
    pub fn step_hit(&mut self, forward: bool) {
        if let Some(find) = &mut self.state.find
            && let count @ 1.. = find.hits.len()
        {
            let current = find.current.unwrap_or(0);
            find.current = Some(if forward { (current + 1) % count } else { (current + count - 1) % count });
            self.show_hit();
        }
    }

    fn show_hit(&mut self) {
        let (Some(find), Some(open)) = (&self.state.find, &mut self.state.open) else { return };
        let Some(hit) = find.current.and_then(|current| find.hits.get(current)) else { return };
        open.focus.selection = Selection::of(hit.range);
        open.grown.clear();
        if let Some(mark) = &hit.mark {
            open.focus.selection = Selection::caret(hit.range.start());
            open.focus.mark = Some(mark.clone());
        }
        self.effects.push(Effect::Reveal(hit.range));
    }

    // What lies over the window.

    fn close(&mut self) {
        if let (None, Some(Dialog::Import(import))) = (&self.state.picker, &self.state.dialog) {
            import.progress.stop();
        }
        if self.state.picker.take().is_none() && self.state.dialog.take().is_none() {
            self.state.find = None;
        } else {
            self.state.quitting = false;
            self.state.open_next = None;
        }
        self.focus(Field::Article);
    }

    /// Changes the settings and writes them.
    pub fn settings(&mut self, settings: Settings) {
        self.state.settings = settings;
        self.state.keymap = crate::app::keymap::Keymap::new(&self.state.settings);
        self.write_settings();
    }

    fn write_settings(&mut self) {
        self.state.settings_number += 1;
        let job = SettingsJob { settings: self.state.settings.clone(), number: self.state.settings_number };
        self.effects.push(Effect::Do(Job::WriteSettings(Box::new(job))));
    }
}

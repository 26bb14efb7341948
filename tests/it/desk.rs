//! A desk to test at: the whole window over a folder of its own, in a world that the test runs.
//!
//! Tests go in by text, keys and mouse, and look at what comes out: files, what is on the screen by its accessible label,
//! the clipboard, what dialogs were asked. Modifiers are those of the system the tests run on.

use std::cell::RefCell;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::cli::native;
use crate::strokes::{button, down, parsed, typed, up};
use crate::world::{Fake, World};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, Pos2, Rect, RequestRepaintInfo, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use gainsay::app::action::FileDialog;
use gainsay::app::ending::Ending;
use gainsay::app::state::Open;
use gainsay::jobs::paste::Clip;
use gainsay::model::annotation::{Annotation, Fragment, Target};
use gainsay::model::step::StepKind;
use gainsay::storage::files::annotation_path;
use gainsay::storage::reader::{self, AnnotationFile};
use gainsay::storage::settings::{FILE_NAME, Folders};
use gainsay::ui::window::Window;
use tempfile::TempDir;

/// The article that most tests read.
pub const STORY: &str = "\
Mill owner rejects claims about the river

\"We have not put a drop into that river since 2009\", Ola Berg, who owns the mill, told reporters on Friday.

The anglers' club says the trout are gone. It counted nine in June.

Nobody at the ministry would comment.
";

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window, its world and its folders.
pub struct Desk {
    harness: Harness<'static, Window>,
    world: Rc<RefCell<World>>,
    folder: Rc<TempDir>,
    ending: Arc<Ending>,
    copied: Option<String>,
    closed: bool,
    /// Requests for frames.
    requests: Arc<Mutex<Vec<RequestRepaintInfo>>>,
}

/// Frames in which the window must come to rest.
const PATIENCE: usize = 120;

/// Milliseconds from frame to frame.
const FRAME: u64 = 1;

impl Desk {
    /// A desk with [`STORY`] open.
    pub fn story() -> Self {
        Self::reading(STORY)
    }

    /// A desk with an article of this text open.
    pub fn reading(text: &str) -> Self {
        Self::with(&[("story.txt", text.as_bytes())], "story.txt")
    }

    /// A desk with these files in the articles' folder, and one of them opened as from the command line.
    pub fn with(files: &[(&str, &[u8])], open: &str) -> Self {
        Self::set("", files, Some(open))
    }

    /// A desk with these settings, as the file spells them, and files; without one to open, the sample is.
    pub fn set(settings: &str, files: &[(&str, &[u8])], open: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        let settings = if settings.is_empty() { "(creator: \"kd\")" } else { settings };
        fs::write(folder.path().join("home").join(FILE_NAME), settings).unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join("articles").join(name), bytes).unwrap();
        }
        Self::at(Rc::new(folder), Rc::default(), open)
    }

    fn at(folder: Rc<TempDir>, world: Rc<RefCell<World>>, open: Option<&str>) -> Self {
        let path = open.map(|name| folder.path().join("articles").join(name));
        let folders = Folders::at(folder.path().join("home"));
        let fake = Fake(world.clone());
        let ending = Arc::<Ending>::default();
        let guard = ending.clone();
        let harness = Harness::builder()
            .with_size([1280.0, 820.0])
            .with_os(egui::os::OperatingSystem::from_target_os())
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                Window::new(&creation.egui_ctx, folders, Box::new(fake), path).guarded_by(guard, &creation.egui_ctx)
            });
        let requests = Arc::<Mutex<Vec<RequestRepaintInfo>>>::default();
        let noted = requests.clone();
        harness.ctx.set_request_repaint_callback(move |request| noted.lock().unwrap().push(request));
        let mut desk = Self { harness, world, folder, ending, copied: None, closed: false, requests };
        desk.settle();
        desk
    }

    /// Another window over the same folders, in a world of its own.
    pub fn beside(&self, open: &str) -> Self {
        // Ids that the first window does not give.
        let world = World { ids: 100, ..World::default() };
        Self::at(self.folder.clone(), Rc::new(RefCell::new(world)), Some(open))
    }

    /// Ends the program from outside, as a signal does or the loss of the display; says whether all work is kept.
    pub fn end(&self) -> bool {
        self.ending.end()
    }

    /// Another window over the same folders, after this one ended without being closed.
    pub fn restart(self, open: &str) -> Self {
        let Self { harness, folder, .. } = self;
        drop(harness);
        Self::at(folder, Rc::default(), Some(open))
    }

    /// Closes the window, which must let itself be closed, and opens another one over the same folders.
    pub fn reopen(mut self, open: &str) -> Self {
        self.close();
        assert!(self.closed, "the window did not close");
        let Self { harness, world, folder, .. } = self;
        // It is gone before the next one comes.
        drop(harness);
        Self::at(folder, world, Some(open))
    }

    // Time.

    fn frame(&mut self) {
        let millis = {
            let mut world = self.world.borrow_mut();
            let millis = world.millis + FRAME;
            world.pass(millis);
            millis
        };
        self.harness.input_mut().time = Some(millis as f64 / 1000.0);
        self.harness.step();
        let passes = self.harness.ctx.cumulative_pass_nr();
        self.requests.lock().unwrap().retain(|request| request.current_cumulative_pass_nr + 1 >= passes);
        let output = self.harness.output();
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(words) = command {
                self.copied = Some(words.clone());
            }
        }
        self.closed |= output.viewport_output[&ViewportId::ROOT].commands.contains(&ViewportCommand::Close);
    }

    /// Draws one frame with these events in it.
    pub fn draw(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.frame();
    }

    /// Draws one frame for a step of a wheel at the pointer, as the system reports it; how far it turned, in lines.
    pub fn draw_wheel(&mut self, lines: f32) {
        let (unit, phase, source) =
            (egui::MouseWheelUnit::Line, egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
        let (delta, modifiers) = (egui::vec2(0.0, lines), Modifiers::NONE);
        let step = Event::MouseWheel { unit, delta, phase, source, modifiers };
        let mut input = egui::RawInput { events: vec![step], ..Default::default() };
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().hear_wheel(&ctx, &mut input);
        self.draw(input.events);
    }

    /// Draws a frame for a key that goes down.
    pub fn draw_key(&mut self, chord: &str) {
        let (modifiers, key) = parsed(chord);
        self.draw(down(modifiers, key, typed(modifiers, key)));
    }

    /// When the window wants to be painted again, if nothing happens; `None`: not by itself. As eframe does, this goes by
    /// what was asked for in the last pass of the frame and since.
    pub fn next_frame(&self) -> Option<Duration> {
        let passes = self.harness.ctx.cumulative_pass_nr();
        let requests = self.requests.lock().unwrap();
        let in_force = requests.iter().filter(|request| request.current_cumulative_pass_nr + 1 >= passes);
        in_force.map(|request| request.delay).min()
    }

    /// Draws frames until the window rests.
    #[track_caller]
    pub fn settle(&mut self) {
        for _ in 0..PATIENCE {
            self.frame();
            if self.next_frame() != Some(Duration::ZERO) {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!("the window does not come to rest: {:?}", self.harness.ctx.repaint_causes());
    }

    /// Lets time pass.
    #[track_caller]
    pub fn wait(&mut self, millis: u64) {
        self.world.borrow_mut().millis += millis.saturating_sub(FRAME);
        self.settle();
    }

    /// Lets time pass while the window is hidden and nothing is drawn; asks it to close before, if `close`.
    pub fn wait_hidden(&mut self, millis: u64, close: bool) {
        let start = self.world.borrow().millis;
        for passed in (0..=millis).step_by(100) {
            self.world.borrow_mut().pass(start + passed);
            let mut input = self.harness.input_mut().clone();
            if let Some(root) = input.viewports.get_mut(&ViewportId::ROOT).filter(|_| close && passed == 0) {
                root.events.push(egui::ViewportEvent::Close);
            }
            let ctx = self.harness.ctx.clone();
            let output = ctx.run_logic(&input, |ctx| self.harness.state_mut().go_on(ctx));
            let commands = output.viewport_commands.get(&ViewportId::ROOT);
            self.closed |= commands.is_some_and(|commands| commands.contains(&ViewportCommand::Close));
        }
    }

    // Keys.

    /// Presses keys one after the other: `"Ctrl+Down E E 1"`. `Word+` is what moves the caret by words.
    #[track_caller]
    pub fn press(&mut self, chords: &str) {
        for chord in chords.split_whitespace() {
            let (modifiers, key) = parsed(chord);
            self.stroke(modifiers, key, typed(modifiers, key));
        }
    }

    /// Presses the key at a place of the US layout that means `key` on the person's own layout.
    #[track_caller]
    pub fn press_at(&mut self, place: Key, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers };
        let text = typed(modifiers, key).map(Event::Text);
        self.happens([Event::ModifiersChanged(modifiers), event(true)].into_iter().chain(text));
        self.happens([event(false), Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Presses keys so fast that they come within one frame.
    #[track_caller]
    pub fn press_at_once(&mut self, chords: &str) {
        let strokes = chords.split_whitespace().map(parsed);
        let events: Vec<_> = strokes
            .flat_map(|(modifiers, key)| down(modifiers, key, typed(modifiers, key)).chain(up(modifiers, key)))
            .collect();
        self.happens(events);
    }

    /// Presses a key and holds it down, so that it is repeated so many times.
    #[track_caller]
    pub fn hold(&mut self, chord: &str, times: usize) {
        let (modifiers, key) = parsed(chord);
        self.happens(down(modifiers, key, None));
        let repeated = Event::Key { key, physical_key: Some(key), pressed: true, repeat: true, modifiers };
        for _ in 0..times {
            self.wait(300);
            self.happens([repeated.clone()]);
        }
        self.happens(up(modifiers, key));
    }

    /// Types words, letter by letter.
    #[track_caller]
    pub fn type_words(&mut self, words: &str) {
        for letter in words.chars() {
            let text = letter.to_string();
            let modifiers = if letter.is_uppercase() { Modifiers::SHIFT } else { Modifiers::NONE };
            match Key::from_name(&text.to_uppercase()) {
                _ if letter == ' ' => self.stroke(modifiers, Key::Space, Some(text)),
                Some(key) => self.stroke(modifiers, key, Some(text)),
                None => self.happens([Event::Text(text)]),
            }
        }
    }

    /// Pastes words.
    #[track_caller]
    pub fn paste(&mut self, words: &str) {
        self.happens([Event::Paste(words.to_owned())]);
    }

    #[track_caller]
    fn stroke(&mut self, modifiers: Modifiers, key: Key, text: Option<String>) {
        self.harness.input_mut().events.extend(down(modifiers, key, text));
        self.frame();
        self.happens(up(modifiers, key));
    }

    /// Puts events into one frame and lets the window come to rest.
    #[track_caller]
    fn happens(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.settle();
    }

    /// Selects words of the article, the first place after the caret that has them, by searching for them.
    #[track_caller]
    pub fn select(&mut self, words: &str) {
        self.press("Ctrl+F Ctrl+A");
        self.paste(words);
        self.press("Escape");
        assert_eq!(self.selected(), words);
    }

    // Mouse.

    /// Clicks on what has this label.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        let rect = self.rect(None, label);
        self.click_at(rect.center());
    }

    /// Clicks on what has this role and label.
    #[track_caller]
    pub fn click_on(&mut self, role: Role, label: &str) {
        let rect = self.rect(Some(role), label);
        self.click_at(rect.center());
    }

    /// Clicks on the first of those that have this role and label.
    #[track_caller]
    pub fn click_first(&mut self, role: Role, label: &str) {
        let first = self.harness.get_all_by_role_and_label(role, label).next().expect("nothing has this label");
        let at = first.rect().center();
        self.click_at(at);
    }

    /// Moves the pointer to a point.
    #[track_caller]
    pub fn point_at(&mut self, at: Pos2) {
        self.happens([Event::PointerMoved(at)]);
    }

    /// Clicks on what has this role and label as an assistive technology does: by name, wherever it is.
    #[track_caller]
    pub fn ask_for(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click_accesskit();
        self.settle();
    }

    /// Gives the keyboard to what has this role and label, as an assistive technology does.
    #[track_caller]
    pub fn ask_for_focus(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).focus();
        self.settle();
    }

    /// Clicks at a point.
    #[track_caller]
    pub fn click_at(&mut self, at: Pos2) {
        self.click_with(Modifiers::NONE, at);
    }

    /// Clicks at a point with modifiers held down.
    #[track_caller]
    pub fn click_with(&mut self, modifiers: Modifiers, at: Pos2) {
        self.happens([Event::ModifiersChanged(modifiers), Event::PointerMoved(at)]);
        self.happens([button(at, true, modifiers)]);
        self.happens([button(at, false, modifiers), Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Presses at a point, moves to another in steps, and releases there.
    #[track_caller]
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.happens([Event::PointerMoved(from)]);
        self.happens([button(from, true, Modifiers::NONE)]);
        for part in 1..=4 {
            self.happens([Event::PointerMoved(from.lerp(to, part as f32 / 4.0))]);
        }
        self.happens([button(to, false, Modifiers::NONE)]);
    }

    /// Turns the wheel over a point, by so many points, with modifiers held down.
    #[track_caller]
    pub fn wheel(&mut self, modifiers: Modifiers, at: Pos2, delta: egui::Vec2) {
        let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
        self.happens([Event::ModifiersChanged(modifiers), Event::PointerMoved(at)]);
        let source = egui::MouseWheelSource::Trackpad;
        self.harness.input_mut().events.push(Event::MouseWheel { unit, delta, phase, source, modifiers });
        // What is scrolled comes in over some frames.
        for _ in 0..400 {
            self.frame();
        }
        self.happens([Event::ModifiersChanged(Modifiers::NONE), Event::PointerGone]);
    }

    /// Makes the window this large, in points.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(egui::vec2(width, height));
        self.settle();
    }

    /// Drops a file on the window.
    #[track_caller]
    pub fn drop_file(&mut self, path: PathBuf) {
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
        self.settle();
    }

    /// Asks the window to close, as its button does.
    #[track_caller]
    pub fn close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.get_mut(&ViewportId::ROOT).unwrap().events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// True if the window has closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    // The world.

    /// What the next dialog is to be answered with; without an answer it is cancelled.
    pub fn answer(&mut self, path: PathBuf) {
        self.world.borrow_mut().answers.push_back(path);
    }

    /// What dialogs asked for, since this was last looked at.
    pub fn asked(&mut self) -> Vec<FileDialog> {
        std::mem::take(&mut self.world.borrow_mut().asked)
    }

    /// Another program puts this on the clipboard: words as a page, and the words alone.
    pub fn clip(&mut self, html: Option<&str>, text: Option<&str>) {
        let [html, text] = [html, text].map(|words| words.map(str::to_owned));
        self.world.borrow_mut().clip = Clip { html, text };
    }

    /// From now on work waits.
    pub fn hold_work(&mut self) {
        self.world.borrow_mut().held = Some(Vec::new());
    }

    /// The work that waits is done, in order, and what comes next at once.
    #[track_caller]
    pub fn release_work(&mut self) {
        let held = self.world.borrow_mut().held.take().unwrap();
        for (work, reply) in held {
            let action = self.world.borrow().carry_out(work);
            reply.send(action);
        }
        self.settle();
    }

    /// The work that waits carries marks over, and is so far, in per cent.
    pub fn carries(&self, done: u32) {
        self.harness.state().state().carrying.as_ref().expect("nothing is carried over").progress.go_on(done);
    }

    /// Of the work that waits the newest is done, before all that came earlier.
    #[track_caller]
    pub fn release_newest(&mut self) {
        let (work, reply) = self.world.borrow_mut().held.as_mut().unwrap().pop().unwrap();
        let action = self.world.borrow().carry_out(work);
        reply.send(action);
        self.settle();
    }

    /// From now on the disk fails like this; `None`: it works again.
    pub fn disk_fails(&mut self, how: Option<ErrorKind>) {
        let folder = self.path("");
        self.world.borrow_mut().failing = how.map(|kind| (folder, kind));
    }

    // Files.

    /// A file in the articles' folder.
    pub fn path(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join("articles");
        if name.is_empty() { folder } else { folder.join(native(name)) }
    }

    /// The settings file as it is.
    pub fn settings(&self) -> String {
        fs::read_to_string(self.folder.path().join("home").join(FILE_NAME)).unwrap()
    }

    /// The folder of settings and data.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The names of the files in the articles' folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The annotation file of the story as it is on disk.
    #[track_caller]
    pub fn file(&self) -> AnnotationFile {
        reader::open(&annotation_path(&self.path("story.txt"))).unwrap().0
    }

    /// The marks of the story as they are on disk, one line each: `denial: the words / more words`.
    #[track_caller]
    pub fn on_disk(&self) -> Vec<String> {
        if !annotation_path(&self.path("story.txt")).exists() {
            return Vec::new();
        }
        let file = self.file();
        let line = |mark: &Annotation| format!("{}: {}", mark.kind.id(), words(&file, &mark.target));
        file.document.set().annotations().iter().map(|mark| line(mark)).collect()
    }

    /// Saves, and gives the marks as they are on disk then.
    #[track_caller]
    pub fn marks(&mut self) -> Vec<String> {
        self.press("Ctrl+S");
        self.on_disk()
    }

    /// Saves, and gives the only mark as it is on disk then.
    #[track_caller]
    pub fn mark(&mut self) -> Annotation {
        self.press("Ctrl+S");
        let file = self.file();
        assert_eq!(file.document.set().annotations().len(), 1);
        file.document.set().annotations()[0].as_ref().clone()
    }

    // What is seen.

    /// The words selected in the article.
    pub fn selected(&self) -> String {
        let open = self.open();
        open.document.article().text.slice(open.focus.selection.range()).to_owned()
    }

    /// The rest of the line after the caret.
    pub fn after_caret(&self) -> String {
        let open = self.open();
        let rest = &open.document.article().text.as_str()[open.focus.selection.focus.get()..];
        rest.lines().next().unwrap_or_default().to_owned()
    }

    /// The words of the selected mark; empty if none is.
    pub fn chosen(&self) -> String {
        let open = self.open();
        let mark = self.harness.state().state().mark();
        let ranges = mark.into_iter().flat_map(|mark| mark.target.found());
        ranges.map(|range| open.document.article().text.slice(range)).collect::<Vec<_>>().join(" / ")
    }

    /// Title of the step that would be undone, which nothing on the screen says.
    pub fn undoable(&self) -> Option<&'static str> {
        self.open().history.undoable().map(StepKind::title)
    }

    fn open(&self) -> &Open {
        self.harness.state().state().open.as_ref().expect("nothing is open")
    }

    /// What was last copied.
    pub fn clipboard(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// By how much everything is magnified.
    pub fn zoom(&self) -> f32 {
        self.harness.ctx.zoom_factor()
    }

    /// All that is on the screen, with its role, its name, and its value if that is another; but not the article itself.
    pub fn screen(&self) -> Vec<(Role, String, String)> {
        let nodes = self.harness.root().children_recursive();
        let described = nodes.map(|node| {
            let node = node.accesskit_node();
            let (label, value) = (node.label().unwrap_or_default(), node.value().unwrap_or_default());
            if node.role() == Role::Label { (node.role(), value, String::new()) } else { (node.role(), label, value) }
        });
        described.filter(|(role, ..)| *role != Role::Paragraph).collect()
    }

    /// The title of the window.
    pub fn title(&self) -> &str {
        self.harness.state().title()
    }

    /// All words that are painted, the article's too.
    pub fn painted(&self) -> Vec<String> {
        fn words(shape: &egui::Shape, found: &mut Vec<String>) {
            match shape {
                egui::Shape::Text(text) => found.push(text.galley.text().to_owned()),
                egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| words(shape, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.harness.output().shapes.iter().for_each(|clipped| words(&clipped.shape, &mut found));
        found
    }

    /// True if something on the screen has these words.
    pub fn has(&self, words: &str) -> bool {
        self.screen().iter().any(|(_, label, value)| label.contains(words) || value.contains(words))
    }

    /// Something on the screen must have these words.
    #[track_caller]
    pub fn shows(&self, words: &str) {
        assert!(self.has(words), "{words:?} is not on the screen: {:#?}", self.said());
    }

    /// Nothing on the screen may have these words.
    #[track_caller]
    pub fn lacks(&self, words: &str) {
        assert!(!self.has(words), "{words:?} is on the screen: {:#?}", self.said());
    }

    /// Every name and value on the screen.
    fn said(&self) -> Vec<String> {
        let line = |(role, label, value)| format!("{role:?} {label:?} {value:?}");
        self.screen().into_iter().map(line).collect()
    }

    /// Last message in the status bar.
    pub fn said_last(&self) -> String {
        self.harness.state().state().said.clone()
    }

    /// The value of what has this label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        self.harness
            .get_by(|node| node.label().as_deref() == Some(label) && node.role() != Role::Label)
            .value()
            .unwrap_or_default()
    }

    /// True if what has this role and label is selected or ticked.
    #[track_caller]
    pub fn is_ticked(&self, role: Role, label: &str) -> bool {
        let node = self.harness.get_by_role_and_label(role, label).accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// The label of what has the keyboard.
    pub fn focused(&self) -> String {
        let focused = self.harness.root().children_recursive().find(|node| node.is_focused());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The labels of the nodes with a role, in order.
    pub fn labels(&self, role: Role) -> Vec<String> {
        self.screen().into_iter().filter(|(other, ..)| *other == role).map(|(_, label, _)| label).collect()
    }

    /// Labels of the marks in sight in the article, in its order: `Claim: the words`.
    pub fn seen(&self) -> Vec<String> {
        self.labels(Role::Mark)
    }

    /// The article in sight, a line for each of its lines, without empty ones at the end.
    pub fn reads(&self) -> String {
        let article = self.harness.get_by_role_and_label(Role::Document, "Article");
        let lines = article.children_recursive().filter_map(|line| match line.accesskit_node().role() {
            Role::Heading => line.accesskit_node().label(),
            Role::Paragraph | Role::ListItem | Role::Blockquote | Role::Code | Role::Row | Role::Note => line.value(),
            _ => None,
        });
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    /// The paragraphs of the article in sight, with where they are.
    pub fn paragraphs(&self) -> Vec<(String, Rect)> {
        let paragraphs = self.harness.query_all_by_role(Role::Paragraph);
        paragraphs.map(|node| (node.value().unwrap_or_default(), node.rect())).collect()
    }

    /// Where the first letter of the paragraph that begins like this is on the screen.
    #[track_caller]
    pub fn start_of(&self, words: &str) -> Pos2 {
        let paragraphs = self.paragraphs();
        let (_, rect) =
            paragraphs.iter().find(|(text, _)| text.starts_with(words)).expect("no such paragraph in sight");
        rect.left_top() + egui::vec2(3.0, 12.0)
    }

    /// Where something with this label is on the screen.
    #[track_caller]
    pub fn rect(&self, role: Option<Role>, label: &str) -> Rect {
        let nodes = self.harness.root().children_recursive();
        let named: Vec<_> = nodes
            .filter(|node| {
                let node = node.accesskit_node();
                let name = if node.role() == Role::Label { node.value() } else { node.label() };
                name.as_deref() == Some(label) && role.is_none_or(|role| role == node.role())
            })
            .collect();
        match &named[..] {
            [node] => node.rect(),
            [] => panic!("nothing is named {label:?}: {:#?}", self.said()),
            several => panic!("{} things are named {label:?}: {several:#?}", several.len()),
        }
    }
}

/// The words of a target of a file.
pub fn words(file: &AnnotationFile, target: &Target) -> String {
    let fragment = |fragment: &Fragment| match fragment {
        Fragment::Found(range) => file.document.article().text.slice(*range).to_owned(),
        Fragment::Changed(changed) => {
            format!("CHANGED {} WAS {}", file.document.article().text.slice(changed.range), changed.quote.exact)
        }
        Fragment::Lost(quote) => format!("LOST {}", quote.exact),
    };
    target.fragments().iter().map(fragment).collect::<Vec<_>>().join(" / ")
}

//! A desk: the whole window with its own folder and a fake system.
//!
//! Tests use keys, mouse and files, and check files, the screen (by accessible label), the clipboard and the dialogs asked
//! for. Modifiers are those of the system the tests run on.

mod input;
mod screen;
mod world;

use std::cell::RefCell;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::{Event, Modifiers, OutputCommand, RequestRepaintInfo, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use gainsay::app::action::FileDialog;
use gainsay::app::ending::Ending;
use gainsay::model::annotation::{Annotation, Fragment, Target};
use gainsay::storage::files::annotation_path;
use gainsay::storage::reader::{self, AnnotationFile};
use gainsay::storage::settings::{FILE_NAME, Folders};
use gainsay::ui::window::Window;
use tempfile::TempDir;

use self::input::{down, parsed, typed};
use self::world::{Fake, World};
use crate::cli::native;

/// The article of most tests.
pub const STORY: &str = "\
Mill owner rejects claims about the river

\"We have not put a drop into that river since 2009\", Ola Berg, who owns the mill, told reporters on Friday.

The anglers' club says the trout are gone. It counted nine in June.

Nobody at the ministry would comment.
";

/// The window, its world and its folders.
pub struct Desk {
    /// The window, and what the framework of its tests can do with it.
    pub harness: Harness<'static, Window>,
    /// The world outside the window.
    pub world: Rc<RefCell<World>>,
    folder: Rc<TempDir>,
    ending: Arc<Ending>,
    copied: Option<String>,
    closed: bool,
    /// Requests for frames.
    requests: Arc<Mutex<Vec<RequestRepaintInfo>>>,
}

/// Maximum frames until the window rests.
const PATIENCE: usize = 120;

/// Milliseconds between frames.
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

    /// A desk with the text of a settings file, and files; opens one of them, or else the sample.
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
            // The bundled fonts lack most scripts, and tests take none from the system.
            .allow_missing_glyphs()
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

    /// Another window with the same folders and its own system.
    pub fn beside(&self, open: &str) -> Self {
        self.another(Some(open))
    }

    /// The same, without a file being named.
    pub fn beside_without_a_file(&self) -> Self {
        self.another(None)
    }

    fn another(&self, open: Option<&str>) -> Self {
        // Ids that differ from those of the first window.
        let world = World { ids: 100, ..World::default() };
        Self::at(self.folder.clone(), Rc::new(RefCell::new(world)), open)
    }

    /// Ends the program from outside, like a signal or the loss of the display; returns true if all work is kept.
    pub fn end(&self) -> bool {
        self.ending.end()
    }

    /// Another window with the same folders, after this one ended without closing.
    pub fn restart(self, open: &str) -> Self {
        let Self { harness, folder, .. } = self;
        drop(harness);
        Self::at(folder, Rc::default(), Some(open))
    }

    /// The same, without a file being named.
    pub fn restart_last(self) -> Self {
        let Self { harness, folder, .. } = self;
        drop(harness);
        Self::at(folder, Rc::default(), None)
    }

    /// Closes the window, which must succeed, and opens another one with the same folders.
    pub fn reopen(self, open: &str) -> Self {
        self.reopen_after(open, || {})
    }

    /// The same, with something that happens while no window is open.
    pub fn reopen_after(self, open: &str, happens: impl FnOnce()) -> Self {
        self.close_and_open(Some(open), happens)
    }

    /// The same, without a file being named.
    pub fn reopen_last(self, happens: impl FnOnce()) -> Self {
        self.close_and_open(None, happens)
    }

    fn close_and_open(mut self, open: Option<&str>, happens: impl FnOnce()) -> Self {
        self.close();
        assert!(self.closed, "the window did not close");
        let Self { harness, world, folder, .. } = self;
        // It is dropped before the next one opens.
        drop(harness);
        happens();
        Self::at(folder, world, open)
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
        let events = std::mem::take(&mut self.harness.input_mut().events);
        let mut input = egui::RawInput { events, ..Default::default() };
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().take_input(&ctx, &mut input);
        self.harness.input_mut().events = input.events;
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

    /// Draws one frame with these events, as the system reports them.
    pub fn draw(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.frame();
    }

    /// Draws one frame for a wheel step of some lines at the pointer.
    pub fn draw_wheel(&mut self, lines: f32) {
        let (unit, phase, source) =
            (egui::MouseWheelUnit::Line, egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
        let (delta, modifiers) = (egui::vec2(0.0, lines), Modifiers::NONE);
        self.draw([Event::MouseWheel { unit, delta, phase, source, modifiers }]);
    }

    /// Draws a frame for a key press.
    pub fn draw_key(&mut self, chord: &str) {
        let (modifiers, key) = parsed(chord);
        self.draw(down(modifiers, key, typed(modifiers, key)));
    }

    /// The time until the next scheduled repaint, if any. As in eframe, the requests of the frame's last pass and later
    /// count.
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

    /// Advances the clock.
    #[track_caller]
    pub fn wait(&mut self, millis: u64) {
        self.world.borrow_mut().millis += millis.saturating_sub(FRAME);
        self.settle();
    }

    /// Advances the clock while the window is hidden and not drawn; requests it to close first if `close`.
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

    /// Prepares the answer of the next file dialog; without one it is cancelled.
    pub fn answer(&mut self, path: PathBuf) {
        self.world.borrow_mut().answers.push_back(path);
    }

    /// The file dialogs requested since the last call.
    pub fn asked(&mut self) -> Vec<FileDialog> {
        std::mem::take(&mut self.world.borrow_mut().asked)
    }

    /// Makes jobs wait from now on.
    pub fn hold_work(&mut self) {
        self.world.borrow_mut().held = Some(Vec::new());
    }

    /// Runs the waiting jobs in order, and later ones at once.
    #[track_caller]
    pub fn release_work(&mut self) {
        let held = self.world.borrow_mut().held.take().unwrap();
        for (work, reply) in held {
            let action = self.world.borrow().carry_out(work);
            reply.answer(action);
        }
        self.settle();
    }

    /// Sets the progress of the waiting re-anchoring job, in per cent.
    pub fn carries(&self, done: u32) {
        self.harness.state().state().shell.waiting.progress().expect("nothing is carried over").go_on(done);
    }

    /// Makes the disk fail with an error; with `None` it works again.
    pub fn disk_fails(&mut self, how: Option<ErrorKind>) {
        let folder = self.path("");
        self.world.borrow_mut().failing = how.map(|kind| (folder, kind));
    }

    /// A file in the articles' folder.
    pub fn path(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join("articles");
        if name.is_empty() { folder } else { folder.join(native(name)) }
    }

    /// The text of the settings file.
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

    /// The story's annotation file on disk.
    #[track_caller]
    pub fn file(&self) -> AnnotationFile {
        reader::open(&annotation_path(&self.path("story.txt"))).unwrap().0
    }

    /// The story's marks on disk, one line each: `denial: the words / more words`.
    #[track_caller]
    pub fn on_disk(&self) -> Vec<String> {
        if !annotation_path(&self.path("story.txt")).exists() {
            return Vec::new();
        }
        let file = self.file();
        let line = |mark: &Annotation| format!("{}: {}", mark.kind.id(), words(&file, &mark.target));
        file.document.set().annotations().iter().map(|mark| line(mark)).collect()
    }

    /// Saves, and returns the marks on disk.
    #[track_caller]
    pub fn marks(&mut self) -> Vec<String> {
        self.press("Ctrl+S");
        self.on_disk()
    }

    /// Saves, and returns the only mark on disk.
    #[track_caller]
    pub fn mark(&mut self) -> Annotation {
        self.press("Ctrl+S");
        let file = self.file();
        assert_eq!(file.document.set().annotations().len(), 1);
        file.document.set().annotations()[0].as_ref().clone()
    }
}

/// The text of a target of a file.
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

//! The event loop of the window, between winit and eframe.
//!
//! eframe paints a frame for each event. Key releases, and `Ctrl` or `Shift` alone, change nothing on the screen, so
//! they are held back until the next event that may.

use std::sync::Mutex;

use eframe::{AppCreator, EframeWinitApplication, NativeOptions, UserEvent};
use log::{LevelFilter, Log, Metadata, Record};
use winit::application::ApplicationHandler;
use winit::event::{DeviceEvent, DeviceId, ElementState, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::keyboard::{Key, NamedKey};
use winit::window::WindowId;

/// Opens the window; returns when it is closed.
///
/// # Errors
/// Without a display, or without a way to draw on it.
pub fn run(name: &str, options: NativeOptions, creator: AppCreator<'_>) -> Result<(), String> {
    // With a foreign event loop, eframe reports failures only in its log.
    let _ = log::set_logger(&FAILURE);
    log::set_max_level(LevelFilter::Error);
    #[cfg(target_os = "macos")]
    crate::ui::sent::listen();
    let event_loop = EventLoop::with_user_event().build().map_err(|error| reason(&error.to_string()).to_owned())?;
    let eframe = eframe::create_native(name, options, creator, &event_loop);
    event_loop
        .run_app(&mut Filter { eframe, kept: Vec::new() })
        .map_err(|error| reason(&error.to_string()).to_owned())?;
    FAILURE.0.lock().ok().and_then(|mut failure| failure.take()).map_or(Ok(()), Err)
}

/// The reason in an error of winit 0.30, without the place in its source: "os error at mod.rs:765: no display.".
fn reason(error: &str) -> &str {
    let place = error.strip_prefix("os error at ").and_then(|rest| rest.split_once(".rs:"));
    let reason = place.and_then(|(_, rest)| rest.split_once(": ")).map_or(error, |(_, reason)| reason);
    reason.trim_end_matches('.')
}

/// The failure that ended the window.
struct Failure(Mutex<Option<String>>);

static FAILURE: Failure = Failure(Mutex::new(None));

impl Log for Failure {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("eframe")
    }

    fn log(&self, record: &Record<'_>) {
        let message = record.args().to_string();
        // The prefix of the message in eframe 0.37.
        if let (true, Some(error)) =
            (self.enabled(record.metadata()), message.strip_prefix("Exiting because of error: "))
            && let Ok(mut failure) = self.0.lock()
        {
            *failure = Some(error.to_owned());
        }
    }

    fn flush(&self) {}
}

/// Forwards events; invisible ones together with the next visible one.
struct Filter<'a> {
    eframe: EframeWinitApplication<'a>,
    kept: Vec<(WindowId, WindowEvent)>,
}

/// True for an event that changes nothing on the screen. `Alt` does: it opens menus.
fn shows_nothing(event: &WindowEvent) -> bool {
    match event {
        WindowEvent::KeyboardInput { event, .. } => {
            let held = [NamedKey::Control, NamedKey::Shift, NamedKey::Super];
            match event.logical_key {
                Key::Named(NamedKey::Alt | NamedKey::AltGraph) => false,
                Key::Named(key) if held.contains(&key) => true,
                _ => event.state == ElementState::Released,
            }
        }
        WindowEvent::ModifiersChanged(modifiers) => !modifiers.state().alt_key(),
        _ => false,
    }
}

impl ApplicationHandler<UserEvent> for Filter<'_> {
    fn window_event(&mut self, event_loop: &ActiveEventLoop, window: WindowId, event: WindowEvent) {
        if shows_nothing(&event) {
            return self.kept.push((window, event));
        }
        // Together with a frame that is due anyway, they would request another one.
        if !matches!(event, WindowEvent::RedrawRequested) {
            for (window, event) in self.kept.drain(..) {
                self.eframe.window_event(event_loop, window, event);
            }
        }
        self.eframe.window_event(event_loop, window, event);
    }

    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        self.eframe.resumed(event_loop);
    }

    fn new_events(&mut self, event_loop: &ActiveEventLoop, cause: StartCause) {
        self.eframe.new_events(event_loop, cause);
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: UserEvent) {
        self.eframe.user_event(event_loop, event);
    }

    fn device_event(&mut self, event_loop: &ActiveEventLoop, device: DeviceId, event: DeviceEvent) {
        self.eframe.device_event(event_loop, device, event);
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.eframe.about_to_wait(event_loop);
    }

    fn suspended(&mut self, event_loop: &ActiveEventLoop) {
        self.eframe.suspended(event_loop);
    }

    fn exiting(&mut self, event_loop: &ActiveEventLoop) {
        self.eframe.exiting(event_loop);
    }

    fn memory_warning(&mut self, event_loop: &ActiveEventLoop) {
        self.eframe.memory_warning(event_loop);
    }
}

/// The options of the native window.
pub fn options() -> NativeOptions {
    let icon =
        eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icons/gainsay-256.png")).unwrap_or_default();
    NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Gainsay")
            .with_app_id("gainsay")
            .with_inner_size([1280.0, 820.0])
            .with_min_inner_size([320.0, 256.0])
            .with_drag_and_drop(true)
            .with_icon(icon),
        persist_window: false,
        // Searching the system's fonts takes time and memory: the window does it when characters need it.
        system_font_fallback: false,
        // There are no gradients, and without a GPU dithering takes an eighth of a frame.
        dithering: false,
        ..Default::default()
    }
}

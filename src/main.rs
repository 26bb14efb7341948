//! The program: runs a command, or else opens the window.

// Without this, Windows opens a console beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;
use std::sync::Arc;
#[cfg(unix)]
use std::time::Duration;

use gainsay::app::ending::Ending;
use gainsay::app::key_table::key_table;
use gainsay::cli::{self, console};
use gainsay::storage::settings::{Folders, Settings, SettingsFile};
use gainsay::ui::event_loop;
use gainsay::ui::platform::Real;
use gainsay::ui::start::Start;
use gainsay::ui::typeset;
use gainsay::ui::window::Window;

fn main() -> ExitCode {
    console::attach();
    let arguments = match cli::arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if let Some(code) = cli::run(&arguments, keys) {
        return code;
    }
    let Some(folders) = Folders::of_system() else {
        return cli::complain("no home folder was found for the settings; name one in GAINSAY_HOME");
    };
    console::detach();
    let ending = Arc::<Ending>::default();
    end_on_signals(&ending);
    ending.guard_this_thread();
    let missing = arguments.file.as_ref().filter(|file| !file.exists()).map(|file| file.display().to_string());
    // The recent files must be found from any folder.
    let file = arguments.file.map(|file| std::path::absolute(&file).unwrap_or(file));
    let start = Start::early(&folders, file);
    let window = |creation: &eframe::CreationContext<'_>| {
        typeset::install(&creation.egui_ctx);
        let window = Window::new(&creation.egui_ctx, folders, Box::new(Real::default()), start);
        window.guarded_by(ending, &creation.egui_ctx)
    };
    match event_loop::run("gainsay", event_loop::options(), Box::new(|creation| Ok(Box::new(window(creation))))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::attach();
            let first = missing.map_or_else(String::new, |file| format!("{file} does not exist, and "));
            cli::complain(format_args!(
                "{first}no window can be opened ({error}); without a display these work: gainsay {}",
                cli::commands().join(", ")
            ))
        }
    }
}

/// The table of keys with the person's settings.
fn keys() -> String {
    let settings = Folders::of_system().map_or_else(Settings::default, |folders| SettingsFile::open(&folders).1);
    key_table(&settings)
}

/// Time for the window to close by itself once its work is saved.
#[cfg(unix)]
const GRACE: Duration = Duration::from_secs(2);

/// Saves before a signal ends the program: SIGTERM, SIGHUP and SIGINT.
#[cfg(unix)]
fn end_on_signals(ending: &Arc<Ending>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Without a handler the system ends the program at once, which loses at most the last second of work.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    let ending = ending.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            ending.end();
            if ending.close() {
                std::thread::sleep(GRACE);
            }
            // The sender must see the effect of its signal.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Other systems send no signal: at most the last second of work is lost, as in a power cut.
#[cfg(not(unix))]
fn end_on_signals(_: &Arc<Ending>) {}

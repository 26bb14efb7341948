//! The program: a command line where one is asked for, else the window.

// Without this, Windows opens a terminal beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

use gainsay::cli::{self, console};
use gainsay::storage::settings::Folders;
use gainsay::ui::platform::Real;
use gainsay::ui::window::{self, Start, Window};

fn main() -> ExitCode {
    console::attach();
    let arguments = match cli::arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if let Some(code) = cli::run(&arguments) {
        return code;
    }
    let Some(folders) = Folders::of_system() else {
        return cli::complain("this user has no home folder to keep settings in; name one in GAINSAY_HOME");
    };
    console::detach();
    let start = Start::early(&folders, arguments.file);
    let window = |creation: &eframe::CreationContext<'_>| {
        Window::new(&creation.egui_ctx, folders, Box::new(Real::default()), start)
    };
    match eframe::run_native("gainsay", window::options(), Box::new(|creation| Ok(Box::new(window(creation))))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::attach();
            cli::complain(format_args!(
                "no window can be opened ({error}); without a display these work: gainsay export, check, merge, formats, \
                 keys"
            ))
        }
    }
}

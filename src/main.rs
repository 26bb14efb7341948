//! The program: a command line where one is asked for, else the window.

use std::process::ExitCode;

use gainsay::app::state::{State, Tone};
use gainsay::storage::settings;
use gainsay::ui::platform::Real;
use gainsay::ui::window::Window;
use gainsay::{cli, ui};

fn main() -> ExitCode {
    let arguments = match cli::arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if let Some(code) = cli::run(&arguments) {
        return code;
    }
    let read = settings::read();
    let options = ui::window::options();
    let opened = eframe::run_native(
        "gainsay",
        options,
        Box::new(move |creation| {
            let mut state = State::new(read.settings);
            if let Some(broken) = read.broken {
                state.settings_writable = false;
                state.notify(Tone::Warning, broken);
            }
            let platform = Box::new(Real::default());
            Ok(Box::new(Window::new(&creation.egui_ctx, state, platform, arguments.file)))
        }),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::complain(format_args!(
            "no window can be opened ({error}); without a display these work: gainsay export, check, formats, keys"
        )),
    }
}

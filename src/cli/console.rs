//! The console of the program that started this one, on Windows.
//!
//! A Windows program is built either for the console, and then gets a console beside its window, or for windows, and then
//! has none. Gainsay is built for windows and attaches itself to the console it was started from.

/// Attaches to the console of the parent process, so that output is seen there. Redirected standard streams stay as they
/// are. Does nothing on other systems.
pub fn attach() {
    #[cfg(windows)]
    {
        use win32console::console::{HandleType, WinConsole};

        /// `ATTACH_PARENT_PROCESS` of `AttachConsole` (Windows Console documentation).
        const PARENT: u32 = u32::MAX;

        let given = [HandleType::Input, HandleType::Output, HandleType::Error]
            .map(|which| (which, WinConsole::get_std_handle(which)));
        // A program started from an icon has no console.
        if WinConsole::attach_console(PARENT).is_err() {
            return;
        }
        for (which, handle) in given {
            if let Ok(handle) = handle
                && !handle.is_null()
            {
                let _ = WinConsole::set_std_handle(which, handle);
            }
        }
    }
}

/// Detaches from the console: closing it, or `Ctrl+C` in it, must not end the window.
pub fn detach() {
    #[cfg(windows)]
    let _ = win32console::console::WinConsole::free_console();
}

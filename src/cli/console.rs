//! The terminal that the program was started from, on Windows.
//!
//! There a program is built either for a terminal, and then the system opens one beside its window, or for a window, and
//! then the terminal it is started from hears nothing of it. Gainsay is built for a window and joins that terminal itself.

/// Joins the terminal of the program that started this one, so that what is printed is seen there. Standard input, output
/// and error that lead to a file or another program stay as they are. Elsewhere than on Windows there is nothing to do.
pub fn attach() {
    #[cfg(windows)]
    {
        use win32console::console::{HandleType, WinConsole};

        /// `ATTACH_PARENT_PROCESS` of `AttachConsole` (Windows Console documentation).
        const PARENT: u32 = u32::MAX;

        let given = [HandleType::Input, HandleType::Output, HandleType::Error]
            .map(|which| (which, WinConsole::get_std_handle(which)));
        // Started by an icon, there is no terminal.
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

/// Leaves the terminal again: closing it, or `Ctrl+C` in it, must not end a window.
pub fn detach() {
    #[cfg(windows)]
    let _ = win32console::console::WinConsole::free_console();
}

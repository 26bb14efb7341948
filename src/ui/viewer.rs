//! The system's viewer for a file that was printed: the only program that Gainsay starts.

use std::path::Path;
use std::process::{Command, Stdio};

/// The program that shows a file in whatever shows such files.
const OPENER: &str = match () {
    () if cfg!(target_os = "macos") => "open",
    () if cfg!(windows) => "explorer",
    () => "xdg-open",
};

/// Shows a file that this program wrote, by its absolute path, which no program takes for an option; false if that failed.
/// It may return only when the viewer ends.
pub fn show(path: &Path) -> bool {
    if !path.is_absolute() {
        return false;
    }
    let mut command = Command::new(OPENER);
    let status = command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    // Explorer ends with 1 also after it has shown the file.
    status.is_ok_and(|status| status.success() || cfg!(windows))
}

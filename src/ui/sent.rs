//! Files that the system sends to the program, instead of naming them when it starts it: macOS does so with every file that is
//! opened in Finder or dropped on the icon in the Dock, also at the start.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ashlar_native::open_files::{OpenFiles, Opened};

use crate::app::action::Intent;
use crate::ui::reply::Reply;

/// The files that came and are not opened yet, and the window that opens them.
struct Sent {
    files: Option<OpenFiles>,
    window: Option<Reply>,
}

/// One for the program, as the system has one for it.
static SENT: Mutex<Sent> = Mutex::new(Sent { files: None, window: None });

/// Begins to listen. To be called on the main thread before the event loop starts, or the first files are missed.
pub fn listen() {
    let files = OpenFiles::new(Arc::new(forward));
    // Where it cannot listen, files are still opened from the menu and by dropping them on the window.
    let _ = files.listen_os();
    SENT.lock().unwrap_or_else(PoisonError::into_inner).files = Some(files);
}

/// Names the window that opens the files.
pub(super) fn belong_to(window: Reply) {
    SENT.lock().unwrap_or_else(PoisonError::into_inner).window = Some(window);
    forward();
}

/// Hands the files over to the window, if there is one yet.
fn forward() {
    let sent = SENT.lock().unwrap_or_else(PoisonError::into_inner);
    let (Some(files), Some(window)) = (&sent.files, &sent.window) else { return };
    let path = |opened| if let Opened::File(path) = opened { Some(path) } else { None };
    let paths: Vec<PathBuf> = files.drain().into_iter().filter_map(path).collect();
    if !paths.is_empty() {
        window.send(Intent::Drop(paths));
    }
}

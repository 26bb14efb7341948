//! The project file on disk, as the window knows it.

use crate::app::session::watch::Holding;
use crate::jobs::watch::LookJob;

/// The project file on disk: what is known of it, and which window works on it.
#[derive(Debug, Default)]
pub struct FileState {
    /// True once the file was read, or known not to be there.
    pub is_read: bool,
    /// True while it is being read.
    pub reading: bool,
    /// The file as it is expected to be, which is watched.
    pub watched: Option<Box<LookJob>>,
    /// The time of the next look at it, in milliseconds since the start; `None` while only changes matter.
    pub again: Option<u64>,
    /// The window that works on the project.
    pub holding: Holding,
    /// True if the person knows that the work cannot be kept.
    pub warned: bool,
}

//! Writing the settings.

use std::sync::{Mutex, PoisonError};

use crate::storage::files::SaveError;
use crate::storage::settings::{Settings, SettingsFile};

/// Settings to write.
#[derive(Clone, Debug)]
pub struct SettingsJob {
    /// The settings.
    pub settings: Settings,
    /// Their number in the order of changes: of several jobs at once, the latest settings win.
    pub number: u64,
}

/// The settings file, with the number of the settings written last.
pub struct SettingsStore(Mutex<(SettingsFile, u64)>);

impl SettingsStore {
    /// A store with nothing written yet.
    pub fn new(file: SettingsFile) -> Self {
        Self(Mutex::new((file, 0)))
    }

    /// Writes settings, unless later ones have been written.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, job: &SettingsJob) -> Result<(), SaveError> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, last) = &mut *store;
        if job.number < *last {
            return Ok(());
        }
        *last = job.number;
        file.save(&job.settings)
    }
}

//! Folders of the settings and of the person's data.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::files::SaveError;
use crate::storage::replace;

/// Environment variable that names one folder for settings and data instead of the system's two.
pub const HOME_VARIABLE: &str = "GAINSAY_HOME";

/// Name of the settings file in its folder.
pub const FILE_NAME: &str = "settings.ron";

/// Folders of settings and data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Folders {
    /// The folder that [`HOME_VARIABLE`] names, if it does; else those the system has for this (on Linux, as the XDG Base
    /// Directory Specification says). `None` if it has none, as for a user without a home.
    pub fn of_system() -> Option<Self> {
        match std::env::var_os(HOME_VARIABLE).filter(|home| !home.is_empty()) {
            Some(home) => Some(Self::at(home)),
            None => {
                let folders = directories::ProjectDirs::from("", "", "gainsay")?;
                Some(Self { config: folders.config_dir().to_owned(), data: folders.data_dir().to_owned() })
            }
        }
    }

    /// One folder for both.
    pub fn at(home: impl AsRef<OsStr>) -> Self {
        let home = PathBuf::from(home.as_ref());
        Self { config: home.clone(), data: home }
    }

    /// The settings file; it may not be there yet.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join(FILE_NAME)
    }

    /// Where the program keeps what it makes for the person; it may not be there yet.
    pub fn data_folder(&self) -> &Path {
        &self.data
    }

    /// Puts files, by name, into the folder `name` of the data folder, and returns that. Those that are there already are
    /// left as they are: they may have been worked on.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn sample_copy(&self, name: &str, contents: &[(&str, &[u8])]) -> Result<PathBuf, SaveError> {
        let folder = self.data.join(name);
        fs::create_dir_all(&folder).map_err(|source| SaveError::System { path: folder.clone(), source })?;
        for (file, bytes) in contents {
            match replace::save(&folder.join(file), bytes, None) {
                Ok(_) | Err(SaveError::Exists { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(folder)
    }
}

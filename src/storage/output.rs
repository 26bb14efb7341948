//! Messages about output: files that are made from the work, which is safe elsewhere.

use crate::storage::files::{SaveError, why};

impl SaveError {
    /// The message about an output that was not written.
    pub fn of_output(&self) -> String {
        match self {
            Self::System { path, source } => {
                format!("{} was not written: {}. Choose another place", path.display(), why(path, source))
            }
            Self::LeadsNowhere { path, target } => format!(
                "{} was not written: it is a link to {}, which does not exist. Delete the link, or choose another place",
                path.display(),
                target.display()
            ),
            Self::Protected { path } => format!(
                "{} was not written: that file is read-only, and unchanged. Make it writable, or choose another place",
                path.display()
            ),
            Self::Changed { .. } | Self::Exists { .. } | Self::Gone { .. } => self.to_string(),
        }
    }
}

//! Exports of a whole project: its marks, its threads, its report.
//!
//! Formats of marks write what the format of the same name writes for one article, for all of them at once, with the links
//! between articles. Reports show the threads: who says what, where and when, what answers it, and where it is told
//! differently. All are in the table [`PROJECT_EXPORTS`]; the [`LISTS`] are also printed by the command line.

mod formats;
mod gathered;
mod lists;
mod losses;
mod markdown;
mod marks;
pub mod report;
mod survey;

pub use formats::{PROJECT_EXPORTS, ProjectFormat, project_format};
pub use lists::{LISTS, ProjectList};
pub use losses::{ProjectLoss, project_losses};
pub use survey::Survey;

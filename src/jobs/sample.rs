//! The sample article and the sample project.

use std::path::{Path, PathBuf};

use crate::storage::project::FILE_NAME;
use crate::storage::settings::Folders;

/// A file of a sample, by its name.
type File = (&'static str, &'static [u8]);

/// The sample article and its annotations.
const ARTICLE: [File; 2] = [
    ("sample.txt", include_bytes!("../../assets/sample.txt")),
    ("sample.txt.ron", include_bytes!("../../assets/sample.txt.ron")),
];

/// The folder of the sample article in the data folder.
const FOLDER: &str = "sample";

/// Names a file of the sample project with its annotations.
macro_rules! annotated {
    ($name:literal) => {
        [
            ($name, include_bytes!(concat!("../../assets/project/", $name)).as_slice()),
            (concat!($name, ".ron"), include_bytes!(concat!("../../assets/project/", $name, ".ron")).as_slice()),
        ]
    };
}

/// The articles of the sample project with their annotations.
const ARTICLES: [[File; 2]; 4] = [
    annotated!("marrow-courier.html"),
    annotated!("lakeside-radio.html"),
    annotated!("rail-and-road-weekly.html"),
    annotated!("evening-post.html"),
];

/// The project file of the sample project.
const PROJECT_FILE: File = (FILE_NAME, include_bytes!("../../assets/project/project.gainsay.ron"));

/// A sample that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// One annotated article.
    Article,
    /// A folder of articles that tell one story.
    Project,
}

/// The path of the person's own copy of the sample article, which is written if there is none.
///
/// # Errors
/// With a message for the person, if it cannot be written.
pub fn sample(folders: &Folders) -> Result<PathBuf, String> {
    let folder = folders.sample_copy(FOLDER, &ARTICLE).map_err(|error| error.to_string())?;
    Ok(folder.join(ARTICLE[0].0))
}

/// True for the path of the person's own copy of the sample article.
pub fn is_sample(folders: &Folders, path: &Path) -> bool {
    path.strip_prefix(folders.data_folder()).is_ok_and(|within| within == Path::new(FOLDER).join(ARTICLE[0].0))
}

/// The path of the person's own copy of the sample project. Files of it that are missing are written.
///
/// # Errors
/// With a message for the person, if it cannot be written.
pub fn sample_project(folders: &Folders) -> Result<PathBuf, String> {
    let files = [ARTICLES.as_flattened(), &[PROJECT_FILE]].concat();
    folders.sample_copy("Sample project", &files).map_err(|error| error.to_string())
}

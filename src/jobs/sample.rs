//! The sample article.

use std::path::PathBuf;

use crate::storage::settings::Folders;

/// The sample article and its annotations.
const SAMPLE: [(&str, &[u8]); 2] = [
    ("sample.txt", include_bytes!("../../assets/sample.txt")),
    ("sample.txt.ron", include_bytes!("../../assets/sample.txt.ron")),
];

/// The path of the person's own copy of the sample article, which is written if there is none.
///
/// # Errors
/// With a message for the person, if it cannot be written.
pub fn sample(folders: &Folders) -> Result<PathBuf, String> {
    let folder = folders.sample_copy("sample", &SAMPLE).map_err(|error| error.to_string())?;
    Ok(folder.join(SAMPLE[0].0))
}

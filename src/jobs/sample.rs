//! The sample article.

use std::path::PathBuf;

use crate::storage::settings::Folders;

/// The sample article and its annotations, as they come with the program.
const SAMPLE: [(&str, &[u8]); 2] = [
    ("sample.txt", include_bytes!("../../assets/sample.txt")),
    ("sample.txt.ron", include_bytes!("../../assets/sample.txt.ron")),
];

/// The person's own copy of the sample article, made if it is not there: trying things out changes nothing else.
///
/// # Errors
/// With a message for the person if it cannot be written.
pub fn sample(folders: &Folders) -> Result<PathBuf, String> {
    let folder = folders.sample_copy("sample", &SAMPLE).map_err(|error| error.to_string())?;
    Ok(folder.join(SAMPLE[0].0))
}

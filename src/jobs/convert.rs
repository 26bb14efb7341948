//! Converting, off the window's thread: articles as JSON, one or a folder of them in parallel.

use std::path::Path;
use std::path::PathBuf;

use crate::articles::{ARTICLE_FORMATS, Notice, ReadOptions, to_json};
use crate::encoding::Cancellation;
use crate::jobs::open::is_annotations;
use crate::jobs::parallel::each;
use crate::jobs::read::{Access, Kept, read_annotations, read_article};
use crate::jobs::write::write_file;
use crate::storage::tree;

/// What an article became.
#[derive(Debug)]
pub struct Conversion {
    /// The article, as JSON.
    pub json: String,
    /// What there is to say of opening it.
    pub notices: Vec<String>,
}

/// Reads an article, or the one that is kept with annotations (.ron); `whole` with what stands around it on its page.
///
/// # Errors
/// With a message for the person.
pub fn convert(path: &Path, whole: bool) -> Result<Conversion, String> {
    if is_annotations(path) {
        let Kept { file, told, .. } = read_annotations(path, Access::Read)?;
        return Ok(Conversion { json: to_json(file.document.article()), notices: told });
    }
    let options = ReadOptions { whole: Some(whole), ..ReadOptions::default() };
    let imported = read_article(path, options, None, Cancellation::NEVER)?.parsed;
    let notices = imported.notices.into_iter().map(|notice| match notice {
        Notice::Info(text) | Notice::Warning(text) => text,
        // The window has a command for it, and `gainsay convert` an option.
        Notice::Partial(text) => format!("{text}; --whole-page shows all"),
    });
    Ok(Conversion { json: to_json(&imported.article), notices: notices.collect() })
}

/// Writes a conversion, in the place of any that is there, but never in that of the article.
///
/// # Errors
/// With a message for the person.
pub fn write(conversion: &Conversion, article: &Path, path: &Path) -> Result<(), String> {
    let json = conversion.json.as_bytes();
    write_file(path, json, &[article.to_owned()], true).map_err(|error| error.to_string())
}

/// What became of one article of a folder.
#[derive(Debug)]
pub struct Converted {
    /// Its file.
    pub path: PathBuf,
    /// What there is to say of opening it, or why it could not be converted.
    pub result: Result<Vec<String>, String>,
}

/// Converts every article in a folder, and in those that lie in it, into folders of the same names in `output`: `story.html`
/// becomes `story.html.json`. Tells `report` how many there are, and of each, in the order of their paths.
///
/// # Errors
/// If the folder cannot be read, or nothing in it is an article. What fails for one is told to `report`.
pub fn convert_tree(
    folder: &Path,
    output: &Path,
    whole: bool,
    report: &mut dyn FnMut(usize, Converted),
) -> Result<(), String> {
    let extensions: Vec<&str> = ARTICLE_FORMATS.iter().flat_map(|row| row.extensions).copied().collect();
    let found = tree::files(folder, output, &extensions)?;
    if found.is_empty() {
        let all: Vec<String> = extensions.iter().map(|extension| format!(".{extension}")).collect();
        return Err(format!("no articles ({}) found in {}", all.join(", "), folder.display()));
    }
    let convert_one = |path: &PathBuf| {
        let conversion = convert(path, whole)?;
        let mut place = output.join(path.strip_prefix(folder).unwrap_or(path)).into_os_string();
        place.push(".json");
        let place = PathBuf::from(place);
        tree::create(place.parent().unwrap_or(output)).map_err(|error| error.to_string())?;
        write(&conversion, path, &place)?;
        Ok(conversion.notices)
    };
    let work = |path: &PathBuf| Converted { path: path.clone(), result: convert_one(path) };
    each(&found, work, |converted| report(found.len(), converted));
    Ok(())
}

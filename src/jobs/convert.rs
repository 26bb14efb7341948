//! Converting articles to JSON: one, or a folder of them on all processors.

use std::path::{Path, PathBuf};

use crate::articles::{ARTICLE_FORMATS, Notice, ReadOptions, to_json};
use crate::encoding::Cancellation;
use crate::jobs::open::is_annotations;
use crate::jobs::parallel::in_parallel;
use crate::jobs::read::{Access, ReadAnnotations, ReadArticle, read_annotations, read_article};
use crate::jobs::write::write_file;
use crate::model::article::Article;
use crate::storage::tree;

/// A converted article.
#[derive(Debug)]
pub struct Conversion {
    /// The article.
    pub article: Article,
    /// Messages about opening it.
    pub notices: Vec<String>,
}

/// Converts an article, or the one in an annotation file (.ron); `whole` includes everything on a web page.
///
/// # Errors
/// With a message for the person.
pub fn convert(path: &Path, whole: bool) -> Result<Conversion, String> {
    if is_annotations(path) {
        return Ok(kept(read_annotations(path, Access::Read)?));
    }
    Ok(read(read_article(path, options(whole), None, Cancellation::NEVER)?))
}

/// The options for reading an article, or a whole page.
pub fn options(whole: bool) -> ReadOptions<'static> {
    ReadOptions { whole: Some(whole), ..ReadOptions::default() }
}

/// Converts the article that annotations hold.
pub fn kept(annotations: ReadAnnotations) -> Conversion {
    let ReadAnnotations { file, cut_short, .. } = annotations;
    Conversion { article: file.document.article().clone(), notices: cut_short }
}

/// Converts an article that was read.
pub fn read(article: ReadArticle) -> Conversion {
    let notices = article.parsed.notices.into_iter().map(|notice| match notice {
        Notice::Info(text) | Notice::Warning(text) => text,
        // The window has a command for this, and `gainsay convert` an option.
        Notice::Partial(text) => format!("{text}; --whole-page shows all"),
    });
    Conversion { article: article.parsed.article, notices: notices.collect() }
}

/// Writes a conversion, also over an existing file, but never over the article.
///
/// # Errors
/// With a message for the person.
pub fn write(conversion: &Conversion, article: &Path, path: &Path) -> Result<(), String> {
    write_file(path, to_json(&conversion.article).as_bytes(), &[article.to_owned()], true)
        .map_err(|error| error.to_string())
}

/// The outcome for one article of a folder.
#[derive(Debug)]
pub struct Converted {
    /// The file.
    pub path: PathBuf,
    /// Messages about opening it, or why it could not be converted.
    pub result: Result<Vec<String>, String>,
}

/// Converts every article in a folder and its subfolders into the same subfolders of `output`: `story.html` becomes
/// `story.html.json`. Calls `report` with the number of articles and the outcome for each, in the order of their paths.
///
/// # Errors
/// If the folder cannot be read, or has no article. A failure of one article goes to `report`.
pub fn convert_tree(
    folder: &Path,
    output: &Path,
    whole: bool,
    report: &mut dyn FnMut(usize, Converted),
) -> Result<(), String> {
    let extensions: Vec<&str> = ARTICLE_FORMATS.iter().flat_map(|row| row.extensions).copied().collect();
    let found = tree::files(folder, output, &extensions)?.files;
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
    in_parallel(&found, work, |converted| report(found.len(), converted));
    Ok(())
}

//! Documents that are in no file: the content of an article and of its annotations, as a record of a data set has them.

use std::path::PathBuf;

use crate::articles::ReadOptions;
use crate::jobs::anchor::{Anchored, anchor_on};
use crate::jobs::convert::{self, Conversion};
use crate::jobs::open::{Loaded, join};
use crate::jobs::read::{ReadAnnotations, ReadArticle, parse_annotations, parse_content};
use crate::jobs::repair::{Repaired, repaired};
use crate::storage::files;

/// The content of a document's files.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The name of the article's file, for its format and messages.
    pub name: PathBuf,
    /// The bytes of the article.
    pub article: Option<Vec<u8>>,
    /// The bytes of its annotation file.
    pub annotations: Option<Vec<u8>>,
}

/// The parts of a document, parsed: the article on the annotations.
type Parts = (Option<ReadArticle>, Option<ReadAnnotations>);

impl Content {
    fn annotation_path(&self) -> PathBuf {
        files::annotation_path(&self.name)
    }

    fn parse(self, options: ReadOptions<'_>) -> Result<Parts, String> {
        let path = self.annotation_path();
        let kept = self.annotations.map(|content| parse_annotations(&path, content)).transpose()?;
        let article = kept.as_ref().map(|kept| kept.file.document.article());
        let parse = |content| parse_content(&self.name, content, options, article);
        Ok((self.article.map(parse).transpose()?, kept))
    }
}

/// Opens a document to read it. The annotations are reanchored if the article is not the one they were made on.
///
/// # Errors
/// With a message for the person.
pub fn open_content(content: Content) -> Result<Loaded, String> {
    let (name, path) = (content.name.clone(), content.annotation_path());
    let (article, kept) = content.parse(ReadOptions::default())?;
    // Without an article of its own, it is the one that the annotations hold.
    let held =
        |kept: &ReadAnnotations| ReadArticle { parsed: kept.file.document.article().clone().into(), stamp: kept.stamp };
    let article = article.or_else(|| kept.as_ref().map(held));
    Ok(join(article.map(|article| (name, article)), path, kept, &|_| true))
}

/// Converts the article, or the one in the annotations; `whole` includes everything on a web page.
///
/// # Errors
/// With a message for the person.
pub fn convert_content(content: Content, whole: bool) -> Result<Conversion, String> {
    match content.parse(convert::options(whole))? {
        (Some(article), _) => Ok(convert::read(article)),
        (None, Some(kept)) => Ok(convert::kept(kept)),
        (None, None) => Err("there is neither an article nor annotations".to_owned()),
    }
}

/// Reanchors the annotations on the article.
///
/// # Errors
/// With a message for the person, also if one of the two is missing.
pub fn anchor_content(content: Content) -> Result<Anchored, String> {
    match content.parse(ReadOptions::default())? {
        (Some(article), Some(kept)) => anchor_on(kept, article, &|_| ()),
        (None, _) => Err("there is no article to anchor the annotations on".to_owned()),
        (_, None) => Err("there are no annotations to anchor".to_owned()),
    }
}

/// Repairs the annotations; the article, if any, does not count.
///
/// # Errors
/// With a message for the person, also if there are none.
pub fn repair_content(content: Content) -> Result<Repaired, String> {
    let path = content.annotation_path();
    let annotations = content.annotations.ok_or("there are no annotations to repair")?;
    Ok(repaired(&path, parse_annotations(&path, annotations)?)?.0)
}

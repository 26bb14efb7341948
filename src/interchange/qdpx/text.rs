//! The text of a source: plain, or read from its rich text or PDF.

use roxmltree::Node;

use crate::articles::ArticleError;
use crate::articles::{ReadOptions, article_format_of};
use crate::encoding::FileError;
use crate::encoding::xml::{self, attribute, child};
use crate::encoding::zip::Archive;
use crate::interchange::import_format::{ImportError, Source};
use crate::interchange::notes::Notes;
use crate::interchange::qdpx::parts;
use crate::interchange::qdpx::project::{Project, WHAT};
use crate::interchange::texts::plain;
use crate::model::article::Article;

/// The text of a source.
pub struct Text {
    /// The article.
    pub article: Article,
    /// The decoded text with its original line ends.
    pub raw: String,
    /// True if the project's offsets count this text rather than another rendering of the source.
    pub is_counted: bool,
}

/// The texts of one project.
pub struct Texts<'a, 's, 'b> {
    /// The archive.
    pub archive: &'a mut Archive<'b>,
    /// The project's part in it.
    pub part: &'a str,
    /// Metadata of the project.
    pub project: &'a Project,
    /// The imported file.
    pub source: &'a Source<'s>,
    /// Number of sources in the project.
    pub count: usize,
}

impl Texts<'_, '_, '_> {
    /// Reads the text of a source. `node` is the element with its plain or rich text, if any; `whole` is the source.
    ///
    /// # Errors
    /// If the archive is damaged or exceeds the limits on unpacking.
    pub fn text(
        &mut self,
        node: Option<Node<'_, '_>>,
        whole: Node<'_, '_>,
        notes: &mut Notes,
    ) -> Result<Text, ImportError> {
        let name = attribute(whole, "name").or_else(|| attribute(node?, "name")).unwrap_or_default();
        let file = if self.project.own || name.contains('.') || name.is_empty() {
            name.to_owned()
        } else {
            format!("{name}.txt")
        };
        let described = node.and_then(|node| child(node, "Description")).map(xml::text);
        let title = if self.project.own { described.unwrap_or_default() } else { name.to_owned() };
        let found = match self.plain(node, &file)? {
            Some(found) => Some(found),
            None => self.rendered(node, whole, name, notes)?,
        };
        let mut text = found.unwrap_or_else(|| {
            notes.add(format!("the text of {name} is not in the project: its marks are kept without text"));
            Text { article: Article::default(), raw: String::new(), is_counted: true }
        });
        text.article.file = file;
        if self.project.own || !title.is_empty() {
            text.article.stated.title = title;
        }
        Ok(text)
    }

    /// The plain text, from a separate part, the project itself, or a file beside it.
    fn plain(&mut self, node: Option<Node<'_, '_>>, file: &str) -> Result<Option<Text>, ImportError> {
        let Some(node) = node else { return Ok(None) };
        let path = attribute(node, "plainTextPath");
        let bytes = match path.map(|path| self.bytes(path)).transpose()?.flatten() {
            Some(bytes) => Some(bytes),
            None => child(node, "PlainTextContent").map(|content| xml::text(content).into_bytes()),
        };
        let Some(bytes) = bytes else { return Ok(None) };
        let (article, raw) = plain(&bytes, file)?;
        Ok(Some(Text { article, raw, is_counted: true }))
    }

    /// The text of the source's rich text or PDF, or of the given article.
    fn rendered(
        &mut self,
        node: Option<Node<'_, '_>>,
        whole: Node<'_, '_>,
        name: &str,
        notes: &mut Notes,
    ) -> Result<Option<Text>, ImportError> {
        let paths = [
            node.and_then(|node| attribute(node, "richTextPath")),
            attribute(whole, "richTextPath"),
            attribute(whole, "path"),
            attribute(whole, "currentPath"),
        ];
        for path in paths.into_iter().flatten() {
            let Some(bytes) = self.bytes(path)? else { continue };
            let file = parts::beside(path).unwrap_or_default();
            match article_format_of(file.as_ref(), &bytes).read_as(
                &bytes,
                ReadOptions::default(),
                &file,
                self.source.cancellation,
            ) {
                Ok(parsed) => {
                    notes.name("a source has no plain text: its passages are searched for in the document", name);
                    return Ok(Some(rendering(parsed.article.text)));
                }
                Err(ArticleError::File(FileError::Cancelled)) => return Err(FileError::Cancelled.into()),
                Err(error) => notes.name(format!("the document of a source cannot be read: {error}"), name),
            }
        }
        let is_it = |article: &&Article| self.count == 1 || article.file.starts_with(name) && !name.is_empty();
        let named = self.source.article.filter(is_it);
        Ok(named.map(|article| rendering(article.text.clone())))
    }

    /// The content at a path: a part of the archive or a file beside it.
    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let wrong = |error: FileError| match error {
            FileError::Cancelled => error.into(),
            error => ImportError::Wrong { format: WHAT, why: error.to_string() },
        };
        if let Some(part) = parts::source(self.archive, self.part, path) {
            return self.archive.part(&part).map_err(wrong);
        }
        if path.starts_with("internal://") {
            return Ok(None);
        }
        Ok(parts::beside(path).and_then(|name| (self.source.beside)(&name)))
    }
}

fn rendering(text: crate::model::text::ArticleText) -> Text {
    let raw = text.as_str().to_owned();
    Text { article: Article { text, ..Article::default() }, raw, is_counted: false }
}

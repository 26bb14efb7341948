//! The flow of an office document: the text that is built, and the blocks that are open around the present one.

use crate::articles::lists::Lists;
use crate::articles::office::omissions::Omissions;
use crate::articles::styled::Styled;
use crate::articles::{ArticleError, ParsedArticle};
use crate::encoding::{Cancellation, FileError, xml};
use crate::model::article::{self, Article, Details};

/// The result of reading an element, whose text goes to the flow.
pub type Result<T = (), E = ArticleError> = std::result::Result<T, E>;

/// The text of a document as far as it is built, and the state of the blocks around.
#[derive(Debug)]
pub struct Flow<'c> {
    /// The text.
    pub styled: Styled,
    /// The lists that are open, where the format has a list in each paragraph.
    pub lists: Lists,
    /// Content that the text does not show.
    pub omissions: Omissions,
    /// True in a row of a table, in which all blocks are one line.
    pub in_row: bool,
    /// True in code, whose white space is kept.
    pub in_code: bool,
    /// Text to begin the next paragraph with: the mark of a note.
    pub mark: Option<String>,
    /// The text of the first paragraph in the title style.
    pub title: Option<String>,
    in_quote: bool,
    /// Elements around the present one.
    depth: usize,
    /// The kind of document, for messages.
    what: &'static str,
    cancellation: Cancellation<'c>,
}

impl<'c> Flow<'c> {
    /// An empty flow of a kind of document.
    pub fn new(what: &'static str, cancellation: Cancellation<'c>) -> Self {
        Self {
            styled: Styled::default(),
            lists: Lists::default(),
            omissions: Omissions::default(),
            in_row: false,
            in_code: false,
            mark: None,
            title: None,
            in_quote: false,
            depth: 0,
            what,
            cancellation,
        }
    }

    /// Enters an element.
    ///
    /// # Errors
    /// If elements are nested too deeply, or reading was cancelled.
    pub fn enter(&mut self) -> Result<(), FileError> {
        self.cancellation.check()?;
        if self.depth >= xml::MAX_DEPTH {
            return Err(FileError::TooLarge { what: self.what, limit: "256 nested elements" });
        }
        self.depth += 1;
        Ok(())
    }

    /// Leaves an element.
    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Begins or ends a quotation, if the next paragraph needs that.
    pub fn quote(&mut self, quoted: bool) {
        if quoted != self.in_quote {
            self.lists.close(&mut self.styled);
            self.styled.plain();
            self.styled.builder.quote(quoted);
            self.in_quote = quoted;
        }
    }

    /// Ends lists and quotations.
    pub fn end(&mut self) {
        self.lists.close(&mut self.styled);
        self.styled.plain();
        self.quote(false);
    }

    /// Begins a footnote with this mark.
    pub fn begin_note(&mut self, mark: &str) {
        self.end();
        self.styled.builder.footnote(true);
        self.mark = Some(format!("{mark} "));
    }

    /// Ends a footnote.
    pub fn end_note(&mut self) {
        self.mark = None;
        self.end();
        self.styled.builder.footnote(false);
    }

    /// The article, with the title of its properties and its source. The title is that of the title style, else that of the
    /// properties, else the first heading, else the first line.
    pub fn finish(mut self, title: String, source: Details) -> ParsedArticle {
        self.end();
        let notices = self.omissions.notices();
        let (text, structure) = self.styled.builder.finish();
        let stated = Some(title).filter(|title| !title.is_empty());
        let heading = structure.headings().next().map(|heading| text.slice(heading.range).to_owned());
        let title = self.title.or(stated).or(heading).and_then(|title| article::first_line(&title));
        let title = title.or_else(|| article::first_line(text.as_str())).unwrap_or_default();
        let article = Article { stated: Details { title, ..source }, structure, text, ..Article::default() };
        ParsedArticle { notices, ..ParsedArticle::from(article) }
    }
}

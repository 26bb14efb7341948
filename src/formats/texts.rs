//! The texts that the annotations of one file are of, where the format names them by address.

use std::collections::HashMap;

use crate::formats::readers::{Notes, ReadError, Source};
use crate::formats::zipped::unescape;
use crate::formats::{ImportError, decode, importer};
use crate::model::article::{self, Article};

/// The texts, in the order in which they are named, by their addresses.
#[derive(Default)]
pub struct Texts {
    texts: Vec<(String, Option<Article>)>,
    places: HashMap<String, usize>,
}

impl Texts {
    /// The place of the text with this address.
    pub fn find(&mut self, iri: &str) -> usize {
        if let Some(place) = self.places.get(iri) {
            return *place;
        }
        self.places.insert(iri.to_owned(), self.texts.len());
        self.texts.push((iri.to_owned(), None));
        self.texts.len() - 1
    }

    /// Adds a text that the file itself holds.
    pub fn add(&mut self, iri: &str, article: Article) {
        let place = self.find(iri);
        self.texts[place].1 = Some(article);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Takes each text from the article that the person named, or from a file beside the annotations whose name its
    /// address ends with; one that is in neither stays empty, which the notes say.
    ///
    /// # Errors
    /// If such a file is there and cannot be read.
    pub fn read(mut self, source: &Source<'_>, notes: &mut Notes) -> Result<Vec<(String, Article)>, ReadError> {
        let alone = self.texts.len() == 1;
        for (iri, article) in &mut self.texts {
            let name = file_name(iri);
            match source.article {
                Some(named) if alone || named.file == name || named.source.address == *iri => {
                    *article = Some(named.clone());
                    continue;
                }
                _ if article.is_some() => continue,
                _ => {}
            }
            *article = source.article_beside(&name)?;
            if article.is_none() {
                notes.add(format!("the text of {iri} is not here: its marks are kept with the words they have"));
                let address = if iri.starts_with("http") { iri.clone() } else { String::new() };
                let about = article::Source { address, ..Default::default() };
                *article = Some(Article { file: name, source: about, ..Article::default() });
            }
        }
        Ok(self.texts.into_iter().map(|(iri, article)| (iri, article.unwrap_or_default())).collect())
    }
}

/// The name of the file that an IRI leads to, or something like it.
fn file_name(iri: &str) -> String {
    let path = iri.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', ':']).find(|part| !part.is_empty()).unwrap_or_default();
    unescape(last).replace(['/', '\\', '\0'], "_")
}

/// A plain text, in UTF-8 or else in whatever it is in: as an article, and as its file has it, whatever it looks like.
///
/// # Errors
/// If it is not text, or too long.
pub fn plain(bytes: &[u8], name: &str) -> Result<(Article, String), ImportError> {
    let label = std::str::from_utf8(bytes).is_ok().then_some("UTF-8");
    let raw = decode::decode(bytes, label)?.text;
    let read = importer("text").map(|importer| importer.read(bytes, label, name)).transpose()?;
    Ok((read.map(|imported| imported.article).unwrap_or_default(), raw))
}

//! The texts that a file's annotations refer to by address.

use std::collections::HashMap;

use crate::articles::{ArticleError, article_format};
use crate::encoding::decode;
use crate::encoding::uri;
use crate::interchange::import_format::{ImportError, Source};
use crate::interchange::notes::Notes;
use crate::interchange::same_page::key;
use crate::model::article::{Article, Details};

/// The texts in the order of first mention. Addresses of the same page are one text.
#[derive(Default)]
pub struct Texts {
    texts: Vec<Text>,
    places: HashMap<String, usize>,
}

struct Text {
    /// Its first address.
    iri: String,
    /// Its other addresses.
    others: Vec<String>,
    article: Option<Article>,
}

impl Texts {
    /// The index of the text with an address.
    pub fn find(&mut self, iri: &str) -> usize {
        if let Some(place) = self.places.get(iri) {
            return *place;
        }
        let key = key(iri);
        let place = match self.places.get(&key) {
            Some(place) => {
                let text = &mut self.texts[*place];
                text.others.extend((text.iri != iri).then(|| iri.to_owned()));
                *place
            }
            None => {
                self.texts.push(Text { iri: iri.to_owned(), others: Vec::new(), article: None });
                self.texts.len() - 1
            }
        };
        self.places.insert(iri.to_owned(), place);
        self.places.insert(key, place);
        place
    }

    /// Adds a text contained in the file.
    pub fn add(&mut self, iri: &str, article: Article) {
        let place = self.find(iri);
        self.texts[place].article = Some(article);
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Reads each text: from the given article, or from the file beside the annotations whose name ends the address. A
    /// text found in neither stays empty, with a note.
    ///
    /// # Errors
    /// If such a file exists and cannot be read.
    pub fn read(mut self, source: &Source<'_>, notes: &mut Notes) -> Result<Vec<(String, Article)>, ImportError> {
        let of_article = source.article.map(|article| self.of(article, notes)).unwrap_or_default();
        let names: Vec<String> = self.texts.iter().map(|text| file_name(&text.iri)).collect();
        for (place, text) in self.texts.iter_mut().enumerate() {
            let iri = &text.iri;
            for other in &text.others {
                notes.name(format!("an address is the same page as {iri}"), other);
            }
            if let Some(named) = source.article.filter(|_| of_article.contains(&place)) {
                text.article = Some(named.clone());
                continue;
            }
            if text.article.is_some() {
                continue;
            }
            let name = &names[place];
            let is_only = names.iter().filter(|other| *other == name).count() == 1;
            text.article = source.article_beside(name)?.filter(|article| is_only || key(article.address()) == key(iri));
            if text.article.is_none() {
                notes.add(if iri.is_empty() {
                    "the annotations name no article and none was given: they are kept with their own text".to_owned()
                } else {
                    format!("the text of {iri} is missing: its marks are kept with their own text")
                });
                let address = if iri.starts_with("http") { iri.clone() } else { String::new() };
                let stated = Details { address, ..Details::default() };
                text.article = Some(Article { file: name.clone(), stated, ..Article::default() });
            }
        }
        Ok(self.texts.into_iter().map(|text| (text.iri, text.article.unwrap_or_default())).collect())
    }

    /// The indices of the texts that the given article is.
    fn of(&self, named: &Article, notes: &mut Notes) -> Vec<usize> {
        let places = |is: &dyn Fn(&Text) -> bool| -> Vec<usize> {
            (0..self.texts.len()).filter(|place| is(&self.texts[*place])).collect()
        };
        let address = key(named.address());
        let by_address = places(&|text| !address.is_empty() && key(&text.iri) == address);
        let by_name = places(&|text| file_name(&text.iri) == named.file && !named.file.is_empty());
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
        let by_stem = places(&|text| stem(&file_name(&text.iri)) == stem(&named.file) && !named.file.is_empty());
        let unnamed = places(&|text| text.iri.is_empty());
        let mut found = match (by_address.as_slice(), by_name.as_slice(), by_stem.as_slice()) {
            ([_, ..], ..) => by_address,
            (_, [_], _) => by_name,
            (_, _, [_]) => by_stem,
            _ if self.texts.len() == 1 => vec![0],
            _ => Vec::new(),
        };
        for place in unnamed {
            if !found.contains(&place) {
                found.push(place);
            }
        }
        if found.is_empty() && !self.texts.is_empty() {
            let pages: Vec<&str> = self.texts.iter().map(|text| text.iri.as_str()).collect();
            for page in pages {
                notes.name(format!("the article {} may not be the text of a page in the file", named.file), page);
            }
        } else if self.texts.len() > 1 {
            for place in &found {
                let iri = &self.texts[*place].iri;
                notes.name(format!("the article {} is used as the text of a page", named.file), iri);
            }
        }
        found
    }
}

/// True if two addresses are of the same text.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

/// The file name in an IRI.
fn file_name(iri: &str) -> String {
    let path = iri.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', ':']).find(|part| !part.is_empty()).unwrap_or_default();
    uri::decoded(last).replace(['/', '\\', '\0'], "_")
}

/// A plain text as an article, and as decoded; in UTF-8, else in the detected encoding.
///
/// # Errors
/// If it is not text, or too long.
pub fn plain(bytes: &[u8], name: &str) -> Result<(Article, String), ArticleError> {
    let label = std::str::from_utf8(bytes).is_ok().then_some("UTF-8");
    let raw = decode(bytes, label)?.text;
    let read = article_format("text").map(|importer| importer.read(bytes, label, name)).transpose()?;
    Ok((read.map(|imported| imported.article).unwrap_or_default(), raw))
}

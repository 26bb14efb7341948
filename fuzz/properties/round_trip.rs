//! Round trips: a document comes back from each import format without exactly the declared losses.

use gainsay::interchange::{IMPORTS, Located, Loss, Output, Source, export_format};
use gainsay::model::annotation::{Id, Relation};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use super::choices::Choices;
use super::losses::stripped;

/// Exports and imports a document in every format that can be imported.
pub fn comes_back(bytes: &[u8]) {
    let located = Located::new(document(&mut Choices::new(bytes)));
    let document = &located.document;
    for reader in IMPORTS {
        let exporter = export_format(reader.id).expect("what comes in also goes out");
        let (name, bytes, others) = match (exporter.write)(&located) {
            Output::Text(text) => (format!("story.{}", exporter.extension), text.into_bytes(), Vec::new()),
            Output::Bytes(bytes) => (format!("story.{}", exporter.extension), bytes, Vec::new()),
            Output::Folder(folder) => {
                let is_main = |(name, _): &(String, Vec<u8>)| name.ends_with(&format!(".{}", reader.extensions[0]));
                let (mut main, mut others): (Vec<_>, Vec<_>) = folder.files.into_iter().partition(is_main);
                others.extend(folder.shared);
                let (name, bytes) = main.remove(0);
                (name, bytes, others)
            }
        };
        let beside = |wanted: &str| others.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes.clone());
        // If the text is lost, the article is given.
        let article = exporter.is_lost(Loss::Text).then_some(document.article());
        let source = Source { name: &name, bytes: &bytes, article, beside: &beside, cancellation: Default::default() };
        let reading = (reader.read)(&source).unwrap_or_else(|error| panic!("{}: {error}", reader.id));
        let written = || String::from_utf8_lossy(&bytes).into_owned();
        assert!(reading.notes.is_empty(), "{}: {}\n{}", reader.id, reading.notes, written());
        let [back] = reading.documents.as_slice() else {
            panic!("{}: {} documents\n{}", reader.id, reading.documents.len(), written());
        };
        let mut compared = [stripped(exporter, &located), stripped(exporter, back)];
        if exporter.is_lost(Loss::RelationRecords) {
            compared = compared.map(in_no_order);
        }
        let [wanted, back] = compared;
        let text = document.article().text.as_str();
        same(reader.id, text, [wanted.document.article()], [back.document.article()]);
        same(reader.id, text, wanted.document.set().annotations(), back.document.set().annotations());
        same(reader.id, text, wanted.document.set().relations(), back.document.set().relations());
        assert_eq!(back, wanted, "{}", reader.id);
    }
}

/// A document whose relations have lost their ids, and so their order.
fn in_no_order(Located { path, document }: Located) -> Located {
    let said = |relation: &Relation| {
        let (from, to) = (relation.from.to_string(), relation.to.to_string());
        (from, to, relation.role.id().to_owned(), relation.note.clone())
    };
    let mut relations: Vec<Relation> = document.set().relations().iter().map(|one| one.as_ref().clone()).collect();
    relations.sort_by_key(said);
    for (index, relation) in relations.iter_mut().enumerate() {
        relation.id = Id::new(&format!("{index:06}"));
    }
    let set = AnnotationSet::shared(document.set().annotations().to_vec(), relations).0;
    Located { path, document: document.with_set(set) }
}

/// Compares part by part, so that a failure shows the part.
fn same<T: PartialEq + std::fmt::Debug>(
    format: &str,
    text: &str,
    wanted: impl IntoIterator<Item = T>,
    found: impl IntoIterator<Item = T>,
) {
    let (wanted, found): (Vec<T>, Vec<T>) = (wanted.into_iter().collect(), found.into_iter().collect());
    for (wanted, found) in wanted.iter().zip(&found) {
        assert_eq!(wanted, found, "wanted, and found after {format}, in {text:?}");
    }
    assert_eq!(wanted.len(), found.len(), "as many after {format}, in {text:?}");
}

fn document(choices: &mut Choices<'_>) -> Document {
    let text = ArticleText::new(choices.words(24));
    let stated = Details { title: choices.words(3), ..Details::default() };
    let mut article = Article { stated, file: choices.words(2), text, ..Article::default() };
    if choices.once_in(3) {
        article.media_type = choices.words(1);
        article.encoding = choices.words(1);
        (article.stated.byline, article.stated.address) = (choices.words(2), choices.words(2));
    }
    if choices.once_in(3) {
        article.given = Details { title: choices.words(2), site: choices.words(1), ..Details::default() };
    }
    let set = choices.set(&article.text, 24);
    Document::new(article, set, Extra::default())
}

//! Import formats: any bytes are either read as valid documents or refused with a reason.

use gainsay::interchange::{EXPORTS, Located, Source, import_format};
use gainsay::model::article::Article;
use gainsay::model::text::ArticleText;

use super::packed;

const TEXT: &str = "Tap water in four streets held lead, a report said.\n\n\u{1F950} \"No,\" said the works.\n";

/// An archive as it is, anything else as the project in one, since damage to compressed data seldom passes its
/// checksum.
pub fn reads_project(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return reads("qdpx", bytes);
    }
    let parts: [(&str, &[u8]); 2] = [("project.qde", bytes), ("sources/story.txt", TEXT.as_bytes())];
    reads("qdpx", &packed::archive(&parts));
}

/// Reads a file with and without its article, and exports the result in every format.
pub fn reads(id: &str, bytes: &[u8]) {
    let reader = import_format(id).expect("a row of the table");
    let text = ArticleText::new(TEXT);
    let article = Article { file: "story.txt".to_owned(), text, ..Article::default() };
    let beside = |name: &str| name.ends_with(".txt").then(|| article.text.as_str().as_bytes().to_vec());
    for article in [None, Some(&article)] {
        let name = format!("story.{}", reader.extensions[0]);
        match (reader.read)(&Source { name: &name, bytes, article, beside: &beside, cancellation: Default::default() })
        {
            Ok(reading) => {
                assert!(reading.notes.lines().all(|note| !note.trim().is_empty()));
                reading.documents.iter().for_each(is_sound);
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn is_sound(located: &Located) {
    let document = &located.document;
    let text = &document.article().text;
    for mark in document.set().annotations() {
        assert!(!mark.target.is_empty(), "{mark:?}");
        for (_, target) in mark.parts() {
            assert!(target.found().all(|range| text.admits(range)), "{target:?} in {text:?}");
        }
    }
    // Pages take longer; the exports of any document are a property of their own.
    for row in EXPORTS.iter().filter(|row| row.print.is_none()) {
        (row.write)(located);
    }
}

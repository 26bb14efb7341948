//! Exports: whatever an article and its marks say, nothing hides in what is made to be read.

use gainsay::formats::{Document, EXPORTERS, Output};
use gainsay::model::article::Article;
use gainsay::model::edit::Edit;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::{ArticleText, invisible};

use super::choices::Choices;

pub fn show_what_cannot_be_seen(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let text = ArticleText::new(choices.words(24));
    let (title, file) = (choices.words(3), choices.words(2));
    let article = Article { title, file, text, ..Article::default() };
    let mut set = AnnotationSet::default();
    for _ in 0..40 {
        if choices.is_empty() {
            break;
        }
        // One that has an id which is taken is left out.
        let edit = if choices.once_in(3) {
            Edit::Link(choices.relation().into())
        } else {
            Edit::Add(choices.annotation(&article.text).into())
        };
        let _ = set.apply(edit);
    }
    let document = Document::new(article, set);
    for row in EXPORTERS {
        let out = (row.write)(&document);
        assert_eq!((row.write)(&document), out, "{} differs from itself", row.id);
        let Output::Text(out) = out else { continue };
        if matches!(row.extension.rsplit('.').next(), Some("html" | "svg" | "dot")) {
            let hidden = out.chars().find(|c| invisible(*c).is_some_and(|_| !matches!(c, '\u{200c}' | '\u{200d}')));
            assert_eq!(hidden, None, "in {}", row.id);
            assert!(!out.contains("<script") && !out.contains("<b>W"), "in {}", row.id);
        }
    }
}

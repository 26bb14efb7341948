//! Exports: whatever an article and its marks contain, nothing is hidden in readable formats.

use gainsay::interchange::{EXPORTS, Located, Output};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::text::ArticleText;
use gainsay::model::visible::invisible;

use super::choices::Choices;

pub fn show_what_cannot_be_seen(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let text = ArticleText::new(choices.words(24));
    let (title, file) = (choices.words(3), choices.words(2));
    let article = Article { stated: Details { title, ..Details::default() }, file, text, ..Article::default() };
    let set = choices.set(&article.text, 40);
    let located = Located::new(Document::new(article, set, Extra::default()));
    for row in EXPORTS {
        let out = (row.write)(&located);
        assert_eq!((row.write)(&located), out, "{} differs from itself", row.id);
        let Output::Text(out) = out else { continue };
        if matches!(row.extension.rsplit('.').next(), Some("html" | "svg" | "dot")) {
            let hidden = out.chars().find(|c| invisible(*c).is_some_and(|_| !matches!(c, '\u{200c}' | '\u{200d}')));
            assert_eq!(hidden, None, "in {}", row.id);
            assert!(!out.contains("<script") && !out.contains("<b>W"), "in {}", row.id);
        }
    }
}

//! IRIs of articles and of things without an address.

use crate::encoding::uri;
use crate::model::article::Article;

/// The article's address, else an IRI of its file name, since the Recommendation requires an absolute one.
pub fn article_iri(article: &Article) -> String {
    let address = article.address();
    if ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) && uri::is_iri(address) {
        return address.to_owned();
    }
    urn("article", if article.file.is_empty() { &article.sha256 } else { &article.file })
}

/// An IRI of Gainsay's for a name in a class.
pub fn urn(class: &str, name: &str) -> String {
    format!("urn:gainsay:{class}:{}", uri::encoded(name))
}

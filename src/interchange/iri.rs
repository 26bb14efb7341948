//! IRIs of articles and of things without an address.

use crate::encoding::uri;
use crate::model::article::Article;

/// The article's address, or else an IRI of its file's name: the Recommendation asks for an absolute one.
pub fn article_iri(article: &Article) -> String {
    let address = &article.source.address;
    if ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) && uri::is_iri(address) {
        return address.clone();
    }
    urn("article", if article.file.is_empty() { &article.sha256 } else { &article.file })
}

/// An IRI of ours for something of this class.
pub fn urn(class: &str, name: &str) -> String {
    format!("urn:gainsay:{class}:{}", uri::encoded(name))
}

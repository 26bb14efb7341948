//! Rebases three versions onto one text, since offsets mean nothing across texts.

use std::sync::Arc;

use crate::model::anchor::{ReanchoredSet, reanchor};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::merge::Side;
use crate::model::text::ArticleText;

/// Three versions on one text.
pub struct OneText {
    /// The base, mine and theirs.
    pub versions: [Arc<Document>; 3],
    /// The article of that text.
    pub read: Article,
    /// The fates of my marks and of theirs, if that is another text than theirs was.
    pub reanchored: [Option<ReanchoredSet>; 2],
    /// True if both sides changed the text differently.
    pub conflict: bool,
}

/// Carries the marks of all three over to the text that one side changed, or to that of `preferred` if both did.
pub fn on_one_text([base, mine, theirs]: [Arc<Document>; 3], preferred: Side) -> OneText {
    let text = |version: &Arc<Document>| version.article.text.clone();
    let (was, here, there) = (text(&base), text(&mine), text(&theirs));
    let conflict = here != there && here != was && there != was;
    let read = match preferred {
        _ if here == there => later_reading(&base.article, &mine.article, &theirs.article),
        _ if here == was => &theirs.article,
        _ if there == was => &mine.article,
        Side::Mine => &mine.article,
        Side::Theirs => &theirs.article,
    };
    // If the text is the same, the one in memory stays, and with it everything that was derived from it.
    let text = if read.text == here { here } else { read.text.clone() };
    let read = Article { text: text.clone(), ..read.clone() };
    let [(base, _), (mine, mine_reanchored), (theirs, theirs_reanchored)] =
        [base, mine, theirs].map(|version| reanchored(version, &text));
    let reanchored = [mine_reanchored, theirs_reanchored];
    OneText { versions: [base, mine, theirs], read, reanchored, conflict }
}

/// Of two readings of one text, the new one; of two new ones, that of the later importer.
fn later_reading<'a>(base: &Article, mine: &'a Article, theirs: &'a Article) -> &'a Article {
    let of = |article: &'a Article| (&article.importer, &article.sha256, &article.encoding, &article.media_type);
    let same = |a: &Article, b: &Article| {
        (&a.importer, &a.sha256, &a.encoding, &a.media_type, &a.structure)
            == (&b.importer, &b.sha256, &b.encoding, &b.media_type, &b.structure)
    };
    match () {
        () if same(base, mine) => theirs,
        () if same(base, theirs) || of(mine) >= of(theirs) => mine,
        () => theirs,
    }
}

/// Takes the text of an article, and everything that was found in reading it.
pub fn read_as(into: &mut Article, read: &Article) {
    let Article { media_type, sha256, encoding, importer, structure, text, .. } = read.clone();
    (into.media_type, into.sha256, into.encoding) = (media_type, sha256, encoding);
    (into.importer, into.structure, into.text) = (importer, structure, text);
}

fn reanchored(version: Arc<Document>, text: &ArticleText) -> (Arc<Document>, Option<ReanchoredSet>) {
    if version.article.text.is_same(text) {
        return (version, None);
    }
    let article = Article { text: text.clone(), ..version.article.clone() };
    let reanchored = if version.article.text == *text {
        None
    } else {
        // It stops only if told to.
        reanchor(&version.set, &version.article.text, text, &|_| true)
    };
    let set = reanchored.as_ref().map_or(&version.set, |reanchored| &reanchored.set).clone();
    (Arc::new(version.with_set(set).with_article(article)), reanchored)
}

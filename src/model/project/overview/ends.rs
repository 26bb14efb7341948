//! Ends of links: the marks that they name.

use std::collections::HashMap;
use std::sync::Arc;

use super::{GoneEnd, Link};
use crate::model::project::Project;
use crate::model::project::corpus::{Corpus, Place};
use crate::model::project::items::{End, ItemKind, ThreadItem};

/// The mark that an end names, if it is there. The article is the one that its item names; if there is none at that path,
/// the one at the path of the end.
pub fn resolve(corpus: &Corpus, content: &Project, end: &End) -> Option<Place> {
    let by_item = content.article(&end.article).and_then(|item| corpus.position(&item.path));
    let article = by_item.or_else(|| corpus.position(&end.path))?;
    let mark = corpus.entries()[article].document.set().position(&end.mark)?;
    Some(Place { article: article as u32, mark: mark as u32 })
}

/// The links whose ends are both there, by id; and the ends that are not.
pub(super) fn links(corpus: &Corpus, content: &Project) -> (Vec<Link>, Vec<GoneEnd>) {
    let (mut links, mut gone) = (Vec::new(), Vec::new());
    for item in content.links() {
        let mut place = |end: &End| {
            let place = resolve(corpus, content, end);
            if place.is_none() {
                gone.push(GoneEnd { kind: ItemKind::Link, item: item.id.clone(), end: end.clone() });
            }
            place
        };
        if let (Some(from), Some(to)) = (place(&item.from), place(&item.to)) {
            links.push(Link { item: item.clone(), from, to });
        }
    }
    (links, gone)
}

/// The titles by their claims: of several for one claim, the one with the least id. Those whose claims are not there are
/// added to `gone`.
pub(super) fn titles(corpus: &Corpus, content: &Project, gone: &mut Vec<GoneEnd>) -> HashMap<Place, Arc<ThreadItem>> {
    let mut titles = HashMap::new();
    for item in content.threads() {
        match resolve(corpus, content, &item.claim) {
            Some(place) => {
                titles.entry(place).or_insert_with(|| item.clone());
            }
            None => gone.push(GoneEnd { kind: ItemKind::Thread, item: item.id.clone(), end: item.claim.clone() }),
        }
    }
    titles
}

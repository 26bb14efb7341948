//! Table of contents: titles of chapters without a heading.

use roxmltree::Node;

use crate::articles::ArticleError;
use crate::articles::epub::package::{Package, lenient};
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, uri, xml};

/// Maximum number of ancestors counted for the level of an entry.
const DEPTH: usize = 64;

/// The title of a chapter.
#[derive(Debug)]
pub struct Title {
    /// The name of its part.
    pub chapter: String,
    /// The level, from 1.
    pub level: u8,
    /// The text.
    pub words: String,
}

/// Reads the titles of chapters; entries for the start of a part come first.
///
/// # Errors
/// If it cannot be unpacked.
pub fn titles(
    archive: &mut Archive<'_>,
    package: &Package,
    cancellation: Cancellation<'_>,
) -> Result<Vec<Title>, ArticleError> {
    let Some((part, is_nav)) = &package.contents else { return Ok(Vec::new()) };
    let Some(bytes) = archive.part(part)? else { return Ok(Vec::new()) };
    let source = xml::source(&bytes);
    let Some(document) = lenient(&source, part, cancellation) else { return Ok(Vec::new()) };
    let root = document.root_element();
    // Entries: true for one that points into its part, the target, the text.
    let mut entries = Vec::new();
    if *is_nav {
        let navs = || root.descendants().filter(|node| xml::name(*node) == "nav");
        let of_contents = |node: &Node<'_, '_>| {
            xml::attribute(*node, "type").is_some_and(|kind| kind.split_whitespace().any(|word| word == "toc"))
        };
        let nav = navs().find(of_contents).or_else(|| navs().next());
        for link in nav.into_iter().flat_map(|nav| nav.descendants()).filter(|node| xml::name(*node) == "a") {
            let depth = link.ancestors().take(DEPTH).filter(|node| xml::name(*node) == "ol").count();
            entries.extend(xml::attribute(link, "href").map(|to| (to, depth, xml::text(link))));
        }
    } else {
        for point in root.descendants().filter(|node| xml::name(*node) == "navPoint") {
            let depth = point.ancestors().take(DEPTH).filter(|node| xml::name(*node) == "navPoint").count();
            let to = xml::child(point, "content").and_then(|content| xml::attribute(content, "src"));
            let label = xml::child(point, "navLabel").map(xml::text).unwrap_or_default();
            entries.extend(to.map(|to| (to, depth, label)));
        }
    }
    let title = |(to, depth, words): (&str, usize, String)| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let level = u8::try_from(depth.clamp(1, 6)).unwrap_or(1);
        (!words.is_empty()).then(|| (to.contains('#'), Title { chapter: uri::resolve(part, to), level, words }))
    };
    let mut titles: Vec<(bool, Title)> = entries.into_iter().filter_map(title).collect();
    titles.sort_by_key(|(in_the_middle, _)| *in_the_middle);
    Ok(titles.into_iter().map(|(_, title)| title).collect())
}

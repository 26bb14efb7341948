//! Search in the manual: the sections that have all the words.

use std::cmp::Reverse;

use crate::app::manual::markup::{Block, joined};
use crate::app::manual::pages::{PAGES, Page};
use crate::model::query::Needle;

/// A section of a page: from its heading to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The page.
    pub page: &'static Page,
    /// The words of its heading.
    pub title: String,
    /// The name by which links lead to it.
    pub anchor: String,
}

/// The sections in which all the words are, those with most of them in the heading first.
pub fn sections(words: &str) -> Vec<Section> {
    let needles: Vec<Needle> = words.split_whitespace().map(Needle::new).collect();
    if needles.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, Section)> = Vec::new();
    // The first page lists the others.
    for page in &PAGES[1..] {
        let mut section: Option<(Section, String)> = None;
        let mut end = |section: Option<(Section, String)>| {
            let Some((section, body)) = section else { return };
            if needles.iter().all(|needle| needle.is_in(&section.title) || needle.is_in(&body)) {
                found.push((needles.iter().filter(|needle| needle.is_in(&section.title)).count(), section));
            }
        };
        for block in page.blocks() {
            if let Block::Heading(_, words, anchor) = block {
                let begun = Section { page, title: joined(words), anchor: anchor.clone() };
                end(section.replace((begun, String::new())));
            } else if let Some((_, body)) = &mut section {
                body.push_str(&block.words());
                body.push(' ');
            }
        }
        end(section);
    }
    found.sort_by_key(|(in_title, _)| Reverse(*in_title));
    found.into_iter().map(|(_, section)| section).collect()
}

//! The pages of the manual, which are in the program, and where their links lead.

use std::sync::OnceLock;

use crate::app::manual::markup::{self, Block};

/// A page of the manual.
#[derive(Debug)]
pub struct Page {
    /// Its path in the repository.
    pub path: &'static str,
    /// Its Markdown.
    text: &'static str,
    blocks: OnceLock<Vec<Block>>,
}

/// Makes the table of pages from their paths.
macro_rules! pages {
    ($($path:literal)*) => {
        [$(Page { path: $path, text: include_str!(concat!("../../../", $path)), blocks: OnceLock::new() }),*]
    };
}

/// The pages in the order of their list: those to read, then those to look something up.
pub static PAGES: [Page; 19] = pages! {
    "docs/manual/README.md"
    "docs/manual/first-session.md"
    "docs/manual/reading.md"
    "docs/manual/links.md"
    "docs/manual/ledger.md"
    "docs/manual/changed-articles.md"
    "docs/manual/projects.md"
    "docs/manual/teams.md"
    "docs/manual/formats.md"
    "docs/manual/corpora.md"
    "docs/manual/accessibility.md"
    "docs/manual/privacy.md"
    "docs/manual/trouble.md"
    "docs/keys.md"
    "docs/settings.md"
    "docs/command-line.md"
    "docs/file.md"
    "docs/limits.md"
    "docs/accessibility.md"
};

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Page {}

impl Page {
    /// Its first heading.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// True for a page to look something up, false for one to read.
    pub fn is_reference(&self) -> bool {
        !self.path.starts_with("docs/manual/")
    }

    /// Its contents.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| markup::read(self.text))
    }

    /// The place that a link in this page leads to.
    pub fn target<'a>(&self, link: &'a str) -> Target<'a> {
        if link.contains("://") {
            return Target::Outside(link);
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        if path.is_empty() {
            return by_path(self.path).map_or(Target::Nowhere, |page| Target::Page(page, anchor));
        }
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        by_path(&parts.join("/")).map_or(Target::Nowhere, |page| Target::Page(page, anchor))
    }
}

/// The place that a link leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page, and the name of a heading on it, or nothing.
    Page(&'static Page, &'a str),
    /// An address of the web, which nothing opens.
    Outside(&'a str),
    /// No page of the manual.
    Nowhere,
}

/// The page with this path.
pub fn by_path(path: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.path == path)
}

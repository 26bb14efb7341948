//! Where the article is on its page: what Readability finds, with what it loses put back and what it keeps too much left out.

use std::collections::HashSet;

use crate::formats::page::blocks::Blocks;
use crate::formats::page::junk;
use crate::formats::page::prompts;
use crate::formats::page::readable::{self, Verdict};
use crate::formats::page::sections;
use crate::formats::page::tree::{NodeId, Tree};

/// What is needed of a page that its body is looked for in.
pub struct Page<'a> {
    /// The page.
    pub tree: &'a Tree,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// Its title, which is written before its body.
    pub title: &'a str,
    /// The heading that shows the title, if there is one.
    pub headline: Option<NodeId>,
    /// Who wrote it, as far as the page says.
    pub byline: &'a str,
}

/// The nodes that are no part of the article: for each node whether it is left out with all in it.
pub fn left_out(page: &Page<'_>) -> Vec<bool> {
    let mut out = junk::nodes(page.tree, page.blocks, page.headline);
    sections::leave_out_forms(page.tree, page.blocks, page.headline, &mut out);
    sections::leave_out(page.tree, page.blocks, page.headline, &mut out);
    let body = Body::new(page, &out);
    // No article: a short page, or a list of something. All of it is shown.
    let kept = body.map(|body| body.kept);
    let mut left_out = out;
    if let Some(kept) = kept {
        for node in page.tree.descendants(NodeId::ROOT) {
            if page.tree.text(node).is_some() {
                let is_kept = page.blocks.of(node).is_some_and(|block| kept[block.index()]);
                left_out[node.index()] |= !is_kept;
            }
        }
    }
    let says_title = |node: &NodeId| {
        matches!(page.tree.name(*node), "h1" | "h2" | "h3")
            && prompts::words(page.tree, *node).eq_ignore_ascii_case(page.title)
    };
    for node in page.headline.into_iter().chain(page.blocks.order().iter().copied().filter(says_title)) {
        left_out[node.index()] = true;
    }
    left_out
}

struct Body<'a> {
    page: &'a Page<'a>,
    out: &'a [bool],
    /// The blocks that are shown.
    kept: Vec<bool>,
    /// The element that holds all of them.
    root: NodeId,
}

impl<'a> Body<'a> {
    fn new(page: &'a Page<'a>, out: &'a [bool]) -> Option<Self> {
        let verdicts = readable::verdicts(page.tree, out)?;
        let mut body = Self { page, out, kept: vec![false; page.tree.len()], root: NodeId::ROOT };
        for block in page.blocks.order() {
            body.kept[block.index()] = !body.is_out(*block) && is_article(page, *block, &verdicts, out);
        }
        body.drop_outside();
        body.root = body.common()?;
        let found: usize = body.shown().map(|block| page.blocks.own(block).all).sum();
        let all = page.blocks.within(NodeId::ROOT);
        if found < SHORT && all.all < 4 * SHORT {
            return None;
        }
        body.put_back();
        body.put_back_lead();
        body.drop_prompts();
        body.drop_ends();
        Some(body)
    }

    /// The blocks that are shown, in order.
    fn shown(&self) -> impl Iterator<Item = NodeId> {
        self.page.blocks.order().iter().copied().filter(|block| self.kept[block.index()])
    }

    /// The innermost element that all kept blocks lie in.
    fn common(&self) -> Option<NodeId> {
        let tree = self.page.tree;
        let mut path: Option<Vec<NodeId>> = None;
        for block in self.shown() {
            let mut own: Vec<NodeId> = std::iter::once(block).chain(tree.ancestors(block)).collect();
            own.reverse();
            match &mut path {
                None => path = Some(own),
                Some(path) => {
                    let same = path.iter().zip(&own).take_while(|(one, other)| one == other).count();
                    path.truncate(same);
                }
            }
        }
        path?.last().copied()
    }

    /// Leaves out what Readability takes for a part of the article from elsewhere on the page: a notice about cookies, a
    /// summary of something else. Elsewhere is before the headline, and outside of the innermost element with most of what is
    /// left and the headline, or that says it is the article.
    fn drop_outside(&mut self) {
        let tree = self.page.tree;
        let prose = |blocks: &mut dyn Iterator<Item = NodeId>| -> usize {
            blocks.map(|block| self.page.blocks.own(block).prose).sum()
        };
        let all = prose(&mut self.shown());
        let mut held = vec![0; tree.len()];
        for block in self.shown() {
            let own = self.page.blocks.own(block).prose;
            for node in std::iter::once(block).chain(tree.ancestors(block)) {
                held[node.index()] += own;
            }
        }
        let holds =
            |node: NodeId| self.page.headline.is_some_and(|line| tree.ancestors(line).any(|outer| outer == node));
        let holds_most = |node: &NodeId| {
            held[node.index()] * 10 >= all * 8
                && all > 0
                && (matches!(tree.name(*node), "article" | "main") || tree.first(*node).is_some() && holds(*node))
        };
        // Children come after their parents: the last one is the innermost.
        let article = tree.descendants(NodeId::ROOT).filter(holds_most).last();
        let says_so = article.is_some_and(|article| matches!(tree.name(article), "article" | "main"));
        let after =
            prose(&mut self.shown().filter(|block| self.page.headline.is_none_or(|headline| *block > headline)));
        let headline = self.page.headline.filter(|_| after * 10 >= all * 8);
        // A column beside the article leads elsewhere, and another part of the article hardly does.
        let around: HashSet<NodeId> = article.into_iter().flat_map(|article| tree.ancestors(article)).collect();
        let leads_away = |block: NodeId| {
            let beside = std::iter::once(block).chain(tree.ancestors(block)).take_while(|node| !around.contains(node));
            beside.last().is_some_and(|column| self.page.blocks.within(column).links() >= 0.1)
        };
        let outside = |block: &NodeId| {
            headline.is_some_and(|headline| *block < headline)
                || article.is_some_and(|article| {
                    let is_inside = *block == article || tree.ancestors(*block).any(|node| node == article);
                    !is_inside && (says_so || leads_away(*block))
                })
        };
        let outside: Vec<NodeId> = self.shown().filter(outside).collect();
        for block in outside {
            self.kept[block.index()] = false;
        }
    }

    /// Puts back what Readability loses within an article: headings, lists, short and quoted paragraphs among long ones.
    fn put_back(&mut self) {
        let order = self.page.blocks.order();
        let Some(first) = order.iter().position(|block| self.kept[block.index()]) else { return };
        let Some(last) = order.iter().rposition(|block| self.kept[block.index()]) else { return };
        // How many kept blocks lie in each element near one.
        let mut near = vec![0_u32; self.page.tree.len()];
        for block in self.shown() {
            for (distance, node) in self.page.tree.ancestors(block).enumerate() {
                if distance < 3 {
                    near[node.index()] += 1;
                }
                if node == self.root {
                    break;
                }
            }
        }
        let mut back = Vec::new();
        for (place, block) in order.iter().enumerate() {
            if self.kept[block.index()] || !self.is_within(*block) || self.is_out(*block) {
                continue;
            }
            let own = self.page.blocks.own(*block);
            let among = self.page.tree.ancestors(*block).take(3).any(|node| near[node.index()] > 0);
            let name = self.page.tree.name(*block);
            let is_between = (first..=last).contains(&place);
            let fits = match name {
                "h2" | "h3" | "h4" | "h5" | "h6" => order[place + 1..].first().is_some_and(|next| {
                    let follows = self.page.tree.parent(*next) == self.page.tree.parent(*block);
                    self.kept[next.index()] && (own.links() < 0.5 || follows && self.page.blocks.own(*next).prose > 0)
                }),
                "li" | "dt" | "dd" | "td" | "th" => among && own.links() < 0.4 && self.list_links(*block) < 0.4,
                "figcaption" => is_between && own.links() < 0.4,
                _ => among && own.links() < 0.3 && (is_between || own.prose > 0),
            };
            if fits {
                back.push(*block);
            }
        }
        for block in back {
            self.kept[block.index()] = true;
        }
    }

    /// How much of the list or table that a block lies in is links.
    fn list_links(&self, block: NodeId) -> f32 {
        let list = self
            .page
            .tree
            .ancestors(block)
            .find(|node| matches!(self.page.tree.name(*node), "ul" | "ol" | "dl" | "table"));
        list.map_or(0.0, |list| self.page.blocks.within(list).links())
    }

    /// Puts back what stands between the headline and the body: the summary that many newspapers set there.
    fn put_back_lead(&mut self) {
        let Some(headline) = self.page.headline else { return };
        let order = self.page.blocks.order();
        let Some(first) = order.iter().position(|block| self.kept[block.index()]) else { return };
        let Some(title) = order.iter().position(|block| *block >= headline) else { return };
        let mut after = Some(order[first]);
        for block in order[(title + 1).min(first)..first].iter().rev() {
            if self.is_out(*block) || self.kept[block.index()] || *block == headline {
                continue;
            }
            let own = self.page.blocks.own(*block);
            let fits = match self.page.tree.name(*block) {
                "figcaption" => true,
                // The points that some newspapers set before a long article.
                "li" => own.all >= 20 && self.list_links(*block) < 0.2,
                "h2" | "h3" | "h4" if after.is_some_and(|after| self.page.tree.name(after) == "li") => true,
                _ => own.prose > 0 || own.all >= 15 && self.is_called(*block, LEADS),
            };
            if own.links() < 0.3 && fits {
                self.kept[block.index()] = true;
                after = Some(*block);
            } else {
                after = None;
            }
        }
    }

    /// Leaves out what tells to read, follow or subscribe to something, and who wrote it when.
    fn drop_prompts(&mut self) {
        let tree = self.page.tree;
        let order = self.page.blocks.order();
        let mut paragraphs = 0;
        for block in order {
            if !self.kept[block.index()] {
                continue;
            }
            let own = self.page.blocks.own(*block);
            let words = prompts::words(tree, *block);
            let is_early = paragraphs < 2;
            let is_signature = own.all < 120
                && (self.is_called(*block, SIGNATURES)
                    || is_early && (prompts::is_signature(&words, self.page.byline) || prompts::is_moment(&words)))
                || paragraphs == 0 && prompts::presents(&words, self.page.byline);
            // In a list of sources one may be nothing but a link.
            let in_list = tree.name(*block) == "li" && self.list_links(*block) < 0.7;
            if is_signature || prompts::is_prompt(&words, own, in_list) {
                self.kept[block.index()] = false;
            } else if own.prose > 0 {
                paragraphs += 1;
            }
        }
    }

    /// Leaves out what stands under an article: who its author is, where it was printed, whose it is.
    fn drop_ends(&mut self) {
        let order = self.page.blocks.order();
        let mut left = ENDS;
        for place in (1..order.len()).rev().filter(|place| self.kept[order[*place].index()]).collect::<Vec<_>>() {
            let words = prompts::words(self.page.tree, order[place]);
            let before = prompts::words(self.page.tree, order[place - 1]);
            let byline = self.page.byline;
            let is_about = prompts::is_author(&before, byline) && words.chars().count() < 500;
            if prompts::is_end(&words, byline) || prompts::is_author(&words, byline) || is_about {
                self.kept[order[place].index()] = false;
            } else if left == 0 {
                break;
            } else {
                left -= 1;
            }
        }
    }

    /// Whether the block, or what is just around it, is called one of these.
    fn is_called(&self, block: NodeId, names: &[&str]) -> bool {
        let around = std::iter::once(block).chain(self.page.tree.ancestors(block).take(2));
        around.filter_map(|node| self.page.tree.element(node)).any(|element| {
            let small = ["class", "id", "itemprop", "rel", "data-testid"];
            let values = small.iter().filter_map(|attribute| element.attribute(attribute));
            values.flat_map(junk::words_of).any(|word| names.contains(&word.as_str()))
        }) && self.page.blocks.within(block).all < 600
    }

    fn is_within(&self, block: NodeId) -> bool {
        block == self.root || self.page.tree.ancestors(block).any(|node| node == self.root)
    }

    fn is_out(&self, block: NodeId) -> bool {
        self.out[block.index()] || self.page.tree.ancestors(block).any(|node| self.out[node.index()])
    }
}

/// Characters that are too few for an article, so that a page with not many more is shown whole.
const SHORT: usize = 140;

/// How many blocks of an article may stand after its end: a correction, a note of the editors.
const ENDS: usize = 2;

/// What newspapers call the summary under a headline.
const LEADS: &[&str] = &[
    "abstract",
    "chapo",
    "deck",
    "dek",
    "description",
    "excerpt",
    "intro",
    "introduction",
    "kicker",
    "lead",
    "lede",
    "perex",
    "preamble",
    "sapo",
    "standfirst",
    "strapline",
    "subhead",
    "subheading",
    "subheadline",
    "subtitle",
    "summary",
    "teaser",
    "vorspann",
];

/// What they call the line that says who wrote something when.
const SIGNATURES: &[&str] = &[
    "author",
    "authors",
    "byline",
    "bylines",
    "contributors",
    "date",
    "dateline",
    "datetime",
    "posted",
    "pubdate",
    "published",
    "publishdate",
    "readtime",
    "time",
    "timestamp",
    "updated",
];

/// Whether a block is one that Readability keeps: most of its words are.
fn is_article(page: &Page<'_>, block: NodeId, verdicts: &[Verdict], out: &[bool]) -> bool {
    let tree = page.tree;
    let (mut kept, mut lost) = (0, 0);
    let mut next = tree.first(block);
    while let Some(node) = next {
        let is_out = out[node.index()];
        if let Some(words) = tree.text(node)
            && page.blocks.of(node) == Some(block)
        {
            let holder =
                tree.ancestors(node).map(|node| verdicts[node.index()]).find(|verdict| *verdict != Verdict::None);
            let length = words.trim().len();
            if holder == Some(Verdict::Article) { kept += length } else { lost += length }
        }
        next = tree.first(node).filter(|_| !is_out).or_else(|| tree.beyond(node, block));
    }
    kept > lost
}

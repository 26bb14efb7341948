//! The article on its page: Readability's result, with known losses restored and known extras removed.

use std::collections::{HashSet, VecDeque};

use crate::articles::page::blocks::Blocks;
use crate::articles::page::boilerplate;
use crate::articles::page::class_names::{self, BYLINES, CAPTIONS, STANDFIRSTS};
use crate::articles::page::furniture;
use crate::articles::page::lines;
use crate::articles::page::readable::{self, Verdict};
use crate::articles::page::sections;
use crate::articles::page::tree::{NodeId, Tree};

/// The parts of a page that the search for its body needs.
pub struct Page<'a> {
    /// The page.
    pub tree: &'a Tree,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// Its title, which is written before the body.
    pub title: &'a str,
    /// The heading with the title, if there is one.
    pub headline: Option<NodeId>,
    /// The author named by the metadata.
    pub byline: &'a str,
}

/// The nodes to skip: true for each node that is outside the article, with its descendants.
pub fn skipped(page: &Page<'_>) -> Vec<bool> {
    let mut skipped = boilerplate::nodes(page.tree, page.blocks, page.headline);
    sections::skip_forms(page.tree, page.blocks, page.headline, &mut skipped);
    sections::skip_sections(page.tree, page.blocks, page.headline, &mut skipped);
    let body = Body::new(page, &skipped);
    // Without an article (a short page, or a list), the whole page is shown.
    let kept = body.map(|body| body.kept);
    let mut left_out = skipped;
    if let Some(kept) = kept {
        for node in page.tree.descendants(NodeId::ROOT) {
            if page.tree.text(node).is_some() {
                let is_kept = page.blocks.of(node).is_some_and(|block| kept[block.index()]);
                left_out[node.index()] |= !is_kept;
            }
        }
    }
    left_out
}

/// Headings that only repeat the title.
pub fn title_blocks<'a>(page: &'a Page<'_>) -> impl Iterator<Item = NodeId> + 'a {
    let has_text = |node: &NodeId| {
        matches!(page.tree.name(*node), "h1" | "h2" | "h3")
            && lines::block_text(page.tree, *node).eq_ignore_ascii_case(page.title)
    };
    page.headline.into_iter().chain(page.blocks.order().iter().copied().filter(has_text))
}

struct Body<'a> {
    page: &'a Page<'a>,
    skipped: &'a [bool],
    /// The blocks that are kept.
    kept: Vec<bool>,
    /// The innermost element around all of them.
    root: NodeId,
    /// List items that belong to the text before them, so that their links do not count against them.
    listed: Vec<bool>,
}

impl<'a> Body<'a> {
    fn new(page: &'a Page<'a>, skipped: &'a [bool]) -> Option<Self> {
        let verdicts = readable::verdicts(page.tree, skipped)?;
        let count = page.tree.len();
        let mut body = Self { page, skipped, kept: vec![false; count], root: NodeId::ROOT, listed: vec![false; count] };
        for block in page.blocks.order() {
            body.kept[block.index()] = !body.is_skipped(*block) && is_article(page, *block, &verdicts, skipped);
        }
        body.grow();
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
        body.drop_repeated_captions();
        body.drop_ends();
        Some(body)
    }

    /// The kept blocks, in document order.
    fn shown(&self) -> impl Iterator<Item = NodeId> {
        self.page.blocks.order().iter().copied().filter(|block| self.kept[block.index()])
    }

    /// The innermost element around all kept blocks.
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

    /// Adds parts of the article's column that Readability dropped whole: paragraphs that are not `<p>`, tables, lists.
    /// The column is the innermost element with most of the page's text.
    fn grow(&mut self) {
        let tree = self.page.tree;
        let blocks = self.page.blocks;
        let mut text = vec![0; tree.len()];
        let mut has_kept = vec![false; tree.len()];
        for block in blocks.order().iter().copied().filter(|block| !self.is_skipped(*block)) {
            let own = blocks.own(block);
            let unlinked = if own.links() < 0.5 { own.all - own.linked } else { 0 };
            for node in std::iter::once(block).chain(tree.ancestors(block)) {
                text[node.index()] += unlinked;
                has_kept[node.index()] |= self.kept[block.index()];
            }
        }
        let all = text[NodeId::ROOT.index()];
        let holds_most = |node: &NodeId| text[node.index()] * 4 >= all * 3;
        // Children follow their parents, so the last match is the innermost.
        let Some(column) = tree.descendants(NodeId::ROOT).filter(holds_most).last() else { return };
        let order = blocks.order();
        let Some(first) = order.iter().copied().find(|block| self.kept[block.index()]) else { return };
        let Some(last) = order.iter().copied().rfind(|block| self.kept[block.index()]) else { return };
        let kept: usize = self.shown().map(|block| blocks.own(block).all).sum();
        let is_most = kept * 2 >= text[column.index()];
        let mut next = tree.first(column);
        while let Some(node) = next {
            let is_lost = !has_kept[node.index()] && text[node.index()] > 0 && !self.skipped[node.index()];
            let is_between = first < node && node < last;
            let is_after = node > last && (!is_most || self.in_rows(node));
            if is_lost && (is_between || is_after) && self.is_part(node, text[node.index()]) {
                for block in furniture::inner_blocks(tree, blocks, node) {
                    self.kept[block.index()] = !self.is_skipped(block) && blocks.own(block).links() < 0.4;
                }
            }
            let goes_in = has_kept[node.index()] && !self.skipped[node.index()];
            next = tree.first(node).filter(|_| goes_in).or_else(|| tree.beyond(node, column));
        }
    }

    /// True if a branch of the article's column belongs to the article, judged by its length and its share of links.
    fn is_part(&self, node: NodeId, text: usize) -> bool {
        let (tree, blocks) = (self.page.tree, self.page.blocks);
        let within = blocks.within(node);
        let links = within.all.saturating_sub(text) as f32 / within.all.max(1) as f32;
        links < 0.2
            && !class_names::is_gallery(tree, node)
            && (within.prose * 2 >= within.all || text >= PART && self.in_rows(node))
            && !furniture::is_comments(tree, blocks, &[node], "")
    }

    /// True if a node consists mostly of table rows or list items.
    fn in_rows(&self, node: NodeId) -> bool {
        let (tree, blocks) = (self.page.tree, self.page.blocks);
        let is_row = |block: &NodeId| matches!(tree.name(*block), "td" | "th" | "li" | "dt" | "dd");
        let rows = furniture::inner_blocks(tree, blocks, node).filter(is_row);
        rows.map(|block| blocks.own(block).all).sum::<usize>() * 2 >= blocks.within(node).all
    }

    /// Removes text from elsewhere on the page that Readability took for the article: a cookie notice, a summary of
    /// something else. Elsewhere means before the headline, and outside the innermost element with most of the
    /// remaining text and the headline, or outside an element marked as the article.
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
        // Children follow their parents, so the last match is the innermost.
        let article = tree.descendants(NodeId::ROOT).filter(holds_most).last();
        let says_so = article.is_some_and(|article| matches!(tree.name(article), "article" | "main"));
        let after =
            prose(&mut self.shown().filter(|block| self.page.headline.is_none_or(|headline| *block > headline)));
        let headline = self.page.headline.filter(|_| after * 10 >= all * 8);
        // A column beside the article is mostly links; another part of the article is not.
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

    /// Restores what Readability drops within an article: headings, lists, short and quoted paragraphs between long
    /// ones.
    fn put_back(&mut self) {
        let order = self.page.blocks.order();
        let Some(first) = order.iter().position(|block| self.kept[block.index()]) else { return };
        let Some(last) = order.iter().rposition(|block| self.kept[block.index()]) else { return };
        // Kept blocks inside each element near one.
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
            if self.kept[block.index()] || !self.is_within(*block) || self.is_skipped(*block) {
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
                "li" if is_between && self.is_introduced(*block, &order[..place]) => {
                    self.listed[block.index()] = true;
                    true
                }
                "li" | "dt" | "dd" | "td" | "th" => among && own.links() < 0.4 && self.list_links(*block) < 0.4,
                "figcaption" => is_between && own.links() < 0.4,
                _ => {
                    let ends = || self.follows_sentence(*block, &order[..place], &back);
                    among && own.links() < 0.3 && (is_between || own.prose > 0 || ends())
                }
            };
            if fits {
                back.push(*block);
            }
        }
        for block in back {
            self.kept[block.index()] = true;
        }
    }

    /// True if the list around an item follows a heading of the article, or text that announces it.
    fn is_introduced(&self, item: NodeId, before: &[NodeId]) -> bool {
        let tree = self.page.tree;
        let Some(list) = tree.ancestors(item).find(|node| matches!(tree.name(*node), "ul" | "ol")) else {
            return false;
        };
        let Some(above) = before.iter().rfind(|block| **block < list) else { return false };
        let is_heading = matches!(tree.name(*above), "h2" | "h3" | "h4" | "h5" | "h6");
        !self.is_skipped(*above)
            && self.page.blocks.own(*above).links() < 0.5
            && tree.parent(list).is_some_and(|around| tree.ancestors(*above).take(2).any(|outer| outer == around))
            && (is_heading || self.kept[above.index()] && lines::block_text(tree, *above).ends_with([':', '：']))
    }

    /// True if a short block is a sentence directly after a paragraph of the article.
    fn follows_sentence(&self, block: NodeId, before: &[NodeId], back: &[NodeId]) -> bool {
        let tree = self.page.tree;
        let is_near = |last: &NodeId| {
            tree.ancestors(*last).take(2).any(|outer| tree.ancestors(block).take(2).any(|around| around == outer))
        };
        let is_shown = |last: &&NodeId| self.kept[last.index()] || back.last() == Some(last);
        before.last().filter(is_shown).is_some_and(is_near) && furniture::ends_sentence(&lines::block_text(tree, block))
    }

    /// Share of links in the list or table around a block.
    fn list_links(&self, block: NodeId) -> f32 {
        let list = self
            .page
            .tree
            .ancestors(block)
            .find(|node| matches!(self.page.tree.name(*node), "ul" | "ol" | "dl" | "table"));
        list.map_or(0.0, |list| self.page.blocks.within(list).links())
    }

    /// Restores text between the headline and the body: the standfirst of many newspapers.
    fn put_back_lead(&mut self) {
        let Some(headline) = self.page.headline else { return };
        let order = self.page.blocks.order();
        let Some(first) = order.iter().position(|block| self.kept[block.index()]) else { return };
        let Some(title) = order.iter().position(|block| *block >= headline) else { return };
        let mut after = Some(order[first]);
        for block in order[(title + 1).min(first)..first].iter().rev() {
            if self.is_skipped(*block) || self.kept[block.index()] || *block == headline {
                continue;
            }
            let own = self.page.blocks.own(*block);
            let fits = match self.page.tree.name(*block) {
                "figcaption" => true,
                // Key points before a long article.
                "li" => own.all >= 20 && self.list_links(*block) < 0.2,
                "h2" | "h3" | "h4" if after.is_some_and(|after| self.page.tree.name(after) == "li") => true,
                _ => own.prose > 0 || own.all >= 15 && self.is_called(*block, STANDFIRSTS),
            };
            if own.links() < 0.3 && fits {
                self.kept[block.index()] = true;
                after = Some(*block);
            } else {
                after = None;
            }
        }
    }

    /// Removes prompts to read, follow or subscribe, and bylines with their dates.
    fn drop_prompts(&mut self) {
        let tree = self.page.tree;
        let order = self.page.blocks.order();
        let mut paragraphs = 0;
        for block in order {
            if !self.kept[block.index()] {
                continue;
            }
            let own = self.page.blocks.own(*block);
            let text = lines::block_text(tree, *block);
            let is_early = paragraphs < 2;
            let is_byline = own.all < 120
                && (self.is_called(*block, BYLINES) && !furniture::ends_sentence(&text)
                    || is_early && (lines::is_byline(&text, self.page.byline) || lines::is_date_line(&text)))
                || paragraphs == 0 && lines::introduces_author(&text, self.page.byline);
            // In a list of sources, an item may be nothing but a link.
            let in_list = tree.name(*block) == "li" && self.list_links(*block) < 0.7;
            let is_prompt = if self.heads(*block) {
                lines::is_advertisement(&text)
            } else {
                !self.listed[block.index()] && lines::is_prompt(&text, own, in_list)
            };
            if is_byline || is_prompt {
                self.kept[block.index()] = false;
            } else if own.prose > 0 {
                paragraphs += 1;
            }
        }
    }

    /// True if a block is a heading directly above a paragraph of the article.
    fn heads(&self, block: NodeId) -> bool {
        let order = self.page.blocks.order();
        let next = order.partition_point(|other| *other <= block);
        let is_heading = matches!(self.page.tree.name(block), "h2" | "h3" | "h4" | "h5" | "h6");
        is_heading
            && order.get(next).is_some_and(|next| self.kept[next.index()] && self.page.blocks.own(*next).prose > 0)
    }

    /// Removes captions that repeat the block before them, as on pages with one caption for each screen width.
    fn drop_repeated_captions(&mut self) {
        let tree = self.page.tree;
        let shown: Vec<NodeId> = self.shown().collect();
        let is_caption = |block: NodeId| {
            std::iter::once(block).chain(tree.ancestors(block).take(3)).filter_map(|node| tree.element(node)).any(
                |element| {
                    matches!(element.name(), "figcaption" | "figure")
                        || ["class", "id"]
                            .iter()
                            .filter_map(|name| element.attribute(name))
                            .any(|names| class_names::words_of(names).any(|word| CAPTIONS.contains(&word.as_str())))
                },
            )
        };
        let mut last: VecDeque<(String, bool)> = VecDeque::new();
        for block in shown {
            let text = lines::block_text(tree, block);
            let is_this = is_caption(block);
            if text.chars().count() >= CAPTION
                && last.iter().any(|(other, is_other)| *other == text && (is_this || *is_other))
            {
                self.kept[block.index()] = false;
                continue;
            }
            last.push_back((text, is_this));
            if last.len() > IN_A_ROW {
                last.pop_front();
            }
        }
    }

    /// Removes the end matter of an article: notes on the author, on the print edition, on rights.
    fn drop_ends(&mut self) {
        let order = self.page.blocks.order();
        let mut left = ENDS;
        for place in (1..order.len()).rev().filter(|place| self.kept[order[*place].index()]).collect::<Vec<_>>() {
            let text = lines::block_text(self.page.tree, order[place]);
            let before = lines::block_text(self.page.tree, order[place - 1]);
            let byline = self.page.byline;
            let is_about = lines::is_author(&before, byline) && text.chars().count() < 500;
            if lines::is_imprint(&text, byline) || lines::is_author(&text, byline) || is_about {
                self.kept[order[place].index()] = false;
            } else if left == 0 {
                break;
            } else {
                left -= 1;
            }
        }
    }

    /// True if the block, or an element around it with little more text, has one of these class names.
    fn is_called(&self, block: NodeId, names: &[&str]) -> bool {
        let most = self.page.blocks.own(block).all + AROUND;
        let around = std::iter::once(block).chain(self.page.tree.ancestors(block).take(2));
        let around = around.filter(|node| self.page.blocks.within(*node).all <= most);
        around.filter_map(|node| self.page.tree.element(node)).any(|element| {
            let small = ["class", "id", "itemprop", "rel", "data-testid"];
            let values = small.iter().filter_map(|attribute| element.attribute(attribute));
            values.flat_map(class_names::words_of).any(|word| names.contains(&word.as_str()))
        }) && self.page.blocks.within(block).all < 600
    }

    fn is_within(&self, block: NodeId) -> bool {
        block == self.root || self.page.tree.ancestors(block).any(|node| node == self.root)
    }

    fn is_skipped(&self, block: NodeId) -> bool {
        self.skipped[block.index()] || self.page.tree.ancestors(block).any(|node| self.skipped[node.index()])
    }
}

/// Text too short for an article, in characters. A page with little more is shown whole.
const SHORT: usize = 140;

/// Minimum text of a table, or of short lines, that belongs to the article by itself.
const PART: usize = 40;

/// Maximum length of a line beyond the name in it, in characters without white space.
const AROUND: usize = 150;

/// Minimum length of a repeated caption, in characters.
const CAPTION: usize = 12;

/// Blocks before a caption that are compared with it. One caption may be several blocks, such as text and photographer.
const IN_A_ROW: usize = 2;

/// Blocks allowed after the end of an article: a correction, an editor's note.
const ENDS: usize = 2;

/// True if Readability keeps most text of a block.
fn is_article(page: &Page<'_>, block: NodeId, verdicts: &[Verdict], skipped: &[bool]) -> bool {
    let tree = page.tree;
    let (mut kept, mut lost) = (0, 0);
    let mut next = tree.first(block);
    while let Some(node) = next {
        let is_skipped = skipped[node.index()];
        if let Some(text) = tree.text(node)
            && page.blocks.of(node) == Some(block)
        {
            let holder =
                tree.ancestors(node).map(|node| verdicts[node.index()]).find(|verdict| *verdict != Verdict::None);
            let length = text.trim().len();
            if holder == Some(Verdict::Article) { kept += length } else { lost += length }
        }
        next = tree.first(node).filter(|_| !is_skipped).or_else(|| tree.beyond(node, block));
    }
    kept > lost
}

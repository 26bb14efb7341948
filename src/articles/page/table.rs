//! Data tables and layout tables.

use crate::articles::page::rendering;
use crate::articles::page::tree::{NodeId, Tree};

/// Maximum average length of cells with data, in characters.
const LONG_CELL: usize = 160;

/// True for a data table, whose rows and columns have a meaning: by its markup, else by the content of its cells.
pub fn holds_data(tree: &Tree, skips: &dyn Fn(NodeId) -> bool, table: NodeId) -> bool {
    let Some(element) = tree.element(table) else { return false };
    if ["presentation", "none"].iter().any(|role| element.has_word("role", role)) {
        return false;
    }
    let (mut rows, mut cells, mut characters) = (0, 0, 0);
    let mut is_marked = false;
    let mut next = tree.first(table);
    while let Some(node) = next {
        let hidden = skips(node)
            || tree
                .element(node)
                .is_some_and(|element| rendering::is_never_text(element) || rendering::is_hidden(element));
        if !hidden {
            match tree.name(node) {
                // A table around another table, or around sections of text, is a layout table.
                "table" | "h1" | "h2" | "article" | "section" | "form" => return false,
                "tr" => rows += 1,
                "td" => cells += 1,
                "th" | "caption" => {
                    cells += 1;
                    is_marked = true;
                }
                _ => characters += tree.text(node).map_or(0, letters),
            }
        }
        next = tree.first(node).filter(|_| !hidden).or_else(|| tree.beyond(node, table));
    }
    let short = cells > 0 && characters / cells <= LONG_CELL;
    is_marked && short || rows >= 2 && cells >= 2 * rows && short && !lays_out(tree, table)
}

/// True if the attributes of the table are those of layout tables.
fn lays_out(tree: &Tree, table: NodeId) -> bool {
    tree.element(table).is_some_and(|element| {
        element.attribute("border").is_none_or(|width| width.trim() == "0")
            && element.attribute("width").is_some_and(|width| width.trim() == "100%")
            && element.attribute("class").is_none()
    })
}

fn letters(text: &str) -> usize {
    text.split_ascii_whitespace().map(|word| word.chars().count()).sum()
}

//! Rows of tables: a line with a tab stop between cells, or blocks where the table lays out a page.

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::flow::{Flow, Result};

/// Most characters of a cell of data. A longer one is a column of the page.
const CELL: usize = 400;

/// The reader of a document whose tables are read here.
pub trait CellReader<'a, 'i, 'c> {
    /// The flow that it writes to.
    fn flow(&mut self) -> &mut Flow<'c>;
    /// Reads a cell as blocks.
    fn blocks(&mut self, cell: Node<'a, 'i>) -> Result;
    /// Reads a cell as a part of a line.
    fn cell(&mut self, cell: Node<'a, 'i>) -> Result;
    /// Reads the text boxes of cells that were read as a line.
    fn text_boxes(&mut self, cells: &[Node<'a, 'i>]) -> Result;
}

/// True if the text of a cell, in pieces, is too long for data.
pub fn is_long<'t>(text: impl Iterator<Item = &'t str>) -> bool {
    text.map(str::len).sum::<usize>() > CELL
}

/// Reads a row: as blocks if it lays out a page, else as a line.
pub fn row<'a, 'i, 'c>(reader: &mut impl CellReader<'a, 'i, 'c>, cells: &[Node<'a, 'i>], is_layout: bool) -> Result {
    reader.flow().end();
    if is_layout {
        for cell in cells {
            reader.blocks(*cell)?;
            reader.flow().end();
        }
        return Ok(());
    }
    reader.flow().styled.begin(Block::Row);
    reader.flow().in_row = true;
    for (index, cell) in cells.iter().enumerate() {
        reader.flow().styled.plain();
        reader.flow().styled.builder.cell(index == 0);
        reader.cell(*cell)?;
    }
    reader.flow().in_row = false;
    reader.flow().styled.plain();
    reader.text_boxes(cells)
}

/// Finds the rows of a table or the cells of a row, also within elements that only group them.
pub fn find<'a, 'i>(
    parent: Node<'a, 'i>,
    is_wanted: impl Fn(Node<'a, 'i>) -> bool,
    is_group: impl Fn(Node<'a, 'i>) -> bool,
) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut open: Vec<Node<'a, 'i>> = parent.children().rev().filter(Node::is_element).collect();
    while let Some(node) = open.pop() {
        if is_wanted(node) {
            found.push(node);
        } else if is_group(node) {
            open.extend(node.children().rev().filter(Node::is_element));
        }
    }
    found
}

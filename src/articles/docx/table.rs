//! Tables: a row is a line with a tab stop between cells, unless its cells are articles of their own.

use roxmltree::Node;

use crate::articles::build::Block;
use crate::articles::docx::body::{Body, Result};
use crate::articles::docx::{word, word_child};
use crate::encoding::xml;

/// Most characters of a cell that is still one of a table and not a column of a page.
const CELL: usize = 400;

impl Body<'_> {
    pub(super) fn table(&mut self, table: Node<'_, '_>) -> Result {
        if self.in_row {
            return self.words_of_table(table);
        }
        let mut rows = Vec::new();
        collect(table, "tr", &mut rows);
        let cells = |row| {
            let mut cells = Vec::new();
            collect(row, "tc", &mut cells);
            cells
        };
        // A table of one column, or with long texts in it, sets out a page.
        let sets_out = rows.iter().all(|row| cells(*row).len() < 2);
        for row in rows {
            if let Some(change) = row_change(row, "del") {
                self.left_out.change(change, false);
                continue;
            }
            if let Some(change) = row_change(row, "ins") {
                self.left_out.change(change, true);
            }
            let cells = cells(row);
            self.end_flow();
            if sets_out || cells.iter().any(|cell| is_long(*cell)) {
                for cell in cells {
                    self.blocks(cell)?;
                    self.end_flow();
                }
            } else {
                self.row(&cells)?;
            }
        }
        self.end_flow();
        self.styled.begin(Block::Paragraph);
        Ok(())
    }

    fn row(&mut self, cells: &[Node<'_, '_>]) -> Result {
        self.styled.begin(Block::Row);
        self.in_row = true;
        for (index, cell) in cells.iter().enumerate() {
            self.styled.plain();
            self.styled.builder.cell(index == 0);
            let goes_on_above = word_child(*cell, "tcPr")
                .and_then(|properties| word_child(properties, "vMerge"))
                .is_some_and(|merge| xml::attribute(merge, "val").is_none_or(|value| value == "continue"));
            if !goes_on_above {
                self.words_of_blocks(*cell)?;
            }
        }
        self.in_row = false;
        self.styled.plain();
        for cell in cells {
            self.text_boxes(*cell)?;
        }
        Ok(())
    }

    /// The words of blocks, one after the other.
    fn words_of_blocks(&mut self, parent: Node<'_, '_>) -> Result {
        self.deeper(|body| {
            for node in parent.children().filter(Node::is_element) {
                match word(node) {
                    "p" => {
                        body.styled.builder.words(" ");
                        body.runs(node)?;
                    }
                    "tbl" => body.table(node)?,
                    "sdt" => {
                        if let Some(content) = word_child(node, "sdtContent") {
                            body.words_of_blocks(content)?;
                        }
                    }
                    "customXml" | "ins" | "moveTo" => body.words_of_blocks(node)?,
                    _ => {}
                }
            }
            Ok(())
        })
    }

    /// The words of a table that lies in a cell.
    fn words_of_table(&mut self, table: Node<'_, '_>) -> Result {
        let mut cells = Vec::new();
        let mut rows = Vec::new();
        collect(table, "tr", &mut rows);
        for row in rows.into_iter().filter(|row| row_change(*row, "del").is_none()) {
            collect(row, "tc", &mut cells);
        }
        cells.into_iter().try_for_each(|cell| self.words_of_blocks(cell))
    }
}

/// The rows of a table or the cells of a row, which may lie in elements that mean nothing here.
fn collect<'a, 'i>(parent: Node<'a, 'i>, wanted: &str, found: &mut Vec<Node<'a, 'i>>) {
    let mut open: Vec<Node<'a, 'i>> = parent.children().rev().filter(Node::is_element).collect();
    while let Some(node) = open.pop() {
        match word(node) {
            name if name == wanted => found.push(node),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => {
                open.extend(node.children().rev().filter(Node::is_element));
            }
            _ => {}
        }
    }
}

/// The mark that a row was inserted or deleted.
fn row_change<'a, 'i>(row: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    word_child(word_child(row, "trPr")?, name)
}

fn is_long(cell: Node<'_, '_>) -> bool {
    let words = cell.descendants().filter(|node| word(*node) == "t").filter_map(|node| node.text());
    words.map(str::len).sum::<usize>() > CELL
}

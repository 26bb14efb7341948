//! Tables of Word documents.

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::docx::body::Body;
use crate::articles::office::docx::{word, word_child};
use crate::articles::office::flow::{Flow, Result};
use crate::articles::office::table::{self, CellReader};
use crate::encoding::xml;

impl Body<'_> {
    pub(super) fn table(&mut self, table: Node<'_, '_>) -> Result {
        if self.flow.in_row {
            return self.table_as_line(table);
        }
        let rows = find(table, "tr");
        // A table of one column lays out a page, and so does a row with long texts.
        let is_layout = rows.iter().all(|row| find(*row, "tc").len() < 2);
        for row in rows {
            if let Some(change) = row_change(row, "del") {
                self.flow.omissions.change(change, false);
                continue;
            }
            if let Some(change) = row_change(row, "ins") {
                self.flow.omissions.change(change, true);
            }
            let cells = find(row, "tc");
            self.end_flow();
            table::row(self, &cells, is_layout || cells.iter().any(|cell| is_long(*cell)))?;
        }
        self.end_flow();
        self.flow.styled.begin(Block::Paragraph);
        Ok(())
    }

    /// Reads blocks as one line.
    fn blocks_as_line(&mut self, parent: Node<'_, '_>) -> Result {
        self.deeper(|body| {
            for node in parent.children().filter(Node::is_element) {
                match word(node) {
                    "p" => {
                        body.flow.styled.builder.write(" ");
                        body.runs(node)?;
                    }
                    "tbl" => body.table(node)?,
                    "sdt" => {
                        if let Some(content) = word_child(node, "sdtContent") {
                            body.blocks_as_line(content)?;
                        }
                    }
                    "customXml" | "ins" | "moveTo" => body.blocks_as_line(node)?,
                    _ => {}
                }
            }
            Ok(())
        })
    }

    /// Reads a table in a cell as a part of the line.
    fn table_as_line(&mut self, table: Node<'_, '_>) -> Result {
        let rows = find(table, "tr").into_iter().filter(|row| row_change(*row, "del").is_none());
        rows.flat_map(|row| find(row, "tc")).try_for_each(|cell| self.blocks_as_line(cell))
    }
}

impl<'a, 'i, 's> CellReader<'a, 'i, 's> for Body<'s> {
    fn flow(&mut self) -> &mut Flow<'s> {
        &mut self.flow
    }

    fn blocks(&mut self, cell: Node<'a, 'i>) -> Result {
        Body::blocks(self, cell)?;
        self.end_flow();
        Ok(())
    }

    fn cell(&mut self, cell: Node<'a, 'i>) -> Result {
        let continues_above = word_child(cell, "tcPr")
            .and_then(|properties| word_child(properties, "vMerge"))
            .is_some_and(|merge| xml::attribute(merge, "val").is_none_or(|value| value == "continue"));
        if continues_above { Ok(()) } else { self.blocks_as_line(cell) }
    }

    fn text_boxes(&mut self, cells: &[Node<'a, 'i>]) -> Result {
        cells.iter().try_for_each(|cell| Body::text_boxes(self, *cell))
    }
}

/// Finds the rows of a table or the cells of a row.
fn find<'a, 'i>(parent: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let is_group = |node| matches!(word(node), "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo");
    table::find(parent, |node| word(node) == name, is_group)
}

/// The mark of a row that was inserted or deleted.
fn row_change<'a, 'i>(row: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    word_child(word_child(row, "trPr")?, name)
}

fn is_long(cell: Node<'_, '_>) -> bool {
    table::is_long(cell.descendants().filter(|node| word(*node) == "t").filter_map(|node| node.text()))
}

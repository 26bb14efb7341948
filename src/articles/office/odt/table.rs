//! Tables of OpenDocument texts.

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::flow::{Flow, Result};
use crate::articles::office::odt::body::Body;
use crate::articles::office::table::{self, CellReader};
use crate::encoding::xml;

impl<'a, 'i> Body<'a, 'i> {
    pub(super) fn table(&mut self, table: Node<'a, 'i>) -> Result {
        let is_row = |node| xml::name(node) == "table-row";
        let is_group = |node| matches!(xml::name(node), "table-rows" | "table-header-rows" | "table-row-group");
        let rows = table::find(table, is_row, is_group);
        let cells = |row: Node<'a, 'i>| -> Vec<Node<'a, 'i>> {
            row.children().filter(|node| matches!(xml::name(*node), "table-cell" | "covered-table-cell")).collect()
        };
        if self.flow.in_row {
            return rows.into_iter().flat_map(cells).try_for_each(|cell| self.blocks(cell));
        }
        // A table of one column lays out a page, and so does a row with long texts.
        let is_layout = rows.iter().all(|row| cells(*row).len() < 2);
        for row in rows {
            let cells = cells(row);
            table::row(self, &cells, is_layout || cells.iter().any(|cell| is_long(*cell)))?;
        }
        self.flow.end();
        self.flow.styled.begin(Block::Paragraph);
        Ok(())
    }
}

impl<'a, 'i> CellReader<'a, 'i, 'a> for Body<'a, 'i> {
    fn flow(&mut self) -> &mut Flow<'a> {
        &mut self.flow
    }

    fn blocks(&mut self, cell: Node<'a, 'i>) -> Result {
        Body::blocks(self, cell)
    }

    fn cell(&mut self, cell: Node<'a, 'i>) -> Result {
        Body::blocks(self, cell)
    }

    fn text_boxes(&mut self, _cells: &[Node<'a, 'i>]) -> Result {
        Body::text_boxes(self)
    }
}

fn is_long(cell: Node<'_, '_>) -> bool {
    table::is_long(cell.descendants().filter(Node::is_text).filter_map(|node| node.text()))
}

//! Tables: a row is a line with a tab stop between cells, unless its cells are articles of their own.

use roxmltree::Node;

use crate::articles::build::Block;
use crate::articles::odt::body::{Body, Result};
use crate::encoding::xml;

/// Most characters of a cell that is still one of a table and not a column of a page.
const CELL: usize = 400;

impl<'a, 'i> Body<'a, 'i> {
    pub(super) fn table(&mut self, table: Node<'a, 'i>) -> Result {
        let mut rows = Vec::new();
        collect(table, &mut rows);
        let cells = |row: Node<'a, 'i>| -> Vec<Node<'a, 'i>> {
            row.children().filter(|node| matches!(xml::name(*node), "table-cell" | "covered-table-cell")).collect()
        };
        if self.in_row {
            return rows.into_iter().flat_map(cells).try_for_each(|cell| self.blocks(cell));
        }
        // A table of one column, or with long texts in it, sets out a page.
        let sets_out = rows.iter().all(|row| cells(*row).len() < 2);
        for row in rows {
            let cells = cells(row);
            self.end_flow();
            if sets_out || cells.iter().any(|cell| is_long(*cell)) {
                for cell in cells {
                    self.blocks(cell)?;
                    self.end_flow();
                }
                continue;
            }
            self.styled.begin(Block::Row);
            self.in_row = true;
            for (index, cell) in cells.into_iter().enumerate() {
                self.styled.plain();
                self.styled.builder.cell(index == 0);
                self.blocks(cell)?;
            }
            self.in_row = false;
            self.styled.plain();
            self.text_boxes()?;
        }
        self.end_flow();
        self.styled.begin(Block::Paragraph);
        Ok(())
    }
}

/// The rows of a table, which may lie in groups.
fn collect<'a, 'i>(table: Node<'a, 'i>, rows: &mut Vec<Node<'a, 'i>>) {
    let mut open: Vec<Node<'a, 'i>> = table.children().rev().filter(Node::is_element).collect();
    while let Some(node) = open.pop() {
        match xml::name(node) {
            "table-row" => rows.push(node),
            "table-rows" | "table-header-rows" | "table-row-group" => {
                open.extend(node.children().rev().filter(Node::is_element));
            }
            _ => {}
        }
    }
}

fn is_long(cell: Node<'_, '_>) -> bool {
    cell.descendants().filter(Node::is_text).filter_map(|node| node.text()).map(str::len).sum::<usize>() > CELL
}

//! Lists, with bullets and numbers (ODF 1.3, part 3, 5.3).

use roxmltree::Node;

use crate::articles::builder::Block;
use crate::articles::office::flow::Result;
use crate::articles::office::odt::body::Body;
use crate::encoding::xml;

impl<'a, 'i> Body<'a, 'i> {
    pub(super) fn list(&mut self, list: Node<'a, 'i>) -> Result {
        if self.flow.in_row {
            return self.deeper(|body| {
                let blocks = list.children().flat_map(|item| item.children()).filter(Node::is_element);
                blocks.into_iter().try_for_each(|node| body.block(node))
            });
        }
        let own = xml::attribute(list, "style-name").map(str::to_owned);
        let style = own.or_else(|| self.counts.open.last().cloned()).unwrap_or_default();
        let level = self.counts.open.len();
        let row = self.styles.level(&style, level);
        let keep_going = xml::attribute(list, "continue-numbering") == Some("true")
            || xml::attribute(list, "continue-list").is_some();
        let place = (style.clone(), level);
        let mut next = match self.counts.by_style.get(&place) {
            Some(last) if keep_going => last.saturating_add(1),
            _ => row.start.max(1),
        };
        let numbered = row.format.as_ref().is_some_and(|format| !format.is_empty());
        // Headings that are numbered as a list are headings.
        let of_headings = list.descendants().any(|node| xml::name(node) == "h");
        self.counts.open.push(style);
        self.flow.end();
        if !of_headings {
            self.flow.styled.builder.open_list(numbered.then_some(next));
        }
        let read = self.deeper(|body| {
            for item in list.children().filter(|node| matches!(xml::name(*node), "list-item" | "list-header")) {
                let first = item.children().find(Node::is_element).map(xml::name);
                let marked = xml::name(item) == "list-item" && matches!(first, Some("p" | "h"));
                if marked && !of_headings {
                    let start = xml::attribute(item, "start-value").and_then(|start| start.parse().ok());
                    next = start.unwrap_or(next);
                    body.flow.styled.plain();
                    body.flow.styled.builder.item(numbered.then_some(next));
                    body.counts.by_style.insert(place.clone(), next);
                    next = next.saturating_add(1);
                }
                body.blocks(item)?;
            }
            Ok(())
        });
        self.flow.end();
        self.counts.open.pop();
        if !of_headings {
            self.flow.styled.builder.close_list();
        } else {
            self.flow.styled.begin(Block::Paragraph);
        }
        read
    }
}

//! Conversion of paragraphs with list and level to nested lists.

use crate::articles::builder::Block;
use crate::articles::styled::Styled;

/// A list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The list; a different one begins a new list.
    pub list: String,
    /// The level, from 0.
    pub level: u8,
    /// True if it has a number or bullet; otherwise it continues the item before.
    pub marked: bool,
    /// Its number; `None` for a bullet.
    pub number: Option<u32>,
}

/// The open lists, outermost first.
#[derive(Debug, Default)]
pub struct Lists(Vec<Open>);

#[derive(Debug)]
struct Open {
    list: String,
    numbered: bool,
}

impl Lists {
    /// Begins an item.
    pub fn item(&mut self, styled: &mut Styled, item: &Item) {
        styled.plain();
        let depth = usize::from(item.level) + 1;
        self.close_to(styled, depth);
        if !item.marked && self.0.len() == depth {
            return styled.begin(Block::Paragraph);
        }
        let fits = |open: &Open| open.list == item.list && open.numbered == item.number.is_some();
        if self.0.len() == depth && !self.0.last().is_some_and(fits) {
            self.close_to(styled, depth - 1);
        }
        while self.0.len() < depth {
            styled.builder.open_list(item.number);
            self.0.push(Open { list: item.list.clone(), numbered: item.number.is_some() });
        }
        styled.builder.item(item.number);
    }

    /// True if a list is open.
    pub fn is_open(&self) -> bool {
        !self.0.is_empty()
    }

    /// Ends all lists.
    pub fn close(&mut self, styled: &mut Styled) {
        self.close_to(styled, 0);
    }

    fn close_to(&mut self, styled: &mut Styled, depth: usize) {
        if self.0.len() > depth {
            styled.plain();
        }
        while self.0.len() > depth {
            self.0.pop();
            styled.builder.close_list();
        }
    }
}

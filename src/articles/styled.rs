//! Text in styled runs, as in DOCX, ODT and PDF: inline elements begin and end only where the style changes.

use crate::articles::builder::{Block, Builder};

/// The style of text, as far as it has a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck out.
    pub struck: bool,
    /// In a monospaced font.
    pub literal: bool,
}

impl Look {
    fn elements(self) -> impl Iterator<Item = &'static str> {
        let all =
            [(self.strong, "strong"), (self.emphasis, "emphasis"), (self.struck, "struck"), (self.literal, "literal")];
        all.into_iter().filter(|(is, _)| *is).map(|(_, element)| element)
    }
}

/// A builder with a current style.
#[derive(Debug, Default)]
pub struct Styled {
    /// The builder. Call [`Styled::plain`] before beginning a block or writing plain text with it.
    pub builder: Builder,
    look: Look,
}

impl Styled {
    /// Sets the style of the next text.
    pub fn look(&mut self, look: Look) {
        if look != self.look {
            self.plain();
            for element in look.elements() {
                self.builder.open(element, None);
            }
            self.look = look;
        }
    }

    /// Resets the style of the next text.
    pub fn plain(&mut self) {
        for _ in std::mem::take(&mut self.look).elements() {
            self.builder.close();
        }
    }

    /// Ends the block and begins another.
    pub fn begin(&mut self, block: Block) {
        self.plain();
        self.builder.begin(block);
    }

    /// Begins a link.
    pub fn open_link(&mut self, address: &str) {
        self.plain();
        self.builder.open("link", Some(address));
    }

    /// Ends a link.
    pub fn close_link(&mut self) {
        self.plain();
        self.builder.close();
    }

    /// Writes the description of a picture.
    pub fn picture(&mut self, text: &str) {
        let look = self.look;
        self.look(Look { emphasis: true, ..Look::default() });
        self.builder.write(text);
        self.look(look);
    }
}

/// True for fonts for code.
pub fn is_for_code(font: &str) -> bool {
    let font = font.to_lowercase();
    ["courier", "consolas", "menlo", "monaco", "mono", "lucida console", "source code"]
        .iter()
        .any(|name| font.contains(name))
}

//! Text that comes in runs with a look each, as in DOCX, ODT and PDF: emphasis begins and ends only where the look changes.

use crate::articles::build::{Block, Builder};

/// How words look, as far as it means something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck out.
    pub struck: bool,
    /// In a font for code.
    pub literal: bool,
}

impl Look {
    fn elements(self) -> impl Iterator<Item = &'static str> {
        let all =
            [(self.strong, "strong"), (self.emphasis, "emphasis"), (self.struck, "struck"), (self.literal, "literal")];
        all.into_iter().filter(|(is, _)| *is).map(|(_, element)| element)
    }
}

/// A builder that knows how the words look that are written.
#[derive(Debug, Default)]
pub struct Styled {
    /// The builder; whoever begins a block or writes plain words with it says [`Styled::plain`] first.
    pub builder: Builder,
    look: Look,
}

impl Styled {
    /// The words to come have this look.
    pub fn look(&mut self, look: Look) {
        if look != self.look {
            self.plain();
            for element in look.elements() {
                self.builder.open(element, None);
            }
            self.look = look;
        }
    }

    /// The words to come have no look.
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

    /// Says what a picture shows, as its author wrote it.
    pub fn picture(&mut self, words: &str) {
        let look = self.look;
        self.look(Look { emphasis: true, ..Look::default() });
        self.builder.words(words);
        self.look(look);
    }
}

/// True if a font is one that programs are written in.
pub fn is_for_code(font: &str) -> bool {
    let font = font.to_lowercase();
    ["courier", "consolas", "menlo", "monaco", "mono", "lucida console", "source code"]
        .iter()
        .any(|name| font.contains(name))
}

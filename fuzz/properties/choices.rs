//! Bytes as choices, so that every input is a valid case and small inputs are simple cases.

use gainsay::model::annotation::{Annotation, Fragment, Id, Relation, Speaker, Target};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::edit::{Edit, EditError};
use gainsay::model::extra::Extra;
use gainsay::model::field::{Fields, Type, Value};
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use gainsay::model::role::Role;
use gainsay::model::selector::Quote;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

/// Texts that are awkward in a file, in offsets or on a screen.
const PIECES: &[&str] = &[
    "",
    "a",
    " ",
    "word",
    "\n",
    "\n\n",
    "\t",
    "\"",
    "\\",
    "\r\n",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{ad}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "👩‍👩‍👧",
    "e\u{301}",
    "“",
    "”",
    "字",
    "אב",
    "=1+1",
    "+cmd",
    "-",
    "@x",
    "#",
    "*",
    "<b>",
    "&amp;",
    "]]>",
    "r#\"",
    "//",
    "/*",
    "\n    text: \"",
    "../",
    "\u{e0041}",
    "|",
    "`",
    "<script>",
    "http://x",
    "\u{fffd}",
    ",",
    ";",
];

/// The remaining bytes.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A byte; 0 if none is left.
    pub fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count.max(1)
    }

    /// True once in `of` times.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    pub fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A concatenation of awkward texts.
    pub fn words(&mut self, most: usize) -> String {
        let count = self.below(most + 1);
        (0..count).map(|_| self.one_of(PIECES)).collect()
    }

    /// One of few ids, so that they collide.
    pub fn id(&mut self) -> Id {
        Id::new(self.one_of(&["a", "b", "c", "d", "e", "f", "a\u{1b}", ""]))
    }

    /// A range of the text, if it is not empty.
    pub fn range(&mut self, text: &ArticleText) -> Option<ByteRange> {
        let mut place = || {
            let share = usize::from(self.byte()) * (text.end().get() + 1) / 256;
            text.floor(ByteOffset::new(share))
        };
        let (one, other) = (place(), place());
        Some(ByteRange::new(one, other)).filter(|range| text.admits(*range))
    }

    /// A target with zero, one or a few fragments, some of them lost.
    pub fn target(&mut self, text: &ArticleText, least: usize) -> Target {
        let count = least + self.one_of(&[0, 0, 0, 1, 2]);
        let mut fragments = Vec::new();
        for _ in 0..count {
            let fragment = match self.range(text).filter(|_| !self.once_in(5)) {
                Some(range) => Fragment::Found(range),
                None => self.lost(),
            };
            fragments.push((fragment, self.extra()));
        }
        Target::with_extras(fragments)
    }

    /// Sometimes an unknown field.
    fn extra(&mut self) -> Extra {
        let mut extra = Extra::default();
        if self.once_in(6) {
            extra.push("later", self.one_of(&["1", "\"a\"", "Some((x: [1]))"]));
        }
        extra
    }

    /// A lost fragment, with a quotation that is in no text.
    fn lost(&mut self) -> Fragment {
        let exact = if self.once_in(4) { String::new() } else { format!("Z\u{7}{}", self.words(3).replace('\r', "")) };
        let (prefix, suffix) = (self.words(2).replace('\r', ""), self.words(2).replace('\r', ""));
        let start = self.below(60);
        let (start, end) = (ScalarOffset::new(start), ScalarOffset::new(start + exact.chars().count()));
        Fragment::Lost(Box::new(Quote { exact, prefix, suffix, start, end }))
    }

    /// At most `most` marks and links.
    pub fn set(&mut self, text: &ArticleText, most: usize) -> AnnotationSet {
        let mut set = AnnotationSet::default();
        for _ in 0..most {
            if self.is_empty() {
                break;
            }
            // One with a used id is refused.
            let edit = if self.once_in(3) {
                Edit::Link(self.relation().into())
            } else {
                Edit::Add(self.annotation(text).into())
            };
            let _ = change(&mut set, edit);
        }
        set
    }

    pub fn annotation(&mut self, text: &ArticleText) -> Annotation {
        let kind = Kind::new(self.one_of(&["claim", "denial", "evidence", "Claim", "rumour\u{202e}"]));
        let mut annotation = Annotation::new(self.id(), kind, self.target(text, 1));
        if self.once_in(3) {
            let voice = self.one_of(&["named", "unnamed", "article", "chorus"]);
            let mut speaker = Speaker::new(voice, &self.words(2));
            speaker.at = self.target(text, 0);
            annotation.speaker = Some(speaker);
        }
        if self.once_in(3) {
            annotation.cue = self.target(text, 0);
            self.plain(&mut annotation);
        }
        annotation
    }

    /// A value for each plain field.
    fn plain<T: Fields>(&mut self, of: &mut T) {
        for field in T::plain() {
            let value = match field.of {
                Type::Text("") if field.is_record => self.words(1).into(),
                Type::Text("") => self.words(4).into(),
                Type::Text(default) => self.one_of(&["certain", "possible", default, "sure"]).into(),
                Type::Time => self.words(2).into(),
                Type::Flag => Value::Flag(self.once_in(2)),
                Type::List => Value::List((0..self.below(3)).map(|_| self.words(2)).collect()),
            };
            (field.set)(of, value);
        }
    }

    pub fn relation(&mut self) -> Relation {
        Relation {
            note: self.words(2),
            ..Relation::new(
                self.id(),
                self.id(),
                self.id(),
                Role::new(self.one_of(&["rebuts", "supports", "restates", "Rebuts", "mocks"])),
            )
        }
    }
}

/// Applies an edit to annotations without a document; returns the inverse.
pub fn change(set: &mut AnnotationSet, edit: Edit) -> Result<Edit, EditError> {
    let mut document = Document::new(Article::default(), std::mem::take(set), Extra::default());
    let inverse = document.apply(edit);
    (_, *set, _) = document.into_parts();
    inverse
}

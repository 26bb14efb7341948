//! The outline of an article: its headings, their extent, and the number of marks under each.

use std::sync::Arc;

use crate::model::kind::KINDS;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// A heading with its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The text of the heading.
    pub heading: ByteRange,
    /// The level of the heading, from 1 on.
    pub level: u8,
    /// The end: the start of the next heading of the same or a higher level, or the end of the text.
    pub end: ByteOffset,
}

/// The headings of an article, in order. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(Arc<Vec<Section>>);

/// Number of marks by kind, in the order of [`KINDS`]; unknown kinds come last.
pub type Counts = [usize; KINDS.len() + 1];

impl Outline {
    /// The outline of a text with this structure.
    pub fn of(text: &ArticleText, structure: &Structure) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for span in structure.headings() {
            match sections.last_mut() {
                // A heading on several lines is one.
                Some(last) if last.level == span.level && last.heading.end().get() + 1 == span.range.start().get() => {
                    last.heading = ByteRange::new(last.heading.start(), span.range.end());
                }
                _ => sections.push(Section { heading: span.range, level: span.level, end: text.end() }),
            }
        }
        // The open headings, each of a deeper level than the one before.
        let mut open: Vec<usize> = Vec::new();
        for at in 0..sections.len() {
            let Section { heading, level, .. } = sections[at];
            while let Some(last) = open.pop_if(|last| sections[*last].level >= level) {
                sections[last].end = heading.start();
            }
            open.push(at);
        }
        Self(Arc::new(sections))
    }

    /// True if both share one outline in memory.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Every heading.
    pub fn sections(&self) -> &[Section] {
        &self.0
    }

    /// The innermost section at an offset; `None` before the first heading.
    pub fn at(&self, offset: ByteOffset) -> Option<usize> {
        self.0.partition_point(|section| section.heading.start() <= offset).checked_sub(1)
    }

    /// Number of marks that begin in each section, including its subsections.
    pub fn counts(&self, set: &AnnotationSet) -> Vec<Counts> {
        let starts = set.annotations().iter().filter_map(|mark| Some((mark.target.bounds()?.start(), &mark.kind)));
        let mut starts: Vec<(ByteOffset, usize)> =
            starts.map(|(start, kind)| (start, kind.position().unwrap_or(KINDS.len()))).collect();
        starts.sort_unstable();
        // Marks before the first start, the second, …
        let mut before: Vec<Counts> = vec![Counts::default()];
        for (_, kind) in &starts {
            let mut counts = *before.last().unwrap_or(&Counts::default());
            counts[*kind] += 1;
            before.push(counts);
        }
        let until = |offset: ByteOffset| &before[starts.partition_point(|(start, _)| *start < offset)];
        let count = |section: &Section| {
            let (from, to) = (until(section.heading.start()), until(section.end));
            std::array::from_fn(|kind| to[kind] - from[kind])
        };
        self.0.iter().map(count).collect()
    }
}

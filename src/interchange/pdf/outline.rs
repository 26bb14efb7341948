//! The outline of a PDF file, which viewers show beside its pages.

use pdf_writer::{Pdf, Ref, TextStr};

/// An entry of the outline.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its level from 1 on.
    pub level: u8,
    pub title: String,
    /// The index of its page.
    pub page: usize,
    /// Its place from the top of the page.
    pub y: f32,
}

/// Entries by their places among all, below one of them or at the top.
#[derive(Default)]
struct Below {
    parent: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    count: i32,
}

/// Writes the outline as the object `root`; false if there is none.
pub fn write_outline(
    pdf: &mut Pdf,
    headings: &[Heading],
    root: Ref,
    next: &mut i32,
    (pages, height): (&[Ref], f32),
) -> bool {
    let (Some(_), first) = (headings.first(), *next) else { return false };
    *next += headings.len() as i32;
    let object = |at: usize| Ref::new(first + at as i32);
    let (links, whole) = linked(headings);
    let mut out = pdf.outline(root);
    if let (Some(first), Some(last)) = (whole.first, whole.last) {
        out.first(object(first)).last(object(last)).count(whole.count);
    }
    drop(out);
    for (at, (heading, link)) in headings.iter().zip(&links).enumerate() {
        let mut item = pdf.outline_item(object(at));
        item.title(TextStr(&heading.title)).parent(link.parent.map_or(root, object));
        if let Some(before) = link.before {
            item.prev(object(before));
        }
        if let Some(after) = link.after {
            item.next(object(after));
        }
        if let (Some(first), Some(last)) = (link.first, link.last) {
            // A negative number: closed at first.
            item.first(object(first)).last(object(last)).count(-link.count);
        }
        if let Some(page) = pages.get(heading.page) {
            item.dest().page(*page).xyz(0.0, height - heading.y + 12.0, None);
        }
    }
    true
}

/// The places of the headings in a tree, and its top.
fn linked(headings: &[Heading]) -> (Vec<Below>, Below) {
    let mut links: Vec<Below> = headings.iter().map(|_| Below::default()).collect();
    let mut whole = Below::default();
    let mut open: Vec<usize> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|above| headings[*above].level >= heading.level) {
            open.pop();
        }
        let parent = open.last().copied();
        let above = parent.map_or(&mut whole, |parent| &mut links[parent]);
        let before = above.last.replace(at);
        above.first.get_or_insert(at);
        above.count += 1;
        if let Some(before) = before {
            links[before].after = Some(at);
        }
        (links[at].parent, links[at].before) = (parent, before);
        open.push(at);
    }
    (links, whole)
}

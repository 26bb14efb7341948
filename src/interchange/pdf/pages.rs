//! Pages: their content in order, and the file that they make.

use std::collections::HashMap;
use std::ops::Range;

use parley::Alignment;
use pdf_writer::types::{ActionType, AnnotationType, StructRole};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use super::faces::{Faces, REFS};
use super::fonts::Fonts;
use super::lines::write_line;
use super::outline::{Heading, write_outline};
use super::shapes;
use super::squeeze;
use super::tags::{Tag, Tags, WHOLE};
use super::text::{Laid, Line, Rich, Style, lay_out};
use crate::model::paper::Paper;

/// The left edge of the text in points, and the distance of the text from the other edges.
pub const LEFT: f32 = 62.0;
const RIGHT: f32 = 50.0;
const TOP: f32 = 56.0;
const BOTTOM: f32 = 60.0;

/// The width of notes beside the text, and the most lines of one.
pub const SIDE: f32 = 112.0;
const NOTE_LINES: usize = 2;

/// Target of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A mark in the article, by its number.
    Passage(usize),
    /// A mark in the list of marks, by its number.
    Entry(usize),
    /// A thread, by its number.
    Thread(usize),
    /// A source, by its number.
    Source(usize),
}

impl Place {
    /// The words for those who cannot see where a link leads.
    fn told(self) -> String {
        match self {
            Self::Passage(number) => format!("Mark {number} in the article"),
            Self::Entry(number) => format!("Mark {number} in the list"),
            Self::Thread(number) => format!("Thread {number}"),
            Self::Source(number) => format!("Source {number}"),
        }
    }
}

struct Link {
    object: Ref,
    page: usize,
    rect: Rect,
    to: Place,
}

/// A finished page.
struct Leaf {
    object: Ref,
    content: Ref,
    /// The elements of its marked content, in order.
    held: Vec<Tag>,
}

/// The pages of a document.
pub struct Pages {
    pub fonts: Fonts,
    pub tags: Tags,
    pdf: Pdf,
    size: (f32, f32),
    next: i32,
    leaves: Vec<Leaf>,
    content: Content,
    held: Vec<Tag>,
    /// Where the next block begins, from the top of the page.
    pub y: f32,
    headings: Vec<Heading>,
    places: HashMap<Place, (usize, f32)>,
    links: Vec<Link>,
    notes: Vec<Note>,
}

/// A note beside the text.
struct Note {
    /// The baseline of the line that it belongs to.
    baseline: f32,
    rich: Rich,
    /// The number of its mark.
    number: usize,
}

/// Metadata of a file.
pub struct About {
    pub title: String,
    pub authors: String,
    pub subject: String,
}

impl Pages {
    /// An empty document.
    pub fn new(paper: Paper) -> Self {
        Self {
            fonts: Fonts::new(),
            tags: Tags::default(),
            pdf: Pdf::new(),
            size: paper.row().size,
            next: 1,
            leaves: Vec::new(),
            content: Content::new(),
            held: Vec::new(),
            y: TOP,
            headings: Vec::new(),
            places: HashMap::new(),
            links: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn object(&mut self) -> Ref {
        let object = Ref::new(self.next);
        self.next += 1;
        object
    }

    /// The width of the text.
    pub fn width(&self) -> f32 {
        self.size.0 - LEFT - RIGHT
    }

    /// The height of the text on a page.
    pub fn height(&self) -> f32 {
        self.size.1 - TOP - BOTTOM
    }

    /// The bottom of the text.
    pub fn bottom(&self) -> f32 {
        self.size.1 - BOTTOM
    }

    /// The height that is left on the page.
    pub fn room(&self) -> f32 {
        self.bottom() - self.y
    }

    /// True at the top of a page.
    pub fn is_fresh(&self) -> bool {
        self.y <= TOP
    }

    /// The index of the page.
    pub fn page(&self) -> usize {
        self.leaves.len()
    }

    /// Adds space between blocks, which the top of a page has not.
    pub fn space(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// Begins a new page unless there is room for this height, or the page is empty.
    pub fn need(&mut self, height: f32) {
        if self.room() < height && !self.is_fresh() {
            self.turn();
        }
    }

    /// Puts a note about a mark beside a line.
    pub fn note(&mut self, baseline: f32, rich: Rich, number: usize) {
        self.notes.push(Note { baseline, rich, number });
    }

    /// Draws the notes of the page, each beside its line or as near to it as the others allow. If they are too many for
    /// the page, they stand close together at its top.
    fn draw_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let tag = self.tags.add(WHOLE, StructRole::Note);
        let left = self.size.0 - RIGHT - SIDE;
        let mut laid: Vec<(f32, Laid, usize)> = Vec::with_capacity(notes.len());
        for note in &notes {
            let mut lines = self.lay_out(note.rich.clone(), SIDE, 1.25);
            lines.lines.truncate(NOTE_LINES);
            let top = note.baseline - lines.lines.first().map_or(0.0, |line| line.baseline);
            laid.push((top, lines, note.number));
        }
        let whole: f32 = laid.iter().map(|(_, lines, _)| lines.height() + 1.0).sum();
        if whole > self.height() {
            let mut all = Rich::default();
            for note in notes {
                all.append(note.rich);
            }
            let laid = self.lay_out(all, SIDE, 1.25);
            let room = (self.height() / laid.lines.first().map_or(1.0, |line| line.height)) as usize;
            self.lines(&laid, &laid.lines[..room.min(laid.lines.len())], left, TOP, tag);
            return;
        }
        let mut least = TOP;
        for (top, lines, _) in &mut laid {
            *top = top.max(least);
            least = *top + lines.height() + 1.0;
        }
        let mut most = self.bottom();
        for (top, lines, _) in laid.iter_mut().rev() {
            *top = top.min(most - lines.height());
            most = *top - 1.0;
        }
        for (top, lines, number) in laid {
            self.lines(&lines, &lines.lines, left, top, tag);
            self.link([left, top, left + SIDE, top + lines.height()], Place::Entry(number));
        }
    }

    /// Ends the page.
    pub fn turn(&mut self) {
        self.draw_notes();
        let content = std::mem::replace(&mut self.content, Content::new()).finish();
        let (object, stream) = (self.object(), self.object());
        self.pdf.stream(stream, &squeeze(content.as_slice())).filter(Filter::FlateDecode);
        self.leaves.push(Leaf { object, content: stream, held: std::mem::take(&mut self.held) });
        self.y = TOP;
    }

    /// Notes that a link to `place` leads here.
    pub fn arrive(&mut self, place: Place, y: f32) {
        let here = (self.page(), y);
        self.places.entry(place).or_insert(here);
    }

    /// A heading of the outline.
    pub fn outline(&mut self, level: u8, title: &str, y: f32) {
        self.headings.push(Heading { level, title: title.to_owned(), page: self.page(), y });
    }

    /// A link over a rectangle from (`left`, `top`) to (`right`, `bottom`), from the top of the page.
    pub fn link(&mut self, [left, top, right, bottom]: [f32; 4], to: Place) {
        let (object, height) = (self.object(), self.size.1);
        let rect = Rect::new(left, height - bottom, right, height - top);
        self.links.push(Link { object, page: self.leaves.len(), rect, to });
    }

    /// Lays out text.
    pub fn lay_out(&mut self, rich: Rich, width: f32, leading: f32) -> Laid {
        lay_out(&mut self.fonts, rich, width, leading, Alignment::Start)
    }

    /// Draws shapes, which are no content. `draw` gets the height of the page, from which `y` is measured upwards.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Content, f32)) {
        self.content.begin_marked_content(Name(b"Artifact"));
        self.content.save_state();
        draw(&mut self.content, self.size.1);
        self.content.restore_state();
        self.content.end_marked_content();
    }

    /// Draws a block of lines from `left` on, broken between pages so that no line stands alone; `under` draws what lies
    /// under a line, and gets the line and its top.
    pub fn block(&mut self, laid: &Laid, left: f32, tag: Tag, mut under: impl FnMut(&mut Self, &Line, f32)) {
        let mut rest = laid.lines.as_slice();
        while !rest.is_empty() {
            let mut below = self.room() + 0.01;
            let fits = rest.iter().take_while(|line| {
                below -= line.height;
                below >= 0.0
            });
            let mut count = fits.count();
            if count < rest.len() {
                if rest.len() - count == 1 {
                    count = count.saturating_sub(1);
                }
                if count < 2 && rest.len() == laid.lines.len() && !self.is_fresh() {
                    count = 0;
                }
                if count == 0 && self.is_fresh() {
                    count = 1;
                }
            }
            let (now, later) = rest.split_at(count);
            let mut top = self.y;
            for line in now {
                under(self, line, top);
                top += line.height;
            }
            self.lines(laid, now, left, self.y, tag);
            self.y = top;
            rest = later;
            if !rest.is_empty() {
                self.turn();
            }
        }
    }

    /// Lays out and draws a paragraph in an element of its own.
    pub fn paragraph(&mut self, rich: Rich, measures: [f32; 3], under: (Tag, StructRole)) {
        self.linked(rich, &[], measures, under);
    }

    /// Lays out and draws a paragraph in an element of its own, of which some ranges lead to places.
    pub fn linked(
        &mut self,
        rich: Rich,
        links: &[(Range<usize>, Place)],
        [left, width, leading]: [f32; 3],
        (parent, role): (Tag, StructRole),
    ) {
        if rich.is_empty() {
            return;
        }
        let tag = self.tags.add(parent, role);
        let laid = self.lay_out(rich, width, leading);
        self.block(&laid, left, tag, |pages, line, top| {
            let here = |range: &Range<usize>| range.start < line.range.end && range.end > line.range.start;
            for (range, place) in links.iter().filter(|(range, _)| here(range)) {
                for (from, to) in line.parts(&laid.text, range.clone()) {
                    pages.link([left + from, top, left + to, top + line.height], *place);
                }
            }
        });
    }

    /// A heading of the report, which stays with the beginning of what follows it.
    pub fn heading(&mut self, words: &str, follows: f32) {
        self.space(20.0);
        self.need(24.0 + follows);
        let y = self.y;
        self.outline(1, words, y);
        let style = Style::sans(11.0).bold();
        let (left, width) = (LEFT, self.width());
        self.paragraph(Rich::of(words, style), [left, width, 1.3], (WHOLE, StructRole::H2));
        self.y += 2.0;
        let y = self.y;
        self.draw(|content, height| shapes::rule(content, (left, left + width), height - y, shapes::HAIR));
        self.y += 7.0;
    }

    /// Draws a block with nothing under it.
    pub fn text(&mut self, laid: &Laid, left: f32, tag: Tag) {
        self.block(laid, left, tag, |_, _, _| {});
    }

    /// Draws lines of text as content of an element.
    pub fn lines(&mut self, laid: &Laid, lines: &[Line], left: f32, top: f32, tag: Tag) {
        if lines.is_empty() {
            return;
        }
        let number = self.held.len();
        let role = self.tags.role(tag).to_name();
        self.content.begin_marked_content_with_properties(role).properties().identify(number as i32);
        self.tags.hold(tag, self.leaves.len(), number);
        self.held.push(tag);
        let mut y = top;
        for line in lines {
            write_line(&mut self.content, &mut self.fonts.faces, laid, line, (left, self.size.1 - y - line.baseline));
            y += line.height;
        }
        self.content.end_marked_content();
    }

    /// Draws the first line of a text between two sides, narrower if it is too wide.
    pub fn fit(&mut self, laid: &Laid, (left, right): (f32, f32), top: f32, tag: Tag) {
        let Some(line) = laid.lines.first() else { return };
        let scale = ((right - left) / line.right.max(1.0)).min(1.0);
        if scale == 1.0 {
            self.lines(laid, &laid.lines[..1], left, top, tag);
            return;
        }
        self.content.save_state();
        self.content.transform([scale, 0.0, 0.0, 1.0, left * (1.0 - scale), 0.0]);
        self.lines(laid, &laid.lines[..1], left, top, tag);
        self.content.restore_state();
    }

    /// Ends the last page and writes everything. The footer of each page has the title and the number of the page.
    pub fn finish(mut self, about: &About) -> Vec<u8> {
        if !self.is_fresh() || !self.held.is_empty() || self.leaves.is_empty() {
            self.turn();
        }
        let footers: Vec<Ref> = (0..self.leaves.len()).map(|page| self.footer(page, &about.title)).collect();
        let used: Vec<usize> = self.fonts.faces.used().collect();
        let refs: HashMap<usize, [Ref; REFS]> =
            used.iter().map(|face| (*face, std::array::from_fn(|_| self.object()))).collect();
        self.fonts.faces.write(&mut self.pdf, |face| refs[&face]);
        let pages: Vec<Ref> = self.leaves.iter().map(|leaf| leaf.object).collect();
        let [catalog, tree, resources, root, parents, outline, info] = std::array::from_fn(|_| self.object());
        let elements: Vec<Ref> = (0..self.tags.len()).map(|_| self.object()).collect();
        let lists: Vec<Ref> = (0..pages.len()).map(|_| self.object()).collect();
        let of = |tag: Tag| elements[tag.index()];
        let outlined = write_outline(&mut self.pdf, &self.headings, outline, &mut self.next, (&pages, self.size.1));

        let mut dict = self.pdf.indirect(resources).start::<pdf_writer::writers::Resources<'_>>();
        let mut fonts = dict.fonts();
        for face in used {
            fonts.pair(Name(Faces::name(face).as_bytes()), refs[&face][0]);
        }
        fonts.finish();
        dict.finish();

        let mut on_pages: Vec<Vec<Ref>> = vec![Vec::new(); pages.len()];
        for link in &self.links {
            let Some((page, y)) = self.places.get(&link.to) else { continue };
            on_pages[link.page].push(link.object);
            let mut note = self.pdf.annotation(link.object);
            note.subtype(AnnotationType::Link).rect(link.rect).border(0.0, 0.0, 0.0, None);
            note.contents(TextStr(&link.to.told()));
            note.action().action_type(ActionType::GoTo).destination().page(pages[*page]).xyz(
                0.0,
                self.size.1 - y + 12.0,
                None,
            );
        }
        for (index, leaf) in self.leaves.iter().enumerate() {
            let mut page = self.pdf.page(leaf.object);
            page.parent(tree).media_box(Rect::new(0.0, 0.0, self.size.0, self.size.1));
            page.contents_array([leaf.content, footers[index]]);
            page.pair(Name(b"Resources"), resources);
            page.struct_parents(index as i32);
            if !on_pages[index].is_empty() {
                page.annotations(on_pages[index].iter().copied());
            }
        }
        self.pdf.pages(tree).kids(pages.iter().copied()).count(pages.len() as i32);
        self.tags.write(&mut self.pdf, root, of, &pages);
        let mut numbers = self.pdf.number_tree::<Ref>(parents);
        let mut by_page = numbers.nums();
        for (index, list) in lists.iter().enumerate() {
            by_page.insert(index as i32, *list);
        }
        by_page.finish();
        numbers.finish();
        for (leaf, list) in self.leaves.iter().zip(&lists) {
            self.pdf.indirect(*list).array().items(leaf.held.iter().map(|tag| of(*tag)));
        }
        let mut whole = self.pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
        whole.child(of(WHOLE));
        whole.pair(Name(b"ParentTree"), parents);
        whole.parent_tree_next_key(self.leaves.len() as i32);
        whole.finish();

        let mut catalog = self.pdf.catalog(catalog);
        catalog.pages(tree).lang(TextStr("en"));
        catalog.mark_info().marked(true);
        catalog.viewer_preferences().display_doc_title(true);
        catalog.pair(Name(b"StructTreeRoot"), root);
        if outlined {
            catalog.outlines(outline);
        }
        catalog.finish();
        let mut own = self.pdf.document_info(info);
        own.title(TextStr(&about.title)).producer(TextStr("Gainsay"));
        if !about.authors.is_empty() {
            own.author(TextStr(&about.authors));
        }
        if !about.subject.is_empty() {
            own.subject(TextStr(&about.subject));
        }
        own.finish();
        self.pdf.finish()
    }

    /// The content of the footer of a page.
    fn footer(&mut self, page: usize, title: &str) -> Ref {
        let style = Style::sans(7.5).soft();
        let (left, right) = (LEFT, self.size.0 - RIGHT);
        let number = lay_out(
            &mut self.fonts,
            Rich::of(&format!("{} / {}", page + 1, self.leaves.len()), style),
            right - left,
            1.3,
            Alignment::End,
        );
        let title = self.lay_out(Rich::of(title, style), right - left - 60.0, 1.3);
        let mut content = Content::new();
        content.begin_marked_content(Name(b"Artifact"));
        for laid in [&title, &number] {
            if let Some(line) = laid.lines.first() {
                write_line(&mut content, &mut self.fonts.faces, laid, line, (left, BOTTOM - 30.0));
            }
        }
        content.end_marked_content();
        let object = self.object();
        self.pdf.stream(object, &squeeze(content.finish().as_slice())).filter(Filter::FlateDecode);
        object
    }
}

//! The coded passages of a source: marks and their further passages.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use crate::encoding::units::{FileOffsets, OffsetUnit};
use crate::encoding::xml::{self, attribute, child};
use crate::interchange::bare::letters;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::qdpx::project::{Project, refers};
use crate::interchange::qdpx::{CERTAINTY, CHANGED, CUE, DISCUSS, FRAGMENT, KIND, NAME, PART, SPEAKER, TAG};
use crate::interchange::vocabulary;
use crate::interchange::vocabulary::UNCLASSIFIED;
use crate::model::annotation::{Annotation, Certainty, Fragment, Id, Speaker, Target, Time, Voice};
use crate::model::kind::Kind;
use crate::model::message::shortened;
use crate::model::offset::ScalarOffset;
use crate::model::selector::Quote;

/// The meaning of a guid in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A mark.
    Mark,
    /// A further passage of a mark.
    Part,
    /// Nothing in this source.
    Nothing,
}

/// Placing the passages of one source.
pub struct Places<'t> {
    /// Unit of the offsets.
    pub unit: OffsetUnit,
    /// The text that the offsets count.
    pub offsets: &'t FileOffsets<'t>,
    /// The search in the text.
    pub placer: Placer<'t>,
    /// True if the offsets count this text rather than another rendering of the source.
    pub is_counted: bool,
}

impl Places<'_> {
    /// The passage of a selection in plain text: by its offsets if they count this text, else by its name, which mostly
    /// begins with its text.
    fn of_text(&mut self, node: Node<'_, '_>, notes: &mut Notes) -> Fragment {
        let number = |key: &str| attribute(node, key).and_then(|number| number.trim().parse::<usize>().ok());
        let numbers = number("startPosition").zip(number("endPosition"));
        let range = numbers.and_then(|(start, end)| self.offsets.range(self.unit, start, end));
        let name = words_of_name(node);
        match range {
            Some(range) if self.is_counted => return Fragment::Found(range),
            Some(range) if begins_with(self.placer.text().slice(range), name) => return Fragment::Found(range),
            Some(range) if name.is_empty() => {
                notes.add("a passage has only offsets, which may count another text");
                return Fragment::Found(range);
            }
            _ if name.is_empty() => return self.placer.unknown(numbers),
            _ => {}
        }
        self.by_name(name, numbers, notes)
    }

    /// The passage of a selection on a PDF page: by its name or its representation as text.
    fn of_page(&mut self, node: Node<'_, '_>, notes: &mut Notes) -> Fragment {
        let represented = child(node, "Representation").and_then(|node| child(node, "PlainTextContent")).map(xml::text);
        let text = represented.filter(|text| !text.trim().is_empty());
        match text.as_deref().unwrap_or(words_of_name(node)) {
            "" => self.placer.without_text(&format!("page {}", attribute(node, "page").unwrap_or("?"))),
            text => self.by_name(text, None, notes),
        }
    }

    fn by_name(&mut self, name: &str, numbers: Option<(usize, usize)>, notes: &mut Notes) -> Fragment {
        let (start, end) = numbers.unwrap_or_default();
        let (start, end) = (ScalarOffset::new(start), ScalarOffset::new(end));
        let found = self.placer.find(None, &Quote { exact: name.to_owned(), start, end, ..Quote::default() });
        if found.range().is_some() {
            notes.name("a passage is found by its name", &shortened(name));
        } else if self.placer.text().is_empty() {
            notes.name("a passage is kept with its name as text", &shortened(name));
        }
        found
    }
}

/// The name of a selection without its ellipsis.
fn words_of_name<'a>(node: Node<'a, '_>) -> &'a str {
    let name = attribute(node, "name").unwrap_or_default().trim();
    ["…", "..."].iter().find_map(|cut| name.strip_suffix(cut)).unwrap_or(name).trim_end()
}

/// True if a text begins with a name, ignoring white space.
fn begins_with(text: &str, name: &str) -> bool {
    /// Number of letters that are compared.
    const COMPARED: usize = 64;
    let start: String = letters(name).chars().take(COMPARED).collect();
    !start.is_empty() && letters(text).starts_with(&start)
}

/// The passages of a source in the order of the project. References to a repeated guid mean the first.
pub struct Selections<'p> {
    project: &'p Project,
    marks: Vec<Annotation>,
    parts: Vec<(String, Fragment)>,
    /// The marks and parts by guid.
    guids: HashMap<String, (Selected, usize)>,
    attached: HashSet<usize>,
}

impl<'p> Selections<'p> {
    /// No selections.
    pub fn new(project: &'p Project) -> Self {
        Self { project, marks: Vec::new(), parts: Vec::new(), guids: HashMap::new(), attached: HashSet::new() }
    }

    /// Reads the passages of a source.
    pub fn read(&mut self, source: Node<'_, '_>, places: &mut Places<'_>, notes: &mut Notes) {
        for node in source.children().filter(Node::is_element) {
            if places.placer.is_cancelled() {
                return;
            }
            match xml::name(node) {
                "PlainTextSelection" => {
                    let fragment = places.of_text(node, notes);
                    self.selection(node, fragment, false, notes);
                }
                "PDFSelection" => {
                    let fragment = places.of_page(node, notes);
                    self.selection(node, fragment, true, notes);
                }
                "Coding" => {
                    let code = child(node, "CodeRef").and_then(|code| refers(code, "targetGUID"));
                    let path = code.and_then(|guid| self.project.codes.get(&guid));
                    let name = path.and_then(|path| path.last()).map_or("", String::as_str);
                    notes.name("a code of a whole text is not imported", name);
                }
                "NoteRef" => notes.add("a note on a whole text is not imported"),
                "VariableValue" => notes.add("a variable of a text is not imported"),
                class if class.ends_with("Selection") => {
                    let name = attribute(node, "name").unwrap_or_default();
                    notes.name(format!("a {class} is not supported and is skipped"), name);
                }
                _ => {}
            }
        }
    }

    /// Reads a passage; one on a page may be repeated as text.
    fn selection(&mut self, node: Node<'_, '_>, fragment: Fragment, is_on_page: bool, notes: &mut Notes) {
        let guid = refers(node, "guid").unwrap_or_default();
        let codings: Vec<Node<'_, '_>> = node.children().filter(|node| xml::name(*node) == "Coding").collect();
        let coded = codings.iter().filter_map(|coding| refers(child(*coding, "CodeRef")?, "targetGUID"));
        let codes: Vec<&[String]> = coded.filter_map(|guid| self.project.codes.get(&guid)).map(Vec::as_slice).collect();
        if let (true, [[category, class]]) = (self.project.own, codes.as_slice())
            && category == PART
        {
            self.guids.entry(guid).or_insert((Selected::Part, self.parts.len()));
            self.parts.push((class.clone(), fragment));
            return;
        }
        let mut mark = Annotation::new(Id::new(&guid), Kind::new(UNCLASSIFIED), Target::new(vec![fragment]));
        for path in codes {
            if self.project.own { own_code(&mut mark, path) } else { code(&mut mark, path) }
        }
        let (creator, others) = self.creator(node, &codings);
        (0..others).for_each(|_| notes.add("only the first of several coders of a passage is imported"));
        mark.creator = creator.into();
        mark.note = self.notes_of(node, &codings);
        let time = |key: &str| Time::new(attribute(node, key).unwrap_or_default());
        (mark.created, mark.modified) = (time("creationDateTime"), time("modifiedDateTime"));
        let is_same = |other: &Annotation| {
            (&other.target, &other.kind, &other.tags, &other.note) == (&mark.target, &mark.kind, &mark.tags, &mark.note)
        };
        if is_on_page
            && !mark.is_lost()
            && let Some(at) = self.marks.iter().position(is_same)
        {
            notes.add("a passage is both text and on a PDF page, and is imported once");
            self.guids.entry(guid).or_insert((Selected::Mark, at));
            return;
        }
        self.guids.entry(guid).or_insert((Selected::Mark, self.marks.len()));
        self.marks.push(mark);
    }

    /// The first coder of a passage, and the number of others.
    fn creator(&self, node: Node<'_, '_>, codings: &[Node<'_, '_>]) -> (&str, usize) {
        let mut names: Vec<&str> = Vec::new();
        for node in [node].iter().chain(codings) {
            let guid = refers(*node, "creatingUser").or_else(|| refers(*node, "modifyingUser"));
            if let Some(name) = guid.and_then(|guid| self.project.users.get(&guid))
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        (names.first().copied().unwrap_or_default(), names.len().saturating_sub(1))
    }

    fn notes_of(&self, node: Node<'_, '_>, codings: &[Node<'_, '_>]) -> String {
        let described = child(node, "Description").map(xml::text).filter(|text| !text.is_empty());
        let referring = [node].into_iter().chain(codings.iter().copied());
        let refs = referring.flat_map(|node| node.children()).filter(|node| xml::name(*node) == "NoteRef");
        let referred = refs.filter_map(|node| self.project.notes.get(&refers(node, "targetGUID")?)).cloned();
        described.into_iter().chain(referred).collect::<Vec<_>>().join("\n\n")
    }

    /// The guids of marks and their further passages.
    pub fn guids(&self) -> impl Iterator<Item = &str> {
        self.guids.keys().map(String::as_str)
    }

    /// The meaning of a guid.
    pub fn find(&self, guid: &str) -> Selected {
        self.guids.get(guid).map_or(Selected::Nothing, |(selected, _)| *selected)
    }

    /// Attaches a further passage to a mark.
    pub fn attach(&mut self, mark: &str, part: &str) {
        let (Some((Selected::Mark, mark)), Some((Selected::Part, part))) = (self.guids.get(mark), self.guids.get(part))
        else {
            return;
        };
        let (Some(mark), Some((class, fragment))) = (self.marks.get_mut(*mark), self.parts.get(*part)) else { return };
        let target = match class.as_str() {
            FRAGMENT => &mut mark.target,
            CUE => &mut mark.cue,
            NAME => &mut mark.speaker.get_or_insert_with(|| Speaker::new("named", "")).at,
            _ => return,
        };
        *target = target.and(fragment.clone());
        self.attached.insert(*part);
    }

    /// Adds to the note of a mark.
    pub fn note(&mut self, mark: &str, note: &str) {
        let Some((Selected::Mark, at)) = self.guids.get(mark) else { return };
        if let Some(mark) = self.marks.get_mut(*at) {
            let gap = if mark.note.is_empty() { "" } else { "\n\n" };
            mark.note.push_str(gap);
            mark.note.push_str(note);
        }
    }

    /// The marks, in the order of the project.
    pub fn marks(self, notes: &mut Notes) -> Vec<Annotation> {
        let loose = (0..self.parts.len()).filter(|part| !self.attached.contains(part)).count();
        (0..loose).for_each(|_| notes.add("a passage that belongs to no mark is skipped"));
        self.marks
    }
}

/// Reads a code of Gainsay's own project.
fn own_code(mark: &mut Annotation, path: &[String]) {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        [KIND, kind] => mark.kind = Kind::new(kind),
        [SPEAKER, voice, rest @ ..] => {
            let speaker = mark.speaker.get_or_insert_with(|| Speaker::new("named", ""));
            speaker.voice = Voice::new(voice);
            speaker.name = rest.first().copied().unwrap_or_default().to_owned();
        }
        [CERTAINTY, certainty] => mark.certainty = Certainty::new(certainty),
        [DISCUSS] => mark.discuss = true,
        // The file lacks the original text, so the passage counts as unchanged.
        [CHANGED] => {}
        [TAG, tag] => mark.tags.push((*tag).to_owned()),
        other => mark.tags.extend(other.last().map(|tag| (*tag).to_owned())),
    }
}

/// Reads a code of another program: a kind if it or a code above it has the name of one, else a tag.
fn code(mark: &mut Annotation, path: &[String]) {
    let found = path.iter().enumerate().rev().find_map(|(at, name)| Some((at, vocabulary::kind(name)?)));
    match found.filter(|_| mark.kind.id() == UNCLASSIFIED) {
        Some((at, kind)) => {
            mark.kind = Kind::new(kind.id);
            let is_more = at + 1 < path.len() || kind.says_more;
            mark.tags.extend(path.last().filter(|_| is_more).cloned());
        }
        None => mark.tags.extend(path.last().cloned()),
    }
}

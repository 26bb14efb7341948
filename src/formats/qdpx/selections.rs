//! The coded passages of a source: marks, and what belongs to marks.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use crate::formats::pieces::known_kind;
use crate::formats::qdpx::read::{Project, refers};
use crate::formats::qdpx::{CERTAINTY, CUE, DISCUSS, FRAGMENT, KIND, NAME, PART, SPEAKER, TAG};
use crate::formats::readers::{Notes, UNCLASSIFIED};
use crate::formats::units::{Raw, Unit};
use crate::formats::xml::{self, attribute, child};
use crate::model::annotation::{Annotation, Certainty, Fragment, Id, Speaker, Target, Time, Voice};
use crate::model::kind::Kind;
use crate::model::offset::ScalarOffset;
use crate::model::selector::Quote;

/// What a guid stands for in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A mark.
    Mark,
    /// A passage that belongs to one.
    Part,
    /// Nothing here.
    Nothing,
}

/// The passages of a source, in the order of the project.
pub struct Selections<'p> {
    project: &'p Project,
    unit: Unit,
    order: Vec<String>,
    marks: HashMap<String, Annotation>,
    parts: HashMap<String, (String, Fragment)>,
    attached: HashSet<String>,
}

impl<'p> Selections<'p> {
    /// None yet, of a source whose offsets count this.
    pub fn new(project: &'p Project, unit: Unit) -> Self {
        Self {
            project,
            unit,
            order: Vec::new(),
            marks: HashMap::new(),
            parts: HashMap::new(),
            attached: HashSet::new(),
        }
    }

    /// Takes the passages of a source.
    pub fn read(&mut self, source: Node<'_, '_>, offsets: &Raw<'_>, notes: &mut Notes) {
        for node in source.children().filter(Node::is_element) {
            match xml::name(node) {
                "PlainTextSelection" => self.selection(node, offsets, notes),
                "Coding" => notes.add("a code of a whole text is not taken over"),
                "NoteRef" => notes.add("a note on a whole text is not taken over"),
                "VariableValue" => notes.add("a variable of a text is not taken over"),
                _ => {}
            }
        }
    }

    fn selection(&mut self, node: Node<'_, '_>, offsets: &Raw<'_>, notes: &mut Notes) {
        let number = |key: &str| attribute(node, key).and_then(|number| number.trim().parse::<usize>().ok());
        let (start, end) = (number("startPosition").unwrap_or_default(), number("endPosition").unwrap_or_default());
        let fragment = match offsets.range(self.unit, start, end) {
            Some(range) => Fragment::Found(range),
            None => {
                notes.add("a passage is not in the text: its mark is kept, lost");
                let (start, end) = (ScalarOffset::new(start), ScalarOffset::new(end));
                Fragment::Lost(Box::new(Quote { start, end, ..Quote::default() }))
            }
        };
        let guid = refers(node, "guid").unwrap_or_default();
        let codings: Vec<Node<'_, '_>> = node.children().filter(|node| xml::name(*node) == "Coding").collect();
        let coded = codings.iter().filter_map(|coding| refers(child(*coding, "CodeRef")?, "targetGUID"));
        let codes: Vec<&[String]> = coded.filter_map(|guid| self.project.codes.get(&guid)).map(Vec::as_slice).collect();
        if let (true, [[category, class]]) = (self.project.own, codes.as_slice())
            && category == PART
        {
            self.parts.insert(guid, (class.clone(), fragment));
            return;
        }
        let mut mark = Annotation::new(Id::new(&guid), Kind::new(UNCLASSIFIED), Target::new(vec![fragment]));
        for path in codes {
            if self.project.own { own_code(&mut mark, path) } else { code(&mut mark, path) }
        }
        let (creator, others) = self.creator(node, &codings);
        (0..others).for_each(|_| notes.add("of several people who coded a passage only the first is taken"));
        mark.creator = creator.into();
        mark.note = self.notes_of(node, &codings);
        let time = |key: &str| Time::new(attribute(node, key).unwrap_or_default());
        (mark.created, mark.modified) = (time("creationDateTime"), time("modifiedDateTime"));
        self.order.push(guid.clone());
        self.marks.insert(guid, mark);
    }

    /// Who coded a passage first, and how many others did.
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

    /// The guids of marks and of what belongs to them.
    pub fn guids(&self) -> impl Iterator<Item = &str> {
        self.order.iter().chain(self.parts.keys()).map(String::as_str)
    }

    /// What a guid stands for.
    pub fn find(&self, guid: &str) -> Selected {
        match () {
            () if self.marks.contains_key(guid) => Selected::Mark,
            () if self.parts.contains_key(guid) => Selected::Part,
            () => Selected::Nothing,
        }
    }

    /// Gives a mark a passage that belongs to it.
    pub fn attach(&mut self, mark: &str, part: &str) {
        let (Some(mark), Some((class, fragment))) = (self.marks.get_mut(mark), self.parts.get(part)) else { return };
        let target = match class.as_str() {
            FRAGMENT => &mut mark.target,
            CUE => &mut mark.cue,
            NAME => &mut mark.speaker.get_or_insert_with(|| Speaker::new("named", "")).at,
            _ => return,
        };
        *target = target.and(fragment.clone());
        self.attached.insert(part.to_owned());
    }

    /// Adds to the note of a mark.
    pub fn note(&mut self, mark: &str, note: &str) {
        if let Some(mark) = self.marks.get_mut(mark) {
            let gap = if mark.note.is_empty() { "" } else { "\n\n" };
            mark.note.push_str(gap);
            mark.note.push_str(note);
        }
    }

    /// The marks, in the order of the project.
    pub fn marks(mut self, notes: &mut Notes) -> Vec<Annotation> {
        let loose = self.parts.keys().filter(|part| !self.attached.contains(*part)).count();
        (0..loose).for_each(|_| notes.add("a passage that belongs to no mark is left out"));
        self.order.iter().filter_map(|guid| self.marks.remove(guid)).collect()
    }
}

/// Takes a code of a project that Gainsay wrote.
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
        [TAG, tag] => mark.tags.push((*tag).to_owned()),
        other => mark.tags.extend(other.last().map(|tag| (*tag).to_owned())),
    }
}

/// Takes a code of another program: a kind if it, or one above it, is called like one; else a tag.
fn code(mark: &mut Annotation, path: &[String]) {
    let kind = path.iter().rev().find_map(|name| known_kind(name));
    match kind.filter(|_| mark.kind.id() == UNCLASSIFIED) {
        Some(kind) => {
            mark.kind = Kind::new(kind);
            let is_more = path.last().is_some_and(|name| known_kind(name).is_none());
            mark.tags.extend(path.last().filter(|_| is_more).cloned());
        }
        None => mark.tags.extend(path.last().cloned()),
    }
}

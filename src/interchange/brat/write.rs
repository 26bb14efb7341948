//! Writing a document: its text, its annotations and their types.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::encoding::uri;
use crate::interchange::Folder;
use crate::interchange::brat::config::Types;
use crate::interchange::brat::{
    ATTRIBUTION, CERTAINTY, CHANGED, CONFIG, CONTENT, DISCUSS, IDS, KIND, NOTES, ROLE, SPEAKER, SPOKEN_BY, TAG, VOICE,
    attribute, is_type, is_value,
};
use crate::interchange::lines::{cut, is_break, settled};
use crate::interchange::passages::quotation;
use crate::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use crate::model::document::Document;
use crate::model::file_name::valid;
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// Writes the files.
pub fn write(document: &Document) -> Folder {
    let text = &document.article().text;
    let mut standoff =
        Standoff { text, out: String::new(), counts: HashMap::new(), names: HashMap::new(), types: Types::default() };
    let pieces = |mark: &Annotation| cut(text, &mark.target);
    let marks: Vec<&Annotation> =
        document.set().annotations().iter().map(AsRef::as_ref).filter(|mark| !pieces(mark).is_empty()).collect();
    // Numbered in the order of the article, before the names of speakers.
    let ids: HashMap<&Id, String> =
        marks.iter().zip(1..).map(|(mark, number)| (&mark.id, format!("T{number}"))).collect();
    standoff.counts.insert('T', marks.len());
    for mark in &marks {
        standoff.mark(mark, &ids[&mark.id]);
    }
    for mark in &marks {
        standoff.attribution(mark, &ids[&mark.id]);
    }
    for relation in document.set().relations() {
        if let (Some(from), Some(to)) = (ids.get(&relation.from), ids.get(&relation.to)) {
            standoff.relation(relation, from, to);
        }
    }
    let name = file_name(&document.article().file);
    Folder {
        files: vec![
            (format!("{name}.ann"), standoff.out.into_bytes()),
            (format!("{name}.txt"), text.as_str().as_bytes().to_vec()),
        ],
        shared: vec![(CONFIG.to_owned(), standoff.types.write())],
    }
}

/// The name of both files: that of the article without `.txt`, valid on every system and without blanks.
fn file_name(file: &str) -> String {
    let name: String = file.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    let name = valid(name.strip_suffix(".txt").unwrap_or(&name));
    if name.is_empty() { "article".to_owned() } else { name }
}

/// An annotation file under construction.
struct Standoff<'t> {
    text: &'t ArticleText,
    out: String,
    /// The last number of each type of line.
    counts: HashMap<char, usize>,
    /// The spans of speakers' names and cues already written, which several marks may share.
    names: HashMap<(&'static str, Vec<ByteRange>), String>,
    types: Types,
}

impl Standoff<'_> {
    fn fresh(&mut self, sort: char) -> String {
        let count = self.counts.entry(sort).or_default();
        *count += 1;
        format!("{sort}{count}")
    }

    /// Adds a line with a new id and returns the id.
    fn line(&mut self, sort: char, content: std::fmt::Arguments<'_>) -> String {
        let id = self.fresh(sort);
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{id}\t{content}");
        id
    }

    fn span(&mut self, id: &str, class: &str, pieces: &[ByteRange]) {
        let scalar = |offset| self.text.scalar_of(offset);
        let spans: Vec<String> =
            pieces.iter().map(|piece| format!("{} {}", scalar(piece.start()), scalar(piece.end()))).collect();
        let text: Vec<&str> = pieces.iter().map(|piece| self.text.slice(*piece)).collect();
        let _ = writeln!(self.out, "{id}\t{class} {}\t{}", spans.join(";"), text.join(" "));
    }

    fn mark(&mut self, mark: &Annotation, id: &str) {
        let pieces = cut(self.text, &mark.target);
        let kind = mark.kind.id();
        if is_type(kind) {
            if mark.kind.row().is_none() {
                self.types.kinds.insert(kind.to_owned());
            }
            self.span(id, kind, &pieces);
        } else {
            let other = self.types.other();
            self.span(id, other, &pieces);
            self.comment(KIND, id, kind);
        }
        self.line(
            'N',
            format_args!("Reference {id} {IDS}:{}\t{kind}", uri::encoded(mark.id.as_str()), kind = one_line(kind)),
        );
        self.notes(id, &mark.note);
        if mark.certainty != Default::default() {
            self.attribute_or_comment(CERTAINTY, id, mark.certainty.id());
        }
        if let Some(speaker) = &mark.speaker {
            self.attribute_or_comment(VOICE, id, speaker.voice.id());
            if speaker.name != self.own_name(speaker) {
                self.comment(SPEAKER, id, &speaker.name);
            }
        }
        if mark.discuss {
            self.line('A', format_args!("{DISCUSS} {id}"));
        }
        if mark.is_changed() {
            self.line('A', format_args!("{CHANGED} {id}"));
        }
        let mut given: Vec<&str> = Vec::new();
        for tag in &mark.tags {
            match attribute(tag).filter(|(name, _)| !given.contains(name)) {
                Some((name, value)) => {
                    given.push(name);
                    self.types.attributes.entry(name.to_owned()).or_default().extend(value.map(str::to_owned));
                    let value = value.map(|value| format!(" {value}")).unwrap_or_default();
                    self.line('A', format_args!("{name} {id}{value}"));
                }
                None => self.comment(TAG, id, tag),
            }
        }
    }

    /// The name of a speaker in the article.
    fn own_name(&self, speaker: &Speaker) -> String {
        quotation(self.text, &settled(self.text, &speaker.at))
    }

    /// Adds an attribute, or a comment if brat does not allow the value.
    fn attribute_or_comment(&mut self, name: &'static str, target: &str, value: &str) {
        if is_value(value) {
            let known = self.types.attributes.entry(name.to_owned()).or_default();
            known.insert(value.to_owned());
            self.line('A', format_args!("{name} {target} {value}"));
        } else {
            self.comment(name, target, value);
        }
    }

    fn comment(&mut self, class: &str, target: &str, text: &str) {
        self.line('#', format_args!("{class} {target}\t{}", one_line(text)));
    }

    /// Adds a note as one comment for each of its lines.
    fn notes(&mut self, target: &str, note: &str) {
        if !note.is_empty() {
            note.split('\n').for_each(|line| self.comment(NOTES, target, line));
        }
    }

    /// Adds the cue and speaker of a mark.
    fn attribution(&mut self, mark: &Annotation, id: &str) {
        let cue = self.named(ATTRIBUTION, &mark.cue);
        let speaker = mark.speaker.as_ref().and_then(|speaker| self.named(SPEAKER, &speaker.at));
        match (cue, speaker) {
            (Some(cue), speaker) => {
                let speaker = speaker.map(|speaker| format!(" {SPEAKER}:{speaker}")).unwrap_or_default();
                self.line('E', format_args!("{ATTRIBUTION}:{cue} {CONTENT}:{id}{speaker}"));
            }
            (None, Some(speaker)) => {
                self.line('R', format_args!("{SPOKEN_BY} Arg1:{id} Arg2:{speaker}\t"));
            }
            (None, None) => {}
        }
    }

    /// The span of a name or a cue, which is written once.
    fn named(&mut self, class: &'static str, target: &Target) -> Option<String> {
        let pieces = cut(self.text, target);
        if pieces.is_empty() {
            return None;
        }
        if let Some(id) = self.names.get(&(class, pieces.clone())) {
            return Some(id.clone());
        }
        let id = self.fresh('T');
        self.span(&id, class, &pieces);
        self.names.insert((class, pieces), id.clone());
        Some(id)
    }

    fn relation(&mut self, relation: &Relation, from: &str, to: &str) {
        let role = relation.role.id();
        let class = if is_type(role) { role } else { crate::interchange::brat::OTHER };
        if relation.role.row().is_none() {
            self.types.roles.insert(class.to_owned());
        }
        let id = self.line('R', format_args!("{class} Arg1:{from} Arg2:{to}\t"));
        if class != role {
            self.comment(ROLE, &id, role);
        }
        self.notes(&id, &relation.note);
    }
}

/// Text without line ends and tabs.
fn one_line(text: &str) -> String {
    text.replace(is_break, " ")
}

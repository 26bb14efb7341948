//! Writing a project.

use std::collections::{BTreeSet, HashSet};
use std::iter;

use crate::interchange::archive::archive;
use crate::interchange::guid::{guid, made};
use crate::interchange::qdpx::codes::{self, code, codes_of};
use crate::interchange::qdpx::xml::Xml;
use crate::interchange::qdpx::{CUE, FRAGMENT, NAME, NAMESPACE, ORIGIN, PART, PROJECT, SOURCES};
use crate::model::annotation::{Annotation, Id, Relation, Time};
use crate::model::document::Document;
use crate::model::message::shortened;
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// Writes the archive.
pub fn write(document: &Document) -> Vec<u8> {
    let article = document.article();
    write_all(&article.name(), &[(&article.file, document)], &[])
}

/// Writes the archive of several documents, each with the name of its source, and of the links between them.
pub fn write_all(name: &str, documents: &[(&str, &Document)], links: &[Relation]) -> Vec<u8> {
    let sources: Vec<Source<'_>> = documents.iter().map(|(name, document)| Source::new(name, document)).collect();
    let texts: Vec<String> = sources.iter().map(|source| format!("{SOURCES}/{}.txt", source.guid)).collect();
    let project = project(name, &sources, links);
    let texts = texts.iter().zip(&sources);
    let texts = texts.map(|(name, source)| (name.as_str(), source.document.article().text.as_str().as_bytes()));
    archive(&iter::once((PROJECT, project.as_bytes())).chain(texts).collect::<Vec<_>>())
}

/// A text with the marks that are found in it.
struct Source<'d> {
    name: &'d str,
    guid: String,
    document: &'d Document,
    marks: Vec<&'d Annotation>,
}

impl<'d> Source<'d> {
    fn new(name: &'d str, document: &'d Document) -> Self {
        let marks = document.set().annotations().iter().map(AsRef::as_ref);
        let marks: Vec<&Annotation> = marks.filter(|mark| mark.target.found().next().is_some()).collect();
        Self { name, guid: made("source", &[name, document.article().text.as_str()]), document, marks }
    }

    /// The creation date of the first mark, which stands for the unknown creation date of the source.
    fn first_moment(&self) -> Option<&'d str> {
        self.marks.iter().filter_map(|mark| moment(&mark.created)).min()
    }
}

fn project(name: &str, sources: &[Source<'_>], links: &[Relation]) -> String {
    let marks: Vec<&Annotation> = sources.iter().flat_map(|source| source.marks.iter().copied()).collect();
    let ids: HashSet<&Id> = marks.iter().map(|mark| &mark.id).collect();
    let mut project = Project { xml: Xml::new() };
    let origin = format!("{ORIGIN} {}", env!("CARGO_PKG_VERSION"));
    let about = [("xmlns", Some(NAMESPACE)), ("name", Some(name)), ("origin", Some(origin.as_str()))];
    project.xml.open("Project", &about);
    project.users(&marks);
    codes::write(&mut project.xml, &marks);
    project.xml.open("Sources", &[]);
    sources.iter().for_each(|source| project.source(source));
    project.xml.close();
    let within = sources.iter().flat_map(|source| source.document.set().relations().iter().map(AsRef::as_ref));
    let both = |relation: &&Relation| ids.contains(&relation.from) && ids.contains(&relation.to);
    let relations: Vec<&Relation> = within.chain(links).filter(both).collect();
    project.notes(&relations, sources.iter().filter_map(Source::first_moment).min());
    project.links(&marks, &relations);
    project.xml.finish()
}

/// Writes the parts of a project, in the order of its schema.
struct Project {
    xml: Xml,
}

/// A further passage of a mark: its part, guid and range.
struct Part {
    class: &'static str,
    guid: String,
    range: ByteRange,
}

fn parts(mark: &Annotation) -> Vec<Part> {
    let named = mark.speaker.iter().flat_map(|speaker| speaker.at.found()).map(|range| (NAME, range));
    let fragments = mark.target.found().skip(1).map(|range| (FRAGMENT, range));
    let all = fragments.chain(mark.cue.found().map(|range| (CUE, range))).chain(named);
    let part = |(index, (class, range)): (usize, (&'static str, ByteRange))| {
        let guid = made("part", &[mark.id.as_str(), class, &index.to_string()]);
        Part { class, guid, range }
    };
    all.enumerate().map(part).collect()
}

fn user(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| made("user", &[name]))
}

/// A time, if the schema allows it.
fn moment(time: &Time) -> Option<&str> {
    Some(time.as_str()).filter(|_| time.is_rfc3339())
}

impl Project {
    fn users(&mut self, marks: &[&Annotation]) {
        let names: BTreeSet<&str> = marks.iter().map(|mark| mark.creator.as_ref()).collect();
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return;
        }
        self.xml.open("Users", &[]);
        for name in names {
            self.xml.leaf("User", &[("guid", user(name).as_deref()), ("name", Some(name))]);
        }
        self.xml.close();
    }

    fn source(&mut self, source: &Source<'_>) {
        let article = source.document.article();
        let path = format!("internal://{}.txt", source.guid);
        self.xml.open(
            "TextSource",
            &[
                ("guid", Some(&source.guid)),
                ("name", Some(source.name).filter(|name| !name.is_empty())),
                ("plainTextPath", Some(&path)),
                ("creationDateTime", source.first_moment()),
            ],
        );
        if !article.title().is_empty() {
            self.xml.text("Description", article.title());
        }
        for mark in &source.marks {
            self.mark(&article.text, mark);
            parts(mark).iter().for_each(|part| self.part(&article.text, mark, part));
        }
        self.xml.close();
    }

    fn select(&mut self, text: &ArticleText, guid: &str, range: ByteRange, mark: &Annotation) {
        let (start, end) = (text.scalar_of(range.start()).to_string(), text.scalar_of(range.end()).to_string());
        let name = shortened(text.slice(range));
        self.xml.open(
            "PlainTextSelection",
            &[
                ("guid", Some(guid)),
                ("name", Some(&name)),
                ("startPosition", Some(&start)),
                ("endPosition", Some(&end)),
                ("creatingUser", user(&mark.creator).as_deref()),
                ("creationDateTime", moment(&mark.created)),
                ("modifiedDateTime", moment(&mark.modified)),
            ],
        );
    }

    fn coding(&mut self, selection: &str, index: usize, path: &[&str], mark: &Annotation) {
        let guid = made("coding", &[selection, &index.to_string()]);
        self.xml.open(
            "Coding",
            &[
                ("guid", Some(&guid)),
                ("creatingUser", user(&mark.creator).as_deref()),
                ("creationDateTime", moment(&mark.created)),
            ],
        );
        self.xml.leaf("CodeRef", &[("targetGUID", Some(&code(path)))]);
        self.xml.close();
    }

    fn mark(&mut self, text: &ArticleText, mark: &Annotation) {
        let Some(range) = mark.target.found().next() else { return };
        let guid = guid(&mark.id);
        self.select(text, &guid, range, mark);
        if !mark.note.is_empty() {
            self.xml.text("Description", &mark.note);
        }
        for (index, path) in codes_of(mark).iter().enumerate() {
            self.coding(&guid, index, path, mark);
        }
        self.xml.close();
    }

    fn part(&mut self, text: &ArticleText, mark: &Annotation, part: &Part) {
        self.select(text, &part.guid, part.range, mark);
        self.coding(&part.guid, 0, &[PART, part.class], mark);
        self.xml.close();
    }

    /// Writes the notes on relations, with the date that stands for theirs.
    fn notes(&mut self, relations: &[&Relation], first: Option<&str>) {
        let noted: Vec<(usize, &&Relation)> =
            relations.iter().enumerate().filter(|(_, relation)| !relation.note.is_empty()).collect();
        if noted.is_empty() {
            return;
        }
        self.xml.open("Notes", &[]);
        for (index, relation) in noted {
            self.xml.open("Note", &[("guid", Some(&numbered("note", index))), ("creationDateTime", first)]);
            self.xml.text("PlainTextContent", &relation.note);
            self.xml.close();
        }
        self.xml.close();
    }

    fn links(&mut self, marks: &[&Annotation], relations: &[&Relation]) {
        let parts: Vec<(String, Part)> =
            marks.iter().flat_map(|mark| parts(mark).into_iter().map(|part| (guid(&mark.id), part))).collect();
        if relations.is_empty() && parts.is_empty() {
            return;
        }
        self.xml.open("Links", &[]);
        for (mark, part) in parts {
            let own = made("link", &[&part.guid]);
            self.xml.leaf("Link", &link(&own, part.class, &mark, &part.guid));
        }
        for (index, relation) in relations.iter().enumerate() {
            let own = numbered("relation", index);
            let (from, to) = (guid(&relation.from), guid(&relation.to));
            self.xml.open("Link", &link(&own, relation.role.id(), &from, &to));
            if !relation.note.is_empty() {
                self.xml.leaf("NoteRef", &[("targetGUID", Some(&numbered("note", index)))]);
            }
            self.xml.close();
        }
        self.xml.close();
    }
}

/// The guid of a part of a relation.
fn numbered(class: &str, index: usize) -> String {
    made(class, &[&index.to_string()])
}

fn link<'a>(guid: &'a str, name: &'a str, from: &'a str, to: &'a str) -> [(&'static str, Option<&'a str>); 5] {
    [
        ("guid", Some(guid)),
        ("name", Some(name)),
        ("direction", Some("OneWay")),
        ("originGUID", Some(from)),
        ("targetGUID", Some(to)),
    ]
}

//! Writing a project.

use std::collections::{BTreeSet, HashSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::interchange::guid::{guid, made};
use crate::interchange::qdpx::codes::{self, code, codes_of};
use crate::interchange::qdpx::xml::Xml;
use crate::interchange::qdpx::{CUE, FRAGMENT, NAME, NAMESPACE, ORIGIN, PART, PROJECT, SOURCES};
use crate::model::annotation::{Annotation, Id, Relation, Time};
use crate::model::document::Document;
use crate::model::message::shortened;
use crate::model::offset::ByteRange;

/// Writes the archive.
pub fn write(document: &Document) -> Vec<u8> {
    let source = made("source", &[&document.article().file, document.article().text.as_str()]);
    let project = project(document, &source);
    let text = format!("{SOURCES}/{source}.txt");
    let parts = [(PROJECT, project.as_bytes()), (text.as_str(), document.article().text.as_str().as_bytes())];
    // Writing to memory cannot fail.
    archive(&parts).unwrap_or_default()
}

fn archive(parts: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    // No current time, so that the same document gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Writes the parts of a project, in the order of its schema.
struct Project<'d> {
    document: &'d Document,
    marks: Vec<&'d Annotation>,
    xml: Xml,
}

fn project(document: &Document, source: &str) -> String {
    let marks = document.set().annotations().iter().map(AsRef::as_ref);
    let marks: Vec<&Annotation> = marks.filter(|mark| mark.target.found().next().is_some()).collect();
    let ids: HashSet<&Id> = marks.iter().map(|mark| &mark.id).collect();
    let mut project = Project { document, marks, xml: Xml::new() };
    let name = document.article().name();
    let origin = format!("{ORIGIN} {}", env!("CARGO_PKG_VERSION"));
    let about = [("xmlns", Some(NAMESPACE)), ("name", Some(name.as_str())), ("origin", Some(origin.as_str()))];
    project.xml.open("Project", &about);
    project.users();
    codes::write(&mut project.xml, &project.marks);
    project.source(source);
    let relations = document.set().relations().iter().map(AsRef::as_ref);
    let both = |relation: &&Relation| ids.contains(&relation.from) && ids.contains(&relation.to);
    let relations: Vec<&Relation> = relations.filter(both).collect();
    project.notes(&relations);
    project.links(&relations);
    project.xml.finish()
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

impl<'d> Project<'d> {
    /// The creation date of the first mark, which stands for the unknown creation date of the source.
    fn first_moment(&self) -> Option<&'d str> {
        self.marks.iter().filter_map(|mark| moment(&mark.created)).min()
    }

    fn users(&mut self) {
        let names: BTreeSet<&str> = self.marks.iter().map(|mark| mark.creator.as_ref()).collect();
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

    fn source(&mut self, guid: &str) {
        let article = self.document.article();
        let path = format!("internal://{guid}.txt");
        let first = self.first_moment();
        self.xml.open("Sources", &[]);
        self.xml.open(
            "TextSource",
            &[
                ("guid", Some(guid)),
                ("name", Some(article.file.as_str()).filter(|file| !file.is_empty())),
                ("plainTextPath", Some(&path)),
                ("creationDateTime", first),
            ],
        );
        if !article.title.is_empty() {
            self.xml.text("Description", &article.title);
        }
        for mark in self.marks.clone() {
            self.mark(mark);
            parts(mark).iter().for_each(|part| self.part(mark, part));
        }
        self.xml.close();
        self.xml.close();
    }

    fn select(&mut self, guid: &str, range: ByteRange, mark: &Annotation) {
        let text = &self.document.article().text;
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

    fn mark(&mut self, mark: &Annotation) {
        let Some(range) = mark.target.found().next() else { return };
        let guid = guid(&mark.id);
        self.select(&guid, range, mark);
        if !mark.note.is_empty() {
            self.xml.text("Description", &mark.note);
        }
        for (index, path) in codes_of(mark).iter().enumerate() {
            self.coding(&guid, index, path, mark);
        }
        self.xml.close();
    }

    fn part(&mut self, mark: &Annotation, part: &Part) {
        self.select(&part.guid, part.range, mark);
        self.coding(&part.guid, 0, &[PART, part.class], mark);
        self.xml.close();
    }

    /// Writes the notes on relations.
    fn notes(&mut self, relations: &[&Relation]) {
        let noted: Vec<(usize, &&Relation)> =
            relations.iter().enumerate().filter(|(_, relation)| !relation.note.is_empty()).collect();
        if noted.is_empty() {
            return;
        }
        let first = self.first_moment();
        self.xml.open("Notes", &[]);
        for (index, relation) in noted {
            self.xml.open("Note", &[("guid", Some(&numbered("note", index))), ("creationDateTime", first)]);
            self.xml.text("PlainTextContent", &relation.note);
            self.xml.close();
        }
        self.xml.close();
    }

    fn links(&mut self, relations: &[&Relation]) {
        let parts: Vec<(String, Part)> =
            self.marks.iter().flat_map(|mark| parts(mark).into_iter().map(|part| (guid(&mark.id), part))).collect();
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

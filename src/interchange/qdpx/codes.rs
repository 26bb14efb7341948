//! The code book: the codes of marks by category.

use std::collections::BTreeMap;

use crate::interchange::guid::made;
use crate::interchange::qdpx::xml::{Xml, is_xml};
use crate::interchange::qdpx::{CERTAINTY, CHANGED, CUE, DISCUSS, FRAGMENT, KIND, NAME, PART, SPEAKER, TAG};
use crate::model::annotation::Annotation;
use crate::model::kind::{KINDS, Kind};

/// The guid of the code with a path of names.
pub fn code(path: &[&str]) -> String {
    let written: Vec<String> = path.iter().map(|name| name.chars().filter(|c| is_xml(*c)).collect()).collect();
    made("code", &written.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The codes of a mark, in order.
pub fn codes_of(mark: &Annotation) -> Vec<Vec<&str>> {
    let mut codes = vec![vec![KIND, mark.kind.id()]];
    if let Some(speaker) = &mark.speaker {
        let voice = [SPEAKER, speaker.voice.id()];
        let name = Some(speaker.name.as_str()).filter(|name| !name.is_empty());
        codes.push(voice.into_iter().chain(name).collect());
    }
    codes.extend((mark.certainty != Default::default()).then(|| vec![CERTAINTY, mark.certainty.id()]));
    codes.extend(mark.discuss.then(|| vec![DISCUSS]));
    codes.extend(mark.is_changed().then(|| vec![CHANGED]));
    codes.extend(mark.tags.iter().map(|tag| vec![TAG, tag.as_str()]));
    codes
}

/// A code with its subcodes.
#[derive(Default)]
struct Node<'a> {
    is_used: bool,
    below: BTreeMap<&'a str, Node<'a>>,
}

impl<'a> Node<'a> {
    fn add(&mut self, path: &[&'a str]) {
        match path.split_first() {
            Some((name, rest)) => self.below.entry(name).or_default().add(rest),
            None => self.is_used = true,
        }
    }

    fn write(&self, xml: &mut Xml, path: &mut Vec<&'a str>) {
        for (name, node) in &self.below {
            path.push(name);
            let (guid, colour) = (code(path), colour(path));
            let codable = if node.is_used { "true" } else { "false" };
            let attributes = [
                ("guid", Some(guid.as_str())),
                ("name", Some(*name)),
                ("isCodable", Some(codable)),
                ("color", colour.as_deref()),
            ];
            if node.below.is_empty() {
                xml.leaf("Code", &attributes);
            } else {
                xml.open("Code", &attributes);
                node.write(xml, path);
                xml.close();
            }
            path.pop();
        }
    }
}

/// The colour of a kind.
fn colour(path: &[&str]) -> Option<String> {
    let [KIND, kind] = path else { return None };
    let [red, green, blue] = Kind::new(kind).look().light.line;
    Some(format!("#{red:02X}{green:02X}{blue:02X}"))
}

/// Writes the code book of marks: all kinds, and the other codes in use.
pub fn write(xml: &mut Xml, marks: &[&Annotation]) {
    let mut codes = Node::default();
    KINDS.iter().for_each(|row| codes.add(&[KIND, row.id]));
    [FRAGMENT, CUE, NAME].iter().for_each(|part| codes.add(&[PART, part]));
    for mark in marks {
        codes_of(mark).iter().for_each(|path| codes.add(path));
    }
    xml.open("CodeBook", &[]);
    xml.open("Codes", &[]);
    codes.write(xml, &mut Vec::new());
    xml.close();
    xml.close();
}

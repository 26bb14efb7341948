//! `annotation.conf`: the types of annotations, which brat requires.

use std::collections::{BTreeMap, BTreeSet};

use crate::interchange::brat::{ATTRIBUTION, CERTAINTY, CHANGED, CONTENT, DISCUSS, OTHER, SPEAKER, SPOKEN_BY, VOICE};
use crate::model::annotation::{CERTAINTIES, VOICES};
use crate::model::kind::KINDS;
use crate::model::role::ROLES;

/// The sections, in the order of brat's manual.
const SECTIONS: [&str; 4] = ["entities", "relations", "events", "attributes"];

/// The types of one document.
#[derive(Default)]
pub struct Types {
    /// Types of marks besides the known kinds.
    pub kinds: BTreeSet<String>,
    /// Types of relations besides the known roles.
    pub roles: BTreeSet<String>,
    /// Attributes with their values; those without values are flags.
    pub attributes: BTreeMap<String, BTreeSet<String>>,
}

impl Types {
    /// The content of the file.
    pub fn write(&self) -> Vec<u8> {
        let known = KINDS.iter().map(|row| row.id.to_owned());
        let kinds: Vec<String> = known.chain(self.kinds.iter().cloned()).collect();
        let entities = kinds.iter().cloned().chain([SPEAKER.to_owned()]).collect();
        let mut relations: Vec<String> = ROLES
            .iter()
            .flat_map(|role| {
                KINDS.iter().filter_map(|from| {
                    let to: Vec<&str> = KINDS
                        .iter()
                        .filter(|to| role.pairs.contains(&(from.id, to.id)) || (role.same_kind && from.id == to.id))
                        .map(|to| to.id)
                        .collect();
                    (!to.is_empty()).then(|| format!("{}\tArg1:{}, Arg2:{}", role.id, from.id, to.join("|")))
                })
            })
            .collect();
        relations.extend(self.roles.iter().map(|role| format!("{role}\tArg1:<ENTITY>, Arg2:<ENTITY>")));
        relations.push(format!("{SPOKEN_BY}\tArg1:<ENTITY>, Arg2:{SPEAKER}"));
        // Marks may be nested.
        relations.push("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>".to_owned());
        let events = vec![format!("{ATTRIBUTION}\t{CONTENT}*:<ENTITY>, {SPEAKER}?:{SPEAKER}")];
        let mut attributes = vec![
            valued(CERTAINTY, CERTAINTIES.iter().skip(1).map(|row| row.id)),
            valued(VOICE, VOICES.iter().map(|row| row.id)),
            valued(DISCUSS, []),
            valued(CHANGED, []),
        ];
        let values = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>();
        for (name, several) in &self.attributes {
            attributes.push(valued(name, values(several).iter().map(String::as_str)));
        }
        let sections = SECTIONS.iter().map(|name| (*name).to_owned());
        let mut config = Config::default();
        for (name, lines) in sections.zip([entities, relations, events, attributes]) {
            config.add(&name, lines);
        }
        config.write()
    }

    /// Adds the type of marks whose kind cannot be a type.
    pub fn other(&mut self) -> &'static str {
        self.kinds.insert(OTHER.to_owned());
        OTHER
    }
}

fn valued<'a>(name: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<&str> = values.into_iter().collect();
    let values = if values.is_empty() { String::new() } else { format!(", Value:{}", values.join("|")) };
    format!("{name}\tArg:<ANY>{values}")
}

/// Merges the files of several documents and the person's own lines.
pub fn gather(files: &[&[u8]]) -> Vec<u8> {
    let mut config = Config::default();
    for file in files {
        let mut section = String::new();
        for line in String::from_utf8_lossy(file).lines().map(str::trim) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => {
                    section = name.to_owned();
                    config.add(&section, []);
                }
                None if line.is_empty() => {}
                None => config.add(&section, [line.to_owned()]),
            }
        }
    }
    config.write()
}

/// The lines of each section in order.
#[derive(Default)]
struct Config(Vec<(String, Vec<String>)>);

impl Config {
    /// Adds new lines; the values of a known attribute are merged.
    fn add(&mut self, section: &str, lines: impl IntoIterator<Item = String>) {
        let at = self.0.iter().position(|(name, _)| name == section).unwrap_or_else(|| {
            self.0.push((section.to_owned(), Vec::new()));
            self.0.len() - 1
        });
        let there = &mut self.0[at].1;
        for line in lines {
            if there.contains(&line) {
                continue;
            }
            let Some((name, values)) = line.split_once(", Value:") else {
                there.push(line);
                continue;
            };
            match there.iter_mut().find(|other| other.split_once(", Value:").is_some_and(|(same, _)| same == name)) {
                Some(other) => {
                    for value in values.split('|') {
                        if !other.rsplit(", Value:").next().unwrap_or_default().split('|').any(|one| one == value) {
                            other.push('|');
                            other.push_str(value);
                        }
                    }
                }
                None => there.push(line),
            }
        }
    }

    fn write(&self) -> Vec<u8> {
        let mut out = String::new();
        for (section, lines) in &self.0 {
            if !section.is_empty() {
                out.push_str(&format!("[{section}]\n"));
            }
            lines.iter().for_each(|line| out.push_str(&format!("{line}\n")));
            out.push('\n');
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out.into_bytes()
    }
}

//! Reading project files, with a list of what was put right.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::model::annotation::{Id, Time};
use crate::model::extra::Extra;
use crate::model::project::Project;
use crate::model::project::items::{ArticleItem, End, Item, ItemKind, LinkItem, SpeakerItem, SpeakerName, ThreadItem};
use crate::model::role::Role;
use crate::storage::files::{self, Stamp};
use crate::storage::project::{LIMIT, v1};
use crate::storage::reader::{OpenError, ReadError, counted, refusal_of};
use crate::storage::record::{Creators, Number, Unknown, Words, string};

/// A project file that was read.
#[derive(Clone, Debug)]
pub struct ProjectFile {
    /// Its content.
    pub project: Project,
    /// Oddities of the file and their treatment, each a line without a full stop.
    pub notices: Vec<String>,
    /// Version of the file.
    pub version: u32,
    /// True if that is later than the version that this program writes: the file must not be overwritten.
    pub newer: bool,
}

/// Opens the project file at `path`; returns it with the stamp that a save expects.
///
/// # Errors
/// If it cannot be read, is longer than [`LIMIT`], or [`read`] refuses it.
pub fn open(path: &Path) -> Result<(ProjectFile, Stamp), OpenError> {
    let (bytes, stamp) = files::read_bytes(path, LIMIT)?;
    Ok((read(path, bytes)?, stamp))
}

/// True if these bytes begin as a project file, sound or not: its format is the first field, as the writer has it.
pub fn is_project(source: &[u8]) -> bool {
    let begin = String::from_utf8_lossy(&source[..source.len().min(BEGIN)]);
    let fields = begin.trim_start_matches('\u{FEFF}').trim_start().trim_start_matches('(').trim_start();
    let value = fields.strip_prefix("format").map(|rest| rest.trim_start().trim_start_matches(':').trim_start());
    value.is_some_and(|value| value.starts_with(&format!("{:?}", v1::FORMAT)))
}

/// Bytes of a file in which its format is.
const BEGIN: usize = 200;

/// Reads a project file from its bytes; `path` is for the messages.
///
/// # Errors
/// If it is not UTF-8, not RON, or does not have the structure of a project file.
pub fn read(path: &Path, source: Vec<u8>) -> Result<ProjectFile, ReadError> {
    let source =
        files::decoded(source).map_err(|(byte, line)| ReadError::NotUtf8 { path: path.to_owned(), byte, line })?;
    counted(path, &source)?;
    let mut header = v1::Header::default();
    let file = v1::read(&source, &mut header).map_err(|error| {
        let version = header.version.and_then(Number::whole);
        refusal_of(path, &source, (header.format.as_deref(), v1::FORMAT), (version, v1::VERSION), &error)
    })?;
    let version = header.version.and_then(Number::whole).unwrap_or(v1::VERSION);
    let mut intake = Intake::default();
    let extra = intake.extra("the project", file.unknown);
    let articles = file.articles.into_iter().map(|twin| intake.article(twin)).collect::<Vec<_>>();
    let links = file.links.into_iter().map(|twin| intake.link(twin)).collect::<Vec<_>>();
    let threads = file.threads.into_iter().map(|twin| intake.thread(twin)).collect::<Vec<_>>();
    let speakers = file.speakers.into_iter().map(|twin| intake.speaker(twin)).collect::<Vec<_>>();
    let items = [articles, links, threads, speakers].into_iter().flatten();
    let project = Project::new(items, file.tag_colours.0.into_iter().collect(), extra);
    let newer = version > v1::VERSION;
    Ok(ProjectFile { project, notices: intake.notices, version, newer })
}

/// Collects the items of a file.
#[derive(Default)]
struct Intake {
    notices: Vec<String>,
    ids: BTreeSet<(ItemKind, Id)>,
    creators: Creators,
}

impl Intake {
    fn article(&mut self, twin: v1::Article<'_>) -> Item {
        let id = self.id(ItemKind::Article, "article", &twin.id);
        let extra = self.extra(&format!("the article {id}"), twin.unknown);
        let (path, sha256) = (string(twin.path), string(twin.sha256));
        let modified = time(twin.modified);
        Item::Article(Arc::new(ArticleItem { id, path, sha256, done: twin.done.unwrap_or_default(), modified, extra }))
    }

    fn link(&mut self, twin: v1::Link<'_>) -> Item {
        let id = self.id(ItemKind::Link, "link", &twin.id);
        let whose = format!("the link {id}");
        Item::Link(Arc::new(LinkItem {
            from: self.end(&whose, twin.from),
            to: self.end(&whose, twin.to),
            role: Role::new(twin.role.as_deref().unwrap_or_default()),
            note: string(twin.note),
            created: time(twin.created),
            modified: time(twin.modified),
            creator: self.creators.name(twin.creator),
            extra: self.extra(&whose, twin.unknown),
            id,
        }))
    }

    fn thread(&mut self, twin: v1::Thread<'_>) -> Item {
        let id = self.id(ItemKind::Thread, "title", &twin.id);
        let whose = format!("the title {id}");
        Item::Thread(Arc::new(ThreadItem {
            title: string(twin.title),
            claim: self.end(&whose, twin.claim),
            modified: time(twin.modified),
            creator: self.creators.name(twin.creator),
            extra: self.extra(&whose, twin.unknown),
            id,
        }))
    }

    fn speaker(&mut self, twin: v1::Speaker<'_>) -> Item {
        let id = self.id(ItemKind::Speaker, "speaker", &twin.id);
        let whose = format!("the speaker {id}");
        let name = |(voice, name): (Words<'_>, Words<'_>)| SpeakerName { voice: voice.into(), name: name.into() };
        Item::Speaker(Arc::new(SpeakerItem {
            name: string(twin.name),
            names: twin.names.unwrap_or_default().into_iter().map(name).collect(),
            modified: time(twin.modified),
            creator: self.creators.name(twin.creator),
            extra: self.extra(&whose, twin.unknown),
            id,
        }))
    }

    fn end(&mut self, whose: &str, twin: Option<v1::End<'_>>) -> End {
        let (article, path, mark, unknown) =
            twin.map_or_else(Default::default, |twin| (twin.article, twin.path, twin.mark, twin.unknown));
        let id = |words: Option<Words<'_>>| Id::new(words.as_deref().unwrap_or_default());
        End { article: id(article), path: string(path), mark: id(mark), extra: self.extra(whose, unknown) }
    }

    /// The id of an item; of one that was there already, a new one: `x-2`, `x-3`, …
    fn id(&mut self, kind: ItemKind, what: &str, id: &str) -> Id {
        let mut new = Id::new(id);
        let mut number = 1;
        while !self.ids.insert((kind, new.clone())) {
            number += 1;
            new = Id::new(&format!("{id}-{number}"));
        }
        if number > 1 {
            self.notices.push(format!("the id {id:?} was there already; the later {what} now has {:?}", new.as_str()));
        }
        new
    }

    fn extra(&mut self, whose: &str, unknown: Unknown<'_>) -> Extra {
        let mut extra = Extra::default();
        for (name, source) in unknown.iter() {
            self.notices.push(format!("the field {name:?} of {whose} is unknown to this version; it is kept"));
            extra.push(name, source);
        }
        extra
    }
}

fn time(words: Option<Words<'_>>) -> Time {
    Time::new(words.as_deref().unwrap_or_default())
}

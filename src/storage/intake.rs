//! From the twins of a file to the model, piece by piece, so that no second copy of the file is ever whole.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::annotation::{
    Annotation, Certainty, Extra, Fragment, Id, Relation, Speaker, Target, Time, VOICES, Voice,
};
use crate::model::article::Article;
use crate::model::kind::Kind;
use crate::model::role::Role;
use crate::model::selector::Quote;
use crate::model::text::ArticleText;
use crate::storage::passage::{Finder, Piece};
use crate::storage::record::{Unknown, Words};
use crate::storage::v1;

/// Where a problem is, by number in the file: ids may still be there twice.
#[derive(Clone, Copy, Debug)]
pub(in crate::storage) enum Spot {
    /// The file as a whole, or its article.
    File,
    /// An annotation.
    Annotation(usize),
    /// A relation.
    Relation(usize),
}

/// A problem before its place has a name.
#[derive(Debug)]
pub(in crate::storage) struct Notice {
    /// Where it is.
    pub spot: Spot,
    /// The id of the check.
    pub check: &'static str,
    /// What is wrong, and what was done about it.
    pub what: String,
}

impl Notice {
    /// Of an id that was there before.
    pub fn repeated(spot: Spot, old: &Id, new: &Id) -> Self {
        let what = format!("the id {:?} was there already; the later one now has {:?}", old.as_str(), new.as_str());
        Self { spot, check: "duplicate-id", what }
    }
}

/// An annotation whose passages wait for the text, with how many of the pieces to come are its target, its speaker's
/// name and its cue.
#[derive(Debug)]
struct Draft {
    annotation: Arc<Annotation>,
    pieces: [u32; 3],
}

/// Takes what a file says.
#[derive(Debug, Default)]
pub(in crate::storage) struct Intake<'de> {
    /// What was noticed so far.
    pub notices: Vec<Notice>,
    drafts: Vec<Draft>,
    pieces: Vec<Piece<'de>>,
    relations: usize,
    creators: HashSet<Arc<str>>,
}

impl<'de> Intake<'de> {
    /// Keeps fields that are unknown and says so; `whose` names what they belong to, or is empty.
    pub fn extra(&mut self, spot: Spot, whose: &str, unknown: Unknown<'de>) -> Extra {
        let mut extra = Extra::default();
        for (name, source) in unknown.0 {
            let what = format!("the field {name:?}{whose} is unknown to this version; it is kept");
            self.notices.push(Notice { spot, check: "unknown-field", what });
            extra.push(name, source);
        }
        extra
    }

    /// The article, with its text.
    pub fn article(&mut self, twin: Option<v1::Article<'de>>, text: ArticleText) -> Article {
        let Some(twin) = twin else { return Article { text, ..Article::default() } };
        Article {
            title: string(twin.title),
            file: string(twin.file),
            media_type: string(twin.media_type),
            sha256: string(twin.sha256),
            encoding: string(twin.encoding),
            extra: self.extra(Spot::File, " of the article", twin.unknown),
            text,
        }
    }

    /// Takes the next annotation.
    pub fn annotation(&mut self, twin: v1::Annotation<'de>) {
        let spot = Spot::Annotation(self.drafts.len());
        let mut pieces = [0; 3];
        pieces[0] = self.passages(spot, twin.target, "the passage");
        let speaker = twin.speaker.map(|speaker| {
            pieces[1] = self.passages(spot, speaker.at.unwrap_or_default(), "the speaker's name");
            Speaker {
                voice: Voice::new(speaker.voice.as_deref().unwrap_or(VOICES[0].id)),
                name: string(speaker.name),
                at: Target::default(),
                extra: self.extra(spot, " of the speaker", speaker.unknown),
            }
        });
        pieces[2] = self.passages(spot, twin.cue.unwrap_or_default(), "the cue");
        let annotation = Annotation {
            id: Id::new(&twin.id),
            kind: Kind::new(&twin.kind),
            target: Target::default(),
            speaker,
            cue: Target::default(),
            certainty: twin.certainty.map_or_else(Certainty::default, |certainty| Certainty::new(&certainty)),
            note: string(twin.note),
            tags: twin.tags.unwrap_or_default().into_iter().map(String::from).collect(),
            discuss: twin.discuss.unwrap_or_default(),
            created: time(twin.created),
            modified: time(twin.modified),
            creator: self.creator(twin.creator),
            extra: self.extra(spot, "", twin.unknown),
        };
        self.drafts.push(Draft { annotation: Arc::new(annotation), pieces });
    }

    /// The next relation. One without an id is given its number in the file.
    pub fn relation(&mut self, twin: v1::Relation<'de>) -> Relation {
        self.relations += 1;
        let id = twin.id.map_or_else(|| Id::new(&format!("relation-{}", self.relations)), |id| Id::new(&id));
        Relation {
            id,
            from: Id::new(&string(twin.from)),
            to: Id::new(&string(twin.to)),
            role: Role::new(&string(twin.role)),
            note: string(twin.note),
            created: time(twin.created),
            modified: time(twin.modified),
            creator: self.creator(twin.creator),
            extra: self.extra(Spot::Relation(self.relations - 1), "", twin.unknown),
        }
    }

    /// The annotations with their passages found in the text, and all that was noticed.
    pub fn finish(mut self, text: &ArticleText) -> (Vec<Arc<Annotation>>, Vec<Notice>) {
        let mut finder = Finder::new(text);
        let mut pieces = self.pieces.iter();
        let mut annotations = Vec::with_capacity(self.drafts.len());
        for (index, Draft { mut annotation, pieces: [targets, names, cues] }) in self.drafts.into_iter().enumerate() {
            let mut report = |check, what| self.notices.push(Notice { spot: Spot::Annotation(index), check, what });
            let mut settle = |count: u32, part: &str| {
                let mut fragments = Vec::with_capacity(count as usize);
                let pieces = pieces.by_ref().take(count as usize);
                fragments.extend(pieces.map(|piece| finder.settle(piece, part, &mut report)));
                Target::new(fragments)
            };
            // Nobody else has it yet, so this does not copy.
            let unshared = Arc::make_mut(&mut annotation);
            unshared.target = settle(targets, "the passage");
            if let Some(speaker) = &mut unshared.speaker {
                speaker.at = settle(names, "the speaker's name");
            }
            unshared.cue = settle(cues, "the cue");
            if targets == 0 {
                unshared.target = Target::new(vec![Fragment::Lost(Box::new(Quote::default()))]);
                report("no-target", "it has no passage; it is kept as one that is lost, without words".to_owned());
            }
            annotations.push(annotation);
        }
        if finder.given_up > 0 {
            let what = format!(
                "so many passages are not at their offsets that {} of them were not looked for; they are kept as lost",
                finder.given_up
            );
            self.notices.push(Notice { spot: Spot::File, check: "moved", what });
        }
        (annotations, self.notices)
    }

    /// Sets the pieces of a target aside, until the text is there, and says how many there are.
    fn passages(&mut self, spot: Spot, fragments: Vec<v1::Fragment<'de>>, part: &str) -> u32 {
        let before = self.pieces.len();
        for mut fragment in fragments {
            for (name, _) in std::mem::take(&mut fragment.unknown).0 {
                let what =
                    format!("the field {name:?} of {part} is unknown to this version; saving would leave it out");
                self.notices.push(Notice { spot, check: "unknown-field", what });
            }
            self.pieces.push(Piece::new(fragment));
        }
        (self.pieces.len() - before) as u32
    }

    /// The name of a creator, of which there are few, shared.
    fn creator(&mut self, name: Option<Words<'de>>) -> Arc<str> {
        let name = name.as_deref().unwrap_or_default();
        if let Some(known) = self.creators.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.creators.insert(name.clone());
        name
    }
}

fn string(words: Option<Words<'_>>) -> String {
    words.map(String::from).unwrap_or_default()
}

fn time(words: Option<Words<'_>>) -> Time {
    Time::new(words.as_deref().unwrap_or_default())
}

//! Annotations, and the relations between them.

use std::fmt;
use std::sync::Arc;

use crate::model::extra::Extra;
use crate::model::fold;
use crate::model::kind::Kind;
use crate::model::role::Role;
use crate::model::short::Short;
pub use crate::model::target::{Changed, Fragment, PARTS, Part, Target};
use crate::model::term::open_term;

/// The id of an annotation or a relation: a UUID v7 from Gainsay, any text from other tools.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Short<{ Id::SHORT }>);

impl Id {
    /// The longest id kept in place, in bytes: a UUID has 36.
    const SHORT: usize = 38;

    /// The id with this text.
    pub fn new(id: &str) -> Self {
        Self(Short::new(id))
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A date and time of RFC 3339 in UTC, kept as the file spells it; empty if unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time(Short<{ Time::SHORT }>);

impl Time {
    /// The longest time kept in place, in bytes: most have seconds and nothing finer, which are 20.
    const SHORT: usize = 22;

    /// The time with this spelling of RFC 3339.
    pub fn new(rfc3339: &str) -> Self {
        Self(Short::new(rfc3339))
    }

    /// The spelling; empty if unknown.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// True if it is a date and time of RFC 3339, section 5.6, in UTC.
    pub fn is_rfc3339(&self) -> bool {
        let bytes = self.as_str().as_bytes();
        let matches = |bytes: &[u8], form: &str| {
            bytes.len() == form.len()
                && bytes.iter().zip(form.bytes()).all(|(byte, form)| match form {
                    b'0' => byte.is_ascii_digit(),
                    form => byte.eq_ignore_ascii_case(&form),
                })
        };
        let Some((date, rest)) = bytes.split_at_checked(19) else { return false };
        let fraction = match rest {
            [b'.', digits @ ..] => 1 + digits.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            _ => 0,
        };
        let zone = &rest[fraction..];
        let is_zone = ["Z", "+00:00", "-00:00"].iter().any(|form| matches(zone, form));
        let number =
            |from: usize| self.as_str().get(from..from + 2).and_then(|digits| digits.parse().ok()).unwrap_or(u8::MAX);
        let is_date =
            matches(date, "0000-00-00T00:00:00") && (1..=12).contains(&number(5)) && (1..=31).contains(&number(8));
        is_date && number(11) < 24 && number(14) < 60 && number(17) <= 60 && fraction != 1 && is_zone
    }
}

impl Default for Time {
    fn default() -> Self {
        Self::new("")
    }
}

/// A row of [`VOICES`].
#[derive(Debug)]
pub struct VoiceRow {
    /// The id in files.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// The voices that a speaker can have.
pub const VOICES: &[VoiceRow] = &[
    VoiceRow { id: "named", name: "Named" },
    VoiceRow { id: "unnamed", name: "Unnamed" },
    VoiceRow { id: "article", name: "The article itself" },
];

open_term! {
    /// The voice of a speaker: named, unnamed ("officials said"), the article's own, or one that this version does not
    /// know.
    Voice, VOICES.iter().map(|row| &row.id)
}

/// A row of [`CERTAINTIES`].
#[derive(Debug)]
pub struct CertaintyRow {
    /// The id in files.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// The degrees of certainty; the first is the default, which files leave out.
pub const CERTAINTIES: &[CertaintyRow] = &[
    CertaintyRow { id: "unstated", name: "Unstated" },
    CertaintyRow { id: "certain", name: "Certain" },
    CertaintyRow { id: "probable", name: "Probable" },
    CertaintyRow { id: "possible", name: "Possible" },
];

open_term! {
    /// The certainty of the speaker, as far as the text shows it.
    Certainty, CERTAINTIES.iter().map(|row| &row.id)
}

impl Default for Certainty {
    fn default() -> Self {
        Self::new(CERTAINTIES[0].id)
    }
}

/// The speaker who asserts a passage; never the annotator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The voice.
    pub voice: Voice,
    /// The name, or the description of an unnamed speaker ("officials"); empty for the article's own voice.
    pub name: String,
    /// The name in this mark before speakers were merged; empty if it was not merged.
    pub written: String,
    /// The place of the name in the text, if it was taken from there.
    pub at: Target,
    /// Unknown fields of the speaker.
    pub extra: Extra,
}

impl Speaker {
    /// A speaker with a voice and a name, without a place in the text.
    pub fn new(voice: &str, name: &str) -> Self {
        Self {
            voice: Voice::new(voice),
            name: name.to_owned(),
            written: String::new(),
            at: Target::default(),
            extra: Extra::default(),
        }
    }

    /// True if this speaker has that voice, and a name that looks like that name.
    pub fn is(&self, voice: &Voice, name: &str) -> bool {
        self.voice == *voice && fold::is_same_name(&self.name, name)
    }

    /// True if the voice needs a name and has none yet.
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty() && matches!(self.voice.id(), "named" | "unnamed")
    }

    /// The speaker's name on the screen.
    pub fn label(&self) -> &str {
        match (self.voice.id(), self.name.as_str()) {
            ("article", _) => "The article itself",
            ("unnamed", "") => "Unnamed",
            ("named", "") => "Named, but by no name",
            (voice, "") => voice,
            (_, name) => name,
        }
    }
}

/// A marked passage with everything that is recorded about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Unique in its set.
    pub id: Id,
    /// The kind: claim, denial, evidence.
    pub kind: Kind,
    /// The passage.
    pub target: Target,
    /// The speaker who asserts it; `None` if not set.
    pub speaker: Option<Speaker>,
    /// The text that attributes it: "denied", "according to".
    pub cue: Target,
    /// The certainty of the speaker.
    pub certainty: Certainty,
    /// The annotator's note.
    pub note: String,
    /// Tags to find it by.
    pub tags: Vec<String>,
    /// The annotator is unsure and wants a second opinion.
    pub discuss: bool,
    /// The creation time.
    pub created: Time,
    /// The time of the last change.
    pub modified: Time,
    /// The annotator.
    pub creator: Arc<str>,
    /// Unknown fields of the annotation.
    pub extra: Extra,
}

impl Annotation {
    /// A new mark with default fields.
    pub fn new(id: Id, kind: Kind, target: Target) -> Self {
        Self {
            id,
            kind,
            target,
            speaker: None,
            cue: Target::default(),
            certainty: Certainty::default(),
            note: String::new(),
            tags: Vec::new(),
            discuss: false,
            created: Time::default(),
            modified: Time::default(),
            creator: "".into(),
            extra: Extra::default(),
        }
    }

    /// True if a fragment of the passage is missing from the text.
    pub fn is_lost(&self) -> bool {
        self.target.lost().next().is_some()
    }

    /// Its targets: the passage, the place of the speaker's name, the cue.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &Target)> {
        PARTS.iter().filter_map(|part| Some((*part, self.part(*part)?)))
    }

    /// True if part of the passage has changed text that awaits a decision.
    pub fn is_changed(&self) -> bool {
        self.target.changed().next().is_some()
    }

    /// One of its targets; `None` for the speaker's name if there is no speaker.
    pub fn part(&self, part: Part) -> Option<&Target> {
        match part {
            Part::Target => Some(&self.target),
            Part::Speaker => self.speaker.as_ref().map(|speaker| &speaker.at),
            Part::Cue => Some(&self.cue),
        }
    }

    /// One of its targets, for replacement.
    pub fn part_mut(&mut self, part: Part) -> Option<&mut Target> {
        match part {
            Part::Target => Some(&mut self.target),
            Part::Speaker => self.speaker.as_mut().map(|speaker| &mut speaker.at),
            Part::Cue => Some(&mut self.cue),
        }
    }
}

/// A directed link between two annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Unique among the relations of its set.
    pub id: Id,
    /// The annotation that supports, rebuts or restates.
    pub from: Id,
    /// The annotation that is supported, rebutted or restated.
    pub to: Id,
    /// The role.
    pub role: Role,
    /// The annotator's note.
    pub note: String,
    /// The creation time.
    pub created: Time,
    /// The time of the last change.
    pub modified: Time,
    /// The annotator.
    pub creator: Arc<str>,
    /// Unknown fields of the relation.
    pub extra: Extra,
}

impl Relation {
    /// A new relation without a note, an author or dates.
    pub fn new(id: Id, from: Id, to: Id, role: Role) -> Self {
        Self {
            id,
            from,
            to,
            role,
            note: String::new(),
            created: Time::default(),
            modified: Time::default(),
            creator: "".into(),
            extra: Extra::default(),
        }
    }
}

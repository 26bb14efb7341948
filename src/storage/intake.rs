//! Conversion of a file's structs to the model, piece by piece, so that there is never a second copy of the file in memory.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Fragment, Id, Relation, Speaker, Target, VOICES, Voice};
use crate::model::article::{Article, Details};
use crate::model::extra::Extra;
use crate::model::kind::Kind;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::role::Role;
use crate::model::selector::Quote;
use crate::model::structure::{Element, Span, Structure};
use crate::model::text::ArticleText;
use crate::storage::passage::Finder;
use crate::storage::record::{Creators, Number, Unknown, string};
use crate::storage::v1;

/// Place of a problem, by number in the file, since ids may be repeated.
#[derive(Clone, Copy, Debug)]
pub(in crate::storage) enum Spot {
    /// The file as a whole, or its article.
    File,
    /// An annotation.
    Annotation(usize),
    /// A relation.
    Relation(usize),
}

/// A problem whose place is not named yet.
#[derive(Debug)]
pub(in crate::storage) struct Notice {
    /// Its place.
    pub spot: Spot,
    /// Id of the check.
    pub check: &'static str,
    /// The mistake, and its treatment.
    pub what: String,
}

impl Notice {
    /// Notice of a repeated id.
    pub fn repeated(spot: Spot, old: &Id, new: &Id) -> Self {
        let what = format!("the id {:?} was there already; the later one now has {:?}", old.as_str(), new.as_str());
        Self { spot, check: "duplicate-id", what }
    }
}

/// Collects the contents of a file, with its passages located in the text.
#[derive(Debug)]
pub(in crate::storage) struct Intake<'t> {
    /// Annotations so far.
    pub annotations: Vec<Arc<Annotation>>,
    /// Relations so far.
    pub relations: Vec<Relation>,
    /// Notices so far.
    pub notices: Vec<Notice>,
    finder: Finder<'t>,
    creators: Creators,
}

impl<'t> Intake<'t> {
    /// The intake of a file with this text.
    pub fn new(text: &'t ArticleText) -> Self {
        Self {
            annotations: Vec::new(),
            relations: Vec::new(),
            notices: Vec::new(),
            finder: Finder::new(text),
            creators: Creators::default(),
        }
    }

    /// Keeps unknown fields and reports them; `whose` names their owner, or is empty.
    pub fn extra(&mut self, spot: Spot, whose: &str, unknown: Unknown<'_>) -> Extra {
        let mut extra = Extra::default();
        for (name, source) in unknown.iter() {
            let what = format!("the field {name:?}{whose} is unknown to this version; it is kept");
            self.notices.push(Notice { spot, check: "unknown-field", what });
            extra.push(name, source);
        }
        extra
    }

    /// The article, with its text.
    pub fn article(&mut self, twin: Option<v1::Article<'_>>, text: ArticleText) -> Article {
        let Some(twin) = twin else { return Article { text, ..Article::default() } };
        Article {
            stated: Details {
                title: string(twin.title),
                byline: string(twin.byline),
                site: string(twin.site),
                published: string(twin.published),
                address: string(twin.address),
            },
            given: Details {
                title: string(twin.given_title),
                byline: string(twin.given_byline),
                site: string(twin.given_site),
                published: string(twin.given_published),
                address: string(twin.given_address),
            },
            file: string(twin.file),
            media_type: string(twin.media_type),
            sha256: string(twin.sha256),
            encoding: string(twin.encoding),
            importer: string(twin.importer),
            structure: Structure::default(),
            extra: self.extra(Spot::File, " of the article", twin.unknown),
            text,
        }
    }

    /// The structure of the text. It is not the person's work and comes anew with the text, so spans that do not fit are
    /// reported and left out; also those over several paragraphs, of which a few bytes could make more than fit in memory.
    pub fn structure(&mut self, twins: Vec<v1::Span<'_>>, text: &ArticleText) -> Structure {
        let mut wrong = 0;
        let mut spans = Vec::with_capacity(twins.len());
        for twin in twins {
            let place = |number: Option<Number>| text.byte_of_scalar(ScalarOffset::new(number?.whole()? as usize));
            let fits = |(start, end): &(ByteOffset, ByteOffset)| {
                start < end && text.paragraph_at(*start) == text.paragraph_at(*end)
            };
            let range = place(twin.start).zip(place(twin.end)).filter(fits);
            let Some((range, element)) = range.zip(twin.is) else {
                wrong += 1;
                continue;
            };
            spans.push(Span {
                range: ByteRange::new(range.0, range.1),
                element: Element::new(&element),
                level: twin.level.and_then(Number::whole).map_or(0, |level| level.min(u32::from(u8::MAX)) as u8),
                number: twin.number.and_then(Number::whole),
                address: twin.address.map(|address| (*address).into()),
                extra: self.extra(Spot::File, " of the structure", twin.unknown),
            });
        }
        if wrong > 0 {
            let what = format!("{wrong} pieces of the structure do not fit the text; they are left out");
            self.notices.push(Notice { spot: Spot::File, check: "structure", what });
        }
        Structure::new(text, spans)
    }

    /// Adds the next annotation.
    pub fn annotation(&mut self, mut twin: v1::Annotation<'_>) {
        let spot = Spot::Annotation(self.annotations.len());
        let mut target = self.target(spot, std::mem::take(&mut twin.target), "the passage");
        if target.is_empty() {
            target = Target::new(vec![Fragment::Lost(Box::<Quote>::default())]);
            let what = "it has no passage; it is kept as one that is lost, without words".to_owned();
            self.notices.push(Notice { spot, check: "no-target", what });
        }
        let speaker = twin.speaker.take().map(|speaker| Speaker {
            voice: Voice::new(speaker.voice.as_deref().unwrap_or(VOICES[0].id)),
            name: string(speaker.name),
            written: string(speaker.written),
            at: self.target(spot, speaker.at.unwrap_or_default(), "the speaker's name"),
            extra: self.extra(spot, " of the speaker", speaker.unknown),
        });
        let mut annotation = Annotation::new(Id::new(&twin.id), Kind::new(&twin.kind), target);
        twin.fill_plain(&mut annotation);
        annotation.speaker = speaker;
        annotation.cue = self.target(spot, twin.cue.unwrap_or_default(), "the cue");
        annotation.creator = self.creators.name(twin.creator);
        annotation.extra = self.extra(spot, "", twin.unknown);
        self.annotations.push(Arc::new(annotation));
    }

    /// Adds the next relation. One without an id gets its number in the file.
    pub fn relation(&mut self, mut twin: v1::Relation<'_>) {
        let spot = Spot::Relation(self.relations.len());
        let number = self.relations.len() + 1;
        let id = twin.id.take().map_or_else(|| Id::new(&format!("relation-{number}")), |id| Id::new(&id));
        let (from, to) = (Id::new(&string(twin.from.take())), Id::new(&string(twin.to.take())));
        let mut relation = Relation::new(id, from, to, Role::new(&string(twin.role.take())));
        twin.fill_plain(&mut relation);
        relation.creator = self.creators.name(twin.creator);
        relation.extra = self.extra(spot, "", twin.unknown);
        self.relations.push(relation);
    }

    /// Adds the notices about the whole file, at its end.
    pub fn finish(&mut self) {
        if self.finder.given_up() > 0 {
            let what = format!(
                "so many passages are not at their offsets that {} of them were not looked for; they are kept as lost",
                self.finder.given_up()
            );
            self.notices.push(Notice { spot: Spot::File, check: "moved", what });
        }
    }

    fn target(&mut self, spot: Spot, fragments: Vec<v1::Fragment<'_>>, part: &str) -> Target {
        let mut found = Vec::with_capacity(fragments.len());
        for mut fragment in fragments {
            let extra = self.extra(spot, &format!(" of {part}"), std::mem::take(&mut fragment.unknown));
            let mut report = |check, what| self.notices.push(Notice { spot, check, what });
            found.push((self.finder.settle(fragment, part, &mut report), extra));
        }
        Target::with_extras(found)
    }
}

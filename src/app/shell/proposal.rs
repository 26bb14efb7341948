//! Proposals for the selected mark: parts that are accepted together with one key.

use crate::app::shell::picker::Way;
use crate::model::annotation::{Annotation, Id, Speaker, Target};
use crate::model::offset::ByteRange;
use crate::model::project::spot::Spot;

/// The proposal for a mark. One key accepts what is checked; nothing is done automatically.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The mark it is for.
    pub mark: Id,
    /// The passage that the mark had when it was made.
    pub target: Target,
    /// The passage without its attribution.
    pub trim: Option<Checked<Vec<ByteRange>>>,
    /// The speakers that it may have: the one that its sentence names, or those of the passages before it.
    pub speakers: Vec<Speaker>,
    /// The index of the chosen speaker; `None` to leave it open.
    pub speaker: Option<usize>,
    /// True if the sentence does not name the speakers.
    pub guessed: bool,
    /// The cue.
    pub cue: Option<Checked<ByteRange>>,
    /// Links with the marks that it answers, or that answer it.
    pub links: Vec<Checked<LinkOffer>>,
}

/// The speaker and the cue that the article gives for a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The speaker.
    pub speaker: Speaker,
    /// The cue.
    pub cue: ByteRange,
}

/// A part of a proposal, with its check box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T> {
    /// The part.
    pub part: T,
    /// True if accepting the proposal carries it out.
    pub checked: bool,
}

/// A link that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkOffer {
    /// The other end.
    pub other: Id,
    /// The path of its article, if it is another one.
    pub article: Option<String>,
    /// The ways of linking with it.
    pub ways: Vec<Way>,
    /// The index of the chosen way.
    pub way: usize,
}

/// A part of a proposal that the person changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferPart {
    /// Checks or unchecks the shorter passage.
    Trim,
    /// Chooses a speaker, or none if it is chosen.
    Speaker(usize),
    /// Checks or unchecks the cue.
    Cue,
    /// Checks or unchecks a link.
    Link(usize),
    /// Chooses the way of a link, by their indices, and checks it.
    Way(usize, usize),
}

impl<T> Checked<T> {
    /// Checks or unchecks it.
    pub fn toggle(&mut self) {
        self.checked = !self.checked;
    }
}

impl LinkOffer {
    /// The other end, if it is in another article.
    pub fn elsewhere(&self) -> Option<Spot> {
        Some(Spot { path: self.article.clone()?, mark: self.other.clone() })
    }

    /// The chosen way.
    pub fn chosen(&self) -> Option<Way> {
        self.ways.get(self.way).copied()
    }
}

impl Offer {
    /// A proposal for a mark in which nothing is proposed yet.
    pub fn nothing(mark: &Annotation) -> Self {
        Self {
            mark: mark.id.clone(),
            target: mark.target.clone(),
            trim: None,
            speakers: Vec::new(),
            speaker: None,
            guessed: false,
            cue: None,
            links: Vec::new(),
        }
    }

    /// True if there is nothing to propose.
    pub fn is_empty(&self) -> bool {
        self.trim.is_none() && self.speakers.is_empty() && self.cue.is_none() && self.links.is_empty()
    }

    /// True if accepting it does anything.
    pub fn is_checked(&self) -> bool {
        self.trim.as_ref().is_some_and(|part| part.checked)
            || self.speaker.is_some()
            || self.cue.as_ref().is_some_and(|part| part.checked)
            || self.links.iter().any(|part| part.checked)
    }

    /// The chosen speaker.
    pub fn chosen_speaker(&self) -> Option<&Speaker> {
        self.speakers.get(self.speaker?)
    }

    /// Changes a part of it.
    pub fn turn(&mut self, part: OfferPart) {
        match part {
            OfferPart::Trim => self.trim.iter_mut().for_each(Checked::toggle),
            OfferPart::Speaker(index) => self.speaker = (self.speaker != Some(index)).then_some(index),
            OfferPart::Cue => self.cue.iter_mut().for_each(Checked::toggle),
            OfferPart::Link(index) => self.links.get_mut(index).into_iter().for_each(Checked::toggle),
            OfferPart::Way(index, way) => {
                if let Some(link) = self.links.get_mut(index) {
                    (link.part.way, link.checked) = (way, true);
                }
            }
        }
    }

    /// Chooses the next speaker; after the last one, none.
    pub fn turn_speaker(&mut self) {
        let next = self.speaker.map_or(0, |index| index + 1);
        self.speaker = (next < self.speakers.len()).then_some(next);
    }

    /// Checks all links; if all are checked, none.
    pub fn turn_links(&mut self) {
        let all = self.links.iter().all(|link| link.checked);
        self.links.iter_mut().for_each(|link| link.checked = !all);
    }

    /// Chooses the next way of the first checked link that has several, or of the first that has, and checks it.
    pub fn turn_way(&mut self) {
        let turns = |link: &Checked<LinkOffer>| link.part.ways.len() > 1;
        let checked = self.links.iter().position(|link| link.checked && turns(link));
        if let Some(index) = checked.or_else(|| self.links.iter().position(turns)) {
            let link = &self.links[index].part;
            self.turn(OfferPart::Way(index, (link.way + 1) % link.ways.len()));
        }
    }
}

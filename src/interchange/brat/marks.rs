//! Converting lines to marks and relations.

use std::collections::{HashMap, HashSet};

use crate::encoding::uri;
use crate::interchange::brat::lines::Line;
use crate::interchange::brat::{
    ATTRIBUTION, CERTAINTY, CHANGED, CONTENT, DISCUSS, IDS, KIND, NOTES, ROLE, SPEAKER, SPOKEN_BY, TAG, VOICE,
};
use crate::interchange::collect::collect;
use crate::interchange::notes::Notes;
use crate::interchange::passages::quotation;
use crate::interchange::vocabulary;
use crate::model::annotation::{Annotation, Certainty, Id, Relation, Speaker, Target, VOICES, Voice};
use crate::model::kind::Kind;
use crate::model::role::Role;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// The fields of a mark besides its passage.
#[derive(Default)]
struct Said<'a> {
    id: Option<Id>,
    kind: Option<&'a str>,
    voice: Option<&'a str>,
    name: Option<&'a str>,
    speaker: Option<&'a str>,
    cue: Option<&'a str>,
    certainty: Option<&'a str>,
    discuss: bool,
    note: Vec<&'a str>,
    tags: Vec<String>,
}

/// The fields of a relation besides its ends.
#[derive(Default)]
struct Related<'a> {
    role: Option<&'a str>,
    note: Vec<&'a str>,
}

/// Converts lines to a set; `place` finds the passage of a span.
pub fn marks<'a>(
    lines: &[Line<'a>],
    text: &ArticleText,
    mut place: impl FnMut(&Line<'a>) -> Target,
    notes: &mut Notes,
) -> AnnotationSet {
    let mut reader = ImportFormat::default();
    lines.iter().for_each(|line| reader.attribute_ends(line));
    lines.iter().for_each(|line| reader.hold(line));
    lines.iter().for_each(|line| reader.take(line, notes));
    let placed: Vec<Target> = lines.iter().map(&mut place).collect();
    let mut places: HashMap<&str, &Target> = HashMap::new();
    for (line, target) in lines.iter().zip(&placed) {
        if let Line::Span { id, .. } = line {
            places.entry(id).or_insert(target);
        }
    }
    let mut annotations = Vec::new();
    let mut met: HashSet<&str> = HashSet::new();
    for (line, target) in lines.iter().zip(&placed) {
        match line {
            // References to a repeated id mean the first span.
            Line::Span { id, class, .. } if !met.insert(id) => {
                let (kind, tags) = reader.kind(class);
                let mut mark = Annotation::new(Id::new(id), kind, target.clone());
                mark.tags = tags;
                annotations.push(mark);
            }
            Line::Span { id, class, .. } if !reader.served.contains(id) => {
                annotations.push(reader.mark(id, class, target, &places, text));
            }
            Line::Event { id, class, trigger, .. } if reader.holds_itself.contains(id) => {
                let target = places.get(trigger).map(|target| (*target).clone()).unwrap_or_default();
                annotations.push(reader.mark(id, class, &target, &places, text));
            }
            _ => {}
        }
    }
    annotations.retain(|mark| !mark.target.is_empty());
    let relations = reader.relations(lines, notes);
    collect(annotations, relations, notes)
}

#[derive(Default)]
struct ImportFormat<'a> {
    /// True if Gainsay wrote the file, so that names are taken literally.
    own: bool,
    /// The spans that are speakers' names or cues rather than marks.
    served: HashSet<&'a str>,
    /// The trigger of each event.
    triggers: HashMap<&'a str, &'a str>,
    /// The triggers that are marks of events.
    held: HashSet<&'a str>,
    /// The events that are separate marks, since their trigger is shared or a cue.
    holds_itself: HashSet<&'a str>,
    /// The content of each attribution.
    contents: HashMap<&'a str, Vec<&'a str>>,
    marks: HashMap<&'a str, Said<'a>>,
    related: HashMap<&'a str, Related<'a>>,
    spans: HashSet<&'a str>,
}

/// An argument's name without its number.
fn base(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

impl<'a> ImportFormat<'a> {
    /// The span or event of an id that is the mark: itself, or the trigger of an event.
    fn span(&self, id: &'a str) -> &'a str {
        if self.holds_itself.contains(id) { id } else { self.triggers.get(id).copied().unwrap_or(id) }
    }

    /// The kind of a type, and the type as a tag if it is more specific.
    fn kind(&self, class: &str) -> (Kind, Vec<String>) {
        match vocabulary::kind(class).filter(|_| !self.own) {
            Some(kind) => (Kind::new(kind.id), kind.says_more.then(|| class.to_owned()).into_iter().collect()),
            None => (Kind::new(class), Vec::new()),
        }
    }

    fn attribute_ends(&mut self, line: &Line<'a>) {
        match line {
            Line::Span { id, .. } => drop(self.spans.insert(id)),
            Line::Event { id, trigger, class, arguments } => {
                self.triggers.entry(id).or_insert(trigger);
                if *class == ATTRIBUTION {
                    let contents = arguments.iter().filter(|(name, _)| base(name) == CONTENT).map(|(_, id)| *id);
                    let contents: Vec<&str> = contents.collect();
                    if !contents.is_empty() {
                        self.served.insert(trigger);
                        self.contents.entry(id).or_insert(contents);
                    }
                }
            }
            Line::Relation { id, .. } => drop(self.related.insert(id, Related::default())),
            Line::Reference { base: IDS, .. } => self.own = true,
            _ => {}
        }
    }

    /// Decides on the mark of an event: its trigger, or itself if the trigger is taken.
    fn hold(&mut self, line: &Line<'a>) {
        if let Line::Event { id, trigger, .. } = line
            && !self.contents.contains_key(id)
            && (self.served.contains(trigger) || !self.held.insert(trigger))
            && self.spans.contains(trigger)
        {
            self.holds_itself.insert(id);
        }
    }

    /// The attributed mark, resolving nested attributions.
    fn attributed(&self, id: &'a str) -> Vec<&'a str> {
        /// Maximum nesting of attributions.
        const DEPTH: usize = 8;
        let mut ids = vec![id];
        for _ in 0..DEPTH {
            let inner = |id: &&'a str| self.contents.get(id).cloned().unwrap_or_else(|| vec![*id]);
            ids = ids.iter().flat_map(inner).take(64).collect();
        }
        ids.into_iter().map(|id| self.span(id)).collect()
    }

    fn take(&mut self, line: &Line<'a>, notes: &mut Notes) {
        match line {
            Line::Event { class: ATTRIBUTION, trigger, arguments, .. } => {
                let speaker = arguments.iter().find(|(name, _)| [SPEAKER, "Source"].contains(&base(name)));
                let speaker = speaker.map(|(_, id)| self.span(id));
                let contents: Vec<&str> = arguments
                    .iter()
                    .filter(|(name, _)| base(name) == CONTENT)
                    .flat_map(|(_, id)| self.attributed(id))
                    .collect();
                if !contents.is_empty() {
                    self.served.extend(speaker);
                }
                for content in contents {
                    let fields = self.marks.entry(content).or_default();
                    (fields.cue, fields.speaker) = (Some(*trigger), speaker.or(fields.speaker));
                }
            }
            Line::Relation { class: SPOKEN_BY, from, to, .. } => {
                let (mark, speaker) = (self.span(from), self.span(to));
                self.served.insert(speaker);
                self.marks.entry(mark).or_default().speaker = Some(speaker);
            }
            Line::Attribute { name, target, value } => {
                let target = self.span(target);
                let fields = self.marks.entry(target).or_default();
                match (*name, *value) {
                    (CERTAINTY, Some(value)) => fields.certainty = Some(value),
                    (VOICE, Some(value)) => fields.voice = Some(value),
                    (DISCUSS, None) => fields.discuss = true,
                    // The file lacks the original text, so the passage counts as unchanged.
                    (CHANGED, None) => {}
                    (name, Some(value)) => fields.tags.push(format!("{name}={value}")),
                    (name, None) => fields.tags.push(name.to_owned()),
                }
            }
            Line::Reference { target, base, key } => {
                let target = self.span(target);
                let fields = self.marks.entry(target).or_default();
                match *base {
                    IDS => fields.id = Some(Id::new(&uri::decoded(key))),
                    base => fields.tags.push(format!("{base}:{key}")),
                }
            }
            Line::Comment { class, target, text } => self.comment(class, target, text, notes),
            _ => {}
        }
    }

    fn comment(&mut self, class: &'a str, target: &'a str, text: &'a str, notes: &mut Notes) {
        if let Some(related) = self.related.get_mut(target) {
            match class {
                ROLE => related.role = Some(text),
                _ => related.note.push(text),
            }
            return;
        }
        let target = self.span(target);
        let fields = self.marks.entry(target).or_default();
        match class {
            NOTES => fields.note.push(text),
            KIND => fields.kind = Some(text),
            VOICE => fields.voice = Some(text),
            SPEAKER => fields.name = Some(text),
            CERTAINTY => fields.certainty = Some(text),
            TAG => fields.tags.push(text.to_owned()),
            class => {
                notes.add(format!("a comment of the type {class} becomes a note"));
                fields.note.push(text);
            }
        }
    }

    fn mark(
        &mut self,
        span: &'a str,
        class: &str,
        target: &Target,
        places: &HashMap<&str, &Target>,
        text: &ArticleText,
    ) -> Annotation {
        let fields = self.marks.remove(span).unwrap_or_default();
        let place =
            |id: Option<&str>| id.and_then(|id| places.get(id)).map(|place| (*place).clone()).unwrap_or_default();
        let id = fields.id.unwrap_or_else(|| Id::new(span));
        let (kind, tags) = fields.kind.map_or_else(|| self.kind(class), |kind| (Kind::new(kind), Vec::new()));
        let mut mark = Annotation::new(id, kind, target.clone());
        mark.cue = place(fields.cue);
        if fields.voice.is_some() || fields.name.is_some() || fields.speaker.is_some() {
            let at = place(fields.speaker);
            let name = fields.name.map_or_else(|| quotation(text, &at), str::to_owned);
            let mut speaker = Speaker::new(VOICES[0].id, &name);
            speaker.voice = fields.voice.map_or(speaker.voice, Voice::new);
            speaker.at = at;
            mark.speaker = Some(speaker);
        }
        if let Some(certainty) = fields.certainty {
            mark.certainty = Certainty::new(certainty);
        }
        (mark.note, mark.discuss) = (fields.note.join("\n"), fields.discuss);
        mark.tags = tags.into_iter().chain(fields.tags).collect();
        // References from here on mean the mark.
        self.marks.insert(span, Said { id: Some(mark.id.clone()), ..Said::default() });
        mark
    }

    fn relations(&mut self, lines: &[Line<'a>], notes: &mut Notes) -> Vec<Relation> {
        let mut found = Vec::new();
        let mut add = |reader: &Self, id: &str, role: &str, from: &'a str, to: &'a str, note: String| {
            let end = |id: &'a str| {
                let span = reader.span(id);
                let is_mark = (reader.spans.contains(span) && !reader.served.contains(span))
                    || reader.holds_itself.contains(span);
                is_mark.then(|| reader.marks.get(span).and_then(|fields| fields.id.clone()))?
            };
            match (end(from), end(to)) {
                (Some(from), Some(to)) => found.push(Relation {
                    note,
                    ..Relation::new(
                        Id::new(id),
                        from,
                        to,
                        Role::new(vocabulary::role(role).filter(|_| !reader.own).unwrap_or(role)),
                    )
                }),
                _ => notes.add("a relation to something other than a mark is skipped"),
            }
        };
        let mut events = 0;
        for (number, line) in lines.iter().enumerate() {
            match line {
                Line::Relation { class: SPOKEN_BY, .. } => {}
                Line::Relation { id, class, from, to } => {
                    let related = self.related.remove(id).unwrap_or_default();
                    add(self, id, related.role.unwrap_or(class), from, to, related.note.join("\n"));
                }
                Line::Equivalence { class, ids } => {
                    for (index, pair) in ids.windows(2).enumerate() {
                        add(
                            self,
                            &format!("{class}-{}-{}", number + 1, index + 1),
                            class,
                            pair[0],
                            pair[1],
                            String::new(),
                        );
                    }
                }
                Line::Event { id, class, arguments, .. } if !self.is_attribution(class, arguments) => {
                    events += usize::from(!arguments.is_empty());
                    for (index, (name, to)) in arguments.iter().enumerate() {
                        add(self, &format!("{id}-{}", index + 1), base(name), id, to, String::new());
                    }
                }
                _ => {}
            }
        }
        (0..events).for_each(|_| notes.add("an event becomes a mark with a relation to each of its arguments"));
        found
    }

    fn is_attribution(&self, class: &str, arguments: &[(&str, &str)]) -> bool {
        class == ATTRIBUTION && arguments.iter().any(|(name, _)| base(name) == CONTENT)
    }
}

//! Statistics of an annotated article: its words, the share of them in marks, its marks, links and unanswered claims.

use crate::model::document::Document;
use crate::model::kind::{KINDS, Kind};
use crate::model::ledger::{Ledger, SpeakerCount, Standing};
use crate::model::message::counted;
use crate::model::offset::ByteRange;
use crate::model::role::{ROLES, Role};
use crate::model::script::is_unspaced;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Statistics of an annotated article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Number of words of the article.
    pub words: usize,
    /// Number of those words in marks, each counted once however many marks overlap there.
    pub marked_words: usize,
    /// Number of marks of each kind: every row of [`KINDS`], then the unknown kinds in use.
    pub kinds: Vec<(Kind, usize)>,
    /// The speakers with their numbers of marks: most marks first, marks without a speaker last.
    pub speakers: Vec<SpeakerCount>,
    /// Number of claims; restatements of a claim are one with it.
    pub claims: usize,
    /// Number of claims that nothing answers.
    pub unanswered: usize,
    /// Number of links of each role: every row of [`ROLES`], then the unknown roles in use.
    pub roles: Vec<(Role, usize)>,
}

impl Statistics {
    /// The statistics of a document.
    pub fn of(document: &Document) -> Self {
        let (text, set) = (&document.article().text, document.set());
        Self::with(word_count(text.as_str()), text, set, &Ledger::new(set))
    }

    /// The same for an article with this number of words, and annotations with this ledger.
    pub fn with(words: usize, text: &ArticleText, set: &AnnotationSet, ledger: &Ledger) -> Self {
        let marked = marked(set).into_iter().map(|range| word_count(text.slice(range))).sum::<usize>();
        Self {
            words,
            marked_words: marked.min(words),
            kinds: kinds(set),
            speakers: ledger.speakers.clone(),
            claims: ledger.rows.len(),
            unanswered: ledger.count(Standing::Unanswered),
            roles: roles(set),
        }
    }

    /// Number of marks.
    pub fn marks(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// Number of links.
    pub fn links(&self) -> usize {
        self.roles.iter().map(|(_, count)| count).sum()
    }

    /// The share of the article's words in marks, in words: "26%", "less than 1%".
    pub fn share(&self) -> String {
        match (self.marked_words * 100 + self.words / 2).checked_div(self.words) {
            Some(0) if self.marked_words > 0 => "less than 1%".to_owned(),
            Some(100) if self.marked_words < self.words => "more than 99%".to_owned(),
            percent => format!("{}%", percent.unwrap_or_default()),
        }
    }

    /// The names of the statistics, each with its numbers.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let Statistics { words, marked_words, claims, unanswered, .. } = self;
        let marked = match marked_words {
            0 => counted(*words, "word", "words"),
            marked => format!("{}, {marked} of them marked ({})", counted(*words, "word", "words"), self.share()),
        };
        let mut lines = vec![("Article", marked)];
        let listed = |counts: &[(&str, usize)]| {
            let used = counts.iter().filter(|(_, count)| *count > 0);
            used.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
        };
        if self.marks() > 0 {
            let kinds = self.kinds.iter().map(|(kind, count)| {
                let name = kind.row().map_or(kind.id(), |row| if *count == 1 { row.name } else { row.plural });
                (name.to_lowercase(), *count)
            });
            let kinds: Vec<(String, usize)> = kinds.collect();
            let kinds: Vec<(&str, usize)> = kinds.iter().map(|(name, count)| (name.as_str(), *count)).collect();
            lines.push(("Marks", format!("{}: {}", self.marks(), listed(&kinds))));
        }
        match (unanswered, claims) {
            (_, 0) => {}
            (0, claims) => lines.push(("Claims", format!("{claims}, all answered"))),
            (unanswered, claims) => lines.push(("Claims", format!("{claims}, {unanswered} unanswered"))),
        }
        if self.links() > 0 {
            let roles: Vec<(&str, usize)> = self.roles.iter().map(|(role, count)| (role.id(), *count)).collect();
            lines.push(("Links", format!("{}: {}", self.links(), listed(&roles))));
        }
        lines
    }
}

/// The passages of all marks, joined where they overlap or touch.
fn marked(set: &AnnotationSet) -> Vec<ByteRange> {
    let mut joined: Vec<ByteRange> = Vec::new();
    for range in set.cover().spans().iter().map(|span| span.range) {
        match joined.last_mut().filter(|last| range.start() <= last.end()) {
            Some(last) => *last = ByteRange::new(last.start(), last.end().max(range.end())),
            None => joined.push(range),
        }
    }
    joined
}

fn kinds(set: &AnnotationSet) -> Vec<(Kind, usize)> {
    let mut unknown: Vec<Kind> =
        set.counts().map(|(kind, _)| kind.clone()).filter(|kind| kind.row().is_none()).collect();
    unknown.sort();
    KINDS.iter().map(Kind::of).chain(unknown).map(|kind| (kind.clone(), set.count(&kind))).collect()
}

fn roles(set: &AnnotationSet) -> Vec<(Role, usize)> {
    let mut counts: Vec<(Role, usize)> = ROLES.iter().map(|row| (Role::new(row.id), 0)).collect();
    for link in set.relations() {
        match counts.iter_mut().find(|(role, _)| *role == link.role) {
            Some((_, count)) => *count += 1,
            None => counts.push((link.role.clone(), 1)),
        }
    }
    counts[ROLES.len()..].sort();
    counts
}

/// Number of words of a text: runs of characters between white space with a letter or digit. In scripts without spaces,
/// each letter counts, as word processors count them.
pub fn word_count(text: &str) -> usize {
    let (mut count, mut within) = (0, false);
    let mut rest = text;
    // Most bytes of most articles are ASCII.
    while let Some(byte) = rest.as_bytes().first().copied() {
        if byte.is_ascii() {
            if byte.is_ascii_whitespace() || byte == 0x0B {
                within = false;
            } else if !within && byte.is_ascii_alphanumeric() {
                (within, count) = (true, count + 1);
            }
            rest = &rest[1..];
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            within = false;
        } else if is_unspaced(c) {
            within = false;
            count += usize::from(c.is_alphanumeric());
        } else if !within && c.is_alphanumeric() {
            (within, count) = (true, count + 1);
        }
        rest = &rest[c.len_utf8()..];
    }
    count
}

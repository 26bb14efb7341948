//! The messages below the article.

use crate::app::session::SessionId;
use crate::jobs::notice::{Notice, NoticeTopic, Tone};

/// The messages below the article, the newest last, each with the session that it is about.
#[derive(Clone, Debug, Default)]
pub struct Notices(Vec<(Option<SessionId>, Notice)>);

impl Notices {
    /// Adds a message. The same message is there only once.
    pub fn push(&mut self, about: Option<SessionId>, notice: Notice) {
        let new = (about, notice);
        self.0.retain(|other| *other != new);
        self.0.push(new);
    }

    /// Removes the messages on a topic about a session.
    pub fn withdraw(&mut self, of: Option<SessionId>, topic: NoticeTopic) {
        self.0.retain(|(about, notice)| notice.topic != Some(topic) || *about != of);
    }

    /// Removes one message, by its index.
    pub fn dismiss(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// Removes all messages about a session, or about none.
    pub fn forget(&mut self, of: Option<SessionId>) {
        self.0.retain(|(about, _)| *about != of);
    }

    /// The gravest message about a session.
    pub fn gravest(&self, of: SessionId) -> Option<&Notice> {
        let own = self.0.iter().filter(|(about, _)| *about == Some(of)).map(|(_, notice)| notice);
        own.min_by_key(|notice| rank(notice.tone))
    }

    /// The messages about this session and about none, with their indices.
    fn about(&self, session: Option<SessionId>) -> impl Iterator<Item = (usize, &Notice)> {
        let is_here = move |about: Option<SessionId>| about.is_none() || about == session;
        self.0.iter().enumerate().filter(move |(_, (about, _))| is_here(*about)).map(|(at, (_, notice))| (at, notice))
    }

    /// The messages shown while this session is, at most so many, with their indices: errors before warnings before the rest,
    /// of equals the oldest first. The others wait until one of these is dismissed.
    pub fn shown(&self, session: Option<SessionId>, most: usize) -> Vec<(usize, &Notice)> {
        let mut order: Vec<(usize, &Notice)> = self.about(session).collect();
        order.sort_by_key(|(_, notice)| rank(notice.tone));
        order.truncate(most);
        order
    }

    /// The number of messages about this session and about none.
    pub fn count(&self, session: Option<SessionId>) -> usize {
        self.about(session).count()
    }
}

/// The order of messages, the gravest first.
fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Error => 0,
        Tone::Warning => 1,
        Tone::Info => 2,
    }
}

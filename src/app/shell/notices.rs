//! The messages above the article.

use crate::jobs::notice::{Notice, NoticeTopic, Tone};

/// Maximum number of messages shown at once.
const SHOWN: usize = 2;

/// The messages above the article, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Notices(Vec<Notice>);

impl Notices {
    /// Adds a message. The same message is there only once.
    pub fn push(&mut self, notice: Notice) {
        self.0.retain(|other| *other != notice);
        self.0.push(notice);
    }

    /// Removes the messages on a topic.
    pub fn withdraw(&mut self, topic: NoticeTopic) {
        self.0.retain(|notice| notice.topic != Some(topic));
    }

    /// Removes one message, by its index.
    pub fn dismiss(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// Removes all messages.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The messages shown, with their indices: errors before warnings before the rest, of equals the oldest first. The
    /// others wait until one of these is dismissed.
    pub fn shown(&self) -> Vec<(usize, &Notice)> {
        let rank = |tone: Tone| match tone {
            Tone::Error => 0,
            Tone::Warning => 1,
            Tone::Info => 2,
        };
        let mut order: Vec<(usize, &Notice)> = self.0.iter().enumerate().collect();
        order.sort_by_key(|(_, notice)| rank(notice.tone));
        order.truncate(SHOWN);
        order
    }

    /// The number of messages that wait.
    pub fn waiting(&self) -> usize {
        self.0.len().saturating_sub(SHOWN)
    }
}

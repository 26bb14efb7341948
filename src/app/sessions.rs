//! The open sessions: each has a tab, one is active, and one more may be shown beside it.

use std::path::Path;

use crate::app::session::{Session, SessionId};

/// The open sessions, in the order of their tabs.
#[derive(Debug, Default)]
pub struct Sessions {
    open: Vec<Session>,
    active: SessionId,
    beside: Option<Beside>,
    last: SessionId,
    /// Number of activations so far.
    turns: u64,
}

/// The session shown beside the active one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Beside {
    session: SessionId,
    /// True if it is on the left of the active one.
    is_left: bool,
}

impl Sessions {
    /// The sessions, in the order of their tabs.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Session> + ExactSizeIterator {
        self.open.iter()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Session> {
        self.open.iter_mut()
    }

    /// The number of sessions.
    pub fn len(&self) -> usize {
        self.open.len()
    }

    /// True if nothing is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The active session, in which commands work.
    pub fn active(&self) -> Option<&Session> {
        self.get(self.active)
    }

    /// The same, to be changed.
    pub fn active_mut(&mut self) -> Option<&mut Session> {
        self.get_mut(self.active)
    }

    /// The session shown beside the active one.
    pub fn beside(&self) -> Option<&Session> {
        self.get(self.beside?.session)
    }

    /// The sessions shown, from left to right: the active one, and perhaps one beside it.
    pub fn shown(&self) -> impl Iterator<Item = &Session> {
        let (active, beside) = (self.active(), self.beside());
        let is_left = self.beside.is_some_and(|beside| beside.is_left);
        let (left, right) = if is_left { (beside, active) } else { (active, beside) };
        left.into_iter().chain(right)
    }

    /// The session with this id, unless it is closed.
    pub fn get(&self, id: SessionId) -> Option<&Session> {
        self.open.iter().find(|session| session.id == id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        self.open.iter_mut().find(|session| session.id == id)
    }

    /// The session on this article or annotation file.
    pub fn of_file(&self, path: &Path) -> Option<&Session> {
        self.open.iter().find(|session| session.path.as_deref() == Some(path) || session.saving.path == path)
    }

    /// An id for a new session.
    pub fn fresh_id(&mut self) -> SessionId {
        self.last = self.last.next();
        self.last
    }

    /// Adds a session, whose tab is after that of the active one.
    pub fn add(&mut self, session: Session) {
        let at = self.position(self.active).map_or(self.open.len(), |at| at + 1);
        self.open.insert(at, session);
    }

    /// Puts a session in the place of another one, which is closed and returned. Without that one it is added.
    pub fn replace(&mut self, id: SessionId, session: Session) -> Option<Session> {
        let Some(at) = self.position(id) else {
            self.add(session);
            return None;
        };
        let fresh = session.id;
        let closed = std::mem::replace(&mut self.open[at], session);
        self.open[at].used = closed.used;
        if self.active == id {
            self.active = fresh;
        }
        if let Some(beside) = self.beside.as_mut().filter(|beside| beside.session == id) {
            beside.session = fresh;
        }
        Some(closed)
    }

    /// Makes a session the active one. One that is shown already stays where it is.
    pub fn activate(&mut self, id: SessionId) {
        if self.get(id).is_none() {
            return;
        }
        if let Some(beside) = self.beside.filter(|beside| beside.session == id) {
            self.beside = Some(Beside { session: self.active, is_left: !beside.is_left });
        }
        self.active = id;
        self.turns += 1;
        let turn = self.turns;
        if let Some(session) = self.get_mut(id) {
            session.used = turn;
        }
    }

    /// Closes a session. In the place of the active one, the one used last before it is shown.
    pub fn remove(&mut self, id: SessionId) -> Option<Session> {
        let closed = self.open.remove(self.position(id)?);
        let beside = self.beside.map(|beside| beside.session);
        if beside == Some(id) {
            self.beside = None;
        } else if self.active == id {
            let others = self.open.iter().filter(|session| Some(session.id) != beside);
            let next = others.max_by_key(|session| session.used).map(|session| session.id).or(beside);
            if next == beside {
                self.beside = None;
            }
            self.active = next.unwrap_or_default();
        }
        Some(closed)
    }

    /// Shows the session that was used last before the active one at its left, or the active one alone again. False if
    /// there is no other one.
    pub fn turn_beside(&mut self) -> bool {
        if self.beside.take().is_some() {
            return true;
        }
        let others = self.open.iter().filter(|session| session.id != self.active);
        let last = others.max_by_key(|session| session.used).map(|session| session.id);
        self.beside = last.map(|session| Beside { session, is_left: true });
        last.is_some()
    }

    /// Shows a session beside the active one, on the left or the right.
    pub fn show_beside(&mut self, id: SessionId, is_left: bool) {
        if id != self.active && self.get(id).is_some() {
            self.beside = Some(Beside { session: id, is_left });
        }
    }

    /// True if the session beside the active one is on the left.
    pub fn is_beside_left(&self) -> bool {
        self.beside.is_some_and(|beside| beside.is_left)
    }

    /// Sorts the tabs; equal ones stay in their order.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl FnMut(&Session) -> K) {
        self.open.sort_by_key(key);
    }

    /// The session whose tab is after that of the active one, or before it, and around the ends; nothing if it is alone.
    pub fn neighbour(&self, forward: bool) -> Option<SessionId> {
        let (at, count) = (self.position(self.active)?, self.open.len());
        let next = (at + if forward { 1 } else { count - 1 }) % count;
        (next != at).then(|| self.open[next].id)
    }

    /// The index of a session's tab.
    pub fn position(&self, id: SessionId) -> Option<usize> {
        self.open.iter().position(|session| session.id == id)
    }

    /// Moves the tab of a session to the place with this index.
    pub fn place(&mut self, id: SessionId, to: usize) {
        if let Some(at) = self.position(id) {
            let session = self.open.remove(at);
            self.open.insert(to.min(self.open.len()), session);
        }
    }
}

//! The look of the window that the next start finds again: what is shown and hidden, and the orders of its lists.

use crate::app::shell::Shell;
use crate::app::shell::panel::Panel;
use crate::app::shell::sidebar::ProjectPanel;
use crate::model::ledger::ORDERS;
use crate::model::listing::{GROUPINGS, MARK_ORDERS};
use crate::storage::last::KeptLook;

/// The panels that are shown again, by their ids, the default first. That of changes is about the article that was open.
const PANELS: &[(Panel, &str)] = &[
    (Panel::Marks, "marks"),
    (Panel::Ledger, "ledger"),
    (Panel::Map, "map"),
    (Panel::Speakers, "speakers"),
    (Panel::Problems, "problems"),
    (Panel::Outline, "outline"),
    (Panel::History, "history"),
];

/// The panels of the sidebar by their ids, the default first.
const PROJECT_PANELS: &[(ProjectPanel, &str)] = &[
    (ProjectPanel::Articles, "articles"),
    (ProjectPanel::Ledger, "ledger"),
    (ProjectPanel::Speakers, "speakers"),
    (ProjectPanel::Find, "find"),
];

/// The look as it is now. A default has no id, so that a later default is followed.
pub(in crate::app) fn kept_look(shell: &Shell) -> KeptLook {
    KeptLook {
        panel: id(PANELS.iter().copied(), shell.panel),
        hides_panel: shell.hides_panel,
        sidebar: id(PROJECT_PANELS.iter().copied(), shell.sidebar.panel),
        hides_sidebar: shell.sidebar.hidden,
        reading: shell.reading,
        mark_order: id(MARK_ORDERS.iter().map(|row| (row.order, row.id)), shell.mark_order),
        grouping: id(GROUPINGS.iter().map(|row| (row.grouping, row.id)), shell.grouping),
        ledger_order: id(ORDERS.iter().map(|row| (row.order, row.id)), shell.ledger_order),
    }
}

/// The id of a value among those with ids, but not of the first.
fn id<T: PartialEq>(rows: impl Iterator<Item = (T, &'static str)>, value: T) -> String {
    rows.skip(1).find(|(other, _)| *other == value).map_or_else(String::new, |(_, id)| id.to_owned())
}

/// The value with an id; the default without one.
fn value<T: Default>(mut rows: impl Iterator<Item = (T, &'static str)>, id: &str) -> T {
    rows.find(|(_, other)| *other == id).map(|(value, _)| value).unwrap_or_default()
}

/// Gives the window the look that was kept.
pub fn take_look(shell: &mut Shell, look: &KeptLook) {
    shell.panel = value(PANELS.iter().copied(), &look.panel);
    shell.hides_panel = look.hides_panel;
    shell.sidebar.panel = value(PROJECT_PANELS.iter().copied(), &look.sidebar);
    shell.sidebar.hidden = look.hides_sidebar;
    shell.reading = look.reading;
    shell.mark_order = value(MARK_ORDERS.iter().map(|row| (row.order, row.id)), &look.mark_order);
    shell.grouping = value(GROUPINGS.iter().map(|row| (row.grouping, row.id)), &look.grouping);
    shell.ledger_order = value(ORDERS.iter().map(|row| (row.order, row.id)), &look.ledger_order);
}

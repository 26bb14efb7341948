//! The widget ids of the fields that can be asked for the focus.

use egui::Id;

use crate::app::action::Field;
use crate::app::shell::panel::Panel;
use crate::app::shell::sidebar::ProjectPanel;

/// The widget id of a field.
pub fn id_of(field: Field) -> Id {
    Id::unique(match field {
        Field::Article => "article",
        Field::Menu(_) => "menu bar",
        Field::ReadingSettings => "reading settings",
        Field::Panel(Panel::Marks) => "marks",
        Field::Panel(Panel::Ledger) => "ledger",
        Field::Panel(Panel::Map) => "map",
        Field::Panel(Panel::Speakers) => "speakers",
        Field::Panel(Panel::Problems) => "problems",
        Field::Panel(Panel::Outline) => "outline",
        Field::Panel(Panel::Changes) => "changes",
        Field::Panel(Panel::History) => "history",
        Field::Project(ProjectPanel::Articles) => "project articles",
        Field::Project(ProjectPanel::Ledger) => "project ledger",
        Field::Project(ProjectPanel::Speakers) => "project speakers",
        Field::Project(ProjectPanel::Find) => "project results",
        Field::Unreadable => "unreadable files",
        Field::ProjectView => "project view",
        Field::ProjectFind => "project find field",
        Field::Manual => "manual",
        Field::ManualPages => "manual pages",
        Field::ManualFind => "manual find field",
        Field::Filter => "filter field",
        Field::Note => "note field",
        Field::Tags => "tags field",
        Field::Find => "find field",
    })
}

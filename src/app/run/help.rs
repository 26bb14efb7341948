//! Running the commands of the Help menu.

use crate::app::commands::help;
use crate::app::hints::{begin, dismiss};
use crate::app::manual::turn_manual;
use crate::app::run::row::{Row, always, window};
use crate::app::shell::dialog::Dialog;
use crate::jobs::Job;
use crate::jobs::sample::Sample;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    window(&help::MANUAL, always, |_, cx| turn_manual(cx)),
    window(&help::KEYS, always, |_, cx| cx.shell.dialog = Some(Dialog::Keys)),
    window(&help::HINTS, always, |_, cx| begin(cx)),
    window(&help::HIDE_HINTS, |shell| !shell.settings.hints.is_empty(), |_, cx| dismiss(cx)),
    window(&help::SAMPLE, always, |_, cx| cx.start_alone(Job::Sample(Sample::Article))),
    window(&help::SAMPLE_PROJECT, always, |_, cx| cx.start_alone(Job::Sample(Sample::Project))),
    window(&help::ABOUT, always, |_, cx| cx.shell.dialog = Some(Dialog::About)),
];

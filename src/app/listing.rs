//! Several files and folders at once: the first is opened, and the others are listed to choose from.

use std::path::PathBuf;

use crate::app::context::Context;
use crate::app::open::open;
use crate::app::pick::pick;
use crate::app::session::Session;
use crate::app::shell::picker::Purpose;
use crate::jobs::Job;
use crate::jobs::listing::Listing;
use crate::jobs::notice::Notice;
use crate::model::message::counted;

/// Opens the first of the dropped files, and lists the others once it is open.
pub fn drop_files(cx: &mut Context<'_>, paths: Vec<PathBuf>) {
    let mut paths = paths.into_iter();
    if let Some(first) = paths.next() {
        cx.shell.waiting.others = paths.collect();
        open(cx, first);
    }
}

/// Lists the files that were dropped together with the one just opened.
pub fn list_others(cx: &mut Context<'_>) {
    let others = std::mem::take(&mut cx.shell.waiting.others);
    if !others.is_empty() {
        cx.start_alone(Job::ListFiles(others));
    }
}

/// Shows articles to choose from.
pub fn listed(session: Option<&Session>, cx: &mut Context<'_>, listing: Listing) {
    let summary = summary(&listing);
    if listing.articles.is_empty() {
        return cx.notify(Notice::info(summary));
    }
    cx.say(summary);
    cx.shell.listing = Some(listing);
    pick(session, cx, Purpose::Article);
}

/// The number of articles in a listing, and of what could not be read.
pub fn summary(listing: &Listing) -> String {
    let mut summary = match listing.articles.len() {
        0 => "No articles".to_owned(),
        count => counted(count, "article", "articles"),
    };
    if !listing.folder.is_empty() {
        summary.push_str(&format!(" in {}", listing.folder));
    }
    if listing.has_more {
        summary.push_str("; there are more, which are not listed");
    }
    match listing.unreadable {
        0 => {}
        1 => summary.push_str("; 1 file could not be read"),
        count => summary.push_str(&format!("; {count} files could not be read")),
    }
    summary
}

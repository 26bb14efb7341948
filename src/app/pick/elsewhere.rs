//! The items of the link picker for the marks of other articles.

use crate::app::context::Context;
use crate::app::pick::fitting::fitting;
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::app::shell::picker::{Change, Choice, Ends, Item, Picker, Purpose, Way, verb_of, ways};
use crate::model::annotation::Annotation;
use crate::model::project::items::LinkItem;
use crate::model::project::likely::likely_role;
use crate::model::project::spot::{Spot, origin, outlet};
use crate::model::query;
use crate::model::role;

/// Adds the items of other articles to the picker: those found for the words typed, or, until they are known, those of
/// the last search that fit them. A mark that was clicked is among them.
pub fn with_found(mut picker: Picker, last: Vec<Item>, project: Option<&OpenProject>) -> Picker {
    let linking = picker.purpose == Purpose::Link;
    let Some((project, spot)) = project.zip(picker.from.as_ref()).filter(|_| linking) else { return picker };
    let Some((mark, here)) = project.corpus.mark_at(spot) else { return picker };
    let is_own = |link: &&LinkItem| project.is_at(&link.from, spot) || project.is_at(&link.to, spot);
    let links: Vec<&LinkItem> = project.content.links().map(AsRef::as_ref).filter(is_own).collect();
    let mut there = match project.sought.found(spot, &picker.words) {
        Some(found) => {
            let found = found.iter().filter_map(|found| item(project, (mark, &links), &found.spot, found.role));
            let mut items: Vec<Item> = found.collect();
            items.sort_by_key(Item::is_linked);
            items
        }
        None => fitting(&picker.words, last),
    };
    if let Some(pointed) = &picker.pointed {
        let role = project
            .corpus
            .mark_at(pointed)
            .and_then(|(other, document)| likely_role((&here.article().text, mark), (&document.article().text, other)));
        let is_it =
            |item: &Item| matches!(&item.choice, Choice::Link(ends) if ends.elsewhere().as_ref() == Some(pointed));
        if !there.iter().any(is_it) {
            there.splice(0..0, item(project, (mark, &links), pointed, role));
        }
    }
    picker.items.truncate(picker.here);
    picker.items.extend(there);
    picker
}

/// Shows what was found in the open picker. The highlighted mark stays highlighted.
pub fn show_found(cx: &mut Context<'_>) {
    let Some(mut picker) = cx.shell.picker.take_if(|picker| picker.purpose == Purpose::Link) else { return };
    let lit = picker.lit_item().map(|item| item.choice.clone());
    let last = picker.items.split_off(picker.here);
    let mut picker = with_found(picker, last, cx.project.as_ref());
    let is_lit = |item: &Item| match (&item.choice, &lit) {
        (Choice::Link(ends), Some(Choice::Link(lit))) => ends.other == lit.other && ends.article == lit.article,
        _ => false,
    };
    let last = picker.items.len().saturating_sub(1);
    picker.lit = picker.items.iter().position(is_lit).or(picker.lit.map(|lit| lit.min(last)));
    picker.seeks = false;
    cx.shell.picker = Some(picker);
}

/// The item of a mark, with the role that is likely meant; `links` are those of the selected mark.
fn item(
    project: &OpenProject,
    (mark, links): (&Annotation, &[&LinkItem]),
    spot: &Spot,
    role: Option<(&'static str, bool)>,
) -> Option<Item> {
    let (other, document) = project.corpus.mark_at(spot)?;
    let ways = ways(&mark.kind, &other.kind);
    let likely = ways.iter().position(|way| role == Some((way.role, way.reversed))).unwrap_or_default();
    let article = document.article();
    let named = |speaker| project.people.merged_name(article, &spot.path, speaker);
    let speaker = other.speaker.as_ref().map_or("", |speaker| named(speaker).unwrap_or_else(|| speaker.label()));
    let detail = [speaker, &origin(article)].join(" ").trim_start().to_owned();
    let made = links.iter().filter_map(|link| {
        let is_from = project.is_at(&link.to, spot);
        let verb = || (verb_of(&link.role, is_from).to_owned(), link.role.id().to_owned());
        (is_from || project.is_at(&link.from, spot)).then(verb)
    });
    let ends = Ends { other: spot.mark.clone(), article: Some(spot.path.clone()), likely, made: made.collect(), ways };
    let title = format!("{} {}", other.kind.look().glyph, query::quote_line(other, &article.text));
    (!ends.ways.is_empty()).then_some(Item { title, detail, choice: Choice::Link(ends) })
}

/// The roles that a link between marks of two articles can have, the likely one first.
pub fn roles(project: &OpenProject, from: &Spot, to: &Spot) -> Vec<Item> {
    let (Some((mark, here)), Some((other, there))) = (project.corpus.mark_at(from), project.corpus.mark_at(to)) else {
        return Vec::new();
    };
    let text = &there.article().text;
    let likely = likely_role((&here.article().text, mark), (text, other));
    let mut ways = ways(&mark.kind, &other.kind);
    ways.sort_by_key(|way| (likely != Some((way.role, way.reversed)), way.reversed));
    let detail = format!("{} {}", other.kind.look().glyph, query::quote_line(other, text));
    let item = |way: Way| Item {
        title: way.verb.to_owned(),
        detail: detail.clone(),
        choice: Choice::JoinAcross(from.clone(), to.clone(), way),
    };
    ways.into_iter().map(item).collect()
}

/// The changes of the links of the selected mark with other articles.
pub fn links(project: &OpenProject, session: &Session) -> Vec<Item> {
    let Some(mark) = session.mark() else { return Vec::new() };
    let Some(spot) = project.spot(session, &mark.id) else { return Vec::new() };
    let mut items = Vec::new();
    for link in project.content.links() {
        let is_from = project.is_at(&link.from, &spot);
        if !is_from && !project.is_at(&link.to, &spot) {
            continue;
        }
        let mut add = |what: &str, words: &str, change: Change| {
            let choice = Choice::EditAcross(link.id.clone(), change);
            items.push(Item { title: format!("{what}: {words}"), detail: String::new(), choice });
        };
        let end = if is_from { &link.to } else { &link.from };
        let other = Spot { path: project.content.path_of(end).to_owned(), mark: end.mark.clone() };
        let Some((other, document)) = project.corpus.mark_at(&other) else {
            add("Delete the link to a missing mark", &end.path, Change::Delete);
            continue;
        };
        let article = document.article();
        let quote = query::quote_line(other, &article.text);
        let words =
            format!("{} {} {}: {quote}", verb_of(&link.role, is_from), other.kind.look().glyph, outlet(article));
        add("Follow", &words, Change::Go);
        let (from, to) = if is_from { (&mark.kind, &other.kind) } else { (&other.kind, &mark.kind) };
        for row in role::allowed(from, to).filter(|row| row.id != link.role.id()) {
            add(&format!("Change to “{}”", row.id), &words, Change::Role(row.id));
        }
        if link.role.row().is_some_and(|row| row.allows(to, from)) {
            add("Reverse", &words, Change::Reverse);
        }
        add("Delete", &words, Change::Delete);
    }
    items
}

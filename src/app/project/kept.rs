//! The choices of the views that are kept when the project is closed: orders, groups and filters.

use crate::app::project::OpenProject;
use crate::model::kind::Kind;
use crate::model::ledger::{STANDINGS, Standing};
use crate::model::project::date::Date;
use crate::model::project::find::filter::FindFilter;
use crate::model::project::items::SpeakerName;
use crate::model::project::ledger::{THREAD_ORDERS, ThreadFilter};
use crate::model::project::listing::{ARTICLE_GROUPINGS, ARTICLE_ORDERS, ArticleQuery, SUBSETS};
use crate::model::project::people::listing::PEOPLE_ORDERS;
use crate::storage::tabs::{KeptFind, KeptLedger, KeptViews};

/// The choices as they are now. The default of an order has no id, so that a later default is followed.
pub fn kept(project: &OpenProject) -> KeptViews {
    let ArticleQuery { words, subset, order, grouping, folded } = &project.listed.query;
    let id = |rows: &mut dyn Iterator<Item = (bool, &'static str)>| {
        let at = rows.enumerate().find(|(_, (is_it, _))| *is_it);
        at.filter(|(at, _)| *at > 0).map_or("", |(_, (_, id))| id).to_owned()
    };
    let mut different: Vec<_> =
        project.people_panel.different.iter().map(|(one, other)| (pair(one), pair(other))).collect();
    different.sort();
    KeptViews {
        order: id(&mut ARTICLE_ORDERS.iter().map(|row| (row.order == *order, row.id))),
        grouping: id(&mut ARTICLE_GROUPINGS.iter().map(|row| (row.grouping == *grouping, row.id))),
        subset: id(&mut SUBSETS.iter().map(|row| (row.subset == *subset, row.id))),
        words: words.clone(),
        folded: folded.iter().cloned().collect(),
        ledger: KeptLedger {
            order: id(&mut THREAD_ORDERS.iter().map(|row| (row.order == project.threads.order, row.id))),
            hidden: standing_ids(&project.threads.filter.hidden),
            words: project.threads.filter.words.clone(),
            across: project.threads.filter.across,
            differing: project.threads.filter.differing,
        },
        find: kept_find(&project.find.query.filter),
        speakers: id(&mut PEOPLE_ORDERS.iter().map(|row| (row.order == project.people_panel.order, row.id))),
        different,
    }
}

fn kept_find(filter: &FindFilter) -> KeptFind {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    KeptFind {
        kinds: filter.kinds.iter().map(|kind| kind.id().to_owned()).collect(),
        speakers: filter.speakers.clone(),
        tags: filter.tags.clone(),
        standings: standing_ids(&filter.standings),
        from: date(filter.from),
        to: date(filter.to),
    }
}

fn standing_ids(standings: &[Standing]) -> Vec<String> {
    standings.iter().map(|standing| standing.row().id.to_owned()).collect()
}

fn pair(name: &SpeakerName) -> (String, String) {
    (name.voice.clone(), name.name.clone())
}

/// Makes the choices again that were kept. An id that is not known, from another version, is the default.
pub fn take_kept(project: &mut OpenProject, views: KeptViews) {
    let KeptViews { order, grouping, subset, words, folded, ledger, find, speakers, different } = views;
    project.listed.query = ArticleQuery {
        words,
        subset: SUBSETS.iter().find(|row| row.id == subset).map(|row| row.subset).unwrap_or_default(),
        order: ARTICLE_ORDERS.iter().find(|row| row.id == order).map(|row| row.order).unwrap_or_default(),
        grouping: ARTICLE_GROUPINGS.iter().find(|row| row.id == grouping).map(|row| row.grouping).unwrap_or_default(),
        folded: folded.into_iter().collect(),
    };
    let order = THREAD_ORDERS.iter().find(|row| row.id == ledger.order);
    project.threads.order = order.map(|row| row.order).unwrap_or_default();
    project.threads.filter = ThreadFilter {
        hidden: standings(&ledger.hidden),
        words: ledger.words,
        across: ledger.across,
        differing: ledger.differing,
    };
    project.find.query.filter = FindFilter {
        kinds: find.kinds.iter().map(|id| Kind::new(id)).collect(),
        speakers: find.speakers,
        tags: find.tags,
        standings: standings(&find.standings),
        from: Date::parse(&find.from),
        to: Date::parse(&find.to),
    };
    let order = PEOPLE_ORDERS.iter().find(|row| row.id == speakers);
    project.people_panel.order = order.map(|row| row.order).unwrap_or_default();
    let name = |(voice, name): (String, String)| SpeakerName { voice, name };
    project.people_panel.different = different.into_iter().map(|(one, other)| (name(one), name(other))).collect();
}

fn standings(ids: &[String]) -> Vec<Standing> {
    let standing = |id: &String| STANDINGS.iter().find(|row| row.id == *id).map(|row| row.standing);
    ids.iter().filter_map(standing).collect()
}

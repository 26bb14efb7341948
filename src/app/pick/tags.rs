//! The items of pickers about tags and the list of marks.

use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::picker::{Choice, Item};
use crate::model::fold;
use crate::model::listing::{GROUPINGS, MARK_ORDERS};
use crate::model::message::counted;
use crate::model::query::tags;
use crate::model::tag_colours::{COLOURS, ColourRow, rgb};

/// The tags in use: those of the selected mark first, then the most used.
pub fn all_tags(session: &Session) -> Vec<Item> {
    let own =
        |tag: &str| session.mark().is_some_and(|mark| mark.tags.iter().any(|other| fold::is_same_name(other, tag)));
    let mut all = tags(session.set());
    all.sort_by_key(|(tag, _)| !own(tag));
    let item = |(tag, count): (String, usize)| Item {
        title: tag.clone(),
        detail: counted(count, "mark", "marks"),
        choice: Choice::Tag(tag),
    };
    all.into_iter().map(item).collect()
}

/// The tags that a tag can be merged with.
pub fn mergeable(tag: &str, session: &Session) -> Vec<Item> {
    let others = tags(session.set()).into_iter().filter(|(other, _)| !fold::is_same_name(other, tag));
    let item = |(other, _): (String, usize)| Item {
        title: other.clone(),
        detail: format!("Merge “{tag}” into this tag"),
        choice: Choice::Rename(other),
    };
    others.map(item).collect()
}

/// The item that gives a tag the name typed.
pub fn new_name(words: &str, tag: &str) -> Option<Item> {
    let typed = words.trim();
    (!typed.is_empty() && typed != tag).then(|| Item {
        title: typed.to_owned(),
        detail: format!("Rename “{tag}” everywhere"),
        choice: Choice::Rename(typed.to_owned()),
    })
}

/// The colours for a tag, and none.
pub fn colours(tag: &str, session: &Session) -> Vec<Item> {
    let now = session.document.tag_colours().of(tag);
    let detail = |here: bool| if here { "Current".to_owned() } else { String::new() };
    let item = |row: &ColourRow| Item {
        title: row.name.to_owned(),
        detail: detail(now == rgb(row.id)),
        choice: Choice::Colour(Some(row.id.to_owned())),
    };
    let none = Item { title: "No colour".to_owned(), detail: detail(now.is_none()), choice: Choice::Colour(None) };
    COLOURS.iter().map(item).chain([none]).collect()
}

/// The item that gives a tag the colour typed.
pub fn new_colour(words: &str) -> Option<Item> {
    let typed = words.trim().to_lowercase();
    rgb(&typed).map(|_| Item {
        title: typed.clone(),
        detail: "Colour as typed".to_owned(),
        choice: Choice::Colour(Some(typed)),
    })
}

/// The orders and the groups of the list of marks.
pub fn listings(shell: &Shell) -> Vec<Item> {
    let detail = |here: bool| if here { "Current".to_owned() } else { String::new() };
    let orders = MARK_ORDERS.iter().map(|row| Item {
        title: format!("Sort: {}", row.name.to_lowercase()),
        detail: detail(row.order == shell.mark_order),
        choice: Choice::Order(row.order),
    });
    let groups = GROUPINGS.iter().map(|row| Item {
        title: format!("Group: {}", row.name.to_lowercase()),
        detail: detail(row.grouping == shell.grouping),
        choice: Choice::Grouping(row.grouping),
    });
    orders.chain(groups).collect()
}

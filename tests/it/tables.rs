//! Tables of the program: every id is given once, every command is in a menu, roles link the kinds that they should.

use std::collections::HashSet;

use gainsay::app::commands;
use gainsay::app::commands::command::MENUS;
use gainsay::model::check::CHECKS;
use gainsay::model::kind::{KINDS, Kind, UNKNOWN_KIND};
use gainsay::model::role::{ROLES, allowed};

fn all_different<'a>(what: &str, ids: impl Iterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for id in ids {
        assert!(!id.is_empty(), "an empty {what}");
        assert!(seen.insert(id), "the {what} {id:?} is there twice");
    }
}

#[test]
fn the_tables_are_sound() {
    all_different("kind", KINDS.iter().map(|row| row.id));
    all_different("glyph", KINDS.iter().map(|row| row.glyph).chain([UNKNOWN_KIND.glyph]));
    all_different("kind's key", KINDS.iter().map(|row| row.key));
    all_different("role", ROLES.iter().map(|row| row.id));
    all_different("check", CHECKS.iter().map(|row| row.id));
    all_different("command", commands::all().map(|row| row.id));
    all_different("command's title", commands::all().map(|row| row.title));
    for command in commands::all() {
        assert!(MENUS.iter().any(|(menu, _)| *menu == command.menu), "{} is in no menu", command.id);
        assert!(!command.help.is_empty() && !command.help.ends_with('.'), "{}: help {:?}", command.id, command.help);
    }
    for row in KINDS {
        assert!(commands::by_id(row.command).is_some_and(|command| command.title == row.command_title));
    }
}

#[test]
fn roles_link_only_their_kinds() {
    let roles =
        |from: &str, to: &str| -> Vec<&str> { allowed(&Kind::new(from), &Kind::new(to)).map(|row| row.id).collect() };
    assert_eq!(roles("denial", "claim"), ["rebuts"]);
    assert_eq!(roles("denial", "denial"), ["rebuts", "restates"]);
    assert_eq!(roles("evidence", "claim"), ["rebuts", "supports"]);
    assert_eq!(roles("claim", "claim"), ["rebuts", "supports", "restates"]);
    assert_eq!(roles("claim", "denial"), [""; 0]);
    assert_eq!(roles("claim", "evidence"), [""; 0]);
    assert_eq!(roles("rumour", "rumour"), ["restates"]);
}

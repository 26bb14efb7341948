//! The icons: each is in the font, and the font has no others.

use std::collections::BTreeSet;

use gainsay::ui::fonts::ICON_FONT;
use gainsay::ui::icons::ICONS;
use skrifa::{FontRef, MetadataProvider};

#[test]
fn the_font_has_the_named_icons_and_no_others() {
    let font = FontRef::new(ICON_FONT).unwrap();
    let drawn: BTreeSet<u32> = font.charmap().mappings().map(|(letter, _)| letter).collect();
    let named: BTreeSet<u32> = ICONS.iter().flat_map(|(_, icon)| icon.chars()).map(u32::from).collect();
    assert_eq!(drawn, named);
    let names: BTreeSet<&str> = ICONS.iter().map(|(name, _)| *name).collect();
    assert_eq!((names.len(), named.len()), (ICONS.len(), ICONS.len()), "an icon is named twice");
}

//! The map: no overlap, arrows between layers, stable order.

use std::collections::HashSet;

use crate::properties::choices::change;
use gainsay::model::annotation::{Annotation, Id, Relation, Target};
use gainsay::model::edit::Edit;
use gainsay::model::kind::Kind;
use gainsay::model::map::{Map, MapBox, Shown, Size, Spacing, Toward};
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use proptest::prelude::*;

/// Marks with room between them, and links by number.
fn set_of(count: usize, links: &[(usize, usize)]) -> AnnotationSet {
    let marks = (0..count).map(|n| mark(n * 100));
    let links = links.iter().enumerate().map(|(n, (from, to))| relation(&format!("link {n:03}"), from * 100, to * 100));
    AnnotationSet::new(marks, links).0
}

fn mark(at: usize) -> Annotation {
    Annotation::new(
        id(at),
        Kind::new(["claim", "denial", "evidence"][at / 100 % 3]),
        Target::of(ByteRange::of(at, at + 9)),
    )
}

fn id(at: usize) -> Id {
    Id::new(&format!("m{at:05}"))
}

fn relation(name: &str, from: usize, to: usize) -> Relation {
    Relation::new(Id::new(name), id(from), id(to), Role::new("rebuts"))
}

/// Box sizes that depend on the mark only.
fn size(mark: &Annotation) -> Size {
    let at = mark.target.bounds().unwrap().start().get();
    Size::new(100.0 + (at / 100 % 4) as f32 * 30.0, 30.0 + (at / 100 % 5) as f32 * 17.0)
}

fn all() -> Shown {
    Shown { unlinked: true, ..Shown::default() }
}

fn map_of(set: &AnnotationSet, shown: &Shown) -> Map {
    Map::new(set, shown, &Spacing::default(), size)
}

fn ids(map: &Map) -> Vec<&str> {
    map.boxes.iter().map(|node| node.mark.id.as_str()).collect()
}

#[test]
fn an_empty_set_has_an_empty_map() {
    let map = map_of(&AnnotationSet::default(), &all());
    assert_eq!(map, Map::default());
    let map = map_of(&set_of(3, &[]), &Shown::default());
    assert!(map.boxes.is_empty() && map.parts.is_empty());
}

#[test]
fn claims_are_at_the_left_and_answers_in_article_order() {
    let map = map_of(&set_of(5, &[(3, 0), (1, 0), (2, 1), (4, 4)]), &Shown::default());
    assert_eq!(ids(&map), ["m00000", "m00100", "m00200", "m00300"]);
    let layers: Vec<usize> = map.boxes.iter().map(|node| node.layer).collect();
    assert_eq!(layers, [0, 1, 2, 1]);
    assert!(map.boxes[1].rect.max.y < map.boxes[3].rect.min.y);
    let middle = map.boxes[0].rect.centre().y;
    assert!(map.boxes[1].rect.centre().y < middle && middle < map.boxes[3].rect.centre().y);
}

#[test]
fn a_cycle_is_broken_where_an_earlier_mark_answers_a_later_one() {
    let map = map_of(&set_of(2, &[(0, 1), (1, 0)]), &Shown::default());
    assert_eq!(map.boxes.iter().map(|node| node.layer).collect::<Vec<_>>(), [0, 1]);
    let turned = &map.arrows[0];
    assert!(turned.path[0].x < turned.path.last().unwrap().x, "it leads to the right");
    let y = |arrow: usize| map.arrows[arrow].path[0].y.max(map.arrows[arrow].path.last().unwrap().y);
    assert!((y(0) - y(1)).abs() > 3.0, "the two do not lie on each other");
}

#[test]
fn collapsing_hides_what_only_answers_the_collapsed() {
    // 4 answers 1 and 5; 3 answers 2, which answers 1.
    let set = set_of(6, &[(1, 0), (2, 1), (3, 2), (4, 1), (4, 5)]);
    let shown = Shown { collapsed: HashSet::from([id(100)]), ..Shown::default() };
    let map = map_of(&set, &shown);
    assert_eq!(ids(&map), ["m00000", "m00100", "m00400", "m00500"]);
    assert_eq!(map.boxes[1].hidden, 2);
    let nested = Shown { collapsed: HashSet::from([id(100), id(0), id(500)]), ..Shown::default() };
    let map = map_of(&set, &nested);
    assert_eq!(ids(&map), ["m00000", "m00500"]);
    assert_eq!((map.boxes[0].hidden, map.boxes[1].hidden), (4, 1));
}

#[test]
fn keys_follow_links_and_columns() {
    let map = map_of(&set_of(6, &[(1, 0), (2, 0), (3, 2), (5, 4)]), &Shown::default());
    let go = |from: usize, toward| map.neighbour(map.position(&id(from * 100)).unwrap(), toward);
    let at = |number: usize| map.position(&id(number * 100));
    assert_eq!(go(3, Toward::Left), at(2));
    assert_eq!(go(2, Toward::Left), at(0));
    assert_eq!(go(2, Toward::Up), at(1));
    assert_eq!(go(1, Toward::Down), at(2));
    assert_eq!(go(2, Toward::Right), at(3));
    assert_eq!(map.neighbour(99, Toward::Up), None);
}

#[test]
fn a_chain_whose_links_all_lead_back_is_laid_out_in_time() {
    let links: Vec<(usize, usize)> = (1..2000).flat_map(|n| [(n, n - 1), (n, 0)]).collect();
    let map = map_of(&set_of(2000, &links), &Shown::default());
    assert_eq!((map.boxes.len(), map.arrows.len()), (2000, links.len()));
}

/// The boxes of each column from top to bottom, by component and layer.
fn columns(map: &Map) -> Vec<(usize, Vec<&str>)> {
    let mut order: Vec<&MapBox> = map.boxes.iter().collect();
    order.sort_by(|a, b| (a.layer, a.part).cmp(&(b.layer, b.part)).then(a.rect.min.y.total_cmp(&b.rect.min.y)));
    let mut columns: Vec<(usize, Vec<&str>)> = Vec::new();
    for node in order {
        match columns.last_mut() {
            Some((layer, column)) if *layer == node.layer => column.push(node.mark.id.as_str()),
            _ => columns.push((node.layer, vec![node.mark.id.as_str()])),
        }
    }
    columns
}

fn story() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (1..14usize).prop_flat_map(|count| (Just(count), prop::collection::vec((0..count, 0..count), 0..20)))
}

proptest! {
    #[test]
    fn all_is_placed_and_nothing_overlaps((count, links) in story(), width in prop::option::of(100.0..2000.0f32)) {
        let set = set_of(count, &links);
        let spacing = Spacing { width, ..Spacing::default() };
        let map = Map::new(&set, &all(), &spacing, size);
        prop_assert_eq!(map.boxes.len(), count);
        prop_assert_eq!(map.arrows.len(), links.iter().filter(|(from, to)| from != to).count());
        for (at, node) in map.boxes.iter().enumerate() {
            prop_assert_eq!(&node.mark, &set.annotations()[at]);
            let placed = node.rect.size();
            prop_assert!((placed.width - size(&node.mark).width).abs() < 0.01);
            prop_assert!((placed.height - size(&node.mark).height).abs() < 0.01);
            let part = map.parts[node.part];
            prop_assert!(node.rect.min.x > part.min.x - 0.01 && node.rect.max.x < part.max.x + 0.01);
            prop_assert!(node.rect.min.y > part.min.y - 0.01 && node.rect.max.y < part.max.y + 0.01);
            prop_assert!(node.rect.max.x < map.size.width + 0.01 && node.rect.max.y < map.size.height + 0.01);
            for other in &map.boxes[at + 1..] {
                prop_assert!(!node.rect.overlaps(&other.rect), "{:?} {:?}", node, other);
            }
        }
        for (at, part) in map.parts.iter().enumerate() {
            prop_assert!(map.parts[at + 1..].iter().all(|other| !part.overlaps(other)));
        }
        for arrow in &map.arrows {
            let (from, to) = (&map.boxes[arrow.from], &map.boxes[arrow.to]);
            prop_assert_eq!((&from.mark.id, &to.mark.id), (&arrow.relation.from, &arrow.relation.to));
            prop_assert!(from.part == to.part && from.layer != to.layer);
            prop_assert!(arrow.path.len() >= 4 && arrow.path.len() % 3 == 1);
            let touches = |node: &MapBox, x: f32, y: f32| {
                (node.rect.min.y - 0.1..node.rect.max.y + 0.1).contains(&y)
                    && ((x - node.rect.min.x).abs() < 0.1 || (x - node.rect.max.x).abs() < 0.1)
            };
            let (start, end) = (arrow.path[0], arrow.path[arrow.path.len() - 1]);
            prop_assert!(touches(from, start.x, start.y) && touches(to, end.x, end.y));
            // Its waypoints are in no boxes but its two ends.
            for point in arrow.path.iter().step_by(3).skip(1).take(arrow.path.len() / 3 - 1) {
                let inside = map.boxes.iter().any(|node| {
                    let across = node.rect.min.x + 0.1 < point.x && point.x < node.rect.max.x - 0.1;
                    across && node.rect.min.y < point.y && point.y < node.rect.max.y
                });
                prop_assert!(!inside);
            }
        }
        prop_assert_eq!(&Map::new(&set, &all(), &spacing, size), &map);
    }

    #[test]
    fn a_new_leaf_leaves_the_others_in_order((count, links) in story(), at in 0..1400usize, to in 0..14usize) {
        let set = set_of(count, &links);
        let (at, to) = (at / 100 * 100 + 10 + at % 80, to % count);
        let mut grown = set.clone();
        change(&mut grown, Edit::Add(mark(at).into())).unwrap();
        change(&mut grown, Edit::Link(relation("new", at, to * 100).into())).unwrap();
        let without_new = |columns: Vec<(usize, Vec<&str>)>| -> Vec<(usize, Vec<String>)> {
            let known = |column: Vec<&str>| column.iter().filter(|name| **name != id(at).as_str()).map(|n| (*n).to_owned()).collect();
            let columns = columns.into_iter().map(|(layer, column)| (layer, known(column)));
            columns.filter(|(_, column): &(usize, Vec<String>)| !column.is_empty()).collect()
        };
        // Only components linked before too: an unlinked mark joins the others with its first link.
        let before = map_of(&set, &Shown::default());
        let after = map_of(&grown, &Shown::default());
        let lone = before.position(&id(to * 100)).is_none();
        let mut after = without_new(columns(&after));
        if lone {
            for (_, column) in &mut after {
                column.retain(|name| *name != id(to * 100).as_str());
            }
            after.retain(|(_, column)| !column.is_empty());
        }
        prop_assert_eq!(after, without_new(columns(&before)));
    }

    #[test]
    fn every_box_is_reached_by_keys((count, links) in story()) {
        let map = map_of(&set_of(count, &links), &all());
        let mut reached = HashSet::from([0]);
        let mut next = vec![0];
        while let Some(at) = next.pop() {
            for toward in [Toward::Left, Toward::Right, Toward::Up, Toward::Down] {
                if let Some(other) = map.neighbour(at, toward) {
                    prop_assert!(other != at);
                    if reached.insert(other) {
                        next.push(other);
                    }
                }
            }
        }
        prop_assert_eq!(reached.len(), map.boxes.len());
    }
}

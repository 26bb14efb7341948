//! The sample project for tests: the sample article told again, with everything that a project file may have.

use std::sync::Arc;

use gainsay::interchange::Located;
use gainsay::model::annotation::{Annotation, Id, Relation, Time};
use gainsay::model::extra::Extra;
use gainsay::model::project::items::{ArticleItem, End, Item, LinkItem, SpeakerItem, SpeakerName, ThreadItem};
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::TagColours;

use crate::sample;

/// A project: its articles by path, and what its file has.
#[derive(Clone, Default)]
pub struct Whole {
    pub articles: Vec<Located>,
    pub items: Vec<Item>,
    pub colours: TagColours,
    pub extra: Extra,
}

fn extra(name: &str) -> Extra {
    let mut extra = Extra::default();
    extra.push(name, "\"later\"");
    extra
}

/// The sample with other ids, published on another day.
pub fn told_again(path: &str, number: usize) -> Located {
    let full = sample::full();
    let new = |id: &Id| match id.as_str().strip_prefix("0199f3a4") {
        Some(rest) => Id::new(&format!("0199f3a{number}{rest}")),
        None => Id::new(&format!("{id} {number}")),
    };
    let set = full.document.set();
    let marks: Vec<Annotation> =
        set.annotations().iter().map(|mark| Annotation { id: new(&mark.id), ..mark.as_ref().clone() }).collect();
    let relations: Vec<Relation> = set
        .relations()
        .iter()
        .map(|relation| Relation {
            id: new(&relation.id),
            from: new(&relation.from),
            to: new(&relation.to),
            ..relation.as_ref().clone()
        })
        .collect();
    let mut article = full.document.article().clone();
    article.stated.published = format!("2026-11-2{number}");
    article.file = path.to_owned();
    let document = full.document.with_set(AnnotationSet::new(marks, relations).0).with_article(article);
    Located { path: path.to_owned(), document }
}

/// The id of a mark of [`told_again`].
fn mark(number: usize, mark: u32) -> Id {
    Id::new(&format!("0199f3a{number}-7c10-7000-8000-{mark:012}"))
}

/// Two articles and a copy of one, one without marks, and everything that a project file may have.
pub fn full() -> Whole {
    let mut bare = told_again("unmarked.txt", 7);
    bare.document = bare.document.with_set(AnnotationSet::default());
    // It comes after its original.
    let copy = told_again("z copy.txt", 5);
    let articles = vec![told_again("five.txt", 5), told_again("six.txt", 6), bare, copy];
    let item = |id: &str, path: &str, done: bool| {
        Item::Article(Arc::new(ArticleItem {
            id: Id::new(id),
            path: path.to_owned(),
            sha256: String::new(),
            done,
            modified: Time::new("2026-11-24T10:00:00Z"),
            extra: extra("page"),
        }))
    };
    let end =
        |id: &str, path: &str, mark: Id| End { article: Id::new(id), path: path.to_owned(), mark, extra: extra("by") };
    let five = |at: u32| end("a5", "five.txt", mark(5, at));
    let six = |at: u32| end("a6", "six.txt", mark(6, at));
    let link = |id: &str, from: End, to: End, role: &str, note: &str| {
        Item::Link(Arc::new(LinkItem {
            id: Id::new(id),
            from,
            to,
            role: Role::new(role),
            note: note.to_owned(),
            created: Time::new("2026-11-24T11:00:00Z"),
            modified: Time::new("2026-11-24T12:00:00Z"),
            creator: "kd".into(),
            extra: extra("sure"),
        }))
    };
    let title = |id: &str, claim: End, title: &str| {
        Item::Thread(Arc::new(ThreadItem {
            id: Id::new(id),
            title: title.to_owned(),
            claim,
            modified: Time::new("2026-11-24T13:00:00Z"),
            creator: "kd".into(),
            extra: extra("colour"),
        }))
    };
    let name = |voice: &str, name: &str| SpeakerName { voice: voice.to_owned(), name: name.to_owned() };
    let items = vec![
        item("a5", "five.txt", true),
        item("a6", "six.txt", false),
        link("l1", six(1), five(1), "restates", "the same *words*"),
        link("l2", six(3), five(5), "rebuts", ""),
        link("l3", six(4), five(6), "supports", "a receipt"),
        link("l4", six(9), five(9), "echoes", ""),
        link("l5", six(1), end("gone", "gone.txt", mark(5, 1)), "restates", "to an article that is gone"),
        title("t1", five(1), "Lead in the *water*"),
        title("t2", six(1), "Another title of the same thread"),
        title("t3", five(99), "Of a claim that is gone"),
        Item::Speaker(Arc::new(SpeakerItem {
            id: Id::new("s1"),
            name: "The water company".to_owned(),
            names: vec![name("named", "Ana Duarte"), name("unnamed", "Officials"), name("unnamed", "a report")],
            modified: Time::new("2026-11-24T14:00:00Z"),
            creator: "kd".into(),
            extra: extra("party"),
        })),
    ];
    let colours: TagColours = [("lead", "#d55e00")].into_iter().collect();
    Whole { articles, items, colours, extra: extra("desk") }
}

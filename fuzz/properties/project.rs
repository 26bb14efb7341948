//! The project file: an opened file is saved as it was read, and versions of it merge the same way from either side.

use std::path::Path;
use std::sync::Arc;

use gainsay::model::annotation::Id;
use gainsay::model::project::Project;
use gainsay::model::project::edit::ProjectEdit;
use gainsay::model::project::items::{ArticleItem, Item, ItemKind, LinkItem, SpeakerItem, SpeakerName, ThreadItem};
use gainsay::model::project::merge::merge;
use gainsay::model::role::Role;
use gainsay::storage::project::reader::read;
use gainsay::storage::project::writer::write;

use super::choices::Choices;

/// Maximum number of edits of each version; more show nothing more.
const EDITS: usize = 12;

pub fn opens_saves_and_merges(bytes: &[u8]) {
    let path = Path::new("project.gainsay.ron");
    let opened = match read(path, bytes.to_vec()) {
        Ok(file) => {
            is_saved(&file.project);
            file.project
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.contains("project.gainsay.ron") && message.contains("line "), "{message}");
            Project::default()
        }
    };
    let mut choices = Choices::new(bytes);
    let mut base = opened;
    edit_some(&mut choices, &mut base);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    edit_some(&mut choices, &mut mine);
    edit_some(&mut choices, &mut theirs);
    // Reading gives each kind its own ids, and a merge does not repair the base.
    let merged = merge(&base, &mine, &theirs);
    is_saved(&merged.project);
    let turned = merge(&base, &theirs, &mine);
    assert_eq!(write(&turned.project), write(&merged.project), "the other way round it is something else");
    assert_eq!(merged.conflicts.is_empty(), turned.conflicts.is_empty());
    // Each side alone is taken as it is.
    assert_eq!(merge(&merged.project, &merged.project, &merged.project).project, merged.project);
    // Merging the result once more adds nothing.
    let again = merge(&theirs, &merged.project, &theirs);
    assert_eq!(write(&again.project), write(&merged.project));
    // Edits are undone by their inverses.
    let mut changed = base.clone();
    let inverse = changed.apply(ProjectEdit::Whole(Box::new(mine.clone())));
    assert_eq!(changed, mine);
    changed.apply(inverse);
    assert_eq!(changed, base);
}

fn is_saved(project: &Project) {
    let source = write(project);
    let again = read(Path::new("project.gainsay.ron"), source.clone().into_bytes());
    let again = again.unwrap_or_else(|error| panic!("{error}\n{source}"));
    assert_eq!(&again.project, project, "{source}");
    assert_eq!(write(&again.project), source);
}

fn edit_some(choices: &mut Choices<'_>, project: &mut Project) {
    for _ in 0..choices.below(EDITS) {
        let before = project.clone();
        let edit = edit(choices, 2);
        let inverse = project.apply(edit);
        let mut back = project.clone();
        back.apply(inverse);
        assert_eq!(back, before, "an inverse does not lead back");
    }
}

fn edit(choices: &mut Choices<'_>, depth: usize) -> ProjectEdit {
    match choices.below(if depth > 0 { 8 } else { 7 }) {
        0 => ProjectEdit::Put(article(choices)),
        1 | 2 => ProjectEdit::Put(link(choices)),
        3 => ProjectEdit::Put(thread(choices)),
        4 => ProjectEdit::Put(speaker(choices)),
        5 => {
            let kinds = [ItemKind::Article, ItemKind::Link, ItemKind::Thread, ItemKind::Speaker];
            ProjectEdit::Remove(choices.one_of(&kinds), id(choices))
        }
        6 => {
            let colour = choices.once_in(3).then(|| choices.one_of(&["#0072b2", "blue"]).to_owned());
            ProjectEdit::ColourTag(choices.words(1), colour)
        }
        _ => ProjectEdit::Batch((0..choices.below(4)).map(|_| edit(choices, depth - 1)).collect()),
    }
}

fn id(choices: &mut Choices<'_>) -> Id {
    Id::new(choices.one_of(&["a", "b", "c", "d"]))
}

fn path(choices: &mut Choices<'_>) -> String {
    choices.one_of(&["a.txt", "b.txt", "old/c.html", ""]).to_owned()
}

fn an_article(choices: &mut Choices<'_>) -> ArticleItem {
    let (sha256, modified, extra) = Default::default();
    ArticleItem { id: id(choices), path: path(choices), sha256, done: choices.once_in(2), modified, extra }
}

fn article(choices: &mut Choices<'_>) -> Item {
    Item::Article(Arc::new(an_article(choices)))
}

fn end(choices: &mut Choices<'_>) -> gainsay::model::project::items::End {
    let article = an_article(choices);
    gainsay::model::project::items::End::new(&article, id(choices))
}

fn link(choices: &mut Choices<'_>) -> Item {
    let (created, modified, extra) = Default::default();
    Item::Link(Arc::new(LinkItem {
        id: id(choices),
        from: end(choices),
        to: end(choices),
        role: Role::new(choices.one_of(&["rebuts", "supports", "restates"])),
        note: choices.words(2),
        created,
        modified,
        creator: "kd".into(),
        extra,
    }))
}

fn thread(choices: &mut Choices<'_>) -> Item {
    let (modified, extra) = Default::default();
    let (title, claim) = (choices.words(1), end(choices));
    Item::Thread(Arc::new(ThreadItem { id: id(choices), title, claim, modified, creator: "kd".into(), extra }))
}

fn speaker(choices: &mut Choices<'_>) -> Item {
    let (modified, extra) = Default::default();
    let mut name =
        || SpeakerName { voice: "named".to_owned(), name: choices.one_of(&["Berg", "Ola Berg", "B."]).to_owned() };
    let names: Vec<SpeakerName> = vec![name(), name()];
    let name = names[0].name.clone();
    Item::Speaker(Arc::new(SpeakerItem { id: id(choices), name, names, modified, creator: "kd".into(), extra }))
}

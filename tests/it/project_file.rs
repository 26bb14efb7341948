//! The project file: files of every version open for ever, unknown fields are kept, and the layout suits git.

use std::path::{Path, PathBuf};

use gainsay::model::project::items::{Item, ItemKind};
use gainsay::model::project::merge::merge;
use gainsay::model::project::{Project, edit::ProjectEdit};
use gainsay::storage::project::reader::{ProjectFile, is_project, read};
use gainsay::storage::project::writer::write;
use gainsay::storage::reader::ReadError;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compat-project")
}

fn opened(name: &str) -> Result<ProjectFile, ReadError> {
    let path = folder().join(name).with_extension("ron");
    read(&path, std::fs::read(&path).unwrap())
}

fn fixture(name: &str) -> ProjectFile {
    opened(name).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_full_file_is_read_with_everything_in_it_and_written_as_it_was() {
    let ProjectFile { project, notices, version, newer } = fixture("v1-full");
    assert_eq!((version, newer), (1, false));
    let source = std::fs::read_to_string(folder().join("v1-full.ron")).unwrap();
    assert_eq!(write(&project), source);
    let named: Vec<&str> = notices.iter().filter_map(|notice| notice.split('"').nth(1)).collect();
    assert_eq!(named, ["board", "rating", "seen", "weight"], "{notices:?}");
    let article = project.article_at("courier.html").unwrap();
    assert!(article.done && article.sha256.starts_with("9f86"));
    let link = project.links().next().unwrap();
    assert_eq!((link.role.id(), link.note.as_str()), ("rebuts", "a quotation: \"no\"\nand a line"));
    assert_eq!((link.from.mark.as_str(), link.to.path.as_str()), ("m1", "old/post.txt"));
    assert_eq!(project.threads().next().unwrap().title, "Who let the water in");
    let speaker = project.speakers().next().unwrap();
    let names: Vec<_> = speaker.names.iter().map(|name| (name.voice.as_str(), name.name.as_str())).collect();
    assert_eq!(names, [("named", "Berg"), ("named", "Ola Berg")]);
    assert_eq!(project.tag_colours().exact("river"), Some("#0072b2"));
}

#[test]
fn a_file_written_by_hand_is_read_as_far_as_it_says_something() {
    let ProjectFile { project, notices, .. } = fixture("v1-by-hand");
    let titles: Vec<_> = project.threads().map(|thread| (thread.id.as_str(), thread.title.as_str())).collect();
    assert_eq!(titles, [("t", "One"), ("t-2", "Two")]);
    assert_eq!(notices, ["the id \"t\" was there already; the later title now has \"t-2\""]);
    let link = project.links().next().unwrap();
    assert_eq!((link.role.id(), link.to.path.as_str(), link.to.article.as_str()), ("echoes", "b.txt", ""));
    assert!(fixture("v1-empty").project.is_empty());
}

#[test]
fn a_later_version_is_read_as_far_as_it_is_understood() {
    let file = fixture("v2-same-shape");
    assert!(file.newer && file.project.article_at("courier.html").unwrap().done);
    let error = opened("v2-other-shape").unwrap_err();
    assert!(matches!(error, ReadError::Newer { version: 2, .. }), "{error}");
}

#[test]
fn unknown_fields_survive_changes_of_their_item_and_undo() {
    let mut project = fixture("v1-full").project;
    let before = write(&project);
    let mut link = project.links().next().unwrap().as_ref().clone();
    link.note = "another".to_owned();
    let inverse = project.apply(ProjectEdit::Put(Item::Link(link.clone().into())));
    let source = write(&project);
    assert!(source.contains("weight: Some(0.5)") && source.contains("seen: true"), "{source}");
    project.apply(inverse);
    assert_eq!(write(&project), before);
    let inverse = project.apply(ProjectEdit::Remove(ItemKind::Link, link.id));
    assert!(!write(&project).contains("weight"));
    project.apply(inverse);
    assert_eq!(write(&project), before);
}

#[test]
fn merging_keeps_the_unknown_fields_of_the_ends_of_a_link_from_both_sides() {
    let base = fixture("v1-full").project;
    let with = |name: &str| {
        let mut side = base.clone();
        let mut link = side.links().next().unwrap().as_ref().clone();
        link.from.extra.push(name, "true");
        side.apply(ProjectEdit::Put(Item::Link(link.into())));
        side
    };
    let merged = merge(&base, &with("checked"), &with("quoted"));
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let source = write(&merged.project);
    assert!(source.contains("checked: true") && source.contains("quoted: true"), "{source}");
}

#[test]
fn what_is_no_project_file_is_refused_with_its_line() {
    let path = Path::new("project.gainsay.ron");
    let refused = |source: &str| read(path, source.as_bytes().to_vec()).unwrap_err().to_string();
    assert!(refused("(format: \"gainsay\", version: 1, text: \"\")").contains("its format is \"gainsay\""));
    assert!(refused("(format: \"gainsay-project\",\n version: 1,\n links: 3)").contains("line 3"));
    let markers = "(format: \"gainsay-project\", version: 1,\n<<<<<<< ours\n)";
    assert!(refused(markers).contains("both sides of a merge"), "{}", refused(markers));
    assert!(refused("(version: 1)").contains("format"));
}

#[test]
fn a_project_file_is_known_by_its_beginning() {
    assert!(is_project(write(&Project::default()).as_bytes()));
    assert!(is_project(b"\xEF\xBB\xBF ( format : \"gainsay-project\", version: 7, what: is this"));
    assert!(!is_project(b"(format: \"gainsay\", version: 1)") && !is_project(b"") && !is_project(b"\xFF\xFE"));
}

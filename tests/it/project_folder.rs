//! Folders as projects: their articles as files and open sessions have them.

#[cfg(unix)]
use std::collections::BTreeSet;
use std::fs;
#[cfg(unix)]
use std::path::Path;

use gainsay::app::action::FileDialog;
use gainsay::app::project::OpenProject;
#[cfg(unix)]
use gainsay::jobs::project::follow::Follower;
use gainsay::model::project::corpus::Entry;

use crate::desk::Desk;

const PAGE: &[u8] =
    b"<!DOCTYPE html><title>Trout are back</title><h1>Trout are back</h1><p>The club counted nine trout in June, \
    and says that the river is clean again, for the first time since the mill was built.";

/// Milliseconds until changes on disk are seen.
const SEEN: u64 = 1100;

/// A desk with the story open, and a folder of articles beside it.
fn beside_a_folder() -> Desk {
    let desk = Desk::story();
    let folder = desk.path("more");
    fs::create_dir_all(folder.join("old")).unwrap();
    fs::write(folder.join("b.html"), PAGE).unwrap();
    fs::write(folder.join("a.md"), "# Ministry is silent\n\nNobody would comment.\n").unwrap();
    fs::write(folder.join("old").join("c.txt"), "Old news\n\nNothing happened.\n").unwrap();
    fs::write(folder.join("broken.pdf"), b"%PDF-1.7 and no more").unwrap();
    fs::write(folder.join("picture.png"), b"no article").unwrap();
    fs::write(folder.join("settings.ron"), "(width: 3)").unwrap();
    fs::write(folder.join("project.gainsay.ron"), "(format: \"gainsay project\", version: 1)").unwrap();
    fs::write(folder.join(".hidden.txt"), b"hidden").unwrap();
    desk
}

#[track_caller]
fn project(desk: &Desk) -> &OpenProject {
    desk.harness.state().state().project.as_ref().expect("no project is open")
}

#[track_caller]
fn entry<'a>(desk: &'a Desk, path: &str) -> &'a Entry {
    project(desk).corpus.get(path).expect("there is no such article")
}

fn paths(desk: &Desk) -> Vec<&str> {
    project(desk).corpus.entries().iter().map(|entry| entry.path.as_str()).collect()
}

/// The beginnings of the articles' texts, and why those that could not be read were not.
fn beginnings(desk: &Desk) -> Vec<String> {
    let entries = project(desk).corpus.entries().iter();
    entries.map(|entry| entry.failure.clone().unwrap_or_else(|| entry.document.article().name())).collect()
}

#[test]
fn a_folder_is_opened_as_a_project() {
    let mut desk = beside_a_folder();
    desk.answer(desk.path("more"));
    desk.press("Ctrl+Shift+O");
    assert_eq!(desk.asked(), [FileDialog::OpenFolder]);
    assert_eq!(paths(&desk), ["a.md", "b.html", "broken.pdf", "old/c.txt"]);
    let beginnings = beginnings(&desk);
    assert_eq!(beginnings[..2], ["Ministry is silent", "Trout are back"]);
    assert!(beginnings[2].contains("broken.pdf"), "{beginnings:?}");
    assert_eq!(beginnings[3], "Old news");
    let project = project(&desk);
    assert_eq!((project.census.others, project.unread), (2, Some(0)), "the picture and the settings are no articles");
    assert!(desk.reads().contains("Ola Berg"), "the open article stays: {}", desk.reads());
}

#[test]
fn a_folder_is_dropped_or_named_on_the_command_line() {
    let mut desk = beside_a_folder();
    desk.drop_file(desk.path("more"));
    assert_eq!(paths(&desk).len(), 4);
    let desk = Desk::with(&[("one.txt", b"First\n\nWords."), ("two.txt", b"Second\n\nWords.")], "");
    assert_eq!(beginnings(&desk), ["First", "Second"]);
}

#[test]
fn a_large_folder_is_read_whole_and_off_the_windows_thread() {
    let mut desk = Desk::story();
    let mut folder = desk.path("big");
    for depth in 0..12 {
        fs::create_dir(&folder).unwrap();
        for number in 0..100 {
            fs::write(folder.join(format!("{depth:02}-{number:03}.txt")), format!("Number {number}")).unwrap();
        }
        folder.push("further");
    }
    desk.hold_work();
    desk.drop_file(desk.path("big"));
    desk.wait(400);
    desk.shows("Opening big");
    desk.click("Cancel");
    desk.release_work();
    assert!(desk.harness.state().state().project.is_none(), "its opening was cancelled");
    desk.drop_file(desk.path("big"));
    assert_eq!(paths(&desk).len(), 1200);
    assert!(!project(&desk).census.is_cut);
}

#[test]
fn files_that_come_change_and_go_are_seen() {
    let mut desk = beside_a_folder();
    desk.drop_file(desk.path("more"));
    let folder = desk.path("more");
    fs::create_dir(folder.join("new")).unwrap();
    fs::write(folder.join("new").join("d.txt"), "Dam broke\n").unwrap();
    fs::write(folder.join("a.md"), "# Ministry speaks\n\nIt would comment.\n").unwrap();
    fs::remove_dir_all(folder.join("old")).unwrap();
    fs::remove_file(folder.join("picture.png")).unwrap();
    desk.wait(SEEN);
    assert_eq!(paths(&desk), ["a.md", "b.html", "broken.pdf", "new/d.txt"]);
    assert_eq!(beginnings(&desk)[0], "Ministry speaks");
    assert_eq!(project(&desk).census.others, 1);
}

#[test]
fn work_that_is_not_saved_yet_is_in_the_project() {
    let mut desk = beside_a_folder();
    fs::copy(desk.path("story.txt"), desk.path("more").join("story.txt")).unwrap();
    desk.drop_file(desk.path("more"));
    desk.drop_file(desk.path("more").join("story.txt"));
    desk.select("Nobody at the ministry");
    desk.press("1");
    let is_marked =
        |desk: &Desk| (entry(desk, "story.txt").document.set().annotations().len(), entry(desk, "story.txt").is_marked);
    assert_eq!(is_marked(&desk), (1, false));
    desk.wait(2000);
    assert_eq!(is_marked(&desk), (1, true), "it was saved meanwhile");
    desk.press("Ctrl+Z");
    assert_eq!(is_marked(&desk), (0, true));
    // Another article takes its place in the window, once its work is saved.
    desk.drop_file(desk.path("story.txt"));
    desk.wait(2000);
    assert_eq!(entry(&desk, "story.txt").document.set().annotations().len(), 0);
}

#[test]
fn annotations_without_their_article_are_an_article() {
    let mut desk = beside_a_folder();
    let story = desk.path("more").join("story.txt");
    fs::copy(desk.path("story.txt"), &story).unwrap();
    desk.drop_file(story.clone());
    desk.select("Nobody at the ministry");
    desk.press("1");
    desk.press("Ctrl+W");
    fs::remove_file(&story).unwrap();
    desk.drop_file(desk.path("more"));
    let entry = entry(&desk, "story.txt");
    assert!(!entry.has_file && entry.failure.is_none(), "{:?}", entry.failure);
    assert_eq!(entry.document.set().annotations().len(), 1);
    assert!(project(&desk).file("story.txt").ends_with("story.txt.ron"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_not_followed() {
    let mut desk = beside_a_folder();
    std::os::unix::fs::symlink(desk.path("more"), desk.path("more").join("old").join("back")).unwrap();
    std::os::unix::fs::symlink(desk.path("story.txt"), desk.path("more").join("linked.txt")).unwrap();
    desk.drop_file(desk.path("more"));
    assert_eq!(paths(&desk), ["a.md", "b.html", "broken.pdf", "linked.txt", "old/c.txt"]);
}

/// The listed paths after the follower of a folder took what happened to a file.
#[cfg(unix)]
fn followed(follower: &mut Follower, listed: &mut BTreeSet<String>, file: &Path) -> Vec<String> {
    follower.look_at(&[file.to_owned()]);
    let mut unreadable = Vec::new();
    while let Some(news) = follower.read_on() {
        listed.extend(news.entries.iter().map(|entry| entry.path.clone()));
        listed.retain(|path| !news.gone.contains(path));
        let refused = news.census.into_iter().flat_map(|census| census.unreadable);
        unreadable.extend(refused.map(|(path, _)| path));
    }
    unreadable
}

#[cfg(unix)]
#[test]
fn an_article_is_listed_once_whatever_links_lead_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("one.txt"), "One\n").unwrap();
    let mut follower = Follower::new(folder.path().to_owned());
    let mut listed = BTreeSet::new();
    followed(&mut follower, &mut listed, &at("one.txt"));
    std::os::unix::fs::symlink("one.txt", at("again.txt")).unwrap();
    followed(&mut follower, &mut listed, &at("again.txt"));
    assert_eq!(listed.iter().collect::<Vec<_>>(), ["one.txt"]);
    // The file by which it was listed is gone: now the link leads to nothing.
    fs::remove_file(at("one.txt")).unwrap();
    let unreadable = followed(&mut follower, &mut listed, &at("one.txt"));
    assert_eq!((listed.len(), unreadable), (0, vec!["again.txt".to_owned()]));
    fs::write(at("one.txt"), "One\n").unwrap();
    assert!(followed(&mut follower, &mut listed, &at("one.txt")).is_empty());
    assert_eq!(listed.iter().collect::<Vec<_>>(), ["one.txt"]);
    // Two links to one article elsewhere.
    let other = tempfile::NamedTempFile::new().unwrap();
    fs::write(other.path(), "Other\n").unwrap();
    for link in ["b.txt", "c.txt"] {
        std::os::unix::fs::symlink(other.path(), at(link)).unwrap();
        followed(&mut follower, &mut listed, &at(link));
    }
    assert_eq!(listed.iter().collect::<Vec<_>>(), ["b.txt", "one.txt"]);
    fs::remove_file(at("b.txt")).unwrap();
    followed(&mut follower, &mut listed, &at("b.txt"));
    assert_eq!(listed.iter().collect::<Vec<_>>(), ["c.txt", "one.txt"]);
}

#[cfg(unix)]
#[test]
fn what_could_not_be_read_is_named_with_the_reasons() {
    let mut desk = beside_a_folder();
    let link = desk.path("more").join("lost.txt");
    std::os::unix::fs::symlink("nowhere.txt", &link).unwrap();
    desk.drop_file(desk.path("more"));
    assert!(!paths(&desk).contains(&"lost.txt"), "{:?}", paths(&desk));
    desk.shows("1 file could not be read");
    desk.lacks("the file that this link leads to is not there");
    desk.press("Ctrl+P");
    desk.paste("Unreadable files");
    desk.press("Enter");
    assert_eq!(desk.rows("Files that could not be read"), ["lost.txt: the file that this link leads to is not there"]);
    assert_eq!(desk.focused(), "Files that could not be read");
    desk.click("1 file could not be read");
    assert!(desk.rows("Files that could not be read").is_empty());
    desk.click("1 file could not be read");
    assert_eq!(desk.rows("Files that could not be read").len(), 1);
    fs::remove_file(link).unwrap();
    desk.wait(SEEN);
    desk.lacks("1 file could not be read");
}

#[test]
fn an_article_whose_file_is_gone_has_a_sign_in_the_list_until_it_is_back() {
    let mut desk = with_a_marked_story();
    let folder = desk.path("more");
    desk.drop_file(folder.clone());
    let missing = |desk: &Desk| desk.rows("Articles").iter().any(|row| row.contains("file missing"));
    let text = fs::read(folder.join("story.txt")).unwrap();
    for is_open in [false, true] {
        if is_open {
            desk.drop_file(folder.join("story.txt"));
        }
        assert!(!missing(&desk));
        fs::remove_file(folder.join("story.txt")).unwrap();
        desk.wait(SEEN);
        assert!(missing(&desk), "open: {is_open}: {:?}", desk.rows("Articles"));
        fs::write(folder.join("story.txt"), &text).unwrap();
        desk.wait(SEEN);
        assert!(!missing(&desk), "open: {is_open}: {:?}", desk.rows("Articles"));
    }
    desk.lacks("moved, renamed or deleted");
}

/// A desk with a project that has the story with a mark, which is saved and no longer open.
fn with_a_marked_story() -> Desk {
    let mut desk = beside_a_folder();
    let story = desk.path("more").join("story.txt");
    fs::copy(desk.path("story.txt"), &story).unwrap();
    desk.drop_file(story);
    desk.select("Nobody at the ministry");
    desk.press("1");
    desk.press("Ctrl+W");
    desk
}

#[test]
fn annotations_follow_their_article_to_another_name_and_folder() {
    let mut desk = with_a_marked_story();
    let folder = desk.path("more");
    desk.drop_file(folder.clone());
    fs::rename(folder.join("story.txt"), folder.join("old").join("mill.txt")).unwrap();
    desk.wait(SEEN);
    desk.shows("The annotations of story.txt follow it to old/mill.txt");
    desk.wait(SEEN);
    assert!(!paths(&desk).contains(&"story.txt"), "{:?}", paths(&desk));
    assert_eq!(entry(&desk, "old/mill.txt").document.set().annotations().len(), 1);
    assert!(folder.join("old").join("mill.txt.ron").exists() && !folder.join("story.txt.ron").exists());
}

#[test]
fn an_article_renamed_while_the_project_was_closed_is_known_again() {
    let mut desk = with_a_marked_story();
    let folder = desk.path("more");
    fs::rename(folder.join("story.txt"), folder.join("mill.txt")).unwrap();
    desk.drop_file(folder.clone());
    desk.wait(SEEN);
    assert_eq!(entry(&desk, "mill.txt").document.set().annotations().len(), 1);
}

#[test]
fn annotations_stay_where_it_is_not_certain_whose_they_are() {
    let mut desk = with_a_marked_story();
    let folder = desk.path("more");
    fs::copy(folder.join("story.txt"), folder.join("one.txt")).unwrap();
    fs::rename(folder.join("story.txt"), folder.join("two.txt")).unwrap();
    desk.drop_file(folder.clone());
    desk.wait(SEEN);
    assert!(folder.join("story.txt.ron").exists());
    assert!(!entry(&desk, "story.txt").has_file);
}

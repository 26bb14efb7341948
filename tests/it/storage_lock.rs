//! Who works on an annotation file: one at a time, however the file is named, and nobody who is dead.

use std::path::Path;

use gainsay::storage::lock::{Claim, Lock, ask, claim, is_asked};
use gainsay::storage::settings::Folders;

#[track_caller]
fn ours(claim: Claim) -> Lock {
    match claim {
        Claim::Ours(lock) => lock,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn theirs(claim: Claim) {
    assert!(matches!(claim, Claim::Theirs(Some(number)) if number == std::process::id()), "{claim:?}");
}

#[test]
fn one_at_a_time_works_on_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::at(folder.path().join("home"));
    let file = folder.path().join("story.txt.ron");
    let lock = ours(claim(&folders, &file));
    theirs(claim(&folders, &file));
    let other = ours(claim(&folders, &folder.path().join("other.ron")));
    drop(lock);
    drop(ours(claim(&folders, &file)));
    drop(other);
    // Nothing is left, neither beside the file nor in the data folder.
    assert_eq!(std::fs::read_dir(folder.path().join("home").join("open")).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_is_the_same_by_every_name_and_before_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::at(folder.path().join("home"));
    // In the folder that the tests run in, where no such file is ever made.
    let relative = Path::new("there-is-no-such-story.ron");
    let _lock = ours(claim(&folders, relative));
    theirs(claim(&folders, &std::env::current_dir().unwrap().join(relative)));
    theirs(claim(&folders, Path::new("src/../there-is-no-such-story.ron")));

    let file = folder.path().join("story.txt.ron");
    let lock = ours(claim(&folders, &file));
    std::fs::write(&file, "made later").unwrap();
    theirs(claim(&folders, &file));
    drop(lock);
    #[cfg(unix)]
    {
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let _lock = ours(claim(&folders, &link));
        theirs(claim(&folders, &file));
    }
}

#[test]
fn somebody_asks_as_long_as_they_live() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::at(folder.path().join("home"));
    let file = folder.path().join("story.txt.ron");
    let _lock = ours(claim(&folders, &file));
    assert!(!is_asked(&folders, &file));
    let asking = ours(ask(&folders, &file));
    assert!(is_asked(&folders, &file));
    theirs(ask(&folders, &file));
    drop(asking);
    assert!(!is_asked(&folders, &file));
    // What a dead process has left counts for nothing.
    let left = folder.path().join("home").join("open");
    let lock = std::fs::read_dir(&left).unwrap().next().unwrap().unwrap().path();
    std::fs::write(lock.with_extension("asked"), "4711").unwrap();
    assert!(!is_asked(&folders, &file));
    drop(ours(ask(&folders, &file)));
}

#[test]
fn where_there_is_no_room_for_locks_nobody_is_kept_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("home"), "a file where the folder should be").unwrap();
    let folders = Folders::at(folder.path().join("home"));
    assert!(matches!(claim(&folders, &folder.path().join("story.txt.ron")), Claim::Unknown));
}

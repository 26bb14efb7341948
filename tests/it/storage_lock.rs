//! Locks: one holder at a time under every name of a file, and none that is dead.

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
fn a_lock_has_one_holder() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::at(folder.path().join("home"));
    let file = folder.path().join("story.txt.ron");
    let lock = ours(claim(&folders, &file));
    theirs(claim(&folders, &file));
    let other = ours(claim(&folders, &folder.path().join("other.ron")));
    drop(lock);
    drop(ours(claim(&folders, &file)));
    drop(other);
    // Nothing is left beside the file or in the data folder.
    assert_eq!(std::fs::read_dir(folder.path().join("home").join("open")).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_lock_holds_for_every_name_of_a_file_and_before_it_exists() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::at(folder.path().join("home"));
    // In the current folder, where no such file exists.
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
fn a_request_lasts_as_long_as_its_process() {
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
    // A dead process's lock file has no effect.
    let left = folder.path().join("home").join("open");
    let lock = std::fs::read_dir(&left).unwrap().next().unwrap().unwrap().path();
    std::fs::write(lock.with_extension("asked"), "4711").unwrap();
    assert!(!is_asked(&folders, &file));
    drop(ours(ask(&folders, &file)));
}

#[test]
fn without_a_place_for_locks_nobody_is_kept_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("home"), "a file where the folder should be").unwrap();
    let folders = Folders::at(folder.path().join("home"));
    assert!(matches!(claim(&folders, &folder.path().join("story.txt.ron")), Claim::Unknown));
}

//! A disk that fails at any step of a save, and saves that were cut short.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use gainsay::storage::files::{SaveError, Stamp};
use gainsay::storage::replace::{STEPS, Step, recover, save, save_answered, sweep};

/// What a system answers that does not do what it should.
const FAULTS: [ErrorKind; 9] = [
    ErrorKind::StorageFull,
    ErrorKind::PermissionDenied,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::QuotaExceeded,
    ErrorKind::NotFound,
    ErrorKind::WriteZero,
    ErrorKind::TimedOut,
    ErrorKind::Interrupted,
    // EIO has no kind of its own.
    ErrorKind::Other,
];

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Saves on a disk that fails at one step; says whether it was asked at that step.
fn failing(path: &Path, stamp: Option<&Stamp>, at: Step, how: ErrorKind) -> (Result<Stamp, SaveError>, bool) {
    let asked = Cell::new(false);
    let answer = |step| {
        if step != at || asked.replace(true) {
            return Ok(());
        }
        Err(if how == ErrorKind::Other { io::Error::from_raw_os_error(5) } else { how.into() })
    };
    (save_answered(path, b"the new file, which is longer", stamp, &answer), asked.get())
}

#[test]
fn at_each_step_a_fault_leaves_the_old_file_and_nothing_else() {
    let (mut refused, mut passed) = (0, 0);
    for linked in [false, true] {
        let mut steps = Vec::new();
        for at in STEPS {
            for how in FAULTS {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("story.txt.ron");
                let stamp = save(&path, b"the old file", None).unwrap();
                if linked {
                    fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
                }
                let before = names(folder.path());
                let (result, asked) = failing(&path, Some(&stamp), at, how);
                if asked {
                    steps.push(at);
                }
                match result {
                    Err(error) => {
                        refused += 1;
                        assert!(asked, "{at:?} {how:?}: {error}");
                        assert_eq!(fs::read(&path).unwrap(), b"the old file", "{at:?} {how:?}");
                        let message = error.to_string();
                        assert!(message.contains(&path.display().to_string()), "{message}");
                        assert!(message.contains("your work is kept here. Save it in another place"), "{message}");
                        assert!(!error.is_conflict());
                        save(&path, b"the next time", Some(&stamp)).expect("the stamp still holds");
                        assert_eq!(fs::read(&path).unwrap(), b"the next time");
                    }
                    Ok(_) => {
                        // Not a step of this save, or one that is none of the file's, or writing went on after a signal.
                        passed += usize::from(asked);
                        let went_on = how == ErrorKind::Interrupted && matches!(at, Step::Write | Step::Overwrite);
                        assert!(!asked || at == Step::FlushFolder || went_on, "{at:?} {how:?}");
                        assert_eq!(fs::read(&path).unwrap(), b"the new file, which is longer");
                    }
                }
                assert_eq!(names(folder.path()), before, "{at:?} {how:?}");
                if linked {
                    assert_eq!(fs::read(folder.path().join("other.ron")).unwrap(), fs::read(&path).unwrap());
                }
            }
        }
        steps.dedup();
        let all: Vec<Step> =
            STEPS.into_iter().filter(|step| linked || !matches!(step, Step::Overwrite | Step::FlushOver)).collect();
        assert_eq!(steps, all);
    }
    println!("{refused} faults refused, the old file whole; {passed} that do not touch the file passed over");
}

#[test]
fn a_new_file_that_cannot_be_written_is_not_there() {
    for at in [Step::Create, Step::Write, Step::Flush, Step::Rename] {
        let folder = tempfile::tempdir().unwrap();
        let (result, asked) = failing(&folder.path().join("story.txt.ron"), None, at, ErrorKind::StorageFull);
        assert!(asked && result.is_err(), "{at:?}");
        assert!(names(folder.path()).is_empty(), "{at:?}: {:?}", names(folder.path()));
    }
}

#[test]
fn a_folder_that_vanishes_during_a_save_is_said_and_the_work_can_go_back_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, away) = (folder.path().join("articles"), folder.path().join("away"));
    fs::create_dir(&inside).unwrap();
    let path = inside.join("story.txt.ron");
    let stamp = save(&path, b"the old file", None).unwrap();
    for at in [Step::Create, Step::Write, Step::Permissions, Step::Flush, Step::Rename] {
        let answer = |step| if step == at { fs::rename(&inside, &away) } else { Ok(()) };
        let error = save_answered(&path, b"new", Some(&stamp), &answer).expect_err("there is no folder");
        assert!(error.to_string().contains("is not there any more"), "{at:?}: {error}");
        fs::rename(&away, &inside).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"the old file", "{at:?}");
        sweep(&path);
    }
    save(&path, b"new", Some(&stamp)).unwrap();
}

#[cfg(unix)]
#[test]
fn other_names_of_a_file_still_mean_it() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let stamp = save(&path, b"a long old text", None).unwrap();
    fs::hard_link(&path, &other).unwrap();
    let inode = fs::metadata(&path).unwrap().ino();
    let stamp = save(&path, b"short", Some(&stamp)).unwrap();
    assert_eq!((fs::read(&other).unwrap(), fs::metadata(&other).unwrap().ino()), (b"short".to_vec(), inode));
    assert!(save(&other, b"through the other name", Some(&stamp)).is_ok());
    assert_eq!(fs::read(&path).unwrap(), b"through the other name");
    assert_eq!(names(folder.path()), ["a.ron", "b.ron"]);
}

/// A file with two names whose writing stops in the middle, as if the computer had died there.
fn cut_short(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("story.txt.ron");
    let stamp = save(&path, b"the old file", None).unwrap();
    fs::hard_link(&path, folder.join("other.ron")).unwrap();
    let died = std::panic::catch_unwind(|| {
        let answer = |step| if step == Step::Overwrite { panic!("the computer dies") } else { Ok(()) };
        save_answered(&path, b"the new file, which is longer", Some(&stamp), &answer)
    });
    assert!(died.is_err());
    path
}

#[test]
fn a_file_with_other_names_that_was_cut_short_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = cut_short(folder.path());
    assert_ne!(fs::read(&path).unwrap(), b"the old file");
    assert!(recover(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"the old file");
    assert_eq!(fs::read(folder.path().join("other.ron")).unwrap(), b"the old file");
    assert_eq!(names(folder.path()), ["other.ron", "story.txt.ron"]);
    assert!(!recover(&path).unwrap());
}

#[test]
fn what_somebody_wrote_since_is_not_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = cut_short(folder.path());
    fs::write(&path, "theirs").unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(3600)).unwrap();
    assert!(!recover(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(folder.path()), ["other.ron", "story.txt.ron"]);
}

#[test]
fn only_what_a_dead_save_left_is_swept_away() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str, age: u64| {
        let path = folder.path().join(name);
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(b"x").unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        file
    };
    make(".gainsay-dead.tmp", 600);
    make(".gainsay-young.tmp", 0);
    make("mine.tmp", 600);
    make(".gainsay-notes.txt", 600);
    let living = make(".gainsay-living.tmp", 600);
    living.lock().unwrap();
    fs::create_dir(folder.path().join(".gainsay-folder.tmp")).unwrap();
    sweep(&folder.path().join("story.txt.ron"));
    let kept = [".gainsay-folder.tmp", ".gainsay-living.tmp", ".gainsay-notes.txt", ".gainsay-young.tmp", "mine.tmp"];
    assert_eq!(names(folder.path()), kept);
}

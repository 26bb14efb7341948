//! Disks that fail at any step of a save, and interrupted saves.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use gainsay::storage::files::{SaveError, Stamp};
use gainsay::storage::journal::{self, interrupted, sweep};
use gainsay::storage::replace::save;
use gainsay::storage::writing::{STEPS, Step, answering};

/// Errors of a failing system.
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

/// Saves on a disk that fails at one step; the result, and true if the step was reached.
fn failing(path: &Path, stamp: Option<&Stamp>, at: Step, how: ErrorKind) -> (Result<Stamp, SaveError>, bool) {
    let asked = Rc::new(Cell::new(false));
    let first = asked.clone();
    let answer = move |step, _: &Path| {
        if step != at || first.replace(true) {
            return Ok(());
        }
        Err(if how == ErrorKind::Other { io::Error::from_raw_os_error(5) } else { how.into() })
    };
    (answering(answer, || save(path, b"the new file, which is longer", stamp)), asked.get())
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
                        // Not a step of this save, or not one of the file itself, or writing went on after a signal.
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
        let of_links = |step: &Step| matches!(step, Step::Overwrite | Step::FlushOver);
        // Windows cannot flush folders.
        let is_asked = |step: &Step| (linked || !of_links(step)) && (cfg!(unix) || *step != Step::FlushFolder);
        let all: Vec<Step> = STEPS.into_iter().filter(is_asked).collect();
        assert_eq!(steps, all);
    }
    println!("{refused} faults refused, the old file whole; {passed} that do not touch the file passed over");
}

#[test]
fn a_new_file_that_cannot_be_written_is_not_left_behind() {
    for at in [Step::Create, Step::Write, Step::Flush, Step::Rename] {
        let folder = tempfile::tempdir().unwrap();
        let (result, asked) = failing(&folder.path().join("story.txt.ron"), None, at, ErrorKind::StorageFull);
        assert!(asked && result.is_err(), "{at:?}");
        assert!(names(folder.path()).is_empty(), "{at:?}: {:?}", names(folder.path()));
    }
}

#[test]
fn a_folder_that_vanishes_during_a_save_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, away) = (folder.path().join("articles"), folder.path().join("away"));
    fs::create_dir(&inside).unwrap();
    let path = inside.join("story.txt.ron");
    let stamp = save(&path, b"the old file", None).unwrap();
    // Windows cannot rename a folder with an open file.
    let steps: &[Step] = if cfg!(windows) {
        &[Step::Create]
    } else {
        &[Step::Create, Step::Write, Step::Permissions, Step::Flush, Step::Rename]
    };
    for &at in steps {
        let (from, to) = (inside.clone(), away.clone());
        let answer = move |step, _: &Path| if step == at { fs::rename(&from, &to) } else { Ok(()) };
        let error = answering(answer, || save(&path, b"new", Some(&stamp))).expect_err("there is no folder");
        assert!(error.to_string().contains("does not exist"), "{at:?}: {error}");
        fs::rename(&away, &inside).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"the old file", "{at:?}");
        sweep(&path);
    }
    save(&path, b"new", Some(&stamp)).unwrap();
}

#[test]
fn hard_links_of_a_file_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let stamp = save(&path, b"a long old text", None).unwrap();
    fs::hard_link(&path, &other).unwrap();
    let stamp = save(&path, b"short", Some(&stamp)).unwrap();
    assert_eq!(fs::read(&other).unwrap(), b"short");
    assert_eq!(Stamp::of(&other).unwrap(), Some(stamp), "one file with two names");
    assert!(save(&other, b"through the other name", Some(&stamp)).is_ok());
    assert_eq!(fs::read(&path).unwrap(), b"through the other name");
    assert_eq!(names(folder.path()), ["a.ron", "b.ron"]);
}

/// Recovers a file, with several attempts: a process that another test starts holds the locks of this one until it runs.
fn recover(path: &Path) -> io::Result<bool> {
    for _ in 0..10 {
        if journal::recover(path)? {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(false)
}

/// A file with two names whose write in place is interrupted in the middle, as by a power cut.
fn cut_short(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("story.txt.ron");
    let stamp = save(&path, b"the old file", None).unwrap();
    fs::hard_link(&path, folder.join("other.ron")).unwrap();
    let died = std::panic::catch_unwind(|| {
        let answer = |step, _: &Path| if step == Step::Overwrite { panic!("the computer dies") } else { Ok(()) };
        answering(answer, || save(&path, b"the new file, which is longer", Some(&stamp)))
    });
    assert!(died.is_err());
    path
}

#[test]
fn an_interrupted_write_in_place_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = cut_short(folder.path());
    assert_ne!(fs::read(&path).unwrap(), b"the old file");
    assert!(recover(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), b"the old file");
    assert_eq!(fs::read(folder.path().join("other.ron")).unwrap(), b"the old file");
    assert_eq!(names(folder.path()), ["other.ron", "story.txt.ron"]);
    assert!(!recover(&path).unwrap());
}

/// Names of the files of a journal.
fn kept(folder: &Path) -> Vec<String> {
    names(folder).into_iter().filter(|name| name.starts_with(".gainsay-")).collect()
}

#[test]
fn a_file_changed_since_the_interruption_is_not_overwritten() {
    // In the same second, an hour later, and with the time that the file had before.
    for later in [0_i64, 3600, -3600] {
        for theirs in ["theirs", "", "the old file, and more of it than before", "the new filE, which is longer"] {
            let folder = tempfile::tempdir().unwrap();
            let path = cut_short(folder.path());
            let before = kept(folder.path());
            assert_eq!(before.len(), 2, "old and new bytes");
            fs::write(&path, theirs).unwrap();
            let time = SystemTime::now();
            let span = Duration::from_secs(later.unsigned_abs());
            let time = if later < 0 { time - span } else { time + span };
            fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
            assert!(!recover(&path).unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
            assert_eq!(kept(folder.path()), before);
            let cut = interrupted(&path).unwrap();
            assert_eq!(cut.len(), 1);
            assert!(!cut[0].is_settled());
            // The journal has the old bytes, which can be restored by hand.
            assert_eq!(fs::read(&cut[0].journal).unwrap(), b"the old file");
        }
    }
}

#[test]
fn a_whole_file_needs_no_recovery() {
    for whole in ["the old file", "the new file, which is longer"] {
        let folder = tempfile::tempdir().unwrap();
        let path = cut_short(folder.path());
        fs::write(&path, whole).unwrap();
        assert!(!recover(&path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
        assert!(kept(folder.path()).is_empty());
    }
}

#[test]
fn a_mixture_is_recognised_at_any_place_and_in_any_order_of_blocks() {
    let old: Vec<u8> = (0..6000_u32).flat_map(u32::to_le_bytes).collect();
    let longer: Vec<u8> = (0..7001_u32).flat_map(|number| (number * 7 + 1).to_le_bytes()).collect();
    let shorter: Vec<u8> = longer[..9001].to_vec();
    for new in [&longer, &shorter] {
        let torn = |now: &[u8]| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("story.txt.ron");
            let stamp = save(&path, &old, None).unwrap();
            fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
            let died = std::panic::catch_unwind(|| {
                let answer =
                    |step, _: &Path| if step == Step::Overwrite { panic!("the computer dies") } else { Ok(()) };
                answering(answer, || save(&path, new, Some(&stamp)))
            });
            assert!(died.is_err());
            fs::write(&path, now).unwrap();
            let recovered = recover(&path).unwrap();
            assert_eq!(fs::read(&path).unwrap(), if recovered { &old[..] } else { now });
            recovered
        };
        let up_to = |place: usize| [&new[..place], old.get(place..).unwrap_or_default()].concat();
        for place in [1, 511, 512, 513, 4096, 8999] {
            assert!(torn(&up_to(place)), "{place}");
        }
        // Blocks in any order: new, old, new.
        let mut blocks = up_to(512);
        blocks[4096..8192].copy_from_slice(&new[4096..8192]);
        assert!(torn(&blocks));
        // Every byte is an old or a new one, but no disk writes like this.
        let mut alternating = old.clone();
        alternating[100..200].copy_from_slice(&new[100..200]);
        assert!(!torn(&alternating));
        let mut foreign = up_to(4096);
        foreign[5000] ^= 0x55;
        assert!(!torn(&foreign));
        assert!(!torn(&up_to(4096)[..4096]), "cut off by somebody");
    }
}

#[test]
fn a_journal_belongs_to_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = cut_short(folder.path());
    // Names that are the beginning or the end of another one.
    for name in ["story.txt.ron.v2.ron", "story.txt.ron.0123456789abcdef", "story.txt", "txt.ron", "s", "other.ron"] {
        fs::write(folder.path().join(name), "mine").unwrap();
    }
    let before = kept(folder.path());
    for name in ["story.txt.ron.v2.ron", "story.txt.ron.0123456789abcdef", "story.txt", "txt.ron", "s"] {
        assert!(!recover(&folder.path().join(name)).unwrap());
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "mine", "{name}");
        assert_eq!(kept(folder.path()), before, "{name}");
    }
    // And the other way round.
    let inner = tempfile::tempdir().unwrap();
    let longer = inner.path().join("story.txt.ron.v2.ron");
    fs::copy(&path, &longer).unwrap();
    for name in before {
        let renamed = name.replace("story.txt.ron.", "story.txt.ron.v2.ron.");
        fs::copy(folder.path().join(&name), inner.path().join(renamed)).unwrap();
    }
    fs::write(inner.path().join("story.txt.ron"), "mine").unwrap();
    assert!(!recover(&inner.path().join("story.txt.ron")).unwrap());
    assert_eq!(fs::read_to_string(inner.path().join("story.txt.ron")).unwrap(), "mine");
    assert_eq!(kept(inner.path()).len(), 2);
}

#[test]
fn a_journal_without_its_new_bytes_or_that_is_a_link_restores_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = cut_short(folder.path());
    let torn = fs::read(&path).unwrap();
    let new = kept(folder.path()).into_iter().find(|name| name.ends_with(".new")).unwrap();
    fs::remove_file(folder.path().join(&new)).unwrap();
    assert!(!recover(&path).unwrap());
    assert_eq!(fs::read(&path).unwrap(), torn);
    // On Windows, links need administrator rights.
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.txt.ron");
        fs::write(&path, "").unwrap();
        fs::write(folder.path().join("secret"), "not for others").unwrap();
        let name = format!(".gainsay-story.txt.ron.{}", &gainsay::storage::files::sha256(b"")[..16]);
        std::os::unix::fs::symlink("secret", folder.path().join(format!("{name}.old"))).unwrap();
        fs::write(folder.path().join(format!("{name}.new")), "").unwrap();
        assert!(!recover(&path).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"");
    }
}

#[test]
fn a_file_with_a_long_name_is_written_in_place_and_restored() {
    for length in [90, 101, 200, 230, 255] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{}.ron", "n".repeat(length - 4)));
        let stamp = save(&path, b"the old file", None).unwrap();
        fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
        let stamp = save(&path, b"the middle file", Some(&stamp)).unwrap();
        assert_eq!(fs::read(folder.path().join("other.ron")).unwrap(), b"the middle file");
        let died = std::panic::catch_unwind(|| {
            let answer = |step, _: &Path| if step == Step::Overwrite { panic!("the computer dies") } else { Ok(()) };
            answering(answer, || save(&path, b"the new file, which is longer", Some(&stamp)))
        });
        assert!(died.is_err());
        assert!(recover(&path).unwrap(), "{length}");
        assert_eq!(fs::read(&path).unwrap(), b"the middle file");
        assert!(kept(folder.path()).is_empty());
    }
    // One more, which no disk accepts.
    let folder = tempfile::tempdir().unwrap();
    let error = save(&folder.path().join("n".repeat(256)), b"new", None).expect_err("it is too long");
    assert!(error.to_string().contains("too long for that disk"), "{error}");
}

#[test]
fn a_file_system_that_cannot_flush_is_no_error() {
    // ENOSYS, EINVAL and EOPNOTSUPP of Linux.
    let said: Vec<io::Error> = if cfg!(target_os = "linux") {
        [38, 22, 95].into_iter().map(io::Error::from_raw_os_error).collect()
    } else {
        [ErrorKind::Unsupported, ErrorKind::InvalidInput].into_iter().map(io::Error::from).collect()
    };
    for error in &said {
        for linked in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("story.txt.ron");
            let (code, kind) = (error.raw_os_error(), error.kind());
            let answer = move |step, _: &Path| match step {
                Step::Flush | Step::FlushOver | Step::FlushFolder => {
                    Err(code.map_or_else(|| kind.into(), io::Error::from_raw_os_error))
                }
                _ => Ok(()),
            };
            let stamp = answering(answer, || save(&path, b"the old file", None)).unwrap();
            if linked {
                fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
            }
            answering(answer, || save(&path, b"the new file, which is longer", Some(&stamp))).unwrap();
            assert_eq!(fs::read(&path).unwrap(), b"the new file, which is longer");
            assert!(kept(folder.path()).is_empty());
        }
    }
}

#[test]
fn only_files_of_dead_saves_are_swept() {
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

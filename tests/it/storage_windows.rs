//! Files as Windows has them: names of devices, paths of any length, files that other programs hold open, line ends.
//!
//! Everything about them that needs no Windows is tried on every system.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use gainsay::model::file_name::{fit, is_device, valid};
use gainsay::storage::files::{SaveError, read_bytes};
use gainsay::storage::long::verbatim;
use gainsay::storage::replace::save;
use gainsay::storage::writing::{Step, answering};

use crate::cli::{SOUND, Shell};
use crate::desk::Desk;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn names_that_windows_keeps_or_cannot_have_are_changed() {
    for device in ["CON", "nul", "Aux.txt", "prn.tar.gz", "COM1", "lpt9.csv", "COM².log", "CONIN$", "con .txt", "nul:x"]
    {
        assert!(is_device(device), "{device}");
    }
    for name in ["console.txt", "aux-1.txt", "COM10", "COM", "com0", "null", "story.con", "", ".aux", "LPT¼"] {
        assert!(!is_device(name), "{name}");
    }
    let changed = [
        ("aux.txt", "_aux.txt"),
        ("Who said what?", "Who said what_"),
        ("a/b\\c:d", "a_b_c_d"),
        ("The end. . ", "The end"),
        ("tab\tand\u{0}nul", "tab_and_nul"),
        ("..hidden", "hidden"),
        ("...", ""),
        ("Ärger über 中文.txt", "Ärger über 中文.txt"),
    ];
    for (words, name) in changed {
        assert_eq!(fit(words), name);
    }
    assert_eq!(fit(&"é".repeat(500)).chars().count(), 120);
    assert_eq!(valid(&"é".repeat(500)).chars().count(), 500);
    // Nothing that was made valid is changed again.
    for (_, name) in changed {
        assert_eq!(fit(name), name);
    }
}

#[test]
fn long_paths_have_the_form_without_a_limit() {
    for (path, form) in [
        (r"C:\articles\story.txt", Some(r"\\?\C:\articles\story.txt")),
        (r"\\server\share\story.txt", Some(r"\\?\UNC\server\share\story.txt")),
        (r"\\?\C:\articles\story.txt", None),
        (r"\\?\UNC\server\share\story.txt", None),
        (r"\\.\aux", None),
        (r"story.txt", None),
        (r"\story.txt", None),
        (r"C:story.txt", None),
        ("/home/ida/story.txt", None),
    ] {
        assert_eq!(verbatim(path).as_deref(), form, "{path}");
    }
}

/// Answers the renaming like Windows does while another program holds the file, this many times.
fn held(
    times: usize,
    meanwhile: impl Fn() + 'static,
) -> (Rc<Cell<usize>>, impl Fn(Step, &Path) -> io::Result<()> + 'static) {
    let tries = Rc::new(Cell::new(0));
    let counted = tries.clone();
    let answer = move |step, _: &Path| {
        if step != Step::Rename {
            return Ok(());
        }
        counted.set(counted.get() + 1);
        meanwhile();
        if counted.get() > times { Ok(()) } else { Err(ErrorKind::ResourceBusy.into()) }
    };
    (tries, answer)
}

#[test]
fn a_file_that_is_held_for_a_moment_is_waited_for() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"old", None).unwrap();
    let (tries, answer) = held(3, || {});
    let saved = answering(answer, || save(&path, b"new", Some(&stamp))).unwrap();
    assert_eq!(tries.get(), 4);
    assert_eq!(read_bytes(&path, 9).unwrap(), (b"new".to_vec(), saved));
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
}

#[test]
fn a_file_that_stays_held_is_named_with_the_remedy_and_nothing_is_lost() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"old", None).unwrap();
    let (begun, (tries, answer)) = (Instant::now(), held(usize::MAX, || {}));
    let error = answering(answer, || save(&path, b"new", Some(&stamp))).unwrap_err();
    assert!(tries.get() > 3 && begun.elapsed() < Duration::from_secs(5), "{} tries", tries.get());
    let told = error.to_string();
    assert!(told.contains("another program has that file open; once it is closed there, save again"), "{told}");
    assert!(told.contains("your work is kept here") && told.contains("story.txt.ron"), "{told}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
    save(&path, b"new", Some(&stamp)).unwrap();
}

#[test]
fn what_the_other_program_wrote_while_it_held_the_file_is_not_written_over() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"old", None).unwrap();
    let theirs = path.clone();
    let (_, answer) = held(1, move || fs::write(&theirs, "theirs, longer").unwrap());
    let error = answering(answer, || save(&path, b"new", Some(&stamp))).unwrap_err();
    assert!(matches!(error, SaveError::Changed { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"theirs, longer");
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
}

/// A path of more than 260 characters, in folders that exist.
fn long(folder: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    for part in ["a", "b", "c"] {
        path.push(part.repeat(90));
    }
    fs::create_dir_all(&path).unwrap();
    path.push("story.txt");
    assert!(path.as_os_str().len() > 260);
    path
}

/// The program's outcome for an article at this path: it is marked by hand, checked and exported beside it.
#[track_caller]
fn works_at(path: &Path) {
    let shell = Shell::new();
    fs::write(path, fs::read(shell.path("story.txt")).unwrap()).unwrap();
    let beside = |name: &str| path.with_file_name(name);
    let stamp = save(&beside("story.txt.ron"), b"not these", None).unwrap();
    let stamp = save(&beside("story.txt.ron"), SOUND.as_bytes(), Some(&stamp)).unwrap();
    // Written in place, under a journal.
    fs::hard_link(beside("story.txt.ron"), beside("other.ron")).unwrap();
    save(&beside("story.txt.ron"), SOUND.replace("Ola", "Eva").as_bytes(), Some(&stamp)).unwrap();
    assert!(fs::read_to_string(beside("other.ron")).unwrap().contains("Eva Berg"));
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let (article, out) = (text(path), text(&beside("out.csv")));
    assert_eq!(shell.run(&["check", &article]), (0, String::new(), String::new()), "{article}");
    let (code, _, told) = shell.run(&["export", &article, "--to", "csv", "--output", &out]);
    assert_eq!(code, 0, "{told}");
    assert!(fs::read_to_string(&out).unwrap().contains("Eva Berg"));
    assert_eq!(names(path.parent().unwrap()), ["other.ron", "out.csv", "story.txt", "story.txt.ron"]);
}

#[test]
fn an_article_with_a_long_path_is_checked_and_exported() {
    let folder = folder();
    works_at(&long(folder.path()));
}

#[test]
fn a_window_whose_file_is_held_says_so_and_saves_when_it_is_free() {
    let mut desk = Desk::story();
    desk.disk_fails(Some(ErrorKind::ResourceBusy));
    desk.select("the trout are gone");
    desk.press("1 Ctrl+S");
    desk.settle();
    desk.shows("another program has that file open");
    assert_eq!(desk.seen().len(), 1, "{:?}", desk.seen());
    assert_eq!(desk.names(), ["story.txt"]);
    desk.disk_fails(None);
    desk.press("Ctrl+S");
    desk.settle();
    assert_eq!(desk.on_disk(), ["claim: the trout are gone"]);
}

/// Windows itself, with its rules for files that are open.
#[cfg(windows)]
mod on_windows {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt;
    use std::thread;

    use gainsay::storage::files::Stamp;
    use gainsay::storage::replace::overwrite;

    use super::*;

    /// The file, opened so that no other program may read, write or replace it.
    fn kept(path: &Path) -> File {
        OpenOptions::new().read(true).share_mode(0).open(path).unwrap()
    }

    #[test]
    fn a_file_in_another_program_is_saved_once_it_is_free() {
        let folder = folder();
        let path = folder.path().join("story.txt.ron");
        let stamp = save(&path, b"old", None).unwrap();
        let file = kept(&path);
        let scanner = thread::spawn(move || {
            thread::sleep(Duration::from_millis(200));
            drop(file);
        });
        save(&path, b"new", Some(&stamp)).unwrap();
        scanner.join().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["story.txt.ron"]);
    }

    #[test]
    fn a_file_that_another_program_keeps_is_neither_lost_nor_called_changed() {
        let folder = folder();
        for linked in [false, true] {
            let path = folder.path().join(format!("story-{linked}.txt.ron"));
            let stamp = save(&path, b"old", None).unwrap();
            if linked {
                fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
            }
            let stamp = Stamp::of(&path).unwrap().filter(|_| linked).unwrap_or(stamp);
            let file = kept(&path);
            let error = save(&path, b"new", Some(&stamp)).unwrap_err();
            assert!(error.to_string().contains("another program has that file open"), "{error}");
            let read = read_bytes(&path, 9).unwrap_err();
            assert!(read.to_string().contains("Close it in the other program"), "{read}");
            drop(file);
            assert_eq!(fs::read(&path).unwrap(), b"old");
            save(&path, b"new", Some(&stamp)).unwrap();
            assert_eq!(fs::read(&path).unwrap(), b"new");
        }
        assert_eq!(names(folder.path()), ["other.ron", "story-false.txt.ron", "story-true.txt.ron"]);
    }

    #[test]
    fn a_file_that_others_only_read_is_read() {
        let folder = folder();
        let path = folder.path().join("story.txt");
        fs::write(&path, "text").unwrap();
        // As a word processor keeps its document: others may read, and nothing else.
        let _open = OpenOptions::new().read(true).write(true).share_mode(1).open(&path).unwrap();
        assert_eq!(read_bytes(&path, 9).unwrap().0, b"text");
    }

    #[test]
    fn nothing_is_written_to_a_device() {
        let folder = folder();
        for name in ["aux.csv", "NUL", "con.txt.ron", "com1"] {
            let error = overwrite(&folder.path().join(name), b"words").unwrap_err();
            assert!(error.to_string().contains("Windows keeps that name for a device"), "{error}");
        }
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn an_annotation_file_that_names_a_device_opens_none() {
        let shell = Shell::new();
        for device in ["CON", "aux", "NUL", "COM1"] {
            fs::remove_file(shell.path("story.txt")).ok();
            fs::write(shell.path("story.txt.ron"), SOUND.replace("story.txt", device)).unwrap();
            let begun = Instant::now();
            let (code, _, told) = shell.run(&["export", "story.txt.ron", "--to", "csv"]);
            assert_eq!(code, 0, "{device}: {told}");
            assert!(begun.elapsed() < Duration::from_secs(20), "{device} was waited for");
        }
    }

    #[test]
    fn articles_at_paths_of_every_form_are_checked_and_exported() {
        let folder = folder();
        let path = folder.path().join("story.txt");
        let plain = path.to_str().unwrap();
        works_at(Path::new(&format!(r"\\?\{plain}")));
        for entry in fs::read_dir(folder.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        works_at(Path::new(&plain.replace('\\', "/")));
    }
}

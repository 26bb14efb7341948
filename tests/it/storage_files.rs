//! Reading files without waiting and within limits; saving them whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gainsay::storage::files::{FileError, SaveError, Stamp, annotation_path, read_bytes, sha256};
use gainsay::storage::replace::{overwrite, save, save_with};

const LIMIT: u64 = 1000;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn says(error: &impl ToString, path: &Path, words: &str) {
    let message = error.to_string();
    assert!(message.contains(&path.display().to_string()), "no path: {message}");
    assert!(message.contains(words), "{words:?} is not in: {message}");
}

#[test]
fn annotation_paths_and_digests() {
    assert_eq!(annotation_path(Path::new("/a/story.txt")), PathBuf::from("/a/story.txt.ron"));
    // FIPS 180-4, example of one block.
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn folders_pipes_and_devices_are_refused_at_once() {
    let folder = folder();
    let start = Instant::now();
    let error = read_bytes(folder.path(), LIMIT).expect_err("a folder was read");
    assert!(matches!(error, FileError::NotAFile { .. }));
    says(&error, folder.path(), "is a folder");

    let missing = folder.path().join("missing.txt");
    let error = read_bytes(&missing, LIMIT).expect_err("nothing was read");
    assert!(error.is_missing());
    says(&error, &missing, "moved, renamed or deleted");

    #[cfg(unix)]
    {
        let error = read_bytes(Path::new("/dev/zero"), LIMIT).expect_err("a device was read");
        says(&error, Path::new("/dev/zero"), "is a device");
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        says(&read_bytes(&socket, LIMIT).expect_err("a socket was read"), &socket, "is a socket");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            says(&read_bytes(&pipe, LIMIT).expect_err("a pipe was read"), &pipe, "is a pipe");
        } else {
            println!("skipped: there is no mkfifo to make a pipe with");
        }
    }
    assert!(start.elapsed() < Duration::from_secs(5), "something was waited for");
}

#[test]
fn a_file_over_the_limit_is_refused_with_the_limit() {
    let folder = folder();
    let path = folder.path().join("story.txt");
    for (length, fits) in [(0, true), (1000, true), (1001, false)] {
        fs::write(&path, vec![b'x'; length]).expect("a file");
        match read_bytes(&path, LIMIT) {
            Ok((bytes, _)) => assert!(fits && bytes.len() == length),
            Err(error) => {
                assert!(!fits && matches!(error, FileError::TooLong { .. }));
                says(&error, &path, "that can be opened");
            }
        }
    }
    // The system reports a length of 0, and it is longer.
    if let Err(error) = read_bytes(Path::new("/proc/self/maps"), 10) {
        assert!(matches!(error, FileError::TooLong { .. } | FileError::System { .. }), "{error}");
    } else {
        panic!("more than the limit was read");
    }
}

#[test]
fn a_save_leaves_only_the_file() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let first = save(&path, b"one", None).expect("a new file");
    assert_eq!(read_bytes(&path, LIMIT).expect("it is there"), (b"one".to_vec(), first));
    let second = save(&path, b"two", Some(&first)).expect("the next one");
    assert_ne!(first, second);
    save(&path, b"three", Some(&second)).expect("one more");
    assert_eq!(fs::read(&path).expect("it is there"), b"three");
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
}

#[test]
fn a_file_that_another_program_changed_is_not_written_over() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    fs::write(&path, "theirs").expect("a file");
    let error = save(&path, b"mine", None).expect_err("it was written over");
    assert!(matches!(error, SaveError::Exists { .. }) && error.is_conflict());
    says(&error, &path, "your work is kept");

    let stamp = Stamp::of(&path).expect("a stamp").expect("it is there");
    fs::write(&path, "theirs, longer").expect("a change");
    let error = save(&path, b"mine", Some(&stamp)).expect_err("it was written over");
    assert!(matches!(error, SaveError::Changed { .. }) && error.is_conflict());
    says(&error, &path, "another program has changed");

    // Like an editor that replaces the file, with the same length and even the same time.
    let stamp = Stamp::of(&path).expect("a stamp").expect("it is there");
    let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    let other = folder.path().join("other");
    fs::write(&other, "THEIRS, LONGER").expect("another");
    fs::File::options().write(true).open(&other).and_then(|file| file.set_modified(time)).expect("the same time");
    fs::rename(&other, &path).expect("replaced");
    if cfg!(unix) {
        assert!(matches!(save(&path, b"mine", Some(&stamp)), Err(SaveError::Changed { .. })));
    }
    assert_eq!(fs::read(&path).expect("it is there"), b"THEIRS, LONGER");

    let stamp = overwrite(&path, b"mine, on purpose").expect("asked for");
    fs::remove_file(&path).expect("removed");
    let error = save(&path, b"mine", Some(&stamp)).expect_err("it was brought back unasked");
    assert!(matches!(error, SaveError::Gone { .. }) && error.is_conflict());
    assert_eq!(names(folder.path()), [] as [&str; 0]);
}

/// Replaces the bytes of a file by as many others, and restores its time.
#[cfg(unix)]
fn slip_in(path: &Path, bytes: &[u8]) {
    let before = fs::metadata(path).expect("a file");
    assert_eq!(before.len(), bytes.len() as u64);
    // Longer than a tick of the system's clock, which may be some milliseconds.
    std::thread::sleep(Duration::from_millis(30));
    let mut file = fs::File::options().write(true).open(path).expect("a file");
    file.write_all(bytes).expect("written");
    file.set_modified(before.modified().expect("a time")).expect("the old time");
}

#[cfg(unix)]
#[test]
fn a_change_with_the_same_length_and_time_is_detected() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let written = save(&path, b"mine", None).expect("a new file");
    slip_in(&path, b"Mine");
    assert_ne!(Stamp::of(&path).expect("a stamp"), Some(written));
    assert!(matches!(save(&path, b"next", Some(&written)), Err(SaveError::Changed { .. })));
    let (_, read) = read_bytes(&path, LIMIT).expect("it is there");
    slip_in(&path, b"MINE");
    assert!(matches!(save(&path, b"next", Some(&read)), Err(SaveError::Changed { .. })));
    assert_eq!(fs::read(&path).expect("it is there"), b"MINE");
}

#[cfg(unix)]
#[test]
fn other_permissions_names_and_the_same_bytes_again_are_no_change() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let mut stamp = save(&path, b"mine", None).expect("a new file");
    for change in 0..4 {
        std::thread::sleep(Duration::from_millis(30));
        match change {
            0 => fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("permissions"),
            1 => fs::hard_link(&path, folder.path().join("other.ron")).expect("a link"),
            2 => fs::remove_file(folder.path().join("other.ron")).expect("removed"),
            _ => slip_in(&path, b"mine"),
        }
        stamp = save(&path, b"mine", Some(&stamp)).expect("nobody changed it");
    }
}

#[test]
fn a_change_during_a_save_is_detected() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"one", None).expect("a new file");
    let result = save_with(&path, Some(&stamp), |file| {
        fs::write(&path, "theirs, meanwhile")?;
        file.write_all(b"mine")
    });
    assert!(matches!(result, Err(SaveError::Changed { .. })), "{result:?}");
    assert_eq!(fs::read(&path).expect("it is there"), b"theirs, meanwhile");
    let new = folder.path().join("new.ron");
    let result = save_with(&new, None, |_| fs::write(&new, "theirs, meanwhile"));
    assert!(matches!(result, Err(SaveError::Exists { .. })), "{result:?}");
    assert_eq!(names(folder.path()), ["new.ron", "story.txt.ron"]);
}

/// The system's error for a full disk, from the device for that if there is one.
fn disk_full() -> io::Error {
    let told = fs::File::options().write(true).open("/dev/full").and_then(|mut file| file.write_all(b"x"));
    told.err().filter(|error| error.kind() == io::ErrorKind::StorageFull).unwrap_or_else(|| {
        println!("there is no /dev/full: its error is made up");
        io::ErrorKind::StorageFull.into()
    })
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"the old file, whole", None).expect("a new file");
    let error = save_with(&path, Some(&stamp), |file| {
        file.write_all(b"half of the new")?;
        Err(disk_full())
    });
    let error = error.expect_err("it was saved");
    assert!(!error.is_conflict());
    says(&error, &path, "is full");
    says(&error, &path, "intact, and your work is kept here. Save it in another place");
    assert_eq!(fs::read(&path).expect("it is there"), b"the old file, whole");
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
    save(&path, b"later", Some(&stamp)).expect("the stamp still holds");
}

#[test]
fn an_error_names_the_folder_that_cannot_be_written() {
    let folder = folder();
    let gone = folder.path().join("gone").join("story.txt.ron");
    says(&save(&gone, b"x", None).expect_err("no folder"), &gone, "does not exist");
    let stamp = save(&folder.path().join("a"), b"x", None).expect("a file");
    says(&save(&gone, b"x", Some(&stamp)).expect_err("no folder"), &gone, "does not exist");

    let inside = folder.path().join("a").join("story.txt.ron");
    let error = save(&inside, b"x", None).expect_err("a file for a folder");
    says(&error, &inside, "is not a folder");

    fs::create_dir(folder.path().join("taken")).expect("a folder");
    let taken = folder.path().join("taken");
    says(&overwrite(&taken, b"x").expect_err("a folder was replaced"), &taken, "is not a file");
    assert_eq!(names(folder.path()), ["a", "taken"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_loses_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"old", None).expect("a new file");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    let tried = save(&path, b"new", Some(&stamp));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    match tried {
        Err(error) => {
            says(&error, &path, "not have permission to write");
            assert_eq!(fs::read(&path).expect("it is there"), b"old");
        }
        Ok(_) => println!("skipped in part: permissions do not bind who runs this test"),
    }
    // Where nobody may write, not even root.
    let anywhere = Path::new("/proc/self/story.txt.ron");
    if anywhere.parent().is_some_and(Path::is_dir) {
        says(&save(anywhere, b"new", None).expect_err("it was saved in /proc"), anywhere, "was not saved");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_permissions_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let (real, link) = (folder.path().join("real.ron"), folder.path().join("link.ron"));
    let stamp = save(&real, b"one", None).expect("a new file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("real.ron", &link).expect("a link");
    let stamp = save(&link, b"two", Some(&stamp)).expect("through the link");
    assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    assert_eq!(fs::read(&real).expect("it is there"), b"two");
    assert_eq!(fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
    save(&real, b"three", Some(&stamp)).expect("the same file");

    let (ahead, later) = (folder.path().join("ahead.ron"), folder.path().join("later.ron"));
    symlink("later.ron", &ahead).expect("a link to nothing");
    says(
        &save(&ahead, b"new", None).expect_err("somebody else chose where"),
        &ahead,
        "later.ron, which does not exist",
    );
    assert!(!later.exists());

    let circle = folder.path().join("circle.ron");
    symlink("circle.ron", &circle).expect("a link to itself");
    says(&save(&circle, b"x", None).expect_err("a circle"), &circle, "circle");
    assert_eq!(names(folder.path()), ["ahead.ron", "circle.ron", "link.ron", "real.ron"]);
}

#[cfg(unix)]
#[test]
fn a_chain_of_links_across_folders_is_followed_and_stays() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["articles", "links", "kept"] {
        fs::create_dir(at(name)).expect("a folder");
    }
    symlink("../links/second.ron", at("articles/story.txt.ron")).expect("a link");
    symlink(at("kept/real.ron"), at("links/second.ron")).expect("a link");
    let path = at("articles/story.txt.ron");
    let stamp = save(&at("kept/real.ron"), b"one", None).expect("a new file");
    save(&path, b"two", Some(&stamp)).expect("through the links");
    assert_eq!(fs::read(at("kept/real.ron")).expect("it is there"), b"two");
    assert_eq!(
        [names(&at("articles")), names(&at("links")), names(&at("kept"))].concat(),
        ["story.txt.ron", "second.ron", "real.ron"]
    );
    for link in ["articles/story.txt.ron", "links/second.ron"] {
        assert!(fs::symlink_metadata(at(link)).expect("the link").is_symlink());
    }
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"old", None).expect("a new file");
    let protect = |on| {
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(on);
        fs::set_permissions(&path, permissions).expect("permissions");
    };
    protect(true);
    for error in [save(&path, b"new", Some(&stamp)), overwrite(&path, b"new")].map(|saved| saved.expect_err("replaced"))
    {
        assert!(matches!(error, SaveError::Protected { .. }) && !error.is_conflict());
        says(&error, &path, "Make it writable, or save under another name");
    }
    assert_eq!(fs::read(&path).expect("it is there"), b"old");
    assert_eq!(names(folder.path()), ["story.txt.ron"]);
    protect(false);
    save(&path, b"new", Some(&stamp)).expect("the stamp still holds");
}

/// Extended attributes of a file.
#[cfg(unix)]
#[test]
fn extended_attributes_are_kept() {
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    let stamp = save(&path, b"one", None).expect("a new file");
    if let Err(error) = xattr::set(&path, "user.xdg.tags", b"river") {
        println!("skipped: no extended attributes here ({error})");
        return;
    }
    let acl = ["-m", "u:65534:r", path.to_str().expect("a name")];
    let listed = std::process::Command::new("setfacl").args(acl).status().is_ok_and(|status| status.success());
    let before: Vec<_> = xattr::list(&path).expect("a list").collect();
    assert_eq!(before.len(), 1 + usize::from(listed));
    save(&path, b"two", Some(&Stamp::of(&path).expect("a stamp").expect("it is there"))).expect("replaced");
    assert_ne!(Stamp::of(&path).expect("a stamp"), Some(stamp));
    assert_eq!(xattr::list(&path).expect("a list").collect::<Vec<_>>(), before);
    assert_eq!(xattr::get(&path, "user.xdg.tags").expect("a tag").as_deref(), Some(&b"river"[..]));
}

#[test]
fn an_annotation_file_is_opened_and_saved_again() {
    use gainsay::storage::{reader, writer};
    let folder = folder();
    let path = folder.path().join("story.txt.ron");
    says(&reader::open(&path).expect_err("there is none"), &path, "could not be read");
    fs::write(&path, "(format: \"gainsay\", version: 1, text: \"abc\")").expect("a file");
    let (file, stamp) = reader::open(&path).expect("it opens");
    let text = writer::write(&file.document);
    save(&path, text.as_bytes(), Some(&stamp)).expect("nobody changed it");
    assert_eq!(reader::open(&path).expect("it opens").0.document.article(), file.document.article());
    fs::write(&path, "broken").expect("a file");
    says(&reader::open(&path).expect_err("it is broken"), &path, "line 1");
    assert_eq!(fs::read(&path).expect("it is there"), b"broken");
}

//! Commands that only read do not change a folder, even after a save that was cut short.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use gainsay::storage::files::Stamp;
use gainsay::storage::replace::save;
use gainsay::storage::writing::{Step, answering};

use crate::cli::{SOUND, Shell, native};
use crate::cli_project;

/// The commands that only read.
const READING: [&[&str]; 9] = [
    &["check", "story.txt"],
    &["check", "story.txt.ron"],
    &["check", "."],
    &["anchor", "."],
    &["export", "story.txt", "--to", "csv"],
    &["export", "story.txt.ron", "--to", "w3c", "--output", "home/out"],
    &["export", ".", "--to", "csv", "--output", "home"],
    &["anchor", "story.txt.ron", "story.txt"],
    &["convert", "story.txt.ron"],
];

/// The story, its annotations with a second hard link, and a save of them that was cut short.
fn torn() -> Shell {
    let shell = Shell::new();
    fs::create_dir(shell.path("home")).unwrap();
    let path = shell.path("story.txt.ron");
    fs::hard_link(&path, shell.path("second.bak")).unwrap();
    let stamp = Stamp::of(&path).unwrap().unwrap();
    let longer =
        SOUND.replace("version: 1,", "version: 1,\n    river: \"Nobody else would say a word about it on Friday\",");
    let died = std::panic::catch_unwind(|| {
        let answer = |step, _: &Path| if step == Step::Overwrite { panic!("the computer dies") } else { Ok(()) };
        answering(answer, || save(&path, longer.as_bytes(), Some(&stamp)))
    });
    assert!(died.is_err());
    // And a temporary file of another save.
    fs::write(shell.path(".gainsay-abcdef.tmp"), "x").unwrap();
    let file = fs::File::options().write(true).open(shell.path(".gainsay-abcdef.tmp")).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    shell
}

type Snapshot = BTreeMap<String, (Vec<u8>, SystemTime)>;

fn snapshot(shell: &Shell) -> Snapshot {
    let entries = fs::read_dir(shell.path("")).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let state = |entry: fs::DirEntry| {
        let state = (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap());
        (entry.file_name().into_string().unwrap(), state)
    };
    files.map(state).collect()
}

#[test]
fn commands_that_read_show_the_old_version_and_write_nothing() {
    let shell = torn();
    let before = snapshot(&shell);
    assert_eq!(before.keys().filter(|name| name.starts_with(".gainsay-")).count(), 3);
    for arguments in READING {
        let (code, _, messages) = shell.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {messages}");
        assert!(
            messages.contains("Saving story.txt.ron was cut short")
                || messages.contains(&native("/story.txt.ron was cut")),
            "{arguments:?}: {messages}"
        );
        assert_eq!(snapshot(&shell), before, "{arguments:?}");
    }
    // A command that edits the file recovers it.
    let (code, _, messages) = shell.run(&["check", "--repair", "story.txt.ron"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(shell.path("story.txt.ron")).unwrap(), SOUND);
    assert_eq!(fs::read_to_string(shell.path("second.bak")).unwrap(), SOUND);
    assert!(!snapshot(&shell).keys().any(|name| name.starts_with(".gainsay-")));
}

#[test]
fn a_project_with_a_save_that_was_cut_short_is_read_as_it_was_before() {
    let shell = torn();
    let before = snapshot(&shell);
    let (code, data, messages) = shell.run(&["project", ".", "--list", "articles", "--to", "csv"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(data.contains("story.txt"), "{data}");
    let (code, data, _) = shell.run(&["export", ".", "--project", "--to", "jsonl"]);
    assert_eq!(code, 0);
    assert!(data.contains("\"kind\":\"denial\"") && data.contains("Ola Berg"), "{data}");
    assert_eq!(snapshot(&shell), before);
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_file() {
            found.insert(name, fs::read(entry.path()).unwrap());
        } else {
            let inside = files(&entry.path()).into_iter();
            found.extend(inside.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        }
    }
    found
}

/// Killed at any moment, an export leaves each file of it whole, the old one or the new one, and no file of the project changed.
#[test]
fn an_export_of_a_project_survives_being_killed() {
    let shell = Shell::new();
    cli_project::project(&shell);
    let of_project = files(&shell.path("p"));
    for (format, output) in [("w3c", "out/all.jsonld"), ("brat", "out/brat")] {
        fs::create_dir_all(shell.path("out")).unwrap();
        let arguments = ["export", "p", "--project", "--to", format, "--output", output];
        let begun = std::time::Instant::now();
        assert_eq!(shell.run(&arguments).0, 0);
        let time = begun.elapsed();
        let new = files(&shell.path("out"));
        for round in 0..12 {
            // Something else is there, which the export replaces.
            for name in new.keys() {
                fs::write(shell.path("out").join(name), "old").unwrap();
            }
            let mut program = shell.program(&arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
            std::thread::sleep(time * round / 12);
            program.kill().unwrap();
            program.wait().unwrap();
            let mut now = files(&shell.path("out"));
            now.retain(|name, _| !name.rsplit('/').next().unwrap().starts_with(".gainsay-"));
            assert_eq!(now.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>(), "{format}");
            for (name, bytes) in now {
                assert!(bytes == b"old" || bytes == new[&name], "{format}: {name} is {} bytes", bytes.len());
            }
        }
        assert_eq!(files(&shell.path("p")), of_project);
        fs::remove_dir_all(shell.path("out")).unwrap();
    }
}

/// An export that cannot be written leaves what was there.
#[test]
fn an_export_of_a_project_that_cannot_be_written_changes_nothing() {
    let shell = Shell::new();
    cli_project::project(&shell);
    fs::create_dir_all(shell.path("out/brat/monday.ann")).unwrap();
    fs::create_dir_all(shell.path("out/file.csv")).unwrap();
    let before = files(&shell.path(""));
    // A folder has the name of the file, and one of the files of a folder.
    for (format, output) in [("csv", "out/file.csv"), ("brat", "out/brat"), ("brat", "p/monday.txt")] {
        let (code, data, messages) = shell.run(&["export", "p", "--project", "--to", format, "--output", output]);
        assert_eq!((code, data.as_str()), (2, ""), "{format} {output}: {messages}");
        assert!(!messages.contains("panicked"), "{messages}");
        if format == "csv" {
            assert_eq!(files(&shell.path("")), before, "{format} {output}");
        }
    }
    // Nor is a file of the project replaced by one of the export.
    for (format, output) in [("csv", "p/monday.txt"), ("jsonl", "p/project.gainsay.ron")] {
        let (code, _, messages) = shell.run(&["export", "p", "--project", "--to", format, "--output", output]);
        assert_eq!(code, 2, "{format} {output}: {messages}");
        for (name, bytes) in before.iter().filter(|(name, _)| name.starts_with("p/")) {
            assert_eq!(&fs::read(shell.path(name)).unwrap(), bytes, "{format} {output}: {name}");
        }
    }
}

#[test]
fn a_file_changed_since_is_read_as_it_is_and_its_old_bytes_are_named() {
    let shell = torn();
    fs::write(shell.path("story.txt.ron"), SOUND.replace("denial", "claim")).unwrap();
    let before = snapshot(&shell);
    for arguments in READING.iter().copied().chain([&["check", "--repair", "story.txt"][..]]) {
        let (code, _, messages) = shell.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {messages}");
        assert!(messages.contains("it was changed since") && messages.contains(".old"), "{arguments:?}: {messages}");
        let mut now = snapshot(&shell);
        if arguments.contains(&"--repair") {
            now.insert(".gainsay-abcdef.tmp".to_owned(), before[".gainsay-abcdef.tmp"].clone());
        }
        assert_eq!(now, before, "{arguments:?}");
    }
}

#[test]
fn an_unreadable_file_names_its_old_bytes() {
    let shell = torn();
    fs::write(shell.path("story.txt.ron"), "").unwrap();
    let (code, _, messages) = shell.run(&["check", "story.txt"]);
    assert_eq!(code, 2);
    assert!(messages.contains("not a Gainsay annotation file") && messages.contains(".old"), "{messages}");
}

/// A folder with the base and both sides of a merge, after a save of the annotations that was cut short and later changes.
fn merged(arguments: &[&str], now: Option<&str>) -> (Shell, i32, String) {
    let shell = torn();
    if let Some(now) = now {
        fs::write(shell.path("story.txt.ron"), now).unwrap();
    }
    fs::write(shell.path("base.ron"), SOUND).unwrap();
    fs::write(shell.path("theirs.ron"), SOUND.replace("denial", "evidence")).unwrap();
    let (code, data, messages) = shell.run(&[&["merge"], arguments].concat());
    assert_eq!(data, "");
    (shell, code, messages)
}

#[test]
fn a_merge_names_the_old_bytes_of_each_file() {
    let now = SOUND.replace("Mill", "Mile");
    for arguments in [
        &["base.ron", "story.txt.ron", "theirs.ron"][..],
        &["base.ron", "story.txt.ron", "theirs.ron", "--output", "merged.ron"],
        &["base.ron", "theirs.ron", "story.txt.ron"],
        &["story.txt.ron", "base.ron", "theirs.ron"],
        &["story.txt.ron", "story.txt.ron", "theirs.ron", "--output", "merged.ron"],
    ] {
        let (shell, code, messages) = merged(arguments, Some(&now));
        assert!(code < 2, "{arguments:?}: {messages}");
        assert_eq!(messages.matches("it was changed since").count(), 1, "{arguments:?}: {messages}");
        let kept = snapshot(&shell).into_keys().find(|name| name.ends_with(".old")).unwrap();
        assert!(messages.contains(&kept), "{arguments:?}: {messages}");
    }
}

#[test]
fn a_merge_recovers_only_the_file_that_it_writes() {
    let (shell, code, messages) = merged(&["base.ron", "story.txt.ron", "theirs.ron"], None);
    assert_eq!((code, messages.contains("cut short")), (0, false), "{messages}");
    assert!(fs::read_to_string(shell.path("story.txt.ron")).unwrap().contains("evidence"));
    assert!(!snapshot(&shell).keys().any(|name| name.ends_with(".old")));
    let (shell, code, messages) = merged(&["base.ron", "theirs.ron", "story.txt.ron"], None);
    assert_eq!((code, messages.matches("was cut short").count()), (0, 1), "{messages}");
    assert!(snapshot(&shell).keys().any(|name| name.ends_with(".old")));
}

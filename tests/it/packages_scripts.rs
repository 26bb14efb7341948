//! Scripts of packages and releases do what they say.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

/// An unpacked archive with these files beside the program and its menu entry.
fn unpack(archive: &Path, more: &[&str]) {
    let entry = "[Desktop Entry]\nExec=gainsay %f\nIcon=gainsay\n";
    let program = ("bin/gainsay", "#!/bin/sh\n");
    let files = [program, ("share/applications/gainsay.desktop", entry)];
    for (name, content) in more.iter().map(|name| (*name, "a page\n")).chain(files) {
        let path = archive.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/linux/install");
    fs::copy(script, archive.join("install")).unwrap();
}

/// Runs a script as a person does, in a home with a blank in its name.
fn run(script: &Path, home: &Path, arguments: &[&str]) {
    let out = Command::new("sh").arg(script).args(arguments).env("HOME", home).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

/// All files and empty folders in a folder.
fn all(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        let entries: Vec<_> = fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()).collect();
        if entries.is_empty() {
            found.insert(next.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
        }
        for path in entries {
            if path.is_dir() {
                left.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

#[test]
fn a_newer_version_leaves_nothing_of_the_older_and_removing_leaves_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new, home) = (folder.path().join("old"), folder.path().join("new"), folder.path().join("my home"));
    unpack(&old, &["share/doc/gainsay/old page.md", "share/man/man1/gainsay.1"]);
    unpack(&new, &["share/doc/gainsay/page.md", "share/man/man1/gainsay.1"]);
    let prefix = home.join(".local");
    let work = "share/gainsay/unsaved/story.txt.ron";
    fs::create_dir_all(prefix.join(work).parent().unwrap()).unwrap();
    fs::write(prefix.join(work), "work").unwrap();
    run(&old.join("install"), &home, &[]);
    assert!(prefix.join("share/doc/gainsay/old page.md").exists());
    run(&new.join("install"), &home, &[]);
    let installed = [
        "bin/gainsay",
        "share/applications/gainsay.desktop",
        "share/doc/gainsay/page.md",
        "share/gainsay/files",
        "share/gainsay/uninstall",
        work,
        "share/man/man1/gainsay.1",
    ];
    let mut found = all(&prefix);
    // The desktop's own, where it has programs that make it.
    found.remove("share/applications/mimeinfo.cache");
    assert_eq!(found, installed.map(str::to_owned).into());
    let program = fs::metadata(prefix.join("bin/gainsay")).unwrap();
    assert_eq!(program.permissions().mode() & 0o777, 0o755);
    // A menu has no search path.
    let entry = fs::read_to_string(prefix.join("share/applications/gainsay.desktop")).unwrap();
    assert!(entry.contains(&format!("Exec=\"{}/bin/gainsay\" %f\n", prefix.display())), "{entry}");
    run(&prefix.join("share/gainsay/uninstall"), &home, &[]);
    assert_eq!(all(&prefix), [work.to_owned()].into());
    // For everybody: another place, and no home of anybody.
    let everybody = folder.path().join("usr local");
    run(&new.join("install"), &home, &[everybody.to_str().unwrap()]);
    run(&everybody.join("share/gainsay/uninstall"), &home, &[]);
    assert!(!everybody.join("share").exists() && !everybody.join("bin").exists());
}

#[test]
fn notes_of_a_release_have_each_entry_on_one_line() {
    let notes = |version: &str| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/release/notes");
        let out = Command::new("bash").arg(script).arg(version).output().unwrap();
        (out.status.success(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    let (done, text, _) = notes(concat!("v", env!("CARGO_PKG_VERSION")));
    assert!(done && text.contains("\n### Added\n\n- "), "{text}");
    // The page of a release shows a break of lines as one.
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(line.starts_with("- ") || line.starts_with("### "), "{line}");
    }
    let (done, text, said) = notes("v0.0.9");
    assert!(!done && text.is_empty() && said.contains("0.0.9"), "{text}{said}");
}

//! Paint scheduling: never while nothing happens, once for an input; and the watcher of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::desk::{Desk, STORY};
use egui::Event;
use gainsay::app::action::Action;
use gainsay::app::session::SessionId;
use gainsay::jobs::Answer;
use gainsay::jobs::watch::{LookJob, Now, Seen};
use gainsay::storage::announcements::Announcements;
use gainsay::storage::files::Stamp;
use gainsay::storage::lock;
use gainsay::storage::settings::Folders;
use gainsay::ui::platform::{Platform, Real};
use gainsay::ui::reply::Reply;

#[test]
fn a_window_that_nobody_touches_is_not_painted() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1 Ctrl+S");
    // The article, every panel, the full-window map, a field, a picker.
    for keys in [
        "",
        "Ctrl+1",
        "Ctrl+2",
        "Ctrl+3",
        "Ctrl+4",
        "Ctrl+5",
        "N",
        "Escape Ctrl+Shift+3",
        "Ctrl+Shift+3 Ctrl+F",
        "Escape Ctrl+P",
    ] {
        desk.press(keys);
        desk.wait(500);
        desk.wait(11_000);
        assert_eq!(desk.next_frame(), None, "after {keys}");
    }
}

#[test]
fn the_caret_blinks_for_ten_seconds_after_a_key() {
    let mut desk = Desk::story();
    for _ in 0..2 {
        desk.press("Right");
        for _ in 0..9 {
            desk.wait(1000);
            assert!(desk.next_frame().is_some_and(|delay| delay <= Duration::from_millis(500)));
        }
        desk.wait(1100);
        assert_eq!(desk.next_frame(), None);
    }
}

#[test]
fn an_input_is_painted_once_with_all_that_comes_of_it() {
    let line = |number: usize| format!("Paragraph {number} of a long article.\n\n");
    let mut desk = Desk::reading(&(0..200).map(line).collect::<String>());
    let at = egui::pos2(400.0, 400.0);
    desk.draw([Event::PointerMoved(at)]);
    for keys in
        ["Right", "PageDown", "PageUp", "Ctrl+End", "Ctrl+Home", "Shift+Down", "1", "J", "D", "Ctrl+Z", "Ctrl+2"]
    {
        desk.wait(100);
        desk.draw_key(keys);
        assert_ne!(desk.next_frame(), Some(Duration::ZERO), "after {keys}");
        let shown = desk.screen();
        desk.settle();
        assert_eq!(shown, desk.screen(), "after {keys}");
    }
}

#[test]
fn a_step_of_the_wheel_is_a_jump() {
    let line = |number: usize| format!("Paragraph {number} of a long article.\n\n");
    let mut desk = Desk::reading(&(0..200).map(line).collect::<String>());
    desk.draw([Event::PointerMoved(egui::pos2(400.0, 400.0))]);
    desk.wait(11_000);
    for lines in [-1.0, -3.0, 2.0] {
        let before = desk.paragraphs();
        desk.draw_wheel(lines);
        let after = desk.paragraphs();
        assert_ne!(before, after);
        // Neither at once nor for a tooltip; the reading position is stored later.
        assert!(desk.next_frame().is_none_or(|delay| delay > Duration::from_secs(1)));
        desk.wait(300);
        assert_eq!(after, desk.paragraphs());
    }
    // The same over a list.
    desk.press("Ctrl+6");
    desk.draw([Event::PointerMoved(egui::pos2(1200.0, 400.0))]);
    desk.wait(11_000);
    let before = desk.paragraphs();
    desk.draw_wheel(-1.0);
    assert_ne!(desk.next_frame(), Some(Duration::ZERO));
    assert_eq!(before, desk.paragraphs());
}

#[test]
fn what_is_due_wakes_the_window() {
    let mut desk = Desk::story();
    desk.select("the trout are gone");
    desk.press("1");
    assert!(desk.next_frame().is_some_and(|delay| delay <= Duration::from_millis(300)), "to save");
    desk.press("Ctrl+S");
    desk.wait(11_000);
    // Half a file, which another program may be writing, is read again, but not forever.
    fs::write(desk.path("story.txt.ron"), "(format: \"gainsay\", vers").unwrap();
    desk.wait(1100);
    for _ in 0..8 {
        if let Some(delay) = desk.next_frame() {
            assert!(delay <= Duration::from_millis(1000));
        }
        desk.wait(1100);
    }
    desk.shows("What was open is kept here as it was");
    assert_eq!(desk.next_frame(), None);
    // A missing file causes no repeated checks.
    fs::remove_file(desk.path("story.txt")).unwrap();
    desk.wait(1100);
    desk.shows("Its text is kept with the annotations");
    desk.wait(1100);
    assert_eq!(desk.next_frame(), None);
}

/// Files under the real watcher, and its answers.
struct Watched {
    platform: Real,
    folders: Folders,
    folder: tempfile::TempDir,
    told: Receiver<Action>,
    reply: Reply,
}

impl Watched {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::at(folder.path().join("home"));
        let (sender, told) = channel();
        let reply = Reply::new(sender, egui::Context::default());
        Self { platform: Real::default(), folders, folder, told, reply }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Watches an annotation file and an article as they are now.
    fn watch(&mut self, annotations: &Path, article: &Path) {
        let stamp = |path: &Path| Stamp::of(path).unwrap();
        let job = LookJob {
            annotations: annotations.to_owned(),
            expected: stamp(annotations),
            article: stamp(article).map(|stamp| (article.to_owned(), stamp)),
            holds: true,
            waits: false,
            folders: self.folders.clone(),
        };
        self.platform.watch(SessionId::default(), Box::new(job), self.reply.clone());
    }

    /// Next announcement.
    #[track_caller]
    fn seen(&self) -> Seen {
        match self.told.recv_timeout(Duration::from_secs(30)).expect("nothing was told") {
            Action::Answered(_, Answer::Looked(_, seen)) => seen,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_change_by_another_program_is_noticed_once() {
    let mut watched = Watched::new();
    let (story, marks, other) = (watched.path("story.txt"), watched.path("story.txt.ron"), watched.path("other"));
    fs::write(&story, STORY).unwrap();
    fs::write(&marks, "one").unwrap();
    let same = Seen { annotations: Now::Same, article: Now::Same, asked: false, freed: false };
    let changes: [(&str, &dyn Fn(), Seen); 6] = [
        ("written in its place", &|| fs::write(&marks, "three").unwrap(), Seen { annotations: Now::Changed, ..same }),
        (
            "replaced",
            &|| {
                fs::write(&other, "three").unwrap();
                fs::rename(&other, &marks).unwrap();
            },
            Seen { annotations: Now::Changed, ..same },
        ),
        ("emptied", &|| drop(fs::File::create(&marks).unwrap()), Seen { annotations: Now::Changed, ..same }),
        ("renamed", &|| fs::rename(&story, &other).unwrap(), Seen { article: Now::Gone, ..same }),
        ("named back", &|| fs::rename(&other, &story).unwrap(), same),
        ("deleted", &|| fs::remove_file(&marks).unwrap(), Seen { annotations: Now::Gone, ..same }),
    ];
    for (what, change, expected) in changes {
        if what != "named back" {
            watched.watch(&marks, &story);
            // Unchanged files cause no answer.
            assert!(watched.told.recv_timeout(Duration::from_millis(300)).is_err(), "before it was {what}");
        }
        change();
        let seen = watched.seen();
        if what == "named back" {
            // Some systems change the time, and then the bytes are compared.
            assert_ne!(seen.article, Now::Gone);
        } else {
            assert_eq!(seen, expected, "{what}");
        }
    }
    // Another window asks for the file.
    let _asking = lock::ask(&watched.folders, &marks);
    assert!(watched.seen().asked);
    // Longer than the polling interval.
    assert!(watched.told.recv_timeout(Duration::from_secs(3)).is_err(), "what is told once is told again");
}

#[test]
fn what_the_system_does_not_announce_is_noticed_too() {
    let mut watched = Watched::new();
    // A missing folder cannot be watched.
    let marks = watched.path("later").join("story.txt.ron");
    watched.watch(&marks, Path::new("story.txt"));
    assert!(watched.told.recv_timeout(Duration::from_millis(300)).is_err());
    fs::create_dir(watched.path("later")).unwrap();
    fs::write(&marks, "one").unwrap();
    assert_eq!(watched.seen().annotations, Now::Changed);
}

#[test]
fn the_system_announces_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("story.txt");
    fs::write(&file, "one").unwrap();
    #[cfg(unix)]
    let watched = {
        let link = folder.path().join("links").join("story");
        fs::create_dir(folder.path().join("links")).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        link
    };
    // On Windows, links need administrator rights.
    #[cfg(not(unix))]
    let watched = file.clone();
    let (sender, changes) = channel();
    let mut announcements = Announcements::new(move || {
        let _ = sender.send(());
    });
    announcements.watch([watched.as_path()]);
    // Reading is no change, and other files do not matter.
    fs::read(&file).unwrap();
    fs::write(folder.path().join("other.txt"), "two").unwrap();
    assert!(changes.recv_timeout(Duration::from_millis(300)).is_err());
    fs::write(&file, "two").unwrap();
    changes.recv_timeout(Duration::from_secs(30)).expect("no announcement");
}

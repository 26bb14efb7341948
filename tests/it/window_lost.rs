//! Another program deletes, empties or damages the annotation file, and the window has the only copy.

use std::fs;

use crate::desk::Desk;

/// A desk with one claim on disk.
fn saved() -> Desk {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+S");
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    desk
}

/// Bytes of no annotation file.
const DAMAGE: [&[u8]; 5] =
    [b"", b"nothing of the kind", b"(format: \"gainsay\", version: 1, annot", &[0; 300], &[0xff, 0xfe, 0x41]];

fn harm(desk: &Desk, bytes: Option<&[u8]>) {
    match bytes {
        Some(bytes) => fs::write(desk.path("story.txt.ron"), bytes).unwrap(),
        None => fs::remove_file(desk.path("story.txt.ron")).unwrap(),
    }
}

fn all_harm() -> impl Iterator<Item = Option<&'static [u8]>> {
    DAMAGE.into_iter().map(Some).chain([None])
}

/// Damaged files that were put aside.
fn aside(desk: &Desk) -> Vec<Vec<u8>> {
    let names = desk.names().into_iter().filter(|name| name.contains(".damaged"));
    names.map(|name| fs::read(desk.path(&name)).unwrap()).collect()
}

#[test]
fn the_work_counts_as_unsaved_and_saving_writes_it_and_loses_nothing() {
    for harmed in all_harm() {
        let mut desk = saved();
        harm(&desk, harmed);
        desk.wait(1100);
        desk.shows("Not saved");
        // Nothing is written automatically.
        desk.wait(20_000);
        assert_eq!(fs::read(desk.path("story.txt.ron")).ok().as_deref(), harmed);
        desk.press("Ctrl+S");
        assert_eq!(desk.on_disk(), ["claim: Mill"], "{harmed:?}");
        assert_eq!(aside(&desk), harmed.into_iter().filter(|bytes| !bytes.is_empty()).collect::<Vec<_>>());
        desk.shows("Saved ");
        desk.lacks("Not saved");
        desk.wait(1100);
        desk.close();
        assert!(desk.is_closed());
    }
}

#[test]
fn saving_finds_out_by_itself_before_anybody_has_looked() {
    for harmed in all_harm() {
        for keys in ["Ctrl+S", "2 Ctrl+S"] {
            let mut desk = saved();
            harm(&desk, harmed);
            desk.press(keys);
            if harmed.is_some() && keys != "Ctrl+S" {
                // Another program may be writing it, and there may be work to merge.
                desk.shows("cannot be merged");
                assert_eq!(fs::read(desk.path("story.txt.ron")).ok().as_deref(), harmed);
                desk.click("Overwrite with mine");
            }
            let kind = if keys == "Ctrl+S" { "claim" } else { "denial" };
            assert_eq!(desk.on_disk(), [format!("{kind}: Mill")], "{harmed:?}");
            assert_eq!(aside(&desk), harmed.into_iter().filter(|bytes| !bytes.is_empty()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn quitting_asks_whether_anybody_has_looked_or_not() {
    for harmed in all_harm() {
        for looked in [true, false] {
            let mut desk = saved();
            harm(&desk, harmed);
            if looked {
                desk.wait(1100);
            }
            desk.close();
            assert!(!desk.is_closed(), "{harmed:?} {looked}");
            desk.shows(if harmed.is_none() { "The annotation file is missing" } else { "cannot be merged" });
            desk.press("Escape");
            desk.shows("Not saved");
            desk.close();
            desk.click(if harmed.is_none() { "Recreate file" } else { "Overwrite with mine" });
            assert!(desk.is_closed());
            assert_eq!(desk.on_disk(), ["claim: Mill"]);
            assert_eq!(aside(&desk), harmed.into_iter().filter(|bytes| !bytes.is_empty()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn giving_the_work_up_is_a_way_out_too() {
    let mut desk = saved();
    harm(&desk, None);
    desk.wait(1100);
    desk.close();
    desk.click("Discard mine");
    assert!(desk.is_closed());
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn what_is_done_after_the_file_was_deleted_is_written_on_purpose() {
    let mut desk = saved();
    harm(&desk, None);
    desk.wait(1100);
    desk.press("2");
    desk.wait(1000);
    desk.shows("The annotation file is missing");
    assert_eq!(desk.names(), ["story.txt"]);
    desk.click("Recreate file");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
}

#[test]
fn a_file_that_comes_back_whole_is_the_saved_work_again() {
    let mut desk = saved();
    let (path, away) = (desk.path("story.txt.ron"), desk.path("away"));
    fs::rename(&path, &away).unwrap();
    desk.wait(1100);
    desk.shows("Not saved");
    fs::rename(&away, &path).unwrap();
    desk.wait(1100);
    desk.lacks("Not saved");
    fs::write(&path, "").unwrap();
    desk.wait(1100);
    desk.shows("Not saved");
    fs::write(&path, "(format: \"gainsay\", version: 1, text: \"Mill owner\")").unwrap();
    desk.wait(1100);
    desk.lacks("Not saved");
    desk.close();
    assert!(desk.is_closed());
}

#[test]
fn a_valid_change_of_another_program_is_not_written_over_by_asking_to_save() {
    let mut desk = saved();
    let theirs = fs::read_to_string(desk.path("story.txt.ron")).unwrap().replace("\"claim\"", "\"evidence\"");
    fs::write(desk.path("story.txt.ron"), &theirs).unwrap();
    desk.press("Ctrl+S");
    assert_eq!(fs::read_to_string(desk.path("story.txt.ron")).unwrap(), theirs);
    assert!(desk.seen()[0].starts_with("Evidence: "));
    // With unsaved work, the person decides.
    fs::write(desk.path("story.txt.ron"), theirs.replace("\"evidence\"", "\"denial\"")).unwrap();
    desk.press("D Ctrl+S");
    desk.shows("Another program changed the annotation file");
    assert!(aside(&desk).is_empty());
}

#[test]
fn each_damaged_file_is_put_aside_under_a_name_of_its_own() {
    let mut desk = saved();
    for (bytes, kind) in [("first damage", "2"), ("second damage", "3"), ("first damage", "1")] {
        harm(&desk, Some(bytes.as_bytes()));
        desk.wait(1100);
        desk.press(&format!("{kind} Ctrl+S"));
    }
    assert_eq!(desk.on_disk(), ["claim: Mill"]);
    assert_eq!(aside(&desk), [b"first damage".to_vec(), b"second damage".to_vec()]);
}

#[cfg(unix)]
#[test]
fn new_permissions_are_no_change_and_a_change_with_the_old_time_is_one() {
    use std::os::unix::fs::PermissionsExt;
    let mut desk = saved();
    let path = desk.path("story.txt.ron");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    desk.wait(1100);
    desk.press("2 Ctrl+S");
    desk.lacks("Another program");
    assert_eq!(desk.on_disk(), ["denial: Mill"]);
    desk.wait(1100);
    // Same length, same time.
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let theirs = fs::read_to_string(&path).unwrap().replace("id-1", "id-9");
    std::thread::sleep(std::time::Duration::from_millis(30));
    fs::write(&path, theirs).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    desk.wait(1100);
    desk.shows("Another program changed story.txt.ron");
    desk.press("D Ctrl+S");
    assert_eq!(desk.file().document.set().annotations()[0].id.as_str(), "id-9");
}

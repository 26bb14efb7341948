//! The pictures of README and manual: each is made by the script, shown by a page, and small.

use std::collections::BTreeSet;
use std::fs;

use crate::imports::root;
use crate::readme::{PAGES, read};

/// The folder of the pictures.
const FOLDER: &str = "docs/pictures";

#[test]
fn each_picture_is_made_by_the_script_and_shown_and_small() {
    let script = read(".ci/pictures");
    let list = script.lines().find_map(|line| line.strip_prefix("pictures=(")).unwrap().trim_end_matches(')');
    let made: BTreeSet<String> = list.split(' ').map(|name| format!("{name}.png")).collect();
    let shown = PAGES.iter().flat_map(|page| {
        let pictures = read(page);
        let names = pictures.split("pictures/").skip(1).filter_map(|rest| Some(rest.split_once(".png)")?.0.to_owned()));
        names.map(|name| format!("{name}.png")).collect::<Vec<_>>()
    });
    let shown: BTreeSet<String> = shown.collect();
    let mut there = BTreeSet::new();
    let mut sum = 0;
    for file in fs::read_dir(root().join(FOLDER)).unwrap() {
        let file = file.unwrap();
        let bytes = fs::read(file.path()).unwrap();
        let name = file.file_name().into_string().unwrap();
        assert!(bytes.len() < 100_000, "{name} has {} bytes", bytes.len());
        // The colour type of the header: a palette, which has at most 256 colours.
        assert_eq!((&bytes[1..4], bytes[25]), (b"PNG".as_slice(), 3), "{name} has no palette");
        sum += bytes.len();
        there.insert(name);
    }
    assert_eq!(there, made, "{FOLDER} has what the script makes");
    assert_eq!(there, shown, "each picture is shown by a page");
    assert!(sum < 1_000_000, "the pictures have {sum} bytes");
}

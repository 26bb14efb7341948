//! The program for libFuzzer: built once for each target, it tries the property with its own name.
#![no_main]

mod properties;

use std::sync::LazyLock;

static PROPERTY: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let program = std::env::current_exe().expect("the program's own path");
    let name = program.file_name().expect("a file").to_string_lossy().into_owned();
    let row = properties::PROPERTIES.iter().find(|row| row.name == name);
    row.unwrap_or_else(|| panic!("there is no property {name}")).holds
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| PROPERTY(bytes));

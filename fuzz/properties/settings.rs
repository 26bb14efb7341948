//! The settings file: valid values are within their limits and are written back unchanged.

use std::path::Path;

use gainsay::app::shell::keymap::Keymap;
use gainsay::storage::settings::{MAX_RECENT, TEXT_SIZES, ZOOMS, read, write};

pub fn opens_and_saves(bytes: &[u8]) {
    let path = Path::new("settings.ron");
    let settings = match read(path, bytes.to_vec()) {
        Ok(settings) => settings,
        Err(error) => {
            assert!(error.to_string().contains("settings.ron"), "{error}");
            return;
        }
    };
    assert!(TEXT_SIZES.contains(&settings.text_size) && ZOOMS.contains(&settings.zoom), "{settings:?}");
    assert!(settings.recent.len() <= MAX_RECENT);
    let source = write(&settings);
    let again = read(path, source.clone().into_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"));
    assert_eq!(again, settings, "{source}");
    // Unknown keys are reported.
    let _ = Keymap::new(&settings);
}

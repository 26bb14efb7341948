//! The properties of the fuzzer on seeds, damaged seeds and noise.

use std::path::PathBuf;

use proptest::prelude::*;

use crate::properties::PROPERTIES;

/// Number of damaged seeds and of noise inputs for each property.
const CASES: u32 = 150;

/// The seeds of a property, by name.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect(name).map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).expect("a seed")).collect()
}

/// One piece of damage: the place, the number of bytes removed, and the bytes inserted.
fn damage() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let awkward = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\\",
        "/*",
        "//",
        "r#\"",
        "-1",
        "1e999",
        "NaN",
        "true",
        "None",
        "id: \"a\"",
        "kind: \"\"",
        "start: 3",
        "end: 1",
        "exact: \"\"",
        "version: 2",
        "text: \"\"",
        "\r\n",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "字",
    ]);
    let put =
        prop_oneof![awkward.prop_map(|words| words.as_bytes().to_vec()), prop::collection::vec(any::<u8>(), 0..6),];
    (any::<prop::sample::Index>(), 0..12usize, put)
}

#[test]
fn every_property_holds_for_its_seeds_damaged_seeds_and_noise() {
    for row in PROPERTIES {
        let seeds = seeds(row.name);
        assert!(!seeds.is_empty(), "{} has no seed", row.name);
        for seed in &seeds {
            (row.holds)(seed);
        }
        let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
        let damaged =
            (prop::sample::select(seeds), prop::collection::vec(damage(), 1..4)).prop_map(|(seed, damages)| {
                let mut bytes = seed;
                for (at, cut, put) in damages {
                    let at = at.index(bytes.len() + 1);
                    let end = (at + cut).min(bytes.len());
                    bytes.splice(at..end, put);
                }
                bytes
            });
        let noise = prop::collection::vec(any::<u8>(), 0..300);
        let inputs = [damaged.boxed(), noise.boxed()];
        for bytes in inputs {
            let tried = proptest::test_runner::TestRunner::new(config.clone()).run(&bytes, |bytes| {
                (row.holds)(&bytes);
                Ok(())
            });
            tried.unwrap_or_else(|error| panic!("{}: {error}", row.name));
        }
    }
}

#[test]
fn every_property_is_a_target_of_the_fuzzer() {
    let manifest = include_str!("../../fuzz/Cargo.toml");
    let targets = manifest.lines().filter_map(|line| line.trim().strip_prefix("{ name = \"")?.split('"').next());
    assert!(targets.eq(PROPERTIES.iter().map(|row| row.name)), "fuzz/Cargo.toml has other targets than PROPERTIES");
}

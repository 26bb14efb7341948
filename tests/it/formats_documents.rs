//! Whole documents, as programs write them, against what a person says is in them.

use std::path::{Path, PathBuf};

use gainsay::formats::importer_of;

use crate::packed::{notices, outline};

/// The documents of this repository: each has its text beside it, with what each paragraph is.
///
/// `GAINSAY_BLESS=1` writes those, to be read before they are believed.
#[test]
fn documents_are_read_as_their_golden_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents");
    let mut count = 0;
    for path in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end != "golden")) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let read = match importer_of(&path, &bytes).read(&bytes, None, &name) {
            Ok(imported) => {
                let article = &imported.article;
                let source = format!("{} | {} | {}\n", article.title, article.source.byline, article.source.published);
                let notices = notices(&imported).iter().map(|notice| format!("! {notice}\n")).collect::<String>();
                format!("{source}{notices}\n{}", outline(&imported))
            }
            Err(error) => format!("refused: {error}\n"),
        };
        let golden = path.with_file_name(format!("{name}.golden"));
        if std::env::var_os("GAINSAY_BLESS").is_some() {
            std::fs::write(&golden, &read).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(read, expected, "{name}");
        count += 1;
    }
    assert!(count >= 2, "only {count} documents");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

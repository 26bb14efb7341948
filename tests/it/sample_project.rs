//! The sample project that comes with the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gainsay::jobs::project::follow::read_again;
use gainsay::model::ledger::Standing;
use gainsay::model::project::corpus::Corpus;
use gainsay::model::project::overview::Overview;
use gainsay::storage::project::{FILE_NAME, reader, writer};
use gainsay::storage::{self};

/// The articles of the sample project with their annotation files.
pub const ARTICLES: [(&str, &[u8]); 8] = [
    ("marrow-courier.html", include_bytes!("../../assets/project/marrow-courier.html")),
    ("marrow-courier.html.ron", include_bytes!("../../assets/project/marrow-courier.html.ron")),
    ("lakeside-radio.html", include_bytes!("../../assets/project/lakeside-radio.html")),
    ("lakeside-radio.html.ron", include_bytes!("../../assets/project/lakeside-radio.html.ron")),
    ("evening-post.html", include_bytes!("../../assets/project/evening-post.html")),
    ("evening-post.html.ron", include_bytes!("../../assets/project/evening-post.html.ron")),
    ("rail-and-road-weekly.html", include_bytes!("../../assets/project/rail-and-road-weekly.html")),
    ("rail-and-road-weekly.html.ron", include_bytes!("../../assets/project/rail-and-road-weekly.html.ron")),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/project")
}

fn articles() -> Vec<String> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".html")).collect();
    names.sort();
    names
}

#[test]
fn its_files_are_as_the_program_writes_them() {
    for name in articles() {
        let path = folder().join(format!("{name}.ron"));
        let source = fs::read_to_string(&path).unwrap();
        let (file, _) = storage::reader::open(&path).unwrap();
        assert_eq!(storage::writer::write(&file.document), source, "{name}");
    }
    let path = folder().join(FILE_NAME);
    let (file, _) = reader::open(&path).unwrap();
    assert_eq!(file.notices, [""; 0]);
    assert_eq!(writer::write(&file.project), fs::read_to_string(&path).unwrap());
}

#[test]
fn one_claim_goes_through_its_four_articles() {
    let mut corpus = Corpus::default();
    let news = read_again(&folder(), articles());
    assert_eq!(news.entries.len(), 4);
    for entry in &news.entries {
        assert_eq!((entry.problems, &entry.failure), (0, &None), "{}", entry.path);
    }
    corpus.update(news.entries, &[]);
    let (file, _) = reader::open(&folder().join(FILE_NAME)).unwrap();
    let overview = Overview::new(&corpus, &file.project);
    assert_eq!(overview.gone(), []);
    assert_eq!(overview.links().len(), file.project.links().count());
    let titled = |title: &str| {
        let is_titled = |thread: &&gainsay::model::project::overview::Thread| {
            thread.title.as_ref().is_some_and(|item| item.title == title)
        };
        overview.threads().iter().find(is_titled).unwrap()
    };
    let cracks = titled("Cracks in the axles of the trams");
    assert_eq!((cracks.claims.len(), cracks.articles, cracks.standing), (3, 3, Standing::Contested));
    let answers = cracks.answers.iter().flat_map(|answer| &answer.marks);
    let told_in: BTreeSet<u32> = cracks.claims.iter().chain(answers).map(|place| place.article).collect();
    assert_eq!(told_in.len(), 4);
    assert_eq!(titled("Who knew of the report").standing, Standing::DeniedWithEvidence);
}

//! A team that shares annotations through git: real repositories, real branches, and the real program as git's merge
//! driver. Skipped with a message if git is not installed.

use std::fs;
use std::sync::Arc;

use gainsay::model::annotation::{Annotation, Id, Relation, Target, Time};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use gainsay::storage::{reader, writer};

use crate::desk::STORY;
use crate::git::Git;

/// The annotation file.
const FILE: &str = "story.txt.ron";

/// A repository with an annotated story.
struct Repository {
    git: Git,
}

impl Repository {
    /// A repository with the story and one mark on the branch `main`; `None` without git.
    fn new() -> Option<Self> {
        let repository = Self { git: Git::new()? };
        fs::write(repository.git.path("story.txt"), STORY).unwrap();
        let text = ArticleText::new(STORY);
        let article = Article { file: "story.txt".to_owned(), text, ..Article::default() };
        let mut version = Document::new(article, AnnotationSet::default(), Extra::default());
        version.apply(Edit::Add(mark("first", "claims about the river"))).unwrap();
        repository.write(&version);
        repository.git.commit("the story");
        Some(repository)
    }

    /// Runs git, which must leave a conflict.
    #[track_caller]
    fn conflicts(&self, arguments: &[&str]) -> String {
        let (done, said) = self.git.run(arguments);
        assert!(!done, "git {arguments:?}: {said}");
        assert!(self.git.done(&["status", "--porcelain"]).contains(FILE), "{said}");
        said
    }

    fn source(&self) -> String {
        fs::read_to_string(self.git.path(FILE)).unwrap()
    }

    /// The file, which must open and have no conflict markers.
    #[track_caller]
    fn version(&self) -> Document {
        for mark in ["<<<<<<<", "=======", ">>>>>>>"] {
            assert!(!self.source().contains(mark), "{}", self.source());
        }
        let (file, _) = reader::open(&self.git.path(FILE)).unwrap();
        assert!(file.problems.is_empty(), "{:?}", file.problems);
        file.document
    }

    fn write(&self, version: &Document) {
        fs::write(self.git.path(FILE), writer::write(version)).unwrap();
    }

    /// Changes the file on a branch, which is created from the present one if it does not exist.
    fn on(&self, branch: &str, edits: Vec<Edit>) {
        if !self.git.run(&["switch", "--quiet", branch]).0 {
            self.git.done(&["switch", "--quiet", "--create", branch]);
        }
        let mut version = self.version();
        version.apply(Edit::Batch(edits)).unwrap();
        self.write(&version);
        self.git.commit(branch);
    }

    /// Changes a mark as it is on the present branch.
    fn changed(&self, id: &str, change: impl FnOnce(&mut Annotation)) -> Vec<Edit> {
        let mut mark = self.version().set().get(&Id::new(id)).unwrap().as_ref().clone();
        change(&mut mark);
        vec![Edit::Replace(Arc::new(mark))]
    }

    /// The marks, one line each: kind, words, note.
    #[track_caller]
    fn marks(&self) -> Vec<String> {
        let version = self.version();
        let words = |mark: &Annotation| version.article().text.slice(mark.target.bounds().unwrap()).to_owned();
        let line = |mark: &Annotation| format!("{}: {} {}", mark.kind.id(), words(mark), mark.note).trim().to_owned();
        version.set().annotations().iter().map(|mark| line(mark)).collect()
    }
}

/// A claim on a text of the story.
fn mark(id: &str, words: &str) -> Arc<Annotation> {
    let start = STORY.find(words).expect("words of the story");
    let target = Target::of(ByteRange::of(start, start + words.len()));
    Arc::new(Annotation::new(Id::new(id), Kind::new("claim"), target))
}

fn link(id: &str, from: &str, to: &str) -> Edit {
    let [id, from, to] = [id, from, to].map(Id::new);
    let (role, note, creator) = (Role::new("rebuts"), String::new(), "ida".into());
    let (created, modified) = (Time::default(), Time::default());
    Edit::Link(Arc::new(Relation { note, created, modified, creator, ..Relation::new(id, from, to, role) }))
}

#[test]
fn git_merges_the_work_of_two_people() {
    let Some(repository) = Repository::new() else { return };
    repository.git.done(&["branch", "ida"]);
    repository.git.done(&["branch", "ben"]);
    let note = repository.changed("first", |mark| mark.note = "by the club".to_owned());
    repository
        .on("ida", [note, vec![Edit::Add(mark("trout", "the trout are gone")), link("l", "trout", "first")]].concat());
    repository.git.done(&["switch", "--quiet", "main"]);
    let kind = repository.changed("first", |mark| mark.kind = Kind::new("denial"));
    repository.on("ben", [kind, vec![Edit::Add(mark("nine", "nine in June"))]].concat());
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.git.done(&["merge", "--quiet", "ida"]);
    let said = repository.git.done(&["merge", "ben"]);
    assert!(said.contains("story.txt.ron: merged ours (1 mark added, 1 mark changed, 1 link added)"), "{said}");
    assert_eq!(
        repository.marks(),
        ["denial: claims about the river by the club", "claim: the trout are gone", "claim: nine in June"]
    );
    assert_eq!(repository.version().set().relations().len(), 1);
    assert_eq!(repository.git.done(&["status", "--porcelain"]), "");
}

#[test]
fn a_conflict_is_flagged_for_discussion_and_committed_once_decided() {
    let Some(repository) = Repository::new() else { return };
    let on = |branch: &str, kind: &str| {
        repository.git.done(&["switch", "--quiet", "main"]);
        let edits = repository.changed("first", |mark| mark.kind = Kind::new(kind));
        repository.on(branch, edits);
    };
    on("ida", "denial");
    on("ben", "evidence");
    let said = repository.conflicts(&["merge", "ida"]);
    assert!(said.contains("1 conflict, which is in the file as a mark to discuss"), "{said}");
    assert!(said.contains("story.txt.ron: evidence “claims about the river”: the kind: evidence or denial"), "{said}");
    let version = repository.version();
    let first = version.set().get(&Id::new("first")).unwrap();
    assert!(first.discuss);
    assert_eq!(
        repository.marks(),
        ["evidence: claims about the river Merge: the kind is denial on one side, evidence on the other"]
    );
    // Somebody decides, and the branches are one.
    let decided = repository.changed("first", |mark| (mark.discuss, mark.note) = (false, String::new()));
    let mut version = version;
    version.apply(Edit::Batch(decided)).unwrap();
    repository.write(&version);
    repository.git.commit("decided");
    repository.git.done(&["switch", "--quiet", "ida"]);
    repository.git.done(&["merge", "--quiet", "ben"]);
    assert_eq!(repository.marks(), ["evidence: claims about the river"]);
}

#[test]
fn branches_are_rebased_and_commits_picked() {
    let Some(repository) = Repository::new() else { return };
    repository.on("ida", vec![Edit::Add(mark("trout", "the trout are gone"))]);
    repository.on("ida", vec![Edit::Add(mark("nine", "nine in June"))]);
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.on("ben", vec![Edit::Add(mark("nobody", "Nobody at the ministry"))]);
    repository.git.done(&["switch", "--quiet", "ida"]);
    repository.git.done(&["rebase", "--quiet", "ben"]);
    let all = ["claims about the river", "the trout are gone", "nine in June", "Nobody at the ministry"];
    assert_eq!(repository.marks(), all.map(|words| format!("claim: {words}")));
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.git.done(&["cherry-pick", "ida"]);
    assert_eq!(repository.marks(), ["claim: claims about the river", "claim: nine in June"]);
}

#[test]
fn both_sides_can_start_from_nothing() {
    let Some(repository) = Repository::new() else { return };
    let begun = repository.version();
    fs::remove_file(repository.git.path(FILE)).unwrap();
    repository.git.commit("not annotated yet");
    for (branch, words) in [("ida", "the trout are gone"), ("ben", "nine in June")] {
        repository.git.done(&["switch", "--quiet", "main"]);
        repository.git.done(&["switch", "--quiet", "--create", branch]);
        repository.write(&begun);
        repository.on(branch, vec![Edit::Add(mark(branch, words))]);
    }
    repository.git.done(&["merge", "--quiet", "ida"]);
    assert_eq!(
        repository.marks(),
        ["claim: claims about the river", "claim: the trout are gone", "claim: nine in June"]
    );
}

#[test]
fn marks_follow_an_article_that_the_other_side_read_again() {
    let Some(repository) = Repository::new() else { return };
    repository.git.done(&["switch", "--quiet", "--create", "ida"]);
    let mut version = repository.version();
    let longer = format!("Updated on Friday.\n\n{STORY}");
    let first = version.set().get(&Id::new("first")).unwrap().as_ref().clone();
    let start = longer.find("claims about the river").unwrap();
    let target = Target::of(ByteRange::of(start, start + "claims about the river".len()));
    let article = Article { text: ArticleText::new(&*longer), ..version.article().clone() };
    let moved = Edit::Replace(Arc::new(Annotation { target, ..first }));
    version.apply(Edit::Batch(vec![Edit::Article(Box::new(article)), moved])).unwrap();
    fs::write(repository.git.path("story.txt"), &longer).unwrap();
    repository.write(&version);
    repository.git.commit("an update");
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.on("ben", vec![Edit::Add(mark("nine", "nine in June"))]);
    repository.git.done(&["merge", "--quiet", "ida"]);
    assert_eq!(repository.version().article().text.as_str(), longer);
    assert_eq!(repository.marks(), ["claim: claims about the river", "claim: nine in June"]);
}

#[test]
fn files_of_a_newer_version_are_not_merged() {
    let Some(repository) = Repository::new() else { return };
    repository.git.done(&["switch", "--quiet", "--create", "ida"]);
    fs::write(repository.git.path(FILE), repository.source().replace("version: 1,", "version: 99,")).unwrap();
    repository.git.commit("by a newer one");
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.on("ben", vec![Edit::Add(mark("nine", "nine in June"))]);
    let before = repository.source();
    let said = repository.conflicts(&["merge", "ida"]);
    assert!(said.contains("newer version of Gainsay"), "{said}");
    assert_eq!(repository.source(), before);
}

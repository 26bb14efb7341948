//! Merging and checking project files: `gainsay merge` and `gainsay check`, and a real git repository in which two people
//! link the same claim, rename the same thread and delete an article.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use gainsay::model::annotation::{Id, Time};
use gainsay::model::project::Project;
use gainsay::model::project::edit::ProjectEdit;
use gainsay::model::project::items::{ArticleItem, End, Item, ItemKind, LinkItem, ThreadItem};
use gainsay::model::role::Role;
use gainsay::storage::project::reader;
use gainsay::storage::project::writer::write;

use crate::cli::Shell;
use crate::git::Git;

const FILE: &str = "project.gainsay.ron";

/// An annotation file of a text with one claim, whose id is given.
fn annotated(text: &str, mark: &str) -> String {
    let end = text.chars().count();
    format!(
        "(format: \"gainsay\", version: 1, annotations: [(id: {mark:?}, kind: \"claim\", target: [(start: 0, end: {end}, \
         exact: {text:?})])], text: {text:?})"
    )
}

/// Puts an article with one claim into a folder.
fn put(folder: &Path, name: &str, text: &str, mark: &str) {
    fs::write(folder.join(name), text).unwrap();
    fs::write(folder.join(format!("{name}.ron")), annotated(text, mark)).unwrap();
}

fn article(id: &str, path: &str) -> ArticleItem {
    let (sha256, modified, extra) = Default::default();
    ArticleItem { id: Id::new(id), path: path.to_owned(), sha256, done: false, modified, extra }
}

fn link(id: &str, (from, to): (&ArticleItem, &ArticleItem), marks: [&str; 2], note: &str) -> ProjectEdit {
    let (created, modified, extra) = Default::default();
    let [from, to] = [(from, marks[0]), (to, marks[1])].map(|(article, mark)| End::new(article, Id::new(mark)));
    ProjectEdit::Put(Item::Link(Arc::new(LinkItem {
        id: Id::new(id),
        from,
        to,
        role: Role::new("restates"),
        note: note.to_owned(),
        created,
        modified,
        creator: "ida".into(),
        extra,
    })))
}

fn titled(id: &str, article: &ArticleItem, mark: &str, title: &str) -> ProjectEdit {
    let (modified, extra) = Default::default();
    let (claim, title) = (End::new(article, Id::new(mark)), title.to_owned());
    ProjectEdit::Put(Item::Thread(Arc::new(ThreadItem {
        id: Id::new(id),
        title,
        claim,
        modified,
        creator: "ida".into(),
        extra,
    })))
}

fn known(article: &ArticleItem) -> ProjectEdit {
    ProjectEdit::Put(Item::Article(Arc::new(article.clone())))
}

struct Repository {
    git: Git,
}

impl Repository {
    /// A repository set up as in docs/manual/teams.md with three articles and a project, on the branch `main`; `None` without git.
    fn new() -> Option<Self> {
        let repository = Self { git: Git::new()? };
        put(repository.git.folder(), "a.txt", "Fourteen boats sank.", "m-a");
        put(repository.git.folder(), "b.txt", "Forty boats sank.", "m-b");
        put(repository.git.folder(), "c.txt", "No boat sank.", "m-c");
        repository.change(vec![
            known(&article("1", "a.txt")),
            known(&article("2", "b.txt")),
            titled("t", &article("1", "a.txt"), "m-a", "Boats"),
        ]);
        repository.git.commit("begun");
        Some(repository)
    }

    fn path(&self) -> PathBuf {
        self.git.folder().join(FILE)
    }

    fn project(&self) -> Project {
        reader::open(&self.path()).map_or_else(|_| Project::default(), |(file, _)| file.project)
    }

    fn change(&self, edits: Vec<ProjectEdit>) {
        let mut project = self.project();
        project.apply(ProjectEdit::Batch(edits));
        fs::write(self.path(), write(&project)).unwrap();
    }

    /// Changes the project on a new branch from `main`.
    fn on(&self, branch: &str, edits: Vec<ProjectEdit>) {
        self.git.done(&["switch", "--quiet", "main"]);
        self.git.done(&["switch", "--quiet", "--create", branch]);
        self.change(edits);
        self.git.commit(branch);
    }

    fn titles(&self) -> Vec<String> {
        self.project().threads().map(|thread| thread.title.clone()).collect()
    }

    /// The report of `gainsay check` on the project: exit code and lines.
    fn check(&self, repair: bool) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
        command.current_dir(self.git.folder()).arg("check").args(repair.then_some("--repair")).arg(FILE);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        (status.code().unwrap(), said)
    }
}

#[test]
fn git_makes_one_of_two_links_of_one_claim() {
    let Some(repository) = Repository::new() else { return };
    let (a, b, c) = (article("1", "a.txt"), article("2", "b.txt"), article("3", "c.txt"));
    let same = |id: &str, note: &str| link(id, (&a, &b), ["m-a", "m-b"], note);
    repository.on("ida", vec![same("l-ida", "same boats"), known(&c)]);
    // Ben links the other way round, and knows the third article by another id.
    let other = article("4", "c.txt");
    let turned = link("l-ben", (&b, &a), ["m-b", "m-a"], "");
    repository.on("ben", vec![turned, known(&other), link("l-c", (&other, &a), ["m-c", "m-a"], "")]);
    repository.git.done(&["merge", "ida"]);
    let project = repository.project();
    let links: Vec<_> = project.links().map(|link| (link.id.as_str(), link.note.as_str())).collect();
    assert_eq!(links, [("l-ben", "same boats"), ("l-c", "")]);
    let articles: Vec<_> = project.articles().map(|article| article.id.as_str()).collect();
    assert_eq!(articles, ["1", "2", "3"]);
    assert_eq!(project.link(&Id::new("l-c")).unwrap().from.article.as_str(), "3");
    assert_eq!(repository.check(false), (0, String::new()));
}

#[test]
fn git_keeps_both_titles_of_a_thread_that_two_people_renamed() {
    let Some(repository) = Repository::new() else { return };
    let a = article("1", "a.txt");
    repository.on("ida", vec![titled("t", &a, "m-a", "The boats of March")]);
    repository.on("ben", vec![titled("t", &a, "m-a", "Who sank the boats")]);
    let (merged, said) = repository.git.run(&["merge", "ida"]);
    assert!(!merged, "git reports the conflict: {said}");
    assert!(said.contains("“The boats of March” and “Who sank the boats”; both titles are kept"), "{said}");
    assert_eq!(repository.titles(), ["The boats of March", "Who sank the boats"]);
    let (code, said) = repository.check(false);
    assert!(code == 1 && said.contains("One thread is titled"), "{said}");
    // Which one stays is a decision, so it is not repaired unasked.
    assert_eq!(repository.check(true).0, 1);
    assert_eq!(repository.titles().len(), 2);
    // Somebody decides, and the other side takes that over.
    repository.change(vec![ProjectEdit::Remove(ItemKind::Thread, Id::new("t-2"))]);
    repository.git.commit("decided");
    repository.git.done(&["switch", "--quiet", "ida"]);
    repository.git.done(&["merge", "--quiet", "ben"]);
    assert_eq!(repository.titles(), ["The boats of March"]);
    assert_eq!(repository.check(false), (0, String::new()));
}

#[test]
fn git_keeps_what_one_person_deletes_and_another_changes() {
    let Some(repository) = Repository::new() else { return };
    let (a, b) = (article("1", "a.txt"), article("2", "b.txt"));
    let tie = |id: &str, note: &str| link(id, (&a, &b), ["m-a", "m-b"], note);
    let supports = |note: &str| match tie("l-changed", note) {
        ProjectEdit::Put(Item::Link(link)) => {
            let modified = Time::new(if note.is_empty() { "" } else { "2026-03-05T10:00:00Z" });
            let link = LinkItem { role: Role::new("supports"), modified, ..link.as_ref().clone() };
            ProjectEdit::Put(Item::Link(Arc::new(link)))
        }
        other => other,
    };
    repository.change(vec![tie("l-alone", ""), supports("")]);
    repository.git.commit("linked");
    let removed = |kind: ItemKind, id: &str| ProjectEdit::Remove(kind, Id::new(id));
    repository.on(
        "ida",
        vec![removed(ItemKind::Link, "l-alone"), removed(ItemKind::Link, "l-changed"), removed(ItemKind::Thread, "t")],
    );
    repository.on("ben", vec![supports("see page 4"), titled("t", &a, "m-a", "Boats of March")]);
    let (merged, said) = repository.git.run(&["merge", "ida"]);
    assert!(!merged && said.contains("was deleted on one side and changed on the other; it is kept"), "{said}");
    assert_eq!(repository.titles(), ["Boats of March"]);
    let project = repository.project();
    let links: Vec<_> = project.links().map(|link| (link.id.as_str(), link.note.as_str())).collect();
    assert_eq!(links, [("l-changed", "see page 4")], "what only one person touched is deleted");
}

#[test]
fn a_link_to_an_article_that_somebody_deletes_or_moves_is_a_problem_with_a_repair() {
    let Some(repository) = Repository::new() else { return };
    let (a, b) = (article("1", "a.txt"), article("2", "b.txt"));
    repository.on("ida", vec![link("l", (&a, &b), ["m-a", "m-b"], "worth keeping")]);
    repository.git.done(&["switch", "--quiet", "main"]);
    repository.git.done(&["switch", "--quiet", "--create", "ben"]);
    for name in ["b.txt", "b.txt.ron"] {
        fs::rename(repository.git.folder().join(name), repository.git.folder().join(name.replace('b', "moved")))
            .unwrap();
    }
    repository.git.commit("moved");
    repository.git.done(&["merge", "--quiet", "ida"]);
    let (code, said) = repository.check(false);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("b.txt is not in the folder") && said.contains("Lead it to the same mark in moved.txt"),
        "{said}"
    );
    assert!(repository.check(true).1.contains("[repaired: Lead it to the same mark in moved.txt]"));
    assert_eq!(repository.check(false), (0, String::new()));
    let project = repository.project();
    let link = project.link(&Id::new("l")).unwrap();
    assert_eq!((project.path_of(&link.to), link.note.as_str()), ("moved.txt", "worth keeping"));
    let articles: Vec<_> = project.articles().map(|item| (item.id.as_str(), item.path.as_str())).collect();
    assert_eq!(articles, [("1", "a.txt"), ("2", "moved.txt")], "everything that is recorded about it goes along");
    // Deleted, it is nowhere: the link stays until somebody decides.
    for name in ["moved.txt", "moved.txt.ron"] {
        fs::remove_file(repository.git.folder().join(name)).unwrap();
    }
    let (code, said) = repository.check(true);
    assert!(code == 1 && said.contains("moved.txt is not in the folder"), "{said}");
    assert_eq!(repository.project().links().count(), 1);
}

#[test]
fn project_files_are_merged_by_their_content_whatever_their_names() {
    let shell = Shell::new();
    let side = |edits: Vec<ProjectEdit>| {
        let mut project = Project::default();
        project.apply(ProjectEdit::Batch(edits));
        write(&project)
    };
    let (a, b) = (article("1", "a.txt"), article("2", "b.txt"));
    fs::write(shell.path("base"), "").unwrap();
    fs::write(shell.path("ours"), side(vec![known(&a)])).unwrap();
    fs::write(shell.path("theirs"), side(vec![known(&b)])).unwrap();
    let (code, data, messages) = shell.run(&["merge", "base", "ours", "theirs", FILE]);
    assert_eq!((code, data.as_str()), (0, ""));
    assert!(
        messages.contains("project.gainsay.ron: merged ours (1 entry added) and theirs (1 entry added)"),
        "{messages}"
    );
    assert_eq!(fs::read_to_string(shell.path("ours")).unwrap(), side(vec![known(&a), known(&b)]));
    let newer = side(vec![known(&a)]).replace("version: 1", "version: 9");
    fs::write(shell.path("theirs"), newer).unwrap();
    let before = fs::read_to_string(shell.path("ours")).unwrap();
    let (code, _, messages) = shell.run(&["merge", "base", "ours", "theirs"]);
    assert!(code == 2 && messages.contains("newer version"), "{messages}");
    assert_eq!(fs::read_to_string(shell.path("ours")).unwrap(), before);
}

//! Git repositories for tests, with the real program as git's merge driver.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A repository set up as in docs/manual/teams.md.
pub struct Git {
    folder: TempDir,
}

impl Git {
    /// An empty repository on the branch `main`; `None`, with a message, without git.
    pub fn new() -> Option<Self> {
        let Ok(version) = Command::new("git").arg("--version").output() else {
            println!("skipped: git is not installed");
            return None;
        };
        assert!(version.status.success());
        let git = Self { folder: tempfile::tempdir().unwrap() };
        git.done(&["init", "--quiet", "--initial-branch=main"]);
        // As git runs a line of a shell, which it brings along on systems without one.
        git.done(&["-c", &format!("alias.set-up=!{}", set_up().join(" && ")), "set-up"]);
        Some(git)
    }

    /// The folder of the files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Runs git; returns true if it succeeded, and its output.
    pub fn run(&self, arguments: &[&str]) -> (bool, String) {
        let Output { status, stdout, stderr } = Command::new("git")
            .args(arguments)
            .current_dir(self.folder())
            .env("PATH", path_with_program())
            .env("GIT_CONFIG_GLOBAL", self.path("none"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([("GIT_AUTHOR_NAME", "Ida"), ("GIT_AUTHOR_EMAIL", "ida@example.org")])
            .envs([("GIT_COMMITTER_NAME", "Ida"), ("GIT_COMMITTER_EMAIL", "ida@example.org"), ("GIT_EDITOR", "true")])
            .output()
            .unwrap();
        (status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
    }

    /// Runs git, which must succeed.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let (done, said) = self.run(arguments);
        assert!(done, "git {arguments:?}: {said}");
        said
    }

    /// Commits all files.
    pub fn commit(&self, message: &str) {
        self.done(&["add", "--all"]);
        self.done(&["commit", "--quiet", "--message", message]);
    }
}

/// The lines of docs/manual/teams.md that set git up to merge annotations.
fn set_up() -> Vec<&'static str> {
    let page = include_str!("../../docs/manual/teams.md");
    let (_, chapter) = page.split_once("\n## With git\n").expect("the chapter on git");
    let lines: Vec<&str> = chapter.split("```").nth(1).expect("a block").lines().skip(1).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    lines
}

/// The search path for programs, with this one first.
fn path_with_program() -> OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_gainsay")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap()
}

//! Source files of the program and the imports between them, read from the text of the files.
//!
//! An import is a path that begins with `crate` or `super`, in a `use` or elsewhere, outside `#[cfg(test)]`. The bare name by
//! which a folder's `mod.rs` uses a file that it declares is none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

/// Root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files of a folder and the folders in it.
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Code of a source file, without comments and without what only tests see.
fn code(source: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut skipped = None;
    for line in source.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        match skipped {
            // The item after the attribute ends with the first line at its depth that closes a block or a statement.
            Some(depth) if indent == depth && line.trim_end().ends_with(['}', ';']) => skipped = None,
            Some(_) => {}
            None if line.trim() == "#[cfg(test)]" => skipped = Some(indent),
            None => lines.push(line),
        }
    }
    lines.join("\n")
}

/// Paths of a use tree: `a::{b, c::{d, e as f}}` has three.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let (mut depth, mut start) = (0_usize, 0);
    let commas = tree.char_indices().chain([(tree.len(), ',')]);
    for (at, letter) in commas {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let item = tree[start..at].trim();
                start = at + 1;
                match item.split_once('{') {
                    Some((path, inner)) => {
                        let inner = inner.trim_end();
                        expand(&format!("{prefix}{path}"), inner.strip_suffix('}').unwrap_or(inner), paths);
                    }
                    None if item.is_empty() => {}
                    None => paths.push(format!("{prefix}{}", item.split(" as ").next().unwrap_or_default())),
                }
            }
            _ => {}
        }
    }
}

/// A module of the program: a file of `src`.
#[derive(Debug)]
pub struct Module {
    /// The file.
    pub path: PathBuf,
    /// Its code, without comments and tests.
    pub code: String,
    /// Every path in it that leads into the crate, from the crate's root: `model::kind::Kind`.
    pub paths: Vec<String>,
}

/// Modules by name: `app::commands::mark` is `src/app/commands/mark.rs`, and `app` is `src/app/mod.rs`.
#[derive(Debug)]
pub struct Modules(pub BTreeMap<String, Module>);

impl Modules {
    /// Modules of `src`.
    pub fn of_the_program() -> Self {
        let src = root().join("src");
        let read = |path: PathBuf| {
            let name = path.strip_prefix(&src).unwrap().with_extension("");
            let parts: Vec<&str> = name.iter().map(|part| part.to_str().unwrap()).collect();
            let name = parts.join("::");
            let name = name.strip_suffix("::mod").unwrap_or(&name).to_owned();
            let source = std::fs::read_to_string(&path).unwrap();
            (name, path, source)
        };
        Self::new(sources(&src).into_iter().filter(|path| !path.ends_with("tests.rs")).map(read))
    }

    fn new(files: impl IntoIterator<Item = (String, PathBuf, String)>) -> Self {
        let uses = Regex::new(r"(?m)^\s*(?:pub(?:\([^)]*\))?\s+)?use\s+([^;]+);").unwrap();
        let plain = Regex::new(r"\b(?:crate|super)(?:::\w+)+").unwrap();
        let modules = files.into_iter().map(|(name, path, source)| {
            let code = code(&source);
            let mut paths = Vec::new();
            for tree in uses.captures_iter(&code) {
                expand("", &tree[1], &mut paths);
            }
            paths.extend(plain.find_iter(&uses.replace_all(&code, "")).map(|path| path.as_str().to_owned()));
            let paths = paths.iter().filter_map(|path| absolute(&name, path)).collect();
            (name, Module { path, code, paths })
        });
        Self(modules.collect())
    }

    /// The module that a path from the crate's root leads into.
    pub fn of_path(&self, path: &str) -> Option<&str> {
        let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
        let known = ends.filter_map(|end| self.0.get_key_value(&path[..end]));
        known.last().map(|(name, _)| name.as_str())
    }

    /// Modules below a folder of `src`, each with those of them that it imports.
    fn imports(&self, folder: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let is_inside = |name: &str| name.split("::").next() == Some(folder);
        let inside = self.0.iter().filter(|(name, _)| is_inside(name));
        let imported = inside.map(|(name, module)| {
            let targets = module.paths.iter().filter_map(|path| self.of_path(path));
            (name.as_str(), targets.filter(|target| target != name && is_inside(target)).collect())
        });
        imported.collect()
    }

    /// Circles of imports below a folder of `src`: the modules that all import each other, straight or through others.
    pub fn circles(&self, folder: &str) -> Vec<BTreeSet<&str>> {
        let imports = self.imports(folder);
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            imports.keys().map(|name| (*name, reached(&imports, name))).collect();
        let circle = |name: &&str| -> BTreeSet<&str> {
            reached[name].iter().copied().filter(|other| reached[other].contains(name)).collect()
        };
        let circles: BTreeSet<BTreeSet<&str>> =
            reached.keys().map(circle).filter(|circle| !circle.is_empty()).collect();
        circles.into_iter().collect()
    }
}

/// Modules that one imports, straight or through others.
fn reached<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(module) = next.pop() {
        next.extend(imports[module].iter().copied().filter(|target| reached.insert(*target)));
    }
    reached
}

/// A path as it is spelled in a module, from the crate's root; nothing for a path out of the crate.
fn absolute(module: &str, path: &str) -> Option<String> {
    let path = path.trim_end_matches("::self");
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    let (mut rest, mut base) = (path, module);
    while let Some(inner) = rest.strip_prefix("super::") {
        rest = inner;
        base = base.rsplit_once("::").map_or("", |(parent, _)| parent);
    }
    let is_own = rest.len() < path.len();
    is_own.then(|| if base.is_empty() { rest.to_owned() } else { format!("{base}::{rest}") })
}

#[test]
fn imports_are_read_from_every_spelling() {
    let file = |name: &str, source: &str| (name.to_owned(), PathBuf::from(name), source.to_owned());
    let modules = Modules::new([
        file("app", "pub mod a;"),
        file("app::a", "use crate::app::{b::{self, Thing}, c::Other as Name};\nuse std::fs;"),
        file(
            "app::b",
            "// use crate::app::a;\nfn f() { super::c::g(); }\n#[cfg(test)]\nmod tests {\n    use super::super::a;\n}",
        ),
        file("app::c", "fn g() -> crate::app::d::inner::T {}"),
        file("app::d", "use super::{\n    b,\n    e,\n};\n"),
        file("app::d::inner", "use crate::model::x;"),
        file("model::x", ""),
    ]);
    let imports = modules.imports("app");
    let of = |name: &str| imports[name].iter().copied().collect::<Vec<_>>();
    assert_eq!(of("app::a"), ["app::b", "app::c"]);
    assert_eq!(of("app::b"), ["app::c"]);
    assert_eq!(of("app::c"), ["app::d::inner"]);
    assert_eq!(of("app::d"), ["app", "app::b"]);
    assert_eq!(of("app::d::inner"), [""; 0]);
    assert!(modules.circles("app").is_empty());
    let modules = Modules::new([
        file("m::a", "use super::b::X;"),
        file("m::b", "use crate::m::c;"),
        file("m::c", "use super::a::Y;"),
    ]);
    assert_eq!(modules.circles("m"), [BTreeSet::from(["m::a", "m::b", "m::c"])]);
}

//! The files of packages say what the code says.
//!
//! Manual pages, completions and lists of file types under `assets/linux` are made from the code. `GAINSAY_BLESS=1 cargo test
//! packages` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use gainsay::articles::ARTICLE_FORMATS;
use gainsay::cli::Arguments;
use gainsay::interchange::project::PROJECT_EXPORTS;
use gainsay::interchange::{EXPORTS, IMPORTS};
use gainsay::storage::files::sha256;

/// The media types of the extensions of articles, by the names of the shared MIME database.
const TYPES: &[(&str, &[&str])] = &[
    ("text/plain", &["txt", "text"]),
    ("text/markdown", &["md", "markdown"]),
    ("text/html", &["html", "htm"]),
    ("application/xhtml+xml", &["xhtml", "xht"]),
    ("application/x-mimearchive", &["mhtml", "mht"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.ms-word.document.macroEnabled.12", &["docm"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.template", &["dotx"]),
    ("application/vnd.ms-word.template.macroEnabled.12", &["dotm"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.text-template", &["ott"]),
    ("application/vnd.oasis.opendocument.text-flat-xml", &["fodt"]),
    ("application/epub+zip", &["epub"]),
    ("application/pdf", &["pdf"]),
];

/// The types of Gainsay's own files, defined in `assets/linux/gainsay.xml`.
const OWN_TYPES: [&str; 2] = ["application/x-gainsay-annotations", "application/x-gainsay-project"];

/// The description on the page of the program itself.
const ABOUT: &str = r#".SH DESCRIPTION
Gainsay shows an article beside a side panel. Passages are marked as claims, denials and evidence; a mark has a speaker, and links
to what it answers. A ledger lists every claim with what answers it.
.PP
Without a command, \fBgainsay\fR opens a window with \fIFILE\fR, or without one with what was open last. The commands do their work
without a window: data goes to standard output, messages to standard error.
"#;

/// The rest of the page of the program itself, after what clap knows.
const PAGE: &str = r#".SH "EXIT STATUS"
.TP
.B 0
Done.
.TP
.B 1
\fBcheck\fR found something, \fBmerge\fR a conflict, \fBanchor\fR a passage that is lost or ambiguous, or \fBimport\fR one that is
not in its text.
.TP
.B 2
Something could not be done; the message is on standard error.
.SH ENVIRONMENT
.TP
.B GAINSAY_HOME
One folder for settings and data instead of the two below.
.SH FILES
.TP
.I NAME.ron
The annotations of the article \fINAME\fR, beside it, with the text they were made on.
.TP
.I project.gainsay.ron
Of a folder of articles: links between articles, titles of threads, merged speakers.
.TP
.I ~/.config/gainsay
Settings.
.TP
.I ~/.local/share/gainsay
Samples, recent files, locks, and copies of work that could not be saved yet.
.TP
.I /usr/share/doc/gainsay
The pages that are named here as \fIdocs/\&...\fR
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with its content by the code, or writes it.
fn hold(name: &str, wanted: &str) {
    let path = root().join("assets/linux").join(name);
    if std::env::var("GAINSAY_BLESS").is_ok_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, wanted).unwrap();
    } else {
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == wanted,
            "assets/linux/{name} is out of date: GAINSAY_BLESS=1 cargo test packages writes it anew"
        );
    }
}

/// The files of a folder under `assets/linux`.
fn files(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("assets/linux").join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A manual page. Numbers of versions and dates are left out: they would make every release a change of every page.
fn page(command: &Command, title: &str, more: &str) -> String {
    let man = Man::new(command.clone())
        .title(title.to_uppercase())
        .source("Gainsay")
        .manual("User commands")
        .date("2026-11-29");
    let mut out = Vec::new();
    man.render_title(&mut out).unwrap();
    man.render_name_section(&mut out).unwrap();
    man.render_synopsis_section(&mut out).unwrap();
    if command.has_subcommands() {
        out.extend(ABOUT.bytes());
    } else {
        man.render_description_section(&mut out).unwrap();
    }
    man.render_options_section(&mut out).unwrap();
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out).unwrap();
    }
    // Two breaks around an empty line are a break too many for mandoc.
    String::from_utf8(out).unwrap().replace("\n.br\n\n.br\n", "\n.sp\n").replace(" \n", "\n") + more
}

#[test]
fn manual_pages_say_what_the_command_line_says() {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut pages = BTreeSet::new();
    let mut hold_page = |name: &str, command: &Command, more: &str| {
        let file = format!("{name}.1");
        hold(&format!("man/{file}"), &page(command, name, more));
        pages.insert(file);
    };
    let mut others: Vec<String> = Vec::new();
    for command in program.get_subcommands() {
        let name = format!("gainsay-{}", command.get_name());
        hold_page(&name, &command.clone().bin_name(name.replace('-', " ")), ".SH \"SEE ALSO\"\n.BR gainsay (1)\n");
        others.push(format!(".BR {name} (1)"));
    }
    let see = format!(".SH \"SEE ALSO\"\n{}\n", others.join(",\n"));
    hold_page("gainsay", &program, &(PAGE.to_owned() + &see));
    assert_eq!(files("man"), pages, "a page of a command that is no more");
}

/// The command line with the names of formats as values, which the program itself checks later, with a better message.
fn with_formats() -> Command {
    let values = |ids: BTreeSet<&'static str>| PossibleValuesParser::new(ids.into_iter().collect::<Vec<_>>());
    let exports = EXPORTS.iter().map(|row| row.id).chain(PROJECT_EXPORTS.iter().map(|row| row.id)).collect();
    let imports = IMPORTS.iter().map(|row| row.id).collect();
    Arguments::command()
        .mut_subcommand("export", |export| export.mut_arg("to", |to| to.value_parser(values(exports))))
        .mut_subcommand("import", |import| import.mut_arg("from", |from| from.value_parser(values(imports))))
}

/// The completion for zsh, repaired: clap's takes a command for the optional file before it, and then completes nothing more.
fn first_is_a_command_or_a_file(zsh: &str) -> String {
    let (file, command) = ("'::file -- ", "\":: :_gainsay_commands\"");
    let lines: Vec<&str> = zsh.lines().filter(|line| !line.starts_with(file)).collect();
    assert_eq!(lines.len() + 1, zsh.lines().count());
    let zsh = lines.join("\n").replace("$line[2]", "$line[1]") + "\n";
    assert_eq!(zsh.matches(command).count(), 1);
    let both = "_gainsay_first() { _alternative 'commands:command:_gainsay_commands' 'files:file:_files' }\n\n";
    let main = "_gainsay() {\n";
    assert_eq!(zsh.matches(main).count(), 1);
    zsh.replace(command, "\"1: :_gainsay_first\"").replace(main, &format!("{both}{main}"))
}

#[test]
fn completions_know_the_command_line() {
    let shells = [
        (Shell::Bash, "gainsay.bash"),
        (Shell::Zsh, "_gainsay"),
        (Shell::Fish, "gainsay.fish"),
        (Shell::PowerShell, "gainsay.ps1"),
    ];
    for (shell, file) in shells {
        let mut out = Vec::new();
        clap_complete::generate(shell, &mut with_formats(), "gainsay", &mut out);
        let mut script = String::from_utf8(out).unwrap();
        if shell == Shell::Zsh {
            script = first_is_a_command_or_a_file(&script);
        }
        hold(&format!("completions/{file}"), &script);
    }
    assert_eq!(files("completions"), shells.map(|(_, file)| file.to_owned()).into());
}

#[test]
fn every_article_format_has_its_media_types() {
    let known: BTreeSet<&str> = TYPES.iter().flat_map(|(_, extensions)| extensions.iter().copied()).collect();
    let read: BTreeSet<&str> = ARTICLE_FORMATS.iter().flat_map(|format| format.extensions.iter().copied()).collect();
    assert_eq!(known, read);
}

/// Puts lines in place of those between two markers.
fn between(text: &str, begin: &str, end: &str, lines: &str) -> String {
    let start = text.find(begin).unwrap_or_else(|| panic!("no {begin:?}")) + begin.len();
    let stop = start + text[start..].find(end).unwrap_or_else(|| panic!("no {end:?} after {begin:?}"));
    format!("{}{lines}{}", &text[..start], &text[stop..])
}

fn linux(name: &str) -> String {
    fs::read_to_string(root().join("assets/linux").join(name)).unwrap()
}

#[test]
fn the_desktop_offers_gainsay_for_every_article() {
    let articles: String = TYPES.iter().map(|(media_type, _)| format!("{media_type};")).collect();
    let own: String = OWN_TYPES.iter().map(|media_type| format!("{media_type};")).collect();
    let entry = linux("gainsay.desktop");
    hold("gainsay.desktop", &between(&entry, "\nMimeType=", "\n", &(own + &articles)));
}

#[test]
fn annotations_are_known_by_the_name_of_their_article() {
    let extensions = ARTICLE_FORMATS.iter().flat_map(|format| format.extensions);
    let globs: String =
        extensions.map(|extension| format!("    <glob pattern=\"*.{extension}.ron\" weight=\"60\"/>\n")).collect();
    let types = linux("gainsay.xml");
    hold("gainsay.xml", &between(&types, "<!-- by the name of the article -->\n", "    <!-- end -->", &globs));
}

#[test]
fn the_window_has_the_name_of_its_desktop_entry() {
    // Desktops find the icon of a window by its class (X11) or app id (Wayland).
    let options = gainsay::ui::event_loop::options();
    assert_eq!(options.viewport.app_id.as_deref(), Some("gainsay"));
    assert!(root().join("assets/linux/gainsay.desktop").exists());
    assert!(linux("gainsay.desktop").contains("\nStartupWMClass=gainsay\n"));
}

#[test]
fn packages_know_the_version() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, entry) in [
        ("gainsay.metainfo.xml", format!("<release version=\"{version}\"")),
        ("changelog", format!("gainsay ({version}-1)")),
    ] {
        assert!(linux(file).contains(&entry), "assets/linux/{file} lacks {entry}");
    }
}

#[test]
fn icons_are_drawn_anew_when_their_drawing_changes() {
    let folder = root().join("assets/icons");
    let sums = fs::read_to_string(folder.join("drawn.sha256")).unwrap();
    assert!(sums.lines().count() >= 5);
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ./").or_else(|| line.split_once("  ")).unwrap();
        let found = sha256(&fs::read(folder.join(file)).unwrap());
        assert_eq!(found, sum, "{file} changed: run assets/icons/make");
    }
}

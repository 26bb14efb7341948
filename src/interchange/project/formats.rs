//! The table of export formats of a project.

use std::collections::{BTreeMap, HashSet};
use std::iter;
use std::sync::Arc;

use crate::interchange::archive::archive;
use crate::interchange::export_format::{Folder, Output};
use crate::interchange::exports::export_format;
use crate::interchange::loss::Loss;
use crate::interchange::printing::{Cancelled, Printing};
use crate::interchange::project::gathered::{Gathered, gathered};
use crate::interchange::project::lists::LISTS;
use crate::interchange::project::losses::ProjectLoss;
use crate::interchange::project::report::Report;
use crate::interchange::project::survey::Survey;
use crate::interchange::project::{markdown, marks};
use crate::interchange::{aif, brat, cas, html, pdf, qdpx, w3c};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::project::corpus::Entry;

/// An export format of a project: a row of [`PROJECT_EXPORTS`].
#[derive(Debug)]
pub struct ProjectFormat {
    /// The id on the command line and in settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extension of its file, or of its folder, without the dot.
    pub extension: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// The id of the format of one article whose losses it has for each article.
    pub like: &'static str,
    /// The losses of that format that it does not have.
    pub keeps: &'static [Loss],
    /// Further losses for each article.
    pub loses: &'static [Loss],
    /// The losses of what belongs to no article, in groups.
    pub without: &'static [&'static [ProjectLoss]],
    /// True if it writes a folder.
    pub is_folder: bool,
    /// Writes a project. The same project gives the same bytes.
    pub write: fn(&Survey, &Printing<'_>) -> Result<Output, Cancelled>,
}

impl ProjectFormat {
    /// True if it cannot carry something of an article.
    pub fn is_lost(&self, loss: Loss) -> bool {
        let like = || export_format(self.like).is_some_and(|format| format.is_lost(loss));
        self.loses.contains(&loss) || (!self.keeps.contains(&loss) && like())
    }

    /// True if it cannot carry something that belongs to no article.
    pub fn is_without(&self, loss: ProjectLoss) -> bool {
        self.without.iter().any(|group| group.contains(&loss))
    }

    /// True for a table, which Excel reads as UTF-8 only after a byte-order mark.
    pub fn is_table(&self) -> bool {
        self.extension.ends_with("csv")
    }
}

/// The export format of a project with this id.
pub fn project_format(id: &str) -> Option<&'static ProjectFormat> {
    PROJECT_EXPORTS.iter().find(|row| row.id == id)
}

/// Losses of reports, which show threads.
const OF_REPORTS: &[ProjectLoss] = &[
    ProjectLoss::Unmarked,
    ProjectLoss::LinkNotes,
    ProjectLoss::LinkRoles,
    ProjectLoss::LinkRecords,
    ProjectLoss::LinkFields,
    ProjectLoss::TitleRecords,
    ProjectLoss::SpeakerRecords,
    ProjectLoss::Done,
    ProjectLoss::TagColours,
];
/// Losses of tables of marks.
const OF_TABLES: &[ProjectLoss] = &[
    ProjectLoss::Unmarked,
    ProjectLoss::TitleRecords,
    ProjectLoss::SpeakerRecords,
    ProjectLoss::Done,
    ProjectLoss::TagColours,
];
/// Losses of formats that have no links between texts.
const OF_TEXTS: &[ProjectLoss] =
    &[ProjectLoss::Links, ProjectLoss::Titles, ProjectLoss::Speakers, ProjectLoss::Done, ProjectLoss::TagColours];
/// Contents of a project's report beyond the ledger of one article.
const IN_REPORTS: &[Loss] =
    &[Loss::Field("certainty"), Loss::Field("note"), Loss::Field("tags"), Loss::Field("discuss")];

const REPORT: ProjectFormat = ProjectFormat {
    id: "report",
    name: "Report",
    extension: "report.html",
    help: "one page for a reader without Gainsay: each thread with who says it where and when, what answers it; sources",
    like: "ledger-markdown",
    keeps: IN_REPORTS,
    loses: &[Loss::FileDetails],
    without: &[OF_REPORTS],
    is_folder: false,
    write: |survey, _| Ok(Output::Text(html::project::write(&Report::new(survey)))),
};

/// Every export format of a project, in the order of menus.
pub const PROJECT_EXPORTS: &[ProjectFormat] = &[
    REPORT,
    ProjectFormat {
        id: "pdf",
        name: "Report as PDF",
        extension: "report.pdf",
        help: "the report to print or to send: threads, what answers them, a list of sources",
        write: |survey, printing| pdf::project::write(&Report::new(survey), printing).map(Output::Bytes),
        ..REPORT
    },
    ProjectFormat {
        id: "markdown",
        name: "Markdown report",
        extension: "md",
        help: "the report to read or paste (CommonMark)",
        write: |survey, _| Ok(Output::Text(markdown::write(&Report::new(survey)))),
        ..REPORT
    },
    ProjectFormat {
        id: "ledger-csv",
        name: "Ledger as CSV table",
        extension: "ledger.csv",
        help: "one row a thread: what it says, who says it, in how many articles, since when, its standing",
        like: "ledger-csv",
        keeps: &[],
        loses: &[Loss::Ids, Loss::Field("discuss")],
        without: &[OF_REPORTS, &[ProjectLoss::Loose, ProjectLoss::Words]],
        write: |survey, _| Ok(Output::Text(LISTS[0].csv(survey))),
        ..REPORT
    },
    ProjectFormat {
        id: "csv",
        name: "CSV table",
        extension: "csv",
        help: "one row a mark of every article, with its article, its thread and its links to other articles",
        like: "csv",
        keeps: &[Loss::Title, Loss::Address, Loss::File, Loss::Source],
        loses: &[],
        without: &[OF_TABLES, &[ProjectLoss::LinkRecords, ProjectLoss::LinkFields]],
        write: |survey, _| Ok(Output::Text(marks::write_csv(survey))),
        ..REPORT
    },
    ProjectFormat {
        id: "jsonl",
        name: "JSON lines",
        extension: "jsonl",
        help: "one annotation a line with all its fields, its thread and its links to other articles",
        like: "jsonl",
        keeps: &[],
        loses: &[],
        without: &[OF_TABLES],
        write: |survey, _| Ok(Output::Text(marks::write_json_lines(survey))),
        ..REPORT
    },
    ProjectFormat {
        id: "w3c",
        name: "W3C Web Annotation",
        extension: "jsonld",
        help: "one collection of all annotations, with the texts and the links between articles (JSON-LD)",
        like: "w3c",
        keeps: &[],
        loses: &[],
        without: &[&[ProjectLoss::CopiedIds, ProjectLoss::Titles, ProjectLoss::Speakers, ProjectLoss::Done]],
        write: |survey, _| {
            let Gathered { articles, links, .. } = gathered(survey);
            Ok(Output::Text(w3c::write_all(&survey.name, &articles, &links, survey.content.tag_colours())))
        },
        ..REPORT
    },
    ProjectFormat {
        id: "qdpx",
        name: "REFI-QDA project",
        extension: "qdpx",
        help: "a project of all articles for ATLAS.ti, MAXQDA, NVivo and QualCoder (REFI-QDA 1.5)",
        like: "qdpx",
        keeps: &[],
        loses: &[],
        without: &[&[
            ProjectLoss::LinkRecords,
            ProjectLoss::LinkFields,
            ProjectLoss::CopiedIds,
            ProjectLoss::Titles,
            ProjectLoss::Speakers,
            ProjectLoss::Done,
            ProjectLoss::TagColours,
        ]],
        write: |survey, _| {
            let Gathered { articles, links, .. } = gathered(survey);
            let sources: Vec<(&str, &Document)> =
                articles.iter().map(|located| (located.path.as_str(), &located.document)).collect();
            Ok(Output::Bytes(qdpx::write_all(&survey.name, &sources, &links)))
        },
        ..REPORT
    },
    ProjectFormat {
        id: "brat",
        name: "brat standoff",
        extension: "brat",
        help: "a folder with each text and its annotations (.ann), and the types of all (annotation.conf), for brat",
        like: "brat",
        keeps: &[],
        loses: &[],
        without: &[OF_TEXTS],
        is_folder: true,
        write: |survey, _| Ok(Output::Folder(standoff(survey))),
    },
    ProjectFormat {
        id: "cas",
        name: "UIMA CAS JSON",
        extension: "cas.zip",
        help: "an archive with a CAS of each article, for INCEpTION and other UIMA tools (version 0.4)",
        like: "cas",
        keeps: &[],
        loses: &[],
        without: &[OF_TEXTS],
        write: |survey, _| {
            let each: Vec<(String, String)> =
                read(survey).map(|entry| (format!("{}.cas.json", entry.path), cas::write(&entry.document))).collect();
            let files: Vec<(&str, &[u8])> = each.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
            Ok(Output::Bytes(archive(&files)))
        },
        ..REPORT
    },
    ProjectFormat {
        id: "aif",
        name: "Argument map (AIF)",
        extension: "aif.json",
        help: "one argument map of all articles, for OVA3 and other argument tools (xAIF)",
        like: "aif",
        keeps: &[Loss::Title],
        loses: &[Loss::Address],
        without: &[&[
            ProjectLoss::LinkNotes,
            ProjectLoss::LinkRoles,
            ProjectLoss::LinkRecords,
            ProjectLoss::LinkFields,
            ProjectLoss::Titles,
            ProjectLoss::Speakers,
            ProjectLoss::Done,
            ProjectLoss::TagColours,
        ]],
        write: |survey, _| {
            let Gathered { articles, links, .. } = gathered(survey);
            let documents: Vec<&Document> = articles.iter().map(|located| &located.document).collect();
            Ok(Output::Text(aif::write_all(&documents, &links)))
        },
        ..REPORT
    },
];

/// The articles that could be read.
fn read(survey: &Survey) -> impl Iterator<Item = &Arc<Entry>> {
    survey.entries().iter().filter(|entry| entry.failure.is_none())
}

/// The folder of every article's standoff files, in the folders of the articles, with one file of types above all.
fn standoff(survey: &Survey) -> Folder {
    let mut folder = Folder::default();
    let mut used = HashSet::new();
    let mut shared: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for entry in read(survey) {
        let (inside, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        // Named after the file, whatever the annotations call it.
        let article = Article { file: name.to_owned(), ..entry.document.article().clone() };
        let prefix = if inside.is_empty() { String::new() } else { format!("{inside}/") };
        let Folder { files, shared: own } = brat::write(&entry.document.clone().with_article(article));
        // “a b.txt” and “a_b.txt” would be one file, and so would names in other letter case on some systems.
        let numbers = iter::once(String::new()).chain((2..).map(|number| format!("-{number}")));
        let named = |number: &String, name: &str| {
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            format!("{prefix}{stem}{number}.{extension}")
        };
        let first = files.first().map_or("", |(name, _)| name.as_str());
        let number = numbers.into_iter().find(|number| used.insert(named(number, first).to_lowercase()));
        let number = number.unwrap_or_default();
        folder.files.extend(files.iter().map(|(name, bytes)| (named(&number, name), bytes.clone())));
        for (name, bytes) in own {
            shared.entry(name).or_default().push(bytes);
        }
    }
    let gather = |parts: Vec<Vec<u8>>| brat::gather(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>());
    folder.shared = shared.into_iter().map(|(name, parts)| (name, gather(parts))).collect();
    folder
}

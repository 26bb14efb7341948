//! Losses of the exports of a project: exactly those declared in the table.

use std::sync::Arc;

use gainsay::interchange::project::{PROJECT_EXPORTS, ProjectFormat, ProjectLoss, Survey, project_losses};
use gainsay::interchange::{Folder, Located, Loss, Output, Printing, guid, loss_rows};
use gainsay::model::annotation::{Annotation, Id, Target, Time};
use gainsay::model::extra::Extra;
use gainsay::model::offset::ByteRange;
use gainsay::model::paper::Paper;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry, Place};
use gainsay::model::project::items::{End, Item, ItemKind, LinkItem};
use gainsay::model::project::overview::Thread;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::TagColours;

use crate::losses::with_other_words;
use crate::properties::losses::without;
use crate::sample_whole::{Whole, full, told_again};

/// The losses of what belongs to no article that a format may declare.
const LOSSES: [ProjectLoss; 15] = [
    ProjectLoss::Unmarked,
    ProjectLoss::Loose,
    ProjectLoss::Links,
    ProjectLoss::LinkNotes,
    ProjectLoss::LinkRoles,
    ProjectLoss::LinkRecords,
    ProjectLoss::LinkFields,
    ProjectLoss::CopiedIds,
    ProjectLoss::Words,
    ProjectLoss::Titles,
    ProjectLoss::TitleRecords,
    ProjectLoss::Speakers,
    ProjectLoss::SpeakerRecords,
    ProjectLoss::Done,
    ProjectLoss::TagColours,
];

impl Whole {
    fn survey(&self) -> Survey {
        let entry = |located: &Located| {
            Arc::new(Entry {
                path: located.path.clone(),
                format: "text",
                document: located.document.clone(),
                has_file: true,
                is_marked: true,
                problems: 0,
                failure: None,
                haystack: Default::default(),
            })
        };
        let mut corpus = Corpus::default();
        corpus.update(self.articles.iter().map(entry).collect(), &[]);
        let content = Project::new(self.items.clone(), self.colours.clone(), self.extra.clone());
        Survey::new("Water & lead".to_owned(), &corpus, content)
    }

    /// The project with other items, or without some.
    fn items(&self, change: impl Fn(&Item) -> Option<Item>) -> Self {
        Self { items: self.items.iter().filter_map(change).collect(), ..self.clone() }
    }

    fn links(&self, change: impl Fn(&mut LinkItem)) -> Self {
        self.items(|item| {
            let mut item = item.clone();
            if let Item::Link(link) = &mut item {
                change(Arc::make_mut(link));
            }
            Some(item)
        })
    }

    /// The project without the items of a kind.
    fn without_all(&self, kind: ItemKind) -> Self {
        self.items(|item| Some(item.clone()).filter(|item| item.kind() != kind))
    }

    /// The project without a loss of its articles.
    fn without_in_articles(&self, loss: Loss) -> Self {
        let mut whole = self.clone();
        for (at, located) in whole.articles.iter_mut().enumerate() {
            let before = located.document.set().clone();
            let path = located.path.clone();
            *located = without(located, loss);
            located.path = if loss == Loss::File { format!("{at:02}") } else { located.path.clone() };
            let new = |id: &Id| match loss {
                Loss::Ids => {
                    let at = before.annotations().iter().position(|mark| mark.id == *id)?;
                    Some(located.document.set().annotations()[at].id.clone())
                }
                Loss::OddIds => Some(Id::new(&guid(id))),
                _ => None,
            };
            let ended = |end: &mut End| {
                if end.path == path {
                    end.mark = new(&end.mark).unwrap_or_else(|| end.mark.clone());
                    end.path.clone_from(&located.path);
                }
            };
            whole.items.iter_mut().for_each(|item| match item {
                Item::Link(link) => {
                    let link = Arc::make_mut(link);
                    ended(&mut link.from);
                    ended(&mut link.to);
                }
                Item::Thread(title) => ended(&mut Arc::make_mut(title).claim),
                Item::Article(article) if article.path == path => {
                    Arc::make_mut(article).path.clone_from(&located.path);
                }
                Item::Article(_) | Item::Speaker(_) => {}
            });
        }
        whole
    }

    /// The project without a loss of what belongs to no article.
    fn without(&self, loss: ProjectLoss) -> Self {
        match loss {
            ProjectLoss::Unmarked => {
                let mut whole = self.clone();
                whole.articles.retain(|located| !located.document.set().annotations().is_empty());
                whole
            }
            ProjectLoss::Loose => self.with_other_loose_marks(),
            ProjectLoss::Words => self.with_other_words(),
            ProjectLoss::CopiedIds => {
                let mut whole = self.clone();
                let copy = whole.articles.last_mut().unwrap();
                copy.document = copy.document.with_set(told_again("", 8).document.set().clone());
                whole
            }
            ProjectLoss::Links => self.without_all(ItemKind::Link),
            ProjectLoss::LinkRoles => self.items(|item| match item {
                Item::Link(link) if link.role.row().is_none() => None,
                item => Some(item.clone()),
            }),
            ProjectLoss::LinkNotes => self.links(|link| link.note.clear()),
            ProjectLoss::LinkFields => self.links(|link| link.extra = Extra::default()),
            ProjectLoss::LinkRecords => self.links(|link| {
                link.id = Id::new(&link.id.as_str().replace('l', "link-"));
                (link.created, link.modified, link.creator) = (Time::default(), Time::default(), "".into());
            }),
            ProjectLoss::Titles => self.without_all(ItemKind::Thread),
            ProjectLoss::Speakers => self.without_all(ItemKind::Speaker),
            ProjectLoss::TitleRecords | ProjectLoss::SpeakerRecords | ProjectLoss::Done => self.items(|item| {
                let mut item = item.clone();
                match (loss, &mut item) {
                    (ProjectLoss::TitleRecords, Item::Thread(title)) => {
                        let title = Arc::make_mut(title);
                        title.id = Id::new(&title.id.as_str().replace('t', "title-"));
                        (title.modified, title.creator) = (Time::default(), "".into());
                    }
                    (ProjectLoss::SpeakerRecords, Item::Speaker(speaker)) => {
                        let speaker = Arc::make_mut(speaker);
                        speaker.id = Id::new("speaker-1");
                        (speaker.modified, speaker.creator) = (Time::default(), "".into());
                    }
                    (ProjectLoss::Done, Item::Article(article)) => Arc::make_mut(article).done = false,
                    _ => {}
                }
                Some(item)
            }),
            ProjectLoss::TagColours => Self { colours: TagColours::default(), ..self.clone() },
        }
    }

    /// The project with other places of some marks.
    fn moved(&self, is_moved: impl Fn(Place) -> bool) -> Self {
        let mut whole = self.clone();
        for (article, located) in (0..).zip(&mut whole.articles) {
            let set = located.document.set();
            let marks = (0..).zip(set.annotations()).map(|(mark, annotation)| {
                let mut annotation = annotation.as_ref().clone();
                if let Some(bounds) = annotation.target.bounds().filter(|_| is_moved(Place { article, mark })) {
                    // Its first letter only, so that the order of the marks stays.
                    let text = &located.document.article().text;
                    let letter = text.slice(bounds).chars().next().map_or(1, char::len_utf8);
                    let start = bounds.start().get();
                    annotation.target = Target::of(ByteRange::of(start, start + letter));
                }
                annotation
            });
            let relations = set.relations().iter().map(|relation| relation.as_ref().clone());
            let set = AnnotationSet::new(marks.collect::<Vec<_>>(), relations).0;
            located.document = located.document.with_set(set);
        }
        whole
    }

    /// The marks of threads.
    fn bound(&self) -> Vec<Place> {
        let overview = self.survey().overview;
        let threads = overview.threads().iter();
        let answers =
            |thread: &Thread| thread.answers.iter().flat_map(|answer| answer.marks.clone()).collect::<Vec<_>>();
        threads.flat_map(|thread| [thread.claims.clone(), answers(thread)].concat()).collect()
    }

    fn with_other_loose_marks(&self) -> Self {
        let bound = self.bound();
        self.moved(|place| !bound.contains(&place))
    }

    fn without_loose_marks(&self) -> Self {
        let (mut whole, bound) = (self.clone(), self.bound());
        for (article, located) in (0..).zip(&mut whole.articles) {
            let set = located.document.set();
            let marks =
                (0..).zip(set.annotations()).filter(|(mark, _)| bound.contains(&Place { article, mark: *mark }));
            let marks: Vec<Annotation> = marks.map(|(_, mark)| mark.as_ref().clone()).collect();
            let relations = set.relations().iter().map(|relation| relation.as_ref().clone());
            located.document = located.document.with_set(AnnotationSet::new(marks, relations).0);
        }
        whole
    }

    fn without_authors(&self) -> Self {
        let mut whole = self.clone();
        for located in &mut whole.articles {
            let mut article = located.document.article().clone();
            article.stated.byline.clear();
            article.stated.site.clear();
            located.document = located.document.clone().with_article(article);
        }
        whole
    }

    /// The project with other words of all but the first claims of threads.
    fn with_other_words(&self) -> Self {
        let overview = self.survey().overview;
        let firsts: Vec<Place> = overview.threads().iter().map(|thread| thread.claims[0]).collect();
        self.moved(|place| !firsts.contains(&place) && overview.thread_at(place).is_some())
    }
}

/// The export; the names of files in a folder are not content.
fn written(format: &ProjectFormat, whole: &Whole) -> Output {
    let output =
        (format.write)(&whole.survey(), &Printing::on(Paper::A4)).unwrap_or_else(|_| panic!("is not cancelled"));
    match output {
        Output::Folder(Folder { files, shared }) => {
            let nameless =
                |files: Vec<(String, Vec<u8>)>| files.into_iter().map(|(_, bytes)| (String::new(), bytes)).collect();
            Output::Folder(Folder { files: nameless(files), shared: nameless(shared) })
        }
        output => output,
    }
}

fn count(loss: Loss, whole: &Whole) -> usize {
    let row = loss_rows().find(|row| row.loss == loss).unwrap();
    whole.articles.iter().map(|located| (row.count)(&located.document, loss)).sum()
}

/// The project without what a format says it loses of its articles.
fn stripped(format: &ProjectFormat, whole: &Whole) -> Whole {
    let first = [Loss::LostMarks, Loss::OtherKinds, Loss::LostFragments, Loss::UnknownKinds, Loss::LineBreaks];
    let (first, rest): (Vec<Loss>, Vec<Loss>) =
        loss_rows().map(|row| row.loss).filter(|loss| format.is_lost(*loss)).partition(|loss| first.contains(loss));
    first.into_iter().chain(rest).fold(whole.clone(), |whole, loss| whole.without_in_articles(loss))
}

/// An undeclared loss is a bug, and so is a declared loss that does not happen.
#[test]
fn each_format_loses_of_its_articles_what_it_declares_and_nothing_else() {
    let full = full().without(ProjectLoss::CopiedIds);
    let bound = full.without_loose_marks();
    let mut wrong = Vec::new();
    for format in PROJECT_EXPORTS {
        let rest = stripped(format, if format.is_without(ProjectLoss::Loose) { &bound } else { &full });
        let before = written(format, &rest);
        for loss in loss_rows().map(|row| row.loss).filter(|loss| !format.is_lost(*loss) && count(*loss, &rest) > 0) {
            if before == written(format, &rest.without_in_articles(loss)) {
                wrong.push(format!("{} loses {loss:?} and does not say so", format.id));
            }
        }
        let before = written(format, &full);
        for loss in loss_rows().map(|row| row.loss).filter(|loss| format.is_lost(*loss) && *loss != Loss::Positions) {
            let same = match loss {
                Loss::OriginalTexts => {
                    let mut less = full.clone();
                    less.articles.iter_mut().for_each(|located| *located = with_other_words(located));
                    before == written(format, &less)
                }
                // The dates are in the order of threads, and in one column.
                Loss::Source if format.id == "ledger-csv" => before == written(format, &full.without_authors()),
                // Passages split anew are no longer changed.
                Loss::LineBreaks => {
                    let settled = full.without_in_articles(Loss::OriginalTexts);
                    written(format, &settled) == written(format, &settled.without_in_articles(loss))
                }
                loss => before == written(format, &full.without_in_articles(loss)),
            };
            if !same {
                wrong.push(format!("{} says that it loses {loss:?}, which it does not", format.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_format_loses_of_the_project_what_it_declares_and_nothing_else() {
    let full = full();
    let mut wrong = Vec::new();
    for format in PROJECT_EXPORTS {
        let before = written(format, &full);
        for loss in LOSSES {
            // Without links there are no notes on them.
            let follows = match loss {
                ProjectLoss::LinkNotes
                | ProjectLoss::LinkRoles
                | ProjectLoss::LinkRecords
                | ProjectLoss::LinkFields => Some(ProjectLoss::Links),
                ProjectLoss::TitleRecords => Some(ProjectLoss::Titles),
                ProjectLoss::SpeakerRecords => Some(ProjectLoss::Speakers),
                _ => None,
            };
            let lost = format.is_without(loss) || follows.is_some_and(|loss| format.is_without(loss));
            let without = full.without(loss);
            let is_same = before == written(format, &without);
            // Values that are in no file but for their order, and the ids that only some formats have.
            let counts_only = loss == ProjectLoss::CopiedIds && format.is_lost(Loss::Ids);
            if is_same && !lost && !counts_only {
                wrong.push(format!("{} loses {loss:?} and does not say so", format.id));
            }
            if !is_same && lost && loss != ProjectLoss::CopiedIds {
                wrong.push(format!("{} says that it loses {loss:?}, which it does not", format.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_format_loses_what_leads_nowhere_and_unknown_fields_of_the_project() {
    let full = full();
    let is_used = |item: &Item| match item {
        Item::Link(link) => link.id.as_str() != "l5",
        Item::Thread(title) => title.id.as_str() == "t1",
        _ => true,
    };
    let clear = |end: &mut End| end.extra = Extra::default();
    let less = full.items(|item| {
        let mut item = item.clone();
        match &mut item {
            Item::Link(link) => {
                let link = Arc::make_mut(link);
                [&mut link.from, &mut link.to].into_iter().for_each(clear);
            }
            Item::Thread(title) => {
                let title = Arc::make_mut(title);
                title.extra = Extra::default();
                clear(&mut title.claim);
            }
            Item::Speaker(speaker) => Arc::make_mut(speaker).extra = Extra::default(),
            Item::Article(article) => Arc::make_mut(article).extra = Extra::default(),
        }
        Some(item).filter(is_used)
    });
    let less = Whole { extra: Extra::default(), ..less };
    for format in PROJECT_EXPORTS {
        let lost = project_losses(format, &full.survey());
        let wanted = [
            "1 link between articles with an end that is not there",
            "2 titles of threads that are not there or have other titles",
            "20 unknown fields of the project file",
        ];
        assert_eq!(lost[..3], wanted, "{}", format.id);
        assert!(written(format, &full) == written(format, &less), "{}", format.id);
        for line in project_losses(format, &less.survey()) {
            assert!(!line.contains("project file") && !line.contains("not there"), "{}: {line}", format.id);
        }
    }
}

#[test]
fn every_loss_of_a_project_is_counted() {
    let full = full().survey();
    let empty = Whole::default().survey();
    for loss in LOSSES {
        let without: &'static [ProjectLoss] = vec![loss].leak();
        let only: &'static [&'static [ProjectLoss]] = vec![without].leak();
        let format = ProjectFormat { without: only, ..PROJECT_EXPORTS[0] };
        let none = ProjectFormat { without: &[], ..PROJECT_EXPORTS[0] };
        assert_eq!(project_losses(&format, &full).len(), project_losses(&none, &full).len() + 1, "{loss:?}");
        assert_eq!(project_losses(&format, &empty), [""; 0], "{loss:?}");
    }
}

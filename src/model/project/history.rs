//! Undo and redo of changes of a project.
//!
//! Steps have numbers in one order with those of the articles, so that undo takes back the last thing done wherever that
//! was. A step with the number of a step in an article was one gesture with it.

use crate::model::annotation::Id;
use crate::model::project::Project;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::Item;
use crate::model::project::step::ProjectStep;

#[derive(Clone, Debug)]
struct Step {
    kind: ProjectStep,
    /// Takes the project to the other side of this step.
    edit: ProjectEdit,
    number: u64,
    /// The number of its undoing.
    undone: u64,
    /// The item whose field is typed into, until that is left.
    typed: Option<Id>,
    /// The words that it is about, for the list of steps; may be empty.
    about: Box<str>,
}

impl Step {
    fn cross(&mut self, project: &mut Project) -> ProjectStep {
        let edit = std::mem::replace(&mut self.edit, ProjectEdit::Batch(Vec::new()));
        self.edit = project.apply(edit);
        self.typed = None;
        self.kind
    }
}

/// The steps done and undone.
#[derive(Clone, Debug, Default)]
pub struct ProjectHistory {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl ProjectHistory {
    /// Applies an edit as a step with this number. Typing into a field of the item `typed` joins the step before, unless
    /// something was done elsewhere since.
    pub fn apply(
        &mut self,
        project: &mut Project,
        kind: ProjectStep,
        edit: ProjectEdit,
        typed: Option<Id>,
        number: u64,
    ) {
        self.future.clear();
        let about = about(&edit).unwrap_or_default().into();
        let inverse = project.apply(edit);
        let joins =
            |last: &&mut Step| last.kind == kind && typed.is_some() && last.typed == typed && last.number + 1 == number;
        match self.past.last_mut().filter(joins) {
            Some(last) => {
                let earlier = std::mem::replace(&mut last.edit, ProjectEdit::Batch(Vec::new()));
                last.edit = match (inverse, earlier) {
                    // Both restore the same item: the earlier state is the one to return to.
                    (ProjectEdit::Put(_), earlier @ (ProjectEdit::Put(_) | ProjectEdit::Remove(..))) => earlier,
                    (inverse, earlier) => ProjectEdit::Batch(vec![inverse, earlier]),
                };
                (last.number, last.about) = (number, about);
            }
            None => self.past.push(Step { kind, edit: inverse, number, undone: 0, typed, about }),
        }
    }

    /// Undoes the last step; the undoing has this number. Returns its kind, or nothing if there is no step.
    pub fn undo(&mut self, project: &mut Project, number: u64) -> Option<ProjectStep> {
        let mut step = self.past.pop()?;
        let kind = step.cross(project);
        step.undone = number;
        self.future.push(step);
        Some(kind)
    }

    /// Redoes the last undone step. Returns its kind, or nothing if there is no step.
    pub fn redo(&mut self, project: &mut Project) -> Option<ProjectStep> {
        let mut step = self.future.pop()?;
        let kind = step.cross(project);
        self.past.push(step);
        Some(kind)
    }

    /// The number of the last step that is done.
    pub fn done_last(&self) -> Option<u64> {
        self.past.last().map(|step| step.number)
    }

    /// The number of the step that would be redone.
    pub fn next(&self) -> Option<u64> {
        self.future.last().map(|step| step.number)
    }

    /// The number of the last undoing that can be redone.
    pub fn undone_last(&self) -> Option<u64> {
        self.future.last().map(|step| step.undone)
    }

    /// The number of steps, done and undone.
    pub fn len(&self) -> usize {
        self.past.len() + self.future.len()
    }

    /// True if nothing can be undone or done again.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of steps that are done.
    pub fn done(&self) -> usize {
        self.past.len()
    }

    /// A step: its number, or that of its undoing, its kind, and the words that it is about. The done steps come first, in the
    /// order of time.
    pub fn step(&self, index: usize) -> Option<(u64, ProjectStep, &str)> {
        match self.past.get(index) {
            Some(step) => Some((step.number, step.kind, &*step.about)),
            None => {
                let step = self.future.get(self.len().checked_sub(index + 1)?)?;
                Some((step.undone, step.kind, &*step.about))
            }
        }
    }

    /// Ends typing: the next step does not join the last one.
    pub fn seal(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.typed = None;
        }
    }
}

/// The words that an edit is about.
fn about(edit: &ProjectEdit) -> Option<String> {
    match edit {
        ProjectEdit::Put(Item::Article(item)) => Some(item.path.clone()),
        ProjectEdit::Put(Item::Link(item)) => Some(format!("{} → {}", item.from.path, item.to.path)),
        ProjectEdit::Put(Item::Thread(item)) => Some(item.title.clone()),
        ProjectEdit::Put(Item::Speaker(item)) => Some(item.name.clone()),
        ProjectEdit::ColourTag(tag, _) => Some(tag.clone()),
        ProjectEdit::Batch(edits) => edits.iter().rev().find_map(about),
        ProjectEdit::Remove(..) | ProjectEdit::Whole(_) => None,
    }
}

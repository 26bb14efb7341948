//! The steps of writing a file, each of which a test can make fail.

use std::cell::RefCell;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::NamedTempFile;

use crate::storage::files::{Stamp, folder_of, full, hash_of};
use crate::storage::held::patiently;

/// Prefix of the names of all files that a save puts beside another one.
pub(in crate::storage) const OURS: &str = ".gainsay-";

/// Suffix of files that are being written.
pub(in crate::storage) const TEMPORARY: &str = ".tmp";

/// A step of a save that the system may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Creating the new file beside the old one.
    Create,
    /// Writing it: after half of the first bytes.
    Write,
    /// Giving it the permissions of the old one.
    Permissions,
    /// Flushing it to the disk.
    Flush,
    /// Putting it in the old one's place.
    Rename,
    /// Writing in the place of a file with several names: after half of the bytes.
    Overwrite,
    /// Flushing that to the disk.
    FlushOver,
    /// Making the renaming last.
    FlushFolder,
    /// Putting the old bytes back into a file with several names: after half of them.
    PutBack,
    /// Flushing that to the disk.
    FlushBack,
}

/// The steps of a save that nothing interrupts, in order.
pub const STEPS: [Step; 8] = [
    Step::Create,
    Step::Write,
    Step::Permissions,
    Step::Flush,
    Step::Rename,
    Step::Overwrite,
    Step::FlushOver,
    Step::FlushFolder,
];

/// The system's answer to a step of saving a file.
type Answer = dyn Fn(Step, &Path) -> io::Result<()>;

thread_local! {
    static ANSWER: RefCell<Option<Rc<Answer>>> = const { RefCell::new(None) };
}

/// Runs `work` on a disk that answers each step of its saves like this, for tests of disks that fail. Saves in other threads
/// are not affected.
pub fn answering<T>(answer: impl Fn(Step, &Path) -> io::Result<()> + 'static, work: impl FnOnce() -> T) -> T {
    /// Restores the earlier answer, also if the work panics.
    struct Earlier(Option<Rc<Answer>>);
    impl Drop for Earlier {
        fn drop(&mut self) {
            ANSWER.set(self.0.take());
        }
    }
    let _earlier = Earlier(ANSWER.replace(Some(Rc::new(answer))));
    work()
}

/// The answer of [`answering`]; the system itself is asked after it.
pub(in crate::storage) fn ask(step: Step, path: &Path) -> io::Result<()> {
    let answer = ANSWER.with_borrow(Clone::clone);
    answer.map_or(Ok(()), |answer| answer(step, path))
}

/// A writer that asks for a step after half of its first bytes, and hashes what it writes.
pub(in crate::storage) struct Halting<'a> {
    file: &'a mut File,
    path: &'a Path,
    begun: bool,
    step: Option<Step>,
    hasher: DefaultHasher,
}

impl<'a> Halting<'a> {
    pub(in crate::storage) fn new(file: &'a mut File, path: &'a Path, step: Step) -> Self {
        Self { file, path, begun: false, step: Some(step), hasher: DefaultHasher::new() }
    }

    /// Hash of what was written.
    pub(in crate::storage) fn hash(&self) -> u64 {
        self.hasher.finish()
    }

    fn write_some(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.write(&bytes[..count]);
        Ok(count)
    }
}

impl Write for Halting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.begun, true) {
            return self.write_some(&bytes[..bytes.len().div_ceil(2)]);
        }
        if let Some(step) = self.step.take() {
            ask(step, self.path)?;
        }
        self.write_some(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Creates a file to write to, beside `target`; dropped, it removes itself. It is locked, so that it is not taken for one
/// that a dead save left.
pub(in crate::storage) fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(OURS).suffix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the person's umask takes from this. Only its own default would be for the owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder_of(target))?;
    // Where the system has no locks, files left behind are known by their age alone.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Writes these bytes in the place of those that a file has, in two steps: one for the bytes, one to flush them.
pub(in crate::storage) fn write_over(target: &Path, bytes: &[u8], steps: [Step; 2]) -> io::Result<Stamp> {
    let [over, flushed] = steps;
    let mut file = patiently(|| File::options().write(true).open(target))?;
    Halting::new(&mut file, target, over).write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    flush(&file, target, flushed)?;
    Ok(Stamp::of_file(&file)?.with_bytes(hash_of(bytes)))
}

/// Flushes a file to the disk. A file system that cannot do that (`ENOSYS`, `EINVAL`, `EOPNOTSUPP`, see fsync(2)), as some in
/// user space and some of the network, is no error: the bytes are written all the same, and there is nothing better.
pub(in crate::storage) fn flush(file: &File, path: &Path, step: Step) -> io::Result<()> {
    ask(step, path).and_then(|()| file.sync_all()).or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

/// Makes a renaming in the folder of `target` last. The new file is in place already, and whole; after a power cut the old
/// one may be back, whole too. So a system that cannot do this is no reason to report a failed save.
pub(in crate::storage) fn flush_folder(target: &Path) {
    #[cfg(unix)]
    {
        let flush = || File::open(folder_of(target)).and_then(|folder| folder.sync_all());
        let _ = ask(Step::FlushFolder, target).and_then(|()| flush());
    }
    #[cfg(not(unix))]
    let _ = target;
}

/// Where `path` leads if it is a link, also if there is nothing there yet.
pub(in crate::storage) fn followed(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows (path_resolution(7)).
    const MOST: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&target) {
            Ok(link) => target = full(&folder_of(&target).join(link)),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("the link leads in a circle"))
}

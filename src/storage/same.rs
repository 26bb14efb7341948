//! Comparison of a file with bytes that would be written to it, with neither in memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;

/// A writer that compares its input with a file, and fails at the first difference.
struct Compared {
    file: BufReader<File>,
}

impl Write for Compared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = vec![0; bytes.len()];
        self.file.read_exact(&mut there)?;
        if there == bytes { Ok(bytes.len()) } else { Err(ErrorKind::Other.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// True if the file at a path has exactly the bytes that `write` writes.
pub fn holds(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut compared = Compared { file: BufReader::new(file) };
    write(&mut compared).is_ok() && compared.file.fill_buf().is_ok_and(<[u8]>::is_empty)
}

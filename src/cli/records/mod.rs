//! Records: JSON lines on standard input, and for each of them a line on standard output, so that a command is a step of
//! Spark, Dask, Ray or GNU parallel.
//!
//! A record names a file by its `path`, or holds contents: the article as `content` or `base64`, the annotation file as
//! `annotations`. All its other fields are given back as they were. A record that cannot be worked on gets an `error`, and
//! the run goes on: its exit code says only that the input came to its end.

pub mod anchor;
pub mod check;
pub mod convert;
pub mod export;
mod record;

use std::io::{self, BufRead, IsTerminal as _, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;

use crate::cli::records::record::{Given, Record};
use crate::cli::{FAILED, complain, for_terminal, streamed};

/// Largest record, in bytes: an article or an annotation file of the greatest length, with escapes.
const LIMIT: usize = 1 << 30;

/// The byte-order mark of UTF-8, with which some programs begin a file.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The error of a record on which a reader panicked.
const CRASHED: &str = "The record could not be worked on because of a bug in Gainsay";

/// The path that stands for records on standard input.
pub const RECORDS: &str = "-";

/// A line of the output: the fields of the record, those of its result, and the error, if there is one.
#[derive(Serialize)]
struct Line<'a, R> {
    /// The number of a line that is no record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(flatten)]
    given: Given<'a>,
    #[serde(flatten)]
    result: R,
    error: Option<String>,
}

/// Works on each record until the input ends; returns the exit code. The fields of the default result are those of every
/// line.
fn run<R: Default + Serialize>(work: impl Fn(&Record) -> Result<R, String>) -> u8 {
    let mut failure = None;
    let code = streamed(|out| {
        let is_terminal = io::stdout().is_terminal();
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        let own = fields(&R::default());
        for number in 1.. {
            match read_line(&mut input, &mut line) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
            if number == 1 && line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            let answer = answer(number, &line, &own, &work);
            let answer = if is_terminal { for_terminal(&answer) } else { answer };
            // A program that waits for this answer may be the one that writes the next record.
            out.write_all(&answer).and_then(|()| out.flush())?;
        }
        Ok(())
    });
    match failure {
        Some(error) => {
            complain(format_args!("standard input could not be read: {error}"));
            FAILED
        }
        None => code,
    }
}

/// The line for a record, with its end.
fn answer<R: Default + Serialize>(
    number: u64,
    line: &[u8],
    own: &[String],
    work: &impl Fn(&Record) -> Result<R, String>,
) -> Vec<u8> {
    let record = if line.len() > LIMIT {
        Err(format!("the record has more than the {} MiB that can be read", LIMIT >> 20))
    } else {
        Record::parse(line)
    };
    let line = match &record {
        Ok(record) => {
            let result = catch_unwind(AssertUnwindSafe(|| work(record))).unwrap_or_else(|_| Err(CRASHED.to_owned()));
            let (result, error) = match result {
                Ok(result) => (result, None),
                Err(why) => (R::default(), Some(why)),
            };
            Line { line: None, given: record.given(own), result, error }
        }
        Err(why) => {
            Line { line: Some(number), given: Given::default(), result: R::default(), error: Some(why.clone()) }
        }
    };
    // Strings, numbers and values that were parsed always serialise.
    let mut answer = serde_json::to_vec(&line).unwrap_or_default();
    answer.push(b'\n');
    answer
}

/// The names of a result's fields, and that of the error.
fn fields(result: &impl Serialize) -> Vec<String> {
    let fields = match serde_json::to_value(result) {
        Ok(Value::Object(fields)) => fields.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    };
    fields.into_iter().chain(["error".to_owned()]).collect()
}

/// Reads a line without its end; false at the end of the input. Of a line above the limit, one byte more than that is kept.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    // A large record is not held for ever.
    line.shrink_to(1 << 20);
    let read = input.by_ref().take(LIMIT as u64 + 1).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LIMIT {
        loop {
            let buffer = input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let count = end.map_or(buffer.len(), |end| end + 1);
            input.consume(count);
            if end.is_some() || count == 0 {
                break;
            }
        }
    }
    Ok(read > 0)
}

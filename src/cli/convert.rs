//! `gainsay convert`: the text and structure of an article, or of a folder of articles, as JSON.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::articles::to_json;
use crate::cli::progress::Progress;
use crate::cli::records::{self, RECORDS};
use crate::cli::{DONE, FAILED, complain, end, path, print, say};
use crate::jobs::convert::{Converted, convert, convert_tree, write};

/// Arguments of `gainsay convert`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The article, a folder of articles, or - for records (Corpora in the manual)
    #[arg(value_parser = path())]
    article: PathBuf,
    /// The file to write, or the folder for a folder; standard output by default
    #[arg(long, value_name = "PATH", value_parser = path())]
    output: Option<PathBuf>,
    /// Include everything on a web page, not only the article
    #[arg(long)]
    whole_page: bool,
}

/// Converts; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let article = &arguments.article;
    let done = match &arguments.output {
        None if article.as_os_str() == RECORDS => return records::convert::run(arguments.whole_page),
        Some(_) if article.as_os_str() == RECORDS => Err("records go to standard output, without --output".to_owned()),
        Some(output) if article.is_dir() => return tree(article, output, arguments.whole_page),
        None if article.is_dir() => {
            Err(format!("{}: converting a folder needs an output folder: --output DIR", article.display()))
        }
        output => one(article, output.as_deref(), arguments.whole_page),
    };
    done.unwrap_or_else(|why| {
        complain(why);
        FAILED
    })
}

fn one(article: &Path, output: Option<&Path>, whole: bool) -> Result<u8, String> {
    let conversion = convert(article, whole)?;
    tell(article, &conversion.notices);
    match output {
        Some(path) => write(&conversion, article, path).map(|()| DONE),
        None => Ok(print(to_json(&conversion.article).as_bytes())),
    }
}

fn tell(article: &Path, notices: &[String]) {
    for notice in notices {
        say(format_args!("{}: {notice}", article.display()));
    }
}

fn tree(folder: &Path, output: &Path, whole: bool) -> u8 {
    let mut progress = Progress::new("converted");
    let mut code = DONE;
    let ended = convert_tree(folder, output, whole, &mut |of, Converted { path, result }| {
        progress.clear();
        match result {
            Ok(notices) => tell(&path, &notices),
            Err(why) => {
                say(why);
                code = FAILED;
            }
        }
        progress.step(of);
    });
    end(&mut progress, ended, code)
}

//! Messages of the command line about words and places that do not fit.

use std::fs;

use crate::cli::{Shell, is_one_sentence, native};

#[test]
fn several_files_and_unknown_commands_are_answered_in_plain_words() {
    let shell = Shell::new();
    for (arguments, words) in [
        (&["story.txt", "b.txt"][..], "one file or folder is opened at a time, not also “b.txt”"),
        (&["story.txt", "b.txt", "c.txt"], "one file or folder is opened at a time, not also “b.txt”"),
        (&["conver", "x"], "there is no command “conver”; did you mean “convert”?"),
        (&["exprot", "x", "--to", "csv"], "there is no command “exprot”; did you mean “export”?"),
    ] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""), "{arguments:?}");
        is_one_sentence(&message);
        assert!(message.contains(words), "{message}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_reason_is_told_and_a_missing_file_is_named_first() {
    let shell = Shell::new();
    let (code, _, message) = shell.run(&["nofile.txt"]);
    assert_eq!(code, 2);
    is_one_sentence(&message);
    assert!(message.starts_with("gainsay: nofile.txt does not exist, and no window can be opened ("), "{message}");
    let (code, _, message) = shell.run(&["story.txt"]);
    assert_eq!(code, 2);
    is_one_sentence(&message);
    assert!(message.contains("no window can be opened (") && message.contains("DISPLAY"), "{message}");
    assert!(!message.contains(".rs") && !message.contains("os error"), "{message}");
}

#[test]
fn an_output_that_cannot_be_written_is_no_lost_work() {
    let shell = Shell::new();
    fs::write(shell.path("new.txt"), "Mill owner rejects claims again.\n").unwrap();
    for arguments in [
        &["export", "story.txt", "--to", "csv"][..],
        &["export", "story.txt", "--to", "pdf"],
        &["convert", "story.txt"],
        &["anchor", "story.txt.ron", "new.txt"],
        &["merge", "story.txt.ron", "story.txt.ron", "story.txt.ron"],
    ] {
        let (code, _, message) = shell.run(&[arguments, &["--output", "nodir/x.out"]].concat());
        assert_eq!(code, 2, "{arguments:?}: {message}");
        let message = message.lines().last().unwrap();
        let told = [
            native("nodir/x.out was not written: its folder "),
            "nodir does not exist. Choose another place".to_owned(),
        ];
        assert!(told.iter().all(|words| message.contains(words)), "{arguments:?}: {message}");
    }
}

//! Breaking text into lines of a width without knowing the font. Each character is given its width in the widest of the
//! usual fonts (DejaVu Sans and Serif), so that the lines fit in any of them.

use unicode_segmentation::UnicodeSegmentation;

/// Breaks text into at most `count` lines no wider than `width`, in the same unit as the font size `size`. Text that
/// does not fit ends in an ellipsis.
pub fn wrap(text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
    let most_em = width / size;
    let mut lines: Vec<String> = Vec::new();
    let mut taken = f32::INFINITY;
    for word in text.split_whitespace() {
        if lines.len() > most {
            break;
        }
        let wide = em(word);
        let fits = taken + em(" ") + wide <= most_em;
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            line.push(' ');
            line.push_str(word);
            taken += em(" ") + wide;
        } else {
            // A word that is longer than a line is broken at any character.
            lines.push(String::new());
            taken = 0.0;
            for letter in word.graphemes(true) {
                if taken + em(letter) > most_em && taken > 0.0 {
                    if lines.len() > most {
                        break;
                    }
                    lines.push(String::new());
                    taken = 0.0;
                }
                if let Some(line) = lines.last_mut() {
                    line.push_str(letter);
                }
                taken += em(letter);
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shorten(last, most_em);
        }
    }
    lines
}

/// A line with an ellipsis at its end that is no wider than before.
fn shorten(line: &str, most_em: f32) -> String {
    let room = most_em - em("…");
    let mut taken = 0.0;
    let fits = |letter: &&str| {
        taken += em(letter);
        taken <= room
    };
    let kept: String = line.graphemes(true).take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Maximum width of a text, relative to the font size.
pub fn em(text: &str) -> f32 {
    text.chars().map(width).sum()
}

fn width(c: char) -> f32 {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => 0.0,
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ';' | ':' | '\'' | '‘' | '’' | '|' | '!' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '\\' | '-' | 'I' | 'J' => 0.46,
        'm' | 'M' | 'W' | '—' | '…' | '%' | '@' => 1.05,
        'w' | 'Q' | 'G' | 'O' | 'N' | 'H' | 'U' | 'D' | 'C' | '&' | '+' | '=' | '<' | '>' | '~' | '#' => 0.86,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.58,
        'a'..='z' | '0'..='9' | '“' | '”' | '"' | '–' => 0.64,
        'A'..='Z' => 0.76,
        c if u32::from(c) < 0x1100 => 0.85,
        c if u32::from(c) < 0x1_F000 => 1.05,
        _ => 1.4,
    }
}

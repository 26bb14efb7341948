//! Characters of symbol fonts, which are in the private use area from U+F000.

/// The font Symbol, 0x20 to 0x7E and 0xA0 to 0xFE (Adobe, "Symbol Set and Encoding").
const SYMBOL: [&str; 2] = [
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
];

/// Characters of Wingdings that occur in texts.
const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The meaning of a character in a font: itself, if it is not a symbol font; U+FFFD if unknown.
pub fn meant(font: &str, c: char) -> char {
    let code = u32::from(c);
    let font = font.to_lowercase();
    let private = (0xF000..=0xF0FF).contains(&code);
    let code = if private { code - 0xF000 } else { code };
    let known = if font.starts_with("symbol") {
        match code {
            0x20..=0x7E => SYMBOL[0].chars().nth(code as usize - 0x20),
            0xA0..=0xFE => SYMBOL[1].chars().nth(code as usize - 0xA0),
            _ => None,
        }
    } else if font.starts_with("wingdings") {
        let exact = (font == "wingdings").then(|| WINGDINGS.iter().find(|(at, _)| *at == code)).flatten();
        exact.map(|(_, meant)| *meant)
    } else if private {
        None
    } else {
        return c;
    };
    known.unwrap_or(if private { char::REPLACEMENT_CHARACTER } else { c })
}

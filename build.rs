//! Icon, version and manifest of the Windows program; nothing for other systems.
//!
//! The resources are written here, not by a resource compiler (`rc.exe`, `windres`), so that a Rust toolchain alone builds the
//! program on each system and for each. Microsoft's linker takes a `.res` file as it is; the others take an object file with the
//! tree of resources as its section `.rsrc` ("PE Format", Microsoft Learn).

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const ICON: &str = "assets/icons/gainsay.ico";
const MANIFEST: &str = "assets/windows/gainsay.manifest";

/// English (United States): the one language that there is, which every system falls back to.
const LANGUAGE: u16 = 0x0409;

/// Kinds of resources ("Resource Types", Microsoft Learn).
const RT_ICON: u16 = 3;
const RT_GROUP_ICON: u16 = 14;
const RT_VERSION: u16 = 16;
const RT_MANIFEST: u16 = 24;

/// A resource: its kind, its number among those of the kind, its bytes.
struct Resource {
    kind: u16,
    id: u16,
    bytes: Vec<u8>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    println!("cargo::rerun-if-changed={ICON}");
    println!("cargo::rerun-if-changed={MANIFEST}");
    // By kind and number, as the tree has them.
    let mut resources = icons(&fs::read(ICON)?)?;
    resources.push(Resource { kind: RT_VERSION, id: 1, bytes: version()? });
    resources.push(Resource { kind: RT_MANIFEST, id: 1, bytes: fs::read(MANIFEST)? });
    let architecture = env::var("CARGO_CFG_TARGET_ARCH")?;
    let (name, bytes) = match (env::var("CARGO_CFG_TARGET_ENV")?.as_str(), machine(&architecture)) {
        ("msvc", _) => ("resources.res", res(&resources)),
        (_, Some(machine)) => ("resources.o", object(&resources, machine)),
        (_, None) => return Ok(()),
    };
    let path = Path::new(&env::var("OUT_DIR")?).join(name);
    fs::write(&path, bytes)?;
    println!("cargo::rustc-link-arg-bins={}", path.display());
    Ok(())
}

/// The images of an icon file, and the group of them by which the system chooses one.
fn icons(ico: &[u8]) -> Result<Vec<Resource>, Box<dyn Error>> {
    let damaged = || format!("{ICON} is damaged");
    let count = u16::from_le_bytes(ico.get(4..6).ok_or_else(damaged)?.try_into()?);
    let mut group = ico.get(..6).ok_or_else(damaged)?.to_vec();
    let mut resources = Vec::new();
    for id in 1..=count {
        let row = ico.get(6 + 16 * usize::from(id - 1)..).and_then(|rest| rest.get(..16)).ok_or_else(damaged)?;
        let number = |at: usize| -> Result<usize, Box<dyn Error>> {
            Ok(u32::from_le_bytes(row[at..at + 4].try_into()?).try_into()?)
        };
        let image = ico.get(number(12)?..).and_then(|rest| rest.get(..number(8).ok()?)).ok_or_else(damaged)?;
        resources.push(Resource { kind: RT_ICON, id, bytes: image.to_vec() });
        // As in the file, but with the number of the image in place of its offset.
        group.extend(&row[..12]);
        group.extend(id.to_le_bytes());
    }
    resources.push(Resource { kind: RT_GROUP_ICON, id: 1, bytes: group });
    Ok(resources)
}

/// The version resource, with the version of the package ("VS_VERSIONINFO", Microsoft Learn).
fn version() -> Result<Vec<u8>, Box<dyn Error>> {
    let part =
        |name: &str| -> Result<u32, Box<dyn Error>> { Ok(env::var(format!("CARGO_PKG_VERSION_{name}"))?.parse()?) };
    let numbers = [part("MAJOR")? << 16 | part("MINOR")?, part("PATCH")? << 16];
    let version = env::var("CARGO_PKG_VERSION")?;
    // Signature and layout; version of the file and of the product; flags; a program, for Windows NT; no date.
    let fixed = [0xfeef_04bd, 0x1_0000, numbers[0], numbers[1], numbers[0], numbers[1], 0x3f, 0, 0x4_0004, 1, 0, 0, 0];
    let fixed: Vec<u8> = fixed.iter().copied().flat_map(u32::to_le_bytes).collect();
    let strings = [
        ("CompanyName", "Gainsay contributors"),
        ("FileDescription", "Gainsay"),
        ("FileVersion", &version),
        ("InternalName", "gainsay"),
        ("LegalCopyright", "MIT or Apache 2.0, Gainsay contributors"),
        ("OriginalFilename", "gainsay.exe"),
        ("ProductName", "Gainsay"),
        ("ProductVersion", &version),
    ];
    let strings = strings.map(|(key, value)| {
        let value = wide(value);
        (value.len() / 2, block(key, &value, value.len() / 2, true, &[]))
    });
    // English, in Unicode.
    let table = block("040904b0", &[], 0, true, &strings.map(|(_, bytes)| bytes));
    let translation: Vec<u8> = [LANGUAGE, 1200].into_iter().flat_map(u16::to_le_bytes).collect();
    let translation = block("Translation", &translation, translation.len(), false, &[]);
    let parts = [block("StringFileInfo", &[], 0, true, &[table]), block("VarFileInfo", &[], 0, true, &[translation])];
    Ok(block("VS_VERSION_INFO", &fixed, fixed.len(), false, &parts))
}

/// A block of the version resource: its length, the length of its value, its type, its key; the value; the blocks in it.
fn block(key: &str, value: &[u8], length: usize, text: bool, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![0; 2];
    out.extend((length as u16).to_le_bytes());
    out.extend(u16::from(text).to_le_bytes());
    out.extend(wide(key));
    for part in std::iter::once(value).chain(parts.iter().map(Vec::as_slice)) {
        if !part.is_empty() {
            pad(&mut out, 4);
            out.extend(part);
        }
    }
    let whole = out.len() as u16;
    out[..2].copy_from_slice(&whole.to_le_bytes());
    out
}

/// A text in UTF-16 with a zero at its end.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
}

fn pad(bytes: &mut Vec<u8>, to: usize) {
    bytes.resize(bytes.len().next_multiple_of(to), 0);
}

/// The resources as a `.res` file ("RESOURCEHEADER", Microsoft Learn).
fn res(resources: &[Resource]) -> Vec<u8> {
    // An empty one, by which a 32-bit file is known.
    let none = Resource { kind: 0, id: 0, bytes: Vec::new() };
    let mut out = Vec::new();
    for resource in std::iter::once(&none).chain(resources) {
        let language = if resource.kind == 0 { 0 } else { LANGUAGE };
        for number in [resource.bytes.len() as u32, 32] {
            out.extend(number.to_le_bytes());
        }
        // Kind and id are numbers, not names; no version of the data; no flags of 16-bit Windows.
        for number in [0xffff, resource.kind, 0xffff, resource.id, 0, 0, 0, language, 0, 0, 0, 0] {
            out.extend(u16::to_le_bytes(number));
        }
        out.extend(&resource.bytes);
        pad(&mut out, 4);
    }
    out
}

/// Number of the processor in an object file, and that of a relocation to an address in the loaded program.
fn machine(architecture: &str) -> Option<(u16, u16)> {
    match architecture {
        "x86" => Some((0x014c, 7)),
        "x86_64" => Some((0x8664, 3)),
        "aarch64" => Some((0xaa64, 2)),
        _ => None,
    }
}

/// The resources as an object file with one section.
fn object(resources: &[Resource], (machine, relocation): (u16, u16)) -> Vec<u8> {
    let (section, places) = tree(resources);
    let mut out = Vec::new();
    let put = |out: &mut Vec<u8>, shorts: &[u16], longs: &[u32]| {
        out.extend(shorts.iter().copied().flat_map(u16::to_le_bytes));
        out.extend(longs.iter().copied().flat_map(u32::to_le_bytes));
    };
    let (start, relocations) = (20 + 40, 20 + 40 + section.len());
    let symbols = relocations + 10 * places.len();
    // One section, no time, one symbol, no header of a program.
    put(&mut out, &[machine, 1], &[0, symbols as u32, 1]);
    put(&mut out, &[0, 0], &[]);
    out.extend(b".rsrc\0\0\0");
    put(&mut out, &[], &[0, 0, section.len() as u32, start as u32, relocations as u32, 0]);
    // Initialised data that is read, aligned to four bytes.
    put(&mut out, &[places.len() as u16, 0], &[0x4030_0040]);
    out.extend(section);
    for place in places {
        put(&mut out, &[], &[place as u32, 0]);
        put(&mut out, &[relocation], &[]);
    }
    // The symbol of the section, and an empty table of long names.
    out.extend(b".rsrc\0\0\0");
    put(&mut out, &[], &[0]);
    put(&mut out, &[1, 0], &[]);
    out.extend([3, 0]);
    put(&mut out, &[], &[4]);
    out
}

/// The tree of resources, by kind, number and language, and the places in it of addresses of data.
fn tree(resources: &[Resource]) -> (Vec<u8>, Vec<usize>) {
    /// Length of the head of a table, and of a row in it and of an entry of data.
    const HEAD: usize = 16;
    const ROW: usize = 8;
    const ENTRY: usize = 16;
    /// The bit of a row that leads to a table.
    const TABLE: u32 = 1 << 31;
    let kinds: Vec<&[Resource]> = resources.chunk_by(|one, other| one.kind == other.kind).collect();
    let numbers = HEAD + ROW * kinds.len();
    let languages = numbers + HEAD * kinds.len() + ROW * resources.len();
    let entries = languages + (HEAD + ROW) * resources.len();
    let mut data = entries + ENTRY * resources.len();
    let mut out = Vec::new();
    let head = |out: &mut Vec<u8>, rows: usize| {
        out.extend([0; 14]);
        out.extend((rows as u16).to_le_bytes());
    };
    let row = |out: &mut Vec<u8>, id: u16, to: u32| {
        out.extend(u32::from(id).to_le_bytes());
        out.extend(to.to_le_bytes());
    };
    head(&mut out, kinds.len());
    let mut at = numbers;
    for kind in &kinds {
        row(&mut out, kind[0].kind, at as u32 | TABLE);
        at += HEAD + ROW * kind.len();
    }
    let mut at = languages;
    for kind in &kinds {
        head(&mut out, kind.len());
        for resource in *kind {
            row(&mut out, resource.id, at as u32 | TABLE);
            at += HEAD + ROW;
        }
    }
    for at in 0..resources.len() {
        head(&mut out, 1);
        row(&mut out, LANGUAGE, (entries + ENTRY * at) as u32);
    }
    let mut places = Vec::new();
    for resource in resources {
        places.push(out.len());
        for number in [data, resource.bytes.len(), 0, 0] {
            out.extend((number as u32).to_le_bytes());
        }
        data += resource.bytes.len().next_multiple_of(8);
    }
    for resource in resources {
        out.extend(&resource.bytes);
        pad(&mut out, 8);
    }
    (out, places)
}

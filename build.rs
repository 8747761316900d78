//! Reads and checks `questions/` with the program's own parser and checker, and stores the result
//! in a form that costs next to nothing to read at start. A problem in the content fails the build.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

#[path = "src"]
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::struct_field_names,
    reason = "this is the library's own module, of which only the checker is used here"
)]
mod library {
    pub mod content;
}

use library::content::{self, Origin, Parsed, Problems, SourceFile, Translation, raw::Content};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=questions");
    println!("cargo::rerun-if-changed=src/content.rs");
    println!("cargo::rerun-if-changed=src/content");
    let out = env::var("OUT_DIR")?;
    let files = source_files(Path::new("questions"))?;
    let parsed = content::parse(&files);
    let fingerprint = parsed.fingerprint();
    if let Err(problems) = content::check(&parsed, Origin::Author, fingerprint.clone()) {
        for line in (Problems { problems, files }).to_string().lines() {
            println!("cargo::error=questions/{line}");
        }
        return Ok(());
    }
    let tests: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|file| file.name.starts_with("vignettes/") || file.name == "invariants.ron")
        .map(|file| (file.name.as_str(), file.bytes.as_slice()))
        .collect();
    store_languages(&parsed, Path::new(&out))?;
    let raw = parsed.content;
    fs::write(Path::new(&out).join("content.bin"), postcard::to_allocvec(&raw)?)?;
    fs::write(Path::new(&out).join("front.bin"), postcard::to_allocvec(&front(&raw))?)?;
    // In a file of their own, so that they cost the start of the program nothing.
    fs::write(Path::new(&out).join("tests.bin"), postcard::to_allocvec(&tests)?)?;
    println!("cargo::rustc-env=TWINGE_FINGERPRINT={fingerprint}");
    Ok(())
}

/// The little that the first screen needs.
fn front(content: &Content) -> Content {
    Content {
        questionnaire: content.questionnaire.clone(),
        places: content.places.clone(),
        ..Content::default()
    }
}

/// Stores each language apart, so that it costs nothing to who does not ask for it: texts alone, in the order
/// of the content, those of the first screen in a part of their own.
fn store_languages(parsed: &Parsed, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut table = String::new();
    for id in content::languages(&parsed.languages) {
        let language = content::language(parsed, id);
        let first = Parsed { content: front(&parsed.content), ..parsed.clone() };
        let first: Vec<String> =
            content::language(&first, id).texts.iter().map(|t| t.shown().to_owned()).collect();
        let texts: Vec<&str> = language.texts.iter().map(Translation::shown).collect();
        // What does not belong to the content belongs to the interface, which the build does not know.
        let interface: Vec<(&str, &str, &str)> = parsed
            .languages
            .iter()
            .filter(|file| file.value.id.as_str() == id)
            .flat_map(|file| &file.value.texts)
            .filter(|text| text.id.as_str().starts_with(content::INTERFACE))
            .map(|text| (text.id.as_str(), text.of.as_str(), text.text.as_str()))
            .collect();
        fs::write(out.join(format!("{id}.bin")), postcard::to_allocvec(&texts)?)?;
        fs::write(out.join(format!("{id}-front.bin")), postcard::to_allocvec(&(interface, first))?)?;
        writeln!(
            table,
            "Shipped {{ id: {id:?}, name: {:?}, reviewed: {}, \
             front: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{id}-front.bin\")), \
             texts: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{id}.bin\")) }},",
            language.name, language.reviewed,
        )?;
    }
    fs::write(out.join("languages.rs"), format!("&[{table}]"))?;
    Ok(())
}

fn source_files(root: &Path) -> Result<Vec<SourceFile>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders =
        ["", "flow", "causes", "advice", "places", "vignettes"].map(|name| root.join(name)).to_vec();
    let languages = root.join("lang");
    if languages.is_dir() {
        let below = fs::read_dir(&languages)?.collect::<Result<Vec<_>, _>>()?;
        folders.extend(below.into_iter().map(|entry| entry.path()).filter(|path| path.is_dir()));
        folders.push(languages);
    }
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "ron") {
                let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
                files.push(SourceFile { name, bytes: fs::read(&path)? });
            }
        }
    }
    Ok(files)
}

//! Reads and checks `questions/` with the program's own parser and checker, and stores the result
//! in a form that costs next to nothing to read at start. A problem in the content fails the build.

use std::{env, error::Error, fs, path::Path};

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

use library::content::{self, Origin, Problems, SourceFile, raw::Content};

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
    let raw = parsed.content;
    let front = Content {
        questionnaire: raw.questionnaire.clone(),
        places: raw.places.clone(),
        ..Content::default()
    };
    fs::write(Path::new(&out).join("content.bin"), postcard::to_allocvec(&raw)?)?;
    fs::write(Path::new(&out).join("front.bin"), postcard::to_allocvec(&front)?)?;
    // In a file of their own, so that they cost the start of the program nothing.
    fs::write(Path::new(&out).join("tests.bin"), postcard::to_allocvec(&tests)?)?;
    println!("cargo::rustc-env=TWINGE_FINGERPRINT={fingerprint}");
    Ok(())
}

fn source_files(root: &Path) -> Result<Vec<SourceFile>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in ["", "flow", "causes", "advice", "places", "vignettes"] {
        for entry in fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "ron") {
                let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
                files.push(SourceFile { name, bytes: fs::read(&path)? });
            }
        }
    }
    Ok(files)
}

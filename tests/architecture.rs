//! The layers: which module may use what. Everything points one way, from the content to the front
//! ends, and only the outermost modules touch files, the environment or the terminal.
//!
//! The sources are read as text: comments and strings are taken out, `use` trees are spread out, and
//! paths in the code are followed through what was imported.

#[path = "support/scanner.rs"]
mod scanner;

use std::{collections::BTreeSet, fs, io, path::Path};

use scanner::uses;

/// The most lines of a source file.
const MOST_LINES: usize = 500;

/// The most lines of `main.rs`: arguments, dispatch, exit code.
const MOST_MAIN_LINES: usize = 40;

/// What a module may use.
struct Layer {
    module: &'static str,
    /// Modules of this program, besides itself.
    ours: &'static [&'static str],
    /// Other people's crates.
    crates: &'static [&'static str],
    /// Paths that are out of bounds, with everything below them.
    never: &'static [&'static str],
}

/// No files, streams, environment, clock, network, processes or threads.
const PURE: &[&str] =
    &["std::fs", "std::io", "std::env", "std::time", "std::net", "std::os", "std::process", "std::thread"];

/// The same, where threads make it sooner done.
const PURE_BUT_FOR_THREADS: &[&str] =
    &["std::fs", "std::io", "std::env", "std::time", "std::net", "std::os", "std::process"];

/// Changes the modes of the terminal, or reads from it; that is for `term` alone.
const NO_TERMINAL: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io::stdout",
    "std::io::stdin",
    "std::io::stderr",
    "ratatui::init",
    "ratatui::try_init",
    "ratatui::run",
    "ratatui::restore",
    "ratatui::crossterm::terminal",
    "ratatui::crossterm::execute",
    "ratatui::crossterm::queue",
    "ratatui::crossterm::event::read",
    "ratatui::crossterm::event::poll",
    "crossterm::terminal",
    "crossterm::execute",
    "crossterm::queue",
    "crossterm::event::read",
    "crossterm::event::poll",
];

/// Every module but those that may use everything.
const LAYERS: &[Layer] = &[
    // It reads large folders on several threads; what comes out is the same.
    Layer {
        module: "content",
        ours: &[],
        crates: &["serde", "ron", "postcard", "sha2", "strsim"],
        never: PURE_BUT_FOR_THREADS,
    },
    Layer { module: "engine", ours: &["content"], crates: &["zeroize"], never: PURE },
    // It uses threads to be done sooner; what comes out is the same.
    Layer {
        module: "proof",
        ours: &["content", "engine"],
        crates: &["biodivine_lib_bdd", "num_bigint", "thiserror"],
        never: PURE_BUT_FOR_THREADS,
    },
    Layer {
        module: "home",
        ours: &[],
        crates: &[],
        never: &["std::fs", "std::io", "std::env", "std::time", "std::net", "std::process"],
    },
    Layer { module: "embedded", ours: &["content"], crates: &["postcard"], never: PURE },
    Layer { module: "folder", ours: &["content"], crates: &[], never: &["std::env", "std::io::stdout"] },
    Layer {
        module: "answers_file",
        ours: &["content", "engine"],
        crates: &["serde", "serde_json", "ron", "strsim", "thiserror"],
        never: PURE,
    },
    Layer { module: "changes", ours: &["content"], crates: &[], never: PURE },
    Layer {
        module: "coverage",
        ours: &["content", "engine", "locale", "report"],
        crates: &["unicode_width"],
        never: PURE,
    },
    Layer { module: "end", ours: &[], crates: &[], never: PURE },
    Layer {
        module: "kept",
        ours: &["content", "engine"],
        crates: &["ron", "serde", "sha2", "thiserror"],
        never: PURE,
    },
    Layer {
        module: "keep",
        ours: &["content", "engine", "kept"],
        crates: &["rustix"],
        never: &["std::env", "std::io::stdout", "std::io::stdin", "std::io::stderr", "std::time", "std::net"],
    },
    Layer { module: "settings", ours: &["content"], crates: &["serde"], never: PURE },
    Layer { module: "take", ours: &["content"], crates: &[], never: PURE },
    Layer { module: "locale", ours: &["content", "engine", "kept", "take"], crates: &[], never: PURE },
    Layer {
        module: "outlet",
        ours: &["answers_file", "take"],
        crates: &["rustix"],
        never: &["std::net", "std::io::stdin", "std::io::stdout", "std::io::stderr"],
    },
    Layer { module: "vignettes", ours: &["content", "engine"], crates: &[], never: PURE },
    Layer { module: "wrap", ours: &[], crates: &["unicode_segmentation", "unicode_width"], never: PURE },
    Layer {
        module: "report",
        ours: &["changes", "content", "engine", "locale", "proof", "take", "vignettes", "wrap"],
        crates: &["annotate_snippets", "num_bigint", "qrcode", "serde", "serde_json", "unicode_width"],
        never: PURE,
    },
    Layer {
        module: "plain",
        ours: &["content", "end", "engine", "kept", "locale", "report", "take", "wrap"],
        crates: &["unicode_width"],
        never: NO_TERMINAL,
    },
    // It counts time that is given to it, and has no clock.
    Layer {
        module: "kiosk",
        ours: &["content", "engine", "locale", "report", "settings", "take", "ui", "wrap"],
        crates: &["crossterm", "ratatui", "serde", "unicode_width", "zeroize"],
        never: &[
            "std::fs",
            "std::io",
            "std::env",
            "std::time::Instant",
            "std::time::SystemTime",
            "std::net",
            "std::os",
            "std::process",
            "std::thread",
            "ratatui::init",
            "ratatui::try_init",
            "ratatui::run",
            "ratatui::restore",
            "ratatui::crossterm::terminal",
            "ratatui::crossterm::execute",
            "ratatui::crossterm::queue",
            "ratatui::crossterm::event::read",
            "ratatui::crossterm::event::poll",
        ],
    },
    Layer {
        module: "ui",
        ours: &["content", "end", "engine", "kept", "locale", "report", "take", "wrap"],
        crates: &["crossterm", "ratatui", "unicode_segmentation", "unicode_width"],
        never: NO_TERMINAL,
    },
];

/// Modules that may use everything.
const UNBOUND: &[&str] = &["cli", "station", "lib", "main", "term"];

/// Files of `report` that write a format and so may name serde.
const FORMATS: &[&str] = &["report/answers.rs", "report/json.rs"];

/// A source file: its path below `src`, with `/` between the parts, and its text.
struct Source {
    name: String,
    text: String,
}

impl Source {
    /// The path of its module: `engine/path.rs` is `engine`, `path`.
    fn module(&self) -> Vec<String> {
        let name = self.name.trim_end_matches(".rs");
        if matches!(name, "lib" | "main") {
            return Vec::new();
        }
        name.split('/').map(str::to_owned).collect()
    }

    /// The module at the top of the crate that it belongs to.
    fn top(&self) -> &str {
        self.name.trim_end_matches(".rs").split('/').next().unwrap_or_default()
    }
}

/// Every source file of the program.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found = sources_below(&root).unwrap_or_else(|why| panic!("{why}"));
    assert!(found.iter().any(|source| source.name == "main.rs"), "there is no main.rs among the sources");
    found
}

/// Every source file below a folder; there has to be one.
fn sources_below(root: &Path) -> Result<Vec<Source>, String> {
    let fault = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    let mut folders = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| fault(&folder, error))? {
            let path = entry.map_err(|error| fault(&folder, error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).map_err(|error| fault(&path, error))?;
                let below = path.strip_prefix(root).unwrap_or(&path);
                found.push(Source { name: below.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    if found.is_empty() {
        return Err(format!("no source file below {}", root.display()));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Names of the crates in `[dependencies]`, as they stand in code.
fn dependencies() -> BTreeSet<String> {
    let manifest = include_str!("../Cargo.toml");
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let section = lines.take_while(|line| !line.starts_with('['));
    // Crossterm is reached through ratatui; on its own it would be one of them.
    let names = section.filter_map(|line| Some(line.split_once('=')?.0.trim().replace('-', "_")));
    let found: BTreeSet<String> = names.chain(["crossterm".to_owned()]).collect();
    assert!(found.contains("ratatui") && found.contains("serde"), "dependencies not understood: {found:?}");
    found
}

/// What the sources use that their layer does not allow, one line each.
fn violations(sources: &[Source], dependencies: &BTreeSet<String>) -> Vec<String> {
    let modules: BTreeSet<&str> = sources.iter().map(Source::top).collect();
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !UNBOUND.contains(&source.top())) {
        let Some(layer) = LAYERS.iter().find(|layer| layer.module == source.top()) else {
            found.push(format!("{}: nothing says what `{}` may use", source.name, source.top()));
            continue;
        };
        for path in uses(&source.text, &source.module()) {
            if let Some(why) = forbidden(layer, source, &path, &modules, dependencies) {
                found.push(format!("{}: `{}`: {why}", source.name, path.join("::")));
            }
        }
    }
    found
}

fn forbidden(
    layer: &Layer,
    source: &Source,
    path: &[String],
    modules: &BTreeSet<&str>,
    dependencies: &BTreeSet<String>,
) -> Option<String> {
    let module = layer.module;
    let [first, rest @ ..] = path else { return None };
    if first == "crate" || first == "twinge" {
        let other = rest.first()?.as_str();
        let known = other == "*" || modules.contains(other);
        return (known && other != module && !layer.ours.contains(&other))
            .then(|| format!("`{module}` may not know `{other}`"));
    }
    if dependencies.contains(first) && !layer.crates.contains(&first.as_str()) {
        return Some(format!("`{module}` may not use the crate `{first}`"));
    }
    if module == "report" && first.starts_with("serde") && !FORMATS.contains(&source.name.as_str()) {
        return Some("only a format may use serde".to_owned());
    }
    let never = layer.never.iter().find(|never| reaches(path, never))?;
    Some(format!("`{module}` may not use `{never}`"))
}

/// Whether a path leads to something or below it; a star leads to all that stands beside it.
fn reaches(path: &[String], never: &str) -> bool {
    let path = path.join("::");
    let below = |path: &str, root: &str| {
        path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let core = path.replacen("core::", "std::", 1);
    below(&core, never) || path.strip_suffix("::*").is_some_and(|parent| below(never, parent))
}

// The program.

#[test]
fn every_module_uses_only_what_its_layer_allows() {
    let found = violations(&sources(), &dependencies());
    assert!(found.is_empty(), "not allowed (see LAYERS in this test):\n{}", found.join("\n"));
}

#[test]
fn no_source_file_is_too_long() {
    let too_long: Vec<String> = sources()
        .iter()
        .map(|source| (&source.name, source.text.lines().count()))
        .filter(|(name, lines)| *lines > if *name == "main.rs" { MOST_MAIN_LINES } else { MOST_LINES })
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(too_long.is_empty(), "too long:\n{}", too_long.join("\n"));
}

#[test]
fn no_module_stands_in_a_file_called_mod() {
    let found: Vec<String> =
        sources().into_iter().map(|source| source.name).filter(|name| name.ends_with("mod.rs")).collect();
    assert!(found.is_empty(), "name the file after its module: {found:?}");
}

/// Nothing flows back: two modules that know each other are one.
#[test]
fn the_layers_themselves_point_one_way() {
    let mut below: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<&Layer> = LAYERS.iter().collect();
    while !left.is_empty() {
        let n = left.len();
        left.retain(|layer| {
            let rests = layer.ours.iter().all(|other| below.contains(other));
            if rests {
                below.insert(layer.module);
            }
            !rests
        });
        assert!(left.len() < n, "a circle: {:?}", left.iter().map(|layer| layer.module).collect::<Vec<_>>());
    }
}

// The scanner.

/// What is wrong with one made-up file beside the files of the other modules.
fn check(name: &str, text: &str) -> Vec<String> {
    let mut sources: Vec<Source> = LAYERS
        .iter()
        .map(|layer| layer.module)
        .chain(["cli", "term"])
        .map(|module| Source { name: format!("{module}.rs"), text: String::new() })
        .collect();
    sources.push(Source { name: name.to_owned(), text: text.to_owned() });
    let mark = format!("{name}: ");
    let found = violations(&sources, &dependencies());
    found.into_iter().map(|line| line.strip_prefix(&mark).map(str::to_owned).unwrap_or(line)).collect()
}

#[test]
fn the_scanner_finds_what_breaks_a_rule() {
    let broken = r##"
        //! use std::fs; is only talked about.
        use std::{fmt, io::{self as streams, Write as _}, cell::*};
        pub(crate) use crate::{content::{Text, self}, cli::{Args}};
        /* use ratatui::Frame; /* nor here */ */
        const QUOTE: (char, &str, &str) = ('"', "use std::env; \" // ", r#"say "use std::net;" now"#);
        impl<'a> Walk<'a> {
            fn go(&'a self) -> impl Iterator<Item = u8> + use<'a> {
                streams::stdout();
                let now = std::time::Instant::now();
                serde_json::to_string::<crate::plain::End>(&ratatui::crossterm::event::read())
            }
        }
        mod inner {
            use super::super::{session::Session, super::report};
        }
    "##;
    assert_eq!(
        check("engine/walk.rs", broken),
        [
            "`crate::cli::Args`: `engine` may not know `cli`",
            "`crate::plain::End`: `engine` may not know `plain`",
            "`crate::report`: `engine` may not know `report`",
            "`ratatui::crossterm::event::read`: `engine` may not use the crate `ratatui`",
            "`serde_json::to_string`: `engine` may not use the crate `serde_json`",
            "`std::io`: `engine` may not use `std::io`",
            "`std::io::Write`: `engine` may not use `std::io`",
            "`std::io::stdout`: `engine` may not use `std::io`",
            "`std::time::Instant::now`: `engine` may not use `std::time`",
        ]
    );
}

#[test]
fn the_scanner_lets_pass_what_a_layer_allows() {
    let fine = "
        use std::io::{self, Write};
        use ratatui::{crossterm::event::KeyEvent, widgets::*};
        use crate::{engine::Session, locale};
        use self::keymap::Action;
        fn draw(out: &mut impl Write) -> io::Result<()> { super::wrap::wrap(locale::NAME, 3); io::sink() }
    ";
    assert_eq!(check("ui/screen.rs", fine), [""; 0]);
    assert_eq!(check("term/guard.rs", "use std::{fs, env}; use crossterm::terminal;"), [""; 0]);
}

#[test]
fn the_scanner_knows_ways_round_a_rule() {
    let cases = [
        ("ui.rs", "use std::io::*;", "`std::io::*`: `ui` may not use `std::io::stdout`"),
        ("ui/app.rs", "use ::std::fs;", "`std::fs`: `ui` may not use `std::fs`"),
        (
            "ui/app.rs",
            "use ratatui as r; fn f() { r::init() }",
            "`ratatui::init`: `ui` may not use `ratatui::init`",
        ),
        ("plain.rs", "use ratatui::Frame;", "`ratatui::Frame`: `plain` may not use the crate `ratatui`"),
        ("report/text.rs", "use serde::Serialize;", "`serde::Serialize`: only a format may use serde"),
        ("report/json.rs", "use std::time;", "`std::time`: `report` may not use `std::time`"),
        ("content/raw.rs", "use crate::engine;", "`crate::engine`: `content` may not know `engine`"),
        ("wrap.rs", "use twinge::locale;", "`twinge::locale`: `wrap` may not know `locale`"),
        ("nowhere.rs", "", "nothing says what `nowhere` may use"),
    ];
    for (name, text, wanted) in cases {
        assert_eq!(check(name, text), [wanted], "{name}: {text}");
    }
}

#[test]
fn the_scanner_fails_where_there_is_nothing_to_scan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(sources_below(&root.join("questions")).is_err(), "no source file stands there");
    assert!(sources_below(&root.join("no such folder")).is_err());
}

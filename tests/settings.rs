//! The settings file: what it says, and what is wrong with it, at its line.
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{self, Command, Output, Stdio},
};

use twinge::{
    content::{self, SourceFile},
    report, settings,
};

fn read(text: impl Into<Vec<u8>>) -> Result<settings::Read, String> {
    let file = SourceFile { name: "settings.ron".to_owned(), bytes: text.into() };
    settings::read(file).map_err(|problems| report::problems::render(&problems))
}

#[test]
fn every_key_is_read_and_each_may_be_left_out() {
    let all = r#"// What I want every time.
Settings(
    theme: ["high-contrast", "large"], background: "dark", glyphs: "ascii", lang: "en", place: "uk",
    mouse: false, save: false, plain: true,
)"#;
    let settings = read(all).unwrap().settings;
    let themes: Vec<_> =
        settings.theme.iter().flat_map(|names| &names.0).map(content::Word::as_str).collect();
    assert_eq!(themes, ["high-contrast", "large"]);
    let words = [&settings.background, &settings.glyphs, &settings.lang, &settings.place];
    assert_eq!(words.map(|word| word.as_ref().unwrap().as_str()), ["dark", "ascii", "en", "uk"]);
    assert_eq!([settings.mouse, settings.save, settings.plain], [Some(false), Some(false), Some(true)]);
    let one = read(r#"(theme: "mono")"#).unwrap().settings;
    assert_eq!(one.theme.unwrap().0[0].as_str(), "mono");
    assert_eq!(read("()").unwrap().settings, settings::Settings::default());
}

#[test]
fn what_is_wrong_is_shown_at_its_line_with_what_to_write() {
    for (text, place, said) in [
        ("(\n    theem: \"mono\",\n)", "settings.ron:2:", "theem"),
        ("(\n    theme: \"mona\",\n)", "settings.ron:2:", "there is no theme `mona`"),
        (
            "(\n    theme: [\"large\", \"mona\"],\n)",
            "settings.ron:2:23",
            "default, high-contrast, mono, large",
        ),
        ("(\n\n    background: \"pink\")", "settings.ron:3:", "there is no background `pink`"),
        ("(glyphs: \"emoji\")", "settings.ron:1:", "unicode, ascii"),
        ("(mouse: \"no\")", "settings.ron:1:", "bool"),
        ("(mouse: true, mouse: false)", "settings.ron:1:", "mouse"),
        ("(plain: true", "settings.ron:1:", ""),
        ("\u{1b}]0;x\u{7}", "settings.ron:1:", ""),
    ] {
        let told = read(text).unwrap_err();
        assert!(told.contains(place) && told.contains(said) && told.contains('^'), "{text:?}: {told}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
    let deep = read(format!("(theme: {}", "[".repeat(100_000))).unwrap_err();
    assert!(deep.contains("settings.ron"), "{deep}");
    assert!(read([0xff]).unwrap_err().contains("not UTF-8"));
    assert!(read(vec![b' '; 9 << 20]).unwrap_err().contains("larger than"));
}

/// Runs the program with no terminal, so line by line, in a home folder of its own.
fn twinge(name: &str, file: Option<&str>, args: &[&str], env: &[(&str, &str)]) -> (Output, PathBuf) {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{}-{name}", process::id()));
    let folder = home.join(".config/twinge");
    fs::create_dir_all(&folder).unwrap();
    if let Some(text) = file {
        fs::write(folder.join("settings.ron"), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinge"));
    command.env_clear().env("HOME", &home).envs(env.iter().copied()).args(args).stdin(Stdio::null());
    let ran = command.output().unwrap();
    fs::remove_dir_all(&home).unwrap();
    (ran, folder)
}

/// What was said, on one line.
fn out(ran: &Output) -> String {
    let lines = String::from_utf8_lossy(&ran.stdout).into_owned();
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn err(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

#[test]
fn the_place_of_the_file_is_used_unless_another_is_asked_for() {
    let file = Some("(place: \"uk\")");
    let number = |args: &[&str], env: &[(&str, &str)]| out(&twinge("place", file, args, env).0);
    assert!(number(&[], &[]).contains("Call 999 now"));
    assert!(number(&[], &[("TWINGE_PLACE", "us")]).contains("Call 911 now"));
    assert!(number(&["--place", "au"], &[("TWINGE_PLACE", "us")]).contains("Call 000 now"));
    assert!(number(&["--no-settings"], &[]).contains("your local emergency number"));
}

#[test]
fn a_mistake_in_the_file_is_told_with_exit_code_1_before_anything_is_asked() {
    for (text, said) in [
        ("(place: \"mars\")", "there is no place `mars`"),
        ("(lang: \"tlh\")", "there is no language `tlh`"),
        ("(theme: \"neon\")", "there is no theme `neon`"),
        ("(colour: \"red\")", "colour"),
    ] {
        let (ran, folder) = twinge("mistake", Some(text), &[], &[]);
        assert_eq!((ran.status.code(), out(&ran)), (Some(1), String::new()));
        let told = err(&ran);
        let at = format!("{}:1:", folder.join("settings.ron").display());
        assert!(told.contains(said) && told.contains('^') && told.contains(&at), "{told}");
        let (ran, _) = twinge("mistake", Some(text), &["--no-settings"], &[]);
        assert!(out(&ran).contains("What is your age?"));
    }
}

#[test]
fn another_file_can_be_named_and_has_to_be_there() {
    let (ran, _) = twinge("named", None, &["--settings", "/nowhere/settings.ron"], &[]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(err(&ran).contains("cannot read the settings file /nowhere/settings.ron"), "{}", err(&ran));
    let other = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("other-{}.ron", process::id()));
    fs::write(&other, "(place: \"us\")").unwrap();
    let (ran, _) = twinge("other", Some("(place: \"uk\")"), &["--settings", other.to_str().unwrap()], &[]);
    fs::remove_file(&other).unwrap();
    assert!(out(&ran).contains("Call 911 now"));
}

#[test]
fn no_file_and_no_home_are_fine() {
    for env in [&[][..], &[("HOME", "")], &[("XDG_CONFIG_HOME", "/nowhere")]] {
        assert!(out(&twinge("none", None, &[], env).0).contains("What is your age?"));
    }
}

#[test]
fn a_name_that_is_not_known_on_the_command_line_is_a_mistake_of_usage() {
    for args in [["--theme", "neon"], ["--background", "pink"], ["--glyphs", "emoji"]] {
        let (ran, _) = twinge("usage", None, &args, &[]);
        assert_eq!(ran.status.code(), Some(2));
        assert!(err(&ran).contains("is not known; there are"), "{}", err(&ran));
    }
}

//! The manual page and the completions tell of every command, option, exit code and file.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]
#![expect(clippy::print_stdout, reason = "says why a test is skipped")]

use std::{
    collections::BTreeSet,
    fs,
    process::{Command, Stdio},
};

/// What the program prints for these arguments.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_twinge")).args(args).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The part of a `--help` below a heading.
fn under<'h>(help: &'h str, heading: &str) -> Vec<&'h str> {
    let lines = help.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()
}

/// Every command, as typed, with its options, as `--help` tells them; the program itself comes first.
fn commands(above: &[&str]) -> Vec<(Vec<String>, BTreeSet<String>)> {
    let help = printed(&[above, &["--help"]].concat());
    let options = help
        .split(|c: char| c.is_whitespace() || ",[]()`.;".contains(c))
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .map(str::to_owned)
        .collect();
    let mut all = vec![(above.iter().map(|&word| word.to_owned()).collect(), options)];
    for line in under(&help, "Commands:") {
        let named = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '));
        let Some(name) = named.and_then(|rest| rest.split(' ').next()).filter(|name| *name != "help") else {
            continue;
        };
        all.extend(commands(&[above, &[name]].concat()));
    }
    all
}

/// The manual page as it is read, without the signs of its language.
fn page() -> String {
    printed(&["man"]).replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
}

#[test]
fn the_manual_page_tells_of_every_command_and_option() {
    let page = page();
    let commands = commands(&[]);
    assert!(commands.len() > 8, "too few commands: {commands:?}");
    for (command, options) in commands {
        let heading = format!(".SS \"twinge {}", command.join(" "));
        // Each command tells of its own options, under its own heading.
        let part = if command.is_empty() {
            page.split(".SH COMMANDS").next().unwrap()
        } else {
            let after = page.split(&heading).nth(1).unwrap_or_else(|| panic!("no {heading}"));
            after.split("\n.S").next().unwrap()
        };
        for option in options.iter().filter(|option| *option != "--help") {
            assert!(part.contains(option.as_str()), "twinge {}: no {option}", command.join(" "));
        }
    }
}

#[test]
fn the_manual_page_tells_every_exit_code() {
    let help = printed(&["--help"]);
    let page = page();
    let told = page.split(".SH \"EXIT STATUS\"").nth(1).unwrap().split("\n.SH").next().unwrap();
    let lines = under(&help, "Exit codes:");
    let codes: Vec<&str> = lines
        .iter()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert!(codes.len() > 6, "{codes:?}");
    for code in &codes {
        assert!(told.contains(&format!(".TP\n{code}\n")), "{code} in {told}");
    }
    assert_eq!(told.matches(".TP").count(), codes.len());
    // Nothing is lost where a meaning goes over several lines.
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let missing: Vec<String> = words(&lines.join(" ")).difference(&words(told)).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_manual_page_tells_of_files_and_variables() {
    let page = page();
    for name in ["settings.ron", "session.ron", "TWINGE_PLACE", "ACCESSIBLE", "NO_COLOR"] {
        assert!(page.contains(name), "{name}");
    }
    // Every variable that the command line names, and every file of ours that the readme names.
    let help = printed(&["--help"]);
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let variables = help.split("[env: ").skip(1).map(|rest| rest.split(['=', ']']).next().unwrap());
    let files = readme.split('`').filter(|word| word.starts_with("$XDG_"));
    for name in variables.chain(files) {
        assert!(page.contains(name), "{name}");
    }
}

#[test]
fn the_manual_page_is_sound() {
    let Ok(groff) = Command::new("groff").arg("--version").output() else {
        println!("skipped: groff is not installed here");
        return;
    };
    assert!(groff.status.success());
    let file = std::env::temp_dir().join(format!("twinge-{}.1", std::process::id()));
    fs::write(&file, printed(&["man"])).unwrap();
    let read = Command::new("groff").args(["-man", "-ww", "-Tutf8", "-z"]).arg(&file).output().unwrap();
    fs::remove_file(&file).unwrap();
    assert!(read.status.success() && read.stderr.is_empty(), "{}", String::from_utf8_lossy(&read.stderr));
}

#[test]
fn every_shell_completes_every_command_and_option() {
    let commands = commands(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for (command, options) in &commands {
            if let Some(name) = command.last() {
                assert!(script.contains(name.as_str()), "{shell}: no {name}");
            }
            for option in options {
                let long = option.trim_start_matches('-');
                let there = script.contains(option.as_str()) || script.contains(&format!("-l {long}"));
                assert!(there, "{shell}: no {option}");
            }
        }
    }
}

#[test]
fn a_shell_that_is_not_known_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_twinge")).args(["completions", "tcsh"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

//! The manual page and shell completions, from the same definitions as the command line.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::{
    Man,
    roff::{Roff, bold, italic, roman},
};

use super::{Args, CliError, EXIT_CODES, print};

/// Files that the program reads or writes, and what for.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/twinge/settings.ron",
        "What you want every time; ~/.config/twinge/settings.ron if that variable is not set.",
    ),
    (
        "$XDG_STATE_HOME/twinge/session.ron",
        "Answers of a session that was cut short, until you leave your summary; \
         ~/.local/state/twinge/session.ron if that variable is not set.",
    ),
];

/// Variables that are read besides those named with an option.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("ACCESSIBLE", "Set to anything but 0 or false, it asks line by line, like --plain."),
    (
        "TERM, COLORTERM, COLORFGBG, NO_COLOR",
        "Which colours and signs the terminal has, and its background; with TERM=dumb it asks line by line.",
    ),
    ("LC_ALL, LC_CTYPE, LANG", "Outside UTF-8 only ASCII is drawn."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language, where neither --lang nor the settings file names one."),
    (
        "NOTIFY_SOCKET",
        "Set by a service manager, which is told how the kiosk is; TERM then ends it, unless its configuration \
         says otherwise.",
    ),
];

/// Prints the manual page.
pub(super) fn man() -> Result<u8, CliError> {
    let mut page = Vec::new();
    write_page(&mut page).map_err(CliError::io("cannot write the manual page"))?;
    print(&String::from_utf8_lossy(&page))
}

/// Prints completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<u8, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "twinge", &mut script);
    print(&String::from_utf8_lossy(&script))
}

fn write_page(page: &mut Vec<u8>) -> io::Result<()> {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    Roff::new().control("SH", ["COMMANDS"]).to_writer(page)?;
    write_commands(&command, page)?;
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in exit_codes() {
        roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, option) in named_with_options(&command) {
        roff.control("TP", []).text([bold(name)]).text([roman(format!("Stands in for {option}."))]);
    }
    for (name, meaning) in ENVIRONMENT {
        roff.control("TP", []).text([bold(*name)]).text([roman(*meaning)]);
    }
    roff.control("SH", ["FILES"]);
    for (name, meaning) in FILES {
        roff.control("TP", []).text([italic(*name)]).text([roman(*meaning)]);
    }
    roff.to_writer(page)
}

/// Every command below this one, each with its usage, what it does, and its options.
fn write_commands(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        Roff::new().control("SS", [usage.as_str()]).to_writer(page)?;
        let about = command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string);
        let mut roff = Roff::new();
        for paragraph in about.unwrap_or_default().split("\n\n") {
            roff.control("PP", []).text([roman(paragraph)]);
        }
        roff.to_writer(page)?;
        let mut options = Vec::new();
        let shown = command.clone().mut_arg("help", |help| help.hide(true));
        Man::new(shown).render_options_section(&mut options)?;
        let options = String::from_utf8_lossy(&options);
        // The options stand below the command's own heading.
        let lines = options.lines().filter(|line| !line.starts_with(".SH"));
        page.extend(lines.flat_map(|line| line.bytes().chain(*b"\n")));
        write_commands(command, page)?;
    }
    Ok(())
}

/// The variables that stand in for an option, and the option.
fn named_with_options(command: &clap::Command) -> Vec<(String, String)> {
    let arguments = command.get_arguments().filter_map(|argument| {
        Some((argument.get_env()?.to_string_lossy().into_owned(), format!("--{}", argument.get_long()?)))
    });
    let below = command.get_subcommands().flat_map(named_with_options);
    arguments.chain(below).collect()
}

/// The exit codes and what they mean, from the text of `--help`.
fn exit_codes() -> Vec<(&'static str, String)> {
    let mut codes: Vec<(&str, String)> = Vec::new();
    for line in EXIT_CODES.lines().skip(1) {
        let text = line.trim();
        match (line.starts_with("   "), codes.last_mut(), text.split_once("  ")) {
            (false, _, Some((code, meaning))) => codes.push((code, meaning.trim().to_owned())),
            (_, Some((_, meaning)), _) => {
                meaning.push(' ');
                meaning.push_str(text);
            }
            (_, None, _) => {}
        }
    }
    codes
}

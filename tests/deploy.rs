//! What `deploy/` promises a clinic: units that start again, hold nothing and can do little, a package that
//! has every file they name, and a guide that names only what there is.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]
#![expect(clippy::print_stdout, reason = "says why a test is skipped")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

const UNITS: &[&str] = &["twinge-kiosk-console.service", "twinge-kiosk-wayland.service"];

/// What a unit needs from elsewhere, and the Debian package that brings it.
const FROM_OTHERS: &[(&str, &str)] = &[
    ("/usr/bin/setfont", "kbd"),
    ("/usr/bin/loadkeys", "kbd"),
    ("/usr/bin/setterm", "util-linux"),
    ("/usr/bin/cage", "cage"),
    ("/usr/bin/foot", "foot"),
];

/// Exposure that `systemd-analyze security` may find, in tenths: it calls less than 5.0 fair, less than 2.0 good.
const MOST_EXPOSED: u32 = 15;

/// Settings without which answers could be left behind, or the kiosk do more than it needs to.
const CLOSED: &[(&str, &str)] = &[
    ("LimitCORE", "0"),
    ("MemorySwapMax", "0"),
    ("WatchdogSignal", "SIGKILL"),
    ("UMask", "0077"),
    ("StateDirectoryMode", "0700"),
    ("LogsDirectoryMode", "0700"),
    ("User", "twinge-kiosk"),
    ("NoNewPrivileges", "yes"),
    ("CapabilityBoundingSet", ""),
    ("ProtectSystem", "strict"),
    ("ProtectHome", "yes"),
    ("PrivateTmp", "yes"),
    ("DevicePolicy", "closed"),
    ("IPAddressDeny", "any"),
    ("RestrictNamespaces", "yes"),
    ("SystemCallArchitectures", "native"),
];

/// One file of a Debian package.
struct Asset {
    source: String,
    /// Where it is installed, from the root.
    target: PathBuf,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn unit(name: &str) -> String {
    read(&format!("deploy/{name}"))
}

/// Every value of a key, in order.
fn values<'u>(unit: &'u str, key: &str) -> Vec<&'u str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

/// The commands of a unit, without the signs that change how they are run.
fn commands(unit: &str) -> Vec<&str> {
    let lines = unit.lines().filter(|line| line.starts_with("Exec"));
    lines.map(|line| line.split_once('=').unwrap().1.trim_start_matches(['-', '+', '@', ':', '!'])).collect()
}

/// The part of `Cargo.toml` under a heading, up to the next one.
fn section(heading: &str) -> String {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest.split_once(&format!("\n[{heading}]\n")).unwrap();
    rest.split("\n[").next().unwrap().to_owned()
}

/// The files of the package under a heading of `Cargo.toml`.
fn assets(heading: &str) -> Vec<Asset> {
    let section = section(heading);
    let rows = section.lines().filter(|line| line.starts_with("    [\""));
    rows.map(|row| {
        let [source, target, _mode] = quoted(row).try_into().unwrap();
        let folder = target.ends_with('/');
        let target = Path::new("/").join(target);
        let name = Path::new(&source).file_name().unwrap();
        Asset { target: if folder { target.join(name) } else { target }, source }
    })
    .collect()
}

fn kiosk_assets() -> Vec<Asset> {
    assets("package.metadata.deb.variants.kiosk")
}

/// What stands between double quotes in a line.
fn quoted(line: &str) -> Vec<String> {
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whatever in a text looks like a path below a folder of ours.
fn paths(text: &str) -> BTreeSet<PathBuf> {
    let ends = |c: char| c.is_whitespace() || "`,;:()=\"'|".contains(c);
    text.split(ends)
        .filter(|word| ["/usr/", "/etc/twinge"].iter().any(|start| word.starts_with(start)))
        .map(|word| PathBuf::from(word.trim_end_matches('.')))
        .collect()
}

/// Whether a program is there to be run; if not, says why a test is skipped.
fn present(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        println!("skipped: {program} is not installed here");
    }
    there
}

#[test]
fn a_screen_that_hangs_or_ends_is_started_again() {
    for name in UNITS {
        let unit = unit(name);
        for (key, value) in [
            ("Type", "notify"),
            ("WatchdogSec", "20s"),
            ("Restart", "always"),
            ("StartLimitIntervalSec", "0"),
        ] {
            assert_eq!(values(&unit, key), [value], "{name}: {key}");
        }
        // Only the exit code of staff who have left with their PIN ends it, and brings a login prompt.
        assert_eq!(values(&unit, "RestartPreventExitStatus"), ["0"], "{name}");
        assert_eq!(values(&unit, "OnSuccess"), ["getty@tty1.service"], "{name}");
    }
}

#[test]
fn the_watchdog_reaches_twinge_behind_the_compositor() {
    let unit = unit("twinge-kiosk-wayland.service");
    assert_eq!(values(&unit, "NotifyAccess"), ["all"]);
    assert_eq!(values(&unit, "UnsetEnvironment"), ["WATCHDOG_PID"]);
    // A login session would take the processes out of the unit.
    assert_eq!(values(&unit, "PAMName"), [""; 0]);
}

#[test]
fn one_kiosk_owns_the_screen() {
    for name in UNITS {
        let unit = unit(name);
        let conflicts = values(&unit, "Conflicts").join(" ");
        assert!(conflicts.split(' ').any(|other| other == "getty@tty1.service"), "{name}");
        let others = UNITS.iter().filter(|other| *other != name);
        for other in others {
            assert!(conflicts.split(' ').any(|conflict| conflict == *other), "{name} beside {other}");
        }
        assert_eq!(values(&unit, "TTYPath"), ["/dev/tty1"], "{name}");
        assert_eq!(values(&unit, "StandardInput"), ["tty-force"], "{name}");
    }
    // cage switches consoles only when told to.
    let wayland = unit("twinge-kiosk-wayland.service");
    assert!(!commands(&wayland).iter().any(|command| command.split(' ').any(|word| word == "-s")));
}

#[test]
fn no_unit_runs_a_shell() {
    for name in UNITS {
        let unit = unit(name);
        let commands = commands(&unit);
        assert!(!commands.is_empty(), "{name}");
        for command in commands {
            assert!(command.starts_with("/usr/bin/"), "{name}: {command}");
            for word in command.split(' ') {
                let program = word.rsplit('/').next().unwrap();
                assert!(
                    !["sh", "bash", "dash", "env", "sudo", "su"].contains(&program),
                    "{name} runs a shell or the like: {command}"
                );
            }
        }
    }
}

#[test]
fn answers_are_not_left_behind_and_little_is_allowed() {
    for name in UNITS {
        let unit = unit(name);
        for (key, value) in CLOSED {
            assert_eq!(values(&unit, key), [*value], "{name}: {key}");
        }
    }
}

#[test]
fn the_package_has_all_that_a_unit_names() {
    let section = section("package.metadata.deb.variants.kiosk");
    let needs: BTreeSet<String> = section
        .lines()
        .filter(|line| line.starts_with("depends") || line.starts_with("recommends"))
        .flat_map(|line| quoted(line).remove(0).split(", ").map(str::to_owned).collect::<Vec<_>>())
        .map(|need| need.split(' ').next().unwrap().to_owned())
        .collect();
    let ours: BTreeSet<PathBuf> = kiosk_assets().into_iter().map(|asset| asset.target).collect();
    for name in UNITS {
        let unit = unit(name);
        let settings: Vec<&str> = unit.lines().filter(|line| !line.starts_with('#')).collect();
        for path in paths(&settings.join("\n").replace("file://", "")) {
            let other = FROM_OTHERS.iter().find(|(other, _)| path == Path::new(other));
            match other {
                Some((_, package)) => assert!(needs.contains(*package), "{name} needs {package}"),
                None => assert!(ours.contains(&path), "{name} names {}, in no package", path.display()),
            }
        }
        assert!(ours.contains(&Path::new("/usr/lib/systemd/system").join(name)), "{name} is not installed");
    }
    // seatd hands out the screen.
    assert!(
        needs.contains("seatd")
            && unit("twinge-kiosk-wayland.service").contains("\nRequires=seatd.service\n")
    );
}

#[test]
fn every_file_of_the_packages_is_there_and_every_file_of_the_folder_is_used() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let packages = ["package.metadata.deb", "package.metadata.deb.variants.kiosk"];
    for asset in packages.iter().flat_map(|heading| assets(heading)) {
        // `target` is what deploy/package.sh builds.
        let made = asset.source.starts_with("target/");
        assert!(made || root().join(&asset.source).is_file(), "there is no {}", asset.source);
        if asset.source.starts_with("target/package/") {
            let name = asset.source.rsplit('/').next().unwrap().to_owned();
            assert!(read("deploy/package.sh").contains(&format!("$out/{name}")), "nothing makes {name}");
        }
        used.insert(asset.source);
    }
    for entry in fs::read_dir(root().join("deploy")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("deploy/{}", entry.file_name().to_str().unwrap());
        let builds = ["deploy/package.sh", "deploy/debian"].contains(&name.as_str());
        assert!(builds || used.contains(&name), "{name} is in no package");
    }
}

#[test]
fn the_kiosk_package_has_all_of_the_plain_one() {
    let kiosk: BTreeSet<String> = kiosk_assets().into_iter().map(|asset| asset.source).collect();
    for asset in assets("package.metadata.deb") {
        assert!(asset.source == "README.md" || kiosk.contains(&asset.source), "{}", asset.source);
    }
}

#[test]
fn the_guide_names_what_is_installed_and_nothing_else() {
    let guide = read("deploy/README.md");
    let ours: BTreeSet<PathBuf> = kiosk_assets().into_iter().map(|asset| asset.target).collect();
    let named = paths(&guide);
    for path in &named {
        let others = path.starts_with("/usr/share/consolefonts");
        assert!(others || ours.contains(path), "the guide names {}, which is not installed", path.display());
    }
    let told = |path: &&PathBuf| !path.starts_with("/usr/share/doc") && !path.starts_with("/usr/share/man");
    let shells = |path: &&PathBuf| !path.to_str().unwrap().contains("completions");
    for path in ours.iter().filter(told).filter(shells) {
        assert!(named.contains(path), "the guide does not tell of {}", path.display());
    }
}

#[test]
fn no_pin_is_shipped() {
    let example = read("deploy/kiosk.ron");
    assert!(example.contains("\n    pin: None,\n"));
    assert!(!example.contains("argon2"));
}

#[test]
fn the_terminal_window_has_no_keys_of_its_own() {
    let settings = read("deploy/foot.ini");
    let (_, keys) = settings.split_once("[key-bindings]\n").unwrap();
    for line in keys.lines().filter(|line| line.contains('=')) {
        assert!(line.ends_with("=none"), "{line}");
    }
    // What foot has a key for by default.
    for action in [
        "spawn-terminal",
        "clipboard-copy",
        "clipboard-paste",
        "primary-paste",
        "search-start",
        "show-urls-launch",
        "unicode-input",
        "scrollback-up-page",
        "scrollback-down-page",
        "prompt-prev",
        "prompt-next",
        "font-increase",
        "font-decrease",
        "font-reset",
    ] {
        assert!(keys.contains(&format!("\n{action}=none\n")) || keys.starts_with(action), "{action}");
    }
    assert!(settings.contains("\nlines=0\n"), "there is a scrollback");
    if present("foot") {
        let config = root().join("deploy/foot.ini");
        let checked =
            Command::new("foot").arg("--check-config").arg("--config").arg(config).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn the_console_cannot_be_switched_restarted_or_stopped_by_key() {
    let keys = read("deploy/kiosk.map");
    let function_keys = (59..=68).chain([87, 88]);
    let switching = function_keys.flat_map(|code| ["alt", "control alt"].map(|with| (with, code)));
    let others = [
        ("alt", 105),
        ("alt", 106),
        ("alt", 103),
        ("control alt", 111),
        ("control alt", 83),
        ("control", 99),
        ("plain", 70),
        ("control", 70),
        ("altgr", 70),
        ("control", 119),
    ];
    for (with, code) in switching.chain(others) {
        assert!(keys.contains(&format!("\n{with} keycode {code:>3} = VoidSymbol\n")), "{with} {code}");
    }
    if present("loadkeys") {
        let map = root().join("deploy/kiosk.map");
        let parsed = Command::new("loadkeys").arg("--parse").arg(map).output().unwrap();
        assert!(parsed.status.success(), "{}", String::from_utf8_lossy(&parsed.stderr));
    }
}

#[test]
fn systemd_understands_the_units() {
    if !present("systemd-analyze") {
        return;
    }
    // A machine on which everything is installed, as far as systemd looks.
    let machine = std::env::temp_dir().join(format!("twinge-deploy-{}", process::id()));
    let units = machine.join("usr/lib/systemd/system");
    let programs = machine.join("usr/bin");
    fs::create_dir_all(&units).unwrap();
    fs::create_dir_all(&programs).unwrap();
    for program in FROM_OTHERS.iter().map(|(program, _)| *program).chain(["/usr/bin/twinge"]) {
        fs::copy("/usr/bin/true", machine.join(program.strip_prefix('/').unwrap())).unwrap();
    }
    for target in ["sysinit.target", "basic.target", "shutdown.target"] {
        fs::write(units.join(target), "[Unit]\n").unwrap();
    }
    for service in ["seatd.service", "getty@.service"] {
        fs::write(units.join(service), "[Service]\nExecStart=/usr/bin/twinge\n").unwrap();
    }
    for name in UNITS {
        fs::write(units.join(name), unit(name)).unwrap();
    }
    let mut verify = Command::new("systemd-analyze");
    let verified =
        verify.args(["verify", "--man=no"]).arg("--root").arg(&machine).args(UNITS).output().unwrap();
    fs::remove_dir_all(&machine).unwrap();
    // Unknown settings are warnings only.
    assert!(verified.status.success() && verified.stderr.is_empty(), "{verified:?}");
}

#[test]
fn systemd_finds_little_exposed() {
    if !present("systemd-analyze") {
        return;
    }
    for name in UNITS {
        let mut analyze = Command::new("systemd-analyze");
        analyze.args(["security", "--offline=true", "--no-pager"]);
        analyze.arg(format!("--threshold={MOST_EXPOSED}")).arg(root().join("deploy").join(name));
        let analyzed = analyze.output().unwrap();
        let told = [analyzed.stdout, analyzed.stderr].concat();
        assert!(analyzed.status.success(), "{name}:\n{}", String::from_utf8_lossy(&told));
    }
}

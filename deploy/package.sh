#!/bin/sh
# Builds the two Debian packages into target/debian: twinge, and twinge-kiosk for a machine that is nothing
# else. Needs cargo-deb (cargo install cargo-deb --locked).
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked
out=target/package
mkdir -p "$out"
target/release/twinge man > "$out/twinge.1"
target/release/twinge completions bash > "$out/twinge.bash"
target/release/twinge completions zsh > "$out/_twinge"
target/release/twinge completions fish > "$out/twinge.fish"
cargo deb --no-build --locked
cargo deb --no-build --locked --variant=kiosk

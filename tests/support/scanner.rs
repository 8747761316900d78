//! Reads source text for the paths it uses, without a Rust parser.

use std::collections::{BTreeMap, BTreeSet};

/// Every path a source text uses, spread out and starting at a crate, sorted.
pub(crate) fn uses(text: &str, module: &[String]) -> BTreeSet<Vec<String>> {
    let tokens = tokens(text);
    let mut scan = Scan { tokens: &tokens, at: 0, scopes: module.iter().cloned().map(Some).collect() };
    let mut imports: Vec<(String, Vec<String>)> = Vec::new();
    let mut plain: Vec<Vec<String>> = Vec::new();
    while let Some(token) = scan.next() {
        let follows = |n: usize| tokens.get(scan.at + n).map(String::as_str);
        match token {
            "use" if follows(0) != Some("<") => scan.use_tree(&mut Vec::new(), &mut imports),
            "mod" if follows(1) == Some("{") => {
                let name = tokens[scan.at].clone();
                scan.at += 2;
                scan.scopes.push(Some(name));
            }
            "{" => scan.scopes.push(None),
            "}" => {
                scan.scopes.pop();
            }
            first if is_name(first) && follows(0) == Some("::") => {
                let path = scan.path(first);
                plain.push(scan.absolute(&path));
            }
            _ => {}
        }
    }
    let names: BTreeMap<&String, &Vec<String>> = imports.iter().map(|(name, path)| (name, path)).collect();
    let followed = plain.into_iter().map(|path| match names.get(&path[0]) {
        Some(import) => import.iter().chain(&path[1..]).cloned().collect(),
        None => path,
    });
    let mut found: BTreeSet<Vec<String>> = followed.collect();
    found.extend(imports.iter().map(|(_, path)| path.clone()));
    found
}

/// A walk through the tokens of a file.
struct Scan<'a> {
    tokens: &'a [String],
    at: usize,
    /// Open scopes: modules by name, other braces without one.
    scopes: Vec<Option<String>>,
}

impl<'a> Scan<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let there = self.tokens.get(self.at).is_some_and(|token| token == wanted);
        self.at += usize::from(there);
        there
    }

    /// The rest of a path after its first name.
    fn path(&mut self, first: &str) -> Vec<String> {
        let mut path = vec![first.to_owned()];
        while let [colons, name, ..] = &self.tokens[self.at..]
            && colons == "::"
            && is_name(name)
        {
            path.push(name.clone());
            self.at += 2;
        }
        path
    }

    /// Reads one branch of a `use` tree: adds the name it brings in, and the path it stands for.
    fn use_tree(&mut self, before: &mut Vec<String>, imports: &mut Vec<(String, Vec<String>)>) {
        let length = before.len();
        loop {
            match self.next() {
                Some("::") => {}
                Some("{") => {
                    while !self.take("}") {
                        self.use_tree(before, imports);
                        self.take(",");
                    }
                    break;
                }
                Some(name) if is_name(name) || name == "*" => {
                    before.push(name.to_owned());
                    if self.tokens.get(self.at).is_some_and(|next| next == "::") {
                        continue;
                    }
                    let path = self.absolute(before);
                    let own = path.last().cloned().unwrap_or_default();
                    let renamed = if self.take("as") { self.next().map(str::to_owned) } else { None };
                    imports.push((renamed.unwrap_or(own), path));
                    break;
                }
                other => panic!("a `use` that cannot be read: {before:?} before {other:?}"),
            }
        }
        before.truncate(length);
    }

    /// A path without `self` and `super`.
    fn absolute(&self, path: &[String]) -> Vec<String> {
        let mut module: Vec<String> = self.scopes.iter().flatten().cloned().collect();
        let mut rest = path;
        let mut relative = false;
        while let [first, after @ ..] = rest {
            match first.as_str() {
                "super" => {
                    module.pop();
                }
                "self" => {}
                _ => break,
            }
            relative = true;
            rest = after;
        }
        // `use std::io::{self}` is `std::io`.
        let rest = rest.iter().filter(|name| *name != "self").cloned();
        if relative {
            ["crate".to_owned()].into_iter().chain(module).chain(rest).collect()
        } else {
            rest.collect()
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The names and marks of a source text, without comments, strings and character literals.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else if c.is_alphanumeric() || c == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a block comment; one may stand in another.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string or character literal, if the text starts with one.
fn literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        let rest = text.strip_prefix(prefix).map(|rest| rest.trim_start_matches('#'));
        rest.is_some_and(|rest| rest.starts_with('"'))
    });
    if let Some(prefix) = prefix {
        let rest = &text[prefix.len()..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let start = prefix.len() + hashes + 1;
        if prefix.ends_with('r') {
            let end = format!("\"{}", "#".repeat(hashes));
            return Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()));
        }
        return (hashes == 0).then(|| start + closing(&text[start..], '"'));
    }
    let start = if text.starts_with("b'") { 2 } else { 1 };
    let inner = text.strip_prefix("b'").or_else(|| text.strip_prefix('\''))?;
    let first = inner.chars().next()?;
    // A lifetime has no quote behind its first letter.
    let is_char = first == '\\' || inner[first.len_utf8()..].starts_with('\'');
    is_char.then(|| start + closing(inner, '\''))
}

/// The length up to and with a closing quote that no backslash stands before.
fn closing(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

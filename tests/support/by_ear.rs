//! A summary as plain mode says it: page by page, and without signs that only the eye needs.

/// The words of a text, without the marks of lists.
pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ")
}

/// Checks that every page of a printed summary is said, whole and in its order, and tells what is not.
pub(crate) fn says_all(said: &str, summary: &str) -> Result<(), String> {
    let said = words(said);
    let mut rest = said.as_str();
    for part in parts(summary) {
        let at = rest.find(&part).ok_or_else(|| format!("nobody says\n{part}\nin\n{rest}"))?;
        rest = &rest[at + part.len()..];
    }
    Ok(())
}

/// The level without its mark, then the pages with their places.
fn parts(summary: &str) -> Vec<String> {
    let lines: Vec<&str> = summary.lines().collect();
    let is_rule = |line: &str| line.len() > 2 && line.chars().all(|c| c == '-');
    let titles: Vec<usize> = (1..lines.len()).filter(|n| is_rule(lines[*n])).map(|n| n - 1).collect();
    assert!(titles.len() > 3, "a summary has pages: {summary}");
    let (_, level) = lines[0].split_once(' ').expect("a mark stands before the level");
    let ends = titles.iter().copied().skip(1).chain([lines.len()]);
    let pages = titles.iter().zip(ends).enumerate().map(|(n, (title, end))| {
        let body = words(&lines[title + 2..end].join("\n"));
        format!("Page {} of {}: {}. {body}", n + 1, titles.len(), lines[*title])
    });
    [level.to_owned()].into_iter().chain(pages).map(|part| part.trim_end().to_owned()).collect()
}

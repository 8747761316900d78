//! A summary as Markdown: `CommonMark` that looks the same in the dialects of it.
//!
//! A line of the source is a whole part, never wrapped, so that a mark which counts only at the start of a
//! line can stand in one place only.

use super::{Block, summary};
use crate::{
    content::Questionnaire,
    engine::Outcome,
    locale::{self, Voice},
};

/// Characters that are markup wherever they stand, in `CommonMark` or in a common dialect of it.
const MARKUP: &str = "\\`*_{}[]<>#|~&$^";

/// Characters that an address may hold without being taken apart.
const ADDRESS: &str = "-._~:/?@!&'()*+,;=%#";

/// The whole summary as Markdown, a line feed at the end of each line.
#[must_use]
pub fn render(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> String {
    let level = voice.fill(&outcome.level(questionnaire).name);
    let mut text = format!("# {}\n", escape(&format!("{} {level}", locale::mark(outcome.disposition))));
    for page in summary(questionnaire, voice, outcome) {
        text.push_str("\n## ");
        text.push_str(&escape(page.tab.title(voice.strings)));
        text.push('\n');
        let mut in_list = false;
        for block in &page.blocks {
            let item = matches!(block, Block::Item(_));
            // Items that follow each other are one list, and a remark belongs to the item above it.
            let tight = in_list && (item || matches!(block, Block::Remark(_)));
            if !tight {
                text.push('\n');
            }
            push_block(&mut text, block, in_list);
            in_list = item || (in_list && matches!(block, Block::Remark(_)));
        }
    }
    text
}

fn push_block(text: &mut String, block: &Block, in_list: bool) {
    let (before, line, after) = match block {
        Block::Lead(line) => ("**", line, "**"),
        Block::Heading(line) | Block::Rated(line, _) => ("### ", line, ""),
        Block::Paragraph(line) => ("", line, ""),
        Block::Item(line) => ("- ", line, ""),
        Block::Remark(line) if in_list => ("\n  *(", line, ")*"),
        Block::Remark(line) => ("*(", line, ")*"),
    };
    text.push_str(before);
    text.push_str(&escape(line));
    text.push_str(after);
    text.push('\n');
}

/// A text that reads the same as Markdown: nothing in it is taken as markup, and no line ends in it.
/// Web addresses stay ones that can be followed.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let first = escaped.is_empty();
        if !first {
            escaped.push(' ');
        }
        match address(word) {
            Some((address, rest)) => {
                escaped.push('<');
                escaped.push_str(address);
                escaped.push('>');
                escape_word(&mut escaped, rest, false);
            }
            None => escape_word(&mut escaped, word, first),
        }
    }
    escaped
}

fn escape_word(escaped: &mut String, word: &str, first: bool) {
    // "1." and "1)" begin a list, and so do "-" and "+"; "=" and "-" below a line make it a heading.
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in word.char_indices() {
        let starts = first && at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let numbers = first && at == digits && digits > 0 && matches!(c, '.' | ')');
        if MARKUP.contains(c) || starts || numbers {
            escaped.push('\\');
        }
        escaped.push(c);
    }
}

/// The web address that a word is, and what stands behind it.
fn address(word: &str) -> Option<(&str, &str)> {
    let end = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).len();
    let (address, rest) = word.split_at(end);
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ADDRESS.contains(c);
    (!host.is_empty() && host.chars().all(plain)).then_some((address, rest))
}

#[cfg(test)]
mod tests {
    use super::{MARKUP, escape};

    #[test]
    fn nothing_in_a_text_is_taken_as_markup() {
        let check = |text: &str, wanted: &str| assert_eq!(escape(text), wanted, "{text}");
        check("plain words, as they are.", "plain words, as they are.");
        check("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`");
        check("![x](javascript:y)", "!\\[x\\](javascript:y)");
        check("<script>1</script> &amp; | ~~ ~~", "\\<script\\>1\\</script\\> \\&amp; \\| \\~\\~ \\~\\~");
        check("# no heading", "\\# no heading");
        check("- no item", "\\- no item");
        check("+ no item", "\\+ no item");
        check("12. no item, 3. neither", "12\\. no item, 3. neither");
        check("1) no item", "1\\) no item");
        check("=== no heading", "\\=== no heading");
        check("4.5 and 0-10", "4\\.5 and 0-10");
        check("    no code\r\n\r\n# no heading", "no code \\# no heading");
        check("back\\slash \\*", "back\\\\slash \\\\\\*");
        check("", "");
    }

    #[test]
    fn a_web_address_can_still_be_followed_and_holds_nothing_else() {
        let check = |text: &str, wanted: &str| assert_eq!(escape(text), wanted, "{text}");
        check("See https://example.org/a_b?c=1&d=2.", "See <https://example.org/a_b?c=1&d=2>.");
        check("https://e.org/<b>", "https://e.org/\\<b\\>");
        check("https://e.org/`x`", "https://e.org/\\`x\\`");
        check("https://", "https://");
        check("javascript:alert(1)", "javascript:alert(1)");
    }

    #[test]
    fn every_character_of_markup_has_a_backslash_before_it() {
        for c in MARKUP.chars() {
            assert_eq!(escape(&format!("a{c}b")), format!("a\\{c}b"));
        }
    }
}

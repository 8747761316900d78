//! How many syllables an English word has.
//!
//! Groups of vowels are counted; then what is silent is taken off, and what is spoken apart is added.
//! Words that these rules get wrong stand in a list.

use std::sync::LazyLock;

use super::wordset::Wordset;

/// Words that the rules get wrong, by their number of syllables.
const EXCEPTIONS: [(usize, &str); 5] = [
    (1, "ache aches ached clothes don't can't won't aren't weren't"),
    (
        2,
        "every evening evenings people safety fluid fluids ruin someone something sometimes somewhere \
         headache headaches backache toothache business fuel cruel chaos poem poet lion surgeon surgeons \
         pigeon million onion giant create creates react reuse coffee isn't doesn't didn't couldn't \
         wouldn't shouldn't hasn't hadn't haven't wasn't needn't mustn't homeless lifelong lifestyle \
         baseline forearm household whereas elsewhere naked wicked crooked soldier cement beside besides \
         bedclothes aisle",
    ),
    (
        3,
        "area areas idea ideas everyone everything everywhere everyday anyone anything anywhere whoever \
         physio physios element elements cereal vehicle vehicles museum recipe created video videos \
         stereo pancreas pacemaker pacemakers likeliest",
    ),
    (4, "diabetes anxiety society diarrhoea"),
    (6, "physiotherapy physiotherapist osteoarthritis"),
];

static LISTED: LazyLock<Wordset<&str, usize>> = LazyLock::new(|| {
    let mut listed = Wordset::new();
    for (n, words) in EXCEPTIONS {
        for word in words.split(' ') {
            listed.entry(word, || n);
        }
    }
    listed
});

/// Syllables of a word in small letters; at least one. Numbers and words of other alphabets count as
/// one.
pub(super) fn syllables(word: &str) -> usize {
    if let Some((_, n)) = LISTED.get(word) {
        return *n;
    }
    let stem = word.split_once('\'').map_or(word, |(stem, _)| stem);
    let letters = stem.as_bytes();
    (groups(letters) + spoken(letters)).saturating_sub(silent(letters)).max(1)
}

/// Whether the letter at this place is a vowel here: not the `u` of `qu`, nor the `y` of `yes`.
fn vowel(letters: &[u8], at: usize) -> bool {
    let next = letters.get(at + 1);
    match letters[at] {
        b'u' => at == 0 || letters[at - 1] != b'q',
        b'y' => !(at == 0 || next.is_some_and(|next| b"aeou".contains(next))),
        letter => b"aeio".contains(&letter),
    }
}

fn consonant(letters: &[u8], at: usize) -> bool {
    letters[at].is_ascii_lowercase() && !vowel(letters, at)
}

/// Groups of vowels that stand together.
fn groups(letters: &[u8]) -> usize {
    (0..letters.len()).filter(|at| vowel(letters, *at) && (*at == 0 || !vowel(letters, at - 1))).count()
}

/// Groups that are not spoken.
fn silent(letters: &[u8]) -> usize {
    let n = letters.len();
    // `kneecap`, `movement`, `careful`, `lately`, `something`: an `e` at the end of the first part.
    let inside = ["eless", "eful", "efully", "ement", "ements", "eness", "ely", "ehow", "ebody", "ework"]
        .iter()
        .any(|end| {
            letters
                .strip_suffix(end.as_bytes())
                .is_some_and(|rest| rest.len() > 1 && consonant(letters, rest.len() - 1) && groups(rest) > 0)
        });
    usize::from(inside) + usize::from(n > 2 && silent_end(letters))
}

/// Whether the word ends in an `e` that is not spoken: `ease`, `comes`, `ached`, `fatigue`.
fn silent_end(letters: &[u8]) -> bool {
    let n = letters.len();
    if letters.ends_with(b"gue") || letters.ends_with(b"que") {
        return n > 4;
    }
    let (stem, end) = match letters {
        [stem @ .., b'e'] => (stem, ""),
        [stem @ .., b'e', b's'] => (stem, "s"),
        [stem @ .., b'e', b'd'] => (stem, "d"),
        _ => return false,
    };
    if stem.len() < 2 || groups(stem) == 0 || !consonant(letters, stem.len() - 1) {
        return false;
    }
    let (before, last) = (stem[stem.len() - 2], stem[stem.len() - 1]);
    let after_consonant = consonant(letters, stem.len() - 2);
    match (last, end) {
        // `muscle`, `muscles`, `settled`; but `called`, `curled`.
        (b'l', _) => !after_consonant || b"lrw".contains(&before),
        // `fibre`, `metres`; but `wore`, `stirred`.
        (b'r', "" | "s") => !after_consonant || before == b'r',
        // `causes`, `places`, `changes`; `needed`, `lasted`.
        (b's' | b'x' | b'z' | b'c' | b'g', "s") | (b't' | b'd', "d") => false,
        // `inches`, `washes`.
        (b'h', "s") => !b"cs".contains(&before),
        _ => true,
    }
}

/// Syllables that hide within a group of vowels, or have no vowel at all.
fn spoken(letters: &[u8]) -> usize {
    let mut n = 0;
    for at in 1..letters.len() {
        let before = if at > 1 { letters[at - 2] } else { b' ' };
        let after = letters.get(at + 1).copied().unwrap_or(b' ');
        n += usize::from(match (letters[at - 1], letters[at]) {
            // `dial`, `period`, `medium`; but `special`, `motion`, `region`, `fashion`.
            (b'i', b'a' | b'u') => !b"ctsg".contains(&before) || after == b't',
            (b'i', b'o') => !b"ctsgxhl".contains(&before) || after == b'l',
            // `usual`, `actually`; but `quality`, `guard`, `equal`.
            (b'u', b'a') => !b"qg".contains(&before),
            // `quiet`, `diet`, `variety`, `science`.
            (b'i', b'e') => after == b't' || before == b'c' && after == b'n' && at == 3,
            // `video`, `reopen`.
            (b'e', b'o') => !b"gp".contains(&before),
            _ => false,
        });
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| letters.ends_with(end.as_bytes()));
    // `easier`, `heaviest`, `trying`, `seeing`, `going`, `spasm`, `tourism`, `rhythm`.
    n += usize::from(
        letters.len() > 4
            && ends(&["ier", "iest", "ying", "eeing", "being", "oing", "uing", "sm", "sms", "thm"]),
    );
    n
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn counts_the_syllables_of_plain_and_of_medical_words() {
        let table: [(usize, &str); 6] = [
            (
                1,
                "a the ache aches ached back bruise called calves clothes comes cramp curled don't eased eyes \
                 half heart hour knee knees leaves moves nerves once one pee quite shoes spread stairs stretched \
                 through tier tongue toes tried used weight worse year you're",
            ),
            (
                2,
                "able ague ancient ankle asthma bodies bowel buttock careful causes changes comfort conscience couldn't crying disease \
                 easy every evening fatigue fibre fluid freely gentle going headache heavy inches isn't kneecap lately \
                 lower movement muscle muscles needed needles numbness people places player pregnant quiet reason rely safety science \
                 seeing settled someone something sometimes spasm species steroid swollen tablets thirsty \
                 touches trial trouble tummy unsure useful yourself",
            ),
            (
                3,
                "agreement alcohol already another area arthritis cartilage easier everyday exercise family heaviest however \
                 idea infection injury medicine menopause period pharmacist physio position pregnancy quietly sciatic serious \
                 several suddenly together usual video whoever",
            ),
            (
                4,
                "activity aneurysm anxiety circulation constipated diabetes diagnosis diarrhoea emergency \
                 irregular operation ordinary psoriasis society temperature usually unusual",
            ),
            (5, "antibiotic antidepressant examination inflammatory paracetamol"),
            (6, "osteoarthritis osteoporosis physiotherapy"),
        ];
        for (n, words) in table {
            for word in words.split_whitespace() {
                assert_eq!(syllables(word), n, "{word}");
            }
        }
    }

    #[test]
    fn counts_numbers_and_what_is_no_english_as_one_or_more() {
        for word in ["", "7", "2026", "k2", "日本語", "'", "é", "hmm"] {
            assert_eq!(syllables(word), 1, "{word}");
        }
    }
}

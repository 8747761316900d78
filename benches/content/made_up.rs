//! Made-up content. It says nothing about anyone, but has every part that real content has, and more of
//! each part the more questions there are.

use std::fmt::Write as _;

use twinge::content::{self, SourceFile, raw::Lints};

/// Questions of a section.
const SECTION: usize = 25;
/// Sections of which the causes and the vignettes stand in one file.
const CHAPTER: usize = 8;
/// Questions of a section without options, which no `Chosen` can name.
const SCALE: usize = 2;
const NUMBER: usize = 3;
/// Parts of each section.
const GROUPS: usize = 3;
const FLAGS: usize = 8;
const CAUSES: usize = 4;
const SOURCES: usize = 5;
const FACTS: usize = 10;

const PARTS: [&str; 11] =
    ["knee", "hip", "calf", "foot", "back", "neck", "thigh", "heel", "shin", "toe", "rib"];
const ACTS: [&str; 8] = [
    "lie still",
    "sit for long",
    "go up stairs",
    "turn in bed",
    "bend it",
    "walk far",
    "stand up",
    "rest it",
];
const FEELS: [&str; 7] = ["sore", "stiff", "hot", "numb", "weak", "tight", "tender"];
const TIMES: [&str; 7] = ["at night", "in the day", "at dawn", "at work", "in bed", "at noon", "all day"];
const TOPICS: [&str; 10] =
    ["general", "massage", "heat", "cold", "walking", "running", "loading", "stretch", "bath", "medicine"];
const LEVELS: [&str; 5] = ["Emergency", "SameDay", "Soon", "Routine", "SelfCare"];
const KINDS: [&str; 5] = ["SelfCare", "SafetyNet", "Test", "Treatment", "Prevention"];
const WEIGHTS: [&str; 3] = ["Strong", "Moderate", "Weak"];

/// What the questions have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// All sections are asked, and a condition names answers from anywhere before it.
    Tangled,
    /// A person chooses an area, and gets its section; a condition names answers of its own section.
    Areas,
}

/// Areas that one question offers.
const MENU: usize = 20;

/// The files of made-up content; the questions come in whole sections.
pub(super) fn files(questions: usize, shape: Shape) -> Vec<SourceFile> {
    let sections = questions / SECTION;
    let all = 0..sections;
    let mut files = vec![
        file("questionnaire.ron", questionnaire(shape, sections)),
        file("red_flags.ron", red_flags(shape, sections)),
        file("guards.ron", guards(shape, sections)),
        file("sources.ron", list("Sources(sources: [", all.clone().map(sources))),
        file("facts.ron", list("Facts(facts: [", all.clone().map(facts))),
        file("lints.ron", lints()),
        file("vignettes/rest.ron", rest(shape, questions)),
    ];
    files.extend(all.clone().map(|s| file(&format!("flow/{s:04}.ron"), section(shape, s))));
    for (n, kind) in KINDS.into_iter().enumerate() {
        let start = format!("Advice(kind: {kind}, items: [");
        files.push(file(
            &format!("advice/{kind}.ron"),
            list(&start, all.clone().map(|s| advice(shape, s, n))),
        ));
    }
    if shape == Shape::Areas {
        files.push(file("flow/menu.ron", menu(sections)));
    }
    for start in all.clone().step_by(CHAPTER) {
        let chapter = start..sections.min(start + CHAPTER);
        let causes = list("Causes(causes: [", chapter.clone().map(|s| causes(shape, s)));
        files.push(file(&format!("causes/{start:04}.ron"), causes));
        let vignettes = list("Vignettes(vignettes: [", chapter.map(vignettes));
        files.push(file(&format!("vignettes/{start:04}.ron"), vignettes));
    }
    files.extend(all.step_by(4).map(|s| file(&format!("places/{s:04}.ron"), place(s))));
    files
}

fn file(name: &str, text: String) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: text.into_bytes() }
}

fn list(start: &str, items: impl Iterator<Item = String>) -> String {
    let mut text = format!("{start}\n");
    items.for_each(|item| text.push_str(&item));
    text + "])\n"
}

/// A number that looks random, the same in every run.
fn mix(seed: usize) -> usize {
    let seed = (seed as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ seed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from((seed ^ seed >> 27) >> 33).unwrap_or(0)
}

fn pick<'a>(list: &[&'a str], seed: usize) -> &'a str {
    list[mix(seed) % list.len()]
}

/// The words that texts are made of.
fn words(seed: usize) -> [&'static str; 4] {
    [pick(&PARTS, seed), pick(&ACTS, seed + 1), pick(&FEELS, seed + 2), pick(&TIMES, seed + 3)]
}

/// An option of a question before this one.
fn back(shape: Shape, q: usize, seed: usize) -> String {
    format!("Chosen(\"q{}_{}\")", earlier(shape, q, seed), mix(q + seed) % 4)
}

/// That an option is not ticked which no other condition asks for: so nothing contradicts it.
fn without(shape: Shape, q: usize, seed: usize) -> String {
    format!("Not(Chosen(\"q{}_4\"))", earlier(shape, q, seed))
}

/// A question before this one that has options.
fn earlier(shape: Shape, q: usize, seed: usize) -> usize {
    let start = match shape {
        Shape::Tangled => 0,
        Shape::Areas => q.saturating_sub(1) / SECTION * SECTION,
    };
    let earlier = start + mix(q * 31 + seed) % (q - start).max(1);
    match earlier % SECTION {
        SCALE | NUMBER => earlier - earlier % SECTION,
        _ => earlier,
    }
}

fn backs(shape: Shape, q: usize, seed: usize, n: usize) -> String {
    let parts: Vec<String> = (0..n).map(|part| back(shape, q, seed + part * 7)).collect();
    parts.join(", ")
}

fn section(shape: Shape, s: usize) -> String {
    let mut text = format!(
        "Section(\n    id: \"s{s}\",\n    title: \"How your {} is\",\n    steps: [\n",
        pick(&PARTS, s)
    );
    if shape == Shape::Areas {
        let _ = writeln!(text, "When(is: Chosen(\"area_{s}\"), steps: [");
    }
    for k in 0..SECTION {
        let q = s * SECTION + k;
        let is = match k % 3 {
            _ if k <= NUMBER => None,
            0 => Some(format!("Any([{}])", backs(shape, q, 1, 3))),
            1 => Some(format!(
                "All([In(Home), Any([Group(\"G{s}_{}\"), {}]), {}])",
                k % GROUPS,
                back(shape, q, 2),
                without(shape, q, 3)
            )),
            _ => Some(format!("Any([AtLeast(\"q{}\", 4), {}])", s * SECTION + SCALE, back(shape, q, 4))),
        };
        if let Some(is) = &is {
            let _ = write!(text, "        When(\n            is: {is},\n            steps: [\n");
        }
        text.push_str(&question(shape, q, k));
        // Every eighth question has the next one inside its own `When`.
        let ends = match (is, k % 8) {
            (None, _) | (_, 7) => 0,
            (_, 0) => 2,
            _ => 1,
        };
        (0..ends).for_each(|_| text.push_str("            ],\n        ),\n"));
    }
    if shape == Shape::Areas {
        text += "]),\n";
    }
    text + "    ],\n)\n"
}

/// Questions for the area: the first for some of them at once, then one for the areas among those.
fn menu(sections: usize) -> String {
    let ask = |id: &str, options: String| {
        format!(
            "Ask((id: \"{id}\", prompt: \"Where is it?\", why: \"It shows what to ask.\", answer: One(options: [{options}]))),\n"
        )
    };
    let option = |id: String| format!("(id: \"{id}\", text: \"It is here\"),");
    let menus = sections.div_ceil(MENU);
    let mut text = ask("menu", (0..menus).map(|n| option(format!("menu_{n}"))).collect());
    for n in 0..menus {
        let areas = n * MENU..sections.min((n + 1) * MENU);
        let areas = areas.map(|s| option(format!("area_{s}"))).collect();
        let _ =
            writeln!(text, "When(is: Chosen(\"menu_{n}\"), steps: [{}]),", ask(&format!("menu{n}"), areas));
    }
    format!("Section(id: \"menu\", title: \"Where it is\", steps: [\n{text}])\n")
}

fn question(shape: Shape, q: usize, k: usize) -> String {
    let [part, act, feel, time] = words(q);
    let mut text = format!(
        "                Ask((
                    id: \"q{q}\",
                    prompt: \"Is your {part} {feel} when you {act}?\",
                    why: \"An ache in the {part} that comes {time} can show how soon to ask for help. It may also come when you {act}.\",\n"
    );
    if k.is_multiple_of(2) {
        let _ = writeln!(
            text,
            "                    help: \"Choose all that fit. Think of the last two weeks.\","
        );
    }
    if k < FACTS {
        let _ = writeln!(text, "                    seeds: [\"F{}-{k}\"],", q / SECTION);
    }
    let answer = match k {
        SCALE => "Scale(from: 0, to: 10, low: \"No ache\", high: \"The worst there is\")".to_owned(),
        NUMBER => "Number(from: 0, to: 7, unit: \"nights a week\")".to_owned(),
        1 => {
            let _ = writeln!(
                text,
                "                    danger: true,\n                    skip: As(\"q{q}_skip\"),"
            );
            many(shape, q, &format!("(id: \"q{q}_unsure\", text: \"I am not sure\"),"))
        }
        _ if k % 4 == 1 || k % 4 == 2 => many(shape, q, ""),
        _ => format!("One(options: [\n{}                    ])", options(shape, q, 5)),
    };
    let _ = writeln!(text, "                    answer: {answer},");
    text + "                )),\n"
}

fn many(shape: Shape, q: usize, more: &str) -> String {
    format!(
        "Many(
                        options: [\n{}{more}
                            (id: \"none\", text: \"None of these\"),
                        ],
                        exclusive: [\"none\"],
                        alternatives: [[\"q{q}_0\", \"q{q}_1\"], [\"q{q}_2\", \"q{q}_3\"]],
                    )",
        options(shape, q, 7)
    )
}

fn options(shape: Shape, q: usize, n: usize) -> String {
    let mut text = String::new();
    for option in 0..n {
        let [part, act, feel, time] = words(q * 17 + option);
        let _ =
            write!(text, "                            (id: \"q{q}_{option}\", text: \"It is {feel} {time}\"");
        if option % 3 == 1 {
            let _ = write!(text, ", hint: \"It counts if the {part} hurts when you {act}.\"");
        }
        if option == 6 && q > 0 {
            let _ = write!(text, ", when: Any([{}])", backs(shape, q, 5, 2));
        }
        text += "),\n";
    }
    text
}

fn red_flags(shape: Shape, sections: usize) -> String {
    let all = 0..sections;
    let [mut flags, mut floors, mut escalations] = [const { String::new() }; 3];
    for s in all.clone() {
        let q = (s + 1) * SECTION;
        for n in 0..FLAGS {
            let is = match n % 4 {
                0 => format!("Any([Chosen(\"q{}_{n}\"), {}])", s * SECTION + 1, back(shape, q, n)),
                1 => format!("All([{}, Group(\"G{s}_{}\")])", back(shape, q, n), n % GROUPS),
                2 => format!("Any([{}])", backs(shape, q, n, 5)),
                _ => format!("All([Flag(\"rf{s}_{}\"), Not({})])", n - 1, back(shape, q, n)),
            };
            flags += &rule(&format!("rf{s}_{n}"), LEVELS[n % 4], &is, s, n);
        }
        for n in 0..2 {
            let is = format!("AtLeast(\"q{}\", {})", s * SECTION + SCALE, 7 + n);
            floors += &rule(&format!("fl{s}_{n}"), "Routine", &is, s, n);
            let other = mix(s + n) % (s + 1);
            let is = format!("All([Flag(\"rf{s}_{n}\"), Flag(\"fl{other}_1\"), {}])", back(shape, q, n));
            escalations += &rule(&format!("es{s}_{n}"), "SameDay", &is, s, n);
        }
    }
    let groups = list("RedFlags(groups: [", all.map(|s| groups(shape, s)));
    let groups = groups.trim_end().trim_end_matches(')');
    format!("{groups},\nflags: [\n{flags}],\nfloors: [\n{floors}],\nescalations: [\n{escalations}])\n")
}

/// They look at questions that come before all in their section that use them.
fn groups(shape: Shape, s: usize) -> String {
    let mut text = String::new();
    for n in 0..GROUPS {
        let q = s * SECTION;
        let above = if n > 0 { format!("Group(\"G{s}_{}\"), ", n - 1) } else { String::new() };
        let _ = writeln!(
            text,
            "    (id: \"G{s}_{n}\", is: Any([{above}Chosen(\"q{q}_{n}\"), Chosen(\"q{}_{n}\"), {}])),",
            q + 1,
            backs(shape, q + 1, n, 3)
        );
    }
    text
}

fn rule(id: &str, level: &str, is: &str, s: usize, n: usize) -> String {
    let [part, act, feel, time] = words(s * 13 + n);
    format!(
        "    (
        id: \"{id}\",
        level: {level},
        is: {is},
        reason: \"a {part} that is {feel} {time}\",
        home: \"Do not {act} until you are seen.\",
        tell_staff: \"my {part} is {feel}\",
        suspected: \"something in the {part}\",
        evidence: B,
        sources: [\"w{s}-{}\", \"w{s}-{}\"],
    ),\n",
        n % SOURCES,
        (n + 1) % SOURCES
    )
}

fn guards(shape: Shape, sections: usize) -> String {
    let start = format!("Guards(topics: [\"{}\"], guards: [", TOPICS.join("\", \""));
    list(&start, (0..sections).map(|s| guard(shape, s)))
}

fn guard(shape: Shape, s: usize) -> String {
    let q = (s + 1) * SECTION;
    format!(
        "    (id: \"SR-{s}\", when: Any([Level(Emergency), Flag(\"rf{s}_0\"), Group(\"G{s}_0\"), {}]), hides: [\"general\", \"{}\", \"{}\"]),\n",
        backs(shape, q, 9, 4),
        TOPICS[1 + s % 4],
        TOPICS[5 + s % 5]
    )
}

fn advice(shape: Shape, s: usize, kind: usize) -> String {
    let [part, act, feel, time] = words(s * 11 + kind);
    let q = (s + 1) * SECTION;
    format!(
        "    (
        id: \"a{s}_{kind}\",
        title: \"Your {part} {time}\",
        text: \"Rest the {part} on a soft chair for a while if it is {feel}. Then {act} a bit and see how it goes. Ask your {{doctor}} if it gets worse.\",
        instead: [(when: {}, text: \"Keep the {part} warm {time}. Ask your {{doctor}} how to go on from there.\")],
        when: All([Any([{}]), Not(Group(\"G{s}_1\"))]),
        hide: Level(SameDay),
        touches: [\"general\", \"{}\"],
        trust: Weak,
        background: [\"A small study of people with a {feel} {part}, followed for a year.\"],
        sources: [\"w{s}-{kind}\"],
        seeds: [\"F{s}-{kind}\"],
    ),\n",
        back(shape, q, 1),
        backs(shape, q, 2, 3),
        pick(&TOPICS, s + kind)
    )
}

fn causes(shape: Shape, s: usize) -> String {
    (0..CAUSES).fold(String::new(), |text, n| text + &cause(shape, s, n))
}

fn cause(shape: Shape, s: usize, n: usize) -> String {
    let [part, act, feel, time] = words(s * 7 + n);
    let q = (s + 1) * SECTION;
    let mut findings = ["fits", "against"].map(|kind| format!("        {kind}: [\n"));
    for (list, n_findings) in findings.iter_mut().zip([5, 2]) {
        for finding in 0..n_findings {
            let is = backs(shape, q, list.len() + n + finding, 1 + finding % 3);
            let weight = WEIGHTS[finding % 3];
            let _ = writeln!(
                list,
                "            (is: Any([{is}]), weight: {weight}, figure: \"Seen in a few.\"),"
            );
        }
        list.push_str("        ],\n");
    }
    format!(
        "    (
        id: \"c{s}_{n}\",
        name: \"a {feel} {part}\",
        clinical: \"ache of the {part} ({time})\",
        show: Listed,
        needs: All([Any([{}]), Not(Flag(\"rf{s}_{n}\"))]),
        what: [
            \"The {part} can get {feel} when you {act} too much. The ache comes {time}, and most of the time it goes off on its own.\",
            \"It eases once you rest the {part} for a day or two.\",
        ],\n{}        self_care: [\"a{s}_0\", \"a{}_0\"],
        see: \"Give it two weeks. See a {{doctor}} if the {part} is no better by then. Call {{emergency_number}} if you feel faint.\",
        urgent: [\"rf{s}_0\", \"rf{s}_{}\"],
        tests: [\"a{s}_2\"],
        treatments: [\"a{s}_3\"],
        prevention: [\"a{s}_4\"],
        caveat: \"Few studies have looked at this, so try a change and see if it helps.\",
        background: [\"No figures have been published for a {feel} {part}.\"],
        sources: [\"w{s}-{}\", \"w{s}-{}\"],
        seeds: [\"F{s}-{n}\"],
    ),\n",
        backs(shape, q, n, 4),
        findings.concat(),
        mix(s) % (s + 1),
        n + 1,
        n % SOURCES,
        (n + 2) % SOURCES
    )
}

fn sources(s: usize) -> String {
    (0..SOURCES).fold(String::new(), |mut text, n| {
        let [part, act, feel, _] = words(s * 5 + n);
        let _ = write!(
            text,
            "    (
        id: \"w{s}-{n}\",
        title: \"The {feel} {part}, part {s}\",
        by: \"A. Nobody and others\",
        year: \"2020\",
        link: \"https://example.org/{part}/{s}/{n}\",
        seen: Read,
        remark: \"It calls this \\\"{part} ache\\\" and tells people to {act}.\",
    ),\n"
        );
        text
    })
}

fn facts(s: usize) -> String {
    (0..FACTS).fold(String::new(), |mut text, n| {
        let [part, act, ..] = words(s * 3 + n);
        let _ = writeln!(
            text,
            "    (id: \"F{s}-{n}\", document: \"w{s}-{}\", about: \"the {part} when people {act}\"),",
            n % SOURCES
        );
        text
    })
}

/// The lists of the shipped lints, without the words and the exceptions that only shipped texts use.
fn lints() -> String {
    let bytes = include_bytes!("../../questions/lints.ron").to_vec();
    let parsed = content::parse(&[SourceFile { name: "lints.ron".to_owned(), bytes }]);
    let shipped = parsed.lints.map(|file| file.value).unwrap_or_default();
    let lists = Lints { words: Vec::new(), allow: Vec::new(), ..shipped };
    ron::to_string(&lists).unwrap_or_default()
}

fn vignettes(s: usize) -> String {
    (0..2).fold(String::new(), |mut text, n| {
        let [part, act, feel, time] = words(s * 19 + n);
        let first = s * SECTION;
        let _ = write!(
            text,
            "    (
        id: \"V{s}-{n}\",
        story: \"Someone with a {part} that is {feel} {time}, and who likes to {act}.\",
        setting: Home,
        answers: {{\"q{first}\": \"q{first}_{n}\", \"q{}\": [\"none\"], \"q{}\": {}, \"q{}\": 2}},
        level: Routine,
        flags: [\"rf{s}_{n}\"],
        absent_flags: [\"rf{s}_5\"],
        first_three: [\"c{s}_{n}\"],
        advice: [\"a{s}_0\"],
    ),\n",
            first + 1,
            first + SCALE,
            4 + n,
            first + NUMBER
        );
        text
    })
}

/// An answer to every question.
fn rest(shape: Shape, questions: usize) -> String {
    let mut text = "Vignettes(rest: {\n".to_owned();
    if shape == Shape::Areas {
        text += "    \"menu\": [\"menu_0\"],\n";
        let sections = questions / SECTION;
        for n in 0..sections.div_ceil(MENU) {
            let _ = writeln!(text, "    \"menu{n}\": [\"area_{}\"],", n * MENU);
        }
    }
    for q in 0..questions {
        let _ = match q % SECTION {
            SCALE | NUMBER => writeln!(text, "    \"q{q}\": 1,"),
            _ => writeln!(text, "    \"q{q}\": [\"q{q}_0\"],"),
        };
    }
    text + "}, vignettes: [])\n"
}

fn place(s: usize) -> String {
    let part = pick(&PARTS, s);
    format!(
        "Place(id: \"p{s}\", name: \"The land of the {part}\", emergency_number: \"{}\", advice_line: \"the {part} line\", doctor: \"nurse\")\n",
        100 + s
    )
}

fn questionnaire(shape: Shape, sections: usize) -> String {
    let menu = (shape == Shape::Areas).then(|| "\"menu\"".to_owned());
    let flow: Vec<String> = menu.into_iter().chain((0..sections).map(|s| format!("\"s{s}\""))).collect();
    let drop: Vec<String> = (0..sections).map(|s| format!("\"q{}\"", s * SECTION + 20)).collect();
    let fallback: Vec<String> =
        (0..sections).map(|s| format!("(when: Group(\"G{s}_0\"), cause: \"c{s}_0\")")).collect();
    let levels: Vec<String> = LEVELS
        .into_iter()
        .map(|level| {
            let text = "act: [\"Ask your {doctor} what to do.\"], sooner: \"Call {emergency_number} if you feel faint.\"";
            format!("(level: {level}, name: \"What to do\", home: ({text}), waiting_room: ({text}))")
        })
        .collect();
    // A menu of two, and a section.
    let most = if shape == Shape::Areas { 2 + SECTION } else { 20 };
    format!(
        "Questionnaire(
    schema: 1,
    id: \"made-up\",
    version: \"0.0.1\",
    status: \"made up, not for use\",
    flow: [{}],
    cap: (most: {most}, drop: [{}]),
    about: [\"This is made up and asks nothing real.\"],
    not_a_diagnosis: \"This is made up and says nothing of you.\",
    closing: \"You can always ask for help.\",
    levels: [{}],
    fallback: [{}],
    generic: (
        emergency_number: \"the emergency number\",
        emergency_place: \"the emergency department\",
        advice_line: \"the advice line\",
        doctor: \"doctor\",
        maternity_unit: \"the maternity unit\",
        mental_health_line: \"a support line\",
        poison_line: \"the poisons line\",
    ),
)\n",
        flow.join(", "),
        drop.join(", "),
        levels.join(", "),
        fallback.join(", ")
    )
}

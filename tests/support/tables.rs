//! The clinical tables, read in a way that shares nothing with the content or the engine.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Flags, floors, escalations and the groups they use.
const LOGIC: &str = include_str!("../data/formal_logic.csv");
/// Questions and options, and when they are shown.
const QUESTIONS: &str = include_str!("../data/questions.csv");

/// The cells of a table, without its heading. A cell in quotes may hold commas.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(cells).collect()
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("there is always a cell");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    assert!(!quoted, "a quote is not closed: {line}");
    cells
}

/// An expression of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    /// An option, a group or a rule.
    Name(String),
    /// It does not hold.
    Not(Box<Self>),
    /// Each one holds.
    And(Vec<Self>),
    /// At least one holds.
    Or(Vec<Self>),
}

impl Expr {
    /// Reads an expression; `not` binds closer than `and`, `and` closer than `or`.
    pub(crate) fn parse(text: &str) -> Self {
        if text == "always" {
            return Self::And(Vec::new());
        }
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let mut tokens: Vec<&str> = spaced.split_whitespace().rev().collect();
        let expr = Self::or(&mut tokens);
        assert!(tokens.is_empty(), "something is left over in `{text}`: {tokens:?}");
        expr
    }

    fn or(tokens: &mut Vec<&str>) -> Self {
        Self::list(tokens, "or", Self::and, Self::Or)
    }

    fn and(tokens: &mut Vec<&str>) -> Self {
        Self::list(tokens, "and", Self::not, Self::And)
    }

    fn list(
        tokens: &mut Vec<&str>,
        word: &str,
        part: fn(&mut Vec<&str>) -> Self,
        all: fn(Vec<Self>) -> Self,
    ) -> Self {
        let mut parts = vec![part(tokens)];
        while tokens.pop_if(|token| *token == word).is_some() {
            parts.push(part(tokens));
        }
        if parts.len() == 1 { parts.remove(0) } else { all(parts) }
    }

    fn not(tokens: &mut Vec<&str>) -> Self {
        match tokens.pop() {
            Some("not") => Self::Not(Box::new(Self::not(tokens))),
            Some("(") => {
                let inner = Self::or(tokens);
                assert_eq!(tokens.pop(), Some(")"), "a bracket is not closed");
                inner
            }
            Some(name) if !matches!(name, ")" | "and" | "or") => Self::Name(name.to_owned()),
            other => panic!("a name is missing before {other:?}"),
        }
    }

    /// Its value, `None` while that hangs on names of which nothing is known.
    pub(crate) fn value(&self, known: &dyn Fn(&str) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Name(name) => known(name),
            Self::Not(part) => part.value(known).map(|holds| !holds),
            Self::And(parts) => decided(parts, known, false),
            Self::Or(parts) => decided(parts, known, true),
        }
    }

    /// Every name in it.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::Name(name) => vec![name],
            Self::Not(part) => part.names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::names).collect(),
        }
    }
}

/// The value of a list that one part with the value `decisive` settles.
fn decided(parts: &[Expr], known: &dyn Fn(&str) -> Option<bool>, decisive: bool) -> Option<bool> {
    let mut value = Some(!decisive);
    for part in parts {
        match part.value(known) {
            Some(holds) if holds == decisive => return Some(decisive),
            None => value = None,
            Some(_) => {}
        }
    }
    value
}

/// A flag, a floor or an escalation.
pub(crate) struct RuleRow {
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) level: String,
    pub(crate) is: Expr,
}

/// A question.
pub(crate) struct QuestionRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) shown: Expr,
    pub(crate) danger: bool,
    /// `home`, `waiting`
    pub(crate) settings: Vec<String>,
    pub(crate) options: Vec<OptionRow>,
}

/// What can be ticked, skipped or derived at a question.
pub(crate) struct OptionRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) shown: Expr,
}

/// All tables.
pub(crate) struct Tables {
    /// Groups in their order.
    pub(crate) groups: Vec<(String, Expr)>,
    /// Rules in the order of evaluation.
    pub(crate) rules: Vec<RuleRow>,
    /// Questions in the order of asking.
    pub(crate) questions: Vec<QuestionRow>,
    group_named: HashMap<String, usize>,
    /// Which question an id belongs to; `none` belongs to many and is not in it.
    asked_at: HashMap<String, usize>,
}

impl Tables {
    pub(crate) fn read() -> Self {
        let mut tables = Self {
            groups: Vec::new(),
            rules: Vec::new(),
            questions: Vec::new(),
            group_named: HashMap::new(),
            asked_at: HashMap::new(),
        };
        for row in rows(LOGIC) {
            let [kind, id, level, is] = row.try_into().expect("a rule has four cells");
            let is = Expr::parse(&is);
            if kind == "group" {
                tables.group_named.insert(id.clone(), tables.groups.len());
                tables.groups.push((id, is));
            } else {
                tables.rules.push(RuleRow { kind, id, level, is });
            }
        }
        for row in rows(QUESTIONS) {
            tables.add_question_row(row.try_into().expect("a question has seven cells"));
        }
        tables
    }

    fn add_question_row(&mut self, row: [String; 7]) {
        let [question, option, kind, _text, shown, danger, settings] = row;
        let shown = Expr::parse(&shown);
        let danger = match danger.as_str() {
            "yes" => true,
            "no" => false,
            other => panic!("`{other}` is no answer to whether this is a danger screen"),
        };
        let settings: Vec<String> = settings.split("; ").map(str::to_owned).collect();
        if option.is_empty() {
            self.questions.push(QuestionRow {
                id: question,
                kind,
                shown,
                danger,
                settings,
                options: Vec::new(),
            });
            return;
        }
        let n = self.questions.len() - 1;
        let asked = &mut self.questions[n];
        assert_eq!((&asked.id, asked.danger, &asked.settings), (&question, danger, &settings), "{option}");
        if option != "none" {
            let other = self.asked_at.insert(option.clone(), n);
            assert_eq!(other, None, "`{option}` stands twice");
        }
        asked.options.push(OptionRow { id: option, kind, shown });
    }

    /// What an expression comes to; groups are looked up, everything else is asked of `known`.
    pub(crate) fn value(&self, expr: &Expr, known: &dyn Fn(&str) -> Option<bool>) -> Option<bool> {
        expr.value(&|name| match self.group_named.get(name) {
            Some(n) => self.value(&self.groups[*n].1, known),
            None => known(name),
        })
    }

    /// Whether an expression holds when exactly these ids are ticked.
    pub(crate) fn holds(&self, expr: &Expr, ticked: &BTreeSet<String>) -> bool {
        self.value(expr, &|name| Some(ticked.contains(name))).expect("everything is known")
    }

    /// Whether an id is an option, a skip or derived.
    pub(crate) fn question_of(&self, id: &str) -> Option<usize> {
        self.asked_at.get(id).copied()
    }

    /// Every name in an expression that is not a group.
    pub(crate) fn leaves<'t>(&'t self, expr: &'t Expr) -> BTreeSet<&'t str> {
        let mut leaves = BTreeSet::new();
        for name in expr.names() {
            match self.group_named.get(name) {
                Some(n) => leaves.extend(self.leaves(&self.groups[*n].1)),
                None => {
                    leaves.insert(name);
                }
            }
        }
        leaves
    }

    /// Whether an expression may hold, once questions from the nth on are answered too.
    pub(crate) fn may_hold(&self, expr: &Expr, ticked: &BTreeSet<String>, n: usize) -> bool {
        let known = |name: &str| {
            let answered = self.question_of(name).is_none_or(|question| question < n);
            answered.then(|| ticked.contains(name))
        };
        self.value(expr, &known) != Some(false)
    }

    /// The rules that fire when exactly these ids are ticked, with their levels, in order.
    pub(crate) fn fired(&self, ticked: &BTreeSet<String>) -> Vec<(&str, &str)> {
        let mut known = ticked.clone();
        let mut fired = Vec::new();
        for rule in &self.rules {
            if self.holds(&rule.is, &known) {
                known.insert(rule.id.clone());
                fired.push((rule.id.as_str(), rule.level.as_str()));
            }
        }
        fired
    }

    /// Sets names so that the expression gets the value wanted, as far as a name that stands in it
    /// twice lets it. Of the parts that could each settle it, often just one does.
    pub(crate) fn force<'t>(
        &'t self,
        expr: &'t Expr,
        wanted: bool,
        dice: &mut Dice,
        names: &mut BTreeMap<&'t str, bool>,
    ) {
        match expr {
            Expr::Name(name) => match self.group_named.get(name.as_str()) {
                Some(n) => self.force(&self.groups[*n].1, wanted, dice, names),
                None => {
                    names.insert(name, wanted);
                }
            },
            Expr::Not(part) => self.force(part, !wanted, dice, names),
            Expr::And(parts) | Expr::Or(parts) => {
                let one_settles = matches!(expr, Expr::Or(_)) == wanted;
                let lone = dice.below(parts.len());
                let strict = dice.below(3) > 0;
                for (_, part) in parts.iter().enumerate().filter(|(n, _)| *n != lone) {
                    let alone = one_settles && (strict || dice.below(2) == 0);
                    self.force(part, wanted != alone, dice, names);
                }
                // Last, so that no other part undoes it.
                if let Some(part) = parts.get(lone) {
                    self.force(part, wanted, dice, names);
                }
            }
        }
    }
}

/// Numbers that look random and are the same on every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % n.max(1)
    }
}

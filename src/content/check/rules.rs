//! Groups, red flags, floors and escalations.

use super::super::{
    condition::Condition,
    model::{Group, Rule, RuleKind},
    raw,
};
use super::{Checker, conditions::Scope};

/// Most statements that a group may come to; whoever evaluates it walks through all of them.
const MOST_STATEMENTS: usize = 1_000;

impl Checker<'_> {
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let content = self.content;
        let Some(file) = &content.red_flags else { return Vec::new() };
        self.enter(&file.name);
        let mut groups = Vec::with_capacity(file.value.groups.len());
        let mut sizes = Vec::with_capacity(file.value.groups.len());
        for (n, raw) in file.value.groups.iter().enumerate() {
            self.owner.clone_from(&raw.id.at);
            let scope = Scope { rules: None, groups: n, ..Scope::ALL };
            let is = self.condition(&raw.is, scope, &groups);
            self.says_something(&raw.id, &raw.is);
            let size = size_of(&is, &sizes);
            let fits = size <= MOST_STATEMENTS;
            if !fits {
                let message =
                    format!("`{}` comes to more than {MOST_STATEMENTS} statements", raw.id.as_str());
                self.problem(&raw.id, "group-too-large", message);
            }
            sizes.push(if fits { size } else { 1 });
            let is = if fits { is } else { self.open() };
            groups.push(Group { id: raw.id.text.clone(), is });
        }
        groups
    }

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let content = self.content;
        let Some(file) = &content.red_flags else { return Vec::new() };
        self.enter(&file.name);
        let raw = &file.value;
        let kinds = [
            (RuleKind::Flag, &raw.flags),
            (RuleKind::Floor, &raw.floors),
            (RuleKind::Escalation, &raw.escalations),
        ];
        let mut rules = Vec::new();
        for (kind, list) in kinds {
            for flag in list {
                let rule = self.rule(kind, flag, rules.len());
                rules.push(rule);
            }
        }
        rules
    }

    fn rule(&mut self, kind: RuleKind, raw: &raw::Flag, n: usize) -> Rule {
        self.owner.clone_from(&raw.id.at);
        let is = self.condition(&raw.is, Scope { rules: Some(n), ..Scope::ALL }, &[]);
        self.says_something(&raw.id, &raw.is);
        Rule {
            id: raw.id.text.clone(),
            kind,
            level: raw.level.into(),
            is,
            reason: self.text(&raw.reason),
            sign: self.some_text(raw.sign.as_ref()),
            home: self.some_text(raw.home.as_ref()),
            tell_staff: self.some_text(raw.tell_staff.as_ref()),
            suspected: self.some_text(raw.suspected.as_ref()),
            evidence: raw.evidence,
            sources: self.source_list(&raw.id, &raw.sources),
            seeds: self.seed_list(&raw.seeds),
        }
    }

    /// A condition that names nothing always fires or never does.
    fn says_something(&mut self, id: &super::Word, is: &raw::Condition) {
        if !names_anything(is) {
            let message = format!("`{}` names no answer, so it never depends on one", id.as_str());
            self.problem(id, "names-nothing", message);
        }
    }

    /// A condition of a cause, of advice or of a guard.
    pub(super) fn any_condition(&mut self, raw: &raw::Condition, scope: Scope) -> Condition {
        self.condition(raw, scope, &[])
    }
}

/// How many statements a condition comes to when the groups in it are written out.
fn size_of(condition: &Condition, groups: &[usize]) -> usize {
    match condition {
        Condition::Atom(_) => 1,
        Condition::Group(ix) => groups.get(ix.get()).copied().unwrap_or(1),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().map(|part| size_of(part, groups)).sum(),
        Condition::Not(part) => size_of(part, groups),
    }
}

fn names_anything(condition: &raw::Condition) -> bool {
    match condition {
        raw::Condition::All(parts) | raw::Condition::Any(parts) => {
            !parts.is_empty() && parts.iter().all(names_anything)
        }
        raw::Condition::Not(part) => names_anything(part),
        _ => true,
    }
}

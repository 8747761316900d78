//! Sections and questions.

use super::super::{
    condition::Condition,
    model::{
        AnswerKind, AnswerOption, Group, OptionIx, OptionSet, Question, QuestionIx, Section, Skip, Slip,
    },
    raw,
    region::{Hours, Region},
    word::Word,
};
use super::{Checker, conditions::Scope, reachable};

/// Questions gathered so far.
#[derive(Default)]
struct Flow {
    sections: Vec<Section>,
    questions: Vec<Question>,
}

impl<'a> Checker<'a> {
    pub(super) fn flow(&mut self, groups: &[Group]) -> (Vec<Section>, Vec<Question>) {
        let content = self.content;
        self.flow_list();
        let mut files: Vec<_> = content.flow.iter().collect();
        files.sort_by_key(|file| self.names.sections.get(file.value.id.as_str()).copied());
        let mut flow = Flow::default();
        for file in files {
            self.enter(&file.name);
            self.owner.clone_from(&file.value.id.at);
            let title = self.bare_text(&file.value.title);
            flow.sections.push(Section { id: file.value.id.text.clone(), title });
            if file.value.steps.is_empty() {
                let message = format!("the section `{}` asks nothing", file.value.id.as_str());
                self.problem(&file.value.id, "empty", message);
            }
            self.steps(&file.value.steps, &mut Vec::new(), &mut flow, groups);
        }
        self.drop_list(&mut flow.questions);
        (flow.sections, flow.questions)
    }

    /// The list of sections in `questionnaire.ron` against the files in `flow/`.
    fn flow_list(&mut self) {
        let content = self.content;
        let Some(file) = &content.questionnaire else { return };
        self.enter(&file.name);
        for (n, id) in file.value.flow.iter().enumerate() {
            self.section_named(id);
            if file.value.flow[..n].iter().any(|other| other.as_str() == id.as_str()) {
                self.problem(id, "duplicate-id", format!("the section `{}` is walked twice", id.as_str()));
            }
        }
        for section in &content.flow {
            let id = &section.value.id;
            if !file.value.flow.iter().any(|wanted| wanted.as_str() == id.as_str()) {
                self.enter(&section.name);
                let message = format!("the section `{}` is never walked", id.as_str());
                let help = "name it in the `flow` list of questionnaire.ron".to_owned();
                self.problem_at(id.at.as_ref(), "not-in-flow", message, Some(help));
            }
        }
    }

    fn steps(
        &mut self,
        steps: &'a [raw::Step],
        when: &mut Vec<Condition>,
        flow: &mut Flow,
        groups: &[Group],
    ) {
        for step in steps {
            match step {
                raw::Step::Ask(question) => {
                    let due = match when.as_slice() {
                        [only] => only.clone(),
                        all => Condition::All(all.to_vec()),
                    };
                    let question = self.question(question, due, flow, groups);
                    flow.questions.push(question);
                }
                raw::Step::When { is, steps } => {
                    let next = QuestionIx::new(flow.questions.len());
                    if let Some(first) = first_question(steps) {
                        let scope = Scope { before: Some(next), rules: None, ..Scope::ALL };
                        when.push(self.condition(is, scope, groups));
                        self.steps(steps, when, flow, groups);
                        when.pop();
                        let question = flow.questions.get(next.get());
                        let never = |when| reachable::never(&[when], &flow.questions, groups);
                        if self.searches && question.is_some_and(|question| never(&question.when)) {
                            let message = format!(
                                "`{}` can never be asked: its condition cannot hold",
                                first.id.as_str()
                            );
                            self.problem(&first.id, "never-shown", message);
                        }
                    } else {
                        self.problem_at(None, "empty", "a `When` without a question".to_owned(), None);
                    }
                }
            }
        }
    }

    fn question(
        &mut self,
        raw: &'a raw::Question,
        when: Condition,
        flow: &Flow,
        groups: &[Group],
    ) -> Question {
        self.owner.clone_from(&raw.id.at);
        let ix = QuestionIx::new(flow.questions.len());
        let answer = self.answer_kind(raw, ix, groups);
        for option in options_of(&answer) {
            let conditions = [&when, &option.when];
            if self.searches
                && option.when != Condition::ALWAYS
                && reachable::never(&conditions, &flow.questions, groups)
            {
                let message =
                    format!("the option `{}` can never be shown: its condition cannot hold", option.id);
                let at = raw_option(raw, &option.id).and_then(|option| option.id.at.clone());
                self.problem_at(at.as_ref(), "never-shown", message, None);
            }
        }
        Question {
            id: raw.id.text.clone(),
            section: flow.sections.len().saturating_sub(1),
            prompt: self.bare_text(&raw.prompt),
            help: self.some_bare_text(raw.help.as_ref()),
            help_waiting_room: self.some_bare_text(raw.help_waiting_room.as_ref()),
            why: self.bare_text(&raw.why),
            danger: raw.danger,
            watch: raw.watch,
            skip: match &raw.skip {
                raw::Skip::Freely => Skip::Freely,
                raw::Skip::Never => Skip::Never,
                raw::Skip::As(id) => Skip::As(id.text.clone()),
            },
            slip: raw.slip.as_ref().map(|slip| self.slip(slip, raw.danger)),
            when,
            answer,
            drop_rank: None,
            seeds: self.seed_list(&raw.seeds),
        }
    }

    fn slip(&mut self, raw: &raw::Slip, danger: bool) -> Slip {
        let (label, everywhere) = match raw {
            raw::Slip::Everywhere(label) => (label, true),
            raw::Slip::AtHome(label) => (label, false),
        };
        if danger && everywhere {
            let message = "others could read the answers of a danger screen on this slip".to_owned();
            self.problem(label, "danger-on-slip", message);
        }
        Slip { label: self.bare_text(label), everywhere }
    }

    fn answer_kind(&mut self, raw: &'a raw::Question, ix: QuestionIx, groups: &[Group]) -> AnswerKind {
        match &raw.answer {
            raw::AnswerKind::One { options } => {
                let all: OptionSet = (0..options.len()).map(OptionIx::new).collect();
                let mut options = self.options(raw, options, ix, groups);
                for (n, option) in options.iter_mut().enumerate() {
                    option.conflicts = all.without(OptionSet::only(OptionIx::new(n)));
                }
                AnswerKind::One(options)
            }
            raw::AnswerKind::Many { options, exclusive, beside, alternatives } => {
                let mut checked = self.options(raw, options, ix, groups);
                self.conflicts(&mut checked, exclusive, beside, alternatives);
                AnswerKind::Many(checked)
            }
            raw::AnswerKind::Scale { from, to, low, high } => {
                self.range(raw, *from, *to);
                AnswerKind::Scale {
                    from: *from,
                    to: *to,
                    low: self.bare_text(low),
                    high: self.bare_text(high),
                }
            }
            raw::AnswerKind::Number { from, to, unit } => {
                self.range(raw, *from, *to);
                AnswerKind::Number { from: *from, to: *to, unit: self.bare_text(unit) }
            }
        }
    }

    fn range(&mut self, raw: &raw::Question, from: u16, to: u16) {
        if from >= to {
            let message = format!("`{}` goes from {from} to {to}", raw.id.as_str());
            self.problem(&raw.id, "range", message);
        }
    }

    fn options(
        &mut self,
        question: &'a raw::Question,
        raw: &'a [raw::AnswerOption],
        ix: QuestionIx,
        groups: &[Group],
    ) -> Vec<AnswerOption> {
        if raw.is_empty() {
            let message = format!("the question `{}` has no option", question.id.as_str());
            self.problem(&question.id, "empty", message);
        }
        if raw.len() > OptionSet::MOST {
            let message = format!("`{}` has more than {} options", question.id.as_str(), OptionSet::MOST);
            self.problem(&question.id, "too-many-options", message);
        }
        let scope = Scope { before: Some(ix), rules: None, ..Scope::ALL };
        self.drawn(raw);
        raw.iter()
            .map(|option| AnswerOption {
                id: option.id.text.clone(),
                text: self.bare_text(&option.text),
                hint: self.some_bare_text(option.hint.as_ref()),
                when: option.when.as_ref().map_or(Condition::ALWAYS, |c| self.condition(c, scope, groups)),
                watch: question.watch != raw::Watch::No && option.watch,
                conflicts: OptionSet::EMPTY,
                exclusive: false,
                regions: option.regions.clone(),
                hours: option.hours.iter().map(|(from, to)| Hours { from: *from, to: *to }).collect(),
            })
            .collect()
    }

    /// What options point at on a drawing: each place once, and hours that a day has.
    fn drawn(&mut self, options: &[raw::AnswerOption]) {
        let mut seen: Vec<(Region, &str)> = Vec::new();
        for option in options {
            for region in &option.regions {
                if let Some((_, other)) = seen.iter().find(|(known, _)| known == region) {
                    let message = format!("`{region:?}` is pointed at by `{other}` already");
                    self.problem(&option.id, "region", message);
                }
                seen.push((*region, option.id.as_str()));
            }
            for (from, to) in &option.hours {
                if !(0..24).contains(from) || !(1..=24).contains(to) || from == to {
                    let message = format!("({from}, {to}) are no hours of a day");
                    let help = "write the first hour, 0 to 23, and the hour at which it ends, 1 to 24";
                    self.problem_at(option.id.at.as_ref(), "hours", message, Some(help.to_owned()));
                }
            }
        }
    }

    /// Works out which options cannot be ticked together.
    fn conflicts(
        &mut self,
        options: &mut [AnswerOption],
        exclusive: &[Word],
        beside: &[(Word, Word)],
        alternatives: &[Vec<Word>],
    ) {
        let mut pairs = Vec::new();
        for word in exclusive {
            let Some(one) = self.own_option(options, word) else { continue };
            options[one].exclusive = true;
            for other in (0..options.len()).filter(|other| *other != one) {
                let allowed = beside.iter().any(|(x, other_id)| {
                    x.as_str() == word.as_str() && other_id.as_str() == options[other].id
                });
                if !allowed {
                    pairs.push((one, other));
                }
            }
        }
        for (one, other) in beside {
            self.own_option(options, other);
            if !exclusive.iter().any(|word| word.as_str() == one.as_str()) {
                let message =
                    format!("`{}` is not exclusive, so nothing needs to be allowed beside it", one.as_str());
                self.problem(one, "beside", message);
            }
        }
        for set in alternatives {
            let set: Vec<usize> = set.iter().filter_map(|word| self.own_option(options, word)).collect();
            for one in &set {
                pairs.extend(set.iter().filter(|other| *other != one).map(|other| (*one, *other)));
            }
        }
        for (one, other) in pairs {
            options[one].conflicts = options[one].conflicts.with(OptionIx::new(other));
            options[other].conflicts = options[other].conflicts.with(OptionIx::new(one));
        }
    }

    fn own_option(&mut self, options: &[AnswerOption], word: &Word) -> Option<usize> {
        let found = options.iter().position(|option| option.id == word.as_str());
        if found.is_none() {
            let known = options.iter().map(|option| option.id.as_str());
            self.unknown("option of this question", word, known);
        }
        found
    }

    /// The questions that the cap may leave out.
    fn drop_list(&mut self, questions: &mut [Question]) {
        let content = self.content;
        let Some(file) = &content.questionnaire else { return };
        self.enter(&file.name);
        let cap = &file.value.cap;
        if cap.most == 0 {
            self.problem(&file.value.id, "cap", "the cap allows no question".to_owned());
        }
        for (rank, id) in cap.drop.iter().enumerate() {
            let Some(ix) = self.question_named(id) else { continue };
            let Some(question) = questions.get_mut(ix.get()) else { continue };
            question.drop_rank = Some(rank);
            if question.danger {
                let message = format!("the danger screen `{}` may not be left out", id.as_str());
                self.problem(id, "danger-dropped", message);
            }
        }
    }
}

fn options_of(answer: &AnswerKind) -> &[AnswerOption] {
    match answer {
        AnswerKind::One(options) | AnswerKind::Many(options) => options,
        AnswerKind::Scale { .. } | AnswerKind::Number { .. } => &[],
    }
}

fn raw_option<'q>(question: &'q raw::Question, id: &str) -> Option<&'q raw::AnswerOption> {
    match &question.answer {
        raw::AnswerKind::One { options } | raw::AnswerKind::Many { options, .. } => {
            options.iter().find(|option| option.id.as_str() == id)
        }
        _ => None,
    }
}

fn first_question(steps: &[raw::Step]) -> Option<&raw::Question> {
    steps.iter().find_map(|step| match step {
        raw::Step::Ask(question) => Some(&**question),
        raw::Step::When { steps, .. } => first_question(steps),
    })
}

//! Decision diagrams whose making is metered.
//!
//! A diagram can have more nodes than any memory holds, and a search can go on for longer than anybody waits;
//! which contents lead there cannot be told beforehand. So everything that makes a diagram pays for it. Once
//! a meter has run out nothing more is made: every diagram is empty, which ends each search at its next step, and
//! what it comes to then must not be believed ([`Meter::rest`]).

use std::{cell::Cell, ops::Deref, rc::Rc};

use biodivine_lib_bdd::{self as bdd, BddVariable, op_function};

/// A truth about some answers: is it so, is it not, or does that depend?
type Truth = Option<bool>;

/// What it costs to make even the smallest diagram: as long as about so many nodes of a large one.
const SMALLEST: usize = 20;

/// What may be made at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    /// Steps; one makes or reads about one node.
    pub(super) steps: u64,
    /// Nodes of a single diagram.
    pub(super) nodes: usize,
}

impl Allowance {
    /// As much as anybody wants.
    pub(super) const ENDLESS: Self = Self { steps: u64::MAX, nodes: usize::MAX };
}

/// How much may still be made.
#[derive(Debug)]
pub(super) struct Meter {
    steps: Cell<u64>,
    nodes: usize,
    /// What is made once nothing is left.
    nothing: bdd::Bdd,
}

impl Meter {
    /// What is left; nothing if there was too little for all that was wanted.
    pub(super) fn rest(&self) -> Option<Allowance> {
        let steps = self.steps.get();
        (steps > 0).then_some(Allowance { steps, nodes: self.nodes })
    }

    /// Pays for so many steps.
    pub(super) fn pay(&self, steps: usize) {
        self.steps.set(self.steps.get().saturating_sub(steps as u64));
    }

    fn stop(&self) {
        self.steps.set(0);
    }

    /// The most nodes that the next diagram may have.
    fn nodes(&self) -> usize {
        self.nodes.min(usize::try_from(self.steps.get()).unwrap_or(usize::MAX))
    }
}

/// The variables of diagrams, with the meter that these run on.
#[derive(Debug, Clone)]
pub(super) struct Diagrams {
    set: bdd::BddVariableSet,
    meter: Rc<Meter>,
}

impl Diagrams {
    pub(super) fn new(n_vars: u16, allowance: Allowance) -> Self {
        let set = bdd::BddVariableSet::new_anonymous(n_vars);
        let Allowance { steps, nodes } = allowance;
        let meter = Rc::new(Meter { steps: Cell::new(steps), nodes, nothing: set.mk_false() });
        Self { set, meter }
    }

    pub(super) fn meter(&self) -> &Meter {
        &self.meter
    }

    pub(super) fn num_vars(&self) -> u16 {
        self.set.num_vars()
    }

    pub(super) fn variables(&self) -> Vec<BddVariable> {
        self.set.variables()
    }

    pub(super) fn mk_true(&self) -> Bdd {
        self.made(self.set.mk_true())
    }

    pub(super) fn mk_false(&self) -> Bdd {
        self.made(self.set.mk_false())
    }

    pub(super) fn mk_var(&self, var: BddVariable) -> Bdd {
        self.mk_literal(var, true)
    }

    pub(super) fn mk_not_var(&self, var: BddVariable) -> Bdd {
        self.mk_literal(var, false)
    }

    pub(super) fn mk_literal(&self, var: BddVariable, value: bool) -> Bdd {
        self.made(self.set.mk_literal(var, value))
    }

    fn made(&self, made: bdd::Bdd) -> Bdd {
        Bdd { made, meter: Rc::clone(&self.meter) }
    }
}

/// A reduced and ordered binary decision diagram. What only reads it is that of the library; what makes another
/// one is here.
#[derive(Debug, Clone)]
pub(super) struct Bdd {
    made: bdd::Bdd,
    meter: Rc<Meter>,
}

impl PartialEq for Bdd {
    fn eq(&self, other: &Self) -> bool {
        self.made == other.made
    }
}

impl Deref for Bdd {
    type Target = bdd::Bdd;

    fn deref(&self) -> &bdd::Bdd {
        &self.made
    }
}

impl Bdd {
    pub(super) fn and(&self, other: &Self) -> Self {
        self.with(other, bdd::Bdd::and, op_function::and)
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        self.with(other, bdd::Bdd::or, op_function::or)
    }

    pub(super) fn and_not(&self, other: &Self) -> Self {
        self.with(other, bdd::Bdd::and_not, op_function::and_not)
    }

    pub(super) fn xor(&self, other: &Self) -> Self {
        self.with(other, bdd::Bdd::xor, op_function::xor)
    }

    pub(super) fn not(&self) -> Self {
        self.remade(bdd::Bdd::not)
    }

    /// This where it is so, and the other where it is not.
    pub(super) fn if_then_else(&self, this: &Self, other: &Self) -> Self {
        self.and(this).or(&other.and_not(self))
    }

    /// Only where the variables have these values.
    pub(super) fn select(&self, values: &[(BddVariable, bool)]) -> Self {
        self.remade(|made| made.select(values))
    }

    /// As it is once the variables have these values.
    pub(super) fn restrict(&self, values: &[(BddVariable, bool)]) -> Self {
        self.remade(|made| made.restrict(values))
    }

    /// As it is with `function`, which may read the variable as well, in place of a variable. The library's own
    /// comes to something else where that function reads a later variable which is not read here.
    pub(super) fn substitute(&self, var: BddVariable, function: &Self) -> Self {
        function.if_then_else(&self.restrict(&[(var, true)]), &self.restrict(&[(var, false)]))
    }

    /// Two diagrams as one of at most so many nodes; none if it would have more.
    pub(super) fn within(
        &self,
        most_nodes: usize,
        other: &Self,
        operation: impl Fn(Truth, Truth) -> Truth,
    ) -> Option<Self> {
        let limit = most_nodes.min(self.meter.nodes());
        let made = bdd::Bdd::binary_op_with_limit(limit, &self.made, &other.made, operation)?;
        Some(self.paid(other, made))
    }

    /// Whether what is made of two diagrams cannot become too large: it has at most as many nodes as there are
    /// pairs of theirs.
    fn stays_small(&self, other: &Self) -> bool {
        self.size().saturating_mul(other.size()) < self.meter.nodes()
    }

    /// Two diagrams as one; by `plain`, which is quicker, where that stays small.
    fn with(
        &self,
        other: &Self,
        plain: impl Fn(&bdd::Bdd, &bdd::Bdd) -> bdd::Bdd,
        operation: impl Fn(Truth, Truth) -> Truth,
    ) -> Self {
        if self.stays_small(other) {
            return self.paid(other, plain(&self.made, &other.made));
        }
        self.within(usize::MAX, other, operation).unwrap_or_else(|| {
            self.meter.stop();
            self.nothing()
        })
    }

    fn paid(&self, other: &Self, made: bdd::Bdd) -> Self {
        self.meter.pay(SMALLEST + self.size() + other.size() + made.size());
        Self { made, meter: Rc::clone(&self.meter) }
    }

    fn remade(&self, remake: impl FnOnce(&bdd::Bdd) -> bdd::Bdd) -> Self {
        if self.meter.rest().is_none() {
            return self.nothing();
        }
        let made = remake(&self.made);
        self.meter.pay(SMALLEST + self.size() + made.size());
        Self { made, meter: Rc::clone(&self.meter) }
    }

    fn nothing(&self) -> Self {
        Self { made: self.meter.nothing.clone(), meter: Rc::clone(&self.meter) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Bdd, Diagrams, SMALLEST};

    const AMPLE: Allowance = Allowance { steps: 1_000_000, nodes: 1_000 };

    fn diagrams(allowance: Allowance) -> (Diagrams, [Bdd; 3]) {
        let set = Diagrams::new(3, allowance);
        let vars = set.variables();
        let each = [0, 1, 2].map(|n| set.mk_var(vars[n]));
        (set, each)
    }

    /// For each way to answer three questions whether it is so, the first question changing slowest.
    fn table(set: &Diagrams, of: &Bdd) -> String {
        let vars = set.variables();
        let row = |row: usize| {
            let values: Vec<_> = (0..3).map(|n| (vars[n], row >> (2 - n) & 1 == 1)).collect();
            if of.select(&values).is_false() { '.' } else { 'x' }
        };
        (0..8).map(row).collect()
    }

    #[test]
    fn every_operation_is_what_its_name_says() {
        let (set, [a, b, c]) = diagrams(AMPLE);
        let vars = set.variables();
        for (made, expected) in [
            (set.mk_true(), "xxxxxxxx"),
            (set.mk_false(), "........"),
            (a.clone(), "....xxxx"),
            (set.mk_not_var(vars[1]), "xx..xx.."),
            (set.mk_literal(vars[2], false), "x.x.x.x."),
            (a.and(&b), "......xx"),
            (a.or(&b), "..xxxxxx"),
            (a.and_not(&b), "....xx.."),
            (a.xor(&b), "..xxxx.."),
            (a.not(), "xxxx...."),
            (a.if_then_else(&b, &c), ".x.x..xx"),
            (a.or(&b).select(&[(vars[0], false)]), "..xx...."),
            (a.or(&b).restrict(&[(vars[0], false)]), "..xx..xx"),
            (a.and(&b).substitute(vars[1], &c), ".....x.x"),
            (a.xor(&b).substitute(vars[0], &a.and(&c)), "..xx.xx."),
        ] {
            assert_eq!(table(&set, &made), expected);
        }
    }

    #[test]
    fn nothing_is_made_on_an_empty_meter_and_it_stays_empty() {
        let (set, [a, b, c]) = diagrams(Allowance { steps: 50, ..AMPLE });
        let vars = set.variables();
        let both = a.and(&b);
        assert!(!both.is_false());
        assert!(set.meter().rest().is_some_and(|rest| rest.steps < 50 && rest.nodes == AMPLE.nodes));
        set.meter().pay(50);
        assert!(set.meter().rest().is_none());
        for made in [
            a.and(&b),
            a.or(&c),
            a.and_not(&b),
            a.xor(&b),
            both.not(),
            a.if_then_else(&b, &c),
            both.select(&[(vars[0], true)]),
            both.restrict(&[(vars[0], true)]),
            both.substitute(vars[1], &c),
        ] {
            assert!(made.is_false());
        }
        assert!(set.meter().rest().is_none());
    }

    /// All operations cost something, or a search might never end.
    #[test]
    fn every_operation_is_paid_for() {
        let (set, [a, b, c]) = diagrams(AMPLE);
        let vars = set.variables();
        let (one, other) = (a.and(&b), b.or(&c));
        let left = || set.meter().rest().map_or(0, |rest| rest.steps);
        let operations: [(&dyn Fn() -> Bdd, usize); 5] = [
            (&|| one.and(&other), 2),
            (&|| one.not(), 1),
            (&|| one.select(&[(vars[0], true)]), 1),
            (&|| one.restrict(&[(vars[0], true)]), 1),
            (&|| one.within(100, &other, super::op_function::or).unwrap_or_else(|| set.mk_false()), 2),
        ];
        for (operation, reads) in operations {
            let before = left();
            let made = operation();
            let read = if reads == 2 { one.size() + other.size() } else { one.size() };
            assert_eq!(before - left(), (SMALLEST + read + made.size()) as u64);
        }
    }

    #[test]
    fn a_diagram_that_would_be_too_large_ends_all() {
        let (_, [a, b, c]) = diagrams(AMPLE);
        let parity = a.xor(&b).xor(&c);
        assert!(a.xor(&b).within(parity.size() - 1, &c, super::op_function::xor).is_none());
        let same = a.xor(&b).within(parity.size(), &c, super::op_function::xor);
        assert!(same.is_some_and(|same| same == parity));

        let (set, [a, b, c]) = diagrams(Allowance { nodes: parity.size() - 1, ..AMPLE });
        assert!(a.xor(&b).xor(&c).is_false());
        assert!(set.meter().rest().is_none(), "what came of it is not to be believed");

        let (set, [a, b, c]) = diagrams(Allowance { nodes: parity.size(), ..AMPLE });
        assert_eq!(a.xor(&b).xor(&c).size(), parity.size());
        assert!(set.meter().rest().is_some());
    }
}

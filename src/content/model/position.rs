//! Positions in place of ids, and sets of options.

macro_rules! position {
    ($(#[$doc:meta])* $name:ident, $inner:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($inner);

        impl $name {
            /// The position as an index.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0 as usize
            }

            pub(in super::super) fn new(position: usize) -> Self {
                Self(<$inner>::try_from(position).unwrap_or(<$inner>::MAX))
            }
        }
    };
}

position!(
    /// Position of a question, in the order in which they can be asked.
    QuestionIx, u16
);
position!(
    /// Position of an option within its question.
    OptionIx, u8
);
position!(
    /// Position of a group.
    GroupIx, u16
);
position!(
    /// Position of a rule: flags, then floors, then escalations.
    RuleIx, u16
);
position!(
    /// Position of a cause; settles ties.
    CauseIx, u16
);
position!(
    /// Position of a piece of advice.
    AdviceIx, u16
);
position!(
    /// Position of a source.
    SourceIx, u16
);
position!(
    /// Position of a fact of the source documents.
    FactIx, u16
);
position!(
    /// Position of a topic that advice can touch.
    TopicIx, u8
);

/// A set of options of one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The most options a question can have.
    pub const MOST: usize = 64;

    /// The set without options.
    pub const EMPTY: Self = Self(0);

    /// The set of one option.
    #[must_use]
    pub const fn only(option: OptionIx) -> Self {
        if option.get() < Self::MOST { Self(1 << option.get()) } else { Self::EMPTY }
    }

    /// Whether an option is in it.
    #[must_use]
    pub const fn contains(self, option: OptionIx) -> bool {
        option.get() < Self::MOST && self.0 >> option.get() & 1 == 1
    }

    /// The set with an option in it.
    #[must_use]
    pub const fn with(self, option: OptionIx) -> Self {
        Self(self.0 | Self::only(option).0)
    }

    /// The options in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The options in this, but not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The options, in their order.
    pub fn iter(self) -> impl Iterator<Item = OptionIx> {
        (0..64u8).map(OptionIx).filter(move |option| self.contains(*option))
    }
}

impl FromIterator<OptionIx> for OptionSet {
    fn from_iter<T: IntoIterator<Item = OptionIx>>(options: T) -> Self {
        options.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// A set of the texts of one piece of advice: its own is the first, those in place of it follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TextSet(u64);

impl TextSet {
    /// Whether the text at a place is in it. Texts past the 64th never are.
    #[must_use]
    pub const fn contains(self, place: usize) -> bool {
        place < 64 && self.0 >> place & 1 == 1
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<usize> for TextSet {
    fn from_iter<T: IntoIterator<Item = usize>>(places: T) -> Self {
        Self(places.into_iter().filter(|place| *place < 64).fold(0, |set, place| set | 1 << place))
    }
}

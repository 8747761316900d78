//! How a table of texts is made.

/// A table of texts: a struct with a field for each, its English words, and its ids; then tables within it.
macro_rules! table {
    (
        $(#[$about:meta])* $table:ident, $prefix:literal
        { $($(#[doc = $doc:literal])* $name:ident: $english:literal,)* }
        { $($(#[doc = $part_doc:literal])* $part:ident: $part_table:ident,)* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone)]
        pub struct $table<'a> {
            $($(#[doc = $doc])* pub $name: &'a str,)*
            $($(#[doc = $part_doc])* pub $part: $part_table<'a>,)*
        }

        impl $table<'static> {
            /// In English.
            pub const ENGLISH: Self =
                Self { $($name: $english,)* $($part: $part_table::ENGLISH,)* };
        }

        impl<'a> $table<'a> {
            /// The table in which `translate` has its say: given an id and the English words, it returns the
            /// words to show.
            #[must_use]
            pub fn translated(mut translate: impl FnMut(&'static str, &'static str) -> &'a str) -> Self {
                Self {
                    $($name: translate(concat!($prefix, stringify!($name)), $english),)*
                    $($part: $part_table::translated(&mut translate),)*
                }
            }

            /// Every text with its id.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, &'a str)> {
                let own = [$((concat!($prefix, stringify!($name)), self.$name),)*];
                let parts: [Vec<(&'static str, &'a str)>; _] = [$(self.$part.all(),)*];
                own.into_iter().chain(parts.into_iter().flatten()).collect()
            }
        }
    };
}

//! A file of a content folder, before it is read.

/// A file of a content folder.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path below the folder, with `/` between its parts.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

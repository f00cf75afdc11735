//! Remembers between runs what a result was made from.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};

/// A file beside a result, holding a hash of what the result was made from.
pub struct Stamp {
    file: PathBuf,
    hash: String,
}

impl Stamp {
    pub fn new(file: PathBuf, made_from: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        made_from.hash(&mut hasher);
        Self {
            file,
            hash: format!("{:016x}", hasher.finish()),
        }
    }

    /// Whether the result was made from just this.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found == self.hash)
    }

    /// To be called once the result is complete.
    pub fn save(&self) -> Result<()> {
        fs::write(&self.file, &self.hash)
            .with_context(|| format!("writing {}", self.file.display()))
    }
}

//! The objects that Seam answers with.
//!
//! Deserializing holds an answer to what the API promises today, and drops what no model knows. An answer that an older server has sent is
//! good all the same: [`walk`](fn@crate::check::walk) says what it lacks.

pub mod credential;
pub mod entrance;
pub mod event;
pub mod metadata;
pub mod pagination;

pub use credential::*;
pub use entrance::*;
pub use event::*;
pub use pagination::*;

use crate::shape::{Model, Shape};

/// The received models by the names that callers give them.
pub const RECEIVED: [(&str, &Shape); 5] = [
    ("acs_credential", AcsCredential::SHAPE),
    ("acs_entrance", AcsEntrance::SHAPE),
    ("acs_credential_event", AcsCredentialEvent::SHAPE),
    ("pagination", Pagination::SHAPE),
    ("acs_credential_page", AcsCredentialPage::SHAPE),
];

//! Pages of a list.

use super::AcsCredential;
use crate::shape::{Nullable, model};
use crate::values::True;

model! {
    /// Where a page of a list ends, and how to ask for the next one.
    pub struct Pagination {
        /// Whether there is another page.
        pub has_next_page: bool,
        /// Cursor to pass as `page_cursor`, with otherwise unchanged parameters; `null` on the last page.
        pub next_page_cursor: Nullable<String>,
        /// Address of the next page. Seam asks callers not to follow it: use the cursor.
        pub next_page_url: Nullable<String>,
    }
}

model! {
    /// The body of a list response: one page of credentials.
    pub struct AcsCredentialPage {
        /// The credentials of this page.
        pub acs_credentials: Vec<AcsCredential>,
        /// Where this page ends. Old servers leave it out, which means that there is no further page.
        pub pagination: Pagination,
        /// Always `true` in a successful answer.
        pub ok: Option<True>,
    }
}

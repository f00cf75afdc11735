//! The eight endpoints: for each the payload, the method, the path and the rules across properties. Seam's reference has a page for each,
//! at `https://docs.seam.co/api` and its path.

pub mod assign;
pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod list_accessible_entrances;
mod rules;
pub mod unassign;
pub mod update;

use crate::check::{
    Context, Cursor, Findings, Foreign, Given, Input, Learnt, Places, Report, Role, Walk, names,
    scan, walk_object, walk_other,
};
use crate::models::{AcsCredentialAnswer, AcsCredentialPage, AcsEntrancesAnswer, OkAnswer};
use crate::shape::{Model, Shape};

/// One endpoint.
#[derive(Debug)]
pub struct Endpoint {
    /// The payload's name among the models: `create`.
    pub name: &'static str,
    /// The path, from the root of the API.
    pub path: &'static str,
    /// The HTTP method, which also decides where the payload goes.
    pub method: Method,
    /// What the payload looks like.
    pub payload: &'static Shape,
    /// What a successful answer holds.
    pub answer: Answer,
    /// The rules that look at several properties or at the context.
    pub(crate) rules: fn(&Given<'_>, &Context, &mut Findings),
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; the payload goes into the query string.
    Get,
    /// Creates; the payload is the body.
    Post,
    /// Changes; the payload is the body.
    Patch,
    /// Removes; the payload goes into the query string.
    Delete,
}

impl Method {
    /// The method, as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether the payload is the body; otherwise it goes into the query string.
    #[must_use]
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Patch)
    }

    /// Whether a request may be sent a second time without harm.
    #[must_use]
    pub const fn is_repeatable(self) -> bool {
        matches!(self, Self::Get | Self::Delete)
    }
}

/// What a successful answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing that a caller needs.
    Nothing,
    /// One credential.
    Credential,
    /// One credential, or nothing.
    MaybeCredential,
    /// A page of credentials, with its pagination.
    Page,
    /// A list of entrances.
    Entrances,
}

impl Answer {
    /// The property of the body that matters to the caller, if one does.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Credential | Self::MaybeCredential => Some("acs_credential"),
            Self::Page => Some("acs_credentials"),
            Self::Entrances => Some("acs_entrances"),
        }
    }

    /// Whether that property's JSON begins as it should.
    pub(crate) fn is_usable(self, json: Option<&str>) -> bool {
        let bracket = match self {
            Self::Nothing => return true,
            Self::Credential | Self::MaybeCredential => '{',
            Self::Page | Self::Entrances => '[',
        };
        json.is_some_and(|json| json.starts_with(bracket))
    }

    /// Whether an answer without that property is of no use.
    #[must_use]
    pub const fn is_promised(self) -> bool {
        matches!(self, Self::Credential | Self::Page | Self::Entrances)
    }

    /// What the body looks like.
    #[must_use]
    pub const fn shape(self) -> &'static Shape {
        match self {
            Self::Nothing => OkAnswer::SHAPE,
            Self::Credential | Self::MaybeCredential => AcsCredentialAnswer::SHAPE,
            Self::Page => AcsCredentialPage::SHAPE,
            Self::Entrances => AcsEntrancesAnswer::SHAPE,
        }
    }
}

impl Endpoint {
    /// Checks a payload: its shape first, then the rules across properties.
    #[must_use]
    pub fn check<'a>(&self, payload: impl Into<Input<'a>>, context: &Context) -> Report {
        let payload = payload.into();
        match scan(self.payload, payload.json, &mut Learnt::nothing()) {
            Some((_, tape)) => self.judge(tape.inside(), payload.foreign, context),
            None => walk_other(self.payload, payload, Role::Payload).report(),
        }
    }

    /// The same of a payload on a tape.
    pub(crate) fn judge(
        &self,
        payload: Cursor<'_>,
        foreign: &[Foreign],
        context: &Context,
    ) -> Report {
        let shape = self.payload;
        let mut given = Given::nothing(shape);
        let Walk {
            mut issues,
            mut missing,
            ..
        } = walk_object(shape, payload, foreign, Role::Payload, Some(&mut given));
        let mut found = Findings::default();
        (self.rules)(&given, context, &mut found);
        if found.in_place.len() > 0 {
            issues.insert(found.in_place, &Places::new(names(shape, payload)));
        }
        issues.append(&mut missing);
        issues.append(&mut found.across);
        Report::from(issues.into_vec())
    }
}

/// Every endpoint.
pub static ENDPOINTS: [&Endpoint; 8] = [
    &assign::ENDPOINT,
    &create::ENDPOINT,
    &delete::ENDPOINT,
    &get::ENDPOINT,
    &list::ENDPOINT,
    &list_accessible_entrances::ENDPOINT,
    &unassign::ENDPOINT,
    &update::ENDPOINT,
];

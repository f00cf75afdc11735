//! What the checker reports.

use std::borrow::Cow;

use serde::Serialize;

use crate::shape::{Prop, values};

values! {
    /// What an issue is about. Codes are never renamed; a new one comes with a minor version.
    pub enum Code {
        /// A required property is missing.
        Missing = "missing",
        /// The value is of another type.
        Type = "type",
        /// `null` where it is no value.
        Null = "null",
        /// The text is not one of the possible ones.
        Enum = "enum",
        /// The text is empty.
        Empty = "empty",
        /// The number is out of range.
        Range = "range",
        /// Not a UUID.
        Uuid = "uuid",
        /// Not a date-time of RFC 3339.
        DateTime = "date_time",
        /// Not digits only.
        Digits = "digits",
        /// Not JSON at all.
        Json = "json",
        /// Nested deeper than any server reads.
        TooDeep = "too_deep",
        /// Two properties exclude each other.
        Conflict = "conflict",
        /// Nobody is named who would receive the credential.
        Receiver = "receiver",
        /// The end does not lie after the start.
        Order = "order",
        /// The end does not lie in the future.
        Past = "past",
        /// The payload changes nothing.
        NoChange = "no_change",
        /// An id is repeated.
        Duplicate = "duplicate",
        /// The code is shorter or longer than access systems take.
        Length = "length",
        /// The property does not go with the access method.
        Method = "method",
        /// No such property is known.
        Unknown = "unknown",
        /// The property is going away.
        Deprecated = "deprecated",
        /// The property has no effect.
        Unused = "unused",
        /// A rule of the access system's brand.
        Brand = "brand",
        /// The entrance does not fit the credential.
        Entrance = "entrance",
        /// A message of the server's `validation_errors`.
        Server = "server",
    }
}

values! {
    /// How much an issue matters.
    pub enum Severity {
        /// The payload is not sent; the answer breaks a promise.
        Error = "error",
        /// Worth a look; the payload is sent all the same.
        Warning = "warning",
    }
}

/// One step of a path: a property's name or a position in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Step {
    /// A property.
    Name(Cow<'static, str>),
    /// A position, from 0.
    Index(usize),
}

/// Where in the value an issue is; empty for the value itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The value itself.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }
}

impl From<&'static str> for Path {
    #[inline(never)]
    fn from(name: &'static str) -> Self {
        Self(vec![Step::Name(Cow::Borrowed(name))])
    }
}

impl From<Prop> for Path {
    fn from(prop: Prop) -> Self {
        Self::from(prop.name)
    }
}

impl From<(Prop, usize)> for Path {
    fn from((prop, index): (Prop, usize)) -> Self {
        let mut path = Self::from(prop);
        path.0.push(Step::Index(index));
        path
    }
}

impl From<(Prop, Prop)> for Path {
    fn from((outer, inner): (Prop, Prop)) -> Self {
        let mut path = Self::from(outer);
        path.0.push(Step::Name(Cow::Borrowed(inner.name)));
        path
    }
}

/// One thing that is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// Where it is.
    pub path: Path,
    /// A sentence for a person, to be shown beside the field as it is.
    pub message: Cow<'static, str>,
    /// The possible texts, for [`Code::Enum`].
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub expected: &'static [&'static str],
    /// The nearest known text, for [`Code::Enum`] and [`Code::Unknown`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<&'static str>,
}

impl Issue {
    /// An issue that stops a payload.
    pub fn error(code: Code, path: impl Into<Path>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Severity::Error, code, path.into(), message.into())
    }

    /// An issue that lets a payload pass.
    pub fn warning(
        code: Code,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(Severity::Warning, code, path.into(), message.into())
    }

    /// How many bytes its message and path take.
    #[inline(never)] // asked in two places
    pub(super) fn bytes(&self) -> usize {
        let step = |step: &Step| match step {
            Step::Name(name) => size_of::<Step>() + name.len(),
            Step::Index(_) => size_of::<Step>(),
        };
        self.message.len() + self.path.0.iter().map(step).sum::<usize>()
    }

    /// The root object's property that it is about, if it is about one.
    pub(super) fn property(&self) -> Option<&str> {
        match self.path.0.first()? {
            Step::Name(name) => Some(name),
            Step::Index(_) => None,
        }
    }

    /// The position in that property, if it is a list.
    pub(super) fn item(&self) -> Option<usize> {
        match self.path.0.get(1)? {
            Step::Index(index) => Some(*index),
            Step::Name(_) => None,
        }
    }

    #[inline(never)] // in a hundred places, it would be large
    pub(crate) const fn new(
        severity: Severity,
        code: Code,
        path: Path,
        message: Cow<'static, str>,
    ) -> Self {
        Self {
            severity,
            code,
            path,
            message,
            expected: &[],
            suggestion: None,
        }
    }
}

/// The verdict on a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether no issue is an error.
    pub valid: bool,
    /// Every issue: in document order, then what is missing, then the rules across properties.
    pub issues: Vec<Issue>,
}

impl From<Vec<Issue>> for Report {
    fn from(issues: Vec<Issue>) -> Self {
        Self {
            valid: issues.iter().all(|issue| issue.severity != Severity::Error),
            issues,
        }
    }
}

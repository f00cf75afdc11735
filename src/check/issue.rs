//! What the checker reports.

use std::borrow::Cow;
use std::mem;

use serde::Serialize;

use super::repeats;
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

    /// How long what it says is, where it stands included.
    #[inline(never)] // asked in two places
    fn bytes(&self) -> usize {
        let step = |step: &Step| match step {
            Step::Name(name) => size_of::<Step>() + name.len(),
            Step::Index(_) => size_of::<Step>(),
        };
        self.message.len() + self.path.0.iter().map(step).sum::<usize>()
    }

    /// The property of the whole that it is about.
    fn property(&self) -> Option<&str> {
        match self.path.0.first()? {
            Step::Name(name) => Some(name),
            Step::Index(_) => None,
        }
    }

    /// The position in that property, if it is a list.
    fn item(&self) -> Option<usize> {
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

/// The names of an object's properties, in order; `None` for one that a later equal one takes the place of.
pub(crate) struct Places<'a>(Vec<Option<Cow<'a, str>>>);

impl<'a> Places<'a> {
    pub fn new(names: Vec<Cow<'a, str>>) -> Self {
        let superseded = repeats::superseded(&names);
        let names = names.into_iter().zip(superseded);
        Self(
            names
                .map(|(name, is_superseded)| (!is_superseded).then_some(name))
                .collect(),
        )
    }

    /// Where among issues, which are in the order of the object, those about a property begin and end. What the object lacks is told
    /// last. One look at each name and issue.
    fn range(&self, issues: &[Issue], property: Option<&str>) -> (usize, usize) {
        let is_it = |name: &Option<Cow<'_, str>>| name.as_deref() == property;
        let wanted = self.0.iter().position(is_it).unwrap_or(self.0.len());
        let mut place = 0;
        let mut begin = issues.len();
        for (index, issue) in issues.iter().enumerate() {
            while self
                .0
                .get(place)
                .is_some_and(|name| name.as_deref() != issue.property())
            {
                place += 1;
            }
            if place >= wanted {
                begin = begin.min(index);
            }
            if place > wanted {
                return (begin, index);
            }
        }
        (begin, issues.len())
    }
}

/// The issues found so far.
///
/// More than [`Self::MOST`], or longer ones than [`Self::LARGEST`] in all, help nobody, and a hostile answer must not fill the memory.
/// Errors have as much room again, so that no warnings can make a payload pass.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    list: Vec<Issue>,
    /// What they take.
    bytes: usize,
}

impl Issues {
    pub(crate) const MOST: usize = 10_000;
    /// In bytes.
    pub(crate) const LARGEST: usize = 1 << 22;

    /// Adds an issue that stops a payload.
    #[inline(never)] // as `add`
    pub(crate) fn error(
        &mut self,
        code: Code,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(Severity::Error, code, path.into(), message.into());
    }

    /// Adds an issue that lets a payload pass.
    #[inline(never)]
    pub(crate) fn warning(
        &mut self,
        code: Code,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(Severity::Warning, code, path.into(), message.into());
    }

    #[inline(never)] // in a hundred places, it would be large
    pub(crate) fn add(
        &mut self,
        severity: Severity,
        code: Code,
        path: Path,
        message: Cow<'static, str>,
    ) {
        self.push(Issue::new(severity, code, path, message));
    }

    /// Whether there is room for another one. Where not, it need not be made.
    pub(crate) fn has_room(&self, severity: Severity) -> bool {
        let rooms = match severity {
            Severity::Error => 2,
            Severity::Warning => 1,
        };
        self.list.len() < rooms * Self::MOST && self.bytes < rooms * Self::LARGEST
    }

    /// Adds an issue. A warning must fit into the room that is left, so that it takes none of the errors'; an error need not.
    pub(crate) fn push(&mut self, issue: Issue) {
        let bytes = self.bytes + issue.bytes();
        let fits = issue.severity == Severity::Error || bytes <= Self::LARGEST;
        if fits && self.has_room(issue.severity) {
            self.bytes = bytes;
            self.list.push(issue);
        }
    }

    /// Whether there is an error behind the first `count` issues.
    pub(crate) fn has_error(&self, count: usize) -> bool {
        let later = self.list.get(count..).unwrap_or_default();
        later.iter().any(|issue| issue.severity == Severity::Error)
    }

    pub(crate) const fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets all but the first `count` issues.
    pub(crate) fn truncate(&mut self, count: usize) {
        let gone = self.list.get(count..).unwrap_or_default();
        self.bytes -= gone.iter().map(Issue::bytes).sum::<usize>();
        self.list.truncate(count);
    }

    /// Puts each of `others` behind what is said of earlier places. Those about one property must come together, in its order.
    #[inline(never)]
    pub(crate) fn insert(&mut self, others: Self, places: &Places<'_>) {
        let mut behind = Vec::new();
        let mut at: usize = 0;
        self.bytes += others.bytes;
        for issue in others.list {
            let last = at.checked_sub(1).and_then(|last| self.list.get(last));
            if last.is_none_or(|last| last.property() != issue.property()) {
                self.list.append(&mut behind);
                let end;
                (at, end) = places.range(&self.list, issue.property());
                behind = self.list.split_off(end);
            }
            while self
                .list
                .get(at)
                .is_some_and(|own| own.item() <= issue.item())
            {
                at += 1;
            }
            self.list.insert(at, issue);
            at += 1;
        }
        self.list.append(&mut behind);
    }

    /// Puts `others`, which are about what a property holds, behind what is said of it and of those before it.
    #[inline(never)]
    pub(crate) fn insert_all(&mut self, mut others: Self, property: &str, places: &Places<'_>) {
        let (_, end) = places.range(&self.list, Some(property));
        let mut behind = self.list.split_off(end);
        self.bytes += others.bytes;
        self.list.append(&mut others.list);
        self.list.append(&mut behind);
    }

    pub(crate) fn append(&mut self, later: &mut Self) {
        self.list.append(&mut later.list);
        self.bytes += mem::take(&mut later.bytes);
    }

    pub(crate) fn into_vec(self) -> Vec<Issue> {
        self.list
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

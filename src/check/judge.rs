//! What there is to say of a single value.

use std::borrow::Cow;

use super::{Code, Issue, Issues, Path, Role, Severity, Step, say, suggest};
use crate::shape::{Care, Field, Kind, Shape};
use crate::values::{Instant, is_count, is_digits, is_usual, is_uuid};

/// A value, as far as its kind can be held against it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(&'a str),
    /// Judged where no object is wanted; else its properties are.
    Object,
    /// Judged where no list is wanted; else its items are.
    List,
}

/// Where a value is. A path is made of it only where there is something to say.
pub(super) enum Place<'a> {
    Root,
    Property(&'a Place<'a>, &'static Field),
    /// A property that the shape does not have, or one that a later one of the same name replaces.
    Other(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub fn path(&self) -> Path {
        let (outer, step) = match self {
            Self::Root => return Path(Vec::with_capacity(3)), // no payload nests deeper
            Self::Property(outer, field) => (outer, Step::Name(Cow::Borrowed(field.name()))),
            Self::Other(outer, name) => (outer, Step::Name(Cow::Owned((*name).to_owned()))),
            Self::Item(outer, index) => (outer, Step::Index(*index)),
        };
        let mut path = outer.path();
        path.0.push(step);
        path
    }
}

/// Says what there is to say of the value at a place.
pub(super) struct Judge<'a> {
    pub issues: &'a mut Issues,
    pub place: &'a Place<'a>,
}

impl Judge<'_> {
    #[inline(never)]
    fn tell(&mut self, severity: Severity, code: Code, message: Cow<'static, str>) {
        if !self.issues.has_room(severity) {
            return;
        }
        let path = self.place.path();
        self.issues.add(severity, code, path, message);
    }

    pub fn error(&mut self, code: Code, message: impl Into<Cow<'static, str>>) {
        self.tell(Severity::Error, code, message.into());
    }

    fn warning(&mut self, code: Code, message: impl Into<Cow<'static, str>>) {
        self.tell(Severity::Warning, code, message.into());
    }

    /// Of a value where `kind` is wanted.
    pub fn value(mut self, kind: &Kind, is_nullable: bool, found: Found<'_>) {
        let found = match (kind, found) {
            (
                Kind::Id
                | Kind::Timestamp
                | Kind::Digits
                | Kind::Text
                | Kind::NonEmpty
                | Kind::OneOf(_)
                | Kind::Open(_),
                Found::Text(text),
            ) => return self.text(kind, text),
            (Kind::Boolean, Found::Boolean(_))
            | (Kind::True, Found::Boolean(true))
            | (Kind::Number, Found::Number(_)) => return,
            (Kind::True, Found::Boolean(false)) => {
                return self.warning(Code::Enum, "Is false where only true is known.");
            }
            (Kind::Count, Found::Number(number)) => {
                if !is_count(number) {
                    self.error(Code::Range, say::range(number));
                }
                return;
            }
            (_, Found::Null) => {
                if !is_nullable {
                    self.error(Code::Null, say::wrong_type(kind, "null"));
                }
                return;
            }
            (_, Found::Object) => "an object",
            (_, Found::List) => "an array",
            (_, Found::Text(_)) => "a string",
            (_, Found::Boolean(true)) => "true",
            (_, Found::Boolean(false)) => "false",
            (_, Found::Number(_)) => "a number",
        };
        self.error(Code::Type, say::wrong_type(kind, found));
    }

    fn text(mut self, kind: &Kind, text: &str) {
        match kind {
            Kind::Id if !is_uuid(text.as_bytes()) => self.error(Code::Uuid, say::uuid(text)),
            Kind::Timestamp if !text.as_bytes().try_into().is_ok_and(is_usual) => {
                if let Err(fault) = Instant::parse(text.as_bytes()) {
                    self.error(Code::DateTime, say::date_time(fault.text()));
                }
            }
            Kind::Digits if !is_digits(text.as_bytes()) => {
                // Never quoted: but for a stray space, the text may be the PIN, and messages go to logs.
                self.error(Code::Digits, "Must be digits only.");
            }
            Kind::NonEmpty if text.is_empty() => {
                self.error(Code::Empty, "Must not be empty.");
            }
            Kind::OneOf(values) if !values.texts.contains(&text) => {
                let suggestion = suggest::nearest(text, values.texts);
                let message = say::not_one_of(values.texts, text, suggestion);
                let mut issue = Issue::error(Code::Enum, self.place.path(), message);
                issue.expected = values.texts;
                issue.suggestion = suggestion;
                self.issues.push(issue);
            }
            Kind::Open(values) if !values.texts.contains(&text) => {
                self.warning(Code::Enum, say::new_value(text));
            }
            _ => {}
        }
    }

    /// Of a property because it is given.
    pub fn care(mut self, care: Care) {
        let code = match care {
            Care::Deprecated(_) => Code::Deprecated,
            Care::Unused => Code::Unused,
        };
        self.warning(code, say::care(care));
    }

    /// Of a property that the shape does not have.
    pub fn unknown(self, shape: &Shape, name: &str, role: Role) {
        if !self.issues.has_room(Severity::Warning) {
            return;
        }
        let (suggestion, message) = match role {
            Role::Payload => {
                let mut inners = shape.fields.iter().filter(
                    |field| matches!(field.kind, Kind::Object(inner) if inner.index(name).is_some()),
                );
                // Where the objects of several brands have it, nobody can tell which one is meant.
                let (inner, other) = (inners.next().map(Field::name), inners.next());
                let suggestion = match inner {
                    Some(_) => None,
                    None => suggest::nearest(name, &shape.names()),
                };
                let inner = inner.filter(|_| other.is_none());
                (
                    suggestion,
                    say::unknown_in_payload(suggestion, inner).into(),
                )
            }
            Role::Received => (
                None,
                "Is a property that this version does not know.".into(),
            ),
        };
        let mut issue = Issue::new(Severity::Warning, Code::Unknown, self.place.path(), message);
        issue.suggestion = suggestion;
        self.issues.push(issue);
    }

    /// Says what an object lacks. `seen` has a bit for each property that is there; `is_first` says whether the first property has a given
    /// value.
    pub fn missing(self, shape: &Shape, seen: u64, role: Role, is_first: &dyn Fn(&str) -> bool) {
        let severity = match role {
            Role::Payload => Severity::Error,
            Role::Received => Severity::Warning,
        };
        if !self.issues.has_room(severity) {
            return;
        }
        for (index, field) in shape.fields.iter().enumerate() {
            if seen & (1 << index) == 0 && (field.required || field.with.is_some_and(is_first)) {
                let mut path = self.place.path();
                path.0.push(Step::Name(Cow::Borrowed(field.name())));
                let message = Cow::Borrowed("Is required.");
                self.issues.add(severity, Code::Missing, path, message);
            }
        }
    }
}

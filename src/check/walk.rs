//! The walk: a shape held against JSON, token by token.

use std::borrow::Cow;
use std::iter::Peekable;
use std::{mem, slice};

use super::given::{properties, text};
use super::judge::{Found, Judge, Place};
use super::reader::{Reader, Syntax, Text};
use super::scan::scan;
use super::stream::Stream;
use super::{Code, Issues, Path, Report, Step, repeats, say};
use crate::shape::{Field, Kind, Shape};

/// Whether a value is about to be sent or has been received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// To be sent: what is missing is an error.
    Payload,
    /// Received: servers older and newer than this version differ, so what is missing is a warning.
    Received,
}

/// The value to check.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its JSON.
    pub json: &'a str,
    /// The places where the JSON says `null` for want of a word: `NaN`, a `Map`, a function. In document order.
    pub foreign: &'a [Foreign],
}

impl<'a> From<&'a str> for Input<'a> {
    fn from(json: &'a str) -> Self {
        Self { json, foreign: &[] }
    }
}

/// A JavaScript value that JSON has no word for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Where it is.
    pub path: Vec<Step>,
    /// What it is, for a message: `NaN`, `a Map`.
    pub found: String,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The issues about what is in the text, in its order.
    pub issues: Issues,
    /// The issues about what is not in the text.
    pub missing: Issues,
    /// Whether the value is JSON and an object, so that rules across properties have something to look at.
    pub is_object: bool,
    /// Whether the value is JSON.
    pub is_json: bool,
}

impl Walk {
    /// Of a value that is in order.
    pub(super) fn clean() -> Self {
        Self {
            is_object: true,
            is_json: true,
            ..Self::default()
        }
    }

    /// Ends the walk.
    #[must_use]
    pub fn report(self) -> Report {
        self.report_with(Findings::default(), "")
    }

    /// Ends the walk over `json`, with what rules found.
    #[must_use]
    pub fn report_with(mut self, mut findings: Findings, json: &str) -> Report {
        self.issues.insert(findings.in_place, json);
        self.issues.append(&mut self.missing);
        self.issues.append(&mut findings.across);
        Report::from(self.issues.into_vec())
    }
}

/// What rules find.
#[derive(Debug, Default)]
pub struct Findings {
    /// About one property by itself: told where it stands in the text.
    pub in_place: Issues,
    /// About several properties or the context: told last.
    pub across: Issues,
}

/// Holds `shape` against a value and reports every difference.
#[must_use]
pub fn walk(shape: &'static Shape, input: Input<'_>, role: Role) -> Walk {
    let quickly = || match role {
        Role::Received => Stream::new(shape).read_all(input.json),
        Role::Payload => {
            let (is_clean, _) = scan(shape, input.json)?;
            is_clean.then(Walk::clean)
        }
    };
    let walk = if input.foreign.is_empty() {
        quickly()
    } else {
        None
    };
    walk.unwrap_or_else(|| walk_all(shape, input, role))
}

/// Walks the whole text.
pub(super) fn walk_all(shape: &'static Shape, input: Input<'_>, role: Role) -> Walk {
    let mut walker = Walker::new(input, role);
    let is_object = walker.reader.peek() == Some(b'{');
    let outcome = walker.value(&Kind::Object(shape), false);
    match outcome.and_then(|()| walker.reader.end()) {
        Ok(()) => walker.end(is_object),
        Err(Syntax { at, expected }) => {
            let message = say::not_json(input.json, at, expected);
            let mut issues = Issues::default();
            issues.error(Code::Json, Path::root(), message);
            Walk {
                issues,
                ..Walk::default()
            }
        }
    }
}

/// Walks an item of the list that an answer is about, which begins at `at`; `unknown`: but for that property, whose name begins there,
/// it is in order.
pub(super) fn walk_row(
    found: &mut Walk,
    (field, item): (&'static Field, &'static Kind),
    index: usize,
    json: &str,
    at: usize,
    unknown: Option<usize>,
) {
    let mut walker = Walker::new(json.into(), Role::Received);
    walker.reader = Reader::at_place(json, unknown.unwrap_or(at));
    walker.path = vec![Step::Name(Cow::Borrowed(field.name)), Step::Index(index)];
    walker.issues = mem::take(&mut found.issues);
    walker.missing = mem::take(&mut found.missing);
    // The scan has read it as JSON.
    let _ = match (unknown, item) {
        (Some(_), Kind::Object(shape)) => walker
            .reader
            .key()
            .and_then(|key| walker.unknown(shape, key)),
        _ => walker.value(item, false),
    };
    (found.issues, found.missing) = (walker.issues, walker.missing);
}

/// More levels than any server reads.
pub(crate) const DEEPEST: usize = 100;

struct Walker<'a> {
    reader: Reader<'a>,
    role: Role,
    /// What is still to come, in document order.
    foreign: Peekable<slice::Iter<'a, Foreign>>,
    path: Vec<Step>,
    issues: Issues,
    /// Kept apart, since what is missing is told after what is there.
    missing: Issues,
}

impl<'a> Walker<'a> {
    fn new(input: Input<'a>, role: Role) -> Self {
        Self {
            reader: Reader::new(input.json),
            role,
            foreign: input.foreign.iter().peekable(),
            path: Vec::new(),
            issues: Issues::default(),
            missing: Issues::default(),
        }
    }

    fn end(self, is_object: bool) -> Walk {
        Walk {
            issues: self.issues,
            missing: self.missing,
            is_object,
            is_json: true,
        }
    }

    /// For what there is to say of the place where the walk is.
    fn judge(&mut self) -> Judge<'_> {
        Judge {
            issues: &mut self.issues,
            place: &self.path,
        }
    }

    /// Recursion goes as deep as shapes nest, not as deep as the input does.
    fn value(&mut self, kind: &Kind, nullable: bool) -> Result<(), Syntax> {
        let text;
        let found = match (kind, self.reader.peek()) {
            (Kind::Object(shape), Some(b'{')) => return self.object(shape),
            (Kind::List(item), Some(b'[')) => return self.list(item),
            (_, Some(b'n')) => {
                self.reader.word("null")?;
                if let Some(foreign) = self.foreign.next_if(|next| next.path == self.path) {
                    self.foreign(kind, &foreign.found);
                    return Ok(());
                }
                Found::Null
            }
            (_, Some(open @ (b'{' | b'['))) => {
                let found = if open == b'{' {
                    Found::Object
                } else {
                    Found::List
                };
                self.judge().value(kind, nullable, found);
                return self.skip();
            }
            (_, Some(b'"')) => {
                text = self.reader.string()?.decode();
                Found::Text(&text)
            }
            (_, Some(b't')) => {
                self.reader.word("true")?;
                Found::Boolean(true)
            }
            (_, Some(b'f')) => {
                self.reader.word("false")?;
                Found::Boolean(false)
            }
            (_, Some(b'-' | b'0'..=b'9')) => Found::Number(self.reader.number()?),
            _ => return Err(self.reader.fault("a value")),
        };
        self.judge().value(kind, nullable, found);
        Ok(())
    }

    /// Of a value that JSON has no word for.
    fn foreign(&mut self, kind: &Kind, found: &str) {
        let (code, message) = match kind {
            Kind::Count if matches!(found, "NaN" | "Infinity" | "-Infinity") => {
                (Code::Range, say::range(found))
            }
            _ => (Code::Type, say::wrong_type(kind, found)),
        };
        self.judge().error(code, message);
    }

    fn list(&mut self, item: &Kind) -> Result<(), Syntax> {
        self.reader.take(b'[');
        if self.reader.take(b']') {
            return Ok(());
        }
        for index in 0.. {
            self.path.push(Step::Index(index));
            self.value(item, false)?;
            self.path.pop();
            if self.reader.take(b']') {
                break;
            }
            if !self.reader.take(b',') {
                return Err(self.reader.fault("a comma or the closing bracket"));
            }
        }
        Ok(())
    }

    fn object(&mut self, shape: &'static Shape) -> Result<(), Syntax> {
        let start = (self.reader.clone(), self.foreign.clone());
        let begin = self.reader.at();
        let told = (self.issues.len(), self.missing.len());
        let mut seen = self.properties(shape, &[])?;
        if seen.may_repeat {
            let names = properties(self.reader.from(begin)).map(|(name, _)| name);
            let superseded = repeats::superseded(names);
            if superseded.contains(&true) {
                // Once more, without what JSON.parse would drop.
                (self.reader, self.foreign) = start;
                self.issues.truncate(told.0);
                self.missing.truncate(told.1);
                seen = self.properties(shape, &superseded)?;
            }
        }
        self.report_missing(shape, seen, begin);
        Ok(())
    }

    /// Walks the properties of an object but for those that are marked in `superseded`.
    fn properties(&mut self, shape: &'static Shape, superseded: &[bool]) -> Result<Seen, Syntax> {
        self.reader.take(b'{');
        let mut seen = Seen::default();
        if self.reader.take(b'}') {
            return Ok(seen);
        }
        let mut next = 0;
        for position in 0.. {
            let key = self.reader.key()?;
            if superseded.get(position) == Some(&true) {
                self.superseded(key)?;
            } else if let Some((index, field)) = find(shape, key, next) {
                seen.known(index);
                self.property(field)?;
                next = index + 1;
            } else {
                seen.unknown();
                self.unknown(shape, key)?;
            }
            if self.reader.take(b'}') {
                break;
            }
            if !self.reader.take(b',') {
                return Err(self.reader.fault("a comma or the closing brace"));
            }
        }
        Ok(seen)
    }

    fn property(&mut self, field: &'static Field) -> Result<(), Syntax> {
        self.path.push(Step::Name(Cow::Borrowed(field.name)));
        self.value(&field.kind, field.nullable)?;
        if let Some(care) = field.care {
            self.judge().care(care);
        }
        self.path.pop();
        Ok(())
    }

    fn superseded(&mut self, key: Text<'a>) -> Result<(), Syntax> {
        self.reader.skip()?;
        // Values that JSON has no word for come from JavaScript, where names may differ in broken surrogates alone.
        self.path
            .push(Step::Name(Cow::Owned(key.decode().into_owned())));
        self.report_foreign();
        self.path.pop();
        Ok(())
    }

    fn unknown(&mut self, shape: &'static Shape, key: Text<'a>) -> Result<(), Syntax> {
        let name = key.decode().into_owned();
        self.path.push(Step::Name(Cow::Owned(name.clone())));
        let role = self.role;
        self.judge().unknown(shape, &name, role);
        self.skip()?;
        self.path.pop();
        Ok(())
    }

    /// Passes over a value that no rule speaks of.
    fn skip(&mut self) -> Result<(), Syntax> {
        let depth = self.path.len() + self.reader.skip()?;
        if depth > DEEPEST {
            let message = ["Nests deeper than ", &say::decimal(DEEPEST), " levels."].concat();
            self.judge().error(Code::TooDeep, message);
        }
        self.report_foreign();
        Ok(())
    }

    /// Reports what JSON has no word for, here and below.
    fn report_foreign(&mut self) {
        while let Some(foreign) = self
            .foreign
            .next_if(|next| next.path.starts_with(&self.path))
        {
            let message = ["Cannot be sent as JSON: ", &foreign.found, "."].concat();
            self.issues
                .error(Code::Type, Path(foreign.path.clone()), message);
        }
    }

    fn report_missing(&mut self, shape: &'static Shape, seen: Seen, start: usize) {
        let json = self.reader.from(start);
        let is_first = |value: &str| begins_with_value(shape, json, value);
        let judge = Judge {
            issues: &mut self.missing,
            place: &self.path,
        };
        judge.missing(shape, seen.known, self.role, &is_first);
    }
}

impl Place for Vec<Step> {
    fn path(&self) -> Path {
        Path(self.clone())
    }
}

/// Which properties an object has. Shapes have at most 62 (a test holds them to it).
#[derive(Clone, Copy, Default)]
struct Seen {
    known: u64,
    has_unknown: bool,
    /// Whether a name may be there twice: told exactly of known names, guessed of others.
    may_repeat: bool,
}

impl Seen {
    fn known(&mut self, index: usize) {
        self.may_repeat |= self.contains(index);
        self.known |= 1 << index;
    }

    fn unknown(&mut self) {
        self.may_repeat |= self.has_unknown;
        self.has_unknown = true;
    }

    const fn contains(self, index: usize) -> bool {
        self.known & (1 << index) != 0
    }
}

/// The property that `key` names. Servers write properties in a stable order, so the one after the last is tried first.
fn find(shape: &'static Shape, key: Text<'_>, next: usize) -> Option<(usize, &'static Field)> {
    let name = key.decode();
    let index = match shape.fields.get(next) {
        Some(field) if field.name == name => next,
        _ => shape.fields.iter().position(|field| field.name == name)?,
    };
    Some((index, shape.fields.get(index)?))
}

/// Whether the object that `json` begins with has `value` as its shape's first property.
fn begins_with_value(shape: &Shape, json: &str, value: &str) -> bool {
    let first = shape.fields.first().map(|field| field.name);
    let found = properties(json)
        .filter(|(name, _)| Some(&**name) == first)
        .last();
    found.is_some_and(|(_, json)| text(json).is_some_and(|text| text == value))
}

//! The walk: a shape held against a tape, value by value.

use std::borrow::Cow;
use std::iter::Peekable;
use std::{mem, slice};

use super::cursor::{Cursor, Value};
use super::given::{Given, string};
use super::judge::{Found, Judge, Place};
use super::learnt::Learnt;
use super::lookup::text;
use super::reader::{Reader, Syntax};
use super::scan::scan;
use super::stream::Stream;
use super::{Code, Foreign, Input, Issues, Path, Report, Role, repeats, say};
use crate::shape::{Field, Kind, Shape};
use crate::values::is_uuid;

/// What a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A JSON object.
    Object,
    /// Other JSON.
    Other,
    /// The beginning of JSON: nothing is wrong but that it ends too early.
    Cut,
    /// No JSON.
    #[default]
    NotJson,
}

impl Form {
    /// The form of a text that is no JSON because of what is at a place.
    pub(super) const fn broken_at(at: usize, length: usize) -> Self {
        if at == length {
            Self::Cut
        } else {
            Self::NotJson
        }
    }
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The issues about what is in the text, in its order.
    pub(crate) issues: Issues,
    /// The issues about what is not in the text.
    pub(crate) missing: Issues,
    /// What the value is.
    pub form: Form,
}

impl Walk {
    /// Of an object.
    pub(super) fn of_object(issues: Issues, missing: Issues) -> Self {
        Self {
            issues,
            missing,
            form: Form::Object,
        }
    }

    /// Ends the walk.
    #[must_use]
    pub fn report(mut self) -> Report {
        self.issues.append(&mut self.missing);
        Report::from(self.issues.into_vec())
    }
}

/// What rules find.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// About one property by itself: told where it stands in the text.
    pub in_place: Issues,
    /// About several properties or the context: told last.
    pub across: Issues,
}

/// Holds `shape` against a value and reports every difference.
#[must_use]
pub fn walk(shape: &'static Shape, input: Input<'_>, role: Role) -> Walk {
    if role == Role::Received && input.foreign.is_empty() {
        if let Some(walk) = Stream::new(shape, Learnt::nothing()).read_all(input.json) {
            return walk;
        }
        // A tape of the whole would be made for nothing, and may be large.
        if let Err(syntax) = whole(input.json) {
            return not_json_at(input.json, syntax);
        }
    }
    walk_all(shape, input, role)
}

/// Walks the whole text.
pub(super) fn walk_all(shape: &'static Shape, input: Input<'_>, role: Role) -> Walk {
    match scan(shape, input.json, &mut Learnt::nothing()) {
        Some((_, tape)) => walk_object(shape, tape.inside(), input.foreign, role, None),
        None => walk_other(shape, input, role),
    }
}

/// Walks the object that a tape tells, and takes note in `given` of what it has.
pub(crate) fn walk_object<'a>(
    shape: &'static Shape,
    mut tape: Cursor<'a>,
    foreign: &[Foreign],
    role: Role,
    given: Option<&mut Given<'a>>,
) -> Walk {
    let mut walker = Walker::new(role, foreign);
    walker.object(shape, &mut tape, &Place::Root, given);
    Walk::of_object(walker.issues, walker.missing)
}

/// Walks what the scan does not read: no object, no JSON, or too large for memory.
#[cold]
pub(crate) fn walk_other(shape: &'static Shape, input: Input<'_>, role: Role) -> Walk {
    let json = match whole(input.json) {
        Ok(json) => json,
        Err(syntax) => return not_json_at(input.json, syntax),
    };
    let mut walker = Walker::new(role, input.foreign);
    if json.starts_with('{') {
        walker
            .issues
            .error(Code::Range, Path::root(), "Is too large for memory.");
    } else {
        let (kind, value) = (Kind::Object(shape), Value::of(json));
        walker.value(&kind, false, value, &mut Cursor::default(), &Place::Root);
    }
    Walk {
        form: Form::Other,
        ..Walk::of_object(walker.issues, walker.missing)
    }
}

/// The JSON of the one value in a text; or why the text is not JSON.
pub(super) fn whole(json: &str) -> Result<&str, Syntax> {
    let mut reader = Reader::new(json);
    reader.peek();
    let begin = reader.at();
    reader.skip()?;
    let value = reader.since(begin);
    reader.end().map(|()| value)
}

fn not_json_at(json: &str, Syntax { at, expected }: Syntax) -> Walk {
    let form = Form::broken_at(at, json.len());
    not_json(expected, &say::line_and_column(json, at), form)
}

/// Of a text that lacks what is expected at a place.
pub(super) fn not_json(expected: &str, place: &str, form: Form) -> Walk {
    let mut issues = Issues::default();
    let message = say::not_json(expected, place);
    issues.error(Code::Json, Path::root(), message);
    Walk {
        issues,
        form,
        ..Walk::default()
    }
}

/// The list that an answer is about, and what its items are.
pub(super) type List = (&'static Field, &'static Kind);

/// What the scan leaves to the walk of a row.
pub(super) enum Doubt<'a> {
    /// Only properties that the shape does not have, by these names, each there once. All else is in order: a newer server may send nothing
    /// but such rows.
    Unknown(&'a [&'a str]),
    /// Everything in the row, which this tells.
    Any(Cursor<'a>),
}

/// Walks an item of the list that an answer is about.
pub(super) fn walk_row(found: &mut Walk, (field, item): List, index: usize, doubt: Doubt<'_>) {
    let mut walker = Walker::new(Role::Received, &[]);
    walker.issues = mem::take(&mut found.issues);
    walker.missing = mem::take(&mut found.missing);
    let list = Place::Property(&Place::Root, field);
    let place = Place::Item(&list, index);
    match (doubt, item) {
        (Doubt::Unknown(names), Kind::Object(shape)) => {
            for name in names {
                walker.unknown(shape, Value::Text(name), &mut Cursor::default(), &place);
            }
        }
        (Doubt::Any(mut tape), _) => {
            if let Some((_, value)) = tape.read() {
                walker.value(item, false, value, &mut tape, &place);
            }
        }
        _ => {}
    }
    (found.issues, found.missing) = (walker.issues, walker.missing);
}

/// More levels than any server reads.
pub(crate) const DEEPEST: usize = 100;

struct Walker<'f> {
    role: Role,
    /// What is still to come, in document order.
    foreign: Peekable<slice::Iter<'f, Foreign>>,
    issues: Issues,
    /// Kept apart, since what is missing is told after what is there.
    missing: Issues,
}

impl<'f> Walker<'f> {
    fn new(role: Role, foreign: &'f [Foreign]) -> Self {
        Self {
            role,
            foreign: foreign.iter().peekable(),
            issues: Issues::default(),
            missing: Issues::default(),
        }
    }

    fn judge<'a>(&'a mut self, place: &'a Place<'_>) -> Judge<'a> {
        Judge {
            issues: &mut self.issues,
            place,
        }
    }

    /// Walks a value, and with `tape` what is in it. Recursion goes as deep as shapes nest, not as deep as the input does.
    fn value<'a>(
        &mut self,
        kind: &Kind,
        is_nullable: bool,
        value: Value<'a>,
        tape: &mut Cursor<'a>,
        place: &Place<'_>,
    ) {
        let string;
        let found = match (kind, value) {
            (Kind::Object(shape), Value::Object) => {
                return self.object(shape, tape, place, None);
            }
            (Kind::List(item), Value::List) => return self.list(item, tape, place),
            (Kind::Id, Value::Text(text)) if is_uuid(text.as_bytes()) => return,
            (Kind::Boolean, Value::Boolean(_))
            | (Kind::List(_), Value::Empty)
            | (_, Value::Member(_) | Value::Same) => return,
            (_, Value::Null) => {
                if let Some(found) = self.foreign_at(place) {
                    return self.foreign(kind, found, place);
                }
                Found::Null
            }
            (_, Value::Boolean(value)) => Found::Boolean(value),
            (_, Value::Number(number)) => Found::Number(number),
            (_, Value::Text(text)) => Found::Text(text),
            (_, Value::Object) => Found::Object,
            (_, Value::Empty | Value::List) => Found::List,
            (_, Value::Json(json) | Value::Name(json)) => match text(json) {
                Some(text) => {
                    string = text;
                    Found::Text(&string)
                }
                None if json.starts_with('{') => Found::Object,
                None => Found::List,
            },
        };
        self.judge(place).value(kind, is_nullable, found);
        tape.skip_inside(value);
        if let (Found::Object | Found::List, Value::Json(json)) = (found, value) {
            self.pass(Reader::new(json), place);
        }
    }

    fn list(&mut self, item: &Kind, tape: &mut Cursor<'_>, place: &Place<'_>) {
        for index in 0.. {
            let Some((_, value)) = tape.read_quickly() else {
                break;
            };
            self.value(item, false, value, tape, &Place::Item(place, index));
        }
    }

    /// Walks the properties that come next; those of the root object are noted in `given`.
    fn object<'a>(
        &mut self,
        shape: &'static Shape,
        tape: &mut Cursor<'a>,
        place: &Place<'_>,
        mut given: Option<&mut Given<'a>>,
    ) {
        let begin = *tape;
        let foreign = self.foreign.clone();
        let told = (self.issues.len(), self.missing.len());
        let mut seen = self.properties(shape, tape, place, &[], given.as_deref_mut());
        if seen.may_repeat {
            let superseded = repeats::superseded(&names(shape, begin));
            if superseded.contains(&true) {
                // Once more, without what JSON.parse would drop.
                (*tape, self.foreign) = (begin, foreign);
                self.issues.truncate(told.0);
                self.missing.truncate(told.1);
                if let Some(given) = &mut given {
                    **given = Given::nothing(shape);
                }
                seen = self.properties(shape, tape, place, &superseded, given);
            }
        }
        if (shape.required | shape.conditional) & !seen.known != 0 {
            let is_first = |wanted: &str| {
                let first = begin.values().filter(|(index, _)| *index == 0).last();
                let kind = shape.fields.first().map(|field| &field.kind);
                first
                    .zip(kind)
                    .and_then(|((_, value), kind)| string(value, kind))
                    .is_some_and(|text| text == wanted)
            };
            let judge = Judge {
                issues: &mut self.missing,
                place,
            };
            judge.missing(shape, seen.known, self.role, &is_first);
        }
    }

    /// Walks the properties of an object but for those that are marked in `superseded`.
    #[inline(never)]
    fn properties<'a>(
        &mut self,
        shape: &'static Shape,
        tape: &mut Cursor<'a>,
        place: &Place<'_>,
        superseded: &[bool],
        mut given: Option<&mut Given<'a>>,
    ) -> Seen {
        let mut seen = Seen::default();
        let mut position = 0;
        while let Some((index, value)) = tape.read_quickly() {
            if superseded.get(position) == Some(&true) {
                self.superseded(&name(shape, index, value), value, tape, place);
            } else if let Some(field) = shape.fields.get(index) {
                seen.known(index);
                if let Some(given) = &mut given {
                    given.set(index, value, *tape);
                }
                let before = self.issues.len();
                let place = Place::Property(place, field);
                self.value(&field.kind, field.nullable, value, tape, &place);
                if let Some(care) = field.care {
                    self.judge(&place).care(care);
                }
                if let Some(given) = &mut given
                    && self.issues.has_error(before)
                {
                    given.mark(index);
                }
            } else {
                seen.unknown();
                self.unknown(shape, value, tape, place);
            }
            position += 1;
        }
        seen
    }

    /// Passes over a property that a later one of the same name replaces. What JSON has no word for may be in it: names that differ in
    /// JavaScript, in broken surrogates alone, are equal here.
    #[cold]
    fn superseded<'a>(
        &mut self,
        name: &str,
        value: Value<'a>,
        tape: &mut Cursor<'a>,
        place: &Place<'_>,
    ) {
        tape.skip_inside(value);
        self.report_foreign(&Place::Other(place, name));
    }

    /// Of a property that the shape does not have: its name, behind which its value may come.
    fn unknown<'a>(
        &mut self,
        shape: &'static Shape,
        name: Value<'a>,
        tape: &mut Cursor<'a>,
        place: &Place<'_>,
    ) {
        let text = self::name(shape, usize::MAX, name);
        let place = Place::Other(place, &text);
        let role = self.role;
        self.judge(&place).unknown(shape, &text, role);
        if let Value::Name(_) = name
            && let Some((_, value)) = tape.read()
        {
            match value {
                Value::Json(json) => self.pass(Reader::new(json), &place),
                _ => self.report_foreign(&place),
            }
        }
    }

    /// Passes over a value that no rule speaks of.
    fn pass(&mut self, mut value: Reader<'_>, place: &Place<'_>) {
        let depth = value.skip().unwrap_or_default();
        if depth > 0 && place.path().0.len() + depth > DEEPEST {
            let message = ["Nests deeper than ", &say::decimal(DEEPEST), " levels."].concat();
            self.judge(place).error(Code::TooDeep, message);
        }
        self.report_foreign(place);
    }

    /// What is at a place that JSON has no word for.
    fn foreign_at(&mut self, place: &Place<'_>) -> Option<&'f str> {
        self.foreign.peek()?;
        let path = place.path();
        let foreign = self.foreign.next_if(|next| next.path == path.0)?;
        Some(&foreign.found)
    }

    /// Of a value that JSON has no word for.
    fn foreign(&mut self, kind: &Kind, found: &str, place: &Place<'_>) {
        let (code, message) = match kind {
            Kind::Count if matches!(found, "NaN" | "Infinity" | "-Infinity") => {
                (Code::Range, say::range(found))
            }
            _ => (Code::Type, say::wrong_type(kind, found)),
        };
        self.judge(place).error(code, message);
    }

    /// Reports what JSON has no word for, at a place and below.
    fn report_foreign(&mut self, place: &Place<'_>) {
        if self.foreign.peek().is_none() {
            return;
        }
        let path = place.path();
        while let Some(foreign) = self.foreign.next_if(|next| next.path.starts_with(&path.0)) {
            let message = ["Cannot be sent as JSON: ", &foreign.found, "."].concat();
            self.issues
                .error(Code::Type, Path(foreign.path.clone()), message);
        }
    }
}

/// The names of the properties that come next.
#[inline(never)]
pub(crate) fn names<'a>(shape: &'static Shape, tape: Cursor<'a>) -> Vec<Cow<'a, str>> {
    let names = tape.values();
    names
        .map(|(index, value)| name(shape, index, value))
        .collect()
}

/// A property's name; of one that the shape does not have, the value tells it.
fn name<'a>(shape: &'static Shape, index: usize, value: Value<'a>) -> Cow<'a, str> {
    match (shape.fields.get(index), value) {
        (Some(field), _) => Cow::Borrowed(field.name()),
        (None, Value::Name(json)) => text(json).unwrap_or_default(),
        (None, Value::Text(name)) => Cow::Borrowed(name),
        (None, _) => Cow::Borrowed(""),
    }
}

/// Which properties an object has. One bit for each: see [`Shape::MOST`].
#[derive(Clone, Copy, Default)]
struct Seen {
    known: u64,
    has_unknown: bool,
    /// Whether a name may be there twice: told exactly of known names, guessed of others.
    may_repeat: bool,
}

impl Seen {
    fn known(&mut self, index: usize) {
        self.may_repeat |= self.known & (1 << index) != 0;
        self.known |= 1 << index;
    }

    fn unknown(&mut self) {
        self.may_repeat |= self.has_unknown;
        self.has_unknown = true;
    }
}

#[cfg(test)]
mod tests;

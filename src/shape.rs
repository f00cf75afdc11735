//! How a model describes itself: [`Shape`], [`Kind`] and the macros `model!` and `values!`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words;

/// What a model looks like, as constant data.
#[derive(Debug)]
pub struct Shape {
    /// The Rust type's name, which is also the TypeScript name.
    pub name: &'static str,
    /// The properties, in declaration order.
    pub fields: &'static [Field],
    /// A bit for each property that must be present: at its position.
    pub required: u64,
    /// A bit for each property that must be present with one value of the first property.
    pub conditional: u64,
    /// A bit for each property that there is always something to say of: deprecated ones, and those without effect.
    pub careful: u64,
    /// The doc comment, a line each. Host only: the wasm carries no prose.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

impl Shape {
    /// How many properties a shape may have: the tape has six bits for a position, and two of their values mean something else. A model
    /// with more does not compile.
    pub(crate) const MOST: usize = 62;

    /// The position of the property `name`.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.key.is(name))
    }

    /// The names of the properties.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.fields.iter().map(Field::name).collect()
    }

    /// A property by its name, for rules: a name that the shape does not have does not compile.
    pub(crate) const fn prop(&self, name: &'static str) -> Prop {
        let mut index = 0;
        let mut fields = self.fields;
        while let [field, rest @ ..] = fields {
            if is_same(field.name(), name) {
                assert!(index < Prop::COUNT, "a rule may not ask for it");
                return Prop {
                    name: field.name(),
                    index,
                };
            }
            index += 1;
            fields = rest;
        }
        #[allow(clippy::panic)] // while compiling
        {
            panic!("the shape has no such property")
        }
    }

    /// The bits of `required`, `conditional` and `careful`.
    pub(crate) const fn bits(mut fields: &[Field]) -> [u64; 3] {
        let mut bits = [0; 3];
        let mut bit = 1;
        while let [field, rest @ ..] = fields {
            if field.required {
                bits[0] |= bit;
            }
            if field.with.is_some() {
                bits[1] |= bit;
            }
            if field.care.is_some() {
                bits[2] |= bit;
            }
            bit <<= 1;
            fields = rest;
        }
        bits
    }
}

/// A property that a rule speaks of, found while compiling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prop {
    /// Its name.
    pub name: &'static str,
    /// Its position in the shape.
    pub(crate) index: usize,
}

impl Prop {
    /// Rules may ask only for this many properties of a shape, the first ones: few enough to be kept without an allocation.
    pub(crate) const COUNT: usize = 16;
}

/// `==` for use while compiling.
const fn is_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([first, rest @ ..], [other_first, other_rest @ ..]) = (one, other) {
        if *first != *other_first {
            return false;
        }
        (one, other) = (rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

/// One property of a [`Shape`].
#[derive(Debug)]
pub struct Field {
    /// Its name, as it stands in JSON.
    pub(crate) key: &'static Key,
    /// What its value must be.
    pub kind: Kind,
    /// Whether it must be present.
    pub required: bool,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// Why a caller should think twice before sending it.
    pub care: Option<Care>,
    /// The value of the shape's first property that makes this one required.
    pub with: Option<&'static str>,
    /// The doc comment, a line each. Host only.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

impl Field {
    /// The property's name, as the API spells it.
    #[must_use]
    #[inline(never)] // used in many places, none of which is in a hurry
    pub const fn name(&self) -> &'static str {
        self.key.name()
    }
}

/// A property's name in quotes with a colon behind it, `"code":`, in lanes of sixteen bytes with zeros behind it.
#[derive(Debug)]
pub(crate) struct Key {
    pub bytes: [u8; Self::LONGEST],
    pub length: usize,
}

impl Key {
    /// Four lanes. A longer key, with its quotes and colon, does not compile.
    pub const LONGEST: usize = 64;
    /// Two quotes and a colon.
    const AROUND: usize = 3;

    /// The key of the field that is called `identifier`: `r#override` is `"override":`.
    #[allow(clippy::indexing_slicing)] // while compiling: a name that is too long does not compile
    pub const fn new(identifier: &str) -> Self {
        let name = match identifier.as_bytes() {
            [b'r', b'#', rest @ ..] => rest,
            name => name,
        };
        let mut bytes = [0; Self::LONGEST];
        bytes[0] = b'"';
        let mut at = 0;
        while at < name.len() {
            bytes[at + 1] = name[at];
            at += 1;
        }
        bytes[at + 1] = b'"';
        bytes[at + 2] = b':';
        Self {
            bytes,
            length: at + Self::AROUND,
        }
    }

    fn is(&self, name: &str) -> bool {
        self.length == name.len() + Self::AROUND
            && words::stands_at(&self.bytes, 1, name.as_bytes())
    }

    /// The name alone: a part of the key, so that the module has it once.
    pub const fn name(&self) -> &str {
        let (_, name) = self.bytes.split_at(1);
        match std::str::from_utf8(name.split_at(self.length - Self::AROUND).0) {
            Ok(name) => name,
            Err(_) => "",
        }
    }
}

/// A property that is accepted but should not be sent.
#[derive(Clone, Copy, Debug)]
pub enum Care {
    /// Going away; the text says what to use instead.
    Deprecated(&'static str),
    /// Accepted without any effect.
    Unused,
}

/// What a value must be.
#[derive(Debug)]
pub enum Kind {
    /// A UUID: [`crate::values::Id`].
    Id,
    /// A date and time with a zone: [`crate::values::Timestamp`].
    Timestamp,
    /// One or more decimal digits: [`crate::values::PinCode`].
    Digits,
    /// Any string.
    Text,
    /// A string of at least one character: [`crate::values::NonEmpty`].
    NonEmpty,
    /// `true` or `false`.
    Boolean,
    /// `true`; in answers another boolean is a deviation.
    True,
    /// Any number.
    Number,
    /// A whole number of at least 1: [`crate::values::Count`].
    Count,
    /// A string out of a set.
    OneOf(&'static Values),
    /// A string out of a set that may grow: a new value is a deviation, no error.
    Open(&'static Values),
    /// A nested object.
    Object(&'static Shape),
    /// An array of one kind.
    List(&'static Kind),
}

/// A set of strings, as constant data.
#[derive(Debug)]
pub struct Values {
    /// The Rust type's name, which is also the TypeScript name.
    pub name: &'static str,
    /// The strings, in declaration order.
    pub texts: &'static [&'static str],
    /// The set's doc comment, a line each. Host only.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
    /// The doc comment of each string. Host only.
    #[cfg(not(target_family = "wasm"))]
    pub value_docs: &'static [&'static [&'static str]],
}

/// A struct made by `model!`.
pub trait Model {
    /// Its description.
    const SHAPE: &'static Shape;
}

/// A type that a property can have.
pub trait Value {
    /// What its JSON must be.
    const KIND: Kind;
    /// Whether a property of this type must be present.
    const REQUIRED: bool = true;
    /// Whether `null` is a value of this type.
    const NULLABLE: bool = false;
    /// Whether the property is left out when it is written.
    fn is_absent(&self) -> bool {
        false
    }
}

impl Value for String {
    const KIND: Kind = Kind::Text;
}

impl Value for bool {
    const KIND: Kind = Kind::Boolean;
}

impl Value for f64 {
    const KIND: Kind = Kind::Number;
}

/// An optional property.
impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    const NULLABLE: bool = T::NULLABLE;
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value + 'static> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

/// A property whose value may be `null`.
///
/// In an `Option`, reading does not tell `null` from an absent property; JavaScript callers see the difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nullable<T>(pub Option<T>);

impl<T: Value> Value for Nullable<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
}

/// A set of strings made by `values!`.
pub trait OneOf: Sized + Copy + 'static {
    /// Its description.
    const VALUES: &'static Values;
    /// Every member, in declaration order.
    const ALL: &'static [Self];
    /// The member that is written `text`.
    #[must_use]
    fn parse(text: &str) -> Option<Self> {
        let index = Self::VALUES.texts.iter().position(|known| *known == text)?;
        Self::ALL.get(index).copied()
    }
}

/// A value out of a set that newer servers may extend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open<T> {
    /// A value of the set.
    Known(T),
    /// A value that this version does not know, as it came.
    Other(String),
}

impl<T: OneOf> Value for Open<T> {
    const KIND: Kind = Kind::Open(T::VALUES);
}

impl<T: Serialize> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Other(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de, T: OneOf> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(T::parse(&text).map_or(Self::Other(text), Self::Known))
    }
}

/// A string that is not of the set.
#[derive(Debug)]
pub(crate) struct NotOneOf(pub &'static Values);

impl fmt::Display for NotOneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", self.0.texts.join(", "))
    }
}

/// Declares a model: an ordinary struct that also knows its own [`Shape`].
///
/// `Option` makes a property optional, [`Nullable`] allows `null`, `#[care(…)]` marks what is accepted but should not be
/// sent, and `#[with("…")]` marks what must come with that value of the struct's first property. A property is added by
/// adding a field; nothing else has to be told.
macro_rules! model {
    ($(#[doc = $doc:literal])* pub struct $name:ident { $(
        $(#[doc = $field_doc:literal])* $(#[care($care:expr)])? $(#[with($with:literal)])? pub $field:ident: $type:ty
    ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        pub struct $name { $(
            $(#[doc = $field_doc])*
            #[serde(skip_serializing_if = "crate::shape::Value::is_absent")]
            pub $field: $type,
        )* }

        impl $name {
            const FIELDS: &'static [$crate::shape::Field] = &[$({
                const KEY: &$crate::shape::Key = &$crate::shape::Key::new(stringify!($field));
                $crate::shape::Field {
                    key: KEY,
                    kind: <$type as $crate::shape::Value>::KIND,
                    required: <$type as $crate::shape::Value>::REQUIRED,
                    nullable: <$type as $crate::shape::Value>::NULLABLE,
                    care: $crate::shape::model!(@care $($care)?),
                    with: $crate::shape::model!(@with $($with)?),
                    #[cfg(not(target_family = "wasm"))]
                    docs: &[$($field_doc),*],
                }
            }),*];
        }

        const _: () = assert!($name::FIELDS.len() <= $crate::shape::Shape::MOST, "the tape has no position for so many properties");

        impl $crate::shape::Model for $name {
            const SHAPE: &'static $crate::shape::Shape = &$crate::shape::Shape {
                name: stringify!($name),
                fields: Self::FIELDS,
                required: $crate::shape::Shape::bits(Self::FIELDS)[0],
                conditional: $crate::shape::Shape::bits(Self::FIELDS)[1],
                careful: $crate::shape::Shape::bits(Self::FIELDS)[2],
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($doc),*],
            };
        }

        impl $crate::shape::Value for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Object(<$name as $crate::shape::Model>::SHAPE);
        }
    };
    (@care) => { None };
    (@care $care:expr) => {{
        use $crate::shape::Care::*;
        Some($care)
    }};
    (@with) => { None };
    (@with $with:literal) => { Some($with) };
}

/// Declares a set of strings: an ordinary enum that also knows its own [`Values`].
macro_rules! values {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $(
        $(#[doc = $value_doc:literal])* $value:ident = $text:literal
    ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive] // a new value is a minor version
        pub enum $name { $( $(#[doc = $value_doc])* $value, )* }

        impl $name {
            /// The value, as the API spells it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$value => $text, )* }
            }
        }

        impl $crate::shape::OneOf for $name {
            const VALUES: &'static $crate::shape::Values = &$crate::shape::Values {
                name: stringify!($name),
                texts: &[$($text),*],
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($doc),*],
                #[cfg(not(target_family = "wasm"))]
                value_docs: &[$(&[$($value_doc),*]),*],
            };
            const ALL: &'static [Self] = &[$(Self::$value),*];
        }

        impl $crate::shape::Value for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::OneOf(<$name as $crate::shape::OneOf>::VALUES);
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::shape::OneOf>::parse(&text)
                    .ok_or_else(|| <D::Error as ::serde::de::Error>::custom($crate::shape::NotOneOf(<Self as $crate::shape::OneOf>::VALUES)))
            }
        }
    };
}

pub(crate) use {model, values};

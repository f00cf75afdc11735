//! Objects that the caller passes, read by hand: a derived reader would cost 14 KB and trap on wrong types.

use std::borrow::Cow;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

use super::convert::Thrown;
use crate::error::Failure;

/// The properties of an object. What is wrong with one is kept, the first mistake of all, and the property is read as if it were left out:
/// so an object is read in one go, without a way out at each property.
pub(super) struct Properties<'a> {
    object: &'a JsValue,
    /// What the object is called in messages.
    name: &'static str,
    mistake: Option<Thrown>,
}

impl<'a> Properties<'a> {
    /// Of what may be left out as a whole, too: `null` and `undefined` have no properties.
    pub fn of(object: &'a JsValue, name: &'static str) -> Self {
        let mut properties = Self {
            object,
            name,
            mistake: None,
        };
        if !properties.is_left_out() && !object.is_object() {
            properties.wrong([name, " must be an object."].concat());
        }
        properties
    }

    fn is_left_out(&self) -> bool {
        self.object.is_null() || self.object.is_undefined()
    }

    /// Takes note of a mistake that a sentence tells.
    pub fn wrong(&mut self, message: impl Into<Cow<'static, str>>) {
        self.good::<(), _>(Err(Failure::options(message)));
    }

    /// What has been made of a property; takes note of the mistake if that failed.
    pub fn good<T, E: Into<Thrown>>(&mut self, made: Result<T, E>) -> Option<T> {
        made.map_err(|mistake| self.mistake.get_or_insert_with(|| mistake.into()))
            .ok()
    }

    fn wrong_type(&mut self, name: &str, wanted: &str) {
        self.wrong([self.name, ".", name, " must be ", wanted, "."].concat());
    }

    /// A property's value, if it has one.
    #[inline(never)]
    pub fn value(&mut self, name: &'static str) -> Option<JsValue> {
        if self.is_left_out() {
            return None;
        }
        self.good(get(self.object, name))
            .filter(|value| !value.is_undefined() && !value.is_null())
    }

    #[inline(never)]
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let text = self.value(name)?.as_string();
        if text.is_none() {
            self.wrong_type(name, "a string");
        }
        text
    }

    #[inline(never)]
    pub fn function(&mut self, name: &'static str) -> Option<Function> {
        let function = self.value(name)?.dyn_into().ok();
        if function.is_none() {
            self.wrong_type(name, "a function");
        }
        function
    }

    /// What has been made of the properties, unless there was a mistake.
    pub fn end<T>(self, made: T) -> Result<T, Thrown> {
        self.mistake.map_or(Ok(made), Err)
    }
}

/// Reads one property; a getter that throws is the caller's mistake.
pub(super) fn get(object: &JsValue, name: &'static str) -> Result<JsValue, Thrown> {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|cause| Thrown {
        failure: Failure::options([name, " could not be read."].concat()),
        cause,
    })
}

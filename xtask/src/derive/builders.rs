//! The JavaScript functions that make objects of the decoder's tape, one for each model that an answer can hold.

use std::collections::BTreeSet;
use std::fmt::Write;

use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::shape::{Kind, Shape, Values};

/// The line of src/wasm/decode.js that the functions replace.
pub const MARK: &str = "const BUILDERS = {}; // written by the build\n";

/// The functions, and the table of models that they are found by.
pub fn module() -> String {
    let answers = ENDPOINTS.iter().map(|endpoint| endpoint.answer.shape());
    let models = RECEIVED.iter().map(|(_, shape)| *shape);
    let models: Vec<_> = models.chain(answers).collect();
    let mut out = Builders {
        rows: models.iter().filter_map(|shape| row(shape)).collect(),
        ..Builders::default()
    };
    let mut table = String::from("const BUILDERS = {\n");
    let mut listed = BTreeSet::new();
    for shape in models {
        if listed.insert(shape.name) {
            out.shape(shape, row(shape).is_some());
            let row = row(shape).map_or_else(|| "value".to_owned(), |name| format!("a{name}"));
            let _ = writeln!(
                table,
                "  get {}() {{ return [a{}, {row}]; }},",
                shape.name, shape.name
            );
        }
    }
    table.push_str("};\n");
    table + &out.text
}

/// The items of the shape's only list of objects: those that the scan hands on in batches.
fn row(shape: &Shape) -> Option<&'static str> {
    let mut lists = shape.fields.iter().filter_map(|field| match field.kind {
        Kind::List(Kind::Object(item)) => Some(item.name),
        _ => None,
    });
    lists.next().filter(|_| lists.next().is_none())
}

#[derive(Default)]
struct Builders {
    /// The shapes of which there are rows: they alone remember ids.
    rows: BTreeSet<&'static str>,
    text: String,
    written: BTreeSet<&'static str>,
}

impl Builders {
    /// `has_rows`: the items of its list come before it.
    fn shape(&mut self, shape: &Shape, has_rows: bool) {
        if !self.written.insert(shape.name) {
            assert!(!has_rows, "{} is a property too", shape.name);
            return;
        }
        let mut cases = String::new();
        for (index, field) in shape.fields.iter().enumerate() {
            self.needs(&field.kind);
            let made = match field.kind {
                Kind::List(Kind::Object(_)) if has_rows => in_turn("rows(tape, word)"),
                Kind::Id if self.rows.contains(shape.name) => id(index),
                _ => property(&field.kind),
            };
            let name = field.name();
            let _ = writeln!(cases, "      case {index}: this.{name} = {made}; break;");
        }
        let name = shape.name;
        let ids = if self.rows.contains(name) {
            ", ids"
        } else {
            ""
        };
        let _ = write!(
            self.text,
            "function {name}(tape) {{
  const {{ words, text{ids} }} = tape;
  let {{ at, begin }} = tape, made;
  for (;;) {{
    const word = words[at++];
    switch (word >>> 4 & 63) {{
{cases}      case 62: tape.at = at; tape.begin = begin; return;
      default: tape.at = at; tape.begin = begin; other(tape, this, word); at = tape.at; begin = tape.begin;
    }}
  }}
}}
{name}.prototype = Object.prototype;
const a{name} = (tape, word) => (word & 15) === OBJECT ? new {name}(tape) : value(tape, word);
"
        );
    }

    /// Writes what a kind's expression names.
    fn needs(&mut self, kind: &Kind) {
        match kind {
            Kind::Object(shape) => self.shape(shape, false),
            Kind::List(item) => self.needs(item),
            Kind::OneOf(values) | Kind::Open(values) => self.values(values),
            _ => {}
        }
    }

    fn values(&mut self, values: &Values) {
        if self.written.insert(values.name) {
            let texts = values.texts.join("', '");
            let _ = writeln!(self.text, "const {} = ['{texts}'];", values.name);
        }
    }
}

/// The string that a word begins.
const TEXT: &str = "text.substring(begin, begin += word >>> 10)";

/// What a property becomes: the usual word at once, others by functions that go on with the tape themselves.
fn property(kind: &Kind) -> String {
    let usual = match kind {
        Kind::Object(_) => None,
        Kind::List(_) => Some(("(word & 15) === EMPTY", "[]".to_owned())),
        Kind::OneOf(values) | Kind::Open(values) => Some((
            "(word & 15) === MEMBER",
            format!("{}[word >>> 10]", values.name),
        )),
        Kind::Boolean | Kind::True => Some((
            "(word & 15) === CONSTANT",
            "CONSTANTS[word >>> 10]".to_owned(),
        )),
        _ => Some(("(word & 15) === TEXT", TEXT.to_owned())),
    };
    let rest = match kind {
        Kind::Object(_) | Kind::List(_) => in_turn(&expression(kind)),
        _ => in_turn("value(tape, word)"),
    };
    match usual {
        Some((test, made)) => format!("{test} ? {made} : {rest}"),
        None => rest,
    }
}

/// The same of an id of a row, which may be the one that the row before had.
fn id(index: usize) -> String {
    let rest = in_turn("value(tape, word)");
    format!(
        "(word & 15) === SAME ? ids[{index}] : (word & 15) === TEXT ? ids[{index}] = {TEXT} : {rest}"
    )
}

/// What goes on with the tape by itself.
fn in_turn(expression: &str) -> String {
    format!(
        "(tape.at = at, tape.begin = begin, made = {expression}, at = tape.at, begin = tape.begin, made)"
    )
}

fn expression(kind: &Kind) -> String {
    match kind {
        Kind::List(Kind::Id | Kind::Timestamp | Kind::Digits | Kind::Text | Kind::NonEmpty) => {
            "texts(tape, word)".to_owned()
        }
        Kind::Object(shape) => format!("a{}(tape, word)", shape.name),
        Kind::List(item) => format!("list(tape, word, {})", function(item)),
        Kind::OneOf(values) | Kind::Open(values) => format!("member(tape, word, {})", values.name),
        _ => "value(tape, word)".to_owned(),
    }
}

fn function(kind: &Kind) -> String {
    match kind {
        Kind::Object(shape) => format!("a{}", shape.name),
        Kind::List(_) | Kind::OneOf(_) | Kind::Open(_) => {
            format!("(tape, word) => {}", expression(kind))
        }
        _ => "value".to_owned(),
    }
}

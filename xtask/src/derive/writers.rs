//! The JavaScript functions that write payloads into the module's memory, one for each model that an endpoint takes.

use std::collections::BTreeSet;
use std::fmt::Write;

use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::shape::{Field, Kind, Shape};

/// The line of pkg-template/accept.js that the functions replace.
pub const MARK: &str = "const WRITERS = new Map([]); // written by the build\n";

/// The functions, and the table of payloads that they are found by.
pub fn module() -> String {
    let mut functions = String::new();
    let mut written = BTreeSet::new();
    let mut table = String::from("const WRITERS = new Map([\n");
    for (index, endpoint) in ENDPOINTS.iter().enumerate() {
        let _ = writeln!(
            table,
            "  ['{}', {{ endpoint: {index}, write: {} }}],",
            endpoint.name, endpoint.payload.name
        );
        shape(endpoint.payload, &mut written, &mut functions);
    }
    table.push_str("]);\n");
    table + &functions
}

fn shape(shape: &Shape, written: &mut BTreeSet<&'static str>, functions: &mut String) {
    if !written.insert(shape.name) {
        return;
    }
    let mut cases = String::new();
    for (index, field) in shape.fields.iter().enumerate() {
        if let Some(call) = call(field, index << 4) {
            let _ = writeln!(
                cases,
                "      case '{}': if (!{call}) return false; break;",
                field.name
            );
        }
    }
    let _ = write!(
        functions,
        "function {}(value) {{
  for (const key in value) {{
    const given = value[key];
    if (given === undefined) continue;
    switch (key) {{
{cases}      default: return false;
    }}
  }}
  return put(END);
}}
",
        shape.name
    );
    for field in shape.fields {
        if let Kind::Object(inner) = field.kind {
            self::shape(inner, written, functions);
        }
    }
}

/// What writes a property; nothing does where there is always something to say, or where the fast way is not worth its bytes.
fn call(field: &Field, key: usize) -> Option<String> {
    if field.care.is_some() {
        return None;
    }
    match &field.kind {
        Kind::Id
        | Kind::Timestamp
        | Kind::Digits
        | Kind::Text
        | Kind::NonEmpty
        | Kind::OneOf(_) => Some(format!("text({key}, given)")),
        Kind::Boolean => Some(format!("flag({key}, given)")),
        Kind::List(_) => Some(format!("texts({key}, given)")),
        Kind::Object(inner) => Some(format!("object({key}, given, {})", inner.name)),
        Kind::Open(_) | Kind::True | Kind::Number | Kind::Count => None,
    }
}

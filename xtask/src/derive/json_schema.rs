//! JSON Schema (draft 2020-12) of every model, with titles and descriptions from the doc comments.

use acs_credentials::check::Role;
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::shape::{Field, Kind, Shape};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A module that exports the schemas by the names of the models.
pub fn module() -> String {
    let payloads = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.name, endpoint.payload, Role::Payload));
    let received = RECEIVED
        .iter()
        .map(|(name, shape)| (*name, *shape, Role::Received));
    let schemas: Map<String, Value> = payloads
        .chain(received)
        .map(|(name, shape, role)| {
            let mut schema = object(shape, role);
            schema.insert("$schema".to_owned(), json!(DIALECT));
            (name.to_owned(), Value::Object(schema))
        })
        .collect();
    format!("export const jsonSchemas = {};\n", Value::Object(schemas))
}

/// What is missing from a received object is a deviation, no fault: only payloads list what they require.
fn object(shape: &Shape, role: Role) -> Map<String, Value> {
    let properties: Map<String, Value> = shape
        .fields
        .iter()
        .map(|field| (field.name().to_owned(), property(field, role)))
        .collect();
    let required: Vec<&str> = shape
        .fields
        .iter()
        .filter(|field| field.required && role == Role::Payload)
        .map(Field::name)
        .collect();
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!(shape.name));
    schema.insert("description".to_owned(), json!(prose(shape.docs)));
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn property(field: &Field, role: Role) -> Value {
    let mut schema = kind(&field.kind, role);
    // A nested object describes itself; the property's own words are nearer to the reader.
    schema.insert("description".to_owned(), json!(prose(field.docs)));
    if field.care.is_some() {
        schema.insert("deprecated".to_owned(), json!(true));
    }
    if field.nullable {
        let single = schema.remove("type").unwrap_or_default();
        schema.insert("type".to_owned(), json!([single, "null"]));
    }
    Value::Object(schema)
}

fn kind(kind: &Kind, role: Role) -> Map<String, Value> {
    let schema = match kind {
        Kind::Id => json!({ "type": "string", "format": "uuid" }),
        Kind::Timestamp => json!({ "type": "string", "format": "date-time" }),
        Kind::Digits => json!({ "type": "string", "pattern": "^[0-9]+$" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::NonEmpty => json!({ "type": "string", "minLength": 1 }),
        Kind::Boolean => json!({ "type": "boolean" }),
        // Another boolean is a deviation.
        Kind::True => json!({ "type": "boolean", "examples": [true] }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Count => json!({ "type": "integer", "minimum": 1 }),
        Kind::OneOf(values) => json!({ "type": "string", "enum": values.texts }),
        // New values are welcome, so the known ones are examples.
        Kind::Open(values) => json!({ "type": "string", "examples": values.texts }),
        Kind::Object(shape) => return object(shape, role),
        Kind::List(item) => json!({ "type": "array", "items": self::kind(item, role) }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn prose(docs: &[&str]) -> String {
    docs.iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join(" ")
}

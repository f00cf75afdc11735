//! TypeScript declarations of every model, with the doc comments.

use std::collections::BTreeSet;
use std::fmt::Write;

use acs_credentials::brands::SystemType;
use acs_credentials::check::{Code, Role, Severity};
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::error::ErrorKind;
use acs_credentials::models::RECEIVED;
use acs_credentials::shape::{Care, Field, Kind, OneOf, Shape, Values};

pub fn declarations() -> String {
    let mut out = Declarations::default();
    for values in [
        Code::VALUES,
        Severity::VALUES,
        ErrorKind::VALUES,
        SystemType::VALUES,
    ] {
        out.values(values, &exported_name(values));
    }
    for endpoint in ENDPOINTS {
        out.shape(endpoint.payload, Role::Payload);
    }
    for (_, shape) in RECEIVED {
        out.shape(shape, Role::Received);
    }
    out.map(
        "PayloadModels",
        "The payloads, by the names of their models.",
        ENDPOINTS
            .iter()
            .map(|endpoint| (endpoint.name, endpoint.payload)),
    );
    out.map(
        "ReceivedModels",
        "The received objects, by the names of their models.",
        RECEIVED.iter().copied(),
    );
    out.text
}

/// The checker's own sets have shorter names in Rust, where their module says the rest.
fn exported_name(values: &Values) -> String {
    match values.name {
        "Code" => "IssueCode".to_owned(),
        name => name.to_owned(),
    }
}

#[derive(Default)]
struct Declarations {
    text: String,
    written: BTreeSet<&'static str>,
}

impl Declarations {
    fn docs(&mut self, indent: &str, docs: &[&str], care: Option<Care>) {
        let mut lines: Vec<String> = docs
            .iter()
            .map(|line| line.trim().replace("*/", "*\\/"))
            .collect();
        match care {
            Some(Care::Deprecated(instead)) => lines.push(format!("@deprecated {instead}")),
            Some(Care::Unused) => lines.push("@deprecated It has no effect.".to_owned()),
            None => {}
        }
        match &lines[..] {
            [] => {}
            [line] => self.line(&format!("{indent}/** {line} */")),
            _ => {
                self.line(&format!("{indent}/**"));
                for line in lines {
                    self.line(format!("{indent} * {line}").trim_end());
                }
                self.line(&format!("{indent} */"));
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn values(&mut self, values: &'static Values, name: &str) {
        if !self.written.insert(values.name) {
            return;
        }
        self.docs("", values.docs, None);
        self.line(&format!("export type {name} ="));
        for (index, (text, docs)) in values.texts.iter().zip(values.value_docs).enumerate() {
            let end = if index + 1 == values.texts.len() {
                ";"
            } else {
                ""
            };
            self.line(&format!("  /** {} */", docs.join(" ").trim()));
            self.line(&format!("  | {}{end}", quote(text)));
        }
        self.text.push('\n');
    }

    /// Writes a shape after everything that it mentions.
    fn shape(&mut self, shape: &'static Shape, role: Role) {
        if !self.written.insert(shape.name) {
            return;
        }
        for field in shape.fields {
            self.mentioned(&field.kind, role);
        }
        self.docs("", shape.docs, None);
        self.line(&format!("export interface {} {{", shape.name));
        for field in shape.fields {
            self.docs("  ", field.docs, field.care);
            self.line(&format!("  {}", property(field, role)));
        }
        self.line("}\n");
    }

    fn mentioned(&mut self, kind: &Kind, role: Role) {
        match kind {
            Kind::OneOf(values) | Kind::Open(values) => self.values(values, values.name),
            Kind::Object(shape) => self.shape(shape, role),
            Kind::List(item) => self.mentioned(item, role),
            _ => {}
        }
    }

    fn map(
        &mut self,
        name: &str,
        doc: &str,
        entries: impl Iterator<Item = (&'static str, &'static Shape)>,
    ) {
        self.docs("", &[doc], None);
        self.line(&format!("export interface {name} {{"));
        for (model, shape) in entries {
            // Writing to a String cannot fail.
            let _ = writeln!(self.text, "  {model}: {};", shape.name);
        }
        self.line("}\n");
    }
}

fn property(field: &Field, role: Role) -> String {
    let mut kind = type_of(&field.kind, role);
    if field.nullable {
        kind.push_str(" | null");
    }
    match (field.required, role) {
        (true, _) => format!("{}: {kind};", field.name()),
        (false, Role::Payload) => format!("{}?: {kind} | undefined;", field.name()),
        (false, Role::Received) => format!("{}?: {kind};", field.name()),
    }
}

fn type_of(kind: &Kind, role: Role) -> String {
    match kind {
        Kind::Id => "Uuid".to_owned(),
        Kind::Timestamp if role == Role::Payload => "DateTime | Date".to_owned(),
        Kind::Timestamp => "DateTime".to_owned(),
        Kind::Digits | Kind::Text | Kind::NonEmpty => "string".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::True => "true".to_owned(),
        Kind::Number | Kind::Count => "number".to_owned(),
        Kind::OneOf(values) => values.name.to_owned(),
        Kind::Open(values) => format!("Open<{}>", values.name),
        Kind::Object(shape) => shape.name.to_owned(),
        Kind::List(item) if role == Role::Payload => format!("readonly {}[]", type_of(item, role)),
        Kind::List(item) => {
            let item = type_of(item, role);
            if item.contains(' ') {
                format!("({item})[]")
            } else {
                format!("{item}[]")
            }
        }
    }
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_is_declared_once() {
        let text = declarations();
        for line in [
            "export interface CreateCredential {",
            "  acs_user_id?: Uuid | undefined;",
            "  ends_at?: DateTime | Date | undefined;",
            "  joiner_acs_credential_ids?: readonly Uuid[] | undefined;",
            "  override?: boolean | undefined;",
            "  external_type?: Open<AcsCredentialExternalType>;",
            "  next_page_cursor: string | null;",
            "  | 'mobile_key'",
            "  create: CreateCredential;",
            "  acs_credential_page: AcsCredentialPage;",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}");
        }
        assert_eq!(text.matches("export type AccessMethod").count(), 1);
        let mut code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with(['/', '*']));
        assert!(!code.any(|line| line.contains("any")), "no any");
    }
}

//! The properties that payloads can have, for the package's `accept.js`, the values of their sets, for `known.js`, the names of all models,
//! for `models.js`, and what is told of entrances, for `options.js`.

use std::collections::BTreeSet;

use acs_credentials::brands::OF_ENTRANCES;
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::shape::{Kind, Shape};

/// The line of pkg-template/accept.js that the table replaces.
pub const MARK: &str = "const PAYLOADS = {}; // written by the build\n";
/// The line of pkg-template/models.js that the names replace.
pub const MODELS_MARK: &str = "const MODELS = []; // written by the build\n";
/// The line of pkg-template/known.js that the values replace.
pub const SETS_MARK: &str = "const SETS = []; // written by the build\n";

/// The line of src/wasm/options.js that the names replace.
pub const ENTRANCES_MARK: &str = "const OF_ENTRANCES = null; // written by the build\n";

/// The table: payloads and properties in the order of the module's own, with 0 for what is no object.
pub fn table() -> String {
    let payloads =
        ENDPOINTS.map(|endpoint| format!("{}: {}", endpoint.name, names(endpoint.payload)));
    format!("const PAYLOADS = {{ {} }};\n", payloads.join(", "))
}

fn names(shape: &Shape) -> String {
    let properties: Vec<_> = shape
        .fields
        .iter()
        .map(|field| match field.kind {
            Kind::Object(inner) => format!("{}: {}", field.name(), names(inner)),
            _ => format!("{}: 0", field.name()),
        })
        .collect();
    format!("{{ {} }}", properties.join(", "))
}

/// The names of all models, in the order of the module's numbers.
pub fn models() -> String {
    let payloads = ENDPOINTS.iter().map(|endpoint| endpoint.name);
    let names: Vec<_> = payloads.chain(RECEIVED.map(|(name, _)| name)).collect();
    format!("const MODELS = {names:?};\n")
}

/// Every value of every set in a payload.
pub fn sets() -> String {
    let mut values = BTreeSet::new();
    for endpoint in ENDPOINTS {
        collect(endpoint.payload, &mut values);
    }
    format!("const SETS = {:?};\n", Vec::from_iter(values))
}

/// What rules look at of an entrance.
pub fn entrances() -> String {
    format!("const OF_ENTRANCES = {OF_ENTRANCES:?};\n")
}

fn collect(shape: &'static Shape, values: &mut BTreeSet<&'static str>) {
    for field in shape.fields {
        match &field.kind {
            Kind::OneOf(set) | Kind::Open(set) => values.extend(set.texts),
            Kind::Object(inner) => collect(inner, values),
            _ => {}
        }
    }
}

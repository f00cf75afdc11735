//! `cargo bench`: the checker alone, on the host. The package is measured by `cargo xtask bench`.

use std::hint::black_box;

use acs_credentials::check::{Context, Foreign, Input, Role, Step, walk};
use acs_credentials::endpoints::create;
use acs_credentials::models::AcsCredentialPage;
use acs_credentials::shape::{Model, Shape};
use criterion::{BenchmarkId, Criterion, Throughput};
use serde_json::{Value, json};

const PAYLOAD: &str = r#"{"access_method":"card","acs_user_id":"6a0f1c9e-4b1e-4a52-9d0f-0d2c7b1f4f10","allowed_acs_entrance_ids":["0e2b6c1d-8f3a-4c55-a2b7-94d1e6f0a3c8","5d7f90aa-1c2e-4b3d-8e4f-6a7b8c9d0e1f"],"starts_at":"2090-03-01T15:00:00.000Z","ends_at":"2090-03-05T10:00:00.000Z","visionline_metadata":{"card_format":"TLCode","override":false}}"#;
const FAULTY: &str = r#"{"access_method":"face","acs_user_id":"nobody","allowed_acs_entrance_ids":["door",5],"starts_at":"2090-13-01T00:00:00Z","ends_at":null,"visionline_metadata":{"card_format":7,"override":"no"}}"#;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    payloads(&mut criterion);
    pages(&mut criterion);
    criterion.final_summary();
}

/// The shape alone, looked at fast and thoroughly, then with the rules across properties.
fn payloads(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("payload");
    for (name, json) in [("valid", PAYLOAD), ("faulty", FAULTY)] {
        group.throughput(Throughput::Bytes(json.len() as u64));
        let shape = create::ENDPOINT.payload;
        for (way, foreign) in ways() {
            group.bench_function(BenchmarkId::new(way, name), |bencher| {
                bencher.iter(|| look(shape, json, &foreign, Role::Payload));
            });
        }
        let context = Context::default();
        group.bench_function(BenchmarkId::new("validate", name), |bencher| {
            bencher.iter(|| create::ENDPOINT.check(black_box(json), &context));
        });
    }
}

fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for rows in [1, 1000] {
        let json = page(rows);
        group.throughput(Throughput::Bytes(json.len() as u64));
        for (way, foreign) in ways() {
            group.bench_function(BenchmarkId::new(way, rows), |bencher| {
                bencher.iter(|| look(AcsCredentialPage::SHAPE, &json, &foreign, Role::Received));
            });
        }
    }
}

/// A text is scanned first, and walked where the scan has doubts. What JSON has no word for, the scan can't see: one such place, be it
/// nowhere in the text, has all of it walked.
fn ways() -> [(&'static str, Vec<Foreign>); 2] {
    let nowhere = Foreign {
        path: vec![Step::Index(0)],
        found: "NaN".to_owned(),
    };
    [("scan", Vec::new()), ("walk", vec![nowhere])]
}

/// How many issues there are.
fn look(shape: &'static Shape, json: &str, foreign: &[Foreign], role: Role) -> usize {
    let json = black_box(json);
    walk(shape, Input { json, foreign }, role)
        .report()
        .issues
        .len()
}

/// The body of a list answer.
fn page(rows: u32) -> String {
    let rows: Vec<Value> = (0..rows).map(row).collect();
    let pagination =
        json!({ "has_next_page": false, "next_page_cursor": null, "next_page_url": null });
    json!({ "acs_credentials": rows, "pagination": pagination, "ok": true }).to_string()
}

fn row(index: u32) -> Value {
    let id = |kind: u32| format!("{index:08x}-{kind:04x}-4a52-9d0f-0d2c7b1f4f10");
    json!({
        "acs_credential_id": id(1),
        "acs_user_id": id(2),
        "acs_system_id": "5d7f90aa-1c2e-4b3d-8e4f-6a7b8c9d0e1f",
        "connected_account_id": "0e2b6c1d-8f3a-4c55-a2b7-94d1e6f0a3c8",
        "workspace_id": "8ff34739-1c2e-4000-8000-94d1e6f0a3c8",
        "access_method": "card",
        "display_name": format!("Credential {index}"),
        "external_type": "visionline_card",
        "external_type_display_name": "visionline card",
        "created_at": "2025-06-19T21:08:08.946Z",
        "starts_at": "2025-06-19T21:08:08.946Z",
        "ends_at": "2025-06-21T10:00:00.000Z",
        "is_managed": true,
        "is_multi_phone_sync_credential": false,
        "is_one_time_use": false,
        "is_latest_desired_state_synced_with_provider": true,
        "latest_desired_state_synced_with_provider_at": "2025-06-19T21:08:08.946Z",
        "errors": [],
        "warnings": [],
        "is_issued": true,
        "issued_at": "2025-06-19T21:08:08.946Z",
        "card_number": "410000000",
        "visionline_metadata": {
            "card_function_type": "guest",
            "card_id": "410000000",
            "auto_join": false,
            "is_valid": true,
            "guest_acs_entrance_ids": [id(3)],
            "common_acs_entrance_ids": [id(4), id(5)],
            "joiner_acs_credential_ids": [],
        },
    })
}

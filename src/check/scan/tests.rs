//! The scan against its two judges, the walk and `serde_json`.
#![allow(clippy::indexing_slicing, clippy::string_slice)] // a test that cannot go on may say so

use std::cell::RefCell;
use std::collections::HashMap;
use std::vec;

use serde_json::{Map, Value};

use super::super::reader::Syntax;
use super::super::stream::{Rows, Stream, Unread};
use super::super::walk::{Form, Walk, walk, walk_all, whole};
use super::super::{Input, Role};
use super::*;
use crate::endpoints::{ENDPOINTS, create};
use crate::models::{AcsCredential, AcsCredentialPage, AcsEntrance, RECEIVED};
use crate::shape::Model;

thread_local! {
    /// By all texts before, whatever their shapes: it must change nothing.
    static LEARNT: RefCell<Learnt> = const { RefCell::new(Learnt::nothing()) };
}

/// The decoder's work, done slowly: values of the tape, as `src/wasm/decode.js` makes them.
struct Slowly {
    row: &'static Kind,
    rows: Vec<Value>,
    ids: Ids,
}

/// The UUID that each property of a row had last.
type Ids = HashMap<&'static str, Value>;

impl Rows for Slowly {
    fn take(&mut self, tape: &Tape) {
        let mut told = Told::new(tape);
        while !told.words.is_empty() {
            let word = told.word();
            let row = told.value(word, self.row, &mut self.ids);
            self.rows.push(row);
        }
    }
}

/// What is left of a tape.
struct Told<'a> {
    tape: &'a Tape,
    words: &'a [u32],
    /// Where the next plain string begins.
    begin: usize,
    /// What it tells as JSON.
    values: vec::IntoIter<Value>,
    /// The names that it has told of unknown properties.
    names: Vec<String>,
}

impl<'a> Told<'a> {
    fn new(tape: &'a Tape) -> Self {
        let values = match tape.json() {
            [] => Vec::new(),
            json => serde_json::from_slice(&[json, b"]"].concat()).expect("JSON"),
        };
        Self {
            tape,
            words: tape.words(),
            begin: 0,
            values: values.into_iter(),
            names: Vec::new(),
        }
    }

    fn word(&mut self) -> u32 {
        let (word, rest) = self.words.split_first().expect("a word");
        self.words = rest;
        *word
    }

    /// The next of the values that it tells as JSON.
    fn taken(&mut self) -> Value {
        self.values.next().expect("a value")
    }

    fn value(&mut self, word: u32, kind: &'static Kind, ids: &mut Ids) -> Value {
        let number = (word >> 10) as usize;
        match (word & 15, kind) {
            (tape::TEXT, _) => {
                let begin = self.begin;
                self.begin += number;
                let text = &self.tape.text()[begin..self.begin];
                std::str::from_utf8(text).expect("ASCII").into()
            }
            (tape::CONSTANT, _) => [Value::Null, false.into(), true.into()][number].clone(),
            (tape::MEMBER, Kind::OneOf(values) | Kind::Open(values)) => values.texts[number].into(),
            (tape::JSON, _) => {
                self.word();
                self.taken()
            }
            (tape::EMPTY, Kind::List(_)) => Value::Array(Vec::new()),
            (tape::LIST, Kind::List(item)) => {
                let mut items = Vec::new();
                loop {
                    let word = self.word();
                    if word >> 4 & 63 == tape::END {
                        return items.into();
                    }
                    items.push(self.value(word, item, &mut Ids::new()));
                }
            }
            (tape::OBJECT, Kind::Object(shape)) => self.object(shape, ids),
            (what, kind) => panic!("{what} for {kind:?}"),
        }
    }

    fn object(&mut self, shape: &'static Shape, ids: &mut Ids) -> Value {
        let mut made = Map::new();
        loop {
            let word = self.word();
            match word >> 4 & 63 {
                tape::END => return made.into(),
                tape::OTHER => {
                    assert_eq!(word & 15, tape::NAME);
                    let number = (word >> 10) as usize;
                    let name = if number == 0 {
                        self.word();
                        let name = self.taken().as_str().expect("a name").to_owned();
                        self.names.push(name.clone());
                        name
                    } else {
                        self.names[number - 1].clone()
                    };
                    let word = self.word();
                    let value = self.value(word, &Kind::Text, &mut Ids::new());
                    made.insert(name, value);
                }
                index => {
                    let field = &shape.fields[index as usize];
                    let value = if word & 15 == tape::SAME {
                        ids[field.name()].clone()
                    } else {
                        self.value(word, &field.kind, &mut Ids::new())
                    };
                    if word & 15 == tape::TEXT && matches!(field.kind, Kind::Id) {
                        ids.insert(field.name(), value.clone());
                    }
                    made.insert(field.name().to_owned(), value);
                }
            }
        }
    }
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// What the tape of a root object says.
fn root(shape: &'static Shape, tape: &Tape) -> Value {
    let kind: &'static Kind = Box::leak(Box::new(Kind::Object(shape)));
    let mut told = Told::new(tape);
    let first = told.word();
    let made = told.value(first, kind, &mut Ids::new());
    assert!(told.words.is_empty() && told.values.next().is_none());
    made
}

/// The walk is the judge of what there is to report, `serde_json` of what is there. Returns whether the scan finds all in order;
/// `None`: it cannot read it.
fn compare(shape: &'static Shape, json: &str) -> Option<bool> {
    let judge = || walk_all(shape, Input::from(json), Role::Received);
    let walk = walk(shape, json.into(), Role::Received);
    assert_eq!(walk.report(), judge().report(), "{json}");
    let mut learnt = LEARNT.take();
    let scanned = scan(shape, json, &mut learnt);
    LEARNT.set(learnt);
    let Some((is_clean, tape)) = scanned else {
        let is_json = serde_json::from_str::<Value>(json).is_ok();
        let form = judge().form;
        assert_eq!(form == Form::Other, is_json, "{json}");
        assert_ne!(form, Form::Object, "{json}");
        return None;
    };
    for role in [Role::Payload, Role::Received] {
        let report = walk_all(shape, Input::from(json), role).report();
        assert!(!is_clean || report.issues.is_empty(), "{json}");
    }
    let made = root(shape, &tape);
    // As text too: the order of the properties counts.
    assert_eq!(made.to_string(), parsed(json).to_string(), "{json}");
    Some(is_clean)
}

/// The same of a page that comes in pieces of `size` bytes. Returns whether it can be read so.
fn compare_pieces(json: &str, size: usize) -> bool {
    let shape = AcsCredentialPage::SHAPE;
    let mut rows = Slowly {
        row: list(shape),
        rows: Vec::new(),
        ids: Ids::new(),
    };
    let mut stream = Stream::eager(shape, LEARNT.take());
    for piece in json.as_bytes().chunks(size) {
        let copy = |room: &mut [u8]| room.copy_from_slice(piece);
        stream.add(piece.len(), copy, &mut rows);
    }
    let judge = walk_all(shape, Input::from(json), Role::Received);
    let Some(read) = stream.end(&mut rows) else {
        judge_unread(stream.unread(), json, judge);
        return false;
    };
    LEARNT.set(read.learnt);
    assert_eq!(read.walk.report(), judge.report(), "{size} bytes of {json}");
    let mut made = root(shape, &read.tape);
    let object = made.as_object_mut().expect("an object");
    if let Some(list @ Value::Array(_)) = object.get_mut("acs_credentials") {
        *list = rows.rows.into();
    }
    assert_eq!(
        made.to_string(),
        parsed(json).to_string(),
        "{size} bytes of {json}"
    );
    true
}

/// What has not been read in pieces comes to the same, read in the ordinary way.
fn judge_unread(unread: Unread, json: &str, judge: Walk) {
    let rest = unread.json.expect("memory");
    if let Some(walk) = unread.walk {
        let Syntax { at, expected } = whole(json).expect_err(json);
        let message = format!("Is not JSON: {expected} was expected after {at} bytes.");
        assert_eq!(walk.report().issues[0].message, message, "{json}");
        assert!(matches!(judge.form, Form::Cut | Form::NotJson));
        assert!(serde_json::from_slice::<Value>(&rest).is_err(), "{json}");
    } else {
        let text = std::str::from_utf8(&rest).expect("UTF-8");
        let walk = walk_all(AcsCredentialPage::SHAPE, text.into(), Role::Received);
        if let Form::Object | Form::Other = walk.form {
            assert_eq!(parsed(text).to_string(), parsed(json).to_string(), "{json}");
        }
        assert_eq!(walk.report(), judge.report(), "{json}");
    }
}

fn list(shape: &'static Shape) -> &'static Kind {
    let list = shape.fields.iter().find_map(|field| match field.kind {
        Kind::List(item @ Kind::Object(_)) => Some(item),
        _ => None,
    });
    list.expect("a list")
}

const ID: &str = "0189afAF-9fAF-0099-aAfF-0123456789ab";

fn credential(more: &str) -> String {
    [
        r#"{"display_name":"Front desk","access_method":"card","acs_credential_id":"ID","acs_system_id":"ID","#,
        r#""connected_account_id":"ID","workspace_id":"ID","created_at":"2025-06-19T21:08:08.123Z","is_managed":true,"#,
        r#""code":null,"errors":[],"warnings":[]"#,
        more,
        "}",
    ]
    .concat()
    .replace("ID", ID)
}

fn page(rows: &[String]) -> String {
    let pagination =
        r#""pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}"#;
    let rows = rows.join(" ,\n");
    [
        r#"{"ok":true,"acs_credentials":["#,
        &rows,
        "],",
        pagination,
        "}",
    ]
    .concat()
}

#[test]
fn what_is_in_order_is_left_to_nobody() {
    for more in [
        "",
        r#","starts_at":"2025-06-19T21:08:08Z","is_issued":false,"issued_at":null"#,
        r#","external_type":"visionline_card","visionline_metadata":{"card_function_type":"guest","joiner_acs_credential_ids":["ID","ID"]}"#,
        r#","user_identity_id" :  "ID"   "#,
        r#","external_type_display_name":"Schlüssel \u00e4 \" 日本""#,
    ] {
        let json = page(&[credential(&more.replace("ID", ID)), credential("")]);
        assert_eq!(
            compare(AcsCredentialPage::SHAPE, &json),
            Some(true),
            "{json}"
        );
    }
}

#[test]
fn rows_in_doubt() {
    for more in [
        r#","a":{"b":[1,2.5e3,null,"x"]}"#,
        r#","__proto__":{"a":1}"#,
        r#","display_name":"again""#,
        r#","display\u005fname":"again""#,
        r#","a":1,"a":2"#,
        r#","a":1,"b":{},"c":"\"","d":"é""#,
        r#","a":1,"b":2,"\u0061":3"#,
        r#","a":1,"b":2,"code":5"#,
        r#","external_type":"new""#,
        r#","user_identity_id":"x""#,
        r#","user_identity_id":5"#,
        r#","user_identity_id":null"#,
        r#","is_managed":false"#,
        r#","issued_at":"2025-02-30T21:08:08Z""#,
        r#","warnings":[{"warning_code":"x"},7]"#,
        r#","visionline_metadata":{"joiner_acs_credential_ids":["IDx","ID"]}"#,
        r#","visionline_metadata":{"joiner_acs_credential_ids":[null,"ID\u0030","é"]}"#,
        r#","assa_abloy_vostio_metadata":{"door_names":["é",5,true]}"#,
    ] {
        let more = &more.replace("ID", ID);
        let json = page(&[
            credential(""),
            credential(more),
            "7".to_owned(),
            credential(""),
        ]);
        assert_eq!(
            compare(AcsCredentialPage::SHAPE, &json),
            Some(false),
            "{json}"
        );
        for size in [1, 2, 7, 100, 1000, 10_000] {
            assert!(compare_pieces(&json, size), "{size} bytes of {json}");
        }
    }
}

/// What a row says to be the same is what was told of the one before, whatever stands between.
#[test]
fn ids_that_come_again() {
    let other = ID.replace('0', "1");
    let nul = "\0".repeat(36);
    for between in [
        r#""""#,
        r#""x""#,
        "null",
        "5",
        r#""é""#,
        r#""\u0030""#,
        "{}",
        &format!(r#""{}""#, "x".repeat(36)),
    ] {
        let row = |id: &str| format!(r#"{{"acs_user_id":{id},"acs_system_id":"{other}"}}"#);
        let id = format!(r#""{ID}""#);
        let twice = format!(r#"{{"acs_user_id":{id},"acs_user_id":{between}}}"#);
        let rows = [row(&id), row(between), row(&id), twice, row(&id), row(&id)];
        for size in [1, 7, 100, 10_000] {
            assert!(compare_pieces(&page(&rows), size), "{between}");
        }
    }
    assert!(!compare_pieces(
        &page(&[format!(r#"{{"acs_user_id":"{nul}"}}"#)]),
        10_000
    ));
}

/// Names that no model has are told once in a batch, wherever in it they come.
#[test]
fn names_that_come_again() {
    let many = |count: usize| -> String {
        let names = (0..count).map(|index| format!(r#","n{index}":{index}"#));
        names.collect()
    };
    let long = |length: usize| {
        let name = "x".repeat(length - 2);
        format!(r#","a":1,"{name}":1,"b":2,"{name}":3"#)
    };
    let rows = [
        "",
        r#","a":"x","b":null,"c":true,"d":false,"e":[1],"f":{"a":1},"g":1.5e3,"":"""#,
        r#","b":"x","a":null,"g":"é","h":"\n","c":"a text of more than sixteen letters""#,
        // Known elsewhere, and unknown here; and the other way round.
        r#","message":"x","warnings":[{"message":"x","code":"x","a":"x"},{"code":"y","warning_code":"being_deleted"}]"#,
        r#","code":"47","visionline_metadata":{"code":"x","message":1,"a":"x","card_id":"x"}"#,
        // The same name, in other words or twice.
        r#","\u0061":"y","b":1"#,
        r#","b" : 1,"a":2,"b":3"#,
        r#","é":1,"é":2,"è":3"#,
        r#","a":1,"\u0061":2"#,
        // More than are known again.
        &many(80),
        r#","n79":1,"n3":2,"n4":3"#,
        r#","n79":1,"n3":2,"n79":3"#,
        &long(256),
        &long(257),
    ];
    let rows: Vec<String> = rows.into_iter().map(credential).collect();
    let json = page(&rows);
    for size in [1, 7, 50, 100, 300, 1000, 10_000] {
        assert!(compare_pieces(&json, size), "{size}");
    }
    assert_eq!(compare(AcsCredentialPage::SHAPE, &json), Some(false));
    // Over several batches, and cut within a row whose names are new.
    let rows: Vec<String> = rows.iter().cycle().take(600).cloned().collect();
    assert!(compare_pieces(&page(&rows), 1 << 16));
    for cut in 1..rows[1].len() {
        let json = page(&[rows[0].clone(), rows[1].clone(), rows[2].clone()]);
        let size = json.find(&rows[1]).expect("a row") + cut;
        assert!(compare_pieces(&json, size), "{cut}");
    }
}

#[test]
fn what_is_around_the_rows() {
    let row = credential(r#","a":1,"created_at":5"#);
    let list = format!(r#""acs_credentials":[{row},{row}]"#);
    let pagination = r#""pagination":{"has_next_page":true,"next_page_cursor":"é\n","a":"é"}"#;
    let can_be_read = |json: &str| {
        let sizes = [1, 2, 3, 50, 1000, 10_000];
        let read = sizes.map(|size| compare_pieces(json, size));
        assert_eq!(read, [read[0]; 6], "{json}");
        read[0]
    };
    for json in [
        format!("{{{list},{pagination}}}"),
        format!(r#" {{ "a":[1], {pagination} , {list}, "b":"ü" }} "#),
        format!(r#"{{"ok":false,"ok":"é",{list},"ok":false}}"#),
        format!(r#"{{"pagination":{{}},{list}}}"#),
        r#"{"acs_credentials":[{}],"pagination":{}}"#.to_owned(),
        format!(r#"{{{pagination},"acs\u005fcredentials" : [ ] }}"#),
        r#"{"acs_credentials":null,"ok":5}"#.to_owned(),
        format!(r#"{{"acs_credentials":{{{list}}}}}"#),
        format!(r#"{{"x":{{{list}}},{list}}}"#),
        r#"{"acs_credentials":[7,null,[1,"é"],"\u00e9",true,-1.5e3,{}]}"#.to_owned(),
        "{}".to_owned(),
    ] {
        assert!(can_be_read(&json), "{json}");
    }
    for json in [
        format!("{{{list},{list}}}"),
        format!(r#"{{{list},"acs\u005fcredentials":5}}"#),
        format!("{{{list}"),
        format!("{{{list}]"),
        format!("{{{list}}}x"),
        format!(r#"{{"acs_credentials":[{row},]}}"#),
        format!(r#"{{"acs_credentials":[{row} {row}]}}"#),
        format!(r#"{{"acs_credentials":[{row}"#),
        r#"{"acs_credentials":[,]}"#.to_owned(),
        r#"{"acs_credentials":[1.]}"#.to_owned(),
        "[]".to_owned(),
        String::new(),
    ] {
        assert!(!can_be_read(&json), "{json}");
    }
}

#[test]
fn cut_anywhere() {
    for (json, can_be_read) in [
        (
            r#"{"acs_credentials":[{"code":"日"},{"é":"日"} ],"日":"é"}"#,
            true,
        ),
        (
            r#"{"acs_credentials":[{"code":"日"},{"é":"日"}x"日日日",7]}"#,
            false,
        ),
        (r#"{"acs_credentials":[{}é"#, false),
        (r#"{"acs_credentials":[{},{}é"#, false),
        ("{\"acs_credentials\":[ \n ],\"日\":[1]}", true),
        ("{\"acs_credentials\":[ \n ],\n\"日\":é}", false),
        ("{\"acs_credentials\":[{},7 \n ],\n\"日\":é}", false),
        ("\u{feff}\u{feff}{\"acs_credentials\":[{},{}]}", false),
        ("\u{feff}\u{feff}{}", false),
    ] {
        for size in 1..=json.len() {
            assert_eq!(compare_pieces(json, size), can_be_read, "{size} of {json}");
        }
    }
}

#[test]
fn what_is_no_object_or_no_json() {
    for json in [
        "",
        "[]",
        "null",
        "{",
        "{}x",
        r#"{"a" 1}"#,
        r#"{"a":1,}"#,
        "{\"ok\":\"\u{1}\"}",
        r#"{"ok":"\x"}"#,
    ] {
        assert_eq!(compare(AcsCredentialPage::SHAPE, json), None, "{json}");
    }
}

#[test]
fn rows_come_in_batches_and_twice() {
    // Three rows each of the same person.
    let user = |index| format!("0189afAF-9fAF-0099-aAfF-{:012}", index / 3);
    let more = |index| {
        format!(
            r#","card_number":"{index}","acs_user_id":"{}""#,
            user(index)
        )
    };
    let many: Vec<String> = (0..500).map(|index| credential(&more(index))).collect();
    let page_of_many = page(&many);
    assert_eq!(compare(AcsCredentialPage::SHAPE, &page_of_many), Some(true));
    for size in [1 << 10, 1 << 16, page_of_many.len()] {
        assert!(compare_pieces(&page_of_many, size));
    }
    let twice = page(&many[..3]).replacen('{', r#"{"acs_credentials":[{},{}],"#, 1);
    assert_eq!(compare(AcsCredentialPage::SHAPE, &twice), Some(false));
    let long = credential(&format!(r#","card_number":"{}""#, "x".repeat(1 << 22)));
    let long = page(&[long.clone(), credential(""), long]);
    assert_eq!(compare(AcsCredentialPage::SHAPE, &long), Some(true));
    assert!(compare_pieces(&long, 1 << 16));
}

#[test]
fn an_object_with_two_lists_has_no_rows() {
    let lists = r#","errors":[{"error_code":"a"},7],"warnings":[{"warning_code":"b","x":1},null]"#;
    let json = credential("").replace(r#","errors":[],"warnings":[]"#, lists);
    assert_eq!(compare(AcsCredential::SHAPE, &json), Some(false));
    assert_eq!(compare(AcsCredential::SHAPE, &credential("")), Some(true));
}

/// What `Scanner::item` reads; other kinds it would leave to the walk.
#[test]
fn lists_have_ids_texts_or_objects() {
    fn look(shape: &Shape) {
        for field in shape.fields {
            match field.kind {
                Kind::Object(inner) | Kind::List(&Kind::Object(inner)) => look(inner),
                Kind::List(item) => {
                    let name = field.name();
                    assert!(
                        matches!(item, Kind::Id | Kind::Text),
                        "{} {name}",
                        shape.name
                    );
                }
                _ => {}
            }
        }
    }
    for (_, shape) in RECEIVED {
        look(shape);
    }
    for endpoint in ENDPOINTS {
        look(endpoint.payload);
    }
}

#[test]
fn payloads() {
    let shape = create::ENDPOINT.payload;
    let good = format!(r#"{{"access_method":"code","acs_user_id":"{ID}","code":"1234"}}"#);
    assert_eq!(compare(shape, &good), Some(true));
    assert_eq!(compare(shape, "{}"), Some(false));
    assert_eq!(compare(AcsEntrance::SHAPE, "{}"), Some(false));
}

/// Bytes put in the place of others, anywhere.
#[test]
fn mutated_pages() {
    const OTHERS: &[u8] = b"{}[]\",:\\ \n0-tfn1eE.+ux_\x01";
    let more = r#","a":[1,{"b":"\u00e9"}],"warnings":[{"warning_code":"x","message":"é"}],"issued_at":null"#;
    let page = page(&[credential(more), credential("")]).into_bytes();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).expect("a small number")
    };
    let mut well_formed = 0;
    for _ in 0..4_000 {
        let mut text = page.clone();
        for _ in 0..=below(2) {
            let at = below(text.len());
            text[at] = OTHERS[below(OTHERS.len())];
        }
        if let Ok(text) = std::str::from_utf8(&text) {
            well_formed += usize::from(compare(AcsCredentialPage::SHAPE, text).is_some());
            compare_pieces(text, 1 + below(text.len()));
            compare(AcsEntrance::SHAPE, text);
        }
    }
    assert!(well_formed > 200, "{well_formed}");
}

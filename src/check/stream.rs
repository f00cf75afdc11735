//! An answer that is about a list, read in pieces as they come: the rows go by in a small window, and what is around them is kept as
//! a text of its own, in which the list is empty.
//!
//! So a module needs no more memory for a large answer than for a small one, and works on what the processor still has at hand. What
//! cannot be read this way — no JSON, the list twice — is read whole, in the ordinary way.

use super::reader::Reader;
use super::scan::{Learnt, Scanner, scan};
use super::tape::{Mark, Tape};
use super::walk::{Role, Walk, names, walk_object, walk_row};
use super::{Issues, Places};
use crate::shape::{Field, Kind, Shape};
use crate::words::{to_str, whole_characters};

/// Takes the rows.
pub(crate) trait Rows {
    /// Further rows. The places in the tape are places in `json`. `None`: they cannot be made.
    fn take(&mut self, tape: &Tape, json: &str) -> Option<()>;
}

/// Nobody wants them.
impl Rows for () {
    fn take(&mut self, _: &Tape, _: &str) -> Option<()> {
        Some(())
    }
}

/// Pieces should not be larger.
pub(crate) const PIECE: u32 = 1 << 16;

/// Smaller pieces are put together.
const LEAST: usize = 1 << 15;

/// Rows are handed on when their strings come to so many bytes: enough to make the call cheap, and little for a single row, kept by
/// the page, to keep alive.
const BATCH: usize = 1 << 14;

/// An answer on its way.
#[derive(Debug)]
pub(crate) struct Stream {
    shape: &'static Shape,
    /// The list, if there is one, and what its items are.
    list: Option<(&'static Field, &'static Kind)>,
    place: Place,
    /// The bytes at hand, and room for more.
    window: Vec<u8>,
    /// How many they are, and how many of them are done with.
    filled: usize,
    at: usize,
    /// Before there are so many, it is no use to try again.
    wanted: usize,
    least: usize,
    /// All that is not in the list.
    root: Vec<u8>,
    /// How many rows there have been.
    count: usize,
    learnt: Learnt,
    tape: Tape,
    /// What was found in the rows.
    found: Walk,
}

/// Before, in or behind the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Before,
    Inside,
    Behind,
}

/// An answer read to its end.
pub(crate) struct Read {
    pub walk: Walk,
    /// All but the rows.
    #[cfg_attr(not(any(test, target_family = "wasm")), allow(dead_code))]
    // only decoders look at it
    pub tape: Tape,
    /// What the places in the tape are places in.
    #[cfg_attr(not(any(test, target_family = "wasm")), allow(dead_code))]
    pub json: Vec<u8>,
    /// For the next answer.
    #[cfg_attr(not(target_family = "wasm"), allow(dead_code))]
    pub learnt: Learnt,
}

impl Stream {
    /// `learnt`: by an earlier answer.
    pub fn new(shape: &'static Shape, learnt: Learnt) -> Self {
        let list = only_list(shape);
        Self {
            shape,
            list,
            place: Place::Before,
            window: Vec::new(),
            filled: 0,
            at: 0,
            // What is one object is read at the end.
            wanted: if list.is_some() { LEAST } else { usize::MAX },
            least: LEAST,
            root: Vec::new(),
            count: 0,
            learnt,
            tape: Tape::default(),
            found: Walk::of_object(Issues::default(), Issues::default()),
        }
    }

    /// Reads on with every byte that comes.
    #[cfg(test)]
    pub fn eager(shape: &'static Shape, learnt: Learnt) -> Self {
        Self {
            wanted: 0,
            least: 0,
            ..Self::new(shape, learnt)
        }
    }

    /// Takes the next `length` bytes, which `copy` writes. `None`: what came cannot be read in pieces.
    pub fn add(
        &mut self,
        length: usize,
        copy: impl FnOnce(&mut [u8]),
        rows: &mut dyn Rows,
    ) -> Option<()> {
        copy(self.room(length)?);
        self.filled += length;
        if self.filled < self.wanted {
            return Some(());
        }
        self.advance(rows)
    }

    /// Room for so many more bytes, behind those that are not done with.
    fn room(&mut self, length: usize) -> Option<&mut [u8]> {
        self.window.copy_within(self.at..self.filled, 0);
        self.filled -= self.at;
        self.at = 0;
        let needed = self.filled + length;
        let missing = needed.saturating_sub(self.window.len());
        self.window.try_reserve(missing).ok()?;
        self.window.resize(self.window.len() + missing, 0);
        self.window.get_mut(self.filled..needed)
    }

    /// Reads on as far as it goes.
    fn advance(&mut self, rows: &mut dyn Rows) -> Option<()> {
        let window = std::mem::take(&mut self.window);
        let read = self.read(window.get(..self.filled)?, rows);
        self.window = window;
        self.wanted = self.least.max(2 * (self.filled - self.at));
        read
    }

    fn read(&mut self, bytes: &[u8], rows: &mut dyn Rows) -> Option<()> {
        if let (Place::Before | Place::Inside, Some(list)) = (self.place, self.list) {
            let text = to_str(whole_characters(bytes))?;
            if self.place == Place::Before {
                let json = without_mark(text);
                if let Some(begin) = begin_of_list(json, list.0.name()) {
                    self.root.extend(json.as_bytes().get(..begin)?);
                    self.at = text.len() - json.len() + begin;
                    self.place = Place::Inside;
                    self.learnt.forget_ids();
                }
            }
            if self.place == Place::Inside {
                self.rows(text, list, rows)?;
            }
        }
        if self.place == Place::Behind {
            self.root.extend(bytes.get(self.at..)?);
            self.at = bytes.len();
        }
        Some(())
    }

    /// Reads the rows that are whole.
    fn rows(
        &mut self,
        text: &str,
        list: (&'static Field, &'static Kind),
        rows: &mut dyn Rows,
    ) -> Option<()> {
        let learnt = std::mem::take(&mut self.learnt);
        let tape = std::mem::take(&mut self.tape);
        let mut scanner = Scanner::new(text, learnt, tape);
        while let Some((at, byte)) = scanner.peek(self.at) {
            if byte == b']' && self.count == 0 {
                self.at = at;
                self.place = Place::Behind;
                break;
            }
            let before = scanner.tape.mark();
            let row = scanner.row(list.1, at);
            let behind = row.as_ref().and_then(|row| scanner.peek(row.end));
            let (Some(row), Some((next, byte))) = (row, behind) else {
                scanner.tape.back_to(before);
                scanner.learnt.forget_ids();
                break;
            };
            if !row.is_clean || row.unknown.is_some() {
                let unknown = row.unknown.and_then(|place| text.get(place));
                let tape = scanner.tape.since(before, text);
                walk_row(
                    &mut self.found,
                    list,
                    self.count,
                    tape,
                    unknown.filter(|_| row.is_clean),
                );
            }
            self.count += 1;
            match byte {
                b',' => self.at = next + 1,
                b']' => {
                    self.at = next;
                    self.place = Place::Behind;
                    break;
                }
                _ => return None,
            }
            if scanner.tape.text().len() + scanner.tape.wide().len() >= BATCH {
                rows.take(&scanner.tape, text)?;
                scanner.tape.back_to(Mark::default());
            }
        }
        if scanner.tape.is_full() {
            return None;
        }
        // Its places would be wrong soon.
        rows.take(&scanner.tape, text)?;
        scanner.tape.back_to(Mark::default());
        (self.learnt, self.tape) = (scanner.learnt, scanner.tape);
        Some(())
    }

    /// What there is to report of a whole text.
    pub fn read_all(mut self, json: &str) -> Option<Walk> {
        if without_mark(json) != json {
            return None;
        }
        for piece in json.as_bytes().chunks(PIECE as usize) {
            self.add(piece.len(), |room| room.copy_from_slice(piece), &mut ())?;
        }
        self.end(&mut ()).map(|read| read.walk)
    }

    /// There is no more. `None`: it has to be read whole.
    pub fn end(mut self, rows: &mut dyn Rows) -> Option<Read> {
        self.advance(rows)?;
        match self.place {
            Place::Before => {
                let window = to_str(self.window.get(..self.filled)?)?;
                self.root.extend(without_mark(window).as_bytes());
            }
            Place::Inside => return None,
            Place::Behind => {}
        }
        let json = to_str(&self.root)?;
        let (is_clean, tape) = scan(self.shape, json, &mut self.learnt)?;
        let mut walk = self.found;
        if !is_clean {
            let mut around = walk_object(self.shape, tape.inside(json), &[], Role::Received, None);
            if let Some((field, _)) = self.list {
                let name = field.name();
                let names = names(self.shape, tape.inside(json));
                if names.iter().filter(|found| *found == name).count() > 1 {
                    return None;
                }
                let places = Places::new(names);
                around.issues.insert_all(walk.issues, name, &places);
                around.missing.insert_all(walk.missing, name, &places);
            }
            walk = around;
        }
        Some(Read {
            walk,
            tape,
            json: self.root,
            learnt: self.learnt,
        })
    }
}

/// The one list of objects that a shape has: what an answer of many objects is about.
fn only_list(shape: &'static Shape) -> Option<(&'static Field, &'static Kind)> {
    let mut lists = shape.fields.iter().filter_map(|field| match field.kind {
        Kind::List(item @ Kind::Object(_)) => Some((field, item)),
        _ => None,
    });
    lists.next().filter(|_| lists.next().is_none())
}

/// What begins an answer that some servers send.
fn without_mark(json: &str) -> &str {
    json.strip_prefix('\u{feff}').unwrap_or(json)
}

/// Where the first item of the list called `name` may be; `None` where there is none, or not yet.
fn begin_of_list(json: &str, name: &str) -> Option<usize> {
    let mut reader = Reader::new(json);
    let mut is_more = reader.take(b'{');
    while is_more {
        let is_it = reader.key().ok()?.decode() == name;
        if is_it && reader.take(b'[') {
            return Some(reader.at());
        }
        reader.skip().ok()?;
        is_more = reader.take(b',');
    }
    None
}

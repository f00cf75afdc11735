//! An answer that is about a list, read in pieces as they come: the rows go by in a small window, and what is around them is kept as
//! a text of its own, in which the list is empty.
//!
//! So a module needs no more memory for a large answer than for a small one, and works on what the processor still has at hand. Nobody
//! need keep the pieces: what cannot be read this way is found to be no JSON, or has all that counts in the text around the list.

use std::mem;

use super::learnt::Learnt;
use super::reader::{Reader, Syntax};
use super::scan::{Scanner, scan};
use super::tape::{Mark, Tape};
use super::walk::{Doubt, Form, List, Walk, names, not_json, walk_object, walk_row, whole};
use super::{Issues, Places, Role, say};
use crate::shape::{Kind, Shape};
use crate::words::{to_str, whole_characters};

/// Takes the rows.
pub(crate) trait Rows {
    /// Further rows.
    fn take(&mut self, tape: &Tape);
}

/// Nobody wants them.
impl Rows for () {
    fn take(&mut self, _: &Tape) {}
}

/// Pieces should not be larger.
pub(crate) const PIECE: u32 = 1 << 16;

/// Smaller pieces are put together.
const LEAST: usize = 1 << 15;

/// Rows are handed on when the text and JSON of their tape come to this many bytes: enough to make the call cheap, but not much, since a
/// page that keeps a single row keeps its whole batch alive.
const BATCH: usize = 1 << 15;

/// An answer on its way.
#[derive(Debug)]
pub(crate) struct Stream {
    shape: &'static Shape,
    /// The list, if there is one, and what its items are.
    list: Option<List>,
    phase: Phase,
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
    /// How many rows there have been, and how many bytes in all.
    count: usize,
    length: usize,
    /// It cannot be read on. What comes now is not taken.
    is_over: bool,
    /// That was for want of memory.
    is_full: bool,
    /// The list came again.
    is_again: bool,
    learnt: Learnt,
    tape: Tape,
    /// What was found in the rows.
    found: Walk,
}

/// Before, in or behind the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Before,
    Inside,
    Behind,
}

/// What there is of an answer that was not read in pieces.
#[cfg_attr(not(any(test, target_family = "wasm")), allow(dead_code))] // only who has no other copy of it asks
#[derive(Default)]
pub(crate) struct Unread {
    /// All of it, or all that counts: to be read in the ordinary way. `None`: there was no memory for it.
    pub json: Option<Vec<u8>>,
    /// What there is to report, if rows have gone by and the rest was then no JSON.
    pub walk: Option<Walk>,
}

/// An answer read to its end.
pub(crate) struct Read {
    pub walk: Walk,
    /// All but the rows.
    #[cfg_attr(not(any(test, target_family = "wasm")), allow(dead_code))]
    // only decoders look at it
    pub tape: Tape,
    /// The answer without them.
    #[cfg_attr(not(target_family = "wasm"), allow(dead_code))]
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
            phase: Phase::Before,
            window: Vec::new(),
            filled: 0,
            at: 0,
            // What is one object is read at the end.
            wanted: if list.is_some() { LEAST } else { usize::MAX },
            least: LEAST,
            root: Vec::new(),
            count: 0,
            length: 0,
            is_over: false,
            is_full: false,
            is_again: false,
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

    /// Takes the next `length` bytes, which `copy` writes. Returns whether more of them are wanted.
    pub fn add(
        &mut self,
        length: usize,
        copy: impl FnOnce(&mut [u8]),
        rows: &mut dyn Rows,
    ) -> bool {
        if self.is_over {
            return false;
        }
        let Some(room) = self.room(length) else {
            (self.is_over, self.is_full) = (true, true);
            return false;
        };
        copy(room);
        self.filled += length;
        self.length += length;
        if self.filled >= self.wanted {
            self.is_over = self.advance(rows).is_none();
        }
        !self.is_over
    }

    /// Room for so many more bytes, behind those that are not done with.
    fn room(&mut self, length: usize) -> Option<&mut [u8]> {
        if self.at > 0 {
            self.window.copy_within(self.at..self.filled, 0);
            self.filled -= self.at;
            self.at = 0;
        }
        let needed = self.filled + length;
        let missing = needed.saturating_sub(self.window.len());
        self.window.try_reserve(missing).ok()?;
        self.window.resize(self.window.len() + missing, 0);
        self.window.get_mut(self.filled..needed)
    }

    /// Reads on as far as it goes.
    fn advance(&mut self, rows: &mut dyn Rows) -> Option<()> {
        let window = mem::take(&mut self.window);
        let read = self.read(window.get(..self.filled)?, rows);
        self.window = window;
        self.wanted = self.least.max(2 * (self.filled - self.at));
        read
    }

    fn read(&mut self, bytes: &[u8], rows: &mut dyn Rows) -> Option<()> {
        if let (Phase::Before | Phase::Inside, Some(list)) = (self.phase, self.list) {
            let text = to_str(whole_characters(bytes))?;
            if self.phase == Phase::Before {
                let json = without_mark(text);
                if let Some(begin) = begin_of_list(json, list.0.name()) {
                    self.root.extend(json.as_bytes().get(..begin)?);
                    self.at = text.len() - json.len() + begin;
                    self.phase = Phase::Inside;
                    self.learnt.forget_ids();
                }
            }
            if self.phase == Phase::Inside {
                self.rows(text, list, rows)?;
            }
        }
        if self.phase == Phase::Behind {
            let rest = bytes.get(self.at..)?;
            self.is_full = self.root.try_reserve(rest.len()).is_err();
            if self.is_full {
                return None;
            }
            self.root.extend(rest);
            self.at = bytes.len();
        }
        Some(())
    }

    /// Reads the rows that are whole.
    fn rows(&mut self, text: &str, list: List, rows: &mut dyn Rows) -> Option<()> {
        let learnt = mem::take(&mut self.learnt);
        let tape = mem::take(&mut self.tape);
        let mut scanner = Scanner::new(text, learnt, tape);
        while let Some((at, byte)) = scanner.peek(self.at) {
            if byte == b']' && self.count == 0 {
                self.phase = Phase::Behind;
                break;
            }
            let before = scanner.tape.mark();
            let row = scanner.row(list.1, at);
            let behind = row.as_ref().and_then(|row| scanner.peek(row.end));
            let (Some(row), Some((next, byte))) = (row, behind) else {
                scanner.tape.back_to(before);
                scanner.learnt.forget_ids();
                if is_broken(text, self.at) {
                    return None;
                }
                break;
            };
            if !row.is_clean {
                let doubt = Doubt::Any(scanner.tape.since(before));
                walk_row(&mut self.found, list, self.count, doubt);
            } else if !scanner.unknown.is_empty() {
                let doubt = Doubt::Unknown(&scanner.unknown);
                walk_row(&mut self.found, list, self.count, doubt);
            }
            let is_last = match byte {
                b',' => false,
                b']' => true,
                _ => return None,
            };
            self.count += 1;
            if is_last {
                self.at = next;
                self.phase = Phase::Behind;
                break;
            }
            self.at = next + 1;
            if scanner.tape.length() >= BATCH {
                rows.take(&scanner.tape);
                scanner.tape.back_to(Mark::default());
            }
        }
        if scanner.tape.is_full() {
            self.is_full = true;
            return None;
        }
        rows.take(&scanner.tape);
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
            self.add(piece.len(), |room| room.copy_from_slice(piece), &mut ());
        }
        self.end(&mut ()).map(|read| read.walk)
    }

    /// There is no more. `None`: it was not read, and [`Stream::unread`] says why.
    pub fn end(&mut self, rows: &mut dyn Rows) -> Option<Read> {
        if self.is_over {
            return None;
        }
        self.advance(rows)?;
        match self.phase {
            Phase::Before => {
                self.root = mem::take(&mut self.window);
                self.root.truncate(mem::take(&mut self.filled));
            }
            Phase::Inside => return None,
            Phase::Behind => {}
        }
        let text = to_str(&self.root)?;
        let json = without_mark(text);
        let (is_clean, tape) = scan(self.shape, json, &mut self.learnt)?;
        let mut walk = mem::take(&mut self.found);
        if !is_clean {
            let mut around = walk_object(self.shape, tape.inside(), &[], Role::Received, None);
            if let Some((field, _)) = self.list {
                let name = field.name();
                let names = names(self.shape, tape.inside());
                self.is_again = names.iter().filter(|found| *found == name).count() > 1;
                if self.is_again {
                    return None;
                }
                let places = Places::new(names);
                around.issues.insert_all(walk.issues, name, &places);
                around.missing.insert_all(walk.missing, name, &places);
            }
            walk = around;
        }
        let mark = text.len() - json.len();
        self.root.drain(..mark);
        Some(Read {
            walk,
            tape,
            json: mem::take(&mut self.root),
            learnt: mem::take(&mut self.learnt),
        })
    }

    /// What is left of an answer that was not read, and what to report of it.
    #[cfg_attr(not(any(test, target_family = "wasm")), allow(dead_code))] // see `Unread`
    #[cold]
    pub fn unread(mut self) -> Unread {
        let mut rest = self.window.get(self.at..self.filled).unwrap_or_default();
        if self.is_over {
            // What followed was not taken, so a character may be cut off here.
            let whole = whole_characters(rest);
            self.length -= rest.len() - whole.len();
            rest = whole;
        }
        self.is_full |= self.root.try_reserve(rest.len() + 2).is_err();
        if self.is_full {
            return Unread::default();
        }
        if self.phase == Phase::Inside && self.count > 0 {
            // In place of the rows that have gone by.
            self.root.extend(b"0,");
        }
        self.root.extend(rest);
        let text = whole_characters(&self.root);
        let is_whole = text.len() == self.root.len();
        let walk = match to_str(text).map(whole) {
            Some(Err(Syntax { at, expected })) if self.count > 0 => {
                let place = say::after(self.length - (self.root.len() - at));
                let form = Form::broken_at(at, text.len());
                Some(not_json(expected, &place, form))
            }
            // It is JSON, so memory was lacking.
            Some(Ok(_)) if is_whole && self.count > 0 && !self.is_again => {
                return Unread::default();
            }
            // No UTF-8, or no row has gone by, or the list came again: then the last one counts, which is here.
            _ => None,
        };
        Unread {
            json: Some(self.root),
            walk,
        }
    }
}

/// The one list of objects that a shape has: what an answer of many objects is about.
fn only_list(shape: &'static Shape) -> Option<List> {
    let mut lists = shape.fields.iter().filter_map(|field| match field.kind {
        Kind::List(item @ Kind::Object(_)) => Some((field, item)),
        _ => None,
    });
    lists.next().filter(|_| lists.next().is_none())
}

/// Whether the value at a place is no JSON, whatever comes behind the text.
fn is_broken(text: &str, at: usize) -> bool {
    let value = Reader::at_place(text, at).skip();
    value.is_err_and(|Syntax { at, .. }| at < text.len())
}

/// What begins an answer that some servers send.
const MARK: &str = "\u{feff}";

fn without_mark(json: &str) -> &str {
    json.strip_prefix(MARK).unwrap_or(json)
}

/// Where the first item of the list called `name` may be; `None` where there is none, or not yet.
fn begin_of_list(json: &str, name: &str) -> Option<usize> {
    let mut reader = Reader::new(json);
    let mut is_more = reader.take(b'{');
    while is_more {
        if reader.key().ok()?.decode() == name {
            // If it is something else, a list that comes again is not expected.
            return reader.take(b'[').then(|| reader.at());
        }
        reader.skip().ok()?;
        is_more = reader.take(b',');
    }
    None
}

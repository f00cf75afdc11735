//! Issues as they are found, and where each is put.

use std::borrow::Cow;
use std::mem;

use super::{Code, Issue, Path, Severity, repeats};

/// The names of an object's properties, in order; `None` for one that a later equal one takes the place of.
pub(crate) struct Places<'a>(Vec<Option<Cow<'a, str>>>);

impl<'a> Places<'a> {
    pub fn new(names: Vec<Cow<'a, str>>) -> Self {
        let superseded = repeats::superseded(&names);
        let names = names.into_iter().zip(superseded);
        Self(
            names
                .map(|(name, is_superseded)| (!is_superseded).then_some(name))
                .collect(),
        )
    }

    /// Where the issues about a property begin and end in `issues`, which are in the object's order. Those about a property that the object
    /// lacks come last. Looks at each name and each issue once.
    fn range(&self, issues: &[Issue], property: Option<&str>) -> (usize, usize) {
        let is_it = |name: &Option<Cow<'_, str>>| name.as_deref() == property;
        let wanted = self.0.iter().position(is_it).unwrap_or(self.0.len());
        let mut place = 0;
        let mut begin = issues.len();
        for (index, issue) in issues.iter().enumerate() {
            while self
                .0
                .get(place)
                .is_some_and(|name| name.as_deref() != issue.property())
            {
                place += 1;
            }
            if place >= wanted {
                begin = begin.min(index);
            }
            if place > wanted {
                return (begin, index);
            }
        }
        (begin, issues.len())
    }
}

/// The issues found so far.
///
/// More than [`Self::MOST`], or longer ones than [`Self::LARGEST`] in all, help nobody, and a hostile answer must not fill the memory.
/// Errors have as much room again, so that no warnings can make a payload pass.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    list: Vec<Issue>,
    /// What they take.
    bytes: usize,
}

impl Issues {
    pub(crate) const MOST: usize = 10_000;
    /// In bytes.
    pub(crate) const LARGEST: usize = 1 << 22;

    /// Adds an issue that stops a payload.
    #[inline(never)] // as `add`
    pub(crate) fn error(
        &mut self,
        code: Code,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(Severity::Error, code, path.into(), message.into());
    }

    /// Adds an issue that lets a payload pass.
    #[inline(never)]
    pub(crate) fn warning(
        &mut self,
        code: Code,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(Severity::Warning, code, path.into(), message.into());
    }

    #[inline(never)] // in a hundred places, it would be large
    pub(crate) fn add(
        &mut self,
        severity: Severity,
        code: Code,
        path: Path,
        message: Cow<'static, str>,
    ) {
        self.push(Issue::new(severity, code, path, message));
    }

    /// Whether there is room for another one. Where not, it need not be made.
    pub(crate) fn has_room(&self, severity: Severity) -> bool {
        let rooms = match severity {
            Severity::Error => 2,
            Severity::Warning => 1,
        };
        self.list.len() < rooms * Self::MOST && self.bytes < rooms * Self::LARGEST
    }

    /// Adds an issue. A warning must fit into the room that is left, so that it takes none of the errors'; an error need not.
    pub(crate) fn push(&mut self, issue: Issue) {
        let bytes = self.bytes + issue.bytes();
        let fits = issue.severity == Severity::Error || bytes <= Self::LARGEST;
        if fits && self.has_room(issue.severity) {
            self.bytes = bytes;
            self.list.push(issue);
        }
    }

    /// Whether there is an error behind the first `count` issues.
    pub(crate) fn has_error(&self, count: usize) -> bool {
        let later = self.list.get(count..).unwrap_or_default();
        later.iter().any(|issue| issue.severity == Severity::Error)
    }

    pub(crate) const fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets all but the first `count` issues.
    pub(crate) fn truncate(&mut self, count: usize) {
        let gone = self.list.get(count..).unwrap_or_default();
        self.bytes -= gone.iter().map(Issue::bytes).sum::<usize>();
        self.list.truncate(count);
    }

    /// Puts each of `others` behind the issues about the same or earlier places. Those about one property must come together, in its order.
    #[inline(never)]
    pub(crate) fn insert(&mut self, others: Self, places: &Places<'_>) {
        let mut behind = Vec::new();
        let mut at: usize = 0;
        self.bytes += others.bytes;
        for issue in others.list {
            let last = at.checked_sub(1).and_then(|last| self.list.get(last));
            if last.is_none_or(|last| last.property() != issue.property()) {
                self.list.append(&mut behind);
                let end;
                (at, end) = places.range(&self.list, issue.property());
                behind = self.list.split_off(end);
            }
            while self
                .list
                .get(at)
                .is_some_and(|own| own.item() <= issue.item())
            {
                at += 1;
            }
            self.list.insert(at, issue);
            at += 1;
        }
        self.list.append(&mut behind);
    }

    /// Puts `others`, which are about what is in `property`, behind the issues about that property and earlier ones.
    #[inline(never)]
    pub(crate) fn insert_all(&mut self, mut others: Self, property: &str, places: &Places<'_>) {
        let (_, end) = places.range(&self.list, Some(property));
        let mut behind = self.list.split_off(end);
        self.bytes += others.bytes;
        self.list.append(&mut others.list);
        self.list.append(&mut behind);
    }

    pub(crate) fn append(&mut self, later: &mut Self) {
        self.list.append(&mut later.list);
        self.bytes += mem::take(&mut later.bytes);
    }

    pub(crate) fn into_vec(self) -> Vec<Issue> {
        self.list
    }
}

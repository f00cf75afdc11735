//! Texts that come twice.

use std::borrow::Cow;
use std::collections::BinaryHeap;

/// For each text, whether it comes again later.
pub(crate) fn superseded(texts: &[Cow<'_, str>]) -> Vec<bool> {
    let (mut marks, pairs) = pairs(texts);
    for (earlier, _) in pairs {
        mark(&mut marks, earlier);
    }
    marks
}

/// For each text, whether it was there before.
pub(crate) fn repeated(texts: &[Cow<'_, str>]) -> Vec<bool> {
    let (mut marks, pairs) = pairs(texts);
    for (_, later) in pairs {
        mark(&mut marks, later);
    }
    marks
}

fn mark(marks: &mut [bool], position: usize) {
    if let Some(mark) = marks.get_mut(position) {
        *mark = true;
    }
}

/// A mark for each text, and the positions of each text and of the next one that equals it.
///
/// Comparing each with each would keep a long list busy for minutes; a heap sorts with less code than a sort does.
#[inline(never)]
fn pairs(texts: &[Cow<'_, str>]) -> (Vec<bool>, Vec<(usize, usize)>) {
    let texts = texts.iter().map(|text| &**text);
    let mut heap: BinaryHeap<(&str, usize)> = texts.zip(0..).collect();
    let marks = vec![false; heap.len()];
    let mut pairs = Vec::new();
    let mut next: Option<(&str, usize)> = None;
    while let Some((text, earlier)) = heap.pop() {
        if let Some((_, later)) = next.filter(|(next, _)| *next == text) {
            pairs.push((earlier, later));
        }
        next = Some((text, earlier));
    }
    (marks, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (texts, earlier, later) in [
            ("", "", ""),
            ("a b c", "...", "..."),
            ("a b a", "x..", "..x"),
            ("b a b a a", "xx.x.", "..xxx"),
        ] {
            let texts: Vec<_> = texts.split_whitespace().map(Cow::Borrowed).collect();
            let drawn = |marks: Vec<bool>| -> String {
                let draw = |mark| if mark { 'x' } else { '.' };
                marks.into_iter().map(draw).collect()
            };
            assert_eq!(drawn(superseded(&texts)), earlier);
            assert_eq!(drawn(repeated(&texts)), later);
        }
    }
}

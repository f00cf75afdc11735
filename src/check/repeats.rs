//! Texts that come twice.

use std::borrow::Cow;
use std::collections::BinaryHeap;

/// For each text, whether it comes again later.
pub(crate) fn superseded(texts: &[Cow<'_, str>]) -> Vec<bool> {
    marks(texts, |earlier, _| earlier)
}

/// For each text, whether it was there before.
pub(crate) fn repeated(texts: &[Cow<'_, str>]) -> Vec<bool> {
    marks(texts, |_, later| later)
}

/// A mark for each text. Of two equal texts with no third between them, `which` chooses the one to mark.
///
/// Comparing each with each would take minutes for a long list; sorting by a heap takes less code than `sort`.
#[inline(never)]
fn marks(texts: &[Cow<'_, str>], which: fn(usize, usize) -> usize) -> Vec<bool> {
    let mut marks = vec![false; texts.len()];
    let texts = texts.iter().map(|text| &**text);
    let mut heap: BinaryHeap<(&str, usize)> = texts.zip(0..).collect();
    let mut next: Option<(&str, usize)> = None;
    while let Some((text, earlier)) = heap.pop() {
        if let Some((_, later)) = next.filter(|(next, _)| *next == text)
            && let Some(mark) = marks.get_mut(which(earlier, later))
        {
            *mark = true;
        }
        next = Some((text, earlier));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice() {
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

/** Only the rows in sight are in the page, however many there are. All rows have one height. */
import { signal } from '@preact/signals-core';
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

const OVERSCAN = 6;
/** Paper has no sight: it gets the rows themselves, so many at most. */
const MOST_PRINTED = 2000;
const isPrinting = signal(false);
addEventListener('beforeprint', () => (isPrinting.value = true));
addEventListener('afterprint', () => (isPrinting.value = false));

/** Before the element is measured. */
const FIRST_SIGHT = { width: 0, height: 900 };

/** The rows in sight with some around, and one that stays although it is out of sight: the focus may be on it. */
function indexesOf({ startIndex, endIndex, overscan, count }, kept) {
  const first = Math.max(startIndex - overscan, 0);
  const last = Math.min(endIndex + overscan, count - 1);
  const indexes = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
  if (kept >= 0 && kept < first) indexes.unshift(kept);
  if (kept > last && kept < count) indexes.push(kept);
  return indexes;
}

const firstOf = ({ count, size }) =>
  Array.from({ length: Math.min(count, MOST_PRINTED) }, (_, index) => ({ index, start: index * size }));

export function createRows() {
  const moved = signal(0);
  let element = null;
  let unmount;
  let isTold = false;
  let given = { count: 0, size: 1, before: 0, kept: -1 };

  // Told once all is settled: a view that is just being made may be what moved it.
  function tell() {
    if (isTold) return;
    isTold = true;
    queueMicrotask(() => {
      isTold = false;
      moved.value += 1;
    });
  }

  const optionsOf = ({ count, before }) => ({
    count,
    getScrollElement: () => element,
    estimateSize: () => given.size,
    rangeExtractor: (range) => indexesOf(range, given.kept),
    initialRect: FIRST_SIGHT,
    overscan: OVERSCAN,
    scrollMargin: before,
    scrollPaddingStart: before,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: tell,
  });
  const virtualizer = new Virtualizer(optionsOf(given));

  return {
    /** For `ref`: the element that scrolls. */
    attach(now) {
      if (!now === !element) return;
      unmount?.();
      element = now ?? null;
      unmount = element ? virtualizer._didMount() : undefined;
      virtualizer._willUpdate();
      tell();
    },

    /**
     * @param {{ count: number, size: number, before: number, kept: number }} wanted size of a row in pixels, `before`: of
     *   what stands above the rows and sticks there, `kept`: index of a row to keep, -1 for none
     * @returns {{ total: number, items: { index: number, start: number }[] }}
     */
    layout(wanted) {
      void moved.value;
      const isResized = wanted.size !== given.size;
      given = wanted;
      virtualizer.setOptions(optionsOf(wanted));
      if (isResized) virtualizer.measure();
      const total = virtualizer.getTotalSize();
      if (isPrinting.value) return { total, items: firstOf(wanted) };
      const items = virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start: start - wanted.before }));
      return { total, items };
    },

    /** Into sight, moving no more than needed. */
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    toTop: () => element && virtualizer.scrollToOffset(0),
    /** So many rows fit. */
    inSight: () => Math.max(Math.floor(((element?.clientHeight ?? 0) - given.before) / given.size), 1),
  };
}

/** Only the rows in sight are in the page, however many there are. All rows have one height. */
import { signal } from '@preact/signals-core';
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

const OVERSCAN = 6;
/** Paper has no sight: it gets the rows themselves, so many at most. */
export const MOST_PRINTED = 2000;
export const isPrinting = signal(false);
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
  /** Where one was when the element went: a view comes back as it was left. */
  let left = 0;
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

  /** With rows of another height, the first one in sight is where it was, and the one to keep stays in sight. */
  function keepPlace({ kept, size, before }, next) {
    const offset = virtualizer.scrollOffset ?? 0;
    const height = (element?.clientHeight ?? 0) - before;
    const isSeen = (kept + 1) * size > offset && kept * size < offset + height;
    const first = (offset / size) * next;
    const least = (kept + 1) * next - height;
    const wanted = isSeen ? Math.min(Math.max(first, least), kept * next) : first;
    queueMicrotask(() => element && virtualizer.scrollToOffset(wanted));
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
      if (element) left = virtualizer.scrollOffset ?? 0;
      element = now ?? null;
      unmount = element ? virtualizer._didMount() : undefined;
      virtualizer._willUpdate();
      // Its rows are not in the page yet.
      if (element && left) queueMicrotask(() => element && virtualizer.scrollToOffset(left));
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
      if (isResized) keepPlace(given, wanted.size);
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
    toTop() {
      left = 0;
      if (element) virtualizer.scrollToOffset(0);
    },
    /** So many rows fit. */
    inSight: () => Math.max(Math.floor(((element?.clientHeight ?? 0) - given.before) / given.size), 1),
  };
}

/** Keeps the focus in the page: who goes on by keyboard would start at its top again. */

/** What stands over all that one sees of the view. */
export const viewHeading = () => document.getElementById('detail-title') ?? document.querySelector('main h1, main h2');

/** @param {HTMLElement | null} heading takes the focus only when it is given */
export function focusHeading(heading) {
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

/** When that which has the focus is drawn no more, the heading of its part of the page takes it. @param {() => void} draw */
export function keepFocus(draw) {
  const before = document.activeElement;
  const part = before?.closest('[aria-labelledby]')?.getAttribute('aria-labelledby');
  draw();
  if (before && !before.isConnected) focusHeading(document.getElementById(part) ?? viewHeading());
}

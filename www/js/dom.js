/** How nodes are made. Text is only ever text here: nothing reads markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] attributes; `onclick` and its like are listeners; absent ones are left out
 * @param {unknown} [children] nodes and texts, nested as is handy; absent ones are left out
 */
export function el(tag, properties = {}, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (isAbsent(value)) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...[children].flat(Infinity).filter((child) => !isAbsent(child)));
  return node;
}

const isAbsent = (value) => value === undefined || value === null || value === false;

const SHAPES = {
  ok: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.2 2.8 2.8L16 9.6',
  waiting: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.2 2',
  warning: 'M12 3.6 2.6 20h18.8L12 3.6Zm0 6v4.6m0 2.7v.1',
  error: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3ZM12 7.6v5.2m0 3.4v.1',
  deleting: 'M4 6.5h16M9 6.5V4h6v2.5M6 6.5 7 20h10l1-13.5M10 10.5v6m4-6v6',
  unassigned: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.7-3.7 3.7-5.5 7.5-5.5 1 0 2 .1 2.8.4M17 18h5',
  ended: 'M5 5.5h14v14H5v-14ZM5 9.5h14M8.5 3v4m7-4v4m-6 6 5 4m0-4-5 4',
  code: 'M6 5v.1M12 5v.1M18 5v.1M6 11v.1M12 11v.1M18 11v.1M6 17v.1M12 17v.1M18 17v.1',
  card: 'M3 5.5h18v13H3v-13ZM3 10h18M6.5 14.5h4',
  mobile_key: 'M7 2.5h10v19H7v-19Zm4 15.5h2',
  cloud_key: 'M7 18.5a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 11a3.8 3.8 0 0 1-.5 7.5H7Z',
  key: 'M8.5 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.2-7.7L20 4m-3.8 3.8L19.5 11',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8L20.5 20.5',
  close: 'M6 6l12 12M18 6 6 18',
  arrow: 'M4 12h15m-6-6 6 6-6 6',
  empty: 'M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5Zm0 0h5a3 3 0 0 0 6 0h5',
};

/** A picture that only repeats what the text beside it says. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  for (const [key, value] of [
    ['viewBox', '0 0 24 24'],
    ['class', `icon icon-${name}`],
    ['aria-hidden', 'true'],
  ])
    svg.setAttribute(key, value);
  path.setAttribute('d', SHAPES[name] ?? SHAPES.key);
  svg.append(path);
  return svg;
}

/** A text in whatever direction its script runs, without turning the line that it stands in. */
export const isolated = (content) => (typeof content === 'string' ? el('bdi', {}, content) : content);

/** A box with something to know in it. @param {'error' | 'warning'} severity */
export function notice(severity, children, properties = {}) {
  return el('div', { class: `notice ${severity}`, ...properties }, [icon(severity), el('div', {}, children)]);
}

/** Draws only what differs from the last time: the focus, or a pointer, may be on what is there. */
export function whenOther(draw) {
  let before;
  return (content, ...more) => {
    const now = JSON.stringify(content);
    if (now !== before) draw(content, ...more);
    before = now;
  };
}

/** Changes nodes and keeps the focus where it is, as long as something with the same id comes back. */
export function keepingFocus(change) {
  const { id } = document.activeElement ?? {};
  change();
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus({ preventScroll: true });
}

/** @returns {HTMLButtonElement} */
export function button(label, { kind = 'quiet', icon: picture, ...properties } = {}) {
  return el('button', { type: 'button', class: `button ${kind}`, ...properties }, [
    picture && icon(picture),
    el('span', {}, label),
  ]);
}

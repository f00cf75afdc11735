/** The table: only the rows in sight are in the page; on narrow screens each is a card. */
import { computed, signal } from '@preact/signals-core';
import { guard, html, ifDefined, live, memo, nothing, ref, repeat, styles } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { isPrinting } from '../lib/virtual.js';
import { readSort } from '../model/sort.js';
import { now } from '../state/clock.js';
import { cursor, focusRow, tableRows, ticked, toggle, toggleAll } from '../state/cursor.js';
import { directory } from '../state/directory.js';
import { go, route } from '../state/route.js';
import { selection, shown } from '../state/store.js';
import { texts } from '../texts/index.js';
import { Row } from './list-row.js';

const COLUMNS = ['name', 'state', 'method', 'holder', 'system', 'validity', 'sync'];
const GHOSTS = 12;
/** Heights and the width from which on there are columns, in rem. */
const ROW = 3.75;
const CARD = 6.25;
const HEAD = 2.5;
const ROOM_FOR_COLUMNS = 46;

const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
const isNarrow = signal(false);
const sizer = new ResizeObserver(([{ contentRect }]) => (isNarrow.value = contentRect.width < ROOM_FOR_COLUMNS * rem));
/** Paper is wide enough for columns, whatever the screen is. */
const isCards = computed(() => isNarrow.value && !isPrinting.value);

const measures = computed(() => ({ size: (isCards.value ? CARD : ROW) * rem, before: HEAD * rem }));

let watched;
function attach(element) {
  if (watched) sizer.unobserve(watched);
  watched = element;
  if (element) sizer.observe(element);
  tableRows.attach(element);
}

const heights = () => ({ '--row': `${measures.value.size}px`, '--head': `${HEAD}rem` });
const openedIndex = computed(() => route.value.credential);

const Frame = (content) =>
  html`<div class="scroller ${isCards.value ? 'is-cards' : ''}" ${ref(attach)} ${styles(heights())}>${content}</div>`;

export const Table = memo(() =>
  Frame(
    html`<div
      role="grid"
      class="table"
      aria-label=${texts.table}
      aria-rowcount=${shown.value.length + 1}
      aria-multiselectable="true"
      @keydown=${onkeydown}
    >
      ${Head()} ${Rows()}
    </div>`,
  ),
);

const Head = memo(() => {
  const { by, isDown } = readSort(route.value.sort);
  return html`<div role="rowgroup" class="table-head">
    <div role="row" class="row" aria-rowindex="1">
      <div role="columnheader" class="cell cell-tick">${TickAll()}</div>
      ${COLUMNS.map((name) => ColumnHead(name, by === name, isDown))}
    </div>
  </div>`;
});

const TickAll = () =>
  html`<label class="tick">
    <input
      type="checkbox"
      id="select-all"
      aria-label=${texts.selectAll}
      .checked=${live(ticked.value === 'all')}
      .indeterminate=${ticked.value === 'some'}
      @change=${({ target }) => toggleAll(target.checked)}
    />
    ${isCards.value ? html`<span>${texts.selectAll}</span>` : nothing}
  </label>`;

function ColumnHead(name, isSorted, isDown) {
  const order = isDown ? 'descending' : 'ascending';
  // Up, down, and back to the newest first.
  const sort = isSorted ? (isDown ? '' : `-${name}`) : name;
  const content = isCards.value
    ? texts.columns[name]
    : html`<button type="button" id="sort-${name}" title=${texts.columns[name]} @click=${() => sortBy(sort)}>
        <span>${texts.columns[name]}</span>${icon(isSorted ? (isDown ? 'down' : 'up') : 'unsorted')}
      </button>`;
  return html`<div role="columnheader" class="cell cell-${name}" aria-sort=${ifDefined(isSorted ? order : undefined)}>
    ${content}
  </div>`;
}

const sortBy = (sort) => go({ sort }, { replace: true });

const Rows = memo(() => {
  const list = shown.value;
  const stop = cursor.value;
  const { total, items } = tableRows.layout({ count: list.length, ...measures.value, kept: stop });
  const known = { directory: directory.value, now: now.value };
  const open = openedIndex.value;
  // Read here: "repeat" makes the rows later, when nobody notes any more what they have read.
  const chosen = selection.value;
  const row = ({ index, start }) => {
    const credential = list[index];
    const id = credential.acs_credential_id;
    const state = { index, start, isStop: index === stop, isOpen: id === open, isTicked: chosen.has(id) };
    return guard([credential, known.directory, known.now, ...Object.values(state)], () =>
      Row(credential, state, known),
    );
  };
  return html`<div role="rowgroup" class="table-body" ${styles({ height: `${total}px` })}>
    ${repeat(items, ({ index }) => list[index].acs_credential_id, row)}
  </div>`;
});

const KEYS = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + tableRows.inSight(),
  PageUp: (index) => index - tableRows.inSight(),
  Home: () => 0,
  End: () => shown.value.length - 1,
};

/** Keys of a row; those of the column heads are their own. */
function onkeydown(event) {
  const { key, target } = event;
  if (!target.closest('.table-body')) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && key.toLowerCase() === 'a') toggleAll(true);
  else if (key === ' ' && target.matches('a')) toggle(shown.value[cursor.value].acs_credential_id);
  else if (Object.hasOwn(KEYS, key) && !event.altKey) move(event);
  else return;
  event.preventDefault();
}

function move({ key, shiftKey }) {
  const before = cursor.value;
  focusRow(KEYS[key](before));
  if (!shiftKey || before === cursor.value) return;
  for (const index of [before, cursor.value]) {
    const id = shown.value[index].acs_credential_id;
    if (!selection.value.has(id)) toggle(id);
  }
}

/** What will be there soon. */
export const Skeleton = () =>
  Frame(
    html`<div class="table ghosts" aria-hidden="true">
      <div class="table-head"></div>
      ${Array.from({ length: GHOSTS }, Ghost)}
    </div>`,
  );

const Ghost = () =>
  html`<div class="row">
    <div class="cell cell-tick"></div>
    ${COLUMNS.map((name) => html`<div class="cell cell-${name}"><span class="ghost"></span></div>`)}
  </div>`;

/** The list: what is asked for above, the table below, or what there is instead of it. */
import { openCreate, openDelete } from '../forms/index.js';
import { html, memo, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { isPrinting, MOST_PRINTED } from '../lib/virtual.js';
import { isLacking, loadDirectory } from '../state/directory.js';
import { failure, find, isFiltered, isSlow, isWhole, loading, reload, rows, selection, shown } from '../state/store.js';
import { texts } from '../texts/index.js';
import { FailureBox, FailurePage } from './failure.js';
import { clearFilters, Filters } from './list-filters.js';
import { Skeleton, Table } from './list-table.js';

export const List = memo(
  () =>
    html`<section class="list" aria-labelledby="list-title">
      <div class="list-head">
        <h1 id="list-title" tabindex="-1">${texts.views.list}</h1>
        ${Count()} ${ClearFilters()}
        <button
          type="button"
          id="reload"
          class="button icon-only"
          aria-label=${texts.reload}
          title=${texts.reload}
          @click=${() => reload()}
        >
          ${icon('reload')}
        </button>
      </div>
      ${Filters()} ${BulkBar()} ${Trouble()}
      <div class="list-body ${hasRows() ? '' : 'is-blank'}" aria-busy=${String(loading.value)}>
        ${Progress()} ${Body()}
      </div>
    </section>`,
);

/** How many there are; read out when it settles, not for every page. */
const Count = memo(() => {
  const text = loading.value && rows.value.length ? texts.loadingCount(rows.value.length) : settled();
  const isHung = loading.value && isSlow.value;
  return html`<p class="count" aria-hidden="true">${text} ${isHung ? texts.slow : nothing} ${Printed()}</p>
    <p class="unseen" role="status">${loading.value ? (isHung ? texts.slow : nothing) : settled()}</p>`;
});

/** Paper does not say by itself that there is more. */
const Printed = () => (isPrinting.value && shown.value.length > MOST_PRINTED ? texts.printed(MOST_PRINTED) : nothing);

function settled() {
  if (!rows.value.length) return loading.value ? texts.loading : nothing;
  return texts.count(shown.value.length, rows.value.length);
}

const Progress = memo(() =>
  loading.value ? html`<div class="progress" role="progressbar" aria-label=${texts.loading}></div>` : nothing,
);

/** What failed when there still is something to show. */
const Trouble = memo(() => {
  if (!rows.value.length) return nothing;
  const lead = isWhole.value ? texts.notFresh : texts.partlyFailed;
  if (failure.value) return FailureBox(failure.value, { lead, retry: () => reload() });
  return isLacking.value ? NoNames() : nothing;
});

const NoNames = () =>
  html`<div class="notice warning" role="alert">
    ${icon('warning')}
    <div>
      <p class="strong">${texts.namesFailed}</p>
      <p>${texts.idsInstead}</p>
      <button type="button" class="button" @click=${() => loadDirectory()}>${texts.retry}</button>
    </div>
  </div>`;

const hasRows = () => shown.value.length > 0 || loading.value;

function Body() {
  if (shown.value.length) return Table();
  if (loading.value) return Skeleton();
  if (!rows.value.length && failure.value)
    return FailurePage(failure.value, { title: texts.failedTitle, retry: () => reload() });
  return isFiltered.value && rows.value.length ? NoMatch() : Empty();
}

const Blank = (picture, title, text, action) =>
  html`<div class="blank">
    ${icon(picture)}
    <h2>${title}</h2>
    <p>${text}</p>
    ${action}
  </div>`;

const ClearFilters = memo(() =>
  isFiltered.value
    ? html`<button type="button" id="clear-filters" class="button plain" @click=${clearFilters}>
        ${texts.clearFilters}
      </button>`
    : nothing,
);

const NoMatch = () =>
  Blank(
    'search',
    texts.noMatchTitle,
    texts.noMatchText,
    html`<button type="button" class="button" @click=${clearFilters}>${texts.showAll}</button>`,
  );

const Empty = () =>
  Blank(
    'empty',
    texts.emptyTitle,
    texts.emptyText,
    html`<button type="button" class="button primary" @click=${() => openCreate()}>
      ${icon('plus')}<span>${texts.create}</span>
    </button>`,
  );

/** What can be done with all that is ticked. */
const BulkBar = memo(() => {
  const chosen = [...selection.value].map(find).filter(Boolean);
  if (!chosen.length) return nothing;
  const inSight = new Set(shown.value);
  const hidden = chosen.filter((credential) => !inSight.has(credential)).length;
  return html`<section class="bulk" aria-label=${texts.selectionActions}>
    <p role="status">
      <strong>${texts.selected(chosen.length)}</strong>
      ${hidden ? html`<span class="quiet-text">${texts.hiddenToo(hidden)}</span>` : nothing}
    </p>
    <button
      type="button"
      id="bulk-clear"
      class="button plain"
      aria-label=${texts.clearSelection}
      @click=${clearSelection}
    >
      ${texts.clear}
    </button>
    <button
      type="button"
      id="bulk-delete"
      class="button danger"
      aria-haspopup="dialog"
      @click=${() => openDelete(chosen)}
    >
      ${icon('deleting')}<span>${texts.deleteSelected}</span>
    </button>
  </section>`;
});

function clearSelection() {
  selection.value = new Set();
  document.getElementById('select-all')?.focus();
}

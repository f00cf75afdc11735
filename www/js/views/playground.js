/** The playground: any JSON against any model, with every issue at its line, as one types. */
import { computed, signal } from '@preact/signals-core';
import { parseJson } from 'acs-credentials';
import { html, live, nothing, repeat } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { texts } from '../texts/index.js';
import { copy } from './copy.js';
import { SAMPLES } from './playground-samples.js';
import { isDeep, literal, locate, placeOf } from './playground-text.js';

const t = texts.playground;
const ROUNDS = 5;
const ROUND = 2; // milliseconds: a page's clock is too coarse for a single run
const INDENT = 2;
const MOST_ISSUES = 100;
const LEAST_ISSUES = 5;
/** Characters that may be walked for the places of all issues, so that a large text does not hold one up. */
const WALK = 2_000_000;
const MOST_LINES = 2000;
const RECEIVED = new Set([
  'acs_credential',
  'acs_entrance',
  'acs_credential_event',
  'pagination',
  'acs_credential_page',
]);
const CALLS = { list_accessible_entrances: 'listAccessibleEntrances' };

const sampleOf = (model, kind) => JSON.stringify(SAMPLES[model][kind], undefined, INDENT);

const model = signal('create');
const brand = signal('');
const text = signal(sampleOf('create', 'faulty'));
/** What somebody had there last before a button took its place: the browser's own undo knows nothing of it. */
const replaced = signal('');

const context = computed(() => (brand.value ? { systemType: brand.value } : {}));
const report = computed(() => parseJson(model.value, text.value, context.value));
const duration = computed(() => measure(() => parseJson(model.value, text.value, context.value)));

/** Milliseconds of one run: the median of some rounds, each long enough for the clock. */
function measure(run) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    let passed = 0;
    let runs = 0;
    while (passed < ROUND) {
      run();
      runs++;
      passed = performance.now() - start;
    }
    return passed / runs;
  });
  return rounds.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)];
}

const placed = computed(() => {
  const { issues } = report.value;
  const most = Math.max(LEAST_ISSUES, Math.min(MOST_ISSUES, Math.floor(WALK / (text.value.length + 1))));
  return issues.slice(0, most).map((issue) => ({ issue, place: placeOf(text.value, issue) }));
});

/** What the text stands for; undefined while it is no JSON, or lies too deep within itself to be written again. */
const parsed = computed(() => {
  try {
    const value = JSON.parse(text.value);
    return isDeep(value) ? undefined : { value };
  } catch {
    return undefined;
  }
});

const call = computed(() => {
  if (!parsed.value) return t.noCall;
  const { value } = parsed.value;
  return RECEIVED.has(model.value)
    ? t.parseCall(model.value)
    : t.sendCall(CALLS[model.value] ?? model.value, literal(value));
});

const area = () => document.getElementById('playground-text');

const isSample = () => Object.keys(SAMPLES[model.value]).some((kind) => text.value === sampleOf(model.value, kind));

function replace(words) {
  if (words === text.value) return;
  if (!isSample()) replaced.value = text.value;
  text.value = words;
}

function takeBack() {
  replace(replaced.value);
  area().focus();
}

function choose(name) {
  // What somebody has pasted stays.
  const wasSample = isSample();
  model.value = name;
  if (wasSample) text.value = sampleOf(name, 'faulty');
}

function show({ start, end, line }) {
  const field = area();
  field.focus();
  field.setSelectionRange(start, Math.max(end, start));
  const height = parseFloat(getComputedStyle(field).lineHeight);
  field.scrollTop = Math.max(0, (line - 1) * height - field.clientHeight / 3);
}

/** Puts the suggestion where the wrong name or value is. */
function apply({ code, path, suggestion }) {
  const { key, value } = locate(text.value, path);
  const [start, end] = code === 'unknown' ? key : value;
  const field = area();
  field.setRangeText(JSON.stringify(suggestion), start, end, 'select');
  text.value = field.value;
  field.focus();
}

const format = () => replace(JSON.stringify(parsed.value.value, undefined, INDENT));

export const Playground = () => html`
  <section class="tool playground" aria-labelledby="playground-title">
    <header class="tool-head">
      <h1 id="playground-title">${t.title}</h1>
      <p class="quiet-text">${t.lead}</p>
    </header>
    <div class="playground-grid">
      <div class="panel">${Controls()} ${Editor()}</div>
      <div class="panel">${Verdict()} ${Issues()} ${Call()}</div>
    </div>
  </section>
`;

const Controls = () => html`
  <div class="controls">
    <label>
      <span>${t.model}</span>
      <select id="playground-model" @change=${({ target }) => choose(target.value)}>
        ${Object.entries(t.groups).map(
          ([label, isReceived]) =>
            html`<optgroup label=${label}>
              ${Object.keys(SAMPLES)
                .filter((name) => RECEIVED.has(name) === isReceived)
                .map((name) => html`<option value=${name} .selected=${live(name === model.value)}>${name}</option>`)}
            </optgroup>`,
        )}
      </select>
    </label>
    <label>
      <span>${t.brand}</span>
      <select id="playground-brand" @change=${({ target }) => (brand.value = target.value)}>
        ${Object.entries(t.brands).map(
          ([type, label]) => html`<option value=${type} .selected=${live(type === brand.value)}>${label}</option>`,
        )}
      </select>
    </label>
    <div class="samples" role="group" aria-label=${t.samples}>
      ${Object.entries(t.sampleKinds).map(
        ([kind, label]) =>
          html`<button type="button" class="button" @click=${() => replace(sampleOf(model.value, kind))}>
            ${label}
          </button>`,
      )}
      <button type="button" class="button" ?disabled=${!parsed.value} @click=${format}>${t.format}</button>
      ${
        replaced.value && replaced.value !== text.value
          ? html`<button type="button" class="button" @click=${takeBack}>${t.takeBack}</button>`
          : nothing
      }
    </div>
  </div>
`;

/** The lines' numbers stand beside the text, and scroll with it. */
function Editor() {
  const marks = new Map();
  for (const { issue, place } of placed.value)
    if (marks.get(place.line) !== 'error') marks.set(place.line, issue.severity);
  const lines = Math.min(text.value.split('\n').length, MOST_LINES);
  return html`<div class="editor" dir="ltr">
    <ol class="gutter" aria-hidden="true">
      ${Array.from({ length: lines }, (_, index) => html`<li class=${marks.get(index + 1) ?? ''}>${index + 1}</li>`)}
    </ol>
    <textarea
      id="playground-text"
      aria-label=${t.json}
      aria-describedby="playground-verdict"
      spellcheck="false"
      autocapitalize="off"
      autocomplete="off"
      wrap="off"
      .value=${live(text.value)}
      @input=${({ target }) => (text.value = target.value)}
      @scroll=${({ target }) => (target.previousElementSibling.scrollTop = target.scrollTop)}
    ></textarea>
  </div>`;
}

function Verdict() {
  const { issues } = report.value;
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const kind = errors ? 'error' : issues.length ? 'warning' : 'ok';
  return html`<div class="verdict ${kind}">
    ${icon(kind)}
    <p id="playground-verdict" role="status">${t.verdict(errors, issues.length - errors)}</p>
    <p class="time" title=${t.timeHint}>${t.time(duration.value)}</p>
  </div>`;
}

function Issues() {
  const rest = report.value.issues.length - placed.value.length;
  if (!placed.value.length) return html`<p class="quiet-text">${t.noIssues}</p>`;
  return html`<ol class="found" aria-label=${t.issues}>
    ${repeat(
      placed.value,
      ({ issue }) => `${issue.path.join('.')} ${issue.code}`,
      ({ issue, place }) => Found(issue, place),
    )}
    ${rest > 0 ? html`<li class="quiet-text">${t.more(rest)}</li>` : nothing}
  </ol>`;
}

const Found = (issue, place) => html`
  <li class=${issue.severity}>
    <button type="button" class="found-place" @click=${() => show(place)}>
      ${icon(issue.severity)}
      <span class="unseen">${texts.forms.severity[issue.severity]}</span>
      <span class="mono at" title=${t.lineAndColumn}>${place.line}:${place.column}</span>
      <span>
        <bdi class="mono strong">${issue.path.join('.') || t.root}</bdi>
        <span class="message">${issue.message}</span>
      </span>
      <span class="mono code">${issue.code}</span>
    </button>
    ${
      issue.suggestion && place.isThere
        ? html`<button type="button" class="link" @click=${() => apply(issue)}>
            ${texts.forms.use(issue.suggestion)}
          </button>`
        : nothing
    }
  </li>
`;

const Call = () => html`
  <div class="call">
    <header>
      <h2 id="playground-call">${t.callTitle}</h2>
      <button type="button" class="button" @click=${() => copy(call.value)}>
        ${icon('copy')}<span>${t.copy}</span>
      </button>
    </header>
    <pre tabindex="0" role="region" aria-labelledby="playground-call" dir="ltr">${call.value}</pre>
  </div>
`;

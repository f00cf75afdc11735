/** How the kinds of fields look, each with what is to be said of its value. */
import { html, live, nothing, repeat } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { plain, wordsOf } from '../model/filter.js';
import { texts } from '../texts/index.js';
import { isError, sentenceOf } from './issues.js';
import { LAST_WALL } from './zones.js';

const t = texts.forms;
/** So many boxes are seen at once; beyond, one looks for them by name. */
const MANY = 12;
const MOST = 60;

/** @typedef {ReturnType<import('./form.js').createForm>} Form */

/** @param {Form} form @param {import('./form.js').Field} field */
export function Field(form, field) {
  const issues = form.issuesOf(field);
  const isWrong = issues.some(isError);
  const view = {
    form,
    field,
    value: form.valueOf(field),
    isWrong: String(isWrong),
    describedBy: `${field.id}-hint ${field.id}-issues`,
    change: (value, how) => form.set(field.name, value, how),
  };
  const mark = isWrong ? 'has-error' : issues.length ? 'has-warning' : '';
  const name = html`${field.label}${field.isOptional ? html` <span class="optional">${t.optional}</span>` : nothing}`;
  const below = [
    html`<p class="hint" id="${field.id}-hint" ?hidden=${!field.hint}>${field.hint}</p>`,
    html`<ul class="issues" id="${field.id}-issues" ?hidden=${!issues.length}>
      ${issues.map((issue) => Issue(issue, { item: itemOf(view, issue), fix: fixOf(view, issue) }))}
    </ul>`,
  ];
  const onleave = (event) => event.currentTarget.contains(event.relatedTarget) || form.leave(field.name);
  const control = CONTROLS[field.kind](view);
  if (GROUPS.has(field.kind))
    return html`<fieldset
      class="field kind-${field.kind} ${mark}"
      id=${field.id}
      aria-describedby=${view.describedBy}
      @focusout=${onleave}
    >
      <legend>${name}</legend>
      ${control}${below}
    </fieldset>`;
  return html`<div class="field kind-${field.kind} ${mark}" @focusout=${onleave}>
    ${field.kind === 'check' ? nothing : html`<label class="label" for=${field.id}>${name}</label>`} ${control}${below}
  </div>`;
}

/** One issue: shape and colour both tell an error from a warning. */
export function Issue(issue, { item, fix } = {}) {
  return html`<li class="issue ${issue.severity}">
    ${icon(issue.severity)}
    <span>
      <span class="unseen">${t.severity[issue.severity]}</span>
      ${item ? html`<bdi>${item}</bdi>: ` : nothing}${sentenceOf(issue)}
      ${fix ? html`<button type="button" class="link" @click=${fix.use}>${fix.label}</button>` : nothing}
    </span>
  </li>`;
}

/** The name of the one thing out of several that the issue speaks of. */
function itemOf({ field, value }, { path }) {
  const index = path[field.paths[0].length];
  return Array.isArray(value) ? field.options.find((option) => option.value === value[index])?.label : undefined;
}

function fixOf({ form, field, value }, issue) {
  const { suggestion } = issue;
  const fix = suggestion ? { label: t.use(suggestion), value: suggestion } : field.fix?.(issue, value);
  if (!fix) return undefined;
  const use = () => {
    form.set(field.name, fix.value, { isLeft: true });
    focusField(field);
  };
  return { label: fix.label, use };
}

/** Into the control; of several, to the chosen one. */
export function focusField({ id }) {
  const place = document.getElementById(id);
  const control = place?.matches('fieldset')
    ? (place.querySelector(':checked') ?? place.querySelector('input'))
    : place;
  control?.focus();
}

const GROUPS = new Set(['choice', 'checks']);

const CONTROLS = {
  text: ({ field, value, isWrong, describedBy, change }) =>
    html`<div class="with-action">
      <input
        id=${field.id}
        type="text"
        inputmode=${field.inputMode ?? 'text'}
        autocomplete="off"
        spellcheck="false"
        .value=${live(value)}
        aria-invalid=${isWrong}
        aria-describedby=${describedBy}
        @input=${({ target }) => change(target.value.trim())}
      />
      ${
        field.action
          ? html`<button type="button" class="button" @click=${() => change(field.action.make(), { isLeft: true })}>
              ${icon(field.action.icon)}<span>${field.action.label}</span>
            </button>`
          : nothing
      }
    </div>`,

  moment: ({ field, value, isWrong, describedBy, change }) =>
    html`<input
      id=${field.id}
      type="datetime-local"
      max=${LAST_WALL}
      .value=${live(value)}
      aria-invalid=${isWrong}
      aria-describedby=${describedBy}
      @input=${({ target }) => change(target.value, { isBroken: target.validity.badInput })}
    />`,

  select: ({ field, value, isWrong, describedBy, change }) =>
    html`<select
      id=${field.id}
      aria-invalid=${isWrong}
      aria-describedby=${describedBy}
      @change=${({ target }) => change(target.value, { isLeft: true })}
    >
      <option value="" .selected=${live(value === '')}>${t.choose}</option>
      ${field.options.map((choice) =>
        choice.options
          ? html`<optgroup label=${choice.label}>${choice.options.map((one) => option(one, value))}</optgroup>`
          : option(choice, value),
      )}
    </select>`,

  choice: ({ field, value, change }) =>
    html`<div class="choices">
      ${repeat(
        field.options,
        (one) => one.value,
        (one) =>
          html`<label class="choice">
            <input
              type="radio"
              name=${field.id}
              value=${one.value}
              .checked=${live(value === one.value)}
              @change=${() => change(one.value, { isLeft: true })}
            />
            ${one.picture ? icon(one.picture) : nothing}<bdi>${one.label}</bdi>
          </label>`,
      )}
    </div>`,

  check: ({ field, value, isWrong, describedBy, change }) =>
    html`<label class="check">
      <input
        id=${field.id}
        type="checkbox"
        .checked=${live(value)}
        aria-invalid=${isWrong}
        aria-describedby=${describedBy}
        @change=${({ target }) => change(target.checked, { isLeft: true })}
      />
      <span>${field.label}</span>
    </label>`,

  checks: ({ form, field, value, change }) => {
    const chosen = new Set(value);
    const words = wordsOf(form.valueOf({ name: `${field.name}?`, kind: 'text' }) ?? '');
    const isSought = ({ label }) => words.every((word) => plain(label).includes(word));
    const found = field.options.filter((one) => chosen.has(one.value) || isSought(one));
    const toggle = (one, isOn) =>
      change(
        field.options.map((option) => option.value).filter((each) => (each === one ? isOn : chosen.has(each))),
        { isLeft: true },
      );
    const isLong = field.options.length > MANY;
    return html`${
        isLong
          ? html`<input
              type="search"
              class="sought"
              aria-label=${t.seek(field.label)}
              placeholder=${t.seek(field.label)}
              @input=${({ target }) => form.set(`${field.name}?`, target.value)}
            />`
          : nothing
      }
      <div class="checks">
        ${repeat(
          found.slice(0, MOST),
          (one) => one.value,
          (one) =>
            html`<label class="check">
              <input
                type="checkbox"
                value=${one.value}
                .checked=${live(chosen.has(one.value))}
                @change=${({ target }) => toggle(one.value, target.checked)}
              />
              <span><bdi>${one.label}</bdi>${one.note ? html`<small>${one.note}</small>` : nothing}</span>
            </label>`,
        )}
      </div>
      ${
        isLong
          ? html`<p class="hint" role="status">
              ${found.some(isSought) ? nothing : t.notFound}
              ${found.length > MOST ? t.moreToFind(found.length - MOST) : nothing}
            </p>`
          : nothing
      }`;
  },
};

const option = (one, value) =>
  html`<option value=${one.value} .selected=${live(value === one.value)}>${one.label}</option>`;

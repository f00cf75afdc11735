/** What went wrong, what to do, what the server's support will ask for, and another try. */
import { html, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { explain, isFinal } from '../model/failure.js';
import { texts } from '../texts/index.js';

const requestLine = (id) => (id ? html`<p class="small mono">${texts.requestId(id)}</p>` : nothing);

const mainButton = (label, act) => html`<button type="button" class="button primary" @click=${act}>${label}</button>`;

export const retryButton = (retry) => mainButton(texts.retry, retry);

/**
 * A box within a view.
 *
 * @param {unknown} error
 * @param {{ lead?: string, retry?: () => void }} [more] lead: what did not work, when the view does not say it
 */
export function FailureBox(error, { lead, retry } = {}) {
  const { title, advice, requestId } = explain(error);
  return html`<div class="notice error" role="alert">
    ${icon('error')}
    <div>
      <p class="strong">${lead ?? title}</p>
      <p>${lead ? `${title} ` : nothing}${advice}</p>
      ${requestLine(requestId)} ${retry ? retryButton(retry) : nothing}
    </div>
  </div>`;
}

/**
 * In place of a whole view.
 *
 * @param {unknown} error
 * @param {{ title: string, note?: string, retry: () => void, close?: () => void }} parts close: the way out when another try would find nothing
 */
export function FailurePage(error, { title, note = '', retry, close }) {
  const told = explain(error);
  return html`<div class="blank" role="alert">
    ${icon('error')}
    <h2>${title}</h2>
    <p>${told.title} ${told.advice} ${note}</p>
    ${requestLine(told.requestId)} ${close && isFinal(error) ? mainButton(texts.close, close) : retryButton(retry)}
  </div>`;
}

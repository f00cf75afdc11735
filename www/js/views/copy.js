/** Into the clipboard, at the press of a button. */
import { html } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { announce } from '../state/announce.js';
import { texts } from '../texts/index.js';

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(texts.copied);
  } catch {
    announce(texts.notCopied);
  }
}

/** A value that one passes on, and the button that takes it. @param {string} label what it is @param {unknown} shown */
export const Copyable = (label, value, shown) =>
  html`<span class="copyable">
    ${shown}
    <button
      type="button"
      class="button icon-only"
      aria-label=${texts.copyOf(label)}
      title=${texts.copyOf(label)}
      @click=${() => copy(value)}
    >
      ${icon('copy')}
    </button>
  </span>`;

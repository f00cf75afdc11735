/** Says on every view that something is being made to go wrong, and ends it. */
import { html, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { fault, saveSettings } from '../state/settings.js';
import { texts } from '../texts/index.js';

export function FaultNotice() {
  if (!fault.value) return nothing;
  const { faultOn, faultNames, faultOff } = texts.settings;
  return html`<aside class="fault-notice" aria-label=${texts.settings.faults}>
    ${icon('warning')}
    <p>${faultOn(faultNames[fault.value])}</p>
    <button type="button" class="button plain" @click=${() => saveSettings({ fault: '' })}>${faultOff}</button>
  </aside>`;
}

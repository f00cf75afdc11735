/** The settings. */
import { html } from '../lib/html.js';
import { texts } from '../texts/index.js';

export const Settings = () => html`<h2>${texts.settings.title}</h2>`;

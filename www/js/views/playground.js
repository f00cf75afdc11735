/** The playground. */
import { html } from '../lib/html.js';
import { texts } from '../texts/index.js';

export const Playground = () => html`<h2>${texts.playground.title}</h2>`;

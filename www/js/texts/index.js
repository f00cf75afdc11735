/** Every word of the page, in one folder: another language is another pair of files. */
import * as tools from './forms.js';
import { panel } from './panel.js';

export const texts = { ...panel, ...tools };

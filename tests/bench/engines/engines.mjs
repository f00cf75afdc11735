import { openChromium } from './chromium.mjs';
import { openNode } from './node.mjs';
import { openVisited } from './visited.mjs';

/**
 * Where groups are run.
 *
 * @typedef {object} Engine
 * @property {string} version
 * @property {string} [origin] its pages', which also answers calls; without pages, calls go to the sandbox itself
 * @property {string[]} starts which of start/ it can begin with, ours first
 * @property {(start: string) => string} addressOf where one of them is, for an import
 * @property {(group: string, given: object, say: (row: string) => void) => Promise<any>} run what the group's `run` gives, in a fresh
 *   process or page
 * @property {() => Promise<void>} close
 *
 * @type {Record<string, (options: { pages: import('../pages.mjs').Pages }) => Promise<Engine>>}
 */
export const engines = {
  node: openNode,
  chromium: openChromium,
  firefox: (options) => openVisited('firefox', options),
  webkit: (options) => openVisited('webkit', options),
};

/** Those that run unless others are named. */
export const USUAL = ['node', 'chromium', 'firefox'];

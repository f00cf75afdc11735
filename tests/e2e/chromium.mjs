/** The Chromium of this machine, driven by playwright-core. */
import { chromium } from 'playwright-core';

/** @param {import('playwright-core').LaunchOptions} options */
const here = ({ args = [], ...options }) => ({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', ...args],
  ...options,
});

/** @param {import('playwright-core').LaunchOptions} [options] */
export const launchChromium = (options = {}) => chromium.launch(here(options));

/** With a profile of its own, as extensions need it. */
export const launchPersistentChromium = (profile, options) => chromium.launchPersistentContext(profile, here(options));

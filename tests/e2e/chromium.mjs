/** The Chromium of this machine, driven by playwright-core. */
import { chromium } from 'playwright-core';

/** @param {import('playwright-core').LaunchOptions} [options] */
export function launchChromium({ args = [], ...options } = {}) {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...args],
    ...options,
  });
}

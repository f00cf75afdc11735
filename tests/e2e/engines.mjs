import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Keeps Firefox from asking, updating and reporting, and from blurring the clock, which the bench reads. */
export const FIREFOX_PREFERENCES = `
user_pref('app.update.enabled', false);
user_pref('browser.aboutwelcome.enabled', false);
user_pref('browser.shell.checkDefaultBrowser', false);
user_pref('datareporting.policy.dataSubmissionEnabled', false);
user_pref('dom.max_script_run_time', 0);
user_pref('network.captive-portal-service.enabled', false);
user_pref('network.connectivity-service.enabled', false);
user_pref('privacy.reduceTimerPrecision', false);
user_pref('services.settings.server', 'data:,');
user_pref('toolkit.telemetry.server', '');
`;

/** How each engine opens an address, given an empty folder for its profile. A page reports by itself, so no driver is needed. */
export const ENGINES = {
  chromium: (url, profile) => [
    '/usr/bin/chromium',
    ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync', `--user-data-dir=${profile}`, url],
  ],
  firefox: (url, profile) => {
    writeFileSync(join(profile, 'user.js'), FIREFOX_PREFERENCES);
    return ['/usr/bin/firefox-esr', '--headless', '--no-remote', '--profile', profile, url];
  },
  webkit: (url) => ['/usr/bin/xvfb-run', '--auto-servernum', MINI_BROWSER, url],
};

/** WebKitGTK's own small browser, part of Debian's webkit2gtk-driver. */
export const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** Opens an address in an engine; returns a function that ends it and all its processes. */
export function open(engine, url) {
  const profile = mkdtempSync(join(tmpdir(), `acs-credentials-${engine}-`));
  const [command, ...args] = ENGINES[engine](url, profile);
  const child = spawn(command, args, {
    detached: true, // a process group of its own, so that all of it can be ended
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, XDG_CACHE_HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', kill);
  return async () => {
    kill();
    await ended;
    process.removeListener('exit', kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

/**
 * Opens a page in an engine and waits for its report. The page is told where to report by the parameter `report`: it finds
 * `given` at `<report>/given` and posts what came of it to `<report>/results`, as JSON.
 *
 * @param {string} engine
 * @param {string} page
 * @param {{ given: unknown, signal: AbortSignal }} options
 */
export async function visit(engine, page, { given, signal }) {
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'POST') server.emit('results', JSON.parse(await text(request)));
    response.end(request.url === '/given' ? JSON.stringify(given) : '');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(page);
  url.searchParams.set('report', `http://127.0.0.1:${server.address().port}`);
  const close = open(engine, url.href);
  try {
    const [results] = await once(server, 'results', { signal });
    return results;
  } finally {
    await close();
    server.close();
    server.closeAllConnections();
  }
}

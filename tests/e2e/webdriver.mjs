/** Firefox and WebKitGTK by WebDriver alone: Firefox's own Marionette over a socket, WebKit's driver over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FIREFOX_PREFERENCES, MINI_BROWSER } from './engines.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const TIMEOUTS = { script: 15_000, pageLoad: 30_000 };

/** @typedef {(command: string, params?: object) => Promise<any>} Send a command by Marionette's names, those of WebDriver without their `WebDriver:` */

/** @type {Record<string, (profile: string) => { program: string[], connect: () => Promise<Send> }>} */
const DRIVERS = {
  firefox(profile) {
    writeFileSync(join(profile, 'user.js'), `${FIREFOX_PREFERENCES}user_pref('marionette.port', 0);\n`);
    const program = ['/usr/bin/firefox-esr', '--headless', '--no-remote', '--marionette', '--profile', profile];
    return { program, connect: async () => marionette(await portWritten(profile)) };
  },
  async webkit() {
    const port = await freePort();
    const program = ['/usr/bin/xvfb-run', '--auto-servernum', '/usr/bin/WebKitWebDriver', `--port=${port}`];
    return { program, connect: () => webkitDriver(`http://127.0.0.1:${port}`) };
  },
};

/**
 * Opens a browser; `close` ends it with all its processes.
 *
 * @param {'firefox' | 'webkit'} engine
 */
export async function startBrowser(engine) {
  const profile = mkdtempSync(join(tmpdir(), `acs-credentials-${engine}-`));
  const { program, connect } = await DRIVERS[engine](profile);
  const [command, ...args] = program;
  const child = spawn(command, args, {
    detached: true, // a process group of its own, so that all of it can be ended
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, XDG_CACHE_HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const ended = once(child, 'close');
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', kill);
  const close = async () => {
    kill();
    await ended;
    process.removeListener('exit', kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const send = await connect();
    await send('SetTimeouts', TIMEOUTS);
    return { ...driver(send), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a journey needs, in terms of commands. Functions run in the page, with their arguments as JSON. */
function driver(send) {
  const run = (page, ...args) => send('ExecuteScript', { script: `return (${page})(...arguments)`, args });
  const press = (keys) => send('PerformActions', { actions: [{ type: 'key', id: 'keys', actions: strokes(keys) }] });
  return {
    run,
    press,
    open: (url) => send('Navigate', { url }),
    /** Firefox alone: an extension, by its folder. */
    install: (path) => send('Addon:Install', { path, temporary: true }),
    resize: (width, height) => send('SetWindowRect', { width, height }),
    /** Waits until the function gives something truthy in the page, and gives it; an element can be clicked then. */
    until: (page, ...args) => send('ExecuteAsyncScript', { script: untilTruthy(page), args }),
    /** By the pointer itself: links that are widened over their rows are hit where they are seen. */
    click: (element) =>
      send('PerformActions', { actions: [{ type: 'pointer', id: 'mouse', actions: clickAt(element) }] }),
    type: (element, text) => send('ElementSendKeys', { id: element[ELEMENT], text }),
  };
}

/** The key goes down and up again; a list is a chord. */
const strokes = (keys) =>
  [keys]
    .flat()
    .flatMap((value, index, all) => [
      { type: 'keyDown', value },
      ...(index === all.length - 1 ? all.map((key) => ({ type: 'keyUp', value: key })) : []),
    ]);

const clickAt = (origin) => [
  { type: 'pointerMove', origin, x: 0, y: 0 },
  { type: 'pointerDown', button: 0 },
  { type: 'pointerUp', button: 0 },
];

/** Looks again with each frame; the driver's own limit ends it. */
const untilTruthy = (page) => `
  const done = arguments[arguments.length - 1];
  const args = [...arguments].slice(0, -1);
  const look = () => {
    const found = (${page})(...args);
    if (found) done(found);
    else requestAnimationFrame(look);
  };
  look();`;

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Firefox writes down which port it took. */
async function portWritten(profile) {
  const read = () => readFile(join(profile, 'MarionetteActivePort'), 'utf8').then(Number, () => 0);
  const watcher = watch(profile);
  try {
    for (let port = await read(); ; port = await read()) {
      if (port) return port;
      await once(watcher, 'change');
    }
  } finally {
    watcher.close();
  }
}

/** @returns {Promise<Send>} Messages are `length:[type, id, command or error, params or result]`. */
async function marionette(port) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.unref();
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const colon = rest.indexOf(':');
      const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end)));
      rest = rest.subarray(end);
    }
  });
  function take(message) {
    if (!Array.isArray(message)) return; // Its greeting.
    const [, id, error, result] = message;
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result && Object.keys(result).join() === 'value' ? result.value : result);
  }
  let serial = 0;
  const send = (command, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++serial, { resolve, reject });
      const name = command.includes(':') ? command : `WebDriver:${command}`;
      const message = JSON.stringify([0, serial, name, params]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has ended'));
  });
  await send('NewSession', { strictFileInteractability: true });
  return send;
}

/** Where WebDriver's HTTP form has what Marionette has by name. */
const PATHS = {
  SetTimeouts: () => ['POST', 'timeouts'],
  Navigate: () => ['POST', 'url'],
  SetWindowRect: () => ['POST', 'window/rect'],
  ExecuteScript: () => ['POST', 'execute/sync'],
  ExecuteAsyncScript: () => ['POST', 'execute/async'],
  PerformActions: () => ['POST', 'actions'],
  ElementSendKeys: ({ id }) => ['POST', `element/${id}/value`],
};

const LOOK_AGAIN = 50;

/** @returns {Promise<Send>} */
async function webkitDriver(url) {
  const call = async (method, path, body) => {
    const response = await fetch(`${url}/${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  while (!(await call('GET', 'status').catch(() => undefined))) await sleep(LOOK_AGAIN);
  const options = { binary: MINI_BROWSER, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = await call('POST', 'session', { capabilities });
  return (command, params = {}) => {
    const [method, path] = PATHS[command](params);
    return call(method, `session/${sessionId}/${path}`, params);
  };
}

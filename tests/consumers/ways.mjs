/** How a consumer is run; each way resolves to `good` or to what went wrong. */
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startSandbox } from '../sandbox/server.mjs';

const LIMIT = 300_000;
/** What a module begins with, in hex. */
const MAGIC = '0061736d01';

/** Runs a command in the fixtures' folder and returns what it prints. */
async function execute([command, ...args], { folder, sandbox }) {
  const options = { cwd: folder, env: environment(sandbox), timeout: LIMIT, maxBuffer: 2 ** 26 };
  try {
    const { stdout, stderr } = await promisify(execFile)(programOf(command, folder), args, options);
    return { stdout: stdout.trim(), text: `${stdout}${stderr}` };
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}: ${error.message}\n${error.stdout ?? ''}`, { cause: error });
  }
}

/** A tool of the fixtures, else whatever is on the search path. */
function programOf(command, folder) {
  const bin = join(folder, 'node_modules/.bin', command);
  return existsSync(bin) ? bin : command;
}

function environment(sandbox) {
  return {
    ...process.env,
    SANDBOX: sandbox,
    NEXT_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NODE_ENV: undefined,
    CI: '1',
  };
}

/** Opens a built page: as a file, or served with a strict Content-Security-Policy. */
async function open({ dist, query = '', policy, isFile }, { folder, browser, sandbox }) {
  const www = join(folder, dist);
  if (isFile) return browser.outcome(`${pathToFileURL(www)}/index.html?sandbox=${sandbox}`);
  const pkg = join(folder, 'node_modules/acs-credentials');
  const server = await startSandbox({ www, pkg });
  try {
    return await browser.outcome(`${server.url}/?sandbox=${server.url}${query}`, policy);
  } finally {
    await server.close();
  }
}

/** The module is in a file once, however often the bundler sees its text named: packed with brotli, copies would hardly show. */
function copies(dist) {
  for (const file of readdirSync(dist, { recursive: true }).filter((file) => /\.m?js$/.test(file))) {
    const count = readFileSync(join(dist, file), 'latin1').split(MAGIC).length - 1;
    if (count > 1) return `${file} has the module ${count} times`;
  }
  return 'good';
}

export const WAYS = {
  /** A command that prints `good`. */
  async printing({ run }, context) {
    const { stdout } = await execute(run, context);
    return stdout;
  },

  /** A command that succeeds. */
  async succeeding({ run }, context) {
    await execute(run, context);
    return 'good';
  },

  /** A command that builds a page. */
  async building(consumer, context) {
    await execute(consumer.run, context);
    const { html, dist } = consumer;
    if (html) cpSync(join(context.folder, html), join(context.folder, dist, 'index.html'));
    const outcome = await open(consumer, context);
    return outcome === 'good' ? copies(join(context.folder, dist)) : outcome;
  },

  /** A page made of files. */
  async opening(consumer, context) {
    for (const file of ['program.mjs']) cpSync(join(context.folder, file), join(context.folder, consumer.dist, file));
    const outcome = await open(consumer, context);
    return consumer.expected ? consumer.expected(outcome) : outcome;
  },

  /** A server that prints its address. */
  async serving({ build, run, paths }, context) {
    if (build) await execute(build, context);
    const [command, ...args] = run;
    const server = spawn(programOf(command, context.folder), args, {
      cwd: context.folder,
      env: environment(context.sandbox),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true, // a process group of its own, so that all of it can be ended
    });
    try {
      const origin = await address(server);
      for (const { path, isPage } of paths) {
        const url = `${origin}${path}?sandbox=${context.sandbox}`;
        const outcome = isPage ? await context.browser.outcome(url) : await (await fetch(url)).text();
        if (outcome !== 'good') return `${path}: ${outcome}`;
      }
      return 'good';
    } finally {
      process.kill(-server.pid);
    }
  },
};

async function address(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const [origin] = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(line) ?? [];
    if (origin) {
      server.stdout.resume();
      return origin;
    }
  }
  throw new Error('The server ended without an address.');
}

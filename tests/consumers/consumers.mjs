/**
 * Who uses the package, and how. `tool` is the npm package whose version the matrix shows, or Node or Chromium.
 */
const TYPESCRIPT = ['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6.0', '7.0'];

const quick = (consumer) => ({ ...consumer, isQuick: true });

const pages = [
  { way: '`<script type="module">`, import map', query: '&way=inPage' },
  { way: 'both entries on one page', query: '&way=both' },
  { way: 'module worker', query: '&way=inWorker' },
  { way: 'service worker', query: '&way=inServiceWorker' },
  {
    way: 'Trusted Types required',
    query: '&way=inPage',
    policy: (policy) => `${policy}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
  {
    way: "without 'wasm-unsafe-eval': the error names it",
    query: '&way=refusal',
    policy: (policy) => policy.replace("'wasm-unsafe-eval'", ''),
    expected: (outcome) =>
      outcome.split('\n').every((error) => /^CredentialsError: .*script-src needs 'wasm-unsafe-eval'/.test(error))
        ? 'good'
        : outcome,
  },
];

const html = 'browser/index.html';

export const CONSUMERS = [
  quick({
    tool: 'publint',
    way: 'the tarball',
    isGate: true,
    by: 'succeeding',
    run: ['publint', 'run', 'node_modules/acs-credentials', '--strict'],
  }),
  quick({
    tool: '@arethetypeswrong/cli',
    way: 'the tarball',
    isGate: true,
    by: 'succeeding',
    // A file, not a module: it has no types.
    run: ['sh', '-c', 'node_modules/.bin/attw acs-credentials-*.tgz --exclude-entrypoints acs-credentials.wasm'],
  }),
  quick({
    tool: 'knip',
    way: 'the tarball',
    isGate: true,
    by: 'succeeding',
    run: ['sh', '-c', 'cp -r node_modules/acs-credentials/. knip && node_modules/.bin/knip --directory knip'],
  }),
  quick({ tool: 'Node', way: 'ESM', by: 'printing', run: ['node', 'node/esm.mjs'] }),
  quick({ tool: 'Node', way: 'ESM, `/external`', by: 'printing', run: ['node', 'node/external.mjs'] }),
  quick({ tool: 'Node', way: 'CommonJS', by: 'printing', run: ['node', 'node/cjs.cjs'] }),
  quick({ tool: 'Node', way: 'worker_threads', by: 'printing', run: ['node', 'node/worker.mjs'] }),
  ...pages.map((page) => quick({ tool: 'Chromium', by: 'opening', dist: 'page', ...page })),
  quick({
    tool: 'esbuild',
    way: 'build',
    by: 'building',
    run: ['node', 'esbuild/build.mjs'],
    dist: 'esbuild/dist',
    html,
  }),
  quick({
    tool: 'esbuild',
    way: 'build, `/external`',
    by: 'building',
    run: ['node', 'esbuild/external.mjs'],
    dist: 'esbuild/dist-external',
    html,
  }),
  quick({
    tool: 'esbuild',
    way: 'classic script, in a page from `file://`',
    by: 'building',
    run: ['node', 'esbuild/classic.mjs'],
    dist: 'esbuild/dist-classic',
    html: 'esbuild/classic.html',
    isFile: true,
  }),
  quick({ tool: 'rollup', way: 'build', by: 'building', run: ['node', 'rollup/build.mjs'], dist: 'rollup/dist', html }),
  quick({
    tool: 'vite',
    way: 'build',
    by: 'building',
    run: ['node', 'vite/build.mjs', 'vite'],
    dist: 'vite/dist-vite',
  }),
  quick({
    tool: 'vite',
    way: 'build, `/external` by `?url`',
    by: 'building',
    run: ['node', 'vite/external.mjs'],
    dist: 'vite/dist-external',
  }),
  devServer('vite', 'dev server', 'browser'),
  devServer('vite', 'dev server, `/external` by `?url`', 'vite/external'),
  {
    tool: 'vite-previous',
    way: 'build',
    by: 'building',
    run: ['node', 'vite/build.mjs', 'vite-previous'],
    dist: 'vite/dist-vite-previous',
  },
  devServer('vite-previous', 'dev server', 'browser'),
  webpack('webpack', 'build', 'main'),
  webpack('webpack', 'build, `/external` found by itself', 'located'),
  {
    tool: 'webpack',
    way: 'module federation, host and remote',
    by: 'building',
    run: ['node', 'webpack/federation.mjs'],
    dist: 'webpack/dist-federation',
    html: 'webpack/federation/index.html',
  },
  webpack('@rspack/core', 'build', 'main'),
  webpack('@rspack/core', 'build, `/external` found by itself', 'located'),
  angular('build', 'inside'),
  angular('build, `/external` as an asset', 'external'),
  {
    tool: 'parcel',
    way: 'build',
    by: 'building',
    run: ['parcel', 'build', 'browser/index.html', '--dist-dir', 'parcel/dist', '--no-cache', '--no-source-maps'],
    dist: 'parcel/dist',
  },
  {
    tool: 'next',
    way: 'server, client and edge',
    by: 'serving',
    build: ['next', 'build', 'next'],
    run: ['next', 'start', 'next', '--port', '0', '--hostname', '127.0.0.1'],
    paths: [{ path: '/server' }, { path: '/edge' }, { path: '/', isPage: true }],
  },
  { tool: 'jest', way: 'node', by: 'succeeding', run: ['jest', '--config', 'jest/node.json'] },
  { tool: 'jest', way: 'jsdom', by: 'succeeding', run: ['jest', '--config', 'jest/jsdom.json'] },
  ...['node', 'jsdom'].map((environment) => ({
    tool: 'vitest',
    way: environment,
    by: 'succeeding',
    run: ['vitest', 'run', '--root', 'vitest', '--environment', environment],
  })),
  { tool: 'deno', way: 'ESM', by: 'printing', run: ['deno', 'run', '--quiet', '--allow-all', 'node/esm.mjs'] },
  { tool: 'bun', way: 'ESM', by: 'printing', run: ['bun', 'node/esm.mjs'] },
  { tool: 'bun', way: 'CommonJS', by: 'printing', run: ['bun', 'node/cjs.cjs'] },
  { tool: 'miniflare', way: 'workerd', by: 'printing', run: ['node', 'workerd/run.mjs'] },
  {
    tool: 'nitropack',
    way: 'built for Cloudflare, in workerd',
    by: 'printing',
    run: ['sh', '-c', 'node_modules/.bin/nitropack build nitro --preset cloudflare-module >&2 && node nitro/run.mjs'],
  },
  ...TYPESCRIPT.flatMap((version) => [
    ...['node16', 'nodenext', 'bundler'].map((resolution) => compiling(version, resolution)),
    checking(version, 'a Node project without DOM types', 'nodenext', 'es2022', ['types/node.ts']),
  ]),
];

/** A tool that takes webpack's configuration. */
function webpack(tool, way, entry) {
  const dist = `webpack/dist/${tool}/${entry}`;
  return { tool, way, by: 'building', run: ['node', 'webpack/build.mjs', tool, entry, dist], dist, html };
}

function angular(way, configuration) {
  // A workspace is the folder of this file, and node_modules must be in it.
  const ng = `cp angular/angular.json . && NG_CLI_ANALYTICS=false node_modules/.bin/ng build --configuration ${configuration}`;
  return {
    tool: '@angular/cli',
    way,
    by: 'building',
    run: ['sh', '-c', ng],
    dist: `angular/dist-${configuration}/browser`,
  };
}

function devServer(tool, way, folder) {
  const paths = [{ path: '/', isPage: true }];
  return { tool, way, by: 'serving', run: ['node', 'vite/serve.mjs', tool, folder], paths };
}

function compiling(version, resolution) {
  const files = ['types/types.ts', 'types/external.ts', ...(resolution === 'bundler' ? [] : ['types/types.cts'])];
  return checking(version, resolution, resolution, 'es2022,dom,dom.iterable', files);
}

function checking(version, way, resolution, lib, files) {
  const tool = `typescript-${version}`;
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const flags =
    `--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --target es2022 --lib ${lib} ` +
    `--types node --module ${module} --moduleResolution ${resolution}`;
  const run = ['node', `node_modules/${tool}/bin/tsc`, ...flags.split(' '), ...files];
  return { tool, way, by: 'succeeding', run };
}

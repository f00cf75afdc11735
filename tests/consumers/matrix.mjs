import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [BEGIN, END] = ['<!-- matrix -->', '<!-- /matrix -->'];
const NAMES = {
  '@angular/cli': 'Angular',
  '@rspack/core': 'Rspack',
  miniflare: 'workerd (miniflare)',
  rollup: 'Rollup',
  vite: 'Vite',
  next: 'Next',
  nitropack: 'Nitro',
  deno: 'Deno',
  bun: 'Bun',
  parcel: 'Parcel',
  jest: 'Jest',
  vitest: 'Vitest',
};

/** The README with the table of what has just passed between its two marks. */
export function matrix(readme, consumers, { folder, chromium }) {
  const version = (tool) => {
    if (tool === 'Node') return process.versions.node;
    if (tool === 'Chromium') return chromium;
    return JSON.parse(readFileSync(join(folder, 'node_modules', tool, 'package.json'), 'utf8')).version;
  };
  const ways = grouped(
    consumers.filter(({ isGate }) => !isGate),
    ({ tool }) => tool,
    ({ way }) => way,
  );
  // Versions that were used in the same ways share a row.
  const rows = grouped(
    [...ways],
    ([tool, ways]) => `${nameOf(tool)}|${ways.join('; ')}`,
    ([tool]) => version(tool),
  );
  const lines = [...rows].map(([key, versions]) => {
    const [name, ways] = key.split('|');
    return `| ${name} | ${versions.join(', ')} | ${ways} |`;
  });
  const table = ['| tool | version | tested with |', '| --- | --- | --- |', ...lines].join('\n');
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (after === undefined) throw new Error(`The README must have the marks ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

function nameOf(tool) {
  const name = tool.replace('-previous', '').replace(/^typescript-.*/, 'TypeScript');
  return NAMES[name] ?? name;
}

function grouped(items, key, value) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), value(item)]);
  return groups;
}

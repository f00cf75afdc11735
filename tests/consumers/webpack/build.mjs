// Builds an entry with webpack, or with a tool that takes its configuration.
import { resolve } from 'node:path';
import process from 'node:process';

const [tool, entry, dist] = process.argv.slice(2);
const { default: bundle } = await import(tool);
const config = {
  mode: 'production',
  entry: { main: `./browser/${entry}.js` },
  output: { path: resolve(dist) },
  performance: { hints: false },
};
bundle(config, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
});

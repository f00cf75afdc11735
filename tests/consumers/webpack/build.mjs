import process from 'node:process';
import webpack from 'webpack';

const entry = process.argv[2];
const config = {
  mode: 'production',
  entry: { main: `./browser/${entry}.js` },
  output: { path: `${process.cwd()}/webpack/dist-${entry}` },
  performance: { hints: false },
};
webpack(config, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
});

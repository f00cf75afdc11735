// Two builds that share the package: a host, and a remote whose module the host loads.
import { resolve } from 'node:path';
import process from 'node:process';
import webpack from 'webpack';

const { ModuleFederationPlugin } = webpack.container;
const shared = { 'acs-credentials': { singleton: true, requiredVersion: false } };

const build = (name, entry, federation) => ({
  mode: 'production',
  entry: { main: `./webpack/federation/${entry}.js` },
  output: { path: resolve('webpack/dist-federation', name), publicPath: 'auto', uniqueName: name },
  performance: { hints: false },
  plugins: [new ModuleFederationPlugin({ name, shared, ...federation })],
});

const builds = [
  build('host', 'host', { remotes: { remote: 'remote@../remote/remote.js' } }),
  build('remote', 'remote', { filename: 'remote.js', exposes: { './panel': './webpack/federation/remote.js' } }),
];
webpack(builds, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString());
    process.exitCode = 1;
  }
});

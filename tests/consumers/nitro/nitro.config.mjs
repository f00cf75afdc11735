export default {
  compatibilityDate: '2026-01-01',
  // Without it, Nitro's edge presets take a .wasm for JavaScript.
  experimental: { wasm: true },
  output: { dir: 'dist', serverDir: 'dist', publicDir: 'public' },
};

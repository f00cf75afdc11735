import resolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

const onwarn = ({ message }) => {
  throw new Error(message);
};
const bundle = await rollup({ input: 'browser/main.js', plugins: [resolve({ browser: true })], onwarn });
await bundle.write({ dir: 'rollup/dist', format: 'es' });

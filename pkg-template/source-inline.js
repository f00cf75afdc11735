import listed from './wasm-inline.js';

/** The module as text inside the package: no file to find, whatever the bundler does. */
export const source = {
  // Out of a list: Rolldown and Closure Compiler copy a plain constant to wherever it is named or ends up.
  now: () => bytesOf(listed[0]),
};

/** Node's own way is older than that of the language, and twenty times as fast as ours. */
function bytesOf(hex) {
  return Uint8Array.fromHex?.(hex) ?? globalThis.Buffer?.from?.(hex, 'hex') ?? decode(hex);
}

/** The same for engines that have neither. */
function decode(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = (digit(hex, 2 * index) << 4) | digit(hex, 2 * index + 1);
  }
  return bytes;
}

/** The digits are `0` to `9` and `a` to `f`: of the letters, bit 6 is set. */
function digit(hex, index) {
  const unit = hex.charCodeAt(index);
  return (unit & 15) + 9 * (unit >> 6);
}

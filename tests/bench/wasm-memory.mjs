/** How much WebAssembly memory the package holds. */

/** @type {WeakRef<WebAssembly.Memory>[]} an instance that was given up may be collected */
const memories = [];

function note(instance) {
  // Others run too: Node's own HTTP parser, for one.
  if (typeof instance.exports.validate === 'function') memories.push(new WeakRef(instance.exports.memory));
}

/** Notes every instance from now on. */
export function watch() {
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, given, newTarget) {
      const instance = Reflect.construct(target, given, newTarget);
      note(instance);
      return instance;
    },
  });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const result = await instantiate(...given);
    note(result.instance ?? result);
    return result;
  };
}

/** Bytes, with the garbage gone first. */
export async function wasmMemory() {
  // A WeakRef holds its target until the task ends.
  await new Promise(setImmediate);
  globalThis.gc();
  return memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
}

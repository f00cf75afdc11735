/** A view on plain bytes, whatever view or buffer they come in; throws at all else. From another realm it is no instance of ours. */
export function view(given) {
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(given) ? given : new DataView(given);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The same of a `Uint8Array` alone. By its tag: in Jest, the bytes of Node's TextEncoder come from another realm. */
export function viewOfBytes(given) {
  if (given[Symbol.toStringTag] !== 'Uint8Array') throw new TypeError();
  return view(given);
}

/**
 * Hands on the body of an answer, piece by piece as it comes: to put them together first, Node takes a third longer. What only
 * behaves like a Response may have no stream.
 */
export async function pour(response, take) {
  // Of a body that somebody has read, only arrayBuffer says so.
  const reader = response.bodyUsed ? undefined : response.body?.getReader?.();
  if (!reader) return take(await response.arrayBuffer());
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      take(value);
    }
  } catch (error) {
    // Nobody reads the rest. A stream that has broken off says so again.
    reader.cancel?.()?.catch?.(() => {});
    throw error;
  }
}

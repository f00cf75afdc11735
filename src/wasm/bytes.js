import { header } from './environment.js';

/** A view on plain bytes, whatever view or buffer they come in; throws at all else. From another realm it is no instance of ours. */
export function view(given) {
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(given) ? given : new DataView(given);
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  // To a content script of Firefox's, a view on a page's buffer is the page's too, of which nothing but a copy is of use.
  return bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes);
}

/** The same of a `Uint8Array` alone. By its tag: in Jest, the bytes of Node's TextEncoder come from another realm. */
export function viewOfBytes(given) {
  if (given[Symbol.toStringTag] !== 'Uint8Array') throw new TypeError();
  return view(given);
}

/** So many bytes are read at once. */
const ROOM = 1 << 16;

/**
 * A reader, and if it can fill a buffer, one that takes all pieces, one after the other: that spares Chromium a tenth of a large
 * answer. Only what comes off the network is read so, and not in engines from before 2024, which have no `transfer`: a stream that is
 * closed while it fills a buffer must say so, and those of pages and of old engines do not. Nor in Firefox's content scripts, which alone
 * have `cloneInto`: their buffers are none to the page's streams.
 */
function open({ body, type }) {
  if ((type === 'basic' || type === 'cors') && ArrayBuffer.prototype.transfer && !globalThis.cloneInto) {
    try {
      return { reader: body.getReader({ mode: 'byob' }), room: new Uint8Array(ROOM) };
    } catch {
      // Older Safari.
    }
  }
  return { reader: body?.getReader?.() };
}

/**
 * A body that is no longer than this, by its headers, is taken at once: if an answer is `no-store` and is read in pieces, Chromium tells
 * developers and their tests of about half of the requests that they were cancelled. Only what the page's own origin sends uncompressed is
 * certainly that short: another's headers do not tell all, and a stream of a page's own making may have no end.
 */
const SMALL = 1 << 17;

function isSmall({ type, headers }) {
  if (type !== 'basic' || header(headers, 'content-encoding')) return false;
  const length = header(headers, 'content-length');
  return typeof length === 'string' && Number(length) <= SMALL;
}

/**
 * Hands on the body of an answer, piece by piece as it comes: putting the pieces together first takes Node a third longer. A piece is
 * valid until `take` returns, and what `take` returns is whether more is wanted. What only behaves like a Response may have no stream.
 */
export async function pour(response, take) {
  const opened = isSmall(response) ? {} : open(response);
  const { reader } = opened;
  let { room } = opened;
  if (!reader) return take(await response.arrayBuffer());
  let isDone = false;
  try {
    while (!isDone) {
      const { done, value } = await reader.read(room);
      isDone = done;
      if (isDone || !take(value)) return;
      // The buffer goes to the stream with each read, and comes back with the piece.
      if (room) room = new Uint8Array(value?.buffer ?? ROOM);
    }
  } finally {
    // Nobody reads the rest. A stream that has broken off says so again.
    if (!isDone) reader.cancel?.()?.catch?.(() => {});
  }
}

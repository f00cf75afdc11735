/** Page cursors: opaque to callers, and bound to the parameters of the list that they continue. */
import { ApiError, invalidInput } from './answers.mjs';

// Not base64url: a client that forgets to encode `+` and `=` in a query shall notice. By hand, as browsers have no Buffer.
const encode = (position) => btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(position))));

/** Continues any list at its beginning: what the fault `repeat-cursor` gives when the request had no cursor. */
export const FIRST_PAGE = encode({});

/** @param {object} params of the list, with or without its page_cursor */
export const cursorAfter = (serial, params) => encode({ after: serial, query: queryOf(params) });

/** The serial number that the page follows, Infinity for the first page. */
export function readCursor(params) {
  if (!params.page_cursor) return Infinity;
  const { after = Infinity, query } = decode(params.page_cursor);
  if (query !== undefined && query !== queryOf(params))
    throw new ApiError(400, 'mismatched_page_parameters', 'page_cursor was made for a list with other parameters');
  return after;
}

function decode(cursor) {
  try {
    const bytes = Uint8Array.from(atob(cursor), (letter) => letter.charCodeAt(0));
    const position = JSON.parse(new TextDecoder().decode(bytes));
    if (Object.getPrototypeOf(position) === Object.prototype) return position;
  } catch {
    // As below.
  }
  throw invalidInput([[['page_cursor'], 'Invalid page_cursor']]);
}

const queryOf = (params) => JSON.stringify(Object.entries({ ...params, page_cursor: undefined }).sort());

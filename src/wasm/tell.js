/** Callbacks that have failed, by name. */
const failed = new Set();

/** Calls a callback with what was found at an endpoint. */
export function told(callback, name, endpoint, { issues }) {
  tell(callback, name, { endpoint, issues });
}

/** Calls `onResponse`. */
export function answered(callback, endpoint, status, requestId, attempts, duration) {
  const id = requestId === undefined ? {} : { requestId };
  tell(callback, 'onResponse', { endpoint, status, ...id, attempts, duration });
}

/** One that throws, or whose promise rejects, is logged once and changes nothing. */
export async function tell(callback, name, news) {
  try {
    await callback(news);
  } catch (error) {
    if (failed.has(name)) return;
    failed.add(name);
    try {
      console.error(`acs-credentials: ${name} threw an error.`, error);
    } catch {
      // A console that throws has told.
    }
  }
}

/** `/_sandbox/…`: how tests look at the sandbox and steer it. */
import { ApiError, json, text } from './answers.mjs';
import { FAULTS } from './faults.mjs';

/**
 * @param {{ hotel: import('./hotel.mjs').Hotel, faults: import('./faults.mjs').FaultQueue, requests: object[] }} sandbox
 * @returns {import('./answers.mjs').Answer}
 */
export function control({ hotel, faults, requests }, { method, path, body }) {
  const done = json(200, { ok: true });
  switch (`${method} ${path}`) {
    case 'GET /_sandbox/':
      return text(200, FAULTS);
    case 'GET /_sandbox/requests':
      return json(200, requests);
    case 'DELETE /_sandbox/requests':
      requests.length = 0;
      return done;
    case 'GET /_sandbox/faults':
      return json(200, faults.waiting);
    case 'DELETE /_sandbox/faults':
      faults.clear();
      return done;
    case 'POST /_sandbox/faults':
      try {
        faults.add(body ?? {});
        return done;
      } catch (error) {
        if (error instanceof ApiError) return error.answer();
        throw error;
      }
    case 'POST /_sandbox/reset':
      hotel.reset();
      faults.clear();
      requests.length = 0;
      return done;
    default:
      return text(404, '404');
  }
}

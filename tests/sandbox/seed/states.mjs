/**
 * States of credentials: what differs from one that is issued and in sync. `warnings` are [code, more]. A function is told
 * when things are (`at` days from now, `created_at`) and what the entrances' ids are.
 */
export const card = (card_number, more) => ({ card_number, ...more });
export const code = (digits, more) => ({ code: digits, ...more });
export const warned = (...warnings) => ({ warnings: warnings.map((one) => [one].flat()) });
export const from =
  (start, end, more) =>
  ({ at }) => ({ starts_at: at(start), ends_at: at(end), ...more });
export const failed =
  (error_code, message) =>
  ({ created_at }) => ({ errors: [{ error_code, message, created_at }] });

export const waiting = { is_issued: false, issued_at: null, ...warned('waiting_to_be_issued') };
export const notSynced = {
  is_latest_desired_state_synced_with_provider: false,
  latest_desired_state_synced_with_provider_at: null,
};

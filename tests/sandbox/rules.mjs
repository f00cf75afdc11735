/** Rules that speak of several properties or of the clock, which the structure of the OpenAPI cannot say. */
import { invalidInput } from './answers.mjs';

function* oneReceiver({ acs_user_id, user_identity_id }) {
  if (acs_user_id && user_identity_id)
    yield [['user_identity_id'], 'Only one of acs_user_id and user_identity_id can be given'];
}

function* receiverOfNew({ acs_user_id, user_identity_id, acs_system_id }) {
  if (!acs_user_id && !(user_identity_id && acs_system_id))
    yield [['acs_user_id'], 'Either acs_user_id or user_identity_id with acs_system_id is required'];
}

/** In milliseconds. `Date.parse` knows no leap second, which is a second after the one before it. */
export function timeOf(text) {
  const known = text?.replace(/:60(?=[.Z+-])/, ':59');
  return Date.parse(known) + (known === text ? 0 : 1000);
}

/** A Date knows milliseconds only: of two texts, equal to the millisecond passes, as the microseconds may differ. */
function* dates({ starts_at, ends_at }, now) {
  if (starts_at && (ends_at === starts_at || timeOf(ends_at) < timeOf(starts_at)))
    yield [['ends_at'], 'ends_at must be after starts_at'];
  if (timeOf(ends_at) <= now) yield [['ends_at'], 'ends_at must be in the future'];
}

function* pageSize({ limit }) {
  if (!Number.isInteger(limit) || limit < 1) yield [['limit'], 'Expected a whole number, at least 1'];
}

function* namedCredential({ acs_credential_id }) {
  if (acs_credential_id === '') yield [['acs_credential_id'], 'String must contain at least 1 character(s)'];
}

const RULES = {
  '/acs/credentials/assign': [oneReceiver],
  '/acs/credentials/create': [receiverOfNew, dates],
  '/acs/credentials/list': [pageSize],
  '/acs/credentials/unassign': [oneReceiver],
  '/acs/credentials/update': [namedCredential, dates],
};

export function applyRules(path, params, now) {
  const problems = (RULES[path] ?? []).flatMap((rule) => [...rule(params, now)]);
  if (problems.length) throw invalidInput(problems);
}

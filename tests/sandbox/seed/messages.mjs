const WARNINGS = {
  waiting_to_be_issued: 'The credential waits for somebody to issue it.',
  schedule_externally_modified: 'The schedule was changed outside of Seam.',
  schedule_modified: 'The schedule was changed to fit what the access system allows.',
  being_deleted: 'The credential is being deleted.',
  unknown_issue_with_acs_credential: 'Something unexpected happened to the credential.',
  needs_to_be_reissued: 'The access changed after the card was made: issue it again.',
  requested_code_unavailable: 'The requested code is taken, so another one was set.',
  // No server sends this one yet: a panel has to live with it.
  provider_quota_nearly_reached: 'The access system has room for few more credentials.',
};

export const warning = (warning_code, created_at, more = {}) => ({
  warning_code,
  message: WARNINGS[warning_code],
  created_at,
  ...more,
});

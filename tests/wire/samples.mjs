export const ID = '33333333-3333-3333-3333-333333333333';
const AT = '2025-06-19T21:08:08.946514Z';

export const CREDENTIAL = {
  acs_credential_id: ID,
  acs_system_id: ID,
  connected_account_id: ID,
  workspace_id: ID,
  access_method: 'card',
  display_name: 'Zoë’s card 🗝',
  created_at: AT,
  errors: [],
  warnings: [],
  is_managed: true,
};

export const LAST_PAGE = { has_next_page: false, next_page_cursor: null, next_page_url: null };

/** The body of a success. */
export const good = ({ key }) => ({
  ...(key === 'acs_credential' && { acs_credential: CREDENTIAL }),
  ...(key === 'acs_credentials' && { acs_credentials: [CREDENTIAL], pagination: LAST_PAGE }),
  ok: true,
});

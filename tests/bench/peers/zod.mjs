import * as z from 'zod';

// Functions, so that a bundle for one schema holds no other.
const id = () => z.uuid();
const time = () => z.iso.datetime({ offset: true });
const method = () => z.enum(['code', 'card', 'mobile_key', 'cloud_key']);
const functionType = () => z.enum(['guest', 'staff']);
const flag = () => z.boolean().optional();
const ids = () => z.array(id()).optional();
const text = () => z.string();

/** The payload of `create`. */
export const create = () =>
  z.looseObject({
    access_method: method(),
    acs_user_id: id().optional(),
    user_identity_id: id().optional(),
    acs_system_id: id().optional(),
    credential_manager_acs_system_id: id().optional(),
    allowed_acs_entrance_ids: ids(),
    code: text().regex(/^\d+$/).optional(),
    starts_at: time().optional(),
    ends_at: time().optional(),
    is_multi_phone_sync_credential: flag(),
    visionline_metadata: z
      .looseObject({
        auto_join: flag(),
        card_format: z.enum(['TLCode', 'rfid48']).optional(),
        card_function_type: functionType().optional(),
        joiner_acs_credential_ids: ids(),
        override: flag(),
      })
      .optional(),
  });

const credential = () =>
  z.looseObject({
    acs_credential_id: id(),
    acs_user_id: id().optional(),
    acs_system_id: id(),
    connected_account_id: id(),
    workspace_id: id(),
    access_method: method(),
    display_name: text().min(1),
    external_type: text().optional(),
    external_type_display_name: text().optional(),
    created_at: time(),
    starts_at: text().optional(),
    ends_at: text().optional(),
    code: text().nullable().optional(),
    card_number: text().nullable().optional(),
    user_identity_id: id().optional(),
    is_managed: z.literal(true),
    is_issued: flag(),
    issued_at: time().nullable().optional(),
    is_multi_phone_sync_credential: flag(),
    is_one_time_use: flag(),
    is_latest_desired_state_synced_with_provider: z.boolean().nullable().optional(),
    latest_desired_state_synced_with_provider_at: time().nullable().optional(),
    errors: z.array(z.looseObject({ error_code: text(), message: text() })),
    warnings: z.array(z.looseObject({ warning_code: text(), message: text(), created_at: time() })),
    visionline_metadata: z
      .looseObject({
        card_function_type: functionType(),
        card_id: text().optional(),
        auto_join: flag(),
        is_valid: flag(),
        guest_acs_entrance_ids: ids(),
        common_acs_entrance_ids: ids(),
        joiner_acs_credential_ids: ids(),
      })
      .optional(),
  });

/** The body of a list answer. */
export const page = () =>
  z.looseObject({
    acs_credentials: z.array(credential()),
    pagination: z.looseObject({
      has_next_page: z.boolean(),
      next_page_cursor: text().nullable(),
      next_page_url: text().nullable(),
    }),
  });

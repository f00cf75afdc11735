import * as v from 'valibot';

const id = v.pipe(v.string(), v.uuid());
const time = v.pipe(v.string(), v.isoTimestamp());
const flag = v.optional(v.boolean());
const ids = v.optional(v.array(id));

/** The payload of `create`. */
export const create = v.looseObject({
  access_method: v.picklist(['code', 'card', 'mobile_key', 'cloud_key']),
  acs_user_id: v.optional(id),
  user_identity_id: v.optional(id),
  acs_system_id: v.optional(id),
  credential_manager_acs_system_id: v.optional(id),
  allowed_acs_entrance_ids: ids,
  code: v.optional(v.pipe(v.string(), v.digits())),
  starts_at: v.optional(time),
  ends_at: v.optional(time),
  is_multi_phone_sync_credential: flag,
  visionline_metadata: v.optional(
    v.looseObject({
      auto_join: flag,
      card_format: v.optional(v.picklist(['TLCode', 'rfid48'])),
      card_function_type: v.optional(v.picklist(['guest', 'staff'])),
      joiner_acs_credential_ids: ids,
      override: flag,
    }),
  ),
});

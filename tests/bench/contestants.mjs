/**
 * Who is measured. Every contestant says of a value how many faults it has, so that none can save itself the work; on the data of
 * the bench all say the same, which is checked before anything is timed. Where the peers differ from the API's rules (`+0530`, a
 * leap second, arrays for objects …: tests/proof/differences.mjs), the data gives them no occasion to.
 */
import { jsonSchema, parseJson, validate } from 'acs-credentials';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import * as z from 'zod';

const decoder = new TextDecoder();
const parse = (bytes) => JSON.parse(decoder.decode(bytes));

const METHODS = ['code', 'card', 'mobile_key', 'cloud_key'];

function zodSchemas() {
  const id = z.uuid();
  const time = z.iso.datetime({ offset: true });
  const ids = z.array(id);
  const text = z.string();
  const flag = z.boolean();
  const create = z.looseObject({
    access_method: z.enum(METHODS),
    acs_user_id: id.optional(),
    user_identity_id: id.optional(),
    acs_system_id: id.optional(),
    credential_manager_acs_system_id: id.optional(),
    allowed_acs_entrance_ids: ids.optional(),
    code: text.regex(/^\d+$/).optional(),
    starts_at: time.optional(),
    ends_at: time.optional(),
    is_multi_phone_sync_credential: flag.optional(),
    visionline_metadata: z
      .looseObject({
        auto_join: flag.optional(),
        card_format: z.enum(['TLCode', 'rfid48']).optional(),
        card_function_type: z.enum(['guest', 'staff']).optional(),
        joiner_acs_credential_ids: ids.optional(),
        override: flag.optional(),
      })
      .optional(),
  });
  const credential = z.looseObject({
    acs_credential_id: id,
    acs_user_id: id.optional(),
    acs_system_id: id,
    connected_account_id: id,
    workspace_id: id,
    access_method: z.enum(METHODS),
    display_name: text.min(1),
    external_type: text.optional(),
    external_type_display_name: text.optional(),
    created_at: time,
    starts_at: text.optional(),
    ends_at: text.optional(),
    code: text.nullable().optional(),
    card_number: text.nullable().optional(),
    user_identity_id: id.optional(),
    is_managed: z.literal(true),
    is_issued: flag.optional(),
    issued_at: time.nullable().optional(),
    is_multi_phone_sync_credential: flag.optional(),
    is_one_time_use: flag.optional(),
    is_latest_desired_state_synced_with_provider: flag.nullable().optional(),
    latest_desired_state_synced_with_provider_at: time.nullable().optional(),
    errors: z.array(z.looseObject({ error_code: text, message: text })),
    warnings: z.array(z.looseObject({ warning_code: text, message: text, created_at: time })),
    visionline_metadata: z
      .looseObject({
        card_function_type: z.enum(['guest', 'staff']),
        card_id: text.optional(),
        auto_join: flag.optional(),
        is_valid: flag.optional(),
        guest_acs_entrance_ids: ids.optional(),
        common_acs_entrance_ids: ids.optional(),
        joiner_acs_credential_ids: ids.optional(),
      })
      .optional(),
  });
  const pagination = z.looseObject({
    has_next_page: flag,
    next_page_cursor: text.nullable(),
    next_page_url: text.nullable(),
  });
  return { create, page: z.looseObject({ acs_credentials: z.array(credential), pagination }) };
}

function valibotCreate() {
  const id = v.pipe(v.string(), v.uuid());
  const time = v.pipe(v.string(), v.isoTimestamp());
  const flag = v.optional(v.boolean());
  const ids = v.optional(v.array(id));
  return v.looseObject({
    access_method: v.picklist(METHODS),
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
}

function ajvChecks() {
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
  return { create: ajv.compile(jsonSchema('create')), page: ajv.compile(jsonSchema('acs_credential_page')) };
}

/**
 * `payload`: value → its faults, as the contestant tells them. `places`: how many different places those are in, for ajv names both
 * a wrong type and a wrong value. `list`: bytes → object, checked but where `JSON.parse` is alone.
 */
export function contestants() {
  const zod = zodSchemas();
  const create = valibotCreate();
  const ajv = ajvChecks();
  const places = (paths) => new Set(paths.map(String)).size;
  const checked = (value, isValid) => {
    if (!isValid) throw new Error('the page is found invalid');
    return value;
  };
  return {
    payload: {
      'acs-credentials': (value) => validate('create', value).issues,
      zod: (value) => zod.create.safeParse(value).error?.issues ?? [],
      valibot: (value) => v.safeParse(create, value).issues ?? [],
      ajv: (value) => (ajv.create(value) ? [] : ajv.create.errors),
    },
    places: {
      'acs-credentials': (issues) => places(issues.map(({ path }) => path)),
      zod: (issues) => places(issues.map(({ path }) => path)),
      valibot: (issues) => places(issues.map(({ path }) => path.map(({ key }) => key))),
      ajv: (errors) => places(errors.map(({ instancePath }) => instancePath)),
    },
    list: {
      'acs-credentials': (bytes) => {
        const { valid, value } = parseJson('acs_credential_page', bytes);
        return checked(value, valid);
      },
      'JSON.parse': parse,
      'JSON.parse + zod': (bytes) => {
        const { success, data } = zod.page.safeParse(parse(bytes));
        return checked(data, success);
      },
      'JSON.parse + ajv': (bytes) => {
        const value = parse(bytes);
        return checked(value, ajv.page(value));
      },
    },
  };
}

/** What the brand of an access system changes in the form of a new credential. A brand with settings of its own is one entry here. */
import { texts } from '../texts/index.js';

const t = texts.forms;

/**
 * @typedef {object} Brand
 * @property {boolean} [makesCodes] it takes no code of one's own
 * @property {boolean} [ownsSchedule] entrances and times come from elsewhere
 * @property {boolean} [hasOneDoor] a code opens exactly one entrance
 * @property {string} [note]
 * @property {string} [codeHint]
 * @property {(about: { method: string, entrances: object[], joinable: { value: string, label: string }[] }) => { title: string, fields: import('./form.js').Field[] } | undefined} [section]
 */

const check = (name, label, more) => ({ kind: 'check', name, label, ...more });
const options = (words) => Object.entries(words).map(([value, label]) => ({ value, label }));
const some = (field) => (field.options.length ? [field] : []);
/** A card, or what may still become one. */
const isCard = (method) => method === 'card' || method === undefined;
const isGuestDoor = (entrance) => entrance.assa_abloy_vostio_metadata?.door_type === 'GuestDoor';

/** @type {Record<string, Brand>} by the system's external_type */
const BRANDS = {
  salto_ks_site: { makesCodes: true, ownsSchedule: true, note: t.brands.saltoKs },
  latch_building: { makesCodes: true, hasOneDoor: true, note: t.brands.latch },
  pti_site: { codeHint: t.ptiCodeHint },

  visionline_system: {
    // Only a card may be for staff, and a code stands beside no card.
    section: ({ method, joinable }) => ({
      title: 'Visionline',
      path: ['visionline_metadata'],
      fields: [
        {
          kind: 'choice',
          name: 'visionline_metadata.card_format',
          label: t.cardFormat,
          hint: isCard(method) ? t.cardFormatHint : t.cardFormatAnyway,
          options: options(t.cardFormats),
        },
        ...some({
          kind: 'choice',
          name: 'visionline_metadata.card_function_type',
          label: t.cardFunction,
          initial: 'guest',
          with: ['access_method'],
          options: isCard(method) ? options(t.cardFunctions) : [],
        }),
        check('visionline_metadata.override', t.override),
        check('visionline_metadata.auto_join', t.autoJoin),
        ...some({
          kind: 'checks',
          name: 'visionline_metadata.joiner_acs_credential_ids',
          label: t.joiners,
          isOptional: true,
          options: method === 'code' ? [] : joinable,
        }),
      ],
    }),
  },

  assa_abloy_vostio: {
    section: ({ entrances }) => ({
      title: 'Assa Abloy Vostio',
      path: ['assa_abloy_vostio_metadata'],
      fields: [
        check('assa_abloy_vostio_metadata.auto_join', t.autoJoin),
        check('assa_abloy_vostio_metadata.join_all_guest_acs_entrances', t.joinAll),
        check('assa_abloy_vostio_metadata.override_all_guest_acs_entrances', t.overrideAll),
        ...some({
          kind: 'checks',
          name: 'assa_abloy_vostio_metadata.override_guest_acs_entrance_ids',
          label: t.overrideAt,
          isOptional: true,
          options: entrances
            .filter(isGuestDoor)
            .map((one) => ({ value: one.acs_entrance_id, label: one.display_name })),
        }),
      ],
    }),
  },

  salto_space_system: {
    section: ({ method }) =>
      isCard(method)
        ? {
            title: 'Salto Space',
            path: ['salto_space_metadata'],
            fields: [check('salto_space_metadata.assign_new_key', t.newKey, { hint: t.newKeyHint, initial: true })],
          }
        : undefined,
  },

  hotek_site: {
    section: () => ({
      title: 'Hotek',
      path: ['hotek_metadata'],
      fields: [check('hotek_metadata.override', t.override), check('hotek_metadata.auto_join', t.autoJoin)],
    }),
  },
};

/** @returns {Brand} */
export const brandOf = (system) => BRANDS[system?.external_type] ?? {};

/** The form for a new credential: it follows the access system's brand. */
import { client } from '../api.js';
import { zone } from '../format.js';
import { texts } from '../texts.js';
import { openForm } from './dialog.js';
import { checkField, checksField, momentField, radioField, selectField, textField } from './fields.js';
import { holderField } from './people.js';

const t = texts.form;
const METHODS = Object.entries(texts.methods).map(([value, label]) => ({ value, label, picture: value }));
const entranceOption = ({ acs_entrance_id, display_name }) => ({
  value: acs_entrance_id,
  label: display_name || acs_entrance_id,
});
const credentialOption = ({ acs_credential_id, display_name }) => ({ value: acs_credential_id, label: display_name });
const asIs = (values) => values.map((value) => ({ value, label: value }));

/**
 * @param {object} parts
 * @param {string} [parts.system] the access system to begin with
 * @param {() => object[]} parts.loaded credentials that a new one may join
 * @param {(credential: object) => void} parts.onDone
 */
export function openCreate({ directory, system: first, loaded, onDone }) {
  const system = systemField(directory, first);
  const method = radioField({ path: ['access_method'], label: texts.properties.access_method, options: METHODS });
  const holder = holderField(directory);
  const code = textField({ path: ['code'], label: t.code, hint: t.codeHint, inputmode: 'numeric', optional: true });
  const startsAt = momentField({
    path: ['starts_at'],
    label: t.startsAt,
    hint: `${t.startsHint} ${t.zone(zone())}`,
    optional: true,
  });
  const endsAt = momentField({ path: ['ends_at'], label: t.endsAt, hint: t.endsHint, optional: true });
  const doors = checksField({
    path: ['allowed_acs_entrance_ids'],
    label: t.entrances,
    hint: t.entrancesHint,
    optional: true,
  });
  const multiPhone = checkField({
    path: ['is_multi_phone_sync_credential'],
    label: t.multiPhone,
    hint: t.multiPhoneHint,
    checked: true,
  });
  const brands = brandSections();
  const brandOf = () => directory.system(system.read())?.external_type;

  function adapt() {
    const user = holder.user?.();
    if (user && !system.read()) system.set(user.acs_system_id);
    const chosen = system.read();
    holder.offerFor?.(chosen);
    code.show(method.read() === 'code');
    multiPhone.show(method.read() === 'mobile_key');
    const entrances = directory.entrances().filter(({ acs_system_id }) => acs_system_id === chosen);
    doors.offer(entrances.map(entranceOption));
    doors.show(entrances.length > 0);
    const brand = brands.find(({ type }) => type === brandOf());
    brand?.adapt?.({ entrances, credentials: loaded().filter(({ acs_system_id }) => acs_system_id === chosen) });
  }

  openForm({
    title: t.createTitle,
    model: 'create',
    sections: [
      { fields: [system, holder], layout: 'two' },
      { fields: [method, code, multiPhone] },
      { fields: [startsAt, endsAt], layout: 'two' },
      { fields: [doors], isShown: () => doors.isShown() },
      ...brands.map((brand) => ({ ...brand, isShown: () => brand.type === brandOf() })),
    ],
    adapt,
    context: () => ({ systemType: brandOf(), entrances: directory.entrances() }),
    action: t.createAction,
    send: (payload) => client.create(payload),
    onDone,
  });
}

function systemField(directory, first) {
  const systems = directory.systems().sort((one, other) => one.name.localeCompare(other.name));
  const options = systems.map(({ acs_system_id, name, external_type_display_name }) => ({
    value: acs_system_id,
    label: [name, external_type_display_name].filter(Boolean).join(' – '),
  }));
  const paths = [['acs_system_id']];
  const field = systems.length
    ? selectField({ paths, label: texts.system, options })
    : textField({ path: paths[0], label: texts.system, hint: t.systemId });
  if (first) field.set(first);
  return field;
}

/** What the brands add. A brand with new settings is one entry here. */
function brandSections() {
  const yes =
    (...path) =>
    (label, hint, checked) =>
      checkField({ path, label, hint, checked });
  const joiners = checksField({
    path: ['visionline_metadata', 'joiner_acs_credential_ids'],
    label: t.joiners,
    hint: t.joinersHint,
    optional: true,
  });
  const overrideAt = checksField({
    path: ['assa_abloy_vostio_metadata', 'override_guest_acs_entrance_ids'],
    label: t.overrideAt,
    optional: true,
  });
  const offerOrHide = (field, options) => {
    field.offer(options);
    field.show(options.length > 0);
  };
  return [
    {
      type: 'visionline_system',
      title: texts.properties.visionline_metadata,
      paths: [['visionline_metadata']],
      fields: [
        selectField({
          paths: [['visionline_metadata', 'card_format']],
          label: t.cardFormat,
          options: asIs(['TLCode', 'rfid48']),
        }),
        selectField({
          paths: [['visionline_metadata', 'card_function_type']],
          label: t.cardFunction,
          optional: true,
          options: Object.entries(t.cardFunctions).map(([value, label]) => ({ value, label })),
        }),
        yes('visionline_metadata', 'override')(t.override),
        yes('visionline_metadata', 'auto_join')(t.autoJoin),
        joiners,
      ],
      layout: 'two',
      adapt: ({ credentials }) => offerOrHide(joiners, credentials.map(credentialOption)),
    },
    {
      type: 'assa_abloy_vostio',
      title: texts.properties.assa_abloy_vostio_metadata,
      paths: [['assa_abloy_vostio_metadata']],
      fields: [
        yes('assa_abloy_vostio_metadata', 'auto_join')(t.autoJoin),
        yes('assa_abloy_vostio_metadata', 'join_all_guest_acs_entrances')(t.joinAll),
        yes('assa_abloy_vostio_metadata', 'override_all_guest_acs_entrances')(t.overrideAll),
        overrideAt,
      ],
      adapt: ({ entrances }) => offerOrHide(overrideAt, entrances.map(entranceOption)),
    },
    {
      type: 'salto_space_system',
      title: 'Salto Space',
      paths: [['salto_space_metadata']],
      fields: [yes('salto_space_metadata', 'assign_new_key')(t.newKey, t.newKeyHint, true)],
    },
    {
      type: 'hotek_site',
      title: 'Hotek',
      paths: [['hotek_metadata']],
      fields: [yes('hotek_metadata', 'override')(t.override), yes('hotek_metadata', 'auto_join')(t.autoJoin)],
    },
  ];
}

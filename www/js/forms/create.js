/** The form for a new credential: it follows the access system's brand. */
import { computed, signal } from '@preact/signals-core';
import { nameOf } from '../model/credential.js';
import { zoneOf } from '../model/dates.js';
import { isUnclear } from '../model/failure.js';
import { announce } from '../state/announce.js';
import { directory } from '../state/directory.js';
import { go, route } from '../state/route.js';
import { client } from '../state/settings.js';
import { put, reload, rows } from '../state/store.js';
import { texts } from '../texts/index.js';
import { brandOf } from './brands.js';
import { codeField } from './code.js';
import { momentField } from './moment.js';
import { byLabel, holderField, systemOfHolder } from './people.js';
import { openForm } from './view.js';
import { checkOutAfter, toWall } from './zones.js';

const t = texts.forms;
const METHODS = Object.keys(texts.methods).map((value) => ({ value, label: texts.methods[value], picture: value }));
const MOBILE = 'mobile_key';

/** @param {{ acs_system_id?: string, acs_user_id?: string, access_method?: string }} [prefill] */
export function openCreate(prefill = {}) {
  const opened = Date.now();
  const first = { acs_system_id: route.value.system, ...prefill };
  const found = signal('');
  const systemOf = (valueOf) => directory.value.system(valueOf('acs_system_id') ?? first.acs_system_id);

  openForm({
    title: t.createTitle,
    model: 'create',
    layout: (valueOf) => layout(valueOf, { first, opened }),
    context: (valueOf) => ({ systemType: systemOf(valueOf)?.external_type, entrances: directory.value.entrances }),
    // Choosing a person chooses the access system, too.
    adapt(name, valueOf, set) {
      const system = name === 'holder' && !systemOf(valueOf) && systemOfHolder(directory.value, valueOf('holder'));
      if (system) set('acs_system_id', system);
    },
    action: t.createAction,
    found,
    send: (payload) => create(payload, found),
    onDone(made) {
      put(made);
      announce(t.created(nameOf(made)));
      go({ view: 'list', credential: made.acs_credential_id });
    },
  });
}

async function create(payload, found) {
  found.value = '';
  try {
    return await client.value.create(payload);
  } catch (error) {
    if (isUnclear(error)) void lookAgain(found);
    throw error;
  }
}

/** It may have been made although its answer is lost: the list is read anew, and what is new there is told. */
async function lookAgain(found) {
  const idOf = ({ acs_credential_id }) => acs_credential_id;
  const known = new Set(rows.value.map(idOf));
  await reload();
  const names = rows.value.filter((credential) => !known.has(idOf(credential))).map(nameOf);
  if (names.length) found.value = t.appeared(names);
}

function layout(valueOf, { first, opened }) {
  const names = directory.value;
  const system = names.system(valueOf('acs_system_id') ?? first.acs_system_id);
  const brand = brandOf(system);
  const method = valueOf('access_method') ?? first.access_method;
  const entrances = names.entrancesOf(system?.acs_system_id);
  const zone = zoneOf(system);
  const moment = (name, more) => momentField({ name, zone, value: valueOf(name), isOptional: true, ...more });

  return [
    { layout: 'two', fields: [systemField(names, first), holderField(names, system?.acs_system_id)] },
    {
      note: brand.note,
      fields: [
        {
          kind: 'choice',
          name: 'access_method',
          label: t.method,
          initial: first.access_method,
          options: METHODS,
        },
        ...(method === 'code' && !brand.makesCodes
          ? [codeField({ hint: `${brand.codeHint ?? t.codeHint} ${t.codeMade}` })]
          : []),
        ...(method === MOBILE ? [multiPhone] : []),
      ],
    },
    !brand.ownsSchedule && {
      layout: 'two',
      fields: [
        moment('starts_at', { label: t.startsAt, initial: toWall(opened, zone) }),
        moment('ends_at', {
          label: t.endsAt,
          initial: checkOutAfter(opened, zone),
          with: ['starts_at'],
          after: valueOf('starts_at'),
        }),
      ],
    },
    !brand.ownsSchedule && entrances.length > 0 && { fields: [doorsField(entrances, method, brand)] },
    brand.section?.({ method, entrances, joinable: joinableIn(system) }),
  ].filter(Boolean);
}

function systemField({ systems, isReady }, first) {
  const name = 'acs_system_id';
  const label = t.system;
  if (!systems.length)
    return { kind: 'text', name, label, hint: isReady ? t.systemId : t.loading, initial: first.acs_system_id ?? '' };
  const options = systems.map(({ acs_system_id, name: title, external_type_display_name: brand }) => ({
    value: acs_system_id,
    label: [title, brand].filter(Boolean).join(' – '),
  }));
  return { kind: 'select', name, label, initial: first.acs_system_id, options: options.sort(byLabel) };
}

const multiPhone = {
  kind: 'check',
  name: 'is_multi_phone_sync_credential',
  label: t.multiPhone,
  hint: t.multiPhoneHint,
  initial: true,
  with: ['access_method'],
  fix: (issue, value) => (value ? undefined : { label: t.switchOn, value: true }),
};

function doorsField(entrances, method, { hasOneDoor }) {
  const isOne = hasOneDoor && method === 'code';
  const fits = (entrance) => !method || entrance[`can_unlock_with_${method}`] !== false;
  return {
    kind: isOne ? 'choice' : 'checks',
    name: 'allowed_acs_entrance_ids',
    label: isOne ? t.entrance : t.entrances,
    hint: isOne ? t.entranceHint : t.entrancesHint,
    isOptional: !isOne,
    with: ['access_method', 'visionline_metadata.joiner_acs_credential_ids'],
    ...(isOne && { read: (value) => [value] }),
    options: entrances.map((entrance) => ({
      value: entrance.acs_entrance_id,
      label: entrance.display_name || entrance.acs_entrance_id,
      note: fits(entrance) ? undefined : t.doorTakesNo(texts.methods[method]),
    })),
  };
}

/** Cards by access system: a new one may stand beside them. */
const cards = computed(() => {
  const all = rows.value.filter(({ access_method }) => access_method === 'card');
  const options = Map.groupBy(all, ({ acs_system_id }) => acs_system_id);
  for (const [system, credentials] of options) options.set(system, credentials.map(cardOption).sort(byLabel));
  return options;
});

const cardOption = (credential) => ({ value: credential.acs_credential_id, label: nameOf(credential) });
const joinableIn = (system) => cards.value.get(system?.acs_system_id) ?? [];

/** What a brand of access systems calls its things. By the system's external_type. */
export const BRANDS = {
  akiles_organization: brand('Akiles', { credential: 'akiles_credential' }),
  assa_abloy_vostio: brand('Assa Abloy Vostio', {
    credential: 'assa_abloy_vostio_key',
    credentialMetadata: vostioMetadata,
  }),
  avigilon_alta_org: brand('Avigilon Alta', { user: 'avigilon_alta_user', credential: 'avigilon_alta_credential' }),
  brivo_account: brand('Brivo', { user: 'brivo_user', credential: 'brivo_credential' }),
  dormakaba_ambiance_site: brand('dormakaba Ambiance', { credential: 'dormakaba_ambiance_credential' }),
  // Its credentials have no external_type in Seam's value set.
  dormakaba_community_site: brand('dormakaba Community', { user: 'dormakaba_community_user' }),
  hotek_site: brand('Hotek', { credential: 'hotek_card' }),
  latch_building: brand('Latch', { user: 'latch_user', credential: 'latch_access' }),
  pti_site: brand('PTI', { user: 'pti_user', credential: 'pti_card' }),
  salto_ks_site: brand('Salto KS', { user: 'salto_site_user', credential: 'salto_ks_credential' }),
  salto_space_system: brand('Salto Space', { user: 'salto_space_user', credential: 'salto_space_key' }),
  visionline_system: brand('Visionline', {
    credential: 'visionline_card',
    credentialMetadata: visionlineMetadata,
  }),
};

function brand(name, { user, credential, credentialMetadata = () => ({}) }) {
  const kind = credential?.split('_').at(-1);
  return {
    name,
    user_type: user,
    credential_type: credential,
    credential_name: kind && `${name} ${kind[0].toUpperCase()}${kind.slice(1)}`,
    credentialMetadata,
  };
}

/** What a system of the brand says of a new credential: from the payload and the allowed entrances. */
function visionlineMetadata({ visionline_metadata: given = {} }, entrances) {
  const isGuest = (entrance) => entrance.visionline_metadata?.door_category === 'guest';
  return {
    visionline_metadata: {
      auto_join: given.auto_join ?? false,
      card_function_type: given.card_function_type ?? 'guest',
      is_valid: true,
      common_acs_entrance_ids: ids(entrances.filter((entrance) => !isGuest(entrance))),
      guest_acs_entrance_ids: ids(entrances.filter(isGuest)),
      joiner_acs_credential_ids: given.joiner_acs_credential_ids ?? [],
    },
  };
}

function vostioMetadata({ assa_abloy_vostio_metadata: given = {} }, entrances) {
  return {
    assa_abloy_vostio_metadata: {
      auto_join: given.auto_join ?? false,
      door_names: entrances.map(({ display_name }) => display_name),
      override_guest_acs_entrance_ids: given.override_guest_acs_entrance_ids ?? [],
    },
  };
}

function ids(entrances) {
  return entrances.map(({ acs_entrance_id }) => acs_entrance_id);
}

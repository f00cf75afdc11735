/** The texts of the forms, the playground and the settings. */
import { language, number, plural, withinSentence } from './language.js';

const DAY_AND_TIME = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export const forms = {
  cancel: 'Cancel',
  notSaved: 'What you have entered is not saved.',
  keepEditing: 'Keep editing',
  throwAway: 'Throw it away',
  loading: 'Names are being loaded…',
  optional: 'optional',
  choose: 'Choose…',
  switchOn: 'Switch it on',
  use: (label) => `Use “${label}”`,
  seek: (label) => `Find in ${withinSentence(label)}`,
  notFound: 'Nothing found',
  moreToFind: (count) => `${plural(count, 'more', 'more')}: type a part of the name.`,
  elsewhere: 'Also to be solved:',
  severity: { error: 'Error: ', warning: 'Warning: ' },
  problems: (count) => plural(count, 'problem', 'problems'),
  warnings: (count) => plural(count, 'warning', 'warnings'),
  fine: 'No problems',
  unchanged: 'Nothing is changed yet.',
  appeared: (names) => `New in the list since then: ${names.map((name) => `“${name}”`).join(', ')}.`,
  notMade: 'It was looked at again just now, and is not as you want it yet.',
  issues: {
    /** By the property's path and the code. */
    byPlace: {
      'access_method missing': 'Choose how it opens the doors.',
      'visionline_metadata.card_format brand': 'Choose how the card is written.',
      'allowed_acs_entrance_ids brand': 'Choose where: this access system needs to know.',
      'is_multi_phone_sync_credential brand': 'This access system needs it for mobile keys.',
      'is_multi_phone_sync_credential method': 'Few access systems make mobile keys without it.',
      'visionline_metadata brand': 'Say what becomes of the cards that the doors accept now, or they may stop working.',
    },
    byCode: {
      entrance: 'It does not open this way.',
      receiver: 'Choose who receives it.',
      order: 'Must be later than the start.',
      past: 'Must be in the future.',
      date_time: 'Day or time is incomplete.',
      no_change: 'Nothing is changed yet.',
    },
  },

  createTitle: 'New credential',
  createAction: ['Create credential', 'Creating…'],
  created: (name) => `“${name}” was created.`,
  system: 'Access system',
  systemId: 'Id of the access system.',
  holder: 'Holder',
  holderFirst: 'Choosing a person chooses the access system, too.',
  systemFirst: 'Choose the access system first.',
  holderId: 'Id of the access system user.',
  inSystem: 'Known to this access system',
  identities: 'Known elsewhere',
  method: 'Method',
  code: 'PIN code',
  codeHint: '4 to 9 digits.',
  ptiCodeHint: 'A number up to 4294967296.',
  codeMade: 'Leave it empty and the system makes one.',
  generate: 'Generate',
  startsAt: 'Valid from',
  endsAt: 'Valid until',
  zoneElsewhere: (zone, here) => `${zone}. That is ${here} here.`,
  /** @param {string} wall a time on the wall, in no zone */
  dayAndTime: (wall) => DAY_AND_TIME.format(new Date(`${wall}Z`)),
  entrances: 'Entrances',
  entrancesHint: 'None chosen: the access system decides.',
  entrance: 'Entrance',
  entranceHint: 'A code opens exactly one entrance here.',
  doorTakesNo: (method) => `not by ${withinSentence(method)}`,
  multiPhone: 'Works on all phones of its holder',
  multiPhoneHint: 'Most access systems need this for mobile keys.',
  cardFormat: 'Card format',
  cardFormatHint: 'Ask the maintenance team if in doubt: the locks read one of them.',
  cardFormatAnyway: 'Visionline asks for it whatever the method. Ask the maintenance team if in doubt.',
  cardFormats: { TLCode: 'TLCode', rfid48: 'RFID 48' },
  cardFunction: 'Card for',
  cardFunctions: { guest: 'A guest', staff: 'Staff' },
  override: 'Replaces the cards that the doors accept now',
  autoJoin: 'Works beside the cards that the doors accept now',
  joiners: 'Works beside these cards',
  joinAll: 'Works beside the others at all guest doors',
  overrideAll: 'Replaces the others at all guest doors',
  overrideAt: 'Replaces the others at these guest doors',
  newKey: 'Encodes a new key',
  newKeyHint: 'Off: the card that the person has is changed instead.',
  brands: {
    saltoKs:
      'Salto KS makes the PIN code itself. The doors come from access groups and the times from the person, both set in Salto KS.',
    latch: 'Latch makes the code itself, for one entrance.',
  },

  updateTitle: (name) => `Update “${name}”`,
  updateAction: ['Save changes', 'Saving…'],
  updated: (name) => `“${name}” was updated.`,
  notRemovable: 'It can be changed but not removed.',
  assignTitle: (name) => `Assign “${name}”`,
  assignAction: ['Assign', 'Assigning…'],
  reassignTitle: (name) => `Reassign “${name}”`,
  reassignText: (holder) => `Now held by ${holder}.`,
  reassignAction: ['Reassign', 'Reassigning…'],
  assigned: (name) => `“${name}” has a new holder.`,
  unassignTitle: (name) => `Take “${name}” from its holder?`,
  unassignText: (holder) => `${holder} can no longer use it. It stays in the access system and can be assigned again.`,
  unassignAction: ['Unassign', 'Unassigning…'],
  unassigned: (name) => `“${name}” has no holder any more.`,
  somebody: 'The holder',

  deleteTitle: (names) =>
    names.length === 1 ? `Delete “${names[0]}”?` : `Delete ${number.format(names.length)} credentials?`,
  deleteText: (count) =>
    count === 1
      ? 'It stops opening doors, and cannot be brought back.'
      : 'They stop opening doors, and cannot be brought back.',
  deleteAction: (count) => (count === 1 ? 'Delete' : `Delete ${number.format(count)} credentials`),
  deleting: (done, count) => (count === 1 ? 'Deleting…' : `Deleted ${number.format(done)} of ${number.format(count)}…`),
  deleteProgress: 'Progress of the deletion',
  stop: ['Stop', 'Stopping…'],
  deleted: (names) =>
    names.length === 1 ? `“${names[0]}” was deleted.` : `${number.format(names.length)} credentials were deleted.`,
  deleteFailedTitle: (failed, count) =>
    count === 1
      ? 'It could not be deleted'
      : `${number.format(failed)} of ${number.format(count)} could not be deleted`,
  deleteFailedText: (count) => `${count === 1 ? 'It is' : 'They are'} in the list again, as before.`,
  deleteStoppedTitle: (done, count) => `Stopped after ${number.format(done)} of ${number.format(count)}`,
  deleteLeft: (count) =>
    count === 1
      ? 'One was not tried any more. It is in the list as before.'
      : `${number.format(count)} were not tried any more. They are in the list as before.`,
  deleteOthers: (count) => (count === 1 ? 'Delete the other one' : `Delete the other ${number.format(count)}`),
  retryFailed: (count) => (count === 1 ? 'Try again' : `Try these ${number.format(count)} again`),
  andMore: (count) => `and ${plural(count, 'more', 'more')}`,

  waitTitle: (name) => `Waiting for “${name}”`,
  waitText: {
    card: 'Put the card on the encoder. This goes on by itself once it is written.',
    mobile_key: 'The key arrives when its holder opens the app. This goes on by itself once it is there.',
    other: 'This goes on by itself once the access system has issued it.',
  },
  waitProgress: 'Time of waiting',
  waited: (seconds, attempts) =>
    `${plural(seconds, 'second', 'seconds')} so far, asked ${plural(attempts, 'time', 'times')}.`,
  waitCancel: 'Stop waiting',
  waitBackground: 'It goes on being made all the same.',
  issuedTitle: (name) => `“${name}” is issued`,
  issuedText: (start) => `It opens its doors from ${start ?? 'now'} on.`,
  done: 'Done',
  notYetTitle: 'Not issued yet',
  notYetText: 'It is still being made. You can wait again, or look later.',
  waitAgain: 'Wait again',
  waitFailed: 'The waiting broke off',
};

export const playground = {
  title: 'Playground',
  lead: 'Paste the JSON of a payload or of an answer, and see what the package says of it while you type.',
  model: 'Model',
  groups: { 'What is sent': false, 'What is received': true },
  brand: 'Rules of',
  brands: {
    '': 'no brand',
    latch_building: 'Latch',
    pti_site: 'PTI',
    salto_ks_site: 'Salto KS',
    salto_space_system: 'Salto Space',
    visionline_system: 'Visionline',
  },
  samples: 'Samples',
  sampleKinds: { good: 'Good sample', faulty: 'Faulty sample' },
  format: 'Format',
  takeBack: 'Back to my text',
  json: 'JSON',
  verdict: (errors, warnings) =>
    [errors && plural(errors, 'error', 'errors'), warnings && plural(warnings, 'warning', 'warnings')]
      .filter(Boolean)
      .join(', ') || 'Nothing to complain about',
  time: (milliseconds) =>
    milliseconds < 1
      ? `${(milliseconds * 1000).toLocaleString(language, { maximumFractionDigits: 1 })} µs`
      : `${milliseconds.toLocaleString(language, { maximumFractionDigits: 1 })} ms`,
  timeHint: 'Reading and checking the text once: the median of five rounds.',
  issues: 'Issues',
  noIssues: 'Every property is as the API wants it.',
  lineAndColumn: 'Line and column',
  root: '(all of it)',
  more: (count) => `and ${plural(count, 'more', 'more')}`,
  callTitle: 'In TypeScript',
  copy: 'Copy',
  noCall: '// Once the text is JSON that can be read, the call stands here.',
  sendCall: (name, payload) => `import { createClient } from 'acs-credentials';

const credentials = createClient({ endpoint: '/api/seam' });
const result = await credentials.${name}(${payload});`,
  parseCall: (name) => `import { parseJson } from 'acs-credentials';

const { valid, issues, value } = parseJson('${name}', text);`,
};

export const settings = {
  title: 'Settings',
  server: 'Server',
  sandbox: 'Sandbox',
  sandboxHint: 'A hotel that exists in memory only. Everything may be tried, nothing opens a real door.',
  sandboxAgain: 'Back in the sandbox.',
  live: 'Live',
  liveHint:
    'Real doors and real people. What you enter stays in this tab and is forgotten with it; it is never part of the address.',
  endpoint: 'Endpoint',
  endpointHint: 'Seam itself, or your own proxy. This page’s policy lets it ask its own server, Seam and this machine.',
  kind: 'Kind of credentials',
  kinds: {
    none: 'None: my own proxy adds them',
    apiKey: 'API key',
    personalAccessToken: 'Personal access token',
    clientSessionToken: 'Client session',
    consoleSessionToken: 'Console session',
  },
  kindHints: {
    none: 'The best way for a page: your server knows who is asking, and keeps the key to itself.',
    clientSessionToken: 'It can list credentials and nothing else.',
  },
  secretTitle: 'Keys do not belong in pages',
  secretText:
    'This one has unlimited power over the workspace, and whoever can open the page can read it. Use it for a trial on your own machine only; a real panel goes through a proxy that adds the key.',
  token: 'Token',
  tokenHint: 'Kept for this tab only.',
  workspaceId: 'Workspace id',
  workspaceHint: 'This kind is good for several workspaces: say which.',
  connect: 'Connect',
  connecting: 'Connecting…',
  connected: 'Connected: the server answers.',
  noAnswer: 'It is set, but the server does not answer as it should.',

  faults: 'Make something go wrong',
  faultNames: {
    '': 'Nothing',
    slow: 'Slow answers',
    offline: 'Offline',
    busy: 'Too many requests',
    broken: 'Server errors',
    expired: 'Session over',
    newer: 'Newer server',
  },
  faultHints: {
    '': 'The sandbox answers as it should.',
    slow: 'Every answer takes two and a half seconds more.',
    offline: 'No request leaves the page. Reading and deleting are tried three times, other changes once.',
    busy: 'The server asks for a pause of two seconds each time. Reading and deleting are tried three times, other changes once.',
    broken:
      'The server fails. Reading and deleting are tried three times, other changes once. What fails is taken back.',
    expired: 'The server accepts nobody any more. Nothing is tried again, and what fails is taken back.',
    newer:
      'The server tells of credentials what this panel does not know: a way to open doors, and a property. Both are kept.',
  },
  faultOn: (name) => `On purpose: ${withinSentence(name)}`,
  faultOff: 'End it',
  resetTitle: 'Data of the sandbox',
  resetText: 'Takes back all changes: the hotel is as it was in the beginning.',
  reset: 'Reset the sandbox',
  resetFailed: { title: 'The sandbox does not answer.', advice: 'Nothing was taken back. Is its server running?' },
  resetDone: 'The sandbox is as it was in the beginning.',
};

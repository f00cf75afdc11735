/** Pictures that only repeat what the text beside them says. */
import { svg } from './html.js';

const SHAPES = {
  ok: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.2 2.8 2.8L16 9.6',
  waiting: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.2 2',
  warning: 'M12 3.6 2.6 20h18.8L12 3.6Zm0 6v4.6m0 2.7v.1',
  error: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3ZM12 7.6v5.2m0 3.4v.1',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5.4m0-8.6v.1',
  deleting: 'M4 6.5h16M9 6.5V4h6v2.5M6 6.5 7 20h10l1-13.5M10 10.5v6m4-6v6',
  unassigned: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.7-3.7 3.7-5.5 7.5-5.5 1 0 2 .1 2.8.4M17 18h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.7-3.7 3.7-5.5 7.5-5.5s6.8 1.8 7.5 5.5',
  ended: 'M5 5.5h14v14H5v-14ZM5 9.5h14M8.5 3v4m7-4v4m-6 6 5 4m0-4-5 4',
  code: 'M6 5v.1M12 5v.1M18 5v.1M6 11v.1M12 11v.1M18 11v.1M6 17v.1M12 17v.1M18 17v.1',
  card: 'M3 5.5h18v13H3v-13ZM3 10h18M6.5 14.5h4',
  mobile_key: 'M7 2.5h10v19H7v-19Zm4 15.5h2',
  cloud_key: 'M7 18.5a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 11a3.8 3.8 0 0 1-.5 7.5H7Z',
  key: 'M8.5 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.2-7.7L20 4m-3.8 3.8L19.5 11',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19 4 20ZM13.5 7l3.5 3.5',
  door: 'M6 20.5V4h12v16.5M3.5 20.5h17M14.5 12.5v.1',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8L20.5 20.5',
  filter: 'M4 6.5h16M7 12h10m-7 5.5h4',
  reload: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9m0-5v5h-5',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19.5 7',
  copy: 'M8.5 8.5h11v11h-11v-11ZM5 15.5H4.5v-11h11V5',
  arrow: 'M4 12h15m-6-6 6 6-6 6',
  up: 'M12 19V5m-6 6 6-6 6 6',
  down: 'M12 5v14m-6-6 6 6 6-6',
  unsorted: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  list: 'M4 6.5h16M4 12h16M4 17.5h16',
  code_block: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5',
  settings: 'M4 7.5h9m5 0h2M4 16.5h2m5 0h9M15.5 5v5M8.5 14v5',
  empty: 'M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5Zm0 0h5a3 3 0 0 0 6 0h5',
};

/** @param {string} name an unknown one is a key */
export const icon = (name) =>
  svg`<svg viewBox="0 0 24 24" class="icon icon-${name}" aria-hidden="true"><path d=${SHAPES[name] ?? SHAPES.key}></path></svg>`;

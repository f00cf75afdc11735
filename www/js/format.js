/** How values look to a person, in the language of the browser. */
import { el } from './dom.js';
import { texts } from './texts.js';

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
// In a list the year matters only when it is another one.
const SHORT = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };
const NEAR = new Intl.DateTimeFormat(undefined, SHORT);
const FAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const DISTANCE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment in words; a text that is no moment stays as it came. */
export function moment(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : MOMENT.format(date);
}

function shortMoment(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return (date.getFullYear() === new Date().getFullYear() ? NEAR : FAR).format(date);
}

/** "in 3 days", "2 hours ago". */
export function distance(text, now = Date.now()) {
  const away = Date.parse(text) - now;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return DISTANCE.format(Math.round(away / size), unit);
}

export const isPast = (text) => Date.parse(text) <= Date.now();

export function momentNode(text) {
  return el('time', { datetime: text, title: text }, moment(text));
}

/** The moment that matters next, and what it means now. The API promises no format: other texts stay as they are. */
export function validity({ starts_at, ends_at }) {
  if (Date.parse(starts_at) > Date.now()) return [shortMoment(starts_at), texts.begins(distance(starts_at))];
  if (!ends_at) return [texts.noEnd, starts_at && texts.since(shortMoment(starts_at))];
  if (Number.isNaN(Date.parse(ends_at))) return [ends_at];
  return [shortMoment(ends_at), (isPast(ends_at) ? texts.ended : texts.ends)(distance(ends_at))];
}

/** The first group of an id is enough to tell two apart. */
export const shortId = (id) => `${id.split('-')[0]}…`;

const pad = (number) => String(number).padStart(2, '0');

/** What an `<input type="datetime-local">` takes: the moment in the browser's own zone, to the minute. */
export function toLocalInput(text) {
  const at = new Date(text);
  if (!text || Number.isNaN(at.getTime())) return '';
  const day = [String(at.getFullYear()).padStart(4, '0'), pad(at.getMonth() + 1), pad(at.getDate())].join('-');
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Back again, with the zone that the API asks for. */
export const fromLocalInput = (value) => new Date(value).toISOString();

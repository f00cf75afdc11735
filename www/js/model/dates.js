/** Moments as a person reads them: in the language of the page and the time zone of the access system, which is named. */
import { texts } from '../texts/index.js';
import { language } from '../texts/language.js';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:/;
const FULL = { dateStyle: 'medium', timeStyle: 'short' };
// In a list the year, or else the time of the day, is what one can do without.
const NEAR = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };
const FAR = { day: 'numeric', month: 'short', year: 'numeric' };
const ZONE = { timeZoneName: 'short' };
const DISTANCE = new Intl.RelativeTimeFormat(language);
const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

// Near enough that a day and its month are not those of another year, too.
const ABOUT_A_YEAR = 350 * 86_400_000;

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone of an access system, else the browser's. @param {{ location?: { time_zone?: string } }} [system] */
export function zoneOf(system) {
  const zone = system?.location?.time_zone;
  return zone && formatOf(FULL, zone) ? zone : browserZone();
}

const formats = new Map();

/** Made once for each zone: making one takes longer than using it a hundred times. Undefined for a zone nobody knows. */
function formatOf(style, timeZone) {
  const key = `${timeZone} ${Object.keys(style)}`;
  if (!formats.has(key)) formats.set(key, attempt(style, timeZone));
  return formats.get(key);
}

function attempt(style, timeZone) {
  try {
    return new Intl.DateTimeFormat(language, { ...style, timeZone });
  } catch {
    return undefined;
  }
}

export const isMoment = (value) => typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value));

/** "24 Nov 2026, 14:30 CET"; the API promises no format: a text that is no moment stays as it came. */
export const moment = (text, zone) => (isMoment(text) ? `${format(FULL, text, zone)} ${zoneName(text, zone)}` : text);

/** "CET" */
export const zoneName = (text, zone) =>
  formatOf(ZONE, zone)
    .formatToParts(Date.parse(text))
    .find(({ type }) => type === 'timeZoneName').value;

const format = (style, text, zone) => formatOf(style, zone).format(Date.parse(text));

function short(text, zone, now) {
  const isNear = Math.abs(Date.parse(text) - now) < ABOUT_A_YEAR;
  return isNear ? `${format(NEAR, text, zone)} ${zoneName(text, zone)}` : format(FAR, text, zone);
}

/** "in 3 days", "26 hours ago": a unit counts from two on, so that none is ever rounded to half as much again. */
export function distance(text, now = Date.now()) {
  const away = Date.parse(text) - now;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= 2 * size) ?? UNITS.at(-1);
  return DISTANCE.format(Math.round(away / size) || Math.sign(away), unit);
}

/** The moment that matters next, and what it means now: `[when, meaning]`. */
export function validity({ starts_at, ends_at }, zone, now) {
  if (isMoment(starts_at) && Date.parse(starts_at) > now)
    return [short(starts_at, zone, now), texts.begins(distance(starts_at, now))];
  if (!ends_at) return [texts.noEnd, isMoment(starts_at) ? texts.since(short(starts_at, zone, now)) : ''];
  if (!isMoment(ends_at)) return [ends_at, ''];
  const said = Date.parse(ends_at) <= now ? texts.endedAgo : texts.endsIn;
  return [short(ends_at, zone, now), said(distance(ends_at, now))];
}

/** How long it opens doors, in one phrase. */
export function endOf({ ends_at }, zone, now) {
  if (!isMoment(ends_at)) return ends_at || texts.noEnd;
  return Date.parse(ends_at) <= now ? texts.endedAgo(distance(ends_at, now)) : texts.until(short(ends_at, zone, now));
}

const times = new WeakMap();

/** When it was made and when it ends, in milliseconds, read once; NaN for never. */
export function timesOf(credential) {
  if (!times.has(credential)) {
    const { created_at, ends_at } = credential;
    times.set(credential, { created: Date.parse(created_at), ends: Date.parse(ends_at) });
  }
  return times.get(credential);
}

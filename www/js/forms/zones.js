/** Times as the clock on the wall shows them where the access system stands. */
import { language } from '../texts/language.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const CHECK_OUT = '12:00';
const TO_THE_MINUTE = 'yyyy-mm-ddThh:mm'.length;
const TO_THE_DAY = 'yyyy-mm-dd'.length;
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** What the API takes has years of four digits. */
const FAR = Date.UTC(9999, 11, 31);
/** The last minute that a field takes: it keeps browsers from asking for years of more digits. */
export const LAST_WALL = '9999-12-31T23:59';
const NUMERIC = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
};

/** What the wall shows, in milliseconds as if it were UTC. */
function wallTime(moment, timeZone) {
  const format = new Intl.DateTimeFormat('en', { timeZone, calendar: 'gregory', hourCycle: 'h23', ...NUMERIC });
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** How far the zone is ahead of UTC at that moment. */
const offsetAt = (moment, timeZone) => wallTime(moment, timeZone) - Math.floor(moment / 1000) * 1000;

/** What an `<input type="datetime-local">` takes; nothing for a text that is no moment, and for one that is too far away. */
export function toWall(moment, timeZone) {
  const time = new Date(moment).getTime();
  const isShown = moment && Math.abs(time) < FAR;
  return isShown ? new Date(wallTime(time, timeZone)).toISOString().slice(0, TO_THE_MINUTE) : '';
}

/** Back again, with the zone that the API asks for: `2026-08-01T12:00:00+02:00`. What no clock shows stays as it is. */
export function fromWall(wall, timeZone) {
  const [minute] = WALL.exec(wall) ?? [];
  const asUtc = minute ? Date.parse(`${minute}:00Z`) : NaN;
  if (Number.isNaN(asUtc)) return wall;
  // Where clocks are changed, the earlier offset: it gives the first of two such hours, and for one that is skipped the hour after it.
  const offsets = [-DAY, DAY].map((away) => offsetAt(asUtc + away, timeZone));
  const [earlier] = offsets;
  const offset = Math.round((offsets.find((one) => offsetAt(asUtc - one, timeZone) === one) ?? earlier) / MINUTE);
  const pad = (number) => String(number).padStart(2, '0');
  const away = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${minute}:00${sign}${pad(Math.floor(away / 60))}:${pad(away % 60)}`;
}

/** When a stay ends that begins at the moment: the next day at noon, on the wall; nothing if that is too far away. */
export function checkOutAfter(moment, timeZone) {
  const wall = toWall(new Date(moment).getTime() + DAY, timeZone);
  return wall && `${wall.slice(0, TO_THE_DAY)}T${CHECK_OUT}`;
}

/** The zone's name with its distance from UTC at that moment: `Europe/Paris, GMT+2`. */
export function zoneName(timeZone, moment) {
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' });
  const { value } = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName');
  return `${timeZone.replaceAll('_', ' ')}, ${value}`;
}

const HERE = new Intl.DateTimeFormat(language, { weekday: 'short', hour: 'numeric', minute: '2-digit' });

/** The same moment by the clock beside the person at the desk. */
export const here = (moment) => HERE.format(moment);

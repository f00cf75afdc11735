/** A moment, typed as the clock shows it where the access system stands. */
import { browserZone } from '../model/dates.js';
import { texts } from '../texts/index.js';
import { checkOutAfter, fromWall, here, toWall, zoneName } from './zones.js';

const t = texts.forms;

/**
 * @param {object} parts
 * @param {string} parts.name
 * @param {string} parts.label
 * @param {string} parts.zone
 * @param {string} [parts.value] what stands in the field
 * @param {string} [parts.initial]
 * @param {string} [parts.after] what it has to be later than
 * @returns {import('./form.js').Field}
 */
export function momentField({ zone, value, initial = '', after, ...more }) {
  const wall = value ?? initial;
  const read = (text) => fromWall(text, zone);
  return {
    kind: 'moment',
    initial,
    hint: hintOf(wall, zone),
    read,
    fix: ({ code }) => (LATER.has(code) ? later(after, zone) : undefined),
    ...more,
  };
}

const LATER = new Set(['past', 'order']);

/** The next noon on the wall that lies after both the start and now. */
function later(after, zone) {
  const start = Date.parse(fromWall(after ?? '', zone)) || 0;
  const value = checkOutAfter(Math.max(start, Date.now()), zone);
  return value ? { label: t.use(t.dayAndTime(value)), value } : undefined;
}

/** The zone, and what time it is then beside the person at the desk if that is another. */
function hintOf(wall, zone) {
  const moment = Date.parse(wall ? fromWall(wall, zone) : new Date().toISOString());
  if (Number.isNaN(moment)) return zone;
  const name = zoneName(zone, moment);
  return wall && toWall(moment, browserZone()) !== wall ? t.zoneElsewhere(name, here(moment)) : name;
}

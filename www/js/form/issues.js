/** Where an issue belongs, and what it says to a person who sees a form and no payload. */
import { el, icon, whenOther } from '../dom.js';
import { texts } from '../texts.js';

const { issues, chooseMethod } = texts.form;

export function issueText({ code, path, message }) {
  if (code === 'missing' && path[0] === 'access_method') return chooseMethod;
  return issues[code] ?? message;
}

/** For an issue that is shown away from its field. */
export const fullText = (issue) =>
  issue.path.length ? `${issue.path.join('.')}: ${issueText(issue)}` : issueText(issue);

/** The shown place that stands for the longest part of the issue's path, undefined if there is none. */
export function placeOf(issue, places) {
  const lengthIn = ({ paths }) => Math.max(...paths.map((path) => (isWithin(issue.path, path) ? path.length : 0)));
  const [best, length] = places
    .filter((place) => place.isShown())
    .map((place) => [place, lengthIn(place)])
    .reduce((one, other) => (other[1] > one[1] ? other : one), [undefined, 0]);
  return length ? best : undefined;
}

const isWithin = (path, start) => start.every((key, index) => key === path[index]);
export const isError = ({ severity }) => severity === 'error';

/** One issue, with its suggestion to click. Shape and colour both tell an error from a warning. */
export function issueNode(issue, use) {
  const { severity, suggestion, item } = issue;
  const label = suggestion && texts.form.use(suggestion);
  return el('li', { class: `issue ${severity}` }, [
    icon(severity),
    el('span', {}, [
      item && `${item}: `,
      issueText(issue),
      use && label && [' ', el('button', { type: 'button', class: 'link', onclick: () => use(suggestion) }, label)],
    ]),
  ]);
}

/** The place of the issues of one field. @param {(issue: object) => string | undefined} itemOf names one of several things */
export function issuesNode(id, itemOf = () => undefined) {
  const node = el('ul', { class: 'issues', id });
  const draw = whenOther((issues, use) => node.replaceChildren(...issues.map((issue) => issueNode(issue, use))));
  const tell = (issues, use) =>
    draw(
      issues.map((issue) => ({ ...issue, item: itemOf(issue) })),
      use,
    );
  return { node, tell };
}

/** The language of the page, with the ways of the region where the browser knows one that speaks it: en-GB says 14:30. */
export const lang = 'en';

export const language = navigator.languages.find((tag) => tag.split('-')[0] === lang) ?? lang;

/** "PIN code" keeps its capitals. */
export const withinSentence = (label) =>
  label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLocaleLowerCase(language));

export const number = new Intl.NumberFormat(language);
export const plural = (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`;

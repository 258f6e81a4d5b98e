/** All words of the studio, from one table that the server sends: another language is another table. */

let table = {};

/** Take the table. */
export function setTexts(texts) {
  table = texts;
  document.documentElement.lang = texts.lang ?? "en";
}

/** A text, with its {names} filled in; a missing one shows its key, so that it is seen. */
export function t(key, values = {}) {
  const text = table[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A text for a number: "key.one" or "key.other". */
export function n(key, count, values = {}) {
  const form = new Intl.PluralRules(document.documentElement.lang).select(count);
  return t(table[`${key}.${form}`] === undefined ? `${key}.other` : `${key}.${form}`, { count, ...values });
}

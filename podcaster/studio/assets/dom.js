/** Making elements. Text is only ever text: nothing of an article reaches the page as HTML. */

/**
 * An element.
 * @param {string} name
 * @param {Object<string, *>} [attributes] "on..." adds a listener; true and false set and leave out; "dataset" is merged.
 * @param {...(Node|string|null|undefined|false)} children
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "dataset") Object.assign(element.dataset, value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** Show other children in a place, keeping those whose key and content are the same: one that somebody types in is not moved. */
export function fill(place, items) {
  const there = new Map([...place.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map(({ key, sign, make }) => {
    const known = there.get(String(key));
    if (known && known.dataset.sign === sign) return known;
    const made = make();
    made.dataset.key = key;
    made.dataset.sign = sign;
    return made;
  });
  const stay = new Set(wanted);
  for (const child of [...place.children]) if (!stay.has(child)) child.remove();
  let at = place.firstChild;
  for (const child of wanted) {
    if (child === at) at = at.nextSibling;
    else place.insertBefore(child, at);
  }
}

/** Where the keyboard is in a form: single letters are words there, not commands. */
export function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]") ?? false;
}

export const $ = (id) => document.getElementById(id);

/** Minutes and seconds, as 3:07. */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

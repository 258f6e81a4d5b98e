/**
 * The page's side of the server: the state as it was last told, operations, and the news of other windows.
 *
 * The server says which parts of the state have changed since what this page has, so an operation on a long script
 * brings a few kilobytes. An operation counts when the server has said so: it is on disk then.
 */

export const state = {};
const marks = {};
const listeners = new Set();
/** Milliseconds after which the page asks again where no answer came. */
const AGAIN = 1000;
/** Where this page's episode is: the first one at the top, the others below /e/. */
const base = location.pathname.match(/^\/e\/[^/]+\//)?.[0] ?? "/";

/** An address of this episode's, with values that are put behind it. */
export function address(path, values = {}) {
  const query = new URLSearchParams(values).toString();
  return `${base}api/${path}${query ? `?${query}` : ""}`;
}

/** Call a function whenever the state has changed. */
export function onChange(listener) {
  listeners.add(listener);
}

function take(answer) {
  for (const [part, { mark, value }] of Object.entries(answer.parts ?? {})) {
    marks[part] = mark;
    state[part] = value;
  }
  for (const listener of listeners) listener(Object.keys(answer.parts ?? {}));
}

async function post(path, body) {
  const response = await fetch(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Studio": "1" },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    take(answer);
    throw new Error(answer.error ?? `${response.status} ${response.statusText}`);
  }
  return answer;
}

/** Something of the server's that is no part of the state. Rejects with the server's sentence. */
export async function fetched(path, values = {}) {
  const response = await fetch(address(path, values));
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

/** One after the other: each is meant for the state that the one before has left, however fast the keys come. */
let before = Promise.resolve();
function inTurn(work) {
  const mine = before.then(work);
  before = mine.catch(() => {});
  return mine;
}

let asking = null;
/** Ask for what has changed. */
export function refresh() {
  asking ??= inTurn(async () => {
    asking = null;
    take(await post("state", { have: marks }));
  });
  return asking;
}

/** Do an operation. Resolves when it is on disk; rejects with the server's sentence. */
export function act(name, values = {}) {
  return inTurn(async () => {
    const answer = await post("do", { name, values, revision: state.about?.revision ?? 0, have: marks });
    take(answer);
    return answer.result;
  });
}

/** Send a recording that speaks a line. */
export const upload = (line, credit, file) => inTurn(() => send(line, credit, file));

async function send(line, credit, file) {
  const values = { line, name: file.name, credit, revision: state.about.revision };
  const response = await fetch(address("bite", values), { method: "POST", headers: { "X-Studio": "1" }, body: file });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  take(answer);
}

/**
 * Hear what happens on the server: changes of other windows, lines that were spoken, and progress. An event only says
 * that there is news; what it is, the page asks for then, so that no answer to an earlier question is the last one.
 */
export function follow(onProgress, onLost) {
  const events = new EventSource(address("events"));
  let again;
  const look = async () => {
    clearTimeout(again);
    try {
      await refresh();
      if (events.readyState === EventSource.OPEN) onLost(false);
    } catch {
      onLost(true);
      again = setTimeout(look, AGAIN);
    }
  };
  for (const news of ["changed", "spoken"]) events.addEventListener(news, look);
  events.addEventListener("progress", (event) => onProgress(JSON.parse(event.data)));
  events.addEventListener("open", () => onLost(false));
  events.addEventListener("error", () => onLost(true));
  return events;
}

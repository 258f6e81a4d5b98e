/**
 * The page's side of the server: the state as it was last told, operations, and the news of other windows.
 *
 * The server says which parts of the state have changed since what this page has, so an operation on a long script
 * brings a few kilobytes. An operation counts when the server has said so: it is on disk then.
 */

import { t } from "./texts.js";

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

/** What the server answers. Rejects with its sentence; where it does not answer any more, with the page's. */
async function ask(where, how) {
  const response = await fetch(where, how).catch(() => null);
  const answer = response ? await read(response) : {};
  if (response?.ok && answer.error === undefined) return answer;
  if (answer.parts) take(answer);
  throw new Error(answer.error || t("lost"));
}

/** An answer's values; where it is a sentence, or was cut off, an error. */
async function read(response) {
  try {
    const said = await response.text();
    return response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(said) : { error: said.trim() };
  } catch {
    return { error: "" };
  }
}

/** Headers that only the studio's own pages send. */
const OWN = { "X-Studio": "1" };

const post = (path, body) =>
  ask(address(path), { method: "POST", headers: { "Content-Type": "application/json", ...OWN }, body: JSON.stringify(body) });

/** Something of the server's that is no part of the state. Rejects with the server's sentence. */
export const fetched = (path, values = {}) => ask(address(path, values));

/** Why a sound cannot be played: the server's sentence where it has one. */
export async function whyNot(source) {
  const response = await fetch(source).catch(() => null);
  if (!response) return t("lost");
  return (!response.ok && (await read(response)).error) || t("sound.failed");
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

/**
 * Do an operation. Resolves when it is on disk; rejects with the server's sentence.
 * @param {string} name
 * @param {Object<string, *>|function(): Object<string, *>} values Or what gives them when its turn has come: of a line,
 *   where it stands by then.
 */
export function act(name, values = {}) {
  return inTurn(async () => {
    const given = typeof values === "function" ? values() : values;
    const answer = await post("do", { name, values: given, revision: state.about?.revision ?? 0, have: marks });
    take(answer);
    return answer.result;
  });
}

/**
 * Keep a line in mind while something is written about it: others may change the script meanwhile.
 * @returns {function(): ?number} Where it is by then; null: it is not there any more as it was.
 */
export function hold(line) {
  const alike = () => state.lines.filter((each) => each.role === line.role && each.text === line.text);
  const around = ({ i }) => [state.lines[i - 1]?.text, state.lines[i + 1]?.text].join("\n");
  const before = alike();
  const at = before.findIndex((each) => each.i === line.i);
  const beside = around(line);
  return () => {
    const now = alike();
    if (now.length === before.length) return now[at]?.i ?? null;
    const same = now.filter((each) => around(each) === beside); // one of several that say the same, of which others are gone
    return same.length === 1 ? same[0].i : null;
  };
}

/** The line that was kept in mind, for an operation whose turn has come. Throws where it is not there any more. */
export function at(here) {
  const line = here();
  if (line === null) throw new Error(t("line.gone"));
  return { line };
}

/** Send a recording that speaks a line, which was kept in mind. */
export const upload = (here, credit, file) => inTurn(() => send(here, credit, file));

async function send(here, credit, file) {
  const values = { ...at(here), name: file.name, credit, revision: state.about.revision };
  take(await ask(address("bite", values), { method: "POST", headers: OWN, body: file }));
}

/**
 * Hear what happens on the server: changes of other windows, lines that were spoken, and progress. An event only says
 * that there is news; what it is, the page asks for then, so that no answer to an earlier question is the last one.
 * Where that fails, or nothing can be done there, onLost is told why; with an empty sentence, that all is well again. The first event of a stream is
 * news, so that a server that has come back is asked at once.
 */
export function follow(onProgress, onLost) {
  let events;
  let again;
  const look = async () => {
    clearTimeout(again);
    try {
      await refresh();
      if (events.readyState === EventSource.OPEN) onLost(state.about.trouble);
    } catch (error) {
      onLost(error.message);
      again = setTimeout(look, AGAIN);
    }
  };
  const connect = () => {
    events = new EventSource(address("events"));
    for (const news of ["changed", "spoken"]) events.addEventListener(news, look);
    events.addEventListener("progress", (event) => onProgress(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      look();
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN); // refused, and not tried again by itself
    });
  };
  connect();
}

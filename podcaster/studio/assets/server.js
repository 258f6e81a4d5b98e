/**
 * The page's side of the server: the state as it was last told, operations, and the news of other windows.
 *
 * The server says which parts of the state have changed since what this page has, so an operation on a long script
 * brings a few kilobytes. An operation counts when the server has said so: it is on disk then.
 */

export const state = {};
const marks = {};
const listeners = new Set();

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
  const response = await fetch(path, {
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

/** Ask for what has changed. */
export async function refresh() {
  take(await post("/api/state", { have: marks }));
}

/** Do an operation. Resolves when it is on disk; rejects with the server's sentence. */
export async function act(name, values = {}) {
  const answer = await post("/api/do", { name, values, revision: state.about?.revision ?? 0, have: marks });
  take(answer);
  return answer.result;
}

/** Send a file, such as a sound bite. */
export async function upload(path, file) {
  const response = await fetch(path, { method: "POST", headers: { "X-Studio": "1" }, body: file });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  take(answer);
}

/** A line was spoken in the background. */
function spoken(mark) {
  for (const line of state.lines) if (line.mark === mark) line.stale = false;
  for (const listener of listeners) listener(["spoken"]);
}

/** Hear what happens on the server: changes of other windows, and progress. */
export function follow(onProgress, onLost) {
  const events = new EventSource("/api/events");
  events.addEventListener("changed", () => refresh().catch(() => onLost(true)));
  events.addEventListener("progress", (event) => onProgress(JSON.parse(event.data)));
  events.addEventListener("spoken", (event) => spoken(JSON.parse(event.data).mark));
  events.addEventListener("open", () => {
    onLost(false);
    refresh().catch(() => onLost(true));
  });
  events.addEventListener("error", () => onLost(true));
  return events;
}

/** What is heard: one line, everything from a line on through the real mix, or a voice's audition. */
import { $, clock, el } from "./dom.js";
import { t } from "./texts.js";
import { state } from "./server.js";

const AHEAD = 24; // lines that the server mixes at once
const audio = new Audio();
audio.preload = "auto";
let what = null; // {line} or {from} or {label}
const listeners = new Set();

/** Call a function with the line that is heard, or null. */
export function onLine(listener) {
  listeners.add(listener);
}

function tell(line) {
  for (const listener of listeners) listener(line);
}

async function start(source, heard, fail) {
  stop();
  what = heard;
  show(true);
  audio.src = source;
  try {
    await audio.play();
  } catch (error) {
    if (error.name === "AbortError") return;
    const answer = await fetch(source).catch(() => null);
    const told = answer && !answer.ok ? (await answer.json().catch(() => ({}))).error : "";
    what = null;
    show();
    fail(told || t("sound.failed"));
  }
}

/** Play one line. Its sound has its content in the address, so that a changed line is never an old sound. */
export const playLine = (line, fail) => start(`/api/line/${line.i}.wav?mark=${line.mark}`, { line: line.i }, fail);

/** Play the mix from a line, or from a second. */
export const playFrom = (from, fail) => start(`/api/mix.wav?from=${from}&mark=${state.about.revision}`, { from }, fail);
export const playAt = async (second, fail) => {
  await start("/api/episode", { at: 0 }, fail);
  if (what) audio.currentTime = Number(second);
};

/** Play any other sound of the server's. */
export const playOther = (source, label, fail) => start(source, { label }, fail);

/** Stop whatever plays. */
export function stop() {
  audio.pause();
  audio.removeAttribute("src");
  if (what) tell(null);
  what = null;
  show();
}

/** Stop or go on. Returns whether there was anything to do so with. */
export function toggle() {
  if (!what) return false;
  if (audio.paused) audio.play();
  else audio.pause();
  return true;
}

/** Seconds into the programme, where the mix plays; else null. */
export function position() {
  if (!what || (what.from === undefined && what.at === undefined)) return null;
  const cues = state.sound?.cues ?? [];
  return (what.at === undefined ? (cues[what.from]?.[0] ?? 0) : 0) + audio.currentTime;
}

function current() {
  if (!what) return null;
  if (what.line !== undefined) return what.line;
  const second = position();
  if (second === null) return null;
  const cues = state.sound?.cues ?? [];
  let found = null;
  for (let at = 0; at < cues.length && cues[at][0] <= second + 0.05; at += 1) found = at;
  return found;
}

function show(waiting = false) {
  const bar = $("player");
  const line = current();
  const text = line !== null ? state.lines?.[line]?.text : what?.label;
  bar.replaceChildren(
    el("button", { onclick: toggle, disabled: !what, "aria-label": audio.paused ? t("play") : t("pause.sound") }, audio.paused ? "▶" : "❚❚"),
    el("button", { onclick: stop, disabled: !what, "aria-label": t("stop") }, "■"),
    el("span", { class: "now" }, waiting ? [el("span", { class: "spin" }), " ", t("speaking")] : text ?? t("player.idle")),
    el("span", { class: "soft" }, what && !waiting ? clock(position() ?? audio.currentTime) : ""),
  );
}

let last = null;
audio.addEventListener("timeupdate", () => {
  const line = current();
  if (line !== last) tell(line);
  last = line;
  show();
});
for (const name of ["play", "pause"]) audio.addEventListener(name, () => show());
audio.addEventListener("ended", () => {
  // The mix comes in runs of lines: the next one follows.
  const next = what?.from === undefined ? state.lines.length : what.from + AHEAD;
  if (next < state.lines.length) playFrom(next, () => stop());
  else stop();
});
export { show as showPlayer };

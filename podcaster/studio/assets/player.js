/** What is heard: one line, everything from a line on through the real mix, the episode, or a voice's audition. */
import { $, clock, el } from "./dom.js";
import { address, fetched, state, whyNot } from "./server.js";
import { t } from "./texts.js";
import { drawWave } from "./wave.js";

const SKIP = 3; // seconds
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
const audio = new Audio();
audio.preload = "auto";
audio.preservesPitch = true;
let speed = Number(localStorage.getItem("speed")) || 1;
let what = null; // {line}, {from, cues, next}, {episode} or {label}
let turn = 0; // of what was asked for: an answer that comes too late is not played
const listeners = new Set();

/** Call a function with the line that is heard, or null. */
export function onLine(listener) {
  listeners.add(listener);
}

function tell(line) {
  for (const listener of listeners) listener(line);
}

async function start(source, heard, fail, at = 0) {
  stop();
  const mine = ++turn;
  what = heard;
  show(true);
  audio.src = source;
  audio.playbackRate = speed;
  try {
    if (at) audio.currentTime = at;
    await audio.play();
  } catch (error) {
    if (error.name === "AbortError" || mine !== turn) return;
    const said = await whyNot(source);
    what = null;
    show();
    fail(said);
  }
}

/** Play one line. Its sound has its content in the address, so that a changed line is never an old sound. */
export const playLine = (line, fail) => start(address(`line/${line.i}.wav`, { mark: line.mark }), { line: line.i }, fail);

/** Play the mix from a line on, run by run: each comes with the times of its lines. */
export async function playFrom(from, fail) {
  stop();
  const mine = ++turn;
  what = { label: state.lines[from]?.text };
  show(true);
  try {
    const run = await fetched("mix", { from });
    if (mine === turn) await start(address("mix.wav", { from, mark: run.mark }), { from, cues: run.cues, next: run.next }, fail);
  } catch (error) {
    if (mine !== turn) return;
    stop();
    fail(error.message);
  }
}

/** Play the episode as it was made, from a second on. */
export const playAt = (second, fail) => start(address("episode", { mark: state.sound.mark }), { episode: true, label: state.about.title }, fail, Number(second));

/** Play any other sound of the server's. */
export const playOther = (path, values, label, fail) => start(address(path, values), { label }, fail);

/** Stop whatever plays. */
export function stop() {
  turn += 1;
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

/** Go back or on by some seconds. Returns whether anything plays. */
export function skip(seconds) {
  if (!what) return false;
  audio.currentTime = Math.max(0, audio.currentTime + seconds);
  show();
  return true;
}

/** Play slower or faster, for good. */
export function changeSpeed(by) {
  const at = SPEEDS.indexOf(speed);
  speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, (at < 0 ? 1 : at) + by))];
  localStorage.setItem("speed", String(speed));
  audio.playbackRate = speed;
  show();
}

/** Seconds into the episode, where one can tell; else null. */
export function position() {
  if (what?.episode) return audio.currentTime;
  if (what?.from === undefined) return null;
  const began = state.sound?.stale ? null : state.sound?.cues?.[what.from]?.[0];
  return began === null || began === undefined ? null : began + audio.currentTime - (what.cues[0]?.[0] ?? 0);
}

function current() {
  if (!what) return null;
  if (what.line !== undefined) return what.line;
  if (what.from !== undefined) return what.from + Math.max(0, lastBefore(what.cues));
  if (!what.episode || state.sound.stale) return null;
  const found = lastBefore(state.sound.cues);
  return found < 0 ? null : found;
}

const lastBefore = (cues) => cues.findLastIndex(([begins]) => begins <= audio.currentTime + 0.05);

/** Draw the bar's controls once; what changes in them is changed by show(). */
export function drawPlayer(fail) {
  const button = (id, label, sign, action) => el("button", { id, class: "quiet", onclick: action, "aria-label": label, title: label }, sign);
  const strip = drawWave({ class: "strip", "aria-label": t("sound.cursor") }, { where: position, go: (second) => playAt(second, fail) });
  $("player").replaceChildren(
    strip,
    el(
      "div",
      { class: "controls" },
      button("play", t("play"), "▶", toggle),
      button("stop", t("stop"), "■", stop),
      button("back", t("back.seconds", { count: SKIP }), "↺", () => skip(-SKIP)),
      button("on", t("on.seconds", { count: SKIP }), "↻", () => skip(SKIP)),
      button("speed", t("speed"), "", () => changeSpeed(speed === SPEEDS.at(-1) ? -SPEEDS.length : 1)),
      el("span", { class: "now", id: "now", dir: "auto" }),
      el("span", { class: "soft time", id: "time" }),
    ),
  );
  show();
}

function show(waiting = false) {
  if (!$("now")) return;
  const line = current();
  const text = line !== null ? state.lines?.[line]?.text : what?.label;
  for (const id of ["play", "stop", "back", "on"]) $(id).disabled = !what;
  $("play").textContent = !what || audio.paused ? "▶" : "❚❚";
  $("play").setAttribute("aria-label", !what || audio.paused ? t("play") : t("pause.sound"));
  $("speed").textContent = `${speed} ×`;
  $("speed").setAttribute("aria-label", `${t("speed")} ${speed} ×`); // a name that holds what is shown, for those who speak to it
  $("now").replaceChildren(...(waiting ? [el("span", { class: "spin" }), ` ${t("speaking")}`] : [text ?? t("player.idle")]));
  $("time").textContent = what && !waiting ? clock(position() ?? audio.currentTime) : "";
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
  const next = what?.next;
  if (next !== undefined && next !== null && next < state.lines.length) playFrom(next, stop);
  else stop();
});

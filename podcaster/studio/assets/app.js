/** The studio: tabs, tools and keys around the views; everything that is decided goes through server.js. */
import { tell } from "./ask.js";
import { drawCast } from "./cast.js";
import { $, el, isTyping } from "./dom.js";
import { chooseEpisode } from "./episodes.js";
import { drawHistory, sign } from "./history.js";
import { drawMerge } from "./merge.js";
import { changeSpeed, drawPlayer, onLine, playAt, playFrom, skip, stop, toggle } from "./player.js";
import { drawReview, leaveReview, reviewKey } from "./review.js";
import { currentLine, drawScript, isUnsaved, markPlaying, scriptKey, showLine } from "./script.js";
import { act, follow, onChange, refresh, state } from "./server.js";
import { drawSound } from "./sound.js";
import { setTexts, t } from "./texts.js";
import { drawWords, takeWord } from "./words.js";

const VIEWS = {
  review: { draw: drawReview, parts: ["decisions", "article", "lines"], keys: reviewKey, count: () => state.decisions.length },
  script: { draw: drawScript, parts: ["lines", "script", "cast", "stale"], keys: scriptKey },
  cast: { draw: drawCast, parts: ["cast", "voices", "lines"] },
  words: { draw: drawWords, parts: ["words"] },
  sound: { draw: drawSound, parts: ["sound"] },
  history: { draw: drawHistory, parts: ["history", "about"] },
  merge: { draw: drawMerge, parts: ["merge"], next: ".three button", count: () => state.merge.length, hidden: () => !state.merge.length },
};
const LETTERS = { 1: "review", 2: "script", 3: "cast", 4: "words", 5: "sound", 6: "history", 7: "merge" };

let view = "";
let busy = "";
const main = $("main");

function say(text, bad = false) {
  if (bad && tell(text)) return;
  const status = $("status");
  status.textContent = text;
  status.className = bad ? "bad" : "";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (status.textContent = ""), bad ? 9000 : 3500);
}
const fail = (text) => say(text, true);

/** Do an operation, and say what there is to say. Rejects with what the server says where it refuses. */
async function does(name, values = {}) {
  const done = await act(name, values);
  if (done?.say) say(t(done.say, done));
  else if ($("status").className) say(""); // what was refused is done by now
}

/** The same; what the server refuses is said. Returns whether it was done. */
async function run(name, values = {}) {
  try {
    await does(name, values);
    return true;
  } catch (error) {
    fail(error.message);
    return false;
  }
}

/** Go to a line of the script. */
function toLine(line) {
  open("script");
  showLine(main, line);
}

/** Go to how a word is said. */
function toWord(word) {
  if (word) takeWord(word);
  open("words");
  main.querySelector(word ? "#said" : "#word").focus();
}

/** Go to where a line is in the episode, and hear it from there. */
function toSound(line) {
  const cue = state.sound.stale ? null : state.sound.cues[line];
  if (!cue) return fail(t("sound.not.there"));
  open("sound", true);
  playAt(cue[0], fail);
}

const tools = { say, fail, run, does, toLine, toWord, toSound, redraw, open: (name) => open(name, true) };

function open(name, focus = false) {
  if (!VIEWS[name]) return;
  view = name;
  history.replaceState(null, "", `#${name}`);
  main.replaceChildren();
  main.scrollTop = 0;
  leaveReview();
  drawTabs();
  VIEWS[view].draw(main, tools);
  if (focus) main.focus({ preventScroll: true });
}

function drawTabs() {
  const names = Object.keys(VIEWS).filter((name) => !VIEWS[name].hidden?.());
  $("tabs").setAttribute("aria-label", t("tabs"));
  $("tabs").replaceChildren(
    ...names.map((name) => {
      const count = VIEWS[name].count?.() ?? 0;
      return el("button", { onclick: () => open(name, true), "aria-current": name === view && "page", "data-tab": name }, t(`tab.${name}`), count > 0 && " ", count > 0 && el("span", { class: "count" }, String(count)));
    }),
  );
  $("tabs").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }); // on a phone they are wider than it
}

function drawBar() {
  const { about } = state;
  document.title = `${about.title} · podcaster`;
  $("title").replaceChildren(el("button", { class: "quiet", dir: "auto", onclick: () => chooseEpisode(tools), title: t("episodes.open") }, el("span", {}, about.title), el("span", { "aria-hidden": "true" }, "▾")));
  $("subtitle").textContent = `${about.show} · ${busy || t(`state.${about.state}`)}`;
  if ($("tools").contains(document.activeElement)) return updateTools();
  $("tools").setAttribute("aria-label", t("tools"));
  $("tools").replaceChildren(
    el("button", { id: "undo", onclick: () => run("undo"), "aria-label": t("undo") }, el("span", { class: "long" }, t("undo")), el("span", { class: "short" }, "↶")),
    el("button", { id: "redo", onclick: () => run("redo"), "aria-label": t("redo") }, el("span", { class: "long" }, t("redo")), el("span", { class: "short" }, "↷")),
    el("button", { onclick: theme, "aria-label": t("theme"), title: t("theme") }, "◐"),
    el("button", { class: "long", onclick: help, "aria-label": t("help.title"), title: t("help.title") }, "?"),
    el("button", { id: "sign", onclick: () => sign(tools) }),
    el("button", { id: "make", class: "main", onclick: render, "aria-label": t("render") }, el("span", { class: "long" }, t("render")), el("span", { class: "short" }, t("render.short"))),
  );
  updateTools();
}

/** What can be done now; a button that has the keyboard keeps it. */
function updateTools() {
  const { about } = state;
  for (const name of ["undo", "redo"]) {
    $(name).disabled = !about[name];
    $(name).title = about[name] ?? "";
  }
  $("sign").textContent = about.signature?.valid ? t("sign.again") : t("sign.do");
  $("make").disabled = Boolean(busy);
}

function render() {
  say(t("render.begun"));
  run("render");
}

function theme() {
  const root = document.documentElement;
  const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
}

function keys(event) {
  if (event.defaultPrevented || $("dialog").open) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyping(event.target)) {
    event.preventDefault();
    run(event.shiftKey ? "redo" : "undo");
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    const name = LETTERS[event.code.replace("Digit", "")];
    if (!name) return;
    event.preventDefault();
    open(name, true);
    return;
  }
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest?.("button")) return;
  if (event.key === " " && !event.target.closest?.("button, canvas, summary")) {
    event.preventDefault();
    if (!toggle()) playFrom(currentLine(), fail);
  } else if (event.key === "ArrowLeft" && skip(-3)) event.preventDefault();
  else if (event.key === "ArrowRight" && skip(3)) event.preventDefault();
  else if (event.key === "[") changeSpeed(-1);
  else if (event.key === "]") changeSpeed(1);
  else if (event.key === "o") chooseEpisode(tools);
  else if (event.key === "Escape") stop();
  else if (event.key === "u") run("undo");
  else if (event.key === "U") run("redo");
  else if (event.key === "?") help();
  else if (VIEWS[view]?.keys?.(event, main, tools)) event.preventDefault();
}

function help() {
  const dialog = $("dialog");
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(
    el("h2", { id: "dialog-title" }, t("help.title")),
    el("dl", { class: "keys" }, ...t("help.keys").split("\n").map((line) => {
      const [key, ...words] = line.split(" ");
      return el("div", { class: "row" }, el("dt", {}, el("kbd", {}, key.replaceAll("_", " "))), el("dd", {}, words.join(" ")));
    })),
    el("form", { method: "dialog" }, el("button", { class: "main" }, t("close"))),
  );
  dialog.showModal();
}

function progressed({ stage, done, total, ended, error, ...said }) {
  busy = ended ? "" : total ? `${stage} ${done}/${total}` : stage;
  if (error) fail(error);
  else if (ended && said.say) say(t(said.say, said));
  drawBar();
}

/** Say why nothing can be done here now; an empty sentence: it can again. */
function lost(why) {
  const strip = $("lost");
  if (!why) return strip?.remove();
  if (!strip) document.body.prepend(el("p", { id: "lost", class: "lost", role: "alert" }, why));
  else if (strip.textContent !== why) strip.textContent = why;
}

/** Draw the view as it is now; the keyboard stays where it was, or goes on to what comes next. */
function redraw() {
  const focused = main.contains(document.activeElement) && document.activeElement !== main ? nameOf(document.activeElement) : null;
  VIEWS[view].draw(main, tools);
  if (!focused || document.activeElement !== document.body) return;
  const same = [...main.querySelectorAll("button, select, input, canvas, [tabindex]")].find((each) => nameOf(each) === focused);
  (same ?? main.querySelector(VIEWS[view].next ?? "none") ?? main).focus({ preventScroll: true });
}
const nameOf = (element) => element.id || element.getAttribute("aria-label") || element.textContent;

onChange((parts) => {
  if (parts.includes("texts")) setTexts(state.texts);
  if (!state.about) return;
  if (parts.some((part) => part !== "stale")) {
    drawBar();
    drawTabs();
  }
  if (view && VIEWS[view].parts.some((part) => parts.includes(part))) redraw();
});
onLine((line) => view === "script" && markPlaying(main, line));
document.addEventListener("keydown", keys);
addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault());

/** Take the state; where it cannot be read, the page says why, and asks again until it can. */
async function begin() {
  for (;;) {
    try {
      await refresh();
      return main.replaceChildren();
    } catch (error) {
      if (main.textContent !== error.message) main.replaceChildren(el("p", { class: "lost", role: "alert" }, error.message));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

const saved = localStorage.getItem("theme");
if (saved) document.documentElement.dataset.theme = saved;
await begin();
$("skip").textContent = t("skip");
drawPlayer(fail);
open(VIEWS[location.hash.slice(1)] ? location.hash.slice(1) : state.merge.length ? "merge" : state.decisions.length ? "review" : "script");
document.body.dataset.ready = "yes";
document.body.dataset.time = String(Math.round(performance.now()));
follow(progressed, lost);
chooseEpisode(tools, false);

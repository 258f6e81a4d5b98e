/** The studio: tabs, tools and keys around the views; everything that is decided goes through server.js. */
import { $, el, isTyping } from "./dom.js";
import { drawCast } from "./cast.js";
import { drawHistory, sign } from "./history.js";
import { drawMerge } from "./merge.js";
import { onLine, showPlayer, stop, toggle } from "./player.js";
import { drawReview, reviewKey } from "./review.js";
import { drawScript, markPlaying, scriptKey } from "./script.js";
import { act, follow, onChange, refresh, state } from "./server.js";
import { drawSound } from "./sound.js";
import { setTexts, t } from "./texts.js";
import { drawWords } from "./words.js";

const VIEWS = {
  review: { draw: drawReview, parts: ["decisions", "article", "lines"], keys: reviewKey, count: () => state.decisions.length },
  script: { draw: drawScript, parts: ["lines", "script", "cast", "spoken"], keys: scriptKey },
  cast: { draw: drawCast, parts: ["cast", "voices", "lines"] },
  words: { draw: drawWords, parts: ["words"], count: () => state.words.filter((each) => !each.said).length },
  sound: { draw: drawSound, parts: ["sound"] },
  history: { draw: drawHistory, parts: ["history", "about"] },
  merge: { draw: drawMerge, parts: ["merge"], count: () => state.merge.length, hidden: () => !state.merge.length },
};
const LETTERS = { 1: "review", 2: "script", 3: "cast", 4: "words", 5: "sound", 6: "history", 7: "merge" };

let view = "";
let busy = "";
const main = $("main");

function say(text, bad = false) {
  const status = $("status");
  status.textContent = text;
  status.className = bad ? "bad" : "";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (status.textContent = ""), bad ? 9000 : 3500);
}
const fail = (text) => say(text, true);

/** Do an operation; what the server refuses is said. Returns whether it was done. */
async function run(name, values = {}) {
  try {
    const told = await act(name, values);
    if (told?.say) say(told.say);
    return true;
  } catch (error) {
    fail(error.message);
    return false;
  }
}
const tools = { say, fail, run };

function open(name, focus = false) {
  if (!VIEWS[name]) return;
  view = name;
  history.replaceState(null, "", `#${name}`);
  main.replaceChildren();
  main.scrollTop = 0;
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
      return el("button", { onclick: () => open(name, true), "aria-current": name === view && "page", "data-tab": name }, t(`tab.${name}`), count > 0 && el("span", { class: "count" }, String(count)));
    }),
  );
}

function drawBar() {
  const { about } = state;
  document.title = `${about.title} · podcaster`;
  $("title").textContent = about.title;
  $("title").dir = "auto";
  $("subtitle").textContent = `${about.show} · ${busy || about.state}`;
  $("tools").setAttribute("aria-label", t("tools"));
  $("tools").replaceChildren(
    el("button", { onclick: () => run("undo"), disabled: !about.undo, title: about.undo ?? "" }, t("undo")),
    el("button", { onclick: () => run("redo"), disabled: !about.redo, title: about.redo ?? "" }, t("redo")),
    el("button", { onclick: theme, "aria-label": t("theme") }, "◐"),
    el("button", { onclick: () => sign(tools) }, about.signature?.valid ? t("sign.again") : t("sign.do")),
    el("button", { class: "main", onclick: render, disabled: Boolean(busy) }, t("render")),
  );
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
  if (isTyping(event.target) || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    const name = LETTERS[event.code.replace("Digit", "")];
    if (!name) return;
    event.preventDefault();
    open(name, true);
    return;
  }
  if (event.key === "Enter" && event.target.closest?.("button")) return;
  if (event.key === " " && !event.target.closest?.("button, canvas") && toggle()) event.preventDefault();
  else if (event.key === "Escape") stop();
  else if (event.key === "u") run("undo");
  else if (event.key === "U") run("redo");
  else if (event.key === "?") help();
  else if (VIEWS[view]?.keys?.(event, main, tools)) event.preventDefault();
}

function help() {
  const dialog = $("dialog");
  dialog.replaceChildren(
    el("h2", {}, t("help.title")),
    el("dl", {}, ...t("help.keys").split("\n").map((line) => {
      const [key, ...words] = line.split(" ");
      return el("div", { class: "row" }, el("dt", {}, el("kbd", {}, key.replaceAll("_", " "))), el("dd", {}, words.join(" ")));
    })),
    el("form", { method: "dialog" }, el("button", { class: "main" }, t("close"))),
  );
  dialog.showModal();
}

function progressed({ stage, done, total, ended, error }) {
  busy = ended ? "" : total ? `${stage} ${done}/${total}` : stage;
  if (error) fail(error);
  else if (ended && stage) say(stage);
  drawBar();
}

function lost(gone) {
  let strip = $("lost");
  if (!gone) return strip?.remove();
  if (!strip) document.body.prepend((strip = el("p", { id: "lost", class: "lost", role: "alert" }, t("lost"))));
}

onChange((parts) => {
  if (parts.includes("texts")) setTexts(state.texts);
  if (!state.about) return;
  if (!parts.includes("spoken")) {
    drawBar();
    drawTabs();
  }
  if (view && VIEWS[view].parts.some((part) => parts.includes(part)) && !main.querySelector("textarea:focus")) VIEWS[view].draw(main, tools);
});
onLine((line) => view === "script" && markPlaying(main, line));
document.addEventListener("keydown", keys);

const saved = localStorage.getItem("theme");
if (saved) document.documentElement.dataset.theme = saved;
await refresh();
$("skip").textContent = t("skip");
showPlayer();
open(VIEWS[location.hash.slice(1)] ? location.hash.slice(1) : state.merge.length ? "merge" : state.decisions.length ? "review" : "script");
document.body.dataset.ready = "yes";
document.body.dataset.time = String(Math.round(performance.now()));
follow(progressed, lost);

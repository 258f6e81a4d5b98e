/** The script: every line in its speaker's colour; edited, moved, played and paused where it stands. */
import { recordLine } from "./bites.js";
import { change, insert } from "./change.js";
import { el, fill } from "./dom.js";
import { playFrom, playLine } from "./player.js";
import { at, hold, state } from "./server.js";
import { n, t } from "./texts.js";

let current = 0;
/** Where the current line stands by now: others may put lines before it. */
let held = () => null;
let query = "";
/** What is being written: {line, here, at, text, unlocked, saving, gone}; null: nothing. It outlives its element. */
let draft = null;
/** Line -> what puts its buttons into it: a thousand lines have them only once somebody is there. */
const reached = new WeakMap();

/** Draw the view; lines that have not changed keep their elements, so that nothing jumps. */
export function drawScript(main, tools) {
  let list = main.querySelector(".script ol");
  if (!list) {
    main.replaceChildren(el("div", { class: "script" }, finder(main, tools), el("ol", { "aria-label": t("tab.script") })));
    list = main.querySelector("ol");
  }
  current = Math.max(0, Math.min(held() ?? current, state.lines.length - 1));
  if (draft && !draft.saving) place(draft);
  const rows = [];
  for (const [number, section] of state.script.sections.entries()) {
    if (section.title) {
      rows.push({ key: `s${number}`, sign: section.title, make: () => el("li", {}, el("h2", { dir: "auto" }, section.title)) });
    }
    for (const item of section.items) {
      if (item.cue) rows.push(cue(item, tools));
      else rows.push(...row(state.lines[item.line], main, tools));
    }
  }
  const focused = document.activeElement?.matches(".line");
  const typing = list.contains(document.activeElement) && document.activeElement.matches("textarea") ? document.activeElement : null;
  const caret = typing && [typing.selectionStart, typing.selectionEnd];
  fill(list, rows);
  if (typing && !typing.isConnected) writeOn(main, caret);
  drawBack(main, tools);
  const stale = new Set(state.stale);
  for (const dot of list.querySelectorAll(".stale")) {
    const is = stale.has(Number(dot.closest(".line").dataset.line));
    if (is !== dot.hasChildNodes()) staleMark(dot, is);
  }
  mark(main);
  if (focused && document.activeElement === document.body) {
    main.querySelector(`.line[data-line="${current}"]`)?.focus({ preventScroll: true });
  }
}

/** What the article has otherwise since it was taken back, with the way to have it: at the head of the script, wherever one reads. */
function drawBack(main, tools) {
  const lines = state.lines.filter((line) => line.back);
  const { redo, redo_merges: merges } = state.about;
  const place = main.querySelector(".find .back");
  const sign = [lines.map((line) => line.i), redo, merges].join();
  if (place.dataset.sign === sign) return;
  place.dataset.sign = sign;
  const left = place.contains(document.activeElement);
  place.hidden = !lines.length;
  const next = () => focusLine(main, (lines.find((line) => line.i > current) ?? lines[0]).i);
  place.replaceChildren(
    el("p", { id: "back" }, n("back", lines.length)),
    el("button", { onclick: next }, t("back.next")),
    el("button", { id: "bring", class: "main", onclick: () => tools.run("redo"), "aria-describedby": "back" }, merges ? t("back.bring") : t("back.first", { what: redo })),
  );
  if (left) place.hidden ? focusLine(main, current) : place.querySelector("#bring").focus();
}

/** Music, a noise or silence, with a way to take it out. */
function cue(item, tools) {
  const sign = `${item.cue.kind} ${item.cue.name} ${item.key}`;
  const label = t(`cue.${item.cue.kind}`, item.cue);
  const drop = () => tools.run("drop_cue", { cue: item.key - 1 });
  return { key: `c${item.key}`, sign, make: () => el("li", { class: "cue" }, el("span", {}, label), el("button", { class: "quiet", "aria-label": t("cue.drop", { label }), title: t("cue.drop", { label }), onclick: drop }, "×")) };
}

function row(line, main, tools) {
  const own = { key: `${line.i}`, sign: JSON.stringify(line), make: () => shown(line, main, tools) };
  if (draft?.at !== line.i) return [own];
  const writing = { key: "draft", sign: `${draft.line.mark} ${draft.unlocked} ${draft.gone}`, make: () => editor(draft, main, tools) };
  return draft.gone ? [writing, own] : [writing];
}

/** Whether a line is still to be spoken: changed in its place, so that what is selected stays selected. */
function staleMark(dot, stale) {
  dot.title = stale ? t("line.stale") : "";
  dot.replaceChildren(...(stale ? [el("span", { class: "away" }, t("line.stale"))] : []));
}

function shown(line, main, tools) {
  const acts = el("span", { class: "acts" });
  const reach = () => acts.hasChildNodes() || acts.append(...buttons(line, main, tools));
  const row = el(
    "li",
    {
      class: `line${line.own ? " own" : ""}`,
      tabindex: "-1",
      style: `--who: ${line.colour}`,
      "data-line": line.i,
      onfocus: () => {
        current = line.i;
        held = hold(line);
        mark(main);
      },
      onpointerenter: reach,
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => dropped(event, line, tools),
    },
    el("span", { class: "who", dir: "auto" }, el("i", { class: "stale" }), line.role),
    el(
      "span",
      { class: "words", dir: "auto", lang: state.about.language },
      line.text,
      line.collides && el("button", { class: "flag", tabindex: "-1", onclick: () => tools.open("merge") }, t(line.collides === "copy" ? "line.collides.copy" : "line.collides")),
      line.altered && el("span", { class: "flag" }, t("line.altered")),
      line.bite && el("span", { class: "flag" }, line.bite_said ? t("line.bite.other", { words: line.bite_said }) : t("line.bite")),
      line.pause !== null && el("span", { class: "flag" }, t("line.pause", { seconds: line.pause })),
      line.direction && el("span", { class: "flag" }, `(${line.direction})`),
    ),
    acts,
    line.back && el("div", { class: "there" }, el("span", { class: "flag" }, n("line.back", line.back.count)), ...line.back.there.map(there)),
  );
  reached.set(row, reach);
  return row;
}

const there = ({ words, before }) => el("p", { dir: "auto", lang: state.about.language }, words || t("line.back.gone"), before && el("span", { class: "soft" }, ` ${t("line.back.before")}`));

function buttons(line, main, tools) {
  const button = (label, text, action) =>
    el("button", { class: "quiet", tabindex: "-1", title: label, "aria-label": label, onclick: action }, text);
  return [
    button(t("play"), "▶", () => playLine(line, tools.fail)),
    button(t("play.from"), "⇥", () => playFrom(line.i, tools.fail)),
    button(t("edit"), "✎", () => edit(line, main, tools)),
    button(t("line.word"), "ə", () => tools.toWord(selected())),
    button(t("more"), "…", () => more(line, main, tools)),
  ];
}

/** A recording dropped on a quote speaks it. */
function dropped(event, line, tools) {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) recordLine(line, file, tools);
}

/** The word that is selected; else nothing. */
const selected = () => String(getSelection() ?? "").trim().slice(0, 80);

/**
 * Put what is written at its line, which others may have moved. Where the line is not there any more as it was, what
 * was written stays beside the place.
 */
function place(draft) {
  const there = draft.here();
  draft.gone = there === null;
  draft.at = Math.min(there ?? draft.at, state.lines.length - 1);
}

/** Whether something is written that is not kept yet. */
export const isUnsaved = () => Boolean(draft && draft.text !== draft.line.text);

function editor({ line, gone, text }, main, tools) {
  const locked = line.quoted && !draft.unlocked && !gone;
  const area = el("textarea", { "aria-label": t("edit.words"), readonly: locked, oninput: () => (draft.text = area.value) });
  area.value = text;
  const save = () => keep(() => (gone ? put(area, tools) : write(area, tools)), main, tools);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave(main, tools);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  });
  return el(
    "li",
    { class: "line", style: `--who: ${line.colour}` },
    el("span", { class: "who" }, line.role),
    el(
      "div",
      {},
      gone && el("p", { role: "alert" }, t("edit.gone")),
      area,
      locked && el("p", { class: "soft" }, t("edit.locked")),
      el(
        "div",
        { class: "row" },
        el("button", { class: "main", onclick: save }, t(gone ? "edit.put" : "save"), " ", el("kbd", {}, "Ctrl ↵")),
        gone && el("button", { onclick: () => keep(() => over(area, tools), main, tools) }, t("edit.over")),
        !gone && el("button", { onclick: () => split(area, main, tools) }, t("edit.split")),
        locked && el("button", { onclick: () => unlock(main, tools) }, t("edit.unlock")),
        el("button", { onclick: () => leave(main, tools) }, t("cancel")),
      ),
    ),
    el("span", {}),
  );
}

function unlock(main, tools) {
  draft.unlocked = true;
  drawScript(main, tools);
  writeOn(main);
}

/** Put the keyboard where one writes, with the buttons below in view. */
function writeOn(main, caret) {
  const area = main.querySelector("textarea");
  if (!area) return;
  area.closest(".line").scrollIntoView({ block: "nearest" });
  area.focus({ preventScroll: true });
  if (caret) area.setSelectionRange(...caret);
}

/** Leave the words as they are. */
function leave(main, tools) {
  const line = draft.at;
  draft = null;
  if (!main.querySelector(".script")) return; // another view is looked at by now
  drawScript(main, tools);
  focusLine(main, line);
}

/** Keep what was written; where that is refused, it stays in the page. */
async function keep(work, main, tools) {
  if (draft.saving) return;
  const mine = draft;
  mine.saving = true;
  const done = await work();
  mine.saving = false;
  if (draft !== mine) return;
  if (done) leave(main, tools);
  else if (main.querySelector(".script")) drawScript(main, tools);
}

/** Have a line of its own say what was written. */
const put = (area, tools) => tools.run("insert", () => ({ line: Math.min(draft.at, state.lines.length), role: draft.line.role, text: area.value }));

/** Have what stands at the place by now say what was written. */
function over(area, tools) {
  const here = hold(state.lines[draft.at]);
  const { unlocked } = draft;
  return tools.run("edit", () => ({ ...at(here), text: area.value, unlock: unlocked }));
}

/** Have the line say what was written. */
async function write(area, tools) {
  if (area.value.trim() === draft.line.text) return true;
  const mine = draft;
  const values = () => {
    mine.at = at(mine.here).line;
    return { line: mine.at, text: area.value, unlock: mine.unlocked };
  };
  if (!(await tools.run("edit", values))) return false;
  mine.line = state.lines[mine.at];
  mine.here = hold(mine.line);
  return true;
}

/** Make two lines of one where the cursor stands, with the words as they were written. */
async function split(area, main, tools) {
  const before = area.value.slice(0, area.selectionStart).trimStart().replaceAll(/\s+/g, " ");
  if (!before || before.length >= area.value.trim().length) return tools.fail(t("edit.split.where"));
  const mine = draft;
  const cut = async () => (await write(area, tools)) && (await tools.run("split", () => ({ ...at(mine.here), at: [...before].length })));
  await keep(cut, main, tools);
}

function edit(line, main, tools) {
  if (isUnsaved()) tools.fail(t("edit.open"));
  else draft = { line, here: hold(line), at: line.i, text: line.text, unlocked: false, saving: false, gone: false };
  focusLine(main, draft.at, false);
  drawScript(main, tools);
  writeOn(main);
}

/** Ask what is changed about a line, and go on at it. */
async function more(line, main, tools) {
  focusLine(main, line.i);
  await change(line, tools);
  focusLine(main, current);
}

function finder(main, tools) {
  const found = el("span", { class: "soft", role: "status" });
  const input = el("input", { type: "search", id: "find", placeholder: t("find"), "aria-label": t("find"), value: query });
  const next = () => {
    query = input.value;
    const words = query.toLocaleLowerCase();
    if (!words) return;
    const hits = state.lines.filter((line) => `${line.role} ${line.text}`.toLocaleLowerCase().includes(words));
    found.textContent = n("found", hits.length);
    const hit = hits.find((line) => line.i > current) ?? hits[0];
    if (hit) focusLine(main, hit.i, false);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") next();
    if (event.key === "Escape") focusLine(main, current);
  });
  return el("div", { class: "find" }, input, el("button", { onclick: next }, t("find.next")), found, el("div", { class: "back" }));
}

function mark(main) {
  const before = main.querySelector('.line[aria-current="true"]');
  const now = main.querySelector(`.line[data-line="${current}"]`);
  if (before !== now) {
    before?.removeAttribute("aria-current");
    before?.setAttribute("tabindex", "-1");
  }
  reached.get(now)?.();
  now?.setAttribute("aria-current", "true");
  now?.setAttribute("tabindex", "0");
}

function focusLine(main, index, take = true) {
  current = Math.max(0, Math.min(index, state.lines.length - 1));
  held = hold(state.lines[current]);
  mark(main);
  const element = main.querySelector(`.line[data-line="${current}"]`);
  element?.scrollIntoView({ block: "nearest" });
  if (take) element?.focus({ preventScroll: true });
}

/** Show which line is heard. */
export function markPlaying(main, index) {
  main.querySelector(".line.playing")?.classList.remove("playing");
  if (index === null) return;
  const element = main.querySelector(`.line[data-line="${index}"]`);
  element?.classList.add("playing");
  element?.scrollIntoView({ block: "nearest" });
}

/** Go to a line. */
export function showLine(main, index) {
  focusLine(main, index);
}

/** The line where the editor is. */
export const currentLine = () => current;

/** Do a key's work. Returns whether it had any. */
export function scriptKey(event, main, tools) {
  const line = state.lines[current];
  if (!line) return false;
  const keys = {
    j: () => focusLine(main, current + 1),
    ArrowDown: () => focusLine(main, current + 1),
    k: () => focusLine(main, current - 1),
    ArrowUp: () => focusLine(main, current - 1),
    PageDown: () => focusLine(main, current + 10),
    PageUp: () => focusLine(main, current - 10),
    Home: () => focusLine(main, 0),
    End: () => focusLine(main, state.lines.length - 1),
    p: () => playLine(line, tools.fail),
    P: () => playFrom(line.i, tools.fail),
    e: () => edit(line, main, tools),
    Enter: () => edit(line, main, tools),
    m: () => more(line, main, tools),
    w: () => tools.toWord(selected()),
    g: () => tools.toSound(line.i),
    i: () => insert(hold(line), tools),
    J: () => tools.run("join", () => ({ line: current })), // where one is by then, however fast the keys come
    Delete: () => tools.run("cut", () => ({ line: current })),
    "/": () => main.querySelector("#find").focus(),
  };
  const action = keys[event.key];
  if (!action) return false;
  action();
  return true;
}


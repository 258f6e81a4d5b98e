/** The script: every line in its speaker's colour; edited, moved, played and paused where it stands. */
import { ask } from "./ask.js";
import { recordLine } from "./bites.js";
import { el, fill } from "./dom.js";
import { playFrom, playLine } from "./player.js";
import { state } from "./server.js";
import { n, t } from "./texts.js";

let current = 0;
let query = "";
let editing = null;
let unlocked = false;
/** Line -> what puts its buttons into it: a thousand lines have them only once somebody is there. */
const reached = new WeakMap();

/** Draw the view; lines that have not changed keep their elements, so that nothing jumps. */
export function drawScript(main, tools) {
  let list = main.querySelector(".script ol");
  if (!list) {
    main.replaceChildren(el("div", { class: "script" }, finder(main, tools), el("ol", { "aria-label": t("tab.script") })));
    list = main.querySelector("ol");
  }
  const rows = [];
  for (const [number, section] of state.script.sections.entries()) {
    if (section.title) {
      rows.push({ key: `s${number}`, sign: section.title, make: () => el("li", {}, el("h2", { dir: "auto" }, section.title)) });
    }
    for (const item of section.items) {
      if (item.cue) rows.push(cue(item, tools));
      else rows.push(row(state.lines[item.line], main, tools));
    }
  }
  const focused = document.activeElement?.matches(".line") ? document.activeElement.dataset.line : null;
  fill(list, rows);
  drawBack(main, tools);
  const stale = new Set(state.stale);
  for (const dot of list.querySelectorAll(".stale")) {
    const is = stale.has(Number(dot.closest(".line").dataset.line));
    if (is !== dot.hasChildNodes()) staleMark(dot, is);
  }
  mark(main);
  if (focused !== null && document.activeElement === document.body) {
    main.querySelector(`.line[data-line="${focused}"]`)?.focus({ preventScroll: true });
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
  const busy = editing === line.i;
  return {
    key: `${line.i}`,
    sign: busy ? `editing ${line.mark} ${unlocked}` : JSON.stringify(line),
    make: () => (busy ? editor(line, main, tools) : shown(line, main, tools)),
  };
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

function editor(line, main, tools) {
  const area = el("textarea", { "aria-label": t("edit.words"), readonly: line.quoted && !unlocked });
  area.value = line.text;
  const leave = () => {
    editing = null;
    drawScript(main, tools);
    focusLine(main, line.i);
  };
  const save = async () => {
    if (area.value.trim() === line.text) return leave();
    await tools.run("edit", { line: line.i, text: area.value, unlock: unlocked });
    leave();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  });
  return el(
    "li",
    { class: "line", style: `--who: ${line.colour}`, "data-line": line.i },
    el("span", { class: "who" }, line.role),
    el(
      "div",
      {},
      area,
      line.quoted && !unlocked && el("p", { class: "soft" }, t("edit.locked")),
      el(
        "div",
        { class: "row" },
        el("button", { class: "main", onclick: save }, t("save"), " ", el("kbd", {}, "Ctrl ↵")),
        el("button", { onclick: () => split(line, area, tools, leave) }, t("edit.split")),
        line.quoted &&
          !unlocked &&
          el(
            "button",
            {
              onclick: () => {
                unlocked = true;
                drawScript(main, tools);
                main.querySelector("textarea")?.focus();
              },
            },
            t("edit.unlock"),
          ),
        el("button", { onclick: leave }, t("cancel")),
      ),
    ),
    el("span", {}),
  );
}

async function split(line, area, tools, leave) {
  const place = area.selectionStart;
  if (!place || place >= area.value.length) return tools.fail(t("edit.split.where"));
  await tools.run("split", { line: line.i, at: [...area.value.slice(0, place)].length });
  leave();
}

function edit(line, main, tools) {
  editing = line.i;
  unlocked = false;
  drawScript(main, tools);
  main.querySelector("textarea")?.focus();
}

async function more(line, main, tools) {
  const roles = [...new Set(["Narrator", ...state.cast.map((role) => role.name), "Unattributed"])];
  const answer = await ask(t("line.change"), [
    { name: "role", label: t("line.role"), value: line.role, options: roles.map((name) => [name, name]) },
    { name: "pause", label: t("line.pause.seconds"), kind: "number", value: line.pause ?? "", hint: t("line.pause.hint") },
    { name: "direction", label: t("line.direction"), value: line.direction, hint: t("line.direction.hint") },
    {
      name: "also",
      label: t("line.also"),
      options: ["", "join", "up", "down", "insert", "sound", "cut"].map((name) => [name, name ? t(`line.do.${name}`) : "—"]),
    },
  ]);
  if (!answer) return;
  if (answer.role !== line.role) await tools.run("assign", { line: line.i, name: answer.role });
  if (answer.pause !== String(line.pause ?? "")) await tools.run("pause", { line: line.i, seconds: answer.pause === "" ? null : Number(answer.pause) });
  if (answer.direction !== line.direction) await tools.run("direct", { line: line.i, direction: answer.direction });
  if (answer.also === "join") await tools.run("join", { line: line.i });
  if (answer.also === "up") await tools.run("move", { line: line.i, to: line.i - 1 });
  if (answer.also === "down") await tools.run("move", { line: line.i, to: line.i + 1 });
  if (answer.also === "cut") await tools.run("cut", { line: line.i });
  if (answer.also === "insert") await insert(line, roles, tools);
  if (answer.also === "sound") await sound(line, tools);
  drawScript(main, tools);
  focusLine(main, Math.min(line.i, state.lines.length - 1));
}

async function insert(line, roles, tools) {
  const answer = await ask(t("line.do.insert"), [
    { name: "role", label: t("line.role"), value: "Narrator", options: roles.map((name) => [name, name]) },
    { name: "text", label: t("edit.words"), kind: "area" },
  ]);
  if (answer?.text.trim()) await tools.run("insert", { line: line.i + 1, role: answer.role, text: answer.text });
}

async function sound(line, tools) {
  const answer = await ask(t("line.do.sound"), [
    { name: "name", label: t("sound.name"), options: state.about.sounds.map((name) => [name, name]) },
    { name: "mode", label: t("sound.mode"), options: ["theme", "bed", "sting", "stop"].map((name) => [name, t(`sound.mode.${name}`)]) },
  ]);
  if (answer?.name) await tools.run("sound", { line: line.i, sound: answer.name, mode: answer.mode });
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
    i: () => insert(line, ["Narrator", ...state.cast.map((role) => role.name).filter((name) => name !== "Narrator")], tools),
    J: () => tools.run("join", { line: line.i }),
    Delete: () => tools.run("cut", { line: line.i }),
    "/": () => main.querySelector("#find").focus(),
  };
  const action = keys[event.key];
  if (!action) return false;
  action();
  return true;
}


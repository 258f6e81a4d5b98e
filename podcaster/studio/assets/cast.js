/** Everyone who speaks: voice, gender, how much, and a place to drop a real recording. */
import { ask } from "./ask.js";
import { el } from "./dom.js";
import { playLine, playOther } from "./player.js";
import { state, upload } from "./server.js";
import { t } from "./texts.js";

/** Draw the view. */
export function drawCast(main, tools) {
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("tab.cast")),
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": t("tab.cast") },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ...["name", "gender", "voice", "why", "lines", "words", "listen", "bite"].map((key) => el("th", { scope: "col" }, t(`cast.${key}`))))),
          el("tbody", {}, ...state.cast.map((role) => row(role, tools))),
        ),
      ),
      el("p", { class: "soft" }, t("cast.bite.hint")),
    ),
  );
}

function row(role, tools) {
  return el(
    "tr",
    { "data-role": role.name },
    el("th", { scope: "row" }, el("span", { class: "person", dir: "auto", style: `--who: ${role.colour}` }, role.name)),
    el("td", {}, gender(role, tools)),
    el("td", {}, voice(role, tools)),
    el("td", { class: "soft" }, role.reason),
    el("td", { class: "num" }, String(role.lines)),
    el("td", { class: "num" }, String(role.words)),
    el(
      "td",
      {},
      el(
        "span",
        { class: "row" },
        el("button", { onclick: () => playLine(state.lines[role.first], tools.fail), "aria-label": t("cast.hear", { name: role.name }) }, "▶"),
        role.renameable && el("button", { onclick: () => rename(role, tools), "aria-label": t("cast.rename", { name: role.name }) }, t("rename")),
      ),
    ),
    el("td", {}, bites(role, tools)),
  );
}

function gender(role, tools) {
  if (!role.renameable) return "";
  return el(
    "select",
    { "aria-label": t("cast.gender.of", { name: role.name }), onchange: (event) => tools.run("gender", { role: role.name, gender: event.target.value }) },
    ...["unknown", "female", "male"].map((key) => el("option", { value: key, selected: key === role.gender }, t(`gender.${key}`))),
  );
}

function voice(role, tools) {
  const groups = Map.groupBy ? Map.groupBy(state.voices, (each) => each.engine) : group(state.voices);
  const select = el(
    "select",
    { "aria-label": t("cast.voice.of", { name: role.name }), onchange: (event) => tools.run("voice", { role: role.name, voice: event.target.value, pin: false }) },
    ...[...groups].map(([engine, voices]) =>
      el("optgroup", { label: engine }, ...voices.map((each) => el("option", { value: each.name, selected: each.name === role.voice }, `${each.name} · ${t(`gender.${each.gender}`)} · ${each.language}`))),
    ),
  );
  return el(
    "span",
    { class: "row" },
    select,
    el("button", { "aria-label": t("cast.try", { name: role.name }), onclick: () => playOther(`/api/audition.wav?role=${encodeURIComponent(role.name)}&voice=${encodeURIComponent(select.value)}`, select.value, tools.fail) }, t("cast.try.short")),
    role.renameable &&
      el("button", { "aria-pressed": String(role.pinned), "aria-label": t("cast.pin.of", { name: role.name, word: role.pinned ? t("cast.pinned") : t("cast.pin") }), onclick: () => tools.run("voice", { role: role.name, voice: select.value, pin: true }) }, role.pinned ? t("cast.pinned") : t("cast.pin")),
  );
}

function group(voices) {
  const groups = new Map();
  for (const each of voices) groups.set(each.engine, [...(groups.get(each.engine) ?? []), each]);
  return groups;
}

async function rename(role, tools) {
  const answer = await ask(t("cast.rename", { name: role.name }), [{ name: "name", label: t("name"), value: role.name, required: true }]);
  if (answer?.name.trim() && answer.name.trim() !== role.name) await tools.run("rename", { role: role.name, name: answer.name.trim() });
}

/** A real recording in place of the synthetic voice, for one of a person's quotes. */
function bites(role, tools) {
  const quotes = state.lines.filter((line) => line.role === role.name && line.quoted);
  if (!quotes.length) return "";
  const input = el("input", { type: "file", accept: "audio/*", hidden: true, onchange: () => send(input.files[0]) });
  const send = async (file) => {
    if (!file) return;
    const answer = await ask(t("bite.title"), [
      { name: "line", label: t("bite.line"), options: quotes.map((line) => [String(line.i), line.text.slice(0, 90)]) },
      { name: "credit", label: t("bite.credit"), hint: t("bite.credit.hint") },
    ]);
    if (!answer) return;
    try {
      await upload(`/api/bite?line=${answer.line}&name=${encodeURIComponent(file.name)}&credit=${encodeURIComponent(answer.credit)}&revision=${state.about.revision}`, file);
      tools.say(t("bite.done"));
    } catch (error) {
      tools.fail(error.message);
    }
  };
  const area = el("div", { class: "drop" }, el("button", { class: "quiet", onclick: () => input.click(), "aria-label": t("bite.choose", { name: role.name }) }, t("bite.drop")), input);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    send(event.dataTransfer.files[0]);
  });
  const there = quotes.filter((line) => line.bite);
  return [area, ...there.map((line) => el("button", { class: "quiet", onclick: () => tools.run("unbite", { line: line.i }) }, t("bite.remove", { words: line.text.slice(0, 24) })))];
}

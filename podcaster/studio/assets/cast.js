/** Everyone who speaks: voice, gender, how much, and a place to drop a real recording. */
import { ask } from "./ask.js";
import { bitesOf } from "./bites.js";
import { el } from "./dom.js";
import { playLine, playOther } from "./player.js";
import { state } from "./server.js";
import { t } from "./texts.js";

const COLUMNS = ["name", "gender", "voice", "why", "lines", "words", "bite"];

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
          { class: "cast" },
          el("thead", {}, el("tr", {}, ...COLUMNS.map((key) => el("th", { scope: "col", class: key === "lines" || key === "words" ? "num" : "" }, t(`cast.${key}`))))),
          el("tbody", {}, ...state.cast.map((role) => row(role, tools))),
        ),
      ),
      el("p", { class: "soft" }, t("cast.bite.hint")),
    ),
  );
}

function row(role, tools) {
  const quiet = (label, sign, action) => el("button", { class: "quiet", onclick: action, "aria-label": label, title: label }, sign);
  return el(
    "tr",
    { "data-role": role.name },
    el(
      "th",
      { scope: "row" },
      el(
        "span",
        { class: "person" },
        quiet(t("cast.hear", role), "▶", () => playLine(state.lines[role.first], tools.fail)),
        el("span", { class: "person-name", dir: "auto", style: `--who: ${role.colour}` }, role.name),
        role.renameable && quiet(t("cast.rename", role), "✎", () => rename(role, tools)),
      ),
    ),
    el("td", {}, gender(role, tools)),
    el("td", {}, voice(role, tools)),
    el("td", { class: "soft" }, role.reason),
    el("td", { class: "num" }, String(role.lines)),
    el("td", { class: "num" }, String(role.words)),
    el("td", {}, bitesOf(role, tools)),
  );
}

/** Do what was chosen; what is refused is not shown as if it were so. */
async function set(select, before, work) {
  if (!(await work())) select.value = before;
}

function gender(role, tools) {
  if (!role.renameable) return "";
  return el(
    "select",
    { "aria-label": t("cast.gender.of", role), onchange: (event) => set(event.target, role.gender, () => tools.run("gender", { role: role.name, gender: event.target.value })) },
    ...["unknown", "female", "male", ...(role.gender === "neutral" ? ["neutral"] : [])].map((key) => el("option", { value: key, selected: key === role.gender }, t(`gender.${key}`))),
  );
}

function voice(role, tools) {
  const groups = new Map();
  for (const each of state.voices.filter((one) => one.for === role.language)) groups.set(each.engine, [...(groups.get(each.engine) ?? []), each]);
  const select = el(
    "select",
    { class: "voice", "aria-label": t("cast.voice.of", role), onchange: (event) => set(event.target, role.voice, () => tools.run("voice", { role: role.name, voice: event.target.value, pin: false })) },
    ...[...groups].map(([engine, voices]) =>
      el("optgroup", { label: engine }, ...voices.map((each) => el("option", { value: each.name, selected: each.name === role.voice }, `${each.name} · ${t(`gender.${each.gender}`)} · ${each.language}`))),
    ),
  );
  const pin = () => (role.pinned ? tools.run("unpin", { role: role.name }) : tools.run("voice", { role: role.name, voice: select.value, pin: true }));
  const word = role.pinned ? t("cast.pinned") : t("cast.pin");
  return el(
    "span",
    { class: "together" },
    select,
    el("button", { "aria-label": t("cast.try", role), onclick: () => playOther("audition.wav", { role: role.name, voice: select.value }, select.value, tools.fail) }, t("cast.try.short")),
    role.renameable && el("button", { "aria-pressed": String(role.pinned), "aria-label": t("cast.pin.of", { name: role.name, word }), onclick: pin }, word),
  );
}

async function rename(role, tools) {
  const done = async ({ name }) => name.trim() !== role.name && (await tools.does("rename", { role: role.name, name: name.trim() }));
  await ask(t("cast.rename", role), [{ name: "name", label: t("name"), value: role.name, required: true }], { yes: t("rename"), done });
}

/** What is asked about a line, and done with it where it stands by then: others may change the script meanwhile. */
import { ask, askPerson } from "./ask.js";
import { at, hold, state } from "./server.js";
import { t } from "./texts.js";

/** What is done with a line by itself. */
const ALONE = {
  join: () => ["join", {}],
  up: (i) => ["move", { to: i - 1 }],
  down: (i) => ["move", { to: i + 1 }],
  cut: () => ["cut", {}],
};

/** Everybody who may say a line, as options. */
const people = () => [...new Set(["Narrator", ...state.cast.map((role) => role.name), "Unattributed"])].map((name) => [name, name]);

/** Ask who says a line and how, and what else is done with it. */
export async function change(line, tools) {
  let here = hold(line);
  const was = { role: line.role, pause: String(line.pause ?? ""), direction: line.direction };
  /** Do one thing with the line, and keep it in mind as it is then. */
  const step = async (name, values) => {
    const i = here();
    await tools.does(name, () => ({ ...at(here), ...values }));
    here = hold(state.lines[Math.min(values.to ?? i, state.lines.length - 1)]);
  };
  const done = async ({ role, pause, direction, also }) => {
    if (role !== was.role && role !== "+") await step("assign", { name: role });
    was.role = role; // what is done is not done again where something behind it is refused
    if (pause !== was.pause) await step("pause", { seconds: pause === "" ? null : Number(pause) });
    was.pause = pause;
    if (direction !== was.direction) await step("direct", { direction });
    was.direction = direction;
    if (ALONE[also]) await step(...ALONE[also](here()));
  };
  const fields = [
    { name: "role", label: t("line.role"), value: line.role, options: [...people(), ["+", t("review.new")]] },
    { name: "pause", label: t("line.pause.seconds"), kind: "number", value: line.pause ?? "", hint: t("line.pause.hint") },
    { name: "direction", label: t("line.direction"), value: line.direction, hint: t("line.direction.hint") },
    {
      name: "also",
      label: t("line.also"),
      options: ["", "join", "up", "down", "insert", "sound", "cut"].map((name) => [name, name ? t(`line.do.${name}`) : "—"]),
    },
  ];
  const answer = await ask(t("line.change"), fields, { done });
  if (answer?.role === "+") await askPerson((person) => step("assign", person));
  if (answer?.also === "insert") await insert(here, tools);
  if (answer?.also === "sound") await sound(here, tools);
}

/** Ask for a line of one's own, behind another. */
export async function insert(here, tools) {
  const fields = [
    { name: "role", label: t("line.role"), value: "Narrator", options: people() },
    { name: "text", label: t("edit.words"), kind: "area" },
  ];
  await ask(t("line.do.insert"), fields, { done: (values) => tools.does("insert", () => ({ ...values, line: at(here).line + 1 })) });
}

async function sound(here, tools) {
  const fields = [
    { name: "sound", label: t("sound.name"), options: state.about.sounds.map((name) => [name, name]) },
    { name: "mode", label: t("sound.mode"), options: ["theme", "bed", "sting", "stop"].map((name) => [name, t(`sound.mode.${name}`)]) },
  ];
  await ask(t("line.do.sound"), fields, { done: (values) => tools.does("sound", () => ({ ...values, ...at(here) })) });
}

/** Real recordings in a voice's place. */
import { ask } from "./ask.js";
import { el } from "./dom.js";
import { at, hold, state, upload } from "./server.js";
import { t } from "./texts.js";

const CREDIT = () => ({ name: "credit", label: t("bite.credit"), hint: t("bite.credit.hint") });

/** Send a recording. Rejects with what the server says where it is not taken. */
async function send(here, credit, file, tools) {
  await upload(here, credit, file);
  tools.say(t("bite.done"));
}

/** Have a recording speak a line. */
export async function recordLine(line, file, tools) {
  const here = hold(line);
  await ask(t("bite.title"), [CREDIT()], { yes: t("bite.take"), done: ({ credit }) => send(here, credit, file, tools) });
}

/** A place to drop or choose a recording for one of a person's quotes, and a button for each that there is. */
export function bitesOf(role, tools) {
  const quotes = state.lines.filter((line) => line.role === role.name && line.quoted);
  if (!quotes.length) return "";
  const choose = async (file) => {
    if (!file) return;
    const held = quotes.map(hold);
    await ask(
      t("bite.title"),
      [{ name: "line", label: t("bite.line"), options: quotes.map((line, number) => [String(number), line.text.slice(0, 90)]) }, CREDIT()],
      { yes: t("bite.take"), done: ({ line, credit }) => send(held[Number(line)], credit, file, tools) },
    );
    input.value = ""; // the same file can be chosen again
  };
  const input = el("input", { type: "file", accept: "audio/*", hidden: true, "aria-label": t("bite.choose", role), onchange: () => choose(input.files[0]) });
  const area = el(
    "span",
    {
      class: "drop",
      ondragover: (event) => {
        event.preventDefault();
        area.classList.add("over");
      },
      ondragleave: () => area.classList.remove("over"),
      ondrop: (event) => {
        event.preventDefault();
        area.classList.remove("over");
        choose(event.dataTransfer.files[0]);
      },
    },
    el("button", { class: "quiet", onclick: () => input.click(), "aria-label": `${t("bite.drop")}: ${t("bite.choose", role)}`, title: t("bite.choose", role) }, t("bite.drop")),
    input,
  );
  const there = quotes.filter((line) => line.bite);
  const remove = (line) => {
    const here = hold(line);
    tools.run("unbite", () => at(here));
  };
  return [area, ...there.map((line) => el("button", { class: "quiet", onclick: () => remove(line) }, t("bite.remove", { words: line.text.slice(0, 24) })))];
}

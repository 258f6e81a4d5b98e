/** The whole as a waveform with its chapters, a cursor that follows, and the numbers that players ask for. */
import { $, clock, el } from "./dom.js";
import { playAt, playOther, position } from "./player.js";
import { state } from "./server.js";
import { t } from "./texts.js";
import { drawWave, lineAt, wordsAt } from "./wave.js";

/** Draw the view. */
export function drawSound(main, tools) {
  const { sound } = state;
  let place = 0;
  const wave = drawWave(
    { class: "wave", "aria-label": t("sound.cursor") },
    {
      where: position,
      go: (second) => playAt(second, tools.fail),
      told: (second) => {
        place = second;
        if ($("under")) $("under").textContent = `${clock(second)}  ${wordsAt(second)}`;
      },
    },
  );
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("tab.sound")),
      ...(sound.duration
        ? [
            wave,
            el("div", { class: "row" }, el("p", { id: "under", class: "under", dir: "auto" }), el("button", { onclick: () => tools.toLine(Math.max(0, lineAt(place))), disabled: sound.stale }, t("sound.line"))),
            el("p", { class: "figures" }, t("sound.figures", { time: clock(sound.duration), loudness: sound.loudness.toFixed(1), peak: sound.peak.toFixed(1) }), sound.stale ? `. ${t("sound.stale")}` : ""),
            el("ol", { class: "row", "aria-label": t("sound.chapters") }, ...sound.chapters.map(([begins, title]) => el("li", {}, el("button", { onclick: () => playAt(begins, tools.fail) }, el("span", { class: "soft" }, clock(begins)), ` ${title}`)))),
          ]
        : [el("p", { class: "soft" }, t("sound.none"))]),
      settings(tools),
    ),
  );
}

/** Field -> what is written there and not kept yet: the view may be drawn anew meanwhile. */
const written = new Map();

/** What sounds around the words, by the show's settings: heard before they are kept. */
function settings(tools) {
  const { fields } = state.sound;
  const noted = (event) => event.target.name && written.set(event.target.name, event.target.value);
  const values = (form) => Object.fromEntries(fields.map((each) => [each.name, form.elements[each.name].value]));
  const hear = (event, end) => playOther("preview.wav", { ...values(event.target.form), end }, t("sound.preview"), tools.fail);
  return el(
    "form",
    {
      class: "wide",
      oninput: noted,
      onsubmit: async (event) => {
        event.preventDefault();
        if (await tools.run("sound_settings", { values: values(event.target) })) written.clear();
      },
    },
    el("h2", {}, t("sound.settings")),
    el("p", { class: "soft" }, t("sound.settings.hint")),
    el(
      "div",
      { class: "form" },
      ...fields.map((each) =>
        el(
          "label",
          {},
          t(`set.${each.name}`),
          each.options
            ? el("select", { name: each.name }, ...each.options.map((value) => el("option", { value, selected: value === (written.get(each.name) ?? each.value) }, value || t("none"))))
            : el("input", { name: each.name, type: "number", step: "any", min: each.min, max: each.max, value: written.get(each.name) ?? each.value }),
        ),
      ),
    ),
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", onclick: (event) => hear(event, "") }, t("sound.preview.begin")),
      el("button", { type: "button", onclick: (event) => hear(event, "yes") }, t("sound.preview.end")),
      el("button", { class: "main", type: "submit" }, t("save")),
    ),
  );
}

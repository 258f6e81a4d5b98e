/** The whole as a waveform with its chapters, a cursor that follows, and the numbers that players ask for. */
import { $, clock, el } from "./dom.js";
import { playAt, position } from "./player.js";
import { state } from "./server.js";
import { t } from "./texts.js";

let frame = 0;

/** Draw the view. */
export function drawSound(main, tools) {
  const sound = state.sound;
  cancelAnimationFrame(frame);
  const canvas = el("canvas", { class: "wave", role: "slider", tabindex: "0", "aria-label": t("sound.cursor"), "aria-valuemin": "0", "aria-valuemax": String(Math.round(sound.duration)), "aria-valuenow": "0" });
  let place = 0;
  const seek = (second) => {
    place = Math.max(0, Math.min(sound.duration, second));
    canvas.setAttribute("aria-valuenow", String(Math.round(place)));
    canvas.setAttribute("aria-valuetext", `${clock(place)} ${lineAt(place)}`);
  };
  canvas.addEventListener("click", (event) => {
    const box = canvas.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * sound.duration);
    playAt(place.toFixed(2), tools.fail);
  });
  canvas.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 5, ArrowLeft: -5, PageDown: 60, PageUp: -60 };
    if (event.key === "Enter") playAt(place.toFixed(2), tools.fail);
    else if (steps[event.key]) seek(place + steps[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("tab.sound")),
      sound.duration ? canvas : el("p", { class: "soft" }, t("sound.none")),
      sound.duration > 0 && el("p", { id: "under", class: "soft", dir: "auto" }, ""),
      el(
        "p",
        {},
        sound.duration ? t("sound.figures", { time: clock(sound.duration), loudness: sound.loudness.toFixed(1), peak: sound.peak.toFixed(1) }) : "",
        sound.stale ? ` ${t("sound.stale")}` : "",
      ),
      el("ol", { class: "row", "aria-label": t("sound.chapters") }, ...sound.chapters.map(([start, title]) => el("li", {}, el("button", { onclick: () => playAt(start, tools.fail) }, `${clock(start)} ${title}`)))),
      settings(tools),
    ),
  );
  if (sound.duration) animate(canvas, () => position() ?? place);
}

function lineAt(second) {
  const cue = state.sound.cues.findLastIndex(([start]) => start <= second);
  return cue < 0 ? "" : `${state.lines[cue]?.role ?? ""}: ${(state.lines[cue]?.text ?? "").slice(0, 90)}`;
}

function animate(canvas, where) {
  const context = canvas.getContext("2d");
  let drawn = -1;
  const draw = () => {
    if (!canvas.isConnected) return;
    const at = where();
    if (at !== drawn || canvas.width !== Math.round(canvas.clientWidth * devicePixelRatio)) {
      drawn = at;
      paint(canvas, context, at);
      const under = $("under");
      if (under) under.textContent = `${clock(at)} ${lineAt(at)}`;
    }
    frame = requestAnimationFrame(draw);
  };
  draw();
}

function paint(canvas, context, at) {
  const { peaks, duration, chapters } = state.sound;
  const scale = devicePixelRatio;
  const width = (canvas.width = Math.round(canvas.clientWidth * scale));
  const height = (canvas.height = Math.round(canvas.clientHeight * scale));
  const style = getComputedStyle(canvas);
  context.fillStyle = style.color;
  context.globalAlpha = 0.55;
  for (let x = 0; x < width; x += 1) {
    const peak = peaks[Math.floor((x / width) * peaks.length)] ?? 0;
    const tall = Math.max(1, peak * height * 0.95);
    context.fillRect(x, (height - tall) / 2, 1, tall);
  }
  context.globalAlpha = 1;
  for (const [start] of chapters) context.fillRect((start / duration) * width, 0, scale, height * 0.2);
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent") || "teal";
  context.fillRect((at / duration) * width, 0, 2 * scale, height);
}

/** What sounds around the words, by the show's settings. */
function settings(tools) {
  const { fields } = state.sound;
  return el(
    "form",
    {
      class: "wide",
      onsubmit: (event) => {
        event.preventDefault();
        const values = Object.fromEntries(fields.map((each) => [each.name, event.target.elements[each.name].value]));
        tools.run("sound_settings", { values });
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
            ? el("select", { name: each.name }, ...each.options.map((value) => el("option", { value, selected: value === each.value }, value || t("none"))))
            : el("input", { name: each.name, type: "number", step: "any", min: each.min, max: each.max, value: each.value }),
        ),
      ),
    ),
    el("div", { class: "row" }, el("button", { class: "main", type: "submit" }, t("save"))),
  );
}

/** A waveform with chapters and a cursor, a slider for the keyboard: the same in the bar and in the view of the sound. */
import { clock, el } from "./dom.js";
import { state } from "./server.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const STEPS = { ArrowRight: 5, ArrowLeft: -5, PageDown: 60, PageUp: -60 };

/**
 * A canvas that paints itself as long as it is in the page.
 * @param {Object<string, string>} attributes
 * @param {{where: function(): ?number, go: function(number): void, told?: function(number): void}} acts Where it plays
 *   (null: nowhere), what happens when somebody picks a place, and who is told where the cursor stands.
 */
export function drawWave(attributes, { where, go, told }) {
  const canvas = el("canvas", { ...attributes, role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuenow": "0" });
  let place = 0;
  let painted = "";
  const seek = (second) => {
    place = Math.max(0, Math.min(state.sound.duration, second));
  };
  canvas.addEventListener("click", (event) => {
    const box = canvas.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * state.sound.duration);
    go(place);
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(place);
    else if (event.key === "Home") seek(0);
    else if (event.key === "End") seek(state.sound.duration);
    else if (STEPS[event.key]) seek(place + STEPS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const draw = () => {
    if (!canvas.isConnected && painted) return;
    requestAnimationFrame(draw);
    canvas.hidden = !state.sound?.duration;
    if (canvas.hidden || !canvas.clientWidth) return;
    const playing = where();
    if (playing !== null) place = playing;
    const theme = document.documentElement.dataset.theme ?? DARK.matches;
    const sign = [place.toFixed(1), canvas.clientWidth, state.sound.mark, state.sound.peaks.length, theme].join();
    if (sign === painted) return;
    painted = sign;
    canvas.setAttribute("aria-valuemax", String(Math.round(state.sound.duration)));
    canvas.setAttribute("aria-valuenow", String(Math.round(place)));
    canvas.setAttribute("aria-valuetext", `${clock(place)} ${wordsAt(place)}`);
    paint(canvas, place);
    told?.(place);
  };
  requestAnimationFrame(draw);
  return canvas;
}

/** The number of the line that is heard at a second of the episode; -1 where none is. */
export const lineAt = (second) => state.sound.cues.findLastIndex(([begins]) => begins <= second);

/** Who says what at a second, where the script is still what was made. */
export function wordsAt(second) {
  const line = state.sound.stale ? undefined : state.lines[lineAt(second)];
  return line ? `${line.role}: ${line.text.slice(0, 90)}` : "";
}

function paint(canvas, at) {
  const { peaks, duration, chapters } = state.sound;
  const scale = devicePixelRatio;
  const width = (canvas.width = Math.round(canvas.clientWidth * scale));
  const height = (canvas.height = Math.round(canvas.clientHeight * scale));
  const context = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  const cursor = (at / duration) * width;
  const step = Math.max(2, Math.round(2 * scale));
  for (let x = 0; x < width; x += step) {
    const peak = Math.max(0, ...peaks.slice(Math.floor((x / width) * peaks.length), Math.ceil(((x + step) / width) * peaks.length)));
    const tall = Math.max(scale, peak * height * 0.9);
    context.fillStyle = x < cursor ? style.accentColor : style.borderTopColor;
    context.fillRect(x, (height - tall) / 2, step - Math.max(1, scale * 0.75), tall);
  }
  context.fillStyle = style.color;
  for (const [begins] of chapters) context.fillRect((begins / duration) * width, 0, scale, height * 0.25);
  context.fillStyle = style.accentColor;
  context.fillRect(Math.max(0, cursor - scale), 0, 2 * scale, height);
}

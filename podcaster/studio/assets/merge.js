/** The article changed, or the script was edited elsewhere: three columns, taken line by line. */
import { el } from "./dom.js";
import { state } from "./server.js";
import { t } from "./texts.js";

const SIDES = ["base", "mine", "theirs"];

/** Draw what collides. */
export function drawMerge(main, tools) {
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("merge.title")),
      el("p", { class: "soft" }, state.merge.length ? t("merge.hint") : t("merge.none")),
      state.merge.length > 0 && el("div", { class: "three heads", "aria-hidden": "true" }, ...SIDES.map((side) => el("span", {}, t(`merge.${side}`)))),
      ...state.merge.map((each) =>
        el(
          "section",
          { class: "collision", "aria-label": t("merge.place", each) },
          el("div", { class: "three" }, ...SIDES.map((side) => column(each, side, tools))),
        ),
      ),
    ),
  );
}

/** A line with the words marked that are not those of before: what lies between the same beginning and the same end. */
function changed(line, before) {
  const [new_, old] = [line.split(" "), before.split(" ")];
  const most = Math.min(new_.length, old.length);
  let start = 0;
  while (start < most && new_[start] === old[start]) start += 1;
  let end = 0;
  while (end < most - start && new_.at(-1 - end) === old.at(-1 - end)) end += 1;
  const words = (from, to) => new_.slice(from, to).join(" ");
  const stop = new_.length - end;
  return [words(0, start), start > 0 && " ", start < stop && el("b", {}, words(start, stop)), end > 0 && " ", words(stop)];
}

/** Take a side of a collision, wherever it stands when its turn has come: lines may have come or gone before it. */
function take(each, side, tools) {
  const words = (one) => SIDES.map((name) => one[name].join("\n")).join("\n\n");
  const alike = () => state.merge.filter((other) => words(other) === words(each));
  const at = alike().indexOf(each);
  return tools.run("take", () => {
    const now = alike()[at];
    if (!now) throw new Error(t("line.gone"));
    return { collision: now.id, side };
  });
}

function column(each, side, tools) {
  return el(
    "div",
    {},
    el("h3", {}, t(`merge.${side}`)),
    ...(each[side].length ? each[side].map((line, index) => el("p", { dir: "auto" }, ...(side === "base" ? [line] : changed(line, each.base[index] ?? "")))) : [el("p", { class: "soft" }, t("merge.cut"))]),
    side !== "base" && el("button", { onclick: () => take(each, side, tools), "aria-label": `${t(`merge.take.${side}`)}: ${t("merge.place", each)}` }, t(`merge.take.${side}`)),
  );
}

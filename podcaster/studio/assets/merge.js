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

function column(each, side, tools) {
  return el(
    "div",
    {},
    el("h3", {}, t(`merge.${side}`)),
    ...(each[side].length ? each[side].map((line) => el("p", { dir: "auto" }, line)) : [el("p", { class: "soft" }, t("merge.cut"))]),
    side !== "base" && el("button", { onclick: () => tools.run("take", { collision: each.id, side }), "aria-label": `${t(`merge.take.${side}`)}: ${t("merge.place", each)}` }, t(`merge.take.${side}`)),
  );
}

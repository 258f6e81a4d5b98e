/** The article changed, or the script was edited elsewhere: three columns, taken line by line. */
import { el } from "./dom.js";
import { state } from "./server.js";
import { t } from "./texts.js";

/** Draw what collides. */
export function drawMerge(main, tools) {
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("merge.title")),
      el("p", { class: "soft" }, t("merge.hint")),
      ...state.merge.map((each) =>
        el(
          "section",
          { "aria-label": t("merge.place", { place: each.place }) },
          el(
            "div",
            { class: "three" },
            ...["base", "mine", "theirs"].map((side) =>
              el(
                "div",
                { dir: "auto" },
                el("h3", {}, t(`merge.${side}`)),
                ...each[side].map((line) => el("p", {}, line)),
                side !== "base" && el("button", { onclick: () => tools.run("take", { collision: each.id, side }) }, t("merge.take")),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** How names and terms are said: heard three ways, kept for this episode or for the show. */
import { el } from "./dom.js";
import { playOther } from "./player.js";
import { state } from "./server.js";
import { t } from "./texts.js";

let word = "";
let said = "";

/** Draw the view. */
export function drawWords(main, tools) {
  const written = el("input", { value: word, "aria-label": t("words.word"), oninput: (event) => (word = event.target.value), required: true });
  const spoken = el("input", { value: said, "aria-label": t("words.said"), oninput: (event) => (said = event.target.value), placeholder: "Kee-a Starmer, /ˈkɪə/" });
  const hear = (text) => text.trim() && playOther(`/api/say.wav?text=${encodeURIComponent(text)}`, text, tools.fail);
  const keep = async (scope) => {
    if (!word.trim() || !said.trim()) return tools.fail(t("words.both"));
    await tools.run("pronounce", { word: word.trim(), said: said.trim(), scope });
    word = said = "";
    drawWords(main, tools);
  };
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("words.title")),
      el("p", { class: "soft" }, t("words.hint")),
      el("div", { class: "form" }, el("label", {}, t("words.word"), written), el("label", {}, t("words.said"), spoken)),
      el(
        "div",
        { class: "row" },
        el("button", { onclick: () => hear(word) }, t("words.hear.now")),
        el("button", { onclick: () => hear(said) }, t("words.hear.new")),
        el("button", { onclick: () => playOther(`/api/say.wav?word=${encodeURIComponent(word)}&said=${encodeURIComponent(said)}`, word, tools.fail) }, t("words.hear.sentence")),
        el("button", { class: "main", onclick: () => keep("episode") }, t("words.keep.episode")),
        el("button", { onclick: () => keep("show") }, t("words.keep.show")),
      ),
      el("h2", {}, t("words.unknown")),
      state.words.length
        ? el(
            "ul",
            { class: "row" },
            ...state.words.map((each) =>
              el(
                "li",
                { class: "row" },
                el(
                  "button",
                  {
                    onclick: () => {
                      word = each.word;
                      said = each.said ?? "";
                      drawWords(main, tools);
                      hear(each.word);
                    },
                  },
                  "▶ ",
                  each.word,
                  each.said && el("span", { class: "soft" }, ` → ${each.said}`),
                ),
              ),
            ),
          )
        : el("p", { class: "soft" }, t("words.none")),
    ),
  );
}

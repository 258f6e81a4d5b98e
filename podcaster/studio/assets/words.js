/** How names and terms are said: heard three ways, kept for this episode or for the show. */
import { el } from "./dom.js";
import { playOther } from "./player.js";
import { state } from "./server.js";
import { t } from "./texts.js";

let word = "";
let said = "";

/** Take a word up, as it was selected in the script. */
export function takeWord(chosen) {
  word = chosen;
  said = state.words.find((each) => each.word === chosen)?.said ?? "";
}

/** Draw the view. */
export function drawWords(main, tools) {
  const written = el("input", { id: "word", value: word, "aria-label": t("words.word"), autocomplete: "off", oninput: (event) => (word = event.target.value) });
  const spoken = el("input", { id: "said", value: said, "aria-label": t("words.said"), autocomplete: "off", oninput: (event) => (said = event.target.value), placeholder: "Kee-a Starmer, /ˈkɪə/" });
  const hear = (text) => text.trim() && playOther("say.wav", { text }, text, tools.fail);
  const keep = async (scope) => {
    if (!word.trim() || !said.trim()) return tools.fail(t("words.both"));
    if (!(await tools.run("pronounce", { word: word.trim(), said: said.trim(), scope }))) return;
    word = said = "";
    drawWords(main, tools);
    main.querySelector("#word").focus();
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
        el("button", { onclick: () => word.trim() && playOther("say.wav", { word, said }, word, tools.fail) }, t("words.hear.sentence")),
        el("button", { class: "main", onclick: () => keep("episode") }, t("words.keep.episode")),
        el("button", { onclick: () => keep("show") }, t("words.keep.show")),
      ),
      ...list(t("words.said.here"), state.words.filter((each) => each.said), hear, main, tools),
      ...list(t("words.unknown"), state.words.filter((each) => !each.said), hear, main, tools),
    ),
  );
}

function list(title, words, hear, main, tools) {
  const take = (each) => {
    takeWord(each.word);
    drawWords(main, tools);
    main.querySelector("#said").focus();
    hear(each.word);
  };
  const drop = (each) => tools.run("pronounce", { word: each.word, said: "", scope: "episode" });
  const entry = (each) =>
    el(
      "li",
      { class: "together" },
      el("button", { onclick: () => take(each) }, "▶ ", each.word, each.said && el("span", { class: "soft" }, ` → ${each.said}`)),
      each.said && el("button", { class: "quiet", onclick: () => drop(each), "aria-label": t("words.drop", each), title: t("words.drop", each) }, "×"),
    );
  return [el("h2", {}, title), words.length ? el("ul", { class: "row" }, ...words.map(entry)) : el("p", { class: "soft" }, t("words.none"))];
}

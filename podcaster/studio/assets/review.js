/** What wants a decision, one at a time: the article beside it, the reason in words, people on the keys 1 to 9. */
import { articleWith } from "./article.js";
import { ask, askPerson } from "./ask.js";
import { el } from "./dom.js";
import { playLine, playOther } from "./player.js";
import { act, state } from "./server.js";
import { n, t } from "./texts.js";

let at = 0;
let alike = false;
const settled = new Set(); // decided here, not yet confirmed: the next one is shown at once

const open = () => state.decisions.filter((each) => !settled.has(each.id));

/** Draw the view. */
export function drawReview(main, tools) {
  const waiting = open();
  at = Math.min(at, Math.max(0, waiting.length - 1));
  const item = waiting[at];
  if (!item) {
    main.replaceChildren(
      el(
        "div",
        { class: "done" },
        el("h2", { id: "question", tabindex: "-1" }, t("review.done")),
        el("p", { class: "soft" }, t("review.done.next")),
        el("button", { class: "main", onclick: () => tools.open("script") }, t("review.done.script")),
      ),
    );
    return;
  }
  let frame = main.querySelector(".review");
  if (!frame) main.replaceChildren((frame = el("div", { class: "review" }, el("div", { class: "aside" }))));
  const { element, place } = articleWith(item);
  if (element.parentNode !== frame) {
    frame.querySelector(".article")?.remove();
    frame.prepend(element);
  }
  frame.querySelector(".aside").replaceChildren(card(item, waiting.length, main, tools));
  if (shown !== item.id) show(place);
  shown = item.id;
}
let shown = "";

/** Bring the passage into view: on a phone the article scrolls in a window of its own, below the question. */
function show(place) {
  const article = place?.closest(".article");
  if (!article) return;
  if (article.scrollHeight > article.clientHeight + 1) {
    const box = place.getBoundingClientRect();
    article.scrollTop += box.top - article.getBoundingClientRect().top - article.clientHeight / 2;
  } else place.scrollIntoView({ block: "center" });
}

/** The view was left: next time the passage is brought into view again. */
export function leaveReview() {
  shown = "";
}

/** Do a key's work. Returns whether it had any. */
export function reviewKey(event, main, tools) {
  const item = open()[at];
  if (!item) return false;
  const wanted = numbered(actions(item)).find((each) => each.key === event.key);
  if (wanted) decide(item, wanted, main, tools);
  else if (event.key === "j" || event.key === "ArrowDown") step(1, main, tools);
  else if (event.key === "k" || event.key === "ArrowUp") step(-1, main, tools);
  else if (event.key === "a" && item.alike > 0) {
    alike = !alike;
    tools.redraw();
  } else if (event.key === "p") hear(item, tools);
  else return false;
  return true;
}

function step(by, main, tools) {
  at = Math.max(0, Math.min(open().length - 1, at + by));
  alike = false;
  drawReview(main, tools);
  focusQuestion(main);
}

/** Whoever reads with a screen reader is told the next question; whoever looks sees no difference. */
function focusQuestion(main) {
  main.querySelector("#question")?.focus({ preventScroll: true });
}

function hear(item, tools) {
  if (item.kind === "word") playOther("say.wav", { word: item.word, said: "" }, item.word, tools.fail);
  else playLine(state.lines[item.line], tools.fail);
}

/** What can be decided, with the keys that are not numbers. */
function actions(item) {
  const people = item.choices.map((choice) => ({ label: choice.name, hint: choice.hint, values: choice.values }));
  const narrator = { key: "n", label: t("review.narrator"), hint: t("review.narrator.hint"), values: { name: "Narrator" } };
  const nobody = { key: "0", label: t("review.nobody"), hint: t("review.nobody.hint"), values: { name: "Unattributed" } };
  const other = { key: "+", label: t("review.new"), person: true };
  switch (item.kind) {
    case "table":
      return [{ label: t("review.table.read"), values: { read: true } }, { key: "n", label: t("review.table.leave"), values: { read: false } }];
    case "word":
      return [{ label: t("review.word.right"), values: {} }, { key: "e", label: t("review.word.other"), word: true }];
    case "heard":
      return [{ label: t("review.heard.right"), values: { name: "" } }, { key: "e", label: t("review.change"), line: true }];
    case "narrated":
      return [{ ...narrator, label: t("review.narrated.leave"), hint: "" }, ...people, nobody, other];
    default:
      return [...people, narrator, nobody, other];
  }
}

/** The same with the numbers 1 to 9 at those that have no key. */
function numbered(all) {
  let number = 0;
  return all.map((each) => (each.key ? each : { ...each, key: number < 9 ? String((number += 1)) : "" }));
}

async function decide(item, action, main, tools) {
  if (action.line) return tools.toLine(item.line);
  if (action.word) return respell(item, main, tools);
  const others = alike && item.alike > 0;
  const done = (choice) => settle(item, main, tools, () => act("decide", { decision: item.id, choice, alike: others }));
  if (action.person) await askPerson(done);
  else await done(action.values).catch((error) => tools.fail(error.message));
}

/** Show the next one at once; should the server refuse this one, it comes back, and this rejects. */
async function settle(item, main, tools, done) {
  settled.add(item.id);
  alike = false;
  drawReview(main, tools);
  focusQuestion(main);
  try {
    await done();
  } finally {
    settled.delete(item.id);
    if (main.querySelector(".review, .done")) tools.redraw();
  }
}

async function respell(item, main, tools) {
  const hearIt = ({ said }) => playOther("say.wav", { word: item.word, said }, item.word, tools.fail);
  const keep = ({ said, show }) =>
    settle(item, main, tools, () => act("pronounce", { word: item.word, said: said.trim(), scope: show ? "show" : "episode" }));
  await ask(
    t("question.word", item),
    [
      { name: "said", label: t("words.said"), required: true, hint: t("words.hint") },
      { name: "show", label: t("words.keep.show"), kind: "check" },
    ],
    { yes: t("save"), others: [[t("words.hear.sentence"), hearIt]], done: keep },
  );
}

function card(item, count, main, tools) {
  const quick = (label, key, action, disabled = false) => el("button", { onclick: action, disabled }, label, " ", el("kbd", { "aria-hidden": "true" }, key));
  return el(
    "section",
    { class: "card", "aria-labelledby": "question" },
    el(
      "div",
      { class: "row" },
      el("p", { class: "soft grow", id: "left" }, n("review.left", count)),
      quick(t("play"), "p", () => hear(item, tools)),
      quick(t("review.back"), "k", () => step(-1, main, tools), at === 0),
      quick(t("review.later"), "j", () => step(1, main, tools), at >= count - 1),
    ),
    el("h2", { id: "question", tabindex: "-1", "aria-describedby": "words reason left" }, t(`question.${item.kind}`, item)),
    item.text && el("blockquote", { id: "words", dir: "auto" }, ...marked(item)),
    item.reason && el("p", { id: "reason", class: item.kind === "table" ? "rows" : "" }, item.reason),
    el(
      "div",
      { class: "choices", role: "group", "aria-labelledby": "question" },
      ...numbered(actions(item)).map((action) =>
        el(
          "button",
          { onclick: () => decide(item, action, main, tools) },
          el("kbd", { "aria-hidden": "true" }, action.key || " "),
          el("span", { dir: "auto" }, action.label),
          action.hint && el("span", { class: "hint" }, action.hint),
        ),
      ),
    ),
    item.alike > 0 &&
      el(
        "label",
        { class: "check" },
        el("input", { type: "checkbox", checked: alike, onchange: (event) => (alike = event.target.checked) }),
        n(item.kind === "word" ? "review.words" : "review.alike", item.alike),
        el("kbd", { "aria-hidden": "true" }, "a"),
      ),
  );
}

/** The words that are asked about, with the one whose sound is open marked. */
function marked(item) {
  const place = item.word ? item.text.indexOf(item.word) : -1;
  if (place < 0) return [item.text];
  return [item.text.slice(0, place), el("b", {}, item.word), item.text.slice(place + item.word.length)];
}

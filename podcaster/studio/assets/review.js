/** What wants a decision, one at a time: the article beside it, the reason in words, people on the keys 1 to 9. */
import { ask } from "./ask.js";
import { el } from "./dom.js";
import { playLine } from "./player.js";
import { act, state } from "./server.js";
import { n, t } from "./texts.js";

let at = 0;
let alike = true;
let settled = new Set(); // decided here, not yet confirmed: the next one is shown at once

const open = () => state.decisions.filter((each) => !settled.has(each.id));

/** Draw the view. */
export function drawReview(main, { say, fail }) {
  const waiting = open();
  at = Math.min(at, Math.max(0, waiting.length - 1));
  const item = waiting[at];
  if (!item) {
    main.replaceChildren(el("div", { class: "done" }, el("h2", {}, t("review.done")), el("p", { class: "soft" }, t("review.done.next"))));
    return;
  }
  main.replaceChildren(
    el("div", { class: "review" }, article(item), card(item, waiting.length, () => drawReview(main, { say, fail }), fail)),
  );
  show(main.querySelector("mark, u"));
}

/** Bring the passage into view: on a phone the article scrolls in a window of its own, below the question. */
function show(place) {
  const article = place?.closest(".article");
  if (!article) return;
  if (article.scrollHeight > article.clientHeight + 1) {
    const box = place.getBoundingClientRect();
    article.scrollTop += box.top - article.getBoundingClientRect().top - article.clientHeight / 2;
  } else place.scrollIntoView({ block: "center" });
}

/** Do a key's work. Returns whether it had any. */
export function reviewKey(event, main, { say, fail }) {
  const item = open()[at];
  if (!item) return false;
  const redraw = () => drawReview(main, { say, fail });
  const choice = /^[1-9]$/.test(event.key) ? actions(item)[Number(event.key) - 1] : null;
  const named = actions(item).find((each) => each.key === event.key);
  const wanted = choice ?? named;
  if (wanted) decide(item, wanted, redraw, fail);
  else if (event.key === "j" || event.key === "ArrowDown") step(1, redraw);
  else if (event.key === "k" || event.key === "ArrowUp") step(-1, redraw);
  else if (event.key === "a" && item.alike > 0) {
    alike = !alike;
    redraw();
  } else if (event.key === "p" && item.line !== null) playLine(state.lines[item.line], fail);
  else return false;
  return true;
}

function step(by, redraw) {
  at = Math.max(0, Math.min(open().length - 1, at + by));
  redraw();
}

/** What can be decided: people first, then what every passage may be. */
function actions(item) {
  const people = item.choices.map((choice) => ({ label: choice.name, hint: choice.hint, values: choice.values }));
  if (item.kind !== "speaker") return [...people, { key: "e", label: t("review.change"), view: "script" }];
  return [
    ...people.slice(0, 9),
    { key: "n", label: t("review.narrator"), hint: t("review.narrator.hint"), values: { name: "Narrator" } },
    { key: "0", label: t("review.nobody"), hint: t("review.nobody.hint"), values: { name: "Unattributed" } },
    { key: "+", label: t("review.new"), hint: "", person: true },
  ];
}

async function decide(item, action, redraw, fail) {
  if (action.view) return document.querySelector(`[data-tab="${action.view}"]`).click();
  let values = action.values;
  if (action.person) {
    const answer = await ask(t("review.new"), [
      { name: "name", label: t("name"), required: true },
      { name: "gender", label: t("gender"), options: [["unknown", t("gender.unknown")], ["female", t("gender.female")], ["male", t("gender.male")]] },
    ]);
    if (!answer?.name?.trim()) return;
    values = { name: answer.name.trim(), gender: answer.gender };
  }
  settled.add(item.id);
  redraw();
  try {
    await act("decide", { decision: item.id, choice: values, alike: alike && item.alike > 0 });
  } catch (error) {
    fail(error.message);
  } finally {
    settled.delete(item.id);
    redraw();
  }
}

function card(item, count, redraw, fail) {
  const hearable = item.line !== null && item.line !== undefined;
  return el(
    "section",
    { class: "card", "aria-labelledby": "question" },
    el("p", { class: "soft" }, n("review.left", count)),
    el("h2", { id: "question", tabindex: "-1" }, item.question),
    item.text && el("blockquote", { dir: "auto" }, item.text),
    el("p", {}, item.reason),
    el(
      "div",
      { class: "choices", role: "group", "aria-labelledby": "question" },
      ...actions(item).map((action, index) =>
        el(
          "button",
          { onclick: () => decide(item, action, redraw, fail) },
          el("kbd", { "aria-hidden": "true" }, action.key ?? (index < 9 ? String(index + 1) : " ")),
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
        n("review.alike", item.alike),
        el("kbd", { "aria-hidden": "true" }, "a"),
      ),
    el(
      "div",
      { class: "row" },
      hearable && el("button", { onclick: () => playLine(state.lines[item.line], fail) }, t("play"), " ", el("kbd", { "aria-hidden": "true" }, "p")),
      el("button", { onclick: () => step(-1, redraw), disabled: at === 0 }, t("review.back"), " ", el("kbd", { "aria-hidden": "true" }, "k")),
      el("button", { onclick: () => step(1, redraw), disabled: at >= count - 1 }, t("review.later"), " ", el("kbd", { "aria-hidden": "true" }, "j")),
    ),
  );
}

/** The article around a passage: marked, and the words that decided it underlined. */
function article(item) {
  const { text, blocks } = state.article;
  const spans = [
    ...(item.start === null ? [] : [{ start: item.start, end: item.end, name: "mark" }]),
    ...item.evidence.map(([start, end]) => ({ start, end, name: "u" })),
  ];
  return el(
    "article",
    { class: "article", tabindex: "0", "aria-label": t("article"), lang: state.about.language },
    ...blocks.map((block) =>
      el(
        block.kind === "heading" || block.kind === "title" ? "h2" : "p",
        { class: block.kind === "heading" ? "heading" : block.spoken || block.kind === "title" ? "" : "quiet", dir: "auto" },
        ...pieces(text, block, spans),
      ),
    ),
  );
}

/** A block's words, cut where a mark begins or ends; offsets are code points. */
function pieces(text, block, spans) {
  const cuts = new Set([block.start, block.end]);
  const inside = spans.filter((span) => span.start < block.end && span.end > block.start);
  for (const span of inside) {
    cuts.add(Math.max(span.start, block.start));
    cuts.add(Math.min(span.end, block.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1];
    let node = document.createTextNode(text.slice(start, end));
    for (const span of inside) {
      if (span.start <= start && end <= span.end) node = el(span.name, {}, node);
    }
    return node;
  });
}

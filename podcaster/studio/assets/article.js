/** The article beside a decision: its blocks are made once, and only the ones with marks in them again. */
import { el } from "./dom.js";
import { state } from "./server.js";
import { t } from "./texts.js";

let made = null; // {article, element, blocks}
let touched = [];

/**
 * The article with a passage marked, and the words that decided it underlined.
 * @returns {{element: HTMLElement, place: ?HTMLElement}} The article and the mark in it.
 */
export function articleWith(item) {
  if (made?.article !== state.article) make();
  for (const index of touched) write(index, []);
  const spans = spansOf(item);
  touched = state.article.blocks.flatMap((block, index) => (spans.some((span) => span.start < block.end && span.end > block.start) ? [index] : []));
  for (const index of touched) write(index, spans);
  return { element: made.element, place: made.element.querySelector("mark, u") };
}

function spansOf({ start, end, evidence, text }) {
  if (start !== null) return [{ start, end, name: "mark" }, ...evidence.map(([from, to]) => ({ start: from, end: to, name: "u" }))];
  const at = text ? state.article.text.indexOf(text) : -1; // only the line is known
  return at < 0 ? [] : [{ start: at, end: at + text.length, name: "mark" }];
}

function make() {
  const { blocks } = state.article;
  const shown = blocks.map((block) => {
    const heading = block.kind === "heading" || block.kind === "title";
    return el(heading ? "h2" : "p", { class: heading ? "heading" : block.spoken ? "" : `quiet ${block.kind}`, dir: "auto" });
  });
  made = { article: state.article, blocks: shown, element: el("article", { class: "article", tabindex: "0", "aria-label": t("article"), lang: state.about.language }, ...shown) };
  touched = [];
  shown.forEach((_, index) => write(index, []));
}

/** A block's words, cut where a mark begins or ends. */
function write(index, spans) {
  const { text, blocks } = state.article;
  const block = blocks[index];
  const inside = spans.filter((span) => span.start < block.end && span.end > block.start);
  const cuts = new Set([block.start, block.end]);
  for (const span of inside) {
    cuts.add(Math.max(span.start, block.start));
    cuts.add(Math.min(span.end, block.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  made.blocks[index].replaceChildren(
    ...places.slice(0, -1).map((start, number) => {
      const end = places[number + 1];
      let node = document.createTextNode(text.slice(start, end));
      for (const span of inside) if (span.start <= start && end <= span.end) node = el(span.name, {}, node);
      return node;
    }),
  );
}

/** The show's episodes, to go from one to another. */
import { $, clock, el } from "./dom.js";
import { fetched, state } from "./server.js";
import { n, t } from "./texts.js";

/** Open the list; with "asked" false only where a show was opened that has several. */
export async function chooseEpisode(tools, asked = true) {
  let answer;
  try {
    answer = await fetched("episodes");
  } catch (error) {
    tools.fail(error.message);
    return;
  }
  const { episodes, choose } = answer;
  if (!asked && !(choose && location.pathname === "/" && episodes.length > 1)) return;
  const dialog = $("dialog");
  const list = el("ol", { class: "episodes" });
  const fill = (words) =>
    list.replaceChildren(...episodes.filter((each) => each.title.toLocaleLowerCase().includes(words)).map((each) => el("li", {}, entry(each))));
  const find = el("input", { type: "search", "aria-label": t("episodes.find"), placeholder: t("episodes.find"), oninput: () => fill(find.value.toLocaleLowerCase()) });
  fill("");
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(
    el("h2", { id: "dialog-title" }, state.about.show),
    find,
    list,
    el("form", { method: "dialog" }, el("button", {}, t("close"))),
  );
  dialog.showModal();
}

function entry(episode) {
  const here = episode.name === state.about.folder;
  const begun = !episode.published && t("episodes.begun");
  const facts = [begun || new Date(episode.published).toLocaleDateString(), begun ? "" : clock(episode.duration), episode.draft && t("episodes.draft"), episode.review > 0 && n("episodes.review", episode.review)];
  return el(
    "a",
    { href: `/e/${encodeURIComponent(episode.name)}/`, "aria-current": here && "page" },
    el("span", { dir: "auto" }, episode.title),
    el("span", { class: "soft" }, facts.filter(Boolean).join(" · ")),
  );
}

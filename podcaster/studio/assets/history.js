/** Who changed what, and the sign-off. */
import { ask } from "./ask.js";
import { el } from "./dom.js";
import { state } from "./server.js";
import { n, t } from "./texts.js";

/** Draw the view. */
export function drawHistory(main, tools) {
  const { signature, require_signature: required } = state.about;
  main.replaceChildren(
    el(
      "div",
      { class: "wide" },
      el("h2", {}, t("sign.title")),
      el("p", {}, signature ? t(signature.valid ? "sign.valid" : "sign.ended", { ...signature, when: new Date(signature.when).toLocaleString() }) : t("sign.none"), required ? ` ${t("sign.required")}` : ""),
      el(
        "div",
        { class: "row" },
        el("button", { class: signature?.valid ? "" : "main", onclick: () => sign(tools) }, t(signature?.valid ? "sign.again" : "sign.do")),
        signature?.valid && el("button", { onclick: () => tools.run("unsign") }, t("sign.withdraw")),
        el("button", { id: "publish", onclick: () => publish(tools), disabled: !state.about.targets.length }, t("publish")),
      ),
      !state.about.targets.length && el("p", { class: "soft" }, t("publish.none")),
      el("h2", {}, t("history.title")),
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": t("tab.history") },
        el(
          "table",
          { class: "history" },
          el("thead", {}, el("tr", {}, ...["when", "who", "what"].map((key) => el("th", { scope: "col" }, t(`history.${key}`))))),
          el(
            "tbody",
            {},
            ...[...state.history].reverse().map((each) => el("tr", {}, el("td", { class: "soft" }, new Date(each.when).toLocaleString()), el("td", {}, each.who), el("td", { dir: "auto" }, each.undone ? el("s", {}, each.what) : each.what))),
          ),
        ),
      ),
    ),
  );
}

/** Ask for a name, and sign. */
export async function sign(tools) {
  const open = state.decisions.length;
  const fields = [
    { name: "name", label: t("sign.name"), value: state.about.editor, required: true, hint: open ? n("sign.open", open) : "" },
    { name: "note", label: t("sign.note") },
  ];
  await ask(t("sign.title"), fields, { yes: t("sign.do"), done: ({ name, note }) => tools.does("sign", { name: name.trim(), note }) });
}

/** Ask where to, and publish. */
async function publish(tools) {
  const fields = [
    { name: "target", label: t("publish.target"), options: state.about.targets.map((name) => [name, name]) },
    { name: "first", label: t("publish.first"), kind: "check" },
  ];
  await ask(t("publish"), fields, { yes: t("publish"), done: ({ target, first }) => tools.does("publish", { target, first: first === "on" }) });
}

/** Questions in a dialog: a few fields, answered or dismissed. */
import { $, el } from "./dom.js";
import { t } from "./texts.js";

/**
 * Ask for some values.
 * @param {string} title
 * @param {Array<{name: string, label: string, value?: string, kind?: string, options?: Array<[string, string]>, hint?: string}>} fields
 * @param {string} yes The word on the button.
 * @param {Array<[string, function(Object<string, string>): void]>} others Buttons that leave the question open.
 * @returns {Promise<Object<string, string>|null>} null: dismissed.
 */
export function ask(title, fields, yes = t("ok"), others = []) {
  const dialog = $("dialog");
  const before = document.activeElement;
  return new Promise((resolve) => {
    const values = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", { id: "dialog-title" }, title),
      ...fields.map(field),
      el(
        "div",
        { class: "row" },
        ...others.map(([label, action]) => el("button", { type: "button", onclick: () => action(values()) }, label)),
        el("span", { class: "grow" }),
        el("button", { type: "button", onclick: () => dialog.close("") }, t("cancel")),
        el("button", { class: "main", type: "submit", value: "yes" }, yes),
      ),
    );
    dialog.setAttribute("aria-labelledby", "dialog-title");
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    dialog.onclose = () => {
      resolve(dialog.returnValue === "yes" ? values() : null);
      if (before?.isConnected) before.focus();
    };
    dialog.showModal();
    const first = form.querySelector("input, select, textarea");
    first?.focus();
    first?.select?.(); // what is typed replaces what was proposed
  });
}

function field({ name, label, value = "", kind = "text", options, hint, required }) {
  if (kind === "check") {
    return el("label", { class: "check" }, el("input", { type: "checkbox", name, checked: Boolean(value) }), label);
  }
  let input;
  if (options) {
    input = el("select", { name }, ...options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)));
  } else if (kind === "area") {
    input = el("textarea", { name, rows: 5 });
    input.value = value;
  } else {
    input = el("input", { name, type: kind, value, required, autocomplete: "off", step: kind === "number" ? "any" : null });
  }
  return el("label", {}, label, input, hint && el("span", { class: "soft" }, hint));
}

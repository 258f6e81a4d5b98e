/** Questions in a dialog: a few fields, answered or dismissed. */
import { $, el } from "./dom.js";
import { t } from "./texts.js";

let leaving = null; // what is to be done when the question that is open is left

/** A question was left. A browser tells so a little later: the next one may be open by then. */
function left() {
  if ($("dialog").open) return;
  const work = leaving;
  leaving = null;
  work?.();
}
$("dialog").addEventListener("close", left);

/**
 * Ask for some values.
 * @param {string} title
 * @param {Array<{name: string, label: string, value?: string, kind?: string, options?: Array<[string, string]>, hint?: string}>} fields
 * @param {{yes?: string, others?: Array<[string, function(Object<string, string>): void]>, done?: function(Object<string, string>): Promise}} [how]
 *   The word on the button; buttons that leave the question open; and what is done with the values: where that is
 *   refused, the question comes back with all that was typed, and with the reason.
 * @returns {Promise<Object<string, string>|null>} null: dismissed.
 */
export function ask(title, fields, { yes = t("ok"), others = [], done } = {}) {
  const dialog = $("dialog");
  const before = document.activeElement;
  const told = el("p", { class: "told", role: "alert" });
  const values = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: "dialog-title" }, title),
    ...fields.map(field),
    told,
    el(
      "div",
      { class: "row" },
      ...others.map(([label, action]) => el("button", { type: "button", onclick: () => action(values()) }, label)),
      el("span", { class: "grow" }),
      el("button", { type: "button", onclick: () => dialog.close("") }, t("cancel")),
      el("button", { class: "main", type: "submit", value: "yes" }, yes),
    ),
  );
  return new Promise((resolve) => {
    const show = () => {
      if (dialog.open) return dialog.addEventListener("close", () => setTimeout(show), { once: true });
      left();
      leaving = closed;
      dialog.setAttribute("aria-labelledby", "dialog-title");
      dialog.replaceChildren(form);
      dialog.returnValue = "";
      dialog.showModal();
      const first = form.querySelector("input, select, textarea");
      first?.focus();
      first?.select?.(); // what is typed replaces what was proposed
    };
    const closed = async () => {
      if (document.activeElement === document.body) before?.focus(); // the browser has done so, unless it was drawn anew
      if (dialog.returnValue !== "yes") return resolve(null);
      told.textContent = "";
      const given = values();
      try {
        await done?.(given);
        resolve(given);
      } catch (error) {
        show();
        told.textContent = error.message; // behind, so that it is read out
      }
    };
    show();
  });
}

/** Ask for somebody who is not in the script yet. */
export const askPerson = (done) =>
  ask(
    t("review.new"),
    [
      { name: "name", label: t("name"), required: true },
      { name: "gender", label: t("gender"), options: ["unknown", "female", "male"].map((key) => [key, t(`gender.${key}`)]) },
    ],
    { done: ({ name, gender }) => done({ name: name.trim(), gender }) },
  );

/** Say something in the question that is open: nobody sees or hears what lies behind it. Returns whether one is. */
export function tell(text) {
  const place = $("dialog").open && $("dialog").querySelector(".told");
  if (place) place.textContent = text;
  return Boolean(place);
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

// Small pieces of a page: elements, one status line, and what was said for ten seconds.

export function el(name, told = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(told)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...inside.filter((one) => one != null && one !== ""));
  return made;
}

// Browsers write typed text into their own files unless a field asks them not to.
const SILENT = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", autocorrect: "off" };

let fields = 0;

export function field(label, name, told = {}) {
  fields += 1;
  const id = `f${fields}`;
  const { many, ...more } = told;
  const input = el(many ? "textarea" : "input", { id, name, ...SILENT, ...more });
  return el("p", { class: "field" }, el("label", { for: id }, label), input);
}

export function ticks(label, name, options) {
  const boxes = options.map(([value, said]) =>
    el("label", { class: "tick" }, el("input", { type: "checkbox", name, value }), el("span", {}, said)),
  );
  return el("fieldset", {}, el("legend", {}, label), el("div", { class: "ticks" }, ...boxes));
}

// One of several, of which none is chosen beforehand.
export function oneOf(label, name, options) {
  const circles = options.map(([value, said]) =>
    el("label", { class: "tick" }, el("input", { type: "radio", name, value }), el("span", {}, said)),
  );
  return el("fieldset", {}, el("legend", {}, label), el("div", { class: "ticks" }, ...circles));
}

// A sentence with the readings above its kanji.
export function ruby(parts) {
  const piece = ([base, reading]) =>
    reading ? el("ruby", {}, base, el("rp", {}, "("), el("rt", {}, reading), el("rp", {}, ")")) : base;
  return el("span", {}, ...parts.map(piece));
}

export function form(act, ...inside) {
  return el(
    "form",
    {
      autocomplete: "off",
      onsubmit: (event) => {
        event.preventDefault();
        act(event.currentTarget, event.submitter);
      },
    },
    ...inside,
  );
}

export function typed(of) {
  const said = {};
  for (const one of of.elements) {
    if (!one.name) continue;
    if (one.type === "checkbox") {
      said[one.name] ??= [];
      if (one.checked) said[one.name].push(one.value);
    } else if (one.type === "radio") {
      said[one.name] ??= "";
      if (one.checked) said[one.name] = one.value;
    } else if (one.type !== "submit" && one.type !== "button") said[one.name] = one.value.trim();
  }
  return said;
}

export function fill(of, said) {
  for (const one of of.elements) {
    if (!one.name || !(one.name in said)) continue;
    if (one.type === "checkbox") one.checked = said[one.name].includes(one.value);
    else if (one.type === "radio") one.checked = said[one.name] === one.value;
    else if ("value" in one && one.type !== "submit") one.value = said[one.name];
  }
}

export function clock(at) {
  const day = new Date(at);
  return `${String(day.getHours()).padStart(2, "0")}:${String(day.getMinutes()).padStart(2, "0")}`;
}

export const put = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");

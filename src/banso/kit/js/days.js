// A day is typed; for who likes it, the browser's own calendar opens beside it and writes the day as the page writes days.
const dayOf = (iso) => {
  if (document.documentElement.lang !== "ja") return iso;
  const parts = { era: "narrow", year: "numeric", month: "numeric", day: "numeric", weekday: "short" };
  const format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", parts);
  const said = Object.fromEntries(format.formatToParts(new Date(`${iso}T00:00`)).map((part) => [part.type, part.value]));
  return `${said.era}${said.year}.${said.month}.${said.day}(${said.weekday})`;
};
const pickDay = (typed) => {
  const native = Object.assign(document.createElement("input"), { type: "date", className: "day__native", tabIndex: -1, ariaHidden: "true" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "day__button", ariaLabel: typed.dataset.day });
  const place = Object.assign(document.createElement("span"), { className: "day" });
  if (!native.showPicker || typed.readOnly || typed.parentElement.className === "day") return;
  typed.replaceWith(place);
  place.append(typed, native, button);
  button.addEventListener("click", () => native.showPicker());
  native.addEventListener("change", () => {
    typed.value = native.value ? dayOf(native.value) : "";
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    typed.focus();
  });
};

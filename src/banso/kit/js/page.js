// What is folded on a phone stands open where there is room (the style shows it before this says so).
const openWhereWide = (fold) => {
  if (window.matchMedia("(min-width: 48.01rem)").matches) fold.open = true;
};

// On a phone a row of words is a card: each cell says of which column it is, and nothing is said of those that are blank. Tables of numbers stay tables.
const labelCells = (table) => {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (!heads.length || table.tHead.rows.length > 1 || rows.some((row) => row.cells.length !== heads.length)) return;
  rows.forEach((row) =>
    [...row.cells].forEach((cell, place) => {
      cell.dataset.label = heads[place];
      if (!cell.textContent.trim() && !cell.children.length) cell.dataset.blank = "";
    }),
  );
  table.dataset.labelled = "";
};

const closeFor = (button) =>
  button.addEventListener("click", () => {
    document.getElementById(button.dataset.close).replaceChildren();
    backTo(button.dataset.back);
  });
const BEHAVIOURS = [
  ["form[data-draft]", watchDraft],
  ["form[data-stay]", stayHere],
  ["form[data-once]", sendOnce],
  ["[data-errors]", leadToFields],
  ["form[data-resume]", resume],
  ["[data-fills]", fillOnClick],
  ["[data-signing]", signIn],
  ["form[data-passkey]", askPasskey],
  ["[data-grid]", walkGrid],
  ["[data-grid]", openBlank],
  ["[data-grid]", typeInGrid],
  ["textarea[data-type]", openTyped],
  ["[data-presets]", presetBoxes],
  ["[data-when]", appearWhenAsked],
  ["[data-toast]", closeToast],
  ["form[data-suggest]", suggest],
  ["[data-keys]", answerByKey],
  ["[data-day]", pickDay],
  ["[data-first-field]", beginInFirst],
  ["details.unfold", openWhereWide],
  ["[data-with-script]", (one) => (one.hidden = false)],
  ["[data-close]", closeFor],
  ["[data-print]", (button) => button.addEventListener("click", () => window.print())],
  ["select[data-go]", (select) => select.addEventListener("change", () => select.form.requestSubmit())],
].map(([what, behaviour]) => [what, behaviour, new WeakSet()]);

// A part that comes later wakes what it stands in: what is awake already is left alone, for a form that heard its
// submit twice would take the second for a second click, and never go.
const wake = (root) => {
  root.querySelectorAll(".wide:not(.counted, .dense, .cards) table").forEach(labelCells); // rows may have come
  BEHAVIOURS.forEach(([what, behaviour, awake]) =>
    root.querySelectorAll(what).forEach((one) => {
      if (awake.has(one)) return;
      awake.add(one);
      behaviour(one);
    }),
  );
};

// On paper nothing is folded.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open], .noprint)")];
  opened.forEach((one) => (one.open = true));
});
window.addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));

wake(document);
stayed();
lockWhenLeft(document.body);
// A page that says what is wrong with a form answers what was sent. Back and Reload ask for its address instead of
// sending the form once more; what was typed is there as a draft.
const { answersPost } = document.body.dataset;
if (answersPost !== undefined) history.replaceState(history.state, "", answersPost || location.href);
// Back brings the page as it was left: its forms may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((form) => (form.ariaBusy = null)));
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt.parentElement ?? event.detail.elt);
});

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

const wake = (root) => {
  root.querySelectorAll("form[data-draft]").forEach(watchDraft);
  root.querySelectorAll("form[data-stay]").forEach(stayHere);
  root.querySelectorAll("form[data-once]").forEach(sendOnce);
  root.querySelectorAll("[data-errors]").forEach(leadToFields);
  root.querySelectorAll("form[data-resume]").forEach(resume);
  root.querySelectorAll("[data-fills]").forEach(fillOnClick);
  root.querySelectorAll("[data-signing]").forEach(signIn);
  root.querySelectorAll("form[data-passkey]").forEach(askPasskey);
  root.querySelectorAll("[data-grid]").forEach(walkGrid);
  root.querySelectorAll("[data-grid]").forEach(typeInGrid);
  root.querySelectorAll("textarea[data-type]").forEach(openTyped);
  root.querySelectorAll(".wide:not(.counted, .dense, .cards) table").forEach(labelCells);
  root.querySelectorAll("[data-presets]").forEach(presetBoxes);
  root.querySelectorAll("[data-with-script]").forEach((one) => (one.hidden = false));
  root.querySelectorAll("[data-toast]").forEach(closeToast);
  root.querySelectorAll("form[data-suggest]").forEach(suggest);
  root.querySelectorAll("[data-day]").forEach(pickDay);
  root.querySelectorAll("[data-first-field]").forEach(beginInFirst);
  root.querySelectorAll("details.unfold").forEach(openWhereWide);
  root.querySelectorAll("[data-close]").forEach((button) =>
    button.addEventListener("click", () => {
      document.getElementById(button.dataset.close).replaceChildren();
      backTo(button.dataset.back);
    }),
  );
  root.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
  root.querySelectorAll("select[data-go]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
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

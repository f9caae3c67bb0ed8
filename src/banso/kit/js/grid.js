// Arrow keys walk over the cells of a grid; Tab and Enter work as everywhere.
const walkGrid = (table) => {
  table.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const cell = event.target.closest("[data-cell]")?.closest("td");
    if (!cell || !(event.key in steps)) return;
    const [down, right] = steps[event.key];
    const row = table.rows[cell.parentElement.rowIndex + down];
    const next = row?.cells[cell.cellIndex + right]?.querySelector("[data-cell]");
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
};

// On a phone what is blank in a row waits folded behind its name; opened, the keyboard goes into the first of it.
const openBlank = (table) => {
  table.addEventListener("click", (event) => {
    const row = event.target.closest("[data-more]")?.closest("tr");
    if (!row) return;
    const folded = [...row.cells].filter((cell) => !cell.getClientRects().length);
    delete row.dataset.folded;
    folded[0]?.querySelector("textarea, a")?.focus();
  });
};

const backTo = (place) => {
  document.querySelectorAll(".cell--on").forEach((cell) => cell.classList.remove("cell--on"));
  document.getElementById(place)?.querySelector("textarea, a")?.focus();
};

// What opens beside the grid takes the keyboard along, and gives it back to the cell it came from.
// After htmx has bound what it put there (it waits for nothing: defaultSettleDelay is 0), or Enter would follow the link.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "editor") return;
  const editor = document.getElementById("editor");
  const done = editor.querySelector("section[data-back]");
  if (done) return backTo(done.dataset.back);
  const from = editor.querySelector("[data-close]")?.dataset.back;
  document.querySelectorAll(".cell--on").forEach((cell) => cell.classList.remove("cell--on"));
  if (from) document.getElementById(from)?.classList.add("cell--on");
  editor.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  editor.scrollIntoView({ block: "nearest" });
});

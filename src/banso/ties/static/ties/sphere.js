// Dragging a tie to its place. The buttons under the picture do the same without it, by keyboard and by touch.

const page = document.getElementById("main");
let held = null;

const inSheet = (svg, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

// Only who may move ties sees the buttons; without them nothing can be dragged.
const mayMove = () => page.querySelector("form [name=step]") !== null;

const begin = (event) => {
  const link = event.target.closest?.(".sphere a[data-tie]");
  if (!link || event.button > 0 || !mayMove()) return;
  held = { link, from: inSheet(link.ownerSVGElement, event), by: null };
};

const move = (event) => {
  if (!held) return;
  const here = inSheet(held.link.ownerSVGElement, event);
  const by = { x: here.x - held.from.x, y: here.y - held.from.y };
  if (!held.by && Math.hypot(by.x, by.y) < 8) return;
  held.by = by;
  held.link.setAttribute("transform", `translate(${by.x} ${by.y})`);
  event.preventDefault();
};

const drop = async ({ link, by }) => {
  const pictures = link.closest("#pictures");
  const body = new FormData();
  body.append("dx", by.x.toFixed(1));
  body.append("dy", by.y.toFixed(1));
  body.append("view", pictures.dataset.view);
  body.append("back", link.closest("[data-back]").dataset.back);
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  const answer = await fetch(`/ties/${link.dataset.tie}/place/`, { method: "POST", body, headers, credentials: "same-origin" });
  if (!answer.ok) return link.removeAttribute("transform");
  const form = new URLSearchParams(new FormData(page.querySelector("form.filters")));
  return window.htmx.ajax("GET", `${pictures.dataset.url}?${form}`, { target: "#below", swap: "outerHTML" });
};

const end = () => {
  if (!held) return;
  const finished = held;
  held = null;
  if (!finished.by) return;
  finished.link.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  drop(finished);
};

page.addEventListener("pointerdown", begin);
page.addEventListener("dragstart", (event) => { if (event.target.closest?.("a[data-tie]")) event.preventDefault(); });
window.addEventListener("pointermove", move, { passive: false });
window.addEventListener("pointerup", end);
window.addEventListener("pointercancel", () => { held?.link.removeAttribute("transform"); held = null; });

// Where a picture is wider than the screen, one begins with the person in its middle; years begin at the left.
const middle = () => {
  for (const one of page.querySelectorAll("#pictures:not([data-view=bonds]) .drawing.sphere")) {
    one.scrollLeft = (one.scrollWidth - one.clientWidth) / 2;
  }
};
middle();
document.addEventListener("htmx:afterSettle", middle);

// A slider tells in words where it stands.
for (const slider of page.querySelectorAll("input[data-ago]")) {
  const tell = () => slider.setAttribute("aria-valuetext", `${-slider.value} ${slider.dataset.ago}`);
  slider.addEventListener("input", tell);
  tell();
}

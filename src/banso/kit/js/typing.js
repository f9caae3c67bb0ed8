// Words typed straight into a grid: a cell is saved when it is left; Enter and Tab go to the next one, Ctrl and Enter (or the arrow) carry the text to the next period.
const TYPED = "textarea[data-type]";
const cellsOf = (table) => [...table.querySelectorAll(TYPED)];
const keptIn = (area) => area.dataset.kept ?? area.defaultValue;
const onTheirWay = new Set();

const keepTyped = (area, said) => {
  const sending = sendTyped(area, said).finally(() => onTheirWay.delete(sending));
  onTheirWay.add(sending);
  return sending;
};

const sendTyped = async (area, said) => {
  const sent = area.value;
  if (sent === keptIn(area) || area.ariaBusy === "true") return;
  area.ariaBusy = "true";
  const body = new FormData();
  body.append("typed", "1");
  body.append("content", sent);
  body.append("version", area.dataset.version);
  body.append("csrfmiddlewaretoken", tokenNow() ?? "");
  let answer = null;
  try {
    answer = await fetch(area.dataset.type, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  } catch {
    answer = null;
  }
  area.ariaBusy = null;
  const told = answer && [200, 409, 422].includes(answer.status) ? await answer.json().catch(() => null) : null;
  area.toggleAttribute("aria-invalid", false);
  if (told === null) {
    said.textContent = answer && (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) ? said.dataset.signedOut : said.dataset.failed;
    area.setAttribute("aria-invalid", "true");
    if (!answer || answer.status >= 500) window.setTimeout(() => keepTyped(area, said), 5000);
  } else if (answer.status === 409) settleTyped(area, said, told);
  else if (answer.status === 422) {
    said.textContent = told.errors.join(" ");
    area.setAttribute("aria-invalid", "true");
  } else {
    area.dataset.version = told.version;
    area.dataset.kept = sent;
    said.textContent = `${said.dataset.saved} ${area.ariaLabel}`;
    if (area.value !== sent && document.activeElement !== area) keepTyped(area, said);
  }
};

// Of two who wrote the same, neither is replaced before somebody has said what stays.
const settleTyped = (area, said, told) => {
  area.parentElement.querySelector("[data-settle]")?.remove();
  area.setAttribute("aria-invalid", "true");
  const box = document.createElement("div");
  box.dataset.settle = "";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = `${said.dataset.theirs} ${told.theirs || "—"}`;
  box.append(words);
  const stays = (text, label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain button--small";
    button.textContent = label;
    button.addEventListener("click", () => {
      box.remove();
      area.dataset.version = told.version;
      area.dataset.kept = told.theirs;
      area.value = text;
      area.removeAttribute("aria-invalid");
      keepTyped(area, said);
      area.focus();
    });
    box.append(button);
  };
  stays(area.value, said.dataset.mineStays);
  stays(told.theirs, said.dataset.theirsStays);
  stays([told.theirs, area.value].filter(Boolean).join("\n"), said.dataset.bothStay);
  area.after(box);
};

// A blank cell that is folded on a phone comes out when somebody gets to it.
const reach = (area) => {
  if (!area.getClientRects().length) area.closest("td").dataset.begun = "";
  area.focus();
};

const carryOn = (from, said) => {
  const area = from.closest(".cell__typing").querySelector(TYPED);
  const next = from.closest("td").nextElementSibling?.querySelector(TYPED);
  if (!next) return;
  keepTyped(area, said);
  if (!next.value) next.value = area.value;
  reach(next);
};

const typeInGrid = (table) => {
  const said = document.querySelector("[data-typed]");
  if (!said) return;
  // On a phone blank cells share a line; one that was touched keeps the line it got, so that nothing moves under the thumb.
  let beginning = false;
  const begun = (event) => {
    if (!beginning && event.target.matches(TYPED)) event.target.closest("td").dataset.begun = "";
  };
  ["focusin", "pointerdown"].forEach((kind) => table.addEventListener(kind, begun));
  table.addEventListener("focusout", (event) => {
    if (event.target.matches(TYPED) && !event.target.parentElement.querySelector("[data-settle]")) keepTyped(event.target, said);
  });
  table.addEventListener("keydown", (event) => {
    // While a word is being converted, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(TYPED)) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return carryOn(event.target, said);
    const all = cellsOf(table);
    reach(all[all.indexOf(event.target) + 1] ?? event.target);
  });
  table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-carry]");
    if (button) carryOn(button, said);
  });
  window.addEventListener("beforeunload", (event) => {
    if (cellsOf(table).some((area) => area.value !== keptIn(area))) event.preventDefault();
  });
  // Whoever came to write may begin, once the page stands where its address leads.
  const all = cellsOf(table);
  const begin = () => {
    const first = all.find((area) => !area.value) ?? all[0];
    beginning = Boolean(first?.getClientRects().length);
    if (first) reach(first);
    beginning = false;
  };
  if (location.hash === "#write") requestAnimationFrame(begin);
};

const openTyped = (area) => (area.readOnly = false);

// All of a cell opens with what was just typed into it.
document.addEventListener("htmx:confirm", (event) => {
  if (!onTheirWay.size || !event.target.matches("[data-cell]")) return;
  event.preventDefault();
  Promise.allSettled([...onTheirWay]).then(() => event.detail.issueRequest(true));
});

// Suggestions below the search while somebody types, and whom they opened last before they do. The arrows choose, Enter opens (or searches, where nothing is
// chosen), Escape closes. The words travel in the body, as those of the search itself do.
const suggest = (form) => {
  const field = form.querySelector("[type=search]");
  const drop = Object.assign(document.createElement("div"), { className: "find__drop", hidden: true });
  form.append(drop);
  const say = (name, value) => field.setAttribute(`aria-${name}`, value);
  field.setAttribute("role", "combobox");
  say("autocomplete", "list");
  say("expanded", "false");
  say("controls", "find-list");
  let chosen = -1;
  let asked = null;
  let timer = 0;
  const options = () => [...drop.querySelectorAll("[role=option]")];
  const choose = (place) => {
    const all = options();
    chosen = all.length ? (place + all.length) % all.length : -1;
    all.forEach((one, index) => one.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    say("activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    window.clearTimeout(timer);
    asked?.abort();
    drop.hidden = true;
    chosen = -1;
    say("expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const said = field.value;
    freshToken(form);
    let text = "";
    try {
      const answer = await fetch(form.dataset.suggest, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, signal: asked.signal });
      text = answer.ok ? (await answer.text()).trim() : "";
    } catch {
      return; // typed on, or nobody answers: Enter still searches
    }
    if (field.value !== said || document.activeElement !== field) return;
    drop.innerHTML = text; // a template of ours made it
    drop.hidden = !text;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    say("expanded", String(options().length > 0));
  };
  const later = (time) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, time);
  };
  field.addEventListener("input", () => later(250));
  field.addEventListener("click", () => drop.hidden && later(0));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (drop.hidden) return later(0);
      choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (event.key === "Escape" && !drop.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.href);
    }
  });
  // Before the field loses the focus to it.
  drop.addEventListener("pointerdown", (event) => event.preventDefault());
  drop.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
};

// A second click on the same button does nothing; the server would refuse it anyway.
const sendOnce = (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  });
};

// A click on one of these fills a field: common words in one tap.
const fillOnClick = (button) => {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.fills);
    field.value = button.dataset.value ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
};

// What is wrong with a form stands on top of it, with the focus; its links lead into the fields, also where a field is a group of boxes.
const leadToFields = (summary) => {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    place.closest("details")?.setAttribute("open", "");
    const control = place.matches("input, select, textarea") ? place : place.querySelector("input, select, textarea, button");
    (control ?? place).focus();
    (place.closest(".field, fieldset") ?? place).scrollIntoView({ block: "start" });
  });
};

// A form that met the sign-in page goes on by itself, once; coming back to its page later, one asks for it with the button.
const resume = (form) => {
  const key = `resumed ${form.dataset.resume}`;
  if (sessionStorage.getItem(key)) return;
  sessionStorage.setItem(key, "1");
  form.requestSubmit();
};

// A page that is one form begins in its first field, where there is a keyboard; what is wrong comes first.
const beginInFirst = (page) => {
  const free = !page.querySelector("[data-errors]") && !location.hash && document.activeElement === document.body;
  if (!free || !window.matchMedia("(min-width: 48rem) and (pointer: fine)").matches) return;
  const field = page.querySelector("form :is(input:not([type=hidden]), select, textarea)");
  field?.focus({ preventScroll: true });
};

// What a choice usually means is ticked along with it, in sight, until somebody ticks for themselves.
const presetBoxes = (select) => {
  const boxes = [...select.form.querySelectorAll(`[name="${select.dataset.presetsOf}"]`)];
  let touched = false;
  boxes.forEach((box) => box.addEventListener("change", () => (touched = true)));
  select.addEventListener("change", () => {
    const usual = JSON.parse(select.dataset.presets)[select.value] ?? [];
    if (!touched) boxes.forEach((box) => (box.checked = usual.includes(box.value)));
  });
};

// A field that is asked only after some answers appears with them. What holds something, or something wrong, is never hidden.
const appearWhenAsked = (control) => {
  const [name, values] = control.dataset.when.split("=");
  const field = control.closest(".field");
  const look = () => {
    const asked = new FormData(control.form).getAll(name).some((one) => values.split(" ").includes(one));
    field.hidden = !asked && !control.value && !field.querySelector(".field__error");
  };
  control.form.addEventListener("change", look);
  look();
};

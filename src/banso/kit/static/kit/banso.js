// Small behaviours bound to data- attributes. Everything works without them; they only save typing and fear.

const status = (form, text) => {
  const place = form.querySelector("[data-draft-status]");
  if (place) place.textContent = text;
};

const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });

// Signing in again, in another tab, gives the browser a new token against forged requests: forms that stood open take it over.
const freshToken = (form) => {
  const token = document.cookie.match(/(?:^|; )[^=;]*banso_csrf=([^;]+)/)?.[1];
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (token && field) field.value = token;
};
document.addEventListener("submit", (event) => freshToken(event.target), true);

// Why a draft is not kept: the sign-in has ended, the text can't be kept, or nobody answers.
const whyNotSaved = (form, answer) => {
  if (answer === null || answer.status >= 500) return form.dataset.draftFailed;
  if (answer.type === "opaqueredirect" || answer.status === 403) return form.dataset.draftSignedOut;
  return answer.status === 422 ? form.dataset.draftRefused : form.dataset.draftTooLong;
};

// Drafts: a second and a half after the last key, what was typed goes to the server, and the form says so.
const watchDraft = (form) => {
  if (form.dataset.watched) return;
  form.dataset.watched = "1";
  let timer = 0;
  let sent = "";
  // Returns whether the form may leave its page: its words are kept, or the server will say beside the fields why they are not.
  const save = async () => {
    freshToken(form);
    const body = new FormData(form);
    body.delete("submission");
    body.append("draft-key", form.dataset.draft);
    const now = JSON.stringify([...body.entries()].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (now === sent) return true;
    let answer;
    try {
      // A redirect leads to the sign-in page: following it would look like a success.
      answer = await fetch(form.dataset.draftUrl, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    } catch {
      answer = null;
    }
    if (answer?.ok && (await answer.json().catch(() => ({}))).saved === true) {
      sent = now;
      status(form, `${form.dataset.draftSaved} ${clock()}`);
      return true;
    }
    status(form, whyNotSaved(form, answer));
    const unreachable = answer === null || answer.status >= 500;
    if (unreachable || answer.type === "opaqueredirect") timer = window.setTimeout(save, 5000);
    return !unreachable;
  };
  let touched = false;
  form.addEventListener("input", () => {
    touched = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1500);
  });
  // What is not in the draft yet goes there before the form leaves its page: if nobody answers, the page stays, with every word on it.
  form.addEventListener("submit", async (event) => {
    window.clearTimeout(timer);
    if (!touched || form.dataset.leaving || form.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    if (!(await save())) {
      form.ariaBusy = null;
      return;
    }
    // After this event has ended: a form that is being sent can't be sent again.
    window.setTimeout(() => {
      form.dataset.leaving = "1";
      form.requestSubmit(event.submitter);
      delete form.dataset.leaving;
      window.setTimeout(() => (form.ariaBusy = null), 8000);
    });
  });
};

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

// A box to sign in: strokes of points on a board of 1000 × 300, kept as text in the hidden field; the field is the truth, the box shows it.
const signIn = (place) => {
  const board = place.querySelector("canvas");
  const field = document.getElementById(place.dataset.signing);
  const pen = board.getContext("2d");
  let strokes = [];
  try { strokes = JSON.parse(field.value || "[]"); } catch { strokes = []; }
  const show = () => {
    pen.clearRect(0, 0, board.width, board.height);
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    strokes.forEach((stroke) => {
      pen.beginPath();
      stroke.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (stroke.length === 1) pen.lineTo(stroke[0][0] + 1, stroke[0][1]);
      pen.stroke();
    });
  };
  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const point = (event) => {
    const box = board.getBoundingClientRect();
    const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [within(((event.clientX - box.left) / box.width) * 1000, 1000), within(((event.clientY - box.top) / box.height) * 300, 300)];
  };
  let drawing = false;
  board.addEventListener("pointerdown", (event) => {
    drawing = true;
    board.setPointerCapture(event.pointerId);
    strokes.push([point(event)]);
    show();
  });
  board.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    strokes.at(-1).push(point(event));
    show();
  });
  const lift = () => {
    if (drawing) keep();
    drawing = false;
  };
  board.addEventListener("pointerup", lift);
  board.addEventListener("pointercancel", lift);
  place.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    show();
    keep();
  });
  show();
};

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

const backTo = (place) => {
  document.querySelectorAll(".cell--on").forEach((cell) => cell.classList.remove("cell--on"));
  document.getElementById(place)?.querySelector("a")?.focus();
};

// A form that met the sign-in page goes on by itself, once; coming back to its page later, one asks for it with the button.
const resume = (form) => {
  const key = `resumed ${form.dataset.resume}`;
  if (sessionStorage.getItem(key)) return;
  sessionStorage.setItem(key, "1");
  form.requestSubmit();
};

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

const wake = (root) => {
  root.querySelectorAll("form[data-draft]").forEach(watchDraft);
  root.querySelectorAll("form[data-once]").forEach(sendOnce);
  root.querySelectorAll("[data-errors]").forEach(leadToFields);
  root.querySelectorAll("form[data-resume]").forEach(resume);
  root.querySelectorAll("[data-fills]").forEach(fillOnClick);
  root.querySelectorAll("[data-signing]").forEach(signIn);
  root.querySelectorAll("[data-grid]").forEach(walkGrid);
  root.querySelectorAll("[data-day]").forEach(pickDay);
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
// Back brings the page as it was left: its forms may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((form) => (form.ariaBusy = null)));
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt.parentElement ?? event.detail.elt);
});
// A slash goes to the search, as long as nobody is typing; the menus of the head close with Escape, and by a click beside them.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = event.target.closest?.("details[name=nav][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  const find = document.getElementById("find");
  if (!find) return;
  event.preventDefault();
  find.focus();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[name=nav][open]").forEach((one) => {
    if (!one.contains(event.target)) one.open = false;
  });
});

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

// A part that did not come says so in its place. A form that was not taken keeps every word on the screen, and says so above its button; without a sign-in it is sent
// as a whole page, so that the server keeps it until somebody has signed in.
const inJapanese = document.documentElement.lang === "ja";
const notLoaded = inJapanese ? "読み込めませんでした。もう一度お試しください。" : "This could not be loaded. Please try again.";
const notTaken = inJapanese
  ? "保存されていません。つながらないか、エラーが起きました。入力はこの画面に残っています。もう一度お試しください。"
  : "Not saved: no connection, or something went wrong. What you typed is still on this screen. Please try again.";
const signedOut = inJapanese ? "サインインが切れています。" : "You are no longer signed in.";

const sayInForm = (form, words) => {
  let place = form.querySelector("[data-draft-status]");
  if (!place) {
    place = document.createElement("p");
    place.className = "draft-status";
    place.setAttribute("role", "status");
    place.setAttribute("data-draft-status", "");
    form.append(place);
  }
  place.textContent = words;
};

const failed = (event) => {
  const { elt, target, xhr, requestConfig } = event.detail;
  if (elt.getAttribute("hx-trigger")?.includes("every")) return; // it is asked for again by itself
  const form = requestConfig?.verb === "get" ? null : elt.closest("form");
  const whole = form && new URL(form.action, location).pathname === new URL(requestConfig.path, location).pathname;
  if (whole && xhr?.status === 401) form.submit();
  else if (form) sayInForm(form, xhr?.status === 401 ? signedOut : whole ? notTaken : notLoaded);
  else if (target) target.textContent = xhr?.status === 401 ? signedOut : notLoaded;
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
